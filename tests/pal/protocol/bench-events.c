/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages a second from a frame's text to a PalEvent, beside json-glib reading the same text. Not a test. */
#include "config.h"

#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "pal/protocol/pal-message.h"

#define ROUNDS 5
#define SLICE 64 /* events before the batch is reset, about what one slice holds */

static const char ascii[] =
  "{\"jsonrpc\":\"2.0\",\"method\":\"notify_status\",\"params\":{\"user\":\"1000\",\"status\":\"14\","
  "\"other_number\":\"2000\",\"room_id\":\"282000000230\",\"talker_id\":\"1416\",\"time\":1587451427817,"
  "\"user_display_name\":\"Margaret Hamilton\",\"other_user_display_name\":\"Katherine Johnson\","
  "\"logid\":\"48213\",\"role\":\"c\",\"phone_idx\":1,\"other_display_name\":\"Katherine Johnson\"}}";
static const char japanese[] =
  "{\"jsonrpc\":\"2.0\",\"method\":\"notify_status\",\"params\":{\"user\":\"1000\",\"status\":\"14\","
  "\"other_number\":\"2000\",\"room_id\":\"282000000230\",\"talker_id\":\"1416\",\"time\":1587451427817,"
  "\"user_display_name\":\"山田 太郎\",\"other_user_display_name\":\"佐藤 花子\","
  "\"logid\":\"48213\",\"role\":\"c\",\"phone_idx\":1,\"other_display_name\":\"佐藤 花子\"}}";

/* Processor time of this thread in microseconds: other programs do not count. */
static gint64
get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static double
read_ours (const char *json, guint n)
{
  g_autoptr (GBytes) frame = g_bytes_new_static (json, strlen (json));
  g_autoptr (PalEventBatch) batch = pal_event_batch_new ();
  gint64 begin = get_time ();

  for (guint i = 0; i < n; i++)
    {
      PalMessageReader reader;
      PalReply *reply = NULL;

      pal_message_reader_init (&reader, frame);
      while (pal_message_reader_next (&reader, batch, &reply, NULL) != PAL_MESSAGE_END)
        ;
      pal_message_reader_clear (&reader);
      if (pal_event_batch_get_size (batch) >= SLICE)
        pal_event_batch_reset (batch);
    }

  return n / ((get_time () - begin) / 1e6);
}

static double
read_json_glib (const char *json, guint n)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gint64 begin = get_time ();
  guint sum = 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *params;

      json_parser_load_from_data (parser, json, strlen (json), NULL);
      params = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), "params");
      sum += strlen (json_object_get_string_member (params, "talker_id"));
    }
  g_assert_cmpuint (sum, ==, n * 4);

  return n / ((get_time () - begin) / 1e6);
}

static void
compare (const char *what, const char *json, guint n)
{
  double ours = 0, theirs = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      ours = MAX (ours, read_ours (json, n));
      theirs = MAX (theirs, read_json_glib (json, n / 50));
    }

  g_print ("%-10s %3zu bytes  ours %9.0f messages/s (%.3f us)  json-glib %8.0f messages/s  ratio %.1f\n",
           what, strlen (json), ours, 1e6 / ours, theirs, ours / theirs);
}

/* An answer with a row for each of many users: milliseconds until every cell was seen as text. */
static void
compare_rows (guint n_rows)
{
  g_autoptr (GString) json = g_string_new ("{\"jsonrpc\":\"2.0\",\"result\":[");
  double ours = G_MAXDOUBLE, theirs = G_MAXDOUBLE;

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (
        json, "%s[\"%u\",\"Margaret Hamilton %u\",\"佐藤 花子\",\"margaret.hamilton%u@example.org\"]",
        i > 0 ? "," : "", 10000 + i, i, i);
  g_string_append (json, "],\"id\":\"1\"}");

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autoptr (PalReply) reply = NULL;
      g_auto (PalReplyIter) iter = { NULL };
      gint64 begin = get_time ();
      gsize sum = 0;

      reply = pal_reply_new_from_json (json->str, json->len, NULL);
      pal_reply_iter_init (&iter, reply);
      while (pal_reply_iter_next (&iter))
        {
          for (guint i = 0; i < pal_reply_iter_n_cells (&iter); i++)
            sum += strlen (pal_reply_iter_text (&iter, i));
        }
      ours = MIN (ours, (get_time () - begin) / 1e3);
      g_assert_cmpuint (sum, >, 0);

      begin = get_time ();
      json_parser_load_from_data (parser, json->str, json->len, NULL);
      theirs = MIN (theirs, (get_time () - begin) / 1e3);
    }

  g_print ("%u rows, %zu bytes  ours %.1f ms  json-glib %.1f ms  ratio %.1f\n", n_rows, json->len, ours,
           theirs, theirs / ours);
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? strtoul (argv[1], NULL, 10) : 1000000;

  compare ("ASCII", ascii, n);
  compare ("Japanese", japanese, n);
  compare_rows (10000);

  return 0;
}
