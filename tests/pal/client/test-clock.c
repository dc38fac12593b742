/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pal/client/pal-clock.h"
#include "tests/lib/test-wait.h"

typedef struct
{
  PalClock *clock;
  GString *log;
  guint id;
} Fixture;

static void
a_cb (gpointer user_data)
{
  g_string_append_c (((Fixture *) user_data)->log, 'a');
}

static void
b_cb (gpointer user_data)
{
  g_string_append_c (((Fixture *) user_data)->log, 'b');
}

static void
chain_cb (gpointer user_data)
{
  Fixture *fixture = user_data;

  g_string_append_c (fixture->log, 'c');
  pal_clock_add (fixture->clock, pal_clock_get_monotonic (fixture->clock) + 10, b_cb, fixture);
}

static void
remover_cb (gpointer user_data)
{
  Fixture *fixture = user_data;

  g_string_append_c (fixture->log, 'r');
  pal_clock_remove (fixture->clock, fixture->id);
}

static void
test_virtual_order (void)
{
  PalVirtualClock *clock = pal_virtual_clock_new ();
  Fixture fixture = { PAL_CLOCK (clock), g_string_new (NULL), 0 };
  gint64 start = pal_clock_get_monotonic (fixture.clock);
  gint64 real = pal_clock_get_real (fixture.clock);

  pal_clock_add (fixture.clock, start + 100, b_cb, &fixture);
  pal_clock_add (fixture.clock, start + 50, a_cb, &fixture);
  pal_clock_add (fixture.clock, start + 100, a_cb, &fixture);
  pal_virtual_clock_advance (clock, 49);
  g_assert_cmpstr (fixture.log->str, ==, "");
  pal_virtual_clock_advance (clock, 1);
  g_assert_cmpstr (fixture.log->str, ==, "a");
  pal_virtual_clock_advance (clock, 50);
  g_assert_cmpstr (fixture.log->str, ==, "aba");
  g_assert_cmpuint (pal_virtual_clock_get_n_timers (clock), ==, 0);
  g_assert_cmpint (pal_clock_get_monotonic (fixture.clock), ==, start + 100);
  g_assert_cmpint (pal_clock_get_real (fixture.clock), ==, real + 100);

  g_string_free (fixture.log, TRUE);
  g_assert_finalize_object (clock);
}

static void
test_virtual_nested (void)
{
  PalVirtualClock *clock = pal_virtual_clock_new ();
  Fixture fixture = { PAL_CLOCK (clock), g_string_new (NULL), 0 };
  gint64 start = pal_clock_get_monotonic (fixture.clock);

  pal_clock_add (fixture.clock, start + 10, chain_cb, &fixture);
  pal_clock_add (fixture.clock, start + 25, remover_cb, &fixture);
  fixture.id = pal_clock_add (fixture.clock, start + 30, a_cb, &fixture);
  pal_virtual_clock_advance (clock, 100);
  g_assert_cmpstr (fixture.log->str, ==, "cbr");

  pal_virtual_clock_set_step (clock, 5);
  start = pal_clock_get_monotonic (fixture.clock);
  g_assert_cmpint (pal_clock_get_monotonic (fixture.clock), ==, start + 5);

  g_string_free (fixture.log, TRUE);
  g_assert_finalize_object (clock);
}

static void
test_system (void)
{
  PalClock *clock = pal_clock_new_system ();
  Fixture fixture = { clock, g_string_new (NULL), 0 };
  gint64 now = pal_clock_get_monotonic (clock);
  guint id;

  g_assert_cmpint (ABS (pal_clock_get_real (clock) - g_get_real_time ()), <, 10 * G_USEC_PER_SEC);
  id = pal_clock_add (clock, now, b_cb, &fixture);
  pal_clock_remove (clock, id);
  pal_clock_add (clock, now + 1000, chain_cb, &fixture);
  test_wait_for (fixture.log->len == 2);
  g_assert_cmpstr (fixture.log->str, ==, "cb");
  g_assert_cmpint (pal_clock_get_monotonic (clock), >=, now + 1000);

  /* what still waits goes with the clock */
  pal_clock_add (clock, now, a_cb, &fixture);
  g_assert_finalize_object (clock);
  test_settle ();
  g_assert_cmpstr (fixture.log->str, ==, "cb");
  g_string_free (fixture.log, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pal/clock/virtual-order", test_virtual_order);
  g_test_add_func ("/pal/clock/virtual-nested", test_virtual_nested);
  g_test_add_func ("/pal/clock/system", test_system);

  return g_test_run ();
}
