/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* One extension of those there are, of any type, by number or name. What is typed need not be in the list.
 * ::picked (const char *number). Properties (construct-only): session. */
#define UI_TYPE_EXTENSION_PICKER (ui_extension_picker_get_type ())
G_DECLARE_FINAL_TYPE (UiExtensionPicker, ui_extension_picker, UI, EXTENSION_PICKER, AdwWindow)

UiExtensionPicker *ui_extension_picker_new (GtkWindow *parent, DeskSession *session, const char *title);

G_END_DECLS
