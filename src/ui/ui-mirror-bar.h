/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-mirror.h"

G_BEGIN_DECLS

/* How far the copy of the phonebooks has come, while it is being made, and the button that stops it. */
#define UI_TYPE_MIRROR_BAR (ui_mirror_bar_get_type ())
G_DECLARE_FINAL_TYPE (UiMirrorBar, ui_mirror_bar, UI, MIRROR_BAR, GtkWidget)

void
ui_mirror_bar_set_mirror (UiMirrorBar *self, DeskMirror *mirror); /* once; NULL: there is none */

G_END_DECLS
