/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "ctl/ctl-command.h"

/* Completed and shown in this order. The variables are filled by a parse and moved out at once. */
static CtlOptions parsed;

/* clang-format off */
static const GOptionEntry entries[] = {
  { "account", 'a', 0, G_OPTION_ARG_STRING, &parsed.account, N_("Saved account to use; else PALCTL_ACCOUNT, else the last one used"), N_("ACCOUNT") },
  { "profile", 0, 0, G_OPTION_ARG_STRING, &parsed.profile, N_("Profile whose accounts are used"), N_("NAME") },
  { "url", 0, 0, G_OPTION_ARG_STRING, &parsed.url, N_("Server instead of a saved account: host, host:port or an address"), N_("ADDRESS") },
  { "user", 0, 0, G_OPTION_ARG_STRING, &parsed.user, N_("Who signs in"), N_("USER") },
  { "tenant", 0, 0, G_OPTION_ARG_STRING, &parsed.tenant, N_("Tenant; for sa, the one the command is about"), N_("TENANT") },
  { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &parsed.password_file, N_("File that begins with the password; - is standard input"), N_("FILE") },
  { "fingerprint", 0, 0, G_OPTION_ARG_STRING, &parsed.fingerprint, N_("SHA-256 of the one certificate to trust"), N_("HEX") },
  { "url-login", 0, 0, G_OPTION_ARG_NONE, &parsed.url_login, N_("Give the password in the address; only over wss or to this machine"), NULL },
  { "plain", 0, 0, G_OPTION_ARG_NONE, &parsed.plain, N_("Accept an unencrypted line to another machine"), NULL },
  { "remember", 0, 0, G_OPTION_ARG_NONE, &parsed.remember, N_("With accounts add: keep the password in the keyring"), NULL },
  { "timeout", 't', 0, G_OPTION_ARG_INT, &parsed.timeout, N_("Give up after so many seconds"), N_("SECONDS") },
  { "format", 'f', 0, G_OPTION_ARG_STRING, &parsed.format_name, N_("How to print: text, json or markdown"), N_("FORMAT") },
  { "raw", 0, 0, G_OPTION_ARG_STRING, &parsed.raw, N_("With call: all parameters as one JSON object"), N_("JSON") },
  { "yes", 'y', 0, G_OPTION_ARG_NONE, &parsed.yes, N_("Do not ask"), NULL },
  { "help", 'h', 0, G_OPTION_ARG_NONE, &parsed.help, N_("Show this"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, &parsed.version, N_("Show the version"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &parsed.arguments, NULL, NULL },
  { NULL }
};
/* clang-format on */

const GOptionEntry *
ctl_options_get_entries (void)
{
  return entries;
}

static GOptionContext *
new_option_context (void)
{
  GOptionContext *context = g_option_context_new (_("COMMAND [ARGUMENT…]"));

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  return context;
}

static gboolean
parse_format (const char *name, CtlFormat *format, GError **error)
{
  if (name == NULL || g_str_equal (name, "text"))
    *format = CTL_FORMAT_TEXT;
  else if (g_str_equal (name, "json"))
    *format = CTL_FORMAT_JSON;
  else if (g_str_equal (name, "markdown"))
    *format = CTL_FORMAT_MARKDOWN;
  else
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("“%s” is no format: text, json or markdown"), name);
      return FALSE;
    }

  return TRUE;
}

gboolean
ctl_options_parse (CtlOptions *self, int *argc, char ***argv, GError **error)
{
  g_autoptr (GOptionContext) context = new_option_context ();
  gboolean done;

  parsed = (CtlOptions){ 0 };
  done = g_option_context_parse (context, argc, argv, error);
  *self = parsed;
  parsed = (CtlOptions){ 0 };
  if (!done || !parse_format (self->format_name, &self->format, error))
    return FALSE;

  if (self->timeout < 0 || self->timeout > 24 * 60 * 60)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("The timeout is a number of seconds"));
      return FALSE;
    }

  return TRUE;
}

void
ctl_options_clear (CtlOptions *self)
{
  g_free (self->account);
  g_free (self->profile);
  g_free (self->url);
  g_free (self->user);
  g_free (self->tenant);
  g_free (self->password_file);
  g_free (self->fingerprint);
  g_free (self->raw);
  g_free (self->format_name);
  g_strfreev (self->arguments);
  *self = (CtlOptions){ 0 };
}

char *
ctl_options_get_help (void)
{
  g_autoptr (GOptionContext) context = new_option_context ();
  g_autoptr (GString) text = g_string_new (_("Commands:"));

  g_string_append_c (text, '\n');
  for (const CtlCommand *command = ctl_commands_get (); command->name != NULL; command++)
    {
      g_string_append_printf (text, "  %s %s", command->name,
                              command->arguments[0] != '\0' ? _ (command->arguments) : "");
      while (text->str[text->len - 1] == ' ')
        g_string_truncate (text, text->len - 1);
      g_string_append_printf (text, "\n      %s\n", _ (command->summary));
    }

  g_option_context_set_summary (context, _("Drives a Brekeke PBX from the command line."));
  g_option_context_set_description (context, text->str);

  return g_option_context_get_help (context, TRUE, NULL);
}
