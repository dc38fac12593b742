/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "ctl/ctl-command.h"

/* clang-format off */
static const CtlCommand commands[] = {
  { .name = "accounts list", .arguments = "", .run = ctl_accounts_list,
    .summary = N_("List the saved accounts") },
  { .name = "accounts add", .arguments = N_("NAME --url ADDRESS --user USER"), .min = 1, .max = 1,
    .run = ctl_accounts_add,
    .summary = N_("Save an account; with --remember its password too, in the keyring") },
  { .name = "accounts trust", .arguments = N_("ACCOUNT [FINGERPRINT]"), .min = 1, .max = 2,
    .kind = CTL_ARGUMENT_ACCOUNT, .run = ctl_accounts_trust,
    .summary = N_("Trust exactly one certificate for an account; shows the server's when none is given") },
  { .name = "accounts remove", .arguments = N_("ACCOUNT"), .min = 1, .max = 1,
    .kind = CTL_ARGUMENT_ACCOUNT, .run = ctl_accounts_remove,
    .summary = N_("Forget an account and its password") },
  { .name = "call", .arguments = N_("METHOD [NAME=VALUE…]"), .min = 1, .max = -1,
    .kind = CTL_ARGUMENT_CALL, .needs_account = TRUE, .run = ctl_call_method,
    .summary = N_("Call any method of the PBX; a secret is given as NAME=@FILE") },
  { .name = "dial", .arguments = N_("NUMBER"), .min = 1, .max = 1, .needs_account = TRUE, .run = ctl_dial,
    .summary = N_("Ring the own phone, then call a number") },
  { .name = "hangup", .arguments = N_("[TALKER]"), .max = 1, .needs_account = TRUE, .run = ctl_hang_up,
    .summary = N_("End the own call, or the one of a talker id") },
  { .name = "help", .arguments = N_("[METHOD|COMMAND]"), .max = 2, .kind = CTL_ARGUMENT_METHOD, .run = ctl_help,
    .summary = N_("Show this, or all about a method") },
  { .name = "methods", .arguments = "", .run = ctl_methods,
    .summary = N_("List the methods of the PBX") },
  { .name = "presence", .arguments = N_("[EXTENSION…]"), .max = -1, .needs_account = TRUE, .run = ctl_presence,
    .summary = N_("Show who is free and who talks with whom") },
  { .name = "watch", .arguments = "", .needs_account = TRUE, .run = ctl_watch,
    .summary = N_("Print what happens, one event a line, until interrupted") },
  { NULL }
};
/* clang-format on */

const CtlCommand *
ctl_commands_get (void)
{
  return commands;
}

const CtlCommand *
ctl_commands_lookup (char **words, guint *n_words)
{
  for (const CtlCommand *command = commands; command->name != NULL; command++)
    {
      g_auto (GStrv) name = g_strsplit (command->name, " ", 2);
      guint i = 0;

      while (name[i] != NULL && words[i] != NULL && g_str_equal (name[i], words[i]))
        i++;
      if (name[i] == NULL)
        {
          *n_words = i;
          return command;
        }
    }

  return NULL;
}
