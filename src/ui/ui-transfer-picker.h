/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ui-window.h"

G_BEGIN_DECLS

/* Asks to whom a call goes: colleagues with their presence, numbers dialled before, or what is typed. Enter does what
 * is chosen above the list (ask first where @attended), Ctrl+Enter transfers at once, Alt+Enter sends to the
 * colleague's voicemail, Escape leaves. A call that is talked on is put on hold first, if the person wants it so, and
 * comes back when nobody was chosen. A ringing call is sent there as it is. */
#define UI_TYPE_TRANSFER_PICKER (ui_transfer_picker_get_type ())
G_DECLARE_FINAL_TYPE (UiTransferPicker, ui_transfer_picker, UI, TRANSFER_PICKER, AdwWindow)

/* Does nothing while the call cannot be transferred; the picker that is open for the call comes forward. */
void ui_transfer_picker_open (UiWindow *window, DeskCall *call, gboolean attended);
/* The same with a number typed already: Enter sends the call there. */
void ui_transfer_picker_open_for (UiWindow *window, DeskCall *call, const char *number);
/* The same for somebody who is in no call of mine, but waits in @room. */
void ui_transfer_picker_open_room (UiWindow *window, const char *room);

G_END_DECLS
