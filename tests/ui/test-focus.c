/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the keyboard is: round the window with Tab, when what had it goes, and whom its keys are about. */
#include <adwaita.h>

#include "model/desk-session.h"
#include "sim/sim-server.h"
#include "tests/lib/test-wait.h"
#include "ui/editor/ui-property-editor.h"
#include "ui/editor/ui-schedule-editor.h"
#include "ui/rows/ui-colleague-item.h"
#include "ui/rows/ui-note-row.h"
#include "ui/ui-call-row.h"
#include "ui/ui-init.h"
#include "ui/ui-page.h"
#include "ui/ui-window.h"

typedef struct
{
  SimThread *thread;
  DeskSession *session;
  UiWindow *window;
} Fixture;

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

static gboolean
has_state (Fixture *self, DeskCallState state)
{
  DeskCall *call = desk_call_model_get_selected (desk_session_get_calls (self->session));

  return call != NULL && desk_call_get_state (call) == state;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  SimOptions options = { .listen = (char *) "127.0.0.1:0", .auto_answer = 0.1 };
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
  test_wait_for (desk_session_get_state (self->session) == PAL_CLIENT_STATE_READY
                 && find (GTK_WIDGET (self->window), UI_TYPE_COLLEAGUE_ITEM) != NULL);
  desk_session_dial (self->session, "1004");
  test_wait_for (has_state (self, DESK_CALL_STATE_TALKING));
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

static GtkWidget *
get_focus (Fixture *self)
{
  return gtk_window_get_focus (GTK_WINDOW (self->window));
}

static gboolean
is_in_bar (Fixture *self)
{
  GtkWidget *focus = get_focus (self);

  return focus != NULL && gtk_widget_get_ancestor (focus, UI_TYPE_CALL_ROW) != NULL;
}

static GtkWidget *
get_list (Fixture *self)
{
  GtkWidget *item = find (GTK_WIDGET (self->window), UI_TYPE_COLLEAGUE_ITEM);

  return gtk_widget_get_ancestor (item, GTK_TYPE_LIST_VIEW);
}

/* As the key does. */
static void
move (Fixture *self, GtkDirectionType direction)
{
  g_signal_emit_by_name (self->window, "move-focus", direction);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_round (Fixture *self, gconstpointer data)
{
  const GtkDirectionType ways[] = { GTK_DIR_TAB_FORWARD, GTK_DIR_TAB_BACKWARD };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      guint n_in_list = 0, n_in_bar = 0, n = 0;

      for (; n < 100 && (n_in_list == 0 || n_in_bar == 0); n++)
        {
          move (self, ways[i]);
          g_assert_nonnull (get_focus (self));
          n_in_list += ui_colleague_item_find_focused (get_list (self)) != NULL;
          n_in_bar += is_in_bar (self);
        }
      g_assert_cmpuint (n, <, 25);
    }
}

static gboolean
is_mapped (Fixture *self, GType type)
{
  GtkWidget *found = find (GTK_WIDGET (self->window), type);

  return found != NULL && gtk_widget_get_mapped (found);
}

/* Through a page with Tab: every press goes on, and in the end out of it. */
static void
test_through (Fixture *self, gconstpointer data)
{
  const char *names[] = { "timers", "my-extension", "notes" };
  const GType types[] = { UI_TYPE_SCHEDULE_EDITOR, UI_TYPE_PROPERTY_EDITOR, UI_TYPE_NOTE_ROW };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *last = NULL;
      guint n = 0;

      ui_window_show_page (self->window, names[i]);
      g_assert_cmpstr (ui_window_get_page_name (self->window), ==, names[i]);
      test_wait_for (is_mapped (self, types[i]));
      for (; n == 0 || (last != NULL && gtk_widget_get_ancestor (last, UI_TYPE_PAGE) != NULL); n++)
        {
          move (self, GTK_DIR_TAB_FORWARD);
          g_assert_true (get_focus (self) != last);
          last = get_focus (self);
          g_assert_cmpuint (n, <, 400);
        }
      g_assert_cmpuint (n, >, 3);
    }
}

/* From row to row, and each time to its star, which is there only where the keyboard is. */
static void
test_star (Fixture *self, gconstpointer data)
{
  guint n_stars = 0;

  for (GtkWidget *holder = gtk_widget_get_first_child (get_list (self)); holder != NULL;
       holder = gtk_widget_get_next_sibling (holder))
    {
      if (!gtk_widget_grab_focus (holder))
        continue;
      move (self, GTK_DIR_TAB_FORWARD);
      g_assert_nonnull (get_focus (self));
      n_stars += gtk_widget_has_css_class (get_focus (self), "star");
    }
  g_assert_cmpuint (n_stars, >, 2);
}

static void
focus_call (Fixture *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "go-calls", NULL);
  g_assert_true (is_in_bar (self));
}

static gboolean
is_on_page (Fixture *self)
{
  GtkWidget *focus = get_focus (self);

  return focus != NULL && gtk_widget_get_mapped (focus)
         && gtk_widget_get_ancestor (focus, UI_TYPE_PAGE) != NULL;
}

/* What had the keyboard ends with the call; on each page. */
static void
test_end (Fixture *self, gconstpointer data)
{
  for (int page = 1; page <= 4; page++)
    {
      GListModel *calls = G_LIST_MODEL (desk_session_get_calls (self->session));

      if (g_list_model_get_n_items (calls) == 0)
        desk_session_dial (self->session, "1004");
      test_wait_for (has_state (self, DESK_CALL_STATE_TALKING));
      g_action_group_activate_action (G_ACTION_GROUP (self->window), "page", g_variant_new_int32 (page));
      test_wait_for (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "call-end"));
      focus_call (self);
      g_action_group_activate_action (G_ACTION_GROUP (self->window), "call-end", NULL);
      test_wait_for (g_list_model_get_n_items (calls) == 0);
      test_wait_for (is_on_page (self));
    }
}

/* Of two calls one ends: the keyboard goes to the other one. */
static void
test_next (Fixture *self, gconstpointer data)
{
  GListModel *calls = G_LIST_MODEL (desk_session_get_calls (self->session));
  const char *dan = "{\"cmd\":\"phone\",\"do\":\"dial\",\"user\":\"1005\",\"number\":\"1002\"}";
  g_autofree char *answer = sim_thread_control (self->thread, dan);

  test_wait_for (g_list_model_get_n_items (calls) == 2);
  test_wait_for (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "call-end"));
  focus_call (self);
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "call-end", NULL);
  test_wait_for (g_list_model_get_n_items (calls) == 1);
  test_wait_for (is_in_bar (self));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ui_init ();

  g_test_add ("/ui/focus/round", Fixture, NULL, set_up, test_round, tear_down);
  g_test_add ("/ui/focus/through", Fixture, NULL, set_up, test_through, tear_down);
  g_test_add ("/ui/focus/star", Fixture, NULL, set_up, test_star, tear_down);
  g_test_add ("/ui/focus/end", Fixture, NULL, set_up, test_end, tear_down);
  g_test_add ("/ui/focus/next", Fixture, NULL, set_up, test_next, tear_down);
  return g_test_run ();
}
