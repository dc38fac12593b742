/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-log.h"

G_BEGIN_DECLS

/* Numbers as in the store. */
typedef enum
{
  DESK_LOG_FILTER_ALL, /* and gaps */
  DESK_LOG_FILTER_MISSED,
  DESK_LOG_FILTER_UNRETURNED,
  DESK_LOG_FILTER_INCOMING,
  DESK_LOG_FILTER_OUTGOING,
  DESK_LOG_FILTER_RECORDED,
  DESK_LOG_FILTER_QUEUE,
} DeskLogFilter;

/* A window on the log, newest first: a GListModel of DeskLogEntry. However long the log is, at most
 * DESK_LOG_MODEL_WINDOW rows are here; who comes near an end asks for more. Properties (notify): filter (DeskLogFilter,
 * read-write), search (text, read-write: all its words must be in names or numbers), is-loading. */
#define DESK_LOG_MODEL_WINDOW 1000
#define DESK_TYPE_LOG_MODEL (desk_log_model_get_type ())
G_DECLARE_FINAL_TYPE (DeskLogModel, desk_log_model, DESK, LOG_MODEL, GObject)

DeskLogModel *desk_log_model_new            (DeskLog *log);
DeskLogFilter desk_log_model_get_filter     (DeskLogModel *self);
void          desk_log_model_set_filter     (DeskLogModel *self, DeskLogFilter filter);
const char   *desk_log_model_get_search     (DeskLogModel *self); /* never NULL */
void          desk_log_model_set_search     (DeskLogModel *self, const char *search);
gboolean      desk_log_model_get_is_loading (DeskLogModel *self);
gboolean      desk_log_model_get_has_older  (DeskLogModel *self);
gboolean      desk_log_model_get_has_newer  (DeskLogModel *self);
/* Rows for the end, or for the beginning; a row at the other side may go. Does nothing when there are none. */
void          desk_log_model_load_older     (DeskLogModel *self);
void          desk_log_model_load_newer     (DeskLogModel *self);

/* The same rows one page after the other, oldest first, as the log is when it is read: for files. */
#define DESK_TYPE_LOG_READER (desk_log_reader_get_type ())
G_DECLARE_FINAL_TYPE (DeskLogReader, desk_log_reader, DESK, LOG_READER, GObject)

DeskLogReader *desk_log_reader_new         (DeskLog *log, DeskLogFilter filter, const char *search);
void           desk_log_reader_next_async  (DeskLogReader *self, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
/* Of DeskLogEntry; an empty one when there are no more. */
GPtrArray     *desk_log_reader_next_finish (DeskLogReader *self, GAsyncResult *result, GError **error);

G_END_DECLS
