/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/desk-gather.h"
#include "model/desk-mirror.h"

G_BEGIN_DECLS

/* Contacts as this machine keeps them: no PBX is asked for what is here already. */

/* Those of a phonebook, or all with NULL, in our order; of DeskKnown. NULL when the copy is not all there, or has not
 * been compared with the PBX for a while. */
GPtrArray *desk_copies_list        (DeskMirror *mirror, const char *phonebook, gboolean is_shared);
/* All fields of those in @known that have none yet and are here; nobody's when the copy is not what the PBX has now. */
void       desk_copies_read_async  (DeskMirror *mirror, GPtrArray *known, DeskProgress progress,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   desk_copies_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
