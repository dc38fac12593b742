/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-database.h"

G_BEGIN_DECLS

/* store-contacts: a copy of the PBX's contacts, and how far it has come. The list of the PBX is gone through in
 * rounds; who is new, called otherwise, no longer named or old is wanted, and fetched one after the other. */
typedef enum
{
  STORE_WANT_NOTHING,
  STORE_WANT_FIELDS,  /* new, or called otherwise */
  STORE_WANT_TO_KNOW, /* the last round did not name it: is it still there? */
  STORE_WANT_AGAIN,   /* fetched long ago */
} StoreWant;

typedef struct
{
  char *id, *name;
  char *phonebook;    /* NULL: not told */
  char *language;     /* in which it was made; NULL: not told */
  char *phones;       /* lines of "key TAB field TAB number"; NULL: none */
  char *extra;        /* what else it is found by, a line each; NULL: nothing */
  GBytes *info;       /* all fields, as the owner writes them; NULL: not fetched yet */
  gint64 fetched_at;  /* real; 0: only the name is known */
  gboolean is_shared;
  StoreWant want;
} StoreContact;

typedef struct
{
  guint round, offset; /* the round, and how much of the list it has seen */
  gint64 listed_at;    /* real: the end of the last round; 0: there was none */
  gboolean is_listing; /* the round has not come to its end */
  guint n_total, n_fetched, n_wanted;
} StoreContactsState;

StoreContact *store_contact_new      (const char *id, const char *name);
StoreContact *store_contact_copy     (const StoreContact *contact);
void          store_contact_free     (StoreContact *contact);
/* For lines of phones; the tabs and line ends of the parts become blanks. */
void          store_contact_add_phone (StoreContact *contact, const char *key, const char *field,
                                       const char *number);

void                store_contacts_get_state_async  (StoreDatabase *self, const char *account_id,
                                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                                     gpointer user_data);
StoreContactsState *store_contacts_get_state_finish (StoreDatabase *self, GAsyncResult *result,
                                                     GError **error); /* g_free */

/* A page of the list (of StoreContact; ids, names and phonebooks count) from @offset, which brings the round on by
 * @n_rows; the one from 0 begins it. All in one transaction. The finish function gives the state. Arrays given here
 * are not copied: they are let alone from then on. */
void                store_contacts_add_page_async   (StoreDatabase *self, const char *account_id,
                                                     guint round, guint offset,
                                                     guint n_rows, GPtrArray *page,
                                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                                     gpointer user_data);
StoreContactsState *store_contacts_add_page_finish  (StoreDatabase *self, GAsyncResult *result,
                                                     GError **error);
/* The list was gone through: who was not named is doubtful, and who was fetched before @old is fetched again. */
void                store_contacts_end_round_async  (StoreDatabase *self, const char *account_id,
                                                     gint64 now, gint64 old,
                                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                                     gpointer user_data);
StoreContactsState *store_contacts_end_round_finish (StoreDatabase *self, GAsyncResult *result,
                                                     GError **error);

/* The next ones to fetch, at most @limit; of StoreContact. */
void                store_contacts_list_wanted_async  (StoreDatabase *self, const char *account_id,
                                                       guint limit,
                                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                                       gpointer user_data);
GPtrArray          *store_contacts_list_wanted_finish (StoreDatabase *self, GAsyncResult *result,
                                                       GError **error);

/* What was fetched (of StoreContact), and which are gone: in one transaction. */
void                store_contacts_save_async   (StoreDatabase *self, const char *account_id,
                                                 GPtrArray *contacts,
                                                 const char *const *gone,
                                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                                 gpointer user_data);
StoreContactsState *store_contacts_save_finish  (StoreDatabase *self, GAsyncResult *result, GError **error);

/* Everybody, in the worker: @func copies what it needs out of the contact, which has no info. Gives @data. */
typedef void (*StoreContactFunc) (const StoreContact *contact, gpointer data);
void                store_contacts_visit_async  (StoreDatabase *self, const char *account_id,
                                                 StoreContactFunc func,
                                                 gpointer data, GDestroyNotify data_free,
                                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                                 gpointer user_data);
gpointer            store_contacts_visit_finish (StoreDatabase *self, GAsyncResult *result,
                                                 GError **error); /* owned */

/* Who has a phone of one of these keys, at most 200; of StoreContact. */
void                store_contacts_find_async   (StoreDatabase *self, const char *account_id,
                                                 const char *const *keys,
                                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                                 gpointer user_data);
GPtrArray          *store_contacts_find_finish  (StoreDatabase *self, GAsyncResult *result, GError **error);
/* By id; the finish function gives NULL without an error when it is not there. */
void                store_contacts_get_async    (StoreDatabase *self, const char *account_id,
                                                 const char *id,
                                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                                 gpointer user_data);
StoreContact       *store_contacts_get_finish   (StoreDatabase *self, GAsyncResult *result, GError **error);
/* The whole copy goes; what the person chose stays. */
void                store_contacts_clear_async  (StoreDatabase *self, const char *account_id,
                                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                                 gpointer user_data);
gboolean            store_contacts_clear_finish (StoreDatabase *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreContact, store_contact_free)

G_END_DECLS
