/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

#define PAL_TYPE_TRANSPORT (pal_transport_get_type ())

/**
 * PalTransport:
 *
 * The line under a [class@Client]: one connection to a server at a time, text frames both ways. A WebSocket in
 * real life (section 2 of the guide), a script in tests.
 */
PAL_EXPORT G_DECLARE_INTERFACE (PalTransport, pal_transport, PAL, TRANSPORT, GObject)

/**
 * PalTransportFrameFunc:
 * @self: a transport
 * @frame: one whole text message
 * @user_data: what was given to pal_transport_set_sink()
 *
 * Takes a frame.
 */
typedef void (*PalTransportFrameFunc) (PalTransport *self, GBytes *frame, gpointer user_data);

/**
 * PalTransportInterface:
 * @parent: the parent
 * @open_async: begins to open
 * @open_finish: says whether it is open
 * @send: sends a frame
 * @close: closes, in whatever state it is
 * @check: asks for a sign of life; may be %NULL
 * @set_sink: one receiver in place of the signal; may be %NULL
 * @get_peer_certificate: the certificate refused; may be %NULL
 *
 * What a line can do.
 */
struct _PalTransportInterface
{
  GTypeInterface parent;

  void     (*open_async)  (PalTransport *self, const char *url, const char *fingerprint, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*open_finish) (PalTransport *self, GAsyncResult *result, GError **error);
  gboolean (*send)        (PalTransport *self, const char *text, gsize length);
  void     (*close)       (PalTransport *self, guint code, const char *reason);
  void     (*check)       (PalTransport *self);
  void     (*set_sink)    (PalTransport *self, PalTransportFrameFunc func, gpointer user_data);
  GTlsCertificate *(*get_peer_certificate) (PalTransport *self, GTlsCertificateFlags *errors);
};

/**
 * pal_transport_open_async:
 * @self: a transport that is closed
 * @url: the whole address; may hold a password and is never repeated in errors or logs
 * @fingerprint: (nullable): SHA-256 of a certificate trusted beyond the system's
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when the line is open or has failed
 * @user_data: for @callback
 *
 * Opens the line.
 */
PAL_EXPORT void     pal_transport_open_async  (PalTransport *self, const char *url, const char *fingerprint, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);

/**
 * pal_transport_open_finish:
 * @self: a transport
 * @result: what the callback was given
 * @error: return location for %PAL_ERROR_TRANSPORT, %PAL_ERROR_TLS, or %PAL_ERROR_DENIED for an upgrade that was
 *   refused (its remote code is the HTTP status)
 *
 * Says how opening went.
 *
 * Returns: %TRUE when the line is open
 */
PAL_EXPORT gboolean pal_transport_open_finish (PalTransport *self, GAsyncResult *result, GError **error);

/**
 * pal_transport_send:
 * @self: a transport
 * @text: (array length=length) (element-type guint8): UTF-8
 * @length: bytes in @text
 *
 * Sends one text frame.
 *
 * Returns: %FALSE when the line is not open
 */
PAL_EXPORT gboolean pal_transport_send        (PalTransport *self, const char *text, gsize length);

/**
 * pal_transport_close:
 * @self: a transport, open or not
 * @code: the close code for the peer
 * @reason: (nullable): words for the peer
 *
 * Closes the line. Nothing is emitted any more once this returns.
 */
PAL_EXPORT void     pal_transport_close       (PalTransport *self, guint code, const char *reason);

/**
 * pal_transport_check:
 * @self: a transport
 *
 * Asks the peer for a sign of life now rather than at the next keep-alive; the answer is
 * [signal@Transport::alive].
 */
PAL_EXPORT void     pal_transport_check       (PalTransport *self);

/**
 * pal_transport_set_sink: (skip)
 * @self: a transport
 * @func: (nullable): called with each frame
 * @user_data: for @func
 *
 * One receiver of frames in place of the signal, which costs a tenth of a small message. A transport that knows
 * no sink has ::frame connected instead. %NULL with the same @user_data ends it.
 */
PAL_EXPORT void     pal_transport_set_sink    (PalTransport *self, PalTransportFrameFunc func, gpointer user_data);

/**
 * pal_transport_get_peer_certificate:
 * @self: a transport
 * @errors: (out) (optional): what is wrong with it
 *
 * Gives the certificate for which the last open was refused.
 *
 * Returns: (transfer none) (nullable): the certificate
 */
PAL_EXPORT GTlsCertificate *pal_transport_get_peer_certificate (PalTransport *self, GTlsCertificateFlags *errors);

/**
 * pal_transport_emit_frame:
 * @self: a transport
 * @frame: one whole text message
 *
 * Hands on a frame. For implementations.
 */
PAL_EXPORT void     pal_transport_emit_frame  (PalTransport *self, GBytes *frame);

/**
 * pal_transport_emit_alive:
 * @self: a transport
 *
 * Tells of a sign of life without content: a pong, a part of a message. For implementations.
 */
PAL_EXPORT void     pal_transport_emit_alive  (PalTransport *self);

/**
 * pal_transport_emit_closed:
 * @self: a transport
 * @code: the close code, 0 when the line broke
 * @error: (nullable): what went wrong
 *
 * Tells, once after an open that succeeded, that the line is gone. For implementations.
 */
PAL_EXPORT void     pal_transport_emit_closed (PalTransport *self, guint code, const GError *error);

G_END_DECLS
