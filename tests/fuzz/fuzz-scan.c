/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scanner, whole and in pauses: both must say the same. */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-scan.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static PalToken
next_in_steps (PalScan *scan, gsize step, PalSlice *slice)
{
  PalToken token;

  do
    {
      scan->pause = (gsize) (scan->end - scan->at) > step ? scan->at + step : scan->end;
      token = pal_scan_next (scan, slice);
    }
  while (token == PAL_TOKEN_PAUSE);

  return token;
}

static void
check_text (PalToken token, const PalSlice *slice)
{
  g_autofree char *text = NULL;

  if (token != PAL_TOKEN_TEXT && token != PAL_TOKEN_NAME)
    return;

  text = pal_slice_dup (slice);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (slice->escaped || strlen (text) == slice->length);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  PalSlice a, b;
  PalScan whole, steps;
  PalToken token;
  gint64 number;

  pal_scan_init (&whole, (const char *) data, size);
  pal_scan_init (&steps, (const char *) data, size);

  do
    {
      token = pal_scan_next (&whole, &a);
      g_assert_cmpint (token, ==, next_in_steps (&steps, 1 + size % 7, &b));
      if (token >= PAL_TOKEN_NAME)
        {
          g_assert_true (a.text == b.text && a.length == b.length);
          g_assert_true (a.text >= whole.start && a.text + a.length <= whole.end);
          check_text (token, &a);
          pal_slice_to_int (&a, &number);
        }
      g_assert_cmpuint (whole.depth, <=, PAL_SCAN_MAX_DEPTH);
    }
  while (token > PAL_TOKEN_PAUSE);

  return 0;
}
