/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-finder.h"

G_BEGIN_DECLS

/* One suggestion of the dial field: presence, name, number, and what Enter would do.
 * Properties: match (DeskMatch or NULL), is-target (boolean: somebody to send a call to, what Enter would do stands
 * elsewhere). */
#define UI_TYPE_MATCH_ROW (ui_match_row_get_type ())
G_DECLARE_FINAL_TYPE (UiMatchRow, ui_match_row, UI, MATCH_ROW, GtkWidget)

/* "Call Ben Okafor, 1003, Free": what Enter does with @match. */
char *ui_match_dup_sentence (DeskMatch *match);

G_END_DECLS
