/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A server of raw sockets in a thread of its own, for what no decent server does. It takes one connection after
 * another, each treated the same way. */
typedef enum
{
  RAW_SERVER_SILENT,         /* accepts, reads nothing, says nothing */
  RAW_SERVER_CLOSE,          /* accepts, closes */
  RAW_SERVER_STATUS,         /* answers the upgrade with @status */
  RAW_SERVER_BAD_ACCEPT,     /* upgrades with a key that proves nothing */
  RAW_SERVER_NO_HTTP,        /* answers with noise */
  RAW_SERVER_UPGRADE,        /* upgrades, then silence */
  RAW_SERVER_FRAGMENTS,      /* upgrades, then one text message in fragments without end */
  RAW_SERVER_FLOOD,          /* upgrades, then small messages without end */
  RAW_SERVER_BAD_UTF8,       /* upgrades, then a text that is none */
  RAW_SERVER_RESERVED,       /* upgrades, then a frame with reserved bits */
  RAW_SERVER_RESET,          /* upgrades, then resets the connection in the middle of a frame */
  RAW_SERVER_PONG,           /* upgrades, then answers pings */
} RawServerManner;

typedef struct _RawServer RawServer;

RawServer  *raw_server_new         (RawServerManner manner, guint status);
void        raw_server_free        (RawServer *self);
const char *raw_server_get_url     (RawServer *self); /* ws://127.0.0.1:PORT/pbx/ws */
guint64     raw_server_get_n_sent  (RawServer *self); /* bytes after the upgrade */
guint       raw_server_get_n_pings (RawServer *self);

G_END_DECLS
