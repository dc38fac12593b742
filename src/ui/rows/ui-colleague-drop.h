/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/rows/ui-colleague-item.h"

G_BEGIN_DECLS

/* Lets a call of mine or somebody who is parked be dropped on a colleague: the call is passed on as by dragging the
 * colleague onto it, who is parked is sent there. */
void     ui_colleague_drop_add  (UiColleagueItem *item);
/* What a drop of @value (a DeskCall, a DeskPark) does now; FALSE when nothing. */
gboolean ui_colleague_drop_take (UiColleagueItem *item, const GValue *value, gboolean is_copy);

G_END_DECLS
