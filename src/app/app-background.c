/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-background.h"

#include <glib/gi18n.h>

#include "app/app-autostart.h"

struct _AppBackground
{
  GObject parent_instance;

  AppApplication *application; /* borrowed: it owns this */

  /* owned */
  GSettings *settings;
  AppNotifier *notifier;
  char *profile;

  gboolean has_use, is_held;
};

G_DEFINE_FINAL_TYPE (AppBackground, app_background, G_TYPE_OBJECT)

static void
update (AppBackground *self)
{
  gboolean is_held = self->has_use && g_settings_get_boolean (self->settings, "run-in-background");

  if (self->is_held == is_held)
    return;
  self->is_held = is_held;
  if (is_held)
    g_application_hold (G_APPLICATION (self->application));
  else
    g_application_release (G_APPLICATION (self->application));
}

static void
autostart_cb (AppBackground *self)
{
  const char *id = g_application_get_application_id (G_APPLICATION (self->application));
  gboolean is_on = g_settings_get_boolean (self->settings, "autostart");
  g_autoptr (GError) error = NULL;

  if (app_autostart_get (id) == is_on || app_autostart_set (id, self->profile, is_on, &error))
    return;
  app_application_say (self->application, error->message);
  g_settings_set_boolean (self->settings, "autostart", !is_on);
}

void
app_background_set_has_use (AppBackground *self, gboolean has_use)
{
  g_return_if_fail (APP_IS_BACKGROUND (self));

  self->has_use = has_use;
  update (self);
}

void
app_background_note_closed (AppBackground *self)
{
  g_autoptr (GNotification) notification = NULL;

  g_return_if_fail (APP_IS_BACKGROUND (self));

  if (!self->is_held || g_settings_get_boolean (self->settings, "background-was-told"))
    return;
  g_settings_set_boolean (self->settings, "background-was-told", TRUE);
  notification = g_notification_new (_ ("Sidetone keeps running"));
  g_notification_set_body (notification, _ ("You are still told of calls. The preferences can change that."));
  g_notification_add_button (notification, _ ("Quit"), "app.quit");
  app_notifier_send (self->notifier, "background", notification);
}

void
app_background_end (AppBackground *self)
{
  g_return_if_fail (APP_IS_BACKGROUND (self));

  app_background_set_has_use (self, FALSE);
}

AppBackground *
app_background_new (AppApplication *application, GSettings *settings, AppNotifier *notifier,
                    const char *profile)
{
  AppBackground *self = g_object_new (APP_TYPE_BACKGROUND, NULL);
  gboolean is_on = app_autostart_get (g_application_get_application_id (G_APPLICATION (application)));

  self->application = application;
  self->settings = g_object_ref (settings);
  self->notifier = g_object_ref (notifier);
  self->profile = g_strdup (profile);
  /* Another program may have changed the file meanwhile. */
  if (g_settings_get_boolean (settings, "autostart") != is_on)
    g_settings_set_boolean (settings, "autostart", is_on);
  g_signal_connect_object (settings, "changed::run-in-background", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::autostart", G_CALLBACK (autostart_cb), self, G_CONNECT_SWAPPED);
  return self;
}

static void
app_background_dispose (GObject *object)
{
  AppBackground *self = APP_BACKGROUND (object);

  if (self->settings != NULL)
    app_background_set_has_use (self, FALSE);
  g_clear_object (&self->settings);
  g_clear_object (&self->notifier);
  g_clear_pointer (&self->profile, g_free);

  G_OBJECT_CLASS (app_background_parent_class)->dispose (object);
}

static void
app_background_class_init (AppBackgroundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_background_dispose;
}

static void
app_background_init (AppBackground *self)
{
}
