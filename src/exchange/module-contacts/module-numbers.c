/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Phone numbers by libphonenumber, as libebook-contacts gives it to C. */
#include "config.h"

#include "exchange/module-contacts/module-contacts.h"

#include <libebook-contacts/libebook-contacts.h>
#include <string.h>

/* Only RFC 3966 writes the extension: "tel:+81-3-1234-5678;ext=12". */
static void
read_extension (const EPhoneNumber *number, DeskParsedNumber *parsed)
{
  g_autofree char *uri = e_phone_number_to_string (number, E_PHONE_NUMBER_FORMAT_RFC3966);
  const char *extension = uri != NULL ? strstr (uri, ";ext=") : NULL;

  if (extension != NULL)
    g_strlcpy (parsed->extension, extension + strlen (";ext="), sizeof parsed->extension);
}

gboolean
module_parse_number (const char *number, const char *region, DeskParsedNumber *parsed)
{
  g_autofree char *e164 = NULL, *national = NULL;
  EPhoneNumberCountrySource source;
  EPhoneNumber *found = e_phone_number_from_string (number, region, NULL);

  memset (parsed, 0, sizeof *parsed);
  if (found == NULL)
    return FALSE;
  parsed->country = e_phone_number_get_country_code (found, &source);
  parsed->is_assumed = source == E_PHONE_NUMBER_COUNTRY_FROM_DEFAULT;
  e164 = e_phone_number_to_string (found, E_PHONE_NUMBER_FORMAT_E164);
  national = e_phone_number_get_national_number (found);
  read_extension (found, parsed);
  e_phone_number_free (found);
  if (e164 == NULL || strlen (e164) >= sizeof parsed->e164)
    return FALSE;
  g_strlcpy (parsed->e164, e164, sizeof parsed->e164);
  g_strlcpy (parsed->national, national != NULL ? national : "", sizeof parsed->national);
  return TRUE;
}

DeskLikeness
module_compare_numbers (const char *a, const char *b, const char *region)
{
  switch (e_phone_number_compare_strings_with_region (a, b, region, NULL))
    {
    case E_PHONE_NUMBER_MATCH_EXACT: return DESK_LIKENESS_EXACT;
    case E_PHONE_NUMBER_MATCH_NATIONAL: return DESK_LIKENESS_NATIONAL;
    case E_PHONE_NUMBER_MATCH_SHORT: return DESK_LIKENESS_SHORT;
    case E_PHONE_NUMBER_MATCH_NONE:
    default: return DESK_LIKENESS_NONE;
    }
}

int
module_get_country_code (const char *region)
{
  return MAX (e_phone_number_get_country_code_for_region (region, NULL), 0);
}
