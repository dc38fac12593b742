/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* The twelve keys of a telephone, for one call of mine. Each press is one tone; while the keypad has the keyboard,
 * so is each digit typed. What was sent stands above the keys. It hides itself where the login or the PBX has no
 * tones, and its keys are grey while the call cannot take them. A box: put it in a page or a GtkPopover.
 * Property: available (boolean, read-only, notify): whether it has anything to show; bind buttons that open it. */
#define UI_TYPE_KEYPAD (ui_keypad_get_type ())
G_DECLARE_FINAL_TYPE (UiKeypad, ui_keypad, UI, KEYPAD, GtkWidget)

GtkWidget *ui_keypad_new      (void);
void       ui_keypad_set_call (UiKeypad *self, DeskSession *session, DeskCall *call); /* NULL: none */

G_END_DECLS
