/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/desk-note.h"
#include "pal/protocol/pal-enums.h"
#include "store/store-drafts.h"

G_BEGIN_DECLS

/* All of a note; without a text there is none. */
typedef struct
{
  char *text, *description;
  DeskNoteAccess access;
} DeskNoteVersion;

void     desk_note_version_take    (DeskNoteVersion *self, const DeskNoteVersion *other);
void     desk_note_version_clear   (DeskNoteVersion *self);
gboolean desk_note_version_is_same (const DeskNoteVersion *a, const DeskNoteVersion *b);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeskNoteVersion, desk_note_version_clear)

struct _DeskNote
{
  GObject parent_instance;

  /* owned */
  char *name, *tenant, *reason;
  DeskNoteVersion server; /* as it was last read */
  DeskNoteVersion base;   /* what mine was written upon */
  DeskNoteVersion mine;   /* without a text: nothing that is not saved */
  DeskNoteVersion sent;   /* and not confirmed */
  GTask *creation;        /* who waits for it to be made, or NULL */

  gint64 written_at;
  DeskNoteState state;
  DeskNoteSaving saving;
  PalRole role;
  guint n_asked;          /* readings under way */
  gboolean is_listed, is_restored, is_refused, is_looking;
  gboolean is_writing;    /* to disk */
};

/* ::written: the person wrote, or gave it up. */
DeskNote   *desk_note_new          (const char *tenant, const char *name);
DeskNote   *desk_note_new_from_row (const StoreDraft *row);
StoreDraft *desk_note_make_row     (DeskNote *self); /* NULL when there is nothing to keep */
char       *desk_note_make_key     (const char *tenant, const char *name);

void        desk_note_set_role     (DeskNote *self, PalRole role);
void        desk_note_set_state    (DeskNote *self, DeskNoteState state, const char *reason);
void        desk_note_set_saving   (DeskNote *self, DeskNoteSaving saving, const char *reason);
void        desk_note_take_server  (DeskNote *self, const DeskNoteVersion *version);
/* The PBX has what was sent: what was written since then goes on upon it. */
void        desk_note_settle       (DeskNote *self);
/* @text instead of mine, written upon what the PBX has now. */
void        desk_note_rebase       (DeskNote *self, const char *text);
void        desk_note_begin        (DeskNote *self, const DeskNoteVersion *mine, gint64 now); /* one that is new */

G_END_DECLS
