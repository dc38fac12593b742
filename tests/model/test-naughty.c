/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other people may be called, through everything that is told outside the window. */
#include "config.h"

#include <string.h>

#include "model/desk-notices.h"
#include "model/desk-plain.h"
#include "tests/lib/naughty.h"
#include "tests/model/places.h"

static gboolean
is_forbidden (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  if (c == 0x200c || c == 0x200d)
    return FALSE; /* joiners */
  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_SURROGATE
         || type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_LINE_SEPARATOR
         || type == G_UNICODE_PARAGRAPH_SEPARATOR || (c & 0xfffe) == 0xfffe;
}

static void
check_line (const char *line)
{
  g_assert_true (g_utf8_validate (line, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (line, -1), <=, DESK_NOTICE_TITLE_MAX);
  for (const char *at = line; *at != '\0'; at = g_utf8_next_char (at))
    g_assert_false (is_forbidden (g_utf8_get_char (at)));
}

/* Nothing to be taken away, no two blanks, none at the ends, not too long. */
static gboolean
is_harmless (const char *text)
{
  gboolean was_blank = TRUE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_forbidden (c) || (g_unichar_isspace (c) && (was_blank || c != ' ')))
        return FALSE;
      was_blank = g_unichar_isspace (c);
    }
  return !was_blank && g_utf8_strlen (text, -1) <= DESK_NOTICE_TITLE_MAX;
}

static void
test_lines (void)
{
  g_auto (GStrv) texts = naughty_dup_all (TESTS_DIR);
  guint n_same = 0;

  g_assert_cmpuint (g_strv_length (texts), >=, 515);
  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *line = desk_plain_line (texts[i], DESK_NOTICE_TITLE_MAX);

      check_line (line);
      if (!is_harmless (texts[i]))
        continue;
      g_assert_cmpstr (line, ==, texts[i]);
      n_same++;
    }
  g_assert_cmpuint (n_same, >, 300);
}

static void
notice_cb (DeskNotices *notices, DeskNotice *notice, SessionFixture *fixture)
{
  check_line (desk_notice_get_title (notice));
  g_assert_cmpstr (desk_notice_get_title (notice), !=, "");
  g_string_append_c (fixture->told, (char) ('0' + desk_notice_get_kind (notice)));
}

/* As a name and as a number: it rings, is missed, and is spoken of. */
static void
test_notices (SessionFixture *fixture, gconstpointer data)
{
  g_auto (GStrv) texts = naughty_dup_all (TESTS_DIR);

  places_start (fixture);
  g_signal_connect (desk_session_get_notices (fixture->session), "notice", G_CALLBACK (notice_cb), fixture);
  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *json = naughty_dup_json (texts[i]);
      g_autofree char *more = g_strdup_printf (",\"other_number\":%s,\"other_display_name\":%s", json, json);

      g_string_truncate (fixture->told, 0);
      pbx_status (fixture, "1000", 65, "r1", "t1", more);
      pbx_status (fixture, "1000", -1, "r1", "t1", more);
      session_fixture_advance (fixture, SECOND);
      desk_session_message (fixture->session, texts[i]);
      fake_transport_pong (fixture->line);
      g_assert_cmpint (fixture->told->str[0], ==, '0' + DESK_NOTICE_INCOMING);
      g_assert_cmpint (fixture->told->str[1], ==, '0' + DESK_NOTICE_MISSED);
      if (texts[i][0] != '\0')
        g_assert_cmpint (fixture->told->str[2], ==, '0' + DESK_NOTICE_MESSAGE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/naughty/lines", test_lines);
  g_test_add ("/model/naughty/notices", SessionFixture, NULL, session_fixture_set_up, test_notices,
              session_fixture_tear_down);
  return g_test_run ();
}
