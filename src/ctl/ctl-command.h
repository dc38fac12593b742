/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl/ctl-context.h"

G_BEGIN_DECLS

/* What an argument is, for the completion. */
typedef enum
{
  CTL_ARGUMENT_NONE,
  CTL_ARGUMENT_ACCOUNT,
  CTL_ARGUMENT_METHOD,
  CTL_ARGUMENT_CALL, /* a method, then its parameters */
} CtlArgumentKind;

struct _CtlCommand
{
  const char *name;      /* one word, or two */
  const char *arguments; /* as the help shows them; N_() */
  const char *summary;   /* N_() */
  int min, max;          /* how many arguments; max -1 for any */
  CtlArgumentKind kind;
  gboolean needs_account; /* who signs in is known before the handler runs */
  CtlExit (*run) (CtlContext *ctx);
};

/* All commands; ends with a NULL name. */
const CtlCommand *ctl_commands_get    (void);
/* The command that @words begin with, and how many of them are its name. */
const CtlCommand *ctl_commands_lookup (char **words, guint *n_words);

/* The handlers, one file a subject. */
CtlExit ctl_accounts_list   (CtlContext *ctx);
CtlExit ctl_accounts_add    (CtlContext *ctx);
CtlExit ctl_accounts_trust  (CtlContext *ctx);
CtlExit ctl_accounts_remove (CtlContext *ctx);
CtlExit ctl_call_method     (CtlContext *ctx);
CtlExit ctl_help            (CtlContext *ctx);
CtlExit ctl_methods         (CtlContext *ctx);
CtlExit ctl_watch           (CtlContext *ctx);
CtlExit ctl_presence        (CtlContext *ctx);
CtlExit ctl_dial            (CtlContext *ctx);
CtlExit ctl_hang_up         (CtlContext *ctx);

/* ctl-complete.c: candidates for the last of @words, one a line. */
void    ctl_complete        (char **words);

G_END_DECLS
