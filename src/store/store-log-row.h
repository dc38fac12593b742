/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One line of the call log. */

typedef enum
{
  STORE_LOG_CALL,
  STORE_LOG_GAP, /* from started_at to ended_at nothing was seen */
} StoreLogKind;

/* Numbers of this enum are in the database: only append. */
typedef enum
{
  STORE_LOG_OPEN,      /* goes on, or did when the program ended */
  STORE_LOG_ANSWERED,  /* by the person */
  STORE_LOG_MISSED,
  STORE_LOG_DECLINED,
  STORE_LOG_ELSEWHERE, /* somebody else took it */
  STORE_LOG_SENT_ON,   /* before it was answered */
  STORE_LOG_UNREACHED, /* outgoing, and never answered */
  STORE_LOG_UNSEEN,    /* not answered when it was last seen; how it ended is not known */
} StoreLogOutcome;

/* What is not known is NULL, 0, or -1 where it says so. Times are real µs. */
typedef struct
{
  gint64 id;                       /* given by the writer, never 0 */
  StoreLogKind kind;
  StoreLogOutcome outcome;
  gboolean is_outgoing, is_answered;
  gboolean is_done;                /* a missed call that was returned, or put away */
  gboolean is_recorded, is_monitor;
  char *number, *name, *pbx_name;  /* the other party; name: as it was shown */
  char *key;                       /* what numbers of one party have in common; "" matches none */
  char *folded;                    /* what a search looks through */
  char *queue, *queue_name;
  char *taken_by, *taken_by_name;  /* who answered instead, or was reached behind a group's number */
  char *sent_to, *sent_to_name;    /* an extension or number; without a name: a park slot */
  char *recording;
  char *talker_id, *room_id;
  gint64 started_at, answered_at, ended_at;
  gint64 duration;                 /* ms from the answer to the end; -1 */
  gint64 pbx_answered;             /* ms of the PBX's clock */
  int rescode, q850, phone_index;  /* phone_index: -1 */
} StoreLogRow;

StoreLogRow *store_log_row_new   (void);
StoreLogRow *store_log_row_copy  (const StoreLogRow *row);
void         store_log_row_free  (StoreLogRow *row);

typedef enum
{
  STORE_LOG_FILTER_ALL, /* and gaps */
  STORE_LOG_FILTER_MISSED,
  STORE_LOG_FILTER_UNRETURNED,
  STORE_LOG_FILTER_INCOMING,
  STORE_LOG_FILTER_OUTGOING,
  STORE_LOG_FILTER_RECORDED,
  STORE_LOG_FILTER_QUEUE,
  STORE_LOG_N_FILTERS,
} StoreLogFilter;

#define STORE_LOG_MAX_WORDS 6

/* The same for a row at hand as the database does it. @words: NULL-terminated or NULL; all must be in folded. */
gboolean     store_log_row_matches (const StoreLogRow *row, StoreLogFilter filter, const char *const *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreLogRow, store_log_row_free)

G_END_DECLS
