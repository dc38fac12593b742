/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-profiles-window.h"

#include <glib/gi18n-lib.h>

#include "model/desk-profiles.h"
#include "ui/dialogs/ui-profile-editor.h"
#include "ui/ui-accessible.h"

struct _UiProfilesWindow
{
  AdwWindow parent_instance;

  /* template children */
  GtkListBox *list;

  /* owned */
  DeskSession *session;
};

G_DEFINE_FINAL_TYPE (UiProfilesWindow, ui_profiles_window, ADW_TYPE_WINDOW)

static GtkWidget *
make_row (DeskProfile *profile)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *n_settings = g_strdup_printf (_ ("Settings: %u"), desk_profile_get_changes (profile)->len);
  const char *subtitle
      = desk_profile_find_missing (profile) != NULL ? _ ("Something is left to be filled in") : n_settings;
  g_autofree char *title_markup = g_markup_escape_text (desk_profile_get_name (profile), -1);
  g_autofree char *subtitle_markup = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle_markup);
  if (desk_profile_get_is_on (profile))
    {
      GtkWidget *label = gtk_label_new (_ ("On"));

      gtk_widget_add_css_class (label, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  return row;
}

static void
show (UiProfilesWindow *self)
{
  GListModel *profiles = G_LIST_MODEL (desk_session_get_profiles (self->session));
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr (DeskProfile) profile = g_list_model_get_item (profiles, i);

      gtk_list_box_append (self->list, make_row (profile));
    }
  ui_accessible_tidy (GTK_WIDGET (self->list));
}

static void
row_activated_cb (UiProfilesWindow *self, GtkListBoxRow *row)
{
  GListModel *profiles = G_LIST_MODEL (desk_session_get_profiles (self->session));
  g_autoptr (DeskProfile) profile = g_list_model_get_item (profiles, (guint)gtk_list_box_row_get_index (row));

  if (profile != NULL)
    ui_profile_editor_present (GTK_WINDOW (self), self->session, profile);
}

static void
add_cb (UiProfilesWindow *self)
{
  ui_profile_editor_present (GTK_WINDOW (self), self->session, NULL);
}

void
ui_profiles_window_present (GtkWindow *parent, DeskSession *session)
{
  UiProfilesWindow *self;

  g_return_if_fail (DESK_IS_SESSION (session));
  g_return_if_fail (desk_session_get_profiles (session) != NULL);

  self = g_object_new (UI_TYPE_PROFILES_WINDOW, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (desk_session_get_profiles (session), "items-changed", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  show (self);
  ui_accessible_tidy (GTK_WIDGET (self));
  gtk_window_present (GTK_WINDOW (self));
}

static void
ui_profiles_window_dispose (GObject *object)
{
  UiProfilesWindow *self = UI_PROFILES_WINDOW (object);

  if (self->session != NULL && desk_session_get_profiles (self->session) != NULL)
    g_signal_handlers_disconnect_by_data (desk_session_get_profiles (self->session), self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_PROFILES_WINDOW);

  G_OBJECT_CLASS (ui_profiles_window_parent_class)->dispose (object);
}

static void
ui_profiles_window_class_init (UiProfilesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_profiles_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-profiles-window.ui");
  gtk_widget_class_bind_template_child (widget_class, UiProfilesWindow, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ui_profiles_window_init (UiProfilesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
