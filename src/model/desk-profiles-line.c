/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of the person's extension, read and written. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/desk-operation.h"
#include "model/desk-profiles-private.h"
#include "pal/protocol/pal-error.h"

#define N_TIMERS 2

static gboolean
is_there (DeskProfiles *self, GTask *task)
{
  if (self->client == NULL)
    g_task_return_new_error (task, DESK_ERROR, DESK_ERROR_NOT_READY, _ ("Not connected"));
  return self->client != NULL;
}

/* --- reading --------------------------------------------------------------- */

typedef struct
{
  GTask *task;
  GPtrArray *keys;   /* of properties, NULL at the end; or NULL: */
  const char *timer; /* key of a timer */
} Asking;

typedef struct
{
  GHashTable *values;
  guint n_pending;
  GError *error;
} Reading;

static Reading *
reading_new (void)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return reading;
}

static void
reading_free (Reading *reading)
{
  g_hash_table_unref (reading->values);
  g_clear_error (&reading->error);
  g_free (reading);
}

static void
take_values (Reading *reading, const Asking *asking, PalReply *reply)
{
  g_auto (PalReplyIter) iter = { 0 };
  const char *text;

  if (asking->keys == NULL)
    {
      text = pal_reply_get_text (reply);
      g_hash_table_replace (reading->values, g_strdup (asking->timer), g_strdup (text != NULL ? text : ""));
      return;
    }
  pal_reply_iter_init (&iter, reply);
  for (guint i = 0; i + 1 < asking->keys->len; i++)
    {
      if (!pal_reply_iter_next (&iter))
        {
          if (reading->error == NULL)
            g_set_error_literal (&reading->error, PAL_ERROR, PAL_ERROR_REMOTE,
                                 _ ("The PBX gives an answer that cannot be read."));
          return;
        }
      text = pal_reply_iter_text (&iter, 0);
      g_hash_table_replace (reading->values, g_strdup (asking->keys->pdata[i]),
                            g_strdup (text != NULL ? text : ""));
    }
}

/* What was read before one of them failed is no less true. */
static void
end_reading (GTask *task)
{
  DeskProfiles *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  GHashTableIter iter;
  gpointer key, value;

  if (self->is_ready)
    {
      g_hash_table_iter_init (&iter, reading->values);
      while (g_hash_table_iter_next (&iter, &key, &value))
        g_hash_table_replace (self->values, g_strdup (key), g_strdup (value));
      desk_profiles_update (self);
    }
  if (reading->error != NULL)
    g_task_return_error (task, g_steal_pointer (&reading->error));
  else
    g_task_return_pointer (task, g_hash_table_ref (reading->values), (GDestroyNotify)g_hash_table_unref);
}

static void
asking_free (Asking *asking)
{
  g_clear_pointer (&asking->keys, g_ptr_array_unref);
  g_object_unref (asking->task);
  g_free (asking);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asking *asking = user_data;
  Reading *reading = g_task_get_task_data (asking->task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);

  if (reply != NULL)
    take_values (reading, asking, reply);
  else if (reading->error == NULL)
    reading->error = g_steal_pointer (&error);
  if (--reading->n_pending == 0)
    end_reading (asking->task);
  asking_free (asking);
}

static void
ask (GTask *task, GPtrArray *keys, const char *timer)
{
  DeskProfiles *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (PalParams) params = pal_params_new (keys != NULL ? PAL_METHOD_GET_EXTENSION_PROPERTIES
                                                              : PAL_METHOD_GET_PLAN_SWITCH_TIMER);
  Asking *asking = g_new0 (Asking, 1);

  asking->task = g_object_ref (task);
  pal_params_set_text (params, "extension", self->user);
  if (keys != NULL)
    {
      g_ptr_array_add (keys, NULL);
      asking->keys = g_ptr_array_ref (keys);
      pal_params_set_list (params, "property_names", (const char *const *)keys->pdata);
    }
  else
    {
      asking->timer = timer;
      pal_params_set_int (params, "number", desk_profile_key_get_timer (timer));
    }
  reading->n_pending++;
  pal_client_call_async (self->client, params, self->cancellable, read_cb, asking);
}

void
desk_profiles_read_async (DeskProfiles *self,
                          GPtrArray *keys,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  static const char *const timers[N_TIMERS] = { "timer1", "timer2" };
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GPtrArray) plain = g_ptr_array_new_with_free_func (g_free);
  Reading *reading = reading_new ();
  gboolean wants[N_TIMERS] = { FALSE };

  g_task_set_source_tag (task, desk_profiles_read_async);
  g_task_set_task_data (task, reading, (GDestroyNotify)reading_free);
  if (!is_there (self, task))
    return;
  for (guint i = 0; i < keys->len; i++)
    {
      guint timer = desk_profile_key_get_timer (keys->pdata[i]);

      if (timer != 0)
        wants[timer - 1] = TRUE;
      else if (!g_ptr_array_find_with_equal_func (plain, keys->pdata[i], g_str_equal, NULL))
        g_ptr_array_add (plain, g_strdup (keys->pdata[i]));
    }
  reading->n_pending = 1; /* none ends it before all are asked for */
  if (plain->len > 0)
    ask (task, plain, NULL);
  for (guint i = 0; i < N_TIMERS; i++)
    if (wants[i])
      ask (task, NULL, timers[i]);
  if (--reading->n_pending == 0)
    end_reading (task);
}

GHashTable *
desk_profiles_read_finish (DeskProfiles *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- writing --------------------------------------------------------------- */

static void
params_free (gpointer params)
{
  pal_params_unref (params);
}

static void
send_next (GTask *task);

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);

  if (reply == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    send_next (task);
}

static void
send_next (GTask *task)
{
  DeskProfiles *self = g_task_get_source_object (task);
  GPtrArray *calls = g_task_get_task_data (task);
  g_autoptr (PalParams) params = NULL;

  if (calls->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (!is_there (self, task))
    return;
  params = g_ptr_array_steal_index (calls, 0);
  pal_client_call_async (self->client, params, self->cancellable, sent_cb, g_object_ref (task));
}

/* The properties in one call, then the timers. */
static GPtrArray *
make_calls (DeskProfiles *self, GPtrArray *rows, gboolean is_back)
{
  GPtrArray *calls = g_ptr_array_new_with_free_func (params_free);
  PalParams *properties = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const DeskProfileRow *row = rows->pdata[i];
      const char *value = is_back ? row->before : row->after;
      guint timer = desk_profile_key_get_timer (row->key);
      PalParams *params = timer != 0 ? pal_params_new (PAL_METHOD_SET_PLAN_SWITCH_TIMER) : properties;

      if (params == NULL)
        {
          params = properties = pal_params_new (PAL_METHOD_SET_EXTENSION_PROPERTIES);
          g_ptr_array_insert (calls, 0, properties);
        }
      pal_params_set_text (params, "extension", self->user);
      if (timer == 0)
        {
          pal_params_set_member (params, "properties", row->key, value);
          continue;
        }
      pal_params_set_int (params, "number", timer);
      pal_params_set_text (params, "schedule", value);
      g_ptr_array_add (calls, params);
    }
  return calls;
}

void
desk_profiles_write_async (
    DeskProfiles *self, GPtrArray *rows, gboolean is_back, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, desk_profiles_write_async);
  g_task_set_task_data (task, make_calls (self, rows, is_back), (GDestroyNotify)g_ptr_array_unref);
  send_next (task);
}

gboolean
desk_profiles_write_finish (DeskProfiles *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
