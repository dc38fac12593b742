/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sim/sim-world.h"

G_BEGIN_DECLS

/* What palsim's command line says. */
typedef struct
{
  char *listen;              /* "127.0.0.1:18080"; port 0 picks a free one */
  char *tls_certificate, *tls_key;
  char *client_ip_pattern;
  char *access_users;        /* "refuse" or "filter" for users outside "Access users" */
  char *control;             /* path of the control socket */
  char *world, *save, *scenario; /* files */
  char **faults;
  guint users, contacts;
  guint queue_limit;         /* KiB that may wait for one session; 0: as ever */
  double traffic;            /* calls a minute */
  double auto_answer;        /* seconds, < 0 off */
  guint32 seed;
  gboolean verbose;
} SimOptions;

/* The simulated PBX on a real WebSocket. Runs in the thread-default context of its maker. */
#define SIM_TYPE_SERVER (sim_server_get_type ())
G_DECLARE_FINAL_TYPE (SimServer, sim_server, SIM, SERVER, GObject)

SimServer  *sim_server_new     (SimWorld *world, const SimOptions *options);
gboolean    sim_server_start   (SimServer *self, GError **error);
void        sim_server_stop    (SimServer *self);
const char *sim_server_get_url (SimServer *self); /* ws://127.0.0.1:PORT/pbx/ws */

/* A server in a thread and main context of its own: `sidetone --demo`, tests. Blocks until it listens. */
typedef struct _SimThread SimThread;
SimThread  *sim_thread_start   (const SimOptions *options, GError **error);
const char *sim_thread_get_url (SimThread *self);
/* Runs one control request (one JSON object a line, as --control does) in the server's thread; the answer. */
char       *sim_thread_control (SimThread *self, const char *request);
void        sim_thread_stop    (SimThread *self);

G_END_DECLS
