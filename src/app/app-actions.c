/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-actions.h"

#include "app/app-export-contacts.h"
#include "app/app-export.h"
#include "app/app-holidays.h"
#include "app/app-import.h"
#include "ui/dialogs/ui-about.h"
#include "ui/dialogs/ui-accounts-window.h"
#include "ui/dialogs/ui-contact-dialog.h"
#include "ui/dialogs/ui-preferences-window.h"
#include "ui/ui-shortcuts.h"
#include "ui/ui-window.h"

typedef struct
{
  const char *name;
  void (*activate) (AppApplication *application, GVariant *parameter);
  const char *parameter_type;
} ActionRow;

static GtkWindow *
active_window (AppApplication *application)
{
  return gtk_application_get_active_window (GTK_APPLICATION (application));
}

/* Something the person wrote would be lost: a question is open, whose answer may be to do @action. */
static gboolean
holds (AppApplication *application, const char *action)
{
  UiWindow *window = app_application_get_window (application);

  return ui_contact_dialog_hold () || (window != NULL && ui_window_hold (window, action));
}

static void
quit (AppApplication *application, GVariant *parameter)
{
  GtkWindow *window = active_window (application);

  if (holds (application, "app.quit"))
    return;
  app_application_prepare_to_quit (application);
  /* The window remembers its size when it is closed. */
  if (window != NULL)
    gtk_window_close (window);
  g_application_quit (G_APPLICATION (application));
}

static void
preferences (AppApplication *application, GVariant *parameter)
{
  ui_preferences_window_present (active_window (application), app_application_get_settings (application),
                                 app_application_get_session (application));
}

static void
short_dials (AppApplication *application, GVariant *parameter)
{
  ui_preferences_window_present_page (active_window (application), app_application_get_settings (application),
                                      app_application_get_session (application), "short-dials");
}

static void
accounts (AppApplication *application, GVariant *parameter)
{
  ui_accounts_window_present (active_window (application), app_application_get_accounts (application));
}

static void
about (AppApplication *application, GVariant *parameter)
{
  ui_about_present (active_window (application));
}

static void
sign_out (AppApplication *application, GVariant *parameter)
{
  if (!holds (application, "app.sign-out"))
    app_application_sign_out (application);
}

static void
open_dial_field (AppApplication *application, GVariant *parameter)
{
  app_application_open_dial_field (application);
}

/* Any program of the desktop can activate this one. */
static void
dial (AppApplication *application, GVariant *parameter)
{
  app_dialer_ask_async (app_application_get_dialer (application), g_variant_get_string (parameter, NULL),
                        UI_DIAL_ORIGIN_PROGRAM, NULL, NULL);
}

static const ActionRow rows[] = {
  { "quit", quit },
  { "preferences", preferences },
  { "accounts", accounts },
  { "about", about },
  { "sign-out", sign_out },
  { "switch-account", sign_out },
  { "open-dial-field", open_dial_field },
  { "dial", dial, "s" },
  { "export-log", app_export_log, "(sus)" },
  { "export-contacts", app_export_contacts, "(ssbsass)" },
  { "import-contacts", app_import_contacts, "(sbs)" },
  { "import-holidays", app_import_holidays, "(sus)" },
  { "short-dials", short_dials },
};

/* The desktop may start the program for an action: there are no settings before the first window. */
static gboolean
has_profile (AppApplication *application)
{
  if (app_application_get_settings (application) == NULL)
    g_application_activate (G_APPLICATION (application));
  return app_application_get_settings (application) != NULL;
}

static void
activate_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *name = g_action_get_name (G_ACTION (action));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].name, name))
      {
        if (rows[i].activate != quit && !has_profile (APP_APPLICATION (user_data)))
          return;
        rows[i].activate (APP_APPLICATION (user_data), parameter);
        return;
      }
}

void
app_actions_install (AppApplication *application)
{
  guint n_shortcuts;
  const UiShortcut *shortcuts = ui_shortcuts_get (&n_shortcuts);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const GActionEntry entry = { rows[i].name, activate_cb, rows[i].parameter_type };

      g_action_map_add_action_entries (G_ACTION_MAP (application), &entry, 1, application);
    }
  for (guint i = 0; i < n_shortcuts; i++)
    if (shortcuts[i].action != NULL)
      gtk_application_set_accels_for_action (GTK_APPLICATION (application), shortcuts[i].action,
                                             shortcuts[i].accels);
}
