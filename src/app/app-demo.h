/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/store-account.h"
#include "store/store-database.h"

G_BEGIN_DECLS

/* The demo office: a simulated PBX in a thread of its own on a loopback port, with a scenario in which
 * colleagues call each other, and a data folder that is removed at the end. */
#define APP_TYPE_DEMO (app_demo_get_type ())
G_DECLARE_FINAL_TYPE (AppDemo, app_demo, APP, DEMO, GObject)

AppDemo       *app_demo_new             (void);
gboolean       app_demo_start           (AppDemo *self, GError **error);
/* An account for one of the demo's people; their password is their name. Transfer full. */
StoreAccount  *app_demo_create_account  (AppDemo *self, const char *user);
StoreDatabase *app_demo_get_database    (AppDemo *self); /* borrowed */
const char    *app_demo_get_directory   (AppDemo *self);

G_END_DECLS
