/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks what a field of the person's own is called. ::chosen (const char *caption). */
#define UI_TYPE_CONTACT_CAPTION (ui_contact_caption_get_type ())
G_DECLARE_FINAL_TYPE (UiContactCaption, ui_contact_caption, UI, CONTACT_CAPTION, AdwMessageDialog)

UiContactCaption *
ui_contact_caption_new (GtkWindow *parent, guint limit);

G_END_DECLS
