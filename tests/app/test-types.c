/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program and its demo office are built, disposed twice and finalised; nothing of the office stays. */
#include <glib/gstdio.h>

#include "app/app-application.h"
#include "app/app-demo.h"

static void
assert_goes (gpointer object)
{
  g_object_run_dispose (object);
  g_object_run_dispose (object);
  g_assert_finalize_object (object);
}

static void
test_application (void)
{
  AppApplication *application = app_application_new ();

  g_application_set_default (NULL);
  assert_goes (application);
}

static void
test_demo (void)
{
  AppDemo *demo = app_demo_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(StoreAccount) account = NULL;
  g_autofree char *directory = NULL;

  g_assert_true (app_demo_start (demo, &error));
  g_assert_no_error (error);
  account = app_demo_create_account (demo, "1002");
  g_assert_true (g_str_has_prefix (store_account_get_url (account), "ws://127.0.0.1:"));
  directory = g_strdup (app_demo_get_directory (demo));
  g_assert_true (g_file_test (directory, G_FILE_TEST_IS_DIR));

  assert_goes (demo);
  g_assert_false (g_file_test (directory, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/types/application", test_application);
  g_test_add_func ("/app/types/demo", test_demo);

  return g_test_run ();
}
