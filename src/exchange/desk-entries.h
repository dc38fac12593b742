/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/desk-cards.h"
#include "exchange/desk-csv.h"
#include "exchange/desk-table.h"

G_BEGIN_DECLS

/* A file of contacts, of whatever kind. A table waits for somebody to say what its columns are. */
typedef struct
{
  DeskTable *table;   /* NULL for cards */
  GPtrArray *entries; /* of DeskEntry; NULL for a table */
  GPtrArray *faults;  /* of DeskFault: of the file, whatever the columns are */
} DeskContactFile;

void             desk_contact_file_free        (DeskContactFile *file);
/* Cards or a table, by what stands in it. Blocks: for a thread. */
DeskContactFile *desk_contact_file_read        (const char *bytes, gsize length, const char *language, GError **error);
void             desk_contact_file_read_async  (GFile *file, const char *language, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
DeskContactFile *desk_contact_file_read_finish (GAsyncResult *result, GError **error);

/* The rows of a table as DeskEntry; a row that holds nothing one could call a contact is a fault. */
GPtrArray *desk_entries_of_table  (const DeskTable *table, const char *const *columns, const char *language,
                                   GPtrArray *faults);

/* All fields of @infos (PalContactInfo): the standard ones in the order of @language, then the others. */
char     **desk_entries_list_fields (GPtrArray *infos, const char *language);
/* Rows of a table: for a spreadsheet with captions and protected, or for programs with ids, raw. @ids: as many texts as
 * there are contacts, for programs alone. */
void       desk_entries_append_head (GString *out, const char *const *fields, const char *language, DeskCsvCare care);
void       desk_entries_append_row  (GString *out, const char *const *fields, const PalContactInfo *info,
                                     const char *contact_id, DeskCsvCare care);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskContactFile, desk_contact_file_free)

G_END_DECLS
