/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-edits.h"

#define COLUMN(name, kind) { #name, STORE_COLUMN_##kind, G_STRUCT_OFFSET (StoreEdit, name) }

static const StoreColumn columns[] = {
  COLUMN (id, INT64),
  COLUMN (kind, INT),
  COLUMN (state, INT),
  COLUMN (contact_id, TEXT),
  COLUMN (phonebook, TEXT),
  COLUMN (is_shared, FLAG),
  COLUMN (undo, INT),
  COLUMN (base, TEXT),
  COLUMN (mine, TEXT),
  COLUMN (theirs, TEXT),
  COLUMN (before, TEXT),
  COLUMN (reason, TEXT),
  COLUMN (made_at, INT64),
  COLUMN (sent_at, INT64),
};

const StoreTable store_edits = {
  .name = "edits",
  .order = "id",
  .row_size = sizeof (StoreEdit),
  .row_free = (GDestroyNotify) store_edit_free,
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
};

StoreEdit *
store_edit_copy (const StoreEdit *edit)
{
  return store_table_copy_row (&store_edits, edit);
}

void
store_edit_free (StoreEdit *edit)
{
  store_table_free_row (&store_edits, edit);
}
