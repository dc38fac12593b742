/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-operation.h"

G_BEGIN_DECLS

DeskOperation *desk_operation_new           (DeskVerb verb, const char *subject, const char *target);
/* Ends it; @error is copied and may be NULL. A second end does nothing. */
void           desk_operation_end           (DeskOperation *self, const GError *error);

G_END_DECLS
