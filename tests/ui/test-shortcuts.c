/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of keys: each action exists, each key stands in the overview, none stands for two. */
#include <adwaita.h>

#include "tests/lib/test-wait.h"
#include "ui/ui-init.h"
#include "ui/ui-shortcuts.h"
#include "ui/ui-window.h"

static UiWindow *
make_window (DeskSession **session)
{
  g_autoptr (StoreAccount) account = store_account_new ("test");

  g_object_set (account, "url", "ws://127.0.0.1:9/pbx/ws", "tenant", "-", "user", "1002", NULL);
  *session = desk_session_new (account, NULL, NULL, NULL);
  return ui_window_new (NULL, *session, NULL);
}

static void
test_actions (void)
{
  g_autoptr (DeskSession) session = NULL;
  UiWindow *window = make_window (&session);
  guint n;
  const UiShortcut *rows = ui_shortcuts_get (&n);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;
      const GVariantType *type;

      if (rows[i].action == NULL || !g_str_has_prefix (rows[i].action, "win."))
        continue;
      g_assert_true (g_action_parse_detailed_name (rows[i].action + strlen ("win."), &name, &target, NULL));
      if (!g_action_group_has_action (G_ACTION_GROUP (window), name))
        g_error ("there is no action %s", rows[i].action);
      type = g_action_group_get_action_parameter_type (G_ACTION_GROUP (window), name);
      g_assert_true ((type == NULL) == (target == NULL));
      g_assert_true (target == NULL || g_variant_is_of_type (target, type));
    }
  gtk_window_destroy (GTK_WINDOW (window));
  test_wait_for (window == NULL);
}

/* What cannot be done is not enabled: without a call nothing that wants one. */
static void
test_enabled (void)
{
  const char *const names[] = { "call-toggle-hold", "call-toggle-record", "call-end", "call-blind", "call-attended",
                                "call-park-next", "call-switch", "go-calls", "call-answer", "call-hang-up",
                                "call-hold", "call-cancel", "call-join", "transfer-picker" };
  g_autoptr (DeskSession) session = NULL;
  UiWindow *window = make_window (&session);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_action_group_get_action_enabled (G_ACTION_GROUP (window), names[i]))
      g_error ("%s is possible without a call", names[i]);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "go-parked"));
  gtk_window_destroy (GTK_WINDOW (window));
  test_wait_for (window == NULL);
}

static void
collect (GtkWidget *root, GHashTable *keys)
{
  if (GTK_IS_SHORTCUTS_SHORTCUT (root))
    {
      g_autofree char *text = NULL;
      g_autofree char *title = NULL;

      g_object_get (root, "accelerator", &text, "title", &title, NULL);
      g_assert_cmpstr (title, !=, "");
      g_hash_table_insert (keys, g_steal_pointer (&text), g_steal_pointer (&title));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, keys);
}

static void
test_overview (void)
{
  g_autoptr (GHashTable) shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *window = ui_shortcuts_new_window ();
  guint n, n_titles = 0;
  const UiShortcut *rows = ui_shortcuts_get (&n);

  collect (window, shown);
  for (guint i = 0; i < n; i++)
    {
      for (guint j = 0; rows[i].accels[j] != NULL; j++)
        {
          guint key;
          GdkModifierType modifiers;

          g_assert_true (gtk_accelerator_parse (rows[i].accels[j], &key, &modifiers));
          if (!g_hash_table_add (seen, (gpointer) rows[i].accels[j]))
            g_error ("%s stands for two", rows[i].accels[j]);
        }
      n_titles += rows[i].title != NULL;
    }
  g_assert_cmpuint (g_hash_table_size (shown), ==, n_titles);
  for (guint i = 0; i < n; i++)
    {
      GHashTableIter iter;
      gpointer keys, title;
      gboolean is_shown = rows[i].title == NULL; /* in the middle of a range */

      g_hash_table_iter_init (&iter, shown);
      while (!is_shown && g_hash_table_iter_next (&iter, &keys, &title))
        is_shown = g_str_has_prefix (keys, rows[i].accels[0])
                   && (rows[i].accels[1] == NULL || g_str_has_suffix (keys, rows[i].accels[1]));
      if (!is_shown)
        g_error ("the overview hides %s", rows[i].accels[0]);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ui_init ();

  g_test_add_func ("/ui/shortcuts/actions", test_actions);
  g_test_add_func ("/ui/shortcuts/enabled", test_enabled);
  g_test_add_func ("/ui/shortcuts/overview", test_overview);
  return g_test_run ();
}
