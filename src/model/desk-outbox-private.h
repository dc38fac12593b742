/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-edit-private.h"
#include "model/desk-list.h"
#include "model/desk-phonebooks.h"
#include "pal/client/pal-client.h"
#include "store/store-database.h"

G_BEGIN_DECLS

/* How long what was sent without an answer may still be on its way: nothing is sent again before. */
#define DESK_OUTBOX_PATIENCE (60 * (gint64) G_USEC_PER_SEC)

/* Edits that are done one after the other. */
typedef struct
{
  DeskOutbox *outbox; /* borrowed: it owns this */
  char *key;
  GQueue edits;      /* borrowed DeskEdit, in their order */
  DeskEdit *running; /* borrowed, or NULL */
  guint timer;       /* of the clock: until the first may go on */
  gboolean is_queued;
} DeskLane;

struct _DeskOutbox
{
  DeskList parent_instance;

  /* owned */
  PalClient *client;
  PalClock *clock;
  DeskPhonebooks *phonebooks; /* is told what is read and done */
  StoreDatabase *database; /* may be NULL */
  char *account_id, *tenant;
  GCancellable *cancellable;
  GHashTable *lanes;       /* key → DeskLane */
  GPtrArray *running;      /* DeskEdit */
  GPtrArray *unwritten;    /* DeskEdit that could not be written */
  GQueue ready;            /* borrowed DeskLane that may go on */
  GQueue leaving;          /* DeskEdit that are over, in the order of leaving */

  gint64 patience;
  gint64 last_id;          /* where there is no database */
  guint serial, n_waiting, n_stuck;
  guint load_timer, write_timer, leave_timer, tell_timer; /* of the clock */
  gboolean is_ready, is_loaded;
};

/* A part of the session (desk-parts.h). */
gpointer    desk_outbox_begin        (DeskSession *session);
void        desk_outbox_set_ready    (gpointer self, gboolean is_ready);
void        desk_outbox_end          (gpointer self); /* nothing is sent or told any more */

void        desk_outbox_set_patience (DeskOutbox *self, gint64 patience);

/* desk-outbox.c: what the dialogue with the PBX comes to. */
void        desk_outbox_end_run      (DeskOutbox *self, DeskEdit *edit, gint64 pause); /* until it goes on, in µs */
void        desk_outbox_confirm      (DeskOutbox *self, DeskEdit *edit);
void        desk_outbox_get_stuck    (DeskOutbox *self, DeskEdit *edit, DeskEditState state, const char *reason);
/* Over without a trace. */
void        desk_outbox_drop         (DeskOutbox *self, DeskEdit *edit);
void        desk_outbox_set_state    (DeskOutbox *self, DeskEdit *edit, DeskEditState state);
/* After it became another: waits for its turn. */
void        desk_outbox_requeue      (DeskOutbox *self, DeskEdit *edit, gboolean is_in_doubt);
void        desk_outbox_add          (DeskOutbox *self, DeskEdit *edit);
/* It is about another contact now, or it is known about which; the turn it has stays. */
void        desk_outbox_change_lane  (DeskOutbox *self, DeskEdit *edit);
void        desk_outbox_touch        (DeskOutbox *self, DeskEdit *edit); /* it may go on */

/* desk-outbox-store.c */
typedef void (*DeskOutboxWritten) (DeskOutbox *self, DeskEdit *edit, const GError *error);
void        desk_outbox_load         (DeskOutbox *self);
/* With @then (may be NULL) a failure is for it to deal with; else it is tried again by itself. */
void        desk_outbox_write        (DeskOutbox *self, DeskEdit *edit, DeskOutboxWritten then);

/* desk-outbox-send.c */
void        desk_outbox_start        (DeskOutbox *self, DeskEdit *edit); /* the next step of its dialogue */
void        desk_outbox_look         (DeskOutbox *self, DeskEdit *edit); /* for a new contact that may have come */

/* desk-outbox-read.c. Reads a contact and goes on with it; with NULL when there is none. */
typedef void (*DeskOutboxRead) (DeskOutbox *self, DeskEdit *edit, PalContactInfo *theirs);
void        desk_outbox_read_contact (DeskOutbox *self, DeskEdit *edit, const char *id, DeskOutboxRead then);
/* The dialogue ends for now: something could not be read; or @why (may be NULL), which grows less likely to pass. */
void        desk_outbox_reading_failed (DeskOutbox *self, DeskEdit *edit, const GError *error);
void        desk_outbox_pause_run    (DeskOutbox *self, DeskEdit *edit, const char *why);
/* Whether it goes on after an answer; @self is what it belongs to. */
gboolean    desk_outbox_goes_on      (DeskEdit *edit, DeskOutbox **self);
/* The PBX understood and said no: then it did nothing. After anything else nothing is known. */
gboolean    desk_outbox_is_refusal   (const GError *error);

/* desk-outbox-ids.c: the ids of all contacts of a phonebook, or of those that a search finds, or that are called @name
 * (each may be NULL); NULL with an error. */
void        desk_outbox_list_async   (DeskOutbox *self, const char *phonebook, const char *search, const char *name,
                                      GAsyncReadyCallback callback, gpointer user_data);
GPtrArray  *desk_outbox_list_finish  (DeskOutbox *self, GAsyncResult *result, GError **error);
/* For sa, who has to say whose phonebooks are meant. */
void        desk_outbox_set_tenant   (DeskOutbox *self, PalParams *params);

G_END_DECLS
