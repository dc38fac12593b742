/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-types.h"

G_BEGIN_DECLS

/* Who talked last in which room, as the events of all watched users say: for naming who waits in a slot or a queue,
 * where the PBX names a room only. Holds a limited number, the oldest go. */
typedef struct _DeskTraces DeskTraces;

typedef struct
{
  char *room_id;
  char *user, *user_name;   /* of the event; never NULL */
  char *other, *other_name; /* the far side it named last; never NULL */
} DeskTrace;

DeskTraces      *desk_traces_new   (void);
void             desk_traces_free  (DeskTraces *self);
void             desk_traces_clear (DeskTraces *self);
void             desk_traces_note  (DeskTraces *self, const PalStatusEvent *event);
/* The PBX was asked: @number is the far side there. */
void             desk_traces_learn (DeskTraces *self, const char *room_id, const char *number, const char *name);
const DeskTrace *desk_traces_find  (DeskTraces *self, const char *room_id); /* NULL when nothing is known */

G_END_DECLS
