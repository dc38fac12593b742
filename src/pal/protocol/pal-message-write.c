/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-message.h"

static void
append_plain (GString *out, const char *text, const char *end)
{
  static const char hex[] = "0123456789abcdef";
  const char *begin = text;

  for (const char *p = text; p < end; p++)
    {
      guchar c = *p;
      char escape = c == '"' || c == '\\' ? c : c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : 0;

      if (c >= 0x20 && c != 0x7f && escape == 0)
        continue;

      g_string_append_len (out, begin, p - begin);
      begin = p + 1;
      g_string_append_c (out, '\\');
      if (escape != 0)
        g_string_append_c (out, escape);
      else
        {
          g_string_append (out, "u00");
          g_string_append_c (out, hex[c >> 4]);
          g_string_append_c (out, hex[c & 15]);
        }
    }

  g_string_append_len (out, begin, end - begin);
}

/**
 * pal_message_append_text:
 * @out: where to
 * @text: (nullable): any bytes; %NULL is written as an empty text
 *
 * Appends a JSON text with its quotes. Bytes that are not UTF-8 become U+FFFD.
 */
void
pal_message_append_text (GString *out, const char *text)
{
  const char *end;

  g_string_append_c (out, '"');
  for (; text != NULL && !g_utf8_validate (text, -1, &end); text = end + 1)
    {
      append_plain (out, text, end);
      g_string_append (out, "\xef\xbf\xbd");
    }
  if (text != NULL)
    append_plain (out, text, end);
  g_string_append_c (out, '"');
}

/**
 * pal_message_write_raw_request:
 * @out: where to
 * @id: the id of the request, not 0
 * @method: any name
 * @params: (nullable): JSON, written as it is
 *
 * Appends one JSON-RPC 2.0 request that no row of the table stands behind.
 */
void
pal_message_write_raw_request (GString *out, guint64 id, const char *method, const char *params)
{
  g_string_append (out, "{\"jsonrpc\":\"2.0\",\"method\":");
  pal_message_append_text (out, method);
  if (params != NULL)
    g_string_append_printf (out, ",\"params\":%s", params);
  g_string_append_printf (out, ",\"id\":\"%" G_GUINT64_FORMAT "\"}", id);
}

/**
 * pal_message_write_request:
 * @out: where to
 * @id: the id of the request, not 0; written as a text, as the vendor's client does
 * @params: which method with what; the member `params` is left out when there are none
 *
 * Appends one JSON-RPC 2.0 request.
 */
void
pal_message_write_request (GString *out, guint64 id, const PalParams *params)
{
  gsize before;

  g_string_append (out, "{\"jsonrpc\":\"2.0\",\"method\":");
  pal_message_append_text (out, pal_method_get (pal_params_get_method (params))->name);
  g_string_append (out, ",\"params\":");
  before = out->len;
  pal_params_write (params, out);
  if (out->len == before)
    g_string_truncate (out, before - strlen (",\"params\":"));
  g_string_append_printf (out, ",\"id\":\"%" G_GUINT64_FORMAT "\"}", id);
}
