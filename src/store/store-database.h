/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define STORE_ERROR (store_error_quark ())
typedef enum
{
  STORE_ERROR_BUSY,    /* another program, or another object here, has it open */
  STORE_ERROR_NEWER,   /* written by a newer version; left alone */
  STORE_ERROR_FOREIGN, /* a database, but not ours; left alone */
  STORE_ERROR_CLOSED,
  STORE_ERROR_FAILED,  /* disk full, read-only, …; the message says */
} StoreError;
GQuark         store_error_quark           (void);

/* SQLite on one worker thread: WAL, synchronous FULL, migrations, one owner (a lock file). Every write is on
 * disk before its callback runs. Statements are used only by the files of this folder. */
#define STORE_TYPE_DATABASE (store_database_get_type ())
G_DECLARE_FINAL_TYPE (StoreDatabase, store_database, STORE, DATABASE, GObject)

StoreDatabase *store_database_new          (const char *path); /* ":memory:" for tests */
gboolean       store_database_open         (StoreDatabase *self, GError **error); /* starts the worker, migrates, waits for it */
/* The same without waiting for the disk. Work may be asked for at once; when opening fails all of it fails alike. */
void           store_database_open_async   (StoreDatabase *self, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
gboolean       store_database_open_finish  (StoreDatabase *self, GAsyncResult *result, GError **error);
void           store_database_close        (StoreDatabase *self); /* finishes the queue, then stops */
/* Where a damaged file was put when it was opened, for telling the person; borrowed, NULL when all was well. */
const char    *store_database_get_damaged  (StoreDatabase *self);
/* All rows of an account, when it is removed. */
void           store_database_forget_async (StoreDatabase *self, const char *account_id,
                                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       store_database_forget_finish (StoreDatabase *self, GAsyncResult *result, GError **error);

/* store-favourites: extensions a person starred, in order. */
void        store_favourites_load_async  (StoreDatabase *self, const char *account_id,
                                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char      **store_favourites_load_finish (StoreDatabase *self, GAsyncResult *result, GError **error);
void        store_favourites_set_async   (StoreDatabase *self, const char *account_id, const char *number,
                                          gboolean is_favourite, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    store_favourites_set_finish  (StoreDatabase *self, GAsyncResult *result, GError **error);

/* In the order of @numbers; those that are not favourites (any more) are left out. */
void        store_favourites_order_async  (StoreDatabase *self, const char *account_id, const char *const *numbers,
                                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    store_favourites_order_finish (StoreDatabase *self, GAsyncResult *result, GError **error);

/* store-recents: numbers dialled from here, newest first, at most 50, and how often each was. */
void        store_recents_load_async     (StoreDatabase *self, const char *account_id,
                                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* @uses (may be NULL): as many as there are numbers; free it. */
char      **store_recents_load_finish    (StoreDatabase *self, GAsyncResult *result, guint **uses, GError **error);
void        store_recents_add_async      (StoreDatabase *self, const char *account_id, const char *number,
                                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    store_recents_add_finish     (StoreDatabase *self, GAsyncResult *result, GError **error);

/* store-places: the park slots, shared lines and queues the PBX ever named (it does not list them), and which slots
 * hold calls the person parked. At most 1,000 of each kind. */
typedef enum
{
  STORE_PLACE_PARK,
  STORE_PLACE_LINE,
  STORE_PLACE_QUEUE,
} StorePlaceKind;

typedef struct
{
  StorePlaceKind kind;
  char *number;
  char *room_id, *talker_id; /* of the call the person parked there; "" when there is none */
} StorePlace;

void        store_places_load_async      (StoreDatabase *self, const char *account_id,
                                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray  *store_places_load_finish     (StoreDatabase *self, GAsyncResult *result, GError **error); /* of StorePlace */
void        store_places_add_async       (StoreDatabase *self, const char *account_id, StorePlaceKind kind,
                                          const char *number, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    store_places_add_finish      (StoreDatabase *self, GAsyncResult *result, GError **error);
/* The person parked that call there; a NULL @room_id: no longer. */
void        store_places_own_async       (StoreDatabase *self, const char *account_id, const char *number,
                                          const char *room_id, const char *talker_id, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
gboolean    store_places_own_finish      (StoreDatabase *self, GAsyncResult *result, GError **error);

G_END_DECLS
