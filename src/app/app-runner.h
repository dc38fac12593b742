/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/app-application.h"

G_BEGIN_DECLS

/* Does what the rules of a session want: opens pages, runs programs. Never by a shell; a program gets no input, what it
 * says is dropped, and it works in the person's home folder. What fails is said once, until it works again. */
#define APP_TYPE_RUNNER (app_runner_get_type ())
G_DECLARE_FINAL_TYPE (AppRunner, app_runner, APP, RUNNER, GObject)

AppRunner *app_runner_new         (AppApplication *application); /* borrowed: it owns this */
void       app_runner_set_session (AppRunner *self, DeskSession *session); /* or NULL */

G_END_DECLS
