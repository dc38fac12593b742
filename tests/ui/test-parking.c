/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of park slots, queues and lines against a simulated PBX. */
#include <adwaita.h>

#include "model/desk-session.h"
#include "sim/sim-server.h"
#include "tests/lib/test-wait.h"
#include "ui/pages/ui-parking-page.h"
#include "ui/rows/ui-line-row.h"
#include "ui/rows/ui-park-tile.h"
#include "ui/rows/ui-queue-row.h"
#include "ui/rows/ui-waiting-row.h"
#include "ui/ui-init.h"
#include "ui/ui-pages.h"
#include "ui/ui-transfer-picker.h"
#include "ui/ui-window.h"

typedef struct
{
  SimThread *thread;
  DeskSession *session;
  UiWindow *window;
} Fixture;

static void
control (Fixture *self, const char *request)
{
  g_autofree char *answer = sim_thread_control (self->thread, request);

  if (strstr (answer, "\"ok\":true") == NULL)
    g_error ("%s: %s", request, answer);
}

static void
show_page (Fixture *self)
{
  guint n;
  const UiPageRow *pages = ui_pages_get (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (pages[i].name, "parking"))
      g_action_group_activate_action (G_ACTION_GROUP (self->window), "page", g_variant_new_int32 ((int)i + 1));
}

static void
set_up (Fixture *self, gconstpointer user)
{
  SimOptions options = { .listen = (char *)"127.0.0.1:0", .auto_answer = 0.05 };
  g_autoptr (StoreAccount) account = store_account_new ("test");
  g_autoptr (GError) error = NULL;

  self->thread = sim_thread_start (&options, &error);
  g_assert_no_error (error);
  g_object_set (account, "url", sim_thread_get_url (self->thread), "tenant", "-", "user", user, "plain-accepted",
                TRUE, NULL);
  self->session = desk_session_new (account, NULL, NULL, NULL);
  self->window = ui_window_new (NULL, self->session, NULL);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *)&self->window);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 700);
  gtk_window_present (GTK_WINDOW (self->window));
  desk_session_sign_in (self->session, user);
  test_wait_for (desk_session_get_state (self->session) == PAL_CLIENT_STATE_READY);
  show_page (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  desk_session_sign_out (self->session);
  gtk_window_destroy (GTK_WINDOW (self->window));
  test_wait_for (self->window == NULL);
  g_object_unref (self->session);
  g_clear_pointer (&self->thread, sim_thread_stop);
}

/* The nth widget of that type that is shown. */
static GtkWidget *
find_nth (GtkWidget *root, GType type, guint *nth)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && (*nth)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_visible (child) ? find_nth (child, type, nth) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find (Fixture *self, GType type, guint nth)
{
  return find_nth (GTK_WIDGET (self->window), type, &nth);
}

static UiHoldButton *
button_of (Fixture *self, GType type, guint nth)
{
  GtkWidget *item = find (self, type, nth);

  return item != NULL ? ui_parking_item_get_button (UI_PARKING_ITEM (item)) : NULL;
}

static gboolean
is_named (GtkWidget *widget, const char *label)
{
  char *difference
      = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label);
  gboolean is_same = difference == NULL;

  g_free (difference);
  return is_same;
}

/* Somebody calls a colleague from outside, who parks the call. */
static void
let_park (Fixture *self, const char *user, const char *number)
{
  g_autofree char *call = g_strdup_printf (
      "{\"cmd\":\"call\",\"do\":\"call\",\"from\":\"0667890123\",\"to\":\"%s\"}", user);
  g_autofree char *park = g_strdup_printf (
      "{\"cmd\":\"phone\",\"do\":\"park\",\"user\":\"%s\",\"number\":\"%s\"}", user, number);
  DeskExtension *who = desk_presence_model_find (desk_session_get_colleagues (self->session), user);

  control (self, call);
  test_wait_for (desk_extension_get_presence (who) == DESK_PRESENCE_TALKING);
  control (self, park);
  test_wait_for (find (self, UI_TYPE_PARK_TILE, 0) != NULL);
}

static guint
count_calls (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (desk_session_get_calls (self->session)));
}

static gboolean
has_talk (Fixture *self)
{
  DeskCall *call = desk_call_model_get_selected (desk_session_get_calls (self->session));

  return call != NULL && desk_call_can (call, DESK_VERB_PARK);
}

static void
count_cb (guint *count)
{
  *count += 1;
}

/* What somebody else parked wants its button kept pressed. */
static void
test_guard (Fixture *self, gconstpointer data)
{
  GtkWidget *tile;
  UiHoldButton *button;
  guint n_confirmed = 0, n_asked = 0;

  g_assert_null (find (self, UI_TYPE_PARK_TILE, 0));
  let_park (self, "1004", "702");
  tile = find (self, UI_TYPE_PARK_TILE, 0);
  g_assert_true (is_named (tile, "Slot 702, 0667890123, waiting less than a minute"));
  button = button_of (self, UI_TYPE_PARK_TILE, 0);
  g_assert_true (ui_hold_button_get_is_guarded (button));
  g_signal_connect_swapped (button, "confirmed", G_CALLBACK (count_cb), &n_confirmed);
  g_signal_connect_swapped (button, "asked", G_CALLBACK (count_cb), &n_asked);

  /* A click, and a press that ends too early, do nothing. */
  g_signal_emit_by_name (button, "clicked");
  ui_hold_button_begin (button);
  g_assert_true (ui_hold_button_is_held (button));
  ui_hold_button_end (button);
  g_assert_false (ui_hold_button_is_held (button));
  g_assert_cmpuint (n_confirmed, ==, 0);

  /* Assistive technology cannot hold: a question comes. */
  gtk_widget_activate (GTK_WIDGET (button));
  g_assert_cmpuint (n_asked, ==, 1);
  g_assert_cmpuint (count_calls (self), ==, 0);

  /* The tile's button is deaf just after the tile changed, as a double click would be. */
  ui_hold_button_begin (button);
  test_wait_for (n_confirmed == 1);
  ui_hold_button_end (button);
  test_wait_for (count_calls (self) == 1);
  test_wait_for (!desk_park_get_is_taken (ui_park_tile_get_park (UI_PARK_TILE (tile))));
  g_assert_true (is_named (tile, "Slot 702, free"));
}

/* The answer of the question that assistive technology gets. */
static void
test_question (Fixture *self, gconstpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();
  AdwMessageDialog *dialog = NULL;
  gint64 parked;

  let_park (self, "1004", "702");
  parked = g_get_monotonic_time ();
  test_wait_for (g_get_monotonic_time () - parked > 450 * G_TIME_SPAN_MILLISECOND);
  gtk_widget_activate (GTK_WIDGET (button_of (self, UI_TYPE_PARK_TILE, 0)));
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        dialog = ADW_MESSAGE_DIALOG (window);
    }
  g_assert_nonnull (dialog);
  g_assert_cmpstr (adw_message_dialog_get_body (dialog), ==,
                   "0667890123 waits on slot 702. Somebody else parked this call.");
  adw_message_dialog_response (dialog, "retrieve");
  gtk_window_destroy (GTK_WINDOW (dialog));
  test_wait_for (count_calls (self) == 1);
}

/* Parked by the tile of a free slot it is mine, and comes back at once. */
static void
test_mine (Fixture *self, gconstpointer data)
{
  GtkWidget *tile;
  DeskPark *park;

  let_park (self, "1004", "702");
  tile = find (self, UI_TYPE_PARK_TILE, 0);
  park = ui_park_tile_get_park (UI_PARK_TILE (tile));
  gtk_widget_activate_action (tile, "parking.retrieve", "s", "702");
  test_wait_for (!desk_park_get_is_taken (park) && has_talk (self));
  test_wait_for (gtk_widget_is_sensitive (GTK_WIDGET (button_of (self, UI_TYPE_PARK_TILE, 0))));

  gtk_widget_activate_action (tile, "parking.park", "s", "702");
  test_wait_for (desk_park_get_is_taken (park) && desk_park_get_is_mine (park));
  g_assert_true (is_named (tile, "Slot 702, 0667890123, waiting less than a minute, parked by you"));
  g_assert_false (ui_hold_button_get_is_guarded (button_of (self, UI_TYPE_PARK_TILE, 0)));
  test_wait_for (count_calls (self) == 0);

  /* The second click of a double click on “Park Here” does not fetch it back. */
  ui_hold_button_begin (button_of (self, UI_TYPE_PARK_TILE, 0));
  ui_hold_button_end (button_of (self, UI_TYPE_PARK_TILE, 0));
  test_settle ();
  g_assert_true (desk_park_get_is_taken (park));
}

static GtkEventController *
find_controller (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller;
    }
  return NULL;
}

static void
test_drop (Fixture *self, gconstpointer data)
{
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean is_taken_up = FALSE;
  GtkWidget *tile;
  DeskPark *park;

  let_park (self, "1004", "702");
  tile = find (self, UI_TYPE_PARK_TILE, 0);
  park = ui_park_tile_get_park (UI_PARK_TILE (tile));
  gtk_widget_activate_action (tile, "parking.retrieve", "s", "702");
  test_wait_for (!desk_park_get_is_taken (park) && has_talk (self));

  g_value_init (&value, DESK_TYPE_CALL);
  g_value_set_object (&value, desk_call_model_get_selected (desk_session_get_calls (self->session)));
  g_signal_emit_by_name (find_controller (tile, GTK_TYPE_DROP_TARGET), "drop", &value, 4., 4., &is_taken_up);
  g_assert_true (is_taken_up);
  test_wait_for (desk_park_get_is_taken (park) && desk_park_get_is_mine (park));

  /* On a taken slot it is refused. */
  g_signal_emit_by_name (find_controller (tile, GTK_TYPE_DROP_TARGET), "drop", &value, 4., 4., &is_taken_up);
  g_assert_false (is_taken_up);
}

/* The name of the group comes when the PBX has told it. */
static gboolean
is_queue (Fixture *self, const char *rest)
{
  g_autoptr (DeskQueue) queue
      = g_list_model_get_item (G_LIST_MODEL (desk_session_get_queues (self->session)), 0);
  g_autofree char *label = g_strdup_printf ("Queue %s, %s", desk_queue_get_name (queue), rest);

  return is_named (find (self, UI_TYPE_QUEUE_ROW, 0), label);
}

/* An administrator picks up who waits in a queue. */
static void
test_queue (Fixture *self, gconstpointer data)
{
  UiHoldButton *button;

  for (guint user = 1003; user <= 1012; user++)
    {
      g_autofree char *request
          = g_strdup_printf ("{\"cmd\":\"phone\",\"do\":\"ignore\",\"user\":\"%u\"}", user);

      control (self, request);
    }
  control (self, "{\"cmd\":\"call\",\"do\":\"call\",\"from\":\"0355556666\",\"to\":\"600\"}");
  test_wait_for (find (self, UI_TYPE_WAITING_ROW, 0) != NULL);
  test_wait_for (is_queue (self, "1 waiting, the oldest waiting less than a minute"));
  g_assert_true (
      is_named (find (self, UI_TYPE_WAITING_ROW, 0), "0355556666, waiting less than a minute in queue 600"));
  button = button_of (self, UI_TYPE_WAITING_ROW, 0);
  ui_hold_button_begin (button);
  ui_hold_button_end (button);
  test_wait_for (find (self, UI_TYPE_WAITING_ROW, 0) == NULL);
  test_wait_for (count_calls (self) == 1);
  test_wait_for (is_queue (self, "Nobody waiting"));
}

static GtkWindow *
find_picker (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (UI_IS_TRANSFER_PICKER (window) && gtk_widget_get_visible (window))
        return GTK_WINDOW (window);
    }
  return NULL;
}

/* Whoever is to be sent on may hang up while the person still chooses where to. */
static void
test_gone (Fixture *self, gconstpointer data)
{
  GtkWidget *tile;
  DeskPark *park;

  let_park (self, "1004", "702");
  tile = find (self, UI_TYPE_PARK_TILE, 0);
  park = ui_park_tile_get_park (UI_PARK_TILE (tile));
  gtk_widget_activate_action (tile, "parking.forward", "s", desk_park_get_room_id (park));
  g_assert_nonnull (find_picker ());
  g_assert_cmpstr (gtk_window_get_title (find_picker ()), ==, "Send 0667890123 Elsewhere");
  control (self, "{\"cmd\":\"call\",\"do\":\"outside\",\"number\":\"0667890123\"}");
  test_wait_for (!desk_park_get_is_taken (park));
  test_wait_for (find_picker () == NULL);
}

static void
test_line (Fixture *self, gconstpointer data)
{
  g_assert_null (find (self, UI_TYPE_LINE_ROW, 0));
  let_park (self, "1004", "702");
  control (self, "{\"cmd\":\"call\",\"do\":\"call\",\"from\":\"0388887777\",\"to\":\"1005\"}");
  test_wait_for (desk_extension_get_presence (desk_presence_model_find (
                     desk_session_get_colleagues (self->session), "1005"))
                 == DESK_PRESENCE_TALKING);
  control (self, "{\"cmd\":\"phone\",\"do\":\"park\",\"user\":\"1005\",\"number\":\"line/2\"}");
  test_wait_for (find (self, UI_TYPE_LINE_ROW, 0) != NULL);
  test_wait_for (is_named (find (self, UI_TYPE_LINE_ROW, 0), "Line line/2, 0388887777 waits"));
  g_assert_true (ui_hold_button_get_is_guarded (button_of (self, UI_TYPE_LINE_ROW, 0)));
  gtk_widget_activate_action (find (self, UI_TYPE_LINE_ROW, 0), "parking.press-line", "s", "line/2");
  test_wait_for (count_calls (self) == 1);
}

/* Without the line all that is shown is old, and nothing can be pressed. */
static void
test_stale (Fixture *self, gconstpointer data)
{
  let_park (self, "1004", "702");
  test_wait_for (gtk_widget_is_sensitive (GTK_WIDGET (button_of (self, UI_TYPE_PARK_TILE, 0))));
  g_clear_pointer (&self->thread, sim_thread_stop);
  test_wait_for (desk_session_get_state (self->session) == PAL_CLIENT_STATE_WAITING);
  test_wait_for (!gtk_widget_is_sensitive (GTK_WIDGET (button_of (self, UI_TYPE_PARK_TILE, 0))));
  g_assert_true (gtk_widget_has_css_class (find (self, UI_TYPE_PARKING_PAGE, 0), "stale"));
}

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ui_init ();

  g_test_add ("/ui/parking/guard", Fixture, "1002", set_up, test_guard, tear_down);
  g_test_add ("/ui/parking/question", Fixture, "1002", set_up, test_question, tear_down);
  g_test_add ("/ui/parking/mine", Fixture, "1002", set_up, test_mine, tear_down);
  g_test_add ("/ui/parking/drop", Fixture, "1002", set_up, test_drop, tear_down);
  g_test_add ("/ui/parking/queue", Fixture, "1001", set_up, test_queue, tear_down);
  g_test_add ("/ui/parking/gone", Fixture, "1001", set_up, test_gone, tear_down);
  g_test_add ("/ui/parking/line", Fixture, "1002", set_up, test_line, tear_down);
  g_test_add ("/ui/parking/stale", Fixture, "1002", set_up, test_stale, tear_down);
  return g_test_run ();
}
