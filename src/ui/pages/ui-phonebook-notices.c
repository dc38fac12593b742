/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-phonebook-notices.h"

#include <glib/gi18n-lib.h>

#include "model/desk-contact-drafts.h"
#include "ui/ui-contact-text.h"

struct _UiPhonebookNotices
{
  AdwBin parent_instance;

  /* template children */
  GtkWidget *drafts_button, *edits_button;
  GtkLabel *drafts_label, *edits_label;
  GtkImage *edits_icon;

  /* owned */
  DeskSession *session;
};

G_DEFINE_FINAL_TYPE (UiPhonebookNotices, ui_phonebook_notices, ADW_TYPE_BIN)

/* What was written when the program ended is offered to be written on. */
static void
update_drafts (UiPhonebookNotices *self)
{
  GListModel *drafts = G_LIST_MODEL (desk_session_get_contact_drafts (self->session));
  guint n = g_list_model_get_n_items (drafts);
  g_autoptr (DeskContactDraft) first = g_list_model_get_item (drafts, 0);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->drafts_button, n > 0);
  if (n == 1)
    {
      PalContactInfo *mine = desk_contact_draft_get_mine (first);
      g_autofree char *name
          = pal_contact_manager_dup_display_name (pal_contact_manager_get_of (mine), mine);

      /* Translators: what was written when the program ended; %s is a name. */
      text = g_strdup_printf (_ ("Not saved: %s"), ui_contact_get_shown_name (name));
    }
  else
    /* Translators: contacts that were written when the program ended. */
    text = g_strdup_printf (_ ("Contacts not saved: %u"), n);
  gtk_label_set_text (self->drafts_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drafts_button), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

/* Quiet while all goes its way; loud where the person has to decide. */
static void
update_edits (UiPhonebookNotices *self)
{
  DeskOutbox *outbox = desk_session_get_outbox (self->session);
  guint n_waiting = desk_outbox_get_n_waiting (outbox), n_stuck = desk_outbox_get_n_stuck (outbox);
  g_autofree char *text = NULL;

  if (n_stuck > 0)
    text = g_strdup_printf (_ ("Changes that need you: %u"), n_stuck);
  else if (n_waiting > 0)
    text = g_strdup_printf (_ ("Changes that wait to be sent: %u"), n_waiting);
  gtk_widget_set_visible (self->edits_button, text != NULL);
  if (text == NULL)
    return;
  gtk_label_set_text (self->edits_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->edits_button), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  gtk_image_set_from_icon_name (self->edits_icon,
                                n_stuck > 0 ? "dialog-warning-symbolic" : "emblem-synchronizing-symbolic");
  if (n_stuck > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->edits_icon), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->edits_icon), "warning");
}

static void
ui_phonebook_notices_dispose (GObject *object)
{
  UiPhonebookNotices *self = UI_PHONEBOOK_NOTICES (object);

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (desk_session_get_outbox (self->session), self);
      g_signal_handlers_disconnect_by_data (desk_session_get_contact_drafts (self->session), self);
    }
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_PHONEBOOK_NOTICES);

  G_OBJECT_CLASS (ui_phonebook_notices_parent_class)->dispose (object);
}

static void
ui_phonebook_notices_class_init (UiPhonebookNoticesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_phonebook_notices_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/pages/ui-phonebook-notices.ui");
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookNotices, drafts_button);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookNotices, drafts_label);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookNotices, edits_button);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookNotices, edits_icon);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookNotices, edits_label);
}

static void
ui_phonebook_notices_init (UiPhonebookNotices *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ui_phonebook_notices_set_session (UiPhonebookNotices *self, DeskSession *session)
{
  g_return_if_fail (UI_IS_PHONEBOOK_NOTICES (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (desk_session_get_outbox (session), "notify", G_CALLBACK (update_edits), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk_session_get_contact_drafts (session), "items-changed",
                           G_CALLBACK (update_drafts), self, G_CONNECT_SWAPPED);
  update_drafts (self);
  update_edits (self);
}
