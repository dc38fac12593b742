/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tests/model/session-fixture.h"

G_BEGIN_DECLS

/* A session with a database, and contacts that its PBX has. */
typedef struct
{
  SessionFixture base; /* first */
  char *folder, *path;
  GPtrArray *contacts; /* of char *[4]: id, name, info JSON, book; in the order of the list */
  GArray *asked_at;    /* of gint64: when something was asked for, by virtual time */
  guint n_lists, n_gets, n_searches;
  guint page;          /* rows at most a page of the list */
  const char *fault;   /* the JSON of what is answered to getContact instead, once */
  gboolean is_mute;    /* answers nothing */
} ContactServer;

void contact_server_set_up    (ContactServer *server, gconstpointer data);
void contact_server_tear_down (ContactServer *server, gconstpointer data);
void contact_server_add       (ContactServer *server, const char *id, const char *name, const char *book, const char *info);
void contact_server_drop      (ContactServer *server, const char *id);
void contact_server_sign_in   (ContactServer *server); /* to Ready; nothing about contacts is answered */
/* Ends without a word, as by kill -9, and begins again on the same files: signed out. */
void contact_server_kill      (ContactServer *server);
/* Answers what was asked, and lets what is going on in threads come back. */
void contact_server_turn      (ContactServer *server);
void contact_server_advance   (ContactServer *server, gint64 by); /* in steps, answering */
void contact_server_finish    (ContactServer *server);            /* until the copy is complete, and the table too */

G_END_DECLS
