/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* Where to park a call of mine: the next free slot, any of those known (who waits in those that are taken), or the
 * number of another one; and a message to a colleague in the same gesture. */
#define UI_TYPE_PARK_POPOVER (ui_park_popover_get_type ())
G_DECLARE_FINAL_TYPE (UiParkPopover, ui_park_popover, UI, PARK_POPOVER, GtkPopover)

GtkWidget *ui_park_popover_new (DeskSession *session, DeskCall *call, GSettings *settings); /* which may be NULL */

G_END_DECLS
