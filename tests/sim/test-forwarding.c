/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a call to a user goes: who rings, for how long, and who rings then. */
#include "recorder.h"

#include <string.h>

static void
set (Recorder *r, const char *number, const char *property, const char *value)
{
  sim_extension_set (sim_tenant_get_extension (r->tenant, number), property, value);
}

static SimPhone *
add_phone (Recorder *r, const char *user, guint index, SimManner manner)
{
  SimExtension *extension = sim_tenant_get_extension (r->tenant, user);
  g_autofree char *id = g_strdup_printf ("%s_%u", user, index);
  SimPhone *phone;

  sim_extension_set_phone (extension, index, id);
  phone = sim_extension_get_phone (extension, index);
  phone->manner = manner;
  sim_phone_set_registered (phone, TRUE);

  return phone;
}

static void
test_busy (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1003", SIM_MANNER_BUSY, 0);
  recorder_manner (&r, "1004", SIM_MANNER_ANSWER, 0);
  set (&r, "1003", "pln1_d_busyforward", "1004");
  set (&r, "1003", "pln1_d_noanswerforward", "1005");
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 1000, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:-1 r1 t2 >1002 486/17 by 1",
                   "1004:0 r1 t3 >1002", "1004:65 r1 t3 >1002", "1004:2 r1 t3 >1002", "1002:14 r1 t1 >1004");
  recorder_clear (&r);
}

static void
test_no_answer (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "1003", "pln1_d_ringertime", "10");
  set (&r, "1003", "pln1_d_busyforward", "1004");
  set (&r, "1003", "pln1_d_noanswerforward", "1005");
  set (&r, "1005", "pln1_d_ringertime", "5");
  sim_call_from_outside (r.tenant, "0312345678", "1003", NULL);
  recorder_expect (&r, 9999, "1003:0 r1 t1 >0312345678", "1003:65 r1 t1 >0312345678");
  recorder_expect (&r, 1000, "1003:-1 r1 t1 >0312345678 480/19 by 1", "1005:0 r1 t2 >0312345678",
                   "1005:65 r1 t2 >0312345678");
  recorder_expect (&r, 5000, "1005:-1 r1 t2 >0312345678 480/19 by 1");
  g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 0);
  recorder_clear (&r);
}

/* Whoever refuses is busy for the caller. */
static void
test_refused (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "1003", "pln1_d_busyforward", "1004");
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 100, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:65 r1 t2 >1002");
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1003:-1 r1 t2 >1002 603/21 by 1", "1004:0 r1 t3 >1002");
  recorder_clear (&r);
}

static void
test_unregistered (void)
{
  Recorder r;

  recorder_init (&r);
  sim_phone_set_registered (recorder_phone (&r, "1003"), FALSE);
  set (&r, "1003", "pln1_d_noanswerforward", "0398765432");
  recorder_expect (&r, 0, "1003 registered 0");
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 6000, "1002:1 r1 t1 >1003", "1002:14 r1 t1 >0398765432");
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 0, "1002:12 r1 t1 >0398765432", "1002:-1 r1 t1 >0398765432 200/16 by 0");
  set (&r, "1003", "pln1_d_noanswerforward", "");
  set (&r, "1003", "noanswerforward.voicemail", "true");
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 1000, "1002:1 r2 t2 >1003", "1002:14 r2 t2 >8");
  recorder_clear (&r);
}

/* The mailbox is where the forwarding ends; it is the first one's. */
static void
test_voicemail (void)
{
  Recorder r;
  SimExtension *user;

  recorder_init (&r);
  user = sim_tenant_get_extension (r.tenant, "1003");
  set (&r, "1003", "busyforward.voicemail", "true");
  set (&r, "1003", "pln1_d_busyforward", "1004");
  set (&r, "1003", "recordlength", "20");
  set (&r, "1003", "messageforward", "1005, 1006");
  recorder_manner (&r, "1003", SIM_MANNER_BUSY, 0);
  recorder_manner (&r, "1004", SIM_MANNER_BUSY, 0);
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 1000, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:-1 r1 t2 >1002 486/17 by 1",
                   "1004:0 r1 t3 >1002", "1004:-1 r1 t3 >1002 486/17 by 1", "1002:14 r1 t1 >8");
  g_assert_cmpint (user->n_new, ==, 0);
  recorder_expect (&r, 20000, "1002:12 r1 t1 >8", "1002:-1 r1 t1 >8 200/16 by 1");
  g_assert_cmpint (user->n_new, ==, 1);
  g_assert_cmpint (user->n_unread, ==, 1);
  g_assert_cmpint (sim_tenant_get_extension (r.tenant, "1005")->n_new, ==, 2);
  g_assert_cmpint (sim_tenant_get_extension (r.tenant, "1006")->n_new, ==, 1);
  g_assert_cmpint (sim_tenant_get_extension (r.tenant, "1004")->n_new, ==, 0);
  sim_call_dial (recorder_phone (&r, "1006"), "8", NULL);
  recorder_expect (&r, 1000, "1006:1 r2 t4 >8", "1006:14 r2 t4 >8");
  sim_leg_hang_up (recorder_leg (&r, "1006"));
  g_assert_cmpint (sim_tenant_get_extension (r.tenant, "1006")->n_new, ==, 0);
  g_assert_cmpint (sim_tenant_get_extension (r.tenant, "1006")->n_unread, ==, 0);
  g_assert_cmpint (sim_tenant_get_extension (r.tenant, "1006")->n_read, ==, 1);
  recorder_clear (&r);
}

static void
test_circle (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1003", SIM_MANNER_BUSY, 0);
  recorder_manner (&r, "1004", SIM_MANNER_BUSY, 0);
  set (&r, "1003", "pln1_d_busyforward", "1004");
  set (&r, "1004", "pln1_d_busyforward", "1003");
  sim_call_from_outside (r.tenant, "0312345678", "1003", NULL);
  sim_clock_advance (r.clock, 60000);
  g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 0);
  sim_tenant_add_extension (r.tenant, "801", "conditional");
  set (&r, "801", "pln1_d_noanswerforward", "801");
  sim_call_from_outside (r.tenant, "0312345678", "801", NULL);
  g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 0);
  recorder_clear (&r);
}

static void
test_others (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "1003", "pln1_d_phoneforward", "1004,0398765432");
  set (&r, "1004", "pln1_d_busyforward", "1006");
  recorder_manner (&r, "1004", SIM_MANNER_BUSY, 0);
  g_hash_table_insert (r.tenant->outside, g_strdup ("0398765432"), GINT_TO_POINTER (SIM_MANNER_ANSWER));
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 100, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1004:0 r1 t3 >1002",
                   "1003:65 r1 t2 >1002", "1004:-1 r1 t3 >1002 486/17 by 1",
                   "1003:-1 r1 t2 >1002 200/26 by 1", "1002:14 r1 t1 >0398765432");
  recorder_clear (&r);
}

static void
test_phones (void)
{
  Recorder r;

  recorder_init (&r);
  add_phone (&r, "1003", 2, SIM_MANNER_WAIT);
  add_phone (&r, "1003", 3, SIM_MANNER_WAIT);
  set (&r, "1003", "pln1_d_p1_enabled", "false");
  set (&r, "1003", "pln1_d_p2_delay", "5");
  set (&r, "1003", "pln1_d_p2_ringertime", "10");
  set (&r, "1003", "pln1_d_p3_ringertime", "8");
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 4999, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:65 r1 t2 >1002");
  recorder_expect (&r, 100, "1003:0 r1 t3 >1002", "1003:65 r1 t3 >1002");
  recorder_expect (&r, 3000, "1003:-1 r1 t2 >1002 480/19 by 1");
  recorder_expect (&r, 7000, "1003:-1 r1 t3 >1002 480/19 by 1", "1002:-1 r1 t1 >1003 480/19 by 1");
  recorder_clear (&r);
}

/* A phone whose delay is not over does not ring when the call was answered or given up. */
static void
test_delay_too_late (void)
{
  Recorder r;

  recorder_init (&r);
  add_phone (&r, "1003", 2, SIM_MANNER_WAIT);
  set (&r, "1003", "pln1_d_p2_delay", "5");
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 100, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:65 r1 t2 >1002");
  sim_leg_answer (recorder_leg (&r, "1003"));
  recorder_expect (&r, 10000, "1003:2 r1 t2 >1002", "1002:14 r1 t1 >1003");
  sim_leg_hang_up (recorder_leg (&r, "1003"));
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  g_string_truncate (r.lines, 0);
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  recorder_expect (&r, 10000, "1003:-1 r2 t4 >1002 487/16 by 0", "1002:-1 r2 t3 >1003 487/16 by 0");
  recorder_clear (&r);
}

static void
test_call_next (void)
{
  Recorder r;

  recorder_init (&r);
  add_phone (&r, "1003", 2, SIM_MANNER_BUSY);
  add_phone (&r, "1003", 4, SIM_MANNER_ANSWER);
  set (&r, "1003", "pln1_d_callnext", "true");
  set (&r, "1003", "pln1_d_p1_ringertime", "7");
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 6999, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:65 r1 t2 >1002");
  recorder_expect (&r, 200, "1003:-1 r1 t2 >1002 480/19 by 1", "1003:0 r1 t3 >1002",
                   "1003:-1 r1 t3 >1002 486/17 by 1", "1003:0 r1 t4 >1002", "1003:65 r1 t4 >1002",
                   "1003:2 r1 t4 >1002", "1002:14 r1 t1 >1003");
  recorder_clear (&r);
}

static void
test_most_sessions (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "1003", "maxsessioncount", "1");
  set (&r, "1003", "pln1_d_busyforward", "1004");
  sim_call_dial (recorder_phone (&r, "1003"), "1006", NULL);
  sim_call_from_outside (r.tenant, "0312345678", "1003", NULL);
  sim_clock_advance (r.clock, 100);
  g_string_truncate (r.lines, 0);
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 0, "1002:1 r3 t4 >1003", "1004:0 r3 t5 >1002");
  set (&r, "1005", "maxsessioncount", "0");
  g_assert_null (sim_call_dial (recorder_phone (&r, "1008"), "1005", NULL));
  recorder_expect (&r, 0, "1008:1 r4 t6 >1005", "1008:-1 r4 t6 >1005 486/17 by 1");
  set (&r, "1005", "maxsessioncount", "-1");
  sim_call_dial (recorder_phone (&r, "1008"), "1005", NULL);
  recorder_expect (&r, 0, "1008:1 r5 t7 >1005", "1005:0 r5 t8 >1008");
  recorder_clear (&r);
}

/* A transferred call obeys the forwarding of whom it is transferred to, before it falls back. */
static void
test_transferred (void)
{
  Recorder r;

  recorder_init (&r);
  recorder_manner (&r, "1003", SIM_MANNER_ANSWER, 0);
  recorder_manner (&r, "1004", SIM_MANNER_BUSY, 0);
  recorder_manner (&r, "1005", SIM_MANNER_BUSY, 0);
  set (&r, "1004", "pln1_d_busyforward", "1005");
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  sim_clock_advance (r.clock, 1000);
  g_string_truncate (r.lines, 0);
  g_assert_true (sim_transfer (recorder_leg (&r, "1003"), "1004", TRUE, NULL));
  sim_clock_advance (r.clock, 1000);
  g_assert_nonnull (strstr (r.lines->str, "1005:-1"));
  g_assert_cmpstr (recorder_leg (&r, "1003")->other, ==, "1002");
  recorder_clear (&r);
}

static void
test_pickup (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "1005", "defaultpickup", "601");
  sim_call_from_outside (r.tenant, "0312345678", "1003", NULL);
  recorder_expect (&r, 100, "1003:0 r1 t1 >0312345678", "1003:65 r1 t1 >0312345678");
  g_assert_nonnull (sim_call_dial (recorder_phone (&r, "1005"), "*", NULL));
  recorder_expect (&r, 0, "1005:1 r1 t2 >0312345678", "1005:14 r1 t2 >0312345678",
                   "1003:-1 r1 t1 >0312345678 200/26 by 1");
  sim_leg_hang_up (recorder_leg (&r, "1005"));
  sim_call_from_outside (r.tenant, "0312345678", "1004", NULL);
  g_string_truncate (r.lines, 0);
  g_assert_null (sim_call_dial (recorder_phone (&r, "1005"), "*", NULL));
  g_assert_nonnull (sim_call_dial (recorder_phone (&r, "1005"), "*1004", NULL));
  g_assert_cmpuint (sim_tenant_get_extension (r.tenant, "1004")->legs->len, ==, 0);
  recorder_clear (&r);
}

static void
make_pickup (Recorder *r, guint type)
{
  const char *const to[] = { "*1003", NULL };
  g_autofree char *id = sim_call_make (r->tenant, "1005", to, type, 0, FALSE, NULL, NULL);

  g_assert_nonnull (id);
  recorder_expect (r, 100, "1005:0 r2 t2 >*1003 c", "1005:65 r2 t2 >*1003 c");
}

/* makeCall to a code: the own phone is called first, then it is as if that phone had dialled. */
static void
test_made_pickup (gconstpointer data)
{
  Recorder r;

  recorder_init (&r);
  sim_call_from_outside (r.tenant, "0312345678", "1003", NULL);
  recorder_expect (&r, 100, "1003:0 r1 t1 >0312345678", "1003:65 r1 t1 >0312345678");
  make_pickup (&r, GPOINTER_TO_UINT (data));
  sim_leg_answer (recorder_leg (&r, "1005"));
  recorder_expect (&r, 0, "1005:2 r2 t2 >*1003 c", "1005:14 r1 t2 >0312345678 c",
                   "1003:-1 r1 t1 >0312345678 200/26 by 1");
  g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 1);
  sim_leg_hang_up (recorder_leg (&r, "1005"));
  recorder_expect (&r, 0, "1005:12 r1 t2 >0312345678 c", "1005:-1 r1 t2 >0312345678 c 200/16 by 1");
  g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 0);
  recorder_clear (&r);
}

/* When it is answered elsewhere meanwhile there is no such number, as for who dials it. */
static void
test_made_too_late (void)
{
  Recorder r;

  recorder_init (&r);
  sim_call_from_outside (r.tenant, "0312345678", "1003", NULL);
  recorder_expect (&r, 100, "1003:0 r1 t1 >0312345678", "1003:65 r1 t1 >0312345678");
  make_pickup (&r, 2);
  sim_leg_answer (recorder_leg (&r, "1003"));
  recorder_expect (&r, 0, "1003:2 r1 t1 >0312345678");
  sim_leg_answer (recorder_leg (&r, "1005"));
  recorder_expect (&r, 0, "1005:2 r2 t2 >*1003 c", "1005:-1 r2 t2 >*1003 c 404/1 by 1");
  g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 1);
  recorder_clear (&r);
}

/* Told by another code, where the PBX does so. */
static void
test_made_pickup_16 (void)
{
  Recorder r;

  recorder_init (&r);
  r.world->quirks = SIM_QUIRK_NEW_ROOM;
  sim_call_from_outside (r.tenant, "0312345678", "1003", NULL);
  recorder_expect (&r, 100, "1003:0 r1 t1 >0312345678", "1003:65 r1 t1 >0312345678");
  make_pickup (&r, 2);
  sim_leg_answer (recorder_leg (&r, "1005"));
  recorder_expect (&r, 0, "1005:2 r2 t2 >*1003 c", "1005:16 r1 t2 >0312345678 c",
                   "1003:-1 r1 t1 >0312345678 200/26 by 1");
  recorder_clear (&r);
}

static void
make (Recorder *r, const char *number)
{
  const char *const to[] = { number, NULL };
  g_autofree char *id = sim_call_make (r->tenant, "1005", to, 2, 0, FALSE, NULL, NULL);

  g_assert_nonnull (id);
  sim_clock_advance (r->clock, 100);
  sim_leg_answer (recorder_leg (r, "1005"));
  sim_clock_advance (r->clock, 3000);
}

static gboolean
has_service (Recorder *r)
{
  SimRoom *room = recorder_leg (r, "1005")->room;

  return room->legs->len == 2 && recorder_leg (r, "1005")->state == SIM_LEG_TALKING;
}

/* Groups and mailboxes are called as any number. */
static void
test_made_others (void)
{
  static const char *const boxes[] = { "8", "vm1003", "msg1003" };
  Recorder r;

  recorder_init (&r);
  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      make (&r, boxes[i]);
      g_assert_true (has_service (&r));
      sim_leg_hang_up (recorder_leg (&r, "1005"));
    }
  make (&r, "600");
  g_assert_true (recorder_leg (&r, "1005")->room->queue == sim_tenant_get_extension (r.tenant, "600"));
  recorder_clear (&r);
}

/* The supervisor hears each talk, but not oneself, and is no party of it. */
static void
test_monitored (void)
{
  Recorder r;

  recorder_init (&r);
  set (&r, "1003", "automonitor", "1005,1003,1006{t}");
  recorder_manner (&r, "1003", SIM_MANNER_ANSWER, 0);
  recorder_manner (&r, "1005", SIM_MANNER_ANSWER, 0);
  sim_call_dial (recorder_phone (&r, "1002"), "1003", NULL);
  recorder_expect (&r, 1000, "1002:1 r1 t1 >1003", "1003:0 r1 t2 >1002", "1003:65 r1 t2 >1002",
                   "1003:2 r1 t2 >1002", "1002:14 r1 t1 >1003", "1005:0 r1 t3 >1003", "1006:0 r1 t4 >1003",
                   "1005:65 r1 t3 >1003", "1006:65 r1 t4 >1003", "1005:2 r1 t3 >1003");
  g_assert_true (sim_leg_hears (recorder_leg (&r, "1005"), recorder_leg (&r, "1002")));
  g_assert_false (sim_leg_hears (recorder_leg (&r, "1002"), recorder_leg (&r, "1005")));
  sim_leg_answer (recorder_leg (&r, "1006"));
  g_assert_true (sim_leg_hears (recorder_leg (&r, "1003"), recorder_leg (&r, "1006")));
  g_assert_false (sim_leg_hears (recorder_leg (&r, "1002"), recorder_leg (&r, "1006")));
  sim_leg_hang_up (recorder_leg (&r, "1002"));
  g_assert_cmpuint (g_hash_table_size (r.tenant->rooms), ==, 0);
  recorder_clear (&r);
}

/* Also who was there before the other side, and who fetches a parked call. */
static void
test_monitored_otherwise (void)
{
  Recorder r;
  g_autofree char *id = NULL;

  recorder_init (&r);
  set (&r, "1003", "automonitor", "1005");
  id = sim_call_make (r.tenant, "1002", (const char *const[]){ "1003", NULL }, 1, 0, FALSE, NULL, NULL);
  sim_clock_advance (r.clock, 1000);
  sim_leg_answer (recorder_leg (&r, "1003"));
  sim_clock_advance (r.clock, 1000);
  g_assert_cmpuint (sim_tenant_get_extension (r.tenant, "1005")->legs->len, ==, 0);
  sim_leg_answer (recorder_leg (&r, "1002"));
  g_assert_cmpuint (sim_tenant_get_extension (r.tenant, "1005")->legs->len, ==, 1);
  g_assert_true (sim_park (recorder_leg (&r, "1003"), "701", NULL));
  g_assert_cmpuint (sim_tenant_get_extension (r.tenant, "1005")->legs->len, ==, 0);
  sim_call_dial (recorder_phone (&r, "1003"), "701", NULL);
  g_assert_true (recorder_leg (&r, "1005")->is_monitor);
  recorder_clear (&r);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sim/forwarding/busy", test_busy);
  g_test_add_func ("/sim/forwarding/no-answer", test_no_answer);
  g_test_add_func ("/sim/forwarding/refused", test_refused);
  g_test_add_func ("/sim/forwarding/unregistered", test_unregistered);
  g_test_add_func ("/sim/forwarding/voicemail", test_voicemail);
  g_test_add_func ("/sim/forwarding/circle", test_circle);
  g_test_add_func ("/sim/forwarding/others", test_others);
  g_test_add_func ("/sim/forwarding/phones", test_phones);
  g_test_add_func ("/sim/forwarding/delay-too-late", test_delay_too_late);
  g_test_add_func ("/sim/forwarding/call-next", test_call_next);
  g_test_add_func ("/sim/forwarding/most-sessions", test_most_sessions);
  g_test_add_func ("/sim/forwarding/transferred", test_transferred);
  g_test_add_func ("/sim/forwarding/pickup", test_pickup);
  g_test_add_data_func ("/sim/forwarding/made-pickup", GUINT_TO_POINTER (2), test_made_pickup);
  g_test_add_data_func ("/sim/forwarding/made-pickup-1", GUINT_TO_POINTER (1), test_made_pickup);
  g_test_add_func ("/sim/forwarding/made-too-late", test_made_too_late);
  g_test_add_func ("/sim/forwarding/made-pickup-16", test_made_pickup_16);
  g_test_add_func ("/sim/forwarding/made-others", test_made_others);
  g_test_add_func ("/sim/forwarding/monitored", test_monitored);
  g_test_add_func ("/sim/forwarding/monitored-otherwise", test_monitored_otherwise);

  return g_test_run ();
}
