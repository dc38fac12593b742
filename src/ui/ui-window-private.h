/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ui-window.h"

#include "ui/ui-call-bar.h"
#include "ui/ui-dial-field.h"
#include "ui/ui-line-banner.h"
#include "ui/ui-monitor-banner.h"
#include "ui/ui-recording-mark.h"
#include "ui/ui-sidebar.h"
#include "ui/ui-ticker.h"

G_BEGIN_DECLS

struct _UiWindow
{
  AdwApplicationWindow parent_instance;

  /* template children */
  AdwToastOverlay *toasts;
  AdwLeaflet *leaflet;
  UiSidebar *sidebar;
  UiDialField *dial_field;
  GtkMenuButton *menu_button;
  UiLineBanner *banner;
  UiMonitorBanner *monitor_banner;
  UiRecordingMark *recording_mark;
  GtkStack *stack;
  UiCallBar *call_bar;

  /* owned */
  DeskSession *session;
  GSettings *settings;
  UiTicker *ticker;
};

/* ui-window-actions.c */
void      ui_window_add_actions    (UiWindow *self);
void      ui_window_update_actions (UiWindow *self); /* what is possible now */
gboolean  ui_window_answer_ringing (UiWindow *self); /* Enter while a phone rings */

/* ui-window.c */
void      ui_window_show_page      (UiWindow *self, const char *name);

G_END_DECLS
