/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-table.h"

G_BEGIN_DECLS

/* A named set of extensions. */
typedef struct
{
  char *id;
  gint64 position; /* the order, from low to high */
  char *name;
  char **numbers;  /* of its members, in no order; when saved they are left as they are */
} StoreGroup;

void       store_group_free           (StoreGroup *group);

/* In their order: an array of StoreGroup. */
void       store_groups_load_async    (StoreDatabase *self, const char *account_id, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *store_groups_load_finish   (StoreDatabase *self, GAsyncResult *result, GError **error);
/* For saving their names and places alone, by their ids. */
extern const StoreTable store_groups;
/* With its members. */
void       store_groups_remove_async  (StoreDatabase *self, const char *account_id, const char *id,
                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   store_groups_remove_finish (StoreDatabase *self, GAsyncResult *result, GError **error);
void       store_groups_set_member_async  (StoreDatabase *self, const char *account_id, const char *id,
                                           const char *number, gboolean is_member, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
gboolean   store_groups_set_member_finish (StoreDatabase *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreGroup, store_group_free)

G_END_DECLS
