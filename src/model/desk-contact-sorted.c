/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of contacts in the order of the sort key, from the copy on this machine. */
#include "config.h"

#include "model/desk-contact-model-private.h"

#include <string.h>

#define MAX_SPLICE 1000 /* rows that a selection may go through for what it has lost */

static void
get_entry (DeskMirrorTable *table, GArray *order, guint i, DeskMirrorEntry *entry)
{
  desk_mirror_table_get (table, g_array_index (order, guint32, i), entry);
}

static GArray *
list (DeskContactModel *self, DeskMirror *mirror)
{
  return desk_mirror_get_sorted (mirror, self->book != NULL ? desk_phonebook_get_name (self->book) : NULL,
                                 self->book != NULL && desk_phonebook_get_is_shared (self->book));
}

/* Once the copy is whole; what is found missing from it later is no reason to turn the list upside down. */
static gboolean
is_wanted (DeskContactModel *self, DeskMirror *mirror)
{
  DeskMirrorTable *table;

  if (mirror == NULL || !desk_mirror_get_is_enabled (mirror) || self->words[0] != '\0')
    return FALSE;
  table = desk_mirror_get_table (mirror);
  return desk_mirror_table_get_n (table) > 0
         && (self->order != NULL || (desk_mirror_get_is_complete (mirror)
                                     && desk_mirror_table_get_n (table) >= desk_mirror_get_n_known (mirror)));
}

/* TRUE when it was there; nobody is told. */
gboolean
desk_contact_sorted_drop (DeskContactModel *self)
{
  if (self->order == NULL)
    return FALSE;
  g_clear_pointer (&self->order, g_array_unref);
  g_clear_pointer (&self->table, desk_mirror_table_unref);
  return TRUE;
}

static gboolean
is_same (DeskMirrorTable *table, GArray *order, guint i, DeskMirrorTable *other, GArray *other_order, guint j)
{
  return strcmp (desk_mirror_table_get_id (table, g_array_index (order, guint32, i)),
                 desk_mirror_table_get_id (other, g_array_index (other_order, guint32, j))) == 0;
}

static void
splice (DeskContactModel *self, guint position, guint removed, guint added)
{
  guint n = self->n - removed + added;

  if (removed == 0 && added == 0)
    return;
  if (added > MAX_SPLICE && removed > 0)
    {
      self->n = n - added;
      g_list_model_items_changed (G_LIST_MODEL (self), position, removed, 0);
      removed = 0;
    }
  self->n = n;
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* What somebody holds by its name only is called as it is called now. */
static void
rename_held (DeskContactModel *self)
{
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer contact;

  g_hash_table_iter_init (&iter, self->phonebooks->known);
  while (g_hash_table_iter_next (&iter, NULL, &contact))
    if (desk_contact_get_state (contact) == DESK_CONTACT_STATE_NAMED)
      g_ptr_array_add (held, g_object_ref (contact));
  for (guint i = 0; i < held->len; i++)
    {
      DeskMirrorEntry entry;
      guint position;

      if (!desk_mirror_table_find (self->table, desk_contact_get_id (held->pdata[i]), &position))
        continue;
      desk_mirror_table_get (self->table, position, &entry);
      desk_contact_set_name (held->pdata[i], entry.name);
    }
}

static void
take_table (DeskContactModel *self, DeskMirrorTable *table, GArray *order)
{
  g_autoptr (DeskMirrorTable) old = g_steal_pointer (&self->table);
  g_autoptr (GArray) before = g_steal_pointer (&self->order);
  guint most = MIN (before->len, order->len), head = 0, tail = 0;

  while (head < most && is_same (old, before, head, table, order, head))
    head++;
  while (tail < most - head
         && is_same (old, before, before->len - 1 - tail, table, order, order->len - 1 - tail))
    tail++;
  self->table = desk_mirror_table_ref (table);
  self->order = order;
  rename_held (self);
  splice (self, head, before->len - head - tail, order->len - head - tail);
}

static void
enter (DeskContactModel *self, DeskMirrorTable *table, GArray *order)
{
  guint n = self->n;

  desk_contact_pages_stop (self);
  desk_contact_pages_clear (self);
  self->n = 0;
  self->has_begun = FALSE;
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
  self->table = desk_mirror_table_ref (table);
  self->order = order;
  desk_contact_model_set_state (self, DESK_LOADING_READY, NULL);
  desk_contact_model_set_counted (self, TRUE);
  splice (self, 0, 0, order->len);
  desk_contact_model_notify_sorted (self);
}

gboolean
desk_contact_sorted_update (DeskContactModel *self)
{
  DeskMirror *mirror = self->phonebooks->mirror;

  if (!is_wanted (self, mirror))
    return FALSE;
  if (self->order == NULL)
    enter (self, desk_mirror_get_table (mirror), list (self, mirror));
  else if (self->table != desk_mirror_get_table (mirror))
    take_table (self, desk_mirror_get_table (mirror), list (self, mirror));
  return TRUE;
}

DeskContact *
desk_contact_sorted_get (DeskContactModel *self, guint position)
{
  DeskMirrorEntry entry;
  DeskContact *contact;

  get_entry (self->table, self->order, position, &entry);
  contact = desk_phonebooks_ensure_contact (self->phonebooks, entry.id);
  if (desk_contact_get_state (contact) != DESK_CONTACT_STATE_AWAITED)
    return contact;
  desk_contact_set_name (contact, entry.name);
  if (entry.phonebook[0] != '\0')
    desk_contact_set_phonebook (contact, entry.phonebook, entry.is_shared);
  desk_contact_set_state (contact, DESK_CONTACT_STATE_NAMED, NULL);
  return contact;
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *) a, right = *(const guint32 *) b;

  return (left > right) - (left < right);
}

guint
desk_contact_sorted_find (DeskContactModel *self, const char *id)
{
  guint position, row;

  /* The order is that of the table, less who is not in the book. */
  if (!desk_mirror_table_find (self->table, id, &position)
      || !g_array_binary_search (self->order, &position, compare_positions, &row))
    return G_MAXUINT;
  return row;
}
