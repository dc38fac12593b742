/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-garbage.h"

#include <string.h>

#include "pal/protocol/pal-events.h"

#define OPCODE_TEXT 0x01
#define OPCODE_CONTINUATION 0x00
#define FINAL 0x80

static const char *const bad_json[] = {
  "", "nonsense", "{\"jsonrpc\":\"2.0\",\"method\":", "[1,2", "{\"a\":1}{\"b\":2}", "{\"a\":01}", "'single'",
    "null", "[]", NULL
};

static const char *const unknown[] = {
  "{\"jsonrpc\":\"2.0\",\"method\":\"weather_changed\",\"params\":{\"sun\":true,\"degrees\":[21,22]}}",
  "{\"jsonrpc\":\"2.0\",\"method\":\"weather_changed\"}",
  "{\"jsonrpc\":\"2.0\",\"method\":\"\",\"params\":[]}",
  "{\"jsonrpc\":\"2.0\",\"method\":\"do_this\",\"params\":{},\"id\":\"99\"}",
  NULL
};

static const char *const bad_replies[] = {
  "{\"jsonrpc\":\"2.0\",\"result\":true,\"id\":\"987654321\"}",
  "{\"jsonrpc\":\"2.0\",\"id\":\"987654322\"}",
  "{\"jsonrpc\":\"2.0\",\"result\":null,\"id\":{}}",
  "{\"jsonrpc\":\"2.0\",\"error\":\"text\",\"id\":987654323}",
  NULL
};

/* Parameters no notification should have; put behind each of the known names. */
static const char *const bad_params[] = {
  "[]", "\"text\"", "null", "{}", "{\"user\":[1],\"status\":{\"a\":1},\"talker_id\":true,\"room_id\":null}",
  "{\"user\":\"\",\"status\":\"\",\"talker_id\":\"\"}",
    "{\"user\":7,\"status\":99999999999999999999,\"talker_id\":1e400}",
  NULL
};

static void
send_all (SimOutput *output, const char *const *texts)
{
  for (guint i = 0; texts[i] != NULL; i++)
    sim_output_send (output, texts[i], strlen (texts[i]));
}

static void
send_wrong_types (SimOutput *output)
{
  static const PalEventKind kinds[] = {
    PAL_EVENT_STATUS, PAL_EVENT_REGISTERED, PAL_EVENT_PARK,      PAL_EVENT_LINE,
    PAL_EVENT_QUEUE,  PAL_EVENT_VOICEMAIL,  PAL_EVENT_CALL_RECORDING,
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint j = 0; bad_params[j] != NULL; j++)
      {
        char *text = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s}",
                                      pal_event_kind_get_name (kinds[i]), bad_params[j]);

        sim_output_send_take (output, text, strlen (text));
      }
}

static GBytes *
make_frame (guint8 first_byte, const char *data, gsize length)
{
  GByteArray *frame = g_byte_array_sized_new (length + 10);
  guint n_bytes = length < 126 ? 0 : length <= G_MAXUINT16 ? 2 : 8;
  guint8 head[10] = { first_byte, n_bytes == 0 ? (guint8) length : n_bytes == 2 ? 126 : 127 };

  /* As short as it can be written: an end may refuse anything else. */
  for (guint i = 0; i < n_bytes; i++)
    head[2 + i] = (guint8) ((guint64) length >> (8 * (n_bytes - 1 - i)));
  g_byte_array_append (frame, head, 2 + n_bytes);
  g_byte_array_append (frame, (const guint8 *) data, length);

  return g_byte_array_free_to_bytes (frame);
}

static void
send_bad_utf8 (SimOutput *output)
{
  static const char text[]
    = "{\"jsonrpc\":\"2.0\",\"method\":\"weather_changed\",\"params\":{\"sun\":\"\xff\xfe\"}}";
  g_autoptr(GBytes) frame = make_frame (FINAL | OPCODE_TEXT, text, sizeof text - 1);

  sim_output_send_raw (output, frame);
}

void
sim_garbage_send (SimOutput *output, const char *kind)
{
  if (kind == NULL || strcmp (kind, "unknown") == 0)
    send_all (output, unknown);
  if (kind == NULL || strcmp (kind, "types") == 0)
    send_wrong_types (output);
  if (kind == NULL || strcmp (kind, "replies") == 0)
    send_all (output, bad_replies);
  if (kind == NULL || strcmp (kind, "json") == 0)
    send_all (output, bad_json);
  if (g_strcmp0 (kind, "utf8") == 0)
    send_bad_utf8 (output);
}

void
sim_garbage_send_big (SimOutput *output, gsize bytes)
{
  GString *text = g_string_sized_new (bytes + 100);

  g_string_append (text, "{\"jsonrpc\":\"2.0\",\"method\":\"weather_changed\",\"params\":{\"report\":\"");
  while (text->len < bytes)
    g_string_append (text, "It rains, and it rains, and it will rain tomorrow as well. ");
  g_string_append (text, "\"}}");
  sim_output_send_take (output, text->str, text->len);
  g_string_free (text, FALSE);
}

void
sim_garbage_send_deep (SimOutput *output, gsize depth)
{
  char *text = g_malloc (2 * depth + 1);

  memset (text, '[', depth);
  memset (text + depth, ']', depth);
  text[2 * depth] = '\0';
  sim_output_send_take (output, text, 2 * depth);
}

const char *
sim_garbage_unknown (void)
{
  return unknown[0];
}

GBytes *
sim_garbage_last_fragment (void)
{
  return make_frame (FINAL | OPCODE_CONTINUATION, "]", 1);
}

GBytes *
sim_garbage_fragment (gboolean first, gsize bytes)
{
  g_autofree char *data = g_malloc (bytes);

  memset (data, ' ', bytes);
  if (first)
    data[0] = '[';

  return make_frame (first ? OPCODE_TEXT : OPCODE_CONTINUATION, data, bytes);
}
