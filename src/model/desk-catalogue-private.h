/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-finder-private.h"

G_BEGIN_DECLS

#define DESK_N_KINDS (DESK_MATCH_COMMAND + 1)

/* One row of the index. */
typedef struct
{
  DeskMatchKind kind;
  gboolean is_used; /* a number of it was dialled */
  guint round;      /* of its kind, in which it was put */
  union
  {
    DeskExtension *extension; /* kept by the table of colleagues */
    char *packed;             /* owned: the texts of all others; NULL: no row */
  };
} DeskEntry;

typedef enum
{
  DESK_ENTRY_KEY,
  DESK_ENTRY_TITLE,
  DESK_ENTRY_SUBTITLE,
  DESK_ENTRY_NUMBERS, /* the first; the others follow, an empty one ends them */
} DeskEntryPart;

/* A number that was dialled. */
typedef struct
{
  char *number;
  guint uses, place;
  guint owner; /* 1 + the row of something else than the number itself that is found by it; 0: none */
} DeskUsage;

struct _DeskCatalogue
{
  GObject parent_instance;

  /* owned */
  DeskPresenceModel *model;
  DeskIndex *index;
  GArray *entries;        /* of DeskEntry, by row of the index */
  GHashTable *colleagues; /* DeskExtension -> row */
  GHashTable *rows[DESK_N_KINDS]; /* key -> row; NULL for colleagues and numbers */
  GPtrArray *recents;     /* of DeskUsage, newest first */
  GHashTable *usage;      /* number -> DeskUsage, borrowed from recents */
  GHashTable *used;       /* row -> DeskUsage, borrowed from recents */
  GPtrArray *waiting;     /* colleagues to be read in */
  GSource *job;

  /* borrowed */
  DeskOfferFunc judge;
  gpointer judge_data;

  guint rounds[DESK_N_KINDS];
  guint n_entries;
  guint tell_source;
  gboolean is_usage_stale;
};

const char *desk_entry_get_text       (const DeskEntry *entry, DeskEntryPart part); /* not of colleagues */
DeskEntry  *desk_catalogue_get_entry  (DeskCatalogue *self, guint row);
void        desk_catalogue_catch_up   (DeskCatalogue *self);
void        desk_catalogue_find_used  (DeskCatalogue *self);

G_END_DECLS
