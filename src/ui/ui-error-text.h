/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "pal/protocol/pal-enums.h"

G_BEGIN_DECLS

/* Words for people. All texts are plain (never markup) and translated; the PBX's own words stand at the end,
 * in quotation marks, cleaned of control characters and cut to a readable length. Transfer full. */

/* The one place where an error becomes a sentence. NULL for a cancelled request and for NULL. */
char *ui_error_to_text       (const GError *error);

/* Why the line is down and waits for the person. */
char *ui_stop_reason_to_text (PalStopReason reason, const GError *error);

/* One or two words: "Signing in…". */
char *ui_state_to_text       (PalClientState state);

/* Why a call ended (SIP code, Q.850 cause; 0 when not known). NULL after an ordinary end. */
char *ui_rescode_to_text     (int rescode, int q850);

G_END_DECLS
