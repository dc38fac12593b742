/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/editor/ui-property-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/compat/ui-spin-row.h"
#include "ui/compat/ui-switch-row.h"
#include "ui/editor/ui-property-text.h"
#include "ui/ui-secret-buffer.h"

/* --- one widget a kind of value ------------------------------------------------ */

static GtkWidget *
make_entry (DeskProperty *property)
{
  GtkWidget *row = adw_entry_row_new ();

  g_object_bind_property (property, "value", row, "text", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  return row;
}

static GtkWidget *
make_phone_entry (DeskProperty *property)
{
  GtkWidget *row = make_entry (property);

  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_PHONE);
  return row;
}

static GtkWidget *
make_mail_entry (DeskProperty *property)
{
  GtkWidget *row = make_entry (property);

  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_EMAIL);
  return row;
}

/* Schedules and patterns are read letter by letter. */
static GtkWidget *
make_code_entry (DeskProperty *property)
{
  GtkWidget *row = make_entry (property);

  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (row), GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI);
  gtk_widget_add_css_class (row, "code");
  return row;
}

static GtkWidget *
make_pick_entry (DeskProperty *property)
{
  GtkWidget *row = make_phone_entry (property);
  GtkWidget *button = gtk_button_new_from_icon_name ("system-search-symbolic");
  /* Translators: a property, such as "When busy" */
  g_autofree char *text
      = g_strdup_printf (_ ("Choose an extension for “%s”"), desk_property_get_label (property));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", desk_property_get_name (property));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "editor.pick");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  return row;
}

static gboolean
to_active (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_set_boolean (to, desk_property_is_on (user_data));
  return TRUE;
}

static gboolean
from_active (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_set_static_string (to, g_value_get_boolean (from) ? "true" : "false");
  return TRUE;
}

static GtkWidget *
make_switch (DeskProperty *property)
{
  GtkWidget *row = ui_switch_row_new ();

  g_object_bind_property_full (property, "value", row, "active",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, to_active, from_active,
                               property, NULL);
  return row;
}

static GtkWidget *
make_spin (DeskProperty *property)
{
  const PalProperty *table = desk_property_get_row (property);
  GtkWidget *row = ui_spin_row_new_with_range (table->min, table->max, 1);
  const char *value = desk_property_get_value (property);

  /* So that stepping begins there. */
  ui_spin_row_set_value (UI_SPIN_ROW (row),
                         g_ascii_strtod (*value != '\0' ? value : table->default_value, NULL));
  g_object_bind_property (property, "value", row, "text", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  return row;
}

/* --- choices ---------------------------------------------------------------------- */

/* The choices, each with its words: GtkStringObjects, and beside them what the PBX is told. */
typedef struct
{
  DeskProperty *property; /* owned, as long as the binding */
  GtkStringList *words;   /* owned */
  GPtrArray *values;
} Choices;

static void
choices_free (gpointer data)
{
  Choices *self = data;

  g_object_unref (self->property);
  g_object_unref (self->words);
  g_ptr_array_unref (self->values);
  g_free (self);
}

/* The place of a value; one that no table has, or that is not set, is a choice from then on. */
static guint
choices_find (Choices *self, const char *value)
{
  g_autofree char *words = NULL;

  for (guint i = 0; i < self->values->len; i++)
    if (desk_property_is_same (self->property, self->values->pdata[i], value))
      return i;
  words = ui_property_dup_choice_text (self->property, value);
  g_ptr_array_add (self->values, g_strdup (value));
  gtk_string_list_append (self->words, words);
  return self->values->len - 1;
}

static gboolean
to_selected (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_set_uint (to, choices_find (user_data, g_value_get_string (from)));
  return TRUE;
}

static gboolean
from_selected (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  Choices *self = user_data;
  guint position = g_value_get_uint (from);

  if (position >= self->values->len)
    return FALSE;
  g_value_set_string (to, self->values->pdata[position]);
  return TRUE;
}

static GtkWidget *
make_combo (DeskProperty *property)
{
  const PalProperty *table = desk_property_get_row (property);
  GtkWidget *row = adw_combo_row_new ();
  Choices *self = g_new0 (Choices, 1);

  self->property = g_object_ref (property);
  self->words = gtk_string_list_new (NULL);
  self->values = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; table->choices[i] != NULL; i++)
    choices_find (self, table->choices[i]);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (self->words));
  g_object_bind_property_full (property, "value", row, "selected",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, to_selected, from_selected,
                               self, choices_free);
  return row;
}

/* --- secrets ------------------------------------------------------------------------ */

static void
secret_typed_cb (DeskProperty *property, GtkEditable *row)
{
  GtkEditable *text = gtk_editable_get_delegate (row);
  GtkEntryBuffer *buffer = gtk_text_get_buffer (GTK_TEXT (text));

  desk_property_set_value (property, ui_secret_buffer_get_secret (UI_SECRET_BUFFER (buffer)));
}

/* Saved, or given up. */
static void
secret_value_cb (GtkEditable *row, GParamSpec *pspec, DeskProperty *property)
{
  if (*desk_property_get_value (property) == '\0' && *gtk_editable_get_text (row) != '\0')
    gtk_editable_set_text (row, "");
}

static GtkWidget *
make_secret (DeskProperty *property)
{
  GtkWidget *row = adw_password_entry_row_new ();

  ui_secret_buffer_install (GTK_EDITABLE (row));
  g_signal_connect_object (row, "changed", G_CALLBACK (secret_typed_cb), property, G_CONNECT_SWAPPED);
  g_signal_connect_object (property, "notify::value", G_CALLBACK (secret_value_cb), row, G_CONNECT_SWAPPED);
  return row;
}

/* --- what is only read ----------------------------------------------------------------- */

static void
show_value_cb (GtkLabel *label, GParamSpec *pspec, DeskProperty *property)
{
  const char *value = desk_property_get_value (property);
  g_autofree char *text = ui_property_dup_value_text (property);
  gboolean has_words = *value != '\0' && !g_str_equal (text, value);

  gtk_label_set_text (label, text);
  /* As the PBX writes it. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), has_words ? value : NULL);
}

static GtkWidget *
make_reading (DeskProperty *property)
{
  GtkWidget *row = adw_action_row_new (), *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  g_signal_connect_object (property, "notify::value", G_CALLBACK (show_value_cb), label, G_CONNECT_SWAPPED);
  show_value_cb (GTK_LABEL (label), NULL, property);
  gtk_widget_set_tooltip_text (row, desk_property_get_reason (property));
  return row;
}

/* THE table: what is edited how. */
static GtkWidget *(*const makers[]) (DeskProperty *property) = {
  [PAL_PROPERTY_KIND_TEXT] = make_entry,
  [PAL_PROPERTY_KIND_NUMBER] = make_spin,
  [PAL_PROPERTY_KIND_BOOLEAN] = make_switch,
  [PAL_PROPERTY_KIND_CHOICE] = make_combo,
  [PAL_PROPERTY_KIND_EXTENSION] = make_pick_entry,
  [PAL_PROPERTY_KIND_EXTENSION_LIST] = make_pick_entry,
  [PAL_PROPERTY_KIND_PHONE_LIST] = make_pick_entry,
  [PAL_PROPERTY_KIND_NUMBER_LIST] = make_code_entry,
  [PAL_PROPERTY_KIND_SCHEDULE] = make_code_entry,
  [PAL_PROPERTY_KIND_PATTERN] = make_code_entry,
  [PAL_PROPERTY_KIND_PATTERN_LIST] = make_code_entry,
  [PAL_PROPERTY_KIND_EMAIL_LIST] = make_mail_entry,
  [PAL_PROPERTY_KIND_SECRET] = make_secret,
};

/* --- what all of them have ----------------------------------------------------------------- */

static void
dirty_cb (GtkWidget *row, GParamSpec *pspec, DeskProperty *property)
{
  if (desk_property_get_is_dirty (property))
    gtk_widget_add_css_class (row, "dirty");
  else
    gtk_widget_remove_css_class (row, "dirty");
}

static void
error_cb (GtkWidget *row, GParamSpec *pspec, DeskProperty *property)
{
  const char *error = desk_property_get_error (property);

  if (error != NULL)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
add_undo (GtkWidget *row, DeskProperty *property)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  g_autofree char *text = g_strdup_printf (_ ("Undo the change of “%s”"), desk_property_get_label (property));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (desk_property_revert), property, G_CONNECT_SWAPPED);
  g_object_bind_property (property, "is-dirty", button, "visible", G_BINDING_SYNC_CREATE);
  if (ADW_IS_ENTRY_ROW (row))
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

/* Not where it only says what each choice means: that stands at the choices. */
static const char *
get_help (DeskProperty *property)
{
  const char *help = desk_property_get_help (property);
  gboolean is_legend = desk_property_get_kind (property) == PAL_PROPERTY_KIND_CHOICE && help != NULL
                       && g_ascii_isdigit (*help);

  return is_legend ? NULL : help;
}

GtkWidget *
ui_property_row_new (DeskProperty *property)
{
  PalPropertyKind kind = desk_property_get_kind (property);
  GtkWidget *row;
  const char *help;

  g_return_val_if_fail (DESK_IS_PROPERTY (property), NULL);

  if (!desk_property_get_can_edit (property))
    row = make_reading (property);
  else if (desk_property_is_in_table (property, desk_property_get_server_value (property)))
    row = makers[kind] (property);
  else if (kind == PAL_PROPERTY_KIND_CHOICE)
    row = make_combo (property);
  else
    row = make_entry (property); /* what stands outside of the table is kept as it is */

  g_object_set (row, "use-markup", FALSE, "title", desk_property_get_label (property), NULL);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  help = get_help (property);
  if (ADW_IS_ACTION_ROW (row))
    {
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), help);
    }
  else
    gtk_widget_set_tooltip_text (row, help);
  if (!desk_property_get_can_edit (property))
    return row;

  add_undo (row, property);
  g_signal_connect_object (property, "notify::is-dirty", G_CALLBACK (dirty_cb), row, G_CONNECT_SWAPPED);
  g_signal_connect_object (property, "notify::error", G_CALLBACK (error_cb), row, G_CONNECT_SWAPPED);
  dirty_cb (row, NULL, property);
  error_cb (row, NULL, property);
  return row;
}
