/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The text of a password field. To whoever asks (GTK 4.8 tells it to the accessibility bus) it is a row of dots,
 * as on the screen, until the person lets it be shown. The memory is wiped. */
#define UI_TYPE_SECRET_BUFFER (ui_secret_buffer_get_type ())
G_DECLARE_FINAL_TYPE (UiSecretBuffer, ui_secret_buffer, UI, SECRET_BUFFER, GtkEntryBuffer)

/* Gives @editable (a password row or entry) such a buffer; borrowed. */
UiSecretBuffer *ui_secret_buffer_install    (GtkEditable *editable);
const char     *ui_secret_buffer_get_secret (UiSecretBuffer *self);

G_END_DECLS
