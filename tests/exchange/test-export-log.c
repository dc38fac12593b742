/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include <json-glib/json-glib.h>

#include "exchange/desk-csv.h"
#include "exchange/desk-export-log.h"
#include "model/desk-log-private.h"
#include "model/desk-session.h"
#include "tests/lib/naughty.h"
#include "tests/lib/test-wait.h"

/* --- fields -------------------------------------------------------------------- */

static void
assert_field (const char *text, DeskCsvCare care, const char *expected)
{
  g_autoptr (GString) out = g_string_new ("x");

  desk_csv_append_field (out, text, care);
  g_assert_cmpstr (out->str + 1, ==, expected);
}

static void
test_fields (void)
{
  assert_field ("plain", DESK_CSV_PROTECTED, ",plain");
  assert_field (NULL, DESK_CSV_PROTECTED, ",");
  assert_field ("", DESK_CSV_PROTECTED, ",");
  assert_field ("Mori, Ltd.", DESK_CSV_PROTECTED, ",\"Mori, Ltd.\"");
  assert_field ("\"Q\"", DESK_CSV_PROTECTED, ",\"\"\"Q\"\"\"");
  assert_field ("two\r\nlines", DESK_CSV_PROTECTED, ",\"two\r\nlines\"");
  assert_field (" padded ", DESK_CSV_PROTECTED, ",\" padded \"");
  assert_field ("森", DESK_CSV_PROTECTED, ",森");
  assert_field ("+81312345678", DESK_CSV_PROTECTED, ",'+81312345678");
  assert_field ("+81312345678", DESK_CSV_RAW, ",+81312345678");
}

/* What spreadsheets have been made to run. */
static void
test_formulas (void)
{
  static const char *const starts[] = { "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%" };
  static const char *const rests[] = { "1+1", "cmd|'/C calc'!A0", "HYPERLINK(\"http://x\",\"y\")", "SUM(1,2)", "" };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    for (guint j = 0; j < G_N_ELEMENTS (rests); j++)
      {
        g_autofree char *text = g_strconcat (starts[i], rests[j], NULL);
        g_autoptr (GString) out = g_string_new (NULL);

        desk_csv_append_field (out, text, DESK_CSV_PROTECTED);
        g_assert_cmpint (out->str[out->str[0] == '"'], ==, '\'');
      }
}

/* --- files -------------------------------------------------------------------------- */

typedef struct
{
  char *directory;
  GFile *file;
  StoreDatabase *database;
  StoreAccount *account;
  DeskSession *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  g_assert_true (g_setenv ("TZ", "Asia/Tokyo", TRUE));
  fixture->directory = g_dir_make_tmp ("export-XXXXXX", NULL);
  path = g_build_filename (fixture->directory, "log", NULL);
  fixture->file = g_file_new_for_path (path);
  fixture->database = store_database_new (":memory:");
  g_assert_true (store_database_open (fixture->database, NULL));
  fixture->account = store_account_new ("a");
  g_object_set (fixture->account, "url", "wss://pbx.example/pbx/ws", "user", "1000", NULL);
  fixture->session = desk_session_new (fixture->account, fixture->database, NULL, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  store_database_close (fixture->database);
  test_settle ();
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->database);
  g_assert_finalize_object (fixture->account);
  g_file_delete (fixture->file, NULL, NULL);
  g_object_unref (fixture->file);
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
}

static void
put (Fixture *fixture, const StoreLogRow *row)
{
  g_autoptr (GAsyncResult) result = NULL;

  store_log_save_async (fixture->database, "a", row, 0, NULL, test_store_result_cb, &result);
  test_wait_for (result != NULL);
  store_log_change_free (store_log_change_finish (fixture->database, result, NULL));
}

static void
fill (Fixture *fixture)
{
  StoreLogRow call = { .id = 1, .outcome = STORE_LOG_ANSWERED, .is_answered = TRUE, .is_recorded = TRUE,
                       .number = (char *) "+81312345678", .name = (char *) "=Mori, \"Ltd.\"",
                       .started_at = G_GINT64_CONSTANT (1750000000000000),
                       .answered_at = G_GINT64_CONSTANT (1750000003000000),
                       .ended_at = G_GINT64_CONSTANT (1750000064500000), .duration = 61500, .sent_to = (char *) "701",
                       .rescode = 200, .q850 = 16, .phone_index = 1 };
  StoreLogRow gap = { .id = 2, .kind = STORE_LOG_GAP, .outcome = STORE_LOG_UNSEEN, .duration = 1000,
                      .started_at = G_GINT64_CONSTANT (1750000100000000),
                      .ended_at = G_GINT64_CONSTANT (1750000200000000), .phone_index = -1 };

  put (fixture, &call);
  put (fixture, &gap);
}

static char *
write_file (Fixture *fixture, DeskLogFormat format, guint n)
{
  DeskLog *log = desk_session_get_log (fixture->session);
  g_autoptr (DeskLogReader) reader = desk_log_reader_new (log, DESK_LOG_FILTER_ALL, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *content = NULL;
  guint n_rows;

  desk_export_log_async (reader, fixture->file, format, NULL, test_store_result_cb, &result);
  test_wait_for (result != NULL);
  g_assert_true (desk_export_log_finish (result, &n_rows, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_rows, ==, n);
  g_assert_true (g_file_load_contents (fixture->file, NULL, &content, NULL, NULL, NULL));
  return content;
}

#define HEAD \
  "started,direction,outcome,number,name,pbx_name,queue,answered,ended,duration_seconds,answered_by," \
  "answered_by_name,sent_to,sent_to_name,parked,returned,recorded,recording,listened_in,sip_code,q850_code\r\n"
#define CSV(number) \
  HEAD "2025-06-16T00:06:40+09,incoming,answered," number ",\"'=Mori, \"\"Ltd.\"\"\",,,2025-06-16T00:06:43+09," \
       "2025-06-16T00:07:44+09,61.500,,,701,,true,false,true,,false,200,16\r\n" \
       "2025-06-16T00:08:20+09,,not-seen-from-to,,,,,,2025-06-16T00:10:00+09,,,,,,false,false,false,,false,,\r\n"

static void
test_csv (Fixture *fixture, gconstpointer data)
{
  g_autofree char *raw = NULL, *protected = NULL;

  fill (fixture);
  raw = write_file (fixture, DESK_LOG_FORMAT_CSV, 2);
  g_assert_cmpstr (raw, ==, CSV ("+81312345678"));
  protected = write_file (fixture, DESK_LOG_FORMAT_SPREADSHEET, 2);
  g_assert_cmpstr (protected, ==, "\xef\xbb\xbf" CSV ("'+81312345678"));
}

static void
test_json (Fixture *fixture, gconstpointer data)
{
  g_autofree char *none = write_file (fixture, DESK_LOG_FORMAT_JSON, 0), *some = NULL;

  g_assert_cmpstr (none, ==, "[\n]\n");
  fill (fixture);
  some = write_file (fixture, DESK_LOG_FORMAT_JSON, 2);
  g_assert_cmpstr (
    some, ==,
    "[\n{\"started\":\"2025-06-16T00:06:40+09\",\"direction\":\"incoming\",\"outcome\":\"answered\","
    "\"number\":\"+81312345678\",\"name\":\"=Mori, \\\"Ltd.\\\"\",\"answered\":\"2025-06-16T00:06:43+09\","
    "\"ended\":\"2025-06-16T00:07:44+09\",\"duration_seconds\":61.500,\"sent_to\":\"701\",\"parked\":true,"
    "\"returned\":false,\"recorded\":true,\"listened_in\":false,\"sip_code\":200,\"q850_code\":16},\n"
    "{\"started\":\"2025-06-16T00:08:20+09\",\"outcome\":\"not-seen-from-to\",\"ended\":\"2025-06-16T00:10:00+09\","
    "\"parked\":false,\"returned\":false,\"recorded\":false,\"listened_in\":false}\n]\n");
}

/* More than a page, and all of it there. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  guint n_lines = 0;

  for (guint i = 1; i <= 1200; i++)
    {
      const StoreLogRow row = { .id = i, .outcome = STORE_LOG_MISSED, .started_at = i, .duration = 0 };

      put (fixture, &row);
    }
  content = write_file (fixture, DESK_LOG_FORMAT_CSV, 1200);
  for (const char *p = content; (p = strstr (p, "\r\n")) != NULL; p++)
    n_lines++;
  g_assert_cmpuint (n_lines, ==, 1201);
}

/* Fields of a table, as a program reads them: lines of fields. */
static GPtrArray *
read_table (const char *content)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) field = g_string_new (NULL);
  gboolean is_quoted = FALSE;

  for (const char *p = content; *p != '\0'; p++)
    {
      if (*p == '"' && is_quoted && p[1] == '"')
        g_string_append_c (field, *p++);
      else if (*p == '"')
        is_quoted = !is_quoted;
      else if (is_quoted || (*p != ',' && !g_str_has_prefix (p, "\r\n")))
        g_string_append_c (field, *p);
      else
        {
          g_ptr_array_add (fields, g_strdup (field->str));
          g_string_truncate (field, 0);
          if (*p == ',')
            continue;
          p++;
          g_ptr_array_add (lines, fields);
          fields = g_ptr_array_new_with_free_func (g_free);
        }
    }
  g_assert_false (is_quoted);
  g_assert_cmpuint (fields->len, ==, 0);
  g_ptr_array_unref (fields);
  return lines;
}

/* The name of the line whose number is @at. */
static void
assert_names (const char *content, char **texts)
{
  g_autoptr (GPtrArray) lines = read_table (content);

  g_assert_cmpuint (lines->len, ==, g_strv_length (texts) + 1);
  for (guint i = 1; i < lines->len; i++)
    {
      GPtrArray *fields = lines->pdata[i];
      const char *name, *text;

      g_assert_cmpuint (fields->len, ==, 21);
      text = texts[g_ascii_strtoull (fields->pdata[3], NULL, 10)];
      name = fields->pdata[4];
      if (*text != '\0' && strchr ("=+-@\t\r\n|%", *text) != NULL)
        g_assert_cmpint (*name, ==, '\'');
      if (*name == '\'' && *text != '\'')
        name++;
      g_assert_cmpstr (name, ==, text);
    }
}

static void
assert_json_names (const char *content, char **texts)
{
  g_autoptr (JsonNode) root = json_from_string (content, NULL);
  JsonArray *rows;

  g_assert_nonnull (root);
  rows = json_node_get_array (root);
  g_assert_cmpuint (json_array_get_length (rows), ==, g_strv_length (texts));
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      const char *text = texts[g_ascii_strtoull (json_object_get_string_member (row, "number"), NULL, 10)];

      g_assert_cmpstr (json_object_get_string_member_with_default (row, "name", ""), ==, text);
      g_assert_cmpstr (json_object_get_string_member_with_default (row, "pbx_name", ""), ==, text);
    }
}

/* What other people may be called comes out as it was, whoever reads it. */
static void
test_naughty (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) texts = naughty_dup_all (TESTS_DIR);
  g_autofree char *raw = NULL, *protected = NULL, *json = NULL;
  guint n = g_strv_length (texts);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      const StoreLogRow row = { .id = i + 1, .outcome = STORE_LOG_MISSED, .started_at = i + 1,
                                .number = number, .name = texts[i], .pbx_name = texts[i],
                                .queue_name = texts[i] };

      put (fixture, &row);
    }
  raw = write_file (fixture, DESK_LOG_FORMAT_CSV, n);
  assert_names (raw, texts);
  protected = write_file (fixture, DESK_LOG_FORMAT_SPREADSHEET, n);
  assert_names (protected, texts);
  json = write_file (fixture, DESK_LOG_FORMAT_JSON, n);
  assert_json_names (json, texts);
}

/* It fails, or is given up: what was there before stays. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/log.csv");
  g_autoptr (DeskLogReader) reader = NULL, second = NULL;
  g_autoptr (GAsyncResult) result = NULL, given_up = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  fill (fixture);
  g_assert_true (g_file_replace_contents (fixture->file, "old", 3, NULL, FALSE, 0, NULL, NULL, NULL));
  reader = desk_log_reader_new (desk_session_get_log (fixture->session), DESK_LOG_FILTER_ALL, NULL);
  desk_export_log_async (reader, nowhere, DESK_LOG_FORMAT_CSV, NULL, test_store_result_cb, &result);
  test_wait_for (result != NULL);
  g_assert_false (desk_export_log_finish (result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  store_database_close (fixture->database);
  second = desk_log_reader_new (desk_session_get_log (fixture->session), DESK_LOG_FILTER_ALL, NULL);
  desk_export_log_async (second, fixture->file, DESK_LOG_FORMAT_CSV, NULL, test_store_result_cb, &given_up);
  test_wait_for (given_up != NULL);
  g_assert_false (desk_export_log_finish (given_up, NULL, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_CLOSED);
  g_assert_true (g_file_load_contents (fixture->file, NULL, &content, NULL, NULL, NULL));
  g_assert_cmpstr (content, ==, "old");
}

#define ADD(name, func) g_test_add ("/exchange/export-log/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/csv/fields", test_fields);
  g_test_add_func ("/exchange/csv/formulas", test_formulas);
  ADD ("csv", test_csv);
  ADD ("json", test_json);
  ADD ("many", test_many);
  ADD ("naughty", test_naughty);
  ADD ("failure", test_failure);
  return g_test_run ();
}
