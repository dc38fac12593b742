/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-actions.h"

#include "ui/dialogs/ui-about.h"
#include "ui/dialogs/ui-accounts-window.h"
#include "ui/dialogs/ui-preferences-window.h"
#include "ui/ui-window.h"

typedef struct
{
  const char *name; /* detailed: with its target, when it has one */
  const char *accels[3];
  void (*activate) (AppApplication *application, GVariant *parameter); /* NULL: the window's own action */
  const char *parameter_type;
} ActionRow;

static GtkWindow *
active_window (AppApplication *application)
{
  return gtk_application_get_active_window (GTK_APPLICATION (application));
}

static void
quit (AppApplication *application, GVariant *parameter)
{
  GtkWindow *window = active_window (application);

  /* The window remembers its size when it is closed. */
  if (window != NULL)
    gtk_window_close (window);
  g_application_quit (G_APPLICATION (application));
}

static void
preferences (AppApplication *application, GVariant *parameter)
{
  ui_preferences_window_present (active_window (application), app_application_get_settings (application));
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
  app_application_sign_out (application);
}

static void
open_dial_field (AppApplication *application, GVariant *parameter)
{
  app_application_open_dial_field (application, g_variant_get_string (parameter, NULL));
}

/* clang-format off */
static const ActionRow rows[] = {
  { "app.quit",                  { "<Control>q" },             quit },
  { "app.preferences",           { "<Control>comma" },         preferences },
  { "app.accounts",              { NULL },                     accounts },
  { "app.about",                 { NULL },                     about },
  { "app.sign-out",              { NULL },                     sign_out },
  { "app.switch-account",        { NULL },                     sign_out },
  { "app.open-dial-field",       { NULL },                     open_dial_field, "s" },

  { "win.close",                 { "<Control>w" } },
  { "win.show-help-overlay",     { "<Control>question", "F1" } },
  { "win.menu",                  { "F10" } },
  { "win.open-dial-field",       { "<Control>k" } },
  { "win.find",                  { "<Control>f" } },
  { "win.call-chosen",           { "F3" } },
  { "win.call-toggle-hold",      { "<Control>h" } },
  { "win.call-hang-up('')",      { "F8" } },
  { "win.call-switch(-1)",       { "<Alt>Up" } },
  { "win.call-switch(1)",        { "<Alt>Down" } },
  { "win.favourite(1)",          { "<Alt>1" } },
  { "win.favourite(2)",          { "<Alt>2" } },
  { "win.favourite(3)",          { "<Alt>3" } },
  { "win.favourite(4)",          { "<Alt>4" } },
  { "win.favourite(5)",          { "<Alt>5" } },
  { "win.favourite(6)",          { "<Alt>6" } },
  { "win.favourite(7)",          { "<Alt>7" } },
  { "win.favourite(8)",          { "<Alt>8" } },
  { "win.favourite(9)",          { "<Alt>9" } },
  { "win.page(1)",               { "<Control>1" } },
  { "win.page(2)",               { "<Control>2" } },
  { "win.page(3)",               { "<Control>3" } },
  { "win.page(4)",               { "<Control>4" } },
  { "win.page(5)",               { "<Control>5" } },
  { "win.page(6)",               { "<Control>6" } },
  { "win.page(7)",               { "<Control>7" } },
  { "win.page(8)",               { "<Control>8" } },
  { "win.page(9)",               { "<Control>9" } },
};
/* clang-format on */

static void
activate_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *name = g_action_get_name (G_ACTION (action));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].activate != NULL && g_str_equal (rows[i].name + strlen ("app."), name))
      {
        rows[i].activate (APP_APPLICATION (user_data), parameter);
        return;
      }
}

void
app_actions_install (AppApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].activate != NULL)
        {
          const GActionEntry entry = { rows[i].name + strlen ("app."), activate_cb, rows[i].parameter_type };

          g_action_map_add_action_entries (G_ACTION_MAP (application), &entry, 1, application);
        }
      if (rows[i].accels[0] != NULL)
        gtk_application_set_accels_for_action (GTK_APPLICATION (application), rows[i].name, rows[i].accels);
    }
}
