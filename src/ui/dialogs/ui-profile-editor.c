/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-profile-editor.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pal/protocol/pal-properties.h"
#include "ui/ui-accessible.h"

#define N_PLANS 3

/* One setting of the profile, and what it is shown with. */
typedef struct
{
  UiProfileEditor *editor;   /* borrowed */
  DeskProfileChange *change; /* borrowed from the editor's list */
  GtkWidget *row;            /* borrowed from its group */
  char **choices;            /* of a combo row, or NULL */
} Setting;

struct _UiProfileEditor
{
  AdwWindow parent_instance;

  /* template children */
  GtkWidget *save_button;
  GtkWidget *name_row;
  GtkLabel *error_label;
  AdwPreferencesGroup *changes_group;
  GtkDropDown *keys;
  GtkWidget *add_button;
  GtkWidget *remove_button;

  /* owned */
  DeskSession *session;
  DeskProfile *profile; /* NULL: a new one */
  GPtrArray *changes;   /* of DeskProfileChange */
  GPtrArray *settings;  /* of Setting */
  GPtrArray *offered;   /* of char *: the keys in the list */
};

G_DEFINE_FINAL_TYPE (UiProfileEditor, ui_profile_editor, ADW_TYPE_WINDOW)

static void
setting_free (Setting *setting)
{
  g_strfreev (setting->choices);
  g_free (setting);
}

/* The first thing that is wrong; NULL: nothing. */
static char *
find_fault (UiProfileEditor *self)
{
  g_autoptr (GError) error = NULL;
  char *fault = NULL;

  for (guint i = 0; i < self->settings->len; i++)
    {
      Setting *setting = self->settings->pdata[i];
      const char *value = setting->change->value;
      g_autoptr (GError) refusal = NULL;
      g_autofree char *read
          = desk_profile_value_read (setting->change->key, value != NULL ? value : "", &refusal);

      if (read != NULL)
        gtk_widget_remove_css_class (setting->row, "error");
      else
        gtk_widget_add_css_class (setting->row, "error");
      if (read == NULL && fault == NULL)
        fault = g_strdup (refusal->message);
    }
  return fault;
}

static void
show_fault (UiProfileEditor *self, const char *fault)
{
  gtk_label_set_text (self->error_label, fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), fault != NULL);
}

static void
check (UiProfileEditor *self)
{
  g_autofree char *fault = NULL;

  if (self->session == NULL)
    return; /* being built */
  fault = find_fault (self);
  show_fault (self, fault);
  gtk_widget_set_sensitive (self->save_button,
                            fault == NULL && *gtk_editable_get_text (GTK_EDITABLE (self->name_row)) != '\0');
}

/* --- settings -------------------------------------------------------------- */

/* What was not given yet and is empty stays so: to be filled in. */
static void
set_value (Setting *setting, const char *value)
{
  if (setting->change->value == NULL && *value == '\0')
    return;
  g_free (setting->change->value);
  setting->change->value = g_strdup (value);
  check (setting->editor);
}

static Setting *
find_setting (UiProfileEditor *self, GtkWidget *widget)
{
  for (guint i = 0; i < self->settings->len; i++)
    {
      Setting *setting = self->settings->pdata[i];

      if (widget == setting->row || gtk_widget_is_ancestor (widget, setting->row))
        return setting;
    }
  return NULL;
}

static void
set_value_of (UiProfileEditor *self, gpointer widget, const char *value)
{
  Setting *setting = find_setting (self, GTK_WIDGET (widget));

  if (setting != NULL)
    set_value (setting, value);
}

static void
text_cb (UiProfileEditor *self, GtkEditable *row)
{
  set_value_of (self, row, gtk_editable_get_text (row));
}

static void
switch_cb (UiProfileEditor *self, GParamSpec *pspec, GtkSwitch *widget)
{
  set_value_of (self, widget, gtk_switch_get_active (widget) ? "true" : "false");
}

static void
choice_cb (UiProfileEditor *self, GParamSpec *pspec, AdwComboRow *row)
{
  Setting *setting = find_setting (self, GTK_WIDGET (row));
  guint selected = adw_combo_row_get_selected (row);

  if (setting != NULL && selected < g_strv_length (setting->choices))
    set_value (setting, setting->choices[selected]);
}

static gboolean
is_true (const char *key, const char *value)
{
  return value != NULL && desk_profile_values_equal (key, value, "true");
}

static GtkWidget *
make_switch (Setting *setting)
{
  GtkWidget *row = adw_action_row_new (), *widget = gtk_switch_new ();

  if (setting->change->value == NULL)
    setting->change->value = g_strdup ("false"); /* as it is shown */
  gtk_switch_set_active (GTK_SWITCH (widget), is_true (setting->change->key, setting->change->value));
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), widget);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), widget);
  g_signal_connect_object (widget, "notify::active", G_CALLBACK (switch_cb), setting->editor,
                           G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
make_choice (Setting *setting, const PalProperty *property)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = 0;

  setting->choices = g_strdupv ((char **)property->choices);
  for (guint i = 0; setting->choices[i] != NULL; i++)
    {
      g_autofree char *words = desk_profile_value_to_words (setting->change->key, setting->choices[i]);

      gtk_string_list_append (list, words);
      if (setting->change->value != NULL
          && desk_profile_values_equal (setting->change->key, setting->change->value, setting->choices[i]))
        selected = i;
    }
  if (setting->change->value == NULL)
    setting->change->value = g_strdup (setting->choices[selected]);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (choice_cb), setting->editor,
                           G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
make_text (Setting *setting)
{
  GtkWidget *row = adw_entry_row_new ();

  gtk_editable_set_text (GTK_EDITABLE (row), setting->change->value != NULL ? setting->change->value : "");
  g_signal_connect_object (row, "changed", G_CALLBACK (text_cb), setting->editor, G_CONNECT_SWAPPED);
  return row;
}

static void
fill_keys (UiProfileEditor *self);

/* The keyboard goes to the next one, or to the name. */
static void
take_out_cb (UiProfileEditor *self, GtkButton *button)
{
  Setting *setting = find_setting (self, GTK_WIDGET (button));
  GtkWidget *row;
  guint position;

  if (setting == NULL || !g_ptr_array_find (self->settings, setting, &position))
    return;
  row = setting->row;
  if (position + 1 < self->settings->len)
    gtk_widget_child_focus (((Setting *)self->settings->pdata[position + 1])->row, GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (self->name_row);
  g_ptr_array_remove (self->changes, setting->change);
  adw_preferences_group_remove (self->changes_group, row);
  g_ptr_array_remove_index (self->settings, position);
  fill_keys (self);
  check (self);
}

/* A text field shows its title alone. */
static void
name_row (Setting *setting)
{
  g_autofree char *label = desk_profile_key_dup_label (setting->change->key);
  g_autofree char *place = desk_profile_key_dup_place (setting->change->key);
  g_autofree char *whole = place != NULL && ADW_IS_ENTRY_ROW (setting->row)
                               ? g_strdup_printf ("%s (%s)", label, place)
                               : g_strdup (label);
  g_autofree char *title_markup = g_markup_escape_text (whole, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (setting->row), title_markup);
  if (place != NULL && ADW_IS_ACTION_ROW (setting->row))
    {
      g_autofree char *place_markup = g_markup_escape_text (place, -1);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (setting->row), place_markup);
    }
}

static void
add_remover (Setting *setting)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *name = desk_profile_key_dup_label (setting->change->key);
  g_autofree char *label = g_strdup_printf (_ ("Take “%s” out of the profile"), name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (take_out_cb), setting->editor, G_CONNECT_SWAPPED);
  if (ADW_IS_ENTRY_ROW (setting->row))
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (setting->row), button);
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (setting->row), button);
}

static Setting *
add_setting (UiProfileEditor *self, DeskProfileChange *change)
{
  const PalProperty *property = pal_property_lookup ("user", NULL, change->key, NULL);
  Setting *setting = g_new0 (Setting, 1);

  setting->editor = self;
  setting->change = change;
  if (property != NULL && property->kind == PAL_PROPERTY_KIND_BOOLEAN)
    setting->row = make_switch (setting);
  else if (property != NULL && property->kind == PAL_PROPERTY_KIND_CHOICE)
    setting->row = make_choice (setting, property);
  else
    setting->row = make_text (setting);
  name_row (setting);
  add_remover (setting);
  g_ptr_array_add (self->settings, setting);
  adw_preferences_group_add (self->changes_group, setting->row);
  return setting;
}

/* --- what can be added ----------------------------------------------------- */

static void
offer (UiProfileEditor *self, GtkStringList *list, const char *key)
{
  g_autofree char *label = NULL, *place = NULL, *whole = NULL;

  if (!desk_profile_key_is_allowed (key) || desk_profile_changes_find (self->changes, key) != NULL)
    return;
  label = desk_profile_key_dup_label (key);
  place = desk_profile_key_dup_place (key);
  whole = place != NULL ? g_strdup_printf ("%s (%s)", label, place) : g_strdup (label);
  gtk_string_list_append (list, whole);
  g_ptr_array_add (self->offered, g_strdup (key));
}

/* A row for each plan and phone that are shown. */
static void
offer_row (UiProfileEditor *self, GtkStringList *list, const PalProperty *row)
{
  gboolean has_plan = strstr (row->key, "pln[n]") != NULL;
  gboolean has_phone = strstr (row->key, "p[n]_") != NULL || g_str_has_prefix (row->key, "pnumber[n]");

  for (guint plan = 1; plan <= (has_plan ? N_PLANS : 1); plan++)
    for (guint phone = 1; phone <= (has_phone ? PAL_PROPERTY_MAX_PHONE : 1); phone++)
      {
        const PalPropertyIndexes indexes = { .plan = plan, .schedule = 1, .phone = phone };
        g_autofree char *key = pal_property_make_key (row, &indexes);

        if (key != NULL)
          offer (self, list, key);
      }
}

static void
fill_keys (UiProfileEditor *self)
{
  const PalPropertyTable *table = pal_property_table_find ("user", NULL);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->offered, 0);
  for (guint i = 0; i < table->n_rows; i++)
    if (strstr (table->rows[i].key, "_ptn[n]_") == NULL)
      offer_row (self, list, &table->rows[i]);
  offer (self, list, "timer1");
  offer (self, list, "timer2");
  gtk_drop_down_set_model (self->keys, G_LIST_MODEL (list));
  gtk_widget_set_sensitive (self->add_button, self->offered->len > 0);
}

static void
add_cb (UiProfileEditor *self)
{
  guint selected = gtk_drop_down_get_selected (self->keys);
  DeskProfileChange *change;
  Setting *setting;

  if (selected >= self->offered->len)
    return;
  change = desk_profile_change_new (self->offered->pdata[selected], "");
  g_ptr_array_add (self->changes, change);
  setting = add_setting (self, change);
  fill_keys (self);
  ui_accessible_tidy (GTK_WIDGET (self));
  gtk_widget_child_focus (setting->row, GTK_DIR_TAB_FORWARD);
  check (self);
}

/* --- the window ------------------------------------------------------------ */

static void
save_cb (UiProfileEditor *self)
{
  g_autoptr (GError) error = NULL;

  if (desk_profiles_save (desk_session_get_profiles (self->session), self->profile,
                          gtk_editable_get_text (GTK_EDITABLE (self->name_row)), self->changes, &error)
      != NULL)
    gtk_window_close (GTK_WINDOW (self));
  else
    show_fault (self, error->message);
}

static void
remove_cb (UiProfileEditor *self)
{
  desk_profiles_remove (desk_session_get_profiles (self->session), self->profile);
  gtk_window_close (GTK_WINDOW (self));
}

void
ui_profile_editor_present (GtkWindow *parent, DeskSession *session, DeskProfile *profile)
{
  UiProfileEditor *self;

  g_return_if_fail (DESK_IS_SESSION (session));
  g_return_if_fail (profile == NULL || DESK_IS_PROFILE (profile));

  self = g_object_new (UI_TYPE_PROFILE_EDITOR, "transient-for", parent, NULL);
  g_set_object (&self->profile, profile);
  if (profile != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->name_row), desk_profile_get_name (profile));
      self->changes = desk_profile_changes_copy (desk_profile_get_changes (profile));
    }
  else
    {
      gtk_window_set_title (GTK_WINDOW (self), _ ("New Profile"));
      self->changes = desk_profile_changes_new ();
    }
  for (guint i = 0; i < self->changes->len; i++)
    add_setting (self, self->changes->pdata[i]);
  self->session = g_object_ref (session);
  fill_keys (self);
  gtk_widget_set_visible (self->remove_button, profile != NULL);
  check (self);
  ui_accessible_tidy (GTK_WIDGET (self));
  gtk_widget_grab_focus (self->name_row);
  gtk_window_present (GTK_WINDOW (self));
}

static void
ui_profile_editor_dispose (GObject *object)
{
  UiProfileEditor *self = UI_PROFILE_EDITOR (object);

  g_clear_object (&self->session);
  g_clear_object (&self->profile);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_PROFILE_EDITOR);

  G_OBJECT_CLASS (ui_profile_editor_parent_class)->dispose (object);
}

static void
ui_profile_editor_finalize (GObject *object)
{
  UiProfileEditor *self = UI_PROFILE_EDITOR (object);

  g_ptr_array_unref (self->settings);
  g_ptr_array_unref (self->offered);
  g_clear_pointer (&self->changes, g_ptr_array_unref);

  G_OBJECT_CLASS (ui_profile_editor_parent_class)->finalize (object);
}

static void
ui_profile_editor_class_init (UiProfileEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_profile_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = ui_profile_editor_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-profile-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, UiProfileEditor, save_button);
  gtk_widget_class_bind_template_child (widget_class, UiProfileEditor, name_row);
  gtk_widget_class_bind_template_child (widget_class, UiProfileEditor, error_label);
  gtk_widget_class_bind_template_child (widget_class, UiProfileEditor, changes_group);
  gtk_widget_class_bind_template_child (widget_class, UiProfileEditor, keys);
  gtk_widget_class_bind_template_child (widget_class, UiProfileEditor, add_button);
  gtk_widget_class_bind_template_child (widget_class, UiProfileEditor, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ui_profile_editor_init (UiProfileEditor *self)
{
  g_autoptr (GtkExpression) label = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->settings = g_ptr_array_new_with_free_func ((GDestroyNotify)setting_free);
  self->offered = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_expression (self->keys, label); /* what is searched */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->keys))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Another setting"), -1); /* it has the keyboard */
}
