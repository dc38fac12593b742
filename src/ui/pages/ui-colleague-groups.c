/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-colleague-groups.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/desk-plain.h"
#include "ui/dialogs/ui-group-dialog.h"
#include "ui/dialogs/ui-groups-window.h"

#define ALL "all"
#define FAVOURITES "favourites"
#define LABEL_MAX 18

struct _UiColleagueGroups
{
  GObject parent_instance;

  /* borrowed */
  UiPage *page;          /* weak */
  GtkMenuButton *button; /* weak */

  /* owned */
  DeskColleagueList *list;
  DeskGroups *groups;
  GSettings *settings; /* may be NULL */
  GSimpleAction *action;
  GSimpleActionGroup *actions;
  GMenu *group_items;
  char *number;        /* whom the row's menu is about */
  char *scope;         /* as it is wished for: "all", "favourites" or a group's id */
  DeskScope shown;
};

G_DEFINE_FINAL_TYPE (UiColleagueGroups, ui_colleague_groups, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* An underscore in a menu would underline what follows it. */
static char *
dup_label (const char *name)
{
  g_autoptr (GString) label = g_string_new (name);

  g_string_replace (label, "_", "__", 0);
  return g_string_free (g_steal_pointer (&label), FALSE);
}

/* A group that is not there (any more, or not yet) shows everybody. */
static void
apply (UiColleagueGroups *self)
{
  DeskGroup *group = NULL;
  DeskScope scope = DESK_SCOPE_ALL;
  g_autofree char *label = NULL, *name = NULL;

  if (g_str_equal (self->scope, FAVOURITES))
    scope = DESK_SCOPE_FAVOURITES;
  else if (!g_str_equal (self->scope, ALL) && (group = desk_groups_find (self->groups, self->scope)) != NULL)
    scope = DESK_SCOPE_GROUP;
  self->shown = scope;
  desk_colleague_list_set_scope (self->list, scope, group);
  g_simple_action_set_state (self->action,
                             g_variant_new_string (scope == DESK_SCOPE_ALL ? ALL : self->scope));
  label = scope == DESK_SCOPE_GROUP        ? desk_plain_line (desk_group_get_name (group), LABEL_MAX)
          : scope == DESK_SCOPE_FAVOURITES ? g_strdup (_ ("Favourites"))
                                           : g_strdup (_ ("All"));
  if (self->button != NULL)
    {
      /* Translators: which colleagues the list shows: all, the favourites, or a group. */
      name = g_strdup_printf (_ ("Colleagues shown: %s"),
                              group != NULL ? desk_group_get_name (group) : label);
      gtk_label_set_label (GTK_LABEL (gtk_menu_button_get_child (self->button)), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A name may be long and the window narrow. */
static void
set_up_button (GtkMenuButton *button)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 3);
  gtk_menu_button_set_child (button, label);
  gtk_menu_button_set_always_show_arrow (button, TRUE);
}

static void
groups_changed_cb (UiColleagueGroups *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->groups));

  g_menu_remove_all (self->group_items);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DeskGroup) group = g_list_model_get_item (G_LIST_MODEL (self->groups), i);
      g_autofree char *label = dup_label (desk_group_get_name (group));
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "groups.scope", "s", desk_group_get_id (group));
      g_menu_append_item (self->group_items, item);
      g_signal_handlers_disconnect_by_func (group, groups_changed_cb, self);
      g_signal_connect_object (group, "notify::name", G_CALLBACK (groups_changed_cb), self, G_CONNECT_SWAPPED);
    }
  apply (self);
}

static void
scope_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiColleagueGroups *self = user_data;

  g_free (self->scope);
  self->scope = g_variant_dup_string (parameter, NULL);
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "scope", self->scope);
  apply (self);
}

static GtkWindow *
get_window (UiColleagueGroups *self)
{
  return self->page != NULL ? GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->page))) : NULL;
}

static void
new_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiColleagueGroups *self = user_data;
  const char *number = g_variant_get_string (parameter, NULL);

  if (get_window (self) != NULL)
    ui_group_dialog_present (get_window (self), ui_page_get_session (self->page), NULL,
                             *number != '\0' ? number : NULL);
}

static void
manage_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiColleagueGroups *self = user_data;

  if (get_window (self) != NULL)
    ui_groups_window_present (get_window (self), ui_page_get_session (self->page));
}

static void
member_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  UiColleagueGroups *self = user_data;
  DeskGroup *group = desk_groups_find (self->groups, g_action_get_name (G_ACTION (action)) + strlen ("member-"));

  if (group == NULL || self->number == NULL)
    return;
  g_simple_action_set_state (action, state);
  desk_groups_set_member (self->groups, group, self->number, g_variant_get_boolean (state));
}

static void
add_member_item (UiColleagueGroups *self, GMenu *menu, DeskGroup *group)
{
  g_autofree char *name = g_strconcat ("member-", desk_group_get_id (group), NULL);
  g_autofree char *detailed = g_strconcat ("groups.", name, NULL);
  g_autofree char *label = dup_label (desk_group_get_name (group));
  g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (
      name, NULL, g_variant_new_boolean (desk_group_contains (group, self->number)));

  g_signal_connect_object (action, "change-state", G_CALLBACK (member_cb), self, 0);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  g_menu_append (menu, label, detailed);
}

static void
append_target (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

void
ui_colleague_groups_append (UiColleagueGroups *self, GMenu *menu, DeskExtension *extension)
{
  g_autoptr (GMenu) submenu = g_menu_new ();
  g_autoptr (GMenu) members = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();
  guint n;

  g_return_if_fail (UI_IS_COLLEAGUE_GROUPS (self));

  n = g_list_model_get_n_items (G_LIST_MODEL (self->groups));
  g_free (self->number);
  self->number = g_strdup (desk_extension_get_number (extension));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DeskGroup) group = g_list_model_get_item (G_LIST_MODEL (self->groups), i);

      add_member_item (self, members, group);
    }
  append_target (more, _ ("New Group…"), "groups.new", self->number);
  g_menu_append_section (submenu, NULL, G_MENU_MODEL (members));
  g_menu_append_section (submenu, NULL, G_MENU_MODEL (more));
  g_menu_append_submenu (menu, _ ("Groups"), G_MENU_MODEL (submenu));
}

DeskScope
ui_colleague_groups_get_scope (UiColleagueGroups *self)
{
  g_return_val_if_fail (UI_IS_COLLEAGUE_GROUPS (self), DESK_SCOPE_ALL);
  return self->shown;
}

static void
set_up_menu (UiColleagueGroups *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();

  append_target (first, _ ("All"), "groups.scope", ALL);
  append_target (first, _ ("Favourites"), "groups.scope", FAVOURITES);
  append_target (last, _ ("New Group…"), "groups.new", "");
  g_menu_append (last, _ ("Groups and Favourites…"), "groups.manage");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (self->group_items));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  gtk_menu_button_set_menu_model (self->button, G_MENU_MODEL (menu));
}

UiColleagueGroups *
ui_colleague_groups_new (UiPage *page, GtkMenuButton *button, DeskColleagueList *list)
{
  UiColleagueGroups *self = g_object_new (UI_TYPE_COLLEAGUE_GROUPS, NULL);
  static const GActionEntry entries[] = { { "new", new_cb, "s" }, { "manage", manage_cb } };

  g_set_weak_pointer (&self->page, page);
  g_set_weak_pointer (&self->button, button);
  self->list = g_object_ref (list);
  self->groups = g_object_ref (desk_session_get_groups (ui_page_get_session (page)));
  g_set_object (&self->settings, ui_page_get_settings (page));
  self->scope = self->settings != NULL ? g_settings_get_string (self->settings, "scope") : g_strdup (ALL);
  self->action = g_simple_action_new_stateful ("scope", G_VARIANT_TYPE_STRING, g_variant_new_string (ALL));
  g_signal_connect_object (self->action, "activate", G_CALLBACK (scope_cb), self, 0);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (self->action));
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (page), "groups", G_ACTION_GROUP (self->actions));
  set_up_button (button);
  set_up_menu (self);
  g_signal_connect_object (self->groups, "items-changed", G_CALLBACK (groups_changed_cb), self, G_CONNECT_SWAPPED);
  groups_changed_cb (self);
  return self;
}

static void
ui_colleague_groups_dispose (GObject *object)
{
  UiColleagueGroups *self = UI_COLLEAGUE_GROUPS (object);

  if (self->page != NULL)
    gtk_widget_insert_action_group (GTK_WIDGET (self->page), "groups", NULL);
  g_clear_weak_pointer (&self->page);
  g_clear_weak_pointer (&self->button);
  g_clear_object (&self->list);
  g_clear_object (&self->groups);
  g_clear_object (&self->settings);
  g_clear_object (&self->action);
  g_clear_object (&self->actions);
  g_clear_object (&self->group_items);

  G_OBJECT_CLASS (ui_colleague_groups_parent_class)->dispose (object);
}

static void
ui_colleague_groups_finalize (GObject *object)
{
  UiColleagueGroups *self = UI_COLLEAGUE_GROUPS (object);

  g_free (self->number);
  g_free (self->scope);

  G_OBJECT_CLASS (ui_colleague_groups_parent_class)->finalize (object);
}

static void
ui_colleague_groups_class_init (UiColleagueGroupsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ui_colleague_groups_dispose;
  object_class->finalize = ui_colleague_groups_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
ui_colleague_groups_init (UiColleagueGroups *self)
{
  self->actions = g_simple_action_group_new ();
  self->group_items = g_menu_new ();
}
