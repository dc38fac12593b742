/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/app-application.h"

G_BEGIN_DECLS

/* "app.import-contacts": takes contacts out of a file into a phonebook, step by step in a window of its own.
 * @parameter: the phonebook, whether it is shared, and the file's address; "" asks for one. */
void app_import_contacts (AppApplication *application, GVariant *parameter);

G_END_DECLS
