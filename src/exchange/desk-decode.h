/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is wrong with a line of a file, in words for a person. */
typedef struct
{
  guint line; /* from 1 */
  char *reason;
} DeskFault;

GPtrArray  *desk_faults_new (void); /* of DeskFault */
void        desk_faults_add (GPtrArray *faults, guint line, const char *format, ...) G_GNUC_PRINTF (3, 4);

#define DESK_FILE_MAX_SIZE (64 * 1024 * 1024)

/* @bytes as UTF-8, without a mark at the beginning and without NUL: UTF-8, UTF-16 and UTF-32 by their mark or their
 * shape, else what the text looks like, Shift_JIS and Latin letters above all. Bytes that are none become U+FFFD, and
 * their line is added to @faults. @charset (out): what it was taken for. Blocks where it has to guess: for a thread.
 * NULL with an error when the file is too large. */
char       *desk_decode     (const char *bytes, gsize length, char **charset, GPtrArray *faults, GError **error);

/* Goes past the line that begins at @text, with its end: LF, CR LF or CR alone. */
const char *desk_next_line  (const char *text, const char *end);

G_END_DECLS
