/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-contact-drafts.h"

#define COLUMN(name, kind)                                                                                   \
  {                                                                                                          \
#name, STORE_COLUMN_##kind, G_STRUCT_OFFSET(StoreContactDraft, name)                                     \
  }

static const StoreColumn columns[] = {
  COLUMN (key, TEXT),  COLUMN (contact_id, TEXT), COLUMN (phonebook, TEXT),   COLUMN (is_shared, FLAG),
  COLUMN (base, TEXT), COLUMN (mine, TEXT),       COLUMN (written_at, INT64),
};

const StoreTable store_contact_drafts = {
  .name = "contact_drafts",
  .order = "written_at, key",
  .row_size = sizeof (StoreContactDraft),
  .row_free = (GDestroyNotify)store_contact_draft_free,
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
};

void
store_contact_draft_free (StoreContactDraft *draft)
{
  store_table_free_row (&store_contact_drafts, draft);
}
