/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-caller-dialog.h"

#include <glib/gi18n-lib.h>

#include "pal/protocol/pal-contact-fields.h"
#include "ui/ui-accessible.h"

#define MAX_MATCHES 20

struct _UiCallerDialog
{
  AdwMessageDialog parent_instance;

  /* children, owned by the widget tree */
  GtkWidget *list;
  GPtrArray *checks; /* of GtkCheckButton, borrowed; the last one is nobody of them */

  /* owned */
  DeskCaller *caller;
  GPtrArray *matches; /* of DeskCallerMatch */
  char *number;
};

G_DEFINE_FINAL_TYPE (UiCallerDialog, ui_caller_dialog, ADW_TYPE_MESSAGE_DIALOG)

static void
ui_caller_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  UiCallerDialog *self = UI_CALLER_DIALOG (dialog);

  if (self->caller == NULL || g_strcmp0 (response, "choose") != 0)
    return;
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      desk_caller_choose (self->caller, self->number,
                          i < self->matches->len ? self->matches->pdata[i] : NULL);
}

/* "Office · Work · 03-1234-5678". */
static char *
dup_detail (DeskCallerMatch *match)
{
  const char *field = desk_caller_match_get_field (match), *book = desk_caller_match_get_phonebook (match);
  const char *language = g_str_has_prefix (g_get_language_names ()[0], "ja") ? "ja" : "en";
  const PalContactField *standard
    = field != NULL ? pal_contact_manager_find (pal_contact_manager_get (language), field) : NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (desk_caller_match_get_contact_id (match) == NULL)
    g_ptr_array_add (parts, (gpointer) _ ("Short dial"));
  if (book != NULL && *book != '\0')
    g_ptr_array_add (parts, (gpointer) book);
  if (standard != NULL)
    g_ptr_array_add (parts, (gpointer) standard->caption);
  g_ptr_array_add (parts, (gpointer) desk_caller_match_get_number (match));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
add_row (UiCallerDialog *self, const char *title, const char *detail, gboolean is_active)
{
  GtkWidget *row = adw_action_row_new (), *check;
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *detail_markup = g_markup_escape_text (detail != NULL ? detail : "", -1);

  check = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail_markup);
  if (self->checks->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->checks->pdata[0]);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_active);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  g_ptr_array_add (self->checks, check);
}

static void
ui_caller_dialog_dispose (GObject *object)
{
  UiCallerDialog *self = UI_CALLER_DIALOG (object);

  g_clear_object (&self->caller);
  g_clear_pointer (&self->matches, g_ptr_array_unref);

  G_OBJECT_CLASS (ui_caller_dialog_parent_class)->dispose (object);
}

static void
ui_caller_dialog_finalize (GObject *object)
{
  UiCallerDialog *self = UI_CALLER_DIALOG (object);

  g_ptr_array_unref (self->checks);
  g_free (self->number);

  G_OBJECT_CLASS (ui_caller_dialog_parent_class)->finalize (object);
}

static void
ui_caller_dialog_class_init (UiCallerDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_caller_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = ui_caller_dialog_finalize;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = ui_caller_dialog_response;
}

static void
ui_caller_dialog_init (UiCallerDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->checks = g_ptr_array_new ();
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  adw_message_dialog_set_heading (dialog, _ ("Who Is It?"));
  adw_message_dialog_set_extra_child (dialog, scroller);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "choose", _ ("_Remember"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "choose", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "choose");
  adw_message_dialog_set_close_response (dialog, "cancel");
}

void
ui_caller_dialog_present (GtkWindow *parent, DeskSession *session, const char *number)
{
  UiCallerDialog *self = g_object_new (UI_TYPE_CALLER_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  DeskCallerMatch *chosen;

  self->caller = g_object_ref (desk_session_get_caller (session));
  self->number = g_strdup (number);
  self->matches = desk_caller_list_matches (self->caller, number);
  if (self->matches->len > MAX_MATCHES)
    g_ptr_array_set_size (self->matches, MAX_MATCHES);
  chosen = desk_caller_get_match (self->caller, number);
  /* Translators: %s is a number. */
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (self), _ ("%s is in your phonebooks more than once."),
                                  number);
  for (guint i = 0; i < self->matches->len; i++)
    {
      DeskCallerMatch *match = self->matches->pdata[i];
      g_autofree char *detail = dup_detail (match);

      add_row (self, desk_caller_match_get_name (match), detail, match == chosen);
    }
  /* Translators: which of several people a number stands for is left open. */
  add_row (self, _ ("Not sure"), NULL, chosen == NULL);
  ui_accessible_tidy (GTK_WIDGET (self));
  gtk_window_present (GTK_WINDOW (self));
}
