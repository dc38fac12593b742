/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-notes-private.h"
#include "tests/model/session-fixture.h"

G_BEGIN_DECLS

/* A session whose PBX, played by the test, has the notes "Hours" and "Rota", and says this where there is none. */
#define GONE "Note not found: Rota"

void notes_pbx_set_up (SessionFixture *fixture, gconstpointer user); /* with a database */
DeskNotes *notes_pbx_get (SessionFixture *fixture);
DeskNote *notes_pbx_get_rota (SessionFixture *fixture);
void notes_pbx_answer (SessionFixture *fixture, const char *text, int access);
void notes_pbx_refuse (SessionFixture *fixture, const char *method, const char *words);
/* Signed in, the list is there, and one note is open. */
void notes_pbx_start (SessionFixture *fixture, const char *text, int access);
void notes_pbx_lose_line (SessionFixture *fixture);
void notes_pbx_come_back (SessionFixture *fixture);
void notes_pbx_check (SessionFixture *fixture, DeskNoteSaving saving, const char *text, gboolean is_dirty);
void notes_pbx_check_nothing_sent (SessionFixture *fixture);
void notes_pbx_check_names (SessionFixture *fixture, const char *expected); /* a * behind those not saved */
void notes_pbx_begin_save (SessionFixture *fixture, const char *text);

G_END_DECLS
