/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-findable-contacts.h"

#include <string.h>

#include "model/desk-mirror-table.h"
#include "model/desk-slices.h"

#define STEP 32
#define STEP_SWEEP 512
#define PAUSE_MS 100 /* between two rounds, at least; while the copy grows … */
#define REST 4       /* … so many times as long as a round took */
#define LONGEST_PAUSE_MS 5000

struct _DeskFindableContacts
{
  /* owned */
  DeskCatalogue *catalogue;
  DeskNumbers *numbers; /* may be NULL */
  DeskMirrorTable *table; /* being read in, or NULL */
  DeskMirrorTable *next;  /* to be read in, or NULL */
  GSource *job;

  gint64 begun; /* the round */
  guint position;
  guint pause;
  gboolean is_sweeping;
};

static void start (DeskFindableContacts *self);

/* --- one contact ------------------------------------------------------------------ */

static void
add_writings (DeskNumbers *numbers, GStrvBuilder *builder, const char *number)
{
  g_auto (GStrv) writings = desk_numbers_dup_writings (numbers, number);

  if (writings != NULL)
    g_strv_builder_addv (builder, (const char **) writings);
}

void
desk_findable_contact_init (DeskFindableContact *self, const DeskMirrorEntry *entry, DeskNumbers *numbers)
{
  g_autoptr (GStrvBuilder) writings = g_strv_builder_new (), names = g_strv_builder_new ();
  g_auto (GStrv) extra = g_strsplit (entry->extra, "\n", -1);

  self->numbers = g_strsplit (entry->phones, "\n", -1);
  g_strv_builder_add (names, entry->name);
  g_strv_builder_addv (names, (const char **) extra);
  for (guint i = 0; numbers != NULL && self->numbers[i] != NULL; i++)
    add_writings (numbers, writings, self->numbers[i]);
  self->names = g_strv_builder_end (names);
  self->writings = g_strv_builder_end (writings);
  self->row = (DeskCatalogueRow) { .kind = DESK_MATCH_CONTACT,
                                   .key = entry->id,
                                   .title = *entry->name != '\0' ? entry->name : entry->id,
                                   .subtitle = entry->phonebook,
                                   .names = (const char *const *) self->names,
                                   .numbers = (const char *const *) self->numbers,
                                   .writings = (const char *const *) self->writings };
}

void
desk_findable_contact_clear (DeskFindableContact *self)
{
  g_strfreev (self->names);
  g_strfreev (self->numbers);
  g_strfreev (self->writings);
}

/* --- all of them ------------------------------------------------------------------ */

static void
put (DeskFindableContacts *self, guint position)
{
  g_auto (DeskFindableContact) contact = { 0 };
  DeskMirrorEntry entry;

  desk_mirror_table_get (self->table, position, &entry);
  desk_findable_contact_init (&contact, &entry, self->numbers);
  desk_catalogue_put (self->catalogue, &contact.row);
}

static gboolean
step (gpointer user_data)
{
  DeskFindableContacts *self = user_data;

  if (self->is_sweeping)
    return desk_catalogue_sweep (self->catalogue, DESK_MATCH_CONTACT, &self->position, STEP_SWEEP);
  for (guint i = 0; i < STEP && self->position < desk_mirror_table_get_n (self->table); i++)
    put (self, self->position++);
  if (self->position >= desk_mirror_table_get_n (self->table))
    {
      self->is_sweeping = TRUE;
      self->position = 0;
    }
  return TRUE;
}

static gboolean
pause_cb (gpointer user_data)
{
  DeskFindableContacts *self = user_data;

  self->pause = 0;
  if (self->next != NULL)
    start (self);
  return G_SOURCE_REMOVE;
}

static void
done (gpointer user_data)
{
  DeskFindableContacts *self = user_data;
  gint64 rest = (g_get_monotonic_time () - self->begun) * REST / 1000;

  g_clear_pointer (&self->job, g_source_unref);
  g_clear_pointer (&self->table, desk_mirror_table_unref);
  self->pause = g_timeout_add_full (DESK_SLICES_PRIORITY, (guint) CLAMP (rest, PAUSE_MS, LONGEST_PAUSE_MS),
                                    pause_cb, self, NULL);
}

static void
start (DeskFindableContacts *self)
{
  self->table = g_steal_pointer (&self->next);
  self->begun = g_get_monotonic_time ();
  self->position = 0;
  self->is_sweeping = FALSE;
  desk_catalogue_begin_round (self->catalogue, DESK_MATCH_CONTACT);
  self->job = desk_slices_start (step, done, self);
}

void
desk_findable_contacts_take (DeskFindableContacts *self, DeskMirrorTable *table)
{
  g_return_if_fail (self != NULL && table != NULL);

  g_clear_pointer (&self->next, desk_mirror_table_unref);
  self->next = desk_mirror_table_ref (table);
  if (self->table == NULL && self->pause == 0)
    start (self);
}

DeskFindableContacts *
desk_findable_contacts_new (DeskCatalogue *catalogue, DeskNumbers *numbers)
{
  DeskFindableContacts *self = g_new0 (DeskFindableContacts, 1);

  self->catalogue = g_object_ref (catalogue);
  g_set_object (&self->numbers, numbers);
  return self;
}

void
desk_findable_contacts_free (DeskFindableContacts *self)
{
  desk_slices_cancel (&self->job);
  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_pointer (&self->table, desk_mirror_table_unref);
  g_clear_pointer (&self->next, desk_mirror_table_unref);
  g_object_unref (self->catalogue);
  g_clear_object (&self->numbers);
  g_free (self);
}
