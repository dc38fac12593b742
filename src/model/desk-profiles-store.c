/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Profiles, and what was applied, on disk. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/desk-profiles-private.h"
#include "model/desk-session-private.h"

typedef struct
{
  DeskProfiles *profiles;
  DeskProfilesWritten then; /* or NULL */
} Writing;

static Writing *
writing_new (DeskProfiles *self, DeskProfilesWritten then)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->profiles = g_object_ref (self);
  writing->then = then;
  return writing;
}

static void
written (Writing *writing, const GError *error)
{
  DeskProfiles *self = writing->profiles;
  DeskProfilesWritten then = writing->then;

  if (error != NULL)
    g_message ("Keeping a profile: %s", error->message);
  if (!g_cancellable_is_cancelled (self->cancellable))
    {
      if (then != NULL)
        then (self, error);
      else if (error != NULL && self->session != NULL)
        {
          g_autofree char *text = g_strdup_printf (_ ("The profile could not be kept: %s"), error->message);

          desk_session_say (self->session, text);
        }
    }
  g_object_unref (self);
  g_free (writing);
}

static void
run_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  store_table_save_finish (&store_profile_runs, STORE_DATABASE (source), result, &error);
  written (user_data, error);
}

static void
run_dropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  store_table_remove_finish (&store_profile_runs, STORE_DATABASE (source), result, &error);
  written (user_data, error);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  store_table_save_finish (&store_profiles, STORE_DATABASE (source), result, &error);
  written (user_data, error);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  store_table_remove_finish (&store_profiles, STORE_DATABASE (source), result, &error);
  written (user_data, error);
}

void
desk_profiles_keep_run (DeskProfiles *self, DeskProfileRun *run, DeskProfilesWritten then)
{
  g_autoptr (StoreProfileRun) row = NULL;

  if (self->database == NULL)
    {
      if (then != NULL)
        then (self, NULL);
      return;
    }
  row = desk_profile_run_to_row (run);
  store_table_save_async (&store_profile_runs, self->database, self->account_id, NULL, row, NULL, run_kept_cb,
                          writing_new (self, then));
}

void
desk_profiles_drop_run (DeskProfiles *self, DeskProfileRun *run)
{
  if (self->database != NULL)
    store_table_remove_async (&store_profile_runs, self->database, self->account_id, run->id, NULL,
                              run_dropped_cb, writing_new (self, NULL));
  g_ptr_array_remove (self->runs, run);
}

static DeskProfile *
find_offered (const char *id, guint *position)
{
  DeskProfile *offered;

  for (*position = 0; (offered = desk_profile_new_offered (*position)) != NULL; *position += 1)
    {
      if (g_str_equal (desk_profile_get_id (offered), id))
        return offered;
      g_object_unref (offered);
    }
  return NULL;
}

/* What is as the program offers it is not written down, so that it goes with the program. */
void
desk_profiles_keep (DeskProfiles *self, DeskProfile *profile, gboolean is_removed)
{
  const char *id = desk_profile_get_id (profile), *name = desk_profile_get_name (profile);
  guint position;
  g_autoptr (DeskProfile) offered = find_offered (id, &position);
  g_autofree char *changes = desk_profile_changes_to_text (desk_profile_get_changes (profile));
  StoreProfile row = { (char *)id, (int)position, (char *)name, changes, is_removed };
  guint at;

  if (self->database == NULL)
    return;
  if (is_removed && offered == NULL)
    {
      store_table_remove_async (&store_profiles, self->database, self->account_id, id, NULL, removed_cb,
                                writing_new (self, NULL));
      return;
    }
  if (offered != NULL && g_str_equal (name, desk_profile_get_name (offered)))
    row.name = NULL;
  if (offered != NULL
      && desk_profile_changes_equal (desk_profile_get_changes (profile), desk_profile_get_changes (offered)))
    row.changes = NULL;
  if (offered == NULL && g_list_store_find (self->list, profile, &at))
    row.position += (int)at;
  store_table_save_async (&store_profiles, self->database, self->account_id, NULL, &row, NULL, kept_cb,
                          writing_new (self, NULL));
}

/* --- reading --------------------------------------------------------------- */

static void
take_profile (DeskProfiles *self, const StoreProfile *row)
{
  g_autoptr (GPtrArray) changes = row->changes != NULL ? desk_profile_changes_parse (row->changes) : NULL;
  DeskProfile *known = desk_profiles_find (self, row->id);
  g_autoptr (DeskProfile) made = NULL;
  guint at;

  if (known != NULL && row->is_removed)
    {
      if (g_list_store_find (self->list, known, &at))
        g_list_store_remove (self->list, at);
    }
  else if (known != NULL)
    desk_profile_change (known, row->name != NULL ? row->name : desk_profile_get_name (known),
                         changes != NULL ? changes : desk_profile_get_changes (known));
  else if (row->name != NULL && changes != NULL && !row->is_removed)
    {
      made = desk_profile_new (row->id, row->name, changes);
      g_list_store_append (self->list, made);
    }
}

static void
runs_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskProfiles) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = store_table_load_finish (&store_profile_runs, STORE_DATABASE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (rows == NULL)
    g_message ("Reading what was applied: %s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      DeskProfileRun *run = desk_profile_run_from_row (rows->pdata[i]);

      if (run != NULL)
        g_ptr_array_add (self->runs, run);
      else
        g_message ("What was applied cannot be read");
    }
  self->is_loaded = TRUE;
  desk_profiles_update (self);
  desk_profiles_pump (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskProfiles) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = store_table_load_finish (&store_profiles, STORE_DATABASE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (rows == NULL)
    g_message ("Reading profiles: %s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    take_profile (self, rows->pdata[i]);
}

void
desk_profiles_load (DeskProfiles *self)
{
  DeskProfile *offered;

  for (guint i = 0; (offered = desk_profile_new_offered (i)) != NULL; i++)
    {
      g_list_store_append (self->list, offered);
      g_object_unref (offered);
    }
  self->is_loaded = self->database == NULL;
  if (self->database == NULL)
    return;
  store_table_load_async (&store_profiles, self->database, self->account_id, self->cancellable, loaded_cb,
                          g_object_ref (self));
  /* One after the other: the last one says that all is here. */
  store_table_load_async (&store_profile_runs, self->database, self->account_id, self->cancellable,
                          runs_loaded_cb, g_object_ref (self));
}
