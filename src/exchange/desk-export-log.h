/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/desk-log-model.h"

G_BEGIN_DECLS

typedef enum
{
  DESK_LOG_FORMAT_SPREADSHEET, /* CSV with a mark of UTF-8, every text protected from being a formula */
  DESK_LOG_FORMAT_CSV,         /* for programs: numbers as they are, names protected */
  DESK_LOG_FORMAT_JSON,        /* an array of objects, one a line */
} DeskLogFormat;

/* All that @reader gives into @file, a page at a time: the main loop goes on, and a million calls take no more memory
 * than a hundred. A file that is there is replaced only when everything was written. */
void     desk_export_log_async  (DeskLogReader *reader, GFile *file, DeskLogFormat format, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
/* @n_rows may be NULL. */
gboolean desk_export_log_finish (GAsyncResult *result, guint *n_rows, GError **error);

G_END_DECLS
