/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-catalogue.h"
#include "store/store-account.h"
#include "store/store-database.h"

G_BEGIN_DECLS

/* What this machine keeps for an account, to be searched while nobody is signed in: own names, favourites, numbers
 * dialled, short dials, and the copy of the contacts, of which only what fits is in memory. Never asks a PBX. */
#define DESK_TYPE_LOCAL (desk_local_get_type ())
G_DECLARE_FINAL_TYPE (DeskLocal, desk_local, DESK, LOCAL, GObject)

DeskLocal     *desk_local_new           (StoreDatabase *database, StoreAccount *account); /* @database may be NULL */
const char    *desk_local_get_account   (DeskLocal *self); /* its id */
/* What the finder of a session would find of it, best first; of DeskMatch. What cannot be read is missing, and that is
 * written to the log. Cancelled, it finds little, and soon. */
void           desk_local_search_async  (DeskLocal *self, const char *text, guint limit, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
GPtrArray     *desk_local_search_finish (DeskLocal *self, GAsyncResult *result);
DeskCatalogue *desk_local_get_catalogue (DeskLocal *self); /* borrowed: what is in memory */

G_END_DECLS
