/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-profile.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>
#include <glib/gi18n-lib.h>

#define ROOT_PATH "/org/sidetone/Sidetone/"

char *
app_profile_dup_application_id (const char *profile, gboolean is_demo)
{
  g_autofree char *element = NULL;

  if (profile == NULL || *profile == '\0')
    return g_strdup (is_demo ? APP_ID ".Demo" : APP_ID);
  /* An element of an application id may not begin with a digit. */
  element = g_strdup_printf ("%s.%s_%s", APP_ID, is_demo ? "Demo" : "Profile", profile);
  return g_steal_pointer (&element);
}

/* The installed schema, or the one of the build folder the program is run from. */
static GSettingsSchema *
find_schema (GError **error)
{
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  GSettingsSchema *schema = NULL;
  g_autoptr (GSettingsSchemaSource) built = NULL;
  g_autofree char *program = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *data = NULL;

  if (installed != NULL)
    schema = g_settings_schema_source_lookup (installed, APP_ID, TRUE);
  if (schema != NULL)
    return schema;

  program = g_file_read_link ("/proc/self/exe", NULL);
  if (program != NULL)
    {
      folder = g_path_get_dirname (program);
      data = g_build_filename (folder, "..", "..", "data", NULL);
      built = g_settings_schema_source_new_from_directory (data, installed, TRUE, NULL);
    }
  if (built != NULL)
    schema = g_settings_schema_source_lookup (built, APP_ID, FALSE);
  if (schema == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("The settings of Sidetone are not installed: no schema “%s”."), APP_ID);
  return schema;
}

GSettings *
app_profile_open_settings (const char *profile, const char *directory, GError **error)
{
  g_autoptr (GSettingsSchema) schema = find_schema (error);
  g_autoptr (GSettingsBackend) backend = NULL;
  g_autofree char *path = NULL;
  g_autofree char *file = NULL;

  if (schema == NULL)
    return NULL;
  if (directory == NULL)
    {
      backend = g_memory_settings_backend_new ();
      return g_settings_new_full (schema, backend, ROOT_PATH);
    }
  if (profile == NULL || *profile == '\0')
    return g_settings_new_full (schema, NULL, ROOT_PATH);

  path = g_strdup_printf (ROOT_PATH "profiles/%s/", profile);
  file = g_build_filename (directory, "settings.ini", NULL);
  backend = g_keyfile_settings_backend_new (file, path, "sidetone");
  return g_settings_new_full (schema, backend, path);
}

static void
database_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_database_open_finish (STORE_DATABASE (source), result, &error))
    g_warning ("The database cannot be opened: %s", error->message);
}

StoreDatabase *
app_profile_open_database (const char *path)
{
  StoreDatabase *database = store_database_new (path);

  store_database_open_async (database, NULL, database_opened_cb, NULL);

  return database;
}

/* "window" is the window's own. */
static gboolean
get_phonebook_language (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *nick = g_variant_get_string (variant, NULL);

  if (g_str_equal (nick, "window"))
    nick = g_str_has_prefix (g_get_language_names ()[0], "ja") ? "ja" : "en";
  g_value_set_string (value, nick);
  return TRUE;
}

void
app_profile_bind_settings (GSettings *settings, DeskSession *session)
{
  g_settings_bind (settings, "voicemail-number", session, "voicemail-number", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "log-retention-days", desk_session_get_log (session), "retention-days",
                   G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "copy-phonebooks", desk_session_get_mirror (session), "is-enabled",
                   G_SETTINGS_BIND_GET);
  g_settings_bind_with_mapping (settings, "phonebook-language", desk_session_get_mirror (session),
                                "language", G_SETTINGS_BIND_GET, get_phonebook_language, NULL, NULL, NULL);
}
