/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes on by itself: colleagues who are waited for, calls that were sent on, and the mark while one is
 * in the conversation of a colleague. 1004 (Chie) is the busy one; the caller comes from outside. The time of
 * the session is virtual: it runs faster than ours, more so where a row is to go by itself. */
#include <adwaita.h>

#include "model/desk-session.h"
#include "pal/client/pal-clock.h"
#include "sim/sim-server.h"
#include "tests/lib/test-wait.h"
#include "ui/compat/ui-banner.h"
#include "ui/pages/ui-colleagues-page.h"
#include "ui/rows/ui-flight-row.h"
#include "ui/rows/ui-wait-row.h"
#include "ui/ui-announcer.h"
#include "ui/ui-init.h"
#include "ui/ui-monitor-banner.h"
#include "ui/ui-pages.h"
#include "ui/ui-window.h"

#define CALLER "0312345678"
#define TICK_MS 5
#define FASTER 6
#define AT_MOST 50

typedef struct
{
  SimThread *thread;
  PalVirtualClock *clock;
  DeskSession *session;
  UiWindow *window;
  GtkWidget *colleagues; /* the page */
  gpointer sent_away;    /* a toast */
  guint ticker, faster;
} Fixture;

G_GNUC_PRINTF (2, 3)
static void
control (Fixture *self, const char *format, ...)
{
  g_autofree char *request = NULL, *answer = NULL;
  va_list list;

  va_start (list, format);
  request = g_strdup_vprintf (format, list);
  va_end (list);
  answer = sim_thread_control (self->thread, request);
  g_assert_nonnull (strstr (answer, "\"ok\":true"));
}

static void
phone (Fixture *self, const char *user, const char *deed)
{
  control (self, "{\"cmd\":\"phone\",\"user\":\"%s\",\"do\":\"%s\"}", user, deed);
}

static void
call (Fixture *self, const char *from, const char *to)
{
  control (self, "{\"cmd\":\"call\",\"do\":\"call\",\"from\":\"%s\",\"to\":\"%s\"}", from, to);
}

static void
hang_up_outside (Fixture *self)
{
  control (self, "{\"cmd\":\"call\",\"do\":\"outside\",\"number\":\"" CALLER "\",\"how\":\"hangup\"}");
}

/* --- what is there -------------------------------------------------------- */

/* The first widget of that type (and, a label or button, with that text) that is not hidden; depth first. */
static GtkWidget *
find (GtkWidget *root, GType type, const char *text)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type)
      && (text == NULL || (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
          || (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), text) == 0)))
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

static GtkWidget *
get_row (Fixture *self, GType type)
{
  return find (GTK_WIDGET (self->window), type, NULL);
}

/* In words, to be seen and to be read out. */
static gboolean
row_says (Fixture *self, GType type, const char *name, const char *words)
{
  GtkWidget *row = get_row (self, type);
  g_autofree char *all = g_strdup_printf ("%s, %s", name, words);
  g_autofree char *problem = NULL;

  if (row == NULL || !gtk_widget_get_mapped (row)
      || g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), words) != 0)
    return FALSE;
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, name);
  problem = gtk_test_accessible_check_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, all);
  g_assert_null (problem);
  return TRUE;
}

static GtkWidget *
get_button (Fixture *self, GType type, const char *label)
{
  GtkWidget *row = get_row (self, type);

  return row != NULL ? find (row, GTK_TYPE_BUTTON, label) : NULL;
}

/* Twice at once: the second press does nothing. */
static void
press (GtkWidget *button)
{
  g_object_ref (button);
  g_signal_emit_by_name (button, "clicked");
  g_signal_emit_by_name (button, "clicked");
  g_object_unref (button);
}

/* One toast is shown at a time: those before it are sent away. */
static gboolean
is_on_toast (Fixture *self, const char *text)
{
  GtkWidget *overlay = find (GTK_WIDGET (self->window), ADW_TYPE_TOAST_OVERLAY, NULL);
  GtkWidget *toast = gtk_widget_get_last_child (overlay);

  if (!g_str_equal (G_OBJECT_TYPE_NAME (toast), "AdwToastWidget"))
    return FALSE;
  if (find (toast, GTK_TYPE_LABEL, text) != NULL)
    return TRUE;
  if (toast != self->sent_away)
    {
      self->sent_away = toast;
      g_signal_emit_by_name (find (toast, GTK_TYPE_BUTTON, NULL), "clicked");
    }
  return FALSE;
}

static gboolean
is_read_out (Fixture *self, const char *text)
{
  return find (find (GTK_WIDGET (self->window), UI_TYPE_ANNOUNCER, NULL), GTK_TYPE_LABEL, text) != NULL;
}

static DeskPresence
presence (Fixture *self, const char *number)
{
  DeskExtension *row = desk_presence_model_find (desk_session_get_colleagues (self->session), number);

  return row != NULL ? desk_extension_get_presence (row) : DESK_PRESENCE_UNKNOWN;
}

static DeskCall *
my_call (Fixture *self)
{
  return desk_call_model_get_selected (desk_session_get_calls (self->session));
}

static gboolean
is_my_call (Fixture *self, DeskCallState state)
{
  return my_call (self) != NULL && desk_call_get_state (my_call (self)) == state
         && desk_call_get_pending (my_call (self)) == NULL;
}

static guint
count (gpointer list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

/* --- the office ----------------------------------------------------------- */

static gboolean
tick_cb (gpointer user_data)
{
  Fixture *self = user_data;

  pal_virtual_clock_advance (self->clock, self->faster * TICK_MS * 1000);
  return G_SOURCE_CONTINUE;
}

static void
show_page (Fixture *self, const char *name)
{
  guint n;
  const UiPageRow *pages = ui_pages_get (&n);
  int number = 1;

  while (!g_str_equal (pages[number - 1].name, name))
    number++;
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "page", g_variant_new_int32 (number));
}

static void
set_up (Fixture *self, gconstpointer user)
{
  SimOptions options = { .listen = (char *) "127.0.0.1:0", .auto_answer = -1 };
  g_autoptr (StoreAccount) account = store_account_new ("test");
  g_autoptr (GError) error = NULL;

  self->thread = sim_thread_start (&options, &error);
  g_assert_no_error (error);
  g_object_set (account, "url", sim_thread_get_url (self->thread), "tenant", "-", "user", user,
                "plain-accepted", TRUE, "park-slots", "701,702", NULL);
  self->clock = pal_virtual_clock_new ();
  self->faster = FASTER;
  self->ticker = g_timeout_add (TICK_MS, tick_cb, self);
  self->session = desk_session_new (account, NULL, self->clock, NULL);
  self->window = ui_window_new (NULL, self->session, NULL);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_present (GTK_WINDOW (self->window));
  desk_session_sign_in (self->session, user);
  test_wait_for (desk_session_get_state (self->session) == PAL_CLIENT_STATE_READY);
  test_wait_for (presence (self, "1004") == DESK_PRESENCE_FREE);
  show_page (self, "colleagues");
  self->colleagues = find (GTK_WIDGET (self->window), UI_TYPE_COLLEAGUES_PAGE, NULL);
  show_page (self, "calls");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  desk_session_sign_out (self->session);
  gtk_window_destroy (GTK_WINDOW (self->window));
  test_wait_for (self->window == NULL);
  test_settle ();
  g_assert_finalize_object (self->session);
  g_source_remove (self->ticker);
  g_assert_finalize_object (self->clock);
  g_clear_pointer (&self->thread, sim_thread_stop);
}

/* As chosen in the menu of that colleague. */
static void
choose (Fixture *self, const char *action, const char *number)
{
  g_assert_true (gtk_widget_activate_action (self->colleagues, action, "s", number));
}

static void
make_busy (Fixture *self)
{
  call (self, "0399999999", "1004");
  test_wait_for (presence (self, "1004") == DESK_PRESENCE_RINGING);
  phone (self, "1004", "answer");
  test_wait_for (presence (self, "1004") == DESK_PRESENCE_TALKING);
}

static void
take_call (Fixture *self)
{
  call (self, CALLER, "1002");
  test_wait_for (is_my_call (self, DESK_CALL_STATE_RINGING));
  desk_session_run (self->session, DESK_VERB_ANSWER, my_call (self), NULL);
  test_wait_for (is_my_call (self, DESK_CALL_STATE_TALKING));
}

/* By itself, some time after it is over; nothing of its group stays. */
static void
assert_row_goes (Fixture *self, GType type, const char *heading)
{
  self->faster = AT_MOST;
  test_wait_for (get_row (self, type) == NULL);
  g_assert_null (find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, heading));
  self->faster = FASTER;
}

/* --- waits ------------------------------------------------------------------ */

static void
test_tell (Fixture *self, gconstpointer user)
{
  DeskWaitModel *waits = desk_session_get_waits (self->session);

  g_assert_null (get_row (self, UI_TYPE_WAIT_ROW));
  make_busy (self);
  choose (self, "colleague.tell-when-free", "1004");
  choose (self, "colleague.tell-when-free", "1004");
  g_assert_cmpuint (count (waits), ==, 1);
  test_wait_for (row_says (self, UI_TYPE_WAIT_ROW, "Chie Mori", "You are told when free"));
  g_assert_nonnull (find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, "Waiting for Colleagues"));
  g_assert_null (get_button (self, UI_TYPE_WAIT_ROW, "Call"));

  /* Not any more. */
  press (get_button (self, UI_TYPE_WAIT_ROW, "Do Not Wait"));
  g_assert_cmpuint (count (waits), ==, 0);
  g_assert_null (get_row (self, UI_TYPE_WAIT_ROW));
  g_assert_null (find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, "Waiting for Colleagues"));

  choose (self, "colleague.tell-when-free", "1004");
  phone (self, "1004", "hangup");
  test_wait_for (is_on_toast (self, "Chie Mori is free now"));
  test_wait_for (is_read_out (self, "Chie Mori is free now"));
  test_wait_for (row_says (self, UI_TYPE_WAIT_ROW, "Chie Mori", "Done"));
  g_assert_null (get_button (self, UI_TYPE_WAIT_ROW, "Do Not Wait"));
  assert_row_goes (self, UI_TYPE_WAIT_ROW, "Waiting for Colleagues");
}

static void
test_call (Fixture *self, gconstpointer user)
{
  make_busy (self);
  choose (self, "colleague.call-when-free", "1004");
  test_wait_for (row_says (self, UI_TYPE_WAIT_ROW, "Chie Mori", "You call when free"));
  phone (self, "1004", "hangup");
  test_wait_for (is_on_toast (self, "Chie Mori is free"));
  test_wait_for (is_read_out (self, "Chie Mori is free"));
  test_wait_for (row_says (self, UI_TYPE_WAIT_ROW, "Chie Mori", "Free now"));
  g_assert_null (my_call (self)); /* asked first */
  press (get_button (self, UI_TYPE_WAIT_ROW, "Call"));
  test_wait_for (is_my_call (self, DESK_CALL_STATE_DIALLING));
  g_assert_cmpstr (desk_call_get_number (my_call (self)), ==, "1004");
  g_assert_cmpuint (count (desk_session_get_calls (self->session)), ==, 1);
  test_wait_for (row_says (self, UI_TYPE_WAIT_ROW, "Chie Mori", "Done"));
}

static void
park_for_chie (Fixture *self)
{
  make_busy (self);
  test_wait_for (desk_park_model_get_next_free (desk_session_get_parks (self->session)) != NULL);
  take_call (self);
  choose (self, "colleague.transfer-when-free", "1004");
  test_wait_for (row_says (self, UI_TYPE_WAIT_ROW, "Chie Mori",
                           CALLER " waits at slot 701 and goes there when free"));
  test_wait_for (my_call (self) == NULL);
}

static void
test_camp_on (Fixture *self, gconstpointer user)
{
  DeskPark *park;

  park_for_chie (self);
  press (get_button (self, UI_TYPE_WAIT_ROW, "Do Not Wait"));
  g_assert_null (get_row (self, UI_TYPE_WAIT_ROW));
  phone (self, "1004", "hangup");
  test_wait_for (presence (self, "1004") == DESK_PRESENCE_FREE);
  park = desk_park_model_find (desk_session_get_parks (self->session), "701");
  g_assert_true (desk_park_get_is_taken (park)); /* the caller is where they were */
  g_assert_null (get_row (self, UI_TYPE_WAIT_ROW));
}

static void
test_camp_on_brought (Fixture *self, gconstpointer user)
{
  park_for_chie (self);
  phone (self, "1004", "hangup");
  test_wait_for (is_on_toast (self, "Chie Mori is free: bringing " CALLER));
  test_wait_for (presence (self, "1004") == DESK_PRESENCE_RINGING);
  phone (self, "1004", "answer");
  test_wait_for (is_on_toast (self, CALLER " talks with Chie Mori now"));
  test_wait_for (row_says (self, UI_TYPE_WAIT_ROW, "Chie Mori", "Done"));
}

static void
test_camp_on_lost (Fixture *self, gconstpointer user)
{
  park_for_chie (self);
  hang_up_outside (self);
  test_wait_for (is_on_toast (self, CALLER " hung up while waiting for Chie Mori"));
  test_wait_for (row_says (self, UI_TYPE_WAIT_ROW, "Chie Mori", "The caller hung up"));
  assert_row_goes (self, UI_TYPE_WAIT_ROW, "Waiting for Colleagues");
}

/* --- flights ---------------------------------------------------------------- */

static void
send_to_chie (Fixture *self)
{
  take_call (self);
  desk_session_run (self->session, DESK_VERB_TRANSFER, my_call (self), "1004");
  test_wait_for (row_says (self, UI_TYPE_FLIGHT_ROW, CALLER, "Rings at Chie Mori"));
  g_assert_nonnull (find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, "Sent On"));
  g_assert_null (get_button (self, UI_TYPE_FLIGHT_ROW, NULL));
}

static void
test_flight_answered (Fixture *self, gconstpointer user)
{
  send_to_chie (self);
  phone (self, "1004", "answer");
  test_wait_for (row_says (self, UI_TYPE_FLIGHT_ROW, CALLER, "Chie Mori has answered"));
  g_assert_null (get_button (self, UI_TYPE_FLIGHT_ROW, "Take Back"));
  assert_row_goes (self, UI_TYPE_FLIGHT_ROW, "Sent On");
}

static void
test_flight_returned (Fixture *self, gconstpointer user)
{
  send_to_chie (self);
  phone (self, "1004", "hangup");
  test_wait_for (is_on_toast (self, CALLER " comes back: Chie Mori did not answer"));
  test_wait_for (row_says (self, UI_TYPE_FLIGHT_ROW, CALLER, "Back from Chie Mori: not answered"));
  test_wait_for (is_my_call (self, DESK_CALL_STATE_RINGING));
  press (get_button (self, UI_TYPE_FLIGHT_ROW, NULL)); /* seen */
  g_assert_null (get_row (self, UI_TYPE_FLIGHT_ROW));
  g_assert_null (find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, "Sent On"));
}

static void
test_flight_lost (Fixture *self, gconstpointer user)
{
  send_to_chie (self);
  hang_up_outside (self);
  test_wait_for (is_on_toast (self, CALLER " was lost: Chie Mori did not answer"));
  test_wait_for (row_says (self, UI_TYPE_FLIGHT_ROW, CALLER, "Over before Chie Mori answered"));
  press (get_button (self, UI_TYPE_FLIGHT_ROW, "Take Back"));
  test_wait_for (is_my_call (self, DESK_CALL_STATE_DIALLING));
  g_assert_cmpstr (desk_call_get_number (my_call (self)), ==, CALLER);
  test_wait_for (get_row (self, UI_TYPE_FLIGHT_ROW) == NULL);
  g_assert_cmpuint (count (desk_session_get_calls (self->session)), ==, 1);
}

/* --- in a colleague's conversation -------------------------------------------- */

static gboolean
mark_says (Fixture *self, const char *words)
{
  GtkWidget *mark = find (GTK_WIDGET (self->window), UI_TYPE_MONITOR_BANNER, NULL);
  UiBanner *banner = UI_BANNER (adw_bin_get_child (ADW_BIN (mark)));

  if (words == NULL)
    return !ui_banner_get_revealed (banner);
  return ui_banner_get_revealed (banner) && g_strcmp0 (ui_banner_get_title (banner), words) == 0;
}

static void
leave (Fixture *self)
{
  GtkWidget *mark = find (GTK_WIDGET (self->window), UI_TYPE_MONITOR_BANNER, NULL);

  test_wait_for (desk_call_can (my_call (self), DESK_VERB_HANG_UP));
  press (find (mark, GTK_TYPE_BUTTON, "Leave"));
}

/* The question is there; as a press on that button. */
static void
respond (const char *response)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (!ADW_IS_MESSAGE_DIALOG (window))
        continue;
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (window), response);
      gtk_window_destroy (GTK_WINDOW (window));
      return;
    }
  g_assert_not_reached ();
}

static void
test_mark (Fixture *self, gconstpointer user)
{
  static const struct
  {
    DeskVerb verb;
    const char *action, *words;
  } ways[] = {
    { DESK_VERB_LISTEN, "colleague.listen", "You listen to Chie Mori: nobody hears you" },
    { DESK_VERB_WHISPER, "colleague.whisper", "You whisper to Chie Mori: only they hear you" },
    { DESK_VERB_BARGE_IN, "colleague.barge-in",
      "You are in the conversation of Chie Mori: everybody hears you" },
  };
  DeskExtension *chie = desk_presence_model_find (desk_session_get_colleagues (self->session), "1004");

  make_busy (self);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      test_wait_for (desk_session_can_with (self->session, chie, ways[i].verb));
      g_assert_true (mark_says (self, NULL));
      choose (self, ways[i].action, "1004");
      respond ("no");
      g_assert_null (my_call (self));
      choose (self, ways[i].action, "1004");
      respond (desk_verb_get (ways[i].verb)->name);
      test_wait_for (mark_says (self, "Your phone rings: pick up to join Chie Mori"));
      phone (self, user, "answer");
      test_wait_for (mark_says (self, ways[i].words));
      /* Whichever page is shown. */
      show_page (self, "parking");
      test_settle ();
      g_assert_true (mark_says (self, ways[i].words));
      show_page (self, "calls");
      g_assert_true (mark_says (self, ways[i].words));
      if (ways[i].verb == DESK_VERB_BARGE_IN)
        phone (self, user, "hangup"); /* at the phone itself */
      else
        leave (self);
      test_wait_for (mark_says (self, NULL));
      g_assert_cmpint (presence (self, "1004"), ==, DESK_PRESENCE_TALKING);
    }
}

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ui_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(path, user, function) \
  g_test_add ("/ui/going-on/" path, Fixture, user, set_up, function, tear_down)
  ADD ("wait/tell", "1002", test_tell);
  ADD ("wait/call", "1002", test_call);
  ADD ("wait/camp-on", "1002", test_camp_on);
  ADD ("wait/camp-on-brought", "1002", test_camp_on_brought);
  ADD ("wait/camp-on-lost", "1002", test_camp_on_lost);
  ADD ("flight/answered", "1002", test_flight_answered);
  ADD ("flight/returned", "1002", test_flight_returned);
  ADD ("flight/lost", "1002", test_flight_lost);
  ADD ("mark", "1001", test_mark);
#undef ADD
  return g_test_run ();
}
