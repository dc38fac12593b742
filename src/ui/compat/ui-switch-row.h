/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Stands in for AdwSwitchRow (libadwaita 1.4) under its property name, so that raising the floor deletes it.
 * Properties: active. */
#define UI_TYPE_SWITCH_ROW (ui_switch_row_get_type ())
G_DECLARE_FINAL_TYPE (UiSwitchRow, ui_switch_row, UI, SWITCH_ROW, AdwActionRow)

GtkWidget *ui_switch_row_new        (void);
gboolean   ui_switch_row_get_active (UiSwitchRow *self);
void       ui_switch_row_set_active (UiSwitchRow *self, gboolean active);

G_END_DECLS
