/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-intl.h"
#include "pal/protocol/pal-message.h"
#include "pal/protocol/pal-reply-private.h"

/* Codes of the error object. */
#define LOGIN_FAILED (-2022)
#define NO_DATA (-2000)
#define UNKNOWN_METHOD (-32601)
#define INVALID_PARAMS (-32602)

G_DEFINE_BOXED_TYPE (PalReply, pal_reply, pal_reply_ref, pal_reply_unref)

char *
pal_slice_to_text (const PalSlice *json)
{
  PalSlice inner;

  if (json->text == NULL || json->length == 0 || strchr ("n{[", json->text[0]) != NULL)
    return NULL;
  if (json->text[0] != '"')
    return g_strndup (json->text, json->length);

  inner.text = json->text + 1;
  inner.length = json->length - 2;
  inner.escaped = TRUE;

  return pal_slice_dup (&inner);
}

static char *
find_call_id (const char *text)
{
  gsize length;

  if (text == NULL || g_ascii_strncasecmp (text, "succeeded:", 10) != 0)
    return NULL;

  text += 10;
  while (g_ascii_isspace (*text))
    text++;
  length = strspn (text, "0123456789");

  return length > 0 ? g_strndup (text, length) : NULL;
}

PalReply *
pal_reply_new (GBytes *frame, const PalSlice *id, const PalSlice *result, const PalSlice *error)
{
  PalReply *self = g_new0 (PalReply, 1);
  char *id_text = pal_slice_to_text (id);

  g_atomic_ref_count_init (&self->ref_count);
  self->frame = g_bytes_ref (frame);
  self->id = id_text != NULL ? id_text : g_strdup ("");
  self->result = *result;
  self->error = *error;
  self->text = pal_slice_to_text (result);
  self->call_id = find_call_id (self->text);

  return self;
}

PalReply *
pal_reply_ref (PalReply *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
pal_reply_unref (PalReply *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_bytes_unref (self->frame);
  g_free (self->id);
  g_free (self->text);
  g_free (self->call_id);
  g_free (self);
}

PalReply *
pal_reply_new_from_json (const char *json, gssize length, GError **error)
{
  g_autoptr (GBytes) frame = g_bytes_new (json, length < 0 ? strlen (json) : (gsize) length);
  g_autoptr (PalEventBatch) batch = pal_event_batch_new ();
  PalReply *reply = NULL;
  PalMessageReader reader;
  PalMessageKind kind;

  pal_message_reader_init (&reader, frame);
  do
    kind = pal_message_reader_next (&reader, batch, &reply, error);
  while (kind == PAL_MESSAGE_PARTIAL);
  pal_message_reader_clear (&reader);

  if (reply == NULL && kind != PAL_MESSAGE_INVALID)
    g_set_error_literal (error, PAL_ERROR, PAL_ERROR_PROTOCOL, _("Not a response"));

  return reply;
}

const char *
pal_reply_get_id (const PalReply *self)
{
  return self->id;
}

const char *
pal_reply_get_text (const PalReply *self)
{
  return self->text;
}

const char *
pal_reply_get_call_id (const PalReply *self)
{
  return self->call_id;
}

const char *
pal_reply_get_json (const PalReply *self, gsize *length)
{
  *length = self->result.text != NULL ? self->result.length : 0;

  return self->result.text;
}

const char *
pal_reply_get_error_json (const PalReply *self, gsize *length)
{
  *length = self->error.text != NULL ? self->error.length : 0;

  return self->error.text;
}

char *
pal_reply_dup_json (const PalReply *self)
{
  return self->result.text != NULL ? g_strndup (self->result.text, self->result.length) : g_strdup ("null");
}

static gboolean
begins_with (const char *text, const char *words)
{
  return g_ascii_strncasecmp (text, words, strlen (words)) == 0;
}

/* The PBX's only known words for it, in place of a result, of a row of it, or in an error. */
gboolean
pal_text_is_denial (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;

  return begins_with (text, "no permission");
}

/* Of an error the words may come after the name of what was refused: “username: No permission.” */
static gboolean
is_denial_of_part (const char *text)
{
  const char *colon = text + strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_.");

  return *colon == ':' && pal_text_is_denial (colon + 1);
}

static PalError
find_code (int remote_code, const char *text)
{
  if (remote_code == LOGIN_FAILED)
    return PAL_ERROR_LOGIN_REFUSED;
  if (remote_code == UNKNOWN_METHOD)
    return PAL_ERROR_UNKNOWN_METHOD;
  if (remote_code == INVALID_PARAMS)
    return PAL_ERROR_INVALID_PARAMS;
  if (remote_code == NO_DATA)
    return PAL_ERROR_NOT_FOUND;

  return pal_text_is_denial (text) || is_denial_of_part (text) ? PAL_ERROR_DENIED : PAL_ERROR_REMOTE;
}

static void
set_remote_error (GError **error, int remote_code, const char *text)
{
  PalError code = find_code (remote_code, text);

  if (*text != '\0')
    g_propagate_error (error, pal_error_new_remote (code, remote_code, text, "%s", text));
  else
    g_propagate_error (error, pal_error_new_remote (code, remote_code, NULL, _("The PBX refused (code %d)"),
                                                    remote_code));
}

/* {"code":…,"message":…}, or whatever stands in its place. */
static void
take_error_object (const PalReply *self, GError **error)
{
  g_autofree char *message = pal_slice_to_text (&self->error);
  gint64 code = 0;
  PalSlice name, value;
  PalScan scan;

  pal_scan_init (&scan, self->error.text, self->error.length);
  if (pal_scan_next (&scan, &name) == PAL_TOKEN_OBJECT)
    {
      while (pal_scan_next (&scan, &name) == PAL_TOKEN_NAME && pal_scan_skip (&scan, &value))
        {
          if (pal_slice_equal (&name, "code"))
            {
              g_autofree char *text = pal_slice_to_text (&value);
              PalSlice digits = { text, text != NULL ? strlen (text) : 0, FALSE };

              if (text == NULL || !pal_slice_to_int (&digits, &code))
                code = 0;
            }
          else if (pal_slice_equal (&name, "message"))
            {
              g_free (message);
              message = pal_slice_to_text (&value);
            }
        }
    }

  if (message != NULL)
    g_strstrip (message);
  set_remote_error (error, CLAMP (code, G_MININT, G_MAXINT), message != NULL ? message : "");
}

static gboolean
check_text (const PalReply *self, const PalMethod *method, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (self->text));
  const char *colon;

  if (pal_text_is_denial (text))
    {
      set_remote_error (error, 0, text);
      return FALSE;
    }
  if (begins_with (text, "fail") || begins_with (text, "error"))
    {
      colon = strchr (text, ':');
      set_remote_error (error, 0, colon != NULL ? g_strchug ((char *) colon + 1) : text);
      return FALSE;
    }
  if (g_ascii_strcasecmp (text, "false") == 0 && method != NULL
      && (method->flags & PAL_METHOD_CHANGES_STATE) != 0)
    {
      set_remote_error (error, 0, "");
      return FALSE;
    }

  return TRUE;
}

gboolean
pal_reply_check (const PalReply *self, const PalMethod *method, GError **error)
{
  gboolean has_error = self->error.text != NULL && self->error.text[0] != 'n';

  if (self->result.text != NULL && !(has_error && self->result.text[0] == 'n'))
    return self->text == NULL || check_text (self, method, error);
  if (self->error.text != NULL)
    {
      take_error_object (self, error);
      return FALSE;
    }

  g_set_error_literal (error, PAL_ERROR, PAL_ERROR_PROTOCOL, _("The answer holds neither result nor error"));
  return FALSE;
}
