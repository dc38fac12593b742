/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* The main window of one session: sidebar and pages, dial field, call bar, banner, toasts.
 * Properties (construct-only): session, settings; page-name (read-only, notify). ::sign-in: the person wants the sign-in window. */
#define UI_TYPE_WINDOW (ui_window_get_type ())
G_DECLARE_FINAL_TYPE (UiWindow, ui_window, UI, WINDOW, AdwApplicationWindow)

UiWindow    *ui_window_new             (GtkApplication *application, DeskSession *session, GSettings *settings);
DeskSession *ui_window_get_session     (UiWindow *self);
/* Opens the dial field, with @text in it when that is not NULL. Never dials. */
void         ui_window_open_dial_field (UiWindow *self, const char *text);
void         ui_window_show_page       (UiWindow *self, const char *name); /* of ui-pages.h; nothing when it is not there */
const char  *ui_window_get_page_name   (UiWindow *self);
/* Enter did something in a dialog that goes: a second one right after it is not for this window. */
void         ui_window_note_enter      (UiWindow *self);
/* TRUE: something would be lost, the person is asked; @action, as "app.quit" (NULL: the window is closed), follows. */
gboolean     ui_window_hold            (UiWindow *self, const char *action);
void         ui_window_toast           (UiWindow *self, const char *text); /* plain text */

G_END_DECLS
