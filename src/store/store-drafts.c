/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-drafts.h"

#define COLUMN(name, kind)                                                                                   \
  {                                                                                                          \
#name, STORE_COLUMN_##kind, G_STRUCT_OFFSET(StoreDraft, name)                                            \
  }

static const StoreColumn columns[] = {
  COLUMN (key, TEXT),         COLUMN (tenant, TEXT),           COLUMN (name, TEXT),
  COLUMN (text, TEXT),        COLUMN (description, TEXT),      COLUMN (access, INT),
  COLUMN (base_text, TEXT),   COLUMN (base_description, TEXT), COLUMN (base_access, INT),
  COLUMN (written_at, INT64),
};

const StoreTable store_drafts = {
  .name = "drafts",
  .order = "key",
  .row_size = sizeof (StoreDraft),
  .row_free = (GDestroyNotify)store_draft_free,
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
};

void
store_draft_free (StoreDraft *draft)
{
  store_table_free_row (&store_drafts, draft);
}
