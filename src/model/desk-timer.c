/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-timers-private.h"

#include <glib/gi18n.h>

#include "model/desk-enum-types.h"

struct _DeskTimer
{
  GObject parent_instance;

  /* owned */
  PalClient *client;
  char *tenant, *extension, *name;
  char *server_text; /* NULL until it was read */
  char *base_text;   /* what the PBX had when the edits began; NULL likewise */
  char *text;        /* NULL: as the PBX has it */
  GError *failure, *refusal;

  DeskLoading state;
  guint number;
  gboolean is_mine, is_ready, is_wanted, is_fetching, is_saving;
  gboolean was_dirty, had_moved; /* as told */
};

G_DEFINE_QUARK (desk-timer-error, desk_timer_error)
G_DEFINE_FINAL_TYPE (DeskTimer, desk_timer, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_EXTENSION,
  PROP_NAME,
  PROP_NUMBER,
  PROP_IS_MINE,
  PROP_STATE,
  PROP_FAILURE,
  PROP_SERVER_TEXT,
  PROP_TEXT,
  PROP_IS_DIRTY,
  PROP_HAS_MOVED,
  PROP_IS_SAVING,
  PROP_REFUSAL,
  PROP_IS_STALE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
notify (DeskTimer *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

#define GETTER(type, name, value, fallback) \
  type \
  desk_timer_get_##name (DeskTimer *self) \
  { \
    g_return_val_if_fail (DESK_IS_TIMER (self), fallback); \
    return value; \
  }

GETTER (const char *, extension, self->extension, NULL)
GETTER (const char *, name, self->name, NULL)
GETTER (guint, number, self->number, 0)
GETTER (gboolean, is_mine, self->is_mine, FALSE)
GETTER (DeskLoading, state, self->state, DESK_LOADING_WAITING)
GETTER (const GError *, failure, self->failure, NULL)
GETTER (const char *, server_text, self->server_text, NULL)
GETTER (gboolean, is_saving, self->is_saving, FALSE)
GETTER (const GError *, refusal, self->refusal, NULL)
GETTER (gboolean, is_stale, !self->is_ready, FALSE)

const char *
desk_timer_get_text (DeskTimer *self)
{
  g_return_val_if_fail (DESK_IS_TIMER (self), NULL);

  if (self->text != NULL)
    return self->text;
  return self->server_text != NULL ? self->server_text : "";
}

gboolean
desk_timer_get_is_dirty (DeskTimer *self)
{
  g_return_val_if_fail (DESK_IS_TIMER (self), FALSE);
  return self->text != NULL;
}

gboolean
desk_timer_get_has_moved (DeskTimer *self)
{
  g_return_val_if_fail (DESK_IS_TIMER (self), FALSE);
  return self->text != NULL && self->base_text != NULL && g_strcmp0 (self->base_text, self->server_text) != 0;
}

/* --- what is known, and what is wanted -------------------------------------------- */

/* What follows from the texts. */
static void
tell (DeskTimer *self)
{
  gboolean is_dirty = desk_timer_get_is_dirty (self), has_moved = desk_timer_get_has_moved (self);

  if (self->was_dirty != is_dirty)
    {
      self->was_dirty = is_dirty;
      notify (self, PROP_IS_DIRTY);
    }
  if (self->had_moved != has_moved)
    {
      self->had_moved = has_moved;
      notify (self, PROP_HAS_MOVED);
    }
}

static void
set_error (DeskTimer *self, GError **where, const GError *error, guint property)
{
  if (*where == NULL && error == NULL)
    return;
  g_clear_error (where);
  *where = error != NULL ? g_error_copy (error) : NULL;
  notify (self, property);
}

static void
set_state (DeskTimer *self, DeskLoading state, const GError *failure)
{
  set_error (self, &self->failure, failure, PROP_FAILURE);
  if (self->state == state)
    return;
  self->state = state;
  notify (self, PROP_STATE);
}

/* What is wanted is either something else than what the PBX has, or not kept apart. */
static void
take_text (DeskTimer *self, const char *text)
{
  const char *server_text = self->server_text != NULL ? self->server_text : "";

  if (text != NULL && g_str_equal (text, server_text))
    text = NULL;
  if (self->text == NULL && text != NULL)
    {
      g_free (self->base_text);
      self->base_text = g_strdup (self->server_text);
    }
  g_free (self->text);
  self->text = g_strdup (text);
}

static void
take_server_text (DeskTimer *self, const char *text)
{
  g_autofree char *shown = g_strdup (desk_timer_get_text (self));
  g_autofree char *wanted = g_strdup (self->text);

  if (g_strcmp0 (self->server_text, text) != 0)
    {
      g_free (self->server_text);
      self->server_text = g_strdup (text);
      notify (self, PROP_SERVER_TEXT);
    }
  if (wanted != NULL)
    take_text (self, wanted);
  if (!g_str_equal (shown, desk_timer_get_text (self)))
    notify (self, PROP_TEXT);
  set_state (self, DESK_LOADING_READY, NULL);
  tell (self);
}

void
desk_timer_set_text (DeskTimer *self, const char *text)
{
  g_return_if_fail (DESK_IS_TIMER (self));
  g_return_if_fail (text != NULL);

  if (g_str_equal (desk_timer_get_text (self), text))
    return;
  take_text (self, text);
  notify (self, PROP_TEXT);
  tell (self);
}

PalSchedule *
desk_timer_dup_schedule (DeskTimer *self)
{
  g_return_val_if_fail (DESK_IS_TIMER (self), NULL);
  return pal_schedule_new (desk_timer_get_text (self));
}

void
desk_timer_set_schedule (DeskTimer *self, const PalSchedule *schedule)
{
  g_autofree char *text = NULL;

  g_return_if_fail (DESK_IS_TIMER (self));
  g_return_if_fail (schedule != NULL);

  text = pal_schedule_to_text (schedule);
  desk_timer_set_text (self, text);
}

guint
desk_timer_merge_dates (PalSchedule *schedule, const char *const *elements)
{
  g_autoptr (GString) part = NULL;
  guint n = 0;

  g_return_val_if_fail (schedule != NULL && elements != NULL, 0);

  part = g_string_new (pal_schedule_get_part (schedule, 'D'));
  for (guint i = 0; elements[i] != NULL; i++)
    {
      g_auto (GStrv) there = g_strsplit (part->str, ",", -1);

      if (g_strv_contains ((const char *const *) there, elements[i]))
        continue;
      g_string_append_printf (part, "%s%s", part->len > 0 ? "," : "", elements[i]);
      n++;
    }
  if (n > 0)
    pal_schedule_set_part (schedule, 'D', part->str);
  return n;
}

guint
desk_timer_add_dates (DeskTimer *self, const char *const *elements)
{
  g_autoptr (PalSchedule) schedule = NULL;
  guint n;

  g_return_val_if_fail (DESK_IS_TIMER (self), 0);

  schedule = desk_timer_dup_schedule (self);
  n = desk_timer_merge_dates (schedule, elements);
  if (n > 0)
    desk_timer_set_schedule (self, schedule);
  return n;
}

void
desk_timer_revert (DeskTimer *self)
{
  g_return_if_fail (DESK_IS_TIMER (self));

  set_error (self, &self->refusal, NULL, PROP_REFUSAL);
  if (self->text == NULL)
    return;
  take_text (self, NULL);
  notify (self, PROP_TEXT);
  tell (self);
}

/* --- what is asked ----------------------------------------------------------------- */

static PalParams *
new_params (DeskTimer *self, PalMethodId method)
{
  PalParams *params = pal_params_new (method);

  pal_params_set_text (params, "extension", self->extension);
  pal_params_set_int (params, "number", (gint64) self->number);
  if (pal_client_get_role (self->client) == PAL_ROLE_SYSTEM && self->tenant != NULL && *self->tenant != '\0')
    pal_params_set_text (params, "tenant", self->tenant);
  return params;
}

static const char *
read_text (PalReply *reply)
{
  const char *text = pal_reply_get_text (reply);

  return text != NULL ? text : "";
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskTimer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);

  self->is_fetching = FALSE;
  if (reply != NULL)
    take_server_text (self, read_text (reply));
  else if (!g_error_matches (error, PAL_ERROR, PAL_ERROR_DISCONNECTED)) /* asked again on the next line */
    set_state (self, DESK_LOADING_FAILED, error);
}

static void
ask (DeskTimer *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (PalParams) params = new_params (self, PAL_METHOD_GET_PLAN_SWITCH_TIMER);

  pal_client_call_async (self->client, params, NULL, callback, user_data);
}

void
desk_timer_fetch (DeskTimer *self)
{
  g_return_if_fail (DESK_IS_TIMER (self));

  self->is_wanted = TRUE;
  if (!self->is_ready || self->is_fetching || self->is_saving)
    return;
  self->is_fetching = TRUE;
  if (self->server_text == NULL)
    set_state (self, DESK_LOADING_WAITING, NULL);
  ask (self, fetched_cb, g_object_ref (self));
}

/* --- saving ------------------------------------------------------------------------ */

/* Its data: the text that is to be. */
static void
end_save (GTask *task, GError *error)
{
  DeskTimer *self = g_task_get_source_object (task);

  self->is_saving = FALSE;
  notify (self, PROP_IS_SAVING);
  set_error (self, &self->refusal, error, PROP_REFUSAL);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  DeskTimer *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);

  if (reply != NULL)
    {
      /* What was written meanwhile goes on upon it: nobody else has changed anything. */
      if (g_str_equal (read_text (reply), g_task_get_task_data (task)))
        {
          g_free (self->base_text);
          self->base_text = g_strdup (read_text (reply));
        }
      take_server_text (self, read_text (reply));
      if (g_strcmp0 (self->server_text, g_task_get_task_data (task)) != 0)
        error = g_error_new_literal (DESK_TIMER_ERROR, DESK_TIMER_ERROR_ANOTHER,
                                     _("The PBX said yes, but it has another timer now."));
    }
  end_save (task, error);
}

static void
set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);

  if (reply == NULL)
    end_save (task, error);
  else
    ask (g_task_get_source_object (task), read_back_cb, g_object_ref (task));
}

/* Nobody else's work is written over unseen. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  DeskTimer *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  g_autoptr (PalParams) params = NULL;
  const char *wanted = g_task_get_task_data (task);

  if (reply == NULL)
    {
      end_save (task, error);
      return;
    }
  if (self->server_text != NULL && !g_str_equal (self->server_text, read_text (reply))
      && !g_str_equal (wanted, read_text (reply)))
    {
      take_server_text (self, read_text (reply));
      end_save (task, g_error_new_literal (DESK_TIMER_ERROR, DESK_TIMER_ERROR_MOVED,
                                           _("Somebody changed this timer on the PBX meanwhile.")));
      return;
    }
  take_server_text (self, read_text (reply));
  params = new_params (self, PAL_METHOD_SET_PLAN_SWITCH_TIMER);
  pal_params_set_text (params, "schedule", wanted);
  pal_client_call_async (self->client, params, NULL, set_cb, g_object_ref (task));
}

void
desk_timer_save_async (DeskTimer *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (DESK_IS_TIMER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, desk_timer_save_async);
  g_task_set_task_data (task, g_strdup (desk_timer_get_text (self)), g_free);
  if (!self->is_ready || self->is_saving)
    {
      g_task_return_new_error (task, PAL_ERROR, self->is_saving ? PAL_ERROR_BUSY : PAL_ERROR_DISCONNECTED, "%s",
                               self->is_saving ? _("The timer is being saved already.")
                                               : _("There is no connection to the PBX."));
      return;
    }
  set_error (self, &self->refusal, NULL, PROP_REFUSAL);
  self->is_saving = TRUE;
  notify (self, PROP_IS_SAVING);
  ask (self, looked_cb, g_object_ref (task));
}

gboolean
desk_timer_save_finish (DeskTimer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == desk_timer_save_async, FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- the object -------------------------------------------------------------------- */

DeskTimer *
desk_timer_new (PalClient *client, const char *tenant, const char *extension, const char *name, guint number,
                gboolean is_mine)
{
  DeskTimer *self = g_object_new (DESK_TYPE_TIMER, NULL);

  self->client = g_object_ref (client);
  self->tenant = g_strdup (tenant);
  self->extension = g_strdup (extension);
  self->name = g_strdup (name != NULL ? name : "");
  self->number = number;
  self->is_mine = is_mine;
  return self;
}

void
desk_timer_set_name (DeskTimer *self, const char *name)
{
  if (name == NULL || g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  notify (self, PROP_NAME);
}

void
desk_timer_set_ready (DeskTimer *self, gboolean is_ready)
{
  if (self->is_ready == is_ready)
    return;
  self->is_ready = is_ready;
  notify (self, PROP_IS_STALE);
  if (is_ready && self->is_wanted)
    desk_timer_fetch (self);
}

static void
desk_timer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskTimer *self = DESK_TIMER (object);

  switch (id)
    {
    case PROP_EXTENSION: g_value_set_string (value, self->extension); break;
    case PROP_NAME: g_value_set_string (value, self->name); break;
    case PROP_NUMBER: g_value_set_uint (value, self->number); break;
    case PROP_IS_MINE: g_value_set_boolean (value, self->is_mine); break;
    case PROP_STATE: g_value_set_enum (value, (int) self->state); break;
    case PROP_FAILURE: g_value_set_boxed (value, self->failure); break;
    case PROP_SERVER_TEXT: g_value_set_string (value, self->server_text); break;
    case PROP_TEXT: g_value_set_string (value, desk_timer_get_text (self)); break;
    case PROP_IS_DIRTY: g_value_set_boolean (value, desk_timer_get_is_dirty (self)); break;
    case PROP_HAS_MOVED: g_value_set_boolean (value, desk_timer_get_has_moved (self)); break;
    case PROP_IS_SAVING: g_value_set_boolean (value, self->is_saving); break;
    case PROP_REFUSAL: g_value_set_boxed (value, self->refusal); break;
    case PROP_IS_STALE: g_value_set_boolean (value, !self->is_ready); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_timer_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  const char *text = g_value_get_string (value);

  if (id == PROP_TEXT)
    desk_timer_set_text (DESK_TIMER (object), text != NULL ? text : "");
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
desk_timer_finalize (GObject *object)
{
  DeskTimer *self = DESK_TIMER (object);

  g_clear_object (&self->client);
  g_free (self->tenant);
  g_free (self->extension);
  g_free (self->name);
  g_free (self->server_text);
  g_free (self->base_text);
  g_free (self->text);
  g_clear_error (&self->failure);
  g_clear_error (&self->refusal);

  G_OBJECT_CLASS (desk_timer_parent_class)->finalize (object);
}

static void
desk_timer_class_init (DeskTimerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_timer_get_property;
  object_class->set_property = desk_timer_set_property;
  object_class->finalize = desk_timer_finalize;

  properties[PROP_EXTENSION] = g_param_spec_string ("extension", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_NUMBER] = g_param_spec_uint ("number", NULL, NULL, 0, 2, 0, flags);
  properties[PROP_IS_MINE] = g_param_spec_boolean ("is-mine", NULL, NULL, FALSE, flags);
  properties[PROP_STATE]
    = g_param_spec_enum ("state", NULL, NULL, DESK_TYPE_LOADING, DESK_LOADING_WAITING, flags);
  properties[PROP_FAILURE] = g_param_spec_boxed ("failure", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_SERVER_TEXT] = g_param_spec_string ("server-text", NULL, NULL, NULL, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags | G_PARAM_WRITABLE);
  properties[PROP_IS_DIRTY] = g_param_spec_boolean ("is-dirty", NULL, NULL, FALSE, flags);
  properties[PROP_HAS_MOVED] = g_param_spec_boolean ("has-moved", NULL, NULL, FALSE, flags);
  properties[PROP_IS_SAVING] = g_param_spec_boolean ("is-saving", NULL, NULL, FALSE, flags);
  properties[PROP_REFUSAL] = g_param_spec_boxed ("refusal", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_IS_STALE] = g_param_spec_boolean ("is-stale", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_timer_init (DeskTimer *self)
{
}
