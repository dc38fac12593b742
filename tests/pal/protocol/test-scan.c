/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-scan.h"

/* Accepted and refused texts in the manner of the public JSON test suite, written by hand. A text that holds
 * a NUL has its length beside it. */
typedef struct
{
  const char *text;
  gsize length;
} Case;

/* clang-format off */

#define T(s) { s, sizeof (s) - 1 }

static const Case good[] = {
  T ("[]"), T ("{}"), T ("[ ]"), T ("{ }"), T (" [] "), T ("\t[\n]\r"), T ("null"), T ("true"), T ("false"),
  T ("0"), T ("-0"), T ("1"), T ("-1"), T ("10"), T ("0.5"), T ("-0.5e-3"), T ("1E+2"), T ("1e400"),
  T ("123456789012345678901234567890"),
  T ("1e00"), T ("20e1"), T ("\"\""), T ("\"a\""), T ("[null]"), T ("[1,2,3]"), T ("[[],[[]]]"),
  T ("[\"a\",1,null,true,{}]"),
  T ("{\"a\":1}"), T ("{\"a\":{\"b\":[]}}"), T ("{\"a\":1,\"a\":2}"), T ("{\"\":0}"),
  T ("{ \"a\" : 1 , \"b\" : [ 1 , 2 ] }"),
  T ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""), T ("\"\\u0041\""), T ("\"\\u00e9\\uABCD\\uabcd\""),
  T ("\"\\uD834\\uDD1E\""),
  T ("\"\\ud800\""), T ("\"\\udc00\""), T ("\"\\ud800x\""), T ("\"\\ud800\\u0041\""), T ("\"\\u0000\""),
  T ("\"\x7f\""), T ("\"\xc2\x80\""), T ("\"\xdf\xbf\""), T ("\"\xe0\xa0\x80\""),
  T ("\"\xe3\x81\x82\""), T ("\"\xed\x9f\xbf\""),
  T ("\"\xee\x80\x80\""), T ("\"\xef\xbf\xbf\""), T ("\"\xf0\x90\x80\x80\""), T ("\"\xf4\x8f\xbf\xbf\""),
  T ("{\"\xe5\x90\x8d\xe5\x89\x8d\":\"\xe5\xb1\xb1\xe7\x94\xb0\"}"), T ("\"/\""), T ("[1e-2]"),
  T ("\"\xe2\x80\xa8\""),
  T ("[\"0123456789abcdef0123456789abcdef0123456789abcdef\"]"),
  T ("[\"0123456789abcde\\n0123456789abcdef\"]"),
};

static const Case bad[] = {
  T (""), T (" "), T ("["), T ("]"), T ("{"), T ("}"), T ("[}"), T ("{]"), T ("[1"), T ("[1,"),
  T ("[1,]"), T ("[,1]"), T ("[,]"),
  T ("[1,,2]"), T ("[1 2]"), T ("[1]]"), T ("[]["), T ("{}{}"), T ("[] x"), T ("1 2"), T ("{\"a\"}"),
  T ("{\"a\":}"), T ("{\"a\":1,}"),
  T ("{\"a\" 1}"), T ("{\"a\":1 \"b\":2}"), T ("{,}"), T ("{,\"a\":1}"), T ("{a:1}"), T ("{'a':1}"),
  T ("{1:1}"), T ("{null:1}"),
  T ("{\"a\":1,,\"b\":2}"), T ("{\"a\"::1}"), T ("{\"a\",1}"), T ("[\"a\":1]"), T ("{\"a\":1]"),
  T ("[\"a\"}"), T ("{\"a\":\"b\"]"),
  T ("tru"), T ("True"), T ("TRUE"), T ("truee"), T ("nul"), T ("nulll"), T ("fals"), T ("NaN"),
  T ("Infinity"), T ("-Infinity"), T ("undefined"),
  T ("01"), T ("-01"), T ("+1"), T ("-"), T ("--1"), T ("1."), T (".5"), T ("-.5"), T ("1.e1"),
  T ("1e"), T ("1e+"), T ("1eE2"), T ("0x10"),
  T ("1_000"), T ("1a"), T ("0e"), T ("0.1.2"), T ("[-]"), T ("[1e1.5]"), T ("\xef\xbc\x91"), T ("1\xc2\xa0"),
  T ("\""), T ("\"a"), T ("\"\\\""), T ("\"\\a\""), T ("\"\\x41\""), T ("\"\\'\""), T ("\"\\u\""),
  T ("\"\\u12\""), T ("\"\\u123\""),
  T ("\"\\u12G4\""), T ("\"\\U0041\""), T ("\"\\"), T ("\"\\u00"), T ("'a'"), T ("\"\n\""),
  T ("\"\t\""), T ("\"\x1f\""), T ("\"a\0b\""),
  T ("\0"), T ("[\0]"), T ("[]\0"), T ("\xef\xbb\xbf[]"), T ("[1]//x"), T ("/**/[]"), T ("[/**/1]"),
  T ("#\n[]"), T ("[1]\x0c"), T ("\x0b[1]"),
  T ("\"\x80\""), T ("\"\xbf\""), T ("\"\xc0\xaf\""), T ("\"\xc1\xbf\""), T ("\"\xc2\""),
  T ("\"\xc2\x41\""), T ("\"\xe0\x80\x80\""),
  T ("\"\xe0\x9f\xbf\""), T ("\"\xe3\x81\""), T ("\"\xed\xa0\x80\""), T ("\"\xed\xbf\xbf\""),
  T ("\"\xf0\x80\x80\x80\""), T ("\"\xf0\x8f\xbf\xbf\""),
  T ("\"\xf4\x90\x80\x80\""), T ("\"\xf5\x80\x80\x80\""), T ("\"\xf8\x88\x80\x80\x80\""),
  T ("\"\xfe\""), T ("\"\xff\""), T ("\"\xf0\x90\x80\""),
  T ("\"0123456789abcdef\x1f\""), T ("\"0123456789abcdef\xff 0123456789abcdef\""),
  T ("[\"a\",\n4\n,1,"), T ("*"), T ("[*]"), T ("[a]"),
  T ("{\"a\":\"b\"}/**/"), T ("{\"a\":\"b\"}#"), T ("{\"a\":/*b*/1}"), T ("<a>"), T ("[\"\\u00A"),
  T ("[\"\\ud800\\"), T ("[\"\\ud800\\u"),
};

/* clang-format on */

/* In a block of exactly its size, so that a reader that goes one byte too far is caught. */
static char *
exact (const char *text, gsize length)
{
  return length > 0 ? g_memdup2 (text, length) : NULL;
}

static PalToken
read_all (PalScan *scan)
{
  PalSlice slice;
  PalToken token;

  do
    token = pal_scan_next (scan, &slice);
  while (token > PAL_TOKEN_PAUSE);

  return token;
}

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *text = exact (good[i].text, good[i].length);
      PalScan scan;

      pal_scan_init (&scan, text, good[i].length);
      if (read_all (&scan) != PAL_TOKEN_END)
        g_error ("refused: %s (%s)", good[i].text, scan.error);
      g_assert_cmpint (read_all (&scan), ==, PAL_TOKEN_END);
    }
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = exact (bad[i].text, bad[i].length);
      g_autoptr (GError) error = NULL;
      PalScan scan;

      pal_scan_init (&scan, text, bad[i].length);
      if (read_all (&scan) != PAL_TOKEN_ERROR)
        g_error ("accepted: %s", bad[i].text);
      g_assert_nonnull (scan.error);
      g_assert_cmpuint (scan.error_offset, <=, bad[i].length);
      g_assert_cmpint (read_all (&scan), ==, PAL_TOKEN_ERROR);
      pal_scan_propagate (&scan, &error);
      g_assert_error (error, PAL_ERROR, PAL_ERROR_PROTOCOL);
    }
}

/* A text cut anywhere is refused, or is a shorter valid one (a number), and nothing beyond is read. */
static void
test_truncated (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      for (gsize length = 0; length < good[i].length; length++)
        {
          g_autofree char *text = exact (good[i].text, length);
          PalScan scan;
          PalToken token;

          pal_scan_init (&scan, text, length);
          token = read_all (&scan);
          g_assert_true (token == PAL_TOKEN_ERROR || token == PAL_TOKEN_END);
          if (token == PAL_TOKEN_END)
            g_assert_true (strchr ("+.eE0123456789 \t\n\r", good[i].text[length]) != NULL);
        }
    }
}

/* Paused at every byte, the same tokens come. */
static void
test_paused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      for (gsize step = 1; step < 5; step++)
        {
          g_autofree char *text = exact (good[i].text, good[i].length);
          PalScan whole, parts;

          pal_scan_init (&whole, text, good[i].length);
          pal_scan_init (&parts, text, good[i].length);
          for (;;)
            {
              PalSlice a = { NULL }, b = { NULL };
              PalToken token = pal_scan_next (&whole, &a), other;

              do
                {
                  parts.pause = MIN (parts.at + step, parts.end);
                  other = pal_scan_next (&parts, &b);
                }
              while (other == PAL_TOKEN_PAUSE);

              g_assert_cmpint (token, ==, other);
              if (token <= PAL_TOKEN_PAUSE)
                break;
              g_assert_true (a.text == b.text && a.length == b.length);
            }
        }
    }
}

static void
test_depth (void)
{
  for (guint depth = PAL_SCAN_MAX_DEPTH - 1; depth <= PAL_SCAN_MAX_DEPTH + 1; depth++)
    {
      g_autofree char *text = g_malloc (2 * depth);
      PalScan scan;

      memset (text, '[', depth);
      memset (text + depth, ']', depth);
      pal_scan_init (&scan, text, 2 * depth);
      g_assert_cmpint (read_all (&scan), ==, depth <= PAL_SCAN_MAX_DEPTH ? PAL_TOKEN_END : PAL_TOKEN_ERROR);
    }
}

static void
test_long_number (void)
{
  for (guint length = PAL_SCAN_MAX_NUMBER; length <= PAL_SCAN_MAX_NUMBER + 1; length++)
    {
      g_autofree char *text = g_strnfill (length, '9');
      PalScan scan;

      pal_scan_init (&scan, text, length);
      g_assert_cmpint (read_all (&scan), ==, length <= PAL_SCAN_MAX_NUMBER ? PAL_TOKEN_END : PAL_TOKEN_ERROR);
    }
}

static void
test_tokens (void)
{
  static const char text[] = "{\"a\":[1,\"b\\n\",true],\"c\":{\"d\":null}}";
  static const PalToken expected[] = {
    PAL_TOKEN_OBJECT, PAL_TOKEN_NAME, PAL_TOKEN_ARRAY, PAL_TOKEN_NUMBER, PAL_TOKEN_TEXT,
    PAL_TOKEN_TRUE, PAL_TOKEN_CLOSE,
    PAL_TOKEN_NAME, PAL_TOKEN_OBJECT, PAL_TOKEN_NAME, PAL_TOKEN_NULL, PAL_TOKEN_CLOSE, PAL_TOKEN_CLOSE,
    PAL_TOKEN_END,
  };
  PalSlice slice;
  PalScan scan;

  pal_scan_init (&scan, text, strlen (text));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (pal_scan_next (&scan, &slice), ==, expected[i]);
}

static void
test_skip (void)
{
  static const char text[] = "[ {\"a\":[{}]} , \"x\" , -1.5 , [ ] ]";
  static const char *const expected[] = { "{\"a\":[{}]}", "\"x\"", "-1.5", "[ ]" };
  PalSlice slice;
  PalScan scan;

  pal_scan_init (&scan, text, strlen (text));
  pal_scan_next (&scan, &slice);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_true (pal_scan_skip (&scan, &slice));
      g_assert_cmpmem (slice.text, slice.length, expected[i], strlen (expected[i]));
    }
  g_assert_false (pal_scan_skip (&scan, &slice));
  g_assert_cmpint (pal_scan_next (&scan, &slice), ==, PAL_TOKEN_END);
}

static void
test_unescape (void)
{
  static const struct
  {
    const char *text, *plain;
  } cases[] = {
    { "plain", "plain" },
    { "\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t" },
    { "a\\u0041b", "aAb" },
    { "\\u00e9\\u3042", "é\xe3\x81\x82" },
    { "\\uD834\\uDD1E", "\xf0\x9d\x84\x9e" },
    { "x\\ud800y", "x\xef\xbf\xbdy" },
    { "\\udc00", "\xef\xbf\xbd" },
    { "\\ud800\\ud834\\udd1e", "\xef\xbf\xbd\xf0\x9d\x84\x9e" },
    { "\\ud800\\u0041", "\xef\xbf\xbd" "A" },
    { "a\\u0000b", "a\xef\xbf\xbd" "b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PalSlice slice = { cases[i].text, strlen (cases[i].text), TRUE };
      g_autofree char *plain = pal_slice_dup (&slice);

      g_assert_cmpstr (plain, ==, cases[i].plain);
      g_assert_true (pal_slice_equal (&slice, cases[i].plain));
      g_assert_true (g_utf8_validate (plain, -1, NULL));
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    gboolean good;
    gint64 value;
  } cases[] = {
    { "0", TRUE, 0 }, { "-1", TRUE, -1 }, { "14", TRUE, 14 },
    { "1587451427817", TRUE, G_GINT64_CONSTANT (1587451427817) },
    { "1.0", TRUE, 1 }, { "2.9", TRUE, 2 }, { "1e3", TRUE, 1000 }, { "+5", TRUE, 5 }, { "007", TRUE, 7 },
    { "", FALSE, 0 }, { "-", FALSE, 0 }, { "x", FALSE, 0 }, { "1x", FALSE, 0 }, { " 1", FALSE, 0 },
    { "1e400", FALSE, 0 },
    { "99999999999999999999", FALSE, 0 }, { "1.", TRUE, 1 }, { "nan", FALSE, 0 }, { "inf", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PalSlice slice = { cases[i].text, strlen (cases[i].text), FALSE };
      gint64 value = 0;

      g_assert_cmpint (pal_slice_to_int (&slice, &value), ==, cases[i].good);
      if (cases[i].good)
        g_assert_cmpint (value, ==, cases[i].value);
    }
}

/* Every byte at every place of a long text, so that each width of the fast path meets it. */
static void
test_every_byte (void)
{
  for (guint byte = 0; byte < 256; byte++)
    {
      for (guint place = 1; place < 41; place++)
        {
          g_autofree char *text = g_malloc (42);
          PalSlice slice;
          PalScan scan;

          memset (text, 'a', 42);
          text[0] = text[41] = '"';
          text[place] = byte;
          pal_scan_init (&scan, text, 42);
          if (byte < 0x20 || byte >= 0x80)
            {
              g_assert_cmpint (pal_scan_next (&scan, &slice), ==, PAL_TOKEN_ERROR);
              g_assert_cmpuint (scan.error_offset, ==, place);
            }
          else if (byte == '"')
            {
              g_assert_cmpint (pal_scan_next (&scan, &slice), ==, PAL_TOKEN_TEXT);
              g_assert_cmpuint (slice.length, ==, place - 1);
            }
          else
            g_assert_cmpint (pal_scan_next (&scan, &slice), ==,
                             byte == '\\' ? PAL_TOKEN_ERROR : PAL_TOKEN_TEXT);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/scan/good", test_good);
  g_test_add_func ("/scan/bad", test_bad);
  g_test_add_func ("/scan/truncated", test_truncated);
  g_test_add_func ("/scan/paused", test_paused);
  g_test_add_func ("/scan/depth", test_depth);
  g_test_add_func ("/scan/long-number", test_long_number);
  g_test_add_func ("/scan/tokens", test_tokens);
  g_test_add_func ("/scan/skip", test_skip);
  g_test_add_func ("/scan/unescape", test_unescape);
  g_test_add_func ("/scan/numbers", test_numbers);
  g_test_add_func ("/scan/every-byte", test_every_byte);

  return g_test_run ();
}
