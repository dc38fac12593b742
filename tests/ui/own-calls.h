/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-session.h"
#include "sim/sim-server.h"
#include "ui/ui-call-row.h"
#include "ui/ui-transfer-picker.h"
#include "ui/ui-window.h"

G_BEGIN_DECLS

/* A window signed in as 1002, and two colleagues (1003, 1004) who call and answer. */
typedef struct
{
  SimThread *thread;
  DeskSession *session, *chie, *ben;
  UiWindow *window;
} Fixture;

void set_up (Fixture *self, gconstpointer data);
void tear_down (Fixture *self, gconstpointer data);
GtkWidget *find (GtkWidget *root, GType type);
UiCallRow *get_row (Fixture *self);
DeskCall *get_call (DeskSession *session);
gboolean is_in (DeskSession *session, DeskCallState state);
gboolean is_free (DeskSession *session);
gboolean has_transfer (Fixture *self, DeskTransfer transfer);
GtkWidget *get_button (Fixture *self, DeskVerb verb);
void press (Fixture *self, DeskVerb verb);
UiTransferPicker *get_picker (void);
void answer (DeskSession *session);
void let_chie_call (Fixture *self);
void talk_with_chie (Fixture *self);
void key (UiTransferPicker *picker, guint keyval, GdkModifierType state);
void pick (const char *text, GdkModifierType state);
void ask_ben_first (Fixture *self);

G_END_DECLS
