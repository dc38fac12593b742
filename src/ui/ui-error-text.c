/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-error-text.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "model/desk-operation.h"
#include "pal/protocol/pal-error.h"

#define REMOTE_TEXT_MAX 200 /* characters of the PBX's words that are shown */

typedef struct
{
  int code;
  const char *text;
} CodeText;

/* clang-format off */
static const CodeText pal_texts[] = {
  { PAL_ERROR_TRANSPORT,      N_("The PBX could not be reached.") },
  { PAL_ERROR_TLS,            N_("The encrypted line could not be trusted.") },
  { PAL_ERROR_PROTOCOL,       N_("The answer was not understood. Is this address a Brekeke PBX?") },
  { PAL_ERROR_TIMEOUT,        N_("The PBX did not answer in time.") },
  { PAL_ERROR_DISCONNECTED,   N_("The line to the PBX was lost.") },
  { PAL_ERROR_LOGIN_REFUSED,  N_("The user name or the password is wrong.") },
  { PAL_ERROR_DENIED,         N_("The PBX does not allow this to you.") },
  { PAL_ERROR_INVALID_PARAMS, N_("Something in the request is missing or wrong.") },
  { PAL_ERROR_UNKNOWN_METHOD, N_("This PBX does not know how to do that.") },
  { PAL_ERROR_NOT_FOUND,      N_("The PBX did not find it.") },
  { PAL_ERROR_BUSY,           N_("Too much is going on at once. Try again in a moment.") },
  { PAL_ERROR_REMOTE,         N_("The PBX refused.") },
};

static const CodeText desk_texts[] = {
  { DESK_ERROR_PHONE_IGNORED, N_("Your phone did not react. Perhaps it cannot be controlled from here.") },
  { DESK_ERROR_NOT_READY,     N_("There is no line to the PBX at the moment.") },
  { DESK_ERROR_BAD_NUMBER,    N_("This is not a number that can be dialled.") },
  { DESK_ERROR_NO_EFFECT,     N_("The PBX agreed, but nothing happened.") },
};

static const CodeText io_texts[] = {
  { G_IO_ERROR_CONNECTION_REFUSED,  N_("Nothing answers at this address and port.") },
  { G_IO_ERROR_HOST_NOT_FOUND,      N_("There is no server of this name.") },
  { G_IO_ERROR_HOST_UNREACHABLE,    N_("There is no way to this server from here.") },
  { G_IO_ERROR_NETWORK_UNREACHABLE, N_("This computer is not connected to a network.") },
  { G_IO_ERROR_TIMED_OUT,           N_("The server did not answer in time.") },
  { G_IO_ERROR_CONNECTION_CLOSED,   N_("The server closed the line.") },
  { G_IO_ERROR_NO_SPACE,            N_("The disk is full.") },
  { G_IO_ERROR_PERMISSION_DENIED,   N_("This computer does not allow it.") },
};

/* What the two numbers of a finished call mean; a SIP code is looked at first, it says more. */
static const CodeText sip_texts[] = {
  { 400, N_("The number could not be called") },
  { 401, N_("Not allowed to call this number") },
  { 403, N_("Not allowed to call this number") },
  { 404, N_("This number does not exist") },
  { 407, N_("Not allowed to call this number") },
  { 408, N_("No answer") },
  { 410, N_("This number is no longer in use") },
  { 480, N_("Not reachable at the moment") },
  { 481, N_("The call was already over") },
  { 482, N_("The call went round in a circle") },
  { 483, N_("The call went round in a circle") },
  { 484, N_("The number is incomplete") },
  { 485, N_("The number is ambiguous") },
  { 486, N_("Busy") },
  { 487, N_("Given up before it was answered") },
  { 488, N_("The two phones have no sound format in common") },
  { 500, N_("The other exchange failed") },
  { 502, N_("The other exchange failed") },
  { 503, N_("No line is free") },
  { 504, N_("The other exchange did not answer") },
  { 600, N_("Busy") },
  { 603, N_("Declined") },
  { 604, N_("This number does not exist") },
  { 606, N_("The two phones have no sound format in common") },
};

static const CodeText q850_texts[] = {
  { 1,   N_("This number does not exist") },
  { 2,   N_("There is no way to this number") },
  { 3,   N_("There is no way to this number") },
  { 17,  N_("Busy") },
  { 18,  N_("Not reachable at the moment") },
  { 19,  N_("No answer") },
  { 20,  N_("Not reachable at the moment") },
  { 21,  N_("Declined") },
  { 22,  N_("This number is no longer in use") },
  { 27,  N_("The phone there is out of order") },
  { 28,  N_("The number is incomplete") },
  { 34,  N_("No line is free") },
  { 38,  N_("The network is out of order") },
  { 41,  N_("The network is out of order") },
  { 42,  N_("No line is free") },
  { 44,  N_("No line is free") },
  { 47,  N_("No line is free") },
  { 50,  N_("Not allowed to call this number") },
  { 55,  N_("Not allowed to call this number") },
  { 57,  N_("Not allowed to call this number") },
  { 65,  N_("The two phones have no sound format in common") },
  { 88,  N_("The two phones have no sound format in common") },
  { 102, N_("No answer") },
};
/* clang-format on */

static const char *
find_text (const CodeText *texts, gsize n_texts, int code)
{
  for (gsize i = 0; i < n_texts; i++)
    if (texts[i].code == code)
      return _ (texts[i].text);

  return NULL;
}

/* Somebody else's words: valid, on one line, without control or direction characters, not endless. */
static char *
clean_remote_text (const char *text)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) clean = g_string_new (NULL);
  guint n_characters = 0;

  if (text == NULL)
    return NULL;

  valid = g_utf8_make_valid (text, -1);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR
          || type == G_UNICODE_PARAGRAPH_SEPARATOR)
        c = ' ';
      if (c == ' ' && (clean->len == 0 || clean->str[clean->len - 1] == ' '))
        continue;
      if (n_characters++ == REMOTE_TEXT_MAX)
        {
          g_string_append (clean, "…");
          break;
        }
      g_string_append_unichar (clean, c);
    }
  while (clean->len > 0 && clean->str[clean->len - 1] == ' ')
    g_string_truncate (clean, clean->len - 1);

  return clean->len > 0 ? g_strdup (clean->str) : NULL;
}

static char *
with_remote_text (const char *sentence, const char *remote)
{
  g_autofree char *clean = clean_remote_text (remote);

  if (clean == NULL)
    return g_strdup (sentence);

  /* Translators: a sentence of ours, then the words of the PBX */
  return g_strdup_printf (_ ("%s It said: “%s”"), sentence, clean);
}

static char *
with_detail (const char *sentence, const char *detail)
{
  g_autofree char *clean = clean_remote_text (detail);

  if (clean == NULL)
    return g_strdup (sentence);

  /* Translators: a sentence of ours, then technical words of the system */
  return g_strdup_printf (_ ("%s (%s)"), sentence, clean);
}

static char *
pal_error_to_text (const GError *error)
{
  const char *remote = pal_error_get_remote_text (error);
  const char *parameter = pal_error_get_parameter (error);
  const char *sentence = find_text (pal_texts, G_N_ELEMENTS (pal_texts), error->code);
  g_autofree char *named = NULL;

  if (error->code == PAL_ERROR_INVALID_PARAMS && parameter != NULL)
    {
      /* Translators: %s is the technical name of a parameter */
      named = g_strdup_printf (_ ("The value of “%s” is missing or wrong."), parameter);
      sentence = named;
    }
  if (sentence == NULL)
    sentence = _ ("The PBX refused.");
  /* The library's own words, translated too, say which address and which limit. */
  if (remote == NULL
      && (error->code == PAL_ERROR_TRANSPORT || error->code == PAL_ERROR_TLS
          || error->code == PAL_ERROR_DISCONNECTED))
    {
      char *words = clean_remote_text (error->message);

      return words != NULL ? words : g_strdup (sentence);
    }

  return with_remote_text (sentence, remote);
}

char *
ui_error_to_text (const GError *error)
{
  const char *sentence = NULL;

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;
  if (error->domain == PAL_ERROR)
    return pal_error_to_text (error);
  if (error->domain == DESK_ERROR)
    sentence = find_text (desk_texts, G_N_ELEMENTS (desk_texts), error->code);
  else if (error->domain == G_IO_ERROR)
    sentence = find_text (io_texts, G_N_ELEMENTS (io_texts), error->code);
  else if (error->domain == G_RESOLVER_ERROR)
    sentence = _ ("There is no server of this name.");
  else if (error->domain == G_TLS_ERROR)
    sentence = _ ("The encrypted line could not be trusted.");
  else if (g_str_equal (g_quark_to_string (error->domain), "secret-error"))
    sentence = _ ("The keyring of this computer is not available.");
  if (sentence != NULL)
    return g_strdup (sentence);

  return with_detail (_ ("That did not work."), error->message);
}

char *
ui_stop_reason_to_text (PalStopReason reason, const GError *error)
{
  switch (reason)
    {
    case PAL_STOP_REASON_PASSWORD:
      return g_strdup (_ ("The user name or the password is wrong."));
    case PAL_STOP_REASON_CERTIFICATE:
      return g_strdup (_ ("The certificate of the server could not be verified."));
    case PAL_STOP_REASON_CERTIFICATE_CHANGED:
      return g_strdup (_ ("The certificate of the server is not the one you trusted."));
    case PAL_STOP_REASON_ANOTHER_LOGIN:
      return g_strdup (
          _ ("You signed in somewhere else with the same phone, and that login took this place."));
    case PAL_STOP_REASON_DENIED:
      return with_remote_text (
          _ ("The PBX refused the connection. Its administrator can check the PAL option, "
             "the allowed client addresses and “Access users”."),
          pal_error_get_remote_text (error));
    case PAL_STOP_REASON_SECOND_FACTOR:
      return g_strdup (_ ("The PBX asks for a second factor. Sidetone cannot give one yet."));
    case PAL_STOP_REASON_INSECURE:
      return g_strdup (_ ("A password in the address is sent only over an encrypted line (wss)."));
    case PAL_STOP_REASON_NONE:
    default:
      return error != NULL ? ui_error_to_text (error) : g_strdup (_ ("Not connected."));
    }
}

char *
ui_state_to_text (PalClientState state)
{
  switch (state)
    {
    case PAL_CLIENT_STATE_OFFLINE:
      return g_strdup (_ ("Offline"));
    case PAL_CLIENT_STATE_CONNECTING:
      return g_strdup (_ ("Connecting…"));
    case PAL_CLIENT_STATE_AUTHENTICATING:
      return g_strdup (_ ("Signing in…"));
    case PAL_CLIENT_STATE_SYNCING:
      return g_strdup (_ ("Catching up…"));
    case PAL_CLIENT_STATE_READY:
      return g_strdup (_ ("Connected"));
    case PAL_CLIENT_STATE_WAITING:
      return g_strdup (_ ("Reconnecting…"));
    case PAL_CLIENT_STATE_STOPPED:
      return g_strdup (_ ("Disconnected"));
    default:
      return g_strdup (_ ("Unknown"));
    }
}

char *
ui_rescode_to_text (int rescode, int q850)
{
  const char *text = find_text (sip_texts, G_N_ELEMENTS (sip_texts), rescode);

  if (text == NULL)
    text = find_text (q850_texts, G_N_ELEMENTS (q850_texts), q850);
  if (text != NULL)
    return g_strdup (text);
  if (rescode >= 400)
    /* Translators: %d is a SIP status code */
    return g_strdup_printf (_ ("The call failed (code %d)"), rescode);

  return NULL;
}
