/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-database.h"

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

StoreEdit *store_edit_copy           (const StoreEdit *edit);
void       store_edit_free           (StoreEdit *edit);

/* In the order of making: an array of StoreEdit. */
void       store_edits_load_async    (StoreDatabase *self, const char *account_id, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *store_edits_load_finish   (StoreDatabase *self, GAsyncResult *result, GError **error);
/* A new one; its id, which no other ever had, or 0 with an error. On disk when this comes back. */
void       store_edits_add_async     (StoreDatabase *self, const char *account_id, const StoreEdit *edit,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gint64     store_edits_add_finish    (StoreDatabase *self, GAsyncResult *result, GError **error);
/* All of it, under its id. One that was removed does not come back. */
void       store_edits_save_async    (StoreDatabase *self, const char *account_id, const StoreEdit *edit,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   store_edits_save_finish   (StoreDatabase *self, GAsyncResult *result, GError **error);
void       store_edits_remove_async  (StoreDatabase *self, const char *account_id, gint64 id,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   store_edits_remove_finish (StoreDatabase *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreEdit, store_edit_free)

G_END_DECLS
