/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "pal/client/pal-clock.h"
#include "pal/protocol/pal-methods.h"
#include "pal/protocol/pal-reply.h"

G_BEGIN_DECLS

/* Which requests wait for an answer. Ids count up for the life of the table, so an answer of an old connection
 * never meets a new request. All deadlines share one timer. */
typedef struct _PalRpc PalRpc;

#define PAL_RPC_MAX_PENDING 256

/* Once for each request: with the checked answer, or with an error. */
typedef void (*PalRpcFunc) (PalReply *reply, GError *error, gpointer user_data);

PalRpc  *pal_rpc_new            (PalClock *clock, GObject *owner); /* @owner lives as long as the table */
void     pal_rpc_free           (PalRpc *self); /* fails what is pending */

/* 0 and BUSY when too many are pending. @timeout in microseconds. With a NULL method the answer is handed over
 * unchecked, whatever it says. */
guint64  pal_rpc_add            (PalRpc *self, const PalMethod *method, gint64 timeout, GCancellable *cancellable,
                                 PalRpcFunc func, gpointer user_data, GError **error);
/* Takes a request back that could not be sent; its function is not called. */
void     pal_rpc_withdraw       (PalRpc *self, guint64 id);
/* Does a request wait for it? A late or unknown reply is counted. */
gboolean pal_rpc_is_awaited     (PalRpc *self, PalReply *reply);
/* Ends the request the reply belongs to; FALSE when there is none. */
gboolean pal_rpc_answer         (PalRpc *self, PalReply *reply);
/* Empties the table first, then calls. */
void     pal_rpc_fail_all       (PalRpc *self, const GError *error);

guint    pal_rpc_get_n_pending  (PalRpc *self);
guint    pal_rpc_get_n_unknown  (PalRpc *self);
gint64   pal_rpc_get_oldest     (PalRpc *self); /* when the oldest pending request was added, 0 when none */

G_END_DECLS
