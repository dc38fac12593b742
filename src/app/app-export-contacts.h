/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/app-application.h"

G_BEGIN_DECLS

/* "app.export-contacts": asks for a file and writes contacts into it, as the PBX has them. @parameter: the kind of file
 * (as desk_contacts_kind_find() has it); the phonebook ("": all) and whether it is shared; the words that are searched
 * for; the one contact that is meant, if not "" (then book and words do not count); the file's address, "" asks for
 * one. A file that nobody was asked about is never replaced. */
void app_export_contacts (AppApplication *application, GVariant *parameter);

G_END_DECLS
