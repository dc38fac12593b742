/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-phonebook-private.h"

#include <glib/gi18n-lib.h>

#include "ui/rows/ui-list-row.h"

DeskPhonebooks *
ui_phonebook_page_get_phonebooks (UiPhonebookPage *self)
{
  return desk_session_get_phonebooks (ui_page_get_session (UI_PAGE (self)));
}

DeskOutbox *
ui_phonebook_page_get_outbox (UiPhonebookPage *self)
{
  return desk_session_get_outbox (ui_page_get_session (UI_PAGE (self)));
}

static void
describe (UiPhonebookPage *self,
          const char *icon,
          const char *title,
          const char *text,
          const char *button,
          const char *action)
{
  g_autofree char *markup = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  adw_status_page_set_icon_name (self->none_page, icon);
  adw_status_page_set_title (self->none_page, title);
  adw_status_page_set_description (self->none_page, markup);
  gtk_button_set_label (GTK_BUTTON (self->none_button), button != NULL ? button : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->none_button), action);
  gtk_widget_set_visible (self->none_button, button != NULL);
}

static gboolean
can_create (UiPhonebookPage *self)
{
  DeskPhonebooks *books = ui_phonebook_page_get_phonebooks (self);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (books));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DeskPhonebook) book = g_list_model_get_item (G_LIST_MODEL (books), i);

      if (desk_phonebook_get_can_edit (book))
        return TRUE;
    }
  return n == 0 && desk_phonebooks_get_state (books) == DESK_LOADING_READY
         && desk_session_get_role (ui_page_get_session (UI_PAGE (self))) != PAL_ROLE_SYSTEM;
}

/* Why there is no row. */
static void
describe_none (UiPhonebookPage *self)
{
  const char *search = desk_contact_model_get_search_text (self->model);
  gboolean has_failed
      = desk_phonebooks_get_state (ui_phonebook_page_get_phonebooks (self)) == DESK_LOADING_FAILED;
  const char *reason = has_failed ? desk_phonebooks_get_reason (ui_phonebook_page_get_phonebooks (self))
                                  : desk_contact_model_get_reason (self->model);

  if (has_failed || desk_contact_model_get_state (self->model) == DESK_LOADING_FAILED)
    describe (self, "dialog-warning-symbolic", _ ("The Phonebook Cannot Be Read"), reason, _ ("Try Again"),
              "phonebook.retry");
  else if (*search != '\0')
    {
      g_autofree char *text = g_strdup_printf (_ ("No contact here has the words “%s”."), search);

      describe (self, "system-search-symbolic", _ ("No Contact Found"), text, _ ("Show All Contacts"),
                "phonebook.clear-search");
    }
  else if (can_create (self))
    describe (self, "x-office-address-book-symbolic", _ ("No Contacts Yet"),
              _ ("Whom you write down here stands on the PBX, for all your phones and computers."),
              _ ("New Contact"), "phonebook.new");
  else
    describe (self, "x-office-address-book-symbolic", _ ("No Contacts"),
              _ ("The PBX has none that you may see."), NULL, NULL);
}

/* That the page was to have since it was opened, unless the person has gone elsewhere meanwhile. */
static void
take_focus (UiPhonebookPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gconstpointer before = self->focus_before;

  self->focus_before = NULL;
  if (before != NULL && root != NULL && gtk_root_get_focus (root) == before
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    ui_page_focus (UI_PAGE (self));
}

void
ui_phonebook_page_update_stack (UiPhonebookPage *self)
{
  gboolean has_rows = g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;
  gboolean is_waiting
      = desk_contact_model_get_state (self->model) == DESK_LOADING_WAITING
        && desk_phonebooks_get_state (ui_phonebook_page_get_phonebooks (self)) != DESK_LOADING_FAILED;
  gboolean was_list = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") == 0;
  /* A list that is asked for anew stays where it is, and so does the keyboard. */
  const char *name = has_rows || (is_waiting && was_list) ? "list" : is_waiting ? "loading" : "none";

  if (g_str_equal (name, "none"))
    describe_none (self);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "loading"));
  gtk_stack_set_visible_child_name (self->stack, name);
  if (!g_str_equal (name, "loading"))
    take_focus (self);
}

static void
update_stale (UiPhonebookPage *self)
{
  gint64 since = desk_session_get_stale_since (ui_page_get_session (UI_PAGE (self)));

  if (since != 0)
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (since / G_USEC_PER_SEC);
      g_autoptr (GDateTime) when = g_date_time_to_local (utc);
      g_autofree char *time = g_date_time_format (when, "%H:%M");
      /* Translators: what is shown is as old as this time of day. */
      g_autofree char *text = g_strdup_printf (_ ("as of %s"), time);

      gtk_label_set_text (self->stale_label, text);
      gtk_widget_add_css_class (self->list_pane, "stale");
    }
  else
    gtk_widget_remove_css_class (self->list_pane, "stale");
  gtk_widget_set_visible (GTK_WIDGET (self->stale_label), since != 0);
}

static gboolean
refresh_cb (gpointer user_data)
{
  UiPhonebookPage *self = user_data;

  self->refresh_source = 0;
  if (self->model != NULL)
    ui_phonebook_page_update_stack (self);
  update_stale (self);
  ui_phonebook_choice_update (self);
  ui_list_row_update_all (GTK_WIDGET (self->view));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "phonebook.new", can_create (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "phonebook.import", can_create (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "phonebook.export",
                                 self->model != NULL
                                     && g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0);
  return G_SOURCE_REMOVE;
}

/* Once, after all has settled. */
void
ui_phonebook_page_refresh (UiPhonebookPage *self)
{
  if (self->refresh_source == 0 && self->menu != NULL)
    self->refresh_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, refresh_cb, self, NULL);
}
