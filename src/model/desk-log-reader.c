/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-log-private.h"

#define PAGE 500
#define SCAN 20000

struct _DeskLogReader
{
  GObject parent_instance;

  /* owned */
  DeskLog *log;
  char **words;

  StoreLogQuery query;
  gboolean is_end;
};

G_DEFINE_FINAL_TYPE (DeskLogReader, desk_log_reader, G_TYPE_OBJECT)

DeskLogReader *
desk_log_reader_new (DeskLog *log, DeskLogFilter filter, const char *search)
{
  DeskLogReader *self;

  g_return_val_if_fail (DESK_IS_LOG (log), NULL);

  self = g_object_new (DESK_TYPE_LOG_READER, NULL);
  g_set_object (&self->log, log);
  self->words = desk_log_split_words (search);
  self->query.filter = (StoreLogFilter) filter;
  self->query.is_newer = TRUE;
  self->query.limit = PAGE;
  self->query.scan = SCAN;
  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    self->query.words[i] = self->words[i];
  return self;
}

static void ask (GTask *task);

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  DeskLogReader *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (StoreLogPage) page = store_log_page_finish (STORE_DATABASE (source), result, &error);
  g_autoptr (GPtrArray) entries = NULL;

  if (page == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  self->query.started_at = page->started_at;
  self->query.id = page->id;
  self->is_end = page->is_end;
  if (page->rows->len == 0 && !self->is_end)
    {
      ask (g_steal_pointer (&task));
      return;
    }
  entries = g_ptr_array_new_full (page->rows->len, g_object_unref);
  for (guint i = 0; i < page->rows->len; i++)
    g_ptr_array_add (entries, desk_log_entry_new (page->rows->pdata[i]));
  g_task_return_pointer (task, g_steal_pointer (&entries), (GDestroyNotify) g_ptr_array_unref);
}

static void
ask (GTask *task)
{
  DeskLogReader *self = g_task_get_source_object (task);

  store_log_page_async (desk_log_get_database (self->log), desk_log_get_account_id (self->log), &self->query,
                        g_task_get_cancellable (task), page_cb, task);
}

void
desk_log_reader_next_async (DeskLogReader *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (DESK_IS_LOG_READER (self));

  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, desk_log_reader_next_async);
  if (self->is_end || desk_log_get_database (self->log) == NULL)
    {
      g_task_return_pointer (task, g_ptr_array_new_with_free_func (g_object_unref),
                             (GDestroyNotify) g_ptr_array_unref);
      g_object_unref (task);
      return;
    }
  ask (task);
}

GPtrArray *
desk_log_reader_next_finish (DeskLogReader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
desk_log_reader_finalize (GObject *object)
{
  DeskLogReader *self = DESK_LOG_READER (object);

  g_clear_object (&self->log);
  g_strfreev (self->words);
  G_OBJECT_CLASS (desk_log_reader_parent_class)->finalize (object);
}

static void
desk_log_reader_class_init (DeskLogReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_log_reader_finalize;
}

static void
desk_log_reader_init (DeskLogReader *self)
{
}
