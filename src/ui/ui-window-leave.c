/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was changed on a page and is not saved yet is not lost without a question when the window goes. */
#include "config.h"

#include "ui/ui-window-private.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-accessible.h"
#include "ui/ui-page.h"
#include "ui/ui-pages.h"

static UiPage *
get_page (UiWindow *self, const char *name)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, name);

  return page != NULL ? UI_PAGE (page) : NULL;
}

/* The titles of the pages with something unsaved; NULL: there is nothing. @first: the name of the first. */
static char *
dup_unsaved (UiWindow *self, const char **first)
{
  GString *titles = g_string_new (NULL);
  guint n;
  const UiPageRow *rows = ui_pages_get (&n);

  *first = NULL;
  for (guint i = 0; i < n; i++)
    {
      UiPage *page = get_page (self, rows[i].name);

      if (page == NULL || !ui_page_has_unsaved (page))
        continue;
      if (*first == NULL)
        *first = rows[i].name;
      else
        g_string_append (titles, _ (", "));
      g_string_append (titles, _ (rows[i].title));
    }
  return g_string_free (titles, *first == NULL);
}

static gboolean
leave_cb (gpointer user_data)
{
  g_autoptr (UiWindow) self = g_object_ref (user_data); /* what follows may destroy it */
  g_autofree char *action = g_steal_pointer (&self->leave_action);

  self->leave_source = 0;
  if (action != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
  else
    gtk_window_close (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

static void
answered_cb (UiWindow *self, const char *response)
{
  const char *first;
  g_autofree char *titles = dup_unsaved (self, &first);
  guint n;
  const UiPageRow *rows = ui_pages_get (&n);

  if (!g_str_equal (response, "discard"))
    {
      if (first != NULL)
        ui_window_show_page (self, first);
      return;
    }
  for (guint i = 0; i < n; i++)
    if (get_page (self, rows[i].name) != NULL)
      ui_page_discard (get_page (self, rows[i].name));
  /* The question goes first. */
  if (self->leave_source == 0)
    self->leave_source = g_idle_add (leave_cb, self);
}

gboolean
ui_window_hold (UiWindow *self, const char *action)
{
  const char *first;
  g_autofree char *titles = NULL;
  GtkWidget *dialog;

  g_return_val_if_fail (UI_IS_WINDOW (self), FALSE);

  titles = dup_unsaved (self, &first);
  if (titles == NULL)
    return FALSE;
  g_free (self->leave_action);
  self->leave_action = g_strdup (action);
  if (self->leave_question == NULL)
    {
      dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Discard Changes?"), NULL);
      /* Translators: %s are titles of pages, as “Timers, My Extension” */
      adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), _ ("What you changed under %s is not saved yet."),
                                      titles);
      adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "discard",
                                        _ ("_Discard"), NULL);
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                                  ADW_RESPONSE_DESTRUCTIVE);
      adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
      adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
      g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
      ui_accessible_tidy (dialog);
      g_set_weak_pointer (&self->leave_question, GTK_WINDOW (dialog));
    }
  gtk_window_present (self->leave_question);
  return TRUE;
}

/* Before anybody else hears that it closes. */
static gboolean
close_cb (UiWindow *self)
{
  return ui_window_hold (self, NULL) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

void
ui_window_add_leave (UiWindow *self)
{
  g_signal_connect (self, "close-request", G_CALLBACK (close_cb), NULL);
}

void
ui_window_drop_leave (UiWindow *self)
{
  g_clear_handle_id (&self->leave_source, g_source_remove);
  g_clear_weak_pointer (&self->leave_question);
  g_clear_pointer (&self->leave_action, g_free);
}
