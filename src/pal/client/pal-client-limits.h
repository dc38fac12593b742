/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How long and how much: times in microseconds. */
#pragma once

#include <glib.h>

#define PAL_CLIENT_SLICE 4000                       /* µs of reading at a time */
#define PAL_CLIENT_BATCH 256                        /* events handed over at a time */
#define PAL_CLIENT_MAX_QUEUE (64 * 1024 * 1024)
#define PAL_CLIENT_MAX_EARLY 100000                 /* events before the login is done */
#define PAL_CLIENT_MAX_TURN G_USEC_PER_SEC          /* of queueing without a return to the main loop */
#define PAL_CLIENT_FEED_PRIORITY (G_PRIORITY_HIGH_IDLE + 25) /* below GTK's redraw */
#define PAL_CLIENT_LOGIN_TIMEOUT (10 * G_USEC_PER_SEC)
#define PAL_CLIENT_QUIET (300 * 1000)
#define PAL_CLIENT_MAX_SYNC (5 * G_USEC_PER_SEC)
#define PAL_CLIENT_SILENCE (23 * G_USEC_PER_SEC)
#define PAL_CLIENT_SILENCE_PENDING (10 * G_USEC_PER_SEC)
#define PAL_CLIENT_CHECK_PENDING (5 * G_USEC_PER_SEC)
#define PAL_CLIENT_DOUBT (8 * G_USEC_PER_SEC)
#define PAL_CLIENT_PING (30 * G_USEC_PER_SEC)
