/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "ctl/ctl-command.h"
#include "ctl/ctl-legs.h"
#include "model/desk-finder.h"

/* No call is ever made that nobody agreed to. */
static CtlExit
confirm (CtlContext *ctx, const char *number)
{
  const char *user = store_account_get_user (ctx->account);
  g_autofree char *question = NULL;

  if (ctx->options.yes)
    return CTL_EXIT_DONE;
  if (!ctl_terminal_is_there ())
    {
      ctl_say (_("Nobody can be asked whether to call %s: say --yes"), number);
      return CTL_EXIT_USAGE;
    }

  question = g_strdup_printf (_("Ring the phone of %s and call %s?"), user, number);
  if (ctl_terminal_confirm (question))
    return CTL_EXIT_DONE;

  ctl_say (_("Not called"));
  return CTL_EXIT_USAGE;
}

CtlExit
ctl_dial (CtlContext *ctx)
{
  const char *user = store_account_get_user (ctx->account);
  g_autofree char *number = desk_number_normalize (ctx->arguments[0]);
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_MAKE_CALL);
  const char *to[] = { number, NULL };
  g_autoptr (PalReply) reply = NULL;
  g_autoptr (CtlTable) table = NULL;
  CtlExit exit;

  if (number == NULL)
    {
      ctl_say (_("“%s” is nothing that can be dialled"), ctx->arguments[0]);
      return CTL_EXIT_USAGE;
    }
  if (ctl_account_is_system (ctx))
    {
      ctl_say (_("The system administrator has no phone"));
      return CTL_EXIT_USAGE;
    }
  exit = confirm (ctx, number);
  if (exit == CTL_EXIT_DONE)
    exit = ctl_line_open (ctx, CTL_SUBSCRIBE_NOTHING, PAL_CLIENT_STATE_SYNCING, NULL, NULL);
  if (exit != CTL_EXIT_DONE)
    return exit;

  pal_params_set_text (params, "user", user);
  pal_params_set_text (params, "from", user);
  pal_params_set_list (params, "to", to);
  pal_params_set_text (params, "type", "2");
  reply = ctl_line_call (ctx, params, &exit);
  if (reply == NULL)
    return exit;

  table = ctl_table_new ();
  ctl_table_begin_row (table);
  ctl_table_set (table, "from", user);
  ctl_table_set (table, "to", number);
  ctl_table_set (table, "call", pal_reply_get_call_id (reply));
  if (ctx->options.format == CTL_FORMAT_TEXT)
    ctl_print (_("Calling %s: pick up the phone of %s"), number, user);
  else
    ctl_table_print_record (table, ctx->options.format);

  return CTL_EXIT_DONE;
}

/* The talker id of the own only call; NULL after saying why not. */
static char *
find_own_talker (CtlContext *ctx, CtlExit *exit)
{
  g_autoptr (DeskLegTable) legs = ctl_legs_read (ctx, CTL_SUBSCRIBE_OWN, exit);
  const DeskLeg *found = NULL;
  guint n_found = 0;
  DeskUser *user;

  if (legs == NULL)
    return NULL;

  user = desk_leg_table_find_user (legs, store_account_get_user (ctx->account));
  for (const DeskLeg *leg = user != NULL ? user->legs : NULL; leg != NULL; leg = leg->next)
    if (leg->state != DESK_LEG_GONE)
      {
        found = leg;
        n_found++;
      }
  if (n_found == 1)
    return g_strdup (found->talker_id);

  *exit = n_found == 0 ? CTL_EXIT_REFUSED : CTL_EXIT_USAGE;
  ctl_say (n_found == 0 ? _("There is no call") : _("There are several calls; say which talker:"));
  for (const DeskLeg *leg = n_found > 0 ? user->legs : NULL; leg != NULL; leg = leg->next)
    if (leg->state != DESK_LEG_GONE)
      ctl_say ("  %s  %s", leg->talker_id, leg->other_number != NULL ? leg->other_number : "");

  return NULL;
}

CtlExit
ctl_hang_up (CtlContext *ctx)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_DISCONNECT);
  g_autoptr (PalReply) reply = NULL;
  g_autoptr (CtlTable) table = NULL;
  g_autofree char *talker = g_strdup (ctx->arguments[0]);
  CtlExit exit = CTL_EXIT_DONE;

  if (talker == NULL)
    {
      talker = find_own_talker (ctx, &exit);
      if (talker == NULL)
        return exit;
    }
  else
    {
      exit = ctl_line_open (ctx, CTL_SUBSCRIBE_NOTHING, PAL_CLIENT_STATE_SYNCING, NULL, NULL);
      if (exit != CTL_EXIT_DONE)
        return exit;
    }

  pal_params_set_text (params, "tid", talker);
  ctl_line_set_tenant (ctx, params);
  reply = ctl_line_call (ctx, params, &exit);
  if (reply == NULL)
    return exit;

  if (ctx->options.format == CTL_FORMAT_TEXT)
    {
      ctl_print (_("Ended %s"), talker);
      return exit;
    }
  table = ctl_table_new ();
  ctl_table_begin_row (table);
  ctl_table_set (table, "ended", talker);
  ctl_table_print_record (table, ctx->options.format);

  return exit;
}
