/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-search.h"

G_BEGIN_DECLS

/* A leg that is no phone but a part of the PBX: voicemail, an auto attendant, a meeting. */

typedef struct _SimServiceKind SimServiceKind;

struct _SimService
{
  const SimServiceKind *kind;
  SimLeg *leg;
  char *number;              /* of the extension */
  guint timer;
  gboolean is_on;            /* it talks */
  gboolean is_calling;       /* somebody for its caller */
  gboolean has_operator;     /* who was tried already */
  guint n_retries;
  GString *digits;
  char *host;                /* talker id */
};

struct _SimServiceKind
{
  gboolean answers;
  void (*begin)  (SimService *self); /* the talk */
  void (*digits) (SimService *self, const char *digits);
  gboolean (*failed) (SimService *self); /* nobody it called answered; it may be gone afterwards */
  void (*left)   (SimService *self, SimCause cause); /* its leg ends */
};

#define SIM_MAILBOX_PREFIX "vm"

extern const SimSearchKind sim_search_callback, sim_search_conference, sim_search_attendant,
  sim_search_members, sim_search_plan, sim_search_script, sim_search_flow, sim_search_mailbox;
extern const SimServiceKind sim_service_meeting;

/* Calls a service; @ms 0: it rings for ever. */
SimService *sim_service_call        (SimSearch *search, const SimServiceKind *kind, const char *number,
                                     guint ms);
void        sim_service_set_timer   (SimService *self, guint ms, SimClockFunc func);
SimExtension *sim_service_get_extension (SimService *self); /* NULL when it was removed */
SimLeg     *sim_service_get_caller  (SimService *self); /* the other party, or NULL */
void        sim_service_hang_up_cb  (gpointer service);
/* The number of a mailbox: 8, vm and a user, msg and a user. */
gboolean    sim_mailbox_find        (SimTenant *tenant, const char *number, SimExtension **user);

G_END_DECLS
