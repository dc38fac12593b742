/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/app-application.h"

G_BEGIN_DECLS

/* "app.import-holidays": takes days out of a calendar file into a timer, where they wait to be saved. Parameter (sus): the
 * extension, 1 or 2, the address of the file ("": the person is asked). */
void app_import_holidays (AppApplication *application, GVariant *parameter);

G_END_DECLS
