/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several contacts of the list: the bar below it, and what can be done with them together. */
#include "config.h"

#include "ui/pages/ui-phonebook-private.h"

#include <glib/gi18n-lib.h>

#include "ui/dialogs/ui-contact-delete.h"
#include "ui/pages/ui-phonebook-menu.h"
#include "ui/rows/ui-list-row.h"
#include "ui/ui-window.h"

#define MOST_DELETED 100 /* at once: each is read before */

static gboolean
is_choosing (UiPhonebookPage *self)
{
  return self->selection != NULL && ui_contact_selection_get_is_multiple (self->selection);
}

/* --- deletion ------------------------------------------------------------------------- */

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiPhonebookPage) self = user_data;
  g_autoptr (GError) error = NULL;

  /* A failure is told on the contact; it stays one of those that cannot be deleted. */
  desk_phonebooks_fetch_finish (DESK_PHONEBOOKS (source), result, &error);
  if (error != NULL)
    g_debug ("a contact that is chosen was not read: %s", error->message);
  ui_phonebook_page_refresh (self);
}

/* Only from a list of all books of a PBX that does not say which book a contact is in. */
static gboolean
may_delete (UiPhonebookPage *self, DeskContact *contact)
{
  DeskPhonebooks *books = ui_phonebook_page_get_phonebooks (self);

  if (desk_contact_get_phonebook (contact) == NULL
      && desk_contact_get_state (contact) == DESK_CONTACT_STATE_NAMED)
    desk_phonebooks_fetch_async (books, desk_contact_get_id (contact), NULL, fetched_cb, g_object_ref (self));
  return desk_contact_get_state (contact) != DESK_CONTACT_STATE_GONE
         && desk_contact_get_pending (contact) != DESK_CONTACT_PENDING_DELETE
         && desk_phonebooks_can_delete (books, contact, NULL);
}

static gboolean
may_delete_all (UiPhonebookPage *self, GPtrArray *contacts)
{
  gboolean may = contacts->len > 0 && contacts->len <= MOST_DELETED;

  for (guint i = 0; contacts->len <= MOST_DELETED && i < contacts->len; i++)
    may = may_delete (self, contacts->pdata[i]) && may;
  return may;
}

static void
answered_cb (UiPhonebookPage *self, const char *response)
{
  if (g_str_equal (response, "delete"))
    g_object_set (self, "is-choosing", FALSE, NULL);
}

static void
delete_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiPhonebookPage *self = UI_PHONEBOOK_PAGE (widget);
  g_autoptr (GPtrArray) contacts
      = is_choosing (self) ? ui_contact_selection_list_checked (self->selection) : NULL;
  GtkWindow *dialog;

  if (contacts == NULL || !may_delete_all (self, contacts))
    return;
  dialog = ui_contact_ask_delete_all (GTK_WINDOW (gtk_widget_get_root (widget)),
                                      ui_phonebook_page_get_phonebooks (self),
                                      ui_phonebook_page_get_outbox (self), contacts);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
}

/* --- the file --------------------------------------------------------------------------- */

static void
export_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiPhonebookPage *self = UI_PHONEBOOK_PAGE (widget);
  g_autoptr (GPtrArray) contacts
      = is_choosing (self) ? ui_contact_selection_list_checked (self->selection) : NULL;
  GVariantBuilder ids;

  if (contacts == NULL || contacts->len == 0)
    return;
  g_variant_builder_init (&ids, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < contacts->len; i++)
    g_variant_builder_add (&ids, "s", desk_contact_get_id (contacts->pdata[i]));
  gtk_widget_activate_action (widget, "app.export-contacts", "(ssbs@ass)",
                              g_variant_get_string (parameter, NULL), "", FALSE, "",
                              g_variant_builder_end (&ids), "");
}

/* --- the bar ------------------------------------------------------------------------------ */

void
ui_phonebook_choice_update (UiPhonebookPage *self)
{
  guint n = is_choosing (self) ? ui_contact_selection_get_n_checked (self->selection) : 0;
  g_autoptr (GPtrArray) contacts = n > 0 ? ui_contact_selection_list_checked (self->selection) : NULL;
  gboolean may = contacts != NULL && may_delete_all (self, contacts);
  g_autofree char *text = NULL;

  /* Translators: so many contacts of a list are selected. */
  text = n > 0 ? g_strdup_printf (_ ("%u selected"), n) : g_strdup (_ ("None selected"));
  gtk_label_set_text (self->choice_label, text);
  gtk_widget_set_visible (self->choice_bar, is_choosing (self));
  gtk_widget_set_visible (self->choice_delete, may);
  gtk_widget_set_sensitive (self->choice_export, n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "phonebook.delete-chosen", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "phonebook.export-chosen", n > 0);
}

static void
cut_cb (UiPhonebookPage *self)
{
  ui_window_toast (UI_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                   _ ("Only a part of the list is selected. “Export What Is Shown” takes all of it."));
}

static void
mode_cb (UiPhonebookPage *self)
{
  ui_list_row_update_all (GTK_WIDGET (self->view));
  ui_phonebook_choice_update (self);
  g_object_notify (G_OBJECT (self), "is-choosing");
}

void
ui_phonebook_choice_follow (UiPhonebookPage *self)
{
  g_signal_connect_object (self->selection, "notify::n-checked", G_CALLBACK (ui_phonebook_choice_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::is-multiple", G_CALLBACK (mode_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "cut", G_CALLBACK (cut_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
escape_cb (GtkWidget *pane, GVariant *arguments, gpointer user_data)
{
  UiPhonebookPage *self = user_data;

  if (!is_choosing (self))
    return FALSE;
  g_object_set (self, "is-choosing", FALSE, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return TRUE;
}

void
ui_phonebook_choice_set_up (UiPhonebookPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  g_autoptr (GMenuModel) kinds = ui_phonebook_menu_kinds ("phonebook.export-chosen");

  self->choice_label = GTK_LABEL (gtk_widget_get_first_child (self->choice_bar));
  self->choice_delete = gtk_widget_get_next_sibling (GTK_WIDGET (self->choice_label));
  self->choice_export = gtk_widget_get_next_sibling (self->choice_delete);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->choice_export), kinds);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape"),
                                                          gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (self->list_pane, keys);
  ui_phonebook_choice_update (self);
}

void
ui_phonebook_choice_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "phonebook.export-chosen", "s", export_cb);
  gtk_widget_class_install_action (widget_class, "phonebook.delete-chosen", NULL, delete_cb);
  gtk_widget_class_install_property_action (widget_class, "phonebook.choose", "is-choosing");
}
