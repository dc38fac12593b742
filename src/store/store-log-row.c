/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/store-log-private.h"

#define TEXT(member) { #member, TRUE, G_STRUCT_OFFSET (StoreLogRow, member), FALSE }
#define INT(member) { #member, FALSE, G_STRUCT_OFFSET (StoreLogRow, member), FALSE }
#define WIDE(member) { #member, FALSE, G_STRUCT_OFFSET (StoreLogRow, member), TRUE }

/* The columns after id and account_id, in the order of STORE_LOG_COLUMNS. */
static const struct
{
  const char *name;
  gboolean is_text;
  gsize offset;
  gboolean is_wide;
} columns[] = {
  INT (kind), INT (outcome), INT (is_outgoing), INT (is_answered), INT (is_done), INT (is_recorded),
  INT (is_monitor),
  TEXT (number), TEXT (name), TEXT (pbx_name), TEXT (key), TEXT (folded), TEXT (queue), TEXT (queue_name),
  TEXT (taken_by), TEXT (taken_by_name), TEXT (sent_to), TEXT (sent_to_name), TEXT (recording),
  TEXT (talker_id), TEXT (room_id), WIDE (started_at), WIDE (answered_at), WIDE (ended_at), WIDE (duration),
  WIDE (pbx_answered), INT (rescode), INT (q850), INT (phone_index),
};

G_STATIC_ASSERT (sizeof (StoreLogKind) == sizeof (int) && sizeof (StoreLogOutcome) == sizeof (int));

#define MEMBER(type, row, i) (*(type *)((char *)(row) + columns[i].offset))

StoreLogRow *
store_log_row_new (void)
{
  StoreLogRow *row = g_new0 (StoreLogRow, 1);

  row->duration = row->phone_index = -1;
  return row;
}

StoreLogRow *
store_log_row_copy (const StoreLogRow *row)
{
  StoreLogRow *copy = g_new (StoreLogRow, 1);

  *copy = *row;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (columns[i].is_text)
      MEMBER (char *, copy, i) = g_strdup (MEMBER (char *, row, i));
  return copy;
}

void
store_log_row_free (StoreLogRow *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (columns[i].is_text)
      g_free (MEMBER (char *, row, i));
  g_free (row);
}

static int
bind_column (sqlite3_stmt *statement, int at, const StoreLogRow *row, guint i)
{
  if (columns[i].is_text)
    {
      const char *text = MEMBER (char *, row, i);
      gboolean is_needed = columns[i].offset == G_STRUCT_OFFSET (StoreLogRow, key)
                           || columns[i].offset == G_STRUCT_OFFSET (StoreLogRow, folded);

      return sqlite3_bind_text (statement, at, text == NULL && is_needed ? "" : text, -1, SQLITE_TRANSIENT);
    }
  return sqlite3_bind_int64 (statement, at,
                             columns[i].is_wide ? MEMBER (gint64, row, i) : MEMBER (int, row, i));
}

gboolean
store_log_row_bind (sqlite3_stmt *statement, const char *account_id, const StoreLogRow *row, GError **error)
{
  gboolean bound = sqlite3_bind_int64 (statement, 1, row->id) == SQLITE_OK
                   && sqlite3_bind_text (statement, 2, account_id, -1, SQLITE_TRANSIENT) == SQLITE_OK;

  for (guint i = 0; bound && i < G_N_ELEMENTS (columns); i++)
    bound = bind_column (statement, (int)i + 3, row, i) == SQLITE_OK;
  return bound || store_set_error (sqlite3_db_handle (statement), error);
}

StoreLogRow *
store_log_row_read (sqlite3_stmt *statement)
{
  StoreLogRow *row = store_log_row_new ();

  row->id = sqlite3_column_int64 (statement, 0);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (columns[i].is_text)
      MEMBER (char *, row, i) = g_strdup ((const char *)sqlite3_column_text (statement, (int)i + 2));
    else if (columns[i].is_wide)
      MEMBER (gint64, row, i) = sqlite3_column_int64 (statement, (int)i + 2);
    else
      MEMBER (int, row, i) = sqlite3_column_int (statement, (int)i + 2);
  return row;
}

gboolean
store_log_read_rows (StoreDatabase *self, sqlite3_stmt *statement, GPtrArray *rows, GError **error)
{
  g_autoptr (GError) local = NULL;

  while (store_database_next (self, statement, &local))
    g_ptr_array_add (rows, store_log_row_read (statement));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
store_log_row_matches (const StoreLogRow *row, StoreLogFilter filter, const char *const *words)
{
  for (; words != NULL && *words != NULL; words++)
    if (row->folded == NULL || strstr (row->folded, *words) == NULL)
      return FALSE;
  switch (filter)
    {
    case STORE_LOG_FILTER_ALL: return TRUE;
    case STORE_LOG_FILTER_MISSED: return row->outcome == STORE_LOG_MISSED;
    case STORE_LOG_FILTER_UNRETURNED: return row->outcome == STORE_LOG_MISSED && !row->is_done;
    case STORE_LOG_FILTER_INCOMING: return row->kind == STORE_LOG_CALL && !row->is_outgoing;
    case STORE_LOG_FILTER_OUTGOING: return row->kind == STORE_LOG_CALL && row->is_outgoing;
    case STORE_LOG_FILTER_RECORDED: return row->is_recorded;
    case STORE_LOG_FILTER_QUEUE: return row->queue != NULL;
    case STORE_LOG_N_FILTERS:
    default: return FALSE;
    }
}
