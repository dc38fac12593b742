/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pal/client/pal-client.h"
#include "tests/lib/fake-transport.h"
#include "tests/lib/test-wait.h"

G_BEGIN_DECLS

#define S G_GINT64_CONSTANT (1000000)

/* A client in virtual time on a line to nowhere. */
typedef struct
{
  PalVirtualClock *clock;
  FakeTransport *line;
  PalClient *client;
  GString *states;  /* a letter a change: OCASRWX */
  GString *events;  /* "status:200 " each */
  guint n_batches;
  double random;
} ClientFixture;

void  client_fixture_set_up    (ClientFixture *fixture, gconstpointer url); /* NULL: wss://pbx.example/pbx/ws */
void  client_fixture_tear_down (ClientFixture *fixture, gconstpointer url); /* everything is finalised */

/* Each stands where its name says afterwards; user 1000, password 1000. */
void  client_fixture_connect   (ClientFixture *fixture); /* Authenticating */
void  client_fixture_login     (ClientFixture *fixture); /* Syncing, nothing answered */
void  client_fixture_ready     (ClientFixture *fixture); /* Ready, the ping answered */

/* Takes the next request, checks its method and returns its id. */
char *client_fixture_expect    (ClientFixture *fixture, const char *method);
void  client_fixture_expect_nothing (ClientFixture *fixture);
void  client_fixture_answer    (ClientFixture *fixture, const char *method, const char *result);
void  client_fixture_refuse    (ClientFixture *fixture, const char *method, int code, const char *message);
void  client_fixture_advance   (ClientFixture *fixture, gint64 by);
void  client_fixture_assert    (ClientFixture *fixture, const char *states); /* since the last time */
/* A call by a user of the client; *result is set when it ends. */
void  client_fixture_call      (ClientFixture *fixture, PalMethodId method, const char *argument, GCancellable *cancellable, GAsyncResult **result);

G_END_DECLS
