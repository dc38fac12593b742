/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-operation.h"

G_BEGIN_DECLS

/* A button with a text that may be guarded: then it shows a lock, and only keeping it pressed (pointer, finger, Enter
 * or Space) for 600 ms does something, seen as a bar that fills; let go earlier, it says how it is done and nothing
 * else happens. Without the guard it is a button.
 * Assistive technology presses a button without holding it: that asks instead.
 * While the operation it began is running it is insensitive.
 * Property: is-guarded. ::confirmed: do it. ::asked: a guarded button was pressed by assistive technology, ask the
 * person first. */
#define UI_TYPE_HOLD_BUTTON (ui_hold_button_get_type ())
G_DECLARE_FINAL_TYPE (UiHoldButton, ui_hold_button, UI, HOLD_BUTTON, GtkButton)

void     ui_hold_button_set_text      (UiHoldButton *self, const char *text);
gboolean ui_hold_button_get_is_guarded (UiHoldButton *self);
void     ui_hold_button_set_is_guarded (UiHoldButton *self, gboolean is_guarded);
/* Instead of the sensitivity. */
void     ui_hold_button_set_is_possible (UiHoldButton *self, gboolean is_possible);
void     ui_hold_button_set_operation  (UiHoldButton *self, DeskOperation *operation); /* may be NULL */
gboolean ui_hold_button_is_held        (UiHoldButton *self);
/* A key that goes down and up on what is around the button. */
void     ui_hold_button_begin          (UiHoldButton *self);
void     ui_hold_button_end            (UiHoldButton *self);

/* Whether the key presses buttons. */
gboolean ui_is_press_key               (guint keyval);

G_END_DECLS
