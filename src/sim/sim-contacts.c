/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-contacts.h"

#include <string.h>

SimPhonebook *
sim_phonebook_find (SimTenant *tenant, const char *name, const char *owner)
{
  for (guint i = 0; i < tenant->phonebooks->len; i++)
    {
      SimPhonebook *book = g_ptr_array_index (tenant->phonebooks, i);

      if (strcmp (book->name, name) == 0 && g_strcmp0 (book->owner, owner) == 0)
        return book;
    }

  return NULL;
}

SimPhonebook *
sim_phonebook_add (SimTenant *tenant, const char *name, const char *owner)
{
  SimPhonebook *book = g_new0 (SimPhonebook, 1);

  book->name = g_strdup (name);
  book->owner = g_strdup (owner);
  g_ptr_array_add (tenant->phonebooks, book);

  return book;
}

SimContact *
sim_contact_find (SimTenant *tenant, const char *id)
{
  return id != NULL ? g_hash_table_lookup (tenant->contacts, id) : NULL;
}

SimContact *
sim_contact_add (SimTenant *tenant, const char *phonebook, const char *owner)
{
  SimContact *contact = g_new0 (SimContact, 1);

  contact->id = g_strdup_printf ("%" G_GUINT64_FORMAT, tenant->world->next_contact++);
  contact->owner = g_strdup (owner);
  contact->phonebook = g_strdup (phonebook);
  contact->display_name = g_strdup ("");
  contact->search = g_strdup ("");
  contact->info = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (tenant->contacts, contact->id, contact);
  g_ptr_array_add (tenant->contact_order, contact);
  if (sim_phonebook_find (tenant, phonebook, owner) == NULL)
    sim_phonebook_add (tenant, phonebook, owner);

  return contact;
}

void
sim_contact_set (SimContact *contact, const char *field, const char *value)
{
  if (value != NULL)
    g_hash_table_insert (contact->info, g_strdup (field), g_strdup (value));
  else
    g_hash_table_remove (contact->info, field);
}

static const char *
get (SimContact *contact, const char *field)
{
  const char *value = g_hash_table_lookup (contact->info, field);

  return value != NULL ? value : "";
}

static const char *
get_or (SimContact *contact, const char *field, const char *instead)
{
  const char *value = get (contact, field);

  return *value != '\0' ? value : get (contact, instead);
}

/* The rules of the vendor's field managers. */
static char *
make_display_name (SimContact *contact)
{
  static const char *const en_parts[] = { "Prefix", "$firstname", "Middle name", "$lastname", "Suffix" };
  static const char *const rest[] = { "$company", "$tel_mobile", "$tel_home", "$tel_work", "$tel_other" };
  g_autoptr(GString) name = g_string_new (NULL);
  g_autofree char *nickname = g_strstrip (g_strdup (get (contact, "$nickname")));

  if (*nickname != '\0')
    return g_steal_pointer (&nickname);

  if (strcmp (get (contact, "$lang"), "ja") == 0)
    g_string_append_printf (name, "%s%s", get_or (contact, "$lastname", "姓（フリガナ）"),
                            get_or (contact, "$firstname", "名（フリガナ）"));
  else
    for (guint i = 0; i < G_N_ELEMENTS (en_parts); i++)
      {
        g_autofree char *part = g_strstrip (g_strdup (get (contact, en_parts[i])));

        if (*part != '\0')
          g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", part);
      }
  for (guint i = 0; name->len == 0 && i < G_N_ELEMENTS (rest); i++)
    g_string_assign (name, get (contact, rest[i]));

  return g_strdup (name->str);
}

void
sim_contact_changed (SimContact *contact)
{
  g_autoptr(GString) text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer value;

  g_free (contact->display_name);
  contact->display_name = make_display_name (contact);
  g_hash_table_iter_init (&iter, contact->info);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_string_append_printf (text, "%s\n", (const char *) value);
  g_free (contact->search);
  contact->search = g_utf8_casefold (text->str, -1);
}

void
sim_contact_remove (SimTenant *tenant, SimContact *contact)
{
  g_hash_table_remove (tenant->contacts, contact->id);
  g_ptr_array_remove (tenant->contact_order, contact);
}

gboolean
sim_contact_matches (SimContact *contact, char **folded_words)
{
  for (guint i = 0; folded_words[i] != NULL; i++)
    if (*folded_words[i] != '\0' && strstr (contact->search, folded_words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static void
add_person (SimTenant *tenant, const char *book, const char *owner, const char *const *pairs)
{
  SimContact *contact = sim_contact_add (tenant, book, owner);

  for (guint i = 0; pairs[i] != NULL; i += 2)
    sim_contact_set (contact, pairs[i], pairs[i + 1]);
  sim_contact_changed (contact);
}

#define PERSON(...) ((const char *const[]){ __VA_ARGS__, NULL })

void
sim_contacts_fill (SimTenant *tenant, guint n)
{
  sim_phonebook_add (tenant, "Company", NULL);
  sim_phonebook_add (tenant, "Private", "1002");
  add_person (tenant, "Company", NULL,
              PERSON ("$company", "Mori Ltd.", "$firstname", "Kenji", "$lastname", "Mori", "$tel_work",
                      "03-1234-5678"));
  add_person (tenant, "Company", NULL,
              PERSON ("$company", "Northwind Logistics", "$firstname", "Marta", "$lastname", "Nowak",
                      "$tel_work", "0048221234567", "$email", "marta@northwind.example"));
  add_person (tenant, "Company", NULL,
              PERSON ("$lang", "ja", "$lastname", "小林", "$firstname", "直子", "姓（フリガナ）", "コバヤシ",
                      "$company", "小林商店", "$tel_work", "0667891234"));
  add_person (tenant, "Private", "1002",
              PERSON ("$nickname", "Dentist", "$tel_work", "0398765432", "$notes", "Closed on Wednesdays"));
  add_person (tenant, "Private", "1002",
              PERSON ("$firstname", "Yui", "$lastname", "Sato", "$tel_mobile", "09012345678"));

  for (guint i = 0; i < n; i++)
    {
      SimContact *contact = sim_contact_add (tenant, "Company", NULL);
      g_autofree char *last = g_strdup_printf ("Contact %06u", i + 1);
      g_autofree char *tel = g_strdup_printf ("03%08u", i + 1);

      sim_contact_set (contact, "$lastname", last);
      sim_contact_set (contact, "$tel_work", tel);
      sim_contact_changed (contact);
    }
}
