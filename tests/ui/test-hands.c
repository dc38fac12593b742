/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The voicemail page and its badge, the keypad, the mark of a recording, and going into a colleague's
 * conversation: in the main window, against a simulated PBX. */
#include <adwaita.h>

#include "model/desk-session.h"
#include "sim/sim-server.h"
#include "tests/lib/test-wait.h"
#include "ui/compat/ui-banner.h"
#include "ui/pages/ui-voicemail-page.h"
#include "ui/ui-badges.h"
#include "ui/ui-init.h"
#include "ui/ui-keypad.h"
#include "ui/ui-monitor-banner.h"
#include "ui/ui-pages.h"
#include "ui/ui-recording-mark.h"
#include "ui/ui-window.h"

typedef struct
{
  SimThread *thread;
  DeskSession *session;
  UiWindow *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer user)
{
  SimOptions options = { .listen = (char *) "127.0.0.1:0", .auto_answer = 0.1 };
  g_autoptr (StoreAccount) account = store_account_new ("test");
  g_autoptr (GError) error = NULL;

  self->thread = sim_thread_start (&options, &error);
  g_assert_no_error (error);
  g_object_set (account, "url", sim_thread_get_url (self->thread), "tenant", "-", "user", user,
                "plain-accepted", TRUE, NULL);
  self->session = desk_session_new (account, NULL, NULL, NULL);
  self->window = ui_window_new (NULL, self->session, NULL);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_present (GTK_WINDOW (self->window));
  desk_session_sign_in (self->session, user);
  test_wait_for (desk_session_get_state (self->session) == PAL_CLIENT_STATE_READY);
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

static void
control (Fixture *self, const char *request)
{
  g_autofree char *answer = sim_thread_control (self->thread, request);

  g_assert_nonnull (strstr (answer, "\"ok\":true"));
}

/* The first widget of that type, or with that text or picture, that is not hidden; depth first. */
static GtkWidget *
find (GtkWidget *root, GType type, const char *text)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type)
      && (text == NULL || (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
          || g_strcmp0 (gtk_widget_get_name (root), text) == 0))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_visible (child) ? find (child, type, text) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
says (Fixture *self, const char *text)
{
  return find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, text) != NULL;
}

static DeskCall *
get_call (Fixture *self)
{
  return desk_call_model_get_selected (desk_session_get_calls (self->session));
}

static gboolean
is_talking (Fixture *self)
{
  DeskCall *call = get_call (self);

  return call != NULL && desk_call_get_state (call) == DESK_CALL_STATE_TALKING;
}

static GtkWidget *
find_page (Fixture *self)
{
  return find (GTK_WIDGET (self->window), UI_TYPE_VOICEMAIL_PAGE, NULL);
}

/* --- voicemail -------------------------------------------------------------- */

static void
show_voicemail (Fixture *self)
{
  guint n;
  const UiPageRow *pages = ui_pages_get (&n);
  int number = 1;

  while (!g_str_equal (pages[number - 1].name, "voicemail"))
    number++;
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "page", g_variant_new_int32 (number));
  test_wait_for (find_page (self) != NULL && gtk_widget_get_mapped (find_page (self)));
}

static void
test_counts (Fixture *self, gconstpointer data)
{
  show_voicemail (self);
  control (self, "{\"cmd\":\"phone\",\"do\":\"mail\",\"user\":\"1002\",\"new\":3,\"unread\":5,\"read\":7,\"saved\":1}");
  test_wait_for (says (self, "3 new messages"));
  g_assert_true (says (self, "5") && says (self, "7"));
  g_assert_cmpint (ui_badge_count (&ui_badge_voicemail, self->session), ==, 3);
  control (self, "{\"cmd\":\"phone\",\"do\":\"mail\",\"user\":\"1002\",\"new\":0,\"unread\":0,\"read\":7,\"saved\":1}");
  test_wait_for (says (self, "Nothing new"));
  control (self, "{\"cmd\":\"phone\",\"do\":\"mail\",\"user\":\"1002\",\"new\":0,\"unread\":0,\"read\":0,\"saved\":0}");
  test_wait_for (says (self, "No messages"));
  g_assert_cmpint (ui_badge_count (&ui_badge_voicemail, self->session), ==, 0);
  g_clear_pointer (&self->thread, sim_thread_stop);
  test_wait_for (says (self, "Not connected"));
  g_assert_true (says (self, "No messages"));
}

static void
press (GtkWidget *keypad, const char *tone)
{
  g_signal_emit_by_name (find (keypad, GTK_TYPE_BUTTON, tone), "clicked");
}

static void
test_keypad (Fixture *self, gconstpointer data)
{
  GtkWidget *button, *keypad;

  show_voicemail (self);
  g_assert_null (find (find_page (self), UI_TYPE_KEYPAD, NULL));
  button = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_true (GTK_IS_BUTTON (button)); /* so that Enter calls the box */
  g_signal_emit_by_name (button, "clicked");
  g_signal_emit_by_name (button, "clicked"); /* twice is once */
  test_wait_for (is_talking (self));
  g_assert_cmpint (g_list_model_get_n_items (G_LIST_MODEL (desk_session_get_calls (self->session))), ==, 1);
  g_assert_cmpstr (desk_call_get_number (get_call (self)), ==, "8");
  keypad = find (find_page (self), UI_TYPE_KEYPAD, NULL);
  g_assert_nonnull (keypad);
  test_wait_for (gtk_widget_is_sensitive (find (keypad, GTK_TYPE_BUTTON, "5")));
  test_wait_for (gtk_widget_get_focus_child (keypad) != NULL); /* so that it can be typed */
  press (keypad, "5");
  press (keypad, "5");
  press (keypad, "#");
  test_wait_for (find (keypad, GTK_TYPE_LABEL, "55#") != NULL);
  desk_session_run (self->session, DESK_VERB_HANG_UP, get_call (self), NULL);
  test_wait_for (find (find_page (self), UI_TYPE_KEYPAD, NULL) == NULL);
}

/* --- marks -------------------------------------------------------------------- */

static void
test_recording (Fixture *self, gconstpointer data)
{
  g_assert_null (find (GTK_WIDGET (self->window), UI_TYPE_RECORDING_MARK, NULL));
  desk_session_dial (self->session, "1004");
  test_wait_for (is_talking (self) && desk_call_can (get_call (self), DESK_VERB_RECORD));
  desk_session_run (self->session, DESK_VERB_RECORD, get_call (self), NULL);
  test_wait_for (find (GTK_WIDGET (self->window), UI_TYPE_RECORDING_MARK, NULL) != NULL);
  test_wait_for (desk_call_can (get_call (self), DESK_VERB_STOP_RECORDING));
  desk_session_run (self->session, DESK_VERB_STOP_RECORDING, get_call (self), NULL);
  test_wait_for (find (GTK_WIDGET (self->window), UI_TYPE_RECORDING_MARK, NULL) == NULL);
}

static DeskExtension *
get_colleague (Fixture *self, const char *number)
{
  return desk_presence_model_find (desk_session_get_colleagues (self->session), number);
}

static UiBanner *
get_mark (Fixture *self)
{
  GtkWidget *mark = find (GTK_WIDGET (self->window), UI_TYPE_MONITOR_BANNER, NULL);

  return UI_BANNER (adw_bin_get_child (ADW_BIN (mark)));
}

static void
test_listen (Fixture *self, gconstpointer data)
{
  DeskMonitor *monitor = desk_session_get_monitor (self->session);
  DeskExtension *ben;

  test_wait_for (get_colleague (self, "1003") != NULL);
  ben = get_colleague (self, "1003");
  g_assert_false (desk_session_can_with (self->session, ben, DESK_VERB_LISTEN));
  control (self, "{\"cmd\":\"phone\",\"do\":\"dial\",\"user\":\"1003\",\"number\":\"1004\"}");
  test_wait_for (desk_session_can_with (self->session, ben, DESK_VERB_LISTEN));
  g_assert_nonnull (desk_session_run_with (self->session, ben, DESK_VERB_LISTEN));
  g_assert_null (desk_session_run_with (self->session, ben, DESK_VERB_LISTEN));
  test_wait_for (desk_monitor_get_is_on (monitor) && is_talking (self));
  g_assert_true (ui_banner_get_revealed (get_mark (self)));
  g_assert_cmpstr (desk_monitor_get_name (monitor), ==, desk_extension_get_name (ben));
  g_assert_true (desk_monitor_get_call (monitor) == get_call (self));
  test_wait_for (desk_call_can (get_call (self), DESK_VERB_HANG_UP));
  g_signal_emit_by_name (get_mark (self), "button-clicked");
  test_wait_for (!desk_monitor_get_is_on (monitor));
  g_assert_false (ui_banner_get_revealed (get_mark (self)));
  g_assert_cmpint (desk_extension_get_presence (ben), ==, DESK_PRESENCE_TALKING);
  test_wait_for (desk_session_can_with (self->session, ben, DESK_VERB_BARGE_IN));
}

static void
test_pick_up (Fixture *self, gconstpointer data)
{
  DeskExtension *chie;

  test_wait_for (get_colleague (self, "1004") != NULL);
  chie = get_colleague (self, "1004");
  control (self, "{\"cmd\":\"phone\",\"do\":\"ignore\",\"user\":\"1004\"}");
  control (self, "{\"cmd\":\"phone\",\"do\":\"dial\",\"user\":\"1003\",\"number\":\"1004\"}");
  test_wait_for (desk_session_can_pick_up_from (self->session, chie, "*"));
  g_assert_nonnull (desk_session_pick_up_from (self->session, chie, "*"));
  test_wait_for (is_talking (self));
  test_wait_for (desk_extension_get_presence (chie) == DESK_PRESENCE_FREE);
  g_assert_cmpstr (desk_call_get_number (get_call (self)), ==, "1003");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (desk_session_get_calls (self->session))), ==, 1);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ui_init ();

#define ADD(path, user, function) g_test_add ("/ui/hands/" path, Fixture, user, set_up, function, tear_down)
  ADD ("voicemail/counts", "1002", test_counts);
  ADD ("voicemail/keypad", "1002", test_keypad);
  ADD ("recording", "1002", test_recording);
  ADD ("listen", "1001", test_listen);
  ADD ("pick-up/forward", "1001", test_pick_up);
  ADD ("pick-up/code", "1002", test_pick_up);
#undef ADD
  return g_test_run ();
}
