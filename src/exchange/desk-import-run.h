/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/desk-import-plan.h"
#include "exchange/desk-undo.h"
#include "model/desk-outbox.h"

G_BEGIN_DECLS

/* A plan being carried out, or taken back, through the outbox: what is handed over there is on disk and is done whatever
 * happens to us. Properties (read-only, notify): n-done (the PBX has them), n-failed (they wait in the outbox for a
 * decision), is-running. */
#define DESK_TYPE_IMPORT_RUN (desk_import_run_get_type ())
G_DECLARE_FINAL_TYPE (DeskImportRun, desk_import_run, DESK, IMPORT_RUN, GObject)

/* Writes the undo file at @path, then begins. NULL with an error when it cannot be written; nothing is done then. */
DeskImportRun *desk_import_run_new  (DeskOutbox *outbox, GListModel *plan, const char *phonebook, gboolean is_shared,
                                     const char *path, GError **error);
/* Takes back what the undo file says; fields that somebody changed since become a conflict in the outbox. */
DeskImportRun *desk_import_run_undo (DeskOutbox *outbox, const char *path, GError **error);
void           desk_import_run_stop (DeskImportRun *self); /* hands nothing more over */
guint          desk_import_run_get_n_total    (DeskImportRun *self);
guint          desk_import_run_get_n_done     (DeskImportRun *self);
guint          desk_import_run_get_n_failed   (DeskImportRun *self);
gboolean       desk_import_run_get_is_running (DeskImportRun *self);

G_END_DECLS
