/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pal/client/pal-backoff.h"

#define S G_GINT64_CONSTANT (1000000)

static void
test_limits (void)
{
  static const gint64 limits[] = { 1, 2, 4, 8, 16, 30, 30, 30 };
  PalBackoff backoff = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      PalBackoff before = backoff;

      g_assert_cmpint (pal_backoff_next (&backoff, 0.0), ==, 0);
      backoff = before;
      g_assert_cmpint (pal_backoff_next (&backoff, 0.5), ==, limits[i] * S / 2);
      backoff = before;
      g_assert_cmpint (pal_backoff_next (&backoff, 1.0), ==, limits[i] * S);
    }
  for (guint i = 0; i < 1000; i++)
    g_assert_cmpint (pal_backoff_next (&backoff, 1.0), ==, PAL_BACKOFF_MAX);
}

static void
test_settle (void)
{
  PalBackoff backoff = { 0 };

  for (guint i = 0; i < 4; i++)
    pal_backoff_next (&backoff, 1.0);
  pal_backoff_settle (&backoff, 29 * S);
  g_assert_cmpint (pal_backoff_next (&backoff, 1.0), ==, 16 * S);
  pal_backoff_settle (&backoff, 30 * S);
  g_assert_cmpint (pal_backoff_next (&backoff, 1.0), ==, 1 * S);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pal/backoff/limits", test_limits);
  g_test_add_func ("/pal/backoff/settle", test_settle);

  return g_test_run ();
}
