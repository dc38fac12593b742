/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-flush.h"
#include "model/desk-line.h"

G_BEGIN_DECLS

/* desk-line.c. What the PBX said of it last, apart from what it shows. */
DeskLine      *desk_line_new               (const char *id, DeskFlush *flush);
void           desk_line_take              (DeskLine *self, const PalLineEvent *event);
void           desk_line_free              (DeskLine *self);
gboolean       desk_line_get_is_on         (DeskLine *self);
const char    *desk_line_get_talker        (DeskLine *self); /* the extension that has it, or NULL */
const char    *desk_line_get_talker_id     (DeskLine *self); /* its leg, or NULL */
void           desk_line_show              (DeskLine *self, DeskLamp lamp, gint64 since); /* no new since for the same lamp */
void           desk_line_set_who           (DeskLine *self, const char *number, const char *name); /* both may be NULL */

/* ::seen (DeskLine*): the PBX named a line for the first time. ::dropped (id): it is no longer listed, nor known to the
 * PBX. */
DeskLineModel *desk_line_model_new         (DeskFlush *flush);
DeskLine      *desk_line_model_take        (DeskLineModel *self, const PalLineEvent *event); /* borrowed */
DeskLine      *desk_line_model_free        (DeskLineModel *self, const char *id);            /* borrowed */
DeskLine      *desk_line_model_remember    (DeskLineModel *self, const char *id);            /* borrowed */
/* The ids the person listed; they are known from now on. */
void           desk_line_model_set_listed  (DeskLineModel *self, const char *const *ids);
DeskLine      *desk_line_model_find_room   (DeskLineModel *self, const char *room_id);       /* borrowed, may be NULL */
/* Between these two, events are the snapshot; the end frees the lines it did not name. */
void           desk_line_model_begin_snapshot (DeskLineModel *self);
void           desk_line_model_end_snapshot   (DeskLineModel *self);
void           desk_line_model_foreach     (DeskLineModel *self, GFunc func, gpointer user_data);

G_END_DECLS
