/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with one call that is going on: one table, one way through it. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ctl/ctl-command.h"
#include "ctl/ctl-deed.h"

#define CALLED (1u << DESK_LEG_CALLED)
#define DIALLING (1u << DESK_LEG_DIALLING)
#define RINGING (1u << DESK_LEG_RINGING)
#define TALKING (1u << DESK_LEG_TALKING)
#define HELD (1u << DESK_LEG_HELD)
#define ANY (CALLED | DIALLING | RINGING | TALKING | HELD)

typedef struct
{
  const char *name;        /* the command's, with the option that makes it another act */
  PalMethodId methods[2];  /* the second one where the first does nothing */
  guint n_methods;
  const char *action;      /* of remoteControl */
  const char *parameter;   /* the target's, or NULL */
  const char *mode;        /* of transfer, or NULL */
  guint states;            /* of the calls that can be meant */
  const char *none;        /* N_() */
  const char *question;    /* N_(): asked because somebody else is disturbed; or NULL */
  CtlEffectFunc effect;
  const char *done, *unseen; /* N_() */
} Act;

static const DeskLeg *
find (const CtlDeed *deed)
{
  return desk_leg_table_find (ctl_scene_get_legs (deed->scene), deed->talker);
}

static CtlEffect
is_gone (const CtlDeed *deed)
{
  return find (deed) == NULL ? CTL_EFFECT_SEEN : CTL_EFFECT_PENDING;
}

static CtlEffect
is_in (const CtlDeed *deed, DeskLegState state)
{
  const DeskLeg *leg = find (deed);

  if (leg == NULL)
    return CTL_EFFECT_FAILED;

  return leg->state == state ? CTL_EFFECT_SEEN : CTL_EFFECT_PENDING;
}

static CtlEffect
is_held (const CtlDeed *deed)
{
  return is_in (deed, DESK_LEG_HELD);
}

static CtlEffect
is_talking (const CtlDeed *deed)
{
  return is_in (deed, DESK_LEG_TALKING);
}

static CtlEffect
is_answered (const CtlDeed *deed)
{
  const DeskLeg *leg = find (deed);

  if (leg == NULL)
    return CTL_EFFECT_FAILED;

  return leg->was_answered || (leg->is_originator && !leg->own_rings) ? CTL_EFFECT_SEEN : CTL_EFFECT_PENDING;
}

static CtlEffect
is_recorded (const CtlDeed *deed)
{
  const DeskLeg *leg = find (deed);

  if (leg == NULL)
    return CTL_EFFECT_FAILED;

  return leg->is_recording ? CTL_EFFECT_SEEN : CTL_EFFECT_PENDING;
}

static CtlEffect
is_not_recorded (const CtlDeed *deed)
{
  const DeskLeg *leg = find (deed);

  return leg == NULL || !leg->is_recording ? CTL_EFFECT_SEEN : CTL_EFFECT_PENDING;
}

static CtlEffect
is_parked (const CtlDeed *deed)
{
  return ctl_scene_is_parked (deed->scene, deed->target) ? CTL_EFFECT_SEEN : CTL_EFFECT_PENDING;
}

/* The first party waits, or the leg shows the second one. */
static CtlEffect
is_consulting (const CtlDeed *deed)
{
  const DeskLeg *leg = find (deed);

  if (leg == NULL || ctl_scene_get_transfer (deed->scene) == PAL_CALL_STATUS_TRANSFER_FAIL)
    return CTL_EFFECT_FAILED;

  return leg->state == DESK_LEG_HELD || g_strcmp0 (leg->other_number, deed->target) == 0
                 || ctl_scene_get_transfer (deed->scene) == PAL_CALL_STATUS_TRANSFER_RESPONSE
             ? CTL_EFFECT_SEEN
             : CTL_EFFECT_PENDING;
}

#define METHOD(a) .methods = { PAL_METHOD_##a }, .n_methods = 1
#define METHODS(a, b) .methods = { PAL_METHOD_##a, PAL_METHOD_##b }, .n_methods = 2

/* clang-format off */
static const Act acts[] = {
  { "hangup", METHOD (DISCONNECT), .states = ANY, .effect = is_gone,
    .none = N_("There is no call"),
    .done = N_("Ended the call with {other}"),
    .unseen = N_("The PBX said yes, but the call with {other} goes on") },
  { "answer", METHOD (REMOTE_CONTROL), .action = "talk", .states = CALLED | DIALLING | RINGING, .effect = is_answered,
    .none = N_("No phone rings"),
    .done = N_("Answered {other}"),
    .unseen = N_("The phone did not do it: it is still not answered") },
  { "hold", METHODS (REMOTE_CONTROL, HOLD), .action = "hold", .states = TALKING, .effect = is_held,
    .none = N_("There is no conversation to hold"),
    .done = N_("{other} is on hold"),
    .unseen = N_("The phone did not do it: {other} is not on hold") },
  { "unhold", METHODS (REMOTE_CONTROL, UNHOLD), .action = "talk", .states = HELD, .effect = is_talking,
    .none = N_("Nobody is on hold"),
    .done = N_("Talking with {other} again"),
    .unseen = N_("The phone did not do it: {other} is still on hold") },
  { "park", METHOD (PARK), .parameter = "number", .states = TALKING | HELD, .effect = is_parked,
    .none = N_("There is no conversation to park"),
    .done = N_("Parked {other} at {target}"),
    .unseen = N_("The PBX said yes, but nobody is parked at {target}") },
  { "record start", METHOD (START_RECORDING), .states = TALKING | HELD, .effect = is_recorded,
    .none = N_("There is no conversation to record"),
    .done = N_("The call with {other} is being recorded"),
    .unseen = N_("The PBX said yes, but the call with {other} is not recorded") },
  { "record stop", METHOD (STOP_RECORDING), .states = TALKING | HELD, .effect = is_not_recorded,
    .none = N_("There is no conversation that could be recorded"),
    .done = N_("The call with {other} is not recorded any more"),
    .unseen = N_("The PBX said yes, but the call with {other} is still recorded") },
  { "transfer", METHOD (TRANSFER), .parameter = "user", .mode = "blind", .states = TALKING | HELD, .effect = is_gone,
    .none = N_("There is no conversation to transfer"),
    .question = N_("Transfer the call with {other} to {target}?"),
    .done = N_("Transferred {other} to {target}"),
    .unseen = N_("The PBX said yes, but the call with {other} is still here") },
  { "transfer --attended", METHOD (TRANSFER), .parameter = "user", .states = TALKING | HELD, .effect = is_consulting,
    .none = N_("There is no conversation to transfer"),
    .question = N_("Hold the call with {other} and call {target}?"),
    .done = N_("Calling {target}; {other} waits"),
    .unseen = N_("The PBX said yes, but {target} is not called") },
  { "transfer --complete", METHOD (DISCONNECT), .states = TALKING | HELD, .effect = is_gone,
    .none = N_("No transfer is going on"),
    .done = N_("Handed the call over"),
    .unseen = N_("The PBX said yes, but the call with {other} goes on") },
  { "transfer --cancel", METHOD (CANCEL_TRANSFER), .states = TALKING | HELD, .effect = is_talking,
    .none = N_("No transfer is going on"),
    .done = N_("Talking with the first party again"),
    .unseen = N_("The PBX said yes, but the first party is still on hold") },
  { "transfer --conference", METHOD (CONFERENCE), .states = TALKING | HELD, .effect = is_talking,
    .none = N_("No transfer is going on"),
    .done = N_("All three parties are joined"),
    .unseen = N_("The PBX said yes, but the first party is still on hold") },
};
/* clang-format on */

static const Act *
find_act (CtlContext *ctx)
{
  const CtlOptions *options = &ctx->options;
  const char *option = options->attended     ? " --attended"
                       : options->complete   ? " --complete"
                       : options->cancel     ? " --cancel"
                       : options->conference ? " --conference"
                                             : "";
  const char *command = g_str_equal (ctx->command->name, "resume") ? "unhold" : ctx->command->name;
  g_autofree char *name = g_strconcat (command, option, NULL);

  if (options->attended + options->complete + options->cancel + options->conference > 1)
    {
      ctl_say (_("Only one of --attended, --complete, --cancel and --conference"));
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (acts[i].name, name))
      {
        if ((acts[i].parameter != NULL) == (ctx->arguments[0] != NULL))
          return &acts[i];
        ctl_say (acts[i].parameter != NULL ? _("“palctl %s” wants a number") : _("“palctl %s” takes no number"),
                 name);
        return NULL;
      }

  g_assert_not_reached ();
}

static CtlExit
ask (const Act *act, const CtlDeed *deed)
{
  const char *own = store_account_get_user (deed->ctx->account);

  if (deed->user == NULL)
    return ctl_confirm (deed->ctx,
                        ctl_deed_fill (deed, _("Act on {talker}, which is not a call of the own extension?")));
  if (!g_str_equal (deed->user, own))
    return ctl_confirm (deed->ctx, ctl_deed_fill (deed, _("Act on the call of {user} with {other}?")));

  if (act->question == NULL)
    return CTL_EXIT_DONE;

  return ctl_confirm (deed->ctx, ctl_deed_fill (deed, _ (act->question)));
}

static CtlExit
request (const Act *act, const CtlDeed *deed, PalMethodId method, gboolean is_last)
{
  g_autoptr (PalParams) params = pal_params_new (method);
  g_autoptr (PalReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  CtlExit exit = CTL_EXIT_DONE;

  pal_params_set_text (params, "tid", deed->talker);
  if (act->parameter != NULL)
    pal_params_set_text (params, act->parameter, deed->target);
  if (method == PAL_METHOD_TRANSFER && act->mode != NULL)
    pal_params_set_text (params, "mode", act->mode);
  if (method == PAL_METHOD_REMOTE_CONTROL)
    pal_params_set_text (params, "action", act->action);
  ctl_line_set_tenant (deed->ctx, params);
  if (is_last)
    {
      reply = ctl_line_call (deed->ctx, params, &exit);
      return exit;
    }

  reply = ctl_line_try (deed->ctx, params, &error);
  return reply != NULL ? CTL_EXIT_DONE : ctl_error_to_exit (error);
}

/* One method after the other until the effect is seen. */
static CtlExit
perform (const Act *act, CtlDeed *deed)
{
  CtlEffect effect = CTL_EFFECT_PENDING;
  CtlExit exit = CTL_EXIT_DONE;

  ctl_scene_mark (deed->scene);
  for (guint i = 0; i < act->n_methods; i++)
    {
      gboolean is_last = i == act->n_methods - 1;

      exit = request (act, deed, act->methods[i], is_last);
      if (exit == CTL_EXIT_REFUSED && !is_last)
        continue;
      if (exit != CTL_EXIT_DONE)
        return exit;
      effect = ctl_deed_wait (deed);
      if (effect != CTL_EFFECT_PENDING || deed->ctx->options.no_wait || deed->effect == NULL)
        break;
    }

  return ctl_deed_tell (deed, effect);
}

CtlExit
ctl_act (CtlContext *ctx)
{
  const char *extension = ctx->options.extension;
  const char *users[] = { extension, NULL }, *parks[] = { ctx->arguments[0], NULL };
  const Act *act = find_act (ctx);
  g_autofree char *target = NULL;
  g_autoptr (CtlScene) scene = NULL;
  g_auto (CtlDeed) deed = { 0 };
  const DeskLeg *leg;
  CtlExit exit;

  if (act == NULL)
    return CTL_EXIT_USAGE;
  if (ctl_account_is_system (ctx) && ctx->options.talker == NULL)
    {
      ctl_say (_("The system administrator has no phone: say --talker"));
      return CTL_EXIT_USAGE;
    }
  if (ctx->arguments[0] != NULL)
    target = act->methods[0] == PAL_METHOD_PARK ? g_strdup (ctx->arguments[0])
                                                : ctl_dup_sent (ctx, ctx->arguments[0]);
  if (ctx->arguments[0] != NULL && target == NULL)
    {
      ctl_say (_("“%s” is nothing that can be dialled"), ctx->arguments[0]);
      return CTL_EXIT_USAGE;
    }

  ctx->users = extension != NULL ? users : NULL;
  ctx->parks = act->methods[0] == PAL_METHOD_PARK ? parks : NULL;
  scene = ctl_scene_open (ctx, CTL_SUBSCRIBE_OWN, &exit);
  leg = scene != NULL ? ctl_scene_choose (scene, act->states, _ (act->none), &exit) : NULL;
  if (leg == NULL && (scene == NULL || ctx->options.talker == NULL))
    return exit;

  deed = (CtlDeed){ .ctx = ctx, .scene = scene, .target = target, .done = act->done, .unseen = act->unseen };
  deed.talker = g_strdup (leg != NULL ? leg->talker_id : ctx->options.talker);
  deed.other = leg != NULL ? g_strdup (leg->other_number) : NULL;
  deed.user = leg != NULL ? leg->user->number : NULL;
  deed.effect = leg != NULL ? act->effect : NULL;
  exit = ask (act, &deed);

  return exit == CTL_EXIT_DONE ? perform (act, &deed) : exit;
}
