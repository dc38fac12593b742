/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* "With a message": folded away until it is wanted, then one line of text made from a template, with a menu of the
 * others; where nobody is chosen anyway, also whom to tell. ::activate when Enter is pressed in it. */
#define UI_TYPE_TEXT_FIELD (ui_text_field_get_type ())
G_DECLARE_FINAL_TYPE (UiTextField, ui_text_field, UI, TEXT_FIELD, GtkWidget)

/* @slot is where the call would be parked, "" when that is not known yet, NULL when it is not to be parked. @settings may be NULL. */
GtkWidget  *ui_text_field_new             (DeskSession *session, DeskCall *call, GSettings *settings,
                                           const char *slot, gboolean asks_whom);
/* What is to be sent when the call is parked at @slot (NULL: not parked); NULL when nothing is. */
char       *ui_text_field_dup_text        (UiTextField *self, const char *slot);
const char *ui_text_field_get_extension   (UiTextField *self); /* whom to tell; NULL when nobody is found */
/* A message is wanted and nobody to send it to: says so. */
gboolean    ui_text_field_lacks_extension (UiTextField *self);

G_END_DECLS
