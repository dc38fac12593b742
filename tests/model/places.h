/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-session-private.h"
#include "tests/lib/fake-transport.h"
#include "tests/lib/test-wait.h"

G_BEGIN_DECLS

/* A session of extension 1000 over a line the test plays, and what a PBX says of slots, lines and queues. */
#define SECOND G_USEC_PER_SEC

typedef struct
{
  PalVirtualClock *clock;
  FakeTransport *line;
  StoreAccount *account;
  StoreDatabase *database;
  DeskSession *session;
  GPtrArray *sent; /* texts not yet answered */
} Fixture;

void       places_open_session       (Fixture *fixture);
void       places_wait_for_database  (Fixture *fixture);
void       places_close_session      (Fixture *fixture);
void       places_set_up             (Fixture *fixture, gconstpointer data);
void       places_tear_down          (Fixture *fixture, gconstpointer data);
char      *places_take               (Fixture *fixture, const char *method);
void       places_answer             (Fixture *fixture, const char *method, const char *part,
                                      const char *member);
void       places_notify             (Fixture *fixture, const char *method, const char *members);
void       places_status             (Fixture *fixture, const char *user, int code, const char *room,
                                      const char *talker, const char *other);
void       places_parked             (Fixture *fixture, const char *number, const char *room,
                                      const char *talker);
void       places_unparked           (Fixture *fixture, const char *number);
void       places_line_taken         (Fixture *fixture, const char *line, const char *user, const char *room);
void       places_line_freed         (Fixture *fixture, const char *line);
void       places_queued             (Fixture *fixture, const char *group, const char *room, gboolean is_on);
void       places_advance            (Fixture *fixture, gint64 by);
void       places_log_in             (Fixture *fixture);
void       places_get_ready          (Fixture *fixture, const char *is_admin);
void       places_start              (Fixture *fixture);
char      *places_describe_parks     (Fixture *fixture);
void       places_check_parks        (Fixture *fixture, const char *expected);
void       places_check_line         (Fixture *fixture, const char *id, DeskLamp lamp, const char *who);
DeskQueue *places_find_queue         (Fixture *fixture, const char *number);
/* A conversation of mine in @room is parked at @number, by this program. */
void       places_park_mine          (Fixture *fixture, const char *number, const char *room,
                                      const char *talker, const char *other);

G_END_DECLS
