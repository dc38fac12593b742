/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-table.h"

G_BEGIN_DECLS

/* A named set of changes to the person's extension. What is NULL is as the program offers it under that id. */
typedef struct
{
  char *id;
  int position;
  char *name;
  char *changes;       /* in a writing of the model's */
  gboolean is_removed; /* of those that the program offers */
} StoreProfile;

/* One that was applied and can be taken back, or that is on its way. */
typedef struct
{
  char *id;
  char *profile_id, *name; /* the name at that time, as the row says it */
  int state;               /* of the model's */
  char *changes;           /* what was before and what was set, in a writing of the model's */
  gint64 made_at;          /* real µs */
  gint64 ends_at;          /* real µs; 0: when the person says so */
  char *reason;            /* what went wrong, or NULL */
} StoreProfileRun;

/* Their keys are the ids. */
extern const StoreTable store_profiles;
extern const StoreTable store_profile_runs; /* the oldest first */

void store_profile_free     (StoreProfile *profile);
void store_profile_run_free (StoreProfileRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreProfile, store_profile_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreProfileRun, store_profile_run_free)

G_END_DECLS
