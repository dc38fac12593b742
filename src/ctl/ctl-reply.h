/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl/ctl-output.h"
#include "pal/protocol/pal-params.h"
#include "pal/protocol/pal-reply.h"

G_BEGIN_DECLS

/* The answer to @params in any of the formats. */
void ctl_reply_print (PalReply *reply, const PalParams *params, CtlFormat format);

G_END_DECLS
