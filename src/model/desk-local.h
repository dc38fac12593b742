/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-finder.h"
#include "store/store-database.h"

G_BEGIN_DECLS

/* What this machine keeps for an account, to be searched while nobody is signed in: own names, favourites, numbers
 * dialled. Never asks a PBX. */
#define DESK_TYPE_LOCAL (desk_local_get_type ())
G_DECLARE_FINAL_TYPE (DeskLocal, desk_local, DESK, LOCAL, GObject)

DeskLocal  *desk_local_new         (StoreDatabase *database, const char *account_id);
const char *desk_local_get_account (DeskLocal *self);
DeskFinder *desk_local_get_finder  (DeskLocal *self); /* borrowed; empty until it is loaded */
/* Reads once; what cannot be read is missing, and that is written to the log. */
void        desk_local_load_async  (DeskLocal *self, GAsyncReadyCallback callback, gpointer user_data);
void        desk_local_load_finish (DeskLocal *self, GAsyncResult *result);

G_END_DECLS
