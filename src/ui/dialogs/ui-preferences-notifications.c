/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-preferences-notifications.h"

struct _UiPreferencesNotifications
{
  AdwPreferencesPage parent_instance;

  /* template children */
  GtkWidget *dial_only_switch;
  GtkWidget *incoming_row;
  GtkWidget *missed_row;
  GtkWidget *incoming_switch;
  GtkWidget *missed_switch;
  GtkWidget *own_switch;
  GtkWidget *parked_switch;
  GtkWidget *free_switch;
  GtkWidget *voicemail_switch;
  GtkWidget *messages_switch;
  GtkWidget *background_switch;
  GtkWidget *autostart_switch;
};

G_DEFINE_FINAL_TYPE (UiPreferencesNotifications, ui_preferences_notifications, ADW_TYPE_PREFERENCES_PAGE)

#define OFFSET(member) G_STRUCT_OFFSET (UiPreferencesNotifications, member)

static const struct
{
  const char *name; /* of the child */
  const char *key;
  gssize offset;
} switches[] = {
  { "dial_only_switch", "click-to-call-only", OFFSET (dial_only_switch) },
  { "incoming_switch", "notify-incoming", OFFSET (incoming_switch) },
  { "missed_switch", "notify-missed", OFFSET (missed_switch) },
  { "own_switch", "notify-own", OFFSET (own_switch) },
  { "parked_switch", "notify-parked", OFFSET (parked_switch) },
  { "free_switch", "notify-free", OFFSET (free_switch) },
  { "voicemail_switch", "notify-voicemail", OFFSET (voicemail_switch) },
  { "messages_switch", "notify-messages", OFFSET (messages_switch) },
  { "background_switch", "run-in-background", OFFSET (background_switch) },
  { "autostart_switch", "autostart", OFFSET (autostart_switch) },
};

static void
ui_preferences_notifications_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), UI_TYPE_PREFERENCES_NOTIFICATIONS);

  G_OBJECT_CLASS (ui_preferences_notifications_parent_class)->dispose (object);
}

static void
ui_preferences_notifications_class_init (UiPreferencesNotificationsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_preferences_notifications_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sidetone/Sidetone/dialogs/ui-preferences-notifications.ui");
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    gtk_widget_class_bind_template_child_full (widget_class, switches[i].name, FALSE, switches[i].offset);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesNotifications, incoming_row);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesNotifications, missed_row);
}

static void
ui_preferences_notifications_init (UiPreferencesNotifications *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwPreferencesPage *
ui_preferences_notifications_new (GSettings *settings)
{
  UiPreferencesNotifications *self;
  GtkWidget *rows[2];

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (UI_TYPE_PREFERENCES_NOTIFICATIONS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    g_settings_bind (settings, switches[i].key, G_STRUCT_MEMBER (GtkWidget *, self, switches[i].offset), "active",
                     G_SETTINGS_BIND_DEFAULT);
  rows[0] = self->incoming_row;
  rows[1] = self->missed_row;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_object_bind_property (self->dial_only_switch, "active", rows[i], "sensitive",
                            G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  return ADW_PREFERENCES_PAGE (self);
}
