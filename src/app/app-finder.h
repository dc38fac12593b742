/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/app-application.h"
#include "model/desk-finder.h"

G_BEGIN_DECLS

/* What programs and the desktop's search find: the same as the dial field of who is signed in; while nobody is, what
 * this machine keeps for who was last. Nothing is asked of the PBX. */
#define APP_TYPE_FINDER (app_finder_get_type ())
G_DECLARE_FINAL_TYPE (AppFinder, app_finder, APP, FINDER, GObject)

AppFinder *app_finder_new           (AppApplication *application); /* borrowed */
/* Cancelled, it answers soon, with less. */
void       app_finder_search_async  (AppFinder *self, const char *text, guint limit, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *app_finder_search_finish (AppFinder *self, GAsyncResult *result, GError **error); /* of DeskMatch */
GVariant  *app_finder_describe      (GPtrArray *matches); /* aa{sv} of the method Find, floating */

G_END_DECLS
