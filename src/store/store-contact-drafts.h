/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-table.h"

G_BEGIN_DECLS

/* What the person wrote into the form of a contact and has not saved. */
typedef struct
{
  char *key;
  char *contact_id;     /* NULL: a new one */
  char *phonebook;
  gboolean is_shared;
  char *base, *mine;    /* all fields: what the form was filled with, and as they are in it */
  gint64 written_at;    /* real µs */
} StoreContactDraft;

extern const StoreTable store_contact_drafts;

void store_contact_draft_free (StoreContactDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreContactDraft, store_contact_draft_free)

G_END_DECLS
