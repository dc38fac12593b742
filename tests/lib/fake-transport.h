/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pal/client/pal-transport.h"

G_BEGIN_DECLS

/* A line to nowhere: the test is the server. */
#define FAKE_TYPE_TRANSPORT (fake_transport_get_type ())
G_DECLARE_FINAL_TYPE (FakeTransport, fake_transport, FAKE, TRANSPORT, GObject)

FakeTransport *fake_transport_new             (void);

/* What the client did. */
gboolean       fake_transport_is_opening      (FakeTransport *self);
gboolean       fake_transport_is_open         (FakeTransport *self);
guint          fake_transport_get_n_opens     (FakeTransport *self);
guint          fake_transport_get_n_checks    (FakeTransport *self);
const char    *fake_transport_get_url         (FakeTransport *self);
const char    *fake_transport_get_fingerprint (FakeTransport *self);
guint          fake_transport_get_close_code  (FakeTransport *self); /* of the last close by the client */
char          *fake_transport_take            (FakeTransport *self); /* the oldest text sent and not taken, or NULL */
void           fake_transport_set_full        (FakeTransport *self, gboolean full); /* sends fail */

/* What the server does; each runs what is ready in the main loop. */
void           fake_transport_open            (FakeTransport *self);
void           fake_transport_refuse          (FakeTransport *self, GError *error); /* takes it */
void           fake_transport_frame           (FakeTransport *self, const char *text);
void           fake_transport_printf          (FakeTransport *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void           fake_transport_pong            (FakeTransport *self);
void           fake_transport_drop            (FakeTransport *self, guint code, GError *error); /* takes it */
void           fake_transport_set_certificate (FakeTransport *self, GTlsCertificate *certificate, GTlsCertificateFlags errors);
/* Without running anything: several of these are one turn of the main loop. */
void           fake_transport_feed            (FakeTransport *self, const char *text, gssize length);

G_END_DECLS
