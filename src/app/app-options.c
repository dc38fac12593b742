/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-options.h"

#include <glib/gi18n.h>

#include "store/store-account.h"

void
app_options_install (GApplication *application)
{
  static const GOptionEntry entries[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the demo office"), NULL },
    { "demo-user", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Who to be in the demo office: 1002, 1001 or sa"),
      N_ ("USER") },
    { "profile", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Use accounts, data and settings of their own"),
      N_ ("NAME") },
    { "background", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Sign in without opening a window"), NULL },
    { "dial", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Ask whether to call a number"), N_ ("NUMBER") },
    { "dial-field", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the dial field"), NULL },
    { "debug", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Write debug messages"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, N_ ("[LINK]") },
    { NULL },
  };

  g_application_add_main_option_entries (application, entries);
}

gboolean
app_options_read (AppOptions *self, GVariantDict *given, GError **error)
{
  if (g_variant_dict_contains (given, "debug"))
    g_setenv ("G_MESSAGES_DEBUG", "sidetone ui model store pal pal-client sim", TRUE);
  g_variant_dict_lookup (given, "demo-user", "s", &self->demo_user);
  g_variant_dict_lookup (given, "profile", "s", &self->profile);
  self->is_demo = self->demo_user != NULL || g_variant_dict_contains (given, "demo");
  self->is_hidden = g_variant_dict_contains (given, "background");
  if (self->profile != NULL && !store_paths_is_profile (self->profile))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("a profile name has only letters, digits, “_” and “-”"));
      return FALSE;
    }
  return TRUE;
}

void
app_options_clear (AppOptions *self)
{
  g_clear_pointer (&self->demo_user, g_free);
  g_clear_pointer (&self->profile, g_free);
}
