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

#define PAL_TYPE_CLIENT (pal_client_get_type ())
PAL_EXPORT G_DECLARE_FINAL_TYPE (PalClient, pal_client, PAL, CLIENT, GObject)

/**
 * pal_client_new:
 * @clock: (nullable): a clock, or %NULL for the system's
 * @transport: (nullable): a line, or %NULL for a WebSocket
 *
 * Makes a client that is offline. Give it an endpoint and a password, then start it.
 *
 * Returns: (transfer full): the client
 */
PAL_EXPORT PalClient      *pal_client_new             (PalClock *clock, PalTransport *transport);

/**
 * pal_client_set_endpoint:
 * @self: a client
 * @endpoint: where to connect, as whom, and what to be told of; copied
 *
 * Says where to go. A client that is connected already takes it at the next connect (section 3.2 of the guide).
 */
PAL_EXPORT void            pal_client_set_endpoint    (PalClient *self, const PalEndpoint *endpoint);

/**
 * pal_client_get_endpoint:
 * @self: a client
 *
 * Gives what was set last.
 *
 * Returns: (transfer none) (nullable): the endpoint
 */
PAL_EXPORT const PalEndpoint *pal_client_get_endpoint (PalClient *self);

/**
 * pal_client_set_password:
 * @self: a client
 * @password: (nullable): the password; copied
 *
 * Gives the password of the next logins. The copy lives in memory of its own that is overwritten when it is not
 * needed any more; it is proved by a challenge (section 3.1 of the guide) unless the endpoint asks for the
 * URL login.
 */
PAL_EXPORT void            pal_client_set_password    (PalClient *self, const char *password);

/**
 * pal_client_start:
 * @self: a client that is Offline or Stopped and has an endpoint
 *
 * Connects, and from then on keeps connected until [method@Client.stop].
 */
PAL_EXPORT void            pal_client_start           (PalClient *self);

/**
 * pal_client_stop:
 * @self: a client
 *
 * Goes Offline. Pending calls fail with %PAL_ERROR_DISCONNECTED before this returns.
 */
PAL_EXPORT void            pal_client_stop            (PalClient *self);

/**
 * pal_client_try_now:
 * @self: a client
 *
 * Ends Waiting at once; makes sure that a line that seems open is. For the network coming up, the machine
 * waking, and a person's "Try Now".
 */
PAL_EXPORT void            pal_client_try_now         (PalClient *self);

/**
 * pal_client_get_state:
 * @self: a client
 *
 * Says where the connection stands.
 *
 * Returns: the state
 */
PAL_EXPORT PalClientState  pal_client_get_state       (PalClient *self);

/**
 * pal_client_get_stop_reason:
 * @self: a client
 *
 * Says what the person must do something about.
 *
 * Returns: why it is Stopped, %PAL_STOP_REASON_NONE otherwise
 */
PAL_EXPORT PalStopReason   pal_client_get_stop_reason (PalClient *self);

/**
 * pal_client_get_reason:
 * @self: a client
 *
 * Says in words, of the domain %PAL_ERROR, what keeps it from being connected.
 *
 * Returns: (transfer none) (nullable): why it is Waiting, Stopped, or Offline against its will
 */
PAL_EXPORT const GError   *pal_client_get_reason      (PalClient *self);

/**
 * pal_client_get_retry_at:
 * @self: a client
 *
 * Says when a Waiting client tries again by itself.
 *
 * Returns: a time of [method@Clock.get_monotonic] in microseconds, 0 when none is planned
 */
PAL_EXPORT gint64          pal_client_get_retry_at    (PalClient *self);

/**
 * pal_client_get_role:
 * @self: a client
 *
 * Says who is signed in. Known before Ready: `sa` by its name, an administrator by the property `admin` of the
 * own extension (section 7.6 of the guide).
 *
 * Returns: the role
 */
PAL_EXPORT PalRole         pal_client_get_role        (PalClient *self);

/**
 * pal_client_get_clock:
 * @self: a client
 *
 * Gives the clock all its timers live by.
 *
 * Returns: (transfer none): the clock
 */
PAL_EXPORT PalClock       *pal_client_get_clock       (PalClient *self);

/**
 * pal_client_get_peer_certificate:
 * @self: a client
 * @errors: (out) (optional): what is wrong with it
 *
 * Gives the certificate that stopped the client, for showing it to a person.
 *
 * Returns: (transfer none) (nullable): the certificate; %NULL when none did
 */
PAL_EXPORT GTlsCertificate *pal_client_get_peer_certificate (PalClient *self, GTlsCertificateFlags *errors);

/**
 * pal_certificate_dup_fingerprint:
 * @certificate: a certificate
 *
 * Makes the text that [struct@Endpoint] holds for a certificate that a person trusts.
 *
 * Returns: (transfer full) (nullable): SHA-256 of its DER form, hex, lower case
 */
PAL_EXPORT char           *pal_certificate_dup_fingerprint  (GTlsCertificate *certificate);

/**
 * pal_client_can:
 * @self: a client
 * @method: a method
 *
 * Says whether calling makes sense: what the table says of the role until the PBX was asked, then what it answered,
 * for as long as the login lasts. “No permission.” about one object does not count. [property@Client:role] is
 * notified when this changes; the PBX has the last word.
 *
 * Returns: %FALSE when it is known to be in vain
 */
PAL_EXPORT gboolean        pal_client_can             (PalClient *self, PalMethodId method);

/**
 * pal_client_call_async:
 * @self: a client
 * @params: the method and its parameters
 * @cancellable: (nullable): ends the wait, not what the PBX does
 * @callback: (scope async): called once
 * @user_data: for @callback
 *
 * Sends one request, once; it is never repeated. This is the one way to call any method (section 5 of the guide).
 *
 * The request is checked against the table first: %PAL_ERROR_INVALID_PARAMS names the parameter. It may be sent
 * from Syncing on; before, it fails with %PAL_ERROR_DISCONNECTED. What the PBX turned out not to have fails at once
 * with %PAL_ERROR_UNKNOWN_METHOD, until the next login.
 */
PAL_EXPORT void            pal_client_call_async      (PalClient *self, PalParams *params, GCancellable *cancellable,
                                                       GAsyncReadyCallback callback, gpointer user_data);

/**
 * pal_client_call_finish:
 * @self: a client
 * @result: what the callback was given
 * @error: return location for a [error@Error]
 *
 * Takes the answer. One that means failure is an error here: an error object, a text such as `failed: …` or
 * `Error: …`, and the `false` of deleteExtension. After %PAL_ERROR_TIMEOUT and %PAL_ERROR_DISCONNECTED it is not
 * known whether the PBX acted.
 *
 * Returns: (transfer full): the answer, which means success; %NULL with an error
 */
PAL_EXPORT PalReply       *pal_client_call_finish     (PalClient *self, GAsyncResult *result, GError **error);

/**
 * pal_client_call_raw_async:
 * @self: a client that is ready
 * @method: the wire name of any method
 * @params: (nullable): the text of any JSON value
 * @timeout: seconds to wait for the answer
 * @cancellable: (nullable): ends the wait, not what the PBX does
 * @callback: (scope async): called once
 * @user_data: for @callback
 *
 * Asks what no row of the table describes, once, for consoles. Only that @params is JSON is checked; nothing is
 * logged.
 */
PAL_EXPORT void            pal_client_call_raw_async  (PalClient *self, const char *method, const char *params, guint timeout,
                                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                                       gpointer user_data);

/**
 * pal_client_call_raw_finish:
 * @self: a client
 * @result: what the callback was given
 * @error: return location for a [error@Error]
 *
 * Takes the answer as it came: unlike [method@Client.call_finish] a refusal is no error here.
 *
 * Returns: (transfer full): the answer, a refusal too; %NULL with an error
 */
PAL_EXPORT PalReply       *pal_client_call_raw_finish (PalClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
