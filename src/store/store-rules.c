/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-rules.h"

#define COLUMN(name, kind) { #name, STORE_COLUMN_##kind, G_STRUCT_OFFSET (StoreRule, name) }

static const StoreColumn columns[] = {
  COLUMN (id, TEXT),
  COLUMN (position, INT64),
  COLUMN (is_enabled, FLAG),
  COLUMN (event, TEXT),
  COLUMN (number, TEXT),
  COLUMN (caller, TEXT),
  COLUMN (place, TEXT),
  COLUMN (queue, TEXT),
  COLUMN (action, TEXT),
  COLUMN (target, TEXT),
};

const StoreTable store_rules = {
  .name = "rules",
  .order = "position, id",
  .row_size = sizeof (StoreRule),
  .row_free = (GDestroyNotify) store_rule_free,
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
};

StoreRule *
store_rule_copy (const StoreRule *rule)
{
  return store_table_copy_row (&store_rules, rule);
}

void
store_rule_free (StoreRule *rule)
{
  store_table_free_row (&store_rules, rule);
}
