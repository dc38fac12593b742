/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/app-application.h"

G_BEGIN_DECLS

/* "app.export-log": asks for a file and writes the call log of who is signed in into it. @parameter: the format
 * ("spreadsheet", "csv", "json"), the DeskLogFilter and the words that are searched for. */
void app_export_log (AppApplication *application, GVariant *parameter);

G_END_DECLS
