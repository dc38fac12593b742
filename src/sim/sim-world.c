/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-world.h"

#include <string.h>

#include "sim/sim-call-private.h"
#include "sim/sim-contacts.h"
#include "sim/sim-mail.h"
#include "sim/sim-push.h"
#include "sim/sim-route.h"
#include "sim/sim-story.h"

G_DEFINE_QUARK (sim-error-quark, sim_error)

enum
{
  SIGNAL_EVENT,
  SIGNAL_FLUSH,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SimWorld, sim_world, G_TYPE_OBJECT)

static void
note_free (gpointer data)
{
  SimNote *note = data;

  g_free (note->name);
  g_free (note->description);
  g_free (note->text);
  g_free (note);
}

static void
contact_free (gpointer data)
{
  SimContact *contact = data;

  g_free (contact->id);
  g_free (contact->owner);
  g_free (contact->phonebook);
  g_free (contact->search);
  g_free (contact->display_name);
  pal_contact_info_unref (contact->info);
  g_free (contact);
}

static void
phonebook_free (gpointer data)
{
  SimPhonebook *book = data;

  g_free (book->name);
  g_free (book->owner);
  g_free (book);
}

static void
phone_free (gpointer data)
{
  SimPhone *phone = data;

  g_free (phone->id);
  g_free (phone);
}

static void
extension_free (gpointer data)
{
  SimExtension *extension = data;

  g_free (extension->number);
  g_hash_table_unref (extension->properties);
  g_ptr_array_unref (extension->phones);
  g_ptr_array_unref (extension->legs);
  g_ptr_array_unref (extension->messages);
  g_free (extension->timers[0]);
  g_free (extension->timers[1]);
  g_free (extension);
}

static void
tenant_free (gpointer data)
{
  SimTenant *tenant = data;

  g_hash_table_unref (tenant->properties);
  g_hash_table_unref (tenant->extensions);
  g_ptr_array_unref (tenant->order);
  g_ptr_array_unref (tenant->notes);
  g_ptr_array_unref (tenant->phonebooks);
  g_hash_table_unref (tenant->contacts);
  g_ptr_array_unref (tenant->contact_order);
  g_string_free (tenant->contact_texts, TRUE);
  g_array_unref (tenant->contact_starts);
  g_hash_table_unref (tenant->contact_lists);
  g_ptr_array_unref (tenant->parks);
  g_ptr_array_unref (tenant->lines);
  g_hash_table_unref (tenant->parked);
  g_hash_table_unref (tenant->seized);
  g_hash_table_unref (tenant->rooms);
  g_hash_table_unref (tenant->legs);
  g_hash_table_unref (tenant->outside);
  g_ptr_array_unref (tenant->push_devices);
  g_hash_table_unref (tenant->app_data);
  g_free (tenant->name);
  g_free (tenant);
}

static void
sim_world_dispose (GObject *object)
{
  SimWorld *self = SIM_WORLD (object);

  if (self->clock != NULL)
    sim_world_reset_calls (self);

  G_OBJECT_CLASS (sim_world_parent_class)->dispose (object);
}

static void
sim_world_finalize (GObject *object)
{
  SimWorld *self = SIM_WORLD (object);

  g_ptr_array_unref (self->tenants);
  g_ptr_array_unref (self->templates);
  g_ptr_array_unref (self->push_applications);
  g_queue_free_full (self->history, g_free);
  g_queue_free_full (self->stories, (GDestroyNotify) sim_story_free);
  g_ptr_array_unref (self->call_backs);
  g_rand_free (self->rand);
  g_free (self->system_password);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sim_world_parent_class)->finalize (object);
}

static void
sim_world_class_init (SimWorldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sim_world_dispose;
  object_class->finalize = sim_world_finalize;

  signals[SIGNAL_EVENT] = g_signal_new ("event", SIM_TYPE_WORLD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);
  signals[SIGNAL_FLUSH] = g_signal_new ("flush", SIM_TYPE_WORLD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
}

static void
sim_world_init (SimWorld *self)
{
  self->tenants = g_ptr_array_new_with_free_func (tenant_free);
  self->templates = g_ptr_array_new_with_free_func (sim_template_free);
  self->push_applications = g_ptr_array_new_with_free_func (sim_push_application_free);
  self->history = g_queue_new ();
  self->stories = g_queue_new ();
  self->call_backs = sim_callback_new_list ();
  self->system_password = g_strdup ("sa");
  self->auto_answer = -1;
  self->ring_timeout = 30000;
  self->park_timeout = 120000;
  self->loss_timeout = 30000;
  self->active = TRUE;
  self->next_room = G_GUINT64_CONSTANT (282000000230);
  self->next_talker = 1416;
  self->next_log = 1;
  self->next_contact = 6636;
  self->next_message = 1;
}

static gint64
get_local_offset (gint64 ms)
{
  g_autoptr(GDateTime) local = g_date_time_new_from_unix_local (ms / 1000);

  return g_date_time_get_utc_offset (local) / 1000;
}

SimWorld *
sim_world_new (SimClock *clock, guint32 seed)
{
  SimWorld *self = g_object_new (SIM_TYPE_WORLD, NULL);

  self->clock = g_object_ref (clock);
  self->wall_offset = get_local_offset (sim_clock_get_time (clock));
  self->rand = g_rand_new_with_seed (seed);

  return self;
}

SimTenant *
sim_world_add_tenant (SimWorld *self, const char *name)
{
  SimTenant *tenant = g_new0 (SimTenant, 1);

  tenant->world = self;
  tenant->name = g_strdup (name);
  tenant->properties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  tenant->extensions = g_hash_table_new (g_str_hash, g_str_equal);
  tenant->order = g_ptr_array_new_with_free_func (extension_free);
  tenant->notes = g_ptr_array_new_with_free_func (note_free);
  tenant->phonebooks = g_ptr_array_new_with_free_func (phonebook_free);
  tenant->contacts = g_hash_table_new (g_str_hash, g_str_equal);
  tenant->contact_order = g_ptr_array_new_with_free_func (contact_free);
  tenant->contact_texts = g_string_new (NULL);
  tenant->contact_starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  tenant->contact_lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                 (GDestroyNotify) g_ptr_array_unref);
  tenant->parks = g_ptr_array_new_with_free_func (g_free);
  tenant->lines = g_ptr_array_new_with_free_func (g_free);
  tenant->parked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  tenant->seized = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  tenant->rooms = g_hash_table_new (g_str_hash, g_str_equal);
  tenant->legs = g_hash_table_new (g_str_hash, g_str_equal);
  tenant->outside = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  tenant->push_devices = g_ptr_array_new_with_free_func (sim_push_device_free);
  tenant->app_data = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_ptr_array_add (self->tenants, tenant);

  return tenant;
}

SimTenant *
sim_world_get_tenant (SimWorld *self, const char *name)
{
  if (name == NULL || *name == '\0' || strcmp (name, "-") == 0)
    return self->tenants->len > 0 ? g_ptr_array_index (self->tenants, 0) : NULL;

  for (guint i = 0; i < self->tenants->len; i++)
    {
      SimTenant *tenant = g_ptr_array_index (self->tenants, i);

      if (strcmp (tenant->name, name) == 0)
        return tenant;
    }

  return NULL;
}

void
sim_world_set_active (SimWorld *self, gboolean active)
{
  PalEvent event = { .kind = PAL_EVENT_SERVER_STATUS };

  if (self->active == active)
    return;

  self->active = active;
  event.server_status.active = active;
  event.server_status.status = active ? "active" : "inactive";
  sim_world_emit (self, NULL, &event);
}

/* Its fields are those of the place the PBX is at, whatever the zone. */
GDateTime *
sim_world_get_wall_time (SimWorld *self)
{
  return g_date_time_new_from_unix_utc ((sim_clock_get_time (self->clock) + self->wall_offset) / 1000);
}

void
sim_world_set_wall_time (SimWorld *self, GDateTime *time)
{
  gint64 ms = (g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_utc_offset (time)) / 1000;

  self->wall_offset = ms - sim_clock_get_time (self->clock);
}

void
sim_world_emit (SimWorld *self, SimTenant *tenant, const PalEvent *event)
{
  g_signal_emit (self, signals[SIGNAL_EVENT], 0, tenant, event);
}

void
sim_world_begin_batch (SimWorld *self)
{
  self->batching++;
}

void
sim_world_end_batch (SimWorld *self)
{
  g_return_if_fail (self->batching > 0);

  if (--self->batching == 0)
    g_signal_emit (self, signals[SIGNAL_FLUSH], 0);
}

SimExtension *
sim_tenant_get_extension (SimTenant *self, const char *number)
{
  return number != NULL ? g_hash_table_lookup (self->extensions, number) : NULL;
}

SimExtension *
sim_tenant_add_extension (SimTenant *self, const char *number, const char *type)
{
  SimExtension *extension = g_new0 (SimExtension, 1);

  extension->tenant = self;
  extension->number = g_strdup (number);
  extension->properties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  extension->phones = g_ptr_array_new_with_free_func (phone_free);
  extension->legs = g_ptr_array_new ();
  extension->messages = g_ptr_array_new_with_free_func (sim_message_free);
  extension->timers[0] = g_strdup ("");
  extension->timers[1] = g_strdup ("");
  extension->is_user = g_ascii_strcasecmp (type, "user") == 0;
  g_hash_table_insert (extension->properties, g_strdup ("type"), g_ascii_strdown (type, -1));
  g_hash_table_insert (self->extensions, extension->number, extension);
  g_ptr_array_add (self->order, extension);

  return extension;
}

/* What was the user's own goes with it. */
static void
forget_user (SimTenant *self, SimExtension *user)
{
  g_autofree char *mine = g_strconcat (user->number, "\n", NULL);
  GHashTableIter iter;
  gpointer key;

  sim_line_forget_user (user);
  sim_contacts_forget_user (self, user->number);
  for (guint i = 0; i < user->phones->len; i++)
    sim_push_devices_forget (self, ((SimPhone *) g_ptr_array_index (user->phones, i))->id);
  g_hash_table_iter_init (&iter, self->app_data);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_has_prefix (key, mine))
      g_hash_table_iter_remove (&iter);
}

void
sim_tenant_remove_extension (SimTenant *self, SimExtension *extension)
{
  for (guint i = 0; i < extension->phones->len; i++)
    sim_phone_set_registered (g_ptr_array_index (extension->phones, i), FALSE);
  while (extension->legs->len > 0)
    sim_leg_lose (g_ptr_array_index (extension->legs, 0));
  sim_queue_close (extension);
  if (extension->is_user)
    forget_user (self, extension);
  g_hash_table_remove (self->extensions, extension->number);
  g_ptr_array_remove (self->order, extension);
}

SimNote *
sim_tenant_get_note (SimTenant *self, const char *name)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      SimNote *note = g_ptr_array_index (self->notes, i);

      if (strcmp (note->name, name) == 0)
        return note;
    }

  return NULL;
}

SimNote *
sim_tenant_add_note (SimTenant *self, const char *name)
{
  SimNote *note = g_new0 (SimNote, 1);

  note->name = g_strdup (name);
  note->description = g_strdup ("");
  note->text = g_strdup ("");
  note->access = 2;
  g_ptr_array_add (self->notes, note);

  return note;
}
