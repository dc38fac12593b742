/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-session.h"

G_BEGIN_DECLS

/* Words for a call of mine. Transfer full. */

/* "Mori Trading", "Chie Mori, Ben Okafor": with whom. */
char *ui_call_dup_title      (DeskCall *call);

/* "Incoming call", "On hold", "Asking Chie Mori first: ringing", "Busy". */
char *ui_call_dup_state_text (DeskSession *session, DeskCall *call);

/* The name of a colleague by that number, or the number itself. */
char *ui_call_dup_name_of    (DeskSession *session, const char *number);

G_END_DECLS
