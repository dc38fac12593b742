/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/ctl-scene.h"

#include <glib/gi18n-lib.h>

struct _CtlScene
{
  CtlContext *ctx; /* borrowed */
  DeskLegTable *legs;
  GHashTable *parked;   /* slots somebody waits in */
  GPtrArray *newborn;   /* talker ids since the mark */
  int transfer;         /* what was said of one since */
};

static void
take_status (CtlScene *self, const PalStatusEvent *event)
{
  gboolean is_known = desk_leg_table_find (self->legs, event->talker_id) != NULL;

  desk_leg_table_status (self->legs, event, g_get_monotonic_time (), g_get_real_time ());
  if (!is_known && desk_leg_table_find (self->legs, event->talker_id) != NULL)
    g_ptr_array_add (self->newborn, g_strdup (event->talker_id));
  if (event->status == PAL_CALL_STATUS_TRANSFER_FAIL || event->status == PAL_CALL_STATUS_TRANSFER_RESPONSE)
    self->transfer = event->status;
}

static void
event_cb (const PalEvent *event, gpointer user_data)
{
  CtlScene *self = user_data;

  if (event->kind == PAL_EVENT_STATUS)
    take_status (self, &event->status);
  else if (event->kind == PAL_EVENT_REGISTERED)
    desk_leg_table_registered (self->legs, &event->registered, g_get_monotonic_time ());
  else if (event->kind == PAL_EVENT_CALL_RECORDING)
    desk_leg_table_recording (self->legs, &event->recording);
  else if (event->kind == PAL_EVENT_PARK && event->park.on)
    g_hash_table_add (self->parked, g_strdup (event->park.park));
  else if (event->kind == PAL_EVENT_PARK)
    g_hash_table_remove (self->parked, event->park.park);
}

CtlScene *
ctl_scene_open (CtlContext *ctx, CtlSubscription subscription, CtlExit *exit)
{
  g_autoptr (CtlScene) self = g_new0 (CtlScene, 1);

  self->ctx = ctx;
  self->legs = desk_leg_table_new ();
  self->parked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->newborn = g_ptr_array_new_with_free_func (g_free);

  desk_leg_table_begin_snapshot (self->legs);
  *exit = ctl_line_open (ctx, subscription, PAL_CLIENT_STATE_READY, event_cb, self);
  if (*exit != CTL_EXIT_DONE)
    return NULL;

  desk_leg_table_end_snapshot (self->legs, g_get_monotonic_time ());
  ctl_scene_mark (self);

  return g_steal_pointer (&self);
}

void
ctl_scene_free (CtlScene *self)
{
  ctl_line_mute (self->ctx);
  desk_leg_table_free (self->legs);
  g_hash_table_unref (self->parked);
  g_ptr_array_unref (self->newborn);
  g_free (self);
}

DeskLegTable *
ctl_scene_get_legs (CtlScene *self)
{
  return self->legs;
}

gboolean
ctl_scene_is_parked (CtlScene *self, const char *slot)
{
  return g_hash_table_contains (self->parked, slot);
}

void
ctl_scene_mark (CtlScene *self)
{
  g_ptr_array_set_size (self->newborn, 0);
  self->transfer = 0;
}

const DeskLeg *
ctl_scene_find_newborn (CtlScene *self, const char *user)
{
  for (guint i = self->newborn->len; i > 0; i--)
    {
      const DeskLeg *leg = desk_leg_table_find (self->legs, g_ptr_array_index (self->newborn, i - 1));

      if (leg != NULL && g_str_equal (leg->user->number, user))
        return leg;
    }

  return NULL;
}

int
ctl_scene_get_transfer (CtlScene *self)
{
  return self->transfer;
}

const DeskLeg *
ctl_scene_choose (CtlScene *self, guint states, const char *none, CtlExit *exit)
{
  const CtlOptions *options = &self->ctx->options;
  const char *own = store_account_get_user (self->ctx->account);
  const char *number = options->extension != NULL ? options->extension : own;
  const DeskUser *user = desk_leg_table_find_user (self->legs, number);
  const DeskLeg *legs = user != NULL ? user->legs : NULL;
  const DeskLeg *found = NULL;
  guint n_found = 0;

  if (options->talker != NULL)
    return desk_leg_table_find (self->legs, options->talker);

  for (const DeskLeg *leg = legs; leg != NULL; leg = leg->next)
    if ((states & 1u << leg->state) != 0)
      {
        found = leg;
        n_found++;
      }
  if (n_found == 1)
    return found;

  *exit = n_found == 0 ? CTL_EXIT_REFUSED : CTL_EXIT_USAGE;
  ctl_say ("%s", n_found == 0 ? none : _("There are several calls; say which one:"));
  for (const DeskLeg *leg = n_found > 0 ? legs : NULL; leg != NULL; leg = leg->next)
    if ((states & 1u << leg->state) != 0)
      ctl_say ("  --talker %s  %s", leg->talker_id, leg->other_number != NULL ? leg->other_number : "");

  return NULL;
}
