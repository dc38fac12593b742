/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-sidebar.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-error-text.h"
#include "ui/ui-page-item.h"
#include "ui/ui-presence-badge.h"
#include "ui/ui-presence-text.h"
#include "ui/ui-profile-menu.h"

struct _UiSidebar
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *account_button;
  GMenu *account_menu;
  AdwAvatar *avatar;
  UiPresenceBadge *badge;
  GtkLabel *name;
  GtkLabel *status;
  GtkListBox *list;

  /* owned */
  DeskSession *session;
  UiProfileMenu *profiles;            /* NULL: there are none */
  GSimpleActionGroup *profile_actions;
  GSignalGroup *own_signals; /* follows the session's own extension */
};

G_DEFINE_FINAL_TYPE (UiSidebar, ui_sidebar, GTK_TYPE_WIDGET)

enum
{
  PAGE_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
refresh (UiSidebar *self)
{
  g_autoptr (DeskExtension) own = g_signal_group_dup_target (self->own_signals);
  PalClientState state = desk_session_get_state (self->session);
  g_autofree char *status = NULL, *label = NULL;
  g_autofree char *profile = self->profiles != NULL ? ui_profile_menu_dup_state (self->profiles) : NULL;
  const char *name = own != NULL ? desk_extension_get_name (own)
                                 : store_account_get_user (desk_session_get_account (self->session));

  if (state != PAL_CLIENT_STATE_READY)
    status = ui_state_to_text (state);
  else if (own != NULL)
    status = ui_presence_dup_status (own);
  else
    status = g_strdup (_ ("No phone: administration only"));
  if (profile != NULL)
    {
      g_autofree char *presence = g_steal_pointer (&status);

      /* Translators: my presence, and the routing profile that is on. */
      status = g_strdup_printf (_ ("%s · %s"), presence, profile);
    }

  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->status, status);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), status);
  gtk_widget_set_visible (GTK_WIDGET (self->badge), own != NULL);
  if (own != NULL)
    {
      ui_presence_badge_set_presence (self->badge, desk_extension_get_presence (own));
      gtk_widget_set_opacity (GTK_WIDGET (self->badge), desk_extension_get_is_stale (own) ? 0.4 : 1);
    }
  /* Translators: the account button read aloud: my name, my status. */
  label = g_strdup_printf (_ ("Account of %s: %s"), name, status);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->account_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
session_changed_cb (UiSidebar *self)
{
  g_autoptr (DeskExtension) own = NULL;

  g_object_get (self->session, "own", &own, NULL);
  g_signal_group_set_target (self->own_signals, own);
  refresh (self);
}

static void
menu_opened_cb (UiSidebar *self)
{
  if (self->profiles != NULL)
    ui_profile_menu_look (self->profiles);
}

/* sa has none. */
static void
add_profiles (UiSidebar *self)
{
  DeskProfiles *profiles = desk_session_get_profiles (self->session);

  if (profiles == NULL)
    return;
  self->profiles = ui_profile_menu_new (GTK_WIDGET (self), self->profile_actions, self->session);
  g_menu_insert_section (self->account_menu, 0, NULL, ui_profile_menu_get_model (self->profiles));
  g_signal_connect_object (profiles, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->account_button)), "show",
                           G_CALLBACK (menu_opened_cb), self, G_CONNECT_SWAPPED);
}

static void
row_activated_cb (UiSidebar *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[PAGE_CHOSEN], 0, gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
ui_sidebar_dispose (GObject *object)
{
  UiSidebar *self = UI_SIDEBAR (object);
  GtkWidget *child;

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, session_changed_cb, self);
  if (self->session != NULL && desk_session_get_profiles (self->session) != NULL)
    g_signal_handlers_disconnect_by_func (desk_session_get_profiles (self->session), refresh, self);
  g_clear_object (&self->profiles);
  g_clear_object (&self->profile_actions);
  g_clear_object (&self->session);
  g_clear_object (&self->own_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_SIDEBAR);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_sidebar_parent_class)->dispose (object);
}

static void
ui_sidebar_class_init (UiSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_sidebar_dispose;

  signals[PAGE_CHOSEN] = g_signal_new ("page-chosen", UI_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (UI_TYPE_PRESENCE_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/ui-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, UiSidebar, account_button);
  gtk_widget_class_bind_template_child (widget_class, UiSidebar, account_menu);
  gtk_widget_class_bind_template_child (widget_class, UiSidebar, avatar);
  gtk_widget_class_bind_template_child (widget_class, UiSidebar, badge);
  gtk_widget_class_bind_template_child (widget_class, UiSidebar, name);
  gtk_widget_class_bind_template_child (widget_class, UiSidebar, status);
  gtk_widget_class_bind_template_child (widget_class, UiSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
ui_sidebar_init (UiSidebar *self)
{
  /* Before there is anything below that looks for it. */
  self->profile_actions = g_simple_action_group_new ();
  gtk_widget_insert_action_group (GTK_WIDGET (self), "profile", G_ACTION_GROUP (self->profile_actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  self->own_signals = g_signal_group_new (DESK_TYPE_EXTENSION);
  g_signal_group_connect_swapped (self->own_signals, "notify", G_CALLBACK (refresh), self);
}

void
ui_sidebar_set_session (UiSidebar *self, DeskSession *session)
{
  g_return_if_fail (UI_IS_SIDEBAR (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::own", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  add_profiles (self);
  session_changed_cb (self);
}

void
ui_sidebar_add_page (UiSidebar *self, const UiPageRow *page)
{
  g_return_if_fail (UI_IS_SIDEBAR (self));
  g_return_if_fail (self->session != NULL);

  gtk_list_box_append (self->list, ui_page_item_new (page, self->session));
}

void
ui_sidebar_select (UiSidebar *self, const char *name)
{
  g_return_if_fail (UI_IS_SIDEBAR (self));

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (gtk_widget_get_name (row), name) == 0)
      gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}
