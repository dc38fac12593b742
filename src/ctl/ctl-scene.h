/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl/ctl-line.h"
#include "model/desk-leg-table.h"

G_BEGIN_DECLS

/* What is going on, kept up to date while the main context runs: the legs of the users that were asked for,
 * the slots that were asked for. */
typedef struct _CtlScene CtlScene;

/* Signs in and reads the present state; NULL after saying why, with *exit set. Every user that was named is
 * in the table's list of changed ones. */
CtlScene      *ctl_scene_open         (CtlContext *ctx, CtlSubscription subscription, CtlExit *exit);
void           ctl_scene_free         (CtlScene *self); /* before the context's client goes */
DeskLegTable  *ctl_scene_get_legs     (CtlScene *self);
gboolean       ctl_scene_is_parked    (CtlScene *self, const char *slot);

/* Forgets what came before: the next ones are told since. */
void           ctl_scene_mark         (CtlScene *self);
/* The newest leg of @user that appeared since, or NULL. */
const DeskLeg *ctl_scene_find_newborn (CtlScene *self, const char *user);
/* What the PBX said since of a transfer: PAL_CALL_STATUS_TRANSFER_RESPONSE, …_FAIL, or 0. */
int            ctl_scene_get_transfer (CtlScene *self);

/* The one call that is meant: of --talker, or the only one in one of @states (bits by DeskLegState) of
 * --extension or of the one who signs in. NULL after saying why not, with *exit set. */
const DeskLeg *ctl_scene_choose       (CtlScene *self, guint states, const char *none, CtlExit *exit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtlScene, ctl_scene_free)

G_END_DECLS
