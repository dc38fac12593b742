/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A GListModel of items under a text key: an array with a hash beside it. Rows keep their order; new ones
 * come last, or where the class puts them. In a batch nothing is seen from outside before its end: then one splice a
 * run of rows. */
#define DESK_TYPE_LIST (desk_list_get_type ())
G_DECLARE_DERIVABLE_TYPE (DeskList, desk_list, DESK, LIST, GObject)

struct _DeskListClass
{
  GObjectClass parent_class;

  GType item_type;
  /* NULL: rows keep the order in which they came. Else their order, which may not change while they are here. */
  int (*compare) (gconstpointer a, gconstpointer b);
};

gpointer desk_list_find        (DeskList *self, const char *key);      /* borrowed; also of the open batch */
guint    desk_list_get_size    (DeskList *self);
gpointer desk_list_peek        (DeskList *self, guint position);       /* borrowed */
gpointer *desk_list_get_rows   (DeskList *self, guint *n);             /* all of them; borrowed till a change */
void     desk_list_begin_batch (DeskList *self);
void     desk_list_end_batch   (DeskList *self);
/* @key must live as long as @item; takes a reference on @item. The key must be new. */
void     desk_list_append      (DeskList *self, const char *key, gpointer item);
gboolean desk_list_remove      (DeskList *self, const char *key);

G_END_DECLS
