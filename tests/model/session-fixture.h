/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-session-private.h"
#include "tests/lib/fake-transport.h"
#include "tests/lib/test-wait.h"

G_BEGIN_DECLS

/* A session in virtual time, of extension 1000 or another, whose PBX the test plays. */
#define SECOND G_USEC_PER_SEC

typedef struct
{
  PalVirtualClock *clock;
  FakeTransport *line;
  StoreAccount *account;
  StoreDatabase *database; /* NULL but where a test sets it before the session */
  DeskSession *session;
  GPtrArray *sent;         /* texts not yet answered */
  GString *told;           /* what a test's listeners write down */
} SessionFixture;

void session_fixture_set_up    (SessionFixture *fixture, gconstpointer user); /* NULL: 1000 */
void session_fixture_tear_down (SessionFixture *fixture, gconstpointer user); /* everything is finalised */
/* The two halves of these, for a program that is started again. */
void session_fixture_open      (SessionFixture *fixture);
void session_fixture_close     (SessionFixture *fixture);
void session_fixture_advance   (SessionFixture *fixture, gint64 by);

/* Signed in as an ordinary user among 1000 Ann, 1001 (no name is told) and 1002 Cid, who is offline. */
void           session_fixture_start         (SessionFixture *fixture);
DeskExtension *session_fixture_find          (SessionFixture *fixture, const char *number);
void           session_fixture_check         (SessionFixture *fixture, const char *number, const char *name, DeskPresence presence);
DeskCall      *session_fixture_get_only_call (SessionFixture *fixture); /* kept by the model */

/* What the PBX does. A request is the oldest of its method not answered yet, and holds @part (NULL: anything);
 * @result and @members are JSON. */
char    *pbx_take       (SessionFixture *fixture, const char *method); /* NULL: none */
char    *pbx_expect     (SessionFixture *fixture, const char *method, const char *part);
void     pbx_answer     (SessionFixture *fixture, const char *method, const char *part, const char *result);
void     pbx_refuse     (SessionFixture *fixture, const char *method, int code, const char *message);
void     pbx_notify     (SessionFixture *fixture, const char *method, const char *members);
/* @more: further members, each with a comma before it. */
void     pbx_status     (SessionFixture *fixture, const char *user, int code, const char *room, const char *talker,
                         const char *more);
void     pbx_registered (SessionFixture *fixture, const char *user, gboolean is_registered);
void     pbx_log_in     (SessionFixture *fixture);                  /* up to "active" */
void     pbx_get_ready  (SessionFixture *fixture, gboolean is_admin); /* from there to Ready */

G_END_DECLS
