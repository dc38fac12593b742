/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialogue about one edit. Whatever is not known is read: a contact before it is changed, so that nobody
 * else's change is lost, and after it, as nothing else confirms it; and whatever was sent without an answer
 * is looked for, and only when it can no longer be on its way is it sent again. */
#include "config.h"

#include "model/desk-merge.h"
#include "model/desk-outbox-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "pal/protocol/pal-contact-fields.h"

static void look_at_next (DeskOutbox *self, DeskEdit *edit);
static void undo_change (DeskOutbox *self, DeskEdit *edit, PalContactInfo *theirs);

/* --- tools ------------------------------------------------------------------ */

static void
call (DeskOutbox *self, DeskEdit *edit, PalParams *params, GAsyncReadyCallback callback)
{
  desk_outbox_set_tenant (self, params);
  pal_client_call_async (self->client, params, self->cancellable, callback, g_object_ref (edit));
}

/* How long what was sent may still be on its way, in µs. */
static gint64
get_patience (DeskOutbox *self, DeskEdit *edit)
{
  gint64 passed = pal_clock_get_real (self->clock) - edit->sent_at;

  return edit->sent_at != 0 ? self->patience - CLAMP (passed, 0, self->patience) : 0;
}

/* It is not there, but may still come: TRUE when it is to be waited for. */
static gboolean
wait_for_it (DeskOutbox *self, DeskEdit *edit)
{
  gint64 patience = edit->is_answered ? 0 : get_patience (self, edit);

  if (patience <= 0)
    return FALSE;
  desk_edit_set_reason (edit, _ ("It is not known yet whether the PBX received it."));
  desk_outbox_end_run (self, edit, patience);
  return TRUE;
}

/* --- sending ---------------------------------------------------------------- */

static void
become_inverse (DeskOutbox *self, DeskEdit *edit, DeskEditKind kind, const char *contact_id,
                PalContactInfo *base, PalContactInfo *mine)
{
  PalContactInfo *from = base != NULL ? pal_contact_info_copy (base) : NULL;
  PalContactInfo *to = mine != NULL ? pal_contact_info_copy (mine) : NULL;

  desk_edit_become (edit, kind, g_strdup (contact_id), from, to);
  desk_edit_set_theirs (edit, NULL);
  desk_edit_set_undo (edit, DESK_UNDO_INVERSE);
  desk_outbox_requeue (self, edit, FALSE);
}

static void
done (DeskOutbox *self, DeskEdit *edit, PalContactInfo *theirs)
{
  if (edit->kind == DESK_EDIT_KIND_DELETE)
    desk_phonebooks_take_gone (self->phonebooks, edit->contact_id);
  if (edit->undo != DESK_UNDO_WANTED)
    desk_outbox_confirm (self, edit);
  else if (edit->kind == DESK_EDIT_KIND_CREATE)
    become_inverse (self, edit, DESK_EDIT_KIND_DELETE, edit->contact_id, theirs, NULL);
  else if (edit->kind == DESK_EDIT_KIND_DELETE)
    become_inverse (self, edit, DESK_EDIT_KIND_CREATE, NULL, NULL, edit->base);
  else
    undo_change (self, edit, theirs);
}

/* What the PBX does not let the person do is not offered any more. */
static void
denied (DeskOutbox *self, DeskEdit *edit, const GError *error)
{
  gboolean is_deletion = edit->kind == DESK_EDIT_KIND_DELETE;

  desk_phonebooks_note_refusal (self->phonebooks, edit->phonebook, edit->is_shared,
                                is_deletion ? PAL_METHOD_DELETE_CONTACT : PAL_METHOD_SET_CONTACT, error);
}

static void
refused (DeskOutbox *self, DeskEdit *edit, const char *why)
{
  edit->sent_at = 0;
  if (edit->undo == DESK_UNDO_WANTED)
    {
      desk_outbox_drop (self, edit);
      desk_outbox_end_run (self, edit, 0);
    }
  else
    desk_outbox_get_stuck (self, edit, DESK_EDIT_STATE_REFUSED, why);
}

static void
conflict (DeskOutbox *self, DeskEdit *edit, PalContactInfo *theirs, const char *why)
{
  if (edit->is_answered)
    edit->sent_at = 0;
  desk_edit_set_theirs (edit, theirs);
  desk_outbox_get_stuck (self, edit, DESK_EDIT_STATE_CONFLICT, why);
}

/* TRUE when some fields that were to go are still there, and nothing else is wrong: this PBX adds to what it
 * has. */
static gboolean
kept_removed_fields (DeskEdit *edit, PalContactInfo *theirs)
{
  g_autoptr (PalContactInfo) without = pal_contact_info_copy (theirs);

  for (guint i = pal_contact_info_get_n (theirs); i > 0; i--)
    {
      const char *value, *id = pal_contact_info_get_nth (theirs, i - 1, &value);

      if (pal_contact_info_get (edit->mine, id) == NULL)
        pal_contact_info_set (without, id, NULL);
    }
  return desk_merge_is_same (without, edit->mine);
}

static void mark_sent (DeskOutbox *self, DeskEdit *edit);

/* The PBX said that it has it: has it? */
static void
check_answered (DeskOutbox *self, DeskEdit *edit, PalContactInfo *theirs)
{
  g_autoptr (GPtrArray) both = NULL;
  g_autoptr (PalContactInfo) merged = NULL;

  if (theirs == NULL)
    {
      conflict (self, edit, NULL, _ ("The contact was deleted."));
      return;
    }
  merged = desk_merge (edit->base, edit->mine, theirs, &both);
  if (both->len > 0)
    conflict (self, edit, theirs, _ ("The PBX keeps something else than was sent."));
  else if (desk_merge_is_same (merged, theirs))
    done (self, edit, theirs);
  else if (!edit->is_blanking && kept_removed_fields (edit, theirs))
    {
      edit->is_blanking = TRUE;
      mark_sent (self, edit);
    }
  else
    refused (self, edit, _ ("The PBX accepted it, but keeps the contact as it was."));
}

static void
set_contact_id (DeskOutbox *self, DeskEdit *edit, const char *id)
{
  desk_edit_become (edit, edit->kind, g_strdup (id), NULL, pal_contact_info_copy (edit->mine));
  desk_outbox_change_lane (self, edit);
}

/* If it is asked for again, it is looked for first. */
static void
not_there (DeskOutbox *self, DeskEdit *edit)
{
  desk_outbox_get_stuck (self, edit, DESK_EDIT_STATE_REFUSED, _ ("The PBX accepted it, but it is not there."));
}

/* A new one has its id: is it what was sent? */
static void
check_created (DeskOutbox *self, DeskEdit *edit, PalContactInfo *theirs)
{
  g_autoptr (PalContactInfo) merged = NULL;

  if (theirs == NULL)
    {
      set_contact_id (self, edit, NULL);
      not_there (self, edit);
      return;
    }
  merged = desk_merge (NULL, edit->mine, theirs, NULL);
  if (edit->undo == DESK_UNDO_WANTED || desk_merge_is_same (merged, theirs))
    done (self, edit, theirs);
  else
    {
      edit->sent_at = 0;
      conflict (self, edit, theirs, _ ("The PBX keeps something else than was sent."));
    }
}

static void
answered (DeskOutbox *self, DeskEdit *edit, PalReply *reply)
{
  g_auto (PalReplyIter) iter = { 0 };
  const char *id = NULL;

  edit->is_answered = TRUE;
  edit->tries = 0;
  if (edit->kind != DESK_EDIT_KIND_CREATE)
    {
      desk_outbox_read_contact (self, edit, edit->contact_id, check_answered);
      return;
    }
  pal_reply_iter_init (&iter, reply);
  if (pal_reply_iter_next (&iter))
    id = pal_reply_iter_get (&iter, "aid");
  if (id != NULL && id[0] != '\0')
    {
      set_contact_id (self, edit, id);
      desk_outbox_read_contact (self, edit, edit->contact_id, check_created);
    }
  else
    desk_outbox_look (self, edit); /* old ones do not say */
}

static void
set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskEdit) edit = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  DeskOutbox *self;

  if (!desk_outbox_goes_on (edit, &self))
    return;
  if (reply != NULL)
    answered (self, edit, reply);
  else if (desk_outbox_is_refusal (error))
    {
      denied (self, edit, error);
      refused (self, edit, error->message);
    }
  else
    desk_outbox_pause_run (self, edit, NULL);
}

/* Whether the answer has this id where it says what was deleted. */
static gboolean
was_deleted (PalReply *reply, const char *id)
{
  g_auto (PalReplyIter) iter = { 0 }, ids = { 0 };

  pal_reply_iter_init (&iter, reply);
  if (!pal_reply_iter_next (&iter) || !pal_reply_iter_open (&iter, "succeeded", &ids))
    return FALSE;
  while (pal_reply_iter_next (&ids))
    if (g_strcmp0 (pal_reply_iter_text (&ids, 0), id) == 0)
      return TRUE;
  return FALSE;
}

static void
check_deleted (DeskOutbox *self, DeskEdit *edit, PalContactInfo *theirs)
{
  if (theirs == NULL)
    done (self, edit, NULL);
  else
    refused (self, edit, _ ("The PBX did not delete it."));
}

static void
delete_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskEdit) edit = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  DeskOutbox *self;

  if (!desk_outbox_goes_on (edit, &self))
    return;
  edit->is_answered = reply != NULL;
  if (reply != NULL && was_deleted (reply, edit->contact_id))
    done (self, edit, NULL);
  else if (reply != NULL)
    desk_outbox_read_contact (self, edit, edit->contact_id, check_deleted);
  else if (desk_outbox_is_refusal (error))
    {
      denied (self, edit, error);
      refused (self, edit, error->message);
    }
  else
    desk_outbox_pause_run (self, edit, NULL);
}

static void
send_deletion (DeskOutbox *self, DeskEdit *edit)
{
  const char *const ids[] = { edit->contact_id, NULL };
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_DELETE_CONTACT);

  pal_params_set_list (params, "aid", ids);
  call (self, edit, params, delete_cb);
}

static void
send_fields (DeskOutbox *self, DeskEdit *edit)
{
  g_autoptr (PalParams) params = pal_contact_info_to_params (edit->mine, edit->contact_id, edit->phonebook,
                                                             edit->is_shared);

  for (guint i = 0; edit->is_blanking && i < pal_contact_info_get_n (edit->base); i++)
    {
      const char *value, *id = pal_contact_info_get_nth (edit->base, i, &value);

      if (pal_contact_info_get (edit->mine, id) == NULL)
        pal_params_set_member (params, "info", id, "");
    }
  call (self, edit, params, set_cb);
}

static void
marked_sent (DeskOutbox *self, DeskEdit *edit, const GError *error)
{
  if (edit->is_dropped)
    desk_outbox_end_run (self, edit, 0);
  else if (error != NULL)
    {
      edit->sent_at = 0; /* it was not, and will not be before it is written that it was */
      desk_outbox_pause_run (self, edit, error->message);
    }
  else if (!self->is_ready)
    {
      edit->sent_at = 0;
      desk_outbox_set_state (self, edit, DESK_EDIT_STATE_QUEUED);
      desk_outbox_write (self, edit, NULL);
      desk_outbox_end_run (self, edit, 0);
    }
  else
    {
      desk_outbox_set_state (self, edit, DESK_EDIT_STATE_SENT);
      if (edit->kind == DESK_EDIT_KIND_DELETE)
        send_deletion (self, edit);
      else
        send_fields (self, edit);
    }
}

/* It is sent when the disk says so: whenever the program ends, it is known what may have been sent. */
static void
mark_sent (DeskOutbox *self, DeskEdit *edit)
{
  edit->sent_at = pal_clock_get_real (self->clock);
  edit->is_answered = FALSE;
  desk_edit_set_reason (edit, NULL);
  desk_outbox_write (self, edit, marked_sent);
}

/* --- new contacts --------------------------------------------------------------- */

/* A word of it that a search finds it by: the longest of its name. NULL: it has none. */
static char *
dup_search_word (PalContactInfo *info)
{
  g_autofree char *name = pal_contact_manager_dup_display_name (pal_contact_manager_get_of (info), info);
  g_auto (GStrv) words = g_strsplit_set (name, " \t\r\n", -1);
  const char *longest = "";

  for (guint i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) > strlen (longest))
      longest = words[i];
  return longest[0] != '\0' ? g_strdup (longest) : NULL;
}

static gboolean
has_same_name (PalContactInfo *mine, PalContactInfo *theirs)
{
  g_autofree char *name = pal_contact_manager_dup_display_name (pal_contact_manager_get_of (mine), mine);
  g_autofree char *other = pal_contact_manager_dup_display_name (pal_contact_manager_get_of (theirs), theirs);

  return name[0] != '\0' && g_str_equal (name, other);
}

static void
looked_at (DeskOutbox *self, DeskEdit *edit, PalContactInfo *theirs)
{
  g_autofree char *id = g_ptr_array_steal_index (edit->found, edit->found->len - 1);

  if (theirs != NULL && desk_merge_is_same (edit->mine, theirs))
    {
      set_contact_id (self, edit, id);
      check_created (self, edit, theirs);
      return;
    }
  if (theirs != NULL && edit->similar == NULL && has_same_name (edit->mine, theirs))
    edit->similar = g_steal_pointer (&id);
  look_at_next (self, edit);
}

static void
looked_in_vain (DeskOutbox *self, DeskEdit *edit)
{
  if (edit->is_answered)
    not_there (self, edit);
  else if (wait_for_it (self, edit))
    return;
  else if (!edit->is_looking_wide)
    {
      edit->is_looking_wide = TRUE;
      desk_outbox_look (self, edit);
    }
  else if (edit->undo == DESK_UNDO_WANTED)
    refused (self, edit, NULL);
  else
    mark_sent (self, edit);
}

/* New, and called the same: it came otherwise than it was sent, or it is somebody else's. The person sees
 * which. */
static void
show_similar (DeskOutbox *self, DeskEdit *edit, PalContactInfo *theirs)
{
  if (theirs == NULL)
    {
      set_contact_id (self, edit, NULL);
      desk_outbox_pause_run (self, edit, NULL);
      return;
    }
  conflict (self, edit, theirs, _ ("The PBX has a new contact of that name that is not as it was sent."));
}

static void
look_at_next (DeskOutbox *self, DeskEdit *edit)
{
  g_autofree char *similar = NULL;

  if (edit->found->len > 0)
    {
      desk_outbox_read_contact (self, edit, edit->found->pdata[edit->found->len - 1], looked_at);
      return;
    }
  g_clear_pointer (&edit->found, g_ptr_array_unref);
  similar = g_steal_pointer (&edit->similar);
  if (similar == NULL)
    {
      looked_in_vain (self, edit);
      return;
    }
  set_contact_id (self, edit, similar);
  desk_outbox_read_contact (self, edit, similar, show_similar);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskEdit) edit = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids = desk_outbox_list_finish (DESK_OUTBOX (source), result, &error);
  DeskOutbox *self;

  if (!desk_outbox_goes_on (edit, &self))
    return;
  if (ids == NULL)
    {
      desk_outbox_reading_failed (self, edit, error);
      return;
    }
  for (guint i = ids->len; i > 0; i--)
    if (edit->before != NULL && g_strv_contains ((const char *const *) edit->before, ids->pdata[i - 1]))
      g_ptr_array_remove_index (ids, i - 1);
  g_clear_pointer (&edit->found, g_ptr_array_unref);
  edit->found = g_steal_pointer (&ids);
  look_at_next (self, edit);
}

/* At last also where no search finds it: by its name, in the whole book. */
void
desk_outbox_look (DeskOutbox *self, DeskEdit *edit)
{
  g_autofree char *word = dup_search_word (edit->mine);
  g_autofree char *name = NULL;

  if (edit->is_looking_wide)
    {
      name = desk_edit_dup_display_name (edit);
      g_clear_pointer (&word, g_free);
    }
  desk_outbox_list_async (self, edit->phonebook, word, name, looked_cb, g_object_ref (edit));
}

/* What a new contact is not. */
static void
before_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskEdit) edit = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids = desk_outbox_list_finish (DESK_OUTBOX (source), result, &error);
  DeskOutbox *self;

  if (!desk_outbox_goes_on (edit, &self))
    return;
  if (ids == NULL)
    {
      desk_outbox_reading_failed (self, edit, error);
      return;
    }
  g_strfreev (edit->before);
  g_ptr_array_add (ids, NULL);
  g_ptr_array_set_free_func (ids, NULL);
  edit->before = (char **) g_ptr_array_steal (ids, NULL);
  mark_sent (self, edit);
}

/* --- changes and deletions -------------------------------------------------------- */

/* Takes back what is there of a change that was given up. */
static void
undo_change (DeskOutbox *self, DeskEdit *edit, PalContactInfo *theirs)
{
  g_autoptr (PalContactInfo) undone = desk_merge_undo (edit->base, edit->mine, theirs);

  if (!desk_merge_is_same (undone, theirs))
    become_inverse (self, edit, DESK_EDIT_KIND_CHANGE, edit->contact_id, theirs, undone);
  else if (!wait_for_it (self, edit))
    refused (self, edit, NULL);
}

static void
change (DeskOutbox *self, DeskEdit *edit, PalContactInfo *theirs)
{
  g_autoptr (GPtrArray) both = NULL;
  PalContactInfo *merged;

  if (theirs == NULL && edit->undo == DESK_UNDO_WANTED)
    refused (self, edit, NULL);
  else if (theirs == NULL)
    conflict (self, edit, NULL, _ ("The contact was deleted."));
  if (theirs == NULL)
    return;
  if (edit->undo == DESK_UNDO_WANTED)
    {
      undo_change (self, edit, theirs);
      return;
    }

  merged = desk_merge (edit->base, edit->mine, theirs, &both);
  if (both->len > 0)
    conflict (self, edit, theirs, NULL);
  else if (desk_merge_is_same (merged, theirs))
    desk_outbox_confirm (self, edit);
  else if (!wait_for_it (self, edit))
    {
      desk_edit_become (edit, edit->kind, g_strdup (edit->contact_id), pal_contact_info_ref (theirs),
                        g_steal_pointer (&merged));
      mark_sent (self, edit);
    }
  g_clear_pointer (&merged, pal_contact_info_unref);
}

static void
delete (DeskOutbox *self, DeskEdit *edit, PalContactInfo *theirs)
{
  if (theirs == NULL)
    done (self, edit, NULL);
  else if (edit->undo == DESK_UNDO_WANTED)
    {
      if (!wait_for_it (self, edit))
        refused (self, edit, NULL);
    }
  else if (!desk_merge_is_same (edit->base, theirs))
    conflict (self, edit, theirs, NULL);
  else
    mark_sent (self, edit);
}

void
desk_outbox_start (DeskOutbox *self, DeskEdit *edit)
{
  g_autofree char *word = NULL;

  if (edit->kind == DESK_EDIT_KIND_CHANGE)
    desk_outbox_read_contact (self, edit, edit->contact_id, change);
  else if (edit->kind == DESK_EDIT_KIND_DELETE)
    desk_outbox_read_contact (self, edit, edit->contact_id, delete);
  else if (edit->contact_id != NULL)
    desk_outbox_read_contact (self, edit, edit->contact_id, check_created);
  else if (edit->sent_at != 0)
    desk_outbox_look (self, edit);
  else
    {
      word = dup_search_word (edit->mine);
      desk_outbox_list_async (self, edit->phonebook, word, NULL, before_cb, g_object_ref (edit));
    }
}
