/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl/ctl-context.h"
#include "pal/protocol/pal-reply.h"

G_BEGIN_DECLS

/* The answer to @params in any of the formats. */
void ctl_reply_print (PalReply *reply, const PalParams *params, CtlFormat format);
/* What a command did, as a sentence, or as a record of the command, what it was done to and its effect. */
void ctl_tell_done   (CtlContext *ctx, const char *key, const char *value, const char *effect, const char *text);

G_END_DECLS
