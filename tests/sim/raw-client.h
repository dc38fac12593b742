/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "pal/protocol/pal-methods.h"
#include "sim/sim-server-private.h"

G_BEGIN_DECLS

/* A server in this thread and a client that knows nothing of the protocol: frames out, frames in. */
typedef struct
{
  SimClock *clock;
  SimWorld *world;
  SimServer *server;
} RawServer;

typedef struct
{
  SoupSession *session;
  SoupWebsocketConnection *connection;
  GPtrArray *frames;         /* char * */
  GError *error;
  guint status;              /* of HTTP */
  gboolean done, closed;
} RawClient;

void        raw_server_start  (RawServer *self, const SimOptions *options); /* NULL: plain */
void        raw_server_stop   (RawServer *self);

/* waits for the handshake, or its failure */
RawClient  *raw_client_open   (RawServer *server, const char *query);
void        raw_client_free   (RawClient *self);
void        raw_client_send   (RawClient *self, const char *text);
gboolean    raw_client_has    (RawClient *self, const char *part);
const char *raw_client_wait   (RawClient *self, const char *part); /* the first frame that contains it */
/* Sends a request with id @id and waits for its reply. */
const char *raw_client_call   (RawClient *self, const char *id, PalMethodId method, const char *params);
gushort     raw_client_wait_closed (RawClient *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawClient, raw_client_free)

G_END_DECLS
