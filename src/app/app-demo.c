/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "paths.h"

#include "app/app-demo.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "app/app-profile.h"
#include "sim/sim-server.h"

struct _AppDemo
{
  GObject parent_instance;

  /* owned */
  SimThread *thread;
  StoreDatabase *database;
  char *directory;
};

G_DEFINE_FINAL_TYPE (AppDemo, app_demo, G_TYPE_OBJECT)

/* Installed, or in the source tree beside the build folder the program is run from. */
static char *
find_scenario (void)
{
  g_autofree char *installed = g_build_filename (PKGDATA_DIR, "scenarios", "demo.json", NULL);
  g_autofree char *program = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *built = NULL;

  program = g_file_read_link ("/proc/self/exe", NULL);
  if (program != NULL)
    {
      folder = g_path_get_dirname (program);
      built = g_build_filename (folder, "..", "..", "..", "data", "scenarios", "demo.json", NULL);
      if (g_file_test (built, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&built);
    }
  if (g_file_test (installed, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&installed);
  return NULL;
}

/* Flat: the database and its journals are all that is ever put there. */
static void
remove_directory (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_remove (file) != 0)
        g_warning ("%s cannot be removed: %s", file, g_strerror (errno));
    }
  if (g_rmdir (path) != 0)
    g_warning ("%s cannot be removed: %s", path, g_strerror (errno));
}

static void
app_demo_dispose (GObject *object)
{
  AppDemo *self = APP_DEMO (object);

  g_clear_pointer (&self->thread, sim_thread_stop);
  if (self->database != NULL)
    store_database_close (self->database);
  g_clear_object (&self->database);
  if (self->directory != NULL)
    remove_directory (self->directory);
  g_clear_pointer (&self->directory, g_free);

  G_OBJECT_CLASS (app_demo_parent_class)->dispose (object);
}

static void
app_demo_class_init (AppDemoClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_demo_dispose;
}

static void
app_demo_init (AppDemo *self)
{
}

AppDemo *
app_demo_new (void)
{
  return g_object_new (APP_TYPE_DEMO, NULL);
}

gboolean
app_demo_start (AppDemo *self, GError **error)
{
  g_autofree char *scenario = find_scenario ();
  g_autofree char *path = NULL;
  SimOptions options = { .listen = (char *)"127.0.0.1:0", .scenario = scenario, .auto_answer = -1 };

  g_return_val_if_fail (APP_IS_DEMO (self), FALSE);

  if (self->thread != NULL)
    return TRUE;
  if (scenario == NULL)
    g_message ("No scenario is installed: the demo office is quiet");
  if (self->directory == NULL)
    self->directory = g_dir_make_tmp ("sidetone-demo-XXXXXX", error);
  if (self->directory == NULL)
    return FALSE;
  if (self->database == NULL)
    {
      path = g_build_filename (self->directory, "sidetone.db", NULL);
      self->database = app_profile_open_database (path);
    }
  self->thread = sim_thread_start (&options, error);
  return self->thread != NULL;
}

StoreAccount *
app_demo_create_account (AppDemo *self, const char *user)
{
  StoreAccount *account;
  gboolean is_system = g_str_equal (user, "sa");
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (APP_IS_DEMO (self) && self->thread != NULL, NULL);

  id = g_strdup_printf ("demo-%s", user);
  /* Translators: the name of the demo's account; %s is a user. */
  name = g_strdup_printf (_ ("Demo office (%s)"), user);
  account = store_account_new (id);
  g_object_set (account, "name", name, "url", sim_thread_get_url (self->thread), "tenant",
                is_system ? "" : "-", "user", user, "plain-accepted", TRUE, NULL);
  /* Nobody tells which there are: who works in this office knows. */
  if (!is_system)
    g_object_set (account, "park-slots", "701-704", "shared-lines", "line/1, line/2", NULL);
  return account;
}

StoreDatabase *
app_demo_get_database (AppDemo *self)
{
  g_return_val_if_fail (APP_IS_DEMO (self), NULL);

  return self->database;
}

const char *
app_demo_get_directory (AppDemo *self)
{
  g_return_val_if_fail (APP_IS_DEMO (self), NULL);

  return self->directory;
}
