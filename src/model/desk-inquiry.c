/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-inquiry.h"

#include "model/desk-places.h"
#include "model/desk-session-private.h"

#define DELAY (G_USEC_PER_SEC / 2)
#define MAX_PENDING 2
#define MAX_REFUSED 3  /* in a row: this login is not told */
#define MAX_ASKED 4096 /* then all may be asked again */
#define CHUNK 200      /* queues a request */

struct _DeskInquiry
{
  DeskSession *session; /* borrowed */

  /* owned */
  GHashTable *asked_rooms;  /* ids, on this line */
  GHashTable *asked_queues; /* numbers */
  GQueue rooms;         /* room ids to be asked for */
  GPtrArray *queues;    /* numbers likewise */

  guint timer;          /* of the clock */
  guint n_pending, n_refused;
};

typedef struct
{
  GWeakRef session;
  GPtrArray *numbers; /* owned */
} Request;

DeskInquiry *
desk_inquiry_new (DeskSession *session)
{
  DeskInquiry *self = g_new0 (DeskInquiry, 1);

  self->session = session;
  self->asked_rooms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->asked_queues = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->queues = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
desk_inquiry_free (DeskInquiry *self)
{
  if (self->timer != 0)
    pal_clock_remove (self->session->clock, self->timer);
  g_queue_clear_full (&self->rooms, g_free);
  g_ptr_array_unref (self->queues);
  g_hash_table_unref (self->asked_rooms);
  g_hash_table_unref (self->asked_queues);
  g_free (self);
}

static gboolean
is_ready (DeskInquiry *self)
{
  return desk_session_get_state (self->session) == PAL_CLIENT_STATE_READY;
}

static void timer_cb (gpointer user_data);

static void
arm (DeskInquiry *self)
{
  if (self->timer == 0)
    self->timer = pal_clock_add (self->session->clock, desk_session_get_now (self->session) + DELAY, timer_cb,
                                 self);
}

/* --- queues ------------------------------------------------------------ */

static void
take_queue_names (DeskSession *session, GPtrArray *numbers, PalReply *reply)
{
  g_auto (PalReplyIter) iter = { 0 };

  pal_reply_iter_init (&iter, reply);
  desk_session_begin (session);
  for (guint i = 0; i < numbers->len && pal_reply_iter_next (&iter); i++)
    {
      DeskQueue *queue = desk_queue_model_find (session->queues, numbers->pdata[i]);

      if (queue != NULL && !pal_reply_iter_is_scalar (&iter))
        desk_queue_set_name (queue, pal_reply_iter_text (&iter, 0));
    }
  desk_session_end (session);
}

static void
queues_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Request *request = user_data;
  g_autoptr (DeskSession) session = g_weak_ref_get (&request->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);

  if (reply == NULL)
    g_debug ("names of queues: %s", error->message); /* their numbers stand for them */
  if (session != NULL && session->inquiry != NULL
      && g_error_matches (error, PAL_ERROR, PAL_ERROR_DISCONNECTED))
    g_ptr_array_extend_and_steal (session->inquiry->queues, g_steal_pointer (&request->numbers));
  else if (session != NULL && reply != NULL)
    take_queue_names (session, request->numbers, reply);
  g_weak_ref_clear (&request->session);
  g_clear_pointer (&request->numbers, g_ptr_array_unref);
  g_free (request);
}

static void
ask_queues (DeskInquiry *self)
{
  static const char *const name[] = { "name", NULL };
  g_autoptr (PalParams) params = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  Request *request;

  if (self->queues->len == 0 || !desk_session_can (self->session, PAL_METHOD_GET_EXTENSION_PROPERTIES))
    return;
  request = g_new0 (Request, 1);
  g_weak_ref_init (&request->session, self->session);
  request->numbers = g_ptr_array_new_with_free_func (g_free);
  while (self->queues->len > 0 && request->numbers->len < CHUNK)
    {
      g_ptr_array_add (request->numbers, g_ptr_array_steal_index (self->queues, self->queues->len - 1));
      g_ptr_array_add (list, request->numbers->pdata[request->numbers->len - 1]);
    }
  g_ptr_array_add (list, NULL);
  params = pal_params_new (PAL_METHOD_GET_EXTENSION_PROPERTIES);
  pal_params_set_list (params, "extension", (const char *const *) list->pdata);
  pal_params_set_list (params, "property_names", name);
  pal_client_call_async (self->session->client, params, self->session->cancellable, queues_cb, request);
  if (self->queues->len > 0)
    arm (self);
}

/* --- rooms ------------------------------------------------------------- */

static void
ask_rooms (DeskInquiry *self)
{
  while (self->n_pending < MAX_PENDING && self->rooms.length > 0)
    {
      g_autofree char *room_id = g_queue_pop_head (&self->rooms);

      if (!desk_places_is_unnamed (self->session, room_id) || self->n_refused >= MAX_REFUSED
          || !desk_session_can (self->session, PAL_METHOD_GET_TALKER_INFO))
        continue;
      self->n_pending++;
      desk_talkers_ask (self->session, room_id);
    }
}

static gboolean
is_waiting_status (int status)
{
  return status != PAL_CALL_STATUS_CALLING && status != PAL_CALL_STATUS_STARTRINGING;
}

/* In a slot it is the leg that is parked; else whoever's phone does not just ring. */
static const DeskTalker *
find_who (const DeskTalker *talkers, guint n, const char *talker_id, const char *group)
{
  for (guint i = 0; talker_id != NULL && i < n; i++)
    if (g_strcmp0 (talkers[i].talker_id, talker_id) == 0)
      return &talkers[i];
  for (guint i = 0; i < n; i++)
    if (talkers[i].user != NULL && talkers[i].user[0] != '\0' && !talkers[i].is_monitor
        && is_waiting_status (talkers[i].status) && g_strcmp0 (talkers[i].user, group) != 0)
      return &talkers[i];
  return NULL;
}

void
desk_inquiry_take_room (DeskInquiry *self, const char *room_id, const DeskTalker *talkers, guint n)
{
  DeskPark *park = desk_park_model_find_room (self->session->parks, room_id);
  DeskWaiting *waiting = desk_queue_model_find_room (self->session->queues, room_id);
  const DeskTalker *who = find_who (talkers, n, park != NULL ? desk_park_get_talker_id (park) : NULL,
                                    waiting != NULL ? desk_waiting_get_queue (waiting) : NULL);

  if (self->n_pending > 0)
    self->n_pending--;
  self->n_refused = n > 0 ? 0 : self->n_refused + 1;
  if (who != NULL && who->user != NULL && who->user[0] != '\0')
    desk_places_learn (self->session, room_id, who->user, who->name);
  if (is_ready (self))
    ask_rooms (self);
}

/* --- what is wanted ---------------------------------------------------- */

static void
timer_cb (gpointer user_data)
{
  DeskInquiry *self = user_data;

  self->timer = 0;
  if (!is_ready (self))
    return;
  ask_queues (self);
  ask_rooms (self);
}

void
desk_inquiry_go (DeskInquiry *self)
{
  self->n_refused = 0;
  if (self->rooms.length > 0 || self->queues->len > 0)
    arm (self);
}

void
desk_inquiry_forget_rooms (DeskInquiry *self)
{
  g_hash_table_remove_all (self->asked_rooms);
  g_queue_clear_full (&self->rooms, g_free);
}

static gboolean
is_new (GHashTable *asked, const char *key)
{
  if (g_hash_table_size (asked) >= MAX_ASKED)
    g_hash_table_remove_all (asked);
  return g_hash_table_add (asked, g_strdup (key));
}

void
desk_inquiry_want_room (DeskInquiry *self, const char *room_id)
{
  if (room_id == NULL || !is_new (self->asked_rooms, room_id))
    return;
  g_queue_push_tail (&self->rooms, g_strdup (room_id));
  if (is_ready (self))
    arm (self);
}

void
desk_inquiry_want_queue (DeskInquiry *self, const char *number)
{
  if (!is_new (self->asked_queues, number))
    return;
  g_ptr_array_add (self->queues, g_strdup (number));
  if (is_ready (self))
    arm (self);
}
