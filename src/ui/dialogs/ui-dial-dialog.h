/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-link.h"
#include "model/desk-session.h"

G_BEGIN_DECLS

/* Where the wish to call somebody comes from. */
typedef enum
{
  UI_DIAL_ORIGIN_LINK,    /* a link that was followed in another program */
  UI_DIAL_ORIGIN_PROGRAM, /* the bus, a command line */
  UI_DIAL_ORIGIN_NOTICE,  /* a notification of our own */
  UI_DIAL_ORIGIN_CLAIMED, /* one that this program does not know of; anybody can say that it was pressed */
} UiDialOrigin;

/* The one question before a number from outside the window is dialled: what it is, whose it is, who asks. Its button
 * wakes up a moment after it is seen, so that a key meant for something else does not answer it. Cancel is the
 * default until the person has agreed once to that origin; a number with * or # is asked about twice.
 * ::answered (gboolean is_done): once, however it ends. */
#define UI_TYPE_DIAL_DIALOG (ui_dial_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiDialDialog, ui_dial_dialog, UI, DIAL_DIALOG, AdwMessageDialog)

/* Shows it on top of @parent. @settings may be NULL: every origin is new. Borrowed, goes by itself. */
UiDialDialog *ui_dial_dialog_ask (GtkWindow *parent, DeskSession *session, GSettings *settings, const DeskLink *link,
                                  UiDialOrigin origin);
/* The same about a call that another program wants to be sent to that number: @verb is Transfer, Consult or Deflect. */
UiDialDialog *ui_dial_dialog_ask_to_send (GtkWindow *parent, DeskSession *session, GSettings *settings,
                                          const DeskLink *link, UiDialOrigin origin, DeskVerb verb, DeskCall *call);

G_END_DECLS
