/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/desk-export-contacts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/desk-entries.h"

#define UTF8_MARK "\xef\xbb\xbf"

static const DeskContactsKind kinds[] = {
  { "spreadsheet", "csv", N_ ("Spreadsheet (CSV)"), FALSE, FALSE, DESK_CSV_PROTECTED },
  { "csv", "csv", N_ ("CSV for programs"), FALSE, TRUE, DESK_CSV_RAW },
  { "vcard-2.1", "vcf", "vCard 2.1", TRUE, FALSE, DESK_CARD_2_1 },
  { "vcard-3.0", "vcf", "vCard 3.0", TRUE, TRUE, DESK_CARD_3_0 },
  { "vcard-4.0", "vcf", "vCard 4.0", TRUE, FALSE, DESK_CARD_4_0 },
};

const DeskContactsKind *
desk_contacts_kind_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return &kinds[i];
  return NULL;
}

const DeskContactsKind *
desk_contacts_kind_find_by_end (const char *path)
{
  const char *dot = strrchr (path, '.');

  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].is_usual && g_str_equal (kinds[i].suffix, dot + 1))
      return &kinds[i];
  return NULL;
}

/* --- the text ------------------------------------------------------------------- */

static void
append_table (GString *out, GPtrArray *known, DeskCsvCare care, const char *language)
{
  g_autoptr (GPtrArray) infos = g_ptr_array_new ();
  g_auto (GStrv) fields = NULL;

  for (guint i = 0; i < known->len; i++)
    if (((DeskKnown *) known->pdata[i])->info != NULL)
      g_ptr_array_add (infos, ((DeskKnown *) known->pdata[i])->info);
  fields = desk_entries_list_fields (infos, language);
  if (care == DESK_CSV_PROTECTED)
    g_string_append (out, UTF8_MARK);
  desk_entries_append_head (out, (const char *const *) fields, language, care);
  for (guint i = 0; i < known->len; i++)
    {
      const DeskKnown *each = known->pdata[i];

      if (each->info != NULL)
        desk_entries_append_row (out, (const char *const *) fields, each->info, each->id, care);
    }
}

static gboolean
append_cards (GString *out, GPtrArray *known, DeskCardVersion version, GError **error)
{
  const DeskContacts *library = desk_module_load (error);

  for (guint i = 0; library != NULL && i < known->len; i++)
    {
      const DeskKnown *each = known->pdata[i];
      g_autofree char *card
        = each->info != NULL ? desk_cards_write (library, each->info, each->id, version) : g_strdup ("");

      g_string_append_printf (out, "%s%s", card, g_str_has_suffix (card, "\n") || *card == '\0' ? "" : "\r\n");
    }
  return library != NULL;
}

GString *
desk_contacts_write (GPtrArray *known, const DeskContactsKind *kind, const char *language, GError **error)
{
  GString *out = g_string_new (NULL);

  if (!kind->is_card)
    {
      append_table (out, known, (DeskCsvCare) kind->how, language);
    }
  else if (!append_cards (out, known, (DeskCardVersion) kind->how, error))
    {
      g_string_free (out, TRUE);
      return NULL;
    }
  return out;
}

/* --- the file ------------------------------------------------------------------- */

typedef struct
{
  GPtrArray *known;
  const DeskContactsKind *kind;
  char *language;
  GFile *file;
  gboolean may_replace;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_ptr_array_unref (writing->known);
  g_free (writing->language);
  g_object_unref (writing->file);
  g_free (writing);
}

static gboolean
create (GFile *file, const GString *text, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileOutputStream) stream = g_file_create (file, G_FILE_CREATE_PRIVATE, cancellable, error);

  return stream != NULL
         && g_output_stream_write_all (G_OUTPUT_STREAM (stream), text->str, text->len, NULL, cancellable,
                                       error)
         && g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
}

static gboolean
replace (GFile *file, const GString *text, GCancellable *cancellable, GError **error)
{
  return g_file_replace_contents (file, text->str, text->len, NULL, FALSE,
                                  G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                  cancellable, error);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Writing *writing = task_data;
  GError *error = NULL;
  GString *text = desk_contacts_write (writing->known, writing->kind, writing->language, &error);
  gboolean is_written
    = text != NULL
      && (writing->may_replace ? replace : create) (writing->file, text, cancellable, &error);

  if (text != NULL)
    g_string_free (text, TRUE);
  if (is_written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
desk_export_contacts_async (GPtrArray *known, const DeskContactsKind *kind, const char *language, GFile *file,
                            gboolean may_replace, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Writing *writing = g_new0 (Writing, 1);

  writing->known = g_ptr_array_ref (known);
  writing->kind = kind;
  writing->language = g_strdup (language);
  writing->file = g_object_ref (file);
  writing->may_replace = may_replace;
  g_task_set_source_tag (task, desk_export_contacts_async);
  g_task_set_task_data (task, writing, writing_free);
  g_task_run_in_thread (task, write_in_thread);
}

gboolean
desk_export_contacts_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
