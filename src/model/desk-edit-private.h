/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-edit.h"
#include "model/desk-outbox.h"
#include "store/store-edits.h"

G_BEGIN_DECLS

/* How far giving up what was already sent is. Kept in the database by number. */
typedef enum
{
  DESK_UNDO_NONE,
  DESK_UNDO_WANTED,  /* once it is known whether it arrived */
  DESK_UNDO_INVERSE, /* the edit is its own contrary now */
} DeskUndo;

struct _DeskEdit
{
  GObject parent_instance;

  /* borrowed */
  DeskOutbox *outbox;  /* NULL when it is gone */

  /* owned */
  char *key;           /* in the list */
  char *lane;          /* of what must not be done at the same time; NULL when it is over */
  char *contact_id, *phonebook, *reason;
  PalContactInfo *base, *mine, *theirs;
  char **before;       /* ids of contacts that are not the new one, or NULL */
  GPtrArray *found;    /* ids still to be looked at, or NULL */
  char *similar;       /* of those looked at, one of the same name, or NULL */

  gint64 id, made_at;
  gint64 rank;         /* in the order of making */
  gint64 sent_at;      /* real µs; 0: it is known what the PBX did with it */
  gint64 retry_at;     /* monotonic µs */
  DeskEditKind kind;
  DeskEditState state;
  DeskUndo undo;
  guint tries;
  gboolean is_shared, is_running;
  gboolean is_answered; /* the PBX said yes, which is to be read back */
  gboolean is_looking_wide; /* not only where a search finds it */
  gboolean is_blanking; /* fields that are to go are written as blanks */
  gboolean is_dropped, is_writing;
};

DeskEdit  *desk_edit_new          (DeskOutbox *outbox, DeskEditKind kind, const char *contact_id, const char *phonebook,
                                   gboolean is_shared);
DeskEdit  *desk_edit_new_from_row (DeskOutbox *outbox, const StoreEdit *row);
StoreEdit *desk_edit_to_row       (DeskEdit *self);

/* Each notifies. */
void       desk_edit_set_state    (DeskEdit *self, DeskEditState state); /* by the outbox, which counts */
void       desk_edit_set_reason   (DeskEdit *self, const char *reason);
void       desk_edit_set_undo     (DeskEdit *self, DeskUndo undo);
void       desk_edit_set_theirs   (DeskEdit *self, PalContactInfo *theirs);
/* What it is about from now on: each is taken. */
void       desk_edit_become       (DeskEdit *self, DeskEditKind kind, char *contact_id, PalContactInfo *base,
                                   PalContactInfo *mine);
char      *desk_edit_dup_lane     (DeskEdit *self);

G_END_DECLS
