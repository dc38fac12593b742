/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-scout.h"

#include <string.h>

#include "model/desk-findable-contacts.h"
#include "model/desk-index.h"

#define MAX_DIALLED 200

/* One that fits. */
typedef struct
{
  DeskQuality quality;
  char *text; /* under which it is found */
  char *id, *name, *phones, *extra, *phonebook;
} Found;

struct _DeskScout
{
  /* owned */
  DeskQuery *query;
  DeskNumbers *numbers;   /* may be NULL */
  GHashTable *dialled;    /* set of numbers */
  GCancellable *cancellable;
  GPtrArray *best;        /* of Found, in order */
  GPtrArray *called;      /* of Found: those with a number that was dialled */

  guint limit;
};

static void
found_free (gpointer data)
{
  Found *found = data;

  g_free (found->text);
  g_free (found->id);
  g_free (found->name);
  g_free (found->phones);
  g_free (found->extra);
  g_free (found->phonebook);
  g_free (found);
}

static Found *
found_new (DeskQuality quality, const char *text, const DeskMirrorEntry *entry)
{
  Found *found = g_new (Found, 1);

  *found = (Found) { .quality = quality,
                     .text = g_strdup (text),
                     .id = g_strdup (entry->id),
                     .name = g_strdup (entry->name),
                     .phones = g_strdup (entry->phones),
                     .extra = g_strdup (entry->extra),
                     .phonebook = g_strdup (entry->phonebook) };
  return found;
}

/* The order that the ranking gives to what was never used. */
static gboolean
is_better (DeskQuality quality, const char *text, const Found *other)
{
  if (quality != other->quality)
    return quality < other->quality;
  return desk_index_compare_texts (text, other->text, quality <= DESK_QUALITY_NUMBER_PREFIX) < 0;
}

static void
take (DeskScout *self, DeskQuality quality, const char *text, const DeskMirrorEntry *entry)
{
  guint at = self->best->len;

  if (at == self->limit && !is_better (quality, text, self->best->pdata[at - 1]))
    return;
  while (at > 0 && is_better (quality, text, self->best->pdata[at - 1]))
    at--;
  g_ptr_array_insert (self->best, (int) at, found_new (quality, text, entry));
  if (self->best->len > self->limit)
    g_ptr_array_set_size (self->best, (int) self->limit);
}

static gboolean
was_dialled (DeskScout *self, const DeskCatalogueRow *row)
{
  const char *const *lists[] = { row->numbers, row->writings };

  if (g_hash_table_size (self->dialled) == 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; lists[i][j] != NULL; j++)
      if (g_hash_table_contains (self->dialled, lists[i][j]))
        return TRUE;
  return FALSE;
}

void
desk_scout_look (const StoreContact *contact, gpointer scout)
{
  DeskScout *self = scout;
  g_auto (DeskFindableContact) findable = { 0 };
  g_autofree char *phones = NULL, *text = NULL;
  DeskQuality quality;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  phones = desk_mirror_table_dup_dialled (contact->phones);

  const DeskMirrorEntry entry = { .id = contact->id,
                                  .name = contact->name != NULL ? contact->name : "",
                                  .phones = phones,
                                  .extra = contact->extra != NULL ? contact->extra : "",
                                  .phonebook = contact->phonebook != NULL ? contact->phonebook : "" };

  desk_findable_contact_init (&findable, &entry, self->numbers);
  text = desk_index_make_text (findable.row.names, findable.row.numbers, findable.row.writings);
  quality = desk_query_rate (self->query, text);
  if (quality == DESK_QUALITY_NONE)
    return;
  if (self->called->len < MAX_DIALLED && was_dialled (self, &findable.row))
    g_ptr_array_add (self->called, found_new (quality, text, &entry));
  else
    take (self, quality, text, &entry);
}

static void
put_all (GPtrArray *all, DeskCatalogue *catalogue, DeskNumbers *numbers)
{
  for (guint i = 0; i < all->len; i++)
    {
      const Found *found = all->pdata[i];
      const DeskMirrorEntry entry = { .id = found->id,
                                      .name = found->name,
                                      .phones = found->phones,
                                      .extra = found->extra,
                                      .phonebook = found->phonebook };
      g_auto (DeskFindableContact) findable = { 0 };

      desk_findable_contact_init (&findable, &entry, numbers);
      desk_catalogue_put (catalogue, &findable.row);
    }
}

void
desk_scout_put (DeskScout *self, DeskCatalogue *catalogue)
{
  desk_catalogue_drop_all (catalogue, DESK_MATCH_CONTACT);
  put_all (self->called, catalogue, self->numbers);
  put_all (self->best, catalogue, self->numbers);
}

DeskScout *
desk_scout_new (const char *text, guint limit, DeskNumbers *numbers, const char *const *dialled,
                GCancellable *cancellable)
{
  DeskQuery *query = desk_query_new (text);
  DeskScout *self;

  if (query == NULL || limit == 0)
    {
      g_clear_pointer (&query, desk_query_free);
      return NULL;
    }
  self = g_new0 (DeskScout, 1);
  self->query = query;
  self->limit = limit;
  g_set_object (&self->numbers, numbers);
  g_set_object (&self->cancellable, cancellable);
  self->dialled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; dialled != NULL && dialled[i] != NULL; i++)
    g_hash_table_add (self->dialled, g_strdup (dialled[i]));
  self->best = g_ptr_array_new_with_free_func (found_free);
  self->called = g_ptr_array_new_with_free_func (found_free);
  return self;
}

void
desk_scout_free (DeskScout *self)
{
  desk_query_free (self->query);
  g_clear_object (&self->numbers);
  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->dialled);
  g_ptr_array_unref (self->best);
  g_ptr_array_unref (self->called);
  g_free (self);
}
