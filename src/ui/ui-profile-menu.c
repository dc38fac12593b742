/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-profile-menu.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/desk-until.h"
#include "ui/dialogs/ui-profile-dialog.h"
#include "ui/dialogs/ui-profiles-window.h"

struct _UiProfileMenu
{
  GObject parent_instance;

  /* borrowed */
  GtkWidget *owner;

  /* owned */
  DeskSession *session;
  DeskProfiles *profiles;
  GMenu *menu;
  GMenu *section;
  GSimpleActionGroup *actions;
  char *shown; /* what the section is made of: made anew only when that changes, for it may be open */
};

G_DEFINE_FINAL_TYPE (UiProfileMenu, ui_profile_menu, G_TYPE_OBJECT)

/* --- what it says ---------------------------------------------------------- */

static char *
dup_end (UiProfileMenu *self)
{
  gint64 ends_at = desk_profiles_get_ends_at (self->profiles);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return ends_at > 0 ? desk_until_to_words (ends_at, desk_profiles_get_now (self->profiles), zone) : NULL;
}

/* The one that is on was the last to be applied. */
static gboolean
is_applied (UiProfileMenu *self, DeskProfile *current)
{
  return current != NULL
         && g_strcmp0 (desk_profiles_get_undo_name (self->profiles), desk_profile_get_name (current)) == 0;
}

static char *
dup_title (UiProfileMenu *self)
{
  DeskProfile *current = desk_profiles_get_current (self->profiles);
  g_autofree char *end = is_applied (self, current) ? dup_end (self) : NULL;

  if (current == NULL)
    return g_strdup (desk_profiles_get_is_known (self->profiles) ? _ ("Routing profile: none of these")
                                                                 : _ ("Routing profile"));
  if (end != NULL)
    /* Translators: the name of a profile, a time. */
    return g_strdup_printf (_ ("Routing profile: %s until %s"), desk_profile_get_name (current), end);
  return g_strdup_printf (_ ("Routing profile: %s"), desk_profile_get_name (current));
}

char *
ui_profile_menu_dup_state (UiProfileMenu *self)
{
  DeskProfile *current;

  g_return_val_if_fail (UI_IS_PROFILE_MENU (self), NULL);

  current = self->profiles != NULL ? desk_profiles_get_current (self->profiles) : NULL;
  return is_applied (self, current) ? g_strdup (desk_profile_get_name (current)) : NULL;
}

/* Underlines of names are no mnemonics. */
static char *
dup_label (const char *name)
{
  g_autoptr (GString) label = g_string_new (name);

  g_string_replace (label, "_", "__", 0);
  return g_string_free (g_steal_pointer (&label), FALSE);
}

static void
add_undo (UiProfileMenu *self)
{
  const char *name = desk_profiles_get_undo_name (self->profiles);
  g_autofree char *shown = name != NULL ? dup_label (name) : NULL;
  g_autofree char *label = name != NULL ? g_strdup_printf (_ ("_Undo “%s”"), shown) : NULL;

  if (desk_profiles_get_problem (self->profiles) != NULL)
    g_menu_append (self->section, _ ("What Went _Wrong…"), "profile.problem");
  if (name != NULL)
    g_menu_append (self->section, label, "profile.undo");
}

static void
make_section (UiProfileMenu *self, const char *title)
{
  g_menu_remove_all (self->menu);
  g_menu_remove_all (self->section);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->profiles)); i++)
    {
      g_autoptr (DeskProfile) profile = g_list_model_get_item (G_LIST_MODEL (self->profiles), i);
      g_autofree char *label = dup_label (desk_profile_get_name (profile));
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "profile.apply", "s", desk_profile_get_id (profile));
      g_menu_append_item (self->section, item);
    }
  add_undo (self);
  g_menu_append (self->section, _ ("_Edit Profiles…"), "profile.edit");
  g_menu_append_section (self->menu, title, G_MENU_MODEL (self->section));
}

static char *
dup_signature (UiProfileMenu *self, const char *title)
{
  g_autoptr (GString) text = g_string_new (title);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->profiles)); i++)
    {
      g_autoptr (DeskProfile) profile = g_list_model_get_item (G_LIST_MODEL (self->profiles), i);

      g_string_append_printf (text, "\n%s", desk_profile_get_name (profile));
    }
  g_string_append_printf (text, "\n%s\n%d",
                          desk_profiles_get_undo_name (self->profiles) != NULL
                              ? desk_profiles_get_undo_name (self->profiles)
                              : "",
                          desk_profiles_get_problem (self->profiles) != NULL);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
set_enabled (UiProfileMenu *self, const char *name, gboolean is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

static void
update (UiProfileMenu *self)
{
  DeskProfile *current = desk_profiles_get_current (self->profiles);
  gboolean is_ready = desk_session_get_state (self->session) == PAL_CLIENT_STATE_READY
                      && !desk_profiles_get_is_busy (self->profiles);
  GAction *apply = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "apply");
  g_autofree char *title = dup_title (self);
  g_autofree char *signature = dup_signature (self, title);

  g_simple_action_set_state (G_SIMPLE_ACTION (apply),
                             g_variant_new_string (current != NULL ? desk_profile_get_id (current) : ""));
  set_enabled (self, "apply", is_ready);
  set_enabled (self, "undo", is_ready && desk_profiles_get_undo_name (self->profiles) != NULL);
  if (g_strcmp0 (signature, self->shown) == 0)
    return;
  make_section (self, title);
  g_free (self->shown);
  self->shown = g_steal_pointer (&signature);
}

/* --- what it does ---------------------------------------------------------- */

static GtkWindow *
get_window (UiProfileMenu *self)
{
  return GTK_WINDOW (gtk_widget_get_root (self->owner));
}

static void
apply_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiProfileMenu *self = UI_PROFILE_MENU (user_data);
  DeskProfile *profile = desk_profiles_find (self->profiles, g_variant_get_string (parameter, NULL));

  if (profile != NULL)
    ui_profile_dialog_present (get_window (self), self->session, profile);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiProfileMenu) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DeskProfileOutcome) outcome
      = desk_profiles_outcome_finish (DESK_PROFILES (source), result, &error);

  if (self->profiles == NULL)
    return; /* signed out meanwhile */
  if (outcome == NULL)
    g_signal_emit_by_name (self->session, "message", error->message);
  else if (outcome->result != DESK_PROFILE_DONE || outcome->rows->len > 0)
    ui_profile_dialog_present_outcome (get_window (self), self->session, outcome);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiProfileMenu *self = UI_PROFILE_MENU (user_data);

  desk_profiles_undo_async (self->profiles, undone_cb, g_object_ref (self));
}

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiProfileMenu *self = UI_PROFILE_MENU (user_data);

  ui_profiles_window_present (get_window (self), self->session);
}

static void
problem_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiProfileMenu *self = UI_PROFILE_MENU (user_data);
  DeskProfileOutcome outcome
      = { DESK_PROFILE_STUCK, (char *)desk_profiles_get_problem (self->profiles), NULL };

  if (outcome.text != NULL)
    ui_profile_dialog_present_outcome (get_window (self), self->session, &outcome);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!desk_profiles_refresh_finish (DESK_PROFILES (source), result, &error))
    g_debug ("Which profile is on: %s", error->message);
}

void
ui_profile_menu_look (UiProfileMenu *self)
{
  g_return_if_fail (UI_IS_PROFILE_MENU (self));

  if (self->profiles != NULL && desk_session_get_state (self->session) == PAL_CLIENT_STATE_READY)
    desk_profiles_refresh_async (self->profiles, looked_cb, NULL);
}

GMenuModel *
ui_profile_menu_get_model (UiProfileMenu *self)
{
  g_return_val_if_fail (UI_IS_PROFILE_MENU (self), NULL);
  return G_MENU_MODEL (self->menu);
}

/* --- the object ------------------------------------------------------------ */

UiProfileMenu *
ui_profile_menu_new (GtkWidget *owner, GSimpleActionGroup *actions, DeskSession *session)
{
  static const GActionEntry entries[] = {
    { .name = "apply", .activate = apply_cb, .parameter_type = "s", .state = "''" },
    { .name = "undo", .activate = undo_cb },
    { .name = "edit", .activate = edit_cb },
    { .name = "problem", .activate = problem_cb },
  };
  UiProfileMenu *self = g_object_new (UI_TYPE_PROFILE_MENU, NULL);

  self->owner = owner;
  self->actions = g_object_ref (actions);
  self->session = g_object_ref (session);
  g_set_object (&self->profiles, desk_session_get_profiles (session));
  if (self->profiles == NULL)
    return self;
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->profiles, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->profiles, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}

static void
ui_profile_menu_dispose (GObject *object)
{
  UiProfileMenu *self = UI_PROFILE_MENU (object);

  if (self->profiles != NULL)
    g_signal_handlers_disconnect_by_data (self->profiles, self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->profiles);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ui_profile_menu_parent_class)->dispose (object);
}

static void
ui_profile_menu_finalize (GObject *object)
{
  UiProfileMenu *self = UI_PROFILE_MENU (object);

  g_clear_object (&self->menu);
  g_clear_object (&self->section);
  g_clear_object (&self->actions);
  g_free (self->shown);

  G_OBJECT_CLASS (ui_profile_menu_parent_class)->finalize (object);
}

static void
ui_profile_menu_class_init (UiProfileMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_profile_menu_dispose;
  G_OBJECT_CLASS (klass)->finalize = ui_profile_menu_finalize;
}

static void
ui_profile_menu_init (UiProfileMenu *self)
{
  self->menu = g_menu_new ();
  self->section = g_menu_new ();
}
