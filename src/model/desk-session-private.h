/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-call-private.h"
#include "model/desk-caller-private.h"
#include "model/desk-directory.h"
#include "model/desk-errands.h"
#include "model/desk-groups.h"
#include "model/desk-short-dials.h"
#include "model/desk-inquiry.h"
#include "model/desk-findable-contacts.h"
#include "model/desk-finder-private.h"
#include "model/desk-leg-table.h"
#include "model/desk-line-private.h"
#include "model/desk-log-private.h"
#include "model/desk-mirror-private.h"
#include "model/desk-park-private.h"
#include "model/desk-parts.h"
#include "model/desk-presence-model-private.h"
#include "model/desk-queue-private.h"
#include "model/desk-traces.h"
#include "model/desk-rules-private.h"
#include "model/desk-voicemail-private.h"
#include "model/desk-watch.h"
#include "pal/client/pal-client.h"

G_BEGIN_DECLS

struct _DeskSession
{
  GObject parent_instance;

  /* borrowed */
  DeskExtension *own;      /* row of colleagues, or NULL for sa */

  /* owned */
  StoreAccount *account;
  StoreDatabase *database; /* may be NULL */
  PalClient *client;
  PalClock *clock;
  DeskFlush *flush;
  DeskLegTable *legs;
  DeskPresenceModel *colleagues;
  DeskCallModel *calls;
  DeskFinder *finder;
  DeskFindableContacts *findable_contacts;
  DeskParkModel *parks;
  DeskLineModel *lines;
  DeskQueueModel *queues;
  DeskTraces *traces;
  DeskInquiry *inquiry;
  DeskDirectory *directory;
  DeskVoicemail *voicemail; /* NULL for sa */
  char *voicemail_number;   /* as dialled, or NULL */
  DeskMonitor *monitor;
  GHashTable *tones;       /* DeskCall -> DeskTones (desk-tones.c) */
  DeskErrands *errands;    /* waits, flights, texts */
  DeskNotices *notices;
  DeskRules *rules;
  DeskGroups *groups;
  DeskShortDials *short_dials;
  DeskNumbers *numbers;
  DeskLog *log;
  gpointer parts[N_DESK_PARTS]; /* desk-parts.c */
  GPtrArray *operations;   /* of DeskRunning (desk-verbs.c) */
  GPtrArray *stale_rows;   /* still to be told, or NULL */
  GCancellable *cancellable;
  GSource *stale_job, *sweep_job, *retry;
  gint64 stale_since;
  guint n_calls_seen;      /* own legs that ever appeared */
  guint watch_timer;       /* of the clock */
  gboolean is_narrow;      /* watching only own and favourites */
  gboolean is_refused;     /* the PBX is known not to show everybody */
  gboolean is_silent;      /* it told of nobody either way, which is no refusal */
  gboolean has_heard;      /* of any user, on this connection */
  PalClientState last_state;
};

/* The name to show for a number: a colleague's, else what the PBX @told (may be NULL), else the number; never NULL. */
const char *desk_session_name_of (DeskSession *self, const char *number, const char *told);

/* desk-views.c. Between begin and end, changes are collected; the end brings the views up to the leg table. */
void desk_session_begin          (DeskSession *self);
void desk_session_end            (DeskSession *self);
/* The way every event goes; also for benchmarks and tests. */
void desk_session_feed           (DeskSession *self, PalEventBatch *batch);
void desk_session_set_stale      (DeskSession *self, gboolean is_stale);
void desk_session_start_sweep    (DeskSession *self); /* of what a snapshot did not name */

/* desk-session.c */
void desk_session_message        (DeskSession *self, const char *text); /* in the window, and outside it */
void desk_session_say            (DeskSession *self, const char *text); /* in the window only */
void desk_session_emit_failed    (DeskSession *self, DeskOperation *operation);
void desk_session_emit_text_not_sent (DeskSession *self, const char *extension, const char *text);

void desk_verbs_init             (DeskSession *self);
void desk_verbs_check            (DeskSession *self); /* ends operations that have been done */
void desk_verbs_drop             (DeskSession *self); /* the line is gone: nothing can be confirmed */
void desk_verbs_clear            (DeskSession *self);
void desk_verbs_update_allowed   (DeskSession *self);
DeskOperation *desk_verbs_find_ending (DeskSession *self, const char *talker_id); /* that takes my leg away; or NULL */

void desk_talkers_ask            (DeskSession *self, const char *room_id);
void desk_talkers_look           (DeskSession *self); /* asks the PBX about rooms of mine met midway */
void desk_monitor_look           (DeskSession *self); /* desk-monitor.c; after a slice of events */

GHashTable *desk_tones_new_table (void);
void desk_tones_forget_ended     (DeskSession *self); /* of calls that are gone */
void desk_personal_load          (DeskSession *self);
void desk_personal_add_recent    (DeskSession *self, const char *number);

G_END_DECLS
