/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The table of notifications and the one reader that fills every struct. The wire names stand here and
 * nowhere else. */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-events-private.h"
#include "pal/protocol/pal-intl.h"
#include "pal/protocol/pal-message.h"
#include "pal/protocol/pal-scan-inline.h"

#define BLOCK 32 /* bytes copied at once */
#define LAST_TIME G_GINT64_CONSTANT (253402300799999) /* ms, the end of the year 9999: room for µs and sums */

/* clang-format off */

#define MEMBER(wire, TYPE, field) \
  { "\"" wire "\":", sizeof (wire) + 2, MEMBER_##TYPE, G_STRUCT_OFFSET (PalEvent, field) }

static const PalEventMember status_members[] = {
  MEMBER ("user", TEXT, status.user),
  MEMBER ("status", CODE, status.status),
  MEMBER ("other_number", OPTIONAL, status.other_number),
  MEMBER ("room_id", TEXT, status.room_id),
  MEMBER ("talker_id", TEXT, status.talker_id),
  MEMBER ("time", TIME, status.time),
  MEMBER ("user_display_name", TEXT, status.user_name),
  MEMBER ("other_user_display_name", TEXT, status.other_name),
  MEMBER ("other_display_name", TEXT, status.other_name),
  MEMBER ("logid", TEXT, status.log_id),
  MEMBER ("rescode", TEXT, status.rescode),
  MEMBER ("disconnected_by", TEXT, status.disconnected_by),
  MEMBER ("q850code", TEXT, status.q850code),
  MEMBER ("role", TEXT, status.role),           /* this and what follows are beyond the guide */
  MEMBER ("phone_idx", NUMBER, status.phone_index),
  MEMBER ("phone_id", NUMBER, status.phone_index),
  MEMBER ("rec", TEXT, status.rec),
};

static const PalEventMember registered_members[] = {
  MEMBER ("user", TEXT, registered.user),
  MEMBER ("registered", TRUE, registered.registered),
};

static const PalEventMember park_members[] = {
  MEMBER ("room_id", TEXT, park.room_id),
  MEMBER ("talker_id", TEXT, park.talker_id),
  MEMBER ("time", TIME, park.time),             /* beyond the guide */
  MEMBER ("park", TEXT, park.park),
  MEMBER ("status", ON, park.on),
};

static const PalEventMember line_members[] = {
  MEMBER ("line", TEXT, line.line),
  MEMBER ("status", ON, line.on),
  MEMBER ("line_talker_id", TEXT, line.line_talker_id),
  MEMBER ("line_talker", TEXT, line.line_talker),
  MEMBER ("assigned_talker_id", TEXT, line.assigned_talker_id),
  MEMBER ("room_id", TEXT, line.room_id),       /* beyond the guide */
};

static const PalEventMember queue_members[] = {
  MEMBER ("extension", TEXT, queue.extension),
  MEMBER ("status", ON, queue.on),
  MEMBER ("room_id", TEXT, queue.room_id),
};

static const PalEventMember voicemail_members[] = {
  MEMBER ("user", TEXT, voicemail.user),
  MEMBER ("new", NUMBER, voicemail.n_new),
  MEMBER ("unread", NUMBER, voicemail.n_unread),
  MEMBER ("read", NUMBER, voicemail.n_read),
  MEMBER ("saved", NUMBER, voicemail.n_saved),
};

static const PalEventMember recording_members[] = {
  MEMBER ("user", TEXT, recording.user),
  MEMBER ("talker_id", TEXT, recording.talker_id),
  MEMBER ("status", ON, recording.on),
};

static const PalEventMember server_status_members[] = {
  MEMBER ("status", TEXT, server_status.status),
};

static const PalEventMember pal_members[] = {
  MEMBER ("code", NUMBER, pal.code),
  MEMBER ("message", TEXT, pal.message),
};

static const PalEventMember password_required_members[] = {
  MEMBER ("nonce", TEXT, password_required.nonce),
};

#define ROW(KIND, wire, section, table, ...) \
  [PAL_EVENT_##KIND] = { wire, sizeof (wire) - 1, table, G_N_ELEMENTS (table), section, \
                         { PAL_EVENT_##KIND, { __VA_ARGS__ } } }

static const PalEventRow rows[] = {
  [PAL_EVENT_UNKNOWN] = { "", 0, NULL, 0, NULL, { PAL_EVENT_UNKNOWN, { .unknown = { "" } } } },
  ROW (STATUS, "notify_status", "4.5", status_members,
       .status = { "", "", "", NULL, "", "", "", "", "", "", "", "", 0, PAL_CALL_STATUS_INVALID, -1 }),
  ROW (REGISTERED, "notify_registered", "4.4", registered_members, .registered = { "", FALSE }),
  ROW (PARK, "notify_park", "4.3", park_members, .park = { "", "", "", 0, FALSE }),
  ROW (LINE, "notify_line", "4.2", line_members, .line = { "", "", "", "", "", FALSE }),
  ROW (QUEUE, "notify_queue", "4.7", queue_members, .queue = { "", "", FALSE }),
  ROW (VOICEMAIL, "notify_voicemail", "4.6", voicemail_members, .voicemail = { "", -1, -1, -1, -1 }),
  ROW (CALL_RECORDING, "notify_callrecording", "4.1", recording_members, .recording = { "", "", FALSE }),
  ROW (SERVER_STATUS, "notify_serverstatus", NULL, server_status_members, .server_status = { "", FALSE }),
  ROW (PAL, "notify_pal", NULL, pal_members, .pal = { "", -1 }),
  ROW (LOGIN_PASSWORD_REQUIRED, "login_password_required", "3.3", password_required_members,
       .password_required = { "" }),
};

/* clang-format on */

G_STATIC_ASSERT (G_N_ELEMENTS (rows) == PAL_N_EVENTS);
G_STATIC_ASSERT (G_N_ELEMENTS (status_members) < PAL_EVENT_MAX_MEMBERS);

const PalEventRow *
pal_event_row (PalEventKind kind)
{
  return &rows[kind];
}

const char *
pal_event_kind_get_name (PalEventKind kind)
{
  g_return_val_if_fail ((guint) kind < PAL_N_EVENTS, "");

  return rows[kind].name;
}

PalEventKind
pal_event_kind_lookup (const char *name, gsize length)
{
  for (guint i = PAL_EVENT_UNKNOWN + 1; i < PAL_N_EVENTS; i++)
    {
      if (rows[i].length == length && memcmp (rows[i].name, name, length) == 0)
        return i;
    }

  return PAL_EVENT_UNKNOWN;
}

static inline gboolean
is_named (const PalEventMember *member, const PalSlice *name)
{
  return member->token_length == name->length + 3u && member->token[1] == name->text[0]
         && memcmp (member->token + 1, name->text, name->length) == 0;
}

static guint
find_member (const PalEventRow *row, const PalSlice *name)
{
  PalSlice plain = *name;
  char buffer[64];

  if (G_UNLIKELY (name->escaped))
    {
      if (name->length > sizeof buffer)
        return row->n_members;
      plain.text = buffer;
      plain.length = pal_scan_unescape (name->text, name->length, buffer);
    }
  if (plain.length == 0)
    return row->n_members;

  for (guint i = 0; i < row->n_members; i++)
    {
      if (is_named (&row->members[i], &plain))
        return i;
    }

  return row->n_members;
}

static inline const char *
keep_text (PalEventBatch *batch, const PalSlice *value, const char *end)
{
  char *text;

  if (value->length == 0)
    return "";

  /* Room for whole blocks: what a block copies beyond the text is overwritten by the next one. */
  if (G_UNLIKELY ((gsize) (batch->limit - batch->free) < value->length + BLOCK))
    pal_event_batch_grow (batch, value->length + BLOCK);
  text = batch->free;
  batch->free += value->length + 1;

  if (G_UNLIKELY (value->escaped))
    text[pal_scan_unescape (value->text, value->length, text)] = '\0';
  else
    {
      if (value->length <= BLOCK && (gsize) (end - value->text) >= BLOCK)
        memcpy (text, value->text, BLOCK);
      else
        memcpy (text, value->text, value->length);
      text[value->length] = '\0';
    }

  return text;
}

static gboolean
read_truth (const PalSlice *value)
{
  switch (value->length)
    {
    case 1:
      return value->text[0] == '1';
    case 2:
      return g_ascii_strncasecmp (value->text, "on", 2) == 0;
    case 3:
      return g_ascii_strncasecmp (value->text, "yes", 3) == 0;
    case 4:
      return g_ascii_strncasecmp (value->text, "true", 4) == 0;
    default:
      return FALSE;
    }
}

static inline gboolean
read_number (const PalSlice *value, gint64 *number)
{
  guint sum = 0;

  if (value->length == 0 || value->length > 9)
    return pal_slice_to_int (value, number);

  for (guint i = 0; i < value->length; i++)
    {
      guint digit = (guchar) value->text[i] - '0';

      if (digit > 9)
        return pal_slice_to_int (value, number);
      sum = sum * 10 + digit;
    }

  *number = sum;
  return TRUE;
}

static inline void
store_member (PalEventBatch *batch, PalEvent *event, const PalEventMember *member, const PalSlice *value,
              const char *end)
{
  gpointer field = (char *) event + member->offset;
  gint64 number;

  switch ((PalMemberType) member->type)
    {
    case MEMBER_TEXT:
    case MEMBER_OPTIONAL:
      *(const char **) field = keep_text (batch, value, end);
      break;
    case MEMBER_NUMBER:
    case MEMBER_CODE:
      if (read_number (value, &number) && number > G_MININT && number <= G_MAXINT)
        *(int *) field = number;
      break;
    case MEMBER_TIME:
      if (pal_slice_to_int (value, &number) && number >= 0 && number <= LAST_TIME)
        *(gint64 *) field = number;
      break;
    case MEMBER_ON:
    case MEMBER_TRUE:
      *(gboolean *) field = read_truth (value);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* At a value: a text without an escape, or a whole number up to 18 digits, is passed; NULL for all else. */
static inline const char *
read_plain_value (const char *p, const char *end, PalSlice *value)
{
  const char *begin;

  value->escaped = FALSE;
  if (*p != '"')
    {
      value->text = p;
      if (*p < '1' || *p > '9')
        return NULL;
      while (p < end && *p >= '0' && *p <= '9')
        p++;
      value->length = p - value->text;
      return p < end && (*p == ',' || *p == '}') && value->length <= 18 ? p : NULL;
    }

  begin = p + 1;
  for (p = skip_plain (begin, end); p < end && (guchar) *p >= 0x80; p = skip_plain (p, end))
    {
      do
        {
          guint length = utf8_length (p, end);

          if (length == 0)
            return NULL;
          p += length;
        }
      while (p < end && (guchar) *p >= 0x80);
    }

  value->text = begin;
  value->length = p - begin;
  return p < end && *p == '"' ? p + 1 : NULL;
}

static inline gboolean
is_token (const PalEventMember *member, const char *p, const char *end)
{
#ifdef __SSE2__
  if (G_LIKELY (end - p > PAL_EVENT_TOKEN_SIZE))
    {
      __m128i a = _mm_cmpeq_epi8 (_mm_loadu_si128 ((const __m128i *) p),
                                  _mm_loadu_si128 ((const __m128i *) member->token));
      __m128i b = _mm_cmpeq_epi8 (_mm_loadu_si128 ((const __m128i *) (p + 16)),
                                  _mm_loadu_si128 ((const __m128i *) (member->token + 16)));
      guint32 differ = ~((guint32) _mm_movemask_epi8 (a) | (guint32) _mm_movemask_epi8 (b) << 16);

      return (differ & ((1u << member->token_length) - 1)) == 0;
    }
#endif

  return end - p > member->token_length && memcmp (p, member->token, member->token_length) == 0;
}

/* The common case: members in the order of the last time, without a blank or an escape. Stops, and stands,
 * before the first that is anything else. */
static void
read_expected_members (PalScan *scan, PalEventBatch *batch, PalEvent *event, guint8 *hints, guint *last)
{
  const PalEventMember *members = rows[event->kind].members;
  const char *p = scan->at, *end = scan->pause;
  PalSlice value;

  while (p < end)
    {
      const PalEventMember *member = &members[hints[*last]];
      const char *next = p + (scan->state == STATE_NEXT ? 1 : 0);

      if (scan->state == STATE_NEXT && *p != ',')
        break;
      if (!is_token (member, next, end))
        break;
      next = read_plain_value (next + member->token_length, end, &value);
      if (next == NULL)
        break;

      store_member (batch, event, member, &value, scan->end);
      *last = hints[*last];
      scan->state = STATE_NEXT;
      p = next;
    }

  scan->at = p;
}

/* One member whatever it looks like. The value has a NULL text where it has no reading: null, object,
 * array. */
static PalToken
read_any_member (PalScan *scan, PalSlice *name, PalSlice *value)
{
  guint depth = scan->depth;
  PalToken token = pal_scan_next (scan, name);

  if (token != PAL_TOKEN_NAME)
    return token;

  token = pal_scan_next (scan, value);
  if (token == PAL_TOKEN_OBJECT || token == PAL_TOKEN_ARRAY)
    {
      value->text = NULL;
      token = pal_scan_leave (scan, depth);
    }
  else if (token == PAL_TOKEN_NULL)
    value->text = NULL;

  return token == PAL_TOKEN_ERROR || token == PAL_TOKEN_PAUSE ? token : PAL_TOKEN_NAME;
}

static void
take_member (PalEventBatch *batch, PalEvent *event, guint8 *hints, guint *last, const PalSlice *name,
             const PalSlice *value, const char *end)
{
  const PalEventRow *row = &rows[event->kind];
  guint index = find_member (row, name);

  if (index >= row->n_members)
    return;

  hints[*last] = index;
  *last = index;
  if (value->text != NULL)
    store_member (batch, event, &row->members[index], value, end);
}

static void
finish (PalEvent *event)
{
  if (event->kind == PAL_EVENT_SERVER_STATUS)
    event->server_status.active = g_ascii_strcasecmp (event->server_status.status, "active") == 0;
}

gboolean
pal_event_read (PalScan *scan, PalEventBatch *batch, PalEvent *event)
{
  guint8 *hints = batch->hints[event->kind];
  guint last = rows[event->kind].n_members;
  guint depth = scan->depth;
  PalSlice name, value;
  PalToken token = pal_scan_next (scan, &value);

  if (token == PAL_TOKEN_ARRAY)
    return pal_scan_leave (scan, depth) == PAL_TOKEN_CLOSE;
  if (token != PAL_TOKEN_OBJECT)
    return token >= PAL_TOKEN_TEXT;

  for (;;)
    {
      read_expected_members (scan, batch, event, hints, &last);
      token = read_any_member (scan, &name, &value);
      if (token != PAL_TOKEN_NAME)
        break;
      take_member (batch, event, hints, &last, &name, &value, scan->end);
    }

  if (token != PAL_TOKEN_CLOSE)
    return FALSE;

  finish (event);
  return TRUE;
}

PalEvent *
pal_event_new_from_json (const char *json, gssize length, GError **error)
{
  g_autoptr (GBytes) frame = g_bytes_new (json, length < 0 ? strlen (json) : (gsize) length);
  g_autoptr (PalEventBatch) batch = pal_event_batch_new ();
  g_autoptr (PalReply) reply = NULL;
  PalMessageReader reader;
  PalMessageKind kind;

  pal_message_reader_init (&reader, frame);
  do
    {
      g_clear_pointer (&reply, pal_reply_unref);
      kind = pal_message_reader_next (&reader, batch, &reply, error);
    }
  while (kind == PAL_MESSAGE_PARTIAL);
  pal_message_reader_clear (&reader);

  if (kind == PAL_MESSAGE_EVENT)
    return pal_event_copy (pal_event_batch_get (batch, 0));
  if (kind != PAL_MESSAGE_INVALID)
    g_set_error_literal (error, PAL_ERROR, PAL_ERROR_PROTOCOL, _("Not a notification"));

  return NULL;
}
