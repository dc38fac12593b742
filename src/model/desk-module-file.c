/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a module lies is told by where the running program lies, by nothing that an environment names:
 * for an installed program the way from its folder to that of the modules, in a build tree its shape. */
#include "config.h"

#include "model/desk-module-file.h"

#include <gio/gio.h>
#include <gmodule.h>
#include <sys/stat.h>

#include "model/desk-module.h"

typedef const guint *(*Give) (void);

/* In a build tree, from the folder of the program; the name follows. */
static const char *const trees[] = {
  "../exchange/module-",        /* src/app, src/ctl */
  "../../src/exchange/module-", /* tests/AREA */
};

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
find_path (const char *name)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *file = g_strdup_printf ("libsidetone-%s.so", name);

  for (guint i = 0; folder != NULL && i <= G_N_ELEMENTS (trees); i++)
    {
      g_autofree char *place = i == 0 ? g_strdup (MODULE_FROM_BIN) : g_strconcat (trees[i - 1], name, NULL);
      g_autofree char *path = g_build_filename (folder, place, file, NULL);
      g_autofree char *canonical = g_canonicalize_filename (path, "/");

      if (is_trusted (canonical, program))
        return g_steal_pointer (&canonical);
    }
  return NULL;
}

gconstpointer
desk_module_file_open (
    const char *name, const char *symbol, guint version, const DeskModuleTexts *texts, GError **error)
{
  g_autofree char *path = find_path (name);
  GModule *module;
  gpointer function = NULL;
  const guint *given;

  if (path == NULL)
    {
      g_set_error_literal (error, DESK_MODULE_ERROR, DESK_MODULE_ERROR_MISSING, texts->missing);
      return NULL;
    }
  module = g_module_open (path, G_MODULE_BIND_LOCAL);
  if (module == NULL)
    {
      g_autofree char *text = g_strdelimit (g_strdup (g_module_error ()), "\n", ' ');

      g_set_error (error, DESK_MODULE_ERROR, DESK_MODULE_ERROR_BROKEN, "%s: %s", texts->broken, text);
      return NULL;
    }
  /* What it brought along has types of its own: it stays. */
  g_module_make_resident (module);
  g_module_symbol (module, symbol, &function);
  given = function != NULL ? ((Give)function) () : NULL;
  if (given == NULL || *given != version)
    {
      g_set_error_literal (error, DESK_MODULE_ERROR, DESK_MODULE_ERROR_BROKEN, texts->version);
      return NULL;
    }
  return given;
}
