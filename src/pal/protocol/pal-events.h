/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-enums.h"
#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

/**
 * PalEventKind:
 * @PAL_EVENT_UNKNOWN: a notification that no row knows
 * @PAL_EVENT_STATUS: `notify_status` (4.5)
 * @PAL_EVENT_REGISTERED: `notify_registered` (4.4)
 * @PAL_EVENT_PARK: `notify_park` (4.3)
 * @PAL_EVENT_LINE: `notify_line` (4.2)
 * @PAL_EVENT_QUEUE: `notify_queue` (4.7)
 * @PAL_EVENT_VOICEMAIL: `notify_voicemail` (4.6)
 * @PAL_EVENT_CALL_RECORDING: `notify_callrecording` (4.1)
 * @PAL_EVENT_SERVER_STATUS: `notify_serverstatus`, beyond the guide
 * @PAL_EVENT_PAL: `notify_pal`, beyond the guide
 * @PAL_EVENT_LOGIN_PASSWORD_REQUIRED: `login_password_required` (3.1)
 *
 * The notifications of section 4 of the guide, and those beyond it.
 */
typedef enum
{
  PAL_EVENT_UNKNOWN,
  PAL_EVENT_STATUS,
  PAL_EVENT_REGISTERED,
  PAL_EVENT_PARK,
  PAL_EVENT_LINE,
  PAL_EVENT_QUEUE,
  PAL_EVENT_VOICEMAIL,
  PAL_EVENT_CALL_RECORDING,
  PAL_EVENT_SERVER_STATUS,
  PAL_EVENT_PAL,
  PAL_EVENT_LOGIN_PASSWORD_REQUIRED,
} PalEventKind;

#define PAL_N_EVENTS (PAL_EVENT_LOGIN_PASSWORD_REQUIRED + 1)

/**
 * PalStatusEvent:
 * @user: the extension whose leg this is
 * @talker_id: the leg; its key for the whole call
 * @room_id: the call; may change during a leg
 * @other_number: (nullable): the far party; %NULL when the member was absent, as when one leaves a conference
 * @user_name: display name of the user
 * @other_name: display name of the far party
 * @log_id: the number in the answer of makeCall
 * @role: `c` for the leg of a makeCall's originator, `s` for the other one (beyond the guide)
 * @rec: id of a recording, at the end of a leg (beyond the guide)
 * @rescode: SIP response code, at the end of a leg
 * @disconnected_by: who ended it, at the end of a leg; its meaning differs between servers
 * @q850code: Q.850 cause, at the end of a leg
 * @time: milliseconds since 1970 of the PBX's clock; 0 when missing
 * @status: a [enum@CallStatus] or any other number
 * @phone_index: which of the user's phones, -1 when missing (beyond the guide)
 *
 * A leg of a call changed (section 4.5 of the guide). In this and the other structs a text that was missing is "",
 * and a number -1, unless it says otherwise.
 */
typedef struct
{
  const char *user, *talker_id, *room_id;
  const char *other_number;
  const char *user_name, *other_name;
  const char *log_id, *role, *rec;
  const char *rescode, *disconnected_by, *q850code;
  gint64 time;
  int status;
  int phone_index;
} PalStatusEvent;

/**
 * PalRegisteredEvent:
 * @user: the extension
 * @registered: whether a phone of it is there
 *
 * Phones came or went (section 4.4 of the guide).
 */
typedef struct { const char *user; gboolean registered; } PalRegisteredEvent;

/**
 * PalParkEvent:
 * @park: the park number
 * @room_id: the call; "" when the place became free
 * @talker_id: the leg that is parked
 * @time: milliseconds since 1970; 0 when missing
 * @on: whether somebody waits there
 *
 * A park number was taken or became free (section 4.3 of the guide).
 */
typedef struct { const char *park, *room_id, *talker_id; gint64 time; gboolean on; } PalParkEvent;

/**
 * PalLineEvent:
 * @line: the shared line with its index
 * @line_talker: who has it
 * @line_talker_id: the leg of that one
 * @assigned_talker_id: the leg of the user in the shared call
 * @room_id: the call (beyond the guide)
 * @on: whether it is taken
 *
 * A shared line was taken or became free (section 4.2 of the guide).
 */
typedef struct { const char *line, *line_talker, *line_talker_id, *assigned_talker_id, *room_id; gboolean on; } PalLineEvent;

/**
 * PalQueueEvent:
 * @extension: the group
 * @room_id: the call that waits
 * @on: whether it came or left
 *
 * A call entered or left a queue (section 4.7 of the guide).
 */
typedef struct { const char *extension, *room_id; gboolean on; } PalQueueEvent;

/**
 * PalVoicemailEvent:
 * @user: the extension; "" for oneself
 * @n_new: new messages
 * @n_unread: unread messages
 * @n_read: read messages
 * @n_saved: saved messages
 *
 * The messages of a box changed (section 4.6 of the guide).
 */
typedef struct { const char *user; int n_new, n_unread, n_read, n_saved; } PalVoicemailEvent;

/**
 * PalCallRecordingEvent:
 * @user: the extension
 * @talker_id: the leg
 * @on: whether it is recorded
 *
 * A recording began or ended (section 4.1 of the guide).
 */
typedef struct { const char *user, *talker_id; gboolean on; } PalCallRecordingEvent;

/**
 * PalServerStatusEvent:
 * @status: the server's word
 * @active: whether it was `active`
 *
 * The PBX works, or has stopped (beyond the guide).
 */
typedef struct { const char *status; gboolean active; } PalServerStatusEvent;

/**
 * PalPalEvent:
 * @message: such as `ANOTHER_LOGIN`
 * @code: its number; 1 for another login with the same user and phone index
 *
 * The session itself is meant (beyond the guide).
 */
typedef struct { const char *message; int code; } PalPalEvent;

/**
 * PalPasswordRequiredEvent:
 * @nonce: what the password is proved with
 *
 * The challenge of a login (section 3.1 of the guide). Never seen by users of a client.
 */
typedef struct { const char *nonce; } PalPasswordRequiredEvent;

/**
 * PalUnknownEvent:
 * @method: its name
 *
 * A notification that no row of the table knows.
 */
typedef struct { const char *method; } PalUnknownEvent;

/**
 * PalEvent:
 * @kind: which of the structs is filled
 *
 * One notification. Its texts live in the batch it came in; a copy owns its own. Languages that cannot look into
 * the structs use [method@Event.dup_member].
 */
struct _PalEvent
{
  PalEventKind kind;
  union
  {
    PalStatusEvent status;
    PalRegisteredEvent registered;
    PalParkEvent park;
    PalLineEvent line;
    PalQueueEvent queue;
    PalVoicemailEvent voicemail;
    PalCallRecordingEvent recording;
    PalServerStatusEvent server_status;
    PalPalEvent pal;
    PalPasswordRequiredEvent password_required;
    PalUnknownEvent unknown;
  };
};

#define PAL_TYPE_EVENT (pal_event_get_type ())

PAL_EXPORT GType           pal_event_get_type         (void);
/**
 * pal_event_copy:
 * @self: an event
 *
 * Copies an event out of its batch.
 *
 * Returns: (transfer full): a copy that owns its texts, in one block of memory
 */
PAL_EXPORT PalEvent       *pal_event_copy             (const PalEvent *self);
/**
 * pal_event_free:
 * @self: (transfer full): an event of pal_event_copy()
 *
 * Frees an event with its texts. Those in a batch belong to the batch.
 */
PAL_EXPORT void            pal_event_free             (PalEvent *self);
/**
 * pal_event_kind_get_name:
 * @kind: a kind
 *
 * Gives the wire name of a kind.
 *
 * Returns: (transfer none): the wire name, such as `notify_status`; "" for %PAL_EVENT_UNKNOWN
 */
PAL_EXPORT const char     *pal_event_kind_get_name    (PalEventKind kind);
/**
 * pal_event_kind_lookup:
 * @name: a wire name in exact case, not necessarily terminated
 * @length: its length in bytes
 *
 * Finds the kind of a wire name.
 *
 * Returns: the kind, or %PAL_EVENT_UNKNOWN
 */
PAL_EXPORT PalEventKind    pal_event_kind_lookup      (const char *name, gsize length);
/**
 * pal_event_new_from_json:
 * @json: (array length=length): a JSON-RPC notification
 * @length: its length in bytes, or -1 when terminated
 * @error: return location
 *
 * For tests, and for programs that inject events; what comes from a PBX is read by #PalMessageReader.
 *
 * Returns: (transfer full): the event, or %NULL with %PAL_ERROR_PROTOCOL
 */
PAL_EXPORT PalEvent       *pal_event_new_from_json    (const char *json, gssize length, GError **error);
/**
 * pal_event_to_json:
 * @self: an event
 *
 * Method and params in one line, for logs: without the members that were missing; of an event of no known kind
 * the method alone.
 *
 * Returns: (transfer full): the text
 */
PAL_EXPORT char           *pal_event_to_json          (const PalEvent *self);
/**
 * pal_event_get_kind:
 * @self: an event
 *
 * Says which notification it was.
 *
 * Returns: which notification it was, and so which of its structs is filled
 */
PAL_EXPORT PalEventKind    pal_event_get_kind         (const PalEvent *self);
/**
 * pal_event_dup_member:
 * @self: an event
 * @name: a member as the guide names it (section 4), such as `talker_id`
 *
 * What a member said, for languages that cannot look into the structs. Numbers are decimal, switches are
 * `on`/`off` or `true`/`false` as on the wire.
 *
 * Returns: (transfer full) (nullable): the text; %NULL when the member was missing or this kind has none of
 *   that name
 */
PAL_EXPORT char           *pal_event_dup_member       (const PalEvent *self, const char *name);

#define PAL_TYPE_EVENT_BATCH (pal_event_batch_get_type ())

PAL_EXPORT GType           pal_event_batch_get_type   (void);
/**
 * pal_event_batch_new: (constructor)
 *
 * Makes an empty batch.
 *
 * Returns: (transfer full): an empty batch
 */
PAL_EXPORT PalEventBatch  *pal_event_batch_new        (void);
/**
 * pal_event_batch_ref:
 * @self: a batch
 *
 * Takes a reference; a receiver that keeps a batch needs one.
 *
 * Returns: (transfer full): @self with one reference more
 */
PAL_EXPORT PalEventBatch  *pal_event_batch_ref        (PalEventBatch *self);
/**
 * pal_event_batch_unref:
 * @self: (transfer full): a batch
 *
 * Gives a reference back; with the last one the events and their texts go.
 */
PAL_EXPORT void            pal_event_batch_unref      (PalEventBatch *self);
/**
 * pal_event_batch_get_size:
 * @self: a batch
 *
 * Counts the events.
 *
 * Returns: how many events it holds
 */
PAL_EXPORT guint           pal_event_batch_get_size   (const PalEventBatch *self);
/**
 * pal_event_batch_get:
 * @self: a batch
 * @index: less than its size
 *
 * Gives one event.
 *
 * Returns: (transfer none): the event; borrowed until something is appended or the batch is reset or freed
 */
PAL_EXPORT const PalEvent *pal_event_batch_get        (const PalEventBatch *self, guint index);
/**
 * pal_event_batch_append:
 * @self: a batch
 * @event: an event, copied with its texts
 *
 * Adds an event at the end.
 */
PAL_EXPORT void            pal_event_batch_append     (PalEventBatch *self, const PalEvent *event);
/**
 * pal_event_batch_is_shared:
 * @self: a batch
 *
 * Asks whether somebody else holds it.
 *
 * Returns: whether somebody else holds it as well
 */
PAL_EXPORT gboolean        pal_event_batch_is_shared  (PalEventBatch *self);
/**
 * pal_event_batch_reset:
 * @self: a batch nobody else holds
 *
 * Empties it and keeps its memory, up to a few MiB, so that the next slice allocates nothing.
 */
PAL_EXPORT void            pal_event_batch_reset      (PalEventBatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PalEvent, pal_event_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PalEventBatch, pal_event_batch_unref)

G_END_DECLS
