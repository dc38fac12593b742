/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-call.h"
#include "model/desk-caller.h"
#include "model/desk-finder.h"
#include "model/desk-line.h"
#include "model/desk-flight.h"
#include "model/desk-log.h"
#include "model/desk-mirror.h"
#include "model/desk-monitor.h"
#include "model/desk-notes.h"
#include "model/desk-numbers.h"
#include "model/desk-operation.h"
#include "model/desk-outbox.h"
#include "model/desk-park.h"
#include "model/desk-phonebooks.h"
#include "model/desk-presence-model.h"
#include "model/desk-queue.h"
#include "model/desk-voicemail.h"
#include "model/desk-wait.h"
#include "store/store-account.h"
#include "store/store-database.h"

G_BEGIN_DECLS

/* The root object of one signed-in account, given to every window. Owns the client, the router, the leg
 * table and the models.
 * Properties (notify): state (PalClientState), stop-reason, role, own (DeskExtension of the person, or NULL); the models.
 * ::operation-failed (DeskOperation*): for a toast. ::message (const char *text): the PBX says something, or
 * something that was waited for has come. ::text-not-sent (extension, text): for copying it. */
#define DESK_TYPE_SESSION (desk_session_get_type ())
G_DECLARE_FINAL_TYPE (DeskSession, desk_session, DESK, SESSION, GObject)

/* @clock and @transport (a PalClock, a PalTransport) are NULL but in tests; @database may be NULL. */
DeskSession       *desk_session_new              (StoreAccount *account, StoreDatabase *database, gpointer clock, gpointer transport);
StoreAccount      *desk_session_get_account      (DeskSession *self);
void               desk_session_sign_in          (DeskSession *self, const char *password); /* password is copied and wiped later */
void               desk_session_sign_out         (DeskSession *self);
void               desk_session_try_now          (DeskSession *self);
void               desk_session_use_here         (DeskSession *self); /* after another login took the place */

PalClientState     desk_session_get_state        (DeskSession *self);
PalStopReason      desk_session_get_stop_reason  (DeskSession *self);
const GError      *desk_session_get_reason       (DeskSession *self);
gint64             desk_session_get_retry_at     (DeskSession *self); /* monotonic µs, 0 when not Waiting */
gint64             desk_session_get_stale_since  (DeskSession *self); /* real µs of the last Ready moment, 0 while Ready */
gint64             desk_session_get_now          (DeskSession *self); /* monotonic µs of the session's clock */
PalRole            desk_session_get_role         (DeskSession *self);
gboolean           desk_session_can              (DeskSession *self, PalMethodId method);
/* While stopped by a certificate. */
GTlsCertificate   *desk_session_get_peer_certificate (DeskSession *self, GTlsCertificateFlags *errors);
char              *desk_session_dup_peer_fingerprint (DeskSession *self);
void               desk_session_trust_peer       (DeskSession *self); /* pins it in the account and goes on */

DeskPresenceModel *desk_session_get_colleagues   (DeskSession *self);
DeskCallModel     *desk_session_get_calls        (DeskSession *self);
DeskFinder        *desk_session_get_finder       (DeskSession *self);
DeskParkModel     *desk_session_get_parks        (DeskSession *self);
DeskLineModel     *desk_session_get_lines        (DeskSession *self);
DeskQueueModel    *desk_session_get_queues       (DeskSession *self);
DeskMonitor       *desk_session_get_monitor      (DeskSession *self);
DeskVoicemail     *desk_session_get_voicemail    (DeskSession *self); /* NULL for sa, who has no box */
DeskWaitModel     *desk_session_get_waits        (DeskSession *self);
DeskFlightModel   *desk_session_get_flights      (DeskSession *self);
DeskLog           *desk_session_get_log          (DeskSession *self);
DeskPhonebooks    *desk_session_get_phonebooks   (DeskSession *self);
DeskMirror        *desk_session_get_mirror       (DeskSession *self);
DeskCaller        *desk_session_get_caller       (DeskSession *self);
PalClient         *desk_session_get_client       (DeskSession *self); /* for files in and out */
DeskNotes         *desk_session_get_notes        (DeskSession *self);
DeskOutbox        *desk_session_get_outbox       (DeskSession *self);
DeskNumbers       *desk_session_get_numbers      (DeskSession *self); /* by them every number below goes that is called */

/* Verbs (desk-verb-table.h). Each gives the operation (borrowed by the session until it ends), or NULL when it is
 * not possible now. A second press while one is pending does nothing. @target is what the row wants: an extension or
 * number, a park slot, tones; else NULL. */
DeskOperation     *desk_session_run              (DeskSession *self, DeskVerb verb, DeskCall *call, const char *target);
/* On something else than a call of mine: @subject is a slot, room, line, leg or user, as the row wants it. */
DeskOperation     *desk_session_ask              (DeskSession *self, DeskVerb verb, const char *subject, const char *target);
DeskOperation     *desk_session_dial             (DeskSession *self, const char *number);
/* A number that was sent before: as it is, by no rule. */
DeskOperation     *desk_session_dial_again       (DeskSession *self, const char *number);
/* What pressing a line does now, and on which call of mine (NULL: none); FALSE when nothing. */
gboolean           desk_session_find_line_verb   (DeskSession *self, DeskLine *line, DeskVerb *verb, DeskCall **call);
DeskOperation     *desk_session_press_line       (DeskSession *self, DeskLine *line);
DeskOperation     *desk_session_park_next        (DeskSession *self, DeskCall *call); /* in the next free slot */
DeskOperation     *desk_session_retrieve_oldest  (DeskSession *self);
DeskOperation     *desk_session_pick_up          (DeskSession *self, const char *room_id); /* who queues, to my phone */
/* In a slot, a queue or on a line: the name, "" when it is not known; NULL: nobody waits there. */
const char        *desk_session_find_who_waits   (DeskSession *self, const char *room_id);
gboolean           desk_session_may              (DeskSession *self, DeskVerb verb); /* the login, at all */

/* Waits for a busy colleague; borrowed, NULL when it is not possible. One wait a target and kind (the one there is is
 * given again), but any number of callers: with TRANSFER, @call is parked at the next free slot, at once. It expires
 * after an hour, and is kept when the program ends. */
DeskWait          *desk_session_wait_for         (DeskSession *self, const char *extension_number, DeskWaitKind kind, DeskCall *call);
DeskWait          *desk_session_wait_at          (DeskSession *self, const char *extension_number, DeskCall *call, const char *slot);
gboolean           desk_session_confirm_wait     (DeskSession *self, DeskWait *wait); /* calls; FALSE: no longer free */
/* Calls back who was lost. NULL when that is not possible. */
DeskOperation     *desk_session_reclaim          (DeskSession *self, DeskFlight *flight);

/* A short message to the phones of a colleague (desk-text.h makes it from a template). Where it cannot be sent or is
 * refused, ::text-not-sent gives it back. With a verb it goes once events have shown that the verb was done; NULL
 * when the verb is not possible. */
DeskOperation     *desk_session_send_text        (DeskSession *self, const char *extension, const char *text);
DeskOperation     *desk_session_run_with_text    (DeskSession *self, DeskVerb verb, DeskCall *call, const char *target,
                                                  const char *extension, const char *text);
DeskOperation     *desk_session_park_with_text   (DeskSession *self, DeskCall *call, const char *slot, const char *extension, const char *text);

/* The number that is dialled for the voicemail: it has no name of its own. Property: voicemail-number. */
void               desk_session_set_voicemail_number (DeskSession *self, const char *number);
void               desk_session_set_favourite    (DeskSession *self, DeskExtension *extension, gboolean is_favourite);
/* All of them in their order; those @numbers leaves out come last. */
void               desk_session_order_favourites (DeskSession *self, const char *const *numbers);
GPtrArray         *desk_session_list_favourites  (DeskSession *self); /* of DeskExtension, in their order; transfer full */
void               desk_session_set_alias        (DeskSession *self, DeskExtension *extension, const char *alias);

G_END_DECLS
