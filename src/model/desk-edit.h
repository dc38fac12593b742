/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-types.h"
#include "pal/protocol/pal-contact-info.h"

G_BEGIN_DECLS

typedef enum
{
  DESK_EDIT_KIND_CREATE,
  DESK_EDIT_KIND_CHANGE,
  DESK_EDIT_KIND_DELETE,
} DeskEditKind;

/* Kept in the database by number: only ever appended. */
typedef enum
{
  DESK_EDIT_STATE_SAVING,    /* not on disk yet; the reason says why when it cannot be written */
  DESK_EDIT_STATE_QUEUED,    /* on disk, and the PBX knows nothing of it */
  DESK_EDIT_STATE_SENT,      /* on its way, or it is not known whether it arrived */
  DESK_EDIT_STATE_CONFLICT,  /* somebody else changed the same: the person decides */
  DESK_EDIT_STATE_REFUSED,   /* the PBX said no; the reason is in its words */
  DESK_EDIT_STATE_CONFIRMED, /* read back from the PBX */
} DeskEditState;

/* Something the person wants done to a contact, from when it is wanted until the PBX has it.
 * Properties (notify): kind, state, contact-id, phonebook, is-shared, is-undoing, base, mine, theirs, reason,
 * display-name, made-at. */
#define DESK_TYPE_EDIT (desk_edit_get_type ())
G_DECLARE_FINAL_TYPE (DeskEdit, desk_edit, DESK, EDIT, GObject)

DeskEditKind    desk_edit_get_kind         (DeskEdit *self);
DeskEditState   desk_edit_get_state        (DeskEdit *self);
const char     *desk_edit_get_contact_id   (DeskEdit *self); /* NULL until a new one has its id */
const char     *desk_edit_get_phonebook    (DeskEdit *self);
gboolean        desk_edit_get_is_shared    (DeskEdit *self);
gboolean        desk_edit_get_is_undoing   (DeskEdit *self); /* it was cancelled too late to be held back */
PalContactInfo *desk_edit_get_base         (DeskEdit *self); /* what the person saw before; NULL for a new one */
PalContactInfo *desk_edit_get_mine         (DeskEdit *self); /* what the person wants; NULL for a deletion */
PalContactInfo *desk_edit_get_theirs       (DeskEdit *self); /* in a conflict what the PBX has; NULL: it was deleted */
const char     *desk_edit_get_reason       (DeskEdit *self); /* why it is refused, or why it takes so long; or NULL */
gint64          desk_edit_get_made_at      (DeskEdit *self); /* real µs */
char           *desk_edit_dup_display_name (DeskEdit *self);
gboolean        desk_edit_is_pending       (DeskEdit *self); /* not confirmed and not given up */

/* Gives it up. What was never sent is gone; what was sent is undone once it is known to have arrived (is-undoing),
 * and undone at the PBX in the same way as any other change: seen and confirmed. */
void            desk_edit_cancel           (DeskEdit *self);
/* Again, after a refusal; or at once, when it waits. What was sent is looked for first. */
void            desk_edit_retry            (DeskEdit *self);
/* What the person wants now: after a conflict or refusal, or instead of what waits. In a conflict over a deletion
 * NULL deletes all the same; a contact that was deleted meanwhile is made again. FALSE: it is on its way already. */
gboolean        desk_edit_resolve          (DeskEdit *self, PalContactInfo *merged);
/* The three versions in one, field by field: what only one side changed is as that side has it. @conflicting (may be
 * NULL): ids of the fields that both changed, which are as the person wants them. */
PalContactInfo *desk_edit_dup_merged       (DeskEdit *self, GPtrArray **conflicting);

G_END_DECLS
