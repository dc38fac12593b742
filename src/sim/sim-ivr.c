/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers that do something for who calls: groups entered and left, plans switched; scripts and flows. */
#include "sim/sim-service.h"

#include <string.h>

#define ANNOUNCEMENT_TIME 3000 /* ms, then it hangs up */

static SimExtension *
get_user (SimService *self)
{
  SimExtension *user = sim_tenant_get_extension (self->leg->tenant, self->leg->other);

  return user != NULL && user->is_user ? user : NULL;
}

static void
set_member (SimExtension *group, const char *number, gboolean is_member)
{
  g_auto(GStrv) members = sim_extension_get_list (group, "phoneforward");
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) changed = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; members[i] != NULL; i++)
    if (strcmp (members[i], number) != 0)
      g_strv_builder_add (builder, members[i]);
  if (is_member)
    g_strv_builder_add (builder, number);
  changed = g_strv_builder_end (builder);
  text = g_strjoinv (",", changed);
  sim_extension_set (group, "phoneforward", text);
}

static gboolean
is_member (SimExtension *group, const char *number)
{
  g_auto(GStrv) members = sim_extension_get_list (group, "phoneforward");

  return g_strv_contains ((const char *const *) members, number);
}

/* Out of all the groups when in all of them, else into all. */
static void
switch_members (SimService *self)
{
  SimExtension *extension = sim_service_get_extension (self), *user = get_user (self);
  g_autoptr(GPtrArray) groups = g_ptr_array_new ();
  g_auto(GStrv) numbers = NULL;
  gboolean is_in_all = TRUE;

  sim_service_set_timer (self, ANNOUNCEMENT_TIME, sim_service_hang_up_cb);
  if (extension == NULL || user == NULL)
    return;

  numbers = sim_extension_get_list (extension, "fm.targetusers");
  for (guint i = 0; numbers[i] != NULL; i++)
    {
      SimExtension *group = sim_tenant_get_extension (user->tenant, numbers[i]);

      if (group == NULL || !sim_extension_has_type (group, "ringgroup", NULL))
        continue;
      g_ptr_array_add (groups, group);
      is_in_all &= is_member (group, user->number);
    }
  for (guint i = 0; i < groups->len; i++)
    set_member (g_ptr_array_index (groups, i), user->number, !is_in_all);
}

static void
switch_plan (SimService *self)
{
  SimExtension *extension = sim_service_get_extension (self), *user = get_user (self);
  guint plan;

  sim_service_set_timer (self, ANNOUNCEMENT_TIME, sim_service_hang_up_cb);
  if (extension == NULL || user == NULL)
    return;

  plan = (guint) CLAMP (sim_extension_get_int (extension, "ptn.index", 1), 1, 99);
  if (sim_extension_is_on (extension, "ptn.toggle") && sim_plan_get_active (user) == plan)
    plan = 1;
  sim_plan_set_active (user, plan);
}

static const SimServiceKind members = { .answers = TRUE, .begin = switch_members };
static const SimServiceKind plan = { .answers = TRUE, .begin = switch_plan };
static const SimServiceKind program = { .answers = TRUE }, ringing_program = { .answers = FALSE };

static void
start_members (SimSearch *self)
{
  sim_service_call (self, &members, self->number, 0);
}

static void
start_plan (SimSearch *self)
{
  sim_service_call (self, &plan, self->number, 0);
}

static void
start_program (SimSearch *self, gboolean is_there, const char *auto_answer)
{
  gboolean answers = sim_extension_is_on (sim_search_get_extension (self), auto_answer);

  if (is_there)
    sim_service_call (self, answers ? &program : &ringing_program, self->number,
                      answers ? 0 : sim_search_get_ring_time (self));
  else
    self->cause = SIM_CAUSE_UNKNOWN;
}

static void
start_script (SimSearch *self)
{
  const char *note = sim_extension_get (sim_search_get_extension (self), "ivr.script.note");

  start_program (self, sim_tenant_get_note (self->room->tenant, note) != NULL, "ivr.script.autoanswer");
}

static void
start_flow (SimSearch *self)
{
  const char *name = sim_extension_get (sim_search_get_extension (self), "ivr.flow.name");

  start_program (self, *name != '\0', "ivr.flow.autoanswer");
}

const SimSearchKind sim_search_members = { .type = "ivr", .stype = "fm", .start = start_members };
const SimSearchKind sim_search_plan = { .type = "ivr", .stype = "ptn", .start = start_plan };
const SimSearchKind sim_search_script = { .type = "ivr", .stype = "scr", .start = start_script };
const SimSearchKind sim_search_flow = { .type = "ivr", .stype = "fl", .start = start_flow };
