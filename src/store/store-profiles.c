/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-profiles.h"

#define PROFILE(name, kind) { #name, STORE_COLUMN_##kind, G_STRUCT_OFFSET (StoreProfile, name) }
#define RUN(name, kind) { #name, STORE_COLUMN_##kind, G_STRUCT_OFFSET (StoreProfileRun, name) }

static const StoreColumn profile_columns[] = {
  PROFILE (id, TEXT),
  PROFILE (position, INT),
  PROFILE (name, TEXT),
  PROFILE (changes, TEXT),
  PROFILE (is_removed, FLAG),
};

static const StoreColumn run_columns[] = {
  RUN (id, TEXT),
  RUN (profile_id, TEXT),
  RUN (name, TEXT),
  RUN (state, INT),
  RUN (changes, TEXT),
  RUN (made_at, INT64),
  RUN (ends_at, INT64),
  RUN (reason, TEXT),
};

const StoreTable store_profiles = {
  .name = "profiles",
  .order = "position, id",
  .row_size = sizeof (StoreProfile),
  .row_free = (GDestroyNotify) store_profile_free,
  .columns = profile_columns,
  .n_columns = G_N_ELEMENTS (profile_columns),
};

const StoreTable store_profile_runs = {
  .name = "profile_runs",
  .order = "made_at, id",
  .row_size = sizeof (StoreProfileRun),
  .row_free = (GDestroyNotify) store_profile_run_free,
  .columns = run_columns,
  .n_columns = G_N_ELEMENTS (run_columns),
};

void
store_profile_free (StoreProfile *profile)
{
  store_table_free_row (&store_profiles, profile);
}

void
store_profile_run_free (StoreProfileRun *run)
{
  store_table_free_row (&store_profile_runs, run);
}
