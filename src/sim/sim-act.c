/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-act.h"

#include <string.h>

#include "sim/sim-call.h"
#include "sim/sim-json.h"
#include "sim/sim-mail.h"
#include "sim/sim-world-file.h"

typedef struct
{
  SimWorld *world;
  SimTenant *tenant;
  JsonObject *what;
  SimPhone *phone;      /* NULL when none was named, or of a user without phones */
  SimExtension *user;
} SimAct;

typedef gboolean (*SimActFunc) (SimAct *act, GError **error);

static gboolean
fail (GError **error, const char *text)
{
  g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, text);
  return FALSE;
}

/* The last leg of the phone in one of two states; -1 for any. */
static SimLeg *
find_leg (SimAct *act, int state, int or_state)
{
  for (guint i = act->user->legs->len; i > 0; i--)
    {
      SimLeg *leg = g_ptr_array_index (act->user->legs, i - 1);

      if (leg->phone == act->phone &&
          (state < 0 || (int) leg->state == state || (int) leg->state == or_state))
        return leg;
    }

  return NULL;
}

static gboolean
act_answer (SimAct *act, GError **error)
{
  SimLeg *leg = find_leg (act, SIM_LEG_RINGING, SIM_LEG_CALLING);

  if (leg == NULL)
    return fail (error, "the phone does not ring");

  sim_leg_answer (leg);
  return TRUE;
}

static gboolean
act_hang_up (SimAct *act, GError **error)
{
  SimLeg *leg = find_leg (act, -1, -1);

  if (leg == NULL)
    return fail (error, "the phone has no call");

  sim_leg_hang_up (leg);
  return TRUE;
}

static gboolean
act_hold (SimAct *act, GError **error)
{
  SimLeg *leg = find_leg (act, SIM_LEG_TALKING, -2);

  return leg != NULL ? sim_leg_hold (leg) : fail (error, "the phone does not talk");
}

static gboolean
act_resume (SimAct *act, GError **error)
{
  SimLeg *leg = find_leg (act, SIM_LEG_HELD, -2);

  return leg != NULL ? sim_leg_talk (leg) : fail (error, "the phone holds nothing");
}

static gboolean
act_dial (SimAct *act, GError **error)
{
  const char *number = sim_json_text (act->what, "number", NULL);
  g_autoptr(GError) local_error = NULL;

  if (number == NULL)
    return fail (error, "no “number”");

  sim_call_dial (act->phone, number, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return error == NULL || *error == NULL;
}

static gboolean
act_register (SimAct *act, GError **error)
{
  sim_phone_set_registered (act->phone, TRUE);
  return TRUE;
}

static gboolean
act_unregister (SimAct *act, GError **error)
{
  sim_phone_set_registered (act->phone, FALSE);
  return TRUE;
}

static gboolean
set_manner (SimAct *act, SimManner manner)
{
  act->phone->manner = manner;
  act->phone->delay = (guint) sim_json_int (act->what, "delay", 0);

  return TRUE;
}

/* What it does from now on; and at once with a call that rings already. */
static gboolean
act_busy (SimAct *act, GError **error)
{
  SimLeg *leg = find_leg (act, SIM_LEG_RINGING, SIM_LEG_CALLING);

  set_manner (act, SIM_MANNER_BUSY);
  if (leg != NULL)
    sim_leg_fail (leg, SIM_CAUSE_BUSY);

  return TRUE;
}

static gboolean
act_ignore (SimAct *act, GError **error)
{
  SimLeg *leg = find_leg (act, SIM_LEG_RINGING, -2);

  if (leg != NULL)
    sim_clock_cancel (act->world->clock, &leg->timer);

  return set_manner (act, SIM_MANNER_IGNORE);
}

static gboolean
act_dnd (SimAct *act, GError **error)
{
  return set_manner (act, SIM_MANNER_DND);
}

static gboolean
act_auto (SimAct *act, GError **error)
{
  return set_manner (act, SIM_MANNER_AUTO);
}

static gboolean
act_always_answer (SimAct *act, GError **error)
{
  return set_manner (act, SIM_MANNER_ANSWER);
}

static gboolean
act_wait (SimAct *act, GError **error)
{
  return set_manner (act, SIM_MANNER_WAIT);
}

static gboolean
act_park (SimAct *act, GError **error)
{
  SimLeg *leg = find_leg (act, SIM_LEG_TALKING, SIM_LEG_HELD);

  return leg != NULL ? sim_park (leg, sim_json_text (act->what, "number", ""), error)
                     : fail (error, "the phone does not talk");
}

static gboolean
act_record (SimAct *act, GError **error)
{
  SimLeg *leg = find_leg (act, SIM_LEG_TALKING, SIM_LEG_HELD);

  return leg != NULL ? sim_leg_record (leg, sim_json_boolean (act->what, "on", TRUE), error)
                     : fail (error, "the phone does not talk");
}

/* What people do with a call at the phone itself, without asking the PBX's interface. */
static gboolean
act_transfer (SimAct *act, GError **error)
{
  SimLeg *leg = find_leg (act, SIM_LEG_TALKING, SIM_LEG_HELD);

  if (leg == NULL)
    leg = find_leg (act, SIM_LEG_RINGING, -2);

  return leg != NULL ? sim_transfer (leg, sim_json_text (act->what, "number", ""),
                                     sim_json_boolean (act->what, "blind", FALSE), error)
                     : fail (error, "the phone has no call");
}

static gboolean
act_cancel_transfer (SimAct *act, GError **error)
{
  SimLeg *leg = find_leg (act, SIM_LEG_TALKING, SIM_LEG_HELD);

  return leg != NULL ? sim_transfer_cancel (leg, error) : fail (error, "the phone has no call");
}

static gboolean
act_conference (SimAct *act, GError **error)
{
  SimLeg *leg = find_leg (act, SIM_LEG_TALKING, SIM_LEG_HELD);

  return leg != NULL ? sim_conference (leg, error) : fail (error, "the phone has no call");
}

static gboolean
act_digits (SimAct *act, GError **error)
{
  SimLeg *leg = find_leg (act, SIM_LEG_TALKING, -2);

  return leg != NULL ? sim_leg_send_digits (leg, sim_json_text (act->what, "digits", ""))
                     : fail (error, "the phone does not talk");
}

/* Whether the phone can be controlled from afar. */
static gboolean
act_remote (SimAct *act, GError **error)
{
  const char *how = sim_json_text (act->what, "how", "obeys");

  return sim_remote_from_word (how, &act->phone->remote) || fail (error, "“how” is obeys, ignores or refuses");
}

static gboolean
act_add_phone (SimAct *act, GError **error)
{
  guint index = (guint) CLAMP (sim_json_int (act->what, "phone", 1), 1, 4);
  g_autofree char *own_id = g_strdup_printf ("%s_%u", act->user->number, index);
  const char *id = sim_json_text (act->what, "id", own_id);

  if (*id == '\0' || strchr (id, ',') != NULL)
    return fail (error, "a phone has an id without commas");

  sim_extension_set_phone (act->user, index, id);
  sim_phone_set_registered (sim_extension_get_phone (act->user, index), TRUE);

  return TRUE;
}

static gboolean
act_remove_phone (SimAct *act, GError **error)
{
  sim_extension_set_phone (act->user, act->phone->index, NULL);
  return TRUE;
}

static gboolean
act_set (SimAct *act, GError **error)
{
  const char *name = sim_json_text (act->what, "name", NULL);

  if (name == NULL)
    return fail (error, "no “name”");

  sim_extension_set (act->user, name, sim_json_text (act->what, "value", NULL));
  return TRUE;
}

static gboolean
act_mail (SimAct *act, GError **error)
{
  SimExtension *user = act->user;

  sim_extension_set_mail (user, (int) sim_json_int (act->what, "new", user->n_new),
                          (int) sim_json_int (act->what, "unread", user->n_unread),
                          (int) sim_json_int (act->what, "read", user->n_read),
                          (int) sim_json_int (act->what, "saved", user->n_saved));
  return TRUE;
}

static gboolean
act_call (SimAct *act, GError **error)
{
  const char *from = sim_json_text (act->what, "from", "0312345678");
  const char *to = sim_json_text (act->what, "to", NULL);
  SimExtension *user = sim_tenant_get_extension (act->tenant, from);
  g_autoptr(GError) local_error = NULL;

  if (to == NULL)
    return fail (error, "no “to”");

  if (user == NULL)
    sim_call_from_outside (act->tenant, from, to, &local_error);
  else if (user->phones->len == 0)
    return fail (error, "the caller has no phone");
  else
    sim_call_dial (sim_extension_get_phone (user, 0), to, &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static SimLeg *
find_outside_leg (SimTenant *tenant, const char *number)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, tenant->legs);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SimLeg *leg = value;

      if (leg->extension == NULL && strcmp (leg->number, number) == 0)
        return leg;
    }

  return NULL;
}

/* The outside party of a call leaves, or how it behaves from now on; and at once where it rings already. */
static gboolean
act_outside (SimAct *act, GError **error)
{
  static const struct { const char *name; SimManner manner; } manners[] = {
    { "auto", SIM_MANNER_AUTO }, { "answer", SIM_MANNER_ANSWER }, { "busy", SIM_MANNER_BUSY },
    { "ignore", SIM_MANNER_IGNORE }, { "wait", SIM_MANNER_WAIT },
  };
  const char *number = sim_json_text (act->what, "number", "");
  const char *how = sim_json_text (act->what, "how", "hangup");
  SimLeg *leg = find_outside_leg (act->tenant, number);
  gboolean rings = leg != NULL && (leg->state == SIM_LEG_CALLING || leg->state == SIM_LEG_RINGING);

  for (guint i = 0; i < G_N_ELEMENTS (manners); i++)
    {
      if (strcmp (manners[i].name, how) != 0)
        continue;
      g_hash_table_insert (act->tenant->outside, g_strdup (number), GINT_TO_POINTER (manners[i].manner));
      if (rings && manners[i].manner == SIM_MANNER_BUSY)
        sim_leg_fail (leg, SIM_CAUSE_BUSY);
      else if (rings && manners[i].manner == SIM_MANNER_ANSWER)
        sim_leg_answer (leg);
      return TRUE;
    }
  if (leg == NULL)
    return fail (error, "nobody with this number is in a call");

  sim_leg_hang_up (leg);
  return TRUE;
}

typedef enum { NEEDS_NOTHING, NEEDS_USER, NEEDS_PHONE } SimNeeds;

static const struct
{
  const char *name;
  SimNeeds needs;
  SimActFunc func;
} acts[] = {
  { "answer", NEEDS_PHONE, act_answer },
  { "hangup", NEEDS_PHONE, act_hang_up },
  { "hold", NEEDS_PHONE, act_hold },
  { "resume", NEEDS_PHONE, act_resume },
  { "dial", NEEDS_PHONE, act_dial },
  { "register", NEEDS_PHONE, act_register },
  { "unregister", NEEDS_PHONE, act_unregister },
  { "busy", NEEDS_PHONE, act_busy },
  { "ignore", NEEDS_PHONE, act_ignore },
  { "dnd", NEEDS_PHONE, act_dnd },
  { "auto", NEEDS_PHONE, act_auto },
  { "always-answer", NEEDS_PHONE, act_always_answer },
  { "wait", NEEDS_PHONE, act_wait },
  { "park", NEEDS_PHONE, act_park },
  { "record", NEEDS_PHONE, act_record },
  { "transfer", NEEDS_PHONE, act_transfer },
  { "cancel-transfer", NEEDS_PHONE, act_cancel_transfer },
  { "conference", NEEDS_PHONE, act_conference },
  { "digits", NEEDS_PHONE, act_digits },
  { "remote", NEEDS_PHONE, act_remote },
  { "add-phone", NEEDS_USER, act_add_phone },
  { "remove-phone", NEEDS_PHONE, act_remove_phone },
  { "set", NEEDS_USER, act_set },
  { "mail", NEEDS_USER, act_mail },
  { "call", NEEDS_NOTHING, act_call },
  { "outside", NEEDS_NOTHING, act_outside },
};

gboolean
sim_act (SimWorld *world, JsonObject *what, GError **error)
{
  const char *name = sim_json_text (what, "do", "");
  SimAct act = { world, sim_world_get_tenant (world, sim_json_text (what, "tenant", NULL)), what, NULL,
                NULL };

  if (act.tenant == NULL)
    return fail (error, "no such tenant");
  act.user = sim_tenant_get_extension (act.tenant, sim_json_text (what, "user", NULL));
  if (act.user != NULL)
    act.phone = sim_extension_get_phone (act.user, (guint) CLAMP (sim_json_int (what, "phone", 0), 0, 4));

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      if (strcmp (acts[i].name, name) != 0)
        continue;
      if (acts[i].needs != NEEDS_NOTHING && act.user == NULL)
        return fail (error, "no such user");
      if (acts[i].needs == NEEDS_PHONE && act.phone == NULL)
        return fail (error, "no such phone");

      return acts[i].func (&act, error);
    }

  g_set_error (error, SIM_ERROR, SIM_ERROR_PARAMS, "cannot do “%s”", name);
  return FALSE;
}
