/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row of a list whose order the person makes: by its buttons, by Alt+Up and Alt+Down, or by dragging it.
 * ::moved (guint from, guint to): it is to stand there, counted in its list; whoever has the list moves it. */
#define UI_TYPE_ORDER_ROW (ui_order_row_get_type ())
G_DECLARE_FINAL_TYPE (UiOrderRow, ui_order_row, UI, ORDER_ROW, AdwActionRow)

/* Both are plain text. */
GtkWidget *ui_order_row_new         (const char *title, const char *subtitle);
/* Whether it can go further, after the list has changed; and where the keyboard is to be, if it is on its buttons. */
void       ui_order_row_update      (UiOrderRow *self);
void       ui_order_row_grab_button (UiOrderRow *self, gboolean is_up);

G_END_DECLS
