/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Everything is hidden unless marked. */
#define PAL_EXPORT __attribute__ ((visibility ("default"))) extern

typedef struct _PalMethod PalMethod;
typedef struct _PalParam PalParam;
/**
 * PalParams:
 *
 * The parameters of one request: built by a client, or read from a request by a server. Names are those of the
 * table of methods; an alias is kept under the row's own name. Counted.
 */
typedef struct _PalParams PalParams;
typedef struct _PalProperty PalProperty;
typedef struct _PalPropertyTable PalPropertyTable;
/**
 * PalReply:
 *
 * One answer, which holds the frame it came in: the checked text of the result, or the error. Immutable, counted.
 */
typedef struct _PalReply PalReply;
typedef struct _PalReplyIter PalReplyIter;
/**
 * PalContactInfo:
 *
 * The fields of a contact as `getContact` (5.12) gives and `setContact` (5.32) takes them: values by id, in order.
 * Ids that begin with `$` and some others are standard fields ([struct@ContactManager]); any other id is a field of
 * the user's own. Counted.
 */
typedef struct _PalContactInfo PalContactInfo;
typedef struct _PalEvent PalEvent;
/**
 * PalEventBatch:
 *
 * The events of one slice of the main loop, in order; their texts live in it. A receiver that keeps a batch takes
 * a reference, one that keeps a text copies it. Counted.
 */
typedef struct _PalEventBatch PalEventBatch;
typedef struct _PalMessageReader PalMessageReader;
typedef struct _PalScan PalScan;
/**
 * PalSchedule:
 *
 * A schedule as the PBX writes it (sections 5.21 and 7.5 of the guide): P<dates>A<days>W<weeks>D<pattern>T<times>.
 * Any text can be read and is written back as it came, what nobody understands included.
 */
typedef struct _PalSchedule PalSchedule;

typedef struct _PalClock PalClock;
typedef struct _PalTransport PalTransport;
typedef struct _PalEndpoint PalEndpoint;
typedef struct _PalClient PalClient;

G_END_DECLS
