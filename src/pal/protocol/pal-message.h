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

/* Reads a frame element by element; stop after any call and go on later. On the stack or in a struct. */
struct _PalMessageReader
{
  /*< private >*/
  GBytes *frame;
  PalScan scan;
  gpointer p[4];
  gint64 n[8];
};

PAL_EXPORT void           pal_message_reader_init  (PalMessageReader *self, GBytes *frame);
PAL_EXPORT void           pal_message_reader_clear (PalMessageReader *self);
PAL_EXPORT PalMessageKind pal_message_reader_next  (PalMessageReader *self, PalEventBatch *batch, PalReply **reply, GError **error);

/* {"jsonrpc":"2.0","method":…,"params":{…},"id":"<id>"}; ids are texts, as the vendor's client writes them. */
PAL_EXPORT void           pal_message_write_request (GString *out, guint64 id, const PalParams *params);
PAL_EXPORT void           pal_message_append_text   (GString *out, const char *text); /* quoted and escaped; invalid UTF-8 replaced */

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
/* Checks the whole frame first. *is_batch tells an array. */
PAL_EXPORT gboolean       pal_message_read_requests (GBytes *frame, gboolean *is_batch, PalRequestFunc func, gpointer user_data, GError **error);

G_END_DECLS
