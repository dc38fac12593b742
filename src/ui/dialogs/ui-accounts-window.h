/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-address.h"

G_BEGIN_DECLS

/* The saved accounts: name, phone, kind of login, park slots and shared lines, trusted certificate, remove (with the saved
 * password). A change is written at once; it counts from the next sign-in, but for slots and lines, which are there at
 * once. */
#define UI_TYPE_ACCOUNTS_WINDOW (ui_accounts_window_get_type ())
G_DECLARE_FINAL_TYPE (UiAccountsWindow, ui_accounts_window, UI, ACCOUNTS_WINDOW, AdwWindow)

void ui_accounts_window_present (GtkWindow *parent, StoreAccounts *accounts);

/* One account in that window. ::changed (write it), ::remove. */
#define UI_TYPE_ACCOUNT_ROW (ui_account_row_get_type ())
G_DECLARE_FINAL_TYPE (UiAccountRow, ui_account_row, UI, ACCOUNT_ROW, AdwExpanderRow)

GtkWidget    *ui_account_row_new         (StoreAccount *account);
StoreAccount *ui_account_row_get_account (UiAccountRow *self);

G_END_DECLS
