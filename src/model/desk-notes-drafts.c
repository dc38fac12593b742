/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written into notes, on disk while it is written: it outlives the program, however that ends. */
#include "config.h"

#include "model/desk-notes-private.h"

#include <glib/gi18n.h>

#include "model/desk-session-private.h"
#include "store/store-drafts.h"

#define RETRY_AFTER (10 * (gint64)G_USEC_PER_SEC)

typedef struct
{
  GWeakRef notes; /* the store may be slow, the session gone */
  DeskNote *note; /* NULL for the reading */
} Writing;

static Writing *
writing_new (DeskNotes *self, DeskNote *note)
{
  Writing *writing = g_new0 (Writing, 1);

  g_weak_ref_init (&writing->notes, self);
  writing->note = note != NULL ? g_object_ref (note) : NULL;
  return writing;
}

static void
writing_free (Writing *writing)
{
  g_weak_ref_clear (&writing->notes);
  g_clear_object (&writing->note);
  g_free (writing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Writing, writing_free)

static void
timer_cb (gpointer user_data)
{
  DeskNotes *self = user_data;

  self->draft_timer = 0;
  desk_notes_flush_drafts (self);
}

static void
arm (DeskNotes *self, gint64 delay)
{
  if (self->draft_timer == 0 && self->session != NULL)
    self->draft_timer
        = pal_clock_add (self->clock, pal_clock_get_monotonic (self->clock) + delay, timer_cb, self);
}

/* Once for a disk that is full, not at every key. */
static void
done (DeskNotes *self, DeskNote *note, const GError *error)
{
  g_autofree char *text = NULL;

  note->is_writing = FALSE;
  if (error == NULL)
    self->has_failed = FALSE;
  else
    {
      g_message ("A draft cannot be written: %s", error->message);
      g_hash_table_replace (self->unwritten, desk_note_make_key (note->tenant, note->name),
                            g_object_ref (note));
      text = g_strdup_printf (_ ("What you write into notes cannot be kept on this computer: %s"),
                              error->message);
      if (!self->has_failed && self->session != NULL)
        desk_session_say (self->session, text);
      self->has_failed = TRUE;
    }
  if (g_hash_table_size (self->unwritten) > 0)
    arm (self, error != NULL ? RETRY_AFTER : DESK_NOTES_DRAFT_DELAY);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;
  g_autoptr (DeskNotes) self = g_weak_ref_get (&writing->notes);
  g_autoptr (GError) error = NULL;

  store_table_save_finish (&store_drafts, STORE_DATABASE (source), result, &error);
  if (self != NULL)
    done (self, writing->note, error);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;
  g_autoptr (DeskNotes) self = g_weak_ref_get (&writing->notes);
  g_autoptr (GError) error = NULL;

  store_table_remove_finish (&store_drafts, STORE_DATABASE (source), result, &error);
  if (self != NULL)
    done (self, writing->note, error);
}

static void
write_draft (DeskNotes *self, DeskNote *note)
{
  StoreDraft *row = desk_note_make_row (note);
  g_autofree char *key = desk_note_make_key (note->tenant, note->name);

  note->is_writing = TRUE;
  if (row != NULL)
    store_table_save_async (&store_drafts, self->database, self->account_id, NULL, row, NULL, saved_cb,
                            writing_new (self, note));
  else
    store_table_remove_async (&store_drafts, self->database, self->account_id, key, NULL, removed_cb,
                              writing_new (self, note));
  g_clear_pointer (&row, store_draft_free);
}

/* One that is being written waits for that, unless all ends. */
void
desk_notes_flush_drafts (DeskNotes *self)
{
  GHashTableIter iter;
  gpointer note;

  if (self->draft_timer != 0)
    pal_clock_remove (self->clock, self->draft_timer);
  self->draft_timer = 0;
  g_hash_table_iter_init (&iter, self->unwritten);
  while (g_hash_table_iter_next (&iter, NULL, &note))
    {
      if (((DeskNote *)note)->is_writing && !self->is_ending)
        continue;
      write_draft (self, note);
      g_hash_table_iter_remove (&iter);
    }
}

void
desk_notes_keep_draft (DeskNotes *self, DeskNote *note)
{
  if (self->database == NULL || self->session == NULL)
    return;
  g_hash_table_replace (self->unwritten, desk_note_make_key (note->tenant, note->name), g_object_ref (note));
  arm (self, DESK_NOTES_DRAFT_DELAY);
}

/* --- after a start --------------------------------------------------------------------------- */

static void
restore (DeskNotes *self, const StoreDraft *row)
{
  g_autoptr (DeskNote) note = desk_note_new_from_row (row);

  if (g_hash_table_contains (self->drafts, row->key))
    return; /* the person writes already */
  if (g_str_equal (note->tenant, self->tenant))
    {
      DeskNote *there = desk_notes_find (self, note->name);

      if (there != NULL)
        desk_notes_remove (self, there);
      note->is_listed = there != NULL;
      desk_notes_add (self, note);
    }
  desk_notes_update_drafts (self, note);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;
  g_autoptr (DeskNotes) self = g_weak_ref_get (&writing->notes);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = store_table_load_finish (&store_drafts, STORE_DATABASE (source), result, &error);

  if (self == NULL || self->session == NULL)
    return;
  if (rows == NULL)
    g_message ("Drafts cannot be read: %s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    restore (self, rows->pdata[i]);
}

void
desk_notes_load_drafts (DeskNotes *self)
{
  if (self->database != NULL)
    store_table_load_async (&store_drafts, self->database, self->account_id, self->cancellable, loaded_cb,
                            writing_new (self, NULL));
}
