/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the person wants done to contacts, and to edits that are on their way or stuck. */
#include "config.h"

#include "model/desk-merge.h"
#include "model/desk-outbox-private.h"

static PalContactInfo *
copy (PalContactInfo *info)
{
  return info != NULL ? pal_contact_info_copy (info) : NULL; /* the caller may go on typing */
}

static DeskEdit *
make (DeskOutbox *self, DeskEditKind kind, const char *contact_id, const char *phonebook, gboolean is_shared,
      PalContactInfo *base, PalContactInfo *mine)
{
  g_autoptr (DeskEdit) edit = desk_edit_new (self, kind, contact_id, phonebook, is_shared);
  DeskEdit *borrowed = edit;

  edit->base = copy (base);
  edit->mine = copy (mine);
  edit->made_at = pal_clock_get_real (self->clock);
  desk_outbox_add (self, edit);
  desk_outbox_write (self, edit, NULL);
  return borrowed;
}

DeskEdit *
desk_outbox_create (DeskOutbox *self, const char *phonebook, gboolean is_shared, PalContactInfo *info)
{
  g_return_val_if_fail (DESK_IS_OUTBOX (self) && self->clock != NULL, NULL);
  g_return_val_if_fail (phonebook != NULL && info != NULL, NULL);

  return make (self, DESK_EDIT_KIND_CREATE, NULL, phonebook, is_shared, NULL, info);
}

DeskEdit *
desk_outbox_change_from (DeskOutbox *self, const char *contact_id, const char *phonebook, gboolean is_shared,
                         PalContactInfo *base, PalContactInfo *mine)
{
  g_return_val_if_fail (DESK_IS_OUTBOX (self) && self->clock != NULL, NULL);
  g_return_val_if_fail (contact_id != NULL && phonebook != NULL && base != NULL && mine != NULL, NULL);

  return make (self, DESK_EDIT_KIND_CHANGE, contact_id, phonebook, is_shared, base, mine);
}

DeskEdit *
desk_outbox_delete_from (DeskOutbox *self, const char *contact_id, const char *phonebook, gboolean is_shared,
                         PalContactInfo *base)
{
  g_return_val_if_fail (DESK_IS_OUTBOX (self) && self->clock != NULL, NULL);
  g_return_val_if_fail (contact_id != NULL && phonebook != NULL && base != NULL, NULL);

  return make (self, DESK_EDIT_KIND_DELETE, contact_id, phonebook, is_shared, base, NULL);
}

static gboolean
is_read (DeskContact *contact)
{
  return desk_contact_get_id (contact) != NULL && desk_contact_get_phonebook (contact) != NULL
         && desk_contact_get_info (contact) != NULL;
}

DeskEdit *
desk_outbox_change (DeskOutbox *self, DeskContact *contact, PalContactInfo *mine)
{
  g_return_val_if_fail (DESK_IS_CONTACT (contact), NULL);

  if (!is_read (contact))
    return NULL;
  return desk_outbox_change_from (self, desk_contact_get_id (contact), desk_contact_get_phonebook (contact),
                                  desk_contact_get_is_shared (contact), desk_contact_get_info (contact),
                                  mine);
}

DeskEdit *
desk_outbox_delete (DeskOutbox *self, DeskContact *contact)
{
  g_return_val_if_fail (DESK_IS_CONTACT (contact), NULL);

  if (!is_read (contact))
    return NULL;
  return desk_outbox_delete_from (self, desk_contact_get_id (contact), desk_contact_get_phonebook (contact),
                                  desk_contact_get_is_shared (contact), desk_contact_get_info (contact));
}

DeskEdit *
desk_outbox_find (DeskOutbox *self, const char *contact_id)
{
  g_autofree char *key = NULL;
  DeskLane *lane;

  g_return_val_if_fail (DESK_IS_OUTBOX (self), NULL);
  if (contact_id == NULL)
    return NULL;
  key = g_strconcat ("=", contact_id, NULL);
  lane = g_hash_table_lookup (self->lanes, key);
  return lane != NULL ? g_queue_peek_tail (&lane->edits) : NULL;
}

void
desk_edit_cancel (DeskEdit *self)
{
  gboolean is_stuck;

  g_return_if_fail (DESK_IS_EDIT (self));

  if (!desk_edit_is_pending (self))
    return;
  is_stuck = self->state == DESK_EDIT_STATE_CONFLICT || self->state == DESK_EDIT_STATE_REFUSED;
  if ((self->state != DESK_EDIT_STATE_SENT && self->sent_at == 0)
      || (is_stuck && self->undo != DESK_UNDO_NONE))
    {
      desk_outbox_drop (self->outbox, self);
      return;
    }
  if (self->undo != DESK_UNDO_NONE)
    return;
  desk_edit_set_undo (self, DESK_UNDO_WANTED);
  if (self->is_running)
    desk_outbox_write (self->outbox, self, NULL);
  else
    desk_outbox_requeue (self->outbox, self, TRUE);
}

/* Of a new contact that is not the one that was found: it is another. */
static void
exclude_found (DeskEdit *self)
{
  guint n = self->before != NULL ? g_strv_length (self->before) : 0;

  self->before = g_renew (char *, self->before, n + 2);
  self->before[n] = g_strdup (self->contact_id);
  self->before[n + 1] = NULL;
  desk_edit_become (self, self->kind, NULL, NULL, copy (self->mine));
  desk_edit_set_theirs (self, NULL);
}

void
desk_edit_retry (DeskEdit *self)
{
  g_return_if_fail (DESK_IS_EDIT (self));

  if (!desk_edit_is_pending (self) || self->is_running || self->state == DESK_EDIT_STATE_SAVING)
    return;
  if (self->state == DESK_EDIT_STATE_CONFLICT)
    {
      if (self->kind != DESK_EDIT_KIND_CREATE || self->contact_id == NULL)
        return; /* nothing but an answer helps */
      exclude_found (self);
    }
  desk_outbox_requeue (self->outbox, self, self->state == DESK_EDIT_STATE_SENT || self->sent_at != 0);
}

gboolean
desk_edit_resolve (DeskEdit *self, PalContactInfo *merged)
{
  gboolean is_conflict, is_in_doubt;
  PalContactInfo *base;

  g_return_val_if_fail (DESK_IS_EDIT (self), FALSE);
  if (!desk_edit_is_pending (self) || self->is_running || self->state == DESK_EDIT_STATE_SAVING
      || self->state == DESK_EDIT_STATE_SENT)
    return FALSE;
  g_return_val_if_fail (merged != NULL || self->kind == DESK_EDIT_KIND_DELETE, FALSE);

  is_conflict = self->state == DESK_EDIT_STATE_CONFLICT;
  is_in_doubt = self->sent_at != 0;
  base = is_conflict ? self->theirs : self->base;
  if (is_conflict && self->theirs == NULL) /* it was deleted meanwhile */
    desk_edit_become (self, DESK_EDIT_KIND_CREATE, NULL, NULL, copy (merged));
  else if (merged == NULL)
    desk_edit_become (self, DESK_EDIT_KIND_DELETE, g_strdup (self->contact_id), copy (base), NULL);
  else if (self->contact_id == NULL)
    desk_edit_become (self, DESK_EDIT_KIND_CREATE, NULL, NULL, copy (merged));
  else
    desk_edit_become (self, DESK_EDIT_KIND_CHANGE, g_strdup (self->contact_id), copy (base), copy (merged));
  desk_edit_set_theirs (self, NULL);
  desk_outbox_requeue (self->outbox, self, is_in_doubt);
  return TRUE;
}
