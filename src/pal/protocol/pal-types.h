/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Everything is hidden unless marked. */
#define PAL_EXPORT __attribute__ ((visibility ("default"))) extern

typedef struct _PalMethod PalMethod;
typedef struct _PalParam PalParam;
typedef struct _PalParams PalParams;
typedef struct _PalProperty PalProperty;
typedef struct _PalPropertyTable PalPropertyTable;
typedef struct _PalReply PalReply;
typedef struct _PalReplyIter PalReplyIter;
typedef struct _PalEvent PalEvent;
typedef struct _PalEventBatch PalEventBatch;
typedef struct _PalMessageReader PalMessageReader;
typedef struct _PalScan PalScan;
typedef struct _PalSchedule PalSchedule;

typedef struct _PalClock PalClock;
typedef struct _PalTransport PalTransport;
typedef struct _PalEndpoint PalEndpoint;
typedef struct _PalClient PalClient;

G_END_DECLS
