/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-contact-drafts-private.h"

#include <glib/gi18n.h>

#include "model/desk-session-private.h"
#include "store/store-contact-drafts.h"

#define RETRY_AFTER (10 * (gint64)G_USEC_PER_SEC)

struct _DeskContactDraft
{
  GObject parent_instance;

  gboolean is_shared, is_over;
  gboolean is_on_disk; /* or on its way there */
  gint64 written_at;

  /* owned */
  GWeakRef drafts;
  char *key, *contact_id, *phonebook;
  PalContactInfo *base, *mine;
};

struct _DeskContactDrafts
{
  DeskList parent_instance;

  /* borrowed; NULL when it is gone */
  DeskSession *session;

  gboolean has_failed; /* it has been told */
  guint timer;         /* of the clock */

  /* owned */
  StoreDatabase *database; /* may be NULL: then nothing is kept */
  PalClock *clock;
  char *account_id;
  GCancellable *cancellable;
  GHashTable *unwritten; /* key → DeskContactDraft */
  GHashTable *saved;     /* the same: until the edit is on disk */
};

G_DEFINE_FINAL_TYPE (DeskContactDraft, desk_contact_draft, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (DeskContactDrafts, desk_contact_drafts, DESK_TYPE_LIST)

/* --- on disk ---------------------------------------------------------------------- */

typedef struct
{
  GWeakRef drafts;         /* the store may be slow, the session gone */
  DeskContactDraft *draft; /* NULL for the reading */
} Writing;

static void flush (DeskContactDrafts *self);

static Writing *
writing_new (DeskContactDrafts *self, DeskContactDraft *draft)
{
  Writing *writing = g_new0 (Writing, 1);

  g_weak_ref_init (&writing->drafts, self);
  writing->draft = draft != NULL ? g_object_ref (draft) : NULL;
  return writing;
}

static void
writing_free (Writing *writing)
{
  g_weak_ref_clear (&writing->drafts);
  g_clear_object (&writing->draft);
  g_free (writing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Writing, writing_free)

static void
timer_cb (gpointer user_data)
{
  DeskContactDrafts *self = user_data;

  self->timer = 0;
  flush (self);
}

static void
keep_soon (DeskContactDrafts *self, DeskContactDraft *draft, gint64 delay)
{
  if (self->session == NULL || self->database == NULL)
    return;
  g_hash_table_replace (self->unwritten, draft->key, g_object_ref (draft));
  if (self->timer == 0)
    self->timer = pal_clock_add (self->clock, pal_clock_get_monotonic (self->clock) + delay, timer_cb, self);
}

/* Once for a disk that is full, not at every key. */
static void
done (Writing *writing, const GError *error)
{
  g_autoptr (DeskContactDrafts) self = g_weak_ref_get (&writing->drafts);
  g_autofree char *text = NULL;

  if (self == NULL || self->session == NULL)
    return;
  if (error != NULL)
    {
      g_message ("A draft of a contact cannot be written: %s", error->message);
      if (!g_hash_table_contains (self->unwritten, writing->draft->key))
        keep_soon (self, writing->draft, RETRY_AFTER);
      text = g_strdup_printf (_ ("What you write into contacts cannot be kept on this computer: %s"),
                              error->message);
      if (!self->has_failed)
        desk_session_say (self->session, text);
    }
  self->has_failed = error != NULL;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;
  g_autoptr (GError) error = NULL;

  store_table_save_finish (&store_contact_drafts, STORE_DATABASE (source), result, &error);
  done (writing, error);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;
  g_autoptr (GError) error = NULL;

  store_table_remove_finish (&store_contact_drafts, STORE_DATABASE (source), result, &error);
  done (writing, error);
}

/* The store does one after the other, so that what is written last stays. */
static void
write_draft (DeskContactDrafts *self, DeskContactDraft *draft)
{
  g_autoptr (StoreContactDraft) row = NULL;

  if (draft->is_over || draft->mine == NULL)
    {
      if (draft->is_on_disk)
        store_table_remove_async (&store_contact_drafts, self->database, self->account_id, draft->key, NULL,
                                  removed_cb, writing_new (self, draft));
      draft->is_on_disk = FALSE;
      return;
    }
  row = g_new0 (StoreContactDraft, 1);
  row->key = g_strdup (draft->key);
  row->contact_id = g_strdup (draft->contact_id);
  row->phonebook = g_strdup (draft->phonebook);
  row->is_shared = draft->is_shared;
  row->base = pal_contact_info_to_text (draft->base);
  row->mine = pal_contact_info_to_text (draft->mine);
  row->written_at = draft->written_at;
  store_table_save_async (&store_contact_drafts, self->database, self->account_id, NULL, row, NULL, saved_cb,
                          writing_new (self, draft));
  draft->is_on_disk = TRUE;
}

static void
flush (DeskContactDrafts *self)
{
  g_autoptr (GHashTable) unwritten = g_steal_pointer (&self->unwritten);
  GHashTableIter iter;
  gpointer draft;

  self->unwritten = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  if (self->timer != 0)
    pal_clock_remove (self->clock, self->timer);
  self->timer = 0;
  g_hash_table_iter_init (&iter, unwritten);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    write_draft (self, draft);
}

/* --- after a start ------------------------------------------------------------------- */

static void
restore (DeskContactDrafts *self, const StoreContactDraft *row)
{
  g_autoptr (DeskContactDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalContactInfo) base = pal_contact_info_new_from_text (row->base, &error);
  g_autoptr (PalContactInfo) mine = base != NULL ? pal_contact_info_new_from_text (row->mine, &error) : NULL;

  if (mine == NULL)
    {
      g_warning ("A draft of a contact cannot be read: %s", error->message);
      return;
    }
  draft = g_object_new (DESK_TYPE_CONTACT_DRAFT, NULL);
  g_weak_ref_set (&draft->drafts, self);
  draft->key = g_strdup (row->key);
  draft->contact_id = g_strdup (row->contact_id);
  draft->phonebook = g_strdup (row->phonebook);
  draft->is_shared = row->is_shared;
  draft->base = g_steal_pointer (&base);
  draft->mine = g_steal_pointer (&mine);
  draft->written_at = row->written_at;
  draft->is_on_disk = TRUE;
  desk_list_append (DESK_LIST (self), draft->key, draft);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;
  g_autoptr (DeskContactDrafts) self = g_weak_ref_get (&writing->drafts);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = store_table_load_finish (&store_contact_drafts, STORE_DATABASE (source), result, &error);

  if (self == NULL || self->session == NULL)
    return;
  if (rows == NULL)
    g_message ("Drafts of contacts cannot be read: %s", error->message);
  desk_list_begin_batch (DESK_LIST (self));
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    restore (self, rows->pdata[i]);
  desk_list_end_batch (DESK_LIST (self));
}

/* --- one of them ---------------------------------------------------------------------- */

void
desk_contact_draft_write (DeskContactDraft *self,
                          const char *phonebook,
                          gboolean is_shared,
                          PalContactInfo *mine)
{
  g_autoptr (DeskContactDrafts) drafts = NULL;
  PalContactInfo *old;

  g_return_if_fail (DESK_IS_CONTACT_DRAFT (self));

  if (self->is_over || (mine == NULL && self->mine == NULL))
    return;
  if (g_strcmp0 (self->phonebook, phonebook) == 0 && self->is_shared == is_shared && mine != NULL
      && self->mine != NULL && pal_contact_info_equal (self->mine, mine))
    return;
  drafts = g_weak_ref_get (&self->drafts);
  if (g_strcmp0 (self->phonebook, phonebook) != 0)
    {
      g_free (self->phonebook);
      self->phonebook = g_strdup (phonebook);
    }
  self->is_shared = is_shared;
  old = self->mine;
  self->mine = mine != NULL ? pal_contact_info_copy (mine) : NULL;
  g_clear_pointer (&old, pal_contact_info_unref);
  self->written_at = g_get_real_time ();
  if (drafts != NULL)
    keep_soon (drafts, self, DESK_CONTACT_DRAFT_DELAY);
}

static void
remove_now (DeskContactDraft *self)
{
  g_autoptr (DeskContactDrafts) drafts = g_weak_ref_get (&self->drafts);

  if (drafts == NULL)
    return;
  keep_soon (drafts, self, 0);
  flush (drafts);
}

static void
edit_state_cb (DeskContactDraft *self, GParamSpec *pspec, DeskEdit *edit)
{
  g_autoptr (DeskContactDrafts) drafts = NULL;

  if (desk_edit_get_state (edit) == DESK_EDIT_STATE_SAVING)
    return;
  g_signal_handlers_disconnect_by_func (edit, edit_state_cb, self);
  remove_now (self);
  drafts = g_weak_ref_get (&self->drafts);
  if (drafts != NULL)
    g_hash_table_remove (drafts->saved, self->key);
}

void
desk_contact_draft_end (DeskContactDraft *self, DeskEdit *edit)
{
  g_autoptr (DeskContactDrafts) drafts = NULL;

  g_return_if_fail (DESK_IS_CONTACT_DRAFT (self));

  drafts = g_weak_ref_get (&self->drafts);
  if (self->is_over || drafts == NULL)
    return;
  self->is_over = TRUE;
  if (edit == NULL || desk_edit_get_state (edit) != DESK_EDIT_STATE_SAVING)
    {
      remove_now (self);
      return;
    }
  g_hash_table_replace (drafts->saved, self->key, g_object_ref (self));
  g_signal_connect_object (edit, "notify::state", G_CALLBACK (edit_state_cb), self, G_CONNECT_SWAPPED);
}

const char *
desk_contact_draft_get_contact_id (DeskContactDraft *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT_DRAFT (self), NULL);
  return self->contact_id;
}

const char *
desk_contact_draft_get_phonebook (DeskContactDraft *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT_DRAFT (self), NULL);
  return self->phonebook;
}

gboolean
desk_contact_draft_get_is_shared (DeskContactDraft *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT_DRAFT (self), FALSE);
  return self->is_shared;
}

PalContactInfo *
desk_contact_draft_get_base (DeskContactDraft *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT_DRAFT (self), NULL);
  return self->base;
}

PalContactInfo *
desk_contact_draft_get_mine (DeskContactDraft *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT_DRAFT (self), NULL);
  return self->mine;
}

gint64
desk_contact_draft_get_written_at (DeskContactDraft *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT_DRAFT (self), 0);
  return self->written_at;
}

static void
desk_contact_draft_finalize (GObject *object)
{
  DeskContactDraft *self = DESK_CONTACT_DRAFT (object);

  g_weak_ref_clear (&self->drafts);
  g_free (self->key);
  g_free (self->contact_id);
  g_free (self->phonebook);
  g_clear_pointer (&self->base, pal_contact_info_unref);
  g_clear_pointer (&self->mine, pal_contact_info_unref);

  G_OBJECT_CLASS (desk_contact_draft_parent_class)->finalize (object);
}

static void
desk_contact_draft_class_init (DeskContactDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_contact_draft_finalize;
}

static void
desk_contact_draft_init (DeskContactDraft *self)
{
  g_weak_ref_init (&self->drafts, NULL);
}

/* --- all of them ----------------------------------------------------------------------- */

DeskContactDraft *
desk_contact_drafts_begin (DeskContactDrafts *self,
                           const char *contact_id,
                           const char *phonebook,
                           gboolean is_shared,
                           PalContactInfo *base)
{
  DeskContactDraft *draft;

  g_return_val_if_fail (DESK_IS_CONTACT_DRAFTS (self), NULL);
  g_return_val_if_fail (base != NULL, NULL);

  draft = g_object_new (DESK_TYPE_CONTACT_DRAFT, NULL);
  g_weak_ref_set (&draft->drafts, self);
  draft->key = g_uuid_string_random ();
  draft->contact_id = g_strdup (contact_id);
  draft->phonebook = g_strdup (phonebook);
  draft->is_shared = is_shared;
  draft->base = pal_contact_info_copy (base);
  return draft;
}

DeskContactDraft *
desk_contact_drafts_take (DeskContactDrafts *self, DeskContactDraft *draft)
{
  g_return_val_if_fail (DESK_IS_CONTACT_DRAFTS (self), NULL);
  g_return_val_if_fail (DESK_IS_CONTACT_DRAFT (draft), NULL);

  if (desk_list_find (DESK_LIST (self), draft->key) != draft)
    return NULL;
  g_object_ref (draft);
  desk_list_remove (DESK_LIST (self), draft->key);
  return draft;
}

DeskContactDraft *
desk_contact_drafts_take_of (DeskContactDrafts *self, const char *contact_id)
{
  g_return_val_if_fail (DESK_IS_CONTACT_DRAFTS (self), NULL);

  for (guint i = desk_list_get_size (DESK_LIST (self)); contact_id != NULL && i-- > 0;)
    {
      DeskContactDraft *draft = desk_list_peek (DESK_LIST (self), i);

      if (g_strcmp0 (draft->contact_id, contact_id) == 0)
        return desk_contact_drafts_take (self, draft);
    }
  return NULL;
}

gpointer
desk_contact_drafts_begin_part (DeskSession *session)
{
  DeskContactDrafts *self = g_object_new (DESK_TYPE_CONTACT_DRAFTS, NULL);

  self->session = session;
  self->clock = g_object_ref (session->clock);
  g_set_object (&self->database, session->database);
  self->account_id = g_strdup (store_account_get_id (session->account));
  if (self->database != NULL)
    store_table_load_async (&store_contact_drafts, self->database, self->account_id, self->cancellable,
                            loaded_cb, writing_new (self, NULL));
  return self;
}

void
desk_contact_drafts_end_part (gpointer part)
{
  DeskContactDrafts *self = part;

  flush (self);
  self->session = NULL;
  g_cancellable_cancel (self->cancellable);
}

static void
desk_contact_drafts_finalize (GObject *object)
{
  DeskContactDrafts *self = DESK_CONTACT_DRAFTS (object);

  g_hash_table_unref (self->unwritten);
  g_hash_table_unref (self->saved);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->database);
  g_clear_object (&self->clock);
  g_free (self->account_id);

  G_OBJECT_CLASS (desk_contact_drafts_parent_class)->finalize (object);
}

static void
desk_contact_drafts_class_init (DeskContactDraftsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_contact_drafts_finalize;
  DESK_LIST_CLASS (klass)->item_type = DESK_TYPE_CONTACT_DRAFT;
}

static void
desk_contact_drafts_init (DeskContactDrafts *self)
{
  self->cancellable = g_cancellable_new ();
  self->saved = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->unwritten = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
}
