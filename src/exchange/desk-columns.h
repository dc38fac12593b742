/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pal/protocol/pal-contact-fields.h"

G_BEGIN_DECLS

/* What a column of a table is: the id of a field (any text is one of the user's own), or one of these. */
#define DESK_COLUMN_NONE ""       /* not taken */
#define DESK_COLUMN_NAME "*name"  /* a whole name, which is taken apart */
#define DESK_COLUMN_ID "$aid"     /* the contact's id, as our own files for programs have it */

/* By the captions of both languages, the ids, and what other programs call such columns; what is not known becomes a
 * field of the user's own under its own name, and of two columns that say the same the second as well. One for each
 * of @header; NULL at the end. */
char   **desk_columns_guess    (const char *const *header, const char *language);
gboolean desk_columns_are_ids  (const char *const *header);
/* As somebody chose it for a file with the same first line; NULL when there is none. @path: where it is kept. */
char   **desk_columns_recall   (const char *path, const char *const *header);
/* Blocks for the moment of writing a small file. */
gboolean desk_columns_remember (const char *path, const char *const *header, const char *const *columns, GError **error);

/* Takes a whole name apart: the family name last in English and first in Japanese, so that the display name is the
 * same text but for blanks. */
void     desk_columns_set_name (PalContactInfo *info, const char *name, const char *language);

G_END_DECLS
