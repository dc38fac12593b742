/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ten thousand contacts out and in again: nothing is lost. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "exchange/desk-columns.h"
#include "exchange/desk-entries.h"

#define LONG_TEXT \
  "very long text that has to be folded in any card that keeps to what the standard says of the length of lines, as " \
  "this one — mit Umlauten äöü und 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 — does"
/* An instrumented build reads cards a hundred times slower. */
#define N_CONTACTS (g_getenv ("TEST_INSTRUMENTED") != NULL ? 300 : 10000)

/* What a person, a spreadsheet or an enemy writes. */
static const char *const texts[] = {
  "Hill", "山田", "ヤマダ", "O'Hara", "a,b", "a;b", "say \"hi\"", "two\nlines", "back\\slash", "=1+1", "+81 3", "-x", "@y",
  "'quoted", "'=1", " blank before", "blank after ", "tab\there", "\ttab before", "ü é ß", "😀 smile", "0", "a=b:c", "tel:1",
  "100%", "%3B", "\\n", "\\,", "line\r\nend", "ends with newline\n", "“…”", "a\u00a0b", "=?UTF-8?Q?x?=", "=C3=A4", "x;y\\;z",
  LONG_TEXT,
};

static const char *const own_names[] = { "Birthday", "誕生日", "Home", "Mobile 2", "a;b", "=x", "x:y", "100%", "Name", "e-mail",
                                         "semi;colon:and,comma", "Prefix ", "aid" };

static PalContactInfo *
make_contact (GRand *chance)
{
  const char *language = g_rand_boolean (chance) ? "ja" : "en";
  PalContactInfo *info = pal_contact_info_new ();
  const PalContactField *fields;
  guint n;

  fields = pal_contact_manager_get_fields (pal_contact_manager_get (language), &n);
  for (guint i = 0; i < n; i++)
    if (g_rand_int_range (chance, 0, 3) == 0)
      pal_contact_info_set (info, fields[i].id, texts[g_rand_int_range (chance, 0, G_N_ELEMENTS (texts))]);
  for (gint i = g_rand_int_range (chance, 0, 3); i > 0; i--)
    pal_contact_info_set (info, own_names[g_rand_int_range (chance, 0, G_N_ELEMENTS (own_names))],
                          texts[g_rand_int_range (chance, 0, G_N_ELEMENTS (texts))]);
  if (g_rand_boolean (chance))
    pal_contact_info_set (info, PAL_CONTACT_LANG, language);
  if (pal_contact_info_get (info, "$lastname") == NULL)
    pal_contact_info_set (info, "$lastname", "Hill");
  return info;
}

static GPtrArray *
make_contacts (void)
{
  GPtrArray *infos = g_ptr_array_new_with_free_func ((GDestroyNotify) pal_contact_info_unref);
  GRand *chance = g_rand_new_with_seed (7);

  for (guint i = 0; i < N_CONTACTS; i++)
    g_ptr_array_add (infos, make_contact (chance));
  g_rand_free (chance);
  return infos;
}

static void
compare (GPtrArray *infos, GPtrArray *entries, gboolean with_ids)
{
  g_assert_cmpuint (entries->len, ==, infos->len);
  for (guint i = 0; i < infos->len; i++)
    {
      const DeskEntry *entry = entries->pdata[i];
      g_autofree char *id = g_strdup_printf ("%u", i);

      if (!pal_contact_info_equal (infos->pdata[i], entry->info))
        {
          g_autofree char *was = pal_contact_info_to_text (infos->pdata[i]);
          g_autofree char *is = pal_contact_info_to_text (entry->info);

          g_error ("contact %u, line %u:\n%s\nbecame\n%s", i, entry->line, was, is);
        }
      if (with_ids)
        g_assert_cmpstr (entry->contact_id, ==, id);
    }
}

static void
test_table (void)
{
  g_autoptr (GPtrArray) infos = make_contacts (), entries = NULL;
  g_auto (GStrv) fields = desk_entries_list_fields (infos, "ja"), columns = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (DeskContactFile) file = NULL;
  g_autoptr (GError) error = NULL;

  desk_entries_append_head (out, (const char *const *) fields, "ja", DESK_CSV_RAW);
  for (guint i = 0; i < infos->len; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      desk_entries_append_row (out, (const char *const *) fields, infos->pdata[i], id, DESK_CSV_RAW);
    }
  file = desk_contact_file_read (out->str, out->len, "en", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (file->faults->len, ==, 0);
  g_assert_cmpstr (file->table->charset, ==, "UTF-8");
  columns = desk_columns_guess ((const char *const *) file->table->header, "en");
  entries = desk_entries_of_table (file->table, (const char *const *) columns, "en", file->faults);
  g_assert_cmpuint (file->faults->len, ==, 0);
  compare (infos, entries, TRUE);
}

static void
test_cards (gconstpointer data)
{
  DeskCardVersion version = (DeskCardVersion) GPOINTER_TO_INT (data);
  const DeskContacts *library = desk_module_load (NULL);
  g_autoptr (GPtrArray) infos = make_contacts ();
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (DeskContactFile) file = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (library);
  for (guint i = 0; i < infos->len; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autofree char *card = desk_cards_write (library, infos->pdata[i], id, version);

      g_assert_nonnull (strstr (card, version == DESK_CARD_2_1   ? "VERSION:2.1\r\n"
                                      : version == DESK_CARD_3_0 ? "VERSION:3.0\r\n"
                                                                 : "VERSION:4.0\r\n"));
      g_string_append (out, card);
      g_string_append (out, "\r\n");
    }
  file = desk_contact_file_read (out->str, out->len, "en", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (file->faults->len, ==, 0);
  compare (infos, file->entries, TRUE);
}

/* The same table in every encoding that Japanese offices use. */
static void
test_encodings (void)
{
  static const struct { const char *charset, *mark, *found; gsize mark_length; } encodings[] = {
    { "UTF-8", "", "UTF-8", 0 }, { "UTF-8", "\xef\xbb\xbf", "UTF-8", 3 }, { "UTF-16LE", "\xff\xfe", "UTF-16LE", 2 },
    { "UTF-16BE", "\xfe\xff", "UTF-16BE", 2 }, { "UTF-16LE", "", "UTF-16LE", 0 }, { "UTF-16BE", "", "UTF-16BE", 0 },
    { "CP932", "", "CP932", 0 }, { "EUC-JP", "", "EUC-JP", 0 }, { "ISO-2022-JP", "", "ISO-2022-JP", 0 },
  };
  const char *text = "氏名,会社名,携帯電話,メールアドレス,備考\r\n山田 太郎,株式会社山田商事,090-1234-5678,yamada@example.jp,\"一行目\r\n二行目\"\r\n"
                     "小林　直子,小林商店,080-1111-2222,kobayashi@example.jp,東京都千代田区\r\n";
  const char *expected[] = {
    "{\"$company\":\"株式会社山田商事\",\"$tel_mobile\":\"090-1234-5678\",\"$email\":\"yamada@example.jp\","
    "\"$notes\":\"一行目\\r\\n二行目\",\"$lastname\":\"山田\",\"$firstname\":\"太郎\"}",
    "{\"$company\":\"小林商店\",\"$tel_mobile\":\"080-1111-2222\",\"$email\":\"kobayashi@example.jp\","
    "\"$notes\":\"東京都千代田区\",\"$lastname\":\"小林\",\"$firstname\":\"直子\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize length;
      g_autofree char *encoded = g_convert (text, -1, encodings[i].charset, "UTF-8", NULL, &length, NULL);
      g_autoptr (GString) bytes = g_string_new_len (encodings[i].mark, (gssize) encodings[i].mark_length);
      g_autoptr (DeskTable) table = NULL;
      g_autoptr (GPtrArray) entries = NULL;
      g_auto (GStrv) columns = NULL;

      g_string_append_len (bytes, encoded, (gssize) length);
      table = desk_table_read (bytes->str, bytes->len, NULL);
      g_assert_cmpstr (table->charset, ==, encodings[i].found);
      g_assert_cmpuint (table->faults->len, ==, 0);
      columns = desk_columns_guess ((const char *const *) table->header, "ja");
      entries = desk_entries_of_table (table, (const char *const *) columns, "ja", table->faults);
      g_assert_cmpuint (entries->len, ==, 2);
      for (guint j = 0; j < 2; j++)
        {
          g_autofree char *kept = pal_contact_info_to_text (((DeskEntry *) entries->pdata[j])->info);

          g_assert_cmpstr (kept, ==, expected[j]);
        }
    }
}

/* What other programs write over their columns, and what becomes of it. */
static void
test_columns (void)
{
  static const struct { const char *language, *header, *columns; } rows[] = {
    { "en", "First Name|Last Name|Company|Business Phone|Mobile Phone|E-mail Address|Notes",
      "$firstname|$lastname|$company|$tel_work|$tel_mobile|$email|$notes" },
    { "en", "Given Name|Family Name|Organization 1 - Name|Phone 1 - Value|E-mail 1 - Value|Birthday",
      "$firstname|$lastname|$company|$tel_work|$email|Birthday" },
    { "en", "Name|Phone|Phone", "*name|$tel_work|Phone" }, { "en", "Home|Work|Mobile|Ext.|Other|Fax|Email(Work)",
      "$tel_home|$tel_work|$tel_mobile|$tel_ext|$tel_other|$fax|$email_work" },
    { "en", "name|FULL NAME|Ｅｍａｉｌ", "*name|FULL NAME|$email" },
    { "ja", "姓|名|姓（フリガナ）|名（フリガナ）|会社|自宅|勤務先|携帯|内線番号|メール|住所|メモ",
      "$lastname|$firstname|姓（フリガナ）|名（フリガナ）|$company|$tel_home|$tel_work|$tel_mobile|$tel_ext|$email|$address|$notes" },
    { "ja", "姓|名|セイ|メイ|会社名|電話番号|携帯電話|ﾒｰﾙ|備考",
      "$lastname|$firstname|姓（フリガナ）|名（フリガナ）|$company|$tel_work|$tel_mobile|$email|$notes" },
    { "en", "$lastname|Home|$tel_home|$aid|Home ", "$lastname|Home|$tel_home|$aid|Home " },
    { "en", "|x||", "|x||" }, { "en", "Alter|*name|Last name", "Alter||$lastname" },
  };
  g_autofree char *folder = g_dir_make_tmp ("sidetone-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sub", "columns.ini", NULL);
  g_autofree char *sub = g_path_get_dirname (path);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) header = g_strsplit (rows[i].header, "|", -1), columns = NULL, kept = NULL;
      g_autofree char *joined = NULL, *again = NULL;

      columns = desk_columns_guess ((const char *const *) header, rows[i].language);
      joined = g_strjoinv ("|", columns);
      g_assert_cmpstr (joined, ==, rows[i].columns);
      g_assert_null (desk_columns_recall (path, (const char *const *) header));
      g_assert_true (desk_columns_remember (path, (const char *const *) header, (const char *const *) columns,
                                            NULL));
      kept = desk_columns_recall (path, (const char *const *) header);
      again = g_strjoinv ("|", kept);
      g_assert_cmpstr (again, ==, rows[i].columns);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (sub), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* A spreadsheet's file comes back without the apostrophes that kept it from computing. */
static void
test_protected (void)
{
  g_autoptr (GPtrArray) infos = g_ptr_array_new (), entries = NULL;
  g_autoptr (PalContactInfo) info = pal_contact_info_new_from_text (
    "{\"$lastname\":\"=Hill\",\"$tel_work\":\"+81 3\",\"$notes\":\"'tis\",\"Birthday\":\"@1\",\"$lang\":\"en\"}", NULL);
  g_auto (GStrv) fields = NULL, columns = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (DeskTable) table = NULL;

  g_ptr_array_add (infos, info);
  fields = desk_entries_list_fields (infos, "en");
  desk_entries_append_head (out, (const char *const *) fields, "en", DESK_CSV_PROTECTED);
  desk_entries_append_row (out, (const char *const *) fields, info, NULL, DESK_CSV_PROTECTED);
  g_assert_cmpstr (out->str, ==, "Last name,Work,Notes,Birthday\r\n'=Hill,'+81 3,'tis,'@1\r\n");
  table = desk_table_read (out->str, out->len, NULL);
  columns = desk_columns_guess ((const char *const *) table->header, "en");
  entries = desk_entries_of_table (table, (const char *const *) columns, "en", table->faults);
  pal_contact_info_set (info, PAL_CONTACT_LANG, NULL);
  compare (infos, entries, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/round-trip/table", test_table);
  g_test_add_data_func ("/exchange/round-trip/cards-2.1", GINT_TO_POINTER (DESK_CARD_2_1), test_cards);
  g_test_add_data_func ("/exchange/round-trip/cards-3.0", GINT_TO_POINTER (DESK_CARD_3_0), test_cards);
  g_test_add_data_func ("/exchange/round-trip/cards-4.0", GINT_TO_POINTER (DESK_CARD_4_0), test_cards);
  g_test_add_func ("/exchange/round-trip/encodings", test_encodings);
  g_test_add_func ("/exchange/round-trip/columns", test_columns);
  g_test_add_func ("/exchange/round-trip/protected", test_protected);
  return g_test_run ();
}
