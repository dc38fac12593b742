/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Counts what the kernel took in for a socket since the last whole message, because libsoup 3.2 has no limit for
 * a message in fragments. Looks only while something comes in, and then at most twenty times a second. */
typedef struct _PalWebsocketGuard PalWebsocketGuard;

typedef gboolean (*PalWebsocketGuardFunc) (gpointer user_data); /* returns G_SOURCE_REMOVE */

/* Calls @func, once, in the thread-default context, when more than @limit bytes came without pal_websocket_guard_whole(). */
PalWebsocketGuard *pal_websocket_guard_new   (GSocket *socket, guint64 limit, PalWebsocketGuardFunc func, gpointer user_data);
void               pal_websocket_guard_free  (PalWebsocketGuard *self);
void               pal_websocket_guard_whole (PalWebsocketGuard *self);

/* The socket under any pile of streams, or NULL. */
GSocket           *pal_websocket_find_socket (GIOStream *stream);

G_END_DECLS
