/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-extension.h"

G_BEGIN_DECLS

/* "Free", "On hold": the word alone. */
const char *ui_presence_to_text          (DeskPresence presence);

/* "Talking with Mori Trading", "Ringing: 03-1234-5678": with the other party where it is known. */
char       *ui_presence_dup_sentence     (DeskPresence presence, const char *other);

/* "Conference with Ben Okafor, Chie Mori and 2 others". */
char       *ui_conference_dup_text       (const char *const *members);

/* What a colleague does now, in words: one of the above. */
char       *ui_presence_dup_status       (DeskExtension *extension);

/* Whether a clock runs beside it. */
gboolean    ui_presence_has_clock        (DeskPresence presence);

/* "Ben Okafor, 1003, Talking with Mori Trading": what a screen reader says of a colleague. */
char       *ui_presence_dup_description  (DeskExtension *extension);

/* "0:07", "3:12", "1:04:05"; never negative. */
char       *ui_format_clock              (gint64 microseconds);

G_END_DECLS
