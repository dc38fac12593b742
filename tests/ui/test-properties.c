/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every row of chapter 7 of the guide, as copied by hand, is edited in the window with the widget its value
 * wants, saved, and read back from the simulator; then what goes wrong, and who may what. */
#include <adwaita.h>
#include <string.h>

#include "model/desk-property-set.h"
#include "pal/client/pal-client.h"
#include "sim/sim-server.h"
#include "tests/lib/test-wait.h"
#include "ui/compat/ui-banner.h"
#include "ui/compat/ui-spin-row.h"
#include "ui/compat/ui-switch-row.h"
#include "ui/dialogs/ui-extension-picker.h"
#include "ui/editor/ui-property-editor.h"
#include "ui/editor/ui-property-text.h"
#include "ui/ui-init.h"
#include "ui/ui-page.h"
#include "ui/ui-window.h"

typedef struct
{
  SimThread *thread;
  DeskSession *session;
  UiWindow *window;
} Fixture;

/* Of whom the tests are. */
static const char admin[] = "1001", user[] = "1002", system_admin[] = "sa";

static void
set_up (Fixture *self, gconstpointer who)
{
  SimOptions options = { .listen = (char *) "127.0.0.1:0", .auto_answer = -1 };
  g_autoptr (StoreAccount) account = store_account_new ("test");
  g_autoptr (GError) error = NULL;

  self->thread = sim_thread_start (&options, &error);
  g_assert_no_error (error);
  g_object_set (account, "url", sim_thread_get_url (self->thread), "tenant", "-", "user", who, "plain-accepted", TRUE,
                NULL);
  self->session = desk_session_new (account, NULL, NULL, NULL);
  self->window = ui_window_new (NULL, self->session, NULL);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_present (GTK_WINDOW (self->window));
  desk_session_sign_in (self->session, who);
  test_wait_for (desk_session_get_state (self->session) == PAL_CLIENT_STATE_READY);
  ui_window_show_page (self->window, "my-extension");
}

static void
tear_down (Fixture *self, gconstpointer who)
{
  desk_session_sign_out (self->session);
  gtk_window_destroy (GTK_WINDOW (self->window));
  test_wait_for (self->window == NULL);
  test_settle ();
  g_assert_finalize_object (self->session);
  g_clear_pointer (&self->thread, sim_thread_stop);
}

/* --- the PBX, asked behind the window's back ------------------------------------------ */

static PalReply *
call (Fixture *self, PalParams *params)
{
  PalClient *client = desk_session_get_client (self->session);
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  PalReply *reply;

  pal_client_call_async (client, params, NULL, test_store_result_cb, &result);
  test_wait_for (result != NULL);
  reply = pal_client_call_finish (client, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  pal_params_unref (params);

  return reply;
}

static void
create (Fixture *self, const char *number, const char *type, const char *subtype)
{
  PalParams *params = pal_params_new (PAL_METHOD_CREATE_EXTENSION);

  pal_params_set_text (params, "extension", number);
  pal_params_set_text (params, "type", type);
  pal_params_set_text (params, "password", "1");
  pal_params_set_text (params, "login_password", "1");
  pal_reply_unref (call (self, params));
  if (subtype == NULL)
    return;
  params = pal_params_new (PAL_METHOD_SET_EXTENSION_PROPERTIES);
  pal_params_set_text (params, "extension", number);
  pal_params_set_member (params, "properties", "stype", subtype);
  pal_reply_unref (call (self, params));
}

static void
check_values (Fixture *self, const char *number, GPtrArray *names, GPtrArray *values)
{
  PalParams *params = pal_params_new (PAL_METHOD_GET_EXTENSION_PROPERTIES);
  g_autoptr (PalReply) reply = NULL;
  g_auto (PalReplyIter) iter = { 0 };

  g_ptr_array_add (names, NULL);
  pal_params_set_text (params, "extension", number);
  pal_params_set_list (params, "property_names", (const char *const *) names->pdata);
  reply = call (self, params);
  pal_reply_iter_init (&iter, reply);
  for (guint i = 0; i < values->len; i++)
    {
      g_assert_true (pal_reply_iter_next (&iter));
      g_test_message ("%s %s", number, (char *) names->pdata[i]);
      g_assert_cmpstr (pal_reply_iter_text (&iter, 0), ==, values->pdata[i]);
    }
}

/* --- the window --------------------------------------------------------------------------- */

static GtkWidget *
find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_visible (child) ? find (child, type) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

static UiPropertyEditor *
get_editor (Fixture *self)
{
  GtkWidget *editor = find (GTK_WIDGET (self->window), UI_TYPE_PROPERTY_EDITOR);

  return editor != NULL ? UI_PROPERTY_EDITOR (editor) : NULL;
}

static DeskPropertySet *
get_set (Fixture *self)
{
  return get_editor (self) != NULL ? ui_property_editor_get_set (get_editor (self)) : NULL;
}

static gboolean
shows (Fixture *self, const char *number)
{
  DeskPropertySet *set = get_set (self);

  return set != NULL && desk_property_set_get_state (set) == DESK_LOADING_READY
         && g_strcmp0 (desk_property_set_get_extension (set), number) == 0;
}

static GtkWidget *
get_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

/* An action of the page, from within it. */
static void
act (Fixture *self, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_editor (self)), action, NULL));
}

/* As a person does: by the picker, which knows the extension by then. */
static void
open (Fixture *self, const char *number)
{
  GtkWidget *search;

  act (self, "extension.open");
  test_wait_for (get_window (UI_TYPE_EXTENSION_PICKER) != NULL);
  search = find (get_window (UI_TYPE_EXTENSION_PICKER), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), number);
  g_signal_emit_by_name (search, "activate");
  test_wait_for (get_window (UI_TYPE_EXTENSION_PICKER) == NULL);
  test_wait_for (shows (self, number));
}

static GtkWidget *
get_row (Fixture *self, const char *name)
{
  GtkWidget *row = ui_property_editor_show (get_editor (self), name);

  if (row == NULL)
    g_error ("There is no row for %s", name);
  return row;
}

/* --- every row of the guide ------------------------------------------------------------------ */

/* What a value is, the widget it wants, and two good values of it. */
static const struct
{
  const char *word;
  GType (*get_type) (void);
  const char *value, *other;
} kinds[] = {
  { "text", adw_entry_row_get_type, "Some text", "Other text" },
  { "number", ui_spin_row_get_type, "3", "2" },
  { "true/false", ui_switch_row_get_type, "true", "false" },
  { "choice", adw_combo_row_get_type, NULL, NULL },
  { "extension", adw_entry_row_get_type, "1003", "1004" },
  { "extensions", adw_entry_row_get_type, "1003,1004", "1005" },
  { "phone numbers", adw_entry_row_get_type, "0901234567,1004", "1005" },
  { "numbers", adw_entry_row_get_type, "10,25", "5" },
  { "schedule", adw_entry_row_get_type, "PA62W31DT09001730", "PA127W31DT" },
  { "pattern", adw_entry_row_get_type, "3*", "4*" },
  { "patterns", adw_entry_row_get_type, "3*,03*", "4*" },
  { "e-mail addresses", adw_entry_row_get_type, "a@pbx.example,b@pbx.example", "c@pbx.example" },
  { "secret", adw_password_entry_row_get_type, "open sesame", "4711" },
};

static const char *
write_row (GtkWidget *row, const char *kind, const char *before)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (GStrv) words = g_strsplit (kind, " ", 2);
      gboolean is_choice = g_str_equal (kinds[i].word, "choice") && g_str_equal (words[0], "choice");
      const char *value = g_strcmp0 (before, kinds[i].value) == 0 ? kinds[i].other : kinds[i].value;

      if (!is_choice && !g_str_equal (kinds[i].word, kind))
        continue;
      g_assert_true (G_TYPE_CHECK_INSTANCE_TYPE (row, kinds[i].get_type ()));
      if (is_choice)
        {
          g_auto (GStrv) choices = g_strsplit (words[1], " ", -1);
          guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));

          adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected == 0 ? 1 : 0);
          return g_intern_string (choices[selected == 0 ? 1 : 0]);
        }
      if (UI_IS_SWITCH_ROW (row))
        {
          gboolean active = ui_switch_row_get_active (UI_SWITCH_ROW (row));

          ui_switch_row_set_active (UI_SWITCH_ROW (row), !active);
          return active ? "false" : "true";
        }
      gtk_editable_set_text (GTK_EDITABLE (row), value);
      return value;
    }
  g_error ("No widget is known for “%s”", kind);
}

/* Of a row of the guide: each number is the first one. */
static char *
make_name (const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, "[n]", -1);

  return g_strjoinv ("1", parts);
}

/* Edits all @rows (those of the hand-made copy) of that extension, and saves them in one go. */
static guint
edit (Fixture *self, const char *number, char **rows)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free), values = g_ptr_array_new ();
  guint n = 0;

  for (guint i = 0; rows[i] != NULL && *rows[i] != '\0'; i++, n++)
    {
      g_auto (GStrv) cells = g_strsplit (rows[i], " | ", 2);
      const char *kind = g_strrstr (rows[i], "| ") + 2;
      g_autofree char *name = make_name (cells[0]);
      DeskProperty *property = desk_property_set_find (get_set (self), name);
      GtkWidget *row = get_row (self, name);

      g_test_message ("%s %s: %s", number, name, kind);
      g_assert_true (gtk_widget_get_visible (row));
      /* Which type it is stays. */
      g_assert_true (desk_property_get_can_edit (property) != (strstr (name, "type") == name || g_str_equal (name, "stype")));
      if (!desk_property_get_can_edit (property))
        {
          g_autofree char *words = ui_property_dup_value_text (property);

          g_assert_cmpstr (G_OBJECT_TYPE_NAME (row), ==, "AdwActionRow");
          g_assert_cmpstr (words, !=, desk_property_get_value (property)); /* of the PBX, not of people */
          continue;
        }
      g_ptr_array_add (values, (char *) write_row (row, kind, desk_property_get_value (property)));
      g_ptr_array_add (names, g_steal_pointer (&name));
      g_assert_true (desk_property_get_is_dirty (property));
      g_assert_null (desk_property_get_error (property));
    }
  g_assert_cmpint (desk_property_set_get_n_dirty (get_set (self)), ==, names->len);
  act (self, "extension.save");
  test_wait_for (desk_property_set_get_n_dirty (get_set (self)) == 0);
  check_values (self, number, names, values);

  return n;
}

static void
test_every_row (Fixture *self, gconstpointer who)
{
  /* Counted by hand in the guide. */
  static const struct
  {
    const char *heading, *type, *subtype;
    guint n_rows;
  } tables[] = {
    { "== 7.1 callback", "callback", NULL, 5 },       { "== 7.2 conference", "conference", NULL, 6 },
    { "== 7.3 ringgroup sr", "ringgroup", "sr", 6 },  { "== 7.3 ringgroup rr", "ringgroup", "rr", 11 },
    { "== 7.4 ivr aa", "ivr", "aa", 11 },             { "== 7.4 ivr fm", "ivr", "fm", 5 },
    { "== 7.4 ivr ptn", "ivr", "ptn", 6 },            { "== 7.4 ivr scr", "ivr", "scr", 8 },
    { "== 7.4 ivr fl", "ivr", "fl", 7 },              { "== 7.5 conditional", "conditional", NULL, 10 },
    { "== 7.6 user", "user", NULL, 40 },
  };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "golden", "properties.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n_all = 0, line = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *number = g_strdup_printf ("80%02u", i);
      guint n;

      while (lines[line] != NULL && !g_str_has_prefix (lines[line], tables[i].heading))
        line++;
      g_assert_nonnull (lines[line]);
      create (self, number, tables[i].type, tables[i].subtype);
      open (self, number);
      n = edit (self, number, lines + line + 1);
      g_assert_cmpint (n, ==, tables[i].n_rows);
      n_all += n;
    }
  g_assert_cmpint (n_all, ==, 115);

  /* The schedules of the user. */
  while (lines[line] != NULL && !g_str_has_prefix (lines[line], "== note user"))
    line++;
  g_assert_cmpint (edit (self, "8010", lines + line + 1), ==, 16);
}

/* --- what goes wrong ----------------------------------------------------------------------------- */

static void
test_refused (Fixture *self, gconstpointer who)
{
  GtkWidget *row, *banner;
  DeskProperty *property;

  test_wait_for (shows (self, user));
  row = get_row (self, "pln1_d_phoneforward");
  property = desk_property_set_find (get_set (self), "pln1_d_phoneforward");
  gtk_editable_set_text (GTK_EDITABLE (row), "not a number; \"at all\"");
  g_assert_nonnull (desk_property_get_error (property));
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  gtk_editable_set_text (GTK_EDITABLE (get_row (self, "desc")), "The other department");

  /* Nothing is sent while something is wrong, and the keyboard is where it is. */
  act (self, "extension.save");
  banner = find (GTK_WIDGET (self->window), UI_TYPE_PROPERTY_EDITOR);
  banner = find (gtk_widget_get_ancestor (banner, UI_TYPE_PAGE), UI_TYPE_BANNER);
  test_wait_for (ui_banner_get_revealed (UI_BANNER (banner)));
  g_assert_cmpint (desk_property_set_get_n_dirty (get_set (self)), ==, 2);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (self->window)), row));

  gtk_editable_set_text (GTK_EDITABLE (row), "1003");
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  act (self, "extension.save");
  test_wait_for (desk_property_set_get_n_dirty (get_set (self)) == 0);
  g_assert_false (ui_banner_get_revealed (UI_BANNER (banner)));
}

static void
test_empty_number (Fixture *self, gconstpointer who)
{
  GtkWidget *row;

  test_wait_for (shows (self, user));
  row = get_row (self, "pln1_d_p1_ringertime");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
  /* Going through is no change. */
  gtk_widget_grab_focus (row);
  gtk_widget_grab_focus (get_row (self, "desc"));
  test_settle ();
  g_assert_cmpint (desk_property_set_get_n_dirty (get_set (self)), ==, 0);
  ui_spin_row_set_value (UI_SPIN_ROW (row), 5);
  g_assert_cmpint (desk_property_set_get_n_dirty (get_set (self)), ==, 1);
  desk_property_set_revert (get_set (self));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
}

static void
test_search (Fixture *self, gconstpointer who)
{
  UiPropertyEditor *editor;

  test_wait_for (shows (self, user));
  editor = get_editor (self);
  ui_property_editor_set_search_text (editor, "plan 3 PHONE 4 delay");
  g_assert_cmpint (ui_property_editor_get_n_found (editor), ==, 3);
  test_wait_for (find (GTK_WIDGET (editor), UI_TYPE_SPIN_ROW) != NULL);
  ui_property_editor_set_search_text (editor, "no such words");
  g_assert_cmpint (ui_property_editor_get_n_found (editor), ==, 0);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (editor))); /* but a page that says so */
  ui_property_editor_set_search_text (editor, "");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (editor)));
}

static void
test_other_property (Fixture *self, gconstpointer who)
{
  DeskProperty *property;

  test_wait_for (shows (self, user));
  desk_property_set_add (get_set (self), "x.unknown");
  property = desk_property_set_find (get_set (self), "x.unknown");
  g_assert_false (desk_property_get_can_edit (property));
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (get_row (self, "x.unknown")), ==, "AdwActionRow");
}

static void
test_system (Fixture *self, gconstpointer who)
{
  g_assert_null (get_set (self));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (get_editor (self))));
  open (self, "600");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (get_editor (self))));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ui_init ();

#define ADD(name, who, function) \
  g_test_add ("/properties/" name, Fixture, who, set_up, function, tear_down)
  ADD ("every-row", admin, test_every_row);
  ADD ("refused", user, test_refused);
  ADD ("empty-number", user, test_empty_number);
  ADD ("search", user, test_search);
  ADD ("other-property", user, test_other_property);
  ADD ("system", system_admin, test_system);

  return g_test_run ();
}
