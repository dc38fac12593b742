/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Counts what the kernel took in for a socket since the last whole message, because libsoup 3.2 has no limit for
 * a message in fragments, and does not return to the main loop while there is something to read. A thread looks,
 * only while something comes in; it cuts the socket when more than @limit bytes came without
 * pal_websocket_guard_whole(). */
typedef struct _PalWebsocketGuard PalWebsocketGuard;

PalWebsocketGuard *pal_websocket_guard_new   (GSocket *socket, guint64 limit);
void               pal_websocket_guard_free  (PalWebsocketGuard *self);
void               pal_websocket_guard_whole (PalWebsocketGuard *self);
gboolean           pal_websocket_guard_has_tripped (PalWebsocketGuard *self);

/* The socket under any pile of streams, or NULL. */
GSocket           *pal_websocket_find_socket (GIOStream *stream);

G_END_DECLS
