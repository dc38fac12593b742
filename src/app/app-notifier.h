/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/app-application.h"
#include "ui/ui-window.h"

G_BEGIN_DECLS

/* Shows what the session's DeskNotices decide as notifications of the desktop, under ids that stay the same, with
 * buttons that are actions of the application (app-deeds.h): they work without a window, and start the program when it
 * does not run. Follows the settings, and what the person looks at. */
#define APP_TYPE_NOTIFIER (app_notifier_get_type ())
G_DECLARE_FINAL_TYPE (AppNotifier, app_notifier, APP, NOTIFIER, GObject)

AppNotifier *app_notifier_new         (AppApplication *application, GSettings *settings);
void         app_notifier_set_session (AppNotifier *self, DeskSession *session); /* NULL: signed out */
void         app_notifier_set_window  (AppNotifier *self, UiWindow *window);     /* NULL: closed */
void         app_notifier_send        (AppNotifier *self, const char *id, GNotification *notification);
/* Where the person looks: in the window, else as a notification. */
void         app_notifier_say         (AppNotifier *self, const char *text);

G_END_DECLS
