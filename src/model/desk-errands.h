/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-flight-private.h"
#include "model/desk-session.h"
#include "model/desk-wait-private.h"

G_BEGIN_DECLS

/* What a session does later, or follows after it was done: waits, flights, texts. For desk-session.c and its
 * neighbours. */
typedef struct
{
  DeskSession *session; /* borrowed: it owns this */

  /* owned */
  DeskWaitModel *waits;
  DeskFlightModel *flights;
  GHashTable *errands;  /* DeskOperation (owned) → DeskErrand */
} DeskErrands;

/* What hangs on an operation. */
typedef struct
{
  DeskFlight *flight;     /* owned, or NULL */
  DeskWait *wait;         /* owned, or NULL */
  char *extension, *text; /* to be sent once it is seen to be done; NULL: none */
} DeskErrand;

DeskErrands     *desk_errands_new            (DeskSession *session);
void             desk_errands_free           (DeskErrands *self);

/* The line: a snapshot begins, is complete, or nothing can be said any more. */
void             desk_errands_begin_snapshot (DeskErrands *self);
void             desk_errands_set_ready      (DeskErrands *self, gboolean is_ready);

/* At the end of a slice: what changed, before it is settled; then what is to be done. */
void             desk_errands_see            (DeskErrands *self, GPtrArray *dirty, GPtrArray *gone);
void             desk_errands_check          (DeskErrands *self);
void             desk_errands_see_park       (DeskErrands *self, const PalParkEvent *event);

/* Of every operation: it is about to be asked for; it has ended. */
void             desk_errands_begin          (DeskErrands *self, DeskOperation *operation);
void             desk_errands_end            (DeskErrands *self, DeskOperation *operation, const GError *error);
DeskErrand      *desk_errands_ensure         (DeskErrands *self, DeskOperation *operation);
const char      *desk_errands_name           (DeskErrands *self, const char *number); /* of a colleague, else the number */

/* desk-errands-waits.c */
void             desk_errands_connect_waits  (DeskErrands *self);
void             desk_errands_load           (DeskErrands *self); /* what was kept */
void             desk_errands_send_on        (DeskErrands *self); /* callers that ring here on their way */
void             desk_errands_end_wait       (DeskErrands *self, DeskWait *wait, DeskVerb verb, const GError *error);

/* desk-errands-texts.c */
void             desk_errands_end_text       (DeskErrands *self, DeskOperation *operation, const DeskErrand *errand,
                                              const GError *error);

G_END_DECLS
