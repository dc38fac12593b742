/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The road for numbers from outside: everything is asked about, one at a time, nothing is called before. */
#include <adwaita.h>

#include <string.h>

#include "app/app-dialer.h"
#include "model/desk-plain.h"
#include "sim/sim-server.h"
#include "tests/lib/naughty.h"
#include "tests/lib/test-wait.h"
#include "ui/ui-init.h"

typedef struct
{
  SimThread *thread;
  DeskSession *session;
  UiWindow *window;
  GSettings *settings;
  AppDialer *dialer;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  SimOptions options = { .listen = (char *) "127.0.0.1:0", .auto_answer = data != NULL ? -1 : 0.1 };
  g_autoptr (StoreAccount) account = store_account_new ("test");
  g_autoptr (GError) error = NULL;
  gboolean is_complete = FALSE;

  self->thread = sim_thread_start (&options, &error);
  g_assert_no_error (error);
  g_object_set (account, "url", sim_thread_get_url (self->thread), "tenant", "-", "user", "1002",
                "plain-accepted", TRUE, NULL);
  self->session = desk_session_new (account, NULL, NULL, NULL);
  self->settings = g_settings_new_with_path ("org.sidetone.Sidetone", "/org/sidetone/Sidetone/");
  g_settings_reset (self->settings, "dial-origins");
  self->window = ui_window_new (NULL, self->session, self->settings);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_present (GTK_WINDOW (self->window));
  self->dialer = app_dialer_new ();
  desk_session_sign_in (self->session, "1002");
  while (desk_session_get_state (self->session) != PAL_CLIENT_STATE_READY || !is_complete)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (desk_session_get_colleagues (self->session), "is-complete", &is_complete, NULL);
    }
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_run_dispose (G_OBJECT (self->dialer));
  test_settle ();
  g_assert_finalize_object (self->dialer);
  desk_session_sign_out (self->session);
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  test_wait_for (self->window == NULL);
  g_object_unref (self->settings);
  g_object_unref (self->session);
  g_clear_pointer (&self->thread, sim_thread_stop);
}

static AdwMessageDialog *
get_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (UI_IS_DIAL_DIALOG (window) && gtk_widget_get_visible (window))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

/* A label or check button below @root that says @text. */
static GtkWidget *
find_text (GtkWidget *root, const char *text)
{
  if (!gtk_widget_get_visible (root))
    return NULL;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
says (const char *text)
{
  return find_text (GTK_WIDGET (get_dialog ()), text) != NULL;
}

static gboolean
is_ready (void)
{
  return get_dialog () != NULL && adw_message_dialog_get_response_enabled (get_dialog (), "call");
}

/* As a press on that button; nothing of the dialog stays. */
static void
respond (const char *response)
{
  AdwMessageDialog *dialog = get_dialog ();
  gpointer watched = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &watched);
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
  test_wait_for (watched == NULL);
}

static guint
count_calls (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (desk_session_get_calls (self->session)));
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static void
ask (Fixture *self, const char *text, UiDialOrigin origin, GAsyncResult **result)
{
  app_dialer_ask_async (self->dialer, text, origin, result != NULL ? keep_cb : NULL, result);
}

static void
assert_refused (Fixture *self, GAsyncResult *result, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (app_dialer_ask_finish (self->dialer, result, &error));
  g_assert_error (error, domain, code);
}

static void
test_agreed (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  /* Nobody to ask yet. */
  ask (self, "tel:1004", UI_DIAL_ORIGIN_LINK, &result);
  g_assert_null (get_dialog ());
  app_dialer_set_window (self->dialer, self->window, self->settings);
  test_wait_for (get_dialog () != NULL);
  g_assert_true (says ("Call 1004?"));
  g_assert_true (says ("Chie Mori"));
  g_assert_true (says ("A link in another program"));

  /* What is pressed before it can be read is nothing. */
  g_assert_false (is_ready ());
  g_assert_cmpstr (adw_message_dialog_get_default_response (get_dialog ()), ==, "cancel");
  test_wait_for (is_ready ());
  g_assert_cmpuint (count_calls (self), ==, 0);
  respond ("call");
  test_wait_for (result != NULL);
  g_assert_true (app_dialer_ask_finish (self->dialer, result, NULL));
  test_wait_for (count_calls (self) == 1);

  /* The second time Enter is enough; the call that is on is told. */
  ask (self, "tel:1005", UI_DIAL_ORIGIN_LINK, NULL);
  test_wait_for (get_dialog () != NULL);
  g_assert_cmpstr (adw_message_dialog_get_default_response (get_dialog ()), ==, "call");
  test_wait_for (says ("You are talking with Chie Mori"));
  respond ("cancel");

  /* Another origin is a new one. */
  ask (self, "1005", UI_DIAL_ORIGIN_PROGRAM, NULL);
  test_wait_for (get_dialog () != NULL);
  g_assert_cmpstr (adw_message_dialog_get_default_response (get_dialog ()), ==, "cancel");
  respond ("cancel");
  g_assert_cmpuint (count_calls (self), ==, 1);
}

/* What others may be called, both who is asked about and who is talked with. A warning ends the test. */
static void
test_naughty (Fixture *self, gconstpointer data)
{
  g_auto (GStrv) texts = naughty_dup_all (TESTS_DIR);
  DeskExtension *extension
      = desk_presence_model_find (desk_session_get_colleagues (self->session), "1004");

  app_dialer_set_window (self->dialer, self->window, self->settings);
  desk_session_dial (self->session, "1004");
  ask (self, "tel:1004", UI_DIAL_ORIGIN_LINK, NULL);
  test_wait_for (get_dialog () != NULL && says ("You are talking with Chie Mori"));
  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *shown = NULL, *sentence = NULL;

      desk_session_set_alias (self->session, extension, texts[i]);
      g_object_notify (G_OBJECT (self->session), "state");
      shown = desk_plain_line (desk_extension_get_name (extension), 80);
      sentence = g_strdup_printf ("You are talking with %s. ", shown);
      g_assert_true (*shown == '\0' || says (shown));
      g_assert_true (says (sentence));
      g_assert_false (g_utf8_strchr (shown, -1, 0x202e) != NULL || strpbrk (shown, "\n\r\t\x1b") != NULL);
      if (i % 32 == 0)
        test_settle ();
    }
  test_settle ();
  respond ("cancel");
}

static void
test_answered_too_soon (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  app_dialer_set_window (self->dialer, self->window, self->settings);
  ask (self, "1004", UI_DIAL_ORIGIN_NOTICE, &result);
  g_assert_cmpstr (adw_message_dialog_get_default_response (get_dialog ()), ==, "call");
  respond ("call");
  test_wait_for (result != NULL);
  assert_refused (self, result, APP_DIAL_ERROR, APP_DIAL_ERROR_DECLINED);
  g_assert_cmpuint (count_calls (self), ==, 0);
}

static void
test_code (Fixture *self, gconstpointer data)
{
  const char *const known[] = { "link", NULL };
  GtkWidget *check;

  g_settings_set_strv (self->settings, "dial-origins", known);
  app_dialer_set_window (self->dialer, self->window, self->settings);
  ask (self, "tel:*21*1005%23", UI_DIAL_ORIGIN_LINK, NULL);
  g_assert_true (says ("Call *21*1005#?"));
  g_assert_true (says ("forward all your calls"));
  g_assert_cmpstr (adw_message_dialog_get_default_response (get_dialog ()), ==, "cancel");

  check = gtk_widget_get_ancestor (find_text (GTK_WIDGET (get_dialog ()), "know what"), GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  test_wait_for (is_ready ());
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_false (is_ready ());
  respond ("call");
  test_settle ();
  g_assert_cmpuint (count_calls (self), ==, 0);
}

/* Enter may be meant for the phone that rings. */
static void
test_ringing (Fixture *self, gconstpointer data)
{
  const char *const known[] = { "link", NULL };
  g_autofree char *reply = NULL;

  g_settings_set_strv (self->settings, "dial-origins", known);
  app_dialer_set_window (self->dialer, self->window, self->settings);
  ask (self, "tel:1004", UI_DIAL_ORIGIN_LINK, NULL);
  g_assert_cmpstr (adw_message_dialog_get_default_response (get_dialog ()), ==, "call");
  reply = sim_thread_control (self->thread,
                              "{\"cmd\": \"phone\", \"do\": \"dial\", \"user\": \"1005\", \"number\": \"1002\"}");
  test_wait_for (says ("Dan Weiss is calling you"));
  g_assert_cmpstr (adw_message_dialog_get_default_response (get_dialog ()), ==, "cancel");
  respond ("cancel");
}

/* One is asked, three wait, the rest is sent away; the same twice is once; a pause between two questions. */
static void
test_many (Fixture *self, gconstpointer data)
{
  const char *const numbers[] = { "201", "202", "203", "204" };
  g_autoptr (GAsyncResult) fifth = NULL;
  g_autoptr (GAsyncResult) twice = NULL;
  gint64 closed_at;

  app_dialer_set_window (self->dialer, self->window, self->settings);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    ask (self, numbers[i], UI_DIAL_ORIGIN_PROGRAM, NULL);
  ask (self, "205", UI_DIAL_ORIGIN_PROGRAM, &fifth);
  ask (self, "tel:201", UI_DIAL_ORIGIN_LINK, &twice);
  test_wait_for (fifth != NULL && twice != NULL);
  assert_refused (self, fifth, APP_DIAL_ERROR, APP_DIAL_ERROR_BUSY);
  assert_refused (self, twice, APP_DIAL_ERROR, APP_DIAL_ERROR_BUSY);

  g_assert_true (says ("Call 201?"));
  closed_at = g_get_monotonic_time ();
  respond ("cancel");
  test_wait_for (get_dialog () != NULL);
  g_assert_true (says ("Call 202?"));
  g_assert_cmpint (g_get_monotonic_time () - closed_at, >=, 2 * G_USEC_PER_SEC);
  respond ("cancel");
  g_assert_cmpuint (count_calls (self), ==, 0);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_test_expect_message ("sidetone", G_LOG_LEVEL_MESSAGE, "Something that was to be dialled is refused: *");
  app_dialer_set_window (self->dialer, self->window, self->settings);
  ask (self, "tel:<b>1004</b>", UI_DIAL_ORIGIN_LINK, &result);
  test_wait_for (result != NULL);
  g_test_assert_expected_messages ();
  assert_refused (self, result, DESK_LINK_ERROR, DESK_LINK_ERROR_CHARACTER);
  g_assert_null (get_dialog ());
}

/* The window goes while it is asked, the line goes while it is asked. */
static void
test_interrupted (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  app_dialer_set_window (self->dialer, self->window, self->settings);
  ask (self, "1004", UI_DIAL_ORIGIN_PROGRAM, &result);
  test_wait_for (is_ready ());
  desk_session_sign_out (self->session);
  test_wait_for (!is_ready ());
  g_assert_true (says ("Not connected"));
  app_dialer_set_window (self->dialer, NULL, NULL);
  gtk_window_destroy (GTK_WINDOW (self->window));
  test_wait_for (result != NULL);
  assert_refused (self, result, APP_DIAL_ERROR, APP_DIAL_ERROR_DECLINED);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  ui_init ();

  /* With "by hand" no phone is picked up by itself. */
#define ADD(name, test, data) g_test_add ("/app/dialer/" name, Fixture, data, set_up, test, tear_down)
  ADD ("agreed", test_agreed, NULL);
  ADD ("naughty", test_naughty, NULL);
  ADD ("answered-too-soon", test_answered_too_soon, NULL);
  ADD ("code", test_code, NULL);
  ADD ("ringing", test_ringing, "by hand");
  ADD ("many", test_many, NULL);
  ADD ("refused", test_refused, NULL);
  ADD ("interrupted", test_interrupted, NULL);

  return g_test_run ();
}
