/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chapter 6 of the guide, against what was written down by hand. */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-contact-fields.h"
#include "pal/protocol/pal-error.h"

/* id, caption, then p a n for the type and * for those always shown */
static const char *const english[][3] = {
  { "$nickname", "Nickname", "" },
  { "Prefix", "Prefix", "" },
  { "$firstname", "First name", "*" },
  { "Middle name", "Middle name", "" },
  { "$lastname", "Last name", "*" },
  { "Suffix", "Suffix", "" },
  { "$title", "Job title", "" },
  { "$company", "Company", "*" },
  { "$tel_home", "Home", "*p" },
  { "$tel_work", "Work", "*p" },
  { "$tel_mobile", "Mobile", "*p" },
  { "$tel_ext", "Ext.", "p" },
  { "$tel_other", "Other", "p" },
  { "$fax", "Fax", "" },
  { "$email", "Email", "*" },
  { "$email_work", "Email(Work)", "" },
  { "$address", "Address", "*a" },
  { "$address_work", "Address(Work)", "a" },
  { "$url", "Website", "" },
  { "$notes", "Notes", "*n" },
  { NULL },
};

static const char *const japanese[][3] = {
  { "$nickname", "ニックネーム", "" },
  { "$lastname", "姓", "*" },
  { "姓（フリガナ）", "姓（フリガナ）", "*" },
  { "$firstname", "名", "*" },
  { "名（フリガナ）", "名（フリガナ）", "*" },
  { "$company", "会社", "*" },
  { "$title", "役職", "" },
  { "$tel_home", "自宅", "*p" },
  { "$tel_work", "勤務先", "*p" },
  { "$tel_mobile", "携帯", "*p" },
  { "$tel_ext", "内線番号", "p" },
  { "$tel_other", "その他", "p" },
  { "$fax", "ファックス", "" },
  { "$email", "メール", "*" },
  { "$email_work", "メール（仕事用）", "" },
  { "$address", "住所", "*a" },
  { "$address_work", "住所（勤務地）", "a" },
  { "$url", "ウェブサイト", "" },
  { "$notes", "メモ", "*n" },
  { NULL },
};

static void
check_fields (gconstpointer data)
{
  const struct { const char *asked, *language; const char *const (*rows)[3]; } managers[] = {
    { "en", "en", english }, { "ja", "ja", japanese }, { NULL, "en", english }, { "", "en", english },
    { "fr", "en", english }, { "JA", "en", english }, { "jap", "en", english },
  };

  for (guint i = 0; i < G_N_ELEMENTS (managers); i++)
    {
      const PalContactManager *manager = pal_contact_manager_get (managers[i].asked);
      const PalContactField *fields;
      guint n, n_rows = 0;

      g_assert_cmpstr (pal_contact_manager_get_language (manager), ==, managers[i].language);
      fields = pal_contact_manager_get_fields (manager, &n);
      for (; managers[i].rows[n_rows][0] != NULL; n_rows++)
        {
          const char *const *row = managers[i].rows[n_rows];

          g_assert_cmpuint (n_rows, <, n);
          g_assert_cmpstr (fields[n_rows].id, ==, row[0]);
          g_assert_cmpstr (fields[n_rows].caption, ==, row[1]);
          g_assert_cmpint (fields[n_rows].is_onscreen, ==, strchr (row[2], '*') != NULL);
          g_assert_cmpint (fields[n_rows].type, ==,
                           strchr (row[2], 'p') != NULL   ? PAL_CONTACT_FIELD_PHONE
                           : strchr (row[2], 'a') != NULL ? PAL_CONTACT_FIELD_ADDRESS
                           : strchr (row[2], 'n') != NULL ? PAL_CONTACT_FIELD_NOTES
                                                          : PAL_CONTACT_FIELD_TEXT);
          g_assert_true (pal_contact_manager_find (manager, row[0]) == &fields[n_rows]);
        }
      g_assert_cmpuint (n_rows, ==, n);
      g_assert_null (pal_contact_manager_find (manager, "$lang"));
      g_assert_null (pal_contact_manager_find (manager, "Birthday"));
      g_assert_null (pal_contact_manager_find (manager, ""));
    }
  g_assert_null (pal_contact_manager_find (pal_contact_manager_get ("ja"), "Middle name"));
  g_assert_null (pal_contact_manager_find (pal_contact_manager_get ("en"), "姓（フリガナ）"));
}

/* language, info as it comes, display name, sort key */
static const char *const names[][4] = {
  /* English: the nickname before all */
  { "en", "{}", "", "" },
  { "en", "{\"$nickname\":\"Bob\"}", "Bob", "BOB" },
  { "en", "{\"$nickname\":\"Bob\",\"$firstname\":\"Robert\",\"$lastname\":\"Hill\",\"$company\":\"Acme\"}", "Bob", "BOB" },
  { "en", "{\"$nickname\":\"\",\"$firstname\":\"Robert\"}", "Robert", "ROBERT" },
  { "en", "{\"$nickname\":\"  \\t\",\"$firstname\":\"Robert\"}", "Robert", "ROBERT" },
  { "en", "{\"$nickname\":\" Bob \"}", "Bob", "BOB" },
  { "en", "{\"$nickname\":null,\"$lastname\":\"Hill\"}", "Hill", "HILL" },
  /* the parts of the name in their order, whatever order they came in */
  { "en", "{\"$firstname\":\"Robert\",\"$lastname\":\"Hill\"}", "Robert Hill", "ROBERT HILL" },
  { "en", "{\"$lastname\":\"Hill\",\"$firstname\":\"Robert\"}", "Robert Hill", "ROBERT HILL" },
  { "en", "{\"Suffix\":\"Jr.\",\"$lastname\":\"Hill\",\"Middle name\":\"J.\",\"$firstname\":\"Robert\",\"Prefix\":\"Dr.\"}",
    "Dr. Robert J. Hill Jr.", "DR. ROBERT J. HILL JR." },
  { "en", "{\"Prefix\":\"Dr.\",\"$lastname\":\"Hill\"}", "Dr. Hill", "DR. HILL" },
  { "en", "{\"Prefix\":\"Dr.\"}", "Dr.", "DR." },
  { "en", "{\"Suffix\":\"PhD\"}", "PhD", "PHD" },
  { "en", "{\"Middle name\":\"Lee\"}", "Lee", "LEE" },
  { "en", "{\"$firstname\":\" Robert \",\"Middle name\":\"  \",\"$lastname\":\" Hill \"}", "Robert Hill", "ROBERT HILL" },
  { "en", "{\"$firstname\":\"Mary Ann\",\"$lastname\":\"van der Berg\"}", "Mary Ann van der Berg", "MARY ANN VAN DER BERG" },
  { "en", "{\"$lastname\":\"山田\",\"$firstname\":\"太郎\"}", "太郎 山田", "太郎 山田" },
  { "en", "{\"$lastname\":\"ヤマダ\"}", "ヤマダ", "ヤマダ" },
  { "en", "{\"姓（フリガナ）\":\"ヤマダ\",\"$company\":\"Acme\"}", "Acme", "ACME" },
  { "en", "{\"$firstname\":\"\\u3000Robert\\u00a0\"}", "Robert", "ROBERT" },
  { "en", "{\"$firstname\":\"\\ufeff\\u2003\",\"$company\":\"Acme\"}", "Acme", "ACME" },
  /* the company, then the numbers: mobile, home, work, other */
  { "en", "{\"$company\":\"Acme\",\"$tel_mobile\":\"0901\"}", "Acme", "ACME" },
  { "en", "{\"$company\":\" \",\"$tel_mobile\":\"0901\"}", "0901", "0901" },
  { "en", "{\"$tel_other\":\"4\",\"$tel_work\":\"3\",\"$tel_home\":\"2\",\"$tel_mobile\":\"1\"}", "1", "1" },
  { "en", "{\"$tel_other\":\"4\",\"$tel_work\":\"3\",\"$tel_home\":\"2\"}", "2", "2" },
  { "en", "{\"$tel_other\":\"4\",\"$tel_work\":\"3\"}", "3", "3" },
  { "en", "{\"$tel_other\":\"4\"}", "4", "4" },
  { "en", "{\"$tel_work\":\" +81 3 1234 5678 \"}", "+81 3 1234 5678", "+81 3 1234 5678" },
  { "en", "{\"$tel_work\":312345678}", "312345678", "312345678" },
  /* what takes no part */
  { "en", "{\"$tel_ext\":\"1001\"}", "", "" },
  { "en", "{\"$fax\":\"0399\"}", "", "" },
  { "en", "{\"$email\":\"a@b.example\",\"$email_work\":\"c@d.example\"}", "", "" },
  { "en", "{\"$title\":\"CEO\",\"$notes\":\"x\",\"$url\":\"y\",\"$address\":\"z\"}", "", "" },
  { "en", "{\"$lang\":\"en\",\"Birthday\":\"1/2\"}", "", "" },
  { "en", "{\"firstname\":\"Robert\"}", "", "" },
  { "en", "{\"$title\":\"CEO\",\"$company\":\"Acme\"}", "Acme", "ACME" },
  /* arrays */
  { "en", "{\"$firstname\":[\"Mary\",\"Ann\"],\"$lastname\":\"Hill\"}", "Mary Ann Hill", "MARY ANN HILL" },
  { "en", "{\"$firstname\":[\"\",\" Ann \",null],\"$lastname\":[]}", "Ann", "ANN" },
  { "en", "{\"$tel_mobile\":[\"0901\",\"0902\"]}", "0901, 0902", "0901, 0902" },
  { "en", "{\"$tel_mobile\":[\"\",\"0902\"]}", "0902", "0902" },
  { "en", "{\"$tel_mobile\":[\" \",null],\"$tel_home\":\"03\"}", "03", "03" },
  { "en", "{\"$company\":[\"Acme\",\"Ltd.\"]}", "Acme Ltd.", "ACME LTD." },
  { "en", "{\"$company\":[[\"Acme\"],{\"a\":\"b\"},true]}", "true", "TRUE" },
  { "en", "{\"$company\":{\"a\":\"b\"},\"$tel_home\":\"03\"}", "03", "03" },
  /* sort keys */
  { "en", "{\"$nickname\":\"äöü éß ﬁ\"}", "äöü éß ﬁ", "ÄÖÜ ÉSS FI" },
  { "en", "{\"$nickname\":\"istanbul\"}", "istanbul", "ISTANBUL" },
  { "en", "{\"$nickname\":\"ｙａｍａｄａ\"}", "ｙａｍａｄａ", "ＹＡＭＡＤＡ" },
  { "en", "{\"$nickname\":\"мария\"}", "мария", "МАРИЯ" },
  { "en", "{\"$nickname\":\"アイ\"}", "アイ", "アイ" },
  { "en", "{\"$nickname\":\"😀x\"}", "😀x", "😀X" },
  /* an unknown language is English */
  { "fr", "{\"$lastname\":\"Dupont\",\"$firstname\":\"Marie\"}", "Marie Dupont", "MARIE DUPONT" },
  { "", "{\"$lastname\":\"山田\",\"$firstname\":\"太郎\"}", "太郎 山田", "太郎 山田" },
  { "ja_JP", "{\"$lastname\":\"山田\",\"$firstname\":\"太郎\"}", "太郎 山田", "太郎 山田" },
  { NULL, "{\"$lastname\":\"ヤマダ\",\"$firstname\":\"a\"}", "a ヤマダ", "A ヤマダ" },
  /* Japanese: the last name first, nothing between */
  { "ja", "{}", "", "" },
  { "ja", "{\"$lastname\":\"山田\",\"$firstname\":\"太郎\"}", "山田太郎", "山田太郎" },
  { "ja", "{\"$firstname\":\"太郎\",\"$lastname\":\"山田\"}", "山田太郎", "山田太郎" },
  { "ja", "{\"$lastname\":\"山田\"}", "山田", "山田" },
  { "ja", "{\"$firstname\":\"太郎\"}", "太郎", "太郎" },
  { "ja", "{\"$nickname\":\"やまちゃん\",\"$lastname\":\"山田\"}", "やまちゃん", "やまちゃん" },
  { "ja", "{\"$nickname\":\"\\u3000\",\"$lastname\":\"山田\"}", "山田", "山田" },
  { "ja", "{\"$lastname\":\"\\u3000山田\\u3000\",\"$firstname\":\" 太郎 \"}", "山田太郎", "山田太郎" },
  /* the readings count where the name is missing, each for its own part */
  { "ja", "{\"姓（フリガナ）\":\"ヤマダ\",\"名（フリガナ）\":\"タロウ\"}", "ヤマダタロウ", "やまだたろう" },
  { "ja", "{\"$lastname\":\"山田\",\"姓（フリガナ）\":\"ヤマダ\",\"名（フリガナ）\":\"タロウ\"}", "山田タロウ", "山田たろう" },
  { "ja", "{\"$firstname\":\"太郎\",\"姓（フリガナ）\":\"ヤマダ\",\"名（フリガナ）\":\"タロウ\"}", "ヤマダ太郎", "やまだ太郎" },
  { "ja", "{\"$lastname\":\" \",\"姓（フリガナ）\":\"ヤマダ\"}", "ヤマダ", "やまだ" },
  { "ja", "{\"名（フリガナ）\":\"タロウ\"}", "タロウ", "たろう" },
  { "ja", "{\"姓（フリガナ）\":\"ﾔﾏﾀﾞ\"}", "ﾔﾏﾀﾞ", "ﾔﾏﾀﾞ" },
  { "ja", "{\"姓(フリガナ)\":\"ヤマダ\",\"$company\":\"会社\"}", "会社", "会社" },
  { "ja", "{\"姓（フリガナ）\":[\"ヤマダ\",\"タナカ\"]}", "ヤマダ タナカ", "やまだ たなか" },
  /* then as in English */
  { "ja", "{\"$company\":\"株式会社アクメ\",\"$tel_mobile\":\"090\"}", "株式会社アクメ", "株式会社あくめ" },
  { "ja", "{\"$tel_mobile\":\"090\",\"$tel_home\":\"03\"}", "090", "090" },
  { "ja", "{\"$tel_home\":\"03\",\"$tel_work\":\"04\"}", "03", "03" },
  { "ja", "{\"$tel_work\":\"04\",\"$tel_other\":\"05\"}", "04", "04" },
  { "ja", "{\"$tel_other\":[\"05\",\"06\"]}", "05, 06", "05, 06" },
  { "ja", "{\"$tel_ext\":\"1001\",\"$email\":\"a@b.example\"}", "", "" },
  { "ja", "{\"Prefix\":\"Dr.\",\"Middle name\":\"J.\",\"Suffix\":\"Jr.\"}", "", "" },
  { "ja", "{\"Prefix\":\"Dr.\",\"$lastname\":\"Hill\",\"$firstname\":\"Robert\"}", "HillRobert", "HILLROBERT" },
  /* katakana from small a to small ke become hiragana, the long mark and what has no hiragana stay */
  { "ja", "{\"$nickname\":\"ァアヴヵヶヷヺー・ン\"}", "ァアヴヵヶヷヺー・ン", "ぁあゔゕゖヷヺー・ん" },
  { "ja", "{\"$nickname\":\"サーバー\"}", "サーバー", "さーばー" },
  { "ja", "{\"$nickname\":\"ひらがな\"}", "ひらがな", "ひらがな" },
  { "ja", "{\"$nickname\":\"abc アbc\"}", "abc アbc", "ABC あBC" },
  { "ja", "{\"$nickname\":\"é\"}", "é", "É" },
};

static void
check_names (gconstpointer data)
{
  g_assert_cmpuint (G_N_ELEMENTS (names), >=, 60);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *const *row = names[i];
      const PalContactManager *manager = pal_contact_manager_get (row[0]);
      g_autoptr (GError) error = NULL;
      g_autoptr (PalContactInfo) info = pal_contact_info_new_from_text (row[1], &error);
      g_autofree char *name = NULL, *key = NULL;

      g_assert_no_error (error);
      name = pal_contact_manager_dup_display_name (manager, info);
      key = pal_contact_manager_dup_sort_key (manager, info);
      if (strcmp (name, row[2]) != 0 || strcmp (key, row[3]) != 0)
        g_error ("%s in “%s”: “%s” and “%s”, not “%s” and “%s”", row[1], row[0], name, key, row[2], row[3]);

      /* In the entry's own language. */
      pal_contact_info_set (info, PAL_CONTACT_LANG, row[0]);
      g_assert_true (pal_contact_manager_get_of (info) == manager);
    }
  g_assert_cmpstr (pal_contact_manager_get_language (pal_contact_manager_get_of (NULL)), ==, "en");
}

static void
check_info (gconstpointer data)
{
  g_autoptr (PalContactInfo) info = pal_contact_info_new ();
  g_autoptr (PalContactInfo) copy = NULL, same = NULL;
  g_autofree char *text = NULL;
  const char *value = "";
  char id[16];

  g_assert_cmpuint (pal_contact_info_get_n (info), ==, 0);
  g_assert_null (pal_contact_info_get_nth (info, 0, &value));
  g_assert_null (value);
  pal_contact_info_set (info, "$lastname", "Hill");
  pal_contact_info_set (info, "Birthday \"x\"", "1/2\n3");
  pal_contact_info_set (info, "$lastname", "Hills");
  pal_contact_info_set (info, "none", NULL);
  g_assert_cmpstr (pal_contact_info_get_nth (info, 0, &value), ==, "$lastname");
  g_assert_cmpstr (value, ==, "Hills");
  g_assert_cmpuint (pal_contact_info_get_n (info), ==, 2);

  copy = pal_contact_info_copy (info);
  g_assert_true (pal_contact_info_equal (info, copy));
  pal_contact_info_set (copy, "$company", "");
  g_assert_true (pal_contact_info_equal (info, copy));
  g_assert_true (pal_contact_info_equal (copy, info));
  pal_contact_info_set (copy, "$company", "Acme");
  g_assert_false (pal_contact_info_equal (info, copy));
  g_assert_false (pal_contact_info_equal (copy, info));
  g_assert_null (pal_contact_info_get (info, "$company"));

  /* Many fields, some of them taken away again. */
  for (guint i = 0; i < 3000; i++)
    {
      g_snprintf (id, sizeof id, "%u", i);
      pal_contact_info_set (copy, id, id);
    }
  for (guint i = 0; i < 3000; i += 3)
    {
      g_snprintf (id, sizeof id, "%u", i);
      pal_contact_info_set (copy, id, NULL);
    }
  g_assert_cmpuint (pal_contact_info_get_n (copy), ==, 3 + 2000);
  g_assert_null (pal_contact_info_get (copy, "2997"));
  g_assert_cmpstr (pal_contact_info_get (copy, "2998"), ==, "2998");
  g_assert_cmpstr (pal_contact_info_get_nth (copy, 3, NULL), ==, "1");
  g_assert_cmpstr (pal_contact_info_get_nth (copy, 2002, NULL), ==, "2999");

  text = pal_contact_info_to_text (copy);
  g_assert_null (strchr (text, '\n'));
  same = pal_contact_info_new_from_text (text, NULL);
  g_assert_true (pal_contact_info_equal (copy, same));
  for (guint i = 0; i < 2003; i++)
    g_assert_cmpstr (pal_contact_info_get_nth (copy, i, NULL), ==, pal_contact_info_get_nth (same, i, NULL));
}

static void
check_bad_text (gconstpointer data)
{
  static const char *const texts[] = { "", "null", "[]", "[{\"a\":\"b\"}]", "\"a\"", "1", "{", "{\"a\":}", "{\"a\":1}}",
                                       "{\"a\":\"b\"},\"id\":{}", "x" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (pal_contact_info_new_from_text (texts[i], &error));
      g_assert_error (error, PAL_ERROR, PAL_ERROR_PROTOCOL);
    }
}

static PalReply *
make_reply (const char *result)
{
  g_autofree char *json = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"result\":%s,\"id\":\"1\"}", result);
  g_autoptr (GError) error = NULL;
  PalReply *reply = pal_reply_new_from_json (json, -1, &error);

  g_assert_no_error (error);
  return reply;
}

static void
check_reply (gconstpointer data)
{
  /* result, then the fields */
  static const char *const rows[][2] = {
    { "{\"aid\":6636,\"display_name\":\"A\",\"phonebook\":\"Sales\",\"shared\":\"true\",\"info\":{\"$lastname\":\"山田\","
      "\"$tel_work\":\"0312345678\"}}", "{\"$lastname\":\"山田\",\"$tel_work\":\"0312345678\"}" },
    { "{\"aid\":\"7\",\"display_name\":\"A\",\"phonebook\":\"\"}", "{}" },
    { "{\"aid\":\"7\",\"info\":null}", "{}" },
    { "{\"aid\":\"7\",\"info\":\"none\"}", "{}" },
    { "{\"aid\":\"7\",\"info\":[]}", "{}" },
    { "{\"aid\":\"7\",\"info\":{}}", "{}" },
    { "{\"aid\":\"7\",\"info\":{\"a\":null,\"b\":{\"c\":\"d\"},\"e\":[],\"f\":\"\",\"g\":1.5,\"h\":false,\"i\":[1,\"2\"]}}",
      "{\"f\":\"\",\"g\":\"1.5\",\"h\":\"false\",\"i\":\"1 2\"}" },
    { "{\"info\":{\"a\":\"1\",\"b\":\"2\",\"a\":\"3\"}}", "{\"a\":\"3\",\"b\":\"2\"}" },
    { "{\"info\":{\"$fax\":[\"1\",\" 2 \"],\"$tel_new\":[\"3\",\"4\"],\"$notes\":[\"5\",\"6\"]}}",
      "{\"$fax\":\"1, 2\",\"$tel_new\":\"3, 4\",\"$notes\":\"5 6\"}" },
    { "{\"info\":{\"\\u0024lastname\":\"a\\n\\\"b\\\"\"}}", "{\"$lastname\":\"a\\n\\\"b\\\"\"}" },
    { "null", "{}" }, { "true", "{}" }, { "[]", "{}" }, { "\"No permission.\"", "{}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PalReply) reply = make_reply (rows[i][0]);
      g_autoptr (PalContactInfo) info = pal_contact_info_new_from_reply (reply);
      g_autofree char *text = pal_contact_info_to_text (info);

      g_assert_cmpstr (text, ==, rows[i][1]);
    }
}

static void
check_params (gconstpointer data)
{
  /* id, phonebook, shared, info, what is written */
  static const char *const rows[][5] = {
    { NULL, "Sales", "", "{}", "{\"phonebook\":\"Sales\",\"shared\":\"false\",\"display_name\":\"\",\"info\":{}}" },
    { "6636", "Sales", "yes", "{\"$lastname\":\"山田\",\"$firstname\":\"太郎\",\"$lang\":\"ja\",\"Birthday\":\"1/2\"}",
      "{\"aid\":\"6636\",\"phonebook\":\"Sales\",\"shared\":\"true\",\"display_name\":\"山田太郎\",\"info\":"
      "{\"$lastname\":\"山田\",\"$firstname\":\"太郎\",\"$lang\":\"ja\",\"Birthday\":\"1/2\"}}" },
    { "a", "", "", "{\"$lastname\":\"Hill\",\"$firstname\":\"\"}",
      "{\"aid\":\"a\",\"phonebook\":\"\",\"shared\":\"false\",\"display_name\":\"Hill\",\"info\":"
      "{\"$lastname\":\"Hill\",\"$firstname\":\"\"}}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PalContactInfo) info = pal_contact_info_new_from_text (rows[i][3], NULL);
      gboolean is_shared = *rows[i][2] != '\0';
      g_autoptr (PalParams) params = pal_contact_info_to_params (info, rows[i][0], rows[i][1], is_shared);
      g_autoptr (PalContactInfo) again = pal_contact_info_new_from_params (params);
      g_autoptr (GString) written = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      pal_params_write (params, written);
      g_assert_cmpstr (written->str, ==, rows[i][4]);
      g_assert_cmpint (pal_params_get_method (params), ==, PAL_METHOD_SET_CONTACT);
      g_assert_true (pal_contact_info_equal (info, again));
      g_assert_true (pal_params_validate (params, PAL_ROLE_USER, &error));
      g_assert_no_error (error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/pal/protocol/contact-fields/fields", NULL, check_fields);
  g_test_add_data_func ("/pal/protocol/contact-fields/names", NULL, check_names);
  g_test_add_data_func ("/pal/protocol/contact-fields/info", NULL, check_info);
  g_test_add_data_func ("/pal/protocol/contact-fields/bad-text", NULL, check_bad_text);
  g_test_add_data_func ("/pal/protocol/contact-fields/reply", NULL, check_reply);
  g_test_add_data_func ("/pal/protocol/contact-fields/params", NULL, check_params);

  return g_test_run ();
}
