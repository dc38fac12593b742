/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl/ctl-output.h"
#include "pal/client/pal-client.h"
#include "store/store-account.h"

G_BEGIN_DECLS

/* What a run ends with; scripts rely on the numbers. */
typedef enum
{
  CTL_EXIT_DONE = 0,
  CTL_EXIT_REFUSED = 1,        /* the PBX said no */
  CTL_EXIT_USAGE = 2,
  CTL_EXIT_CANNOT_CONNECT = 3,
  CTL_EXIT_LOGIN_REFUSED = 4,
  CTL_EXIT_TIMED_OUT = 5,
} CtlExit;

typedef struct
{
  char *account, *profile, *url, *user, *tenant, *password_file, *fingerprint, *raw, *format_name;
  char **arguments; /* the command and its own */
  CtlFormat format;
  int timeout; /* seconds; 0 takes each method's own */
  gboolean url_login, plain, yes, remember, help, version;
} CtlOptions;

typedef struct _CtlContext CtlContext;
typedef struct _CtlCommand CtlCommand;

/* One run. Owned by ctl_run(), borrowed by everyone else. */
struct _CtlContext
{
  CtlOptions options;
  const CtlCommand *command;
  char **arguments;         /* borrowed from the options: what follows the command's name */
  char **users;             /* borrowed: whom CTL_SUBSCRIBE_USERS means; NULL is everyone */

  StoreAccounts *accounts;  /* NULL until ctl_accounts_open() */
  StoreAccount *account;    /* who signs in; saved or made of --url */
  gboolean is_saved;
  PalClient *client;
  gulong events_handler;
};

/* ctl-options.c */
gboolean             ctl_options_parse    (CtlOptions *self, int *argc, char ***argv, GError **error);
void                 ctl_options_clear    (CtlOptions *self);
const GOptionEntry  *ctl_options_get_entries (void); /* ends with a NULL name */
char                *ctl_options_get_help (void);

/* ctl-account.c: who signs in. */
gboolean             ctl_accounts_open    (CtlContext *ctx, GError **error);
CtlExit              ctl_account_resolve  (CtlContext *ctx);
gboolean             ctl_account_is_system (CtlContext *ctx); /* sa: its tenant goes into each call */
/* 64 hex digits in lower case, whatever stood between them; NULL after saying that it is none. */
char                *ctl_fingerprint_read (const char *text);
const char          *ctl_account_get_tenant (CtlContext *ctx);

/* ctl-terminal.c: questions to the person. */
gboolean             ctl_terminal_is_there (void);
gboolean             ctl_terminal_confirm (const char *question);
char                *ctl_terminal_ask_password (const char *question); /* NULL when given up; wipe after use */
char                *ctl_read_secret_file (const char *path, GError **error); /* "-" is standard input */
void                 ctl_wipe             (char *secret);

/* ctl-password.c */
char                *ctl_password_find    (CtlContext *ctx); /* NULL after saying why */
CtlExit              ctl_password_save    (CtlContext *ctx, StoreAccount *account, const char *password);
CtlExit              ctl_password_forget  (CtlContext *ctx, StoreAccount *account);

/* ctl-run.c: the whole program. */
int                  ctl_run              (int argc, char **argv);

G_END_DECLS
