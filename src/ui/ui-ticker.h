/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-session.h"

G_BEGIN_DECLS

/* The one second hand of a window: redraws the clocks that can be seen. It stands still (no wakeup at all)
 * while none of them is in view; ui_ticker_wake() says that something may have come into view.
 * ::tick: a second has gone, for words and colours that go with the clocks. */
#define UI_TYPE_TICKER (ui_ticker_get_type ())
G_DECLARE_FINAL_TYPE (UiTicker, ui_ticker, UI, TICKER, GObject)

UiTicker *ui_ticker_new        (DeskSession *session);
gint64    ui_ticker_get_now    (UiTicker *self); /* the session's clock, as DeskCall:since */
void      ui_ticker_add        (UiTicker *self, GtkWidget *widget); /* borrowed: remove it before it goes */
void      ui_ticker_remove     (UiTicker *self, GtkWidget *widget);
void      ui_ticker_wake       (UiTicker *self);
gboolean  ui_ticker_is_running (UiTicker *self);

G_END_DECLS
