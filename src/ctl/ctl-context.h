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
  char *talker, *extension, *file, *description, *access, *book, *type, *from, *zone, *kind, *until;
  char **arguments; /* the command and its own */
  CtlFormat format;
  int timeout; /* seconds; 0 takes each method's own */
  int number, limit, offset, days; /* -1 when not given */
  gboolean url_login, plain, yes, again, no_wait, remember, help, version;
  gboolean attended, cancel, complete, conference, shared, explain;
} CtlOptions;

/* Which commands an option goes with; one that is not of a set goes with all. */
typedef enum
{
  CTL_OPTIONS_NONE = 0,
  CTL_OPTIONS_RAW = 1 << 0,
  CTL_OPTIONS_REMEMBER = 1 << 1,
  CTL_OPTIONS_YES = 1 << 2,
  CTL_OPTIONS_NO_WAIT = 1 << 3,
  CTL_OPTIONS_TALKER = 1 << 4,
  CTL_OPTIONS_EXTENSION = 1 << 5,
  CTL_OPTIONS_TRANSFER = 1 << 6,
  CTL_OPTIONS_NUMBER = 1 << 7,
  CTL_OPTIONS_DAYS = 1 << 8,
  CTL_OPTIONS_SEARCH = 1 << 9,
  CTL_OPTIONS_NOTE = 1 << 10,
  CTL_OPTIONS_TYPE = 1 << 11,
  CTL_OPTIONS_AGAIN = 1 << 12, /* of what a second press must not do twice: see ctl-guard.h */
  CTL_OPTIONS_BOOK = 1 << 13,
  CTL_OPTIONS_EXPORT = 1 << 14,
  CTL_OPTIONS_FIND = 1 << 15,
  CTL_OPTIONS_UNTIL = 1 << 16,
} CtlOptionSet;

typedef struct _CtlContext CtlContext;
typedef struct _CtlCommand CtlCommand;
typedef struct _CtlGuard CtlGuard;

/* One run. Owned by ctl_run(), borrowed by everyone else. */
struct _CtlContext
{
  CtlOptions options;
  const CtlCommand *command;
  char **arguments;         /* borrowed from the options: what follows the command's name */
  const char *const *users; /* borrowed: whom a subscription means; NULL is everyone, or the one who signs in */
  const char *const *parks; /* borrowed: the slots to hear of, or NULL */

  StoreAccounts *accounts;  /* NULL until ctl_accounts_open() */
  StoreAccount *account;    /* who signs in; saved or made of --url */
  gboolean is_saved;
  CtlGuard *guard;          /* NULL for what may be asked twice */
  PalClient *client;
  gulong events_handler;
};

/* ctl-options.c */
gboolean             ctl_options_parse    (CtlOptions *self, int *argc, char ***argv, GError **error);
void                 ctl_options_clear    (CtlOptions *self);
const GOptionEntry  *ctl_options_get_entries (void); /* ends with a NULL name */
CtlOptionSet         ctl_options_get_set  (const GOptionEntry *entry);
/* Only options that go with the command were given; says which is not. */
gboolean             ctl_options_check    (const CtlOptions *self, const CtlCommand *command);
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
/* DONE with --yes or when the person said so; says why not otherwise. @question is taken. */
CtlExit              ctl_confirm          (CtlContext *ctx, char *question);
char                *ctl_terminal_ask_password (const char *question); /* NULL when given up; wipe after use */
char                *ctl_read_secret_file (const char *path, GError **error); /* "-" is standard input */
/* A whole text in UTF-8; wipe it when it may hold a secret. */
char                *ctl_read_text_file   (const char *path, gsize limit, GError **error);
void                 ctl_wipe             (char *secret);

/* ctl-password.c */
char                *ctl_password_find    (CtlContext *ctx); /* NULL after saying why */
CtlExit              ctl_password_save    (CtlContext *ctx, StoreAccount *account, const char *password);
CtlExit              ctl_password_forget  (CtlContext *ctx, StoreAccount *account);

/* ctl-run.c: the whole program. */
int                  ctl_run              (int argc, char **argv);

G_END_DECLS
