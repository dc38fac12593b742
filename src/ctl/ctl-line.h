/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl/ctl-context.h"

G_BEGIN_DECLS

/* What a command wants to be told of. */
typedef enum
{
  CTL_SUBSCRIBE_NOTHING,
  CTL_SUBSCRIBE_OWN,   /* the legs of the one who signs in, or of the users named; slots that are named */
  CTL_SUBSCRIBE_USERS, /* everyone's legs and registrations */
  CTL_SUBSCRIBE_ALL,
} CtlSubscription;

typedef void (*CtlEventFunc) (const PalEvent *event, gpointer user_data);

/* Signs in and waits for @until. A connection that cannot be made is not tried again: the reason is said and
 * its exit code returned. Everything is said here; the caller only returns what it got. */
CtlExit   ctl_line_open    (CtlContext *ctx, CtlSubscription subscription, PalClientState until,
                            CtlEventFunc func, gpointer user_data);
typedef gboolean (*CtlConditionFunc) (gpointer user_data);
/* Lets things happen until the condition holds; FALSE when it does not after so many seconds. */
gboolean  ctl_line_wait    (CtlConditionFunc condition, gpointer user_data, guint seconds);
/* As above, as long as a connection may take; says so when it takes longer. */
CtlExit   ctl_line_wait_for (CtlContext *ctx, CtlConditionFunc condition, gpointer user_data);
/* The function of ctl_line_open() is not called any more: before its data goes. */
void      ctl_line_mute    (CtlContext *ctx);
/* Why the client waits or stopped, in words on standard error, and the exit code of it. */
CtlExit   ctl_line_explain (CtlContext *ctx);
/* Waits for the answer; NULL after saying why, with *exit set. */
PalReply *ctl_line_call    (CtlContext *ctx, PalParams *params, CtlExit *exit);
/* As above, but silent about a refusal. */
PalReply *ctl_line_try     (CtlContext *ctx, PalParams *params, GError **error);
/* Any method with any JSON; the answer whatever it says. */
PalReply *ctl_line_call_raw (CtlContext *ctx, const char *method, const char *json, CtlExit *exit);
CtlExit   ctl_error_to_exit (const GError *error);
/* Gives sa's calls the tenant they are about. */
void      ctl_line_set_tenant (CtlContext *ctx, PalParams *params);

G_END_DECLS
