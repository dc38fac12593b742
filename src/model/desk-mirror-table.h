/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "store/store-contacts.h"

G_BEGIN_DECLS

/* All contacts as they were at one moment, in our order, in little memory. It never changes, so that any thread may read
 * it; whoever keeps it holds a reference. */
#define DESK_TYPE_MIRROR_TABLE (desk_mirror_table_get_type ())
typedef struct _DeskMirrorTable DeskMirrorTable;

/* Texts are never NULL and live as long as the table. */
typedef struct
{
  const char *id, *name;
  const char *folded;    /* the name, as desk_fold() makes it */
  const char *sort_key;  /* as the manager of the entry's language makes it */
  const char *phones;    /* as they are dialled, a line each */
  const char *extra;     /* folded: company, readings and the like, a line each */
  const char *phonebook; /* "": not told */
  gboolean is_shared;
} DeskMirrorEntry;

GType            desk_mirror_table_get_type (void);
DeskMirrorTable *desk_mirror_table_ref      (DeskMirrorTable *self);
void             desk_mirror_table_unref    (DeskMirrorTable *self);
guint            desk_mirror_table_get_n    (const DeskMirrorTable *self);
void             desk_mirror_table_get      (const DeskMirrorTable *self, guint position, DeskMirrorEntry *entry);
const char      *desk_mirror_table_get_id   (const DeskMirrorTable *self, guint position);
gboolean         desk_mirror_table_find     (const DeskMirrorTable *self, const char *id, guint *position);
/* The positions of a phonebook's contacts, in order; of all contacts when it is NULL. An array of guint32. */
GArray          *desk_mirror_table_list     (const DeskMirrorTable *self, const char *phonebook, gboolean is_shared);
gsize            desk_mirror_table_get_size (const DeskMirrorTable *self); /* bytes */

/* What is dialled, a line each, of the phones of a row of the store. */
char            *desk_mirror_table_dup_dialled (const char *phones);

/*< private >*/
/* A table is filled by one thread, then finished by one, then it is a table. @language is that of entries that do not say
 * theirs. */
DeskMirrorTable *desk_mirror_table_new      (const char *language);
void             desk_mirror_table_add      (const StoreContact *contact, gpointer table); /* a StoreContactFunc */
void             desk_mirror_table_finish   (DeskMirrorTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskMirrorTable, desk_mirror_table_unref)

G_END_DECLS
