/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-line.h"

G_BEGIN_DECLS

/* The lamp of a shared line: shape and colour. The word stands beside it, so it has no name of its own. */
#define UI_TYPE_LAMP (ui_lamp_get_type ())
G_DECLARE_FINAL_TYPE (UiLamp, ui_lamp, UI, LAMP, GtkWidget)

void ui_lamp_set_lamp (UiLamp *self, DeskLamp lamp);

G_END_DECLS
