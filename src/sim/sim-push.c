/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Push notification: who may be reached how. Nothing leaves: what would be sent is kept. */
#include "sim/sim-push.h"

#include <string.h>

#define VOIP_SUFFIX ".voip"

static const struct
{
  const char *word;
  SimPushService service;
} service_words[] = {
  { "1", SIM_PUSH_APNS }, { "2", SIM_PUSH_FCM }, { "3", SIM_PUSH_WEB }, { "4", SIM_PUSH_LPC },
  { "11", SIM_PUSH_APNS }, { "12", SIM_PUSH_FCM }, { "13", SIM_PUSH_WEB },
};

SimPushService
sim_push_service_from_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (service_words); i++)
    if (strcmp (service_words[i].word, word) == 0)
      return service_words[i].service;

  return SIM_PUSH_NONE;
}

void
sim_push_application_free (gpointer data)
{
  SimPushApplication *self = data;

  g_free (self->name);
  g_free (self->id);
  g_free (self->desc);
  g_free (self);
}

void
sim_push_device_free (gpointer data)
{
  SimPushDevice *self = data;

  g_free (self->username);
  g_free (self->application);
  g_free (self->device);
  g_free (self->endpoint);
  g_free (self->key);
  g_free (self->auth_secret);
  g_free (self->user_agent);
  g_ptr_array_unref (self->sent);
  g_free (self);
}

SimPushApplication *
sim_push_application_add (SimWorld *world, SimPushService service, const char *name, const char *id,
                          const char *desc)
{
  SimPushApplication *self = g_new0 (SimPushApplication, 1);

  self->service = service;
  self->name = g_strdup (name);
  self->id = g_strdup (id);
  self->desc = g_strdup (desc);
  g_ptr_array_add (world->push_applications, self);

  return self;
}

SimPushApplication *
sim_push_application_find (SimWorld *world, SimPushService service, const char *name)
{
  for (guint i = 0; i < world->push_applications->len; i++)
    {
      SimPushApplication *self = g_ptr_array_index (world->push_applications, i);

      if (self->service == service && strcmp (self->name, name) == 0)
        return self;
    }

  return NULL;
}

SimPushApplication *
sim_push_application_find_id (SimWorld *world, SimPushService service, const char *id)
{
  gsize length = strlen (id);

  if (g_str_has_suffix (id, VOIP_SUFFIX))
    length -= strlen (VOIP_SUFFIX);
  for (guint i = 0; i < world->push_applications->len; i++)
    {
      SimPushApplication *self = g_ptr_array_index (world->push_applications, i);

      if (self->service == service && strlen (self->id) == length && strncmp (self->id, id, length) == 0)
        return self;
    }

  return NULL;
}

SimPushDevice *
sim_push_device_ensure (SimTenant *tenant, const char *username, SimPushService service,
                        const char *application, gboolean is_voip)
{
  SimPushDevice *self;

  for (guint i = 0; i < tenant->push_devices->len; i++)
    {
      self = g_ptr_array_index (tenant->push_devices, i);
      if (self->service == service && self->is_voip == is_voip && strcmp (self->username, username) == 0
          && strcmp (self->application, application) == 0)
        return self;
    }

  self = g_new0 (SimPushDevice, 1);
  self->username = g_strdup (username);
  self->service = service;
  self->application = g_strdup (application);
  self->is_voip = is_voip;
  self->sent = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (tenant->push_devices, self);

  return self;
}

void
sim_push_devices_forget (SimTenant *tenant, const char *username)
{
  for (guint i = tenant->push_devices->len; i > 0; i--)
    {
      const SimPushDevice *device = g_ptr_array_index (tenant->push_devices, i - 1);

      if (strcmp (device->username, username) == 0)
        g_ptr_array_remove_index (tenant->push_devices, i - 1);
    }
}
