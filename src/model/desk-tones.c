/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-tones.h"

#include <string.h>

#include "model/desk-session-private.h"

#define TONES "0123456789*#"

struct _DeskTones
{
  GObject parent_instance;

  /* borrowed: it belongs to the session */
  DeskSession *session;

  /* owned */
  DeskCall *call;
  DeskOperation *running; /* the tone on its way, or NULL */
  GString *sent, *waiting;
};

G_DEFINE_FINAL_TYPE (DeskTones, desk_tones, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_SENT,
  PROP_N_WAITING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void send_next (DeskTones *self);

static void
drop_waiting (DeskTones *self)
{
  if (self->waiting->len == 0)
    return;
  g_string_truncate (self->waiting, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WAITING]);
}

static void
ended_cb (DeskTones *self)
{
  g_autoptr (DeskOperation) operation = NULL;

  if (self->running == NULL || desk_operation_get_is_running (self->running))
    return;
  operation = g_steal_pointer (&self->running);
  g_signal_handlers_disconnect_by_func (operation, ended_cb, self);
  if (desk_operation_get_error (operation) != NULL)
    {
      g_string_truncate (self->waiting, 0);
    }
  else
    {
      g_string_append (self->sent, desk_operation_get_target (operation));
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SENT]);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WAITING]);
  send_next (self);
}

/* Goes on when the call can take tones again: while it is held up by something else, they wait. */
static void
send_next (DeskTones *self)
{
  const char tone[] = { self->waiting->str[0], '\0' };
  DeskOperation *operation;

  if (self->waiting->len == 0 || self->running != NULL || self->session == NULL)
    return;
  operation = desk_session_run (self->session, DESK_VERB_SEND_TONES, self->call, tone);
  if (operation == NULL)
    return;
  g_string_erase (self->waiting, 0, 1);
  self->running = g_object_ref (operation);
  g_signal_connect_object (operation, "notify::is-running", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
}

/* Tones meant for what was said then are not for now: not after a hold, not on another line. */
static void
call_changed_cb (DeskTones *self)
{
  if (desk_call_get_state (self->call) != DESK_CALL_STATE_TALKING
      || desk_session_get_state (self->session) != PAL_CLIENT_STATE_READY)
    drop_waiting (self);
  else
    send_next (self);
}

gboolean
desk_tones_can_press (DeskTones *self)
{
  g_return_val_if_fail (DESK_IS_TONES (self), FALSE);
  return self->session != NULL && desk_session_may (self->session, DESK_VERB_SEND_TONES)
         && desk_call_get_state (self->call) == DESK_CALL_STATE_TALKING
         && desk_session_get_state (self->session) == PAL_CLIENT_STATE_READY;
}

gboolean
desk_tones_press (DeskTones *self, const char *tones)
{
  gsize before;

  g_return_val_if_fail (DESK_IS_TONES (self), FALSE);
  g_return_val_if_fail (tones != NULL, FALSE);

  if (!desk_tones_can_press (self))
    return FALSE;
  before = self->waiting->len;
  for (const char *at = tones; *at != '\0'; at++)
    if (strchr (TONES, *at) != NULL)
      g_string_append_c (self->waiting, *at);
  if (self->waiting->len == before)
    return FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WAITING]);
  send_next (self);
  return TRUE;
}

const char *
desk_tones_get_sent (DeskTones *self)
{
  g_return_val_if_fail (DESK_IS_TONES (self), NULL);
  return self->sent->str;
}

guint
desk_tones_get_n_waiting (DeskTones *self)
{
  g_return_val_if_fail (DESK_IS_TONES (self), 0);
  return self->waiting->len + (self->running != NULL ? 1 : 0);
}

static void
desk_tones_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskTones *self = DESK_TONES (object);

  switch (id)
    {
    case PROP_SENT: g_value_set_string (value, self->sent->str); break;
    case PROP_N_WAITING: g_value_set_uint (value, desk_tones_get_n_waiting (self)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_tones_dispose (GObject *object)
{
  DeskTones *self = DESK_TONES (object);

  if (self->call != NULL)
    g_signal_handlers_disconnect_by_func (self->call, call_changed_cb, self);
  self->session = NULL;
  g_clear_object (&self->running);
  G_OBJECT_CLASS (desk_tones_parent_class)->dispose (object);
}

static void
desk_tones_finalize (GObject *object)
{
  DeskTones *self = DESK_TONES (object);

  g_clear_object (&self->call);
  g_string_free (self->sent, TRUE);
  g_string_free (self->waiting, TRUE);
  G_OBJECT_CLASS (desk_tones_parent_class)->finalize (object);
}

static void
desk_tones_class_init (DeskTonesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_tones_get_property;
  object_class->dispose = desk_tones_dispose;
  object_class->finalize = desk_tones_finalize;

  properties[PROP_SENT] = g_param_spec_string ("sent", NULL, NULL, "", flags);
  properties[PROP_N_WAITING] = g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_tones_init (DeskTones *self)
{
  self->sent = g_string_new (NULL);
  self->waiting = g_string_new (NULL);
}

/* --- those of the session ------------------------------------------------ */

static DeskTones *
make (DeskSession *session, DeskCall *call)
{
  DeskTones *self = g_object_new (DESK_TYPE_TONES, NULL);

  self->session = session;
  self->call = g_object_ref (call);
  g_signal_connect_object (call, "notify", G_CALLBACK (call_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

DeskTones *
desk_session_get_tones (DeskSession *session, DeskCall *call)
{
  DeskTones *tones;

  g_return_val_if_fail (DESK_IS_SESSION (session), NULL);
  g_return_val_if_fail (DESK_IS_CALL (call), NULL);

  tones = g_hash_table_lookup (session->tones, call);
  if (tones == NULL)
    {
      tones = make (session, call);
      g_hash_table_insert (session->tones, call, tones);
    }
  return tones;
}

/* A keypad may hold on to one longer than the session does. */
static void
let_go (gpointer data)
{
  DeskTones *tones = data;

  g_object_run_dispose (G_OBJECT (tones));
  g_object_unref (tones);
}

GHashTable *
desk_tones_new_table (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, let_go);
}

static gboolean
is_over (gpointer key, gpointer value, gpointer user_data)
{
  DeskSession *session = user_data;

  return desk_call_model_find (session->calls, desk_call_get_id (key)) != key;
}

void
desk_tones_forget_ended (DeskSession *session)
{
  g_hash_table_foreach_remove (session->tones, is_over, session);
}
