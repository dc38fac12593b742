/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-list.h"
#include "model/desk-types.h"

G_BEGIN_DECLS

/* What a shared line shows. */
typedef enum
{
  DESK_LAMP_FREE,
  DESK_LAMP_RINGING,
  DESK_LAMP_MINE,         /* I talk on it, or took it */
  DESK_LAMP_OTHER,        /* somebody else does */
  DESK_LAMP_PARKED_BY_ME,
  DESK_LAMP_PARKED,
} DeskLamp;

/* A shared line. Its id serves as a park number as well. Properties (read-only, notify): id, lamp (DeskLamp), who (who
 * talks on it, rings or waits; never NULL), since (monotonic µs of the lamp, 0 while free), room-id (or NULL),
 * other-number (of who, or NULL). */
#define DESK_TYPE_LINE (desk_line_get_type ())
G_DECLARE_FINAL_TYPE (DeskLine, desk_line, DESK, LINE, GObject)

const char *desk_line_get_id           (DeskLine *self);
DeskLamp    desk_line_get_lamp         (DeskLine *self);
const char *desk_line_get_who          (DeskLine *self);
const char *desk_line_get_other_number (DeskLine *self);
gint64      desk_line_get_since        (DeskLine *self);
const char *desk_line_get_room_id      (DeskLine *self);

/* All lines known, free ones too, in order of their ids: a GListModel of DeskLine. */
#define DESK_TYPE_LINE_MODEL (desk_line_model_get_type ())
G_DECLARE_FINAL_TYPE (DeskLineModel, desk_line_model, DESK, LINE_MODEL, DeskList)

DeskLine   *desk_line_model_find       (DeskLineModel *self, const char *id); /* borrowed, may be NULL */

G_END_DECLS
