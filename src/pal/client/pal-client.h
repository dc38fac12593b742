/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "pal/client/pal-clock.h"
#include "pal/client/pal-endpoint.h"
#include "pal/client/pal-transport.h"
#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-events.h"
#include "pal/protocol/pal-params.h"
#include "pal/protocol/pal-reply.h"

G_BEGIN_DECLS

/* One signed-in connection that comes back by itself.
 *
 * Properties: state (PalClientState, notify), stop-reason, role, clock.
 * ::events (PalEventBatch*): one batch a slice, in order; from the login on, also while Syncing.
 * ::log (const char *direction, const char *text): traffic with secrets masked, only built while connected to. */
#define PAL_TYPE_CLIENT (pal_client_get_type ())
PAL_EXPORT G_DECLARE_FINAL_TYPE (PalClient, pal_client, PAL, CLIENT, GObject)

/* NULL takes the system's clock and a WebSocket. */
PAL_EXPORT PalClient      *pal_client_new             (PalClock *clock, PalTransport *transport);

PAL_EXPORT void            pal_client_set_endpoint    (PalClient *self, const PalEndpoint *endpoint); /* copied; used at the next connect */
PAL_EXPORT const PalEndpoint *pal_client_get_endpoint (PalClient *self);
PAL_EXPORT void            pal_client_set_password    (PalClient *self, const char *password); /* kept in memory that is wiped */

PAL_EXPORT void            pal_client_start           (PalClient *self); /* from Offline or Stopped */
PAL_EXPORT void            pal_client_stop            (PalClient *self); /* to Offline; pending calls fail DISCONNECTED */
PAL_EXPORT void            pal_client_try_now         (PalClient *self); /* ends Waiting, checks a doubtful line */

PAL_EXPORT PalClientState  pal_client_get_state       (PalClient *self);
PAL_EXPORT PalStopReason   pal_client_get_stop_reason (PalClient *self);
PAL_EXPORT const GError   *pal_client_get_reason      (PalClient *self); /* why Waiting or Stopped; borrowed, NULL otherwise */
PAL_EXPORT gint64          pal_client_get_retry_at    (PalClient *self); /* monotonic µs while Waiting, else 0 */
PAL_EXPORT PalRole         pal_client_get_role        (PalClient *self); /* known before Ready */
PAL_EXPORT PalClock       *pal_client_get_clock       (PalClient *self);
/* The certificate that stopped us and what is wrong with it; NULL otherwise. */
PAL_EXPORT GTlsCertificate *pal_client_get_peer_certificate (PalClient *self, GTlsCertificateFlags *errors);
PAL_EXPORT char           *pal_certificate_dup_fingerprint  (GTlsCertificate *certificate); /* SHA-256, hex */
/* May the signed-in person call it: role, and no permission error so far on this connection. */
PAL_EXPORT gboolean        pal_client_can             (PalClient *self, PalMethodId method);

/* The one asynchronous pair. Validates against the table before sending. Allowed from Syncing on;
 * otherwise fails with DISCONNECTED. A reply that means failure is an error here. */
PAL_EXPORT void            pal_client_call_async      (PalClient *self, PalParams *params, GCancellable *cancellable,
                                                       GAsyncReadyCallback callback, gpointer user_data);
PAL_EXPORT PalReply       *pal_client_call_finish     (PalClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
