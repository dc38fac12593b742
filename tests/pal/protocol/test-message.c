/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-message.h"

#define EVENT                                                                                                \
  "{\"jsonrpc\":\"2.0\",\"method\":\"notify_park\",\"params\":{\"park\":\"777\",\"status\":\"on\"}}"
#define REPLY "{\"jsonrpc\":\"2.0\",\"result\":true,\"id\":\"1\"}"

static const char letters[] = {
  [PAL_MESSAGE_END] = '$',     [PAL_MESSAGE_EVENT] = 'E',
  [PAL_MESSAGE_REPLY] = 'R',   [PAL_MESSAGE_CONNECTION_ERROR] = 'C',
  [PAL_MESSAGE_REQUEST] = 'Q', [PAL_MESSAGE_IGNORED] = '-',
  [PAL_MESSAGE_PARTIAL] = '.', [PAL_MESSAGE_INVALID] = '!',
};

/* Reads a frame, in a block of its exact size, to its end: one letter for each kind. */
static char *
read_kinds (const char *text, gsize length, PalEventBatch *batch)
{
  g_autoptr (GBytes) frame = g_bytes_new (text, length);
  GString *kinds = g_string_new (NULL);
  PalMessageReader reader;
  PalMessageKind kind;

  pal_message_reader_init (&reader, frame);
  do
    {
      g_autoptr (PalReply) reply = NULL;
      g_autoptr (GError) error = NULL;

      kind = pal_message_reader_next (&reader, batch, &reply, &error);
      g_assert_true ((reply != NULL) == (kind == PAL_MESSAGE_REPLY || kind == PAL_MESSAGE_CONNECTION_ERROR));
      g_assert_true ((error != NULL) == (kind == PAL_MESSAGE_INVALID));
      /* Partial reads in a row count as one. */
      if (kind != PAL_MESSAGE_PARTIAL || kinds->len == 0 || kinds->str[kinds->len - 1] != '.')
        g_string_append_c (kinds, letters[kind]);
    }
  while (kind != PAL_MESSAGE_END && kind != PAL_MESSAGE_INVALID);
  pal_message_reader_clear (&reader);

  return g_string_free (kinds, FALSE);
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *frame, *kinds;
    guint n_events;
  } cases[] = {
    { "", "$", 0 },
    { "{}", "-$", 0 },
    { "[]", "$", 0 },
    { EVENT, "E$", 1 },
    { " " EVENT " \n", "E$", 1 },
    { "[" EVENT "," EVENT "]", "EE$", 2 },
    { " [ " EVENT " , " REPLY " , " EVENT " ] ", "ERE$", 2 },
    { REPLY, "R$", 0 },
    { "{\"id\":7,\"result\":null}", "R$", 0 },
    { "{\"id\":\"x\",\"error\":{\"code\":1}}", "R$", 0 },
    { "{\"error\":{\"code\":-2022,\"message\":\"Login failed (4)\"},\"id\":null}", "C$", 0 },
    { "{\"error\":{\"code\":-2022}}", "C$", 0 },
    { "{\"error\":{},\"id\":0}", "C$", 0 },
    { "{\"error\":{},\"id\":\"\"}", "C$", 0 },
    { "{\"result\":1,\"id\":null}", "-$", 0 },
    { "{\"id\":\"9\"}", "-$", 0 },
    { "{\"id\":\"9\",\"method\":\"hello\"}", "Q$", 0 },
    { "{\"method\":\"notify_park\",\"params\":{\"park\":\"1\"},\"id\":\"9\"}", "Q$", 0 },
    { "{\"method\":\"notify_park\",\"params\":{\"park\":\"1\"},\"id\":0}", "E$", 1 },
    { "{\"params\":{\"park\":\"1\"},\"method\":\"notify_park\"}", "E$", 1 },
    { "{\"method\":\"new_one\",\"params\":[1]}", "E$", 1 },
    { "{\"method\":5}", "-$", 0 },
    { "[1,\"a\",null,true,[{}],{}," EVENT "]", "------E$", 1 },
    { "1", "!", 0 },
    { "\"text\"", "!", 0 },
    { " ", "!", 0 },
    { "{", "!", 0 },
    { EVENT "x", "!", 0 },
    { EVENT EVENT, "!", 0 },
    { "[" EVENT "," EVENT "}", "EE!", 2 },
    { "[" EVENT "," EVENT, "EE!", 2 },
    { "[" EVENT " " EVENT "]", "E!", 1 },
    { "[" EVENT ",]", "E!", 1 },
    { "[" EVENT "] []", "E!", 1 },
    { "{\"method\":\"notify_park\",\"params\":{\"park\":\"1\",}}", "!", 0 },
    { "{\"method\":\"notify_park\",\"params\":{\"park\":\"\xff\"}}", "!", 0 },
    { "{\"method\":\"notify_park\",\"params\":{\"park\":1}", "!", 0 },
    { "{\"params\":{\"park\":1,},\"method\":\"notify_park\"}", "!", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PalEventBatch) batch = pal_event_batch_new ();
      g_autofree char *kinds = read_kinds (cases[i].frame, strlen (cases[i].frame), batch);

      if (strcmp (kinds, cases[i].kinds) != 0)
        g_error ("%s: %s, not %s", cases[i].frame, kinds, cases[i].kinds);
      g_assert_cmpuint (pal_event_batch_get_size (batch), ==, cases[i].n_events);
    }
}

/* Cut at every byte, a frame is refused and leaves no half event. */
static void
test_truncated (void)
{
  static const char *const frames[] = {
    EVENT,
    REPLY,
    "{\"params\":{\"user\":\"\\u0041\xe3\x81\x82\",\"status\":-1,\"x\":[true,{\"y\":null}]},\"method\":"
    "\"notify_status\"}",
    "{\"method\":\"notify_status\",\"params\":{\"time\":1587451427817,\"user_display_name\":\"\xe5\xb1\xb1\"}"
    "}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      for (gsize length = 1; length < strlen (frames[i]); length++)
        {
          g_autoptr (PalEventBatch) batch = pal_event_batch_new ();
          g_autofree char *kinds = read_kinds (frames[i], length, batch);

          g_assert_cmpstr (kinds, ==, "!");
          g_assert_cmpuint (pal_event_batch_get_size (batch), ==, 0);
        }
    }
}

static GString *
repeat (const char *before, const char *part, gsize size, const char *after)
{
  GString *text = g_string_new (before);

  while (text->len < size)
    g_string_append (text, part);
  g_string_append (text, after);

  return text;
}

/* Large elements come in parts, each of bounded work, and end as small ones do. */
static void
test_large (void)
{
  struct
  {
    GString *frame;
    const char *kinds;
  } cases[] = {
    { repeat ("{\"id\":\"1\",\"result\":[[\"1000\",\"A\"]", ",[\"1001\",\"\xe5\xb1\xb1\"]", 4000000, "]}"),
      ".R$" },
    { repeat ("{\"id\":\"1\",\"result\":\"", "\xe5\xb1\xb1 plain text \\n ", 2000000, "\"}"), ".R$" },
    { repeat ("{\"id\":\"1\",\"result\":\"", "plain text", 1000000, "\"} x"), ".!" },
    { repeat ("{\"id\":\"1\",\"result\":\"", "plain text", 1000000, ""), ".!" },
    { repeat ("{\"id\":\"1\",\"", "long name ", 1000000, "\":1,\"result\":1}"), ".R$" },
    { repeat ("[[", "[1,2,3],", 1000000, "0]," EVENT "]"), ".-E$" },
    { repeat ("[\"", "0123456789", 1000000, "\"," EVENT "]"), ".-E$" },
    { repeat ("\"", "0123456789", 1000000, "\""), ".!" },
    { repeat ("{\"method\":\"notify_park\",\"params\":{\"x\":\"", "0123456789", 500000,
              "\",\"park\":\"7\"}}"),
      ".E$" },
    { repeat ("{\"method\":\"notify_park\",\"params\":{\"x\":\"", "0123456789", 2000000,
              "\",\"park\":\"7\"}}"),
      ".-$" },
    { repeat ("{\"method\":\"", "0123456789", 2000000, "\"}"), ".-$" },
    { repeat ("", "          ", 1000000, EVENT), ".E$" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PalEventBatch) batch = pal_event_batch_new ();
      g_autofree char *kinds = read_kinds (cases[i].frame->str, cases[i].frame->len, batch);

      if (strcmp (kinds, cases[i].kinds) != 0)
        g_error ("large frame %u: %s, not %s", i, kinds, cases[i].kinds);
      if (strchr (kinds, 'E') != NULL)
        g_assert_cmpint (pal_event_batch_get (batch, 0)->kind, ==, PAL_EVENT_PARK);
      g_string_free (cases[i].frame, TRUE);
    }
}

/* An array of many small elements wants no partial reads, wherever the pauses fall. */
static void
test_many (void)
{
  g_autoptr (GString) frame = g_string_new ("[");
  g_autoptr (PalEventBatch) batch = pal_event_batch_new ();
  g_autofree char *kinds = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (
        frame, "%s{\"method\":\"notify_registered\",\"params\":{\"user\":\"%u\",\"registered\":\"%s\"}}",
        i > 0 ? "," : "", i, i % 2 == 0 ? "true" : "false");
  g_string_append_c (frame, ']');
  kinds = read_kinds (frame->str, frame->len, batch);
  g_assert_cmpuint (strlen (kinds), ==, 10001);
  g_assert_cmpuint (pal_event_batch_get_size (batch), ==, 10000);
  for (guint i = 0; i < 10000; i++)
    {
      const PalRegisteredEvent *event = &pal_event_batch_get (batch, i)->registered;

      g_assert_cmpuint (g_ascii_strtoull (event->user, NULL, 10), ==, i);
      g_assert_cmpint (event->registered, ==, i % 2 == 0);
    }
}

/* A large member after params: the batch may be emptied between the calls, the event comes once and whole. */
static void
test_reset_between (void)
{
  static const char *const ends[] = { "\"}", "\",\"id\":\"1\"}", "\"" };
  static const PalMessageKind kinds[] = { PAL_MESSAGE_EVENT, PAL_MESSAGE_REQUEST, PAL_MESSAGE_INVALID };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (GString) text
          = repeat ("{\"jsonrpc\":\"2.0\",\"method\":\"notify_park\",\"params\": {\"park\":\"777\"},\"x\":\"",
                    "0123456789", 600000, ends[i]);
      g_autoptr (GBytes) frame = g_bytes_new (text->str, text->len);
      g_autoptr (PalEventBatch) batch = pal_event_batch_new ();
      g_autoptr (PalReply) reply = NULL;
      PalMessageReader reader;
      PalMessageKind kind;
      guint n_parts = 0;

      pal_message_reader_init (&reader, frame);
      while ((kind = pal_message_reader_next (&reader, batch, &reply, NULL)) == PAL_MESSAGE_PARTIAL)
        {
          g_assert_cmpuint (pal_event_batch_get_size (batch), ==, 0);
          pal_event_batch_reset (batch);
          n_parts++;
        }
      pal_message_reader_clear (&reader);

      g_assert_cmpuint (n_parts, >=, 2);
      g_assert_cmpint (kind, ==, kinds[i]);
      g_assert_cmpuint (pal_event_batch_get_size (batch), ==, kind == PAL_MESSAGE_EVENT ? 1 : 0);
      if (kind == PAL_MESSAGE_EVENT)
        g_assert_cmpstr (pal_event_batch_get (batch, 0)->park.park, ==, "777");
    }
}

static void
test_limits (void)
{
  g_autoptr (PalEventBatch) batch = pal_event_batch_new ();
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *deep_params = g_strconcat ("{\"method\":\"notify_park\",\"params\":", deep, NULL);
  g_autofree char *huge = g_strnfill (PAL_SCAN_MAX_FRAME + 1, ' ');
  g_autofree char *a = read_kinds (deep, strlen (deep), batch);
  g_autofree char *b = read_kinds (deep_params, strlen (deep_params), batch);
  g_autofree char *c = read_kinds (huge, strlen (huge), batch);

  g_assert_cmpstr (a, ==, "!");
  g_assert_cmpstr (b, ==, "!");
  g_assert_cmpstr (c, ==, "!");
}

static gboolean
note_request (const PalRequest *request, gpointer user_data)
{
  GString *out = user_data;

  g_string_append_printf (out, "[%.*s|%.*s|%.*s]", (int) request->method_length,
                          request->method != NULL ? request->method : "", (int) request->params_length,
                          request->params != NULL ? request->params : "", (int) request->id_length,
                          request->id != NULL ? request->id : "");

  return strstr (out->str, "stop") == NULL;
}

static void
test_requests (void)
{
  static const struct
  {
    const char *frame, *requests;
    gboolean is_batch;
  } cases[] = {
    { "{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":\"1\"}", "[ping||\"1\"]", FALSE },
    { "{\"method\":\"park\",\"params\":{\"tid\":1},\"id\":1}", "[park|{\"tid\":1}|1]", FALSE },
    { "{ \"id\" : 1.50 , \"params\" : [ ] , \"method\" : \"x\" }", "[x|[ ]|1.50]", FALSE },
    { "{\"method\":\"ping\"}", "[ping||]", FALSE },
    { "{\"method\":\"ping\",\"id\":null}", "[ping||null]", FALSE },
    { "[{\"method\":\"a\",\"id\":1},{\"method\":\"b\"}]", "[a||1][b||]", TRUE },
    { "[{\"method\":\"stop\"},{\"method\":\"b\"}]", "[stop||]", TRUE },
    { "[]", "", TRUE },
    { "[1,[2],{\"id\":3}]", "[||][||][||3]", TRUE },
    { "{\"method\":7,\"id\":1}", "[||1]", FALSE },
    { "1", "[||]", FALSE },
    { "\"ping\"", "[||]", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) frame = g_bytes_new (cases[i].frame, strlen (cases[i].frame));
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      gboolean is_batch;

      g_assert_true (pal_message_read_requests (frame, &is_batch, note_request, out, &error));
      g_assert_no_error (error);
      g_assert_cmpint (is_batch, ==, cases[i].is_batch);
      g_assert_cmpstr (out->str, ==, cases[i].requests);
    }
}

static void
test_bad_requests (void)
{
  static const char *const frames[] = {
    "",
    "nonsense",
    "{\"method\":\"a\"",
    "[{\"method\":\"a\"},]",
    "{\"method\":\"a\"}{}",
    "{\"method\":\"\xff\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      g_autoptr (GBytes) frame = g_bytes_new (frames[i], strlen (frames[i]));
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      gboolean is_batch;

      g_assert_false (pal_message_read_requests (frame, &is_batch, note_request, out, &error));
      g_assert_error (error, PAL_ERROR, PAL_ERROR_PROTOCOL);
      g_assert_cmpstr (out->str, ==, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/message/kinds", test_kinds);
  g_test_add_func ("/message/truncated", test_truncated);
  g_test_add_func ("/message/large", test_large);
  g_test_add_func ("/message/many", test_many);
  g_test_add_func ("/message/reset-between", test_reset_between);
  g_test_add_func ("/message/limits", test_limits);
  g_test_add_func ("/message/requests", test_requests);
  g_test_add_func ("/message/bad-requests", test_bad_requests);

  return g_test_run ();
}
