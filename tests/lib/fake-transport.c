/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/lib/fake-transport.h"

#include "pal/protocol/pal-error.h"
#include "tests/lib/test-wait.h"

struct _FakeTransport
{
  GObject parent_instance;

  gboolean is_open, full;
  guint n_opens, n_checks, close_code;

  /* owned */
  GTask *opening;
  char *url, *fingerprint;
  GQueue sent;
  GTlsCertificate *certificate;
  GTlsCertificateFlags errors;
};

static void
transport_open_async (PalTransport        *transport,
                      const char          *url,
                      const char          *fingerprint,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  FakeTransport *self = FAKE_TRANSPORT (transport);

  g_assert_null (self->opening);
  g_assert_false (self->is_open);
  self->n_opens++;
  g_free (self->url);
  self->url = g_strdup (url);
  g_free (self->fingerprint);
  self->fingerprint = g_strdup (fingerprint);
  self->opening = g_task_new (self, cancellable, callback, user_data);
  g_queue_clear_full (&self->sent, g_free);
}

static gboolean
transport_open_finish (PalTransport *transport, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
transport_send (PalTransport *transport, const char *text, gsize length)
{
  FakeTransport *self = FAKE_TRANSPORT (transport);

  if (!self->is_open || self->full)
    return FALSE;
  g_queue_push_tail (&self->sent, g_strndup (text, length));

  return TRUE;
}

static void
transport_close (PalTransport *transport, guint code, const char *reason)
{
  FakeTransport *self = FAKE_TRANSPORT (transport);
  g_autoptr (GTask) opening = g_steal_pointer (&self->opening);

  if (opening != NULL)
    g_task_return_new_error (opening, G_IO_ERROR, G_IO_ERROR_CANCELLED, "closed while opening");
  if (self->is_open)
    self->close_code = code;
  self->is_open = FALSE;
}

static void
transport_check (PalTransport *transport)
{
  FAKE_TRANSPORT (transport)->n_checks++;
}

static GTlsCertificate *
transport_get_peer_certificate (PalTransport *transport, GTlsCertificateFlags *errors)
{
  FakeTransport *self = FAKE_TRANSPORT (transport);

  if (errors != NULL)
    *errors = self->errors;

  return self->certificate;
}

static void
transport_iface_init (PalTransportInterface *iface)
{
  iface->open_async = transport_open_async;
  iface->open_finish = transport_open_finish;
  iface->send = transport_send;
  iface->close = transport_close;
  iface->check = transport_check;
  iface->get_peer_certificate = transport_get_peer_certificate;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeTransport, fake_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PAL_TYPE_TRANSPORT, transport_iface_init))

static void
fake_transport_finalize (GObject *object)
{
  FakeTransport *self = FAKE_TRANSPORT (object);

  g_free (self->url);
  g_free (self->fingerprint);
  g_queue_clear_full (&self->sent, g_free);
  g_clear_object (&self->certificate);

  G_OBJECT_CLASS (fake_transport_parent_class)->finalize (object);
}

static void
fake_transport_class_init (FakeTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_transport_finalize;
}

static void
fake_transport_init (FakeTransport *self)
{
  g_queue_init (&self->sent);
}

FakeTransport *
fake_transport_new (void)
{
  return g_object_new (FAKE_TYPE_TRANSPORT, NULL);
}

gboolean
fake_transport_is_opening (FakeTransport *self)
{
  return self->opening != NULL;
}

gboolean
fake_transport_is_open (FakeTransport *self)
{
  return self->is_open;
}

guint
fake_transport_get_n_opens (FakeTransport *self)
{
  return self->n_opens;
}

guint
fake_transport_get_n_checks (FakeTransport *self)
{
  return self->n_checks;
}

const char *
fake_transport_get_url (FakeTransport *self)
{
  return self->url;
}

const char *
fake_transport_get_fingerprint (FakeTransport *self)
{
  return self->fingerprint;
}

guint
fake_transport_get_close_code (FakeTransport *self)
{
  return self->close_code;
}

char *
fake_transport_take (FakeTransport *self)
{
  return g_queue_pop_head (&self->sent);
}

void
fake_transport_set_full (FakeTransport *self, gboolean full)
{
  self->full = full;
}

void
fake_transport_open (FakeTransport *self)
{
  g_autoptr (GTask) opening = g_steal_pointer (&self->opening);

  g_assert_nonnull (opening);
  self->is_open = TRUE;
  g_task_return_boolean (opening, TRUE);
  test_settle ();
}

void
fake_transport_refuse (FakeTransport *self, GError *error)
{
  g_autoptr (GTask) opening = g_steal_pointer (&self->opening);

  g_assert_nonnull (opening);
  g_task_return_error (opening, error);
  test_settle ();
}

void
fake_transport_feed (FakeTransport *self, const char *text, gssize length)
{
  g_autoptr (GBytes) frame = g_bytes_new (text, length >= 0 ? (gsize) length : strlen (text));

  if (self->is_open)
    pal_transport_emit_frame (PAL_TRANSPORT (self), frame);
}

void
fake_transport_frame (FakeTransport *self, const char *text)
{
  g_assert_true (self->is_open);
  fake_transport_feed (self, text, -1);
  test_settle ();
}

void
fake_transport_printf (FakeTransport *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  fake_transport_frame (self, text);
}

void
fake_transport_pong (FakeTransport *self)
{
  g_assert_true (self->is_open);
  pal_transport_emit_alive (PAL_TRANSPORT (self));
  test_settle ();
}

void
fake_transport_drop (FakeTransport *self, guint code, GError *error)
{
  g_assert_true (self->is_open);
  self->is_open = FALSE;
  pal_transport_emit_closed (PAL_TRANSPORT (self), code, error);
  g_clear_error (&error);
  test_settle ();
}

void
fake_transport_set_certificate (FakeTransport        *self,
                                GTlsCertificate      *certificate,
                                GTlsCertificateFlags  errors)
{
  g_set_object (&self->certificate, certificate);
  self->errors = errors;
}
