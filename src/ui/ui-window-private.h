/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ui-window.h"

#include "ui/ui-announcer.h"
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
  UiAnnouncer *announcer;

  /* owned */
  DeskSession *session;
  GSettings *settings;
  UiTicker *ticker;
  DeskCall *next_call; /* to talk with once the one before is held; NULL */

  /* where the keyboard was: ui-window-focus.c */
  guint focus_source;
  gboolean was_at_call;
  GtkWidget *watched_focus; /* weak */

  /* the last key: ui-window-keys.c */
  GtkEventController *first_keys; /* borrowed */
  guint last_key;
  GtkRoot *key_root; /* where; only to compare, it may be gone */
  guint32 last_key_time;
  gint64 active_since; /* monotonic µs */
  gboolean is_key_down, did_something;

  /* what is asked before the window goes: ui-window-leave.c */
  GtkWindow *leave_question; /* weak */
  char *leave_action;        /* what is done then, as "app.quit"; NULL: the window is closed */
  guint leave_source;

  /* the last click: ui-window-clicks.c */
  GtkRoot *click_root; /* where; only to compare, it may be gone */
  double click_x, click_y;
  guint32 click_time;
  gboolean was_on_button, is_click_second;
};

/* ui-window-offers.c: what is found in the dial field. */
void ui_window_take_offer_cb    (GSimpleAction *action, GVariant *parameter, gpointer user_data);
void ui_window_leave_dial_field (UiWindow *self); /* the keyboard goes back to the page */

/* ui-window-actions.c */
void      ui_window_add_actions    (UiWindow *self);
void      ui_window_update_actions (UiWindow *self); /* what is possible now */
gboolean  ui_window_answer_ringing (UiWindow *self); /* Enter while a phone rings */
/* The call with that id; the selected one for "". Borrowed, may be NULL. */
DeskCall *ui_window_find_call      (UiWindow *self, const char *id);

/* ui-window-people.c */
void      ui_window_add_people     (UiWindow *self);

/* ui-window-jumps.c */
void      ui_window_add_jumps      (UiWindow *self);
void      ui_window_update_jumps   (UiWindow *self);
gboolean  ui_window_cancel_transfer (UiWindow *self); /* Esc; FALSE when none is on */
void      ui_window_go_to_call     (UiWindow *self, DeskCall *call);

/* ui-window-focus.c */
void      ui_window_watch_focus    (UiWindow *self);
void      ui_window_keep_focus     (UiWindow *self); /* soon, if nothing has it */

/* ui-window-news.c */
void      ui_window_add_news       (UiWindow *self, DeskCall *call);

/* ui-window-clicks.c */
void      ui_window_add_clicks     (UiWindow *self);

/* ui-window-leave.c */
void      ui_window_add_leave      (UiWindow *self);
void      ui_window_drop_leave     (UiWindow *self);

/* ui-window-keys.c */
void      ui_window_add_keys       (UiWindow *self);
gboolean  ui_window_note_key       (UiWindow *self, GtkRoot *dialog, GdkEvent *event); /* TRUE: it must not get it */

G_END_DECLS
