/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-edit.h"
#include "model/desk-list.h"
#include "model/desk-parts.h"

G_BEGIN_DECLS

/* What is written in one form of a contact. Belongs to who writes it. */
#define DESK_TYPE_CONTACT_DRAFT (desk_contact_draft_get_type ())
G_DECLARE_FINAL_TYPE (DeskContactDraft, desk_contact_draft, DESK, CONTACT_DRAFT, GObject)

const char     *desk_contact_draft_get_contact_id (DeskContactDraft *self); /* NULL: a new one */
const char     *desk_contact_draft_get_phonebook  (DeskContactDraft *self);
gboolean        desk_contact_draft_get_is_shared  (DeskContactDraft *self);
PalContactInfo *desk_contact_draft_get_base       (DeskContactDraft *self); /* what the form was filled with */
PalContactInfo *desk_contact_draft_get_mine       (DeskContactDraft *self); /* NULL until something is written */
gint64          desk_contact_draft_get_written_at (DeskContactDraft *self); /* real µs */

/* On disk soon. @mine NULL: as it was filled; nothing is kept. */
void            desk_contact_draft_write          (DeskContactDraft *self, const char *phonebook, gboolean is_shared,
                                                   PalContactInfo *mine);
/* Over: @edit has it, and it is kept until that is on disk; NULL: the person threw it away. */
void            desk_contact_draft_end            (DeskContactDraft *self, DeskEdit *edit);

/* A GListModel of DeskContactDraft: what was left when the program ended, however that was, and nobody writes on. */
#define DESK_TYPE_CONTACT_DRAFTS (desk_contact_drafts_get_type ())
G_DECLARE_FINAL_TYPE (DeskContactDrafts, desk_contact_drafts, DESK, CONTACT_DRAFTS, DeskList)

DeskContactDrafts *desk_session_get_contact_drafts (DeskSession *self);
/* For a form that opens. */
DeskContactDraft *desk_contact_drafts_begin (DeskContactDrafts *self, const char *contact_id, const char *phonebook,
                                             gboolean is_shared, PalContactInfo *base);
/* One of the list, or that of @contact_id, to be written on: it leaves the list. NULL: there is none. */
DeskContactDraft *desk_contact_drafts_take      (DeskContactDrafts *self, DeskContactDraft *draft);
DeskContactDraft *desk_contact_drafts_take_of   (DeskContactDrafts *self, const char *contact_id);

G_END_DECLS
