/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Extensions, their properties and phones. */
#include "sim/sim-extension.h"

#include <string.h>

#include "sim/sim-call.h"

/* What a user has before anybody sets it. */
static const struct
{
  const char *name;
  const char *value;
} user_defaults[] = {
  { "admin", "false" },
  { "allowjoin", "true" },
  { "canjoin", "true" },
  { "access.users", "*" },
  { "busyforward.voicemail", "false" },
  { "noanswerforward.voicemail", "false" },
  { "emailattachment", "false" },
  { "emailnotification", "false" },
  { "greetingtype", "3" },
  { "language", "en" },
  { "maxsessioncount", "-1" },
  { "pln1_d_anothercall.beep", "true" },
  { "pln1_d_callnext", "false" },
  { "pln1_d_ringertime", "30" },
  { "recording", "false" },
  { "recordlength", "180" },
  { "voicemail.readcallerid", "true" },
  { "voicemail.password.enter.type", "0" },
};

gboolean
sim_text_is_true (const char *text)
{
  static const char *const words[] = { "true", "on", "1", "yes", NULL };

  for (guint i = 0; text != NULL && words[i] != NULL; i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return TRUE;

  return FALSE;
}

const char *
sim_extension_get (SimExtension *self, const char *property)
{
  const char *value = g_hash_table_lookup (self->properties, property);

  if (value != NULL)
    return value;
  if (strcmp (property, "stype") == 0)
    return sim_extension_has_type (self, "ringgroup", NULL) ? "sr" : sim_extension_has_type (self, "ivr", NULL) ? "aa" : "";
  for (guint i = 0; self->is_user && i < G_N_ELEMENTS (user_defaults); i++)
    if (strcmp (user_defaults[i].name, property) == 0)
      return user_defaults[i].value;

  return "";
}

gboolean
sim_extension_is_on (SimExtension *self, const char *property)
{
  return sim_text_is_true (sim_extension_get (self, property));
}

static void
join_phone_ids (SimExtension *self)
{
  const char *ids[5] = { "", "", "", "", NULL };

  for (guint i = 0; i < self->phones->len; i++)
    {
      SimPhone *phone = g_ptr_array_index (self->phones, i);

      ids[phone->index - 1] = phone->id;
    }
  g_hash_table_insert (self->properties, g_strdup ("pnumber"), g_strjoinv (",", (char **) ids));
}

/* The number of a name such as "pnumber2" or "p2_ptype", or 0. */
static guint
phone_number_in (const char *property, const char *before, const char *after)
{
  gsize length = strlen (before);

  if (!g_str_has_prefix (property, before) || property[length] < '1' || property[length] > '4')
    return 0;

  return strcmp (property + length + 1, after) == 0 ? (guint) (property[length] - '0') : 0;
}

void
sim_extension_set (SimExtension *self, const char *property, const char *value)
{
  guint index;

  if (value == NULL)
    {
      g_hash_table_remove (self->properties, property);
      return;
    }

  g_hash_table_insert (self->properties, g_strdup (property), g_strdup (value));
  if (!self->is_user)
    return;

  if (strcmp (property, "pnumber") == 0)
    {
      g_auto(GStrv) ids = g_strsplit (value, ",", 4);
      guint n_ids = g_strv_length (ids);

      for (guint i = 0; i < 4; i++)
        sim_extension_set_phone (self, i + 1, i < n_ids ? g_strstrip (ids[i]) : NULL);
    }
  else if ((index = phone_number_in (property, "pnumber", "")) > 0)
    {
      sim_extension_set_phone (self, index, value);
    }
  else if ((index = phone_number_in (property, "p", "_ptype")) > 0)
    {
      SimPhone *phone = sim_extension_get_phone (self, index);

      if (phone != NULL)
        {
          g_free (phone->type);
          phone->type = g_strdup (value);
        }
    }
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
  g_autofree char *type_name = g_strdup_printf ("p%u_ptype", index);
  const char *type = sim_extension_get (self, type_name);

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
      phone->type = g_strdup (*type != '\0' ? type : "Type 1");
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
