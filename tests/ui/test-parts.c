/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small parts of the windows are built, disposed twice and finalised. */

#include <adwaita.h>

#include "tests/lib/test-wait.h"
#include "ui/dialogs/ui-accounts-window.h"
#include "ui/pages/ui-alias-dialog.h"
#include "ui/pages/ui-colleague-menu.h"
#include "ui/ui-call-row.h"
#include "ui/ui-init.h"
#include "ui/ui-secret-buffer.h"
#include "ui/ui-sign-in-page.h"

static void
assert_goes (gpointer object)
{
  g_object_run_dispose (object);
  g_object_run_dispose (object);
  g_assert_finalize_object (object);
}

static void
test_widgets (void)
{
  const GType types[] = { UI_TYPE_CALL_ROW, UI_TYPE_SIGN_IN_PAGE, UI_TYPE_ACCOUNT_ROW };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    assert_goes (g_object_ref_sink (g_object_new (types[i], NULL)));
}

static void
test_helpers (void)
{
  GtkWidget *page = g_object_ref_sink (gtk_list_box_new ());

  assert_goes (g_object_new (UI_TYPE_SECRET_BUFFER, NULL));
  assert_goes (ui_colleague_menu_new (page));
  g_object_unref (page);
}

/* The toolkit lets go of a window in later turns of the loop. */
static void
test_dialog (void)
{
  GtkWindow *dialog = g_object_ref (g_object_new (UI_TYPE_ALIAS_DIALOG, NULL));
  gpointer watched = dialog;

  gtk_window_destroy (dialog);
  g_object_run_dispose (G_OBJECT (dialog));
  g_object_add_weak_pointer (G_OBJECT (dialog), &watched);
  g_object_unref (dialog);
  test_wait_for (watched == NULL);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ui_init ();

  g_test_add_func ("/ui/parts/widgets", test_widgets);
  g_test_add_func ("/ui/parts/helpers", test_helpers);
  g_test_add_func ("/ui/parts/dialog", test_dialog);

  return g_test_run ();
}
