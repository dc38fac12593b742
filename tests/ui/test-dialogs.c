/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-text.h"
#include "tests/lib/test-wait.h"
#include "ui/dialogs/ui-about.h"
#include "ui/dialogs/ui-accounts-window.h"
#include "ui/dialogs/ui-certificate-page.h"
#include "ui/dialogs/ui-preferences-rules.h"
#include "ui/dialogs/ui-preferences-texts.h"
#include "ui/dialogs/ui-preferences-window.h"
#include "ui/dialogs/ui-rule-dialog.h"
#include "ui/ui-init.h"
#include "ui/ui-sign-in-form.h"
#include "ui/ui-sign-in-window.h"

#include <adwaita.h>
#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  StoreAccounts *accounts;
  GSettings *settings;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("dialogs-XXXXXX", NULL);
  self->accounts = store_accounts_new (self->folder);
  self->settings = g_settings_new_with_path ("org.sidetone.Sidetone", "/org/sidetone/Sidetone/");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *file = g_build_filename (self->folder, "accounts.ini", NULL);
  gpointer watched = self->accounts;

  g_object_add_weak_pointer (G_OBJECT (self->accounts), &watched);
  g_object_unref (self->accounts);
  test_wait_for (watched == NULL); /* a list on its way out holds its model a little longer */
  g_object_unref (self->settings);
  g_unlink (file);
  g_rmdir (self->folder);
  g_free (self->folder);
}

static StoreAccount *
add_account (Fixture *self, const char *name, const char *url)
{
  g_autoptr (StoreAccount) account = store_account_new (NULL);

  g_object_set (account, "name", name, "url", url, "user", "1002", "remember", FALSE, NULL);
  store_accounts_add (self->accounts, account);

  return account;
}

/* The first widget of that type below @root whose "title" is @title (any when NULL). */
static GtkWidget *
find_widget (GtkWidget *root, GType type, const char *title)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    {
      g_autofree char *its_title = NULL;

      if (title == NULL)
        return root;
      g_object_get (root, "title", &its_title, NULL);
      if (g_strcmp0 (title, its_title) == 0)
        return root;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
get_toplevel (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }

  return NULL;
}

static void
close_and_finalize (GtkWidget *window)
{
  gpointer watched = window;

  g_object_add_weak_pointer (G_OBJECT (window), &watched);
  g_object_ref (window);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_run_dispose (G_OBJECT (window));
  g_object_unref (window);
  /* Animations of its parts may hold it for a moment. */
  test_wait_for (watched == NULL);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_form (Fixture *self, gconstpointer data)
{
  UiSignInForm *form = g_object_ref_sink (g_object_new (UI_TYPE_SIGN_IN_FORM, NULL));
  GtkWidget *window = gtk_window_new ();
  GtkWidget *password = find_widget (GTK_WIDGET (form), ADW_TYPE_PASSWORD_ENTRY_ROW, "Password");
  StoreAccount *account = add_account (self, "Tom & Jerry <3", "wss://pbx.example.com:8443/pbx/ws");
  guint n_submits = 0;

  g_signal_connect_swapped (form, "submit", G_CALLBACK (count_cb), &n_submits);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (form));
  ui_sign_in_form_set_account (form, account);
  g_assert_cmpstr (ui_sign_in_form_get_server (form), ==, "pbx.example.com");
  g_assert_cmpstr (ui_sign_in_form_get_user (form), ==, "1002");
  g_assert_cmpstr (ui_sign_in_form_get_password (form), ==, "");

  g_signal_emit_by_name (password, "entry-activated");
  g_assert_cmpuint (n_submits, ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (password), "secret");
  g_signal_emit_by_name (password, "entry-activated");
  g_assert_cmpuint (n_submits, ==, 1);

  /* A failure marks its field, keeps the others, and goes with the next key. */
  ui_sign_in_form_show_failure (form, UI_SIGN_IN_FIELD_PASSWORD, "Wrong & <b>bad</b>");
  g_assert_true (gtk_widget_has_css_class (password, "error"));
  g_assert_cmpstr (ui_sign_in_form_get_user (form), ==, "1002");
  gtk_editable_set_text (GTK_EDITABLE (password), "s");
  g_assert_false (gtk_widget_has_css_class (password, "error"));

  gtk_window_set_child (GTK_WINDOW (window), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  test_settle ();
  g_assert_finalize_object (form);
}

static void
sign_in_cb (UiSignInWindow *window, StoreAccount *account, const char *password, char **seen)
{
  g_free (*seen);
  *seen = g_strdup_printf ("%s %s %s", store_account_get_url (account), store_account_get_user (account), password);
}

/* As a press on that button: the answer, then the dialog goes. */
static void
respond (const char *response)
{
  GtkWidget *dialog = get_toplevel (ADW_TYPE_MESSAGE_DIALOG);

  g_assert_nonnull (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
type_text (GtkWidget *window, GType type, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_widget (window, type, title)), text);
}

static void
test_sign_in (Fixture *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (ui_sign_in_window_new (NULL, self->accounts, self->settings));
  GtkWidget *form = find_widget (window, UI_TYPE_SIGN_IN_FORM, NULL);
  g_autofree char *seen = NULL;

  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (window, "sign-in", G_CALLBACK (sign_in_cb), &seen);
  type_text (window, ADW_TYPE_ENTRY_ROW, "Server", " pbx.example.com ");
  type_text (window, ADW_TYPE_ENTRY_ROW, "User or extension", "1002");
  type_text (window, ADW_TYPE_PASSWORD_ENTRY_ROW, "Password", "s e c");
  g_signal_emit_by_name (form, "submit");
  g_assert_cmpstr (seen, ==, "wss://pbx.example.com:8443/pbx/ws 1002 s e c");

  /* Plain to another machine is asked about first, and no is no. */
  gtk_widget_activate_action (window, "sign-in.back", NULL);
  g_clear_pointer (&seen, g_free);
  type_text (window, ADW_TYPE_ENTRY_ROW, "Server", "ws://192.0.2.1:18080/pbx/ws");
  g_signal_emit_by_name (form, "submit");
  g_assert_null (seen);
  respond ("cancel");
  g_assert_null (seen);
  g_signal_emit_by_name (form, "submit");
  respond ("go");
  g_assert_cmpstr (seen, ==, "ws://192.0.2.1:18080/pbx/ws 1002 s e c");

  close_and_finalize (window);
}

static void
test_certificate (Fixture *self, gconstpointer data)
{
  UiCertificatePage *page = g_object_ref_sink (g_object_new (UI_TYPE_CERTIFICATE_PAGE, NULL));
  g_autofree char *grouped = ui_fingerprint_to_text ("ab:12cd34ef");
  GtkWidget *trust;

  g_assert_cmpstr (grouped, ==, "AB12 CD34 EF");
  ui_certificate_page_show (page, "pbx", NULL, G_TLS_CERTIFICATE_UNKNOWN_CA, "ab12", NULL);
  trust = find_widget (GTK_WIDGET (page), GTK_TYPE_BUTTON, NULL);
  g_assert_true (gtk_widget_get_visible (trust));
  ui_certificate_page_show (page, "pbx", NULL, G_TLS_CERTIFICATE_UNKNOWN_CA, "ab12", "cd34");
  g_assert_false (gtk_widget_get_visible (trust));

  g_assert_finalize_object (page);
}

static void
test_preferences (Fixture *self, gconstpointer data)
{
  GtkWidget *window;
  GtkWidget *row;

  ui_preferences_window_present (NULL, self->settings, NULL);
  window = get_toplevel (UI_TYPE_PREFERENCES_WINDOW);
  row = find_widget (window, ADW_TYPE_COMBO_ROW, "Order");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  g_assert_cmpint (g_settings_get_enum (self->settings, "sort"), ==, 1);
  g_settings_reset (self->settings, "sort");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 0);

  close_and_finalize (window);
}

/* One's own messages take the place of the usual ones; without any these are back. */
static void
test_texts (Fixture *self, gconstpointer data)
{
  GtkWidget *window, *page, *row, *reset;
  g_auto (GStrv) usual = desk_text_dup_templates (NULL);
  g_auto (GStrv) own = NULL;

  g_settings_reset (self->settings, "message-templates");
  ui_preferences_window_present (NULL, self->settings, NULL);
  window = get_toplevel (UI_TYPE_PREFERENCES_WINDOW);
  page = find_widget (window, UI_TYPE_PREFERENCES_TEXTS, NULL);
  row = find_widget (page, ADW_TYPE_ENTRY_ROW, "Message");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, usual[0]);
  gtk_editable_set_text (GTK_EDITABLE (row), "%c <is> there & waits");
  own = g_settings_get_strv (self->settings, "message-templates");
  g_assert_cmpuint (g_strv_length (own), ==, g_strv_length (usual));
  g_assert_cmpstr (own[0], ==, "%c <is> there & waits");
  g_assert_cmpstr (own[1], ==, usual[1]);
  reset = find_widget (page, GTK_TYPE_BUTTON, NULL);
  g_settings_reset (self->settings, "message-templates");
  row = find_widget (page, ADW_TYPE_ENTRY_ROW, "Message");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, usual[0]);
  g_assert_nonnull (reset);

  close_and_finalize (window);
}

/* Rules are listed as they stand, switched, and edited; nothing of the windows stays. */
static void
test_rules (Fixture *self, gconstpointer data)
{
  g_autoptr (StoreAccount) account = store_account_new (NULL);
  DeskSession *session;
  DeskRules *rules;
  GListModel *list;
  const DeskRuleSpec page = { .event = DESK_RULE_MISSED, .number = "<03*>", .target = "https://a.example/?a=1&b=%name%" };
  GtkWidget *window, *list_page, *dialog, *row;

  g_object_set (account, "url", "ws://127.0.0.1:1/", "user", "1002", NULL);
  session = desk_session_new (account, NULL, NULL, NULL);
  rules = desk_session_get_rules (session);
  list = desk_rules_get_list (rules);
  desk_rules_save (rules, NULL, &page, NULL);
  ui_preferences_window_present (NULL, self->settings, session);
  window = get_toplevel (UI_TYPE_PREFERENCES_WINDOW);
  list_page = find_widget (window, UI_TYPE_PREFERENCES_RULES, NULL);
  desk_rules_save (rules, NULL, &page, NULL);
  row = find_widget (list_page, ADW_TYPE_ACTION_ROW, "A call was missed");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "Number <03*>\nhttps://a.example/?a=1&b=%name%");
  gtk_switch_set_active (GTK_SWITCH (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row))), FALSE);
  {
    g_autoptr (DeskRule) first = g_list_model_get_item (list, 0), second = g_list_model_get_item (list, 1);

    g_assert_false (desk_rule_get_is_enabled (first));
    g_assert_true (desk_rule_get_is_enabled (second));
    ui_rule_dialog_present (GTK_WINDOW (window), rules, first);
  }
  dialog = get_toplevel (UI_TYPE_RULE_DIALOG);
  row = find_widget (dialog, ADW_TYPE_COMBO_ROW, "When");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), DESK_RULE_ENDED);
  row = find_widget (dialog, ADW_TYPE_ENTRY_ROW, "Address of the page");
  g_signal_emit_by_name (row, "entry-activated");
  test_wait_for (get_toplevel (UI_TYPE_RULE_DIALOG) == NULL);
  row = find_widget (list_page, ADW_TYPE_ACTION_ROW, "A call ends");
  g_assert_nonnull (row);
  g_assert_false (gtk_switch_get_active (
      GTK_SWITCH (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)))));
  ui_rule_dialog_present (GTK_WINDOW (window), rules, NULL);
  close_and_finalize (get_toplevel (UI_TYPE_RULE_DIALOG));
  {
    g_autoptr (DeskRule) first = g_list_model_get_item (list, 0);

    desk_rules_remove (rules, first);
  }
  g_assert_null (find_widget (list_page, ADW_TYPE_ACTION_ROW, "A call ends"));
  g_assert_nonnull (find_widget (list_page, ADW_TYPE_ACTION_ROW, "A call was missed"));
  close_and_finalize (window);
  g_assert_finalize_object (session);
}

static void
test_accounts (Fixture *self, gconstpointer data)
{
  StoreAccount *account = add_account (self, "Tom & Jerry <3", "ws://127.0.0.1:18080/pbx/ws");
  GtkWidget *window;
  GtkWidget *row;

  ui_accounts_window_present (NULL, self->accounts);
  window = get_toplevel (UI_TYPE_ACCOUNTS_WINDOW);
  row = find_widget (window, ADW_TYPE_COMBO_ROW, "My phone");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 2);
  g_assert_cmpuint (store_account_get_phone_index (account), ==, 3);

  row = find_widget (window, ADW_TYPE_ENTRY_ROW, "Name");
  gtk_editable_set_text (GTK_EDITABLE (row), "Desk");
  g_signal_emit_by_name (row, "apply");
  g_assert_cmpstr (store_account_get_name (account), ==, "Desk");

  close_and_finalize (window);
}

static void
apply (GtkWidget *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
}

static void
test_places (Fixture *self, gconstpointer data)
{
  StoreAccount *account = add_account (self, "Desk", "ws://127.0.0.1:18080/pbx/ws");
  g_autoptr (StoreAccounts) saved = store_accounts_new (self->folder);
  GtkWidget *window, *slots, *lines;

  ui_accounts_window_present (NULL, self->accounts);
  window = get_toplevel (UI_TYPE_ACCOUNTS_WINDOW);
  slots = find_widget (window, ADW_TYPE_ENTRY_ROW, "Park slots, such as 701-704, 710");
  lines = find_widget (window, ADW_TYPE_ENTRY_ROW, "Shared lines, such as line/1, line/2");

  apply (slots, " 701-704,710 ");
  g_assert_cmpstr (store_account_get_park_slots (account), ==, "701-704, 710");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (slots)), ==, "701-704, 710");
  apply (lines, "line/1;line/2");
  g_assert_cmpstr (store_account_get_shared_lines (account), ==, "line/1, line/2");

  /* What makes no sense is said and not kept; the next key takes the complaint away. */
  apply (slots, "704-701");
  g_assert_cmpstr (store_account_get_park_slots (account), ==, "701-704, 710");
  g_assert_true (gtk_widget_has_css_class (slots, "error"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (slots)), ==, "704-701");
  gtk_editable_set_text (GTK_EDITABLE (slots), "704");
  g_assert_false (gtk_widget_has_css_class (slots, "error"));
  apply (slots, "");
  g_assert_null (store_account_get_park_slots (account));

  g_assert_true (store_accounts_load (saved, NULL));
  g_assert_cmpstr (store_account_get_shared_lines (store_accounts_find (saved, "Desk")), ==, "line/1, line/2");
  close_and_finalize (window);
}

static void
test_about (Fixture *self, gconstpointer data)
{
  ui_about_present (NULL);
  close_and_finalize (get_toplevel (ADW_TYPE_ABOUT_WINDOW));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();
  ui_init ();

  g_test_add ("/ui/dialogs/form", Fixture, NULL, set_up, test_form, tear_down);
  g_test_add ("/ui/dialogs/sign-in", Fixture, NULL, set_up, test_sign_in, tear_down);
  g_test_add ("/ui/dialogs/certificate", Fixture, NULL, set_up, test_certificate, tear_down);
  g_test_add ("/ui/dialogs/preferences", Fixture, NULL, set_up, test_preferences, tear_down);
  g_test_add ("/ui/dialogs/texts", Fixture, NULL, set_up, test_texts, tear_down);
  g_test_add ("/ui/dialogs/rules", Fixture, NULL, set_up, test_rules, tear_down);
  g_test_add ("/ui/dialogs/accounts", Fixture, NULL, set_up, test_accounts, tear_down);
  g_test_add ("/ui/dialogs/places", Fixture, NULL, set_up, test_places, tear_down);
  g_test_add ("/ui/dialogs/about", Fixture, NULL, set_up, test_about, tear_down);

  return g_test_run ();
}
