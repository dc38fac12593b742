/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/app-dialer.h"
#include "model/desk-session.h"
#include "store/store-account.h"
#include "ui/ui-window.h"

G_BEGIN_DECLS

/* The program: command line, profile, session, windows. */
#define APP_TYPE_APPLICATION (app_application_get_type ())
G_DECLARE_FINAL_TYPE (AppApplication, app_application, APP, APPLICATION, AdwApplication)

AppApplication *app_application_new             (void);
StoreAccounts  *app_application_get_accounts    (AppApplication *self);
const char     *app_application_get_directory   (AppApplication *self); /* of the profile */
GSettings      *app_application_get_settings    (AppApplication *self);
DeskSession    *app_application_get_session     (AppApplication *self); /* NULL: nobody is signed in */
UiWindow       *app_application_get_window      (AppApplication *self); /* NULL: there is none */
/* In the window when that is in use, else as a notification. */
void            app_application_say             (AppApplication *self, const char *text);
/* Signs in with the remembered password, without a window. @is_found: there is one; whether the PBX takes it shows
 * later, by the session's state. */
typedef void  (*AppQuietFunc)                   (AppApplication *self, gboolean is_found, gpointer user_data);
void            app_application_sign_in_quietly (AppApplication *self, const char *account, AppQuietFunc func,
                                                 gpointer user_data);
void            app_application_prepare_to_quit (AppApplication *self);
/* Back to the sign-in window. */
void            app_application_sign_out        (AppApplication *self);
/* Opens the profile when that was not done yet. The account used last, borrowed, NULL when there is none; the
 * database is NULL in the demo. */
StoreAccount   *app_application_get_last_account (AppApplication *self);
StoreDatabase  *app_application_get_database    (AppApplication *self);
/* The window with that in its dial field, as far as anybody is signed in. */
void            app_application_open_dial_field_with (AppApplication *self, const char *text);
/* The road for numbers from outside the window. */
AppDialer      *app_application_get_dialer      (AppApplication *self);
void            app_application_open_dial_field (AppApplication *self);

G_END_DECLS
