/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-finder.h"

G_BEGIN_DECLS

/* Type a name or a number: suggestions of the finder drop down, Enter dials the chosen one (through
 * "win.dial"). Up and Down choose, Escape leaves. */
#define UI_TYPE_DIAL_FIELD (ui_dial_field_get_type ())
G_DECLARE_FINAL_TYPE (UiDialField, ui_dial_field, UI, DIAL_FIELD, GtkWidget)

void ui_dial_field_set_finder (UiDialField *self, DeskFinder *finder);
/* Focuses it; @text (or NULL) is put into it, never dialled. */
void ui_dial_field_open       (UiDialField *self, const char *text);

G_END_DECLS
