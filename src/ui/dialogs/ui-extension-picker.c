/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-extension-picker.h"

#include <glib/gi18n-lib.h>

#include "model/desk-extension-list.h"
#include "model/desk-fold.h"
#include "ui/ui-accessible.h"

struct _UiExtensionPicker
{
  AdwWindow parent_instance;

  /* template children */
  GtkEditable *search;
  GtkStack *stack;
  GtkSpinner *spinner;
  AdwStatusPage *none_page;
  GtkListView *view;

  /* borrowed */
  GtkFilter *filter;      /* of found */

  /* owned */
  DeskSession *session;
  DeskExtensionList *list;
  GListModel *found;
  char **words;
};

G_DEFINE_FINAL_TYPE (UiExtensionPicker, ui_extension_picker, ADW_TYPE_WINDOW)

enum
{
  PROP_SESSION = 1,
  N_PROPS
};

enum
{
  PICKED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
matches (gpointer item, gpointer user_data)
{
  UiExtensionPicker *self = user_data;
  g_autofree char *text = NULL, *folded = NULL;

  if (self->words == NULL)
    return TRUE;
  text = g_strdup_printf ("%s %s %s", desk_listed_extension_get_number (item), desk_listed_extension_get_name (item),
                          desk_listed_extension_get_type_label (item));
  folded = desk_fold (text);
  return desk_fold_matches (folded, (const char *const *) self->words);
}

static void
show_state (UiExtensionPicker *self)
{
  DeskLoading state = desk_extension_list_get_state (self->list);
  gboolean has_rows = g_list_model_get_n_items (self->found) > 0;
  const char *name = has_rows ? "list" : state == DESK_LOADING_WAITING ? "loading" : "none";

  if (state == DESK_LOADING_FAILED)
    {
      g_autofree char *markup = g_markup_escape_text (desk_extension_list_get_reason (self->list), -1);

      adw_status_page_set_title (self->none_page, _ ("The Extensions Cannot Be Read"));
      adw_status_page_set_description (self->none_page, markup);
    }
  else
    {
      adw_status_page_set_title (self->none_page, _ ("No Such Extension Is Known"));
      adw_status_page_set_description (self->none_page, _ ("Enter takes the number as it is."));
    }
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "loading"));
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
pick (UiExtensionPicker *self, const char *number)
{
  g_autofree char *copy = g_strdup (number);

  g_object_ref (self);
  g_signal_emit (self, signals[PICKED], 0, copy);
  gtk_window_close (GTK_WINDOW (self));
  g_object_unref (self);
}

static void
activate_cb (UiExtensionPicker *self, guint position)
{
  g_autoptr (DeskListedExtension) extension = g_list_model_get_item (self->found, position);

  if (extension != NULL)
    pick (self, desk_listed_extension_get_number (extension));
}

static void
search_changed_cb (UiExtensionPicker *self)
{
  if (self->filter == NULL)
    return;
  g_clear_pointer (&self->words, g_strfreev);
  self->words = desk_fold_words (gtk_editable_get_text (self->search));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_state (self);
}

/* The number that was typed, where there is one such; else the first that is shown. */
static void
search_activated_cb (UiExtensionPicker *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));
  guint n;

  search_changed_cb (self); /* the entry tells a moment later */
  n = g_list_model_get_n_items (self->found);
  if (*text == '\0')
    return;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DeskListedExtension) extension = g_list_model_get_item (self->found, i);

      if (g_str_equal (desk_listed_extension_get_number (extension), text))
        {
          pick (self, text);
          return;
        }
    }
  if (n > 0)
    activate_cb (self, 0);
  else
    pick (self, text);
}

static void
ui_extension_picker_constructed (GObject *object)
{
  UiExtensionPicker *self = UI_EXTENSION_PICKER (object);
  GtkSingleSelection *selection;

  G_OBJECT_CLASS (ui_extension_picker_parent_class)->constructed (object);

  self->list = desk_extension_list_new (self->session);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->found
      = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->list)), self->filter));
  gtk_filter_list_model_set_incremental (GTK_FILTER_LIST_MODEL (self->found), TRUE);
  selection = gtk_single_selection_new (g_object_ref (self->found));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  g_signal_connect_object (self->list, "notify::state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->found, "items-changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  show_state (self);
  ui_accessible_tidy (GTK_WIDGET (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
ui_extension_picker_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_SESSION)
    g_value_set_object (value, UI_EXTENSION_PICKER (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ui_extension_picker_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_SESSION)
    UI_EXTENSION_PICKER (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ui_extension_picker_dispose (GObject *object)
{
  UiExtensionPicker *self = UI_EXTENSION_PICKER (object);

  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  self->view = NULL;
  self->filter = NULL;
  if (self->found != NULL)
    g_signal_handlers_disconnect_by_data (self->found, self);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->found);
  g_clear_object (&self->list);
  g_clear_object (&self->session);
  g_clear_pointer (&self->words, g_strfreev);

  G_OBJECT_CLASS (ui_extension_picker_parent_class)->dispose (object);
}

static void
ui_extension_picker_class_init (UiExtensionPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ui_extension_picker_constructed;
  object_class->get_property = ui_extension_picker_get_property;
  object_class->set_property = ui_extension_picker_set_property;
  object_class->dispose = ui_extension_picker_dispose;

  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, DESK_TYPE_SESSION,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[PICKED] = g_signal_new ("picked", UI_TYPE_EXTENSION_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-extension-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, UiExtensionPicker, search);
  gtk_widget_class_bind_template_child (widget_class, UiExtensionPicker, stack);
  gtk_widget_class_bind_template_child (widget_class, UiExtensionPicker, spinner);
  gtk_widget_class_bind_template_child (widget_class, UiExtensionPicker, none_page);
  gtk_widget_class_bind_template_child (widget_class, UiExtensionPicker, view);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
}

static void
ui_extension_picker_init (UiExtensionPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

UiExtensionPicker *
ui_extension_picker_new (GtkWindow *parent, DeskSession *session, const char *title)
{
  return g_object_new (UI_TYPE_EXTENSION_PICKER, "session", session, "transient-for", parent, "title", title,
                       NULL);
}
