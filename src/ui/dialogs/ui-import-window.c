/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-import-window.h"

#include <glib/gi18n-lib.h>

#include "model/desk-plain.h"
#include "ui/ui-accessible.h"

#define MAX_CHARS 120

struct _UiImportWindow
{
  AdwWindow parent_instance;

  /* template children */
  GtkStack *stack;
  GtkLabel *waiting_label;
  GtkProgressBar *progress;
  AdwPreferencesGroup *columns_group;
  GtkLabel *counts_label;
  GtkListView *lines_view;
  GtkButton *import_button;
  AdwStatusPage *result_page;
  GtkButton *undo_button;

  /* owned */
  GPtrArray *rows; /* of AdwComboRow, borrowed */
  char **ids;
};

G_DEFINE_FINAL_TYPE (UiImportWindow, ui_import_window, ADW_TYPE_WINDOW)

enum
{
  COLUMNS_CHOSEN,
  CONFIRMED,
  STOPPED,
  UNDO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- waiting -------------------------------------------------------------------- */

void
ui_import_window_show_waiting (UiImportWindow *self, const char *text, double fraction)
{
  g_return_if_fail (UI_IS_IMPORT_WINDOW (self));

  gtk_label_set_text (self->waiting_label, text);
  if (fraction < 0)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, fraction);
  gtk_stack_set_visible_child_name (self->stack, "waiting");
}

/* --- columns -------------------------------------------------------------------- */

static guint
find_id (UiImportWindow *self, const char *id)
{
  for (guint i = 0; self->ids[i] != NULL; i++)
    if (g_str_equal (self->ids[i], id))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/* A column that is a field of the user's own is offered under its own name. */
static void
add_column (UiImportWindow *self, const char *name, const char *const *captions, const char *chosen)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) choices = gtk_string_list_new (captions);
  g_autofree char *title = desk_plain_line (name, MAX_CHARS), *title_markup = NULL;
  guint position = find_id (self, chosen);

  /* Translators: %s is the name of a column, which becomes a field of that name. */
  g_autofree char *own = g_strdup_printf (_ ("Own field “%s”"), title);

  gtk_string_list_append (choices, own);
  if (position == GTK_INVALID_LIST_POSITION)
    position = g_strv_length (self->ids);
  title_markup = g_markup_escape_text (*title != '\0' ? title : _ ("Without a name"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), position);
  g_object_set (row, "name", name, NULL);
  adw_preferences_group_add (self->columns_group, row);
  g_ptr_array_add (self->rows, row);
}

void
ui_import_window_show_columns (UiImportWindow *self, const char *const *header, const char *const *ids,
                               const char *const *captions, const char *const *chosen)
{
  g_return_if_fail (UI_IS_IMPORT_WINDOW (self));

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->columns_group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_strfreev (self->ids);
  self->ids = g_strdupv ((char **) ids);
  for (guint i = 0; header[i] != NULL; i++)
    add_column (self, header[i], captions, chosen[i]);
  gtk_stack_set_visible_child_name (self->stack, "columns");
}

char **
ui_import_window_dup_columns (UiImportWindow *self)
{
  GPtrArray *columns = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      guint position = adw_combo_row_get_selected (self->rows->pdata[i]);
      gboolean is_own = position >= g_strv_length (self->ids);

      g_ptr_array_add (columns,
                       g_strdup (is_own ? gtk_widget_get_name (self->rows->pdata[i]) : self->ids[position]));
    }
  g_ptr_array_add (columns, NULL);
  return (char **) g_ptr_array_free (columns, FALSE);
}

static void
next_cb (UiImportWindow *self)
{
  g_signal_emit (self, signals[COLUMNS_CHOSEN], 0);
}

/* --- the plan -------------------------------------------------------------------- */

static const char *const kinds[] = {
  [DESK_IMPORT_NEW] = N_ ("New"),
  [DESK_IMPORT_CHANGED] = N_ ("Changed"),
  [DESK_IMPORT_SAME] = N_ ("Same"),
  [DESK_IMPORT_DUPLICATE] = N_ ("Duplicate"),
  [DESK_IMPORT_BAD] = N_ ("Bad"),
};

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_list_item_set_child (item, label);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  DeskImportLine *line = gtk_list_item_get_item (item);
  const char *reason = desk_import_line_get_reason (line);
  g_autofree char *name = desk_plain_line (desk_import_line_get_name (line), MAX_CHARS);
  g_autofree char *more = desk_plain_line (reason != NULL ? reason : "", MAX_CHARS);
  /* Translators: a line of a file: its number, what is done with it. */
  g_autofree char *what = g_strdup_printf (_ ("Line %u: %s"), desk_import_line_get_line (line),
                                           _ (kinds[desk_import_line_get_kind (line)]));
  const char *const parts[] = { what, name, more, NULL };
  g_autofree char *text = desk_plain_join (parts, 3 * MAX_CHARS);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

void
ui_import_window_show_plan (UiImportWindow *self, GListModel *lines, const guint *counts)
{
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (lines));
  g_autofree char *text
    = g_strdup_printf (_ ("%u new, %u changed, %u same, %u duplicate, %u bad"), counts[DESK_IMPORT_NEW],
                       counts[DESK_IMPORT_CHANGED], counts[DESK_IMPORT_SAME], counts[DESK_IMPORT_DUPLICATE],
                       counts[DESK_IMPORT_BAD]);

  g_return_if_fail (UI_IS_IMPORT_WINDOW (self));

  gtk_label_set_text (self->counts_label, text);
  gtk_list_view_set_model (self->lines_view, GTK_SELECTION_MODEL (selection));
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button),
                            counts[DESK_IMPORT_NEW] + counts[DESK_IMPORT_CHANGED] > 0);
  gtk_stack_set_visible_child_name (self->stack, "plan");
}

static void
import_cb (UiImportWindow *self)
{
  g_signal_emit (self, signals[CONFIRMED], 0);
}

static void
stop_cb (UiImportWindow *self)
{
  g_signal_emit (self, signals[STOPPED], 0);
}

/* --- the result -------------------------------------------------------------------- */

void
ui_import_window_show_result (UiImportWindow *self, const char *title, const char *text, gboolean can_undo)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_return_if_fail (UI_IS_IMPORT_WINDOW (self));

  adw_status_page_set_title (self->result_page, title);
  adw_status_page_set_description (self->result_page, escaped);
  gtk_widget_set_visible (GTK_WIDGET (self->undo_button), can_undo);
  gtk_stack_set_visible_child_name (self->stack, "result");
}

static void
undo_cb (UiImportWindow *self)
{
  g_signal_emit (self, signals[UNDO], 0);
}

/* --- the window -------------------------------------------------------------------- */

static void
dispose (GObject *object)
{
  UiImportWindow *self = UI_IMPORT_WINDOW (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_strfreev);
  G_OBJECT_CLASS (ui_import_window_parent_class)->dispose (object);
}

static void
ui_import_window_class_init (UiImportWindowClass *class)
{
  static const char *const names[] = { "columns-chosen", "confirmed", "stopped", "undo" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = dispose;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], UI_TYPE_IMPORT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/dialogs/ui-import-window.ui");
  gtk_widget_class_bind_template_child (widget_class, UiImportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, UiImportWindow, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, UiImportWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, UiImportWindow, columns_group);
  gtk_widget_class_bind_template_child (widget_class, UiImportWindow, counts_label);
  gtk_widget_class_bind_template_child (widget_class, UiImportWindow, lines_view);
  gtk_widget_class_bind_template_child (widget_class, UiImportWindow, import_button);
  gtk_widget_class_bind_template_child (widget_class, UiImportWindow, result_page);
  gtk_widget_class_bind_template_child (widget_class, UiImportWindow, undo_button);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ui_import_window_init (UiImportWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->lines_view, factory);
}

UiImportWindow *
ui_import_window_new (GtkWindow *parent, const char *phonebook)
{
  UiImportWindow *self = g_object_new (UI_TYPE_IMPORT_WINDOW, "transient-for", parent, NULL);
  g_autofree char *name = desk_plain_line (phonebook, MAX_CHARS);
  /* Translators: %s is a phonebook. */
  g_autofree char *title = g_strdup_printf (_ ("Import into %s"), name);

  gtk_window_set_title (GTK_WINDOW (self), title);
  ui_accessible_tidy (GTK_WIDGET (self));
  return self;
}
