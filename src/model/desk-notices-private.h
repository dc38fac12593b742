/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-notices.h"
#include "model/desk-session.h"

G_BEGIN_DECLS

/* What a notice is made from; all borrowed. */
typedef struct
{
  DeskNoticeKind kind;
  const char *id;
  const char *subject;
  const char *call_id;        /* or NULL */
  const char *const *parts;   /* of the title: text of others, ends with NULL */
  const char *body;           /* the program's own */
  guint deeds;                /* bits of DeskDeed; OPEN is always among them */
} DeskNoticeStart;

DeskNotice  *desk_notice_new            (const DeskNoticeStart *start);

/* My phone rings, or rang a moment ago. */
typedef struct
{
  char *id;             /* of the call that rang first */
  char *room_id, *number;
  DeskCall *call;       /* owned: the one that rings now, where several phones ring in turn */
  gboolean is_refused;  /* declined or sent elsewhere by the person */
  gint64 settles_at;    /* it ended unanswered, and who has it shows then; 0: it rings */
  gint64 gives_up_at;   /* likewise, when others are still called */
} DeskRing;

struct _DeskNotices
{
  GObject parent_instance;

  DeskSession *session; /* borrowed: it owns this; NULL when it is gone */

  /* owned */
  GHashTable *standing; /* id → DeskNotice */
  GHashTable *told;     /* ids of what holds on and was told */
  GHashTable *known;    /* ids of what holds on and the rules know of */
  GHashTable *found;    /* ids seen by the look under way */
  GHashTable *missed;   /* number → how often */
  GPtrArray *rings;     /* of DeskRing */

  DeskNoticeKinds wanted;
  DeskAttention attention;
  int n_messages;       /* in the box, as told last; -1: never */
  guint n_texts;
  gint64 stale_since;   /* monotonic; 0: connected */
  guint timer;          /* of the clock */
  gint64 timer_due;
  gboolean is_dirty;
};

DeskNotices *desk_notices_new           (DeskSession *session);
/* After a slice of events; cheap when nothing of this kind changed. */
void         desk_notices_look          (DeskNotices *self);
void         desk_notices_set_stale     (DeskNotices *self, gboolean is_stale);
void         desk_notices_take_message  (DeskNotices *self, const char *text);
void         desk_notices_take_free    (DeskNotices *self, DeskWait *wait); /* it was to be told, no more */
void         desk_notices_clear         (DeskNotices *self); /* nothing can be done about it any more */
void         desk_notices_drop          (DeskNotices *self); /* the session goes */

/* Between the files. What holds on is offered on every look, and told the first time. */
void         desk_notices_offer         (DeskNotices *self, const DeskNoticeStart *start);
void         desk_notices_tell          (DeskNotices *self, const DeskNoticeStart *start);
void         desk_notices_withdraw      (DeskNotices *self, const char *id);
void         desk_notices_wake_at       (DeskNotices *self, gint64 due);

/* desk-notices-calls.c */
void         desk_notices_look_at_calls (DeskNotices *self);
DeskCall    *desk_notices_find_call     (DeskNotices *self, const char *id); /* or NULL */
void         desk_notices_free_ring     (gpointer ring);

G_END_DECLS
