/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/desk-profiles.h"
#include "pal/client/pal-client.h"
#include "store/store-profiles.h"

G_BEGIN_DECLS

/* How long what was sent without an answer may still be on its way: it is not judged before. */
#define DESK_PROFILES_PATIENCE (10 * (gint64) G_USEC_PER_SEC)

/* One that was applied, or is on its way there or back. Kept on disk as numbers: only ever add. */
typedef enum
{
  DESK_PROFILE_RUN_APPLYING,
  DESK_PROFILE_RUN_ON,
  DESK_PROFILE_RUN_ROLLING_BACK,
  DESK_PROFILE_RUN_ENDING,
  DESK_PROFILE_RUN_STUCK, /* not all of it could be taken back: the person decides */
} DeskProfileRunState;

typedef struct
{
  char *id, *profile_id, *name;
  DeskProfileRunState state;
  GPtrArray *rows; /* DeskProfileRow: what was before, what was set */
  gint64 made_at, ends_at;
  char *reason;
} DeskProfileRun;

typedef struct _DeskProfileJob DeskProfileJob;

struct _DeskProfiles
{
  GObject parent_instance;

  /* borrowed */
  DeskSession *session; /* weak */

  /* owned */
  GListStore *list;
  DeskProfile *current;
  GPtrArray *runs;         /* DeskProfileRun, the oldest first */
  GHashTable *values;      /* key → value, of this connection */
  DeskProfileJob *job;     /* what is being done, or NULL */
  PalClient *client;       /* these are NULL when the session has ended */
  PalClock *clock;
  StoreDatabase *database; /* or because there is none */
  char *account_id, *user;
  GCancellable *cancellable;

  gint64 look_at;          /* monotonic µs: nothing is begun by itself before */
  guint timer;             /* of the clock: until the next one ends */
  gboolean is_ready, is_loaded;
};

/* A part of the session (desk-parts.h). */
gpointer desk_profiles_begin     (DeskSession *session);
void     desk_profiles_set_ready (gpointer self, gboolean is_ready);
void     desk_profiles_end       (gpointer self);

/* desk-profile-run.c: pure, but for the row. */
DeskProfileRun  *desk_profile_run_new      (DeskProfile *profile, GPtrArray *rows, gint64 made_at, gint64 ends_at);
void             desk_profile_run_free     (DeskProfileRun *run);
DeskProfileRun  *desk_profile_run_from_row (const StoreProfileRun *row); /* NULL: unreadable */
StoreProfileRun *desk_profile_run_to_row   (const DeskProfileRun *run);
DeskProfileRow  *desk_profile_run_find     (DeskProfileRun *run, const char *key); /* borrowed, or NULL */
/* The rows of @run whose value the PBX has (@values) still is what was set, and no later one of @runs has taken over. */
GPtrArray       *desk_profile_run_dup_standing (GPtrArray *runs, DeskProfileRun *run, GHashTable *values);
/* Those somebody else has changed since. */
GPtrArray       *desk_profile_run_dup_foreign  (GPtrArray *runs, DeskProfileRun *run, GHashTable *values);
/* The rows as the PBX has them now. */
GPtrArray       *desk_profile_run_dup_now   (DeskProfileRun *run, GHashTable *values, gboolean is_refused);
/* @run goes: those after it lead back to where it came from. TRUE when any of them has changed. */
gboolean         desk_profile_run_bridge   (GPtrArray *runs, DeskProfileRun *run);

/* desk-profiles.c */
void     desk_profiles_update    (DeskProfiles *self); /* current and all that is told, after anything */
/* desk-profiles-store.c. @then may be NULL; it is not called when the session has ended. */
typedef void (*DeskProfilesWritten) (DeskProfiles *self, const GError *error);
void     desk_profiles_load      (DeskProfiles *self);
void     desk_profiles_keep_run  (DeskProfiles *self, DeskProfileRun *run, DeskProfilesWritten then);
void     desk_profiles_drop_run  (DeskProfiles *self, DeskProfileRun *run); /* from memory, too */
void     desk_profiles_keep      (DeskProfiles *self, DeskProfile *profile, gboolean is_removed);
/* desk-profiles-run.c */
void     desk_profiles_pump      (DeskProfiles *self); /* what is due by itself */
void     desk_profiles_drop_job  (DeskProfiles *self);

/* desk-profiles-line.c: reading values of these keys (a set of char *; the keys of a hash table do), and writing those of
 * rows, forwards or back. The first refusal ends the writing. */
void        desk_profiles_read_async   (DeskProfiles *self, GPtrArray *keys, GAsyncReadyCallback callback, gpointer user_data);
GHashTable *desk_profiles_read_finish  (DeskProfiles *self, GAsyncResult *result, GError **error);
void        desk_profiles_write_async  (DeskProfiles *self, GPtrArray *rows, gboolean is_back, GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean    desk_profiles_write_finish (DeskProfiles *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskProfileRun, desk_profile_run_free)

G_END_DECLS
