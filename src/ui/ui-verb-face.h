/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a verb's button shows: a picture and a word, and the picture alone where there is no room for both. */
#define UI_TYPE_VERB_FACE (ui_verb_face_get_type ())
G_DECLARE_FINAL_TYPE (UiVerbFace, ui_verb_face, UI, VERB_FACE, GtkWidget)

GtkWidget *ui_verb_face_new           (const char *icon_name);
void       ui_verb_face_set_label     (UiVerbFace *self, const char *label); /* NULL: only ever the picture */
void       ui_verb_face_set_collapsed (UiVerbFace *self, gboolean is_collapsed); /* while it is given its place */

G_END_DECLS
