/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Extensions, their properties and phones. */
#include "sim/sim-extension.h"

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "sim/sim-call.h"

/* "Access users" of a login. Real servers have it on a page of their own, not as a property. */
#define ACCESS_USERS "access.users"
#define MAX_KEY 100 /* bytes */

gboolean
sim_text_is_true (const char *text)
{
  static const char *const words[] = { "true", "on", "1", "yes", NULL };

  for (guint i = 0; text != NULL && words[i] != NULL; i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return TRUE;

  return FALSE;
}

/* The number of a name such as "pnumber2", or 0. */
static guint
phone_number_in (const char *property)
{
  static const char name[] = "pnumber";
  const char *digit = g_str_has_prefix (property, name) ? property + strlen (name) : "";

  return *digit >= '1' && *digit <= '4' && digit[1] == '\0' ? (guint) (*digit - '0') : 0;
}

static const PalPropertyTable *
find_table (SimExtension *self, const char *subtype)
{
  const char *type = g_hash_table_lookup (self->properties, "type");
  const PalPropertyTable *table;

  if (subtype == NULL)
    subtype = g_hash_table_lookup (self->properties, "stype");
  table = pal_property_table_find (type, subtype);

  return table != NULL ? table : pal_property_table_find (type, NULL);
}

const PalProperty *
sim_extension_find_property (SimExtension *self, const char *subtype, const char *key)
{
  const PalPropertyTable *table = find_table (self, subtype);
  const PalProperty *row = table != NULL ? pal_property_table_lookup (table, key, NULL) : NULL;

  for (guint i = 0; row == NULL && (table = pal_property_table_get (i)) != NULL; i++)
    if (strcmp (table->type, "tenant") != 0)
      row = pal_property_table_lookup (table, key, NULL);

  return row;
}

const char *
sim_extension_get (SimExtension *self, const char *property)
{
  const char *value = g_hash_table_lookup (self->properties, property);
  const PalPropertyTable *table;
  const PalProperty *row;
  guint index;

  if (value != NULL)
    return value;
  if (self->is_user && strcmp (property, ACCESS_USERS) == 0)
    return "*";
  if (self->is_user && (index = phone_number_in (property)) > 0)
    {
      SimPhone *phone = sim_extension_get_phone (self, index);

      return phone != NULL ? phone->id : "";
    }

  table = find_table (self, NULL);
  row = table != NULL ? pal_property_table_lookup (table, property, NULL) : NULL;

  return row != NULL ? row->default_value : "";
}

gboolean
sim_extension_is_on (SimExtension *self, const char *property)
{
  return sim_text_is_true (sim_extension_get (self, property));
}

static void
join_phone_ids (SimExtension *self)
{
  const char *ids[PAL_PROPERTY_MAX_PHONE + 1] = { "", "", "", "", NULL };

  for (guint i = 0; i < self->phones->len; i++)
    {
      SimPhone *phone = g_ptr_array_index (self->phones, i);

      ids[phone->index - 1] = phone->id;
    }
  g_hash_table_insert (self->properties, g_strdup ("pnumber"), g_strjoinv (",", (char **) ids));
}

static void
set_phones (SimExtension *self, const char *list)
{
  g_auto(GStrv) ids = g_strsplit (list, ",", PAL_PROPERTY_MAX_PHONE);
  guint n_ids = g_strv_length (ids);

  for (guint i = 0; i < PAL_PROPERTY_MAX_PHONE; i++)
    sim_extension_set_phone (self, i + 1, i < n_ids ? g_strstrip (ids[i]) : NULL);
}

void
sim_extension_set (SimExtension *self, const char *property, const char *value)
{
  guint index;

  if (strcmp (property, "type") == 0)
    return;
  if (self->is_user && strcmp (property, "pnumber") == 0)
    {
      set_phones (self, value != NULL ? value : "");
      return;
    }
  if (self->is_user && (index = phone_number_in (property)) > 0)
    {
      sim_extension_set_phone (self, index, value);
      return;
    }

  if (value == NULL || *value == '\0')
    g_hash_table_remove (self->properties, property);
  else
    g_hash_table_insert (self->properties, g_strdup (property), g_strdup (value));
}

static char *
refuse (GError **error, const char *key, const char *reason)
{
  g_set_error (error, SIM_ERROR, SIM_ERROR_PARAMS, "properties: %s: %s", key, reason);
  return NULL;
}

char *
sim_extension_read_value (SimExtension *self, const char *subtype, const char *key, const char *value,
                          GError **error)
{
  const PalProperty *row = sim_extension_find_property (self, subtype, key);
  g_autoptr(GError) reason = NULL;
  g_autofree char *read = NULL;

  if (*key == '\0' || strlen (key) > MAX_KEY || !g_str_is_ascii (key))
    return refuse (error, key, "is no name of a property");
  if (row == NULL && strlen (value) > PAL_PROPERTY_MAX_LENGTH)
    return refuse (error, key, "is too long");

  read = row != NULL ? pal_property_read (row, key, value, &reason) : g_strdup (value);
  if (read == NULL)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_PARAMS, "properties: %s", reason->message);
      return NULL;
    }
  /* A phone's id stands between commas elsewhere. */
  if (phone_number_in (key) > 0 && strchr (read, ',') != NULL)
    return refuse (error, key, "is one phone only");

  return g_steal_pointer (&read);
}

gboolean
sim_property_is_admin_only (const PalProperty *row, const char *key)
{
  return (row != NULL && (row->flags & PAL_PROPERTY_ADMIN_ONLY) != 0) || strcmp (key, ACCESS_USERS) == 0;
}

SimPhone *
sim_extension_get_phone (SimExtension *self, guint index)
{
  for (guint i = 0; i < self->phones->len; i++)
    {
      SimPhone *phone = g_ptr_array_index (self->phones, i);

      if (index == 0 || phone->index == index)
        return phone;
    }

  return NULL;
}

static int
compare_phones (gconstpointer a, gconstpointer b)
{
  const SimPhone *x = *(SimPhone *const *) a, *y = *(SimPhone *const *) b;

  return (int) x->index - (int) y->index;
}

/* Not registered first: a queue would call it again as soon as it hangs up. */
static void
remove_phone (SimExtension *self, SimPhone *phone)
{
  guint i = 0;

  sim_phone_set_registered (phone, FALSE);
  while (i < self->legs->len)
    {
      SimLeg *leg = g_ptr_array_index (self->legs, i);

      if (leg->phone != phone)
        {
          i++;
          continue;
        }
      sim_leg_lose (leg);
      i = 0;
    }
  g_ptr_array_remove (self->phones, phone);
}

void
sim_extension_set_phone (SimExtension *self, guint index, const char *id)
{
  SimPhone *phone = sim_extension_get_phone (self, index);

  g_return_if_fail (index >= 1 && index <= 4);

  if (id == NULL || *id == '\0')
    {
      if (phone != NULL)
        remove_phone (self, phone);
    }
  else if (phone == NULL)
    {
      phone = g_new0 (SimPhone, 1);
      phone->owner = self;
      phone->index = index;
      phone->id = g_strdup (id);
      g_ptr_array_add (self->phones, phone);
      g_ptr_array_sort (self->phones, compare_phones);
    }
  else if (strcmp (phone->id, id) != 0)
    {
      g_free (phone->id);
      phone->id = g_strdup (id);
    }
  join_phone_ids (self);
}

void
sim_phone_set_registered (SimPhone *self, gboolean registered)
{
  SimExtension *owner = self->owner;
  gboolean any = FALSE;

  self->registered = registered;
  sim_call_phone_changed (self);
  for (guint i = 0; i < owner->phones->len; i++)
    any |= ((SimPhone *) g_ptr_array_index (owner->phones, i))->registered;

  if (any != owner->registered)
    {
      PalEvent event = { .kind = PAL_EVENT_REGISTERED };

      owner->registered = any;
      event.registered.user = owner->number;
      event.registered.registered = any;
      sim_world_emit (owner->tenant->world, owner->tenant, &event);
    }
}
