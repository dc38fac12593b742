/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "deeds.h"

static const char *
choose (Deeds *self, const char *const *words)
{
  return words[g_rand_int_range (self->rand, 0, (gint32) g_strv_length ((char **) words))];
}

static const char *
choose_number (Deeds *self)
{
  static const char *const numbers[] = { "1001", "1002", "1003", "1004", "1005", "601", "0312345678", "8", "4711",
                                         "701", "line/1", NULL };

  static const char *const services[] = { "600", "800", "820", "821", "822", "823", "830", "831", "900", "*", "*601",
                                          "vm1002", "msg1003", NULL };

  return choose (self, self->has_services && g_rand_boolean (self->rand) ? services : numbers);
}

static SimExtension *
choose_user (Deeds *self)
{
  static const char *const users[] = { "1001", "1002", "1003", "1004", "1005", NULL };

  return recorder_user (self->r, choose (self, users));
}

static SimLeg *
choose_leg (Deeds *self)
{
  g_autoptr(GList) legs = g_hash_table_get_values (self->r->tenant->legs);
  guint n = g_list_length (legs);

  return n > 0 ? g_list_nth_data (legs, (guint) g_rand_int_range (self->rand, 0, (gint32) n)) : NULL;
}

static void
make (Deeds *self, gboolean with_line)
{
  static const char *const lines[] = { "line/1", "line/2", NULL };
  const char *to[] = { choose_number (self), choose_number (self), NULL };
  guint type = g_rand_boolean (self->rand) ? 1 : 2;
  gboolean is_group = self->has_services && g_rand_int_range (self->rand, 0, 6) == 0;
  g_autofree char *id = sim_call_make (self->r->tenant, is_group ? "600" : choose_user (self)->number, to, type, 0,
                                       g_rand_boolean (self->rand), with_line ? choose (self, lines) : NULL,
                                       NULL);
}

static void
act_on (Deeds *self, SimLeg *leg, int what)
{
  static const char *const slots[] = { "701", "702", "line/1", "line/2", NULL };
  const char *users[] = { choose_user (self)->number, choose_user (self)->number, NULL };
  gboolean yes = g_rand_boolean (self->rand);

  switch (what)
    {
    case 0:
    case 1:
    case 2:
    case 3:
      sim_leg_talk (leg);
      break;
    case 4:
      sim_leg_hang_up (leg);
      break;
    case 5:
      sim_leg_hold (leg);
      break;
    case 6:
    case 7:
      sim_transfer (leg, choose_number (self), yes, NULL);
      break;
    case 8:
      sim_transfer_cancel (leg, NULL);
      break;
    case 9:
      sim_conference (leg, NULL);
      break;
    case 10:
      sim_park (leg, choose (self, slots), NULL);
      break;
    case 11:
      sim_barge (leg, choose_user (self), yes, SIM_SPEAK_TO_ONE, NULL);
      break;
    case 12:
      sim_call_forward (leg->room, users, NULL);
      break;
    case 13:
      sim_leg_record (leg, yes, NULL);
      break;
    default:
      sim_leg_send_digits (leg, yes ? "1" : "1003#");
      break;
    }
}

void
deeds_do_one (Deeds *self)
{
  static const char *const slots[] = { "701", "702", "line/1", "line/2", NULL };
  SimLeg *leg = choose_leg (self);
  SimExtension *user = choose_user (self);
  int what = g_rand_int_range (self->rand, 0, 30);

  if (what < 15 && leg != NULL)
    act_on (self, leg, what);
  else if (what < 18)
    sim_call_dial (sim_extension_get_phone (user, 1), choose_number (self), NULL);
  else if (what < 20)
    make (self, what == 19);
  else if (what == 20)
    sim_call_from_outside (self->r->tenant, "0901234567", choose_number (self), NULL);
  else if (what == 21)
    sim_unpark (self->r->tenant, user, choose (self, slots), NULL);
  else if (what == 22)
    sim_line_seize (self->r->tenant, "line/1", user->number, g_rand_boolean (self->rand), NULL);
  else if (what == 23 && g_rand_int_range (self->rand, 0, 4) == 0)
    sim_phone_set_registered (sim_extension_get_phone (user, 1), FALSE);
  else if (what == 24)
    sim_phone_set_registered (sim_extension_get_phone (user, 1), TRUE);
  else
    sim_clock_advance (self->r->clock, g_rand_int_range (self->rand, 0, what == 25 ? 60000 : 1000));
}

void
deeds_furnish (Recorder *r)
{
  static const struct { const char *number, *property, *value; } properties[] = {
    { "1001", "pln1_d_busyforward", "1002" }, { "1001", "pln1_d_noanswerforward", "820" },
    { "1001", "pln1_d_ringertime", "5" }, { "1001", "defaultpickup", "601" },
    { "1002", "pln1_d_busyforward", "1001" }, { "1002", "maxsessioncount", "1" },
    { "1002", "busyforward.voicemail", "true" }, { "1002", "recording", "true" },
    { "1005", "automonitor", "1003,1004{t}" },
    { "1003", "pln1_d_p1_delay", "3" }, { "1003", "pln1_d_phoneforward", "1004,0398765432,600" },
    { "1003", "noanswerforward.voicemail", "true" }, { "1003", "recordlength", "10" },
    { "1004", "pln1_ptn1_callerroute", "external" }, { "1004", "pln1_ptn1_p1_enabled", "false" },
    { "1004", "pln1_ptn1_noanswerforward", "900" }, { "1004", "pln2_d_p1_enabled", "false" },
    { "600", "phoneforward", "1001,1002,601,4711" }, { "600", "queuingmax", "2" },
    { "600", "queuingtime", "40" }, { "600", "queuingcallinterval", "500" }, { "600", "noanswerforward", "830" },
    { "820", "stype", "aa" }, { "820", "ex.speeddial", "1=600" }, { "820", "ex.autotransfer", "1002" },
    { "821", "stype", "fm" }, { "821", "fm.targetusers", "601" },
    { "822", "stype", "ptn" }, { "822", "ptn.index", "2" }, { "822", "ptn.toggle", "true" },
    { "823", "stype", "scr" }, { "823", "ivr.script.note", "welcome" },
    { "823", "ivr.script.autoanswer", "true" },
    { "830", "callback.callee", "1004" }, { "830", "ringertime", "10" },
    { "831", "pln1_d_noanswerforward", "831" },
    { "900", "phoneforward", "1001,1005" }, { "900", "exit.on.host.disconnected", "true" },
  };

  for (const char *number = "820\0" "821\0" "822\0" "823\0"; *number != '\0'; number += 4)
    sim_tenant_add_extension (r->tenant, number, "ivr");
  sim_tenant_add_extension (r->tenant, "830", "callback");
  sim_tenant_add_extension (r->tenant, "831", "conditional");
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    sim_extension_set (recorder_user (r, properties[i].number), properties[i].property, properties[i].value);
}
