/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-alias-dialog.h"

#include <glib/gi18n-lib.h>

struct _UiAliasDialog
{
  AdwMessageDialog parent_instance;

  /* children, owned by the widget tree */
  GtkWidget *entry;

  /* owned */
  DeskSession *session;
  DeskExtension *extension;
};

G_DEFINE_FINAL_TYPE (UiAliasDialog, ui_alias_dialog, ADW_TYPE_MESSAGE_DIALOG)

static void
ui_alias_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  UiAliasDialog *self = UI_ALIAS_DIALOG (dialog);

  if (self->session != NULL && g_strcmp0 (response, "rename") == 0)
    desk_session_set_alias (self->session, self->extension,
                            gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
ui_alias_dialog_dispose (GObject *object)
{
  UiAliasDialog *self = UI_ALIAS_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->extension);

  G_OBJECT_CLASS (ui_alias_dialog_parent_class)->dispose (object);
}

static void
ui_alias_dialog_class_init (UiAliasDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_alias_dialog_dispose;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = ui_alias_dialog_response;
}

static void
ui_alias_dialog_init (UiAliasDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);

  self->entry = gtk_entry_new ();
  gtk_entry_set_activates_default (GTK_ENTRY (self->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"),
                                  -1);
  adw_message_dialog_set_heading (dialog, _ ("Name of Your Own"));
  adw_message_dialog_set_extra_child (dialog, self->entry);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "rename", _ ("_Rename"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "rename", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "rename");
  adw_message_dialog_set_close_response (dialog, "cancel");
}

void
ui_alias_dialog_present (GtkWindow *parent, DeskSession *session, DeskExtension *extension)
{
  UiAliasDialog *self = g_object_new (UI_TYPE_ALIAS_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  const char *alias = desk_extension_get_alias (extension);

  self->session = g_object_ref (session);
  self->extension = g_object_ref (extension);
  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (self),
      _ ("Shown for %s on this computer only. Leave it empty for the name on the PBX."),
      desk_extension_get_number (extension));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), alias != NULL ? alias : "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), desk_extension_get_name (extension));
  gtk_window_present (GTK_WINDOW (self));
}
