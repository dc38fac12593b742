/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Stands in for AdwSpinRow (libadwaita 1.4) under its names, so that raising the floor deletes it, but for one thing: what
 * is empty stays so, until the person writes or steps. A GtkEditable. Properties: value. */
#define UI_TYPE_SPIN_ROW (ui_spin_row_get_type ())
G_DECLARE_FINAL_TYPE (UiSpinRow, ui_spin_row, UI, SPIN_ROW, AdwActionRow)

GtkWidget *ui_spin_row_new_with_range (double min, double max, double step);
double     ui_spin_row_get_value      (UiSpinRow *self);
void       ui_spin_row_set_value      (UiSpinRow *self, double value);

G_END_DECLS
