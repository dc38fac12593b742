/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-table.h"

G_BEGIN_DECLS

/* What is to be done when something happens with calls. Event, caller, place and action are words the model knows. */
typedef struct
{
  char *id;
  gint64 position;        /* the order, from low to high */
  gboolean is_enabled;
  char *event;
  char *number, *queue;   /* patterns; NULL: any */
  char *caller, *place;
  char *action, *target;  /* what is opened or run */
} StoreRule;

/* Their key is the id; one with the same is replaced. */
extern const StoreTable store_rules;

StoreRule *store_rule_copy (const StoreRule *rule);
void       store_rule_free (StoreRule *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreRule, store_rule_free)

G_END_DECLS
