/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-note-private.h"
#include "model/desk-notes.h"
#include "model/desk-parts.h"
#include "pal/client/pal-client.h"
#include "store/store-database.h"

G_BEGIN_DECLS

#define DESK_NOTES_DRAFT_DELAY (400 * (gint64) 1000) /* µs from writing to the disk, at most */

struct _DeskNotes
{
  GObject parent_instance;

  /* borrowed */
  DeskSession *session;   /* NULL when it has ended */

  /* owned */
  PalClient *client;
  PalClock *clock;
  StoreDatabase *database; /* may be NULL */
  char *account_id, *tenant, *reason;
  GPtrArray *notes;        /* of DeskNote, by name */
  GHashTable *drafts;      /* key → DeskNote: all with something not saved, of any tenant */
  GHashTable *unwritten;   /* key → DeskNote: what is on disk of them is old */
  GCancellable *cancellable; /* of the whole */
  GCancellable *listing;   /* of the names that are asked for */

  DeskLoading state;
  guint draft_timer;       /* of the clock */
  gboolean is_ready, is_ending, has_failed;
  gboolean is_wanted;      /* somebody has looked at the list */
};

/* The part of a session (desk-parts.h). */
gpointer   desk_notes_begin        (DeskSession *session);
void       desk_notes_set_ready    (gpointer part, gboolean is_ready);
void       desk_notes_end          (gpointer part); /* what was written is on its way to the disk */

/* desk-notes.c */
void       desk_notes_add          (DeskNotes *self, DeskNote *note);
void       desk_notes_remove       (DeskNotes *self, DeskNote *note);
PalParams *desk_notes_new_params   (DeskNotes *self, PalMethodId method, DeskNote *note);
void       desk_notes_update_drafts (DeskNotes *self, DeskNote *note); /* it has, or has not, something unsaved */

/* desk-notes-drafts.c */
void       desk_notes_load_drafts  (DeskNotes *self);
void       desk_notes_keep_draft   (DeskNotes *self, DeskNote *note); /* soon */
void       desk_notes_flush_drafts (DeskNotes *self);                 /* now */

/* desk-notes-save.c */
/* Of the answer to getNote: FALSE when it is an error that says nothing about the note. Without a text:
 * there is none. */
gboolean   desk_notes_read_version (PalReply *reply, const GError *error, DeskNoteVersion *version);
void       desk_notes_look         (DeskNotes *self, DeskNote *note); /* what became of what was sent */

G_END_DECLS
