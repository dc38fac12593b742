/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions that find out themselves what they are about: the selected call, who waits longest. */
#include "config.h"

#include "ui/ui-window-private.h"

#include <glib/gi18n-lib.h>

#include "model/desk-urgency.h"
#include "ui/ui-call-row.h"
#include "ui/ui-transfer-picker.h"

static DeskCall *
get_selected (UiWindow *self)
{
  return desk_call_model_get_selected (desk_session_get_calls (self->session));
}

static gboolean
can (DeskCall *call, DeskVerb verb)
{
  return call != NULL && desk_call_can (call, verb);
}

/* The first of the two that is possible now. */
static void
run_either (UiWindow *self, DeskVerb first, DeskVerb second)
{
  DeskCall *call = get_selected (self);

  if (can (call, first))
    desk_session_run (self->session, first, call, NULL);
  else if (can (call, second))
    desk_session_run (self->session, second, call, NULL);
}

static void
toggle_hold_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  run_either (user_data, DESK_VERB_RESUME, DESK_VERB_HOLD);
}

static void
toggle_record_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = user_data;

  run_either (self, DESK_VERB_STOP_RECORDING, DESK_VERB_RECORD);
}

/* As a desk phone does: who hangs up while asking hands the call over, so that nobody is cut off. */
static void
end_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  run_either (user_data, DESK_VERB_HANG_UP, DESK_VERB_COMPLETE);
}

static void
blind_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = user_data;
  DeskCall *call = get_selected (self);

  if (can (call, DESK_VERB_TRANSFER) || can (call, DESK_VERB_DEFLECT))
    ui_transfer_picker_open (self, call, FALSE);
}

static void
attended_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = user_data;
  DeskCall *call = get_selected (self);

  if (can (call, DESK_VERB_COMPLETE))
    desk_session_run (self->session, DESK_VERB_COMPLETE, call, NULL);
  else if (can (call, DESK_VERB_CONSULT))
    ui_transfer_picker_open (self, call, TRUE);
}

/* The row of that call that is seen now: in the call bar, or on the page of the calls. */
static UiCallRow *
find_row (GtkWidget *below, DeskCall *call)
{
  if (UI_IS_CALL_ROW (below))
    return ui_call_row_get_call (UI_CALL_ROW (below)) == call ? UI_CALL_ROW (below) : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      UiCallRow *row = gtk_widget_get_mapped (child) ? find_row (child, call) : NULL;

      if (row != NULL)
        return row;
    }
  return NULL;
}

/* Before the first call is parked no place may be known: the menu of the call takes its number. */
static void
ask_where (UiWindow *self, DeskCall *call)
{
  UiCallRow *row = find_row (GTK_WIDGET (self), call);
  GtkWidget *button = row != NULL ? ui_call_row_get_button (row, DESK_VERB_PARK) : NULL;

  if (button != NULL)
    g_signal_emit_by_name (button, "clicked");
  else
    ui_window_toast (self, _ ("No free place to park is known"));
}

static void
park_next_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = user_data;
  const char *slot = desk_park_model_get_next_free (desk_session_get_parks (self->session));
  DeskCall *call = get_selected (self);

  if (!can (call, DESK_VERB_PARK))
    return;
  if (slot == NULL)
    ask_where (self, call);
  else
    desk_session_run (self->session, DESK_VERB_PARK, call, slot);
}

static void
retrieve_oldest_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = user_data;
  DeskPark *park = desk_park_model_get_oldest (desk_session_get_parks (self->session));

  if (park == NULL)
    ui_window_toast (self, _ ("Nobody is parked"));
  else
    desk_session_ask (self->session, DESK_VERB_RETRIEVE, desk_park_get_number (park), NULL);
}

/* --- switching ---------------------------------------------------------- */

static void
held_cb (UiWindow *self, GParamSpec *pspec, DeskOperation *operation)
{
  g_autoptr (DeskCall) next = g_steal_pointer (&self->next_call);

  if (next != NULL && desk_operation_get_error (operation) == NULL && self->session != NULL)
    desk_session_run (self->session, DESK_VERB_RESUME, next, NULL);
}

/* Who is talked with is held before the other one, who is on hold, is talked with. What rings is only
 * selected. */
static void
switch_to (UiWindow *self, DeskCall *call, DeskCall *next)
{
  DeskOperation *operation = NULL;

  if (can (call, DESK_VERB_HOLD) && can (next, DESK_VERB_RESUME))
    operation = desk_session_run (self->session, DESK_VERB_HOLD, call, NULL);
  if (operation != NULL)
    {
      g_set_object (&self->next_call, next);
      g_signal_connect_object (operation, "notify::is-running", G_CALLBACK (held_cb), self, G_CONNECT_SWAPPED);
    }
  desk_call_model_set_selected (desk_session_get_calls (self->session), next);
}

/* To the next one that goes on: one that failed is only there to be read. */
static void
switch_from (UiWindow *self, GListModel *calls, guint position, int step)
{
  guint n = g_list_model_get_n_items (calls);
  g_autoptr (DeskCall) call = g_list_model_get_item (calls, position);

  for (guint i = (position + n + (guint)step) % n; i != position; i = (i + n + (guint)step) % n)
    {
      g_autoptr (DeskCall) next = g_list_model_get_item (calls, i);

      if (desk_call_get_state (next) == DESK_CALL_STATE_ENDED)
        continue;
      switch_to (self, call, next);
      return;
    }
}

/* The parameter is the step: -1 or 1. */
static void
switch_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = user_data;
  GListModel *calls = G_LIST_MODEL (desk_session_get_calls (self->session));
  DeskCall *selected = get_selected (self);
  guint n = g_list_model_get_n_items (calls);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DeskCall) call = g_list_model_get_item (calls, i);

      if (call == selected)
        {
          switch_from (self, calls, i, g_variant_get_int32 (parameter));
          return;
        }
    }
}

/* --- going to who waits -------------------------------------------------- */

/* On the page of the calls the rows are there. */
void
ui_window_go_to_call (UiWindow *self, DeskCall *call)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);

  desk_call_model_set_selected (desk_session_get_calls (self->session), call);
  adw_leaflet_set_visible_child_name (self->leaflet, "content");
  if (gtk_widget_get_visible (GTK_WIDGET (self->call_bar)))
    ui_call_bar_focus (self->call_bar, call);
  else
    ui_page_focus_on (UI_PAGE (page), desk_call_get_id (call));
}

static void
go_to_place (UiWindow *self, const char *id)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, "parking");

  if (page == NULL)
    return;
  ui_window_show_page (self, "parking");
  if (id != NULL)
    ui_page_focus_on (UI_PAGE (page), id);
}

static void
go_calls_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = user_data;
  DeskCall *call = desk_call_model_get_ringing (desk_session_get_calls (self->session));

  if (call == NULL)
    call = get_selected (self);
  if (call != NULL)
    ui_window_go_to_call (self, call);
}

static void
go_parked_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = user_data;
  DeskPark *park = desk_park_model_get_oldest (desk_session_get_parks (self->session));

  go_to_place (self, park != NULL ? desk_park_get_number (park) : NULL);
}

static void
go_waiting_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = user_data;
  DeskWaiting *waiting = desk_queue_model_get_oldest (desk_session_get_queues (self->session));

  go_to_place (self, waiting != NULL ? desk_waiting_get_room_id (waiting) : NULL);
}

static void
go_urgent_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = user_data;
  DeskUrgencyKind kind;
  const char *id = NULL;
  DeskCall *call;

  if (!desk_session_find_most_urgent (self->session, &kind, &id))
    {
      ui_window_toast (self, _ ("Nobody waits"));
      return;
    }
  call = ui_window_find_call (self, id);
  if (call != NULL && (kind == DESK_URGENCY_RINGING || kind == DESK_URGENCY_HELD))
    ui_window_go_to_call (self, call);
  else
    go_to_place (self, id);
}

/* --- all together --------------------------------------------------------- */

static const GActionEntry entries[] = {
  { "call-toggle-hold", toggle_hold_cb },
  { "call-toggle-record", toggle_record_cb },
  { "call-end", end_cb },
  { "call-blind", blind_cb },
  { "call-attended", attended_cb },
  { "call-park-next", park_next_cb },
  { "call-switch", switch_cb, "i" },
  { "retrieve-oldest", retrieve_oldest_cb },
  { "go-calls", go_calls_cb },
  { "go-parked", go_parked_cb },
  { "go-waiting", go_waiting_cb },
  { "go-urgent", go_urgent_cb },
};

void
ui_window_add_jumps (UiWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

static void
set_enabled (UiWindow *self, const char *name, gboolean is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

void
ui_window_update_jumps (UiWindow *self)
{
  DeskCall *call = get_selected (self);
  DeskCallModel *calls = desk_session_get_calls (self->session);

  set_enabled (self, "call-toggle-hold", can (call, DESK_VERB_HOLD) || can (call, DESK_VERB_RESUME));
  set_enabled (self, "call-toggle-record", can (call, DESK_VERB_RECORD) || can (call, DESK_VERB_STOP_RECORDING));
  set_enabled (self, "call-end", can (call, DESK_VERB_HANG_UP) || can (call, DESK_VERB_COMPLETE));
  set_enabled (self, "call-blind", can (call, DESK_VERB_TRANSFER) || can (call, DESK_VERB_DEFLECT));
  set_enabled (self, "call-attended", can (call, DESK_VERB_CONSULT) || can (call, DESK_VERB_COMPLETE));
  set_enabled (self, "call-park-next", can (call, DESK_VERB_PARK));
  set_enabled (self, "call-switch", g_list_model_get_n_items (G_LIST_MODEL (calls)) > 1);
  set_enabled (self, "go-calls", g_list_model_get_n_items (G_LIST_MODEL (calls)) > 0);
}

/* Esc: of the selected call, else of the one whose transfer is on. */
gboolean
ui_window_cancel_transfer (UiWindow *self)
{
  GListModel *calls = G_LIST_MODEL (desk_session_get_calls (self->session));
  DeskCall *selected = get_selected (self);

  for (guint i = 0; !can (selected, DESK_VERB_CANCEL) && i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (DeskCall) call = g_list_model_get_item (calls, i);

      if (can (call, DESK_VERB_CANCEL))
        selected = call;
    }
  if (!can (selected, DESK_VERB_CANCEL))
    return FALSE;
  desk_session_run (self->session, DESK_VERB_CANCEL, selected, NULL);
  return TRUE;
}
