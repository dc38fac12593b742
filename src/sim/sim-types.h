/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _SimClock SimClock;
typedef struct _SimWorld SimWorld;
typedef struct _SimTenant SimTenant;
typedef struct _SimExtension SimExtension;
typedef struct _SimPhone SimPhone;
typedef struct _SimRoom SimRoom;
typedef struct _SimLeg SimLeg;
typedef struct _SimSearch SimSearch;
typedef struct _SimService SimService;
typedef struct _SimPeer SimPeer;
typedef struct _SimServer SimServer;
typedef struct _SimFaults SimFaults;
typedef struct _SimScenario SimScenario;
typedef struct _SimTraffic SimTraffic;

/* The codes are those sent in the error object. */
#define SIM_ERROR (sim_error_quark ())
GQuark sim_error_quark (void);

typedef enum
{
  SIM_ERROR_REFUSED = -32000,   /* understood, but not done; the text says why */
  SIM_ERROR_LOGIN = -2022,
  SIM_ERROR_PARSE = -32700,
  SIM_ERROR_REQUEST = -32600,
  SIM_ERROR_METHOD = -32601,
  SIM_ERROR_PARAMS = -32602,
} SimError;

/* What a phone does when the PBX asks it to answer or to hold. */
typedef enum { SIM_REMOTE_OBEYS, SIM_REMOTE_IGNORES, SIM_REMOTE_REFUSES } SimRemote;

/* Where it is not known how a PBX does it, the other way. */
typedef enum
{
  SIM_QUIRK_NEW_ROOM = 1 << 0,   /* a call that is answered or transferred goes on in a new room */
  SIM_QUIRK_ANSWER_16 = 1 << 1,  /* makeCall's caller is told 16 instead of 14 */
  SIM_QUIRK_ANSWER_205 = 1 << 2, /* 205 instead of 2 */
  SIM_QUIRK_NO_END = 1 << 3,     /* no 12 before the end */
} SimQuirks;

G_END_DECLS
