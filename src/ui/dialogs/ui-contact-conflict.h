/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-outbox.h"
#include "model/desk-session.h"

G_BEGIN_DECLS

/* The person and somebody else changed the same contact: both versions, field by field, and what becomes of it. */
#define UI_TYPE_CONTACT_CONFLICT (ui_contact_conflict_get_type ())
G_DECLARE_FINAL_TYPE (UiContactConflict, ui_contact_conflict, UI, CONTACT_CONFLICT, AdwWindow)

/* Asks a plain question where one side deleted it. */
GtkWindow *
ui_contact_conflict_present (GtkWindow *parent, DeskSession *session, DeskEdit *edit);

G_END_DECLS
