/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Collects the changed properties of many items, so that one slice of events makes one notify per item and
 * property. Shared by all items of one session; counted. */
typedef struct _DeskFlush DeskFlush;

/* Part of an item: which of its properties wait for their notify (by property id, at most 31). */
typedef struct
{
  DeskFlush *flush; /* owned */
  guint32 mask;
} DeskChanges;

DeskFlush *desk_flush_new       (void);
DeskFlush *desk_flush_ref       (DeskFlush *self);
void       desk_flush_unref     (DeskFlush *self);
void       desk_flush_begin     (DeskFlush *self);
void       desk_flush_end       (DeskFlush *self); /* the last one notifies */
gboolean   desk_flush_get_stale (DeskFlush *self); /* true while the line is not Ready: read by every item */
gboolean   desk_flush_set_stale (DeskFlush *self, gboolean is_stale); /* whether it changed */

void       desk_changes_init    (DeskChanges *self, DeskFlush *flush); /* @flush may be NULL */
void       desk_changes_clear   (DeskChanges *self);
/* Notifies at once when nothing is being collected. */
void       desk_changes_mark    (DeskChanges *self, gpointer object, GParamSpec **properties, guint property);
/* Copies @value into @text and marks @property (0: none) when it differs. */
void       desk_changes_take_text (DeskChanges *self, gpointer object, GParamSpec **properties, guint property,
                                   char **text, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskFlush, desk_flush_unref)

G_END_DECLS
