/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-number-country.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#define E164_SHORTEST 7
#define E164_LONGEST 15

/* Wherever one is: nobody's telephone may take these for anything else. */
#define EVERYWHERE " 000 110 112 118 119 911 999 "

/* By their English names. */
static const DeskCountry countries[] = {
  { "AU", N_ ("Australia"), "61", "0011", "0", 9, 9, 8, FALSE, " 000 106 ", "" },
  { "AT", N_ ("Austria"), "43", "00", "0", 4, 13, 7, FALSE, " 122 133 144 ", "" },
  { "BE", N_ ("Belgium"), "32", "00", "0", 8, 9, 0, FALSE, " 100 101 ", "" },
  { "BR", N_ ("Brazil"), "55", "", "0", 10, 11, 9, TRUE, " 190 192 193 ", "" },
  { "CA", N_ ("Canada"), "1", "011", "1", 10, 10, 7, TRUE, " 988 ", "" },
  { "CN", N_ ("China"), "86", "00", "0", 10, 11, 8, TRUE, " 120 122 ", "" },
  { "CZ", N_ ("Czechia"), "420", "00", "", 9, 9, 0, FALSE, " 150 155 158 ", "" },
  { "DK", N_ ("Denmark"), "45", "00", "", 8, 8, 0, FALSE, " 114 ", "" },
  { "FI", N_ ("Finland"), "358", "00", "0", 5, 12, 7, FALSE, "", "" },
  { "FR", N_ ("France"), "33", "00", "0", 9, 9, 0, FALSE, " 15 17 18 114 115 196 ", "" },
  { "DE", N_ ("Germany"), "49", "00", "0", 5, 12, 8, FALSE, " 116117 ", "" },
  { "HK", N_ ("Hong Kong"), "852", "001", "", 8, 8, 0, FALSE, "", "" },
  { "IN", N_ ("India"), "91", "00", "0", 10, 10, 8, TRUE, " 100 101 102 108 ", "" },
  { "ID", N_ ("Indonesia"), "62", "008", "0", 8, 12, 8, FALSE, " 113 ", "" },
  { "IE", N_ ("Ireland"), "353", "00", "0", 7, 9, 7, FALSE, "", "" },
  { "IL", N_ ("Israel"), "972", "00", "0", 8, 9, 7, FALSE, " 100 101 102 ", "" },
  { "IT", N_ ("Italy"), "39", "00", "", 6, 11, 0, FALSE, " 113 115 117 ", "" },
  { "JP", N_ ("Japan"), "81", "010", "0", 9, 10, 8, FALSE, "", " 184 186 " },
  { "MY", N_ ("Malaysia"), "60", "00", "0", 8, 10, 8, FALSE, "", "" },
  { "MX", N_ ("Mexico"), "52", "00", "", 10, 10, 0, FALSE, "", "" },
  { "NL", N_ ("Netherlands"), "31", "00", "0", 9, 9, 7, FALSE, "", "" },
  { "NZ", N_ ("New Zealand"), "64", "00", "0", 8, 10, 7, FALSE, " 111 ", "" },
  { "NO", N_ ("Norway"), "47", "00", "", 8, 8, 0, FALSE, " 113 ", "" },
  { "PH", N_ ("Philippines"), "63", "00", "0", 8, 10, 8, FALSE, "", "" },
  { "PL", N_ ("Poland"), "48", "00", "", 9, 9, 0, FALSE, " 997 998 ", "" },
  { "PT", N_ ("Portugal"), "351", "00", "", 9, 9, 0, FALSE, "", "" },
  { "SG", N_ ("Singapore"), "65", "001", "", 8, 8, 0, FALSE, " 995 ", "" },
  { "ZA", N_ ("South Africa"), "27", "00", "0", 9, 9, 0, FALSE, " 10111 10177 ", "" },
  { "KR", N_ ("South Korea"), "82", "001", "0", 8, 10, 8, FALSE, "", "" },
  { "ES", N_ ("Spain"), "34", "00", "", 9, 9, 0, FALSE, " 061 062 091 092 ", "" },
  { "SE", N_ ("Sweden"), "46", "00", "0", 7, 9, 8, FALSE, "", "" },
  { "CH", N_ ("Switzerland"), "41", "00", "0", 9, 9, 0, FALSE, " 117 144 ", "" },
  { "TW", N_ ("Taiwan"), "886", "002", "0", 8, 9, 8, FALSE, "", "" },
  { "TH", N_ ("Thailand"), "66", "001", "0", 8, 9, 0, FALSE, " 191 199 1669 ", "" },
  { "TR", N_ ("Turkey"), "90", "00", "0", 10, 10, 7, FALSE, "", "" },
  { "AE", N_ ("United Arab Emirates"), "971", "00", "0", 8, 9, 7, FALSE, " 997 998 ", "" },
  { "GB", N_ ("United Kingdom"), "44", "00", "0", 9, 10, 8, FALSE, " 111 ", "" },
  { "US", N_ ("United States"), "1", "011", "1", 10, 10, 7, TRUE, " 988 ", "" },
  { "VN", N_ ("Vietnam"), "84", "00", "0", 9, 10, 0, FALSE, " 113 114 115 ", "" },
};

const DeskCountry *
desk_country_find (const char *region)
{
  for (guint i = 0; region != NULL && i < G_N_ELEMENTS (countries); i++)
    if (g_ascii_strcasecmp (countries[i].region, region) == 0)
      return &countries[i];
  return NULL;
}

const DeskCountry *
desk_country_get_nth (guint i)
{
  return i < G_N_ELEMENTS (countries) ? &countries[i] : NULL;
}

const char *
desk_country_get_default (void)
{
  const char *locale = setlocale (LC_TELEPHONE, NULL);
  const char *region = locale != NULL ? strchr (locale, '_') : NULL;

  if (region == NULL || !g_ascii_isupper (region[1]) || !g_ascii_isupper (region[2])
      || g_ascii_isalpha (region[3]))
    return "";

  g_autofree char *two = g_strndup (region + 1, 2);

  return g_intern_string (two);
}

/* @list is words with a blank on either side. */
static gboolean
stands_in (const char *list, const char *number)
{
  gsize length = strlen (number);

  for (const char *at = strstr (list, number); at != NULL; at = strstr (at + 1, number))
    if (at > list && at[-1] == ' ' && at[length] == ' ')
      return length > 0;
  return FALSE;
}

gboolean
desk_country_is_emergency (const DeskCountry *self, const char *number)
{
  return stands_in (EVERYWHERE, number) || (self != NULL && stands_in (self->emergency, number));
}

/* The number without what stands before it; NULL when it is no national number. */
static const char *
skip_trunk (const DeskCountry *self, const char *number)
{
  gsize trunk = strlen (self->trunk), length = strlen (number);

  if (number[0] == '+')
    return NULL;
  if (trunk > 0 && g_str_has_prefix (number, self->trunk))
    number += trunk;
  else if (trunk > 0 && !self->is_trunk_optional)
    return NULL;
  length = strlen (number);
  if (length < self->shortest || length > self->longest)
    return NULL;
  /* No area begins with what stands before areas, in North America neither with 0. */
  if (trunk > 0 && (*number == *self->trunk || (*self->trunk == '1' && *number == '0')))
    return NULL;
  return number;
}

gboolean
desk_country_is_national (const DeskCountry *self, const char *number)
{
  return self != NULL && skip_trunk (self, number) != NULL;
}

gboolean
desk_country_is_local (const DeskCountry *self, const char *number)
{
  gsize length = strlen (number);

  return self != NULL && number[0] >= '2' && number[0] <= '9' && self->local > 0 && length <= self->local
         && length >= MIN (self->local, 6u);
}

/* What stands after the international prefix or the plus; NULL when it does not begin so. */
static const char *
skip_international (const DeskCountry *self, const char *number)
{
  gsize length;

  if (number[0] == '+')
    number++;
  else if (self != NULL && *self->international != '\0' && g_str_has_prefix (number, self->international))
    number += strlen (self->international);
  else
    return NULL;
  length = strlen (number);
  return length >= E164_SHORTEST && length <= E164_LONGEST && number[0] != '0' ? number : NULL;
}

gboolean
desk_country_is_international (const DeskCountry *self, const char *number)
{
  return skip_international (self, number) != NULL;
}

/* Whose number it is, by its country code. @self comes first where several share one. */
static const DeskCountry *
find_by_code (const DeskCountry *self, const char *digits)
{
  if (self != NULL && g_str_has_prefix (digits, self->code))
    return self;
  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    if (g_str_has_prefix (digits, countries[i].code))
      return &countries[i];
  return NULL;
}

gboolean
desk_country_write_e164 (const DeskCountry *self, const char *number, char out[DESK_NUMBER_SIZE])
{
  const char *digits = skip_international (self, number);
  const char *national;

  if (digits != NULL)
    {
      const DeskCountry *other = find_by_code (self, digits);
      gsize code = other != NULL ? strlen (other->code) : 0;

      /* "+81 (0)3 …" */
      national = digits + code;
      if (other != NULL && g_str_equal (other->trunk, "0") && *national == '0')
        national++;
      g_snprintf (out, DESK_NUMBER_SIZE, "+%.*s%s", (int) code, digits, national);
      return TRUE;
    }
  national = self != NULL ? skip_trunk (self, number) : NULL;
  if (national == NULL)
    return FALSE;
  g_snprintf (out, DESK_NUMBER_SIZE, "+%s%s", self->code, national);
  return TRUE;
}

gboolean
desk_country_write_dialled (const DeskCountry *self, const char *e164, char out[DESK_NUMBER_SIZE])
{
  if (self == NULL || e164[0] != '+')
    return FALSE;
  if (g_str_has_prefix (e164 + 1, self->code))
    g_snprintf (out, DESK_NUMBER_SIZE, "%s%s", self->trunk, e164 + 1 + strlen (self->code));
  else if (*self->international != '\0')
    g_snprintf (out, DESK_NUMBER_SIZE, "%s%s", self->international, e164 + 1);
  else
    return FALSE;
  return TRUE;
}
