/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Stands in for AdwBanner (libadwaita 1.3) under its property names, so that raising the floor deletes it.
 * Properties: title (plain text), button-label (NULL hides the button), revealed. ::button-clicked. */
#define UI_TYPE_BANNER (ui_banner_get_type ())
G_DECLARE_FINAL_TYPE (UiBanner, ui_banner, UI, BANNER, GtkWidget)

void        ui_banner_set_title        (UiBanner *self, const char *title);
const char *ui_banner_get_title        (UiBanner *self);
void        ui_banner_set_button_label (UiBanner *self, const char *label);
void        ui_banner_set_revealed     (UiBanner *self, gboolean revealed);
gboolean    ui_banner_get_revealed     (UiBanner *self);

G_END_DECLS
