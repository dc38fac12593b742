/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/rows/ui-contact-field-row.h"

#include <glib/gi18n-lib.h>

struct _UiContactFieldRow
{
  AdwActionRow parent_instance;

  UiContactKind kind;

  /* owned */
  char *value, *uri;
};

G_DEFINE_FINAL_TYPE (UiContactFieldRow, ui_contact_field_row, ADW_TYPE_ACTION_ROW)

static void
add_button (
    UiContactFieldRow *self, const char *icon_name, const char *label, const char *action, const char *target)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

/* Each names what it acts on: a screen reader hears the buttons one after the other. */
static void
add_buttons (UiContactFieldRow *self)
{
  g_autofree char *first = NULL;
  g_autofree char *copy = NULL;

  switch (self->kind)
    {
    case UI_CONTACT_PHONE:
      first = g_strdup_printf (_ ("Call %s"), self->value);
      add_button (self, "call-start-symbolic", first, "win.dial", self->value);
      break;
    case UI_CONTACT_MAIL:
      first = g_strdup_printf (_ ("Write to %s"), self->value);
      self->uri = ui_contact_dup_mail_uri (self->value);
      if (self->uri != NULL)
        add_button (self, "mail-message-new-symbolic", first, "contact.open", self->uri);
      break;
    case UI_CONTACT_WEB:
      first = g_strdup_printf (_ ("Open %s"), self->value);
      self->uri = ui_contact_dup_web_uri (self->value);
      if (self->uri != NULL)
        add_button (self, "web-browser-symbolic", first, "contact.open", self->uri);
      break;
    case UI_CONTACT_FAX:
    case UI_CONTACT_ADDRESS:
      break;
    case UI_CONTACT_NOTES:
    case UI_CONTACT_TEXT:
    default:
      return; /* the menu can */
    }
  /* Translators: %s is a number, an address or another text of a contact. */
  copy = g_strdup_printf (_ ("Copy %s"), self->value);
  add_button (self, "edit-copy-symbolic", copy, "contact.copy", self->value);
}

static void
ui_contact_field_row_finalize (GObject *object)
{
  UiContactFieldRow *self = UI_CONTACT_FIELD_ROW (object);

  g_free (self->value);
  g_free (self->uri);

  G_OBJECT_CLASS (ui_contact_field_row_parent_class)->finalize (object);
}

static void
ui_contact_field_row_class_init (UiContactFieldRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ui_contact_field_row_finalize;
}

static void
ui_contact_field_row_init (UiContactFieldRow *self)
{
  g_object_set (self, "use-markup", FALSE, NULL);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
}

GtkWidget *
ui_contact_field_row_new (UiContactKind kind, const char *caption, const char *value)
{
  UiContactFieldRow *self = g_object_new (UI_TYPE_CONTACT_FIELD_ROW, NULL);
  g_autofree char *name = NULL;
  gboolean is_empty = *value == '\0';

  self->kind = kind;
  self->value = g_strdup (value);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), is_empty ? caption : value);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), is_empty ? NULL : caption);
  /* Translators: a field of a contact and its value. */
  name = g_strdup_printf (_ ("%s: %s"), caption, is_empty ? _ ("nothing") : value);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (is_empty)
    gtk_widget_add_css_class (GTK_WIDGET (self), "without-value");
  else
    add_buttons (self);
  return GTK_WIDGET (self);
}

const char *
ui_contact_field_row_get_value (UiContactFieldRow *self)
{
  g_return_val_if_fail (UI_IS_CONTACT_FIELD_ROW (self), NULL);

  return self->value;
}

UiContactKind
ui_contact_field_row_get_kind (UiContactFieldRow *self)
{
  g_return_val_if_fail (UI_IS_CONTACT_FIELD_ROW (self), UI_CONTACT_TEXT);

  return self->kind;
}

const char *
ui_contact_field_row_get_uri (UiContactFieldRow *self)
{
  g_return_val_if_fail (UI_IS_CONTACT_FIELD_ROW (self), NULL);

  return self->uri;
}
