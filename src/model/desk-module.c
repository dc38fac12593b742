/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the module lies is told by where the running program lies, by nothing that an environment names:
 * for an installed program the way from its folder to that of the modules, in a build tree its shape. */
#include "config.h"

#include "model/desk-module.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <gmodule.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME "libsidetone-contacts.so"

typedef const DeskContacts *(*Give) (void);

G_DEFINE_QUARK (desk-module-error, desk_module_error)

/* From the folder of the program. */
static const char *const places[] = {
  MODULE_FROM_BIN,
  "../exchange/module-contacts",       /* src/app, src/ctl */
  "../../src/exchange/module-contacts", /* tests/AREA */
};

static GMutex lock;
static const DeskContacts *loaded; /* atomic */
static GError *failure;            /* once it failed, under the lock */

/* Nobody else may have put it there: it belongs to whom the program belongs, or to root. */
static gboolean
is_trusted (const char *path, const char *program)
{
  struct stat module, own;

  if (stat (path, &module) != 0 || stat (program, &own) != 0)
    return FALSE;
  return S_ISREG (module.st_mode) && (module.st_uid == 0 || module.st_uid == own.st_uid)
         && (module.st_mode & S_IWOTH) == 0;
}

static char *
find_path (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (folder, places[i], NAME, NULL);
      g_autofree char *canonical = g_canonicalize_filename (path, "/");

      if (is_trusted (canonical, program))
        return g_steal_pointer (&canonical);
    }
  return NULL;
}

static const DeskContacts *
open_module (GError **error)
{
  g_autofree char *path = find_path ();
  GModule *module;
  gpointer symbol = NULL;
  const DeskContacts *given;

  if (path == NULL)
    {
      g_set_error_literal (error, DESK_MODULE_ERROR, DESK_MODULE_ERROR_MISSING,
                           _ ("The library of phone numbers and cards is not installed"));
      return NULL;
    }
  module = g_module_open (path, G_MODULE_BIND_LOCAL);
  if (module == NULL)
    {
      g_set_error (error, DESK_MODULE_ERROR, DESK_MODULE_ERROR_BROKEN,
                   _ ("The library of phone numbers and cards cannot be loaded: %s"), g_module_error ());
      return NULL;
    }
  /* What it brought along has types of its own: it stays. */
  g_module_make_resident (module);
  g_module_symbol (module, DESK_CONTACTS_SYMBOL, &symbol);
  given = symbol != NULL ? ((Give) symbol) () : NULL;
  if (given == NULL || given->version != DESK_CONTACTS_VERSION)
    {
      g_set_error_literal (error, DESK_MODULE_ERROR, DESK_MODULE_ERROR_BROKEN,
                           _ ("The library of phone numbers and cards is of another version"));
      return NULL;
    }
  return given;
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
