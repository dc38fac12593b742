/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/desk-entries.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/desk-columns.h"

void
desk_contact_file_free (DeskContactFile *file)
{
  g_clear_pointer (&file->table, desk_table_free);
  g_clear_pointer (&file->entries, g_ptr_array_unref);
  g_clear_pointer (&file->faults, g_ptr_array_unref);
  g_free (file);
}

/* The first word tells, in any encoding whose letters are like ASCII's, and in UTF-16. */
static gboolean
holds_cards (const char *bytes, gsize length)
{
  static const char word[] = "BEGIN:VCARD";
  guint n = 0;

  for (gsize i = 0; i < MIN (length, 256); i++)
    {
      if (g_ascii_toupper (bytes[i]) == word[n])
        n++;
      else if (bytes[i] != '\0')
        n = g_ascii_toupper (bytes[i]) == word[0];
      if (word[n] == '\0')
        return TRUE;
    }
  return FALSE;
}

DeskContactFile *
desk_contact_file_read (const char *bytes, gsize length, const char *language, GError **error)
{
  g_autoptr (DeskContactFile) file = g_new0 (DeskContactFile, 1);

  if (!holds_cards (bytes, length))
    {
      file->table = desk_table_read (bytes, length, error);
      if (file->table == NULL)
        return NULL;
      file->faults = g_ptr_array_ref (file->table->faults);
      return g_steal_pointer (&file);
    }
  file->faults = desk_faults_new ();
  file->entries = desk_cards_read (bytes, length, language, file->faults, error);
  return file->entries != NULL ? g_steal_pointer (&file) : NULL;
}

typedef struct
{
  GFile *file;
  char *language;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->file);
  g_free (request->language);
  g_free (request);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (request->file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, &error);
  DeskContactFile *file = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  if (info != NULL && g_file_info_get_size (info) > DESK_FILE_MAX_SIZE)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _ ("The file is too large."));
  else if (info != NULL && g_file_load_contents (request->file, cancellable, &bytes, &length, NULL, &error))
    file = desk_contact_file_read (bytes, length, request->language, &error);
  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) desk_contact_file_free);
  else
    g_task_return_error (task, error);
}

void
desk_contact_file_read_async (GFile *file, const char *language, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->file = g_object_ref (file);
  request->language = g_strdup (language);
  g_task_set_source_tag (task, desk_contact_file_read_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, read_thread);
}

DeskContactFile *
desk_contact_file_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- rows of a table ------------------------------------------------------------- */

/* Our files for spreadsheets have an apostrophe before what would be a formula. */
static const char *
without_protection (const char *cell)
{
  return *cell == '\'' && desk_csv_is_formula (cell + 1) ? cell + 1 : cell;
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

static DeskEntry *
read_row (const DeskTableRow *row, const char *const *columns, const char *language, gboolean is_ours)
{
  DeskEntry *entry = g_new0 (DeskEntry, 1);
  const char *name = NULL;

  entry->line = row->line;
  entry->info = pal_contact_info_new ();
  for (guint i = 0; columns[i] != NULL && row->cells[i] != NULL; i++)
    {
      const char *cell = is_ours ? row->cells[i] : without_protection (row->cells[i]);
      g_autofree char *value = NULL;

      if (*columns[i] == '\0' || is_blank (cell))
        continue;
      value = is_ours ? g_strdup (cell) : g_strstrip (g_strdup (cell));
      if (strcmp (columns[i], DESK_COLUMN_ID) == 0)
        {
          g_free (entry->contact_id);
          entry->contact_id = g_steal_pointer (&value);
        }
      else if (strcmp (columns[i], DESK_COLUMN_NAME) == 0)
        name = cell;
      else if (pal_contact_info_get (entry->info, columns[i]) == NULL)
        pal_contact_info_set (entry->info, columns[i], value);
    }
  if (name != NULL && pal_contact_info_get (entry->info, "$lastname") == NULL
      && pal_contact_info_get (entry->info, "$firstname") == NULL)
    desk_columns_set_name (entry->info, name, language);
  return entry;
}

/* Something to show it by, or to reach it by. */
static gboolean
is_contact (const PalContactInfo *info)
{
  const char *id, *value;

  for (guint i = 0; (id = pal_contact_info_get_nth (info, i, &value)) != NULL; i++)
    if (strcmp (id, PAL_CONTACT_LANG) != 0 && !is_blank (value))
      return TRUE;
  return FALSE;
}

GPtrArray *
desk_entries_of_table (const DeskTable *table, const char *const *columns, const char *language,
                       GPtrArray *faults)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (desk_entry_free);
  gboolean is_ours = desk_columns_are_ids ((const char *const *) table->header);

  for (guint i = 0; i < table->rows->len; i++)
    {
      const DeskTableRow *row = table->rows->pdata[i];
      DeskEntry *entry = read_row (row, columns, language, is_ours);

      if (is_contact (entry->info))
        g_ptr_array_add (entries, entry);
      else
        {
          desk_faults_add (faults, row->line, _ ("None of the columns that are taken holds anything."));
          desk_entry_free (entry);
        }
    }
  return entries;
}

/* --- writing ------------------------------------------------------------- */

char **
desk_entries_list_fields (GPtrArray *infos, const char *language)
{
  g_autoptr (GHashTable) present = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  GPtrArray *fields = g_ptr_array_new ();
  const PalContactField *standard;
  const char *id, *value;
  guint n;

  standard = pal_contact_manager_get_fields (pal_contact_manager_get (language), &n);
  for (guint i = 0; i < infos->len; i++)
    for (guint j = 0; (id = pal_contact_info_get_nth (infos->pdata[i], j, &value)) != NULL; j++)
      if (*value != '\0' && g_hash_table_add (present, (gpointer) id)
          && pal_contact_manager_find (pal_contact_manager_get (language), id) == NULL)
        g_ptr_array_add (others, (gpointer) id);
  for (guint i = 0; i < n; i++)
    if (g_hash_table_contains (present, standard[i].id))
      g_ptr_array_add (fields, g_strdup (standard[i].id));
  for (guint i = 0; i < others->len; i++)
    g_ptr_array_add (fields, g_strdup (others->pdata[i]));
  g_ptr_array_add (fields, NULL);
  return (char **) g_ptr_array_free (fields, FALSE);
}

/* What a field of the other language is called there. */
static const char *
find_caption (const char *id, const char *language)
{
  const char *languages[] = { language, "en", "ja" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      const PalContactField *field = pal_contact_manager_find (pal_contact_manager_get (languages[i]), id);

      if (field != NULL)
        return field->caption;
    }
  return id;
}

void
desk_entries_append_head (GString *out, const char *const *fields, const char *language, DeskCsvCare care)
{
  if (care == DESK_CSV_RAW)
    desk_csv_append_field (out, DESK_COLUMN_ID, care);
  for (guint i = 0; fields[i] != NULL; i++)
    if (care == DESK_CSV_RAW)
      desk_csv_append_field (out, fields[i], care);
    else if (strcmp (fields[i], PAL_CONTACT_LANG) != 0)
      desk_csv_append_field (out, find_caption (fields[i], language), care);
  desk_csv_end_row (out);
}

void
desk_entries_append_row (GString *out, const char *const *fields, const PalContactInfo *info,
                         const char *contact_id, DeskCsvCare care)
{
  if (care == DESK_CSV_RAW)
    desk_csv_append_field (out, contact_id, care);
  for (guint i = 0; fields[i] != NULL; i++)
    if (care == DESK_CSV_RAW || strcmp (fields[i], PAL_CONTACT_LANG) != 0)
      desk_csv_append_field (out, pal_contact_info_get (info, fields[i]), care);
  desk_csv_end_row (out);
}
