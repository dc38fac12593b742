/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-world.h"

G_BEGIN_DECLS

typedef enum
{
  SIM_LEG_CALLING,  /* 0: the PBX calls this phone */
  SIM_LEG_RINGING,  /* 65 */
  SIM_LEG_DIALLING, /* 1: this phone dials out */
  SIM_LEG_WAITING,  /* answered its own call-back, hears the other end ring */
  SIM_LEG_TALKING,
  SIM_LEG_HELD,
  SIM_LEG_PARKED,
} SimLegState;

typedef enum
{
  SIM_CAUSE_NORMAL, SIM_CAUSE_BUSY, SIM_CAUSE_NO_ANSWER, SIM_CAUSE_CANCELLED, SIM_CAUSE_DECLINED,
  SIM_CAUSE_ABSENT, SIM_CAUSE_UNKNOWN, SIM_CAUSE_ELSEWHERE, SIM_CAUSE_DND,
  SIM_CAUSE_LOST, /* its phone is off the net */
} SimCause;

/* Of somebody who barged in. */
typedef enum { SIM_SPEAK_NOT, SIM_SPEAK_TO_ALL, SIM_SPEAK_TO_ONE } SimSpeak;

/* Tones that were heard, to whom may make something of them. The leg lives until the function returns. */
typedef void (*SimDigitsFunc) (SimLeg *leg, const char *digits);

/* One party of a call. Lives from its first event to its last. */
struct _SimLeg
{
  SimRoom *room;
  SimTenant *tenant;
  SimExtension *extension;   /* NULL outside */
  SimPhone *phone;           /* NULL outside */
  char *talker_id;
  char *number;
  char *other;               /* number of the other party; NULL in a conference */
  char *park;                /* where it is or was parked */
  char *parker;              /* by whom */
  guint n_returns;           /* how often nobody was there when it came back */
  char *mailbox;             /* whose messages it takes */
  char *rec;                 /* id of its recording, once there is one */
  GString *digits;           /* the tones it heard; NULL before the first */
  SimDigitsFunc digits_func;
  SimLegState state;
  int status;                /* the last code that tells its state */
  const char *role;          /* "c", "s" or "" */
  gboolean is_caller;
  gboolean is_monitor;       /* barged in */
  gboolean listens;          /* a monitor */
  SimSpeak speaks;
  char *tutored;             /* talker id of the one who hears it */
  gboolean auto_answer;
  gboolean recording;
  gint64 since;              /* ms, when the state began */
  guint timer;               /* of the phone, or of the park slot */
  guint ring_timer;          /* of a monitor's own ringing */
  guint lost_timer;          /* its phone has left the net */
};

/* One call. */
struct _SimRoom
{
  SimTenant *tenant;
  char *id;                  /* may change, see sim_room_renew() */
  char *log_id;
  char *owner;               /* who asked for the call; NULL when it was dialled */
  GPtrArray *legs;           /* in the order they came; the room frees itself with its last leg */
  guint kind;                /* 0 dialled, 1 or 2 as makeCall's type */
  char **targets;            /* whom to call, makeCall only */
  char *from, *to;
  char *line;                /* the shared line it occupies */
  char *line_user;           /* who took it */
  char *line_told;           /* the talker last told of */
  SimExtension *queue;       /* waiting in this group */
  char *queue_shown;         /* who waits, as the agents see it */
  guint queue_next;
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
/* Calls the phones behind @number into the room; the number of legs made, or the cause when 0. */
guint       sim_call_invite      (SimRoom *room, const char *number, const char *role, const char *shown,
                                  SimCause *cause);

/* as remoteControl: answer, go on, resume; TRUE when something changed */
gboolean    sim_leg_talk         (SimLeg *self);
gboolean    sim_leg_hold         (SimLeg *self); /* TRUE when it was talking */
void        sim_leg_hang_up      (SimLeg *self);
void        sim_leg_end          (SimLeg *self, SimCause cause, gboolean by_callee); /* this leg alone */
void        sim_leg_lose         (SimLeg *self); /* its phone is no more */
void        sim_room_end         (SimRoom *self, SimCause cause, gboolean by_callee);
void        sim_room_end_later   (SimRoom *self, gint64 ms);
/* FALSE when nothing changed */
gboolean    sim_leg_record       (SimLeg *self, gboolean on, GError **error);
void        sim_leg_send         (SimLeg *self, PalCallStatus status);
void        sim_leg_inform       (SimLeg *self, PalCallStatus status); /* a code that is no state */
void        sim_leg_fill_event   (SimLeg *self, PalStatusEvent *event);
void        sim_leg_set_other    (SimLeg *self, const char *number);
void        sim_leg_move         (SimLeg *self, SimRoom *room); /* frees the old room when it was the last */
SimLeg     *sim_room_find_peer   (SimLeg *leg); /* the other party that talks, holds or is parked */
guint       sim_room_count       (SimRoom *self, SimLegState state);
SimLeg     *sim_tenant_get_leg   (SimTenant *self, const char *talker_id);
SimRoom    *sim_tenant_get_room  (SimTenant *self, const char *id);
GPtrArray  *sim_tenant_list_rooms (SimTenant *self);
void        sim_leg_answer       (SimLeg *self);
void        sim_leg_fail         (SimLeg *self, SimCause cause); /* it ends before it was answered */
/* As the phone is on the net or not: its calls are lost a while after it went. */
void        sim_call_phone_changed (SimPhone *phone);

gboolean    sim_leg_hears        (SimLeg *self, SimLeg *other);
/* Tones from @self to all that hear it; FALSE when it does not talk. */
gboolean    sim_leg_send_digits  (SimLeg *self, const char *digits);

gboolean    sim_park             (SimLeg *leg, const char *number, GError **error);
SimRoom    *sim_unpark           (SimTenant *tenant, SimExtension *user, const char *number, GError **error);
/* FALSE when there is no such line, or somebody else has it */
gboolean    sim_line_is_free_for (SimTenant *tenant, const char *line, const char *user, GError **error);
gboolean    sim_line_seize       (SimTenant *tenant, const char *line, const char *user, gboolean on,
                                  GError **error);
void        sim_line_fill_event  (SimTenant *tenant, const char *line, PalLineEvent *event);

gboolean    sim_transfer         (SimLeg *leg, const char *to, gboolean blind, GError **error);
gboolean    sim_transfer_cancel  (SimLeg *leg, GError **error);
gboolean    sim_conference       (SimLeg *leg, GError **error);
gboolean    sim_call_forward     (SimRoom *room, const char *const *users, GError **error);
gboolean    sim_barge            (SimLeg *leg, SimExtension *user, gboolean listens, SimSpeak speaks,
                                  GError **error);

G_END_DECLS
