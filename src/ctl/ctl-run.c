/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "ctl/ctl-command.h"
#include "ctl/ctl-guard.h"

static void
context_clear (CtlContext *ctx)
{
  if (ctx->client != NULL)
    pal_client_stop (ctx->client);
  g_clear_object (&ctx->client);
  g_clear_object (&ctx->account);
  g_clear_object (&ctx->accounts);
  ctl_options_clear (&ctx->options);
}

/* "accounts" alone, or with a word it does not know. */
static gboolean
say_family (const char *word)
{
  g_autoptr (GString) family = g_string_new (NULL);

  for (const CtlCommand *command = ctl_commands_get (); command->name != NULL; command++)
    {
      const char *space = strchr (command->name, ' ');

      if (space == NULL || strncmp (command->name, word, space - command->name) != 0
          || word[space - command->name] != '\0')
        continue;
      g_string_append_printf (family, family->len > 0 ? "|%s" : "%s", space + 1);
    }
  if (family->len > 0)
    ctl_say (_("Usage: palctl %s %s"), word, family->str);

  return family->len > 0;
}

static CtlExit
run_command (CtlContext *ctx, char **words)
{
  const CtlCommand *command;
  guint n_words = 0, n_arguments;
  CtlExit exit;

  command = ctl_commands_lookup (words, &n_words);
  if (command == NULL)
    {
      if (!say_family (words[0]))
        ctl_say (_("There is no command “%s”; see “palctl help”"), words[0]);
      return CTL_EXIT_USAGE;
    }

  ctx->command = command;
  ctx->arguments = words + n_words;
  n_arguments = g_strv_length (ctx->arguments);
  if (n_arguments < (guint)command->min || (command->max >= 0 && n_arguments > (guint)command->max))
    {
      ctl_say (_("Usage: palctl %s %s"), command->name,
               command->arguments[0] != '\0' ? _ (command->arguments) : "");
      return CTL_EXIT_USAGE;
    }

  if (!ctl_options_check (&ctx->options, command))
    return CTL_EXIT_USAGE;
  if (command->needs_account && (exit = ctl_account_resolve (ctx)) != CTL_EXIT_DONE)
    return exit;
  if ((command->options & CTL_OPTIONS_AGAIN) != 0 && !ctl_guard_enter (ctx, &exit))
    return exit;

  exit = command->run (ctx);
  ctl_guard_leave (ctx, exit);

  return exit;
}

static CtlExit
run (CtlContext *ctx, int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *help = NULL;

  if (!ctl_options_parse (&ctx->options, argc, argv, &error))
    {
      ctl_say ("%s", error->message);
      return CTL_EXIT_USAGE;
    }

  if (ctx->options.version)
    {
      ctl_print ("palctl %s", PROJECT_VERSION);
      return CTL_EXIT_DONE;
    }
  if (ctx->options.help || ctx->options.arguments == NULL)
    {
      help = ctl_options_get_help ();
      fputs (help, ctx->options.help ? stdout : stderr);
      return ctx->options.help ? CTL_EXIT_DONE : CTL_EXIT_USAGE;
    }

  return run_command (ctx, ctx->options.arguments);
}

/* What could not be written was not done; but a reader that has had enough is no failure. */
static CtlExit
finish_output (CtlExit exit)
{
  gboolean has_failed = ferror (stdout) != 0;
  int saved = fflush (stdout) != 0 ? errno : 0;

  if ((saved == 0 && !has_failed) || saved == EPIPE)
    return exit;
  if (saved != 0)
    ctl_say (_("Cannot write the output: %s"), g_strerror (saved));

  return exit == CTL_EXIT_DONE ? CTL_EXIT_REFUSED : exit;
}

int
ctl_run (int argc, char **argv)
{
  CtlContext ctx = { 0 };
  CtlExit exit;

  /* Words to be completed may look like options. */
  if (argc >= 2 && g_str_equal (argv[1], "complete"))
    {
      ctl_complete (argv + 2);
      return CTL_EXIT_DONE;
    }

  exit = run (&ctx, &argc, &argv);
  context_clear (&ctx);
  return finish_output (exit);
}
