/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-monitor.h"

#include "model/desk-enum-types.h"
#include "model/desk-session-private.h"

/* After the PBX said yes, my phone has this long to ring. */
#define PATIENCE (10 * G_USEC_PER_SEC)

struct _DeskMonitor
{
  GObject parent_instance;

  DeskVerb verb;
  gboolean is_found; /* begun elsewhere, or before this program was */
  guint timer;       /* of the clock */

  /* owned */
  PalClock *clock;
  char *name;
  char *talker_id; /* the colleague's leg; NULL while nothing is on or asked for */
  char *room_id;   /* where that is */
  DeskOperation *asking; /* until the PBX has answered */
  DeskCall *call;  /* mine in that room */
};

G_DEFINE_FINAL_TYPE (DeskMonitor, desk_monitor, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_IS_ON,
  PROP_VERB,
  PROP_NAME,
  PROP_CALL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
tell (DeskMonitor *self)
{
  for (guint id = PROP_IS_ON; id < N_PROPS; id++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
stop_timer (DeskMonitor *self)
{
  if (self->timer != 0)
    pal_clock_remove (self->clock, self->timer);
  self->timer = 0;
  g_clear_object (&self->clock);
}

static void
end (DeskMonitor *self)
{
  gboolean was_on = self->call != NULL;

  stop_timer (self);
  self->is_found = FALSE;
  g_clear_object (&self->call);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->talker_id, g_free);
  g_clear_pointer (&self->room_id, g_free);
  g_clear_pointer (&self->name, g_free);
  if (was_on)
    tell (self);
}

/* Nothing came of it: another may be tried. */
static void
patience_cb (gpointer user_data)
{
  DeskMonitor *self = user_data;

  self->timer = 0;
  end (self);
}

/* The PBX's refusal is the end of it; its yes is no beginning: that is my phone's leg. */
static void
answered_cb (DeskMonitor *self, GParamSpec *pspec, DeskOperation *operation)
{
  if (operation != self->asking || desk_operation_get_is_running (operation))
    return;
  g_clear_object (&self->asking);
  if (self->call != NULL)
    return;
  if (desk_operation_get_error (operation) != NULL)
    end (self);
  else
    self->timer = pal_clock_add (self->clock, pal_clock_get_monotonic (self->clock) + PATIENCE, patience_cb,
                                 self);
}

static DeskCall *
find_mine (DeskSession *session, const char *room_id)
{
  for (guint i = 0; i < desk_list_get_size (DESK_LIST (session->calls)); i++)
    {
      DeskCall *call = desk_list_peek (DESK_LIST (session->calls), i);

      if (room_id != NULL && desk_call_get_state (call) != DESK_CALL_STATE_ENDED
          && g_strcmp0 (desk_call_get_room_id (call), room_id) == 0)
        return call;
    }
  return NULL;
}

/* A monitor that is on, though nobody asked for it here: the mark belongs there all the same. */
static void
find_begun (DeskMonitor *self, DeskSession *session)
{
  for (guint i = 0; i < desk_list_get_size (DESK_LIST (session->calls)) && self->call == NULL; i++)
    {
      DeskCall *call = desk_list_peek (DESK_LIST (session->calls), i);

      if (!desk_call_get_is_monitor (call) || desk_call_get_state (call) == DESK_CALL_STATE_ENDED)
        continue;
      self->is_found = TRUE;
      self->verb = DESK_VERB_BARGE_IN;
      self->name = g_strdup (desk_call_get_name (call));
      g_set_object (&self->call, call);
      tell (self);
    }
}

static gboolean
is_over (DeskMonitor *self, DeskSession *session)
{
  return desk_call_model_find (session->calls, desk_call_get_id (self->call)) != self->call
         || desk_call_get_state (self->call) == DESK_CALL_STATE_ENDED
         || (self->is_found && !desk_call_get_is_monitor (self->call));
}

static void
look (DeskMonitor *self, DeskSession *session)
{
  const DeskLeg *leg;
  DeskCall *mine;

  if (self->call != NULL && is_over (self, session))
    end (self);
  if (self->call != NULL)
    return;
  if (self->talker_id == NULL)
    {
      find_begun (self, session);
      return;
    }
  leg = desk_leg_table_find (session->legs, self->talker_id);
  if (leg != NULL && g_strcmp0 (leg->room_id, self->room_id) != 0)
    {
      g_free (self->room_id);
      self->room_id = g_strdup (leg->room_id);
    }
  mine = find_mine (session, self->room_id);
  if (mine != NULL)
    {
      stop_timer (self);
      g_set_object (&self->call, mine);
      tell (self);
    }
  else if (leg == NULL && self->asking == NULL)
    end (self); /* they have hung up before my phone was reached */
}

void
desk_monitor_look (DeskSession *session)
{
  if (session->monitor != NULL)
    look (session->monitor, session);
}

/* --- what can be done with a colleague's call ------------------------------ */

static const DeskLeg *
find_leg (DeskSession *session, DeskExtension *colleague, DeskVerb verb)
{
  DeskLegState wanted = verb == DESK_VERB_FORWARD ? DESK_LEG_RINGING : DESK_LEG_TALKING;
  DeskUser *user = desk_leg_table_find_user (session->legs, desk_extension_get_number (colleague));

  for (const DeskLeg *leg = user != NULL ? user->legs : NULL; leg != NULL; leg = leg->next)
    if (leg->state == wanted && leg->room_id != NULL)
      return leg;
  return NULL;
}

static gboolean
is_monitoring (DeskVerb verb)
{
  return verb == DESK_VERB_LISTEN || verb == DESK_VERB_WHISPER || verb == DESK_VERB_BARGE_IN;
}

gboolean
desk_session_can_with (DeskSession *session, DeskExtension *colleague, DeskVerb verb)
{
  const DeskLeg *leg;

  g_return_val_if_fail (DESK_IS_SESSION (session), FALSE);
  g_return_val_if_fail (DESK_IS_EXTENSION (colleague), FALSE);
  g_return_val_if_fail (verb == DESK_VERB_FORWARD || is_monitoring (verb), FALSE);

  if (session->own == NULL || colleague == session->own || !desk_session_may (session, verb)
      || desk_session_get_state (session) != PAL_CLIENT_STATE_READY)
    return FALSE;
  leg = find_leg (session, colleague, verb);
  if (leg == NULL)
    return FALSE;
  return !is_monitoring (verb)
         || (session->monitor->talker_id == NULL && session->monitor->call == NULL
             && find_mine (session, leg->room_id) == NULL);
}

static void
begin (DeskMonitor *self, DeskVerb verb, DeskExtension *colleague, const DeskLeg *leg)
{
  self->verb = verb;
  self->name = g_strdup (desk_extension_get_name (colleague));
  self->talker_id = g_strdup (leg->talker_id);
  self->room_id = g_strdup (leg->room_id);
}

DeskOperation *
desk_session_run_with (DeskSession *session, DeskExtension *colleague, DeskVerb verb)
{
  DeskMonitor *monitor;
  DeskOperation *operation;
  const DeskLeg *leg;

  if (!desk_session_can_with (session, colleague, verb))
    return NULL;
  leg = find_leg (session, colleague, verb);
  if (!is_monitoring (verb))
    return desk_session_ask (session, verb, leg->room_id, desk_extension_get_number (session->own));
  operation = desk_session_ask (session, verb, leg->talker_id, NULL);
  if (operation == NULL)
    return NULL;
  monitor = session->monitor;
  begin (monitor, verb, colleague, leg);
  g_set_object (&monitor->clock, session->clock);
  g_set_object (&monitor->asking, operation);
  g_signal_connect_object (operation, "notify::is-running", G_CALLBACK (answered_cb), monitor,
                           G_CONNECT_SWAPPED);
  return operation;
}

gboolean
desk_session_can_pick_up_from (DeskSession *session, DeskExtension *colleague, const char *prefix)
{
  g_return_val_if_fail (DESK_IS_SESSION (session), FALSE);
  g_return_val_if_fail (DESK_IS_EXTENSION (colleague), FALSE);

  if (desk_session_can_with (session, colleague, DESK_VERB_FORWARD))
    return TRUE;
  return prefix != NULL && *prefix != '\0' && session->own != NULL && colleague != session->own
         && desk_session_may (session, DESK_VERB_DIAL)
         && desk_session_get_state (session) == PAL_CLIENT_STATE_READY
         && find_leg (session, colleague, DESK_VERB_FORWARD) != NULL;
}

DeskOperation *
desk_session_pick_up_from (DeskSession *session, DeskExtension *colleague, const char *prefix)
{
  g_autofree char *code = NULL;

  if (!desk_session_can_pick_up_from (session, colleague, prefix))
    return NULL;
  if (desk_session_may (session, DESK_VERB_FORWARD))
    return desk_session_run_with (session, colleague, DESK_VERB_FORWARD);
  code = g_strconcat (prefix, desk_extension_get_number (colleague), NULL);
  return desk_session_ask (session, DESK_VERB_DIAL, NULL, code);
}

/* --- the object -------------------------------------------------------------- */

gboolean
desk_monitor_get_is_on (DeskMonitor *self)
{
  g_return_val_if_fail (DESK_IS_MONITOR (self), FALSE);
  return self->call != NULL;
}

DeskVerb
desk_monitor_get_verb (DeskMonitor *self)
{
  g_return_val_if_fail (DESK_IS_MONITOR (self), DESK_VERB_LISTEN);
  return self->verb;
}

gboolean
desk_monitor_get_is_found (DeskMonitor *self)
{
  g_return_val_if_fail (DESK_IS_MONITOR (self), FALSE);
  return self->is_found;
}

const char *
desk_monitor_get_name (DeskMonitor *self)
{
  g_return_val_if_fail (DESK_IS_MONITOR (self), NULL);
  return self->call != NULL ? self->name : "";
}

DeskCall *
desk_monitor_get_call (DeskMonitor *self)
{
  g_return_val_if_fail (DESK_IS_MONITOR (self), NULL);
  return self->call;
}

static void
desk_monitor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskMonitor *self = DESK_MONITOR (object);

  switch (id)
    {
    case PROP_IS_ON: g_value_set_boolean (value, self->call != NULL); break;
    case PROP_VERB: g_value_set_enum (value, self->verb); break;
    case PROP_NAME: g_value_set_string (value, desk_monitor_get_name (self)); break;
    case PROP_CALL: g_value_set_object (value, self->call); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_monitor_dispose (GObject *object)
{
  DeskMonitor *self = DESK_MONITOR (object);

  stop_timer (self);
  g_clear_object (&self->call);
  g_clear_object (&self->asking);
  G_OBJECT_CLASS (desk_monitor_parent_class)->dispose (object);
}

static void
desk_monitor_finalize (GObject *object)
{
  DeskMonitor *self = DESK_MONITOR (object);

  g_free (self->name);
  g_free (self->talker_id);
  g_free (self->room_id);
  G_OBJECT_CLASS (desk_monitor_parent_class)->finalize (object);
}

static void
desk_monitor_class_init (DeskMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_monitor_get_property;
  object_class->dispose = desk_monitor_dispose;
  object_class->finalize = desk_monitor_finalize;

  properties[PROP_IS_ON] = g_param_spec_boolean ("is-on", NULL, NULL, FALSE, flags);
  properties[PROP_VERB] = g_param_spec_enum ("verb", NULL, NULL, DESK_TYPE_VERB, DESK_VERB_LISTEN, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  properties[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, DESK_TYPE_CALL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_monitor_init (DeskMonitor *self)
{
  self->verb = DESK_VERB_LISTEN;
}
