/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "store/store-database-private.h"

#define MAX_ARGUMENTS 4

/* One piece of work on its way to the worker and back. */
typedef struct
{
  GTask *task; /* NULL ends the worker */
  StoreWorkKind kind;
  StoreWorkFunc func;
  GDestroyNotify result_free;
  gpointer result;
  GError *error;
} Job;

struct _StoreDatabase
{
  GObject parent_instance;

  /* owned */
  char *path;
  GThread *thread;
  GAsyncQueue *queue;

  /* owned by the worker while it runs */
  sqlite3 *db;
  GHashTable *statements; /* SQL -> statement */
  char *damaged;
  int lock;

  /* how opening went: written by the worker, under the mutex until it is known */
  GMutex mutex;
  GCond cond;
  GError *open_error;
  gboolean is_opened;
};

G_DEFINE_FINAL_TYPE (StoreDatabase, store_database, G_TYPE_OBJECT)

G_DEFINE_QUARK (store - error - quark, store_error)

static void
job_free (Job *job)
{
  if (job->result != NULL && job->result_free != NULL)
    job->result_free (job->result);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_free (job);
}

/* In the context of the one who asked; so is the last reference of the task dropped there. */
static gboolean
deliver_cb (gpointer user_data)
{
  Job *job = user_data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->result_free);

  return G_SOURCE_REMOVE;
}

static void
send_back (Job *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_static_name (source, "store job");
  g_source_set_callback (source, deliver_cb, job, (GDestroyNotify)job_free);
  g_source_attach (source, g_task_get_context (job->task));
}

static void
assert_worker (StoreDatabase *self)
{
  g_assert (g_thread_self () == self->thread);
  g_assert (self->db != NULL);
}

static void
run_write (StoreDatabase *self, Job *job)
{
  if (!store_database_execute (self, &job->error, "BEGIN IMMEDIATE", NULL))
    return;

  job->result = job->func (self, g_task_get_task_data (job->task), &job->error);
  if (job->error == NULL && store_database_execute (self, &job->error, "COMMIT", NULL))
    return;

  if (job->result != NULL && job->result_free != NULL)
    job->result_free (job->result);
  job->result = NULL;
  if (!sqlite3_get_autocommit (self->db))
    store_database_execute (self, NULL, "ROLLBACK", NULL);
}

static void
run_job (StoreDatabase *self, Job *job)
{
  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (job->task), &job->error))
    return;

  if (self->open_error != NULL)
    job->error = g_error_copy (self->open_error);
  else if (job->kind == STORE_WORK_WRITE)
    run_write (self, job);
  else
    job->result = job->func (self, g_task_get_task_data (job->task), &job->error);
}

static gboolean
open_in_worker (StoreDatabase *self, GError **error)
{
  if (!g_str_equal (self->path, ":memory:"))
    {
      self->lock = store_file_lock (self->path, error);
      if (self->lock < 0)
        return FALSE;
    }

  self->db = store_file_open (self->path, &self->damaged, error);
  return self->db != NULL
         && store_migrations_run (self->db, self->path, store_migrations_get_newest (), error);
}

static void
close_in_worker (StoreDatabase *self)
{
  g_hash_table_remove_all (self->statements);
  g_clear_pointer (&self->db, sqlite3_close);
  if (self->lock >= 0)
    close (self->lock);
  self->lock = -1;
}

static gpointer
worker (gpointer user_data)
{
  StoreDatabase *self = user_data;
  g_autoptr (GError) error = NULL;
  Job *job;

  open_in_worker (self, &error);
  g_mutex_lock (&self->mutex);
  self->is_opened = TRUE;
  self->open_error = g_steal_pointer (&error);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);

  while ((job = g_async_queue_pop (self->queue))->task != NULL)
    {
      run_job (self, job);
      send_back (job);
    }
  job_free (job);

  close_in_worker (self);
  return NULL;
}

/* The worker looks at the pointer to the end. */
static void
join (StoreDatabase *self)
{
  g_thread_join (self->thread);
  self->thread = NULL;
}

static void
store_database_dispose (GObject *object)
{
  store_database_close (STORE_DATABASE (object));

  G_OBJECT_CLASS (store_database_parent_class)->dispose (object);
}

static void
store_database_finalize (GObject *object)
{
  StoreDatabase *self = STORE_DATABASE (object);

  g_async_queue_unref (self->queue);
  g_hash_table_unref (self->statements);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_clear_error (&self->open_error);
  g_free (self->damaged);
  g_free (self->path);

  G_OBJECT_CLASS (store_database_parent_class)->finalize (object);
}

static void
store_database_class_init (StoreDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = store_database_dispose;
  object_class->finalize = store_database_finalize;
}

static void
store_database_init (StoreDatabase *self)
{
  self->queue = g_async_queue_new ();
  self->statements
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)sqlite3_finalize);
  self->lock = -1;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
}

StoreDatabase *
store_database_new (const char *path)
{
  StoreDatabase *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (STORE_TYPE_DATABASE, NULL);
  self->path = g_strdup (path);

  return self;
}

static void
start_worker (StoreDatabase *self)
{
  g_clear_pointer (&self->damaged, g_free);
  g_clear_error (&self->open_error);
  self->is_opened = FALSE;
  self->thread = g_thread_new ("store", worker, self);
}

gboolean
store_database_open (StoreDatabase *self, GError **error)
{
  g_autoptr (GError) open_error = NULL;

  g_return_val_if_fail (STORE_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (self->thread == NULL, FALSE);

  g_mutex_lock (&self->mutex);
  start_worker (self);
  while (!self->is_opened)
    g_cond_wait (&self->cond, &self->mutex);
  if (self->open_error != NULL)
    open_error = g_error_copy (self->open_error);
  g_mutex_unlock (&self->mutex);

  if (open_error == NULL)
    return TRUE;

  store_database_close (self);
  g_propagate_error (error, g_steal_pointer (&open_error));

  return FALSE;
}

/* The first piece of work: that it runs at all says that the database is open. */
static gpointer
say_open (StoreDatabase *self, gpointer data, GError **error)
{
  return GINT_TO_POINTER (TRUE);
}

void
store_database_open_async (StoreDatabase *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (STORE_IS_DATABASE (self));
  g_return_if_fail (self->thread == NULL);

  start_worker (self);
  store_database_run_async (self, store_database_open_async, STORE_WORK_READ, say_open, NULL, NULL, NULL,
                            cancellable, callback, user_data);
}

gboolean
store_database_open_finish (StoreDatabase *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (STORE_IS_DATABASE (self), FALSE);

  return store_database_run_finish (self, store_database_open_async, result, error) != NULL;
}

void
store_database_close (StoreDatabase *self)
{
  g_return_if_fail (STORE_IS_DATABASE (self));

  if (self->thread == NULL)
    return;

  g_async_queue_push (self->queue, g_new0 (Job, 1));
  join (self);
}

const char *
store_database_get_damaged (StoreDatabase *self)
{
  g_return_val_if_fail (STORE_IS_DATABASE (self), NULL);

  return self->damaged;
}

void
store_database_run_async (StoreDatabase *self,
                          gpointer tag,
                          StoreWorkKind kind,
                          StoreWorkFunc func,
                          gpointer data,
                          GDestroyNotify data_free,
                          GDestroyNotify result_free,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Job *job;

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, data, data_free);
  if (self->thread == NULL)
    {
      g_task_return_new_error (task, STORE_ERROR, STORE_ERROR_CLOSED, _("The database is not open."));
      g_object_unref (task);
      return;
    }

  job = g_new0 (Job, 1);
  job->task = task;
  job->kind = kind;
  job->func = func;
  job->result_free = result_free;
  g_async_queue_push (self->queue, job);
}

gpointer
store_database_run_finish (StoreDatabase *self, gpointer tag, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static sqlite3_stmt *
prepare (StoreDatabase *self, GError **error, const char *sql, va_list arguments)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);
  const char *text;

  assert_worker (self);

  if (statement == NULL)
    {
      if (sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        {
          store_set_error (self->db, error);
          return NULL;
        }
      g_hash_table_insert (self->statements, (gpointer)sql, statement);
    }

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  for (int i = 1; (text = va_arg (arguments, const char *)) != NULL; i++)
    {
      g_assert (i <= MAX_ARGUMENTS);
      if (sqlite3_bind_text (statement, i, text, -1, SQLITE_TRANSIENT) != SQLITE_OK)
        {
          store_set_error (self->db, error);
          return NULL;
        }
    }

  return statement;
}

sqlite3_stmt *
store_database_prepare (StoreDatabase *self, GError **error, const char *sql, ...)
{
  sqlite3_stmt *statement;
  va_list arguments;

  va_start (arguments, sql);
  statement = prepare (self, error, sql, arguments);
  va_end (arguments);

  return statement;
}

gboolean
store_database_next (StoreDatabase *self, sqlite3_stmt *statement, GError **error)
{
  int code;

  assert_worker (self);

  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    store_set_error (self->db, error);
  sqlite3_reset (statement);

  return FALSE;
}

gboolean
store_database_finish (StoreDatabase *self, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GError) local = NULL;

  while (store_database_next (self, statement, &local))
    ;
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
store_database_execute (StoreDatabase *self, GError **error, const char *sql, ...)
{
  sqlite3_stmt *statement;
  va_list arguments;

  va_start (arguments, sql);
  statement = prepare (self, error, sql, arguments);
  va_end (arguments);

  return statement != NULL && store_database_finish (self, statement, error);
}
