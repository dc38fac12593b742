/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/client/pal-clock.h"
#include "pal/client/pal-transport.h"

G_BEGIN_DECLS

/* The transport of real life: libsoup's WebSocket on the thread-default context of whoever opens it.
 *
 * What it adds to libsoup: a limit on the time to connect and on the size of fragmented messages, certificate
 * pinning, errors that never repeat the address, and an end to a peer that does not let the loop go. */
#define PAL_TYPE_WEBSOCKET (pal_websocket_get_type ())
G_DECLARE_FINAL_TYPE (PalWebsocket, pal_websocket, PAL, WEBSOCKET, GObject)

/* NULL takes the system's clock. */
PalTransport *pal_websocket_new (PalClock *clock);

#define PAL_WEBSOCKET_CONNECT_TIMEOUT (10 * G_USEC_PER_SEC)
#define PAL_WEBSOCKET_MAX_MESSAGE (32 * 1024 * 1024)
#define PAL_WEBSOCKET_KEEPALIVE 15 /* seconds */

/* What is wrong with a certificate, in words. Transfer full. */
char     *pal_tls_describe_flags      (GTlsCertificateFlags flags);
/* Whether @fingerprint (hex, any case, colons and blanks allowed) is that of @certificate. */
gboolean  pal_tls_matches_fingerprint (GTlsCertificate *certificate, const char *fingerprint);
/* SHA-256 of the DER form, hex, lower case. Transfer full. */
char     *pal_tls_dup_fingerprint     (GTlsCertificate *certificate);

G_END_DECLS
