/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How well a text fits what was typed, best first. Of several words the worst counts. */
typedef enum
{
  DESK_QUALITY_EXACT,         /* the whole number, or code */
  DESK_QUALITY_NUMBER_PREFIX, /* the number begins with it */
  DESK_QUALITY_WORD,          /* a whole word */
  DESK_QUALITY_WORD_PREFIX,   /* a word begins with it */
  DESK_QUALITY_INITIALS,      /* the first letters of the words do */
  DESK_QUALITY_DIGITS,        /* anywhere in a number */
  DESK_QUALITY_INFIX,         /* anywhere in a name */
  DESK_QUALITY_NONE,
} DeskQuality;

/* What was typed, cut into folded words; what can be dialled is one word of digits. */
typedef struct _DeskQuery DeskQuery;

DeskQuery  *desk_query_new        (const char *typed); /* NULL when there is no word */
void        desk_query_free       (DeskQuery *self);
const char *desk_query_get_number (DeskQuery *self); /* what may be dialled, else NULL */

/* Texts of some 100,000 things, and which of them hold all words of a query. Rows lie in segments of 4,096; for each
 * segment there is, by hash of three bytes, which blocks of eight rows hold them. So rows come, change and go one by one
 * at any time, and a query looks at few of them. No thread may look while another writes. */
typedef struct _DeskIndex DeskIndex;

/* The text under which something is found: words of @names, their first letters, @numbers, @writings of them (all may be
 * NULL). */
char       *desk_index_make_text  (const char *const *names, const char *const *numbers,
                                   const char *const *writings);

DeskIndex  *desk_index_new        (void);
void        desk_index_free       (DeskIndex *self);
guint       desk_index_add        (DeskIndex *self, const char *text); /* the row; of one removed, maybe */
void        desk_index_set        (DeskIndex *self, guint row, const char *text);
void        desk_index_remove     (DeskIndex *self, guint row);
guint       desk_index_get_size   (DeskIndex *self); /* rows are below this */
const char *desk_index_get_text   (DeskIndex *self, guint row); /* borrowed till a change; NULL: removed */

/* The two halves of all rows that fit: those where every word begins something (up to INITIALS), and the others. */
typedef enum
{
  DESK_INDEX_BEGINNINGS,
  DESK_INDEX_INSIDE,
} DeskIndexPart;

typedef void (*DeskIndexFunc) (guint row, DeskQuality quality, gpointer user_data);
void        desk_index_search     (DeskIndex *self, DeskQuery *query, DeskIndexPart part, DeskIndexFunc func,
                                   gpointer user_data);
DeskQuality desk_index_rate       (DeskIndex *self, DeskQuery *query, guint row);
/* Of a text that is in no index. Any thread may ask. */
DeskQuality desk_query_rate       (DeskQuery *self, const char *text);
/* The order of texts that fit equally well: who types a number looks for numbers, else names; who has none comes last,
 * shorter numbers first. */
int         desk_index_compare_texts (const char *a, const char *b, gboolean by_number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskQuery, desk_query_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskIndex, desk_index_free)

G_END_DECLS
