/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-caller.h"
#include "model/desk-leg-table.h"
#include "model/desk-log-model.h"
#include "model/desk-verb-table.h"
#include "pal/client/pal-clock.h"
#include "store/store-log.h"

G_BEGIN_DECLS

/* desk-log-entry.c */
DeskLogEntry      *desk_log_entry_new            (const StoreLogRow *row);
void               desk_log_entry_take           (DeskLogEntry *self, const StoreLogRow *row);
const StoreLogRow *desk_log_entry_get_row        (DeskLogEntry *self);
void               desk_log_entry_set_done       (DeskLogEntry *self, gboolean is_done);
void               desk_log_entry_find_name      (DeskLogEntry *self, DeskCaller *caller); /* as far as it is known now */
void               desk_log_entry_set_starts_day (DeskLogEntry *self, gboolean starts_day);
/* What the numbers of one party have in common, however they are written. "" for none. */
char              *desk_log_dup_key              (const char *number);
/* What a search is looked for in; and the words of a search, at most STORE_LOG_MAX_WORDS. */
char              *desk_log_dup_folded           (const StoreLogRow *row);
char             **desk_log_split_words          (const char *text);

/* desk-log-calls.c: from my legs to rows. Nothing is known of the store here. */
typedef struct _DeskLogCalls DeskLogCalls;

/* Who and what things are called, and whether the person is just sending a leg of hers somewhere. */
typedef struct
{
  const char *(*name_of)  (const char *number, const char *pbx_name, gpointer user_data);
  const char *(*label_of) (const char *queue, gpointer user_data);
  /* The verb that ends this leg, and where it goes to (may be NULL); FALSE: none is running. */
  gboolean    (*find_verb) (const char *talker_id, DeskVerb *verb, const char **target, gpointer user_data);
  /* The slot where this call is parked, or NULL. */
  const char *(*find_slot) (const char *room_id, gpointer user_data);
  /* A row is another than it was; @is_new until it was accepted. */
  gboolean    (*changed)  (const StoreLogRow *row, gboolean is_new, gpointer user_data);
  gpointer user_data;
} DeskLogWays;

typedef struct
{
  gint64 now, real;
} DeskLogMoment;

DeskLogCalls *desk_log_calls_new          (const DeskLogWays *ways);
void          desk_log_calls_free         (DeskLogCalls *self);
/* After a slice of events; @own may be NULL. */
void          desk_log_calls_see          (DeskLogCalls *self, const DeskUser *own, GPtrArray *dirty,
                                           GPtrArray *gone, DeskLogMoment at);
/* A call was parked: where one of mine that has just ended went. */
void          desk_log_calls_see_park     (DeskLogCalls *self, const char *room_id, const char *slot, gint64 now);
/* A row of a former run that was open: it goes on if that leg is here, or comes. */
void          desk_log_calls_adopt        (DeskLogCalls *self, const StoreLogRow *row);
void          desk_log_calls_tell_all     (DeskLogCalls *self); /* of this run */
void          desk_log_calls_forget       (DeskLogCalls *self, gint64 id); /* that ended; 0: all. It was removed */
gint64        desk_log_calls_new_id       (DeskLogCalls *self, gint64 real);
/* The PBX has told of everybody: what was adopted and is not here has ended unseen. Forgets rooms that are gone. */
void          desk_log_calls_settle       (DeskLogCalls *self, DeskLegTable *legs, DeskLogMoment at);

/* desk-log.c */
struct _DeskLog
{
  GObject parent_instance;

  /* borrowed */
  DeskSession *session; /* NULL when it is gone */

  /* owned */
  StoreDatabase *database; /* NULL: nothing is kept */
  PalClock *clock;
  DeskLogCalls *calls;
  GHashTable *ignored;  /* key -> number */
  GHashTable *unsaved;  /* &id -> Saving that failed, the last of each row */
  char *account_id, *error;

  gint64 lost_at;       /* real: from then on nothing was seen; 0: not known */
  gint64 beat, beat_real; /* when it was last written that calls are seen: monotonic and real */
  gint64 trimmed;       /* monotonic */
  guint seen_timer, retry_timer, n_missed, retention_days;
  gboolean is_loaded, is_ready;
};

DeskLog *desk_log_new            (DeskSession *session); /* borrowed: it owns the log */
void     desk_log_see            (DeskLog *self, const DeskUser *own, GPtrArray *dirty, GPtrArray *gone);
void     desk_log_see_park       (DeskLog *self, const PalParkEvent *event);
void     desk_log_set_ready      (DeskLog *self, gboolean is_ready);
void     desk_log_close          (DeskLog *self);
StoreDatabase *desk_log_get_database (DeskLog *self); /* may be NULL */
const char *desk_log_get_account_id (DeskLog *self);
void     desk_log_take_n_missed  (DeskLog *self, guint n);
/* desk-log-wishes.c */
void     desk_log_trim           (DeskLog *self); /* removes what is older than the person wants */

G_END_DECLS
