/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The form in which texts are compared when searching: width, case and Latin accents are gone and katakana is
 * hiragana, so that "ｻﾄｳ", "サトウ" and "さとう" are one. NULL gives "". */
char       *desk_fold            (const char *text);
/* The key by which names are put in order (strcmp), katakana beside hiragana. Free with
 * g_ref_string_release(). */
GRefString *desk_fold_sort_key   (const char *text);

/* A search text cut into folded words; all of them must be found. */
char      **desk_fold_words      (const char *text); /* NULL when there is none */
gboolean    desk_fold_matches    (const char *folded, const char *const *words);

G_END_DECLS
