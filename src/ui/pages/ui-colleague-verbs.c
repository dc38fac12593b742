/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-colleague-verbs.h"

#include <glib/gi18n-lib.h>

static char *
dup_code (UiPage *page, const char *key)
{
  GSettings *settings = ui_page_get_settings (page);

  return settings != NULL ? g_settings_get_string (settings, key) : g_strdup ("");
}

static DeskExtension *
find (UiPage *page, GVariant *parameter)
{
  return desk_presence_model_find (desk_session_get_colleagues (ui_page_get_session (page)),
                                   g_variant_get_string (parameter, NULL));
}

/* --- picking up ---------------------------------------------------------- */

static void
pick_up_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiPage *page = UI_PAGE (widget);
  DeskExtension *colleague = find (page, parameter);
  g_autofree char *prefix = dup_code (page, "pickup-prefix");

  if (colleague != NULL)
    desk_session_pick_up_from (ui_page_get_session (page), colleague, prefix);
}

/* --- going into a conversation: asked first ---------------------------------- */

static const struct
{
  DeskVerb verb;
  const char *action;  /* of the page */
  const char *label;   /* in the menu */
  const char *body;
  const char *yes;
} ways[] = {
  { DESK_VERB_LISTEN, "colleague.listen", N_ ("Listen…"),
    N_ ("You hear the conversation; nobody hears you, and nobody is told. Make sure that you are allowed to: the "
        "PBX may keep a record of it."),
    N_ ("Listen") },
  { DESK_VERB_WHISPER, "colleague.whisper", N_ ("Whisper…"),
    N_ ("You hear the conversation, and only your colleague hears you. The other party is not told. Make sure that "
        "you are allowed to: the PBX may keep a record of it."),
    N_ ("Whisper") },
  { DESK_VERB_BARGE_IN, "colleague.barge-in", N_ ("Barge In…"),
    N_ ("Everybody in the conversation hears you at once. The PBX may keep a record of it."), N_ ("Barge In") },
};

static char *
dup_heading (DeskVerb verb, const char *name)
{
  switch ((int)verb)
    {
    case DESK_VERB_LISTEN: return g_strdup_printf (_ ("Listen to %s?"), name);
    case DESK_VERB_WHISPER: return g_strdup_printf (_ ("Whisper to %s?"), name);
    default: return g_strdup_printf (_ ("Barge in on %s?"), name);
    }
}

/* The dialog carries the number as its name; what is agreed to is the name of the verb. */
static void
response_cb (UiPage *page, const char *response, GtkWidget *dialog)
{
  DeskSession *session = ui_page_get_session (page);
  DeskPresenceModel *colleagues = desk_session_get_colleagues (session);
  DeskExtension *colleague = desk_presence_model_find (colleagues, gtk_widget_get_name (dialog));

  for (guint i = 0; colleague != NULL && i < G_N_ELEMENTS (ways); i++)
    if (g_str_equal (response, desk_verb_get (ways[i].verb)->name))
      desk_session_run_with (session, colleague, ways[i].verb);
}

static void
monitor_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiPage *page = UI_PAGE (widget);
  DeskExtension *colleague = find (page, parameter);
  guint i = 0;

  while (i < G_N_ELEMENTS (ways) && !g_str_equal (ways[i].action, action_name))
    i++;
  if (i == G_N_ELEMENTS (ways) || colleague == NULL
      || !desk_session_can_with (ui_page_get_session (page), colleague, ways[i].verb))
    return;

  g_autofree char *heading = dup_heading (ways[i].verb, desk_extension_get_name (colleague));
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (widget));
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, _ (ways[i].body));
  const char *yes = desk_verb_get (ways[i].verb)->name;

  gtk_widget_set_name (dialog, desk_extension_get_number (colleague));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "no", _ ("Cancel"), yes, _ (ways[i].yes), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "no");
  adw_message_dialog_set_response_appearance (
      ADW_MESSAGE_DIALOG (dialog), yes,
      ways[i].verb == DESK_VERB_BARGE_IN ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), page, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- waiting ------------------------------------------------------------ */

static const struct
{
  DeskWaitKind kind;
  const char *action;
  const char *label;
} waits[] = {
  { DESK_WAIT_TELL, "colleague.tell-when-free", N_ ("Tell Me When Free") },
  { DESK_WAIT_CALL, "colleague.call-when-free", N_ ("Call When Free") },
  { DESK_WAIT_TRANSFER, "colleague.transfer-when-free", N_ ("Park, and Transfer When Free") },
};

static void
wait_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  DeskSession *session = ui_page_get_session (UI_PAGE (widget));
  DeskCall *call = desk_call_model_get_selected (desk_session_get_calls (session));

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    if (g_str_equal (waits[i].action, action_name))
      desk_session_wait_for (session, g_variant_get_string (parameter, NULL), waits[i].kind,
                             waits[i].kind == DESK_WAIT_TRANSFER ? call : NULL);
}

static void
stop_waiting_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  DeskWaitModel *model = desk_session_get_waits (ui_page_get_session (UI_PAGE (widget)));
  const char *number = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      DeskWait *wait = desk_wait_model_find_for (model, number, waits[i].kind);

      if (wait != NULL && waits[i].kind != DESK_WAIT_TRANSFER)
        desk_wait_model_cancel (model, wait);
    }
}

/* --- the menu -------------------------------------------------------------- */

static void
append (GMenu *menu, const char *label, const char *action, const char *number)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", number);
  g_menu_append_item (menu, item);
}

static void
append_for_call (GMenu *menu, const char *label, const char *action, DeskCall *call, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "(ss)", desk_call_get_id (call), target);
  g_menu_append_item (menu, item);
}

/* My selected call and this colleague: the same as dragging the one onto the other. */
static void
append_transfers (GMenu *menu, UiPage *page, const char *number)
{
  DeskCall *call = desk_call_model_get_selected (desk_session_get_calls (ui_page_get_session (page)));
  g_autofree char *prefix = dup_code (page, "voicemail-prefix");
  g_autofree char *box = g_strconcat (prefix, number, NULL);

  if (call == NULL || g_strcmp0 (desk_call_get_number (call), number) == 0)
    return;
  if (desk_call_can (call, DESK_VERB_CONSULT))
    append_for_call (menu, _ ("Transfer, Ask First"), "win.call-consult", call, number);
  if (desk_call_can (call, DESK_VERB_TRANSFER))
    append_for_call (menu, _ ("Transfer at Once"), "win.call-transfer", call, number);
  if (desk_call_can (call, DESK_VERB_DEFLECT))
    append_for_call (menu, _ ("Send the Call There"), "win.call-deflect", call, number);
  if (*prefix == '\0')
    return;
  if (desk_call_can (call, DESK_VERB_TRANSFER))
    append_for_call (menu, _ ("Transfer to Their Voicemail"), "win.call-transfer", call, box);
  else if (desk_call_can (call, DESK_VERB_DEFLECT))
    append_for_call (menu, _ ("Send to Their Voicemail"), "win.call-deflect", call, box);
}

static gboolean
is_busy (DeskExtension *colleague)
{
  switch (desk_extension_get_presence (colleague))
    {
    case DESK_PRESENCE_RINGING:
    case DESK_PRESENCE_DIALLING:
    case DESK_PRESENCE_TALKING:
    case DESK_PRESENCE_ON_HOLD:
      return TRUE;
    case DESK_PRESENCE_FREE:
    case DESK_PRESENCE_UNKNOWN:
    case DESK_PRESENCE_OFFLINE:
    default:
      return FALSE;
    }
}

static void
append_waits (GMenu *menu, UiPage *page, DeskExtension *colleague)
{
  DeskSession *session = ui_page_get_session (page);
  DeskWaitModel *model = desk_session_get_waits (session);
  DeskCall *call = desk_call_model_get_selected (desk_session_get_calls (session));
  const char *number = desk_extension_get_number (colleague);
  gboolean is_waiting = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      gboolean with_caller = waits[i].kind == DESK_WAIT_TRANSFER;

      if (!with_caller && desk_wait_model_find_for (model, number, waits[i].kind) != NULL)
        is_waiting = TRUE;
      else if (is_busy (colleague)
               && (!with_caller || (call != NULL && desk_call_can (call, DESK_VERB_PARK)
                                    && g_strcmp0 (desk_call_get_number (call), number) != 0)))
        append (menu, _ (waits[i].label), waits[i].action, number);
    }
  if (is_waiting)
    append (menu, _ ("Stop Waiting"), "colleague.stop-waiting", number);
}

static void
append_section (GMenu *menu, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

void
ui_colleague_verbs_append (GMenu *menu, UiPage *page, DeskExtension *colleague)
{
  DeskSession *session = ui_page_get_session (page);
  const char *number = desk_extension_get_number (colleague);
  g_autoptr (GMenu) theirs = g_menu_new ();
  g_autoptr (GMenu) mine = g_menu_new ();
  g_autoptr (GMenu) monitoring = g_menu_new ();
  g_autofree char *prefix = dup_code (page, "pickup-prefix");

  if (desk_extension_get_is_own (colleague))
    return;
  if (desk_session_can_pick_up_from (session, colleague, prefix))
    append (theirs, _ ("Pick Up Their Call"), "colleague.pick-up", number);
  append_waits (theirs, page, colleague);
  append_transfers (mine, page, number);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (desk_session_can_with (session, colleague, ways[i].verb))
      append (monitoring, _ (ways[i].label), ways[i].action, number);
  append_section (menu, theirs);
  append_section (menu, mine);
  append_section (menu, monitoring);
}

void
ui_colleague_verbs_install (GtkWidgetClass *page_class)
{
  gtk_widget_class_install_action (page_class, "colleague.pick-up", "s", pick_up_cb);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    gtk_widget_class_install_action (page_class, ways[i].action, "s", monitor_cb);
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    gtk_widget_class_install_action (page_class, waits[i].action, "s", wait_cb);
  gtk_widget_class_install_action (page_class, "colleague.stop-waiting", "s", stop_waiting_cb);
}
