/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-traces.h"

#define MAX_TRACES 4096

typedef struct
{
  DeskTrace room; /* its texts are owned */
  GList link;    /* of the queue */
} Entry;

struct _DeskTraces
{
  GHashTable *entries; /* room id -> Entry */
  GQueue ages;         /* of Entry, newest first */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->room.room_id);
  g_free (entry->room.user);
  g_free (entry->room.user_name);
  g_free (entry->room.other);
  g_free (entry->room.other_name);
  g_free (entry);
}

DeskTraces *
desk_traces_new (void)
{
  DeskTraces *self = g_new0 (DeskTraces, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  return self;
}

void
desk_traces_free (DeskTraces *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

void
desk_traces_clear (DeskTraces *self)
{
  g_hash_table_remove_all (self->entries);
  g_queue_init (&self->ages); /* its links were of the entries */
}

static void
take_text (char **text, const char *value)
{
  if (g_strcmp0 (*text, value) == 0)
    return;
  g_free (*text);
  *text = g_strdup (value);
}

static Entry *
ensure (DeskTraces *self, const char *room_id)
{
  Entry *entry = g_hash_table_lookup (self->entries, room_id);

  if (entry != NULL)
    return entry;
  entry = g_new0 (Entry, 1);
  entry->link.data = entry;
  entry->room.room_id = g_strdup (room_id);
  entry->room.user = g_strdup ("");
  entry->room.user_name = g_strdup ("");
  entry->room.other = g_strdup ("");
  entry->room.other_name = g_strdup ("");
  g_hash_table_insert (self->entries, entry->room.room_id, entry);
  g_queue_push_head_link (&self->ages, &entry->link);
  if (g_hash_table_size (self->entries) > MAX_TRACES)
    {
      Entry *oldest = g_queue_pop_tail_link (&self->ages)->data;

      g_hash_table_remove (self->entries, oldest->room.room_id);
    }
  return entry;
}

void
desk_traces_note (DeskTraces *self, const PalStatusEvent *event)
{
  if (event->room_id[0] == '\0')
    return;

  Entry *entry = ensure (self, event->room_id);

  take_text (&entry->room.user, event->user);
  take_text (&entry->room.user_name, event->user_name);
  if (event->other_number == NULL || event->other_number[0] == '\0')
    return;
  take_text (&entry->room.other, event->other_number);
  take_text (&entry->room.other_name, event->other_name);
}

void
desk_traces_learn (DeskTraces *self, const char *room_id, const char *number, const char *name)
{
  Entry *entry = ensure (self, room_id);

  take_text (&entry->room.other, number);
  take_text (&entry->room.other_name, name != NULL ? name : "");
}

const DeskTrace *
desk_traces_find (DeskTraces *self, const char *room_id)
{
  Entry *entry = room_id != NULL ? g_hash_table_lookup (self->entries, room_id) : NULL;

  return entry != NULL ? &entry->room : NULL;
}
