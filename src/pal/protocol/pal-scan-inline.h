/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The innermost loops of the scanner, shared with the reader of events. Private. */
#pragma once

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "pal/protocol/pal-scan.h"

G_BEGIN_DECLS

enum
{
  STATE_VALUE,        /* a value must come */
  STATE_FIRST_VALUE,  /* a value or ']' */
  STATE_FIRST_NAME,   /* a name or '}' */
  STATE_NEXT,         /* ',' or the closing bracket */
  STATE_DONE,         /* only white space may come */
  STATE_ERROR,
};

static inline const char *
skip_space (const char *p, const char *end)
{
  while (p < end && (guchar) *p <= ' ' && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t'))
    p++;
  return p;
}

/* Passes over plain ASCII: up to the first quote, backslash, control or byte above 0x7f. */
static inline const char *
skip_plain (const char *p, const char *end)
{
#ifdef __SSE2__
  const __m128i quote = _mm_set1_epi8 ('"');
  const __m128i backslash = _mm_set1_epi8 ('\\');
  const __m128i space = _mm_set1_epi8 (0x20);

  while (end - p >= 16)
    {
      __m128i bytes = _mm_loadu_si128 ((const __m128i *) p);
      __m128i stop = _mm_or_si128 (_mm_cmpeq_epi8 (bytes, quote), _mm_cmpeq_epi8 (bytes, backslash));
      /* Signed: below the space are the controls and everything above 0x7f. */
      guint mask = _mm_movemask_epi8 (_mm_or_si128 (stop, _mm_cmplt_epi8 (bytes, space)));

      if (mask != 0)
        return p + __builtin_ctz (mask);
      p += 16;
    }
#endif

  while (end - p >= 8)
    {
      const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
      const guint64 tops = G_GUINT64_CONSTANT (0x8080808080808080);
      guint64 w, q, b;

      memcpy (&w, p, 8);
      q = w ^ (ones * '"');
      b = w ^ (ones * '\\');
      if ((((w - ones * 0x20) | (q - ones) | (b - ones) | w) & tops) != 0)
        break;
      p += 8;
    }

  while (p < end && (guchar) *p >= 0x20 && (guchar) *p < 0x80 && *p != '"' && *p != '\\')
    p++;

  return p;
}

/* The length of the character that begins with a byte above 0x7f, or 0: overlong, surrogate, beyond U+10FFFF
 * or cut off. */
static inline guint
utf8_length (const char *p, const char *end)
{
  guchar a = p[0], b, low = 0x80, high = 0xbf;
  guint n;

  if (a < 0xc2 || a > 0xf4)
    return 0;

  n = a < 0xe0 ? 2 : a < 0xf0 ? 3 : 4;
  if ((gsize) (end - p) < n)
    return 0;

  if (a == 0xe0)
    low = 0xa0;
  else if (a == 0xed)
    high = 0x9f;
  else if (a == 0xf0)
    low = 0x90;
  else if (a == 0xf4)
    high = 0x8f;

  b = p[1];
  if (b < low || b > high)
    return 0;
  for (guint i = 2; i < n; i++)
    {
      if (((guchar) p[i] & 0xc0) != 0x80)
        return 0;
    }

  return n;
}

/* After a value has ended: what the place it stands in expects. */
static inline void
end_value (PalScan *self)
{
  self->state = self->depth == 0 ? STATE_DONE : STATE_NEXT;
}

G_END_DECLS
