/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-clock.h"
#include "tests/lib/test-wait.h"

static void
append_cb (gpointer user_data)
{
  g_string_append_c (user_data, 'a' + (char) ((GString *) user_data)->len);
}

typedef struct
{
  SimClock *clock;
  guint fired;
  gint64 at;
} Chain;

static void
chain_cb (gpointer user_data)
{
  Chain *chain = user_data;

  chain->fired++;
  chain->at = sim_clock_get_time (chain->clock);
  sim_clock_add (chain->clock, 1000, chain_cb, chain);
}

static void
test_virtual (void)
{
  SimClock *clock = sim_clock_new_virtual ();
  gint64 start = sim_clock_get_time (clock);
  Chain chain = { clock, 0, 0 };
  g_autoptr(GString) text = g_string_new (NULL);
  guint id;

  sim_clock_add (clock, 1000, chain_cb, &chain);
  id = sim_clock_add (clock, 500, append_cb, text);
  sim_clock_cancel (clock, &id);
  g_assert_cmpuint (id, ==, 0);
  sim_clock_cancel (clock, &id);
  sim_clock_advance (clock, 999);
  g_assert_cmpuint (chain.fired, ==, 0);
  sim_clock_advance (clock, 3600001 - 999);
  g_assert_cmpuint (chain.fired, ==, 3600);
  g_assert_cmpint (chain.at, ==, start + 3600000);
  g_assert_cmpint (sim_clock_get_time (clock), ==, start + 3600001);
  g_assert_cmpstr (text->str, ==, "");
  g_assert_finalize_object (clock);
}

static void
test_real (void)
{
  SimClock *clock = sim_clock_new_real ();
  g_autoptr(GString) text = g_string_new (NULL);
  gint64 start = sim_clock_get_time (clock);

  g_assert_cmpint (ABS (start - g_get_real_time () / 1000), <, 2000);
  sim_clock_add (clock, 20, append_cb, text);
  sim_clock_add (clock, 3600000, append_cb, text);
  test_wait_for (text->len == 1);
  g_assert_cmpint (sim_clock_get_time (clock) - start, >=, 20);
  sim_clock_advance (clock, 3600000);
  g_assert_cmpuint (text->len, ==, 2);
  g_assert_finalize_object (clock);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sim/clock/virtual", test_virtual);
  g_test_add_func ("/sim/clock/real", test_real);

  return g_test_run ();
}
