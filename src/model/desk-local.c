/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-local.h"

#include "model/desk-catalogue.h"
#include "model/desk-finder-private.h"
#include "model/desk-presence-model-private.h"
#include "store/store-words.h"

struct _DeskLocal
{
  GObject parent_instance;

  /* owned */
  StoreDatabase *database; /* may be NULL */
  char *account_id;
  DeskPresenceModel *colleagues;
  DeskFinder *finder;
  GPtrArray *tasks; /* of GTask: who waits */

  guint n_reading;
  gboolean is_loaded;
};

G_DEFINE_FINAL_TYPE (DeskLocal, desk_local, G_TYPE_OBJECT)

static void
one_read (DeskLocal *self, const char *what, const GError *error)
{
  g_autoptr (GPtrArray) tasks = NULL;

  if (error != NULL)
    g_message ("%s: %s", what, error->message);
  if (--self->n_reading > 0)
    return;
  self->is_loaded = TRUE;
  tasks = g_steal_pointer (&self->tasks);
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < tasks->len; i++)
    g_task_return_boolean (tasks->pdata[i], TRUE);
}

static void
favourites_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskLocal) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) numbers = store_favourites_load_finish (STORE_DATABASE (source), result, &error);

  for (guint i = 0; numbers != NULL && numbers[i] != NULL; i++)
    {
      DeskExtension *extension = desk_presence_model_ensure (self->colleagues, numbers[i]);

      desk_presence_model_set_favourite (self->colleagues, extension, TRUE);
      desk_presence_model_set_presence (self->colleagues, extension, DESK_PRESENCE_UNKNOWN, NULL, 0);
    }
  one_read (self, "reading favourites", error);
}

static void
aliases_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskLocal) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) aliases
      = store_words_load_finish (&store_aliases, STORE_DATABASE (source), result, &error);
  GHashTableIter iter;
  gpointer number, alias;

  if (aliases != NULL)
    g_hash_table_iter_init (&iter, aliases);
  while (aliases != NULL && g_hash_table_iter_next (&iter, &number, &alias))
    {
      DeskExtension *extension = desk_presence_model_ensure (self->colleagues, number);

      desk_presence_model_set_alias (self->colleagues, extension, alias);
      desk_presence_model_set_presence (self->colleagues, extension, DESK_PRESENCE_UNKNOWN, NULL, 0);
    }
  one_read (self, "reading own names", error);
}

static void
recents_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskLocal) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree guint *uses = NULL;
  g_auto (GStrv) numbers = store_recents_load_finish (STORE_DATABASE (source), result, &uses, &error);

  if (numbers != NULL)
    desk_catalogue_set_recents (desk_finder_get_catalogue (self->finder), (const char *const *) numbers,
                                uses);
  one_read (self, "reading numbers dialled", error);
}

void
desk_local_load_async (DeskLocal *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (DESK_IS_LOCAL (self));

  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, desk_local_load_async);
  if (self->is_loaded || self->database == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_ptr_array_add (self->tasks, g_steal_pointer (&task));
  if (self->n_reading > 0)
    return;
  self->n_reading = 3;
  store_favourites_load_async (self->database, self->account_id, NULL, favourites_cb, g_object_ref (self));
  store_words_load_async (&store_aliases, self->database, self->account_id, NULL, aliases_cb,
                          g_object_ref (self));
  store_recents_load_async (self->database, self->account_id, NULL, recents_cb, g_object_ref (self));
}

void
desk_local_load_finish (DeskLocal *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));
  g_task_propagate_boolean (G_TASK (result), NULL);
}

const char *
desk_local_get_account (DeskLocal *self)
{
  g_return_val_if_fail (DESK_IS_LOCAL (self), NULL);
  return self->account_id;
}

DeskFinder *
desk_local_get_finder (DeskLocal *self)
{
  g_return_val_if_fail (DESK_IS_LOCAL (self), NULL);
  return self->finder;
}

static void
desk_local_finalize (GObject *object)
{
  DeskLocal *self = DESK_LOCAL (object);

  g_clear_object (&self->finder);
  g_clear_object (&self->colleagues);
  g_clear_object (&self->database);
  g_ptr_array_unref (self->tasks);
  g_free (self->account_id);
  G_OBJECT_CLASS (desk_local_parent_class)->finalize (object);
}

static void
desk_local_class_init (DeskLocalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_local_finalize;
}

static void
desk_local_init (DeskLocal *self)
{
  self->colleagues = desk_presence_model_new (NULL);
  self->finder = desk_finder_new (self->colleagues);
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
}

DeskLocal *
desk_local_new (StoreDatabase *database, const char *account_id)
{
  g_return_val_if_fail (account_id != NULL, NULL);

  DeskLocal *self = g_object_new (DESK_TYPE_LOCAL, NULL);

  g_set_object (&self->database, database);
  self->account_id = g_strdup (account_id);
  return self;
}
