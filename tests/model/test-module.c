/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-module.h"

#include <string.h>

#include "model/desk-number-country.h"

/* Nothing heavy is there until somebody asks. */
static gboolean
is_mapped (const char *name)
{
  g_autofree char *maps = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  return strstr (maps, name) != NULL;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  const DeskContacts **contacts = user_data;

  *contacts = desk_module_load_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_first_use (void)
{
  const DeskContacts *contacts = NULL;

  g_assert_null (desk_module_peek ());
  g_assert_false (is_mapped ("libebook-contacts"));
  g_assert_false (is_mapped ("libphonenumber"));
  desk_module_load_async (NULL, loaded_cb, &contacts);
  while (contacts == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (is_mapped ("libphonenumber"));
  g_assert_true (desk_module_peek () == contacts && desk_module_load (NULL) == contacts);
  g_assert_cmpuint (contacts->version, ==, DESK_CONTACTS_VERSION);
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *number, *region, *e164, *national, *extension;
    gboolean is_assumed;
  } cases[] = {
    { "03-1234-5678", "JP", "+81312345678", "312345678", "", TRUE },
    { "+81 3-1234-5678", "US", "+81312345678", "312345678", "", FALSE },
    { "03-1234-5678;ext=12", "JP", "+81312345678", "312345678", "12", TRUE },
    { "０３－１２３４－５６７８", "JP", "+81312345678", "312345678", "", TRUE },
    { "(212) 555-0123", "US", "+12125550123", "2125550123", "", TRUE },
    { "06 1234 5678", "IT", "+390612345678", "0612345678", "", TRUE },
    { "no number", "JP", NULL, NULL, NULL, FALSE },
  };
  const DeskContacts *contacts = desk_module_load (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DeskParsedNumber parsed;

      g_assert_cmpint (contacts->parse_number (cases[i].number, cases[i].region, &parsed), ==,
                       cases[i].e164 != NULL);
      if (cases[i].e164 == NULL)
        continue;
      g_assert_cmpstr (parsed.e164, ==, cases[i].e164);
      g_assert_cmpstr (parsed.national, ==, cases[i].national);
      g_assert_cmpstr (parsed.extension, ==, cases[i].extension);
      g_assert_true (parsed.is_assumed == cases[i].is_assumed);
    }
  g_assert_cmpint (contacts->get_country_code ("JP"), ==, 81);
  g_assert_cmpint (contacts->get_country_code ("??"), ==, 0);
  g_assert_cmpint (contacts->compare_numbers ("0312345678", "+81-3-1234-5678", "JP"), >=,
                   DESK_LIKENESS_NATIONAL);
  g_assert_cmpint (contacts->compare_numbers ("0312345678", "0612345678", "JP"), ==, DESK_LIKENESS_NONE);
}

/* What the own table says of a country and the library knows, too, is the same: its code, what stands before
 * a national number, and what is dialled before another country's code. */
static void
test_countries (void)
{
  const DeskContacts *contacts = desk_module_load (NULL);
  const char *other = "81312345678", *digits = "2345678912345";
  const DeskCountry *country;
  DeskParsedNumber parsed;
  guint n = 0;

  for (; (country = desk_country_get_nth (n)) != NULL; n++)
    {
      g_autofree char *code = g_strdup_printf ("%d", contacts->get_country_code (country->region));
      g_autofree char *here = g_strdup_printf ("%s%.*s", country->trunk, country->longest, digits);
      g_autofree char *abroad = g_strconcat (country->international, other, NULL);
      char e164[DESK_NUMBER_SIZE];

      g_test_message ("%s", country->region);
      g_assert_cmpstr (code, ==, country->code);
      g_assert_true (contacts->parse_number (here, country->region, &parsed));
      g_assert_true (desk_country_write_e164 (country, here, e164));
      g_assert_cmpstr (parsed.e164, ==, e164);
      if (*country->international == '\0')
        continue;
      g_assert_true (contacts->parse_number (abroad, country->region, &parsed));
      g_assert_true (desk_country_write_e164 (country, abroad, e164));
      g_assert_cmpstr (parsed.e164, ==, e164);
      g_assert_cmpstr (parsed.e164, ==, "+81312345678");
    }
  g_assert_cmpuint (n, >, 30);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/module/first-use", test_first_use);
  g_test_add_func ("/module/numbers", test_numbers);
  g_test_add_func ("/module/countries", test_countries);
  return g_test_run ();
}
