/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-import-line.h"

G_BEGIN_DECLS

/* The steps of an import, one after the other: what the columns are, what would be done, how far it is, what came of
 * it. It shows and asks only; somebody else reads files and saves.
 * ::columns-chosen, ::confirmed, ::stopped, ::undo: what the person wants now. */
#define UI_TYPE_IMPORT_WINDOW (ui_import_window_get_type ())
G_DECLARE_FINAL_TYPE (UiImportWindow, ui_import_window, UI, IMPORT_WINDOW, AdwWindow)

UiImportWindow *ui_import_window_new           (GtkWindow *parent, const char *phonebook);
void            ui_import_window_show_waiting  (UiImportWindow *self, const char *text, double fraction); /* < 0: not known */
/* A row for each of @header; @ids and @captions are what may be chosen, @chosen what is to begin with. */
void            ui_import_window_show_columns  (UiImportWindow *self, const char *const *header, const char *const *ids,
                                                const char *const *captions, const char *const *chosen);
char          **ui_import_window_dup_columns   (UiImportWindow *self);
void            ui_import_window_show_plan     (UiImportWindow *self, GListModel *lines, const guint *counts);
void            ui_import_window_show_result   (UiImportWindow *self, const char *title, const char *text,
                                                gboolean can_undo);

G_END_DECLS
