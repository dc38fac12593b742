/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-holidays-dialog.h"

#include <glib/gi18n-lib.h>

#include "model/desk-schedule.h"
#include "ui/ui-accessible.h"

/* One holiday of the list. */
typedef struct
{
  char *element;
  GtkWidget *check; /* borrowed from the tree */
} Entry;

struct _UiHolidaysDialog
{
  AdwWindow parent_instance;

  /* children, owned by the widget tree */
  GtkStack *stack;
  GtkSpinner *spinner;
  AdwPreferencesGroup *group;
  AdwStatusPage *failure;
  GtkWidget *add_button;

  /* owned */
  GArray *entries; /* of Entry */
};

G_DEFINE_FINAL_TYPE (UiHolidaysDialog, ui_holidays_dialog, ADW_TYPE_WINDOW)

static guint chosen_signal;

static void
entry_clear (gpointer data)
{
  g_free (((Entry *)data)->element);
}

static gboolean
is_wanted (const Entry *entry)
{
  return gtk_widget_get_sensitive (entry->check)
         && gtk_check_button_get_active (GTK_CHECK_BUTTON (entry->check));
}

static void
refresh (UiHolidaysDialog *self)
{
  guint n = 0;

  for (guint i = 0; i < self->entries->len; i++)
    n += is_wanted (&g_array_index (self->entries, Entry, i));
  gtk_widget_set_sensitive (self->add_button, n > 0);
}

char **
ui_holidays_dialog_dup_elements (UiHolidaysDialog *self)
{
  GPtrArray *elements = g_ptr_array_new ();

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (is_wanted (entry))
        g_ptr_array_add (elements, g_strdup (entry->element));
    }
  g_ptr_array_add (elements, NULL);
  return (char **)g_ptr_array_free (elements, FALSE);
}

void
ui_holidays_dialog_add (
    UiHolidaysDialog *self, const char *name, const PalScheduleDate *date, guint year, gboolean is_there)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();
  g_autofree char *words = desk_schedule_describe_pattern (date), *note = NULL, *label = NULL;
  g_autofree char *words_markup = g_markup_escape_text (words, -1), *note_markup = NULL;
  Entry entry = { pal_schedule_date_to_text (date), check };

  g_return_if_fail (UI_IS_HOLIDAYS_DIALOG (self));

  if (is_there)
    note = g_strdup_printf (_ ("%s · in the timer already"), name);
  else if (year != 0) /* the PBX knows no years */
    note = g_strdup_printf (_ ("%s · only in %u; the PBX will take it for every year"), name, year);
  else
    note = g_strdup_printf (_ ("%s · every year"), name);
  note_markup = g_markup_escape_text (note, -1);
  label = g_strdup_printf ("%s, %s", words, note);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), note_markup);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_widget_set_sensitive (check, !is_there);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->group, row);
  g_array_append_val (self->entries, entry);
}

void
ui_holidays_dialog_show_list (UiHolidaysDialog *self, guint n_faults)
{
  g_autofree char *text = NULL, *markup = NULL;

  g_return_if_fail (UI_IS_HOLIDAYS_DIALOG (self));

  if (n_faults > 0)
    {
      text = g_strdup_printf (
          g_dngettext (
              GETTEXT_PACKAGE, "%u event of the file is left out: it has no days that a timer can have.",
              "%u events of the file are left out: they have no days that a timer can have.", n_faults),
          n_faults);
      markup = g_markup_escape_text (text, -1);
    }
  adw_preferences_group_set_description (self->group, markup);
  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "list");
  ui_accessible_tidy (GTK_WIDGET (self));
  refresh (self);
  gtk_widget_grab_focus (self->add_button);
}

void
ui_holidays_dialog_show_failure (UiHolidaysDialog *self, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  g_return_if_fail (UI_IS_HOLIDAYS_DIALOG (self));

  adw_status_page_set_description (self->failure, markup);
  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

static void
add_cb (UiHolidaysDialog *self)
{
  g_signal_emit (self, chosen_signal, 0);
  gtk_window_close (GTK_WINDOW (self));
}

UiHolidaysDialog *
ui_holidays_dialog_new (GtkWindow *parent)
{
  return g_object_new (UI_TYPE_HOLIDAYS_DIALOG, "transient-for", parent, NULL);
}

static void
ui_holidays_dialog_finalize (GObject *object)
{
  g_array_unref (UI_HOLIDAYS_DIALOG (object)->entries);

  G_OBJECT_CLASS (ui_holidays_dialog_parent_class)->finalize (object);
}

static void
ui_holidays_dialog_class_init (UiHolidaysDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ui_holidays_dialog_finalize;
  chosen_signal = g_signal_new ("chosen", UI_TYPE_HOLIDAYS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-holidays-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UiHolidaysDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, UiHolidaysDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, UiHolidaysDialog, group);
  gtk_widget_class_bind_template_child (widget_class, UiHolidaysDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, UiHolidaysDialog, add_button);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
ui_holidays_dialog_init (UiHolidaysDialog *self)
{
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  gtk_widget_init_template (GTK_WIDGET (self));
  ui_accessible_tidy (GTK_WIDGET (self));
}
