/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pal/protocol/pal-params.h"

G_BEGIN_DECLS

/* Is it a secret: a parameter of the row marked so, or a member of a map that is one by its name? */
gboolean ctl_arguments_is_secret (const PalMethod *method, const char *name);

/* NAME=VALUE words: a list at commas, as a JSON array or by repeating it; a map as NAME.MEMBER=VALUE or as a
 * JSON object; a truth also as yes/no, on/off, 1/0; a secret as NAME=@FILE. @prefix, or NULL, goes before each name. */
gboolean ctl_arguments_read (PalParams *params, const char *prefix, char **words, GError **error);

/* A text that is given as it is, as @FILE, or as - for standard input; wipe it after use. Sets *is_argument
 * when it stood among the arguments, where everyone can see it. */
char    *ctl_arguments_read_text (const char *word, gboolean *is_argument, GError **error);

/* FALSE when @json has a member that is a secret of the method (NULL for one nobody knows). */
gboolean ctl_arguments_check_open (const PalMethod *method, const char *json, GError **error);

G_END_DECLS
