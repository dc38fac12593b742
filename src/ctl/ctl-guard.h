/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl/ctl-context.h"

G_BEGIN_DECLS

/* What is asked twice within a moment, by two runs started at once or one right after the other, is done once. Two
 * runs ask the same when account, command, arguments and the options that say which call are the same. The second
 * waits for the first one and ends as it did; right after one that was done it is not asked again, unless something
 * else was asked in between. All runs of a person share one small file that holds no word of what was asked. */

/* TRUE: go on, and tell ctl_guard_leave(). FALSE: it was asked already, or --again would be needed; said, *exit set. */
gboolean ctl_guard_enter  (CtlContext *ctx, CtlExit *exit);
/* While a person is asked others need not wait. */
void     ctl_guard_pause  (CtlContext *ctx);
void     ctl_guard_resume (CtlContext *ctx);
void     ctl_guard_leave  (CtlContext *ctx, CtlExit exit);

G_END_DECLS
