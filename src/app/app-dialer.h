/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/dialogs/ui-dial-dialog.h"
#include "ui/ui-window.h"

G_BEGIN_DECLS

typedef enum
{
  APP_DIAL_ERROR_BUSY,     /* it is being asked about already, or too many wait */
  APP_DIAL_ERROR_DECLINED, /* by the person, or nobody was there to agree */
} AppDialError;

#define APP_DIAL_ERROR (app_dial_error_quark ())
GQuark app_dial_error_quark (void);

/* The one road by which anything outside the window has a number dialled: links, the command line, the bus,
 * notifications. What is no number is refused; the person is asked about the rest, one after the other, at most one
 * in two seconds, three waiting. Until somebody is signed in they wait, ten minutes at most.
 * ::wanted: a window is needed to ask or to tell in. */
#define APP_TYPE_DIALER (app_dialer_get_type ())
G_DECLARE_FINAL_TYPE (AppDialer, app_dialer, APP, DIALER, GObject)

AppDialer *app_dialer_new        (void);
/* The window of whoever is signed in; NULL: nobody is. */
void       app_dialer_set_window (AppDialer *self, UiWindow *window, GSettings *settings);
/* @text is a link or a number. The end comes when the person has answered: TRUE when it was dialled. */
void       app_dialer_ask_async  (AppDialer *self, const char *text, UiDialOrigin origin,
                                  GAsyncReadyCallback callback, gpointer user_data);
/* The same about a call that is to be sent to a number: @verb is Transfer, Consult or Deflect. Codes (* and #) are no
 * targets. */
void       app_dialer_send_async (AppDialer *self, DeskVerb verb, DeskCall *call, const char *text,
                                  UiDialOrigin origin, GAsyncReadyCallback callback, gpointer user_data);
gboolean   app_dialer_ask_finish (AppDialer *self, GAsyncResult *result, GError **error);

G_END_DECLS
