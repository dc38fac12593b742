/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-address.h"

G_BEGIN_DECLS

typedef enum
{
  UI_SIGN_IN_FIELD_NONE, /* about the attempt as a whole */
  UI_SIGN_IN_FIELD_SERVER,
  UI_SIGN_IN_FIELD_USER,
  UI_SIGN_IN_FIELD_PASSWORD,
} UiSignInField;

/* The fields of the sign-in page. ::submit (Enter or the button, when nothing is missing), ::demo. */
#define UI_TYPE_SIGN_IN_FORM (ui_sign_in_form_get_type ())
G_DECLARE_FINAL_TYPE (UiSignInForm, ui_sign_in_form, UI, SIGN_IN_FORM, AdwBin)

/* NULL empties the form. The password is always emptied. */
void
ui_sign_in_form_set_account (UiSignInForm *self, StoreAccount *account);
/* Writes everything but the address into @account. */
void
ui_sign_in_form_apply (UiSignInForm *self, StoreAccount *account);
void
ui_sign_in_form_set_remember (UiSignInForm *self, gboolean remember);

const char *
ui_sign_in_form_get_server (UiSignInForm *self); /* as typed, without surrounding space */
const char *
ui_sign_in_form_get_user (UiSignInForm *self);
const char *
ui_sign_in_form_get_tenant (UiSignInForm *self);
const char *
ui_sign_in_form_get_password (UiSignInForm *self);
void
ui_sign_in_form_clear_password (UiSignInForm *self);

/* Words under the field (or above all fields), and the keyboard goes there. NULL takes them away. */
void
ui_sign_in_form_show_failure (UiSignInForm *self, UiSignInField field, const char *text);
void
ui_sign_in_form_focus (UiSignInForm *self); /* the first field that is empty */

G_END_DECLS
