/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ui-sign-in-window.h"

#include "ui/dialogs/ui-certificate-page.h"
#include "ui/ui-sign-in-form.h"

G_BEGIN_DECLS

/* Shared by the window (pages, rows, actions) and the attempt (addresses to try, the session's states). */

struct _UiSignInWindow
{
  AdwApplicationWindow parent_instance;

  /* template children */
  GtkWidget *back_button;
  GtkStack *stack;
  GtkListBox *account_list;
  UiSignInForm *form;
  GtkListBox *demo_list;
  GtkSpinner *spinner;
  GtkLabel *progress_label;
  GtkLabel *progress_detail;
  GtkWidget *cancel_button;
  GtkWidget *use_here_button;
  UiCertificatePage *certificate_page;

  /* borrowed */
  const char *origin; /* the page an attempt began on */

  /* owned */
  StoreAccounts *accounts;
  GSettings *settings;
  DeskSession *session;
  GSignalGroup *session_signals;
  GCancellable *cancellable;
  StoreAccount *draft; /* the account of the attempt; saved once the PBX accepts it */
  char *password;      /* of the attempt; wiped */
  char **addresses;    /* to be tried, in order */
  guint address_index;
  gboolean is_kept; /* the password is the keyring's own */
};

/* ui-sign-in-window.c */
void
ui_sign_in_window_show_page (UiSignInWindow *self, const char *page);
const char *
ui_sign_in_window_get_page (UiSignInWindow *self);
const char *
ui_sign_in_window_get_home (UiSignInWindow *self);
void
ui_sign_in_window_request (UiSignInWindow *self); /* ::sign-in for the draft */

/* ui-sign-in-attempt.c: takes @account, @addresses and @password over; @is_kept: it came from the keyring */
void
ui_sign_in_attempt_begin (UiSignInWindow *self, StoreAccount *account, char **addresses, char *password,
                          gboolean is_kept);
void
ui_sign_in_attempt_forget (UiSignInWindow *self);
void
ui_sign_in_attempt_drop_session (UiSignInWindow *self);
void
ui_sign_in_attempt_show_progress (UiSignInWindow *self, PalClientState state);
void
ui_sign_in_attempt_state_changed (UiSignInWindow *self);

G_END_DECLS
