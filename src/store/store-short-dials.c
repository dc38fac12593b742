/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-short-dials.h"

#define COLUMN(name, kind) { #name, STORE_COLUMN_##kind, G_STRUCT_OFFSET (StoreShortDial, name) }

static const StoreColumn columns[] = {
  COLUMN (code, TEXT),
  COLUMN (number, TEXT),
  COLUMN (name, TEXT),
};

const StoreTable store_short_dials = {
  .name = "short_dials",
  .order = "code",
  .row_size = sizeof (StoreShortDial),
  .row_free = (GDestroyNotify) store_short_dial_free,
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
};

void
store_short_dial_free (StoreShortDial *short_dial)
{
  store_table_free_row (&store_short_dials, short_dial);
}
