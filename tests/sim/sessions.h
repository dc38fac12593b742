/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "raw-client.h"

G_BEGIN_DECLS

#define SESSION_DESK "login_user=1002&login_password=1002"
#define SESSION_ADMIN "login_user=1001&login_password=1001"
#define SESSION_SYSTEM "login_user=sa&login_password=sa"

/* A server, and somebody of each role at it: a GTest fixture. */
typedef struct
{
  RawServer server;
  RawClient *desk, *admin, *system;
  guint last_id;
} Sessions;

void       sessions_set_up    (Sessions *self, gconstpointer options); /* SimOptions, or NULL */
void       sessions_tear_down (Sessions *self, gconstpointer options);
RawClient *sessions_open      (Sessions *self, const char *query); /* waits until it is signed in */
SimTenant *sessions_tenant    (Sessions *self);
/* The answer contains @part, or, when that begins with '!', does not contain what follows. */
void       sessions_expect    (Sessions *self, RawClient *client, PalMethodId method, const char *params,
                               const char *part, const char *place);
void       sessions_control   (Sessions *self, const char *request, const char *part, const char *place);

#define sessions_add(name, func) g_test_add (name, Sessions, NULL, sessions_set_up, func, sessions_tear_down)
#define expect(client, method, params, part) \
  sessions_expect (f, f->client, PAL_METHOD_##method, params, part, G_STRLOC)
#define expect_of(client, method, params, part) \
  sessions_expect (f, client, PAL_METHOD_##method, params, part, G_STRLOC)
#define expect_control(request, part) sessions_control (f, request, part, G_STRLOC)

G_END_DECLS
