/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames to events and replies, as a client reads them, and to requests, as a server does. */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-message.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
walk_rows (PalReplyIter *iter, guint depth)
{
  while (pal_reply_iter_next (iter))
    {
      for (guint i = 0; i < pal_reply_iter_n_cells (iter); i++)
        {
          const char *name = pal_reply_iter_name (iter, i);
          const char *text = pal_reply_iter_text (iter, i);
          g_auto (PalReplyIter) inner = { NULL };

          g_assert_true (name == NULL || g_utf8_validate (name, -1, NULL));
          g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
          if (depth < 3 && pal_reply_iter_open_cell (iter, i, &inner))
            walk_rows (&inner, depth + 1);
        }
    }
}

static void
walk_reply (const PalReply *reply)
{
  g_auto (PalReplyIter) iter = { NULL };
  g_autoptr (JsonNode) tree = pal_reply_dup_tree (reply);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (tree);
  g_assert_true (pal_reply_check (reply, pal_method_get (PAL_METHOD_DELETE_EXTENSION), &error)
                 == (error == NULL));
  pal_reply_iter_init (&iter, reply);
  walk_rows (&iter, 0);
}

/* What is written of an event is read as the same event, and a copy is the same. */
static void
check_event (const PalEvent *event)
{
  g_autofree char *json = pal_event_to_json (event);
  g_autoptr (PalEvent) again = pal_event_new_from_json (json, -1, NULL);
  g_autoptr (PalEvent) copy = NULL;
  g_autofree char *copy_json = NULL;

  g_assert_nonnull (again);
  copy = pal_event_copy (again);
  copy_json = pal_event_to_json (copy);
  g_assert_cmpstr (json, ==, copy_json);
}

static gboolean
read_request (const PalRequest *request, gpointer user_data)
{
  const PalMethod *method = NULL;
  g_autoptr (PalParams) params = NULL;
  g_autofree char *log = NULL;

  if (request->method != NULL)
    method = pal_method_lookup_len (request->method, request->method_length);
  if (method == NULL)
    method = pal_method_get (request->params_length % PAL_N_METHODS);

  params = pal_params_read (method->id, request->params, request->params_length, NULL);
  log = params != NULL ? pal_params_to_log (params) : NULL;

  return TRUE;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) frame = g_bytes_new_static (data, size);
  g_autoptr (PalEventBatch) batch = pal_event_batch_new ();
  PalMessageReader reader;
  PalMessageKind kind;
  gboolean is_batch;

  pal_message_reader_init (&reader, frame);
  do
    {
      g_autoptr (PalReply) reply = NULL;

      kind = pal_message_reader_next (&reader, batch, &reply, NULL);
      if (reply != NULL)
        walk_reply (reply);
    }
  while (kind != PAL_MESSAGE_END && kind != PAL_MESSAGE_INVALID);
  pal_message_reader_clear (&reader);

  for (guint i = 0; i < pal_event_batch_get_size (batch); i++)
    check_event (pal_event_batch_get (batch, i));

  pal_message_read_requests (frame, &is_batch, read_request, NULL, NULL);

  return 0;
}
