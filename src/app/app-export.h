/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/app-application.h"

G_BEGIN_DECLS

/* "app.export-log": asks for a file and writes the call log of who is signed in into it. @parameter: the format
 * ("spreadsheet", "csv", "json"), the DeskLogFilter and the words that are searched for. */
void app_export_log (AppApplication *application, GVariant *parameter);

/* A number with + is a formula to a spreadsheet: what is written raw is for programs only. Its responses are "cancel"
 * and "export"; not yet presented. */
GtkWindow *app_export_new_warning (AppApplication *application);

G_END_DECLS
