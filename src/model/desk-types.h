/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pal/protocol/pal-enums.h"
#include "pal/protocol/pal-events.h"
#include "pal/protocol/pal-methods.h"

G_BEGIN_DECLS

typedef struct _DeskSession DeskSession;
typedef struct _DeskExtension DeskExtension;
typedef struct _DeskCall DeskCall;
typedef struct _DeskOperation DeskOperation;

/* Presence as shown: shape, text and colour come from it. Order is "free first". */
typedef enum
{
  DESK_PRESENCE_FREE,
  DESK_PRESENCE_RINGING,
  DESK_PRESENCE_DIALLING,
  DESK_PRESENCE_TALKING,
  DESK_PRESENCE_ON_HOLD,
  DESK_PRESENCE_UNKNOWN,  /* the PBX has not said: never "offline" by mere absence */
  DESK_PRESENCE_OFFLINE,
} DeskPresence;

typedef enum
{
  DESK_CALL_STATE_DIALLING,  /* 1, or the originator's own leg of a makeCall (role c) before it is answered */
  DESK_CALL_STATE_RINGING,   /* my phone rings */
  DESK_CALL_STATE_TALKING,
  DESK_CALL_STATE_HELD,
  DESK_CALL_STATE_ENDED,
} DeskCallState;

typedef enum
{
  DESK_DIRECTION_INCOMING,
  DESK_DIRECTION_OUTGOING,
} DeskDirection;

/* The first row of each part of the colleagues list carries its heading. */
typedef enum
{
  DESK_HEADING_NONE,
  DESK_HEADING_FAVOURITES,
  DESK_HEADING_ALL,
} DeskHeading;

typedef enum
{
  DESK_SORT_NAME,
  DESK_SORT_STATE, /* free first */
} DeskSort;

/* What can be done; one row each in desk-verb-table.c. */
typedef enum
{
  /* on a call of mine */
  DESK_VERB_ANSWER,
  DESK_VERB_HOLD,
  DESK_VERB_RESUME,
  DESK_VERB_HANG_UP,
  DESK_VERB_TRANSFER, /* blind */
  DESK_VERB_DEFLECT,  /* sends a ringing call elsewhere */
  DESK_VERB_CONSULT,  /* begins an attended transfer, which one of the next three ends */
  DESK_VERB_COMPLETE,
  DESK_VERB_CANCEL,
  DESK_VERB_JOIN,
  DESK_VERB_PARK,
  DESK_VERB_RECORD,
  DESK_VERB_STOP_RECORDING,
  DESK_VERB_SEND_TONES,
  /* on something else */
  DESK_VERB_DIAL,
  DESK_VERB_RETRIEVE, /* a parked call */
  DESK_VERB_FORWARD,  /* a room: a queue's caller or a colleague's ringing call, to somebody or to myself */
  DESK_VERB_SEIZE,    /* a shared line */
  DESK_VERB_RELEASE,
  DESK_VERB_LISTEN,   /* to a colleague's conversation */
  DESK_VERB_WHISPER,
  DESK_VERB_BARGE_IN,
  DESK_VERB_MESSAGE,
  DESK_N_VERBS,       /*< skip >*/
} DeskVerb;

/* An attended transfer under way on a call of mine. */
typedef enum
{
  DESK_TRANSFER_NONE,
  DESK_TRANSFER_CALLING,    /* the target is called */
  DESK_TRANSFER_CONSULTING, /* I talk with it, while the other party waits */
} DeskTransfer;

/* What the other party of a call does, where its leg is seen. */
typedef enum
{
  DESK_OTHER_UNKNOWN,
  DESK_OTHER_RINGING,
  DESK_OTHER_TALKING,
  DESK_OTHER_HOLDING, /* has put me on hold, or talks with somebody else meanwhile */
} DeskOtherState;

typedef enum
{
  DESK_MATCH_COLLEAGUE,
  DESK_MATCH_RECENT,
  DESK_MATCH_NUMBER, /* dial what was typed */
  DESK_MATCH_CONTACT,
  DESK_MATCH_SHORT_DIAL,
  DESK_MATCH_PARK,
  DESK_MATCH_COMMAND,
} DeskMatchKind;

G_END_DECLS
