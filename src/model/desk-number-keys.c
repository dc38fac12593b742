/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When two writings are the same number. */
#include "config.h"

#include "model/desk-numbers-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/desk-module.h"

/* Of a country the table does not have, the library knows how its numbers are written. The main loop does not
 * wait for it: DeskNumbers has it loaded, and tells when it has come. */
static void
ask_library (DeskNumbers *self, DeskNumberParts *parts, const DeskNumberBook *book)
{
  const DeskContacts *contacts = desk_module_peek ();
  DeskParsedNumber parsed;

  if (*parts->e164 != '\0' || book->country != NULL || *book->region == '\0')
    return;
  if (contacts == NULL && g_main_context_is_owner (g_main_context_default ()))
    desk_numbers_want_library (self);
  else if (contacts == NULL)
    contacts = desk_module_load (NULL);
  if (contacts != NULL && contacts->parse_number (parts->core, book->region, &parsed))
    g_strlcpy (parts->e164, parsed.e164, sizeof parts->e164);
}

static gboolean
read_parts (DeskNumbers *self, DeskNumberParts *parts, const DeskNumberBook *book, const char *number)
{
  if (!desk_number_parts_read (parts, book, number))
    return FALSE;
  if (parts->kind == DESK_NUMBER_OUTSIDE)
    ask_library (self, parts, book);
  return TRUE;
}

/* The digits whose ends are compared: without what stands before an area, which is mostly zeros. */
static const char *
get_tail (const DeskNumberParts *parts, const DeskNumberBook *book)
{
  const char *digits = *parts->e164 != '\0' ? parts->e164 : parts->core;
  const DeskCountry *country = book->country;

  if (*digits == '+')
    digits++;
  else if (country == NULL)
    digits += strspn (digits, "0");
  else if (*country->trunk != '\0' && g_str_has_prefix (digits, country->trunk))
    digits += strlen (country->trunk);
  return digits;
}

/* Where both are known as numbers of the world, their ends say nothing. */
static gboolean
has_same_tail (const DeskNumberParts *a, const DeskNumberParts *b, const DeskNumberBook *book)
{
  const char *long_one = get_tail (a, book), *short_one = get_tail (b, book);
  gsize n;

  if (book->rules->last_digits == 0 || (*a->e164 != '\0' && *b->e164 != '\0'))
    return FALSE;
  if (strlen (short_one) > strlen (long_one))
    {
      const char *swapped = short_one;

      short_one = long_one;
      long_one = swapped;
    }
  n = strlen (short_one);
  return n >= book->rules->last_digits && g_str_equal (long_one + strlen (long_one) - n, short_one);
}

DeskSameness
desk_numbers_compare (DeskNumbers *self, const char *a, const char *b)
{
  g_return_val_if_fail (DESK_IS_NUMBERS (self), DESK_SAMENESS_NONE);

  g_autoptr (DeskNumberBook) book = desk_numbers_ref_book (self);
  g_auto (DeskNumberParts) one = { 0 }, other = { 0 };

  if (!read_parts (self, &one, book, a) || !read_parts (self, &other, book, b))
    return DESK_SAMENESS_NONE;
  if (g_str_equal (one.digits, other.digits) || g_str_equal (one.core, other.core)
      || (*one.e164 != '\0' && g_str_equal (one.e164, other.e164)))
    return DESK_SAMENESS_SAME;
  if (one.kind == DESK_NUMBER_OUTSIDE && other.kind == DESK_NUMBER_OUTSIDE
      && has_same_tail (&one, &other, book))
    return DESK_SAMENESS_TAIL;
  return DESK_SAMENESS_NONE;
}

char **
desk_numbers_dup_keys (DeskNumbers *self, const char *number)
{
  g_return_val_if_fail (DESK_IS_NUMBERS (self), NULL);

  g_autoptr (DeskNumberBook) book = desk_numbers_ref_book (self);
  g_auto (DeskNumberParts) parts = { 0 };
  char **keys;
  guint n = 0;

  if (!read_parts (self, &parts, book, number))
    return NULL;
  keys = g_new0 (char *, 4);
  if (*parts.e164 != '\0')
    keys[n++] = g_strdup (parts.e164);
  keys[n++] = g_strconcat ("=", parts.has_prefix ? parts.core : parts.digits, NULL);
  if (parts.kind == DESK_NUMBER_OUTSIDE && book->rules->last_digits > 0)
    {
      const char *tail = get_tail (&parts, book);
      gsize length = strlen (tail), wanted = book->rules->last_digits;

      if (length >= wanted)
        keys[n++] = g_strconcat ("~", tail + length - wanted, NULL);
    }
  return keys;
}

char **
desk_numbers_dup_writings (DeskNumbers *self, const char *number)
{
  g_return_val_if_fail (DESK_IS_NUMBERS (self), NULL);

  g_autoptr (DeskNumberBook) book = desk_numbers_ref_book (self);
  g_auto (DeskNumberParts) parts = { 0 };
  char here[DESK_NUMBER_SIZE];
  char **writings;
  guint n = 0;

  if (!desk_number_parts_read (&parts, book, number) || parts.kind != DESK_NUMBER_OUTSIDE
      || *parts.e164 == '\0')
    return NULL;
  writings = g_new0 (char *, 3);
  if (!g_str_equal (parts.e164, parts.digits))
    writings[n++] = g_strdup (parts.e164);
  if (desk_country_write_dialled (book->country, parts.e164, here) && !g_str_equal (here, parts.digits))
    writings[n++] = g_strdup (here);
  return writings;
}

char *
desk_numbers_dup_match_words (DeskNumbers *self, const char *number)
{
  g_return_val_if_fail (DESK_IS_NUMBERS (self), NULL);

  g_autoptr (DeskNumberBook) book = desk_numbers_ref_book (self);
  g_auto (DeskNumberParts) parts = { 0 };

  guint n = book->rules->last_digits;

  if (!read_parts (self, &parts, book, number))
    return NULL;
  if (parts.kind != DESK_NUMBER_OUTSIDE)
    return g_strdup_printf (_ ("Only exactly %s is the same"), parts.has_prefix ? parts.core : parts.digits);
  if (*parts.e164 != '\0')
    return g_strdup_printf (_ ("However it is written: in the world it is %s"), parts.e164);
  if (n > 0 && strlen (get_tail (&parts, book)) >= n)
    return g_strdup_printf (_ ("Its country or area is not known: the digits at its end must be the same (%u)"), n);
  return g_strdup_printf (_ ("Only exactly %s is the same"), parts.core);
}
