/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-property-set.h"

G_BEGIN_DECLS

/* All that a DeskPropertySet holds, under headings: a group of rows each. Of plans and their schedules one at a time is
 * shown, and where calls go by each of them; while something is searched for, whatever has the words. Rows are made
 * when they are first shown, a few at a time.
 * Properties: session (set once, before a set is), search-text, n-found (read-only, notify). */
#define UI_TYPE_PROPERTY_EDITOR (ui_property_editor_get_type ())
G_DECLARE_FINAL_TYPE (UiPropertyEditor, ui_property_editor, UI, PROPERTY_EDITOR, AdwBin)

GtkWidget *ui_property_editor_new             (DeskSession *session);
void       ui_property_editor_set_set         (UiPropertyEditor *self, DeskPropertySet *set); /* or NULL */
DeskPropertySet *ui_property_editor_get_set    (UiPropertyEditor *self); /* or NULL */
void       ui_property_editor_set_search_text (UiPropertyEditor *self, const char *text);
guint      ui_property_editor_get_n_found     (UiPropertyEditor *self);
/* Shows the plan, or what else the property stands under; its row, borrowed, or NULL. */
GtkWidget *ui_property_editor_show            (UiPropertyEditor *self, const char *name);
void       ui_property_editor_focus           (UiPropertyEditor *self, const char *name); /* NULL: the first */

G_END_DECLS
