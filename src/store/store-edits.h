/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-table.h"

G_BEGIN_DECLS

/* Something the person wants done to a contact and the PBX has not confirmed. What does not apply is NULL. */
typedef struct
{
  gint64 id;                   /* in the order of making; 0: not on disk */
  int kind, state;
  char *contact_id, *phonebook;
  gboolean is_shared;
  int undo;                    /* of the model's: how far giving it up is */
  char *base, *mine, *theirs;  /* all fields of a contact, in a writing of the model's */
  char *before;                /* ids of the contacts that were there already, in one too */
  char *reason;
  gint64 made_at, sent_at;     /* real µs; 0: not sent */
} StoreEdit;

/* In the order of making. The table gives the ids. */
extern const StoreTable store_edits;

StoreEdit *store_edit_copy (const StoreEdit *edit);
void       store_edit_free (StoreEdit *edit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreEdit, store_edit_free)

G_END_DECLS
