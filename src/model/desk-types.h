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

typedef enum
{
  DESK_OPERATION_DIAL,
  DESK_OPERATION_ANSWER,
  DESK_OPERATION_HOLD,
  DESK_OPERATION_RESUME,
  DESK_OPERATION_HANG_UP,
} DeskOperationKind;

typedef enum
{
  DESK_MATCH_COLLEAGUE,
  DESK_MATCH_RECENT,
  DESK_MATCH_NUMBER, /* dial what was typed */
} DeskMatchKind;

G_END_DECLS
