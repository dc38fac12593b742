/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-types.h"

G_BEGIN_DECLS

/* A small sign for a presence: shape and colour, and its word for a screen reader.
 * Properties: presence (int, DeskPresence), size (int, pixels). */
#define UI_TYPE_PRESENCE_BADGE (ui_presence_badge_get_type ())
G_DECLARE_FINAL_TYPE (UiPresenceBadge, ui_presence_badge, UI, PRESENCE_BADGE, GtkWidget)

GtkWidget *ui_presence_badge_new          (void);
void       ui_presence_badge_set_presence (UiPresenceBadge *self, DeskPresence presence);

G_END_DECLS
