/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which lines of a text stand in another. For desk-passages.c. */
typedef struct
{
  const char *start; /* borrowed of the text */
  gsize length;      /* without its end */
  const char *end;   /* "\n", "\r\n", "\r", or "" */
  guint id;          /* the same for the same words */
} DeskPassagesLine;

typedef struct
{
  DeskPassagesLine *lines;
  guint n_lines, n_ends;
  const char *newline; /* how most of its lines end */
} DeskPassagesText;

gsize       desk_passages_measure_end (const char *text); /* of the line end that stands there; 0: none */
GHashTable *desk_passages_new_ids     (void);             /* of the lines of texts that are cut by it */
void        desk_passages_cut         (DeskPassagesText *self, const char *text, GHashTable *ids);
/* Of each line of @a the one of @b that is taken for it, in order, or -1. Its work is bounded: in what is
 * very large and has hardly a line in common, some are not found, which makes passages larger and nothing
 * wrong. */
int        *desk_passages_match       (const DeskPassagesText *a, const DeskPassagesText *b, guint n_ids);

G_END_DECLS
