/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "sim/sim-contacts.h"

#include <string.h>

#include "pal/protocol/pal-contact-fields.h"

#define MAX_LISTS 16

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

/* What was known for a search is no longer true. */
static void
note_change (SimTenant *tenant)
{
  tenant->contacts_changed = TRUE;
  g_hash_table_remove_all (tenant->contact_lists);
}

/* An id of the caller's keeps those made later clear of it. */
static char *
take_id (SimWorld *world, const char *id)
{
  guint64 number;

  if (id == NULL)
    return g_strdup_printf ("%" G_GUINT64_FORMAT, world->next_contact++);
  if (g_ascii_string_to_unsigned (id, 10, 0, G_MAXUINT64 - 1, &number, NULL) && number >= world->next_contact)
    world->next_contact = number + 1;

  return g_strdup (id);
}

SimContact *
sim_contact_add (SimTenant *tenant, const char *id, const char *phonebook, const char *owner)
{
  SimContact *contact = g_new0 (SimContact, 1);

  contact->id = take_id (tenant->world, id);
  contact->owner = g_strdup (owner);
  contact->phonebook = g_strdup (phonebook);
  contact->display_name = g_strdup ("");
  contact->search = g_strdup ("");
  contact->info = pal_contact_info_new ();
  g_hash_table_insert (tenant->contacts, contact->id, contact);
  g_ptr_array_add (tenant->contact_order, contact);
  note_change (tenant);
  if (sim_phonebook_find (tenant, phonebook, owner) == NULL)
    sim_phonebook_add (tenant, phonebook, owner);

  return contact;
}

void
sim_contact_set (SimContact *contact, const char *field, const char *value)
{
  pal_contact_info_set (contact->info, field, value);
}

/* Case and width do not matter: a copy in which they are gone. */
char *
sim_contact_fold (const char *text)
{
  g_autofree char *normal = NULL;

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  return g_utf8_casefold (normal != NULL ? normal : text, -1);
}

void
sim_contact_changed (SimTenant *tenant, SimContact *contact)
{
  const PalContactManager *manager = pal_contact_manager_get_of (contact->info);
  g_autoptr(GString) text = g_string_sized_new (128);
  const char *field, *value;

  g_free (contact->display_name);
  contact->display_name = pal_contact_manager_dup_display_name (manager, contact->info);
  g_string_append (text, contact->display_name);
  for (guint i = 0; (field = pal_contact_info_get_nth (contact->info, i, &value)) != NULL; i++)
    if (strcmp (field, PAL_CONTACT_LANG) != 0)
      {
        g_string_append_c (text, '\n');
        g_string_append (text, value);
      }
  g_free (contact->search);
  contact->search = sim_contact_fold (text->str);
  note_change (tenant);
}

void
sim_contact_move (SimTenant *tenant, SimContact *contact, const char *phonebook, const char *owner)
{
  g_autofree char *old_book = contact->phonebook;
  g_autofree char *old_owner = contact->owner;

  contact->phonebook = g_strdup (phonebook);
  contact->owner = g_strdup (owner);
  note_change (tenant);
  if (sim_phonebook_find (tenant, phonebook, owner) == NULL)
    sim_phonebook_add (tenant, phonebook, owner);
}

void
sim_contacts_forget_user (SimTenant *tenant, const char *owner)
{
  for (guint i = tenant->contact_order->len; i > 0; i--)
    {
      SimContact *contact = g_ptr_array_index (tenant->contact_order, i - 1);

      if (g_strcmp0 (contact->owner, owner) == 0)
        sim_contact_remove (tenant, contact);
    }
  for (guint i = tenant->phonebooks->len; i > 0; i--)
    if (g_strcmp0 (((SimPhonebook *) g_ptr_array_index (tenant->phonebooks, i - 1))->owner, owner) == 0)
      g_ptr_array_remove_index (tenant->phonebooks, i - 1);
}

void
sim_contact_remove (SimTenant *tenant, SimContact *contact)
{
  g_hash_table_remove (tenant->contacts, contact->id);
  g_ptr_array_remove (tenant->contact_order, contact);
  note_change (tenant);
}

/* All texts in one, so that a search goes through memory once, and where each begins. */
static void
make_index (SimTenant *tenant)
{
  if (!tenant->contacts_changed)
    return;

  g_string_truncate (tenant->contact_texts, 0);
  g_array_set_size (tenant->contact_starts, 0);
  for (guint i = 0; i < tenant->contact_order->len; i++)
    {
      SimContact *contact = g_ptr_array_index (tenant->contact_order, i);
      gsize start = tenant->contact_texts->len;

      g_array_append_val (tenant->contact_starts, start);
      g_string_append (tenant->contact_texts, contact->search);
      g_string_append_c (tenant->contact_texts, '\n');
    }
  tenant->contacts_changed = FALSE;
}

/* The last one that begins at or before @offset; mostly not far from @from. */
static guint
find_at (SimTenant *tenant, guint from, gsize offset)
{
  const gsize *starts = (const gsize *) (gpointer) tenant->contact_starts->data;
  guint n = tenant->contact_starts->len, step = 1, to;

  while (from + step < n && starts[from + step] <= offset)
    {
      from += step;
      step *= 2;
    }
  to = MIN (from + step, n);
  while (to - from > 1)
    {
      guint middle = (from + to) / 2;

      if (starts[middle] <= offset)
        from = middle;
      else
        to = middle;
    }

  return from;
}

/* Whether the contact at @position has all words but the one that is known to be there. */
static gboolean
has_all (SimTenant *tenant, guint position, char **words, guint known)
{
  const gsize *starts = (const gsize *) (gpointer) tenant->contact_starts->data;
  const char *text = tenant->contact_texts->str + starts[position];
  gsize end = position + 1 < tenant->contact_starts->len ? starts[position + 1] : tenant->contact_texts->len;

  for (guint i = 0; words[i] != NULL; i++)
    if (i != known && memmem (text, end - starts[position], words[i], strlen (words[i])) == NULL)
      return FALSE;

  return TRUE;
}

SimContact *
sim_contacts_next (SimTenant *tenant, char **folded_words, guint *position)
{
  guint longest = 0;

  for (guint i = 1; folded_words[0] != NULL && folded_words[i] != NULL; i++)
    if (strlen (folded_words[i]) > strlen (folded_words[longest]))
      longest = i;

  /* Without a word every one will do. */
  if (folded_words[0] == NULL || *folded_words[longest] == '\0')
    {
      GPtrArray *all = tenant->contact_order;

      return *position < all->len ? g_ptr_array_index (all, (*position)++) : NULL;
    }

  make_index (tenant);
  while (*position < tenant->contact_order->len)
    {
      guint found = *position;
      const char *text = tenant->contact_texts->str;
      gsize start = g_array_index (tenant->contact_starts, gsize, found);
      const char *hit = strstr (text + start, folded_words[longest]);

      if (hit == NULL)
        break;
      found = find_at (tenant, found, (gsize) (hit - text));
      *position = found + 1;
      if (has_all (tenant, found, folded_words, longest))
        return g_ptr_array_index (tenant->contact_order, found);
    }

  return NULL;
}

static gboolean
is_listed (SimContact *contact, const SimContactQuery *query)
{
  return (contact->owner == NULL || strcmp (contact->owner, query->user) == 0)
         && (!query->has_shared || query->shared == (contact->owner == NULL))
         && (query->phonebook == NULL || *query->phonebook == '\0'
             || strcmp (query->phonebook, contact->phonebook) == 0);
}

GPtrArray *
sim_contacts_list (SimTenant *tenant, const SimContactQuery *query)
{
  g_autofree char *folded = sim_contact_fold (query->text != NULL ? query->text : "");
  g_autofree char *key = g_strdup_printf ("%s\n%s\n%d%d\n%s", query->user,
                                          query->phonebook != NULL ? query->phonebook : "", query->has_shared,
                                          query->shared, folded);
  GPtrArray *list = g_hash_table_lookup (tenant->contact_lists, key);
  g_auto(GStrv) words = NULL;
  SimContact *contact;
  guint position = 0;

  if (list != NULL)
    return list;

  /* The pages of a few searches are looked at at a time. */
  if (g_hash_table_size (tenant->contact_lists) >= MAX_LISTS)
    g_hash_table_remove_all (tenant->contact_lists);
  list = g_ptr_array_new ();
  words = g_strsplit_set (folded, " \t\r\n", -1);
  while ((contact = sim_contacts_next (tenant, words, &position)) != NULL)
    if (is_listed (contact, query))
      g_ptr_array_add (list, contact);
  g_hash_table_insert (tenant->contact_lists, g_steal_pointer (&key), list);

  return list;
}

static void
add_person (SimTenant *tenant, const char *book, const char *owner, const char *const *pairs)
{
  SimContact *contact = sim_contact_add (tenant, NULL, book, owner);

  for (guint i = 0; pairs[i] != NULL; i += 2)
    sim_contact_set (contact, pairs[i], pairs[i + 1]);
  sim_contact_changed (tenant, contact);
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
      SimContact *contact = sim_contact_add (tenant, NULL, "Company", NULL);
      char last[32], tel[32];

      g_snprintf (last, sizeof last, "Contact %06u", i + 1);
      g_snprintf (tel, sizeof tel, "03%08u", i + 1);
      sim_contact_set (contact, "$lastname", last);
      sim_contact_set (contact, "$tel_work", tel);
      sim_contact_changed (tenant, contact);
    }
}
