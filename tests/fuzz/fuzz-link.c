/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A link from outside: what is accepted holds nothing but what may be dialled, and reads the same again. */
#include "config.h"

#include <string.h>

#include "model/desk-link.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  DeskLink link, again;

  if (!desk_link_parse (text, &link, &error))
    {
      g_assert_true (error != NULL && g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (link.number), <=, DESK_LINK_MAX_NUMBER);
  g_assert_cmpuint (strspn (link.number, "+0123456789*#"), ==, strlen (link.number));
  g_assert_cmpuint (strspn (link.extension, "+0123456789*#"), ==, strlen (link.extension));
  g_assert_true (strrchr (link.number, '+') == NULL || link.number[0] == '+');
  g_assert_true (desk_link_parse (link.number, &again, NULL));
  g_assert_cmpstr (again.number, ==, link.number);

  return 0;
}
