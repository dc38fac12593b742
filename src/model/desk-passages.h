/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Three versions of a text put together by lines (pure; any thread). How lines end makes no difference
 * between two of them: where only one side changed that, it is as that side has it. */
typedef enum
{
  DESK_PASSAGE_SAME,     /* as it was */
  DESK_PASSAGE_MINE,     /* only I changed it */
  DESK_PASSAGE_THEIRS,   /* only they did */
  DESK_PASSAGE_ALIKE,    /* both did, to the same */
  DESK_PASSAGE_CONFLICT, /* both did, each to something else */
} DeskPassageKind;

/* What is taken where both changed the same lines. */
typedef enum
{
  DESK_SIDE_MINE,
  DESK_SIDE_THEIRS,
  DESK_SIDE_BOTH, /* theirs, then mine */
} DeskSide;

typedef struct
{
  DeskPassageKind kind;
  char *base, *mine, *theirs; /* whole lines; owned */
} DeskPassage;

typedef struct _DeskPassages DeskPassages;

DeskPassages      *desk_passages_new           (const char *base, const char *mine, const char *theirs);
void               desk_passages_free          (DeskPassages *self);
guint              desk_passages_get_n         (DeskPassages *self);
const DeskPassage *desk_passages_get           (DeskPassages *self, guint position);
guint              desk_passages_count         (DeskPassages *self, DeskPassageKind kind);
/* All of it. @ends (may be NULL): where each passage ends in it, in bytes; an array of gsize. */
char              *desk_passages_dup_text      (DeskPassages *self, DeskSide side, GArray **ends);

/* Whether two texts are the same but for the kind of their line ends. */
gboolean           desk_passages_is_same       (const char *a, const char *b);
/* @text with the line ends of @model where all that @model has are of one kind and it has any. */
char              *desk_passages_adopt_ends    (const char *text, const char *model);
/* The letters of the longest line. */
guint              desk_passages_measure_longest (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskPassages, desk_passages_free)

G_END_DECLS
