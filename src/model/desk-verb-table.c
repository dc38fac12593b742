/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-verb-table.h"

#include <glib/gi18n.h>

#include "model/desk-places.h"

/* --- what shows that it was done ---------------------------------------- */

static gboolean
is_answered (const DeskLeg *leg)
{
  return leg == NULL || leg->was_answered || (leg->is_originator && !leg->own_rings);
}

static gboolean
is_held (const DeskLeg *leg)
{
  return leg == NULL || leg->state == DESK_LEG_HELD;
}

static gboolean
is_talking (const DeskLeg *leg)
{
  return leg == NULL || leg->state == DESK_LEG_TALKING;
}

static gboolean
is_transferring (const DeskLeg *leg)
{
  return leg == NULL || leg->transfer_asked == NULL; /* or it has come to nothing already */
}

static gboolean
is_not_transferring (const DeskLeg *leg)
{
  return leg == NULL || leg->transfer == DESK_TRANSFER_NONE;
}

static gboolean
is_recorded (const DeskLeg *leg)
{
  return leg == NULL || leg->is_recording;
}

static gboolean
is_not_recorded (const DeskLeg *leg)
{
  return leg == NULL || !leg->is_recording;
}

/* --- what is told by the answer ------------------------------------------ */

static void
tell_consult (DeskLegTable *legs, DeskVerbTold told, const char *talker_id, const char *target)
{
  switch (told)
    {
    case DESK_VERB_ASKED: desk_leg_table_ask_transfer (legs, talker_id, target); break;
    case DESK_VERB_ACCEPTED: desk_leg_table_accept_transfer (legs, talker_id, target); break;
    case DESK_VERB_REFUSED: desk_leg_table_end_transfer (legs, talker_id); break;
    }
}

/* Refused, too: there is none to cancel. */
static void
tell_cancel (DeskLegTable *legs, DeskVerbTold told, const char *talker_id, const char *target)
{
  if (told != DESK_VERB_ASKED)
    desk_leg_table_end_transfer (legs, talker_id);
}

static void
tell_join (DeskLegTable *legs, DeskVerbTold told, const char *talker_id, const char *target)
{
  if (told == DESK_VERB_ACCEPTED)
    desk_leg_table_join (legs, talker_id);
}

/* --- the table ---------------------------------------------------------- */

#define STATE(name) (1u << DESK_CALL_STATE_##name)
#define TRANSFER(name) (1u << DESK_TRANSFER_##name)
#define IN_TALK (STATE (TALKING) | STATE (HELD))
#define ALONE TRANSFER (NONE)
#define ANY_TRANSFER (TRANSFER (NONE) | TRANSFER (CALLING) | TRANSFER (CONSULTING))
#define BARGE(hears, says) \
  { PAL_METHOD_BARGE, "tid", NULL, { { "user", DESK_OWN }, { "listen", hears }, { "speak", says } } }

/* clang-format off */
static const DeskVerbRow rows[] = {
  [DESK_VERB_ANSWER] = {
    "answer", N_("Answer"), STATE (RINGING) | STATE (DIALLING), ALONE,
    { { PAL_METHOD_REMOTE_CONTROL, "talker_id", NULL, { { "action", "talk" } }, .is_phone = TRUE } },
    is_answered },
  [DESK_VERB_HOLD] = {
    "hold", N_("Hold"), STATE (TALKING), ALONE,
    { { PAL_METHOD_REMOTE_CONTROL, "talker_id", NULL, { { "action", "hold" } }, .is_phone = TRUE },
      { PAL_METHOD_HOLD, "tid" } },
    is_held },
  [DESK_VERB_RESUME] = {
    "resume", N_("Resume"), STATE (HELD), ALONE,
    { { PAL_METHOD_REMOTE_CONTROL, "talker_id", NULL, { { "action", "talk" } }, .is_phone = TRUE },
      { PAL_METHOD_UNHOLD, "tid" } },
    is_talking },
  /* While a transfer is on, to hang up is to complete it: that has a verb of its own. */
  [DESK_VERB_HANG_UP] = {
    "hang-up", N_("Hang Up"), STATE (RINGING) | STATE (DIALLING) | IN_TALK, ALONE,
    { { PAL_METHOD_DISCONNECT, "tid" } },
    .ends_call = TRUE },
  [DESK_VERB_TRANSFER] = {
    "transfer", N_("Transfer"), IN_TALK, ALONE,
    { { PAL_METHOD_TRANSFER, "tid", "user", { { "mode", "blind" } } } },
    .ends_call = TRUE },
  [DESK_VERB_DEFLECT] = {
    "deflect", N_("Send Elsewhere"), STATE (RINGING), ALONE,
    { { PAL_METHOD_CALL_FORWARD, "rid", "user", .wants_room = TRUE },
      { PAL_METHOD_TRANSFER, "tid", "user", { { "mode", "blind" } } } },
    .ends_call = TRUE },
  [DESK_VERB_CONSULT] = {
    "consult", N_("Ask First"), IN_TALK, ALONE,
    { { PAL_METHOD_TRANSFER, "tid", "user", { { "mode", "attended" } } } },
    is_transferring, .tell = tell_consult },
  [DESK_VERB_COMPLETE] = {
    "complete", N_("Complete Transfer"), IN_TALK, TRANSFER (CALLING) | TRANSFER (CONSULTING),
    { { PAL_METHOD_DISCONNECT, "tid" } },
    .ends_call = TRUE },
  [DESK_VERB_CANCEL] = {
    "cancel", N_("Cancel Transfer"), IN_TALK, TRANSFER (CALLING) | TRANSFER (CONSULTING),
    { { PAL_METHOD_CANCEL_TRANSFER, "tid" } },
    is_not_transferring, .tell = tell_cancel },
  [DESK_VERB_JOIN] = {
    "join", N_("Join All"), IN_TALK, TRANSFER (CONSULTING),
    { { PAL_METHOD_CONFERENCE, "talker_id" } },
    is_not_transferring, .tell = tell_join },
  [DESK_VERB_PARK] = {
    "park", N_("Park"), IN_TALK, ALONE,
    { { PAL_METHOD_PARK, "tid", "number" } },
    .ends_call = TRUE },
  [DESK_VERB_RECORD] = {
    "record", N_("Record"), IN_TALK, ANY_TRANSFER,
    { { PAL_METHOD_START_RECORDING, "tid" } },
    is_recorded },
  [DESK_VERB_STOP_RECORDING] = {
    "stop-recording", N_("Stop Recording"), IN_TALK, ANY_TRANSFER,
    { { PAL_METHOD_STOP_RECORDING, "tid" } },
    is_not_recorded },
  [DESK_VERB_SEND_TONES] = {
    "send-tones", N_("Send Tones"), STATE (TALKING), ANY_TRANSFER,
    { { PAL_METHOD_SEND_DTMF, "talker_id", "signal" } } },

  [DESK_VERB_DIAL] = {
    "dial", N_("Call"), 0, 0,
    { { PAL_METHOD_MAKE_CALL, NULL, "to", { { "user", DESK_OWN }, { "from", DESK_OWN }, { "type", "2" } } } },
    .brings_call = TRUE },
  [DESK_VERB_RETRIEVE] = {
    "retrieve", N_("Retrieve"), 0, 0,
    { { PAL_METHOD_UNPARK, "number", NULL, { { "user", DESK_OWN } } } },
    .is_settled = desk_places_is_free },
  [DESK_VERB_FORWARD] = {
    "forward", N_("Forward"), 0, 0,
    { { PAL_METHOD_CALL_FORWARD, "rid", "user" } },
    .is_settled = desk_places_has_left },
  [DESK_VERB_SEIZE] = {
    "seize", N_("Take Line"), 0, 0,
    { { PAL_METHOD_LINE, "line", NULL, { { "status", "on" } } } },
    .is_settled = desk_places_is_own_line },
  [DESK_VERB_RELEASE] = {
    "release", N_("Free Line"), 0, 0,
    { { PAL_METHOD_LINE, "line", NULL, { { "status", "off" } } } },
    .is_settled = desk_places_is_given_back },
  [DESK_VERB_LISTEN] = { "listen", N_("Listen"), 0, 0, { BARGE ("true", "false") } },
  [DESK_VERB_WHISPER] = { "whisper", N_("Whisper"), 0, 0, { BARGE ("true", "tutor") } },
  [DESK_VERB_BARGE_IN] = { "barge-in", N_("Barge In"), 0, 0, { BARGE ("true", "true") } },
  [DESK_VERB_MESSAGE] = {
    "message", N_("Send Message"), 0, 0,
    { { PAL_METHOD_PN_SEND, "username", "message", { { "type", "user" } } } } },
};
/* clang-format on */

G_STATIC_ASSERT (G_N_ELEMENTS (rows) == DESK_N_VERBS);
G_STATIC_ASSERT (DESK_N_VERBS <= 32); /* bits of DeskVerbs */

const DeskVerbRow *
desk_verb_get (DeskVerb verb)
{
  g_return_val_if_fail (verb < DESK_N_VERBS, NULL);

  return &rows[verb];
}

const char *
desk_verb_get_title (DeskVerb verb)
{
  return _ (desk_verb_get (verb)->title);
}

gboolean
desk_verb_wants_target (DeskVerb verb)
{
  return desk_verb_get (verb)->ways[0].target != NULL;
}
