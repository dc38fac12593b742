/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/app-notifier.h"

G_BEGIN_DECLS

/* Running without a window: while somebody is signed in and wants it so, closing the window does not end the program.
 * Also keeps the settings and the autostart file of one mind. */
#define APP_TYPE_BACKGROUND (app_background_get_type ())
G_DECLARE_FINAL_TYPE (AppBackground, app_background, APP, BACKGROUND, GObject)

AppBackground *app_background_new         (AppApplication *application, GSettings *settings, AppNotifier *notifier,
                                           const char *profile);
/* Is there anything worth to go on: a session that is not the demo's. */
void           app_background_set_has_use (AppBackground *self, gboolean has_use);
/* The last window is closed by the person: says once that the program goes on. */
void           app_background_note_closed (AppBackground *self);
void           app_background_end         (AppBackground *self); /* the program is told to quit */

G_END_DECLS
