/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file by which the desktop starts the program, also as other programs change it. */
#include <gio/gio.h>
#include <glib/gstdio.h>

#include "app/app-autostart.h"

#define ID "org.example.Autostart"

/* Each test has a home of its own. */
static char *
dup_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "autostart", ID ".desktop", NULL);
}

static void
check_quoted (const char *argument, const char *expected)
{
  g_autofree char *quoted = app_autostart_dup_quoted (argument);

  g_assert_cmpstr (quoted, ==, expected);
}

static void
test_quoted (void)
{
  check_quoted ("/usr/bin/sidetone", "\"/usr/bin/sidetone\"");
  check_quoted ("/opt/a b/x", "\"/opt/a b/x\"");
  check_quoted ("/a\"b`c$d\\e", "\"/a\\\"b\\`c\\$d\\\\e\"");
  check_quoted ("/100%f", "\"/100%%f\"");
}

static void
write_key (const char *path, const char *key, const char *value)
{
  g_autofree char *text = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=x\nExec=x\n%s=%s\n", key, value);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
test_file (void)
{
  g_autofree char *path = dup_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *command = NULL;
  g_auto (GStrv) arguments = NULL;

  g_assert_false (app_autostart_get (ID));
  g_assert_true (app_autostart_set (ID, NULL, FALSE, &error)); /* there is none */
  g_assert_true (app_autostart_set (ID, "home-2", TRUE, &error));
  g_assert_no_error (error);
  g_assert_true (app_autostart_get (ID));
  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error));
  command = g_key_file_get_string (file, "Desktop Entry", "Exec", &error);
  g_assert_true (g_shell_parse_argv (command, NULL, &arguments, &error));
  g_assert_no_error (error);
  g_assert_true (g_path_is_absolute (arguments[0]));
  g_assert_cmpstr (arguments[1], ==, "--background");
  g_assert_cmpstr (arguments[2], ==, "--profile");
  g_assert_cmpstr (arguments[3], ==, "home-2");

  /* As tools for startup programs switch it off. */
  write_key (path, "Hidden", "true");
  g_assert_false (app_autostart_get (ID));
  write_key (path, "X-GNOME-Autostart-enabled", "false");
  g_assert_false (app_autostart_get (ID));
  write_key (path, "X-GNOME-Autostart-enabled", "true");
  g_assert_true (app_autostart_get (ID));
  g_assert_true (app_autostart_set (ID, NULL, FALSE, &error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_refused (void)
{
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_config_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (folder, "no folder", -1, NULL));
  g_assert_false (app_autostart_set (ID, NULL, TRUE, &error));
  g_assert_nonnull (error);
  g_assert_false (app_autostart_get (ID));
  g_assert_cmpint (g_unlink (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/app/autostart/quoted", test_quoted);
  g_test_add_func ("/app/autostart/file", test_file);
  g_test_add_func ("/app/autostart/refused", test_refused);
  return g_test_run ();
}
