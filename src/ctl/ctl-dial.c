/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What brings a new call to a phone. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "ctl/ctl-command.h"
#include "ctl/ctl-deed.h"
#include "model/desk-numbers.h"

static CtlEffect
rings (const CtlDeed *deed)
{
  return ctl_scene_find_newborn (deed->scene, deed->user) != NULL ? CTL_EFFECT_SEEN : CTL_EFFECT_PENDING;
}

/* Opens the scene, asks, and says what came of it; the deed's user, target and texts are set. */
static CtlExit
perform (CtlDeed *deed, PalParams *params, char *question)
{
  const char *users[] = { deed->user, NULL };
  g_autoptr (CtlScene) scene = NULL;
  g_autoptr (PalReply) reply = NULL;
  const DeskLeg *leg;
  CtlEffect effect;
  CtlExit exit = question != NULL ? ctl_confirm (deed->ctx, question) : CTL_EXIT_DONE;

  if (exit != CTL_EXIT_DONE)
    return exit;

  deed->ctx->users = users;
  scene = ctl_scene_open (deed->ctx, CTL_SUBSCRIBE_OWN, &exit);
  if (scene == NULL)
    return exit;

  deed->scene = scene;
  deed->effect = rings;
  ctl_line_set_tenant (deed->ctx, params);
  reply = ctl_line_call (deed->ctx, params, &exit);
  if (reply == NULL)
    return exit;

  deed->call = g_strdup (pal_reply_get_call_id (reply));
  effect = ctl_deed_wait (deed);
  leg = ctl_scene_find_newborn (scene, deed->user);
  deed->talker = leg != NULL ? g_strdup (leg->talker_id) : NULL;
  exit = ctl_deed_tell (deed, effect);
  deed->scene = NULL;

  return exit;
}

static const char *
find_user (CtlContext *ctx)
{
  if (ctx->options.extension != NULL)
    return ctx->options.extension;
  if (!ctl_account_is_system (ctx))
    return store_account_get_user (ctx->account);

  ctl_say (_("The system administrator has no phone"));
  return NULL;
}

char *
ctl_dup_sent (CtlContext *ctx, const char *typed)
{
  g_autoptr (DeskNumbers) numbers = desk_numbers_new (ctx->account);
  g_auto (DeskNumberPlan) plan = { 0 };

  desk_numbers_dial (numbers, typed, &plan);
  return g_steal_pointer (&plan.number);
}

CtlExit
ctl_dial (CtlContext *ctx)
{
  g_autofree char *number = ctl_dup_sent (ctx, ctx->arguments[0]);
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_MAKE_CALL);
  const char *to[] = { number, NULL };
  g_auto (CtlDeed) deed = { .ctx = ctx, .target = number };

  if (number == NULL)
    {
      ctl_say (_("“%s” is nothing that can be dialled"), ctx->arguments[0]);
      return CTL_EXIT_USAGE;
    }
  deed.user = find_user (ctx);
  if (deed.user == NULL)
    return CTL_EXIT_USAGE;

  deed.done = N_("Calling {target}: pick up the phone of {user}");
  deed.unseen = N_("The PBX said yes, but the phone of {user} does not ring");
  pal_params_set_text (params, "user", deed.user);
  pal_params_set_text (params, "from", deed.user);
  pal_params_set_list (params, "to", to);
  pal_params_set_text (params, "type", "2");

  return perform (&deed, params, ctl_deed_fill (&deed, _("Ring the phone of {user} and call {target}?")));
}

CtlExit
ctl_unpark (CtlContext *ctx)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_UNPARK);
  g_auto (CtlDeed) deed = { .ctx = ctx, .target = ctx->arguments[0], .user = find_user (ctx) };
  char *question = NULL;

  if (deed.user == NULL)
    return CTL_EXIT_USAGE;

  deed.done = N_("Whoever is parked at {target} comes to the phone of {user}: pick it up");
  deed.unseen = N_("The PBX said yes, but the phone of {user} does not ring");
  if (ctx->options.extension != NULL)
    question = ctl_deed_fill (&deed, _("Ring the phone of {user}?"));
  pal_params_set_text (params, "user", deed.user);
  pal_params_set_text (params, "number", deed.target);

  return perform (&deed, params, question);
}
