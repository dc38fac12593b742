/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what sim-world-save.c writes, and what people write by hand: most members may be left out. */
#include "sim/sim-extension.h"
#include "sim/sim-world-file.h"

#include <string.h>

#include "sim/sim-contacts.h"
#include "sim/sim-mail.h"
#include "sim/sim-push.h"
#include "sim/sim-world-record.h"

static gboolean
set_property (const SimRecord *record, const char *name, const char *value, GError **error)
{
  g_autoptr(GError) reason = NULL;
  g_autofree char *read = NULL;

  if (strcmp (name, "type") == 0)
    return sim_read_fail (record, name, error, "belongs beside the properties");

  read = sim_extension_read_value (record->extension, NULL, name, value, &reason);
  if (read == NULL)
    return sim_read_fail (record, name, error, "%s", reason->message);
  sim_extension_set (record->extension, name, read);

  return TRUE;
}

/* A property of the user, that may stand with the phone. */
static gboolean
set_phone_type (const SimRecord *record, guint index, const char *type, GError **error)
{
  g_autofree char *name = g_strdup_printf ("p%u_ptype", index);

  return *type == '\0' || set_property (record, name, type, error);
}

static gboolean
load_phone (const SimRecord *record, GError **error)
{
  static const char *const known[]
      = { "index", "id", "type", "registered", "manner", "delay", "remote", NULL };
  const char *id, *type, *word, *remote_word;
  gint64 index, delay;
  gboolean registered;
  SimManner manner;
  SimRemote remote;
  SimPhone *phone;

  if (!sim_read_members (record, known, error) || !sim_read_int (record, "index", 0, 1, 4, &index, error)
      || !sim_read_text (record, "id", NULL, &id, error) || !sim_read_text (record, "type", "", &type, error)
      || !sim_read_boolean (record, "registered", TRUE, &registered, error)
      || !sim_read_text (record, "manner", "auto", &word, error)
      || !sim_read_int (record, "delay", 0, 0, G_MAXINT, &delay, error)
      || !sim_read_text (record, "remote", "obeys", &remote_word, error))
    return FALSE;
  if (index == 0)
    index = MIN (record->extension->phones->len + 1, 4);
  if (!sim_manner_from_word (word, &manner))
    return sim_read_fail (record, "manner", error, "nobody behaves like “%s”", word);
  if (!sim_remote_from_word (remote_word, &remote))
    return sim_read_fail (record, "remote", error, "neither obeys, ignores nor refuses: “%s”", remote_word);
  if (sim_extension_get_phone (record->extension, (guint) index) != NULL || *id == '\0'
      || strchr (id, ',') != NULL)
    return sim_read_fail (record, "index", error, "there is one already, or its id is empty or has a comma");
  if (!set_phone_type (record, (guint) index, type, error))
    return FALSE;

  sim_extension_set_phone (record->extension, (guint) index, id);
  phone = sim_extension_get_phone (record->extension, (guint) index);
  phone->manner = manner;
  phone->delay = (guint) delay;
  phone->remote = remote;
  sim_phone_set_registered (phone, registered);

  return TRUE;
}

static gboolean
load_message (const SimRecord *record, GError **error)
{
  static const char *const known[] = { "id", "from", "time", "seconds", "state", "new", NULL };
  const char *id, *from, *word;
  SimMessageState state;
  SimMessage *message;
  gint64 time, seconds;
  gboolean is_new;

  if (!sim_read_members (record, known, error) || !sim_read_text (record, "id", "", &id, error)
      || !sim_read_text (record, "from", "", &from, error)
      || !sim_read_int (record, "time", sim_clock_get_time (record->world->clock), 0, G_MAXINT64, &time,
                        error)
      || !sim_read_int (record, "seconds", 10, 0, G_MAXINT, &seconds, error)
      || !sim_read_text (record, "state", "unread", &word, error)
      || !sim_read_boolean (record, "new", FALSE, &is_new, error))
    return FALSE;
  if (!sim_message_state_from_word (word, &state))
    return sim_read_fail (record, "state", error, "neither unread, read nor saved: “%s”", word);
  if (*id != '\0' && sim_mail_find (record->extension, id) != NULL)
    return sim_read_fail (record, "id", error, "“%s” is there already", id);

  message = sim_mail_insert (record->extension, *id != '\0' ? id : NULL, state);
  g_free (message->from);
  message->from = g_strdup (from);
  message->time = time;
  message->seconds = (guint) seconds;
  message->is_new = is_new && state == SIM_MESSAGE_UNREAD;

  return TRUE;
}

/* Properties may stand beside the rest as well. */
static gboolean
load_open_properties (const SimRecord *record, GError **error)
{
  static const char *const known[] = { "extension", "type", "properties", "phones", "messages", "timers",
                                       "registered", NULL };
  g_autoptr(GList) names = json_object_get_members (record->object);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *value = sim_json_text (record->object, l->data, NULL);

      if (g_strv_contains (known, l->data))
        continue;
      if (value == NULL)
        return sim_read_fail (record, l->data, error, "is no text");
      if (!set_property (record, l->data, value, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
load_timers (const SimRecord *record, GError **error)
{
  JsonArray *timers = sim_json_array (record->object, "timers");

  if (timers == NULL)
    return !json_object_has_member (record->object, "timers")
           || sim_read_fail (record, "timers", error, "is no array");

  for (guint i = 0; i < json_array_get_length (timers); i++)
    {
      JsonNode *node = json_array_get_element (timers, i);

      if (i > 1 || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        return sim_read_fail (record, "timers", error, "not two texts");
      g_free (record->extension->timers[i]);
      record->extension->timers[i] = g_strdup (json_node_get_string (node));
    }

  return TRUE;
}

/* Who names no phones has one with its own number. */
static gboolean
load_phones (const SimRecord *record, GError **error)
{
  SimExtension *user = record->extension;
  gboolean registered;

  if (!sim_read_boolean (record, "registered", TRUE, &registered, error))
    return FALSE;
  if (json_object_has_member (record->object, "phones"))
    return sim_read_each (record, "phones", load_phone, error);

  if (user->is_user && user->phones->len == 0)
    sim_extension_set_phone (user, 1, user->number);
  for (guint i = 0; i < user->phones->len; i++)
    sim_phone_set_registered (g_ptr_array_index (user->phones, i), registered);

  return TRUE;
}

static gboolean
load_extension (const SimRecord *record, GError **error)
{
  static const char *const types[] = { "user", "ringgroup", "ivr", "conditional", "conference", "callback",
                                       NULL };
  const char *number, *type;
  SimRecord own = *record;

  if (record->object == NULL)
    return sim_read_fail (record, NULL, error, "is no object");
  if (!sim_read_text (record, "extension", NULL, &number, error)
      || !sim_read_text (record, "type", "user", &type, error))
    return FALSE;
  if (!g_strv_contains (types, type))
    return sim_read_fail (record, "type", error, "no type is called “%s”", type);
  if (*number == '\0' || sim_tenant_get_extension (record->tenant, number) != NULL)
    return sim_read_fail (record, "extension", error, "“%s” is there already, or is no number", number);

  own.extension = sim_tenant_add_extension (record->tenant, number, type);
  if (!sim_read_map (&own, "properties", set_property, error) || !load_open_properties (&own, error)
      || !load_phones (&own, error) || !sim_read_each (&own, "messages", load_message, error)
      || !load_timers (&own, error))
    return FALSE;
  sim_mail_count (own.extension);

  return TRUE;
}

static gboolean
add_text (GPtrArray *into, const SimRecord *record, GError **error)
{
  if (!JSON_NODE_HOLDS_VALUE (record->node) || json_node_get_value_type (record->node) != G_TYPE_STRING)
    return sim_read_fail (record, NULL, error, "is no text");

  g_ptr_array_add (into, g_strdup (json_node_get_string (record->node)));
  return TRUE;
}

static gboolean
load_park (const SimRecord *record, GError **error)
{
  return add_text (record->tenant->parks, record, error);
}

static gboolean
load_line (const SimRecord *record, GError **error)
{
  return add_text (record->tenant->lines, record, error);
}

static gboolean
load_outside (const SimRecord *record, const char *number, const char *word, GError **error)
{
  SimManner manner;

  if (!sim_manner_from_word (word, &manner))
    return sim_read_fail (record, number, error, "nobody behaves like “%s”", word);

  g_hash_table_insert (record->tenant->outside, g_strdup (number), GINT_TO_POINTER (manner));
  return TRUE;
}

static gboolean
set_tenant_property (const SimRecord *record, const char *name, const char *value, GError **error)
{
  const PalProperty *row = pal_property_lookup ("tenant", NULL, name, NULL);
  g_autoptr(GError) reason = NULL;
  char *read = row != NULL ? pal_property_read (row, name, value, &reason) : NULL;

  if (row == NULL)
    return sim_read_fail (record, name, error, "no property of a tenant is called so");
  if (read == NULL)
    return sim_read_fail (record, name, error, "%s", reason->message);
  g_hash_table_insert (record->tenant->properties, g_strdup (name), read);
  if (strcmp (name, "tenantid") != 0 || strcmp (read, record->tenant->name) == 0)
    return TRUE;

  return sim_read_fail (record, name, error, "it is called “%s”", record->tenant->name);
}

static gboolean
load_note (const SimRecord *record, GError **error)
{
  static const char *const known[] = { "name", "description", "useraccess", "note", NULL };
  const char *name, *description, *text;
  gint64 access;
  SimNote *note;

  if (!sim_read_members (record, known, error) || !sim_read_text (record, "name", NULL, &name, error)
      || !sim_read_text (record, "description", "", &description, error)
      || !sim_read_int (record, "useraccess", 2, 0, 2, &access, error)
      || !sim_read_text (record, "note", "", &text, error))
    return FALSE;
  if (sim_tenant_get_note (record->tenant, name) != NULL)
    return sim_read_fail (record, "name", error, "“%s” is there already", name);

  note = sim_tenant_add_note (record->tenant, name);
  g_free (note->description);
  g_free (note->text);
  note->description = g_strdup (description);
  note->text = g_strdup (text);
  note->access = (int) access;

  return TRUE;
}

/* "" in the file is no owner: shared. */
static const char *
owner_or_null (const char *owner)
{
  return *owner != '\0' ? owner : NULL;
}

static gboolean
load_phonebook (const SimRecord *record, GError **error)
{
  static const char *const known[] = { "phonebook", "user", NULL };
  const char *name, *owner;

  if (!sim_read_members (record, known, error) || !sim_read_text (record, "phonebook", NULL, &name, error)
      || !sim_read_text (record, "user", "", &owner, error))
    return FALSE;
  if (sim_phonebook_find (record->tenant, name, owner_or_null (owner)) == NULL)
    sim_phonebook_add (record->tenant, name, owner_or_null (owner));

  return TRUE;
}

static gboolean
load_contact (const SimRecord *record, GError **error)
{
  static const char *const known[] = { "aid", "phonebook", "user", "info", NULL };
  JsonNode *info = record->object != NULL ? json_object_get_member (record->object, "info") : NULL;
  const char *id, *name, *owner, *field;
  SimContact *contact;
  JsonObjectIter iter;

  if (!sim_read_members (record, known, error) || !sim_read_text (record, "aid", "", &id, error)
      || !sim_read_text (record, "phonebook", NULL, &name, error)
      || !sim_read_text (record, "user", "", &owner, error))
    return FALSE;
  if (info == NULL || !JSON_NODE_HOLDS_OBJECT (info))
    return sim_read_fail (record, "info", error, "is no object");
  if (*id != '\0' && sim_contact_find (record->tenant, id) != NULL)
    return sim_read_fail (record, "aid", error, "“%s” is there already", id);

  contact = sim_contact_add (record->tenant, *id != '\0' ? id : NULL, name, owner_or_null (owner));
  json_object_iter_init_ordered (&iter, json_node_get_object (info));
  while (json_object_iter_next_ordered (&iter, &field, NULL))
    {
      const char *value = sim_json_text (json_node_get_object (info), field, NULL);

      if (value == NULL)
        return sim_read_fail (record, "info", error, "%s is no text", field);
      sim_contact_set (contact, field, value);
    }
  sim_contact_changed (record->tenant, contact);

  return TRUE;
}

static gboolean
read_service (const SimRecord *record, SimPushService *service, GError **error)
{
  const char *word;

  if (!sim_read_text (record, "service_id", NULL, &word, error))
    return FALSE;

  *service = sim_push_service_from_word (word);
  return *service != SIM_PUSH_NONE
         || sim_read_fail (record, "service_id", error, "no service has the number %s", word);
}

static gboolean
load_device (const SimRecord *record, GError **error)
{
  static const char *const known[] = { "username", "service_id", "application_id", "device_id", "endpoint",
                                       "key", "auth_secret", "user_agent", "voip", NULL };
  const char *username, *application, *device_id, *endpoint, *key, *secret, *agent;
  SimPushService service;
  SimPushDevice *device;
  gboolean voip;

  if (!sim_read_members (record, known, error) || !sim_read_text (record, "username", NULL, &username, error)
      || !read_service (record, &service, error)
      || !sim_read_text (record, "application_id", NULL, &application, error)
      || !sim_read_text (record, "device_id", "", &device_id, error)
      || !sim_read_text (record, "endpoint", "", &endpoint, error)
      || !sim_read_text (record, "key", "", &key, error)
      || !sim_read_text (record, "auth_secret", "", &secret, error)
      || !sim_read_text (record, "user_agent", "", &agent, error)
      || !sim_read_boolean (record, "voip", FALSE, &voip, error))
    return FALSE;

  device = sim_push_device_ensure (record->tenant, username, service, application, voip);
  if (device->device != NULL)
    return sim_read_fail (record, NULL, error, "is there already");
  device->device = g_strdup (device_id);
  device->endpoint = g_strdup (endpoint);
  device->key = g_strdup (key);
  device->auth_secret = g_strdup (secret);
  device->user_agent = g_strdup (agent);

  return TRUE;
}

static gboolean
load_app_data (const SimRecord *record, GError **error)
{
  static const char *const known[] = { "user", "data_id", "data", NULL };
  const char *user, *id, *data;

  if (!sim_read_members (record, known, error) || !sim_read_text (record, "user", NULL, &user, error)
      || !sim_read_text (record, "data_id", NULL, &id, error)
      || !sim_read_text (record, "data", NULL, &data, error))
    return FALSE;

  g_hash_table_insert (record->tenant->app_data, g_strconcat (user, "\n", id, NULL), g_strdup (data));
  return TRUE;
}

static gboolean
load_tenant (const SimRecord *record, GError **error)
{
  static const char *const known[] = { "tenant", "properties", "extensions", "parks", "lines", "outside",
                                       "notes", "phonebooks", "contacts", "push_devices", "app_data", NULL };
  SimRecord own = *record;
  const char *name;

  if (!sim_read_members (record, known, error) || !sim_read_text (record, "tenant", "-", &name, error))
    return FALSE;
  if (*name == '\0'
      || (record->world->tenants->len > 0 && sim_world_get_tenant (record->world, name) != NULL))
    return sim_read_fail (record, "tenant", error, "“%s” is there already, or is no name", name);

  own.tenant = sim_world_add_tenant (record->world, name);
  g_hash_table_insert (own.tenant->properties, g_strdup ("tenantid"), g_strdup (name));

  return sim_read_map (&own, "properties", set_tenant_property, error)
         && sim_read_each (&own, "extensions", load_extension, error)
         && sim_read_each (&own, "parks", load_park, error) && sim_read_each (&own, "lines", load_line, error)
         && sim_read_map (&own, "outside", load_outside, error)
         && sim_read_each (&own, "notes", load_note, error)
         && sim_read_each (&own, "phonebooks", load_phonebook, error)
         && sim_read_each (&own, "contacts", load_contact, error)
         && sim_read_each (&own, "push_devices", load_device, error)
         && sim_read_each (&own, "app_data", load_app_data, error);
}

static gboolean
read_fields (const SimRecord *record, const char *member, guint64 *fields, GError **error)
{
  JsonArray *names = sim_json_array (record->object, member);

  if (names == NULL)
    return !json_object_has_member (record->object, member)
           || sim_read_fail (record, member, error, "is no array");

  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      JsonNode *node = json_array_get_element (names, i);
      const char *name = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      guint field = name != NULL ? sim_field_from_name (name) : SIM_N_FIELDS;

      if (field == SIM_N_FIELDS)
        return sim_read_fail (record, member, error, "no field is called “%s”", name != NULL ? name : "");
      *fields |= G_GUINT64_CONSTANT (1) << field;
    }

  return TRUE;
}

static gboolean
load_route (const SimRecord *record, GError **error)
{
  const char *values[SIM_N_FIELDS + 1] = { NULL };
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (record->node) ? json_node_get_array (record->node) : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 0;

  if (n <= SIM_FIELD_NAME || n > SIM_N_FIELDS)
    return sim_read_fail (record, NULL, error, "is no array of 3 to 33 texts");
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      values[i] = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      if (values[i] == NULL)
        return sim_read_fail (record, NULL, error, "value %u is no text", i);
    }
  if (sim_world_get_tenant (record->world, values[SIM_FIELD_TENANT]) == NULL)
    return sim_read_fail (record, NULL, error, "no tenant is called “%s”", values[SIM_FIELD_TENANT]);
  if (*values[SIM_FIELD_NAME] == '\0'
      || sim_template_find_route (record->template, values[SIM_FIELD_NAME], NULL) != NULL)
    return sim_read_fail (record, NULL, error, "“%s” is there already, or is no name",
                          values[SIM_FIELD_NAME]);

  sim_template_add_route (record->template, values);
  return TRUE;
}

static gboolean
load_template (const SimRecord *record, GError **error)
{
  static const char *const known[] = { "template", "did", "list", "edit", "routes", NULL };
  SimRecord own = *record;
  const char *name;

  if (!sim_read_members (record, known, error) || !sim_read_text (record, "template", NULL, &name, error))
    return FALSE;
  if (*name == '\0' || sim_template_find (record->world, name) != NULL)
    return sim_read_fail (record, "template", error, "“%s” is there already, or is no name", name);

  own.template = sim_template_add (record->world, name);

  return sim_read_boolean (&own, "did", FALSE, &own.template->is_did, error)
         && read_fields (&own, "list", &own.template->list, error)
         && read_fields (&own, "edit", &own.template->edit, error)
         && sim_read_each (&own, "routes", load_route, error);
}

static gboolean
load_application (const SimRecord *record, GError **error)
{
  static const char *const known[] = { "appname", "service_id", "appid", "desc", NULL };
  const char *name, *id, *desc;
  SimPushService service;

  if (!sim_read_members (record, known, error) || !sim_read_text (record, "appname", NULL, &name, error)
      || !read_service (record, &service, error) || !sim_read_text (record, "appid", NULL, &id, error)
      || !sim_read_text (record, "desc", "", &desc, error))
    return FALSE;
  if (sim_push_application_find (record->world, service, name) != NULL)
    return sim_read_fail (record, "appname", error, "“%s” is there already for this service", name);

  sim_push_application_add (record->world, service, name, id, desc);
  return TRUE;
}

static gboolean
load_world (const SimRecord *record, GError **error)
{
  static const char *const known[] = {
    "system_password", "next_contact", "next_message", "tenants", "templates", "push_applications", NULL
  };
  gint64 next_contact, next_message;
  const char *password;

  if (!sim_read_members (record, known, error)
      || !sim_read_text (record, "system_password", record->world->system_password, &password, error)
      || !sim_read_int (record, "next_contact", (gint64)record->world->next_contact, 1, G_MAXINT64,
                        &next_contact, error)
      || !sim_read_int (record, "next_message", (gint64)record->world->next_message, 1, G_MAXINT64,
                        &next_message, error))
    return FALSE;
  record->world->next_contact = (guint64) next_contact;
  record->world->next_message = (guint64) next_message;
  if (password != record->world->system_password)
    {
      g_free (record->world->system_password);
      record->world->system_password = g_strdup (password);
    }

  if (!sim_read_each (record, "tenants", load_tenant, error)
      || !sim_read_each (record, "templates", load_template, error)
      || !sim_read_each (record, "push_applications", load_application, error))
    return FALSE;

  return record->world->tenants->len > 0 || sim_read_fail (record, "tenants", error, "there is none");
}

gboolean
sim_world_load (SimWorld *self, const char *path, GError **error)
{
  g_autoptr(JsonNode) root = sim_json_load (path, error);
  SimRecord record = { .world = self, .place = "", .node = root };

  if (root == NULL)
    return FALSE;

  record.object = json_node_get_object (root);
  if (load_world (&record, error))
    return TRUE;

  g_prefix_error (error, "%s: ", path);
  return FALSE;
}
