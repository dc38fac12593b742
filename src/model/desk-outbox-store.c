/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits on disk: one is QUEUED when it is written, and what cannot be written is kept and tried again. */
#include "config.h"

#include "model/desk-outbox-private.h"

#define RETRY_AFTER (10 * G_USEC_PER_SEC)

typedef struct
{
  GWeakRef outbox;        /* the store may be slow, the session gone */
  DeskEdit *edit;         /* NULL for the reading */
  DeskOutboxWritten then; /* or NULL */
} Writing;

static void write_row (DeskOutbox *self, DeskEdit *edit, DeskOutboxWritten then);

static Writing *
writing_new (DeskOutbox *self, DeskEdit *edit, DeskOutboxWritten then)
{
  Writing *writing = g_new0 (Writing, 1);

  g_weak_ref_init (&writing->outbox, self);
  writing->edit = edit != NULL ? g_object_ref (edit) : NULL;
  writing->then = then;
  return writing;
}

static void
writing_free (Writing *writing)
{
  g_weak_ref_clear (&writing->outbox);
  g_clear_object (&writing->edit);
  g_free (writing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Writing, writing_free)

static void
write_again_cb (gpointer user_data)
{
  DeskOutbox *self = user_data;
  g_autoptr (GPtrArray) edits = g_steal_pointer (&self->unwritten);

  self->write_timer = 0;
  self->unwritten = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < edits->len; i++)
    write_row (self, edits->pdata[i], NULL);
}

static void
keep_for_later (DeskOutbox *self, DeskEdit *edit, const GError *error)
{
  g_message ("An edit cannot be written: %s", error->message);
  if (!edit->is_dropped && edit->state == DESK_EDIT_STATE_SAVING)
    desk_edit_set_reason (edit, error->message);
  if (!g_ptr_array_find (self->unwritten, edit, NULL))
    g_ptr_array_add (self->unwritten, g_object_ref (edit));
  if (self->write_timer == 0)
    self->write_timer = pal_clock_add (self->clock, pal_clock_get_monotonic (self->clock) + RETRY_AFTER,
                                       write_again_cb, self);
}

static gboolean
is_over (DeskEdit *edit)
{
  return edit->is_dropped || edit->state == DESK_EDIT_STATE_CONFIRMED;
}

static void
written (DeskOutbox *self, DeskEdit *edit, DeskOutboxWritten then, const GError *error)
{
  if (then != NULL)
    then (self, edit, error);
  else if (error != NULL)
    keep_for_later (self, edit, error);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;
  g_autoptr (DeskOutbox) self = g_weak_ref_get (&writing->outbox);
  g_autoptr (GError) error = NULL;
  DeskEdit *edit = writing->edit;

  edit->id = store_table_add_finish (&store_edits, STORE_DATABASE (source), result, &error);
  edit->is_writing = FALSE;
  if (self == NULL || edit->outbox == NULL)
    return;
  if (error == NULL && edit->is_dropped)
    write_row (self, edit, NULL);
  else if (error == NULL)
    {
      desk_edit_set_reason (edit, NULL);
      desk_outbox_set_state (self, edit, DESK_EDIT_STATE_QUEUED);
      desk_outbox_touch (self, edit);
    }
  else if (!edit->is_dropped)
    keep_for_later (self, edit, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;
  g_autoptr (DeskOutbox) self = g_weak_ref_get (&writing->outbox);
  g_autoptr (GError) error = NULL;

  store_table_save_finish (&store_edits, STORE_DATABASE (source), result, &error);
  if (self != NULL && writing->edit->outbox != NULL)
    written (self, writing->edit, writing->then, error);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;
  g_autoptr (DeskOutbox) self = g_weak_ref_get (&writing->outbox);
  g_autoptr (GError) error = NULL;

  store_table_remove_finish (&store_edits, STORE_DATABASE (source), result, &error);
  if (self != NULL && error != NULL && !g_cancellable_is_cancelled (self->cancellable))
    keep_for_later (self, writing->edit, error);
}

/* Not cancelled with the session: what the person said is to be kept. */
static void
write_row (DeskOutbox *self, DeskEdit *edit, DeskOutboxWritten then)
{
  Writing *writing = writing_new (self, edit, then);
  g_autoptr (StoreEdit) row = NULL;

  if (edit->id == 0 && (edit->is_dropped || edit->is_writing))
    {
      writing_free (writing); /* whoever writes it sees what has become of it */
      return;
    }
  if (is_over (edit))
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, edit->id);

      store_table_remove_async (&store_edits, self->database, self->account_id, id, NULL, removed_cb,
                                writing);
      return;
    }

  row = desk_edit_to_row (edit);
  edit->is_writing = edit->id == 0;
  if (edit->id == 0)
    store_table_add_async (&store_edits, self->database, self->account_id, row, NULL, added_cb, writing);
  else
    store_table_save_async (&store_edits, self->database, self->account_id, NULL, row, NULL, saved_cb,
                            writing);
}

void
desk_outbox_write (DeskOutbox *self, DeskEdit *edit, DeskOutboxWritten then)
{
  if (self->database != NULL)
    write_row (self, edit, then);
  else
    {
      if (edit->id == 0)
        edit->id = ++self->last_id;
      if (edit->state == DESK_EDIT_STATE_SAVING)
        {
          desk_outbox_set_state (self, edit, DESK_EDIT_STATE_QUEUED);
          desk_outbox_touch (self, edit);
        }
      if (then != NULL)
        then (self, edit, NULL);
    }
}

static void
loaded (DeskOutbox *self)
{
  gboolean is_ready = self->is_ready;

  self->is_loaded = TRUE;
  self->is_ready = FALSE;
  desk_outbox_set_ready (self, is_ready);
}

static void load (DeskOutbox *self);

static void
load_again_cb (gpointer user_data)
{
  DeskOutbox *self = user_data;

  self->load_timer = 0;
  load (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;
  g_autoptr (DeskOutbox) self = g_weak_ref_get (&writing->outbox);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = store_table_load_finish (&store_edits, STORE_DATABASE (source), result, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (rows == NULL)
    {
      g_message ("Edits cannot be read: %s", error->message);
      self->load_timer = pal_clock_add (self->clock, pal_clock_get_monotonic (self->clock) + RETRY_AFTER,
                                        load_again_cb, self);
      return;
    }

  desk_list_begin_batch (DESK_LIST (self));
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (DeskEdit) edit = desk_edit_new_from_row (self, rows->pdata[i]);

      desk_outbox_add (self, edit);
    }
  desk_list_end_batch (DESK_LIST (self));
  loaded (self);
}

static void
load (DeskOutbox *self)
{
  store_table_load_async (&store_edits, self->database, self->account_id, self->cancellable, loaded_cb,
                          writing_new (self, NULL, NULL));
}

void
desk_outbox_load (DeskOutbox *self)
{
  if (self->database != NULL)
    load (self);
  else
    self->is_loaded = TRUE;
}
