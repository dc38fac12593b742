/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-leg.h"

G_BEGIN_DECLS

/* One call. */
struct _SimRoom
{
  SimTenant *tenant;
  char *id;                  /* may change, see sim_room_renew() */
  char *log_id;
  char *owner;               /* who asked for the call; NULL when it was dialled */
  GPtrArray *legs;           /* in the order they came; the room frees itself with its last leg, unless makeCall's
                              * `from` is still searched for */
  guint kind;                /* 0 dialled, 1 or 2 as makeCall's type */
  char **targets;            /* whom to call, makeCall only */
  char *from, *to;
  char *line;                /* the shared line it occupies */
  char *line_user;           /* who took it */
  char *line_told;           /* the talker last told of */
  gboolean is_ending;        /* nobody new is on the line */
  gboolean is_call;          /* somebody is or was in it */
  SimExtension *queue;       /* waiting in this group */
  GPtrArray *searches;       /* SimSearch, for those who are called */
  guint n_inviting;          /* such a search is just being begun */
  guint n_nested, n_within;  /* how deep in groups that is, and how much was begun there */
  SimLeg *consulting;        /* who transfers, attended */
  SimLeg *consulted;         /* and to whom, once answered */
  gboolean consulting_called; /* it was the called one before */
  SimLeg *handed;            /* who waits for somebody new to answer */
  char *ring_back;           /* whom to call when a transfer fails */
  gint64 started, answered;
  guint timer, end_timer, locks;
  SimCause cause;            /* why it ended */
};

/* Dialling from a phone; FALSE with a reason only when the phone cannot dial at all. */
SimRoom    *sim_call_dial        (SimPhone *phone, const char *number, GError **error);
SimRoom    *sim_call_from_outside (SimTenant *tenant, const char *number, const char *to, GError **error);
/* makeCall: @phone 0 for all phones of @from. Its log id, or NULL when it could not be started. */
char       *sim_call_make        (SimTenant *tenant, const char *from, const char *const *to, guint type,
                                  guint phone, gboolean auto_answer, const char *line, GError **error);
/* Searches for somebody behind @number who comes into the room; 0, with the cause, when there is nobody. */
guint       sim_call_invite      (SimRoom *room, const char *number, const char *role, const char *shown,
                                  SimCause *cause);

void        sim_room_end         (SimRoom *self, SimCause cause, gboolean by_callee);
void        sim_room_end_later   (SimRoom *self, gint64 ms);
SimLeg     *sim_room_find_peer   (SimLeg *leg); /* the other party that talks, holds or is parked */
guint       sim_room_count       (SimRoom *self, SimLegState state);
SimRoom    *sim_tenant_get_room  (SimTenant *self, const char *id);
GPtrArray  *sim_tenant_list_rooms (SimTenant *self);
/* As the phone is on the net or not: its calls are lost a while after it went. */
void        sim_call_phone_changed (SimPhone *phone);

gboolean    sim_park             (SimLeg *leg, const char *number, GError **error);
SimRoom    *sim_unpark           (SimTenant *tenant, SimExtension *user, const char *number, GError **error);
/* FALSE when there is no such line, or somebody else has it */
gboolean    sim_line_is_free_for (SimTenant *tenant, const char *line, const char *user, GError **error);
gboolean    sim_line_seize       (SimTenant *tenant, const char *line, const char *user, gboolean on,
                                  GError **error);
void        sim_line_forget_user (SimExtension *user); /* who took lines and calls nobody */
void        sim_line_fill_event  (SimTenant *tenant, const char *line, PalLineEvent *event);

gboolean    sim_transfer         (SimLeg *leg, const char *to, gboolean blind, GError **error);
gboolean    sim_transfer_cancel  (SimLeg *leg, GError **error);
gboolean    sim_conference       (SimLeg *leg, GError **error);
gboolean    sim_call_forward     (SimRoom *room, const char *const *users, GError **error);
gboolean    sim_barge            (SimLeg *leg, SimExtension *user, gboolean listens, SimSpeak speaks,
                                  GError **error);

G_END_DECLS
