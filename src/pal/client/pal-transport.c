/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "pal/client/pal-transport.h"


G_DEFINE_INTERFACE (PalTransport, pal_transport, G_TYPE_OBJECT)

enum
{
  SIGNAL_FRAME,
  SIGNAL_ALIVE,
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
pal_transport_default_init (PalTransportInterface *iface)
{
  /**
   * PalTransport::frame:
   * @self: a transport
   * @frame: the bytes of one whole text message
   */
  signals[SIGNAL_FRAME] =
    g_signal_new ("frame", PAL_TYPE_TRANSPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  g_cclosure_marshal_VOID__BOXED,
                  G_TYPE_NONE, 1, G_TYPE_BYTES | G_SIGNAL_TYPE_STATIC_SCOPE);
  g_signal_set_va_marshaller (signals[SIGNAL_FRAME], PAL_TYPE_TRANSPORT, g_cclosure_marshal_VOID__BOXEDv);
  /**
   * PalTransport::alive:
   * @self: a transport
   *
   * A sign of life without content.
   */
  signals[SIGNAL_ALIVE] =
    g_signal_new ("alive", PAL_TYPE_TRANSPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  g_cclosure_marshal_VOID__VOID, G_TYPE_NONE, 0);
  /**
   * PalTransport::closed:
   * @self: a transport
   * @code: the close code of the peer, 0 when the line broke
   * @error: (nullable): what went wrong
   *
   * The line is gone; emitted once, and not after pal_transport_close().
   */
  signals[SIGNAL_CLOSED] =
    g_signal_new ("closed", PAL_TYPE_TRANSPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

void
pal_transport_open_async (PalTransport        *self,
                          const char          *url,
                          const char          *fingerprint,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (PAL_IS_TRANSPORT (self));
  g_return_if_fail (url != NULL);

  PAL_TRANSPORT_GET_IFACE (self)->open_async (self, url, fingerprint, cancellable, callback, user_data);
}

gboolean
pal_transport_open_finish (PalTransport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (PAL_IS_TRANSPORT (self), FALSE);

  return PAL_TRANSPORT_GET_IFACE (self)->open_finish (self, result, error);
}

gboolean
pal_transport_send (PalTransport *self, const char *text, gsize length)
{
  g_return_val_if_fail (PAL_IS_TRANSPORT (self), FALSE);

  return PAL_TRANSPORT_GET_IFACE (self)->send (self, text, length);
}

void
pal_transport_close (PalTransport *self, guint code, const char *reason)
{
  g_return_if_fail (PAL_IS_TRANSPORT (self));

  PAL_TRANSPORT_GET_IFACE (self)->close (self, code, reason);
}

void
pal_transport_check (PalTransport *self)
{
  g_return_if_fail (PAL_IS_TRANSPORT (self));

  if (PAL_TRANSPORT_GET_IFACE (self)->check != NULL)
    PAL_TRANSPORT_GET_IFACE (self)->check (self);
}

void
pal_transport_set_sink (PalTransport *self, PalTransportFrameFunc func, gpointer user_data)
{
  g_return_if_fail (PAL_IS_TRANSPORT (self));

  if (PAL_TRANSPORT_GET_IFACE (self)->set_sink != NULL)
    PAL_TRANSPORT_GET_IFACE (self)->set_sink (self, func, user_data);
  else if (func != NULL)
    g_signal_connect (self, "frame", G_CALLBACK (func), user_data);
  else
    g_signal_handlers_disconnect_matched (self, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA,
                                          signals[SIGNAL_FRAME], 0, NULL, NULL, user_data);
}

GTlsCertificate *
pal_transport_get_peer_certificate (PalTransport *self, GTlsCertificateFlags *errors)
{
  g_return_val_if_fail (PAL_IS_TRANSPORT (self), NULL);

  if (errors != NULL)
    *errors = 0;
  if (PAL_TRANSPORT_GET_IFACE (self)->get_peer_certificate == NULL)
    return NULL;

  return PAL_TRANSPORT_GET_IFACE (self)->get_peer_certificate (self, errors);
}

void
pal_transport_emit_frame (PalTransport *self, GBytes *frame)
{
  g_signal_emit (self, signals[SIGNAL_FRAME], 0, frame);
}

void
pal_transport_emit_alive (PalTransport *self)
{
  g_signal_emit (self, signals[SIGNAL_ALIVE], 0);
}

void
pal_transport_emit_closed (PalTransport *self, guint code, const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0, code, error);
}
