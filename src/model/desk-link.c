/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other programs may ask to be called. An allow-list:
 *
 *   link      = ("tel:" / "callto:") ["//"] number *parameter
 *             / ("sip:" / "sips:") number *parameter "@" host [":" port] *parameter
 *             / ("sip:" / "sips:") number *parameter
 *             / plain
 *   number    = ["+"] 1*40(digit / "*" / "#"), with "-" "." "(" ")" and blanks anywhere between
 *   parameter = ";ext=" number / ";phone-context=" ("+" digits / name) / ";user=phone"
 *   plain     = number, where "/" may stand between digits as well
 *
 * Percent signs of a link are decoded once, after it was taken apart: what one hid never divides. */
#include "config.h"

#include "model/desk-link.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DIGITS 40
#define MARKS "-.() "

typedef struct
{
  const char *at;
  gsize length;
} Part;

G_DEFINE_QUARK (desk-link-error, desk_link_error)

static gboolean
refuse (GError **error, DeskLinkError code, const char *message)
{
  g_set_error_literal (error, DESK_LINK_ERROR, code, message);
  return FALSE;
}

static gboolean
refuse_character (GError **error)
{
  return refuse (error, DESK_LINK_ERROR_CHARACTER, _ ("It has characters that are not part of a number"));
}

/* Cuts off what stands before the first of @marks. */
static Part
take_until (Part *rest, const char *marks)
{
  Part part = { rest->at, 0 };

  while (part.length < rest->length && strchr (marks, part.at[part.length]) == NULL)
    part.length++;
  rest->at += part.length;
  rest->length -= part.length;
  return part;
}

/* The next byte of a number; a percent sign and two digits are one. -1: a broken one. */
static int
take_byte (Part *rest, gboolean is_encoded)
{
  int byte = (guchar) *rest->at;
  gsize n = 1;

  if (is_encoded && byte == '%')
    {
      if (rest->length < 3 || !g_ascii_isxdigit (rest->at[1]) || !g_ascii_isxdigit (rest->at[2]))
        return -1;
      byte = g_ascii_xdigit_value (rest->at[1]) * 16 + g_ascii_xdigit_value (rest->at[2]);
      n = 3;
    }
  rest->at += n;
  rest->length -= n;
  return byte;
}

/* @number has room for DESK_LINK_MAX_NUMBER and a NUL. */
static gboolean
parse_number (Part part, gboolean is_encoded, const char *marks, char *number, GError **error)
{
  gsize length = 0, n_digits = 0;

  while (part.length > 0)
    {
      int byte = take_byte (&part, is_encoded);

      if (byte < 0)
        return refuse (error, DESK_LINK_ERROR_ENCODING, _ ("Its percent signs are broken"));
      if (byte == '+' && length == 0)
        number[length++] = '+';
      else if (g_ascii_isdigit (byte) || byte == '*' || byte == '#')
        {
          if (++n_digits > MAX_DIGITS)
            return refuse (error, DESK_LINK_ERROR_TOO_LONG, _ ("The number is too long"));
          number[length++] = (char) byte;
        }
      else if (byte == '\0' || strchr (marks, byte) == NULL)
        return refuse_character (error);
    }
  if (n_digits == 0)
    return refuse (error, DESK_LINK_ERROR_NO_NUMBER, _ ("There is no number in it"));
  number[length] = '\0';
  return TRUE;
}

static gboolean
is_name (Part part, const char *more)
{
  for (gsize i = 0; i < part.length; i++)
    if (!g_ascii_isalnum (part.at[i]) && strchr (more, part.at[i]) == NULL)
      return FALSE;
  return part.length > 0;
}

static gboolean
is_word (Part part, const char *word)
{
  return part.length == strlen (word) && g_ascii_strncasecmp (part.at, word, part.length) == 0;
}

/* Where the number is valid; it is dialled as it stands. */
static gboolean
is_context (Part part)
{
  Part digits = { part.at + 1, part.length - 1 };

  if (part.length > 1 && part.at[0] == '+')
    return is_name (digits, MARKS) && strspn (digits.at, "0123456789" MARKS) >= digits.length;
  return is_name (part, ".-");
}

/* *(";" name "=" value), up to an "@" */
static gboolean
parse_parameters (Part *rest, DeskLink *link, GError **error)
{
  gboolean has_context = FALSE;

  while (rest->length > 0 && *rest->at == ';')
    {
      Part name, value = { NULL, 0 };
      gboolean is_known = FALSE;

      rest->at++;
      rest->length--;
      name = take_until (rest, "=;@");
      if (rest->length > 0 && *rest->at == '=')
        {
          rest->at++;
          rest->length--;
          value = take_until (rest, ";@");
        }
      if (is_word (name, "ext") && link->extension[0] == '\0')
        {
          if (!parse_number (value, TRUE, MARKS, link->extension, error))
            return FALSE;
          is_known = TRUE;
        }
      else if (is_word (name, "phone-context"))
        {
          is_known = !has_context && value.at != NULL && is_context (value);
          has_context = TRUE;
        }
      else if (is_word (name, "user"))
        {
          is_known = value.at != NULL && is_word (value, "phone");
        }
      if (!is_known)
        return refuse (error, DESK_LINK_ERROR_PARAMETER, _ ("It asks for more than calling a number"));
    }
  return TRUE;
}

/* host [":" port] */
static gboolean
parse_host (Part *rest, DeskLink *link, GError **error)
{
  Part host = take_until (rest, ":;");
  Part port = { NULL, 0 };

  if (rest->length > 0 && *rest->at == ':')
    {
      rest->at++;
      rest->length--;
      port = take_until (rest, ";");
      if (port.length == 0 || port.length > 5 || strspn (port.at, "0123456789") < port.length)
        return refuse (error, DESK_LINK_ERROR_HOST, _ ("The server it names is none"));
    }
  if (!is_name (host, ".-"))
    return refuse (error, DESK_LINK_ERROR_HOST, _ ("The server it names is none"));
  memcpy (link->host, host.at, host.length);
  link->host[host.length] = '\0';
  return TRUE;
}

static gboolean
parse_link (Part rest, gboolean is_sip, DeskLink *link, GError **error)
{
  Part number;

  if (!is_sip && rest.length >= 2 && rest.at[0] == '/' && rest.at[1] == '/')
    {
      rest.at += 2;
      rest.length -= 2;
    }
  number = take_until (&rest, is_sip ? ";@" : ";");
  if (!parse_number (number, TRUE, MARKS, link->number, error) || !parse_parameters (&rest, link, error))
    return FALSE;
  if (is_sip && rest.length > 0 && *rest.at == '@')
    {
      rest.at++;
      rest.length--;
      if (!parse_host (&rest, link, error) || !parse_parameters (&rest, link, error))
        return FALSE;
    }
  return rest.length == 0 || refuse_character (error);
}

gboolean
desk_link_parse (const char *text, DeskLink *link, GError **error)
{
  static const struct
  {
    const char *scheme;
    gboolean is_sip;
  } schemes[] = { { "tel", FALSE }, { "callto", FALSE }, { "sip", TRUE }, { "sips", TRUE } };
  DeskLink found = { "", "", "", FALSE };
  gsize length = strnlen (text, DESK_LINK_MAX_LENGTH + 1);
  Part rest = { text, length };
  gboolean is_link = FALSE, is_good = FALSE;
  Part scheme;

  g_return_val_if_fail (text != NULL && link != NULL, FALSE);

  if (length > DESK_LINK_MAX_LENGTH)
    return refuse (error, DESK_LINK_ERROR_TOO_LONG, _ ("It is too long"));
  scheme = take_until (&rest, ":");
  if (rest.length == 0)
    {
      is_good = parse_number (scheme, FALSE, MARKS "/", found.number, error);
    }
  else
    {
      rest.at++;
      rest.length--;
      for (guint i = 0; i < G_N_ELEMENTS (schemes) && !is_link; i++)
        if (is_word (scheme, schemes[i].scheme))
          {
            is_link = TRUE;
            is_good = parse_link (rest, schemes[i].is_sip, &found, error);
          }
      if (!is_link)
        return refuse (error, DESK_LINK_ERROR_SCHEME, _ ("Links of that kind are not called"));
    }
  if (!is_good)
    return FALSE;
  found.has_code = strpbrk (found.number, "*#") != NULL;
  *link = found;
  return TRUE;
}
