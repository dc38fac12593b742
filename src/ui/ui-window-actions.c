/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-window-private.h"

#include <glib/gi18n-lib.h>

#include "ui/pages/ui-colleagues-page.h"
#include "ui/ui-transfer-picker.h"

#define PICKABLE \
  (DESK_VERB_BIT (DESK_VERB_TRANSFER) | DESK_VERB_BIT (DESK_VERB_CONSULT) | DESK_VERB_BIT (DESK_VERB_DEFLECT))

DeskCall *
ui_window_find_call (UiWindow *self, const char *id)
{
  DeskCallModel *calls = desk_session_get_calls (self->session);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (calls));

  if (*id == '\0')
    return desk_call_model_get_selected (calls);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DeskCall) call = g_list_model_get_item (G_LIST_MODEL (calls), i);

      if (g_strcmp0 (desk_call_get_id (call), id) == 0)
        return call;
    }
  return NULL;
}

/* "call-VERB", one for each row of the table. The parameter is the id of a call, "" for the selected one, and the
 * target where there is one. */
static void
verb_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = UI_WINDOW (user_data);
  const char *name = g_action_get_name (G_ACTION (action)) + strlen ("call-");
  const char *id, *target = NULL;
  DeskCall *call;

  if (g_variant_is_of_type (parameter, G_VARIANT_TYPE_STRING))
    id = g_variant_get_string (parameter, NULL);
  else
    g_variant_get (parameter, "(&s&s)", &id, &target);
  call = ui_window_find_call (self, id);
  for (DeskVerb verb = 0; call != NULL && DESK_VERB_IS_ON_CALL (verb); verb++)
    if (g_str_equal (desk_verb_get (verb)->name, name))
      {
        desk_session_run (self->session, verb, call, target);
        return;
      }
}

static void
select_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = UI_WINDOW (user_data);
  DeskCall *call = ui_window_find_call (self, g_variant_get_string (parameter, NULL));

  if (call != NULL)
    desk_call_model_set_selected (desk_session_get_calls (self->session), call);
}

/* The parameter is the id of a call, "" for the selected one, and whether to ask the target first. */
static void
transfer_picker_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = UI_WINDOW (user_data);
  const char *id;
  gboolean attended;
  DeskCall *call;

  g_variant_get (parameter, "(&sb)", &id, &attended);
  call = ui_window_find_call (self, id);
  if (call != NULL)
    ui_transfer_picker_open (self, call, attended);
}

static void
dial_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = UI_WINDOW (user_data);

  if (desk_session_get_state (self->session) != PAL_CLIENT_STATE_READY)
    ui_window_toast (self, _ ("Not connected: nothing was dialled"));
  else if (g_str_equal (g_action_get_name (G_ACTION (action)), "dial-again"))
    desk_session_dial_again (self->session, g_variant_get_string (parameter, NULL));
  else
    desk_session_dial (self->session, g_variant_get_string (parameter, NULL));
  ui_window_leave_dial_field (self);
}

static void
open_dial_field_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ui_window_open_dial_field (UI_WINDOW (user_data), NULL);
}

static void
favourite_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = UI_WINDOW (user_data);
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, "colleagues");
  g_autofree char *number = NULL;

  if (UI_IS_COLLEAGUES_PAGE (page))
    number = ui_colleagues_page_dup_favourite (UI_COLLEAGUES_PAGE (page), g_variant_get_int32 (parameter));
  if (number != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.dial", "s", number);
}

static void
page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = UI_WINDOW (user_data);
  guint n;
  const UiPageRow *pages = ui_pages_get (&n);
  int number = g_variant_get_int32 (parameter);

  if (number >= 1 && number <= (int)n)
    ui_window_show_page (self, pages[number - 1].name);
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = UI_WINDOW (user_data);
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);

  adw_leaflet_set_visible_child_name (self->leaflet, "content");
  if (UI_IS_PAGE (page))
    ui_page_find (UI_PAGE (page));
}

static void
new_contact_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = UI_WINDOW (user_data);
  GtkWidget *page;

  ui_window_show_page (self, "phonebook");
  page = gtk_stack_get_child_by_name (self->stack, "phonebook");
  if (page != NULL)
    gtk_widget_activate_action (page, "phonebook.new", NULL);
}

static void
call_chosen_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = UI_WINDOW (user_data);
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);
  g_autofree char *number = UI_IS_PAGE (page) ? ui_page_dup_chosen (UI_PAGE (page)) : NULL;

  if (number != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.dial", "s", number);
}

/* Calls whom I waited for. The parameter is the id of the wait. */
static void
confirm_wait_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = UI_WINDOW (user_data);
  DeskWait *wait = desk_wait_model_find (desk_session_get_waits (self->session),
                                         g_variant_get_string (parameter, NULL));

  if (wait != NULL && !desk_session_confirm_wait (self->session, wait))
    ui_window_toast (self, _ ("Not free any more"));
}

static void
copy_text_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (user_data)),
                          g_variant_get_string (parameter, NULL));
}

static void
menu_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_menu_button_popup (UI_WINDOW (user_data)->menu_button);
}

static void
close_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));
}

void
ui_window_add_actions (UiWindow *self)
{
  /* clang-format off */
  static const GActionEntry entries[] = {
    { "dial", dial_cb, "s" },
    { "dial-again", dial_cb, "s" },
    { "take-offer", ui_window_take_offer_cb, "(ss)" },
    { "open-dial-field", open_dial_field_cb },
    { "call-chosen", call_chosen_cb },
    { "call-select", select_cb, "s" },
    { "transfer-picker", transfer_picker_cb, "(sb)" },
    { "favourite", favourite_cb, "i" },
    { "page", page_cb, "i" },
    { "find", find_cb },
    { "new-contact", new_contact_cb },
    { "confirm-wait", confirm_wait_cb, "s" },
    { "copy-text", copy_text_cb, "s" },
    { "menu", menu_cb },
    { "close", close_cb },
  };
  /* clang-format on */

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  ui_window_add_jumps (self);
  ui_window_add_people (self);
  for (DeskVerb verb = 0; DESK_VERB_IS_ON_CALL (verb); verb++)
    {
      g_autofree char *name = g_strconcat ("call-", desk_verb_get (verb)->name, NULL);
      const GActionEntry entry = { name, verb_cb, desk_verb_wants_target (verb) ? "(ss)" : "s" };

      g_action_map_add_action_entries (G_ACTION_MAP (self), &entry, 1, self);
    }
}

static void
set_enabled (UiWindow *self, const char *name, gboolean is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

/* A verb is possible when it is for one of the calls: buttons name theirs. */
void
ui_window_update_actions (UiWindow *self)
{
  GListModel *calls = G_LIST_MODEL (desk_session_get_calls (self->session));
  DeskVerbs possible = 0;

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (DeskCall) call = g_list_model_get_item (calls, i);

      possible |= desk_call_get_verbs (call);
    }
  for (DeskVerb verb = 0; DESK_VERB_IS_ON_CALL (verb); verb++)
    {
      g_autofree char *name = g_strconcat ("call-", desk_verb_get (verb)->name, NULL);

      set_enabled (self, name, (possible & DESK_VERB_BIT (verb)) != 0);
    }
  set_enabled (self, "transfer-picker", (possible & PICKABLE) != 0);
  ui_window_update_jumps (self);
  ui_window_keep_focus (self);
}

gboolean
ui_window_answer_ringing (UiWindow *self)
{
  DeskCallModel *calls = desk_session_get_calls (self->session);
  DeskCall *ringing = desk_call_model_get_ringing (calls);
  DeskCall *selected = desk_call_model_get_selected (calls);

  /* My own phone rings too when I am the one who dialled. */
  if (ringing == NULL && selected != NULL && desk_call_can (selected, DESK_VERB_ANSWER))
    ringing = selected;
  if (ringing == NULL)
    return FALSE;
  desk_session_run (self->session, DESK_VERB_ANSWER, ringing, NULL);
  return TRUE;
}
