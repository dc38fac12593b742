/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-properties.h"

/* One heading of the list written by hand, and its rows. */
typedef struct
{
  char **words;              /* section, type, subtype or "-", number of rows printed */
  GPtrArray *rows;           /* char **: key, description, value as printed, kind */
} Chapter;

static void
chapter_free (gpointer data)
{
  Chapter *chapter = data;

  g_strfreev (chapter->words);
  g_ptr_array_unref (chapter->rows);
  g_free (chapter);
}

static GPtrArray *
read_guide (void)
{
  GPtrArray *chapters = g_ptr_array_new_with_free_func (chapter_free);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;
  Chapter *chapter = NULL;

  g_file_get_contents (PROPERTIES_FILE, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char **cells;

      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      if (g_str_has_prefix (lines[i], "== "))
        {
          chapter = g_new0 (Chapter, 1);
          chapter->words = g_strsplit (lines[i] + 3, " ", -1);
          chapter->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
          g_assert_cmpuint (g_strv_length (chapter->words), ==, 4);
          g_ptr_array_add (chapters, chapter);
          continue;
        }
      g_assert_nonnull (chapter);
      cells = g_strsplit (lines[i], "|", -1);
      g_assert_cmpuint (g_strv_length (cells), ==, 4);
      for (guint j = 0; j < 4; j++)
        g_strstrip (cells[j]);
      g_ptr_array_add (chapter->rows, cells);
    }

  return chapters;
}

static char *
describe_kind (const PalProperty *row)
{
  g_autofree char *choices = NULL;

  if (row->kind != PAL_PROPERTY_KIND_CHOICE)
    return g_strdup (pal_property_kind_to_word (row->kind));

  choices = g_strjoinv (" ", (char **) row->choices);
  return g_strdup_printf ("choice %s", choices);
}

static void
compare (const Chapter *chapter, PalPropertyFlags flags)
{
  const char *subtype = strcmp (chapter->words[2], "-") != 0 ? chapter->words[2] : NULL;
  const PalPropertyTable *table = pal_property_table_find (chapter->words[1], subtype);
  guint n = 0;

  g_assert_nonnull (table);
  g_assert_cmpstr (table->type, ==, chapter->words[1]);
  g_assert_cmpstr (table->subtype, ==, subtype);
  if (flags == 0)
    g_assert_cmpstr (table->section, ==, chapter->words[0]);
  g_assert_cmpuint (chapter->rows->len, ==, g_ascii_strtoull (chapter->words[3], NULL, 10));

  for (guint i = 0; i < table->n_rows; i++)
    {
      const PalProperty *row = &table->rows[i];
      g_autofree char *kind = describe_kind (row);
      char **cells;

      if ((row->flags & (PAL_PROPERTY_DERIVED | PAL_PROPERTY_BEYOND_GUIDE)) != flags)
        continue;
      g_assert_cmpuint (n, <, chapter->rows->len);
      cells = g_ptr_array_index (chapter->rows, n++);
      g_assert_cmpstr (row->key, ==, cells[0]);
      g_assert_cmpstr (kind, ==, cells[3]);
    }
  g_assert_cmpuint (n, ==, chapter->rows->len);
}

static void
check_guide (gconstpointer data)
{
  g_autoptr (GPtrArray) chapters = read_guide ();
  guint n_printed = 0, n_tables = 0;

  for (guint i = 0; i < chapters->len; i++)
    {
      Chapter *chapter = g_ptr_array_index (chapters, i);
      gboolean derived = strcmp (chapter->words[0], "note") == 0;

      compare (chapter, derived ? PAL_PROPERTY_DERIVED : 0);
      if (*chapter->words[0] == '7')
        {
          g_assert_true (pal_property_table_get (n_tables++)->rows != NULL);
          n_printed += chapter->rows->len;
        }
    }
  g_assert_cmpuint (n_tables, ==, 11);
  g_assert_cmpuint (n_printed, ==, 115);
}

/* What every row must have to be shown and set up. */
static void
check_rows (gconstpointer data)
{
  const PalPropertyTable *table;
  guint n_beyond = 0;

  for (guint i = 0; (table = pal_property_table_get (i)) != NULL; i++)
    {
      g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

      g_assert_true (pal_property_table_find (table->type, table->subtype) == table);
      g_assert_cmpstr (pal_property_table_get_label (table), !=, "");
      g_assert_null (table->rows[table->n_rows].key);
      for (guint j = 0; j < table->n_rows; j++)
        {
          const PalProperty *row = &table->rows[j];
          g_autoptr (GError) error = NULL;
          g_autofree char *value = pal_property_read (row, row->key, row->default_value, &error);
          g_autofree char *key = pal_property_make_key (row, NULL);
          PalPropertyIndexes indexes;

          g_assert_no_error (error);
          g_assert_cmpstr (value, ==, row->default_value);
          g_assert_true (g_hash_table_add (keys, (gpointer) row->key));
          g_assert_true (pal_property_table_lookup (table, key, &indexes) == row);
          g_assert_cmpint (strstr (row->key, "pln[n]") != NULL, ==, indexes.plan == 1);
          g_assert_cmpint (strstr (row->key, "ptn[n]") != NULL, ==, indexes.schedule == 1);
          g_assert_cmpstr (pal_property_get_label (row), !=, "");
          g_assert_cmpstr (pal_property_get_group (row), !=, "");
          g_assert_cmpstr (pal_property_get_help (row), !=, "");
          g_assert_cmpint (row->kind == PAL_PROPERTY_KIND_CHOICE, <=, row->choices != NULL);
          if (row->kind == PAL_PROPERTY_KIND_NUMBER)
            g_assert_cmpint (row->min, <, row->max);
          n_beyond += (row->flags & PAL_PROPERTY_BEYOND_GUIDE) != 0;
        }
    }
  g_assert_cmpuint (n_beyond, ==, 2);
}

static void
check_lookup (gconstpointer data)
{
  static const char *const unknown[] = {
    "", "pln", "pln_d_ringertime", "pln0_d_ringertime", "pln01_d_ringertime", "pln100_d_ringertime",
    "pln[n]_d_ringertime", "pln1_d_ringertimes", "pln1_ptn0_ringertime", "pln1_d_p5_delay", "pln1_d_p0_delay",
    "pnumber0", "pnumber5", "pnumber11", "p5_ptype", "Name", "name ", "pln99999999999_d_ringertime",
  };
  PalPropertyIndexes indexes;
  const PalProperty *row = pal_property_lookup ("User", NULL, "pln2_ptn14_p3_paging", &indexes);
  g_autofree char *key = NULL;

  g_assert_nonnull (row);
  g_assert_cmpstr (row->key, ==, "pln[n]_ptn[n]_p[n]_paging");
  g_assert_cmpuint (indexes.plan, ==, 2);
  g_assert_cmpuint (indexes.schedule, ==, 14);
  g_assert_cmpuint (indexes.phone, ==, 3);
  key = pal_property_make_key (row, &indexes);
  g_assert_cmpstr (key, ==, "pln2_ptn14_p3_paging");

  row = pal_property_lookup ("user", "", "pnumber4", &indexes);
  g_assert_cmpstr (row->key, ==, "pnumber[n]");
  g_assert_cmpuint (indexes.phone, ==, 4);
  g_assert_cmpuint (indexes.plan, ==, 0);
  g_assert_cmpstr (pal_property_lookup ("user", NULL, "pnumber", NULL)->key, ==, "pnumber");
  g_assert_cmpstr (pal_property_lookup ("ringgroup", NULL, "ringertime", NULL)->key, ==, "ringertime");
  g_assert_null (pal_property_lookup ("ringgroup", "rr", "ringertime", NULL));
  g_assert_nonnull (pal_property_lookup ("ringgroup", "RR", "ringertimes", NULL));
  g_assert_null (pal_property_lookup ("ringgroup", "aa", "type", NULL));
  g_assert_null (pal_property_lookup ("nothing", NULL, "type", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_null (pal_property_lookup ("user", NULL, unknown[i], NULL));
}

static const struct
{
  const char *type, *subtype, *key, *value, *expected; /* NULL: refused */
} readings[] = {
  { "user", NULL, "admin", "True", "true" },
  { "user", NULL, "admin", "1", "true" },
  { "user", NULL, "admin", " ON ", "true" },
  { "user", NULL, "admin", "0", "false" },
  { "user", NULL, "admin", "off", "false" },
  { "user", NULL, "admin", "", "" },
  { "user", NULL, "admin", "maybe", NULL },
  { "user", NULL, "admin", "2", NULL },
  { "user", NULL, "type", "User", "user" },
  { "user", NULL, "type", "ivr", NULL },
  { "user", NULL, "language", "JA", "ja" },
  { "user", NULL, "language", "de", NULL },
  { "user", NULL, "greetingtype", "2", "2" },
  { "user", NULL, "greetingtype", "4", NULL },
  { "user", NULL, "maxsessioncount", "-1", "-1" },
  { "user", NULL, "maxsessioncount", " 06", "6" },
  { "user", NULL, "maxsessioncount", "7", NULL },
  { "user", NULL, "maxsessioncount", "-2", NULL },
  { "user", NULL, "pln1_d_ringertime", "+30", "30" },
  { "user", NULL, "pln1_d_ringertime", "30.5", NULL },
  { "user", NULL, "pln1_d_ringertime", "3e1", NULL },
  { "user", NULL, "pln1_d_ringertime", "0x1e", NULL },
  { "user", NULL, "pln1_d_ringertime", "+-3", NULL },
  { "user", NULL, "pln1_d_ringertime", "99999999999999999999", NULL },
  { "user", NULL, "name", " Ä\t\n", " Ä\t\n" },
  { "user", NULL, "name", "a\x01" "b", "a\x01" "b" },
  { "user", NULL, "name", "a\xff", NULL },
  { "user", NULL, "login.password", " p ", " p " },
  { "user", NULL, "defaultpickup", " 600 ", "600" },
  { "user", NULL, "defaultpickup", "600,601", NULL },
  { "user", NULL, "defaultpickup", "6 00", NULL },
  { "user", NULL, "automonitor", "1001, 1002,,", "1001,1002" },
  { "user", NULL, "automonitor", "1001;1002", NULL },
  { "user", NULL, "automonitor", ",", "" },
  { "user", NULL, "pln1_d_phoneforward", "+81 3 1234 5678, (03)1234-5678", "+81 3 1234 5678,(03)1234-5678" },
  { "user", NULL, "pln1_d_phoneforward", "a\tb", NULL },
  { "user", NULL, "email", "a@example.org , b@example.org", "a@example.org,b@example.org" },
  { "user", NULL, "email", "nobody", NULL },
  { "user", NULL, "email", "a@b@c", NULL },
  { "user", NULL, "recording.pattern", "3*,^0.*$", "3*,^0.*$" },
  { "user", NULL, "recording.pattern", "(", NULL },
  { "user", NULL, "pln1_ptn1_filtertext", "*3", "*3" },
  { "user", NULL, "pln1_ptn1_filtertext", "^0[0-9]+$", "^0[0-9]+$" },
  { "user", NULL, "pln1_ptn1_filtertext", "[0-", NULL },
  { "user", NULL, "pln1_ptn1_timeschedule", "PA62W31DT09001730", "PA62W31DT09001730" },
  { "user", NULL, "pln1_ptn1_timeschedule", "Mondays", NULL },
  { "user", NULL, "pnumber", "a,,,d", "a,,,d" },
  { "user", NULL, "pnumber", "a,b,c,d,e", NULL },
  { "ringgroup", "rr", "ringertimes", "20, 030", "20,30" },
  { "ringgroup", "rr", "ringertimes", "20", "20" },
  { "ringgroup", "rr", "ringertimes", "20,x", NULL },
  { "ringgroup", "rr", "stype", "SR", "sr" },
  { "ringgroup", "rr", "stype", "aa", NULL },
  { "conference", NULL, "conf.accept", "10*", "10*" },
  { "tenant", NULL, "maxusers", "many", NULL },
};

static void
check_values (gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      const PalProperty *row = pal_property_lookup (readings[i].type, readings[i].subtype, readings[i].key,
                                                    NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *read = pal_property_read (row, readings[i].key, readings[i].value, &error);

      if (g_strcmp0 (read, readings[i].expected) != 0)
        g_error ("%s “%s” was read as “%s”", readings[i].key, readings[i].value, read);
      if (read != NULL)
        continue;
      g_assert_error (error, PAL_ERROR, PAL_ERROR_INVALID_PARAMS);
      g_assert_cmpstr (pal_error_get_parameter (error), ==, readings[i].key);
      g_assert_true (g_str_has_prefix (error->message, readings[i].key));
    }
}

static void
check_length (gconstpointer data)
{
  const PalProperty *row = pal_property_lookup ("user", NULL, "desc", NULL);
  g_autofree char *value = g_strnfill (PAL_PROPERTY_MAX_LENGTH + 1, 'x');
  g_autoptr (GError) error = NULL;
  g_autofree char *read = NULL;

  g_assert_null (pal_property_read (row, "desc", value, &error));
  g_assert_error (error, PAL_ERROR, PAL_ERROR_INVALID_PARAMS);
  value[PAL_PROPERTY_MAX_LENGTH] = '\0';
  read = pal_property_read (row, "desc", value, NULL);
  g_assert_cmpstr (read, ==, value);
}

/* What was read once is read again as it is; nothing crashes. */
static void
check_stable (gconstpointer data)
{
  static const char alphabet[] = "01359aTtrue,.* ()[+-@!/PAWDT\n\xc3\xa4";
  const PalPropertyTable *table;

  for (guint i = 0; (table = pal_property_table_get (i)) != NULL; i++)
    for (guint j = 0; j < table->n_rows * 50; j++)
      {
        const PalProperty *row = &table->rows[j / 50];
        char text[12] = "";
        g_autofree char *read = NULL;
        g_autofree char *again = NULL;

        for (gint32 k = g_test_rand_int_range (0, sizeof text); k > 0; k--)
          text[k - 1] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
        read = pal_property_read (row, row->key, text, NULL);
        if (read == NULL)
          continue;
        again = pal_property_read (row, row->key, read, NULL);
        g_assert_cmpstr (again, ==, read);
      }
}

static void
check_page (gconstpointer data)
{
  g_autofree char *text = pal_properties_to_markdown ();
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("RECORD") != NULL)
    g_file_set_contents (PROPERTIES_PAGE, text, -1, &error);
  g_assert_no_error (error);
  g_file_get_contents (PROPERTIES_PAGE, &expected, NULL, &error);
  g_assert_no_error (error);
  if (strcmp (text, expected) != 0)
    g_error ("src/pal/protocol/PROPERTIES.md is not what the table says; write it anew by RECORD=1");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/pal/protocol/properties/guide", NULL, check_guide);
  g_test_add_data_func ("/pal/protocol/properties/rows", NULL, check_rows);
  g_test_add_data_func ("/pal/protocol/properties/lookup", NULL, check_lookup);
  g_test_add_data_func ("/pal/protocol/properties/values", NULL, check_values);
  g_test_add_data_func ("/pal/protocol/properties/length", NULL, check_length);
  g_test_add_data_func ("/pal/protocol/properties/stable", NULL, check_stable);
  g_test_add_data_func ("/pal/protocol/properties/page", NULL, check_page);

  return g_test_run ();
}
