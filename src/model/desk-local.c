/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-local.h"

#include "model/desk-findable.h"
#include "model/desk-finder-private.h"
#include "model/desk-presence-model-private.h"
#include "model/desk-scout.h"
#include "store/store-short-dials.h"
#include "store/store-words.h"

struct _DeskLocal
{
  GObject parent_instance;

  /* owned */
  StoreDatabase *database; /* may be NULL */
  char *account_id;
  DeskPresenceModel *colleagues;
  DeskFinder *finder;
  DeskNumbers *numbers;
  char **dialled;   /* numbers, NULL until read */
  GPtrArray *tasks; /* of GTask: who waits until all but the contacts is read */

  guint n_reading;
  gboolean is_loaded;
};

G_DEFINE_FINAL_TYPE (DeskLocal, desk_local, G_TYPE_OBJECT)

typedef struct
{
  char *text;
  guint limit;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->text);
  g_free (question);
}

/* --- contacts ---------------------------------------------------------------- */

static void
answer (GTask *task)
{
  DeskLocal *self = g_task_get_source_object (task);
  const Question *question = g_task_get_task_data (task);

  g_task_return_pointer (task, desk_finder_search (self->finder, question->text, question->limit),
                         (GDestroyNotify) g_ptr_array_unref);
}

/* Nobody else looks between what is put and what is found of it. */
static void
visited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  DeskLocal *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (DeskScout) scout = store_contacts_visit_finish (STORE_DATABASE (source), result, &error);

  if (scout != NULL)
    desk_scout_put (scout, desk_finder_get_catalogue (self->finder));
  else
    g_message ("reading contacts: %s", error->message);
  answer (task);
}

static void
look_at_contacts (DeskLocal *self, GTask *task)
{
  const Question *question = g_task_get_task_data (task);
  DeskScout *scout = desk_scout_new (question->text, question->limit, self->numbers,
                                     (const char *const *) self->dialled, g_task_get_cancellable (task));

  if (scout == NULL)
    answer (task);
  else
    store_contacts_visit_async (self->database, self->account_id, desk_scout_look, scout,
                                (GDestroyNotify) desk_scout_free, NULL, visited_cb, g_object_ref (task));
}

/* --- all else ------------------------------------------------------------------ */

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
    look_at_contacts (self, tasks->pdata[i]);
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
    {
      desk_catalogue_set_recents (desk_finder_get_catalogue (self->finder), (const char *const *) numbers,
                                  uses);
      self->dialled = g_steal_pointer (&numbers);
    }
  one_read (self, "reading numbers dialled", error);
}

static void
short_dials_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskLocal) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = store_table_load_finish (&store_short_dials, STORE_DATABASE (source), result, &error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const StoreShortDial *row = rows->pdata[i];

      desk_findable_put_short_dial (desk_finder_get_catalogue (self->finder), row->code, row->number,
                                    row->name);
    }
  one_read (self, "reading short dials", error);
}

void
desk_local_search_async (DeskLocal *self, const char *text, guint limit, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (DESK_IS_LOCAL (self) && text != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Question *question = g_new (Question, 1);

  g_task_set_source_tag (task, desk_local_search_async);
  g_task_set_check_cancellable (task, FALSE);
  *question = (Question) { .text = g_strdup (text), .limit = limit };
  g_task_set_task_data (task, question, question_free);
  if (self->database == NULL)
    {
      answer (task);
      return;
    }
  if (self->is_loaded)
    {
      look_at_contacts (self, task);
      return;
    }
  g_ptr_array_add (self->tasks, g_steal_pointer (&task));
  if (self->n_reading > 0)
    return;
  self->n_reading = 4;
  store_favourites_load_async (self->database, self->account_id, NULL, favourites_cb, g_object_ref (self));
  store_words_load_async (&store_aliases, self->database, self->account_id, NULL, aliases_cb,
                          g_object_ref (self));
  store_recents_load_async (self->database, self->account_id, NULL, recents_cb, g_object_ref (self));
  store_table_load_async (&store_short_dials, self->database, self->account_id, NULL, short_dials_cb,
                          g_object_ref (self));
}

GPtrArray *
desk_local_search_finish (DeskLocal *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

const char *
desk_local_get_account (DeskLocal *self)
{
  g_return_val_if_fail (DESK_IS_LOCAL (self), NULL);
  return self->account_id;
}

DeskCatalogue *
desk_local_get_catalogue (DeskLocal *self)
{
  g_return_val_if_fail (DESK_IS_LOCAL (self), NULL);
  return desk_finder_get_catalogue (self->finder);
}

static void
desk_local_finalize (GObject *object)
{
  DeskLocal *self = DESK_LOCAL (object);

  g_clear_object (&self->finder);
  g_clear_object (&self->colleagues);
  g_clear_object (&self->database);
  g_clear_object (&self->numbers);
  g_strfreev (self->dialled);
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
desk_local_new (StoreDatabase *database, StoreAccount *account)
{
  g_return_val_if_fail (STORE_IS_ACCOUNT (account), NULL);

  DeskLocal *self = g_object_new (DESK_TYPE_LOCAL, NULL);

  g_set_object (&self->database, database);
  self->account_id = g_strdup (store_account_get_id (account));
  self->numbers = desk_numbers_new (account);
  return self;
}
