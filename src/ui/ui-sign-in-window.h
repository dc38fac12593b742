/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* Where a person says who they are and to which PBX.
 *
 * ::sign-in (StoreAccount *account, const char *password): make a session of it, sign it in and hand it to
 *   ui_sign_in_window_set_session(). Comes again when the person agrees to the next address.
 * ::demo (const char *user): start the embedded PBX and sign in as that person.
 *
 * The window adds the account to the saved ones and keeps the password (when asked to) once the PBX has
 * accepted it; it never closes itself: the owner does when the session is Ready. */
#define UI_TYPE_SIGN_IN_WINDOW (ui_sign_in_window_get_type ())
G_DECLARE_FINAL_TYPE (UiSignInWindow, ui_sign_in_window, UI, SIGN_IN_WINDOW, AdwApplicationWindow)

UiSignInWindow *
ui_sign_in_window_new (GtkApplication *application, StoreAccounts *accounts, GSettings *settings);
/* Observes it: progress, failures in words, the certificate page. NULL takes it away. */
void
ui_sign_in_window_set_session (UiSignInWindow *self, DeskSession *session);
/* Signs in to a saved account with the password of the keyring, or asks for it. */
void
ui_sign_in_window_use_account (UiSignInWindow *self, StoreAccount *account);

G_END_DECLS
