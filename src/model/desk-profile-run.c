/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was applied, and how it lies upon what was applied before. */
#include "config.h"

#include "model/desk-profiles-private.h"

DeskProfileRun *
desk_profile_run_new (DeskProfile *profile, GPtrArray *rows, gint64 made_at, gint64 ends_at)
{
  DeskProfileRun *run = g_new0 (DeskProfileRun, 1);

  run->id = g_uuid_string_random ();
  run->profile_id = g_strdup (desk_profile_get_id (profile));
  run->name = g_strdup (desk_profile_get_name (profile));
  run->rows = g_ptr_array_ref (rows);
  run->made_at = made_at;
  run->ends_at = ends_at;
  return run;
}

void
desk_profile_run_free (DeskProfileRun *run)
{
  g_free (run->id);
  g_free (run->profile_id);
  g_free (run->name);
  g_free (run->reason);
  g_ptr_array_unref (run->rows);
  g_free (run);
}

DeskProfileRun *
desk_profile_run_from_row (const StoreProfileRun *row)
{
  g_autoptr (GPtrArray) rows = desk_profile_rows_parse (row->changes);
  DeskProfileRun *run;

  if (rows == NULL || row->state < 0 || row->state > DESK_PROFILE_RUN_STUCK)
    return NULL;
  run = g_new0 (DeskProfileRun, 1);
  run->id = g_strdup (row->id);
  run->profile_id = g_strdup (row->profile_id);
  run->name = g_strdup (row->name);
  run->reason = g_strdup (row->reason);
  run->state = (DeskProfileRunState)row->state;
  run->rows = g_steal_pointer (&rows);
  run->made_at = row->made_at;
  run->ends_at = row->ends_at;
  return run;
}

StoreProfileRun *
desk_profile_run_to_row (const DeskProfileRun *run)
{
  StoreProfileRun *row = g_new0 (StoreProfileRun, 1);

  row->id = g_strdup (run->id);
  row->profile_id = g_strdup (run->profile_id);
  row->name = g_strdup (run->name);
  row->reason = g_strdup (run->reason);
  row->state = (int)run->state;
  row->changes = desk_profile_rows_to_text (run->rows);
  row->made_at = run->made_at;
  row->ends_at = run->ends_at;
  return row;
}

DeskProfileRow *
desk_profile_run_find (DeskProfileRun *run, const char *key)
{
  for (guint i = 0; i < run->rows->len; i++)
    if (g_str_equal (((DeskProfileRow *)run->rows->pdata[i])->key, key))
      return run->rows->pdata[i];
  return NULL;
}

/* The row of the next run after @run that has the key. */
static DeskProfileRow *
find_later (GPtrArray *runs, DeskProfileRun *run, const char *key, DeskProfileRun **owner)
{
  guint at;

  if (!g_ptr_array_find (runs, run, &at))
    return NULL;
  for (guint i = at + 1; i < runs->len; i++)
    {
      DeskProfileRow *row = desk_profile_run_find (runs->pdata[i], key);

      if (row == NULL)
        continue;
      *owner = runs->pdata[i];
      return row;
    }
  return NULL;
}

static GPtrArray *
dup_rows (GPtrArray *runs, DeskProfileRun *run, GHashTable *values, gboolean is_foreign)
{
  GPtrArray *found = desk_profile_rows_new ();

  for (guint i = 0; i < run->rows->len; i++)
    {
      const DeskProfileRow *row = run->rows->pdata[i];
      const char *now = g_hash_table_lookup (values, row->key);
      gboolean stands = now != NULL && desk_profile_values_equal (row->key, now, row->after);
      DeskProfileRun *owner;

      if (now == NULL || find_later (runs, run, row->key, &owner) != NULL)
        continue;
      if (!is_foreign && stands)
        g_ptr_array_add (found,
                         desk_profile_row_new (row->key, row->before, row->after, DESK_PROFILE_ROW_CHANGE));
      else if (is_foreign && !stands && !desk_profile_values_equal (row->key, now, row->before))
        g_ptr_array_add (found, desk_profile_row_new (row->key, now, row->after, DESK_PROFILE_ROW_FOREIGN));
    }
  return found;
}

GPtrArray *
desk_profile_run_dup_standing (GPtrArray *runs, DeskProfileRun *run, GHashTable *values)
{
  return dup_rows (runs, run, values, FALSE);
}

GPtrArray *
desk_profile_run_dup_foreign (GPtrArray *runs, DeskProfileRun *run, GHashTable *values)
{
  return dup_rows (runs, run, values, TRUE);
}

gboolean
desk_profile_run_bridge (GPtrArray *runs, DeskProfileRun *run)
{
  gboolean has_changed = FALSE;

  for (guint i = 0; i < run->rows->len; i++)
    {
      const DeskProfileRow *row = run->rows->pdata[i];
      DeskProfileRun *owner;
      DeskProfileRow *later = find_later (runs, run, row->key, &owner);

      if (later == NULL || !desk_profile_values_equal (row->key, later->before, row->after))
        continue;
      g_free (later->before);
      later->before = g_strdup (row->before);
      has_changed = TRUE;
      if (desk_profile_values_equal (row->key, later->before, later->after))
        g_ptr_array_remove (owner->rows, later);
    }
  return has_changed;
}

GPtrArray *
desk_profile_run_dup_now (DeskProfileRun *run, GHashTable *values, gboolean is_refused)
{
  GPtrArray *rows = desk_profile_rows_new ();

  for (guint i = 0; i < run->rows->len; i++)
    {
      const DeskProfileRow *row = run->rows->pdata[i];
      const char *now = g_hash_table_lookup (values, row->key);
      gboolean is_so = now != NULL && desk_profile_values_equal (row->key, now, row->after);
      DeskProfileRowState state = is_so ? DESK_PROFILE_ROW_SAME : DESK_PROFILE_ROW_DIFFERS;

      if (is_refused && now != NULL && desk_profile_values_equal (row->key, now, row->before))
        state = DESK_PROFILE_ROW_BACK;
      g_ptr_array_add (rows, desk_profile_row_new (row->key, now, row->after, state));
    }
  return rows;
}

void
desk_profile_outcome_free (DeskProfileOutcome *outcome)
{
  g_free (outcome->text);
  g_ptr_array_unref (outcome->rows);
  g_free (outcome);
}
