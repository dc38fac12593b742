/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-contacts.h"
#include "store/store-database-private.h"

G_BEGIN_DECLS

#define STORE_CONTACT_COLUMNS "id, name, phonebook, is_shared, language, phones, extra, fetched_at, want"

/* What the work of this folder is given; whatever is not of use is NULL. */
typedef struct
{
  char *account_id, *text;
  GPtrArray *contacts;
  char **list;
  gint64 number, other;
  gboolean is_first;
} StoreContactsWork;

StoreContactsWork  *store_contacts_work_new   (const char *account_id);
void                store_contacts_work_free  (gpointer data);
/* A row of STORE_CONTACT_COLUMNS. */
StoreContact       *store_contacts_read_row   (sqlite3_stmt *statement);
StoreContactsState *store_contacts_read_state (StoreDatabase *self, const char *account_id, GError **error);

G_END_DECLS
