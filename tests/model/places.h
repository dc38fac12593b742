/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tests/model/session-fixture.h"

G_BEGIN_DECLS

/* What a PBX says of slots, lines and queues. */
void       places_wait_for_database  (SessionFixture *fixture);
void       places_close_session      (SessionFixture *fixture);
char      *places_take               (SessionFixture *fixture, const char *method);
void       places_status             (SessionFixture *fixture, const char *user, int code, const char *room,
                                      const char *talker, const char *other);
void       places_parked             (SessionFixture *fixture, const char *number, const char *room,
                                      const char *talker);
void       places_unparked           (SessionFixture *fixture, const char *number);
void       places_line_taken         (SessionFixture *fixture, const char *line, const char *user, const char *room);
void       places_line_freed         (SessionFixture *fixture, const char *line);
void       places_queued             (SessionFixture *fixture, const char *group, const char *room, gboolean is_on);
/* Up to "active", my phone being registered. */
void       places_log_in             (SessionFixture *fixture);
void       places_start              (SessionFixture *fixture);
char      *places_describe_parks     (SessionFixture *fixture);
void       places_check_parks        (SessionFixture *fixture, const char *expected);
void       places_check_line         (SessionFixture *fixture, const char *id, DeskLamp lamp, const char *who);
DeskQueue *places_find_queue         (SessionFixture *fixture, const char *number);
/* A conversation of mine in @room is parked at @number, by this program. */
void       places_park_mine          (SessionFixture *fixture, const char *number, const char *room,
                                      const char *talker, const char *other);

G_END_DECLS
