/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A template of a short message: %c is the caller's name, %n the caller's number, %s the park slot, %% a percent
 * sign; anything else stays as it is. What is not known (NULL) is left out. The result is one line: every run of
 * blanks and line breaks is one blank. */
char *desk_text_expand (const char *text, const char *caller_name, const char *caller_number, const char *slot);
/* A text in which a person wrote: the slot it names (@from, as a word of its own) becomes @to; either may be NULL. */
char *desk_text_move_slot (const char *text, const char *from, const char *to);
/* The templates to offer: those the person wrote, or when there are none (NULL, empty) those of the house,
 * translated. */
char **desk_text_dup_templates (const char *const *own);

G_END_DECLS
