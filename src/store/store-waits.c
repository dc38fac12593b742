/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-waits.h"

#define COLUMN(name, kind) { #name, STORE_COLUMN_##kind, G_STRUCT_OFFSET (StoreWait, name) }

static const StoreColumn columns[] = {
  COLUMN (id, TEXT),
  COLUMN (target, TEXT),
  COLUMN (target_name, TEXT),
  COLUMN (kind, INT),
  COLUMN (slot, TEXT),
  COLUMN (room_id, TEXT),
  COLUMN (talker_id, TEXT),
  COLUMN (caller_number, TEXT),
  COLUMN (caller_name, TEXT),
  COLUMN (is_automatic, FLAG),
  COLUMN (booked_at, INT64),
  COLUMN (expires_at, INT64),
};

const StoreTable store_waits = {
  .name = "waits",
  .order = "booked_at, id",
  .row_size = sizeof (StoreWait),
  .row_free = (GDestroyNotify) store_wait_free,
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
};

void
store_wait_free (StoreWait *wait)
{
  store_table_free_row (&store_waits, wait);
}
