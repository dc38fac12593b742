/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pal/protocol/pal-events.h"

G_BEGIN_DECLS

typedef enum { SIM_WANT_NOTHING, SIM_WANT_SELF, SIM_WANT_USERS } SimWant;

/* What one connection asked for in its URL. */
typedef struct
{
  char *tenant;             /* NULL when absent */
  char *login_user;
  char *login_password;     /* NULL: by challenge */
  char *phone_index;        /* NULL when absent */
  GHashTable *users, *parks, *lines, *queues; /* sets */
  gboolean all_users, all_parks, all_lines, all_queues;
  SimWant registered, status, voicemail, recording;
} SimSubscription;

SimSubscription *sim_subscription_new   (const char *query); /* still encoded, or NULL */
void             sim_subscription_free  (SimSubscription *self);
/* Whether @event is for a login of @user; access rights are not looked at here. */
gboolean         sim_subscription_wants (const SimSubscription *self, const char *user,
                                         const PalEvent *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimSubscription, sim_subscription_free)

G_END_DECLS
