/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-extension-private.h"

G_BEGIN_DECLS

/* Colleagues in the order of their names. Arrays own their extensions. */

/* Where @extension is or belongs in @order. */
guint      desk_colleague_order_search  (GPtrArray *order, DeskExtension *extension);
void       desk_colleague_order_insert  (GPtrArray *order, DeskExtension *extension);
gboolean   desk_colleague_order_remove  (GPtrArray *order, DeskExtension *extension); /* wherever it is */

/* Puts many rows in order: prepared in steps, sorted in a worker, without one reference counted twice. */
typedef struct _DeskColleagueSort DeskColleagueSort;

DeskColleagueSort *desk_colleague_sort_new  (GPtrArray *rows); /* taken; it must own its extensions */
gboolean   desk_colleague_sort_prepare      (DeskColleagueSort *self, guint n); /* TRUE while more are left */
void       desk_colleague_sort_free         (DeskColleagueSort *self);
GPtrArray *desk_colleague_sort_run          (DeskColleagueSort *self); /* takes @self, at once */
void       desk_colleague_sort_run_async    (DeskColleagueSort *self, GAsyncReadyCallback callback,
                                             gpointer user_data); /* likewise, all being prepared */
GPtrArray *desk_colleague_sort_run_finish   (GAsyncResult *result);

G_END_DECLS
