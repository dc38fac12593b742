/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-database.h"

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

StoreRule *store_rule_copy           (const StoreRule *rule);
void       store_rule_free           (StoreRule *rule);

/* In their order: an array of StoreRule. */
void       store_rules_load_async    (StoreDatabase *self, const char *account_id, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *store_rules_load_finish   (StoreDatabase *self, GAsyncResult *result, GError **error);
/* Replaces one with the same id. */
void       store_rules_save_async    (StoreDatabase *self, const char *account_id, const StoreRule *rule,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   store_rules_save_finish   (StoreDatabase *self, GAsyncResult *result, GError **error);
void       store_rules_remove_async  (StoreDatabase *self, const char *account_id, const char *id,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   store_rules_remove_finish (StoreDatabase *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreRule, store_rule_free)

G_END_DECLS
