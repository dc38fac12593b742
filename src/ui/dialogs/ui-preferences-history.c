/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-preferences-history.h"

#include <glib/gi18n-lib.h>

#include "ui/dialogs/ui-log-dialogs.h"

#define KEY "log-retention-days"

struct _UiPreferencesHistory
{
  AdwPreferencesPage parent_instance;

  gboolean is_filling; /* what is selected is what the settings say */
  gboolean is_saving;  /* the list may not be made anew while it tells what is selected */
  guint wanted;        /* days, while the person is asked */

  /* template children */
  AdwComboRow *retention;
  AdwPreferencesGroup *ignored;
  GtkEditable *number;
  GtkWidget *deleting;

  /* owned */
  GSettings *settings;
  DeskLog *log; /* NULL: nobody is signed in */
  GPtrArray *rows; /* of AdwActionRow, borrowed from the group */
  GArray *days; /* guint of each row of the combo */
};

G_DEFINE_FINAL_TYPE (UiPreferencesHistory, ui_preferences_history, ADW_TYPE_PREFERENCES_PAGE)

/* --- how long ---------------------------------------------------------------- */

static const struct
{
  guint days;
  const char *text;
} usual[] = {
  { 0, N_ ("Always") }, { 31, N_ ("One month") }, { 92, N_ ("Three months") },
  { 366, N_ ("One year") }, { 1827, N_ ("Five years") },
};

/* The usual times, and the one that is set. */
static void
fill_retention (UiPreferencesHistory *self)
{
  guint set = g_settings_get_uint (self->settings, KEY), selected = GTK_INVALID_LIST_POSITION;
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);

  if (self->is_saving)
    return;
  g_array_set_size (self->days, 0);
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      if (usual[i].days == set)
        selected = i;
      g_array_append_val (self->days, usual[i].days);
      gtk_string_list_append (texts, _ (usual[i].text));
    }
  if (selected == GTK_INVALID_LIST_POSITION)
    {
      g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u day", "%u days", set), set);

      selected = self->days->len;
      g_array_append_val (self->days, set);
      gtk_string_list_append (texts, text);
    }
  self->is_filling = TRUE;
  adw_combo_row_set_model (self->retention, G_LIST_MODEL (texts));
  adw_combo_row_set_selected (self->retention, selected);
  self->is_filling = FALSE;
}

static void
response_cb (UiPreferencesHistory *self, const char *response)
{
  if (self->settings == NULL)
    return;
  if (g_str_equal (response, "delete"))
    g_settings_set_uint (self->settings, KEY, self->wanted);
  else
    fill_retention (self);
}

/* Less than before deletes calls: it is asked first. */
static void
retention_selected_cb (UiPreferencesHistory *self)
{
  guint selected, before, days;
  GtkWindow *dialog;

  if (self->is_filling || self->settings == NULL)
    return;
  selected = adw_combo_row_get_selected (self->retention);
  before = g_settings_get_uint (self->settings, KEY);
  if (selected >= self->days->len)
    return;
  days = g_array_index (self->days, guint, selected);
  if (days == before)
    return;
  if (days == 0 || (before != 0 && days > before))
    {
      self->is_saving = TRUE;
      g_settings_set_uint (self->settings, KEY, days);
      self->is_saving = FALSE;
      return;
    }
  self->wanted = days;
  dialog = ui_log_ask_retention (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), days);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
}

/* --- who is not logged --------------------------------------------------------- */

static void
remove_clicked_cb (GtkWidget *button, UiPreferencesHistory *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);

  desk_log_ignore (self->log, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->number));
}

static void
add_row (UiPreferencesHistory *self, const char *number)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", number, NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: %s is a number. */
  g_autofree char *label = g_strdup_printf (_ ("Log %s Again"), number);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->ignored, row);
  g_ptr_array_add (self->rows, row);
}

static void
fill_ignored (UiPreferencesHistory *self)
{
  g_auto (GStrv) numbers = desk_log_list_ignored (self->log);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->ignored, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; numbers[i] != NULL; i++)
    add_row (self, numbers[i]);
}

static void
add_cb (UiPreferencesHistory *self)
{
  g_autofree char *number = g_strdup (gtk_editable_get_text (self->number));

  if (*g_strstrip (number) != '\0')
    desk_log_ignore (self->log, number, TRUE);
  gtk_editable_set_text (self->number, "");
}

static void
delete_all_cb (UiPreferencesHistory *self)
{
  ui_log_ask_delete_all (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->log);
}

/* --- the page -------------------------------------------------------------------- */

static void
ui_preferences_history_dispose (GObject *object)
{
  UiPreferencesHistory *self = UI_PREFERENCES_HISTORY (object);

  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_func (self->settings, fill_retention, self);
  if (self->log != NULL)
    g_signal_handlers_disconnect_by_func (self->log, fill_ignored, self);
  g_clear_object (&self->settings);
  g_clear_object (&self->log);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->days, g_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_PREFERENCES_HISTORY);

  G_OBJECT_CLASS (ui_preferences_history_parent_class)->dispose (object);
}

static void
ui_preferences_history_class_init (UiPreferencesHistoryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_preferences_history_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-preferences-history.ui");
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesHistory, retention);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesHistory, ignored);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesHistory, number);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesHistory, deleting);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_all_cb);
}

static void
ui_preferences_history_init (UiPreferencesHistory *self)
{
  self->rows = g_ptr_array_new ();
  self->days = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwPreferencesPage *
ui_preferences_history_new (GSettings *settings, DeskLog *log)
{
  UiPreferencesHistory *self = g_object_new (UI_TYPE_PREFERENCES_HISTORY, NULL);

  self->settings = g_object_ref (settings);
  g_set_object (&self->log, log);
  gtk_widget_set_visible (GTK_WIDGET (self->ignored), log != NULL);
  gtk_widget_set_visible (self->deleting, log != NULL);
  fill_retention (self);
  g_signal_connect_object (settings, "changed::" KEY, G_CALLBACK (fill_retention), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->retention, "notify::selected", G_CALLBACK (retention_selected_cb), self,
                           G_CONNECT_SWAPPED);
  if (log != NULL)
    {
      fill_ignored (self);
      g_signal_connect_object (log, "ignored-changed", G_CALLBACK (fill_ignored), self, G_CONNECT_SWAPPED);
    }
  return ADW_PREFERENCES_PAGE (self);
}
