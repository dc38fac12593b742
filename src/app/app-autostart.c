/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-autostart.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define GNOME_KEY "X-GNOME-Autostart-enabled"

static char *
dup_path (const char *application_id)
{
  g_autofree char *name = g_strconcat (application_id, ".desktop", NULL);

  return g_build_filename (g_get_user_config_dir (), "autostart", name, NULL);
}

char *
app_autostart_dup_quoted (const char *argument)
{
  GString *text = g_string_new ("\"");

  for (const char *at = argument; *at != '\0'; at++)
    {
      if (strchr ("\"`$\\", *at) != NULL)
        g_string_append_c (text, '\\');
      if (*at == '%')
        g_string_append_c (text, '%');
      g_string_append_c (text, *at);
    }
  g_string_append_c (text, '"');
  return g_string_free (text, FALSE);
}

gboolean
app_autostart_get (const char *application_id)
{
  g_autofree char *path = dup_path (application_id);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return FALSE;
  if (g_key_file_get_boolean (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_HIDDEN, NULL))
    return FALSE;
  return !g_key_file_has_key (file, G_KEY_FILE_DESKTOP_GROUP, GNOME_KEY, NULL)
         || g_key_file_get_boolean (file, G_KEY_FILE_DESKTOP_GROUP, GNOME_KEY, NULL);
}

static char *
dup_command (const char *profile, GError **error)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", error);
  g_autofree char *quoted = NULL;

  if (program == NULL)
    return NULL;
  quoted = app_autostart_dup_quoted (program);
  /* A profile's name has nothing to be quoted. */
  return profile != NULL && *profile != '\0' ? g_strdup_printf ("%s --background --profile %s", quoted, profile)
                                              : g_strconcat (quoted, " --background", NULL);
}

gboolean
app_autostart_set (const char *application_id, const char *profile, gboolean is_on, GError **error)
{
  g_autofree char *path = dup_path (application_id);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *command = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!is_on)
    {
      if (g_remove (path) == 0 || errno == ENOENT)
        return TRUE;
      g_set_error (error, G_IO_ERROR, (int)g_io_error_from_errno (errno), _ ("%s cannot be removed: %s"), path,
                   g_strerror (errno));
      return FALSE;
    }
  command = dup_command (profile, error);
  if (command == NULL)
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, (int)g_io_error_from_errno (errno), _ ("%s cannot be made: %s"), folder,
                   g_strerror (errno));
      return FALSE;
    }
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_TYPE, "Application");
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_NAME, "Sidetone");
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_ICON, APP_ID);
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_EXEC, command);
  g_key_file_set_boolean (file, G_KEY_FILE_DESKTOP_GROUP, GNOME_KEY, TRUE);
  return g_key_file_save_to_file (file, path, error);
}
