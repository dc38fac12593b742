/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/desk-entries.h"
#include "exchange/desk-gather.h"
#include "model/desk-import-line.h"

G_BEGIN_DECLS

/* Which of @known (names alone) may be somebody in the file: their fields are wanted for the plan. The array holds
 * elements of @known. */
GPtrArray  *desk_import_pick (GPtrArray *entries, GPtrArray *known);
/* All lines in the order of the file, as a GListStore of DeskImportLine. Fields that the file does not have stay as
 * they are; nothing is ever emptied by a file. @language is given to new contacts. */
GListModel *desk_import_plan (GPtrArray *entries, GPtrArray *faults, GPtrArray *known, const char *language);
void        desk_import_count (GListModel *plan, guint counts[DESK_IMPORT_N_KINDS]);

G_END_DECLS
