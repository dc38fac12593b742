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
  CTL_ARGUMENT_CALL,     /* a method, then its parameters */
  CTL_ARGUMENT_PROPERTY, /* an extension, then names of properties */
  CTL_ARGUMENT_SETTING,  /* likewise, with values */
  CTL_ARGUMENT_TYPE,     /* a type of extension, then a subtype */
} CtlArgumentKind;

/* A command that is one method: its arguments in order are these parameters, after them comes NAME=VALUE. */
typedef struct
{
  PalMethodId method;
  const char *const *parameters; /* of the arguments in order; the last one takes the rest when it ends in "…" */
  const char *const *fixed;      /* NAME=VALUE, or NULL */
  const char *prefix;            /* of the names in NAME=VALUE, or NULL */
  const char *question;          /* N_(), with {name} for the first argument: asked before it is done; or NULL */
  const char *done;              /* N_(), likewise: said when it can be seen that it happened; or NULL */
  PalMethodId check;             /* with done: the method that then works, or does not any more; same arguments */
  const char *const *check_fixed; /* NAME=VALUE, or NULL */
  gboolean is_gone;
} CtlBinding;

struct _CtlCommand
{
  const char *name;      /* one word, or two */
  const char *arguments; /* as the help shows them; N_() */
  const char *summary;   /* N_() */
  int min, max;          /* how many arguments; max -1 for any */
  CtlArgumentKind kind;
  CtlOptionSet options;   /* beside those that go with every command */
  gboolean needs_account; /* who signs in is known before the handler runs */
  CtlExit (*run) (CtlContext *ctx);
  const CtlBinding *binding; /* of ctl_run_method() */
};

/* All commands; ends with a NULL name. */
const CtlCommand *ctl_commands_get    (void);
/* The command that @words begin with, and how many of them are its name. */
const CtlCommand *ctl_commands_lookup (char **words, guint *n_words);

/* The handlers, one file a subject. */
CtlExit ctl_accounts_list   (CtlContext *ctx);
CtlExit ctl_accounts_add    (CtlContext *ctx);
CtlExit ctl_accounts_set    (CtlContext *ctx);
CtlExit ctl_accounts_trust  (CtlContext *ctx);
CtlExit ctl_accounts_remove (CtlContext *ctx);
CtlExit ctl_call_method     (CtlContext *ctx);
CtlExit ctl_run_method      (CtlContext *ctx); /* by the binding */
CtlExit ctl_help            (CtlContext *ctx);
CtlExit ctl_methods         (CtlContext *ctx);
CtlExit ctl_watch           (CtlContext *ctx);
CtlExit ctl_presence        (CtlContext *ctx);
CtlExit ctl_find            (CtlContext *ctx); /* asks the program that runs */
CtlExit ctl_dial            (CtlContext *ctx);
CtlExit ctl_unpark          (CtlContext *ctx);
CtlExit ctl_act             (CtlContext *ctx); /* what is done with one call: hangup, hold, park, transfer … */
CtlExit ctl_note_show       (CtlContext *ctx);
CtlExit ctl_note_edit       (CtlContext *ctx);
CtlExit ctl_phonebook_import (CtlContext *ctx);
CtlExit ctl_phonebook_undo  (CtlContext *ctx);
CtlExit ctl_phonebook_export (CtlContext *ctx);
CtlExit ctl_profile_list    (CtlContext *ctx); /* these ask the program that runs */
CtlExit ctl_profile_preview (CtlContext *ctx);
CtlExit ctl_profile_apply   (CtlContext *ctx);
CtlExit ctl_profile_undo    (CtlContext *ctx);
CtlExit ctl_timer_show      (CtlContext *ctx);
CtlExit ctl_timer_set       (CtlContext *ctx);
CtlExit ctl_timer_explain   (CtlContext *ctx);
CtlExit ctl_timer_preview   (CtlContext *ctx);
CtlExit ctl_ext_list        (CtlContext *ctx);
CtlExit ctl_ext_properties  (CtlContext *ctx);
CtlExit ctl_ext_get         (CtlContext *ctx);
CtlExit ctl_ext_set         (CtlContext *ctx);
CtlExit ctl_ext_diff        (CtlContext *ctx);
CtlExit ctl_ext_create      (CtlContext *ctx);

/* ctl-complete.c: candidates for the last of @words, one a line. */
void    ctl_complete        (char **words);

G_END_DECLS
