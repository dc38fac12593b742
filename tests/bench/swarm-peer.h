/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* One desk among very many: signs in by challenge on a plain socket, then checks that numbered status changes
 * come once and in order. Written from RFC 6455, with nothing of the library that is measured. */
typedef enum { SWARM_UPGRADING, SWARM_CHALLENGED, SWARM_SIGNING_IN, SWARM_FILLING, SWARM_WATCHING,
               SWARM_CLOSED } SwarmState;

typedef struct _SwarmTally SwarmTally;

typedef struct
{
  int fd;
  SwarmState state;
  guint user;             /* number and password */
  guint present;          /* registered phones seen in the snapshot */
  guint close_code;       /* 0 when the line just ended */
  guint64 next;           /* number of the next change */
  gint64 began, filled;   /* µs */
  GByteArray *rest;       /* a frame that has not come whole yet; NULL when none */
  char *key;
  SwarmTally *tally;      /* borrowed */
} SwarmPeer;

/* FALSE when the connection cannot even be begun. */
gboolean swarm_peer_open  (SwarmPeer *self, guint16 port, guint user, SwarmTally *tally);
/* Reads what is there; FALSE when the connection is over. */
gboolean swarm_peer_read  (SwarmPeer *self);
void     swarm_peer_close (SwarmPeer *self);

#define SWARM_WINDOWS 600      /* seconds a hold may last */
#define SWARM_STEP 250         /* µs a bucket of delays */
#define SWARM_BUCKETS 8000     /* the last: 2 s and more */

/* What all of them saw of one hold. */
struct _SwarmTally
{
  gint64 began;                /* µs; delays are kept by the second they were sent in */
  guint users;                 /* who must be in the snapshot */
  guint64 events, bytes, lost, repeated, faults;
  gint64 longest;              /* µs */
  guint64 counts[SWARM_WINDOWS];
  guint32 (*delays)[SWARM_BUCKETS]; /* one row a window */
};

SwarmTally *swarm_tally_new    (guint users);
void        swarm_tally_free   (SwarmTally *self);
void        swarm_tally_reset  (SwarmTally *self);
/* Delay in ms that @part of those sent in windows @from to @to (not included) do not exceed. */
double      swarm_tally_get    (SwarmTally *self, double part, guint from, guint to);
