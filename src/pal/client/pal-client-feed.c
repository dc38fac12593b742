/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From frames to events and answers. A frame is read at once, while it is still in the processor's cache, as
 * long as nothing waits before it and this turn of the main loop is young; the rest is queued and read in
 * slices by a source below redraw priority. Events are handed on in batches: when a slice ends, and before an
 * answer or a change of state. */
#include "config.h"

#include "pal/client/pal-client-private.h"

#include <string.h>

#include "pal/protocol/pal-intl.h"

#define LOOK_AT_CLOCK 16 /* after so many frames or elements */
#define FRAME_COST 128   /* bytes of memory a queued frame takes beside its own */
#define ANOTHER_LOGIN 1

typedef struct
{
  GSource source;
  PalClient *client; /* borrowed: it destroys its source */
} FeedSource;

static void drain (PalClient *self);

/* No ready time, which would cost a system call each: we arm only from this very main loop. */
static gboolean
feed_prepare (GSource *source, int *timeout)
{
  *timeout = -1;

  return ((FeedSource *) source)->client->feed.armed;
}

static gboolean
feed_check (GSource *source)
{
  return ((FeedSource *) source)->client->feed.armed;
}

static gboolean
feed_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  drain (((FeedSource *) source)->client);

  return G_SOURCE_CONTINUE;
}

static GSourceFuncs feed_source_funcs = { feed_prepare, feed_check, feed_dispatch, NULL };

static void
arm (PalClient *self)
{
  PalClientFeed *feed = &self->feed;

  feed->armed = TRUE;
  if (feed->source != NULL)
    return;
  feed->source = g_source_new (&feed_source_funcs, sizeof (FeedSource));
  ((FeedSource *) feed->source)->client = self;
  g_source_set_static_name (feed->source, "pal-client-feed");
  g_source_set_priority (feed->source, PAL_CLIENT_FEED_PRIORITY);
  g_source_attach (feed->source, g_main_context_get_thread_default ());
}

void
pal_client_feed_init (PalClient *self)
{
  g_queue_init (&self->feed.frames);
  self->feed.batch = pal_event_batch_new ();
  self->feed.early = pal_event_batch_new ();
}

static void
renew (PalEventBatch **batch)
{
  if (pal_event_batch_get_size (*batch) == 0)
    return;
  pal_event_batch_unref (*batch);
  *batch = pal_event_batch_new ();
}

void
pal_client_feed_clear (PalClient *self)
{
  PalClientFeed *feed = &self->feed;

  g_queue_clear_full (&feed->frames, (GDestroyNotify) g_bytes_unref);
  feed->n_bytes = 0;
  if (feed->reading)
    pal_message_reader_clear (&feed->reader);
  feed->reading = FALSE;
  feed->armed = FALSE;
  feed->turn = feed->turn_began = feed->turn_old_since = 0;
  if (feed->source != NULL)
    {
      g_source_destroy (feed->source);
      g_clear_pointer (&feed->source, g_source_unref);
    }
  if (feed->batch != NULL)
    {
      renew (&feed->batch);
      renew (&feed->early);
    }
}

void
pal_client_feed_free (PalClient *self)
{
  pal_client_feed_clear (self);
  g_clear_pointer (&self->feed.batch, pal_event_batch_unref);
  g_clear_pointer (&self->feed.early, pal_event_batch_unref);
  g_clear_pointer (&self->feed.spare, pal_event_batch_unref);
}

gboolean
pal_client_feed_is_empty (PalClient *self)
{
  PalClientFeed *feed = &self->feed;

  return !feed->reading && feed->frames.length == 0 && pal_event_batch_get_size (feed->batch) == 0;
}

/* Hands on what was read so far. */
static void
flush (PalClient *self)
{
  g_autoptr (PalEventBatch) batch = NULL;

  if (pal_event_batch_get_size (self->feed.batch) == 0)
    return;
  batch = self->feed.batch;
  self->feed.batch = self->feed.spare != NULL ? g_steal_pointer (&self->feed.spare) : pal_event_batch_new ();
  pal_client_note_event (self);
  pal_client_emit_events (self, batch);

  /* when nobody has kept it, the next one need not allocate */
  if (self->feed.spare == NULL && self->feed.batch != NULL && !pal_event_batch_is_shared (batch))
    {
      pal_event_batch_reset (batch);
      self->feed.spare = g_steal_pointer (&batch);
    }
}

void
pal_client_feed_replay (PalClient *self)
{
  g_autoptr (PalEventBatch) early = self->feed.early;

  self->feed.early = pal_event_batch_new ();
  if (pal_event_batch_get_size (early) == 0)
    return;
  pal_client_note_event (self);
  pal_client_emit_events (self, early);
}

static void
be_replaced (PalClient *self)
{
  pal_client_give_up (self, PAL_STOP_REASON_ANOTHER_LOGIN,
                      g_error_new (PAL_ERROR, PAL_ERROR_DISCONNECTED, "%s",
                                   _("The same user signed in elsewhere.")));
}

static void
break_off (PalClient *self, guint code, GError *error)
{
  pal_transport_close (self->transport, code, NULL);
  pal_client_lose (self, error);
}

/* Before the login is done events are kept, but for the challenge. */
static void
take_early_event (PalClient *self)
{
  PalClientFeed *feed = &self->feed;
  const PalEvent *event = pal_event_batch_get (feed->batch, pal_event_batch_get_size (feed->batch) - 1);
  PalEventKind kind = event->kind;

  if (kind == PAL_EVENT_LOGIN_PASSWORD_REQUIRED)
    {
      g_autofree char *nonce = g_strdup (event->password_required.nonce);

      pal_event_batch_reset (feed->batch);
      pal_client_take_nonce (self, nonce);
      return;
    }
  if (pal_event_batch_get_size (feed->early) >= PAL_CLIENT_MAX_EARLY)
    {
      break_off (self, 1008, g_error_new (PAL_ERROR, PAL_ERROR_PROTOCOL, "%s",
                                          _("The PBX sends too much before the login is done.")));
      return;
    }
  pal_event_batch_append (feed->early, event);
  if (kind == PAL_EVENT_SERVER_STATUS)
    {
      gboolean active = event->server_status.active;

      pal_event_batch_reset (feed->batch);
      pal_client_take_activity (self, active);
    }
  else if (kind == PAL_EVENT_PAL && event->pal.code == ANOTHER_LOGIN)
    be_replaced (self);
  else
    pal_event_batch_reset (feed->batch);
}

static void
take_event (PalClient *self)
{
  guint size = pal_event_batch_get_size (self->feed.batch);
  const PalEvent *event = pal_event_batch_get (self->feed.batch, size - 1);
  guint64 generation = self->generation;

  if (G_LIKELY (event->kind != PAL_EVENT_SERVER_STATUS && event->kind != PAL_EVENT_PAL))
    {
      if (size >= PAL_CLIENT_BATCH)
        flush (self);
    }
  else if (event->kind == PAL_EVENT_SERVER_STATUS)
    {
      gboolean active = event->server_status.active;

      flush (self);
      if (generation == self->generation)
        pal_client_take_activity (self, active);
    }
  else
    {
      gboolean replaced = event->pal.code == ANOTHER_LOGIN;

      flush (self);
      if (replaced && generation == self->generation)
        be_replaced (self);
    }
}

static void
take_reply (PalClient *self, PalReply *taken, gboolean has_id)
{
  g_autoptr (PalReply) reply = taken;
  guint64 generation = self->generation;

  flush (self);
  if (generation != self->generation)
    return;
  if (has_id)
    pal_client_take_answer (self, reply);
  else
    pal_client_take_error (self, reply);
}

/* A nonce is worth something to whoever wants to guess the password. A result may be a token, or hold a
 * password that was asked for; true, false and null tell nothing. */
static gboolean
is_secret (const PalSlice *name, guint depth, const PalSlice *value)
{
  if (depth <= 2 && pal_slice_equal (name, "result"))
    return strchr ("tfn", *value->text) == NULL;

  return depth <= 3 && pal_slice_equal (name, "nonce");
}

/* What cannot be read is not shown. */
static char *
mask_secrets (const char *text, gsize size)
{
  GString *out = g_string_new (NULL);
  const char *copied = text;
  PalSlice name, value;
  PalToken token;
  PalScan scan;

  pal_scan_init (&scan, text, size);
  while ((token = pal_scan_next (&scan, &name)) > PAL_TOKEN_PAUSE)
    {
      PalScan after = scan;

      if (token != PAL_TOKEN_NAME || scan.depth > 3 || !pal_scan_skip (&after, &value)
          || !is_secret (&name, scan.depth, &value))
        continue;
      g_string_append_len (out, copied, value.text - copied);
      g_string_append (out, "\"***\"");
      copied = value.text + value.length;
      scan = after;
    }
  if (token == PAL_TOKEN_END)
    g_string_append_len (out, copied, text + size - copied);
  else
    g_string_append (out, "***");

  return g_string_free (out, FALSE);
}

static void
log_frame (PalClient *self, GBytes *frame)
{
  gsize size;
  const char *bytes = g_bytes_get_data (frame, &size);
  g_autofree char *text = mask_secrets (bytes, size);

  pal_client_log (self, "receive", text);
}

/* @frame is borrowed. */
static void
begin_frame (PalClient *self, GBytes *frame)
{
  pal_message_reader_init (&self->feed.reader, frame);
  self->feed.reading = TRUE;
  if (G_UNLIKELY (self->feed.logging))
    log_frame (self, frame);
}

static gboolean
next_frame (PalClient *self)
{
  PalClientFeed *feed = &self->feed;
  g_autoptr (GBytes) frame = g_queue_pop_head (&feed->frames);

  if (frame == NULL)
    return FALSE;
  feed->n_bytes -= g_bytes_get_size (frame) + FRAME_COST;
  begin_frame (self, frame);

  return feed->reading; /* a listener to the log may have stopped us */
}

/* Reads one element or a piece of a large one; TRUE when that may have taken long. */
static gboolean
read_element (PalClient *self)
{
  PalReply *reply = NULL;
  GError *error = NULL;
  PalMessageKind kind = pal_message_reader_next (&self->feed.reader, self->feed.batch, &reply, &error);

  switch (kind)
    {
    case PAL_MESSAGE_EVENT:
      if (G_LIKELY (self->login.over))
        take_event (self);
      else
        take_early_event (self);
      break;
    case PAL_MESSAGE_REPLY:
      take_reply (self, reply, TRUE);
      break;
    case PAL_MESSAGE_CONNECTION_ERROR:
      take_reply (self, reply, FALSE);
      break;
    case PAL_MESSAGE_INVALID:
      break_off (self, 1002, error);
      break;
    case PAL_MESSAGE_END:
      pal_message_reader_clear (&self->feed.reader);
      self->feed.reading = FALSE;
      break;
    case PAL_MESSAGE_REQUEST:
    case PAL_MESSAGE_IGNORED:
    case PAL_MESSAGE_PARTIAL:
    default:
      break;
    }

  return kind == PAL_MESSAGE_PARTIAL || kind == PAL_MESSAGE_REPLY;
}

/* Reads until nothing is left or the time is up. */
static void
read_until (PalClient *self, gint64 until)
{
  PalClientFeed *feed = &self->feed;
  guint64 generation = self->generation;
  guint n = 0;

  feed->busy = TRUE;
  while (generation == self->generation && (feed->reading || next_frame (self)))
    {
      gboolean was_long = read_element (self);

      if ((was_long || ++n % LOOK_AT_CLOCK == 0) && pal_clock_get_monotonic (self->clock) >= until)
        break;
    }
  feed->busy = FALSE;
}

static void
drain (PalClient *self)
{
  PalClientFeed *feed = &self->feed;
  guint64 generation = self->generation;

  g_object_ref (self);
  feed->logging = pal_client_is_logging (self);
  read_until (self, pal_clock_get_monotonic (self->clock) + PAL_CLIENT_SLICE);
  if (generation == self->generation)
    flush (self);
  if (generation == self->generation && pal_client_feed_is_empty (self))
    {
      feed->armed = FALSE;
      feed->turn = feed->turn_old_since = 0;
      if (self->lost_pending)
        pal_client_lose (self, g_steal_pointer (&self->lost_error));
    }
  g_object_unref (self);
}

/* The time of a turn begins with its first frame. FALSE when the PBX lets us do nothing but queue: the time
 * our own receivers took before that is not counted. */
static gboolean
look_at_turn (PalClient *self)
{
  PalClientFeed *feed = &self->feed;
  GSource *current = g_main_current_source ();
  gint64 turn = current != NULL ? g_source_get_time (current) : 0;
  gint64 now = pal_clock_get_monotonic (self->clock);

  self->heard = self->heard_frame = now;
  if (turn != feed->turn || (turn == 0 && !feed->armed))
    {
      feed->turn = turn;
      feed->turn_began = now;
      feed->turn_old_since = 0;
      feed->n_turn = 0;
      feed->logging = pal_client_is_logging (self);
    }
  if (feed->turn_old_since == 0 && now - feed->turn_began >= PAL_CLIENT_SLICE)
    feed->turn_old_since = now;

  return feed->turn_old_since == 0 || now - feed->turn_old_since <= PAL_CLIENT_MAX_TURN;
}

static void
stop_flood (PalClient *self)
{
  break_off (self, 1008, g_error_new (PAL_ERROR, PAL_ERROR_PROTOCOL, "%s", _("The PBX sends more than can be read.")));
}

void
pal_client_feed_frame (PalClient *self, GBytes *frame)
{
  PalClientFeed *feed = &self->feed;
  guint64 generation = self->generation;

  if (!self->line_open || self->lost_pending)
    return;
  if (!feed->armed || ++feed->n_turn % LOOK_AT_CLOCK == 0)
    if (!look_at_turn (self))
      {
        stop_flood (self);
        return;
      }

  if (feed->busy || feed->turn_old_since != 0 || feed->reading || feed->frames.length > 0)
    {
      feed->n_bytes += g_bytes_get_size (frame) + FRAME_COST;
      g_queue_push_tail (&feed->frames, g_bytes_ref (frame));
      if (feed->n_bytes > PAL_CLIENT_MAX_QUEUE)
        stop_flood (self);
      else
        arm (self);
      return;
    }

  g_object_ref (self);
  begin_frame (self, frame);
  if (feed->reading)
    read_until (self, feed->turn_began + PAL_CLIENT_SLICE);
  if (generation == self->generation && !feed->armed &&
      (self->lost_pending || !pal_client_feed_is_empty (self)))
    arm (self);
  g_object_unref (self);
}
