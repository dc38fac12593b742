/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-log.h"

G_BEGIN_DECLS

/* Whether all calls are to be deleted; when the person says so, they are. */
GtkWindow *ui_log_ask_delete_all (GtkWindow *parent, DeskLog *log);

/* Whether what is older than @days is to be deleted, now and from now on: its response is "delete" or "cancel". */
GtkWindow *ui_log_ask_retention  (GtkWindow *parent, guint days);

G_END_DECLS
