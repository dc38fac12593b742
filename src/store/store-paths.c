/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "store/store-account.h"

#define MAX_PROFILE 64
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"

gboolean
store_paths_is_profile (const char *profile)
{
  gsize length;

  if (profile == NULL)
    return FALSE;

  length = strlen (profile);
  return length > 0 && length <= MAX_PROFILE && strspn (profile, LETTERS) == length;
}

char *
store_paths_dup_data (const char *profile, GError **error)
{
  g_autofree char *path = NULL;

  if (profile == NULL || profile[0] == '\0')
    {
      path = g_build_filename (g_get_user_data_dir (), "sidetone", NULL);
    }
  else if (store_paths_is_profile (profile))
    {
      path = g_build_filename (g_get_user_data_dir (), "sidetone", "profiles", profile, NULL);
    }
  else
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _("A profile name has only letters, digits, “_” and “-”."));
      return NULL;
    }

  /* Where nothing can be written one can still call; that nothing is kept is said where it would be. */
  if (g_mkdir_with_parents (path, 0700) != 0 || (g_chmod (path, 0700) != 0 && errno != EROFS))
    {
      int saved = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), _("The folder %s cannot be used: %s"),
                   path, g_strerror (saved));
      return NULL;
    }

  return g_steal_pointer (&path);
}
