/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-operation.h"

G_BEGIN_DECLS

/* @talker_id: the leg it acts on, NULL for a dial. */
DeskOperation *desk_operation_new           (DeskOperationKind kind, const char *target,
                                             const char *talker_id);
const char    *desk_operation_get_talker_id (DeskOperation *self);
/* Ends it; @error is copied and may be NULL. A second end does nothing. */
void           desk_operation_end           (DeskOperation *self, const GError *error);

G_END_DECLS
