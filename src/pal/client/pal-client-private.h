/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the parts of PalClient share. */
#pragma once

#include "pal/client/pal-backoff.h"
#include "pal/client/pal-client-feed.h"
#include "pal/client/pal-client-limits.h"
#include "pal/client/pal-client.h"
#include "pal/client/pal-login.h"
#include "pal/client/pal-rpc.h"
#include "pal/client/pal-wakeups.h"

G_BEGIN_DECLS

/* Of a method, since the login. */
typedef enum
{
  PAL_CLIENT_METHOD_UNTRIED,
  PAL_CLIENT_METHOD_WORKS,
  PAL_CLIENT_METHOD_MISSING,
  PAL_CLIENT_METHOD_DENIED,
} PalClientKnowledge;

struct _PalClient
{
  GObject parent_instance;

  PalClientState state;
  PalStopReason stop_reason;
  PalRole role;
  gint64 retry_at;
  gboolean wanted;          /* somebody asked for a connection */
  gboolean was_ready;       /* once with this endpoint */
  gboolean lost_pending;    /* the line is gone, the queue is still to be read */
  guint64 generation;       /* of the line: what belongs to an older one is void */
  double (*random) (gpointer user_data);
  gpointer random_data;

  /* of the line */
  gboolean line_open;
  PalLogin login;
  PalBackoff backoff;
  gint64 heard, heard_frame; /* the last sign of life, the last frame */
  gint64 doubted;            /* when a sign of life was asked for out of turn, 0 when not */
  gint64 ready_since;
  gint64 synced_call;        /* when the harmless call was answered, 0 before */
  gint64 last_event;
  gboolean has_ping;
  guint8 known[PAL_N_METHODS]; /* PalClientKnowledge, since the login */

  /* timers, 0 when off */
  guint retry_timer, login_timer, sync_timer, sync_limit_timer, alive_timer;
  gint64 alive_due;
  gboolean pinging;

  /* owned */
  PalClock *clock;
  PalTransport *transport;
  PalWakeups *wakeups;      /* NULL with a transport of somebody else's */
  gboolean watches;
  PalEndpoint *endpoint;    /* for the next connect */
  PalEndpoint *current;     /* of this connection */
  char *password;
  GError *reason;
  GError *lost_error;
  GTlsCertificate *peer_certificate;
  GTlsCertificateFlags peer_errors;
  GCancellable *opening;
  PalRpc *rpc;
  GString *out;
  PalClientFeed feed;
};

/* pal-client.c */
void     pal_client_set_state     (PalClient *self, PalClientState state, PalStopReason stop_reason, GError *reason /* taken */, gint64 retry_at);
void     pal_client_set_role      (PalClient *self, PalRole role);
void     pal_client_set_role_and_state (PalClient *self, PalRole role, PalClientState state, PalStopReason stop_reason,
                                         GError *reason /* taken */);
void     pal_client_emit_events   (PalClient *self, PalEventBatch *batch);
gboolean pal_client_is_logging    (PalClient *self);
void     pal_client_log           (PalClient *self, const char *direction, const char *text);

/* pal-client-connection.c: line, states, retries */
void     pal_client_connect_now   (PalClient *self);
void     pal_client_drop_line     (PalClient *self, guint code, const char *words);
void     pal_client_lose          (PalClient *self, GError *error /* taken */);
void     pal_client_give_up       (PalClient *self, PalStopReason reason, GError *error /* taken */);
void     pal_client_fail_calls    (PalClient *self);
GError  *pal_client_new_no_password (void);
void     pal_client_clear_timer   (PalClient *self, guint *timer);
void     pal_client_start_timer   (PalClient *self, guint *timer, gint64 delay, PalClockFunc func);

/* pal-client-login.c: Authenticating and Syncing */
void     pal_client_begin_login   (PalClient *self);
void     pal_client_take_nonce    (PalClient *self, const char *nonce);
void     pal_client_take_activity (PalClient *self, gboolean active);
void     pal_client_take_error    (PalClient *self, PalReply *reply);
void     pal_client_note_event    (PalClient *self); /* once a slice with events */

/* pal-client-alive.c: is anybody there */
void     pal_client_begin_alive   (PalClient *self);
void     pal_client_note_request  (PalClient *self);
void     pal_client_doubt         (PalClient *self);
void     pal_client_probe_ping    (PalClient *self);

/* pal-client-call.c: requests */
gboolean pal_client_request       (PalClient *self, const PalParams *params, gint64 timeout, GCancellable *cancellable,
                                   PalRpcFunc func, gpointer user_data, GError **error);
GError  *pal_client_new_not_connected (void);
void     pal_client_take_answer   (PalClient *self, PalReply *reply);
void     pal_client_learn         (PalClient *self, const PalParams *params, const GError *error);

/* For tests. */
void     pal_client_set_random    (PalClient *self, double (*random) (gpointer user_data), gpointer user_data);
void     pal_client_set_wakeups   (PalClient *self, PalWakeups *wakeups);

G_END_DECLS
