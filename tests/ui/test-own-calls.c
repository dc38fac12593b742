/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls of one's own through their buttons: two colleagues sign in as well, to call and to answer. */
#include <adwaita.h>

#include "tests/lib/test-wait.h"
#include "tests/ui/own-calls.h"
#include "ui/rows/ui-flight-row.h"
#include "ui/ui-init.h"
#include "ui/ui-keypad.h"
#include "ui/ui-park-popover.h"
#include "ui/ui-presence-text.h"
#include "ui/ui-verb-bar.h"

/* --- tests -------------------------------------------------------------- */

static void
test_decline (Fixture *self, gconstpointer data)
{
  let_chie_call (self);
  g_assert_nonnull (get_button (self, DESK_VERB_ANSWER));
  g_assert_nonnull (get_button (self, DESK_VERB_DEFLECT));
  g_assert_null (get_button (self, DESK_VERB_HOLD));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (get_button (self, DESK_VERB_HANG_UP)), ==, "Decline");
  press (self, DESK_VERB_HANG_UP);
  test_wait_for (is_free (self->session));
}

static void
test_hold_and_record (Fixture *self, gconstpointer data)
{
  talk_with_chie (self);
  press (self, DESK_VERB_HOLD);
  test_wait_for (is_in (self->session, DESK_CALL_STATE_HELD));
  g_assert_null (get_button (self, DESK_VERB_HOLD));
  press (self, DESK_VERB_RESUME);
  test_wait_for (is_in (self->session, DESK_CALL_STATE_TALKING));
  press (self, DESK_VERB_RECORD);
  test_wait_for (get_button (self, DESK_VERB_STOP_RECORDING) != NULL);
  g_assert_true (desk_call_get_is_recording (get_call (self->session)));
  g_assert_null (get_button (self, DESK_VERB_RECORD));
  press (self, DESK_VERB_STOP_RECORDING);
  test_wait_for (get_button (self, DESK_VERB_RECORD) != NULL);
  press (self, DESK_VERB_HANG_UP);
  test_wait_for (is_free (self->session) && is_free (self->chie));
}

/* The other party waits while one looks for somebody, and is back when one does not find anybody. */
static void
test_leave_picker (Fixture *self, gconstpointer data)
{
  talk_with_chie (self);
  press (self, DESK_VERB_TRANSFER);
  g_assert_nonnull (get_picker ());
  test_wait_for (is_in (self->session, DESK_CALL_STATE_HELD));
  key (get_picker (), GDK_KEY_Escape, 0);
  test_wait_for (is_in (self->session, DESK_CALL_STATE_TALKING));
  g_assert_null (get_picker ());

  /* Left before the phone has obeyed: what was begun is undone all the same. */
  press (self, DESK_VERB_TRANSFER);
  key (get_picker (), GDK_KEY_Escape, 0);
  g_assert_null (get_picker ());
  test_wait_for (is_in (self->session, DESK_CALL_STATE_TALKING));

  /* Who was on hold before stays there. */
  press (self, DESK_VERB_HOLD);
  test_wait_for (is_in (self->session, DESK_CALL_STATE_HELD));
  press (self, DESK_VERB_TRANSFER);
  key (get_picker (), GDK_KEY_Escape, 0);
  g_assert_null (get_picker ());
  g_assert_true (is_in (self->session, DESK_CALL_STATE_HELD));
}

static void
test_caller_leaves (Fixture *self, gconstpointer data)
{
  talk_with_chie (self);
  press (self, DESK_VERB_TRANSFER);
  test_wait_for (desk_call_can (get_call (self->chie), DESK_VERB_HANG_UP));
  desk_session_run (self->chie, DESK_VERB_HANG_UP, get_call (self->chie), NULL);
  test_wait_for (is_free (self->session));
  test_wait_for (get_picker () == NULL);
}

static void
test_transfer_now (Fixture *self, gconstpointer data)
{
  talk_with_chie (self);
  press (self, DESK_VERB_TRANSFER);
  pick ("ben", GDK_CONTROL_MASK);
  test_wait_for (is_free (self->session) && is_in (self->ben, DESK_CALL_STATE_RINGING));
  answer (self->ben);
  test_wait_for (is_in (self->ben, DESK_CALL_STATE_TALKING));
  g_assert_cmpstr (desk_call_get_number (get_call (self->ben)), ==, "1004");
}

static void
test_voicemail (Fixture *self, gconstpointer data)
{
  talk_with_chie (self);
  press (self, DESK_VERB_TRANSFER);
  pick ("ben", GDK_ALT_MASK);
  test_wait_for (is_free (self->session));
  test_wait_for (is_in (self->chie, DESK_CALL_STATE_TALKING));
  g_assert_true (is_free (self->ben));
}

static void
test_deflect (Fixture *self, gconstpointer data)
{
  let_chie_call (self);
  press (self, DESK_VERB_DEFLECT);
  pick ("1003", 0);
  test_wait_for (is_free (self->session) && is_in (self->ben, DESK_CALL_STATE_RINGING));
  g_assert_null (get_picker ());
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  ask_ben_first (self);
  g_assert_nonnull (get_button (self, DESK_VERB_COMPLETE));
  g_assert_null (get_button (self, DESK_VERB_JOIN));
  g_assert_null (get_button (self, DESK_VERB_HANG_UP));
  press (self, DESK_VERB_CANCEL);
  test_wait_for (has_transfer (self, DESK_TRANSFER_NONE));
  test_wait_for (is_free (self->ben));
  g_assert_false (is_free (self->session));
}

static void
test_complete (Fixture *self, gconstpointer data)
{
  ask_ben_first (self);
  answer (self->ben);
  test_wait_for (has_transfer (self, DESK_TRANSFER_CONSULTING));
  g_assert_nonnull (get_button (self, DESK_VERB_JOIN));
  press (self, DESK_VERB_COMPLETE);
  test_wait_for (is_free (self->session));
  test_wait_for (is_in (self->ben, DESK_CALL_STATE_TALKING) && is_in (self->chie, DESK_CALL_STATE_TALKING));
}

static gboolean
says (DeskSession *session, const char *number, const char *words)
{
  DeskExtension *extension = desk_presence_model_find (desk_session_get_colleagues (session), number);
  g_autofree char *status = ui_presence_dup_status (extension);

  return g_strcmp0 (status, words) == 0;
}

static void
test_join (Fixture *self, gconstpointer data)
{
  ask_ben_first (self);
  answer (self->ben);
  test_wait_for (has_transfer (self, DESK_TRANSFER_CONSULTING));
  press (self, DESK_VERB_JOIN);
  test_wait_for (is_in (self->session, DESK_CALL_STATE_TALKING)
                 && desk_call_get_is_conference (get_call (self->session)));
  g_assert_cmpuint (g_strv_length ((char **) desk_call_get_members (get_call (self->session))), ==, 2);
  test_wait_for (says (self->session, "1002", "Conference with Ben Okafor and Chie Mori")
                 || says (self->session, "1002", "Conference with Chie Mori and Ben Okafor"));
  test_wait_for (says (self->session, "1003", "Conference with Aiko Sato and Chie Mori")
                 || says (self->session, "1003", "Conference with Chie Mori and Aiko Sato"));
  desk_session_run (self->ben, DESK_VERB_HANG_UP, get_call (self->ben), NULL);
  test_wait_for (says (self->session, "1002", "Talking with Chie Mori"));
  test_wait_for (says (self->session, "1004", "Talking with Aiko Sato"));
}

/* The box has a name, as a person has. */
static void
test_box (Fixture *self, gconstpointer data)
{
  desk_session_set_voicemail_number (self->session, "8");
  g_assert_nonnull (desk_session_dial (self->session, "8"));
  answer (self->session);
  test_wait_for (is_in (self->session, DESK_CALL_STATE_TALKING));
  g_assert_cmpstr (desk_call_get_name (get_call (self->session)), ==, "Voicemail");
  g_assert_cmpstr (desk_call_get_number (get_call (self->session)), ==, "8");
}

/* The first slot is given by its number; it is known then, and the next free one offered. */
static void
test_park (Fixture *self, gconstpointer data)
{
  DeskParkModel *parks = desk_session_get_parks (self->session);
  GtkWidget *entry, *popover;

  talk_with_chie (self);
  press (self, DESK_VERB_PARK);
  popover = find (GTK_WIDGET (get_row (self)), UI_TYPE_PARK_POPOVER);
  g_object_add_weak_pointer (G_OBJECT (popover), (gpointer *) &popover);
  test_wait_for (gtk_widget_get_mapped (popover)); /* GTK keeps one that goes before it is seen */
  entry = find (popover, GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "701");
  g_signal_emit_by_name (entry, "activate");
  test_wait_for (is_free (self->session));
  test_wait_for (popover == NULL || gtk_widget_get_parent (popover) == NULL);
  if (popover != NULL)
    g_object_remove_weak_pointer (G_OBJECT (popover), (gpointer *) &popover);
  test_wait_for (desk_park_model_find (parks, "701") != NULL);
  test_wait_for (desk_park_get_is_taken (desk_park_model_find (parks, "701")));
}

static void
test_keypad (Fixture *self, gconstpointer data)
{
  GtkWidget *keypad;

  talk_with_chie (self);
  press (self, DESK_VERB_SEND_TONES);
  keypad = find (GTK_WIDGET (get_row (self)), UI_TYPE_KEYPAD);
  g_assert_nonnull (keypad);
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (keypad, GTK_TYPE_POPOVER)));
}

/* A call sent on stands on the page of the calls until it is answered, and can be taken back from there. */
static void
test_flight (Fixture *self, gconstpointer data)
{
  DeskFlightModel *flights = desk_session_get_flights (self->session);
  g_autoptr (DeskFlight) flight = NULL;
  GtkWidget *row, *button;

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "i", 2);
  g_assert_null (get_row (self));
  talk_with_chie (self);
  press (self, DESK_VERB_TRANSFER);
  pick ("ben", GDK_CONTROL_MASK);
  test_wait_for (is_free (self->session) && g_list_model_get_n_items (G_LIST_MODEL (flights)) == 1);
  test_wait_for (is_in (self->ben, DESK_CALL_STATE_RINGING));
  row = find (GTK_WIDGET (self->window), UI_TYPE_FLIGHT_ROW);
  g_assert_nonnull (row);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Rings at Ben Okafor");
  flight = g_list_model_get_item (G_LIST_MODEL (flights), 0);
  if (desk_flight_get_can_reclaim (flight))
    {
      button = find (row, GTK_TYPE_BUTTON);
      g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Take Back");
      g_signal_emit_by_name (button, "clicked");
      test_wait_for (is_in (self->session, DESK_CALL_STATE_RINGING));
    }
  else
    {
      answer (self->ben);
      test_wait_for (desk_flight_get_state (flight) == DESK_FLIGHT_ANSWERED);
    }
}

/* --- dragging ----------------------------------------------------------- */

static void
drop_ben (Fixture *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (get_row (self)));
  DeskExtension *ben = desk_presence_model_find (desk_session_get_colleagues (self->session), "1003");
  GValue value = G_VALUE_INIT;
  gboolean done = FALSE;

  g_value_init (&value, DESK_TYPE_EXTENSION);
  g_value_set_object (&value, ben);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 1., 1., &done);
    }
  g_value_unset (&value);
  g_assert_true (done);
}

static void
test_drop (Fixture *self, gconstpointer data)
{
  talk_with_chie (self);
  drop_ben (self);
  test_wait_for (has_transfer (self, DESK_TRANSFER_CALLING));
  press (self, DESK_VERB_CANCEL);
  test_wait_for (has_transfer (self, DESK_TRANSFER_NONE));
}

static void
test_drop_ringing (Fixture *self, gconstpointer data)
{
  let_chie_call (self);
  drop_ben (self);
  test_wait_for (is_free (self->session) && is_in (self->ben, DESK_CALL_STATE_RINGING));
}

/* --- room --------------------------------------------------------------- */

static void
check_width (Fixture *self)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (get_row (self)), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, 360 - 24);
}

static void
test_narrow (Fixture *self, gconstpointer data)
{
  let_chie_call (self);
  check_width (self);
  press (self, DESK_VERB_ANSWER);
  test_wait_for (is_in (self->session, DESK_CALL_STATE_TALKING));
  press (self, DESK_VERB_RECORD);
  test_wait_for (get_button (self, DESK_VERB_STOP_RECORDING) != NULL);
  check_width (self);
  press (self, DESK_VERB_TRANSFER);
  pick ("ben", 0);
  test_wait_for (has_transfer (self, DESK_TRANSFER_CALLING));
  check_width (self);
  answer (self->ben);
  test_wait_for (has_transfer (self, DESK_TRANSFER_CONSULTING));
  check_width (self);
}

/* How many of the buttons can be seen when the verbs have that room. */
static int
count_buttons (GtkWidget *bar, int width, gboolean *has_words)
{
  int n = 0;

  gtk_widget_allocate (bar, width, 40, -1, NULL);
  *has_words = FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (bar); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child) && gtk_widget_get_visible (child) && gtk_widget_get_child_visible (child))
      {
        GtkAllocation place;

        gtk_widget_get_allocation (child, &place);
        g_assert_cmpint (place.x, >=, 0);
        g_assert_cmpint (place.x + place.width, <=, width);
        *has_words |= place.width > 64;
        n++;
      }
  return n;
}

static void
test_room (Fixture *self, gconstpointer data)
{
  GtkWidget *bar;
  gboolean has_words;
  int worded, n;

  talk_with_chie (self);
  press (self, DESK_VERB_SEND_TONES);
  bar = find (GTK_WIDGET (get_row (self)), UI_TYPE_VERB_BAR);
  worded = ui_verb_bar_get_worded_width (UI_VERB_BAR (bar));
  n = count_buttons (bar, 1000, &has_words);
  g_assert_cmpint (n, ==, 6);
  g_assert_true (has_words);
  /* What has no word is in the menu, the rest keeps its own. */
  g_assert_cmpint (count_buttons (bar, worded, &has_words), ==, 5);
  g_assert_true (has_words);
  /* Icons of all; then not even that. */
  g_assert_cmpint (count_buttons (bar, 6 * 38 + 5 * 6, &has_words), ==, 6);
  g_assert_false (has_words);
  n = count_buttons (bar, 140, &has_words);
  g_assert_cmpint (n, >=, 2);
  g_assert_cmpint (n, <, 5);
}

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ui_init ();

#define ADD(path, function) g_test_add ("/ui/own-calls/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("decline", test_decline);
  ADD ("hold-and-record", test_hold_and_record);
  ADD ("leave-picker", test_leave_picker);
  ADD ("caller-leaves", test_caller_leaves);
  ADD ("transfer-now", test_transfer_now);
  ADD ("voicemail", test_voicemail);
  ADD ("deflect", test_deflect);
  ADD ("cancel", test_cancel);
  ADD ("complete", test_complete);
  ADD ("join", test_join);
  ADD ("park", test_park);
  ADD ("keypad", test_keypad);
  ADD ("flight", test_flight);
  ADD ("drop", test_drop);
  ADD ("drop-ringing", test_drop_ringing);
  ADD ("narrow", test_narrow);
  ADD ("room", test_room);
  ADD ("box", test_box);
#undef ADD
  return g_test_run ();
}
