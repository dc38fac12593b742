/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-call-private.h"
#include "sim/sim-plan.h"

G_BEGIN_DECLS

/* The search for somebody who takes a call: one for each number that is called, with others below it for the
 * members of a group and the other destinations of a user. It is over when somebody answers; when nobody does
 * it goes on at the destination its kind names, in place of the first. */

typedef struct _SimSearchKind SimSearchKind;

struct _SimSearch
{
  SimRoom *room;
  SimSearch *parent;         /* NULL: the room's own */
  const SimSearchKind *kind;
  char *number;              /* who is called */
  char *shown;               /* who calls, as those see it */
  const char *role;
  GPtrArray *tries;          /* SimTry: phones that ring or will */
  GPtrArray *below;          /* SimSearch */
  char *mailbox;             /* of whom, when all else fails */
  SimPlan plan;              /* which properties count */
  SimCause cause;            /* why not, as far as is known */
  guint hops;                /* destinations gone through */
  guint deadline, pause;     /* timers */
  guint next, n_called;      /* of what is called one after the other */
  gint64 since;
  gboolean is_caller;        /* it is makeCall's `from` that is called */
  gboolean is_member;        /* called for another: where it would forward to does not count */
  gboolean is_busy;          /* it is just being gone through */
  gboolean is_refused;       /* nobody is to be called */
  gboolean has_paused;
};

struct _SimSearchKind
{
  const char *type, *stype;                /* of the extension; NULL any */
  void     (*start)  (SimSearch *self);    /* calls, or sets `cause` */
  gboolean (*more)   (SimSearch *self);    /* all have failed: TRUE when it called again, or paused */
  char    *(*forward) (SimSearch *self);   /* where to go on, or NULL */
};

extern const SimSearchKind sim_search_user, sim_search_group, sim_search_hunt, sim_search_schedule;

/* Of the room; NULL when nobody could be called, `room->cause` says why. */
SimSearch    *sim_search_begin      (SimRoom *room, const char *number, const char *role, const char *shown,
                                     gboolean is_caller, gboolean is_member);
/* The rest is for the kinds. */
/* Below, for @ms; 0: for as long as it takes. */
void          sim_search_add        (SimSearch *self, const char *number, guint ms);
void          sim_search_call_phone (SimSearch *self, SimPhone *phone, guint delay, guint ms);
/* Somebody outside, or a service. */
SimLeg       *sim_search_call_number (SimSearch *self, const char *number, guint ms);
void          sim_search_set_deadline (SimSearch *self, guint ms);
void          sim_search_set_pause  (SimSearch *self, guint ms);
void          sim_search_hurry      (SimSearch *self); /* the pause is over */
SimExtension *sim_search_get_extension (SimSearch *self); /* NULL when it is none, or removed */
guint         sim_search_get_ring_time (SimSearch *self); /* ms; 0: those above it have set one */
guint         sim_seconds_to_ms     (gint64 seconds); /* never so many that they would not fit */

G_END_DECLS
