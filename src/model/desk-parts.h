/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DeskSession DeskSession; /* desk-session.h */

/* What a session has that needs nothing of it but to be begun, told how the line is, and ended: a row each in the table of
 * desk-parts.c, in the order of their beginning. */
typedef enum
{
  DESK_PART_PHONEBOOKS,
  DESK_PART_OUTBOX,
  DESK_PART_CONTACT_DRAFTS,
  DESK_PART_MIRROR,
  DESK_PART_CALLER,
  DESK_PART_TIMERS,
  DESK_PART_NOTES,
  DESK_PART_PROFILES,
  N_DESK_PARTS,
} DeskPartId;

typedef struct
{
  /* The part, a GObject that the session owns. It may use the session, its account, database (may be NULL), client
   * and clock, and those begun before it, until its end. */
  gpointer (*begin)     (DeskSession *session);
  /* TRUE when the line is Ready, FALSE on every other state; NULL: of no interest. */
  void     (*set_ready) (gpointer part, gboolean is_ready);
  /* The session goes: nothing of it may be used from now on. Somebody may hold the part longer. */
  void     (*end)       (gpointer part);
} DeskPart;

void     desk_parts_begin     (DeskSession *session);
void     desk_parts_set_ready (DeskSession *session, gboolean is_ready);
void     desk_parts_end       (DeskSession *session);

G_END_DECLS
