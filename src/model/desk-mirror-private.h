/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-mirror.h"
#include "pal/client/pal-client.h"
#include "pal/protocol/pal-contact-info.h"

G_BEGIN_DECLS

#define DESK_MIRROR_PAGE 1000                             /* the most the PBX gives */
#define DESK_MIRROR_GAP (50 * G_TIME_SPAN_MILLISECOND)    /* between two requests: 20 a second */
#define DESK_MIRROR_INTERVAL (30 * G_TIME_SPAN_MINUTE)    /* between two rounds */
#define DESK_MIRROR_OLD (24 * G_TIME_SPAN_HOUR)           /* then a contact is fetched again */
#define DESK_MIRROR_YIELD (1 * G_TIME_SPAN_SECOND)
#define DESK_MIRROR_BATCH 50                              /* contacts a transaction */

struct _DeskMirror
{
  GObject parent_instance;

  /* borrowed */
  DeskSession *session;     /* NULL when it is gone */

  /* owned */
  PalClient *client;
  PalClock *clock;
  StoreDatabase *database;  /* NULL: there is no copy */
  char *account_id, *language, *error, *first_id;
  GCancellable *run;        /* of what is going on; another one after each stop */
  DeskMirrorTable *table;
  GQueue wanted;            /* of StoreContact, to be fetched */
  GPtrArray *fetched;       /* of StoreContact, to be saved */
  GPtrArray *gone;          /* of ids */
  GHashTable *outdated;     /* ids whose answer under way is older than what is known */
  StoreContactsState state;

  gint64 next_at, held_until;       /* monotonic */
  gint64 rebuild_at;
  guint timer, rebuild_timer, n_pending, n_failures;
  gboolean is_enabled, is_loaded, is_ready, is_running, is_denied;
  gboolean is_storing, is_rebuilding, is_dirty, wants_round;
};

/* A part of the session (desk-parts.h). */
gpointer desk_mirror_begin        (DeskSession *session);
void     desk_mirror_set_ready    (gpointer part, gboolean is_ready);
void     desk_mirror_end          (gpointer part);

/* desk-mirror.c */
void desk_mirror_set_running      (DeskMirror *self, gboolean is_running);
void desk_mirror_set_error        (DeskMirror *self, const char *error);
void desk_mirror_take_state       (DeskMirror *self, const StoreContactsState *state);
void desk_mirror_spoil            (DeskMirror *self); /* the table is no longer what the store has */

/* desk-mirror-fetch.c */
void desk_mirror_step             (DeskMirror *self); /* does what is due next, and sees to it that it goes on */
void desk_mirror_stop             (DeskMirror *self);
void desk_mirror_save             (DeskMirror *self); /* what was fetched, unless that is under way */
StoreContact *desk_mirror_make_contact (const char *id, const char *name, const char *phonebook, gboolean is_shared,
                                        PalContactInfo *info, gint64 fetched_at);
/* What all writings of a number have in common: its last digits, or all of a short one. NULL: there are none. */
char *desk_mirror_dup_key         (const char *number);

G_END_DECLS
