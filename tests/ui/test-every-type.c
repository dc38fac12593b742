/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every type of src/ui is built, disposed twice and finalised; one that is not named here fails the test. */
#include <adwaita.h>

#include "model/desk-session.h"
#include "tests/lib/test-wait.h"
#include "ui/dialogs/ui-dial-dialog.h"
#include "ui/pages/ui-colleague-menu.h"
#include "ui/pages/ui-log-menu.h"
#include "ui/rows/ui-log-row.h"
#include "ui/pages/ui-parking-menu.h"
#include "ui/ui-init.h"
#include "ui/ui-ticker.h"

typedef GType (*GetType) (void);

/* By their functions: no header need be read here for that alone. */
#define TYPES(T) \
  T (ui_account_row) T (ui_announcer) T (ui_banner) T (ui_call_bar) T (ui_call_row) T (ui_certificate_page) \
  T (ui_clock) T (ui_colleague_row) T (ui_colleague_tile) T (ui_dial_field) T (ui_flight_row) T (ui_history) \
  T (ui_hold_button) T (ui_keypad) T (ui_lamp) T (ui_line_banner) T (ui_line_row) \
  T (ui_match_row) T (ui_monitor_banner) T (ui_page_item) T (ui_park_popover) T (ui_park_tile) \
  T (ui_preferences_history) T (ui_preferences_notifications) T (ui_preferences_rules) \
  T (ui_preferences_short_dials) \
  T (ui_preferences_texts) \
  T (ui_presence_badge) T (ui_queue_row) T (ui_recording_mark) T (ui_secret_buffer) T (ui_sidebar) \
  T (ui_sign_in_form) T (ui_sign_in_page) T (ui_text_field) T (ui_verb_bar) T (ui_verb_face) \
  T (ui_wait_row) T (ui_waiting_row) \
  T (ui_accounts_window) T (ui_alias_dialog) T (ui_caller_dialog) T (ui_preferences_window) \
  T (ui_rule_dialog) \
  T (ui_group_dialog) T (ui_groups_window) T (ui_import_window) \
  T (ui_profile_dialog) T (ui_profile_editor) T (ui_profile_menu) T (ui_profiles_window) \
  T (ui_short_dial_dialog) T (ui_order_row) T (ui_colleague_groups) \
  T (ui_calls_page) T (ui_colleagues_page) T (ui_parking_page) T (ui_phonebook_page) T (ui_timers_page) \
  T (ui_voicemail_page) \
  T (ui_other_timer_dialog) T (ui_zone_dialog) T (ui_week_grid) T (ui_time_range) T (ui_days_ahead) \
  T (ui_schedule_editor) T (ui_time_row) T (ui_dates_dialog) T (ui_holidays_dialog) \
  T (ui_contact_caption) T (ui_contact_conflict) T (ui_contact_dialog) T (ui_contact_edit_row) \
  T (ui_contact_edits) T (ui_contact_field_row) T (ui_contact_form) T (ui_contact_pane) T (ui_contact_row) \
  T (ui_note_conflict) T (ui_note_dialog) T (ui_note_pane) T (ui_note_row) T (ui_notes_page) \
  T (ui_phonebook_notices) \
  T (ui_contact_selection) T (ui_mirror_bar) T (ui_dial_rule_dialog) T (ui_preferences_numbers) \
  T (ui_switch_row) T (ui_spin_row) T (ui_plan_chooser) T (ui_property_editor) T (ui_extension_picker) \
  T (ui_my_extension_page) \
  T (ui_sign_in_window) T (ui_transfer_picker) T (ui_window)

#define DECLARE(name) GType name##_get_type (void);
#define LIST(name) name##_get_type,
TYPES (DECLARE)
static const GetType types[] = { TYPES (LIST) ui_log_row_get_type, ui_ticker_get_type };

/* What types are built of. */
typedef struct
{
  DeskSession *session;
  UiTicker *ticker;
  StoreAccounts *accounts;
  GSettings *settings;
  GHashTable *built; /* names of types, those they are made of too */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (StoreAccount) account = store_account_new ("test");

  g_object_set (account, "url", "ws://127.0.0.1:1/pbx/ws", "user", "1002", NULL);
  self->session = desk_session_new (account, NULL, NULL, NULL); /* without a line */
  self->ticker = ui_ticker_new (self->session);
  self->accounts = store_accounts_new (g_get_tmp_dir ());
  self->settings = g_settings_new_with_path ("org.sidetone.Sidetone", "/org/sidetone/Sidetone/");
  self->built = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
assert_gone_soon (gpointer object, const char *name)
{
  gpointer watched = object;

  g_object_add_weak_pointer (G_OBJECT (object), &watched);
  g_object_unref (object);
  g_test_message ("%s goes", name);
  test_wait_for (watched == NULL); /* the toolkit lets go of windows and lists in later turns of the loop */
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  assert_gone_soon (self->ticker, "the ticker");
  assert_gone_soon (self->session, "the session");
  assert_gone_soon (self->accounts, "the accounts");
  g_object_unref (self->settings);
  g_hash_table_unref (self->built);
}

/* --- building ------------------------------------------------------------- */

/* With those of the properties that it has. */
static gpointer
build (Fixture *self, GType type)
{
  const char *names[] = { "session", "ticker", "accounts", "settings" };
  GObject *objects[] = { G_OBJECT (self->session), G_OBJECT (self->ticker), G_OBJECT (self->accounts),
                         G_OBJECT (self->settings) };
  GObjectClass *klass = g_type_class_ref (type);
  const char *used[G_N_ELEMENTS (names)];
  GValue values[G_N_ELEMENTS (names)] = { G_VALUE_INIT };
  GObject *object;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GParamSpec *pspec = g_object_class_find_property (klass, names[i]);

      if (pspec == NULL || !g_type_is_a (G_OBJECT_TYPE (objects[i]), pspec->value_type))
        continue;
      used[n] = names[i];
      g_value_init (&values[n], pspec->value_type);
      g_value_set_object (&values[n++], objects[i]);
    }
  object = g_object_new_with_properties (type, n, used, values);
  if (g_object_is_floating (object) && !GTK_IS_WINDOW (object))
    g_object_ref_sink (object);
  else if (GTK_IS_WINDOW (object))
    g_object_ref (object);
  while (n > 0)
    g_value_unset (&values[--n]);
  g_type_class_unref (klass);
  return object;
}

/* Takes the reference. */
static void
check_goes (Fixture *self, gpointer object)
{
  const char *name = G_OBJECT_TYPE_NAME (object);

  for (GType type = G_OBJECT_TYPE (object); type != 0; type = g_type_parent (type))
    g_hash_table_add (self->built, (gpointer) g_type_name (type));
  if (GTK_IS_WINDOW (object))
    gtk_window_destroy (GTK_WINDOW (object));
  if (!ADW_IS_PREFERENCES_PAGE (object)) /* the toolkit's own cannot be disposed twice */
    {
      g_object_run_dispose (object);
      g_object_run_dispose (object);
    }
  assert_gone_soon (object, name);
}

static void
check_menus (Fixture *self)
{
  GtkWidget *page = g_object_ref_sink (gtk_list_box_new ());

  check_goes (self, ui_colleague_menu_new (page));
  check_goes (self, ui_log_menu_new (page, desk_session_get_log (self->session)));
  {
    UiRowMenu *menu = ui_parking_menu_new (page);

    g_object_run_dispose (G_OBJECT (menu));
    g_hash_table_add (self->built, (gpointer) G_OBJECT_TYPE_NAME (menu));
    assert_gone_soon (page, "the page of the menus"); /* its keys hold the menu */
    assert_gone_soon (menu, "UiRowMenu");
  }
}

static void
check_dial_dialog (Fixture *self)
{
  GtkWindow *parent = GTK_WINDOW (gtk_window_new ());
  UiDialDialog *dialog;
  DeskLink link;

  g_assert_true (desk_link_parse ("tel:0312345678", &link, NULL));
  gtk_window_present (parent);
  dialog = ui_dial_dialog_ask (parent, self->session, self->settings, &link, UI_DIAL_ORIGIN_LINK);
  check_goes (self, g_object_ref (dialog));
  gtk_window_destroy (parent);
}

/* --- what there is -------------------------------------------------------- */

static void
check_header (Fixture *self, const char *path)
{
  g_autoptr (GRegex) regex
      = g_regex_new ("^G_DECLARE_(?:FINAL|DERIVABLE)_TYPE \\((\\w+)", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);

      if (!g_hash_table_contains (self->built, name))
        {
          g_test_message ("%s of %s was not built: add it to TYPES", name, path);
          g_test_fail ();
        }
    }
}

static guint
check_folder (Fixture *self, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += check_folder (self, path);
      else if (g_str_has_suffix (name, ".h"))
        {
          check_header (self, path);
          n++;
        }
    }
  return n;
}

static void
test_every_type (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "src", "ui", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_test_message ("%s", g_type_name (types[i]()));
      check_goes (self, build (self, types[i]()));
    }
  check_menus (self);
  check_dial_dialog (self);
  g_assert_cmpuint (check_folder (self, folder), >, 50);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ui_init ();

  g_test_add ("/ui/every-type", Fixture, NULL, set_up, test_every_type, tear_down);
  return g_test_run ();
}
