/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What the program that made the edits said in all its lives, held against what is there in the end. */
typedef struct
{
  guint seed, n_edits;
  gboolean *is_intended, *is_queued, *is_open; /* by number; open: it may or may not have been done */
  gboolean *is_disputed;                       /* by the pool's */
  guint *n_created;                            /* in the world, by content */
  gboolean *is_deleted, *is_changed;
  guint *last;
  guint n_intended, n_queued, n_open, n_lost, n_doubled, n_strange;
} EditsBooks;

EditsBooks *edits_books_new           (guint seed, guint n_edits);
void        edits_books_free          (EditsBooks *books);
void        edits_books_read_journal  (EditsBooks *books, const char *path);
void        edits_books_read_contacts (EditsBooks *books, JsonArray *contacts); /* as in a world file */
void        edits_books_compare       (EditsBooks *books);

G_END_DECLS
