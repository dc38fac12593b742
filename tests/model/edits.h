/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-outbox-private.h"
#include "tests/model/session-fixture.h"

G_BEGIN_DECLS

/* Edits of contacts with a PBX that the test plays. */

/* "a=1;b=2": the fields of a contact. */
PalContactInfo *edits_parse (const char *text);
DeskOutbox *edits_outbox (SessionFixture *fixture);
/* What the person does, to contact 7 or a new one of “Friends”; borrowed. */
DeskEdit *edits_change (SessionFixture *fixture, const char *base, const char *mine);
DeskEdit *edits_create (SessionFixture *fixture, const char *mine);
DeskEdit *edits_delete (SessionFixture *fixture, const char *base);
/* What the PBX answers. */
void edits_answer_contact (SessionFixture *fixture, const char *id, const char *fields);
void edits_answer (SessionFixture *fixture, const char *method, const char *part, const char *result);
void edits_refuse (SessionFixture *fixture, const char *method, const char *message);
/* Nothing about contacts is asked for or sent. */
void edits_expect_nothing (SessionFixture *fixture);
void edits_assert_state (DeskEdit *edit, DeskEditState state);
guint edits_count (SessionFixture *fixture);
/* Time passes, and the line is there all the time. */
void edits_pass (SessionFixture *fixture, gint64 by);
void edits_lose_line (SessionFixture *fixture);
void edits_come_back (SessionFixture *fixture);
/* Signed in; what is confirmed is told. */
void edits_start (SessionFixture *fixture);

G_END_DECLS
