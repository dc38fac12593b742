/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-call.h"
#include "model/desk-flush.h"
#include "model/desk-leg.h"
#include "model/desk-verb-table.h"
#include "pal/client/pal-clock.h"

G_BEGIN_DECLS

DeskCall *desk_call_new            (const char *id, DeskFlush *flush);

/* How people and queues are called, and which line a call is on. */
typedef struct
{
  /* @pbx_name is what the PBX calls the number, or NULL; transfer none, never NULL */
  const char *(*name_of)  (const char *number, const char *pbx_name, gpointer user_data);
  const char *(*label_of) (const char *queue, gpointer user_data);
  const char *(*line_of)  (const char *room_id, gpointer user_data); /* NULL: none */
  gpointer user_data;
} DeskCallNames;

/* The others in the call; NULL when it is no conference. */
char    **desk_call_list_members   (const DeskLeg *own, const DeskCallNames *names);
void      desk_call_update         (DeskCall *self, const DeskLeg *leg, const DeskCallNames *names);
void      desk_call_set_allowed    (DeskCall *self, DeskVerbs verbs); /* what the login may do at all */
void      desk_call_set_pending    (DeskCall *self, DeskOperation *operation);
void      desk_call_notify_stale   (DeskCall *self);
/* The leg is gone: TRUE when the person should be told why. */
gboolean  desk_call_end            (DeskCall *self, const DeskLeg *leg);

DeskCallModel *desk_call_model_new          (DeskFlush *flush, PalClock *clock);
DeskCall      *desk_call_model_find         (DeskCallModel *self, const char *talker_id); /* borrowed */
void           desk_call_model_set_phone    (DeskCallModel *self, int phone_index); /* shown when several ring */
void           desk_call_model_set_allowed  (DeskCallModel *self, DeskVerbs verbs);
/* Makes the rows those of my legs; @gone are the legs just removed. @own may be NULL. */
void           desk_call_model_sync         (DeskCallModel *self, const DeskUser *own, GPtrArray *gone,
                                             const DeskCallNames *names);
void           desk_call_model_notify_stale (DeskCallModel *self);

G_END_DECLS
