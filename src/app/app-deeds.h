/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/app-application.h"
#include "model/desk-notices.h"

G_BEGIN_DECLS

/* What the buttons of notifications do: actions of the application whose parameter is the account's id and the subject.
 * Anybody on the bus can use them, long after, and the desktop starts the program for them: then the account is signed
 * in to with its remembered password, and the deed done if it is still true; where it cannot be, that is said. None of
 * them dials a number unasked. */

/* "app.answer" … */
char       *app_deeds_dup_action (DeskDeed deed);
const char *app_deeds_get_label  (DeskDeed deed); /* translated */

#define APP_TYPE_DEEDS (app_deeds_get_type ())
G_DECLARE_FINAL_TYPE (AppDeeds, app_deeds, APP, DEEDS, GObject)

/* Adds the actions. */
AppDeeds   *app_deeds_new           (AppApplication *application);
/* The session is another one, or its state has changed. */
void        app_deeds_session_moved (AppDeeds *self);

G_END_DECLS
