/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-note.h"

G_BEGIN_DECLS

/* Notes in words. */
const char *ui_note_get_access (DeskNoteAccess access); /* who may do what with it */
char       *ui_note_dup_when   (gint64 when);           /* of a draft, real µs: the time today, else the day and the time */
char       *ui_note_dup_state  (DeskNote *note);        /* for a row; NULL: nothing to say */

G_END_DECLS
