/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rooms of mine that were met midway, as at a login during a call: the PBX is asked once who is in them. */
#include "config.h"

#include "model/desk-session-private.h"

typedef struct
{
  GWeakRef session;
  char *room_id;
} Request;

static int
read_status (const char *text)
{
  gint64 value;

  if (text != NULL && g_ascii_string_to_signed (text, 10, -1, 999, &value, NULL))
    return (int) value;
  return PAL_CALL_STATUS_INVALID;
}

static gboolean
is_monitor (const char *attribute)
{
  return g_strcmp0 (attribute, "listen") == 0 || g_strcmp0 (attribute, "speak") == 0
         || g_strcmp0 (attribute, "tutor") == 0;
}

static const char *
keep (GStringChunk *texts, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (texts, text) : NULL;
}

static void
read_row (PalReplyIter *iter, GStringChunk *texts, DeskTalker *talker)
{
  const char *id = pal_reply_iter_get (iter, "talker_id");
  const char *time = pal_reply_iter_get (iter, "time");

  *talker = (DeskTalker) {
    .user = keep (texts, pal_reply_iter_get (iter, "user")),
    .talker_id = keep (texts, id != NULL ? id : pal_reply_iter_key (iter)),
    .name = keep (texts, pal_reply_iter_get (iter, "user_display_name")),
    .other_number = keep (texts, pal_reply_iter_get (iter, "other_number")),
    .other_name = keep (texts, pal_reply_iter_get (iter, "other_user_display_name")),
    .status = read_status (pal_reply_iter_get (iter, "status")),
    .time = time != NULL ? g_ascii_strtoll (time, NULL, 10) : 0,
    .is_monitor = is_monitor (pal_reply_iter_get (iter, "talker_attr")),
  };
}

static void
take_reply (DeskSession *self, const char *room_id, PalReply *reply)
{
  g_autoptr (GArray) talkers = g_array_new (FALSE, FALSE, sizeof (DeskTalker));
  GStringChunk *texts = g_string_chunk_new (256);
  PalReplyIter iter;

  pal_reply_iter_init_shape (&iter, reply, PAL_REPLY_SHAPE_OBJECTS);
  while (pal_reply_iter_next (&iter))
    {
      DeskTalker talker;

      if (pal_reply_iter_is_scalar (&iter))
        continue;
      read_row (&iter, texts, &talker);
      g_array_append_val (talkers, talker);
    }
  pal_reply_iter_clear (&iter);
  desk_session_begin (self);
  if (talkers->len > 0)
    desk_leg_table_take_talkers (self->legs, room_id, (const DeskTalker *) talkers->data, talkers->len,
                                 pal_clock_get_monotonic (self->clock), pal_clock_get_real (self->clock));
  desk_session_end (self);
  desk_inquiry_take_room (self->inquiry, room_id, (const DeskTalker *) talkers->data, talkers->len);
  g_string_chunk_free (texts);
}

/* A PBX that does not say changes nothing: what events tell is enough to work with. */
static void
replied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Request *request = user_data;
  g_autoptr (DeskSession) self = g_weak_ref_get (&request->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);

  if (reply == NULL)
    g_debug ("talkers of %s: %s", request->room_id, error->message);
  else if (self != NULL && self->inquiry != NULL)
    take_reply (self, request->room_id, reply);
  if (reply == NULL && self != NULL && self->inquiry != NULL)
    desk_inquiry_take_room (self->inquiry, request->room_id, NULL, 0);
  g_weak_ref_clear (&request->session);
  g_free (request->room_id);
  g_free (request);
}

void
desk_talkers_ask (DeskSession *self, const char *room_id)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_GET_TALKER_INFO);
  Request *request = g_new0 (Request, 1);

  g_weak_ref_init (&request->session, self);
  request->room_id = g_strdup (room_id);
  pal_params_set_text (params, "room_id", room_id);
  pal_client_call_async (self->client, params, self->cancellable, replied_cb, request);
}

void
desk_talkers_look (DeskSession *self)
{
  DeskUser *own = self->own != NULL
                    ? desk_leg_table_find_user (self->legs, desk_extension_get_number (self->own)) : NULL;

  if (own == NULL || desk_session_get_state (self) != PAL_CLIENT_STATE_READY
      || !desk_session_can (self, PAL_METHOD_GET_TALKER_INFO))
    return;
  for (DeskLeg *leg = own->legs; leg != NULL; leg = leg->next)
    {
      if (leg->room == NULL || !leg->room->wants_talkers)
        continue;
      leg->room->wants_talkers = FALSE;
      desk_talkers_ask (self, leg->room->id);
    }
}
