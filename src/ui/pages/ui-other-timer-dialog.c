/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-other-timer-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-accessible.h"

struct _UiOtherTimerDialog
{
  AdwMessageDialog parent_instance;

  /* children, owned by the widget tree */
  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (UiOtherTimerDialog, ui_other_timer_dialog, ADW_TYPE_MESSAGE_DIALOG)

static guint chosen_signal;

static void
ui_other_timer_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  UiOtherTimerDialog *self = UI_OTHER_TIMER_DIALOG (dialog);

  if (g_strcmp0 (response, "show") == 0)
    g_signal_emit (self, chosen_signal, 0, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
ui_other_timer_dialog_class_init (UiOtherTimerDialogClass *klass)
{
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = ui_other_timer_dialog_response;

  chosen_signal = g_signal_new ("chosen", UI_TYPE_OTHER_TIMER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ui_other_timer_dialog_init (UiOtherTimerDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);

  self->entry = gtk_entry_new ();
  gtk_entry_set_activates_default (GTK_ENTRY (self->entry), TRUE);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_PHONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Extension"), -1);
  adw_message_dialog_set_heading (dialog, _ ("Timers of Another Extension"));
  adw_message_dialog_set_body (dialog,
                               _ ("Users and schedules have timers. The PBX says whether you may see them."));
  adw_message_dialog_set_extra_child (dialog, self->entry);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "show", _ ("_Show"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "show", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "show");
  adw_message_dialog_set_close_response (dialog, "cancel");
}

GtkWidget *
ui_other_timer_dialog_new (GtkWindow *parent)
{
  UiOtherTimerDialog *self
      = g_object_new (UI_TYPE_OTHER_TIMER_DIALOG, "transient-for", parent, "modal", TRUE, NULL);

  ui_accessible_tidy (GTK_WIDGET (self));
  gtk_widget_grab_focus (self->entry);
  return GTK_WIDGET (self);
}
