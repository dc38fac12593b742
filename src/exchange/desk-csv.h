/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Comma-separated values after RFC 4180. A spreadsheet takes a field that begins with = + - @, a tab or a line end for
 * a formula, even a quoted one: a protected field gets an apostrophe before it. Numbers with + are such fields as
 * well; only in a file that is meant to be read by programs they stay as they are. */
typedef enum
{
  DESK_CSV_PROTECTED,
  DESK_CSV_RAW,
} DeskCsvCare;

gboolean desk_csv_is_formula (const char *text); /* that a spreadsheet would take for one */

/* With the comma before it unless it is the first of its row. NULL is an empty field. */
void desk_csv_append_field (GString *out, const char *text, DeskCsvCare care);
void desk_csv_end_row      (GString *out);

G_END_DECLS
