/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sequences of events of which calls are made, each with what the leg table must say at each step.
 *
 * "A:1(r1,t1) >B c #2 486/17" is an event: user, code, room, talker, then what there is of other number,
 * role, phone index and reasons. "rec t1 on", "queue 700 r1 on" are the other kinds; "ask t1 C",
 * "accept t1 C", "end t1", "join t1", "dialled 17" what answers tell; "line" and "known" the begin and end of a snapshot;
 * "~30" lets seconds pass.
 * "?A talking" asks how a user is shown, "?t1 held >B transfer=calling:C" what is true of a leg. */
#include "config.h"

#include <string.h>

#include "model/desk-leg-table.h"

#define SECOND G_USEC_PER_SEC

typedef struct
{
  DeskLegTable *table;
  gint64 now;
  const char *line; /* being looked at */
} Run;

static void
feed_status (Run *run, char **words)
{
  PalStatusEvent event = { .user = "",
                           .room_id = "",
                           .user_name = "",
                           .other_name = "",
                           .log_id = "",
                           .role = "",
                           .rec = "",
                           .rescode = "",
                           .disconnected_by = "",
                           .q850code = "",
                           .phone_index = -1 };
  g_auto (GStrv) parts = g_strsplit_set (words[0], ":(,)", -1);

  g_assert_cmpuint (g_strv_length (parts), ==, 5);
  event.user = parts[0];
  event.status = atoi (parts[1]);
  event.room_id = parts[2];
  event.talker_id = parts[3];
  for (guint i = 1; words[i] != NULL; i++)
    {
      char *slash = strchr (words[i], '/');

      if (words[i][0] == '>')
        event.other_number = words[i] + 1;
      else if (words[i][0] == '#')
        event.phone_index = atoi (words[i] + 1);
      else if (g_str_has_prefix (words[i], "log="))
        event.log_id = words[i] + 4;
      else if (slash != NULL)
        {
          *slash = '\0';
          event.rescode = words[i];
          event.q850code = slash + 1;
        }
      else
        event.role = words[i];
    }
  desk_leg_table_status (run->table, &event, run->now, run->now);
}

static void
feed (Run *run, char **words)
{
  const char *what = words[0], *talker = words[0] != NULL ? words[1] : NULL;

  if (what[0] == '~')
    run->now += atoi (what + 1) * SECOND;
  else if (g_str_equal (what, "line"))
    desk_leg_table_begin_snapshot (run->table);
  else if (g_str_equal (what, "known"))
    desk_leg_table_end_snapshot (run->table, run->now);
  else if (g_str_equal (what, "rec"))
    desk_leg_table_recording (run->table,
                              &(PalCallRecordingEvent){ "", talker, g_str_equal (words[2], "on") });
  else if (g_str_equal (what, "queue"))
    desk_leg_table_queue (run->table, &(PalQueueEvent){ words[1], words[2], g_str_equal (words[3], "on") });
  else if (g_str_equal (what, "ask"))
    desk_leg_table_ask_transfer (run->table, talker, words[2]);
  else if (g_str_equal (what, "accept"))
    desk_leg_table_accept_transfer (run->table, talker, words[2]);
  else if (g_str_equal (what, "end"))
    desk_leg_table_end_transfer (run->table, talker);
  else if (g_str_equal (what, "dialled"))
    desk_leg_table_dialled (run->table, talker);
  else if (g_str_equal (what, "join"))
    desk_leg_table_join (run->table, talker);
  else
    feed_status (run, words);
}

static const char *
show_presence (Run *run, const char *number)
{
  static const char *const names[]
      = { "free", "ringing", "dialling", "talking", "hold", "unknown", "offline" };
  DeskUser *user = desk_leg_table_find_user (run->table, number);
  const DeskLeg *leg;
  gint64 since;

  return user != NULL ? names[desk_user_get_presence (user, &leg, &since)] : "unknown";
}

/* Everything that is true of a leg, a word each. */
static char **
describe (Run *run, const DeskLeg *leg)
{
  static const char *const states[] = { "called", "dialling", "ringing", "talking", "held", "gone" };
  static const char *const others[] = { "", "other=ringing", "other=talking", "other=holding" };
  GStrvBuilder *builder = g_strv_builder_new ();
  g_autofree char *number = g_strdup_printf (">%s", leg->other_number);
  g_autofree char *room = g_strdup_printf ("room=%s", leg->room_id);
  g_autofree char *transfer = g_strdup_printf (
      "transfer=%s:%s", leg->transfer == DESK_TRANSFER_CALLING ? "calling" : "consulting", leg->transfer_to);
  g_autofree char *waiting = g_strdup_printf ("waiting=%s", leg->waiting_number);
  g_autofree char *queue = g_strdup_printf ("queue=%s", leg->queue);
  g_autofree char *age = g_strdup_printf ("age=%d", (int)((run->now - leg->since) / SECOND));
  g_autofree char *talk = g_strdup_printf ("talk=%d", (int)((run->now - leg->started) / SECOND));
  char **words;

  g_strv_builder_add_many (builder, states[leg->state], number, room, age, NULL);
  g_strv_builder_add (builder, leg->direction == DESK_DIRECTION_OUTGOING ? "out" : "in");
  g_strv_builder_add (builder, others[desk_leg_get_other_state (leg)]);
  g_strv_builder_add (builder, leg->transfer != DESK_TRANSFER_NONE ? transfer : "alone");
  g_strv_builder_add (builder, leg->waiting_number != NULL ? waiting : "nobody-waits");
  g_strv_builder_add (builder, leg->is_recording ? "recorded" : "unrecorded");
  g_strv_builder_add (builder, desk_leg_is_in_conference (leg) ? "conference" : "no-conference");
  g_strv_builder_add (builder, leg->is_monitor ? "hears" : "party");
  if (leg->own_rings)
    g_strv_builder_add (builder, "own-rings");
  if (leg->queue != NULL)
    g_strv_builder_add (builder, queue);
  if (leg->started != 0)
    g_strv_builder_add (builder, talk);
  words = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return words;
}

static void
ask (Run *run, char **words)
{
  const char *subject = words[0] + 1;
  const DeskLeg *leg = desk_leg_table_find (run->table, subject);
  g_auto (GStrv) truth = NULL;

  if (leg == NULL && g_ascii_isupper (*subject))
    {
      if (!g_str_equal (show_presence (run, subject), words[1]))
        g_error ("%s: %s is shown as %s", run->line, subject, show_presence (run, subject));
      return;
    }
  if (leg == NULL)
    {
      g_assert_cmpstr (words[1], ==, "none");
      return;
    }
  truth = describe (run, leg);
  for (guint i = 1; words[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *)truth, words[i]))
      {
        g_autofree char *text = g_strjoinv (" ", truth);

        g_error ("%s: no %s, but %s", run->line, words[i], text);
      }
}

static void
play (const char *const *lines)
{
  Run run = { desk_leg_table_new (), 1000 * SECOND };

  desk_leg_table_set_own (run.table, "A");
  for (; *lines != NULL; lines++)
    {
      g_auto (GStrv) words = g_strsplit (*lines, " ", -1);

      run.line = *lines;
      if (words[0][0] == '?')
        ask (&run, words);
      else
        feed (&run, words);
    }
  desk_leg_table_settle (run.table);
  desk_leg_table_free (run.table);
}

#define SEQUENCE(name, ...) { name, { __VA_ARGS__, NULL } }
#define MAX_LINES 48
/* A and B in a talk, A having called. */
#define TALK "A:1(r1,t1) >B", "B:0(r1,t2) >A", "B:65(r1,t2) >A", "B:2(r1,t2) >A", "A:14(r1,t1) >B"
/* A with somebody outside who called. */
#define OUTSIDE "A:0(r1,t1) >031", "A:65(r1,t1) >031", "A:2(r1,t1) >031"

/* clang-format off */
static const struct { const char *name; const char *lines[MAX_LINES]; } sequences[] = {
  /* --- 6.1: an internal call --- */
  SEQUENCE ("internal/answered",
            "A:1(r1,t1) >B", "?A dialling", "?t1 dialling out >B", "B:0(r1,t2) >A", "?t2 called in",
            "?t1 other=ringing", "B:65(r1,t2) >A", "?B ringing", "?t1 other=ringing", "B:2(r1,t2) >A",
            "A:14(r1,t1) >B", "?t1 talking other=talking", "?t2 talking in >A", "~5", "?t1 talk=5 age=5",
            "A:12(r1,t1)", "B:12(r1,t2)", "?A talking", "A:-1(r1,t1) 200/16", "B:-1(r1,t2) 200/16",
            "?A unknown", "?t1 none"),
  SEQUENCE ("internal/answer-told-first",
            "A:1(r1,t1) >B", "B:65(r1,t2) >A", "A:14(r1,t1) >B", "?t1 talking party", "B:2(r1,t2) >A",
            "?t1 other=talking", "?t2 talking party"),
  SEQUENCE ("internal/busy", "A:1(r1,t1) >B", "A:-1(r1,t1) 486/17", "?t1 none", "?A unknown"),
  SEQUENCE ("internal/no-answer",
            "A:1(r1,t1) >B", "B:0(r1,t2) >A", "B:65(r1,t2) >A", "B:-1(r1,t2) 480/19", "A:-1(r1,t1) 480/19",
            "?A unknown", "?B unknown"),
  SEQUENCE ("internal/given-up",
            "A:1(r1,t1) >B", "B:65(r1,t2) >A", "A:-1(r1,t1) 487/16", "?B ringing", "B:-1(r1,t2) 487/16",
            "?B unknown"),
  SEQUENCE ("internal/several-phones",
            "A:1(r1,t1) >B", "B:0(r1,t2) >A #1", "B:65(r1,t2) >A #1", "B:0(r1,t3) >A #2",
            "B:65(r1,t3) >A #2",
            "B:2(r1,t3) >A #2", "B:-1(r1,t2) 200/26", "A:14(r1,t1) >B", "?t3 talking party", "?B talking",
            "?t1 other=talking alone"),
  SEQUENCE ("internal/straight-end",
            TALK, "A:-1(r1,t1)", "?t2 talking", "B:-1(r1,t2)", "?B unknown"),

  /* --- 6.2: from and to the outside --- */
  SEQUENCE ("outside/in", "B:0(r1,t1) >031", "B:65(r1,t1) >031", "?B ringing", "B:2(r1,t1) >031",
            "?t1 talking in >031 alone", "B:-1(r1,t1) 200/16", "?B unknown"),
  SEQUENCE ("outside/out", "A:1(r1,t1) >031", "?t1 dialling out", "A:14(r1,t1) >031", "?t1 talking out",
            "A:-1(r1,t1)"),
  SEQUENCE ("outside/early-media", "A:1(r1,t1) >031", "~60", "?t1 dialling age=60", "A:-1(r1,t1)",
            "?t1 none"),

  /* --- 6.3: makeCall --- */
  SEQUENCE ("make-call/2", "A:0(r1,t1) >B c", "?t1 dialling out", "A:65(r1,t1) >B c",
            "?t1 dialling own-rings",
            "A:2(r1,t1) >B c", "?t1 dialling", "B:0(r1,t2) >A s", "B:65(r1,t2) >A s", "?t1 other=ringing",
            "B:2(r1,t2) >A s", "?t1 talking out other=talking", "A:14(r1,t1) >B c", "?t1 talking talk=0"),
  SEQUENCE ("make-call/2-new-room", "A:0(r1,t1) >B c", "A:2(r1,t1) >B c", "B:65(r2,t2) >A s",
            "B:2(r2,t2) >A s",
            "?t1 dialling", "A:16(r2,t1) >B", "?t1 talking room=r2 other=talking alone"),
  SEQUENCE ("make-call/2-own-refuses", "A:0(r1,t1) >B c", "A:65(r1,t1) >B c", "A:-1(r1,t1) 603/21",
            "?A unknown"),
  SEQUENCE ("make-call/1", "A:0(r1,t1) >B c", "A:65(r1,t1) >B c", "B:0(r1,t2) >A s", "B:65(r1,t2) >A s",
            "A:2(r1,t1) >B c", "?t1 dialling", "B:2(r1,t2) >A s", "?t1 talking", "A:14(r1,t1) >B c",
            "?t1 talking"),
  SEQUENCE ("make-call/1-other-first", "A:0(r1,t1) >B c", "A:65(r1,t1) >B c", "B:65(r1,t2) >A s",
            "B:2(r1,t2) >A s", "?t1 dialling own-rings", "A:2(r1,t1) >B c", "?t1 talking"),
  SEQUENCE ("make-call/several", "A:0(r1,t1) c", "A:2(r1,t1) c", "B:65(r1,t2) >A s", "C:65(r1,t3) >A s",
            "C:2(r1,t3) >A s", "B:-1(r1,t2)", "A:14(r1,t1) >C", "?t1 talking other=talking alone",
            "?t3 party"),

  SEQUENCE ("make-call/no-role", "dialled 17", "A:0(r1,t1) >B log=17", "?t1 dialling out",
            "A:65(r1,t1) >B log=17", "?t1 dialling own-rings", "A:2(r1,t1) >B log=17", "?t1 dialling",
            "B:65(r1,t2) >A log=17", "?t2 ringing in", "B:2(r1,t2) >A log=17", "?t1 talking out", "A:-1(r1,t1)"),
  SEQUENCE ("make-call/no-role-answer-last", "A:0(r1,t1) >B log=17", "A:65(r1,t1) >B log=17", "?t1 ringing in",
            "A:2(r1,t1) >B log=17", "?t1 talking", "dialled 17", "?t1 dialling out", "B:65(r1,t2) >A log=17",
            "B:2(r1,t2) >A log=17", "?t1 talking out other=talking"),
  SEQUENCE ("make-call/no-role-ringing", "A:65(r1,t1) >B log=17", "dialled 17", "?t1 dialling out own-rings"),
  SEQUENCE ("make-call/rung-back", "dialled 17", "A:0(r1,t1) >B c log=17", "A:2(r1,t1) >B c log=17",
            "B:2(r1,t2) >A s log=17", "A:-1(r1,t1) log=17", "A:0(r1,t4) >B log=17", "A:65(r1,t4) >B log=17",
            "?t4 ringing in"),

  /* A code that picks up what rings, or a park number: the leg goes over into that call. */
  SEQUENCE ("make-call/pick-up", "C:0(r1,t3) >031", "C:65(r1,t3) >031", "A:0(r2,t1) >*C c", "A:65(r2,t1) >*C c",
            "A:2(r2,t1) >*C c", "?t1 dialling room=r2", "A:14(r1,t1) >031 c", "?t1 talking >031 room=r1 alone party",
            "C:-1(r1,t3) 200/26", "?t1 talking >031 alone party no-conference", "?C unknown", "A:-1(r1,t1)", "?t1 none"),
  SEQUENCE ("make-call/pick-up-16", "C:65(r1,t3) >031", "A:0(r2,t1) >*C c", "A:2(r2,t1) >*C c", "A:16(r1,t1) >031",
            "C:-1(r1,t3) 200/26", "?t1 talking >031 room=r1 alone party"),
  SEQUENCE ("make-call/pick-up-internal", "D:1(r1,t4) >C", "C:0(r1,t3) >D", "C:65(r1,t3) >D", "A:0(r2,t1) >*C c",
            "A:65(r2,t1) >*C c", "A:2(r2,t1) >*C c", "A:14(r1,t1) >D c", "D:14(r1,t4) >A", "C:-1(r1,t3) 200/26",
            "?t1 talking >D other=talking alone party", "?t4 talking >A other=talking alone party", "A:-1(r1,t1)",
            "D:-1(r1,t4)", "?A unknown", "?D unknown"),
  SEQUENCE ("make-call/park-number", TALK, "B:30(r1,t2) >A", "A:-1(r1,t1)", "D:0(r2,t4) >701 c",
            "D:65(r2,t4) >701 c", "D:2(r2,t4) >701 c", "D:14(r1,t4) >B c", "B:21(r1,t2) >D",
            "?t4 talking >B room=r1 other=talking alone", "?t2 talking >D other=talking"),

  /* --- 6.4: hold --- */
  SEQUENCE ("hold", TALK, "~10", "A:35(r1,t1) >B", "?t1 held age=0 talk=10 >B",
            "?t2 talking other=holding", "~3",
            "A:36(r1,t1) >B", "?t1 talking age=0 talk=13", "?t2 other=talking", "B:35(r1,t2) >A",
            "?t1 other=holding"),

  /* --- 6.5: transfers --- */
  SEQUENCE ("transfer/blind", TALK, "C:0(r1,t3) >B", "C:65(r1,t3) >B", "?t1 alone", "A:12(r1,t1)",
            "A:-1(r1,t1)",
            "C:2(r1,t3) >B", "B:14(r1,t2) >C", "?t2 talking >C other=talking", "?t3 talking party"),
  SEQUENCE ("transfer/blind-lost", TALK, "C:0(r1,t3) >B", "A:-1(r1,t1)", "C:65(r1,t3) >B",
            "C:-1(r1,t3) 480/19",
            "A:0(r1,t4) >B", "A:48(r1,t4) >B", "A:65(r1,t4) >B", "?t4 ringing in >B", "A:2(r1,t4) >B",
            "?t4 talking alone other=talking"),
  SEQUENCE ("transfer/attended", TALK, "ask t1 C", "accept t1 C", "?t1 transfer=calling:C >B waiting=B",
            "A:35(r1,t1) >B", "?t1 held", "C:0(r1,t3) >A", "C:65(r1,t3) >A",
            "?t1 transfer=calling:C other=talking",
            "C:2(r1,t3) >A", "?t1 transfer=consulting:C", "A:47(r1,t1) >C", "A:16(r1,t1) >C",
            "?t1 talking >C transfer=consulting:C waiting=B", "?t2 other=holding", "?t3 party",
            "A:-1(r1,t1)", "B:14(r1,t2) >C", "C:14(r1,t3) >B", "?t2 talking other=talking alone"),
  SEQUENCE ("transfer/attended-new-room", TALK, "ask t1 C", "accept t1 C", "A:35(r1,t1)", "C:65(r1,t3) >A",
            "C:2(r1,t3) >A", "A:16(r1,t1) >C", "?t1 transfer=consulting:C", "A:-1(r1,t1)", "B:16(r2,t2) >C",
            "C:16(r2,t3) >B", "?t2 room=r2 alone other=talking", "?t3 room=r2 >B"),
  SEQUENCE ("transfer/without-codes", TALK, "ask t1 C", "accept t1 C", "C:65(r1,t3) >A", "C:2(r1,t3) >A",
            "?t1 transfer=consulting:C waiting=B", "C:-1(r1,t3)", "?t1 alone >B"),
  SEQUENCE ("transfer/answer-last", TALK, "ask t1 C", "A:35(r1,t1) >B", "C:0(r1,t3) >A",
            "?t1 transfer=calling:C",
            "C:65(r1,t3) >A", "C:2(r1,t3) >A", "A:47(r1,t1) >C", "A:16(r1,t1) >C", "accept t1 C",
            "?t1 transfer=consulting:C waiting=B"),
  SEQUENCE ("transfer/over-before-answer", TALK, "ask t1 C", "A:35(r1,t1) >B", "C:0(r1,t3) >A",
            "C:-1(r1,t3) 486/17", "A:48(r1,t1) >B", "A:36(r1,t1) >B", "accept t1 C",
            "?t1 talking alone >B"),
  SEQUENCE ("transfer/cancelled", TALK, "ask t1 C", "accept t1 C", "A:35(r1,t1) >B", "C:65(r1,t3) >A",
            "C:2(r1,t3) >A", "A:16(r1,t1) >C", "end t1", "?t1 alone >B", "C:-1(r1,t3)", "A:36(r1,t1) >B",
            "?t1 talking alone >B other=talking no-conference"),
  SEQUENCE ("transfer/cancel-events-first", TALK, "ask t1 C", "accept t1 C", "A:35(r1,t1)",
            "C:65(r1,t3) >A",
            "C:2(r1,t3) >A", "A:16(r1,t1) >C", "A:36(r1,t1) >B", "C:-1(r1,t3)", "end t1",
            "?t1 talking alone >B no-conference"),
  SEQUENCE ("transfer/cancel-without-number", TALK, "ask t1 C", "accept t1 C", "C:65(r1,t3) >A",
            "C:2(r1,t3) >A",
            "A:16(r1,t1) >C", "C:-1(r1,t3)", "?t1 alone >B", "A:36(r1,t1)", "?t1 talking >B no-conference"),
  SEQUENCE ("transfer/refused-by-target", OUTSIDE, "ask t1 C", "accept t1 C", "A:35(r1,t1)",
            "C:0(r1,t3) >A",
            "C:65(r1,t3) >A", "C:-1(r1,t3) 603/21", "?t1 held alone >031", "A:48(r1,t1) >031",
            "A:36(r1,t1) >031",
            "?t1 talking alone >031"),
  SEQUENCE ("transfer/several-phones", OUTSIDE, "ask t1 C", "accept t1 C", "C:65(r1,t3) >A #1",
            "C:65(r1,t4) >A #2", "C:-1(r1,t3)", "?t1 transfer=calling:C", "C:2(r1,t4) >A",
            "?t1 transfer=consulting:C", "C:-1(r1,t4)", "?t1 alone"),
  SEQUENCE ("transfer/others-stop-first", OUTSIDE, "ask t1 C", "accept t1 C", "C:65(r1,t3) >A #1",
            "C:65(r1,t4) >A #2", "C:2(r1,t4) >A", "C:-1(r1,t3)", "?t1 transfer=consulting:C"),
  SEQUENCE ("transfer/to-a-group", OUTSIDE, "ask t1 600", "accept t1 600", "A:35(r1,t1)", "C:65(r1,t3) >A",
            "D:65(r1,t4) >A", "D:2(r1,t4) >A", "C:-1(r1,t3)", "?t1 transfer=consulting:D waiting=031"),
  SEQUENCE ("transfer/to-the-outside", TALK, "ask t1 090", "A:35(r1,t1)", "accept t1 090",
            "?t1 transfer=calling:090", "A:47(r1,t1) >090", "A:16(r1,t1) >090",
            "?t1 transfer=consulting:090 waiting=B talking", "A:36(r1,t1) >B", "?t1 alone >B"),
  SEQUENCE ("transfer/held-meanwhile", TALK, "ask t1 C", "accept t1 C", "C:65(r1,t3) >A", "C:2(r1,t3) >A",
            "A:47(r1,t1) >C", "A:16(r1,t1) >C", "A:35(r1,t1) >C", "?t1 held transfer=consulting:C",
            "A:36(r1,t1) >C", "?t1 talking transfer=consulting:C", "A:36(r1,t1) >B", "?t1 alone"),
  SEQUENCE ("transfer/same-person-twice", "A:14(r1,t1) >B", "B:2(r1,t2) >A", "ask t1 B", "accept t1 B", "A:35(r1,t1) >B",
            "B:65(r1,t3) >A", "B:2(r1,t3) >A", "A:16(r1,t1) >B", "?t1 transfer=consulting:B", "line", "A:16(r1,t1) >B",
            "B:2(r1,t2) >A", "B:2(r1,t3) >A", "known", "?t1 transfer=consulting:B", "B:-1(r1,t2)", "?t1 alone"),
  SEQUENCE ("transfer/third-leaves", TALK, "ask t1 C", "accept t1 C", "A:35(r1,t1) >B", "C:65(r1,t3) >A",
            "C:2(r1,t3) >A", "A:16(r1,t1) >C", "B:-1(r1,t2)", "?t1 talking alone >C other=talking"),
  SEQUENCE ("transfer/by-the-phone", TALK, "A:35(r1,t1) >B", "C:0(r1,t3) >A", "?t1 transfer=calling:C",
            "C:65(r1,t3) >A", "C:2(r1,t3) >A", "?t1 transfer=consulting:C", "A:-1(r1,t1)", "?t3 talking"),
  SEQUENCE ("transfer/by-the-phone-hold-second", OUTSIDE, "C:0(r1,t3) >A", "A:35(r1,t1) >031",
            "?t1 transfer=calling:C waiting=031", "A:36(r1,t1) >031", "?t1 alone"),
  SEQUENCE ("transfer/by-the-other", TALK, "B:35(r1,t2) >A", "C:0(r1,t3) >B", "C:65(r1,t3) >B",
            "?t2 transfer=calling:C", "?t1 alone other=holding", "C:2(r1,t3) >B", "B:47(r1,t2) >C",
            "B:16(r1,t2) >C", "?t1 talking >B other=holding alone", "?t2 transfer=consulting:C",
            "B:-1(r1,t2)", "A:14(r1,t1) >C", "C:14(r1,t3) >A", "?t1 talking >C other=talking"),
  SEQUENCE ("transfer/conference", TALK, "ask t1 C", "accept t1 C", "A:35(r1,t1) >B", "C:65(r1,t3) >A",
            "C:2(r1,t3) >A", "A:47(r1,t1) >C", "A:16(r1,t1) >C", "join t1", "?t1 alone conference",
            "A:36(r1,t1)", "?t1 talking conference", "?t2 conference", "?t3 conference party",
            "B:12(r1,t2)", "B:-1(r1,t2)", "A:14(r1,t1) >C", "C:14(r1,t3) >A",
            "?t1 no-conference >C other=talking"),
  SEQUENCE ("transfer/conference-events-first", TALK, "ask t1 C", "accept t1 C", "C:65(r1,t3) >A",
            "C:2(r1,t3) >A", "A:16(r1,t1) >C", "A:36(r1,t1)", "?t1 alone conference", "join t1",
            "?t1 conference"),
  SEQUENCE ("transfer/conference-with-outside", OUTSIDE, "ask t1 C", "accept t1 C", "C:65(r1,t3) >A",
            "C:2(r1,t3) >A", "A:16(r1,t1) >C", "join t1", "A:36(r1,t1)", "?t1 conference", "?t3 conference",
            "C:-1(r1,t3)", "?t1 no-conference", "A:14(r1,t1) >031", "?t1 talking >031"),
  SEQUENCE ("transfer/deflect", "A:0(r1,t1) >B", "A:65(r1,t1) >B", "C:0(r1,t3) >B", "A:-1(r1,t1) 200/26",
            "C:65(r1,t3) >B", "?A unknown", "?C ringing"),

  /* --- 6.6: parks --- */
  SEQUENCE ("park/parked", TALK, "B:30(r1,t2) >A", "A:-1(r1,t1)", "?B talking", "D:0(r1,t4) >B",
            "D:65(r1,t4) >B",
            "?t4 ringing alone", "D:2(r1,t4) >B", "B:21(r1,t2) >D", "?t2 talking >D other=talking",
            "?t4 talking party"),
  SEQUENCE ("park/dialled", TALK, "B:30(r1,t2) >A", "A:-1(r1,t1)", "D:1(r1,t4) >B", "D:14(r1,t4) >B",
            "B:21(r1,t2) >D", "?t4 talking out", "?t2 talking >D"),
  SEQUENCE ("park/parker-is-told", TALK, "A:30(r1,t1)", "?t1 talking", "A:-1(r1,t1)", "?A unknown",
            "B:-1(r1,t2)"),
  SEQUENCE ("park/returns", TALK, "B:30(r1,t2) >A", "A:-1(r1,t1)", "~120", "A:0(r1,t3) >B",
            "A:65(r1,t3) >B",
            "?t3 ringing in", "A:2(r1,t3) >B", "B:21(r1,t2) >A", "?t3 talking alone"),
  SEQUENCE ("park/met-parked", "line", "B:30(r1,t2) >A", "known", "?t2 held", "D:65(r1,t4) >B",
            "D:2(r1,t4) >B",
            "B:21(r1,t2) >D", "?t2 talking"),

  /* --- 6.7: recording --- */
  SEQUENCE ("recording/on-and-off", TALK, "rec t1 on", "?t1 recorded", "?t2 unrecorded", "rec t1 off",
            "?t1 unrecorded"),
  SEQUENCE ("recording/ends-with-the-leg", TALK, "rec t1 on", "A:-1(r1,t1)", "A:1(r2,t1) >B",
            "?t1 unrecorded"),
  SEQUENCE ("recording/ended-unseen", TALK, "rec t1 on", "rec t2 on", "line", "A:14(r1,t1) >B",
            "B:2(r1,t2) >A",
            "rec t2 on", "known", "?t1 unrecorded", "?t2 recorded"),
  SEQUENCE ("recording/told-first", "line", "rec t1 on", "A:14(r1,t1) >B", "known", "?t1 recorded",
            "line", "known",
            "?t1 none", "A:1(r1,t1) >B", "?t1 unrecorded"),

  /* --- 6.8: barging --- */
  SEQUENCE ("barge", TALK, "C:0(r1,t3) >A", "C:65(r1,t3) >A", "C:2(r1,t3) >A", "?t3 hears talking",
            "?t1 talking alone other=talking no-conference", "?t2 talking alone", "C:-1(r1,t3)",
            "?t1 talking alone no-conference"),
  SEQUENCE ("barge/with-outside", OUTSIDE, "C:65(r1,t3) >A", "C:2(r1,t3) >A", "?t3 hears",
            "?t1 talking alone >031 no-conference"),

  /* --- 6.9: the mailbox --- */
  SEQUENCE ("mailbox", "A:1(r1,t1) >B", "B:65(r1,t2) >A", "B:-1(r1,t2) 480/19", "A:14(r1,t1) >8",
            "?t1 talking >8 out", "A:-1(r1,t1)"),

  /* --- 6.10: queues --- */
  SEQUENCE ("queue/answered", "queue 700 r1 on", "A:0(r1,t1) >031", "?t1 queue=700", "A:65(r1,t1) >031",
            "A:2(r1,t1) >031", "queue 700 r1 off", "?t1 talking queue=700"),
  SEQUENCE ("queue/known-later", "A:65(r1,t1) >031", "queue 700 r1 on", "?t1 queue=700", "queue 700 r1 off",
            "A:2(r1,t1) >031", "?t1 queue=700"),
  SEQUENCE ("queue/next-agent", "queue 700 r1 on", "A:65(r1,t1) >031", "A:-1(r1,t1)", "B:65(r1,t2) >031",
            "?t2 queue=700", "B:-1(r1,t2)", "queue 700 r1 off", "A:65(r1,t3) >031", "?t3 ringing"),
  SEQUENCE ("queue/gone-unseen", "queue 700 r1 on", "line", "known", "A:65(r1,t1) >031", "?t1 ringing",
            "queue 700 r9 off"),

  /* --- 6.11: a shared line changes no leg; a call on it is as any other --- */
  SEQUENCE ("line", "A:0(r1,t1) >031 c", "A:2(r1,t1) >031 c", "A:14(r1,t1) >031 c", "?t1 talking out >031"),

  /* --- 3.2, and what lines in between do --- */
  SEQUENCE ("codes/205", "A:65(r1,t1) >B", "A:205(r1,t1) >B", "?t1 talking in"),
  SEQUENCE ("codes/unknown", TALK, "A:99(r1,t1)", "A:12(r1,t1)", "?t1 talking", "C:99(r1,t9)", "?t9 none"),
  SEQUENCE ("midway/consulting", "line", "A:16(r1,t1) >C", "B:14(r1,t2) >A", "C:2(r1,t3) >A", "known",
            "?t1 transfer=consulting:C waiting=B >C", "?t2 alone", "?t3 alone", "C:-1(r1,t3)",
            "?t1 alone >B"),
  SEQUENCE ("midway/calling", "line", "C:65(r1,t3) >A", "A:35(r1,t1) >B", "B:14(r1,t2) >A", "known",
            "?t1 transfer=calling:C", "C:2(r1,t3) >A", "?t1 transfer=consulting:C"),
  SEQUENCE ("midway/conference", "line", "A:36(r1,t1)", "B:14(r1,t2)", "C:2(r1,t3)", "known",
            "?t1 conference alone",
            "?t3 conference"),
  SEQUENCE ("away/answered", TALK, "ask t1 C", "accept t1 C", "A:35(r1,t1) >B", "C:65(r1,t3) >A", "line",
            "A:16(r1,t1) >C", "B:2(r1,t2) >A", "C:2(r1,t3) >A", "known",
            "?t1 transfer=consulting:C waiting=B"),
  SEQUENCE ("away/cancelled", TALK, "ask t1 C", "accept t1 C", "A:35(r1,t1) >B", "C:65(r1,t3) >A", "line",
            "A:36(r1,t1) >B", "B:2(r1,t2) >A", "known", "?t1 talking alone >B other=talking"),
  SEQUENCE ("away/cancelled-and-held", TALK, "ask t1 C", "accept t1 C", "A:35(r1,t1) >B", "C:65(r1,t3) >A",
            "line", "A:35(r1,t1) >B", "B:2(r1,t2) >A", "known", "?t1 held"),
  SEQUENCE ("away/completed", TALK, "ask t1 C", "accept t1 C", "C:65(r1,t3) >A", "C:2(r1,t3) >A", "line",
            "B:14(r1,t2) >C", "C:14(r1,t3) >B", "known", "?t1 none", "?t2 alone other=talking",
            "?t3 alone"),
  SEQUENCE ("away/third-left", TALK, "ask t1 C", "accept t1 C", "C:65(r1,t3) >A", "C:2(r1,t3) >A",
            "A:16(r1,t1) >C",
            "line", "A:16(r1,t1) >C", "C:2(r1,t3) >A", "known", "?t1 talking >C"),
};
/* clang-format on */

static void
test_sequence (gconstpointer lines)
{
  play (lines);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sequences); i++)
    {
      g_autofree char *path = g_strconcat ("/model/sequences/", sequences[i].name, NULL);

      g_test_add_data_func (path, sequences[i].lines, test_sequence);
    }
  return g_test_run ();
}
