/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

/* One line to a server at a time: text frames both ways. */
#define PAL_TYPE_TRANSPORT (pal_transport_get_type ())
PAL_EXPORT G_DECLARE_INTERFACE (PalTransport, pal_transport, PAL, TRANSPORT, GObject)

/*
 * PalTransport::frame: (GBytes) one whole text message
 * PalTransport::alive: a sign of life without content (pong, part of a message)
 * PalTransport::closed: (guint close_code, const GError *error) once after open succeeded; error may be NULL
 */
typedef void (*PalTransportFrameFunc) (PalTransport *self, GBytes *frame, gpointer user_data);

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

/* Errors: PAL_ERROR_TRANSPORT, PAL_ERROR_TLS, PAL_ERROR_DENIED (upgrade refused; remote code = HTTP status). */
PAL_EXPORT void     pal_transport_open_async  (PalTransport *self, const char *url, const char *fingerprint, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
PAL_EXPORT gboolean pal_transport_open_finish (PalTransport *self, GAsyncResult *result, GError **error);
PAL_EXPORT gboolean pal_transport_send        (PalTransport *self, const char *text, gsize length); /* FALSE when not open */
/* Nothing is emitted any more once this returns. */
PAL_EXPORT void     pal_transport_close       (PalTransport *self, guint code, const char *reason);
/* Asks the peer for a sign of life now rather than at the next keep-alive. May be missing. */
PAL_EXPORT void     pal_transport_check       (PalTransport *self);
/* One receiver of frames in place of the signal, which costs a tenth of a small message. NULL ends it. */
PAL_EXPORT void     pal_transport_set_sink    (PalTransport *self, PalTransportFrameFunc func, gpointer user_data);
/* The certificate the last open was refused for, and what is wrong with it; borrowed. May be missing. */
PAL_EXPORT GTlsCertificate *pal_transport_get_peer_certificate (PalTransport *self, GTlsCertificateFlags *errors);

/* For implementations. */
PAL_EXPORT void     pal_transport_emit_frame  (PalTransport *self, GBytes *frame);
PAL_EXPORT void     pal_transport_emit_alive  (PalTransport *self);
PAL_EXPORT void     pal_transport_emit_closed (PalTransport *self, guint code, const GError *error);

G_END_DECLS
