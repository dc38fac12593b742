/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ctl/ctl-command.h"

/* Completed and shown in this order. The variables are filled by a parse and moved out at once. */
static CtlOptions parsed;

static const CtlOptions defaults = { .number = -1, .limit = -1, .offset = -1, .days = -1 };

#define TEXT(field) G_OPTION_ARG_STRING, &parsed.field
#define FLAG(field) G_OPTION_ARG_NONE, &parsed.field
#define COUNT(field) G_OPTION_ARG_INT, &parsed.field

/* clang-format off */
static const GOptionEntry entries[] = {
  { "account", 'a', 0, TEXT (account), N_("Saved account to use; else PALCTL_ACCOUNT, else the last one used"), N_("ACCOUNT") },
  { "profile", 0, 0, TEXT (profile), N_("Profile whose accounts are used"), N_("NAME") },
  { "url", 0, 0, TEXT (url), N_("Server instead of a saved account: host, host:port or an address"), N_("ADDRESS") },
  { "user", 0, 0, TEXT (user), N_("Who signs in"), N_("USER") },
  { "tenant", 0, 0, TEXT (tenant), N_("Tenant; for sa, the one the command is about"), N_("TENANT") },
  { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &parsed.password_file, N_("File that begins with the password; - is standard input"), N_("FILE") },
  { "fingerprint", 0, 0, TEXT (fingerprint), N_("SHA-256 of the one certificate to trust"), N_("HEX") },
  { "url-login", 0, 0, FLAG (url_login), N_("Give the password in the address; only over wss or to this machine"), NULL },
  { "plain", 0, 0, FLAG (plain), N_("Accept an unencrypted line to another machine"), NULL },
  { "timeout", 't', 0, COUNT (timeout), N_("Give up after so many seconds"), N_("SECONDS") },
  { "format", 'f', 0, TEXT (format_name), N_("How to print: text, json or markdown"), N_("FORMAT") },
  { "yes", 'y', 0, FLAG (yes), N_("Do not ask"), NULL },
  { "again", 0, 0, FLAG (again), N_("Do it even if the same was asked a moment ago"), NULL },
  { "no-wait", 0, 0, FLAG (no_wait), N_("Do not wait until it can be seen that it happened"), NULL },
  { "talker", 0, 0, TEXT (talker), N_("Call to act on, by its talker id"), N_("ID") },
  { "extension", 0, 0, TEXT (extension), N_("Extension to act for, instead of the own"), N_("NUMBER") },
  { "attended", 0, 0, FLAG (attended), N_("Talk to the new party before the call is handed over"), NULL },
  { "complete", 0, 0, FLAG (complete), N_("Hand the call over now"), NULL },
  { "cancel", 0, 0, FLAG (cancel), N_("Go back to the first party"), NULL },
  { "conference", 0, 0, FLAG (conference), N_("Join all three parties"), NULL },
  { "number", 'n', 0, COUNT (number), N_("Which of the two timers: 1 or 2"), N_("1|2") },
  { "days", 0, 0, COUNT (days), N_("How many days to look ahead; 60 when not given"), N_("DAYS") },
  { "from", 0, 0, TEXT (from), N_("Look ahead from this day on, or from YYYY-MM-DDTHH:MM, instead of from now"), N_("YYYY-MM-DD") },
  { "zone", 0, 0, TEXT (zone), N_("Time zone of the PBX, instead of the one of the account or of this computer"), N_("ZONE") },
  { "until", 0, 0, TEXT (until), N_("Until when: 14:00, 2026-12-24 14:00, 90m, 2h or tomorrow"), N_("TIME") },
  { "book", 0, 0, TEXT (book), N_("Only this phonebook"), N_("NAME") },
  { "shared", 0, 0, FLAG (shared), N_("Only phonebooks everyone shares"), NULL },
  { "as", 0, 0, TEXT (kind), N_("Kind of file: spreadsheet, csv, vcard-2.1, vcard-3.0 or vcard-4.0"), N_("KIND") },
  { "limit", 0, 0, COUNT (limit), N_("At most so many rows"), N_("COUNT") },
  { "offset", 0, 0, COUNT (offset), N_("Pass over so many rows first"), N_("COUNT") },
  { "explain", 0, 0, FLAG (explain), N_("Say why each row stands where it stands"), NULL },
  { "file", 0, 0, G_OPTION_ARG_FILENAME, &parsed.file, N_("File with the text; - is standard input"), N_("FILE") },
  { "description", 0, 0, TEXT (description), N_("Description of the note"), N_("TEXT") },
  { "access", 0, 0, TEXT (access), N_("What users may do with the note: none, read or write"), N_("ACCESS") },
  { "type", 0, 0, TEXT (type), N_("Only extensions of this type"), N_("TYPE") },
  { "raw", 0, 0, TEXT (raw), N_("Anything, as one JSON value, @FILE, or - for standard input"), N_("JSON") },
  { "remember", 0, 0, FLAG (remember), N_("Keep the password in the keyring"), NULL },
  { "help", 'h', 0, FLAG (help), N_("Show this"), NULL },
  { "version", 0, 0, FLAG (version), N_("Show the version"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &parsed.arguments, NULL, NULL },
  { NULL }
};

/* Those that do not go with every command. */
static const struct
{
  const char *name;
  CtlOptionSet set;
} sets[] = {
  { "yes", CTL_OPTIONS_YES }, { "again", CTL_OPTIONS_AGAIN }, { "no-wait", CTL_OPTIONS_NO_WAIT }, { "talker", CTL_OPTIONS_TALKER },
  { "extension", CTL_OPTIONS_EXTENSION }, { "attended", CTL_OPTIONS_TRANSFER },
  { "complete", CTL_OPTIONS_TRANSFER }, { "cancel", CTL_OPTIONS_TRANSFER },
  { "conference", CTL_OPTIONS_TRANSFER }, { "number", CTL_OPTIONS_NUMBER }, { "days", CTL_OPTIONS_DAYS },
  { "from", CTL_OPTIONS_DAYS }, { "zone", CTL_OPTIONS_DAYS }, { "until", CTL_OPTIONS_UNTIL },
  { "book", CTL_OPTIONS_SEARCH | CTL_OPTIONS_BOOK },
  { "shared", CTL_OPTIONS_SEARCH | CTL_OPTIONS_BOOK }, { "as", CTL_OPTIONS_EXPORT },
  { "limit", CTL_OPTIONS_SEARCH | CTL_OPTIONS_FIND },
  { "offset", CTL_OPTIONS_SEARCH }, { "file", CTL_OPTIONS_NOTE }, { "description", CTL_OPTIONS_NOTE },
  { "access", CTL_OPTIONS_NOTE }, { "type", CTL_OPTIONS_TYPE }, { "raw", CTL_OPTIONS_RAW },
  { "remember", CTL_OPTIONS_REMEMBER }, { "explain", CTL_OPTIONS_FIND },
};
/* clang-format on */

const GOptionEntry *
ctl_options_get_entries (void)
{
  return entries;
}

CtlOptionSet
ctl_options_get_set (const GOptionEntry *entry)
{
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    if (g_str_equal (sets[i].name, entry->long_name))
      return sets[i].set;

  return CTL_OPTIONS_NONE;
}

/* Does it differ from what it is when nobody gave it? */
static gboolean
is_given (const CtlOptions *self, const GOptionEntry *entry)
{
  gsize offset = (const char *)entry->arg_data - (const char *)&parsed;
  gsize size = entry->arg == G_OPTION_ARG_STRING || entry->arg == G_OPTION_ARG_FILENAME ? sizeof (char *)
                                                                                        : sizeof (int);

  return memcmp ((const char *)self + offset, (const char *)&defaults + offset, size) != 0;
}

gboolean
ctl_options_check (const CtlOptions *self, const CtlCommand *command)
{
  for (const GOptionEntry *entry = entries; entry->long_name[0] != '\0'; entry++)
    {
      CtlOptionSet set = ctl_options_get_set (entry);

      if (set == CTL_OPTIONS_NONE || (command->options & set) != 0 || !is_given (self, entry))
        continue;
      ctl_say (_("--%s does not go with “palctl %s”"), entry->long_name, command->name);
      return FALSE;
    }

  return TRUE;
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

  parsed = defaults;
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
  g_free (self->type);
  g_free (self->kind);
  g_free (self->from);
  g_free (self->zone);
  g_free (self->until);
  g_free (self->book);
  g_free (self->access);
  g_free (self->description);
  g_free (self->file);
  g_free (self->extension);
  g_free (self->talker);
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
