/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-events.h"
#include "pal/protocol/pal-params.h"
#include "pal/protocol/pal-reply.h"
#include "pal/protocol/pal-scan.h"

G_BEGIN_DECLS

typedef enum
{
  PAL_MESSAGE_END,              /* the frame is read to its end */
  PAL_MESSAGE_EVENT,            /* a notification was appended to the batch */
  PAL_MESSAGE_REPLY,            /* *reply is set: it has an id */
  PAL_MESSAGE_CONNECTION_ERROR, /* *reply is set: an error without an id, e.g. "Login failed (4)" */
  PAL_MESSAGE_REQUEST,          /* the server asks us something; none is known, ignored */
  PAL_MESSAGE_IGNORED,          /* neither result nor error nor method */
  PAL_MESSAGE_PARTIAL,          /* a large element: call again to go on */
  PAL_MESSAGE_INVALID,          /* not JSON or beyond a limit: error is set, the frame is over */
} PalMessageKind;

/* A notification larger than this is passed over; none of the known ones comes near. */
#define PAL_MESSAGE_MAX_EVENT (1024 * 1024)

/* Reads a frame element by element; stop after any call and go on later. On the stack or in a struct. */
struct _PalMessageReader
{
  /*< private >*/
  GBytes *frame;
  PalScan scan;
  PalSlice parts[5];       /* JSON of method, params, id, result, error; NULL text when absent */
  const char *value;       /* start of the value a pause has cut, or NULL */
  PalEvent *event;         /* of the element, already in the batch, or NULL */
  guint part;              /* which of @parts @value is */
  guint depth;             /* of the element's own members */
  guint phase;
  gboolean entered;        /* the cut value is an object or array whose bracket was read */
};

void           pal_message_reader_init  (PalMessageReader *self, GBytes *frame);
void           pal_message_reader_clear (PalMessageReader *self);
PalMessageKind pal_message_reader_next  (PalMessageReader *self, PalEventBatch *batch, PalReply **reply, GError **error);

/* {"jsonrpc":"2.0","method":…,"params":{…},"id":"<id>"}; ids are texts, as the vendor's client writes them. */
void           pal_message_write_request (GString *out, guint64 id, const PalParams *params);
/* @params: JSON as it is, or NULL for none. */
void           pal_message_write_raw_request (GString *out, guint64 id, const char *method, const char *params);
void           pal_message_append_text   (GString *out, const char *text); /* quoted and escaped; invalid UTF-8 replaced */

/* Server side: one request out of a frame (an array frame is a batch). */
typedef struct
{
  const char *method;      /* slices into the frame, not terminated */
  gsize method_length;
  const char *params;      /* the JSON of params, or NULL */
  gsize params_length;
  const char *id;          /* the JSON of id with its type, or NULL for a notification */
  gsize id_length;
} PalRequest;

typedef gboolean (*PalRequestFunc) (const PalRequest *request, gpointer user_data); /* FALSE stops */
/* Checks the whole frame first. *is_batch tells an array. What is no request comes with a NULL method. */
gboolean       pal_message_read_requests (GBytes *frame, gboolean *is_batch, PalRequestFunc func, gpointer user_data, GError **error);

G_END_DECLS
