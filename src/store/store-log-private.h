/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-database-private.h"
#include "store/store-log.h"

G_BEGIN_DECLS

/* The columns of a row in the order in which store_log_row_bind() and _read() know them, from 1 and from 0. */
#define STORE_LOG_COLUMNS \
  "id, account_id, kind, outcome, is_outgoing, is_answered, is_done, is_recorded, is_monitor," \
  " number, name, pbx_name, key, folded, queue, queue_name, taken_by, taken_by_name, sent_to, sent_to_name," \
  " recording, talker_id, room_id, started_at, answered_at, ended_at, duration, pbx_answered, rescode, q850," \
  " phone_index"
#define STORE_LOG_MARKS "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?"

gboolean     store_log_row_bind   (sqlite3_stmt *statement, const char *account_id, const StoreLogRow *row,
                                   GError **error);
StoreLogRow *store_log_row_read   (sqlite3_stmt *statement);
/* All rows of the statement into @rows. */
gboolean     store_log_read_rows  (StoreDatabase *self, sqlite3_stmt *statement, GPtrArray *rows, GError **error);
/* From prepare to end, @numbers bound after the account; TRUE when it was done. */
gboolean     store_log_execute    (StoreDatabase *self, const char *sql, const char *account_id, const gint64 *numbers,
                                   guint n_numbers, GError **error);

G_END_DECLS
