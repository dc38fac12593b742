/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-contact-caption.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-accessible.h"

struct _UiContactCaption
{
  AdwMessageDialog parent_instance;

  /* children, owned by the widget tree */
  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (UiContactCaption, ui_contact_caption, ADW_TYPE_MESSAGE_DIALOG)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A dollar at the beginning is of the standard fields. */
static void
changed_cb (UiContactCaption *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "add", *text != '\0' && *text != '$');
}

static void
ui_contact_caption_response (AdwMessageDialog *dialog, const char *response)
{
  UiContactCaption *self = UI_CONTACT_CAPTION (dialog);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (g_str_equal (response, "add"))
    g_signal_emit (self, signals[CHOSEN], 0, text);
}

static void
ui_contact_caption_class_init (UiContactCaptionClass *klass)
{
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = ui_contact_caption_response;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ui_contact_caption_init (UiContactCaption *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);

  self->entry = gtk_entry_new ();
  gtk_entry_set_activates_default (GTK_ENTRY (self->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the field"), -1);
  adw_message_dialog_set_heading (dialog, _ ("A Field of Your Own"));
  adw_message_dialog_set_body (dialog, _ ("What is the field called?"));
  adw_message_dialog_set_extra_child (dialog, self->entry);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "add", _ ("_Add"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "add", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "add");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}

UiContactCaption *
ui_contact_caption_new (GtkWindow *parent, guint limit)
{
  UiContactCaption *self
      = g_object_new (UI_TYPE_CONTACT_CAPTION, "transient-for", parent, "modal", TRUE, NULL);

  gtk_entry_set_max_length (GTK_ENTRY (self->entry), (int)limit);
  ui_accessible_tidy (GTK_WIDGET (self));
  gtk_widget_grab_focus (self->entry);
  return self;
}
