/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A world as a file that sim-world-load.c reads: one record a line, names in order, so that the same world
 * gives the same bytes. Calls are not part of it. */
#include "sim/sim-world-file.h"

#include <string.h>

#include "sim/sim-contacts.h"
#include "sim/sim-mail.h"
#include "sim/sim-push.h"
#include "sim/sim-route.h"
#include "sim/sim-writer.h"

static const char *const manner_words[] = {
  [SIM_MANNER_AUTO] = "auto",     [SIM_MANNER_ANSWER] = "answer", [SIM_MANNER_WAIT] = "wait",
  [SIM_MANNER_BUSY] = "busy",     [SIM_MANNER_IGNORE] = "ignore", [SIM_MANNER_DND] = "dnd",
};

gboolean
sim_manner_from_word (const char *word, SimManner *manner)
{
  for (guint i = 0; i < G_N_ELEMENTS (manner_words); i++)
    if (strcmp (manner_words[i], word) == 0)
      {
        *manner = (SimManner) i;
        return TRUE;
      }

  return FALSE;
}

static const char *const remote_words[] = {
  [SIM_REMOTE_OBEYS] = "obeys", [SIM_REMOTE_IGNORES] = "ignores", [SIM_REMOTE_REFUSES] = "refuses",
};

gboolean
sim_remote_from_word (const char *word, SimRemote *remote)
{
  for (guint i = 0; i < G_N_ELEMENTS (remote_words); i++)
    if (strcmp (remote_words[i], word) == 0)
      {
        *remote = (SimRemote) i;
        return TRUE;
      }

  return FALSE;
}

static void
begin_line (SimWriter *writer, const char *name, char bracket)
{
  g_string_append (writer->out, writer->comma ? ",\n" : "\n");
  writer->comma = FALSE;
  sim_writer_begin (writer, name, bracket);
}

static void
write_if_any (SimWriter *writer, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    sim_writer_text (writer, name, text);
}

static GList *
sort_keys (GHashTable *table)
{
  return g_list_sort (g_hash_table_get_keys (table), (GCompareFunc) strcmp);
}

/* Without what is written elsewhere. */
static void
write_map (SimWriter *writer, const char *name, GHashTable *map, const char *const *without)
{
  g_autoptr(GList) keys = sort_keys (map);

  sim_writer_begin (writer, name, '{');
  for (GList *l = keys; l != NULL; l = l->next)
    if (without == NULL || !g_strv_contains (without, l->data))
      sim_writer_text (writer, l->data, g_hash_table_lookup (map, l->data));
  sim_writer_end (writer, '}');
}

static void
write_texts (SimWriter *writer, const char *name, GPtrArray *texts)
{
  begin_line (writer, name, '[');
  for (guint i = 0; i < texts->len; i++)
    sim_writer_text (writer, NULL, g_ptr_array_index (texts, i));
  sim_writer_end (writer, ']');
}

static void
write_phones (SimWriter *writer, SimExtension *user)
{
  sim_writer_begin (writer, "phones", '[');
  for (guint i = 0; i < user->phones->len; i++)
    {
      const SimPhone *phone = g_ptr_array_index (user->phones, i);

      sim_writer_begin (writer, NULL, '{');
      sim_writer_int (writer, "index", phone->index);
      sim_writer_text (writer, "id", phone->id);
      sim_writer_boolean (writer, "registered", phone->registered);
      if (phone->manner != SIM_MANNER_AUTO)
        sim_writer_text (writer, "manner", manner_words[phone->manner]);
      if (phone->delay > 0)
        sim_writer_int (writer, "delay", phone->delay);
      if (phone->remote != SIM_REMOTE_OBEYS)
        sim_writer_text (writer, "remote", remote_words[phone->remote]);
      sim_writer_end (writer, '}');
    }
  sim_writer_end (writer, ']');
}

static void
write_messages (SimWriter *writer, SimExtension *user)
{
  sim_writer_begin (writer, "messages", '[');
  for (guint i = 0; i < user->messages->len; i++)
    {
      const SimMessage *message = g_ptr_array_index (user->messages, i);

      sim_writer_begin (writer, NULL, '{');
      sim_writer_text (writer, "id", message->id);
      sim_writer_text (writer, "from", message->from);
      sim_writer_int (writer, "time", message->time);
      sim_writer_int (writer, "seconds", message->seconds);
      sim_writer_text (writer, "state", sim_message_state_to_word (message->state));
      if (message->is_new)
        sim_writer_boolean (writer, "new", TRUE);
      sim_writer_end (writer, '}');
    }
  sim_writer_end (writer, ']');
}

static void
write_extension (SimWriter *writer, SimExtension *extension)
{
  static const char *const elsewhere[] = { "type", "pnumber", NULL };

  begin_line (writer, NULL, '{');
  sim_writer_text (writer, "extension", extension->number);
  sim_writer_text (writer, "type", sim_extension_get (extension, "type"));
  write_map (writer, "properties", extension->properties, elsewhere);
  if (extension->is_user)
    write_phones (writer, extension);
  if (extension->messages->len > 0)
    write_messages (writer, extension);
  if (*extension->timers[0] != '\0' || *extension->timers[1] != '\0')
    {
      sim_writer_begin (writer, "timers", '[');
      sim_writer_text (writer, NULL, extension->timers[0]);
      sim_writer_text (writer, NULL, extension->timers[1]);
      sim_writer_end (writer, ']');
    }
  sim_writer_end (writer, '}');
}

static void
write_notes (SimWriter *writer, SimTenant *tenant)
{
  begin_line (writer, "notes", '[');
  for (guint i = 0; i < tenant->notes->len; i++)
    {
      const SimNote *note = g_ptr_array_index (tenant->notes, i);

      begin_line (writer, NULL, '{');
      sim_writer_text (writer, "name", note->name);
      sim_writer_text (writer, "description", note->description);
      sim_writer_int (writer, "useraccess", note->access);
      sim_writer_text (writer, "note", note->text);
      sim_writer_end (writer, '}');
    }
  sim_writer_end (writer, ']');
}

static void
write_contact (SimWriter *writer, const SimContact *contact)
{
  const char *field, *value;

  begin_line (writer, NULL, '{');
  sim_writer_text (writer, "aid", contact->id);
  sim_writer_text (writer, "phonebook", contact->phonebook);
  if (contact->owner != NULL)
    sim_writer_text (writer, "user", contact->owner);
  sim_writer_begin (writer, "info", '{');
  for (guint i = 0; (field = pal_contact_info_get_nth (contact->info, i, &value)) != NULL; i++)
    sim_writer_text (writer, field, value);
  sim_writer_end (writer, '}');
  sim_writer_end (writer, '}');
}

static void
write_phonebooks (SimWriter *writer, SimTenant *tenant)
{
  begin_line (writer, "phonebooks", '[');
  for (guint i = 0; i < tenant->phonebooks->len; i++)
    {
      const SimPhonebook *book = g_ptr_array_index (tenant->phonebooks, i);

      begin_line (writer, NULL, '{');
      sim_writer_text (writer, "phonebook", book->name);
      if (book->owner != NULL)
        sim_writer_text (writer, "user", book->owner);
      sim_writer_end (writer, '}');
    }
  sim_writer_end (writer, ']');
  begin_line (writer, "contacts", '[');
  for (guint i = 0; i < tenant->contact_order->len; i++)
    write_contact (writer, g_ptr_array_index (tenant->contact_order, i));
  sim_writer_end (writer, ']');
}

static void
write_outside (SimWriter *writer, SimTenant *tenant)
{
  g_autoptr(GList) numbers = sort_keys (tenant->outside);

  begin_line (writer, "outside", '{');
  for (GList *l = numbers; l != NULL; l = l->next)
    sim_writer_text (writer, l->data,
                     manner_words[GPOINTER_TO_INT (g_hash_table_lookup (tenant->outside, l->data))]);
  sim_writer_end (writer, '}');
}

static void
write_devices (SimWriter *writer, SimTenant *tenant)
{
  begin_line (writer, "push_devices", '[');
  for (guint i = 0; i < tenant->push_devices->len; i++)
    {
      const SimPushDevice *device = g_ptr_array_index (tenant->push_devices, i);

      begin_line (writer, NULL, '{');
      sim_writer_text (writer, "username", device->username);
      sim_writer_int (writer, "service_id", device->service);
      sim_writer_text (writer, "application_id", device->application);
      write_if_any (writer, "device_id", device->device);
      write_if_any (writer, "endpoint", device->endpoint);
      write_if_any (writer, "key", device->key);
      write_if_any (writer, "auth_secret", device->auth_secret);
      write_if_any (writer, "user_agent", device->user_agent);
      if (device->is_voip)
        sim_writer_boolean (writer, "voip", TRUE);
      sim_writer_end (writer, '}');
    }
  sim_writer_end (writer, ']');
}

static void
write_app_data (SimWriter *writer, SimTenant *tenant)
{
  g_autoptr(GList) keys = sort_keys (tenant->app_data);

  begin_line (writer, "app_data", '[');
  for (GList *l = keys; l != NULL; l = l->next)
    {
      const char *id = strchr (l->data, '\n') + 1;
      g_autofree char *user = g_strndup (l->data, (gsize) (id - 1 - (char *) l->data));

      begin_line (writer, NULL, '{');
      sim_writer_text (writer, "user", user);
      sim_writer_text (writer, "data_id", id);
      sim_writer_text (writer, "data", g_hash_table_lookup (tenant->app_data, l->data));
      sim_writer_end (writer, '}');
    }
  sim_writer_end (writer, ']');
}

static void
write_tenant (SimWriter *writer, SimTenant *tenant)
{
  begin_line (writer, NULL, '{');
  sim_writer_text (writer, "tenant", tenant->name);
  write_map (writer, "properties", tenant->properties, NULL);
  begin_line (writer, "extensions", '[');
  for (guint i = 0; i < tenant->order->len; i++)
    write_extension (writer, g_ptr_array_index (tenant->order, i));
  sim_writer_end (writer, ']');
  write_texts (writer, "parks", tenant->parks);
  write_texts (writer, "lines", tenant->lines);
  write_outside (writer, tenant);
  write_notes (writer, tenant);
  write_phonebooks (writer, tenant);
  write_devices (writer, tenant);
  write_app_data (writer, tenant);
  sim_writer_end (writer, '}');
}

static void
write_fields (SimWriter *writer, const char *name, guint64 fields)
{
  sim_writer_begin (writer, name, '[');
  for (guint i = 0; i < SIM_N_FIELDS; i++)
    if ((fields >> i & 1) != 0)
      {
        g_autofree char *field = sim_field_to_name (i);

        sim_writer_text (writer, NULL, field);
      }
  sim_writer_end (writer, ']');
}

/* Empty values at the end are not written. */
static void
write_route (SimWriter *writer, char **route)
{
  guint n = SIM_N_FIELDS;

  while (n > SIM_FIELD_NAME + 1 && *route[n - 1] == '\0')
    n--;
  begin_line (writer, NULL, '[');
  for (guint i = 0; i < n; i++)
    sim_writer_text (writer, NULL, route[i]);
  sim_writer_end (writer, ']');
}

static void
write_template (SimWriter *writer, SimTemplate *template)
{
  begin_line (writer, NULL, '{');
  sim_writer_text (writer, "template", template->name);
  sim_writer_boolean (writer, "did", template->is_did);
  write_fields (writer, "list", template->list);
  write_fields (writer, "edit", template->edit);
  sim_writer_begin (writer, "routes", '[');
  for (guint i = 0; i < template->routes->len; i++)
    write_route (writer, g_ptr_array_index (template->routes, i));
  sim_writer_end (writer, ']');
  sim_writer_end (writer, '}');
}

static void
write_applications (SimWriter *writer, SimWorld *world)
{
  begin_line (writer, "push_applications", '[');
  for (guint i = 0; i < world->push_applications->len; i++)
    {
      const SimPushApplication *application = g_ptr_array_index (world->push_applications, i);

      begin_line (writer, NULL, '{');
      sim_writer_text (writer, "appname", application->name);
      sim_writer_int (writer, "service_id", application->service);
      sim_writer_text (writer, "appid", application->id);
      sim_writer_text (writer, "desc", application->desc);
      sim_writer_end (writer, '}');
    }
  sim_writer_end (writer, ']');
}

char *
sim_world_to_text (SimWorld *self)
{
  GString *out = g_string_new (NULL);
  SimWriter writer;

  sim_writer_init (&writer, out);
  sim_writer_begin (&writer, NULL, '{');
  sim_writer_text (&writer, "system_password", self->system_password);
  sim_writer_int (&writer, "next_contact", (gint64) self->next_contact);
  sim_writer_int (&writer, "next_message", (gint64) self->next_message);
  begin_line (&writer, "tenants", '[');
  for (guint i = 0; i < self->tenants->len; i++)
    write_tenant (&writer, g_ptr_array_index (self->tenants, i));
  sim_writer_end (&writer, ']');
  begin_line (&writer, "templates", '[');
  for (guint i = 0; i < self->templates->len; i++)
    write_template (&writer, g_ptr_array_index (self->templates, i));
  sim_writer_end (&writer, ']');
  write_applications (&writer, self);
  sim_writer_end (&writer, '}');
  g_string_append_c (out, '\n');

  return g_string_free (out, FALSE);
}

gboolean
sim_world_save (SimWorld *self, const char *path, GError **error)
{
  g_autofree char *text = sim_world_to_text (self);

  /* All passwords are in it. */
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}
