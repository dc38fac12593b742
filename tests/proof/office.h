/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pal/client/pal-client.h"

G_BEGIN_DECLS

/* The default office of palsim on a real WebSocket, in virtual time, and people who are signed in to it with a
 * client each. What fails ends the program and names the test, the method and the case. */
typedef struct _Office Office;
typedef struct _Peer Peer;

Office         *office_open          (void);
void            office_close         (Office *self);
/* A control request, as printf; its answer as one line of JSON. */
char           *office_control       (Office *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void            office_phone         (Office *self, const char *user, const char *what); /* one phone does or will do @what */
void            office_dial          (Office *self, const char *user, const char *number);
void            office_call_from_outside (Office *self, const char *from, const char *to);
/* The time jumps, and everybody hears of what came of it. */
void            office_advance       (Office *self, gint64 ms);
gint64          office_get_time      (Office *self); /* ms since 1970 */

/* Watches everything there is; the password is the user's number, of sa "sa", or what @password says. */
Peer           *office_sign_in       (Office *self, const char *user);
Peer           *office_sign_in_with  (Office *self, const char *tenant, const char *user, const char *password);
gboolean        office_can_sign_in   (Office *self, const char *tenant, const char *user, const char *password);
/* 1002 calls 1003 and they talk; the talker ids. */
typedef struct
{
  char *room, *caller, *callee;
} Talk;
void            office_begin_talk    (Office *self, Peer *watcher, Talk *talk);
void            talk_clear           (Talk *talk);

const char     *peer_get_user        (Peer *self);
/* "key=value" texts as palctl takes them, then NULL. */
PalReply       *peer_call            (Peer *self, PalMethodId method, ...) G_GNUC_NULL_TERMINATED;
void            peer_do              (Peer *self, PalMethodId method, ...) G_GNUC_NULL_TERMINATED;
GError         *peer_call_refused    (Peer *self, PalMethodId method, ...) G_GNUC_NULL_TERMINATED;
/* The whole result as JSON without white space between its parts, as the server wrote it. */
char           *peer_read            (Peer *self, PalMethodId method, ...) G_GNUC_NULL_TERMINATED;
char           *peer_get_property    (Peer *self, const char *extension, const char *name);

/* Events since peer_forget(), or the sign-in; every wait goes on where the one before found its event. */
void            peer_forget          (Peer *self);
const PalEvent *peer_wait_status     (Peer *self, const char *user, int status);
const PalEvent *peer_wait_kind       (Peer *self, PalEventKind kind, const char *part); /* its JSON contains @part */
gboolean        peer_has_kind        (Peer *self, PalEventKind kind, const char *part);

/* Fails the test unless @text contains @part. */
void            proof_contains       (const char *text, const char *part);
void            proof_lacks          (const char *text, const char *part);

/* Tests are named after the method: /effect/METHOD or /reads/METHOD. */
typedef void (*ProofFunc) (Office *office);
void            proof_add            (const char *kind, PalMethodId method, ProofFunc func);
/* A test that every method but login, of those that change something or of those that do not, was added. */
void            proof_add_complete   (const char *kind, gboolean changes);

G_END_DECLS
