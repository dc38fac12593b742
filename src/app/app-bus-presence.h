/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-session.h"

G_BEGIN_DECLS

/* The property Presence and its changes. There may be tens of thousands of colleagues, and no knowing whether anybody
 * listens: the whole is put together in a thread, and of very many changes it is told only that they are there. */
#define APP_TYPE_BUS_PRESENCE (app_bus_presence_get_type ())
G_DECLARE_FINAL_TYPE (AppBusPresence, app_bus_presence, APP, BUS_PRESENCE, GObject)

AppBusPresence *app_bus_presence_new         (GDBusConnection *connection, const char *path, const char *interface);
void            app_bus_presence_set_session (AppBusPresence *self, DeskSession *session); /* NULL: nobody's */
/* Answers Get, or with @others (a{sv}: the other properties) GetAll. */
void            app_bus_presence_answer      (AppBusPresence *self, GDBusMethodInvocation *invocation, GVariant *others);
/* Nothing is told any more. */
void            app_bus_presence_close       (AppBusPresence *self);

G_END_DECLS
