/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-enums.h"
#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

/* The handshake after the line is open, both ways (section 3 of the guide), as a machine without I/O or time: it is
 * told what came and says what to do. Proof of success is the server's "active"; the result of the login counts as
 * well, once the server had its time to say so. */
typedef enum
{
  PAL_LOGIN_STATE_IDLE,
  PAL_LOGIN_STATE_CHALLENGE, /* the server owes a nonce, or "active" */
  PAL_LOGIN_STATE_REPLY,     /* the server owes the result of our answer */
  PAL_LOGIN_STATE_ACTIVE,    /* the server owes "active" */
  PAL_LOGIN_STATE_INACTIVE,  /* signed in to a server that is stopped */
  PAL_LOGIN_STATE_DONE,
} PalLoginState;

typedef enum
{
  PAL_LOGIN_NOTHING,
  PAL_LOGIN_ANSWER,    /* send the login with pal_login_dup_answer() */
  PAL_LOGIN_WAIT,      /* a new wait began: start its deadline */
  PAL_LOGIN_DONE,
  PAL_LOGIN_INACTIVE,
  PAL_LOGIN_BAD_NONCE, /* nothing we would put into a hash */
} PalLoginAction;

typedef struct
{
  PalLoginState state;
  gboolean answered; /* one login a connection */
  gboolean accepted; /* a result came */
  gboolean over;     /* it was done once, whether or not the server was stopped since */
} PalLogin;

void           pal_login_begin         (PalLogin *self, PalLoginMode mode);
PalLoginAction pal_login_take_nonce    (PalLogin *self, const char *nonce);
PalLoginAction pal_login_take_result   (PalLogin *self);
PalLoginAction pal_login_take_activity (PalLogin *self, gboolean active);
/* Whether what is missing can be done without: the result came, "active" did not. */
PalLoginAction pal_login_give_up       (PalLogin *self);

#define PAL_LOGIN_MAX_NONCE 256

gboolean       pal_login_check_nonce   (const char *nonce);
/* md5hex (user ":" nonce ":" md5hex (password)), lower case. Transfer full; a secret. */
char          *pal_login_dup_answer    (const char *user, const char *nonce, const char *password);
/* Overwrites, then frees; NULL is fine. */
void           pal_secret_free         (char *secret);

G_END_DECLS
