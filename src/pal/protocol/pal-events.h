/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-enums.h"
#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

typedef enum
{
  PAL_EVENT_UNKNOWN,          /* a method no row knows */
  PAL_EVENT_STATUS,           /* 4.5 */
  PAL_EVENT_REGISTERED,       /* 4.4 */
  PAL_EVENT_PARK,             /* 4.3 */
  PAL_EVENT_LINE,             /* 4.2 */
  PAL_EVENT_QUEUE,            /* 4.7 */
  PAL_EVENT_VOICEMAIL,        /* 4.6 */
  PAL_EVENT_CALL_RECORDING,   /* 4.1 */
  PAL_EVENT_SERVER_STATUS,    /* beyond the guide */
  PAL_EVENT_PAL,              /* beyond the guide */
  PAL_EVENT_LOGIN_PASSWORD_REQUIRED, /* 3.3 */
} PalEventKind;

#define PAL_N_EVENTS (PAL_EVENT_LOGIN_PASSWORD_REQUIRED + 1)

/* Texts are never NULL unless marked: a missing member is "". Numbers that were missing are -1 (time: 0). */
typedef struct
{
  const char *user, *talker_id, *room_id;
  const char *other_number;          /* NULL when the member was absent */
  const char *user_name, *other_name;
  const char *log_id, *role, *rec;
  const char *rescode, *disconnected_by, *q850code;
  gint64 time;                       /* ms since 1970 of the PBX's clock */
  int status;                        /* PalCallStatus or any other number */
  int phone_index;
} PalStatusEvent;

typedef struct { const char *user; gboolean registered; } PalRegisteredEvent;
typedef struct { const char *park, *room_id, *talker_id; gint64 time; gboolean on; } PalParkEvent;
typedef struct { const char *line, *line_talker, *line_talker_id, *assigned_talker_id, *room_id; gboolean on; } PalLineEvent;
typedef struct { const char *extension, *room_id; gboolean on; } PalQueueEvent;
typedef struct { const char *user; int n_new, n_unread, n_read, n_saved; } PalVoicemailEvent;
typedef struct { const char *user, *talker_id; gboolean on; } PalCallRecordingEvent;
typedef struct { const char *status; gboolean active; } PalServerStatusEvent;
typedef struct { const char *message; int code; } PalPalEvent;
typedef struct { const char *nonce; } PalPasswordRequiredEvent;
typedef struct { const char *method; } PalUnknownEvent;

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
#define PAL_TYPE_EVENT_BATCH (pal_event_batch_get_type ())

PAL_EXPORT GType           pal_event_get_type         (void);
PAL_EXPORT PalEvent       *pal_event_copy             (const PalEvent *self); /* owns its texts; one block */
PAL_EXPORT void            pal_event_free             (PalEvent *self);
PAL_EXPORT const char     *pal_event_kind_get_name    (PalEventKind kind);    /* the wire name */
PAL_EXPORT PalEventKind    pal_event_kind_lookup      (const char *name, gsize length);
/* Reads one notification given as JSON text: tests, and programs that inject events. */
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

/* The events of one slice in order; their texts live in the batch. Counted; a receiver that keeps a batch
 * takes a reference, one that keeps a text copies it. */
PAL_EXPORT GType           pal_event_batch_get_type   (void);
PAL_EXPORT PalEventBatch  *pal_event_batch_new        (void);
PAL_EXPORT PalEventBatch  *pal_event_batch_ref        (PalEventBatch *self);
PAL_EXPORT void            pal_event_batch_unref      (PalEventBatch *self);
PAL_EXPORT guint           pal_event_batch_get_size   (const PalEventBatch *self);
PAL_EXPORT const PalEvent *pal_event_batch_get        (const PalEventBatch *self, guint index);
PAL_EXPORT void            pal_event_batch_append     (PalEventBatch *self, const PalEvent *event); /* copies */
PAL_EXPORT gboolean        pal_event_batch_is_shared  (PalEventBatch *self); /* somebody else holds it */
/* Empties it and keeps its memory; only when nobody else holds it. */
PAL_EXPORT void            pal_event_batch_reset      (PalEventBatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PalEvent, pal_event_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PalEventBatch, pal_event_batch_unref)

G_END_DECLS
