/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Names of buttons for screen readers, for everything below @root. GTK 4.8 reads a button with a label as
 * "_Cancel Cancel" (the label as property and as relation), and one with an icon as "GtkImage". After this the
 * first says its label once, the second its tooltip. Buttons that carry a name of their own and no tooltip
 * are left alone. */
void ui_accessible_tidy (GtkWidget *root);

G_END_DECLS
