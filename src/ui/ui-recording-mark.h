/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-call.h"

G_BEGIN_DECLS

/* On every page, while any call of mine is recorded: a dot and a word, as the PBX tells it. */
#define UI_TYPE_RECORDING_MARK (ui_recording_mark_get_type ())
G_DECLARE_FINAL_TYPE (UiRecordingMark, ui_recording_mark, UI, RECORDING_MARK, GtkWidget)

void ui_recording_mark_set_calls (UiRecordingMark *self, DeskCallModel *calls); /* NULL: none */

G_END_DECLS
