/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-types.h"

G_BEGIN_DECLS

/* Numbers as in the store. */
typedef enum
{
  DESK_OUTCOME_OPEN,      /* goes on */
  DESK_OUTCOME_ANSWERED,
  DESK_OUTCOME_MISSED,
  DESK_OUTCOME_DECLINED,
  DESK_OUTCOME_ELSEWHERE, /* somebody else took it */
  DESK_OUTCOME_SENT_ON,   /* before it was answered */
  DESK_OUTCOME_UNREACHED, /* outgoing, and never answered */
  DESK_OUTCOME_UNSEEN,    /* not answered when it was last seen */
} DeskOutcome;

/* One line of the call log: a call as it was, or a time in which calls were not seen (is-gap). A call that goes on
 * changes: ::changed. Properties (notify): outcome, is-done (a missed call was returned or put away), starts-day (the
 * first of its day in the list it is in). */
#define DESK_TYPE_LOG_ENTRY (desk_log_entry_get_type ())
G_DECLARE_FINAL_TYPE (DeskLogEntry, desk_log_entry, DESK, LOG_ENTRY, GObject)

gint64        desk_log_entry_get_id            (DeskLogEntry *self);
gboolean      desk_log_entry_get_is_gap        (DeskLogEntry *self);
DeskOutcome   desk_log_entry_get_outcome       (DeskLogEntry *self);
DeskDirection desk_log_entry_get_direction     (DeskLogEntry *self);
gboolean      desk_log_entry_get_is_answered   (DeskLogEntry *self);
gboolean      desk_log_entry_get_is_done       (DeskLogEntry *self);
gboolean      desk_log_entry_get_is_recorded   (DeskLogEntry *self);
gboolean      desk_log_entry_get_is_monitor    (DeskLogEntry *self); /* I listened to others */
gboolean      desk_log_entry_get_starts_day    (DeskLogEntry *self);
/* Texts are NULL when there is none; the name is the number when nobody has one. */
const char   *desk_log_entry_get_number        (DeskLogEntry *self);
const char   *desk_log_entry_get_name          (DeskLogEntry *self);
const char   *desk_log_entry_get_pbx_name      (DeskLogEntry *self); /* as the PBX called them */
const char   *desk_log_entry_get_queue         (DeskLogEntry *self);
const char   *desk_log_entry_get_queue_name    (DeskLogEntry *self);
/* Who took it instead, or answered behind the group that was called. */
const char   *desk_log_entry_get_taken_by      (DeskLogEntry *self);
const char   *desk_log_entry_get_taken_by_name (DeskLogEntry *self);
/* To whom it was transferred, or (is-parked) in which slot it was put. */
gboolean      desk_log_entry_get_is_parked     (DeskLogEntry *self);
const char   *desk_log_entry_get_sent_to       (DeskLogEntry *self);
const char   *desk_log_entry_get_sent_to_name  (DeskLogEntry *self);
const char   *desk_log_entry_get_recording     (DeskLogEntry *self); /* its id, where the PBX told */
const char   *desk_log_entry_get_talker_id     (DeskLogEntry *self);
const char   *desk_log_entry_get_room_id       (DeskLogEntry *self);
/* Real µs, 0 when not known. A gap is from start to end. */
gint64        desk_log_entry_get_started_at    (DeskLogEntry *self);
gint64        desk_log_entry_get_answered_at   (DeskLogEntry *self);
gint64        desk_log_entry_get_ended_at      (DeskLogEntry *self);
gint64        desk_log_entry_get_duration      (DeskLogEntry *self); /* ms of talk; -1 when not known */
int           desk_log_entry_get_rescode       (DeskLogEntry *self); /* 0 when not told */
int           desk_log_entry_get_q850          (DeskLogEntry *self);
int           desk_log_entry_get_phone_index   (DeskLogEntry *self); /* -1 when not told */

G_END_DECLS
