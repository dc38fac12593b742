/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/app-application.h"

G_BEGIN_DECLS

/* org.gnome.Shell.SearchProvider2 beside the application's object: the desktop's own search. What it is given are names
 * of results, not data: they mean something only to the process that gave them, and whoever says one dials nothing by
 * it: the person is asked as for any number from outside. */
#define APP_TYPE_SEARCH (app_search_get_type ())
G_DECLARE_FINAL_TYPE (AppSearch, app_search, APP, SEARCH, GObject)

/* NULL with an error when the path is taken. @application is borrowed and outlives it. */
AppSearch *app_search_new   (AppApplication *application, GDBusConnection *connection, const char *path, GError **error);
void       app_search_close (AppSearch *self); /* before the connection goes */

G_END_DECLS
