/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-account.h"

G_BEGIN_DECLS

/* The clock on the wall of the PBX: its timers go by that one, wherever this computer stands. */
GTimeZone *desk_zone_of_account (StoreAccount *account); /* this computer's where none is said, or it is not known */
gboolean   desk_zone_is_known   (const char *name);      /* "Asia/Tokyo" */
char     **desk_zone_list_names (void);                  /* all that this computer knows, in order; may be none */

G_END_DECLS
