/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* JSON-RPC frames: what came, element by element. */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-events-private.h"
#include "pal/protocol/pal-intl.h"
#include "pal/protocol/pal-message.h"
#include "pal/protocol/pal-reply-private.h"
#include "pal/protocol/pal-scan-inline.h"

#define WORK (256 * 1024) /* bytes read in one call at most */

#define MAX_NAME 32    /* bytes a known method has at most */
#define HEAD_SIZE 80   /* bytes that hold the head, a name and the neck */

enum
{
  PART_METHOD,
  PART_PARAMS,
  PART_ID,
  PART_RESULT,
  PART_ERROR,
  N_PARTS
};

enum
{
  PHASE_START,
  PHASE_ELEMENTS, /* in the array of a batch */
  PHASE_MEMBERS,  /* in an element */
  PHASE_SKIP,     /* in a value of a batch that is no object */
  PHASE_TAIL,     /* the frame's value is over */
  PHASE_OVER,
};

static const char *const part_names[N_PARTS] = { "method", "params", "id", "result", "error" };

static guint
find_part (const PalSlice *name)
{
  for (guint i = 0; i < N_PARTS; i++)
    {
      if (pal_slice_equal (name, part_names[i]))
        return i;
    }

  return N_PARTS;
}

/* JSON text of an id that counts: not null, 0 or "". */
static gboolean
is_id (const PalSlice *json)
{
  if (json->text == NULL || json->length == 0 || json->text[0] == 'n' || json->text[0] == 'f')
    return FALSE;

  return !(json->length == 1 && json->text[0] == '0') && !(json->length == 2 && json->text[0] == '"');
}

/* The inside of a JSON text. FALSE when it is none. */
static gboolean
open_text (const PalSlice *json, PalSlice *text)
{
  if (json->text == NULL || json->length < 2 || json->text[0] != '"')
    return FALSE;

  text->text = json->text + 1;
  text->length = json->length - 2;
  text->escaped = memchr (text->text, '\\', text->length) != NULL;

  return TRUE;
}

static PalEventKind
find_kind (const PalSlice *json)
{
  PalSlice name;
  g_autofree char *plain = NULL;

  if (!open_text (json, &name))
    return PAL_EVENT_UNKNOWN;
  if (G_LIKELY (!name.escaped))
    return pal_event_kind_lookup (name.text, name.length);

  plain = pal_slice_dup (&name);
  return pal_event_kind_lookup (plain, strlen (plain));
}

/**
 * pal_message_reader_init:
 * @self: (out caller-allocates): a reader
 * @frame: what came from the PBX; kept until pal_message_reader_clear()
 *
 * Begins to read a frame. An empty frame has no elements.
 */
void
pal_message_reader_init (PalMessageReader *self, GBytes *frame)
{
  gsize length;
  const char *text = g_bytes_get_data (frame, &length);

  self->frame = g_bytes_ref (frame);
  pal_scan_init (&self->scan, text, length);
  self->value = NULL;
  self->event = NULL;
  self->phase = length == 0 ? PHASE_OVER : PHASE_START;
}

/**
 * pal_message_reader_clear:
 * @self: a reader that was initialised
 *
 * Lets the frame go; in the middle of a frame as well.
 */
void
pal_message_reader_clear (PalMessageReader *self)
{
  g_clear_pointer (&self->frame, g_bytes_unref);
  self->event = NULL;
  self->phase = PHASE_OVER;
}

static void
drop_event (PalMessageReader *self, PalEventBatch *batch)
{
  if (self->event != NULL)
    pal_event_batch_pop (batch);
  self->event = NULL;
}

static PalMessageKind
refuse (PalMessageReader *self, PalEventBatch *batch, GError **error)
{
  drop_event (self, batch);
  self->phase = PHASE_OVER;
  pal_scan_propagate (&self->scan, error);

  return PAL_MESSAGE_INVALID;
}

/* Begins or goes on with a value that no struct takes; its JSON becomes the part. */
static PalToken
read_part (PalMessageReader *self)
{
  PalScan *scan = &self->scan;
  PalSlice slice;
  PalToken token;

  if (!self->entered)
    {
      token = pal_scan_next (scan, &slice);
      if (token == PAL_TOKEN_ERROR || token == PAL_TOKEN_PAUSE)
        return token;
      self->entered = token == PAL_TOKEN_OBJECT || token == PAL_TOKEN_ARRAY;
    }
  if (self->entered)
    {
      token = pal_scan_leave (scan, self->depth);
      if (token != PAL_TOKEN_CLOSE)
        return token;
    }

  if (self->part < N_PARTS)
    {
      self->parts[self->part].text = self->value;
      self->parts[self->part].length = scan->at - self->value;
    }
  self->value = NULL;

  return PAL_TOKEN_CLOSE;
}

/* Reads `params` at once into the event it stands for, where the method came before. Nothing has moved when
 * it returns FALSE without an error. */
static gboolean
read_event (PalMessageReader *self, PalEventBatch *batch, PalEventKind kind)
{
  PalScan *scan = &self->scan;
  const char *at = scan->at;

  self->event = pal_event_batch_push (batch, kind);
  if (pal_event_read (scan, batch, self->event))
    {
      self->parts[PART_PARAMS].text = at;
      self->parts[PART_PARAMS].length = scan->at - at;
      return TRUE;
    }

  pal_event_batch_pop (batch);
  self->event = NULL;
  if (scan->error == NULL)
    pal_scan_rewind (scan, at, self->depth);

  return FALSE;
}

static gboolean
read_params (PalMessageReader *self, PalEventBatch *batch)
{
  PalEventKind kind;

  drop_event (self, batch); /* of two members with one name the last counts */
  if (self->parts[PART_METHOD].text == NULL || is_id (&self->parts[PART_ID]))
    return FALSE;
  kind = find_kind (&self->parts[PART_METHOD]);

  return kind != PAL_EVENT_UNKNOWN && read_event (self, batch, kind);
}

/* The way every server seen begins a notification, in one go. Leaves the rest to the common road, and all of
 * it where the element begins in another way. */
static void
read_usual_head (PalMessageReader *self, PalEventBatch *batch)
{
  static const char head[] = "\"jsonrpc\":\"2.0\",\"method\":\"";
  static const char neck[] = "\",\"params\":";
  PalScan *scan = &self->scan;
  const char *begin = scan->at + sizeof head - 1, *p;
  PalEventKind kind;

  if (scan->pause - scan->at < HEAD_SIZE || memcmp (scan->at, head, sizeof head - 1) != 0)
    return;
  p = skip_plain (begin, begin + MAX_NAME);
  if (memcmp (p, neck, sizeof neck - 1) != 0)
    return;
  kind = pal_event_kind_lookup (begin, p - begin);
  if (kind == PAL_EVENT_UNKNOWN)
    return;

  self->parts[PART_METHOD].text = begin - 1;
  self->parts[PART_METHOD].length = p - begin + 2;
  self->part = PART_PARAMS;
  pal_scan_rewind (scan, p + sizeof neck - 1, self->depth);
  if (!read_event (self, batch, kind) && scan->error == NULL)
    {
      self->value = scan->at;
      self->entered = FALSE;
    }
}

/* An element that is a notification: its event, now that all members were seen. */
static PalMessageKind
take_event (PalMessageReader *self, PalEventBatch *batch)
{
  PalSlice method, *params = &self->parts[PART_PARAMS];
  PalEventKind kind;
  PalEvent *event;
  PalScan scan;

  if (self->event != NULL)
    {
      self->event = NULL;
      return PAL_MESSAGE_EVENT;
    }
  if (!open_text (&self->parts[PART_METHOD], &method) || method.length > PAL_MESSAGE_MAX_EVENT
      || (params->text != NULL && params->length > PAL_MESSAGE_MAX_EVENT))
    return PAL_MESSAGE_IGNORED;

  kind = find_kind (&self->parts[PART_METHOD]);
  event = pal_event_batch_push (batch, kind);
  if (kind == PAL_EVENT_UNKNOWN)
    {
      char *name = pal_event_batch_alloc (batch, method.length + 1);

      name[pal_scan_unescape (method.text, method.length, name)] = '\0';
      event->unknown.method = name;
    }
  else if (params->text != NULL)
    {
      pal_scan_init (&scan, params->text, params->length);
      pal_event_read (&scan, batch, event);
    }

  return PAL_MESSAGE_EVENT;
}

static PalMessageKind
classify (PalMessageReader *self, PalEventBatch *batch, PalReply **reply)
{
  const PalSlice *parts = self->parts;
  gboolean has_id = is_id (&parts[PART_ID]);
  gboolean is_answer = parts[PART_RESULT].text != NULL || parts[PART_ERROR].text != NULL;

  if (parts[PART_METHOD].text != NULL && !has_id)
    return take_event (self, batch);

  drop_event (self, batch);
  if (parts[PART_METHOD].text != NULL)
    return PAL_MESSAGE_REQUEST;
  if (!is_answer || (!has_id && parts[PART_ERROR].text == NULL))
    return PAL_MESSAGE_IGNORED;

  *reply = pal_reply_new (self->frame, &parts[PART_ID], &parts[PART_RESULT], &parts[PART_ERROR]);
  return has_id ? PAL_MESSAGE_REPLY : PAL_MESSAGE_CONNECTION_ERROR;
}

static void
begin_element (PalMessageReader *self, PalEventBatch *batch)
{
  for (guint i = 0; i < N_PARTS; i++)
    self->parts[i] = (PalSlice) { NULL };
  self->depth = self->scan.depth;
  self->phase = PHASE_MEMBERS;
  read_usual_head (self, batch);
}

/* The next member: CLOSE after the last one, NAME when one was read. */
static PalToken
read_member (PalMessageReader *self, PalEventBatch *batch)
{
  PalScan *scan = &self->scan;
  PalSlice name;
  PalToken token;

  if (self->value == NULL)
    {
      token = pal_scan_next (scan, &name);
      if (token != PAL_TOKEN_NAME)
        return token;

      self->part = find_part (&name);
      if (self->part == PART_PARAMS && read_params (self, batch))
        return PAL_TOKEN_NAME;
      if (scan->error != NULL)
        return PAL_TOKEN_ERROR;

      scan->at = skip_space (scan->at, scan->end);
      self->value = scan->at;
      self->entered = FALSE;
    }

  token = read_part (self);
  return token == PAL_TOKEN_CLOSE ? PAL_TOKEN_NAME : token;
}

/* Nothing but white space may follow the frame's value. */
static gboolean
is_at_end (PalMessageReader *self)
{
  PalSlice slice;

  self->scan.pause = self->scan.end;
  return pal_scan_next (&self->scan, &slice) == PAL_TOKEN_END;
}

static PalMessageKind
end_element (PalMessageReader *self, PalEventBatch *batch, PalReply **reply, GError **error)
{
  if (self->scan.depth > 0)
    self->phase = PHASE_ELEMENTS;
  else if (is_at_end (self))
    self->phase = PHASE_OVER;
  else
    return refuse (self, batch, error);

  return classify (self, batch, reply);
}

/* In a batch, before an element: FALSE when @kind is to be returned. */
static gboolean
find_element (PalMessageReader *self, PalEventBatch *batch, PalMessageKind *kind, GError **error)
{
  PalScan *scan = &self->scan;
  PalSlice slice;
  PalToken token = pal_scan_next (scan, &slice);

  switch (token)
    {
    case PAL_TOKEN_OBJECT:
      begin_element (self, batch);
      return TRUE;
    case PAL_TOKEN_ARRAY:
      self->phase = PHASE_SKIP;
      return TRUE;
    case PAL_TOKEN_PAUSE:
      *kind = PAL_MESSAGE_PARTIAL;
      return FALSE;
    case PAL_TOKEN_CLOSE:
      self->phase = PHASE_OVER;
      *kind = is_at_end (self) ? PAL_MESSAGE_END : refuse (self, batch, error);
      return FALSE;
    case PAL_TOKEN_TEXT:
    case PAL_TOKEN_NUMBER:
    case PAL_TOKEN_TRUE:
    case PAL_TOKEN_FALSE:
    case PAL_TOKEN_NULL:
      *kind = PAL_MESSAGE_IGNORED;
      return FALSE;
    case PAL_TOKEN_ERROR:
    case PAL_TOKEN_END:
    case PAL_TOKEN_NAME:
    default:
      *kind = refuse (self, batch, error);
      return FALSE;
    }
}

static gboolean
begin_frame (PalMessageReader *self, PalEventBatch *batch)
{
  PalScan *scan = &self->scan;
  PalSlice slice;
  PalToken token;

  if (scan->end - scan->start > PAL_SCAN_MAX_FRAME)
    return pal_scan_fail (scan, scan->start, N_("larger than any message may be"));

  token = pal_scan_next (scan, &slice);
  if (token == PAL_TOKEN_OBJECT)
    begin_element (self, batch);
  else if (token == PAL_TOKEN_ARRAY)
    self->phase = PHASE_ELEMENTS;
  else if (token != PAL_TOKEN_PAUSE)
    return token != PAL_TOKEN_ERROR ? pal_scan_fail (scan, scan->start, N_("neither object nor array"))
                                    : FALSE;

  return TRUE;
}

/**
 * pal_message_reader_next:
 * @self: a reader
 * @batch: where an event is appended
 * @reply: (out): set for %PAL_MESSAGE_REPLY and %PAL_MESSAGE_CONNECTION_ERROR
 * @error: return location, set for %PAL_MESSAGE_INVALID with %PAL_ERROR_PROTOCOL
 *
 * Reads the next element of the frame, or a part of a large one: never more than 256 KiB in one call.
 *
 * Returns: what it was; %PAL_MESSAGE_END or %PAL_MESSAGE_INVALID end the frame
 */
PalMessageKind
pal_message_reader_next (PalMessageReader *self, PalEventBatch *batch, PalReply **reply, GError **error)
{
  PalScan *scan = &self->scan;
  PalMessageKind kind;
  PalToken token;

  if (self->phase == PHASE_OVER)
    return PAL_MESSAGE_END;

  scan->pause = scan->end - scan->at > WORK ? scan->at + WORK : scan->end;

  if (self->phase == PHASE_START)
    {
      if (!begin_frame (self, batch))
        return refuse (self, batch, error);
      if (self->phase == PHASE_START)
        return PAL_MESSAGE_PARTIAL;
    }
  if (self->phase == PHASE_ELEMENTS && !find_element (self, batch, &kind, error))
    return kind;

  if (self->phase == PHASE_SKIP)
    {
      token = pal_scan_leave (scan, 1);
      if (token == PAL_TOKEN_CLOSE)
        self->phase = PHASE_ELEMENTS;
      if (token == PAL_TOKEN_ERROR)
        return refuse (self, batch, error);
      return token == PAL_TOKEN_CLOSE ? PAL_MESSAGE_IGNORED : PAL_MESSAGE_PARTIAL;
    }

  while ((token = read_member (self, batch)) == PAL_TOKEN_NAME)
    ;

  if (token == PAL_TOKEN_CLOSE)
    return end_element (self, batch, reply, error);

  if (token == PAL_TOKEN_ERROR)
    return refuse (self, batch, error);

  /* The caller may empty the batch before it goes on: an event not yet known to be one is read again then. */
  drop_event (self, batch);
  return PAL_MESSAGE_PARTIAL;
}

static void
read_request (PalScan *scan, PalRequest *request)
{
  PalSlice name, value, text;

  *request = (PalRequest) { NULL };
  while (pal_scan_next (scan, &name) == PAL_TOKEN_NAME)
    {
      guint part = find_part (&name);

      if (!pal_scan_skip (scan, &value))
        return;
      if (part == PART_METHOD && open_text (&value, &text))
        {
          request->method = text.text;
          request->method_length = text.length;
        }
      else if (part == PART_PARAMS)
        {
          request->params = value.text;
          request->params_length = value.length;
        }
      else if (part == PART_ID)
        {
          request->id = value.text;
          request->id_length = value.length;
        }
    }
}

/**
 * pal_message_read_requests:
 * @frame: what a client sent
 * @is_batch: (out): whether the frame is an array
 * @func: (scope call): called for each element; %FALSE stops
 * @user_data: for @func
 * @error: return location
 *
 * The server's side. The whole frame is checked before the first call. An element that is no request, and
 * a frame that is neither object nor array, comes with a %NULL method.
 *
 * Returns: %FALSE with %PAL_ERROR_PROTOCOL when the frame is not JSON
 */
gboolean
pal_message_read_requests (GBytes *frame,
                           gboolean *is_batch,
                           PalRequestFunc func,
                           gpointer user_data,
                           GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (frame, &length);
  PalRequest request = { NULL };
  PalSlice slice;
  PalToken token;
  PalScan scan;

  pal_scan_init (&scan, text, length);
  if (length > PAL_SCAN_MAX_FRAME)
    pal_scan_fail (&scan, text, N_("larger than any message may be"));
  else if (pal_scan_skip (&scan, &slice) && pal_scan_next (&scan, &slice) == PAL_TOKEN_END)
    pal_scan_init (&scan, text, length);

  token = pal_scan_next (&scan, &slice);
  if (scan.error != NULL)
    {
      pal_scan_propagate (&scan, error);
      return FALSE;
    }

  *is_batch = token == PAL_TOKEN_ARRAY;
  if (token != PAL_TOKEN_ARRAY)
    {
      if (token == PAL_TOKEN_OBJECT)
        read_request (&scan, &request);
      func (&request, user_data);
      return TRUE;
    }

  while ((token = pal_scan_next (&scan, &slice)) != PAL_TOKEN_CLOSE)
    {
      request = (PalRequest) { NULL };
      if (token == PAL_TOKEN_OBJECT)
        read_request (&scan, &request);
      else if (token == PAL_TOKEN_ARRAY)
        pal_scan_leave (&scan, 1);
      if (!func (&request, user_data))
        break;
    }

  return TRUE;
}
