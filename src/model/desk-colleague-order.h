/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-extension-private.h"

G_BEGIN_DECLS

/* Colleagues in the order of their names. Arrays own their extensions. */

/* Where @extension is or belongs in @order. */
guint      desk_colleague_order_search  (GPtrArray *order, DeskExtension *extension);
void       desk_colleague_order_insert  (GPtrArray *order, DeskExtension *extension);
gboolean   desk_colleague_order_remove  (GPtrArray *order, DeskExtension *extension); /* wherever it is */

/* Puts @rows in order, in a worker thread; the keys must have been made (desk_extension_get_sort_key). The
 * result is a new array. @rows is not changed. */
void       desk_colleague_order_sort_async  (GPtrArray *rows, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *desk_colleague_order_sort_finish (GAsyncResult *result);
GPtrArray *desk_colleague_order_sort        (GPtrArray *rows);

G_END_DECLS
