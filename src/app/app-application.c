/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-application.h"

#include <glib/gi18n.h>

#include "app/app-actions.h"
#include "app/app-background.h"
#include "app/app-deeds.h"
#include "app/app-bus.h"
#include "app/app-demo.h"
#include "app/app-fence.h"
#include "app/app-keeper.h"
#include "app/app-links.h"
#include "app/app-notifier.h"
#include "app/app-options.h"
#include "app/app-profile.h"
#include "app/app-runner.h"
#include "app/app-search.h"
#include "model/desk-address.h"
#include "ui/ui-commands.h"
#include "ui/ui-init.h"
#include "ui/ui-sign-in-window.h"

struct _AppApplication
{
  AdwApplication parent_instance;

  gboolean wants_window;   /* else the session goes on without one */
  gboolean is_demo;        /* the session is */
  gboolean was_in;         /* the session: once at least */
  guint fence;

  /* borrowed: the application's windows own themselves */
  UiSignInWindow *sign_in_window;
  UiWindow *window;

  /* owned */
  AppOptions options;
  GSettings *settings;
  char *directory; /* of the profile */
  StoreAccounts *accounts;
  StoreDatabase *database;
  AppDemo *demo;
  AppDialer *dialer;
  DeskSession *session;
  AppNotifier *notifier;
  AppRunner *runner;
  AppBackground *background; /* NULL in the demo */
  AppDeeds *deeds;
  AppBus *bus; /* NULL without a session bus */
  AppSearch *search; /* likewise */
};

G_DEFINE_FINAL_TYPE (AppApplication, app_application, ADW_TYPE_APPLICATION)

static void
fail (const char *what, const GError *error)
{
  g_printerr ("sidetone: %s: %s\n", what, error != NULL ? error->message : "");
}

/* The profile's folder, accounts, database and settings. */
static gboolean
read_profile (AppApplication *self, GError **error)
{
  g_autofree char *directory = NULL;
  g_autofree char *path = NULL;

  if (self->options.is_demo)
    {
      self->demo = app_demo_new ();
      if (!app_demo_start (self->demo, error))
        return FALSE;
      directory = g_strdup (app_demo_get_directory (self->demo));
    }
  else
    {
      directory = store_paths_dup_data (self->options.profile, error);
    }
  if (directory == NULL)
    return FALSE;
  self->settings = app_profile_open_settings (self->options.profile, self->options.is_demo ? NULL : directory,
                                              error);
  if (self->settings == NULL)
    return FALSE;

  self->directory = g_strdup (directory);
  self->accounts = store_accounts_new (directory);
  if (!store_accounts_load (self->accounts, error))
    return FALSE;
  if (self->demo != NULL)
    return TRUE;

  path = g_build_filename (directory, "sidetone.db", NULL);
  self->database = app_profile_open_database (path);
  return TRUE;
}

static gboolean
open_profile (AppApplication *self, GError **error)
{
  if (self->notifier != NULL)
    return TRUE;
  if (!read_profile (self, error))
    return FALSE;
  self->notifier = app_notifier_new (self, self->settings);
  if (!self->options.is_demo)
    self->background = app_background_new (self, self->settings, self->notifier, self->options.profile);
  return TRUE;
}

static void
state_changed_cb (AppApplication *self);

/* The demo's office ends with its window, and so does an attempt to sign in. */
static void
update_background (AppApplication *self)
{
  if (self->background != NULL)
    app_background_set_has_use (self->background, self->session != NULL && !self->is_demo
                                                    && (self->was_in || !self->wants_window));
}

static void
session_moved (AppApplication *self)
{
  update_background (self);
  if (self->notifier != NULL)
    app_notifier_set_session (self->notifier, self->session);
  app_runner_set_session (self->runner, self->session);
  app_deeds_session_moved (self->deeds);
}

static void
drop_session (AppApplication *self)
{
  if (self->session == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self->session, state_changed_cb, self);
  if (self->sign_in_window != NULL)
    ui_sign_in_window_set_session (self->sign_in_window, NULL);
  if (self->bus != NULL)
    app_bus_set_session (self->bus, NULL);
  desk_session_sign_out (self->session);
  if (self->notifier != NULL)
    app_notifier_set_session (self->notifier, NULL);
  app_runner_set_session (self->runner, NULL);
  g_clear_object (&self->session);
  self->was_in = FALSE;
}

static void
start_session (AppApplication *self, StoreAccount *account, StoreDatabase *database, const char *password)
{
  drop_session (self);
  self->session = desk_session_new (account, database, NULL, NULL);
  app_keeper_watch (self->session, self->accounts);
  ui_commands_add (desk_session_get_finder (self->session));
  self->is_demo = database != self->database;
  app_profile_bind_settings (self->settings, self->session);
  if (self->bus != NULL)
    app_bus_set_session (self->bus, self->session);
  if (self->sign_in_window != NULL)
    ui_sign_in_window_set_session (self->sign_in_window, self->session);
  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  session_moved (self);
  desk_session_sign_in (self->session, password);
}

static gboolean
start_demo (AppApplication *self, const char *user, GError **error)
{
  g_autoptr (StoreAccount) account = NULL;

  if (self->demo == NULL)
    self->demo = app_demo_new ();
  if (!app_demo_start (self->demo, error))
    return FALSE;
  account = app_demo_create_account (self->demo, user);
  start_session (self, account, app_demo_get_database (self->demo), user);
  return TRUE;
}

static void
sign_in_cb (AppApplication *self, StoreAccount *account, const char *password)
{
  start_session (self, account, self->database, password);
}

static void
demo_cb (AppApplication *self, const char *user)
{
  g_autoptr (GError) error = NULL;

  if (!start_demo (self, user, &error))
    fail (_ ("the demo office cannot be opened"), error);
}

static void
forget_window_cb (AppApplication *self, GtkWidget *window)
{
  if (window == (GtkWidget *)self->sign_in_window)
    self->sign_in_window = NULL;
  if (window == (GtkWidget *)self->window)
    {
      self->window = NULL;
      app_dialer_set_window (self->dialer, NULL, NULL);
      if (self->notifier != NULL)
        app_notifier_set_window (self->notifier, NULL);
    }
}

static gboolean
close_cb (AppApplication *self)
{
  self->wants_window = FALSE;
  if (self->background != NULL)
    app_background_note_closed (self->background);
  return FALSE;
}

static void
show_sign_in (AppApplication *self)
{
  self->wants_window = TRUE;
  if (self->sign_in_window == NULL)
    {
      self->sign_in_window = ui_sign_in_window_new (GTK_APPLICATION (self), self->accounts, self->settings);
      g_signal_connect_object (self->sign_in_window, "sign-in", G_CALLBACK (sign_in_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->sign_in_window, "demo", G_CALLBACK (demo_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->sign_in_window, "destroy", G_CALLBACK (forget_window_cb), self,
                               G_CONNECT_SWAPPED);
    }
  if (self->session != NULL)
    ui_sign_in_window_set_session (self->sign_in_window, self->session);
  gtk_window_present (GTK_WINDOW (self->sign_in_window));
}

/* The line is stopped and only the person can help: password, certificate. */
static void
sign_in_again_cb (AppApplication *self)
{
  UiWindow *window = self->window;

  show_sign_in (self);
  if (window != NULL)
    gtk_window_destroy (GTK_WINDOW (window));
}

static void
show_window (AppApplication *self)
{
  self->window = ui_window_new (GTK_APPLICATION (self), self->session, self->settings);
  g_signal_connect_object (self->window, "sign-in", G_CALLBACK (sign_in_again_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "destroy", G_CALLBACK (forget_window_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "close-request", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->window));
  app_notifier_set_window (self->notifier, self->window);
  app_dialer_set_window (self->dialer, self->window, self->settings);
}

static void
state_changed_cb (AppApplication *self)
{
  PalClientState state = desk_session_get_state (self->session);
  gboolean is_in = state == PAL_CLIENT_STATE_SYNCING || state == PAL_CLIENT_STATE_READY;

  if (is_in && !self->was_in)
    {
      self->was_in = TRUE;
      update_background (self);
    }
  if (is_in && self->window == NULL && self->wants_window)
    show_window (self);
  app_deeds_session_moved (self->deeds);
  if (!is_in || self->sign_in_window == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->sign_in_window), FALSE);
  if (state == PAL_CLIENT_STATE_READY)
    gtk_window_destroy (GTK_WINDOW (self->sign_in_window));
}

static void
app_application_startup (GApplication *application)
{
  AppApplication *self = APP_APPLICATION (application);

  /* The style sheet is among the resources that the parent's startup looks for. */
  ui_init ();
  G_APPLICATION_CLASS (app_application_parent_class)->startup (application);
  app_actions_install (self);
  self->deeds = app_deeds_new (self);
}

static void
quiet_cb (AppApplication *self, gboolean is_found, gpointer user_data)
{
  if (!is_found)
    g_application_activate (G_APPLICATION (self)); /* only the person can help */
}

/* Started by the desktop at login. */
static void
start_hidden (AppApplication *self)
{
  StoreAccount *last = store_accounts_get_last (self->accounts);

  self->options.is_hidden = FALSE;
  if (last != NULL && store_account_get_remember (last) && self->background != NULL
      && g_settings_get_boolean (self->settings, "run-in-background"))
    app_application_sign_in_quietly (self, store_account_get_id (last), quiet_cb, NULL);
  else
    g_application_activate (G_APPLICATION (self));
}

static void
start_in_window (AppApplication *self)
{
  g_autoptr (GError) error = NULL;
  StoreAccount *last;

  show_sign_in (self);
  if (self->session != NULL)
    return;
  if (self->options.is_demo)
    {
      if (!start_demo (self, self->options.demo_user != NULL ? self->options.demo_user : "1002", &error))
        fail (_ ("the demo office cannot be opened"), error);
      return;
    }
  last = store_accounts_get_last (self->accounts);
  if (last != NULL && store_account_get_remember (last))
    ui_sign_in_window_use_account (self->sign_in_window, last);
}

static void
app_application_activate (GApplication *application)
{
  AppApplication *self = APP_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autoptr (GError) error = NULL;

  if (!open_profile (self, &error))
    {
      fail (_ ("cannot start"), error);
      g_application_quit (application);
      return;
    }
  if (self->options.is_hidden)
    {
      start_hidden (self);
      return;
    }
  self->wants_window = TRUE;
  if (window != NULL)
    gtk_window_present (window);
  else if (self->was_in)
    show_window (self);
  else
    start_in_window (self);
  update_background (self);
}

static void
app_application_shutdown (GApplication *application)
{
  AppApplication *self = APP_APPLICATION (application);

  g_object_run_dispose (G_OBJECT (self->dialer));
  drop_session (self);
  g_clear_object (&self->deeds);
  g_clear_object (&self->background);
  g_clear_object (&self->notifier);
  if (self->database != NULL)
    store_database_close (self->database);
  g_clear_object (&self->demo);
  /* What was withdrawn last is to arrive. */
  if (g_application_get_dbus_connection (application) != NULL)
    g_dbus_connection_flush_sync (g_application_get_dbus_connection (application), NULL, NULL);

  G_APPLICATION_CLASS (app_application_parent_class)->shutdown (application);
}

/* Whether a link came from the command line of another instance or from the bus makes no difference here. */
static void
app_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  AppApplication *self = APP_APPLICATION (application);

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);

      app_dialer_ask_async (self->dialer, uri, UI_DIAL_ORIGIN_LINK, NULL, NULL);
    }
}

static gboolean
app_application_dbus_register (GApplication *application,
                               GDBusConnection *connection,
                               const char *object_path,
                               GError **error)
{
  AppApplication *self = APP_APPLICATION (application);

  /* Calls go on without a bus. */
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  self->fence = app_fence_put (connection, object_path);
  if (!G_APPLICATION_CLASS (app_application_parent_class)
           ->dbus_register (application, connection, object_path, error))
    return FALSE;
  self->bus = app_bus_new (self, connection, object_path, error);
  if (self->bus == NULL)
    return FALSE;
  self->search = app_search_new (self, connection, object_path, error);
  return self->search != NULL;
}

static void
app_application_dbus_unregister (GApplication *application,
                                 GDBusConnection *connection,
                                 const char *object_path)
{
  AppApplication *self = APP_APPLICATION (application);

  if (self->bus != NULL)
    app_bus_close (self->bus);
  g_clear_object (&self->bus);
  if (self->search != NULL)
    app_search_close (self->search);
  g_clear_object (&self->search);
  if (self->fence != 0)
    g_dbus_connection_remove_filter (connection, self->fence);
  self->fence = 0;
  G_APPLICATION_CLASS (app_application_parent_class)->dbus_unregister (application, connection, object_path);
}

/* Before the name is taken on the bus: the profile decides it. */
static int
app_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  AppApplication *self = APP_APPLICATION (application);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  if (!app_options_read (&self->options, options, &error))
    {
      g_printerr ("sidetone: %s\n", error->message);
      return 2;
    }
  id = app_profile_dup_application_id (self->options.profile, self->options.is_demo);
  g_application_set_application_id (application, id);

  if (self->options.is_hidden && g_application_register (application, NULL, NULL)
      && g_application_get_is_remote (application))
    return 0; /* it runs already, and no window is wanted */
  return app_links_hand_over (self, options);
}

static void
app_application_finalize (GObject *object)
{
  AppApplication *self = APP_APPLICATION (object);

  g_clear_object (&self->runner);
  g_clear_object (&self->session);
  g_clear_object (&self->database);
  g_clear_object (&self->accounts);
  g_clear_pointer (&self->directory, g_free);
  g_clear_object (&self->settings);
  g_clear_object (&self->demo);
  app_options_clear (&self->options);
  g_clear_object (&self->dialer);

  G_OBJECT_CLASS (app_application_parent_class)->finalize (object);
}

static void
app_application_class_init (AppApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = app_application_finalize;
  application_class->startup = app_application_startup;
  application_class->activate = app_application_activate;
  application_class->shutdown = app_application_shutdown;
  application_class->open = app_application_open;
  application_class->dbus_register = app_application_dbus_register;
  application_class->dbus_unregister = app_application_dbus_unregister;
  application_class->handle_local_options = app_application_handle_local_options;
}

static void
app_application_init (AppApplication *self)
{
  self->runner = app_runner_new (self);
  self->dialer = app_dialer_new ();
  g_signal_connect_object (self->dialer, "wanted", G_CALLBACK (g_application_activate), self, G_CONNECT_SWAPPED);
  app_options_install (G_APPLICATION (self));
}

AppApplication *
app_application_new (void)
{
  return g_object_new (APP_TYPE_APPLICATION, "application-id", APP_ID, "resource-base-path", UI_RESOURCE_BASE,
                       "flags", G_APPLICATION_HANDLES_OPEN, NULL);
}

StoreAccounts *
app_application_get_accounts (AppApplication *self)
{
  g_return_val_if_fail (APP_IS_APPLICATION (self), NULL);

  return self->accounts;
}

const char *
app_application_get_directory (AppApplication *self)
{
  return self->directory;
}

GSettings *
app_application_get_settings (AppApplication *self)
{
  g_return_val_if_fail (APP_IS_APPLICATION (self), NULL);

  return self->settings;
}

DeskSession *
app_application_get_session (AppApplication *self)
{
  g_return_val_if_fail (APP_IS_APPLICATION (self), NULL);

  return self->session;
}

UiWindow *
app_application_get_window (AppApplication *self)
{
  g_return_val_if_fail (APP_IS_APPLICATION (self), NULL);

  return self->window;
}

void
app_application_say (AppApplication *self, const char *text)
{
  g_return_if_fail (APP_IS_APPLICATION (self));

  if (self->notifier != NULL)
    app_notifier_say (self->notifier, text);
}

typedef struct
{
  AppApplication *application; /* owned */
  StoreAccount *account;       /* owned */
  AppQuietFunc func;
  gpointer user_data;
} Quiet;

static void
password_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Quiet *quiet = user_data;
  g_autoptr (AppApplication) self = quiet->application;
  g_autoptr (StoreAccount) account = quiet->account;
  g_autoptr (GError) error = NULL;
  char *password = desk_password_lookup_finish (result, &error);
  gboolean is_found = password != NULL;

  if (error != NULL)
    g_message ("The password cannot be read: %s", error->message);
  if (is_found && self->session == NULL)
    start_session (self, account, self->database, password);
  g_clear_pointer (&password, desk_password_free);
  g_application_release (G_APPLICATION (self));
  quiet->func (self, is_found, quiet->user_data);
}

void
app_application_sign_in_quietly (AppApplication *self, const char *account, AppQuietFunc func,
                                 gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  StoreAccount *known;
  Quiet *quiet;

  g_return_if_fail (APP_IS_APPLICATION (self));

  if (!open_profile (self, &error))
    {
      fail (_ ("cannot start"), error);
      g_application_quit (G_APPLICATION (self));
      return;
    }
  known = store_accounts_find (self->accounts, account);
  if (known == NULL || !store_account_get_remember (known))
    {
      func (self, FALSE, user_data);
      return;
    }
  quiet = g_new0 (Quiet, 1);
  quiet->application = g_object_ref (self);
  quiet->account = g_object_ref (known);
  quiet->func = func;
  quiet->user_data = user_data;
  g_application_hold (G_APPLICATION (self));
  desk_password_lookup_async (known, NULL, password_found_cb, quiet);
}

void
app_application_prepare_to_quit (AppApplication *self)
{
  g_return_if_fail (APP_IS_APPLICATION (self));

  if (self->background != NULL)
    app_background_end (self->background);
}

void
app_application_sign_out (AppApplication *self)
{
  UiWindow *window;

  g_return_if_fail (APP_IS_APPLICATION (self));

  window = self->window;
  drop_session (self);
  session_moved (self);
  show_sign_in (self);
  if (window != NULL)
    gtk_window_destroy (GTK_WINDOW (window));
}

AppDialer *
app_application_get_dialer (AppApplication *self)
{
  g_return_val_if_fail (APP_IS_APPLICATION (self), NULL);

  return self->dialer;
}

void
app_application_open_dial_field_with (AppApplication *self, const char *text)
{
  g_return_if_fail (APP_IS_APPLICATION (self));

  g_application_activate (G_APPLICATION (self));
  if (self->window != NULL)
    ui_window_open_dial_field (self->window, text);
}

void
app_application_open_dial_field (AppApplication *self)
{
  app_application_open_dial_field_with (self, NULL);
}

StoreAccount *
app_application_get_last_account (AppApplication *self)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (APP_IS_APPLICATION (self), NULL);

  if (!open_profile (self, &error))
    {
      g_message ("The profile cannot be read: %s", error->message);
      return NULL;
    }
  return store_accounts_get_last (self->accounts);
}

StoreDatabase *
app_application_get_database (AppApplication *self)
{
  g_return_val_if_fail (APP_IS_APPLICATION (self), NULL);

  return self->database;
}
