/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The main window against a simulated PBX: the list fills, a call goes its way, the line breaks. */
#include <adwaita.h>

#include "model/desk-session.h"
#include "model/desk-timers.h"
#include "sim/sim-server.h"
#include "tests/lib/test-wait.h"
#include "ui/compat/ui-banner.h"
#include "ui/editor/ui-schedule-editor.h"
#include "ui/rows/ui-colleague-item.h"
#include "ui/ui-call-row.h"
#include "ui/ui-init.h"
#include "ui/ui-line-banner.h"
#include "ui/ui-window.h"

typedef struct
{
  SimThread *thread;
  DeskSession *session;
  UiWindow *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  SimOptions options = { .listen = (char *) "127.0.0.1:0", .auto_answer = 0.2 };
  g_autoptr (StoreAccount) account = store_account_new ("test");
  g_autoptr (GError) error = NULL;

  self->thread = sim_thread_start (&options, &error);
  g_assert_no_error (error);
  g_object_set (account, "url", sim_thread_get_url (self->thread), "tenant", "-", "user", "1002",
                "plain-accepted", TRUE, NULL);
  self->session = desk_session_new (account, NULL, NULL, NULL);
  self->window = ui_window_new (NULL, self->session, NULL);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_present (GTK_WINDOW (self->window));
  desk_session_sign_in (self->session, "1002");
  test_wait_for (desk_session_get_state (self->session) == PAL_CLIENT_STATE_READY);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  desk_session_sign_out (self->session);
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  test_wait_for (self->window == NULL);
  g_object_unref (self->session);
  g_clear_pointer (&self->thread, sim_thread_stop);
}

/* The first widget of that type that can be seen, depth first. */
static GtkWidget *
find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_visible (child) ? find (child, type) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

static DeskCall *
get_call (Fixture *self)
{
  GtkWidget *row = find (GTK_WIDGET (self->window), UI_TYPE_CALL_ROW);

  return row != NULL ? ui_call_row_get_call (UI_CALL_ROW (row)) : NULL;
}

static gboolean
has_state (Fixture *self, DeskCallState state)
{
  DeskCall *call = get_call (self);

  return call != NULL && desk_call_get_state (call) == state;
}

static void
test_call (Fixture *self, gconstpointer data)
{
  GActionGroup *actions = G_ACTION_GROUP (self->window);

  test_wait_for (find (GTK_WIDGET (self->window), UI_TYPE_COLLEAGUE_ITEM) != NULL);
  g_assert_null (get_call (self));
  g_assert_false (g_action_group_get_action_enabled (actions, "call-toggle-hold"));

  g_action_group_activate_action (actions, "dial", g_variant_new_string ("1004"));
  test_wait_for (has_state (self, DESK_CALL_STATE_TALKING));
  g_assert_cmpstr (desk_call_get_number (get_call (self)), ==, "1004");
  g_assert_true (g_action_group_get_action_enabled (actions, "call-toggle-hold"));

  g_action_group_activate_action (actions, "call-toggle-hold", NULL);
  test_wait_for (has_state (self, DESK_CALL_STATE_HELD));
  test_wait_for (desk_call_can (get_call (self), DESK_VERB_RESUME));
  g_action_group_activate_action (actions, "call-toggle-hold", NULL);
  test_wait_for (has_state (self, DESK_CALL_STATE_TALKING));

  test_wait_for (desk_call_can (get_call (self), DESK_VERB_HANG_UP));
  g_action_group_activate_action (actions, "call-hang-up", g_variant_new_string (""));
  test_wait_for (get_call (self) == NULL || has_state (self, DESK_CALL_STATE_ENDED));
}

static void
test_line_breaks (Fixture *self, gconstpointer data)
{
  GtkWidget *banner = find (GTK_WIDGET (self->window), UI_TYPE_BANNER);

  g_assert_false (ui_banner_get_revealed (UI_BANNER (banner)));
  g_clear_pointer (&self->thread, sim_thread_stop);
  test_wait_for (ui_banner_get_revealed (UI_BANNER (banner)));
  test_wait_for (desk_session_get_state (self->session) == PAL_CLIENT_STATE_WAITING);
  g_assert_cmpstr (ui_banner_get_title (UI_BANNER (banner)), !=, "");
}

/* Every button that shows only a picture says in words what it does; one that is hidden, a banner's that has
 * nothing to offer, says nothing. */
static void
check_names (GtkWidget *root)
{
  gboolean needs_name = FALSE;

  if (GTK_IS_BUTTON (root))
    needs_name = find (root, GTK_TYPE_LABEL) == NULL && !gtk_widget_get_ancestor (root, GTK_TYPE_MENU_BUTTON)
                 && !gtk_widget_get_ancestor (root, GTK_TYPE_WINDOW_CONTROLS);
  else if (GTK_IS_MENU_BUTTON (root))
    needs_name = gtk_menu_button_get_label (GTK_MENU_BUTTON (root)) == NULL;
  if (needs_name
      && !gtk_test_accessible_has_property (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_LABEL))
    g_error ("A %s in a %s has no name", G_OBJECT_TYPE_NAME (root),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (root)));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      check_names (child);
}

static void
test_names (Fixture *self, gconstpointer data)
{
  test_wait_for (find (GTK_WIDGET (self->window), UI_TYPE_COLLEAGUE_ITEM) != NULL);
  check_names (GTK_WIDGET (self->window));
}

static DeskTimer *
get_timer (Fixture *self)
{
  return desk_timers_find (desk_session_get_timers (self->session), "1002", 1);
}

static GtkWindow *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

/* As its button does. */
static void
answer (const char *response)
{
  GtkWindow *question = find_question ();

  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), response);
  gtk_window_destroy (question);
}

/* A timer that was changed and not saved: the window asks before it closes. */
static void
test_unsaved (Fixture *self, gconstpointer data)
{
  g_assert_false (ui_window_hold (self->window, NULL));
  ui_window_show_page (self->window, "timers");
  test_wait_for (desk_timer_get_server_text (get_timer (self)) != NULL);
  desk_timer_set_text (get_timer (self), "T09001000");
  ui_window_show_page (self->window, "calls");

  gtk_window_close (GTK_WINDOW (self->window));
  test_wait_for (find_question () != NULL);
  answer ("cancel");
  g_assert_cmpstr (ui_window_get_page_name (self->window), ==, "timers");
  g_assert_true (desk_timer_get_is_dirty (get_timer (self)));

  g_object_ref (self->window);
  gtk_window_close (GTK_WINDOW (self->window));
  test_wait_for (find_question () != NULL);
  answer ("discard");
  test_wait_for (!gtk_widget_get_visible (GTK_WIDGET (self->window)));
  g_assert_null (find_question ());
  g_assert_false (desk_timer_get_is_dirty (get_timer (self)));
  g_object_unref (self->window);
}

static void
count_cb (guint *n)
{
  ++*n;
}

/* So does signing in again: the one who takes the window away for it is only told once nothing is lost. */
static void
test_unsaved_sign_in (Fixture *self, gconstpointer data)
{
  GtkWidget *banner = find (GTK_WIDGET (self->window), UI_TYPE_LINE_BANNER);
  guint n = 0;

  g_signal_connect_swapped (self->window, "sign-in", G_CALLBACK (count_cb), &n);
  ui_window_show_page (self->window, "timers");
  test_wait_for (desk_timer_get_server_text (get_timer (self)) != NULL);
  desk_timer_set_text (get_timer (self), "T09001000");
  ui_window_show_page (self->window, "calls");

  g_signal_emit_by_name (banner, "sign-in");
  test_wait_for (find_question () != NULL);
  answer ("cancel");
  test_settle ();
  g_assert_cmpstr (ui_window_get_page_name (self->window), ==, "timers");
  g_assert_true (desk_timer_get_is_dirty (get_timer (self)));
  g_assert_cmpuint (n, ==, 0);

  g_signal_emit_by_name (banner, "sign-in");
  test_wait_for (find_question () != NULL);
  answer ("discard");
  test_wait_for (n == 1);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->window))); /* who is told takes it away */
  g_assert_false (desk_timer_get_is_dirty (get_timer (self)));

  g_signal_emit_by_name (banner, "sign-in");
  g_assert_null (find_question ());
  g_assert_cmpuint (n, ==, 2);
}

/* The narrowest window there is; a long sentence about a timer stands in lines. */
static void
test_narrow (Fixture *self, gconstpointer data)
{
  GtkWidget *editor;

  ui_window_show_page (self->window, "timers");
  test_wait_for (desk_timer_get_server_text (get_timer (self)) != NULL);
  desk_timer_set_text (get_timer (self), "P2026010120270331A62W31D!12/29-01/03T0900120013001730");
  gtk_window_set_default_size (GTK_WINDOW (self->window), 360, 700);
  test_wait_for (gtk_widget_get_width (GTK_WIDGET (self->window)) <= 360);
  editor = find (GTK_WIDGET (self->window), UI_TYPE_SCHEDULE_EDITOR);
  test_wait_for (editor != NULL && gtk_widget_get_width (editor) > 0 && gtk_widget_get_width (editor) <= 336);
}

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ui_init ();

  g_test_add ("/ui/window/call", Fixture, NULL, set_up, test_call, tear_down);
  g_test_add ("/ui/window/line-breaks", Fixture, NULL, set_up, test_line_breaks, tear_down);
  g_test_add ("/ui/window/unsaved", Fixture, NULL, set_up, test_unsaved, tear_down);
  g_test_add ("/ui/window/unsaved-sign-in", Fixture, NULL, set_up, test_unsaved_sign_in, tear_down);
  g_test_add ("/ui/window/narrow", Fixture, NULL, set_up, test_narrow, tear_down);
  g_test_add ("/ui/window/names", Fixture, NULL, set_up, test_names, tear_down);
  return g_test_run ();
}
