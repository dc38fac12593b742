/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-flush.h"

typedef struct
{
  GObject *object; /* owned */
  DeskChanges *changes; /* inside of object */
  GParamSpec **properties;
} Entry;

struct _DeskFlush
{
  grefcount refs;
  guint depth;
  gboolean is_stale;
  GArray *entries;
};

DeskFlush *
desk_flush_new (void)
{
  DeskFlush *self = g_new0 (DeskFlush, 1);

  g_ref_count_init (&self->refs);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  return self;
}

DeskFlush *
desk_flush_ref (DeskFlush *self)
{
  g_ref_count_inc (&self->refs);
  return self;
}

void
desk_flush_unref (DeskFlush *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->entries);
  g_free (self);
}

void
desk_flush_begin (DeskFlush *self)
{
  self->depth++;
}

static void
notify_entry (const Entry *entry)
{
  guint32 mask = entry->changes->mask;

  entry->changes->mask = 0;
  for (guint i = 0; mask != 0; i++, mask >>= 1)
    if (mask & 1)
      g_object_notify_by_pspec (entry->object, entry->properties[i]);
}

void
desk_flush_end (DeskFlush *self)
{
  g_return_if_fail (self->depth > 0);

  if (--self->depth > 0 || self->entries->len == 0)
    return;

  /* A handler may set further properties: those are notified at once. */
  desk_flush_ref (self);
  g_autoptr (GArray) entries = g_steal_pointer (&self->entries);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);

      notify_entry (entry);
      g_object_unref (entry->object);
    }
  desk_flush_unref (self);
}

gboolean
desk_flush_get_stale (DeskFlush *self)
{
  return self->is_stale;
}

gboolean
desk_flush_set_stale (DeskFlush *self, gboolean is_stale)
{
  if (self->is_stale == !!is_stale)
    return FALSE;
  self->is_stale = !!is_stale;
  return TRUE;
}

void
desk_changes_init (DeskChanges *self, DeskFlush *flush)
{
  self->flush = flush != NULL ? desk_flush_ref (flush) : NULL;
  self->mask = 0;
}

void
desk_changes_clear (DeskChanges *self)
{
  g_clear_pointer (&self->flush, desk_flush_unref);
}

void
desk_changes_mark (DeskChanges *self, gpointer object, GParamSpec **properties, guint property)
{
  if (self->flush == NULL || self->flush->depth == 0)
    {
      g_object_notify_by_pspec (object, properties[property]);
      return;
    }
  if (self->mask == 0)
    {
      Entry entry = { g_object_ref (object), self, properties };

      g_array_append_val (self->flush->entries, entry);
    }
  self->mask |= 1u << property;
}

void
desk_changes_take_text (DeskChanges *self, gpointer object, GParamSpec **properties, guint property,
                        char **text, const char *value)
{
  if (g_strcmp0 (*text, value) == 0)
    return;
  g_free (*text);
  *text = g_strdup (value);
  if (property != 0)
    desk_changes_mark (self, object, properties, property);
}
