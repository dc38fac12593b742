/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-secret-buffer.h"

#include <string.h>

#include "model/desk-address.h"

#define DOT "●"

struct _UiSecretBuffer
{
  GtkEntryBuffer parent_instance;

  gboolean is_shown;

  /* owned */
  char *secret; /* never NULL, wiped when replaced */
  char *dots;
};

G_DEFINE_FINAL_TYPE (UiSecretBuffer, ui_secret_buffer, GTK_TYPE_ENTRY_BUFFER)

/* Takes @secret over. */
static void
set_secret (UiSecretBuffer *self, char *secret)
{
  GString *dots = g_string_new (NULL);

  desk_password_free (self->secret);
  self->secret = secret;
  for (glong i = g_utf8_strlen (secret, -1); i > 0; i--)
    g_string_append (dots, DOT);
  g_free (self->dots);
  self->dots = g_string_free (dots, FALSE);
}

static const char *
ui_secret_buffer_get_text (GtkEntryBuffer *buffer, gsize *n_bytes)
{
  UiSecretBuffer *self = UI_SECRET_BUFFER (buffer);
  const char *text = self->is_shown ? self->secret : self->dots;

  if (n_bytes != NULL)
    *n_bytes = strlen (text);

  return text;
}

static guint
ui_secret_buffer_get_length (GtkEntryBuffer *buffer)
{
  return g_utf8_strlen (UI_SECRET_BUFFER (buffer)->secret, -1);
}

static guint
ui_secret_buffer_insert_text (GtkEntryBuffer *buffer, guint position, const char *chars, guint n_chars)
{
  UiSecretBuffer *self = UI_SECRET_BUFFER (buffer);
  gsize at = g_utf8_offset_to_pointer (self->secret, position) - self->secret;
  gsize n_bytes = g_utf8_offset_to_pointer (chars, n_chars) - chars;
  gsize length = strlen (self->secret);
  char *secret = g_malloc (length + n_bytes + 1);

  memcpy (secret, self->secret, at);
  memcpy (secret + at, chars, n_bytes);
  memcpy (secret + at + n_bytes, self->secret + at, length - at + 1);
  set_secret (self, secret);
  gtk_entry_buffer_emit_inserted_text (buffer, position, chars, n_chars);

  return n_chars;
}

static guint
ui_secret_buffer_delete_text (GtkEntryBuffer *buffer, guint position, guint n_chars)
{
  guint length = ui_secret_buffer_get_length (buffer);

  position = MIN (position, length);
  n_chars = MIN (n_chars, length - position);
  if (n_chars > 0)
    gtk_entry_buffer_emit_deleted_text (buffer, position, n_chars);

  return n_chars;
}

/* The default handler of the signal, after those who want to see what goes. */
static void
ui_secret_buffer_deleted_text (GtkEntryBuffer *buffer, guint position, guint n_chars)
{
  UiSecretBuffer *self = UI_SECRET_BUFFER (buffer);
  gsize from = g_utf8_offset_to_pointer (self->secret, position) - self->secret;
  gsize to = g_utf8_offset_to_pointer (self->secret, position + n_chars) - self->secret;
  gsize length = strlen (self->secret);
  char *secret = g_malloc (length - (to - from) + 1);

  memcpy (secret, self->secret, from);
  memcpy (secret + from, self->secret + to, length - to + 1);
  set_secret (self, secret);
  g_object_notify (G_OBJECT (self), "text");
  g_object_notify (G_OBJECT (self), "length");
}

static void
ui_secret_buffer_finalize (GObject *object)
{
  UiSecretBuffer *self = UI_SECRET_BUFFER (object);

  desk_password_free (self->secret);
  g_free (self->dots);

  G_OBJECT_CLASS (ui_secret_buffer_parent_class)->finalize (object);
}

static void
ui_secret_buffer_class_init (UiSecretBufferClass *klass)
{
  GtkEntryBufferClass *buffer_class = GTK_ENTRY_BUFFER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ui_secret_buffer_finalize;
  buffer_class->get_text = ui_secret_buffer_get_text;
  buffer_class->get_length = ui_secret_buffer_get_length;
  buffer_class->insert_text = ui_secret_buffer_insert_text;
  buffer_class->delete_text = ui_secret_buffer_delete_text;
  buffer_class->deleted_text = ui_secret_buffer_deleted_text;
}

static void
ui_secret_buffer_init (UiSecretBuffer *self)
{
  self->secret = g_strdup ("");
  self->dots = g_strdup ("");
}

static void
visibility_cb (UiSecretBuffer *self, GParamSpec *pspec, GtkText *text)
{
  self->is_shown = gtk_text_get_visibility (text);
}

UiSecretBuffer *
ui_secret_buffer_install (GtkEditable *editable)
{
  g_autoptr (UiSecretBuffer) self = g_object_new (UI_TYPE_SECRET_BUFFER, NULL);
  GtkText *text = GTK_TEXT (gtk_editable_get_delegate (editable));

  gtk_text_set_buffer (text, GTK_ENTRY_BUFFER (self));
  g_signal_connect_object (text, "notify::visibility", G_CALLBACK (visibility_cb), self, G_CONNECT_SWAPPED);

  return self;
}

const char *
ui_secret_buffer_get_secret (UiSecretBuffer *self)
{
  g_return_val_if_fail (UI_IS_SECRET_BUFFER (self), "");

  return self->secret;
}
