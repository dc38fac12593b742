/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line each: "book SHARED NAME", "new - INFO", "change ID BASE INFO", and appended "made NUMBER ID"; parted by tabs,
 * which the texts of fields never hold. */
#include "config.h"

#include "exchange/desk-undo.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define HEAD "sidetone-undo 1"
#define SUFFIX ".undo"

static void
deed_free (gpointer data)
{
  DeskDeed *deed = data;

  g_free (deed->contact_id);
  g_clear_pointer (&deed->base, pal_contact_info_unref);
  g_clear_pointer (&deed->mine, pal_contact_info_unref);
  g_free (deed);
}

DeskUndo *
desk_undo_new (const char *phonebook, gboolean is_shared)
{
  DeskUndo *undo = g_new0 (DeskUndo, 1);

  undo->phonebook = g_strdup (phonebook);
  undo->is_shared = is_shared;
  undo->deeds = g_ptr_array_new_with_free_func (deed_free);
  return undo;
}

void
desk_undo_free (DeskUndo *undo)
{
  g_free (undo->phonebook);
  g_ptr_array_unref (undo->deeds);
  g_free (undo);
}

void
desk_undo_add (DeskUndo *undo, const char *contact_id, PalContactInfo *base, PalContactInfo *mine)
{
  DeskDeed *deed = g_new0 (DeskDeed, 1);

  deed->contact_id = g_strdup (contact_id);
  deed->base = base != NULL ? pal_contact_info_ref (base) : NULL;
  deed->mine = pal_contact_info_ref (mine);
  g_ptr_array_add (undo->deeds, deed);
}

gboolean
desk_undo_write (const DeskUndo *undo, const char *path, GError **error)
{
  g_autoptr (GString) text = g_string_new (HEAD "\n");
  g_autofree char *book = g_strescape (undo->phonebook, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_string_append_printf (text, "book\t%d\t%s\n", undo->is_shared, book);
  for (guint i = 0; i < undo->deeds->len; i++)
    {
      const DeskDeed *deed = undo->deeds->pdata[i];
      g_autofree char *mine = pal_contact_info_to_text (deed->mine);
      g_autofree char *base = deed->base != NULL ? pal_contact_info_to_text (deed->base) : NULL;
      g_autofree char *id = g_strescape (deed->contact_id != NULL ? deed->contact_id : "", NULL);

      g_string_append_printf (text, "%s\t%s\t%s\t%s\n", base != NULL ? "change" : "new", id,
                              base != NULL ? base : "-", mine);
    }
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }
  return g_file_set_contents_full (path, text->str, (gssize) text->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

gboolean
desk_undo_note_made (const char *path, guint number, const char *contact_id, GError **error)
{
  g_autofree char *id = g_strescape (contact_id, NULL);
  g_autofree char *line = g_strdup_printf ("made\t%u\t%s\n", number, id);
  int file = g_open (path, O_WRONLY | O_APPEND | O_CLOEXEC, 0);
  gboolean is_written = file >= 0 && write (file, line, strlen (line)) == (gssize) strlen (line);

  if (!is_written)
    g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
  if (file >= 0)
    close (file);
  return is_written;
}

/* FALSE: no line of such a file. */
static gboolean
read_line (DeskUndo *undo, char **parts)
{
  guint n = g_strv_length (parts);
  g_autofree char *last = n > 1 ? g_strcompress (parts[n == 4 ? 1 : 2]) : NULL;
  gboolean is_change = n == 4 && strcmp (parts[0], "change") == 0;
  guint64 number;

  if (n == 3 && strcmp (parts[0], "book") == 0)
    {
      undo->is_shared = strcmp (parts[1], "1") == 0;
      g_free (undo->phonebook);
      undo->phonebook = g_steal_pointer (&last);
      return TRUE;
    }
  if (n == 3 && strcmp (parts[0], "made") == 0)
    {
      DeskDeed *deed;

      if (!g_ascii_string_to_unsigned (parts[1], 10, 0, G_MAXUINT, &number, NULL)
          || number >= undo->deeds->len)
        return FALSE;
      deed = undo->deeds->pdata[number];
      g_free (deed->contact_id);
      deed->contact_id = g_steal_pointer (&last);
      return TRUE;
    }
  if (is_change || (n == 4 && strcmp (parts[0], "new") == 0))
    {
      g_autoptr (PalContactInfo) mine = pal_contact_info_new_from_text (parts[3], NULL);
      g_autoptr (PalContactInfo) base = is_change ? pal_contact_info_new_from_text (parts[2], NULL) : NULL;

      if (mine == NULL || (is_change && base == NULL))
        return FALSE;
      desk_undo_add (undo, *last != '\0' ? last : NULL, base, mine);
      return TRUE;
    }
  return FALSE;
}

DeskUndo *
desk_undo_read (const char *path, GError **error)
{
  g_autoptr (DeskUndo) undo = desk_undo_new ("", FALSE);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[0] != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", -1);
      /* The last line may have been cut off by the end of the program. */
      gboolean is_last = lines[i + 1] == NULL;

      if (i == 0 ? strcmp (lines[0], HEAD) == 0 : is_last || read_line (undo, parts))
        continue;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("Line %u: %s"), i + 1,
                   _ ("The line is none of an undo file."));
      return NULL;
    }
  if (lines[0] == NULL || lines[1] == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("The file is empty."));
      return NULL;
    }
  return g_steal_pointer (&undo);
}

char *
desk_undo_find_last (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *last = NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, SUFFIX) && g_strcmp0 (name, last) > 0)
      {
        g_free (last);
        last = g_strdup (name);
      }
  return last != NULL ? g_build_filename (folder, last, NULL) : NULL;
}

/* By the moment, so that the last by name is the newest. */
char *
desk_undo_dup_path (const char *folder, gint64 now)
{
  g_autofree char *name = g_strdup_printf ("%016" G_GINT64_MODIFIER "x" SUFFIX, (guint64) now);

  return g_build_filename (folder, name, NULL);
}
