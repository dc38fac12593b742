/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-world.h"

G_BEGIN_DECLS

typedef enum
{
  SIM_PUSH_NONE,
  SIM_PUSH_APNS,
  SIM_PUSH_FCM,
  SIM_PUSH_WEB,
  SIM_PUSH_LPC, /* local push, beyond the guide */
} SimPushService;

/* An application the PBX may send through. */
typedef struct
{
  char *name;
  SimPushService service;
  char *id;
  char *desc;
} SimPushApplication;

/* A device that registered: of one phone, by one service. */
typedef struct
{
  char *username;            /* a SIP user id */
  SimPushService service;
  char *application, *device; /* ids */
  char *endpoint, *key, *auth_secret, *user_agent;
  gboolean is_voip;          /* for calls rather than for messages */
  GPtrArray *sent;           /* char *, JSON of each message */
} SimPushDevice;

/* "1", "2", "3" of the guide; "11", "12", "13" and "4" of the web phones. */
SimPushService      sim_push_service_from_word (const char *word);
SimPushApplication *sim_push_application_add   (SimWorld *world, SimPushService service, const char *name,
                                                const char *id, const char *desc);
SimPushApplication *sim_push_application_find  (SimWorld *world, SimPushService service, const char *name);
/* By its id, with or without ".voip" at the end. */
SimPushApplication *sim_push_application_find_id (SimWorld *world, SimPushService service, const char *id);
void                sim_push_application_free  (gpointer application);

/* The one registered already, or a fresh one that @tenant has from now on. */
SimPushDevice      *sim_push_device_ensure     (SimTenant *tenant, const char *username, SimPushService service,
                                                const char *application, gboolean is_voip);
void                sim_push_devices_forget    (SimTenant *tenant, const char *username);
void                sim_push_device_free       (gpointer device);

G_END_DECLS
