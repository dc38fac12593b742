/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* The verbs of one call of mine as buttons: those of its state, insensitive while one is under way. Where there is no
 * room those without words go into a menu; then words go one by one, the least needed first, and at last buttons.
 * What they do are the window's "win.call-…" actions. */
#define UI_TYPE_VERB_BAR (ui_verb_bar_get_type ())
G_DECLARE_FINAL_TYPE (UiVerbBar, ui_verb_bar, UI, VERB_BAR, GtkWidget)

void       ui_verb_bar_set_call   (UiVerbBar *self, DeskSession *session, DeskCall *call);
/* With less, verbs lose their words. */
int        ui_verb_bar_get_worded_width (UiVerbBar *self);
/* The button of a verb, in the menu or not; NULL when it has none in this state. */
GtkWidget *ui_verb_bar_get_button (UiVerbBar *self, DeskVerb verb);

G_END_DECLS
