/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import would do, line by line, and the file by which it is undone. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "exchange/desk-columns.h"
#include "exchange/desk-import-plan.h"
#include "exchange/desk-undo.h"

#define HEAD "First name,Last name,Company,Work,Email,Birthday\n"

/* What the PBX has. */
static const char *const there[][2] = {
  { "1", "{\"$firstname\":\"Robert\",\"$lastname\":\"Hill\",\"$tel_work\":\"03-1234\"}" },
  { "2", "{\"$firstname\":\"Mary\",\"$lastname\":\"Dale\",\"$email\":\"mary@a.example\",\"$notes\":\"vip\"}" },
  { "3", "{\"$company\":\"Acme\"}" },
  { "4", "{\"$firstname\":\"John\",\"$lastname\":\"Smith\",\"$tel_work\":\"111\"}" },
  { "5", "{\"$firstname\":\"John\",\"$lastname\":\"Smith\",\"$tel_work\":\"222\"}" },
  { "6", "{\"$lang\":\"ja\",\"$lastname\":\"山田\",\"$firstname\":\"太郎\",\"$tel_work\":\"333\"}" },
  { "7", "{\"$lastname\":\"Gone\"}" },
};

static GPtrArray *
make_known (void)
{
  GPtrArray *known = g_ptr_array_new_with_free_func (desk_known_free);

  for (guint i = 0; i < G_N_ELEMENTS (there); i++)
    {
      g_autoptr (PalContactInfo) info = pal_contact_info_new_from_text (there[i][1], NULL);
      g_autofree char *name = pal_contact_manager_dup_display_name (pal_contact_manager_get_of (info), info);
      DeskKnown *each = desk_known_new (there[i][0], name, "Company", TRUE);

      if (strcmp (name, "Gone") != 0) /* deleted between the list and the question */
        each->info = pal_contact_info_ref (info);
      g_ptr_array_add (known, each);
    }
  return known;
}

static GPtrArray *
read_text (const char *text, const char *language, GPtrArray **faults)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DeskTable) table = desk_table_read (text, strlen (text), &error);
  g_auto (GStrv) columns = NULL;

  g_assert_no_error (error);
  *faults = g_ptr_array_ref (table->faults);
  columns = desk_columns_guess ((const char *const *) table->header, language);
  return desk_entries_of_table (table, (const char *const *) columns, language, *faults);
}

static void
test_plan (void)
{
  static const struct { const char *text; DeskImportKind kind; const char *id, *reason; } rows[] = {
    { "Robert,Hill,,03 1234,,\n", DESK_IMPORT_CHANGED, "1", "Work" }, /* the same number, written otherwise */
    { "robert,HILL,,031234,,\n", DESK_IMPORT_DUPLICATE, NULL, "The same as line 2." },
    { "Robert,Hill,,99,,\n", DESK_IMPORT_NEW, NULL, NULL }, /* another one of that name */
    { "Mary,Dale,,,,\n", DESK_IMPORT_SAME, "2", NULL }, { "Mary,Dale,,1,,\n", DESK_IMPORT_NEW, NULL, NULL },
    { ",,Acme,,info@acme.example,\n", DESK_IMPORT_CHANGED, "3", "Email" },
    { "John,Smith,,222,,1/2\n", DESK_IMPORT_CHANGED, "5", "Birthday" }, { "John,Smith,,111,,\n", DESK_IMPORT_SAME, "4", NULL },
    { "John,Smith,,444,,\n", DESK_IMPORT_NEW, NULL, NULL }, { "New,Person,,,,\n", DESK_IMPORT_NEW, NULL, NULL },
    { "New,Person,,1,,\n", DESK_IMPORT_DUPLICATE, NULL, "The same as line 11." },
    { "a\"b,c\n", DESK_IMPORT_BAD, NULL, "A quotation mark stands in the middle of a cell." },
    { "1,2,3,4,5,6,7\n", DESK_IMPORT_BAD, NULL, "It has 7 cells, but the first line has 6." },
    { "太郎,山田,,333,,\n", DESK_IMPORT_NEW, NULL, NULL }, { ",Gone,,,,\n", DESK_IMPORT_NEW, NULL, NULL },
  };
  static const guint expected[] = { 6, 3, 2, 2, 2 };
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autoptr (GPtrArray) known = make_known (), faults = NULL, entries = NULL, picked = NULL;
  g_autoptr (GListModel) plan = NULL;
  guint counts[DESK_IMPORT_N_KINDS];

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_string_append (text, rows[i].text);
  entries = read_text (text->str, "en", &faults);
  picked = desk_import_pick (entries, known);
  g_assert_cmpuint (picked->len, ==, 7);
  plan = desk_import_plan (entries, faults, picked, "en");
  g_assert_cmpuint (g_list_model_get_n_items (plan), ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (DeskImportLine) line = g_list_model_get_item (plan, i);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpuint (desk_import_line_get_line (line), ==, i + 2);
      g_assert_cmpint (desk_import_line_get_kind (line), ==, rows[i].kind);
      g_assert_cmpstr (desk_import_line_get_contact_id (line), ==, rows[i].id);
      g_assert_cmpstr (desk_import_line_get_reason (line), ==, rows[i].reason);
    }
  desk_import_count (plan, counts);
  g_assert_cmpmem (counts, sizeof counts, expected, sizeof expected);
}

/* In Japanese the same text is the one who is there; fields the file does not have stay. */
static void
test_japanese (void)
{
  g_autoptr (GPtrArray) known = make_known (), faults = NULL, picked = NULL;
  g_autoptr (GPtrArray) entries = read_text ("姓,名,携帯,勤務先\n山田,太郎,090,333\n小林,,1,\n", "ja", &faults);
  g_autoptr (GListModel) plan = NULL;
  g_autoptr (DeskImportLine) changed = NULL, made = NULL;

  picked = desk_import_pick (entries, known);
  g_assert_cmpuint (picked->len, ==, 1);
  plan = desk_import_plan (entries, faults, picked, "ja");
  changed = g_list_model_get_item (plan, 0);
  made = g_list_model_get_item (plan, 1);
  g_assert_cmpint (desk_import_line_get_kind (changed), ==, DESK_IMPORT_CHANGED);
  g_assert_cmpstr (desk_import_line_get_reason (changed), ==, "携帯");
  g_assert_cmpstr (desk_import_line_get_name (changed), ==, "山田太郎");
  g_assert_cmpstr (pal_contact_info_get (desk_import_line_get_info (changed), "$tel_work"), ==, "333");
  g_assert_cmpint (desk_import_line_get_kind (made), ==, DESK_IMPORT_NEW);
  g_assert_cmpstr (pal_contact_info_get (desk_import_line_get_info (made), PAL_CONTACT_LANG), ==, "ja");
}

/* A file for programs names the contacts by id: a new name is a change. */
static void
test_ids (void)
{
  g_autoptr (GPtrArray) known = make_known (), faults = NULL, picked = NULL;
  g_autoptr (GPtrArray) entries = read_text ("$aid,$lastname\n3,Anvil\n99,Nobody\n3,Again\n", "en", &faults);
  static const DeskImportKind kinds[] = { DESK_IMPORT_CHANGED, DESK_IMPORT_NEW, DESK_IMPORT_DUPLICATE };
  g_autoptr (GListModel) plan = NULL;

  picked = desk_import_pick (entries, known);
  plan = desk_import_plan (entries, faults, picked, "en");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (DeskImportLine) line = g_list_model_get_item (plan, i);

      g_assert_cmpint (desk_import_line_get_kind (line), ==, kinds[i]);
    }
}

static void
test_undo (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sidetone-XXXXXX", NULL);
  g_autofree char *none = desk_undo_find_last (folder);
  g_autofree char *path = desk_undo_dup_path (folder, 2), *older = desk_undo_dup_path (folder, 1);
  g_autofree char *last = NULL;
  g_autoptr (DeskUndo) undo = desk_undo_new ("A\tb\n", TRUE), read = NULL, bad = NULL;
  g_autoptr (PalContactInfo) base = pal_contact_info_new (), mine = pal_contact_info_new ();
  g_autoptr (GError) error = NULL;
  const DeskDeed *deed;

  g_assert_null (none);
  pal_contact_info_set (base, "$notes", "one\ttwo\nthree");
  pal_contact_info_set (mine, "$lastname", "Hill");
  desk_undo_add (undo, NULL, NULL, mine);
  desk_undo_add (undo, "12", base, mine);
  desk_undo_add (undo, NULL, NULL, base);
  g_assert_true (desk_undo_write (undo, path, &error));
  g_assert_true (desk_undo_note_made (path, 2, "77", &error));
  g_assert_true (g_file_set_contents (older, "sidetone-undo 1\nbook\t0\tx\nnonsense\n", -1, NULL));
  last = desk_undo_find_last (folder);
  g_assert_cmpstr (last, ==, path);

  read = desk_undo_read (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->phonebook, ==, "A\tb\n");
  g_assert_true (read->is_shared);
  g_assert_cmpuint (read->deeds->len, ==, 3);
  deed = read->deeds->pdata[0];
  g_assert_null (deed->contact_id);
  deed = read->deeds->pdata[1];
  g_assert_cmpstr (deed->contact_id, ==, "12");
  g_assert_true (pal_contact_info_equal (deed->base, base) && pal_contact_info_equal (deed->mine, mine));
  deed = read->deeds->pdata[2];
  g_assert_cmpstr (deed->contact_id, ==, "77");

  bad = desk_undo_read (older, &error);
  g_assert_null (bad);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);
  g_assert_false (desk_undo_note_made ("/nonexistent/file", 0, "1", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_cmpint (g_remove (path) + g_remove (older) + g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/import-plan/plan", test_plan);
  g_test_add_func ("/exchange/import-plan/japanese", test_japanese);
  g_test_add_func ("/exchange/import-plan/ids", test_ids);
  g_test_add_func ("/exchange/import-plan/undo", test_undo);
  return g_test_run ();
}
