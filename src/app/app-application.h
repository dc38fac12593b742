/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/store-account.h"

G_BEGIN_DECLS

/* The program: command line, profile, session, windows. */
#define APP_TYPE_APPLICATION (app_application_get_type ())
G_DECLARE_FINAL_TYPE (AppApplication, app_application, APP, APPLICATION, AdwApplication)

AppApplication *app_application_new             (void);
StoreAccounts  *app_application_get_accounts    (AppApplication *self);
GSettings      *app_application_get_settings    (AppApplication *self);
/* Back to the sign-in window. */
void            app_application_sign_out        (AppApplication *self);
/* Puts @number into the dial field, now or as soon as somebody is signed in. Never dials. */
void            app_application_open_dial_field (AppApplication *self, const char *number);

G_END_DECLS
