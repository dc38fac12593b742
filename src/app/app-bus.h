/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/app-application.h"
#include "model/desk-session.h"

G_BEGIN_DECLS

/* org.sidetone.Sidetone1 on the session bus (data/org.sidetone.Sidetone1.xml says what it offers). */
#define APP_TYPE_BUS (app_bus_get_type ())
G_DECLARE_FINAL_TYPE (AppBus, app_bus, APP, BUS, GObject)

/* NULL with an error when the path is taken. @application is borrowed and outlives it. */
AppBus *app_bus_new         (AppApplication *application, GDBusConnection *connection, const char *path, GError **error);
/* Before the connection goes. */
void    app_bus_close       (AppBus *self);
void    app_bus_set_session (AppBus *self, DeskSession *session); /* NULL: nobody is signed in */

G_END_DECLS
