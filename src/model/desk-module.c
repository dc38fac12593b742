/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-module.h"

#include <glib/gi18n-lib.h>

#include "model/desk-module-file.h"

G_DEFINE_QUARK (desk-module-error, desk_module_error)

static GMutex lock;
static const DeskContacts *loaded; /* atomic */
static GError *failure;            /* once it failed, under the lock */

static const DeskContacts *
open_module (GError **error)
{
  const DeskModuleTexts texts = { _ ("The library of phone numbers and cards is not installed"),
                                  _ ("The library of phone numbers and cards cannot be loaded"),
                                  _ ("The library of phone numbers and cards is of another version") };

  return desk_module_file_open ("contacts", DESK_CONTACTS_SYMBOL, DESK_CONTACTS_VERSION, &texts, error);
}

const DeskContacts *
desk_module_peek (void)
{
  return g_atomic_pointer_get (&loaded);
}

const DeskContacts *
desk_module_load (GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  if (loaded == NULL && failure == NULL)
    {
      const DeskContacts *given = open_module (&failure);

      g_atomic_pointer_set (&loaded, given);
    }
  if (loaded == NULL && error != NULL)
    *error = g_error_copy (failure);
  return loaded;
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  const DeskContacts *contacts = desk_module_load (&error);

  if (contacts != NULL)
    g_task_return_pointer (task, (gpointer) contacts, NULL);
  else
    g_task_return_error (task, error);
}

void
desk_module_load_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, desk_module_load_async);
  g_task_run_in_thread (task, load_thread);
}

const DeskContacts *
desk_module_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
