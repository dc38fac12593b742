/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *name;    /* y_… good, n_… bad, i_… either */
  GBytes *text;
} CorpusCase;

/* Every case in @folder, by name; at least @n of them, or the test program ends. */
GPtrArray *corpus_cases_load     (const char *folder, guint n);
gboolean   corpus_case_is_good   (const CorpusCase *self);
gboolean   corpus_case_is_bad    (const CorpusCase *self);
/* The case between two texts. */
GBytes    *corpus_case_wrap      (const CorpusCase *self, const char *before, const char *after);

G_END_DECLS
