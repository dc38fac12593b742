/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-types.h"

G_BEGIN_DECLS

/* What deserves to be told outside the window. */
typedef enum
{
  DESK_NOTICE_INCOMING,
  DESK_NOTICE_OWN,         /* my phone rings for a call I started here: pick it up */
  DESK_NOTICE_MISSED,
  DESK_NOTICE_VOICEMAIL,
  DESK_NOTICE_PARKED_LONG, /* by me */
  DESK_NOTICE_FREE,        /* a colleague who was waited for */
  DESK_NOTICE_MESSAGE,     /* of the PBX or of the program */
  DESK_N_NOTICE_KINDS,     /*< skip >*/
} DeskNoticeKind;

typedef guint DeskNoticeKinds; /* a set of them */
#define DESK_NOTICE_BIT(kind) (1u << (kind))
#define DESK_NOTICE_ALL ((1u << DESK_N_NOTICE_KINDS) - 1)

/* What can be done about it. The first four are done by desk_notices_act(); the others need a window. */
typedef enum
{
  DESK_DEED_ANSWER,
  DESK_DEED_DECLINE,
  DESK_DEED_RETRIEVE,
  DESK_DEED_CONFIRM,   /* calls the colleague who is free now, as was asked for */
  DESK_DEED_CALL_BACK,
  DESK_DEED_CALL_BOX,
  DESK_DEED_OPEN,
  DESK_N_DEEDS,        /*< skip >*/
} DeskDeed;

/* How much the person sees anyway. */
typedef enum
{
  DESK_ATTENTION_AWAY,   /* no window, or another program's is in use */
  DESK_ATTENTION_WINDOW, /* the main window is in use */
  DESK_ATTENTION_CALLS,  /* … and shows the calls */
} DeskAttention;

/* One thing to be told; it never changes. The title may hold text of others, as one plain line of at most 80
 * characters; the body is the program's own text, translated. */
#define DESK_TYPE_NOTICE (desk_notice_get_type ())
G_DECLARE_FINAL_TYPE (DeskNotice, desk_notice, DESK, NOTICE, GObject)

#define DESK_NOTICE_TITLE_MAX 80

const char    *desk_notice_get_id      (DeskNotice *self); /* "missed:1004"; a newer one of the same id replaces it */
DeskNoticeKind desk_notice_get_kind    (DeskNotice *self);
const char    *desk_notice_get_title   (DeskNotice *self);
const char    *desk_notice_get_body    (DeskNotice *self); /* may be "" */
const char    *desk_notice_get_call_id (DeskNotice *self); /* NULL when it is not of a call of mine */
const char    *desk_notice_get_subject (DeskNotice *self); /* what the deeds act on: a call, slot, number …; may be "" */
gboolean       desk_notice_can         (DeskNotice *self, DeskDeed deed);

/* What stands to be told of one session; it decides, others show it.
 * ::notice (DeskNotice*): tell it. ::withdrawn (const char *id): it is no longer true, or was seen.
 * Nothing is told twice, also not after the line was away; what happened meanwhile is not guessed. */
#define DESK_TYPE_NOTICES (desk_notices_get_type ())
G_DECLARE_FINAL_TYPE (DeskNotices, desk_notices, DESK, NOTICES, GObject)

void           desk_notices_set_wanted    (DeskNotices *self, DeskNoticeKinds kinds);
void           desk_notices_set_attention (DeskNotices *self, DeskAttention attention);
DeskNotice    *desk_notices_find          (DeskNotices *self, const char *id); /* that stands; borrowed, may be NULL */
guint          desk_notices_get_n         (DeskNotices *self);                 /* that stand */
/* Whether one stands that offers to call that number: anybody on the bus can say that it was pressed. */
gboolean       desk_notices_offers_call   (DeskNotices *self, const char *number);
/* Does it, if it is still true; else the error says in words why not. */
gboolean       desk_notices_act           (DeskNotices *self, DeskDeed deed, const char *subject, GError **error);

DeskNotices   *desk_session_get_notices   (DeskSession *session);

G_END_DECLS
