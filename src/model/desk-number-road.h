/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-session.h"

G_BEGIN_DECLS

/* The numbers of a session: its colleagues' are known as such, and those its verbs call go by the account's rules. */
void  desk_session_begin_numbers (DeskSession *self);
void  desk_session_end_numbers   (DeskSession *self);
/* What the PBX is sent for @target: another number only with verbs that call one. */
char *desk_session_dup_sent      (DeskSession *self, DeskVerb verb, const char *target);

G_END_DECLS
