/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Says something to a screen reader that nobody asked for: a phone rings, a transfer failed. GTK 4.8 has no
 * gtk_accessible_announce(): this is an alert without size that goes and comes again with the words as its name;
 * each is said, however soon the next one comes. */
#define UI_TYPE_ANNOUNCER (ui_announcer_get_type ())
G_DECLARE_FINAL_TYPE (UiAnnouncer, ui_announcer, UI, ANNOUNCER, GtkWidget)

void ui_announcer_say (UiAnnouncer *self, const char *text); /* plain text */

G_END_DECLS
