/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
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
  contact->info = g_ptr_array_new_full (8, g_free);
  g_hash_table_insert (tenant->contacts, contact->id, contact);
  g_ptr_array_add (tenant->contact_order, contact);
  tenant->contacts_changed = TRUE;
  if (sim_phonebook_find (tenant, phonebook, owner) == NULL)
    sim_phonebook_add (tenant, phonebook, owner);

  return contact;
}

/* Where the field is or would be among the names, which are sorted. */
static gboolean
find_field (SimContact *contact, const char *field, guint *index)
{
  guint from = 0, to = contact->info->len / 2;

  while (from < to)
    {
      guint middle = (from + to) / 2;
      int order = strcmp (field, g_ptr_array_index (contact->info, middle * 2));

      if (order == 0)
        {
          *index = middle * 2;
          return TRUE;
        }
      if (order < 0)
        to = middle;
      else
        from = middle + 1;
    }
  *index = from * 2;

  return FALSE;
}

void
sim_contact_set (SimContact *contact, const char *field, const char *value)
{
  guint index;
  gboolean found = find_field (contact, field, &index);

  if (found)
    g_ptr_array_remove_range (contact->info, index, 2);
  if (value == NULL)
    return;

  g_ptr_array_insert (contact->info, (int) index, g_strdup (field));
  g_ptr_array_insert (contact->info, (int) index + 1, g_strdup (value));
}

const char *
sim_contact_get (SimContact *contact, const char *field)
{
  guint index;

  return find_field (contact, field, &index) ? g_ptr_array_index (contact->info, index + 1) : "";
}

/* Without blanks around it; FALSE when nothing is left. */
static gboolean
append (GString *name, const char *between, const char *value)
{
  gsize length;

  while (g_ascii_isspace (*value))
    value++;
  length = strlen (value);
  while (length > 0 && g_ascii_isspace (value[length - 1]))
    length--;
  if (length == 0)
    return FALSE;

  if (name->len > 0)
    g_string_append (name, between);
  g_string_append_len (name, value, (gssize) length);

  return TRUE;
}

/* The rules of the vendor's field managers. */
static char *
make_display_name (SimContact *contact)
{
  static const char *const en_parts[] = { "Prefix", "$firstname", "Middle name", "$lastname", "Suffix" };
  static const char *const rest[] = { "$company", "$tel_mobile", "$tel_home", "$tel_work", "$tel_other" };
  GString *name = g_string_sized_new (32);

  if (append (name, "", sim_contact_get (contact, "$nickname")))
    return g_string_free (name, FALSE);

  if (strcmp (sim_contact_get (contact, "$lang"), "ja") == 0)
    {
      if (!append (name, "", sim_contact_get (contact, "$lastname")))
        append (name, "", sim_contact_get (contact, "姓（フリガナ）"));
      if (!append (name, "", sim_contact_get (contact, "$firstname")))
        append (name, "", sim_contact_get (contact, "名（フリガナ）"));
    }
  else
    {
      for (guint i = 0; i < G_N_ELEMENTS (en_parts); i++)
        append (name, " ", sim_contact_get (contact, en_parts[i]));
    }
  for (guint i = 0; name->len == 0 && i < G_N_ELEMENTS (rest); i++)
    append (name, "", sim_contact_get (contact, rest[i]));

  return g_string_free (name, FALSE);
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
  g_autoptr(GString) text = g_string_sized_new (128);

  g_free (contact->display_name);
  contact->display_name = make_display_name (contact);
  g_string_append (text, contact->display_name);
  for (guint i = 0; i < contact->info->len; i += 2)
    if (strcmp (g_ptr_array_index (contact->info, i), "$lang") != 0)
      {
        g_string_append_c (text, '\n');
        g_string_append (text, g_ptr_array_index (contact->info, i + 1));
      }
  g_free (contact->search);
  contact->search = sim_contact_fold (text->str);
  tenant->contacts_changed = TRUE;
}

void
sim_contact_move (SimTenant *tenant, SimContact *contact, const char *phonebook, const char *owner)
{
  g_autofree char *old_book = contact->phonebook;
  g_autofree char *old_owner = contact->owner;

  contact->phonebook = g_strdup (phonebook);
  contact->owner = g_strdup (owner);
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
  tenant->contacts_changed = TRUE;
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

  make_index (tenant);
  while (*position < tenant->contact_order->len)
    {
      guint found = *position;

      if (folded_words[0] != NULL && *folded_words[longest] != '\0')
        {
          const char *text = tenant->contact_texts->str;
          const char *hit = strstr (text + g_array_index (tenant->contact_starts, gsize, found),
                                    folded_words[longest]);

          if (hit == NULL)
            break;
          found = find_at (tenant, found, (gsize) (hit - text));
        }
      *position = found + 1;
      if (has_all (tenant, found, folded_words, longest))
        return g_ptr_array_index (tenant->contact_order, found);
    }

  return NULL;
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
