/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* THE table of keys: what each does and how the overview calls it. The application takes its accelerators from here
 * and the overview is made of it, so that no key is hidden. */
typedef struct
{
  const char *action;    /* detailed; NULL: what has the keyboard, or the window, does it itself */
  const char *accels[3]; /* all of them; NULL at the end */
  const char *group;     /* N_(); NULL: that of the row above */
  const char *title;     /* N_(); NULL: one of a range that began above */
} UiShortcut;

const UiShortcut *ui_shortcuts_get        (guint *n_rows);
/* The overview, a GtkShortcutsWindow. */
GtkWidget        *ui_shortcuts_new_window (void);

G_END_DECLS
