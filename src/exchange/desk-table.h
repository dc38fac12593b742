/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/desk-decode.h"

G_BEGIN_DECLS

typedef struct
{
  guint line, last_line; /* where it begins and ends, from 1 */
  char **cells;          /* as many as the header has */
} DeskTableRow;

/* A file of comma-separated values: commas, semicolons or tabs, whichever the first line has. Lines that cannot be
 * read are no rows but faults; what comes after them is read. */
typedef struct
{
  char *charset;
  char separator;
  char **header;
  guint n_columns;
  GPtrArray *rows;   /* of DeskTableRow */
  GPtrArray *faults; /* of DeskFault, by line */
} DeskTable;

#define DESK_TABLE_MAX_COLUMNS 256
#define DESK_TABLE_MAX_ROWS 200000
#define DESK_TABLE_MAX_CELL (64 * 1024)

/* Blocks: for a thread. NULL with an error when there is nothing that could be a table. */
DeskTable *desk_table_read (const char *bytes, gsize length, GError **error);
void       desk_table_free (DeskTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskTable, desk_table_free)

G_END_DECLS
