/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pal/protocol/pal-contact-fields.h"

G_BEGIN_DECLS

/* The fields of a contact to be written in, below the name they make. ::changed: after every key. */
#define UI_TYPE_CONTACT_FORM (ui_contact_form_get_type ())
G_DECLARE_FINAL_TYPE (UiContactForm, ui_contact_form, UI, CONTACT_FORM, AdwBin)

/* @manager gives fields and captions, the entry's own language the name. @base: what the contact was. */
void
ui_contact_form_fill (UiContactForm *self, const PalContactManager *manager, PalContactInfo *base);
/* What was written in it once, over what it was filled with. */
void
ui_contact_form_write (UiContactForm *self, PalContactInfo *info);
PalContactInfo *
ui_contact_form_dup_info (UiContactForm *self);
/* As chapter 6 of the guide makes it; "" while nothing can be made. */
char *
ui_contact_form_dup_name (UiContactForm *self);
/* In words, what keeps it from being saved; NULL: nothing. */
char *
ui_contact_form_dup_problem (UiContactForm *self);
gboolean
ui_contact_form_is_changed (UiContactForm *self);
void
ui_contact_form_focus (UiContactForm *self);

G_END_DECLS
