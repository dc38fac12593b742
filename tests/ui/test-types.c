/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Types of the window that do something by themselves; that all of them go is seen in test-every-type.c. */

#include <adwaita.h>

#include "model/desk-session.h"
#include "tests/lib/test-wait.h"
#include "ui/compat/ui-banner.h"
#include "ui/pages/ui-calls-page.h"
#include "ui/pages/ui-colleagues-page.h"
#include "ui/ui-clock.h"
#include "ui/ui-init.h"
#include "ui/ui-presence-text.h"
#include "ui/ui-window.h"

static DeskSession *
make_session (void)
{
  g_autoptr (StoreAccount) account = store_account_new ("test");

  g_object_set (account, "url", "ws://127.0.0.1:1/pbx/ws", "user", "1002", NULL);
  return desk_session_new (account, NULL, NULL, NULL);
}

/* Disposes twice before the last reference goes. */
static void
assert_goes (gpointer object)
{
  g_object_run_dispose (object);
  g_object_run_dispose (object);
  g_assert_finalize_object (object);
}

/* The toolkit lets go of a window and its lists in later turns of the loop. */
static void
assert_gone_soon (gpointer object)
{
  gpointer watched = object;

  g_object_add_weak_pointer (G_OBJECT (object), &watched);
  g_object_unref (object);
  test_wait_for (watched == NULL);
}

static void
count_notify_cb (guint *count)
{
  *count += 1;
}

static void
test_banner_notifies_once (void)
{
  g_autoptr (UiBanner) banner = g_object_ref_sink (g_object_new (UI_TYPE_BANNER, NULL));
  guint count = 0;

  g_signal_connect_swapped (banner, "notify::title", G_CALLBACK (count_notify_cb), &count);
  g_signal_connect_swapped (banner, "notify::button-label", G_CALLBACK (count_notify_cb), &count);
  g_signal_connect_swapped (banner, "notify::revealed", G_CALLBACK (count_notify_cb), &count);
  for (guint i = 0; i < 2; i++)
    {
      ui_banner_set_title (banner, "Reconnecting in 4 seconds");
      ui_banner_set_button_label (banner, "Try Now");
      ui_banner_set_revealed (banner, TRUE);
    }
  g_assert_cmpuint (count, ==, 3);
  g_assert_cmpstr (ui_banner_get_title (banner), ==, "Reconnecting in 4 seconds");
  g_assert_true (ui_banner_get_revealed (banner));
}

static void
test_ticker_stands_still (void)
{
  UiTicker *ticker = ui_ticker_new (NULL);
  GtkWidget *clock = g_object_ref_sink (g_object_new (UI_TYPE_CLOCK, NULL));

  ui_clock_set_ticker (UI_CLOCK (clock), ticker);
  ui_clock_set_since (UI_CLOCK (clock), g_get_monotonic_time ());
  g_assert_false (ui_ticker_is_running (ticker)); /* nobody sees it */
  assert_goes (clock);
  assert_goes (ticker);
}

static void
test_page (void)
{
  g_autoptr (DeskSession) session = make_session ();
  g_autoptr (UiTicker) ticker = ui_ticker_new (session);
  GtkWidget *page = g_object_ref_sink (
      g_object_new (UI_TYPE_COLLEAGUES_PAGE, "session", session, "ticker", ticker, NULL));

  g_assert_null (ui_colleagues_page_dup_favourite (UI_COLLEAGUES_PAGE (page), 1));
  g_assert_null (ui_page_dup_chosen (UI_PAGE (page)));
  assert_goes (page);

  page = g_object_ref_sink (g_object_new (UI_TYPE_CALLS_PAGE, "session", session, "ticker", ticker, NULL));
  g_assert_null (ui_page_dup_chosen (UI_PAGE (page)));
  assert_goes (page);
}

static void
test_window (void)
{
  DeskSession *session = make_session ();
  UiWindow *window = g_object_ref (ui_window_new (NULL, session, NULL));

  gtk_window_present (GTK_WINDOW (window));
  test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (window)));
  ui_window_open_dial_field (window, "03-1234");
  ui_window_toast (window, "<b>R & D</b> refused");
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_run_dispose (G_OBJECT (window));
  assert_gone_soon (window);
  assert_gone_soon (session);
}

static void
test_clock_text (void)
{
  static const struct
  {
    gint64 seconds;
    const char *text;
  } cases[] = { { -5, "0:00" }, { 7, "0:07" }, { 192, "3:12" }, { 3845, "1:04:05" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = ui_format_clock (cases[i].seconds * G_USEC_PER_SEC);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ui_init ();

  g_test_add_func ("/ui/types/banner", test_banner_notifies_once);
  g_test_add_func ("/ui/types/ticker", test_ticker_stands_still);
  g_test_add_func ("/ui/types/page", test_page);
  g_test_add_func ("/ui/types/window", test_window);
  g_test_add_func ("/ui/types/clock", test_clock_text);
  return g_test_run ();
}
