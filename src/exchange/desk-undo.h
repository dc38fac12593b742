/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pal/protocol/pal-contact-info.h"

G_BEGIN_DECLS

/* What an import does to a phonebook, on disk before it begins, so that it can be taken back. */
typedef struct
{
  char *contact_id;        /* NULL: new, and not known to have been made */
  PalContactInfo *base;    /* what there was; NULL for a new one */
  PalContactInfo *mine;    /* what the import makes of it */
} DeskDeed;

typedef struct
{
  char *phonebook;
  gboolean is_shared;
  GPtrArray *deeds; /* of DeskDeed */
} DeskUndo;

DeskUndo *desk_undo_new       (const char *phonebook, gboolean is_shared);
void      desk_undo_free      (DeskUndo *undo);
void      desk_undo_add       (DeskUndo *undo, const char *contact_id, PalContactInfo *base, PalContactInfo *mine);
/* The whole file, private to the user; it is there when this returns TRUE, whatever happens after. */
gboolean  desk_undo_write     (const DeskUndo *undo, const char *path, GError **error);
/* Appends that deed @number has made contact @contact_id. */
gboolean  desk_undo_note_made (const char *path, guint number, const char *contact_id, GError **error);
DeskUndo *desk_undo_read      (const char *path, GError **error);
/* The newest in @folder, where they are kept, or NULL; and a name for one more. */
char     *desk_undo_find_last (const char *folder);
char     *desk_undo_dup_path  (const char *folder, gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskUndo, desk_undo_free)

G_END_DECLS
