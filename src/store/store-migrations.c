/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "store/store-database-private.h"

#define KEPT_BACKUPS 2

/* Step n takes schema n to n + 1. Steps are only ever appended: one that was released is never changed. */
static const char *const steps[] = {
  "CREATE TABLE favourites ("
  "  account_id TEXT NOT NULL, number TEXT NOT NULL, position INTEGER NOT NULL,"
  "  PRIMARY KEY (account_id, number)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX favourites_by_position ON favourites (account_id, position);",

  "CREATE TABLE aliases ("
  "  account_id TEXT NOT NULL, number TEXT NOT NULL, alias TEXT NOT NULL CHECK (alias <> ''),"
  "  PRIMARY KEY (account_id, number)) STRICT, WITHOUT ROWID;",

  "CREATE TABLE recents ("
  "  account_id TEXT NOT NULL, number TEXT NOT NULL, serial INTEGER NOT NULL,"
  "  PRIMARY KEY (account_id, number)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX recents_by_serial ON recents (account_id, serial);",

  "CREATE TABLE places ("
  "  account_id TEXT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL,"
  "  room_id TEXT NOT NULL DEFAULT '', talker_id TEXT NOT NULL DEFAULT '',"
  "  PRIMARY KEY (account_id, kind, number)) STRICT, WITHOUT ROWID;",

  "CREATE TABLE waits ("
  "  account_id TEXT NOT NULL, id TEXT NOT NULL, target TEXT NOT NULL, target_name TEXT, kind INTEGER NOT NULL,"
  "  slot TEXT, room_id TEXT, talker_id TEXT, caller_number TEXT, caller_name TEXT,"
  "  is_automatic INTEGER NOT NULL, booked_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,"
  "  PRIMARY KEY (account_id, id)) STRICT, WITHOUT ROWID;",

  /* Each index has all that a search through it looks at. */
  "CREATE TABLE log ("
  "  id INTEGER PRIMARY KEY, account_id TEXT NOT NULL, kind INTEGER NOT NULL, outcome INTEGER NOT NULL,"
  "  is_outgoing INTEGER NOT NULL, is_answered INTEGER NOT NULL, is_done INTEGER NOT NULL,"
  "  is_recorded INTEGER NOT NULL, is_monitor INTEGER NOT NULL,"
  "  number TEXT, name TEXT, pbx_name TEXT, key TEXT NOT NULL, folded TEXT NOT NULL, queue TEXT, queue_name TEXT,"
  "  taken_by TEXT, taken_by_name TEXT, sent_to TEXT, sent_to_name TEXT, recording TEXT,"
  "  talker_id TEXT, room_id TEXT, started_at INTEGER NOT NULL, answered_at INTEGER NOT NULL,"
  "  ended_at INTEGER NOT NULL, duration INTEGER NOT NULL, pbx_answered INTEGER NOT NULL,"
  "  rescode INTEGER NOT NULL, q850 INTEGER NOT NULL, phone_index INTEGER NOT NULL) STRICT;"
  "CREATE INDEX log_by_time ON log (account_id, started_at, id, folded);"
  "CREATE INDEX log_by_way ON log (account_id, is_outgoing, started_at, id, folded) WHERE kind = 0;"
  "CREATE INDEX log_missed ON log (account_id, started_at, id, folded) WHERE outcome = 2;"
  "CREATE INDEX log_unreturned ON log (account_id, started_at, id, folded) WHERE outcome = 2 AND is_done = 0;"
  "CREATE INDEX log_recorded ON log (account_id, started_at, id, folded) WHERE is_recorded = 1;"
  "CREATE INDEX log_queue ON log (account_id, started_at, id, folded) WHERE queue IS NOT NULL;"
  "CREATE INDEX log_by_key ON log (account_id, key) WHERE outcome = 2 AND is_done = 0;"
  "CREATE INDEX log_open ON log (account_id) WHERE outcome = 0;"
  "CREATE TABLE log_ignored ("
  "  account_id TEXT NOT NULL, key TEXT NOT NULL, number TEXT NOT NULL,"
  "  PRIMARY KEY (account_id, key)) STRICT, WITHOUT ROWID;"
  "CREATE TABLE log_seen (account_id TEXT NOT NULL PRIMARY KEY, seen_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;",

  "CREATE TABLE rules ("
  "  account_id TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL, is_enabled INTEGER NOT NULL,"
  "  event TEXT NOT NULL, number TEXT, caller TEXT NOT NULL, place TEXT NOT NULL, queue TEXT,"
  "  action TEXT NOT NULL, target TEXT NOT NULL,"
  "  PRIMARY KEY (account_id, id)) STRICT, WITHOUT ROWID;",

  /* No id is given twice, so that what was removed cannot be meant. */
  "CREATE TABLE edits ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT, account_id TEXT NOT NULL, kind INTEGER NOT NULL, state INTEGER NOT NULL,"
  "  contact_id TEXT, phonebook TEXT NOT NULL, is_shared INTEGER NOT NULL, undo INTEGER NOT NULL,"
  "  base TEXT, mine TEXT, theirs TEXT, before TEXT, reason TEXT,"
  "  made_at INTEGER NOT NULL, sent_at INTEGER NOT NULL) STRICT;"
  "CREATE INDEX edits_by_account ON edits (account_id, id);",

  "CREATE TABLE colleague_groups ("
  "  account_id TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL CHECK (name <> ''),"
  "  PRIMARY KEY (account_id, id)) STRICT, WITHOUT ROWID;"
  "CREATE TABLE group_members ("
  "  account_id TEXT NOT NULL, group_id TEXT NOT NULL, number TEXT NOT NULL,"
  "  PRIMARY KEY (account_id, group_id, number)) STRICT, WITHOUT ROWID;"
  "CREATE TABLE short_dials ("
  "  account_id TEXT NOT NULL, code TEXT NOT NULL, number TEXT NOT NULL, name TEXT NOT NULL,"
  "  PRIMARY KEY (account_id, code)) STRICT, WITHOUT ROWID;",

  /* The copy of the contacts, and which of several a number stands for. */
  "CREATE TABLE contacts ("
  "  account_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, phonebook TEXT,"
  "  is_shared INTEGER NOT NULL, language TEXT, phones TEXT, extra TEXT,"
  "  fetched_at INTEGER NOT NULL DEFAULT 0, want INTEGER NOT NULL, seen INTEGER NOT NULL, info BLOB,"
  "  PRIMARY KEY (account_id, id)) STRICT;"
  "CREATE INDEX contacts_wanted ON contacts (account_id, want) WHERE want > 0;"
  "CREATE TABLE contact_phones ("
  "  account_id TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL,"
  "  PRIMARY KEY (account_id, key, id)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX contact_phones_by_id ON contact_phones (account_id, id);"
  "CREATE TABLE contact_rounds ("
  "  account_id TEXT NOT NULL PRIMARY KEY, round INTEGER NOT NULL, position INTEGER NOT NULL,"
  "  is_listing INTEGER NOT NULL, listed_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
  "CREATE TABLE caller_choices ("
  "  account_id TEXT NOT NULL, number TEXT NOT NULL, match TEXT NOT NULL,"
  "  PRIMARY KEY (account_id, number)) STRICT, WITHOUT ROWID;",
  "ALTER TABLE recents ADD COLUMN uses INTEGER NOT NULL DEFAULT 1 CHECK (uses > 0);",

  /* Notes that were written and not saved. */
  "CREATE TABLE drafts ("
  "  account_id TEXT NOT NULL, key TEXT NOT NULL, tenant TEXT NOT NULL, name TEXT NOT NULL,"
  "  text TEXT NOT NULL, description TEXT NOT NULL, access INTEGER NOT NULL,"
  "  base_text TEXT, base_description TEXT, base_access INTEGER NOT NULL, written_at INTEGER NOT NULL,"
  "  PRIMARY KEY (account_id, key)) STRICT;",
  "CREATE TABLE profiles ("
  "  account_id TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL, name TEXT, changes TEXT,"
  "  is_removed INTEGER NOT NULL, PRIMARY KEY (account_id, id)) STRICT, WITHOUT ROWID;"
  "CREATE TABLE profile_runs ("
  "  account_id TEXT NOT NULL, id TEXT NOT NULL, profile_id TEXT NOT NULL, name TEXT NOT NULL,"
  "  state INTEGER NOT NULL, changes TEXT NOT NULL, made_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, reason TEXT,"
  "  PRIMARY KEY (account_id, id)) STRICT, WITHOUT ROWID;",

  /* Contacts that were written and not saved. */
  "CREATE TABLE contact_drafts ("
  "  account_id TEXT NOT NULL, key TEXT NOT NULL, contact_id TEXT, phonebook TEXT,"
  "  is_shared INTEGER NOT NULL, base TEXT NOT NULL, mine TEXT NOT NULL, written_at INTEGER NOT NULL,"
  "  PRIMARY KEY (account_id, key)) STRICT;",
};

gboolean
store_set_error (sqlite3 *db, GError **error)
{
  g_set_error (error, STORE_ERROR, STORE_ERROR_FAILED, _("The database failed: %s"),
               db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (SQLITE_NOMEM));
  return FALSE;
}

guint
store_migrations_get_newest (void)
{
  return G_N_ELEMENTS (steps);
}

static gboolean
execute (sqlite3 *db, const char *sql, GError **error)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK || store_set_error (db, error);
}

static gboolean
read_number (sqlite3 *db, const char *sql, gint64 *number, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean read = FALSE;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    {
      *number = sqlite3_column_int64 (statement, 0);
      read = TRUE;
    }
  else
    {
      store_set_error (db, error);
    }

  sqlite3_finalize (statement);
  return read;
}

static char *
backup_path (const char *path, guint version)
{
  return g_strdup_printf ("%s.backup-%u", path, version);
}

/* The whole database as it is before a step, beside it. */
static gboolean
back_up (sqlite3 *db, const char *path, guint version, GError **error)
{
  g_autofree char *target = backup_path (path, version);
  sqlite3 *copy = NULL;
  sqlite3_backup *backup;
  gboolean done = FALSE;

  if (g_unlink (target) != 0 && g_file_test (target, G_FILE_TEST_EXISTS))
    g_message ("The old copy %s cannot be removed", target);
  if (!store_file_prepare (target, error))
    return FALSE;

  if (sqlite3_open_v2 (target, &copy, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
    {
      backup = sqlite3_backup_init (copy, "main", db, "main");
      if (backup != NULL)
        {
          sqlite3_backup_step (backup, -1);
          done = sqlite3_backup_finish (backup) == SQLITE_OK;
        }
    }
  if (!done)
    store_set_error (copy, error);
  sqlite3_close (copy);

  for (guint i = 0; done && i + KEPT_BACKUPS <= version; i++)
    {
      g_autofree char *old = backup_path (path, i);

      g_unlink (old);
    }

  return done;
}

static gboolean
run_step (sqlite3 *db, guint version, GError **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %u; COMMIT;",
                                            STORE_APPLICATION_ID, version + 1);

  if (execute (db, "BEGIN IMMEDIATE;", error))
    {
      if (execute (db, steps[version], error) && execute (db, stamp, error))
        return TRUE;
      sqlite3_exec (db, "ROLLBACK;", NULL, NULL, NULL);
    }

  return FALSE;
}

gboolean
store_migrations_run (sqlite3 *db, const char *path, guint up_to, GError **error)
{
  gint64 application, version, tables;

  g_return_val_if_fail (up_to <= G_N_ELEMENTS (steps), FALSE);

  if (!read_number (db, "PRAGMA application_id", &application, error)
      || !read_number (db, "PRAGMA user_version", &version, error)
      || !read_number (db, "SELECT count(*) FROM sqlite_schema", &tables, error))
    return FALSE;

  if (application != STORE_APPLICATION_ID && (application != 0 || version != 0 || tables != 0))
    {
      g_set_error (error, STORE_ERROR, STORE_ERROR_FOREIGN, _("%s is a database of another program."),
                   path);
      return FALSE;
    }
  if (version < 0 || version > (gint64)G_N_ELEMENTS (steps))
    {
      g_set_error (error, STORE_ERROR, STORE_ERROR_NEWER,
                   _("%s was written by a newer version of Sidetone."), path);
      return FALSE;
    }

  for (guint i = (guint)version; i < up_to; i++)
    {
      /* As the person left it: what lies between is of no use. */
      if (i == (guint)version && i > 0 && !g_str_equal (path, ":memory:") && !back_up (db, path, i, error))
        return FALSE;
      if (!run_step (db, i, error))
        return FALSE;
    }

  return TRUE;
}
