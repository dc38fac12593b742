/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the person wants of the log: done when the store has done it. */
#include "config.h"

#include "model/desk-session-private.h"

typedef struct
{
  GWeakRef log;
  char *key, *number;
  gint64 id, before;
  gboolean flag;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_weak_ref_clear (&wish->log);
  g_free (wish->key);
  g_free (wish->number);
  g_free (wish);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static Wish *
wish_new (DeskLog *self)
{
  Wish *wish = g_new0 (Wish, 1);

  g_weak_ref_init (&wish->log, self);
  return wish;
}

/* The log, or NULL when it is gone or it was not done (which is said). */
static DeskLog *
finish (Wish *wish, GObject *source, GAsyncResult *result, guint *n_removed)
{
  g_autoptr (DeskLog) self = g_weak_ref_get (&wish->log);
  g_autoptr (GError) error = NULL;
  g_autoptr (StoreLogChange) change = store_log_change_finish (STORE_DATABASE (source), result, &error);

  if (self == NULL)
    return NULL;
  if (change == NULL)
    {
      if (self->session != NULL)
        desk_session_message (self->session, error->message);
      return NULL;
    }
  if (n_removed != NULL)
    *n_removed = change->n_removed;
  desk_log_take_n_missed (self, change->n_missed);
  return g_steal_pointer (&self);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  g_autoptr (DeskLog) self = finish (wish, source, result, NULL);

  if (self != NULL)
    g_signal_emit_by_name (self, "done-changed", wish->id, wish->flag);
}

static void
ask_done (DeskLog *self, gint64 id, gboolean is_done)
{
  Wish *wish;

  if (self->database == NULL)
    return;
  wish = wish_new (self);
  wish->id = id;
  wish->flag = is_done;
  store_log_done_async (self->database, self->account_id, id, is_done, NULL, done_cb, wish);
}

void
desk_log_set_done (DeskLog *self, DeskLogEntry *entry, gboolean is_done)
{
  g_return_if_fail (DESK_IS_LOG (self));
  g_return_if_fail (DESK_IS_LOG_ENTRY (entry));
  ask_done (self, desk_log_entry_get_id (entry), is_done);
}

void
desk_log_set_all_done (DeskLog *self)
{
  g_return_if_fail (DESK_IS_LOG (self));
  ask_done (self, 0, TRUE);
}

static void ask_remove (DeskLog *self, gint64 id, gint64 before, gboolean has_removed);

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  guint n_removed = 0;
  g_autoptr (DeskLog) self = finish (wish, source, result, &n_removed);

  if (self == NULL)
    return;
  if (wish->id == 0 && n_removed > 0)
    ask_remove (self, 0, wish->before, TRUE);
  else if (wish->id != 0 || wish->flag)
    g_signal_emit_by_name (self, "removed", wish->id);
}

static void
ask_remove (DeskLog *self, gint64 id, gint64 before, gboolean has_removed)
{
  Wish *wish;

  if (self->database == NULL)
    return;
  wish = wish_new (self);
  wish->id = id;
  wish->before = before;
  wish->flag = has_removed;
  store_log_remove_async (self->database, self->account_id, id, before, NULL, removed_cb, wish);
}

void
desk_log_remove (DeskLog *self, DeskLogEntry *entry)
{
  gint64 id;

  g_return_if_fail (DESK_IS_LOG (self));
  g_return_if_fail (DESK_IS_LOG_ENTRY (entry));
  id = desk_log_entry_get_id (entry);
  g_hash_table_remove (self->unsaved, &id);
  desk_log_calls_forget (self->calls, id);
  ask_remove (self, id, 0, FALSE);
}

void
desk_log_remove_all (DeskLog *self)
{
  g_return_if_fail (DESK_IS_LOG (self));
  desk_log_calls_forget (self->calls, 0);
  ask_remove (self, 0, 0, FALSE);
}

void
desk_log_trim (DeskLog *self)
{
  gint64 now = pal_clock_get_real (self->clock);

  self->trimmed = pal_clock_get_monotonic (self->clock);
  if (self->is_loaded && self->retention_days > 0)
    ask_remove (self, 0, now - (gint64) self->retention_days * 24 * 3600 * G_USEC_PER_SEC, FALSE);
}

static void
ignored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  g_autoptr (DeskLog) self = finish (wish, source, result, NULL);

  if (self == NULL)
    return;
  if (wish->number != NULL)
    g_hash_table_replace (self->ignored, g_strdup (wish->key), g_strdup (wish->number));
  else
    g_hash_table_remove (self->ignored, wish->key);
  g_signal_emit_by_name (self, "ignored-changed");
}

void
desk_log_ignore (DeskLog *self, const char *number, gboolean is_ignored)
{
  Wish *wish;

  g_return_if_fail (DESK_IS_LOG (self));
  g_return_if_fail (number != NULL);

  g_autofree char *key = desk_log_dup_key (number);

  if (*key == '\0' || self->database == NULL)
    return;
  wish = wish_new (self);
  wish->key = g_steal_pointer (&key);
  wish->number = is_ignored ? g_strdup (number) : NULL;
  store_log_ignore_async (self->database, self->account_id, wish->key, wish->number, NULL,
                          ignored_cb, wish);
}

gboolean
desk_log_is_ignored (DeskLog *self, const char *number)
{
  g_return_val_if_fail (DESK_IS_LOG (self), FALSE);

  g_autofree char *key = desk_log_dup_key (number);

  return g_hash_table_contains (self->ignored, key);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

char **
desk_log_list_ignored (DeskLog *self)
{
  g_autoptr (GPtrArray) numbers = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer number;

  g_return_val_if_fail (DESK_IS_LOG (self), NULL);
  g_hash_table_iter_init (&iter, self->ignored);
  while (g_hash_table_iter_next (&iter, NULL, &number))
    g_ptr_array_add (numbers, g_strdup (number));
  g_ptr_array_sort (numbers, compare_texts);
  g_ptr_array_add (numbers, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&numbers), FALSE);
}
