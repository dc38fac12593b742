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
  SimSearch *search;         /* it rings for; borrowed */
  SimService *service;       /* it is no phone but a part of the PBX */
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
  struct _SimStory *story;   /* of a user's leg: see sim-story.h */
};

/* as remoteControl: answer, go on, resume; TRUE when something changed */
gboolean    sim_leg_talk         (SimLeg *self);
gboolean    sim_leg_hold         (SimLeg *self); /* TRUE when it was talking */
void        sim_leg_answer       (SimLeg *self);
void        sim_leg_fail         (SimLeg *self, SimCause cause); /* it ends before it was answered */
void        sim_leg_hang_up      (SimLeg *self);
void        sim_leg_lose         (SimLeg *self); /* its phone is no more */
void        sim_leg_end          (SimLeg *self, SimCause cause, gboolean by_callee); /* this leg alone */
/* FALSE when nothing changed */
gboolean    sim_leg_record       (SimLeg *self, gboolean on, GError **error);
gboolean    sim_leg_hears        (SimLeg *self, SimLeg *other);
/* Tones from @self to all that hear it; FALSE when it does not talk. */
gboolean    sim_leg_send_digits  (SimLeg *self, const char *digits);
void        sim_leg_send         (SimLeg *self, PalCallStatus status);
void        sim_leg_inform       (SimLeg *self, PalCallStatus status); /* a code that is no state */
void        sim_leg_fill_event   (SimLeg *self, PalStatusEvent *event);
void        sim_leg_set_other    (SimLeg *self, const char *number);
void        sim_leg_move         (SimLeg *self, SimRoom *room); /* frees the old room when it was the last */
const char *sim_leg_state_to_word (SimLegState state);
SimLeg     *sim_tenant_get_leg   (SimTenant *self, const char *talker_id);

G_END_DECLS
