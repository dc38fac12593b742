/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The call log on the page of the calls, against a simulated PBX; I am 1002. */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "model/desk-log-model.h"
#include "model/desk-log-private.h"
#include "model/desk-session.h"
#include "sim/sim-server.h"
#include "tests/lib/naughty.h"
#include "tests/lib/test-wait.h"
#include "ui/dialogs/ui-preferences-history.h"
#include "ui/pages/ui-history.h"
#include "ui/rows/ui-log-row.h"
#include "ui/ui-badges.h"
#include "ui/ui-init.h"
#include "ui/ui-log-text.h"
#include "ui/ui-page.h"
#include "ui/ui-window.h"

#define OUTSIDE "0312340000" /* in nobody's phonebook */

typedef struct
{
  SimThread *thread;
  StoreDatabase *database;
  DeskSession *session;
  UiWindow *window;
  UiHistory *history;
  char *directory;
} Fixture;

/* --- the stage ------------------------------------------------------------ */

static void
control (Fixture *self, const char *request)
{
  g_autofree char *answer = sim_thread_control (self->thread, request);

  if (strstr (answer, "\"ok\":true") == NULL)
    g_error ("%s: %s", request, answer);
}

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

static void
set_up (Fixture *self, gconstpointer data)
{
  SimOptions options = { .listen = (char *) "127.0.0.1:0", .auto_answer = -1 };
  g_autoptr (StoreAccount) account = store_account_new ("test");
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  self->thread = sim_thread_start (&options, &error);
  g_assert_no_error (error);
  g_object_set (account, "url", sim_thread_get_url (self->thread), "tenant", "-", "user", "1002",
                "plain-accepted", TRUE, NULL);
  self->directory = g_dir_make_tmp ("history-XXXXXX", NULL);
  path = g_build_filename (self->directory, "sidetone.db", NULL);
  self->database = store_database_new (path);
  store_database_open (self->database, &error);
  g_assert_no_error (error);
  self->session = desk_session_new (account, self->database, NULL, NULL);
  self->window = ui_window_new (NULL, self->session, NULL);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 700);
  gtk_window_present (GTK_WINDOW (self->window));
  desk_session_sign_in (self->session, "1002");
  test_wait_for (desk_session_get_state (self->session) == PAL_CLIENT_STATE_READY);
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "page", g_variant_new_int32 (2));
  test_wait_for (find (GTK_WIDGET (self->window), UI_TYPE_HISTORY) != NULL);
  self->history = UI_HISTORY (find (GTK_WIDGET (self->window), UI_TYPE_HISTORY));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  static const char *const files[] = { "sidetone.db", "sidetone.db-wal", "sidetone.db-shm", "sidetone.db.lock" };

  desk_session_sign_out (self->session);
  gtk_window_destroy (GTK_WINDOW (self->window));
  test_wait_for (self->window == NULL);
  store_database_close (self->database);
  test_settle ();
  g_assert_finalize_object (self->session);
  g_assert_finalize_object (self->database);
  g_clear_pointer (&self->thread, sim_thread_stop);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (self->directory, files[i], NULL);

      g_unlink (path);
    }
  g_rmdir (self->directory);
  g_free (self->directory);
}

/* --- what is there ---------------------------------------------------------- */

static GtkWidget *
get_view (Fixture *self)
{
  return find (GTK_WIDGET (self->history), GTK_TYPE_LIST_VIEW);
}

/* The nth line, newest first; NULL while it is not shown. */
static UiLogRow *
get_row (Fixture *self, guint nth)
{
  GtkWidget *view = get_view (self);

  for (GtkWidget *holder = view != NULL ? gtk_widget_get_first_child (view) : NULL; holder != NULL;
       holder = gtk_widget_get_next_sibling (holder))
    {
      GtkWidget *row = gtk_widget_get_first_child (holder);
      guint position = GTK_INVALID_LIST_POSITION;

      if (!UI_IS_LOG_ROW (row) || !gtk_widget_get_mapped (row))
        continue;
      g_object_get (row, "position", &position, NULL);
      if (position == nth)
        return UI_LOG_ROW (row);
    }
  return NULL;
}

static gboolean
says (Fixture *self, guint nth, const char *words)
{
  UiLogRow *row = get_row (self, nth);
  g_autofree char *text = row != NULL ? ui_log_dup_description (ui_log_row_get_entry (row)) : NULL;

  return text != NULL && strstr (text, words) != NULL;
}

static gboolean
has_label (GtkWidget *root, const char *words)
{
  if (!gtk_widget_get_mapped (root))
    return FALSE;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), words) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_label (child, words))
      return TRUE;
  return FALSE;
}

static guint
n_rows (Fixture *self)
{
  GtkWidget *view = get_view (self);
  GtkSelectionModel *model = view != NULL ? gtk_list_view_get_model (GTK_LIST_VIEW (view)) : NULL;

  return model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
}

static char *
dup_badge (Fixture *self)
{
  return ui_badge_dup_text (&ui_badge_calls, self->session);
}

static gboolean
is_badge (Fixture *self, const char *text)
{
  g_autofree char *badge = dup_badge (self);

  return g_strcmp0 (badge, text) == 0;
}

static gboolean
has_calls (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (desk_session_get_calls (self->session))) > 0;
}

/* --- what happens ------------------------------------------------------------- */

static void
miss (Fixture *self, const char *number)
{
  g_autofree char *call
    = g_strdup_printf ("{\"cmd\":\"call\",\"do\":\"call\",\"from\":\"%s\",\"to\":\"1002\"}", number);
  g_autofree char *leave
    = g_strdup_printf ("{\"cmd\":\"call\",\"do\":\"outside\",\"number\":\"%s\",\"how\":\"hangup\"}", number);

  control (self, call);
  test_wait_for (is_badge (self, "1 ringing") || is_badge (self, "1 ringing, 1 to return")
                 || is_badge (self, "1 ringing, 2 to return"));
  control (self, leave);
  test_wait_for (says (self, 0, number) && says (self, 0, ", Missed"));
}

static void
act (Fixture *self, guint nth, const char *action)
{
  UiLogRow *row;

  test_wait_for (get_row (self, nth) != NULL);
  row = get_row (self, nth);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (row), action, "x",
                                             desk_log_entry_get_id (ui_log_row_get_entry (row))));
}

/* The dialog that asks; with the answer. */
static void
respond (const char *response)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *dialog = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (window))
        dialog = window;
    }
  g_assert_nonnull (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  test_settle ();
}

static void
test_missed (Fixture *self, gconstpointer data)
{
  test_wait_for (has_label (GTK_WIDGET (self->history), "No Calls Yet"));
  miss (self, OUTSIDE);
  test_wait_for (says (self, 0, OUTSIDE ", Missed") && is_badge (self, "1 to return"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (get_row (self, 0)), "missed"));
  test_wait_for (has_label (GTK_WIDGET (self->history), "Today"));

  /* Called back, and somebody answers. */
  control (self, "{\"cmd\":\"call\",\"do\":\"outside\",\"number\":\"" OUTSIDE "\",\"how\":\"answer\"}");
  gtk_widget_activate_action (GTK_WIDGET (get_row (self, 0)), "call.back", NULL);
  test_wait_for (has_calls (self));
  control (self, "{\"cmd\":\"phone\",\"do\":\"answer\",\"user\":\"1002\"}");
  test_wait_for (says (self, 0, "Outgoing, talking") && is_badge (self, NULL) && says (self, 1, "Missed, done"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (get_row (self, 1)), "missed"));
  control (self, "{\"cmd\":\"phone\",\"do\":\"hangup\",\"user\":\"1002\"}");
  test_wait_for (says (self, 0, "0:00 long") || says (self, 0, "0:01 long"));
}

static void
test_work_list (Fixture *self, gconstpointer data)
{
  miss (self, OUTSIDE);
  miss (self, "0667890123");
  test_wait_for (is_badge (self, "2 to return") && n_rows (self) == 2);
  act (self, 0, "log.toggle-done");
  test_wait_for (says (self, 0, "Missed, done") && is_badge (self, "1 to return"));
  act (self, 0, "log.toggle-done");
  test_wait_for (is_badge (self, "2 to return"));

  gtk_widget_activate_action (GTK_WIDGET (self->history), "log.filter", "s", "unreturned");
  act (self, 1, "log.toggle-done");
  test_wait_for (n_rows (self) == 1 && says (self, 0, "0667890123"));
  gtk_widget_activate_action (GTK_WIDGET (self->history), "log.all-done", NULL);
  test_wait_for (is_badge (self, NULL) && has_label (GTK_WIDGET (self->history), "Nobody Waits for You"));
  gtk_widget_activate_action (GTK_WIDGET (self->history), "log.show-all", NULL);
  test_wait_for (n_rows (self) == 2 && get_row (self, 1) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (self->history), "log.filter", "s", "outgoing");
  test_wait_for (has_label (GTK_WIDGET (self->history), "No Such Calls"));
}

static void
test_search (Fixture *self, gconstpointer data)
{
  GtkRoot *root = GTK_ROOT (self->window);
  GtkWidget *focus;

  miss (self, OUTSIDE);
  miss (self, "0667890123");
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "find", NULL);
  focus = gtk_root_get_focus (root);
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->history)));
  gtk_editable_set_text (GTK_EDITABLE (focus), "03 12");
  test_wait_for (n_rows (self) == 1 && says (self, 0, OUTSIDE));
  gtk_editable_set_text (GTK_EDITABLE (focus), "nobody");
  test_wait_for (has_label (GTK_WIDGET (self->history), "No Call Found"));
  g_signal_emit_by_name (find (GTK_WIDGET (self->history), GTK_TYPE_SEARCH_ENTRY), "stop-search");
  test_wait_for (n_rows (self) == 2 && get_row (self, 1) != NULL);

  /* From the search into the list; F3 and Enter call whom the keyboard is at. */
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "find", NULL);
  g_signal_emit_by_name (find (GTK_WIDGET (self->history), GTK_TYPE_SEARCH_ENTRY), "activate");
  test_wait_for (ui_log_row_find_focused (get_view (self)) != NULL);
  {
    g_autofree char *chosen = ui_history_dup_chosen (self->history);

    g_assert_cmpstr (chosen, ==, "0667890123");
  }
  gtk_widget_activate_action (GTK_WIDGET (get_row (self, 0)), "call.menu", NULL);
  test_wait_for (find (GTK_WIDGET (self->history), GTK_TYPE_POPOVER_MENU) != NULL);
  g_signal_emit_by_name (get_view (self), "activate", 1);
  test_wait_for (has_calls (self));
}

static void
test_remove (Fixture *self, gconstpointer data)
{
  DeskLog *log = desk_session_get_log (self->session);

  miss (self, OUTSIDE);
  miss (self, "0667890123");
  act (self, 0, "log.copy-number");
  act (self, 0, "log.remove");
  test_wait_for (n_rows (self) == 1 && is_badge (self, "1 to return"));
  act (self, 0, "log.ignore");
  test_wait_for (desk_log_is_ignored (log, OUTSIDE));
  act (self, 0, "log.unignore");
  test_wait_for (!desk_log_is_ignored (log, OUTSIDE));

  gtk_widget_activate_action (GTK_WIDGET (self->history), "log.remove-all", NULL);
  respond ("cancel");
  g_assert_cmpuint (n_rows (self), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (self->history), "log.remove-all", NULL);
  respond ("delete");
  test_wait_for (has_label (GTK_WIDGET (self->history), "No Calls Yet") && is_badge (self, NULL));
}

static gboolean
is_ignored_shown (GtkWidget *window)
{
  GtkWidget *page = find (window, UI_TYPE_PREFERENCES_HISTORY);

  return page != NULL && has_label (page, OUTSIDE);
}

/* A shorter time is agreed to; numbers come and go. */
static void
test_preferences (Fixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new_with_path ("org.sidetone.Sidetone", "/org/sidetone/Sidetone/");
  DeskLog *log = desk_session_get_log (self->session);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = GTK_WIDGET (ui_preferences_history_new (settings, log));
  GtkWidget *combo;

  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  test_wait_for (gtk_widget_get_mapped (page));
  combo = find (page, ADW_TYPE_COMBO_ROW);
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo), 1);
  respond ("cancel");
  g_assert_cmpuint (g_settings_get_uint (settings, "log-retention-days"), ==, 0);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (combo)), ==, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo), 1);
  respond ("delete");
  g_assert_cmpuint (g_settings_get_uint (settings, "log-retention-days"), ==, 31);
  g_settings_set_uint (settings, "log-retention-days", 7);
  test_wait_for (has_label (combo, "7 days"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo), 3); /* longer: nothing to ask */
  g_assert_cmpuint (g_settings_get_uint (settings, "log-retention-days"), ==, 366);

  gtk_editable_set_text (GTK_EDITABLE (find (page, ADW_TYPE_ENTRY_ROW)), " " OUTSIDE " ");
  g_signal_emit_by_name (find (page, ADW_TYPE_ENTRY_ROW), "apply");
  test_wait_for (desk_log_is_ignored (log, OUTSIDE) && is_ignored_shown (window));
  desk_log_ignore (log, OUTSIDE, FALSE);
  test_wait_for (!is_ignored_shown (window));
  gtk_window_destroy (GTK_WINDOW (window));
  g_settings_reset (settings, "log-retention-days");
  test_settle ();
}

/* --- words --------------------------------------------------------------------- */

static StoreLogRow *
make_row (const char *text)
{
  StoreLogRow *row = store_log_row_new ();

  row->id = 1;
  row->name = g_strdup (text);
  row->number = g_strdup (text);
  row->pbx_name = g_strdup (text);
  row->queue_name = g_strdup (text);
  row->taken_by = g_strdup (text);
  row->taken_by_name = g_strdup (text);
  row->sent_to = g_strdup (text);
  row->sent_to_name = g_strdup (text);
  row->started_at = g_get_real_time ();
  row->is_answered = row->is_recorded = TRUE;
  row->duration = 1000;
  return row;
}

/* What other people may be called, in every kind of line; a warning ends the test. */
static void
test_naughty (void)
{
  g_auto (GStrv) texts = naughty_dup_all (TESTS_DIR);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *row = g_object_new (UI_TYPE_LOG_ROW, NULL);

  gtk_window_set_child (GTK_WINDOW (window), row);
  gtk_window_present (GTK_WINDOW (window));
  test_wait_for (gtk_widget_get_mapped (row));
  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autoptr (StoreLogRow) data = make_row (texts[i]);
      g_autoptr (DeskLogEntry) entry = NULL;

      data->outcome = (StoreLogOutcome) (i % (STORE_LOG_UNSEEN + 1));
      entry = desk_log_entry_new (data);
      g_object_set (row, "entry", entry, NULL);
      g_assert_true (desk_log_entry_get_name (entry) == NULL || *texts[i] == '\0'
                     || has_label (row, desk_log_entry_get_name (entry)));
      if (i % 32 == 0)
        test_settle ();
    }
  gtk_window_destroy (GTK_WINDOW (window));
  test_settle ();
}

static void
test_words (void)
{
  g_autoptr (StoreLogRow) row = store_log_row_new ();
  g_autoptr (DeskLogEntry) gap = NULL;
  g_autoptr (DeskLogEntry) busy = NULL;
  g_autoptr (GDateTime) from = g_date_time_new_local (2026, 11, 23, 10, 32, 0);
  g_autoptr (GDateTime) to = g_date_time_new_local (2026, 11, 23, 10, 40, 0);
  g_autofree char *words = NULL;
  g_autofree char *detail = NULL;

  row->id = 1;
  row->started_at = g_date_time_to_unix (from) * G_USEC_PER_SEC;
  row->ended_at = g_date_time_to_unix (to) * G_USEC_PER_SEC;
  row->kind = STORE_LOG_GAP;
  gap = desk_log_entry_new (row);
  words = ui_log_dup_title (gap);
  g_assert_cmpstr (words, ==, "Not connected 10:32–10:40");

  row->kind = STORE_LOG_CALL;
  row->outcome = STORE_LOG_UNREACHED;
  row->is_outgoing = TRUE;
  row->rescode = 486;
  row->number = g_strdup ("1005");
  row->name = g_strdup ("Dan Weiss");
  busy = desk_log_entry_new (row);
  detail = ui_log_dup_detail (busy);
  g_assert_cmpstr (detail, ==, "Outgoing · Busy · 1005");
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ui_init ();

  g_test_add ("/ui/history/missed", Fixture, NULL, set_up, test_missed, tear_down);
  g_test_add ("/ui/history/work-list", Fixture, NULL, set_up, test_work_list, tear_down);
  g_test_add ("/ui/history/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/ui/history/remove", Fixture, NULL, set_up, test_remove, tear_down);
  g_test_add ("/ui/history/preferences", Fixture, NULL, set_up, test_preferences, tear_down);
  g_test_add_func ("/ui/history/naughty", test_naughty);
  g_test_add_func ("/ui/history/words", test_words);
  return g_test_run ();
}
