/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Call control as it is asked for over the wire: who may, what is answered, and that the call obeys. */
#include "raw-client.h"

#include <string.h>

#include "sim/sim-call.h"
#include "sim/sim-truth.h"

typedef struct
{
  RawServer server;
  SimTenant *tenant;
  RawClient *ann, *ben, *carl, *admin; /* 1002, 1003, 1004, 1001 */
  guint last_id;
} Fixture;

static RawClient *
open_session (Fixture *f, const char *user)
{
  g_autofree char *query = g_strdup_printf ("login_user=%s&login_password=%s", user, user);
  RawClient *client = raw_client_open (&f->server, query);

  raw_client_wait (client, "\"active\"");
  return client;
}

static SimPhone *
phone (Fixture *f, const char *user)
{
  return sim_extension_get_phone (sim_tenant_get_extension (f->tenant, user), 1);
}

static SimLeg *
leg (Fixture *f, const char *user)
{
  SimExtension *extension = sim_tenant_get_extension (f->tenant, user);

  g_assert_cmpuint (extension->legs->len, >, 0);
  return g_ptr_array_index (extension->legs, 0);
}

static void
talk (Fixture *f, const char *caller, const char *called)
{
  g_assert_nonnull (sim_call_dial (phone (f, caller), called, NULL));
  sim_clock_advance (f->server.clock, 100);
  sim_leg_answer (leg (f, called));
  g_assert_cmpint (leg (f, caller)->state, ==, SIM_LEG_TALKING);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  raw_server_start (&f->server, NULL);
  f->tenant = sim_world_get_tenant (f->server.world, NULL);
  for (guint i = 0; i < f->tenant->order->len; i++)
    {
      SimPhone *own = sim_extension_get_phone (g_ptr_array_index (f->tenant->order, i), 1);

      if (own != NULL)
        own->manner = SIM_MANNER_WAIT;
    }
  f->ann = open_session (f, "1002");
  f->ben = open_session (f, "1003");
  f->carl = open_session (f, "1004");
  f->admin = open_session (f, "1001");
  talk (f, "1002", "1003");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  raw_client_free (f->ann);
  raw_client_free (f->ben);
  raw_client_free (f->carl);
  raw_client_free (f->admin);
  raw_server_stop (&f->server);
}

static char *
get_truth (Fixture *f)
{
  g_autoptr(GString) text = g_string_new (NULL);
  SimWriter writer;

  sim_writer_init (&writer, text);
  sim_writer_begin (&writer, NULL, '{');
  sim_truth_write_calls (&writer, f->server.world);
  sim_writer_end (&writer, '}');

  return g_strdup (text->str);
}

/* In @params ANN and BEN stand for talker ids, ROOM for the room; ' for ". */
static char *
fill_in (Fixture *f, const char *params)
{
  g_autoptr(GString) text = g_string_new (params);
  SimExtension *ann = sim_tenant_get_extension (f->tenant, "1002");
  SimExtension *ben = sim_tenant_get_extension (f->tenant, "1003");

  g_string_replace (text, "'", "\"", 0);
  if (ann->legs->len > 0)
    {
      g_string_replace (text, "ANN", leg (f, "1002")->talker_id, 0);
      g_string_replace (text, "ROOM", leg (f, "1002")->room->id, 0);
    }
  if (ben->legs->len > 0)
    g_string_replace (text, "BEN", leg (f, "1003")->talker_id, 0);

  return g_strdup (text->str);
}

static const char *
ask (Fixture *f, RawClient *client, PalMethodId method, const char *params)
{
  g_autofree char *id = g_strdup_printf ("\"q%u\"", ++f->last_id);
  g_autofree char *filled = fill_in (f, params);

  return raw_client_call (client, id, method, filled);
}

static void
expect_ (Fixture *f, RawClient *client, PalMethodId method, const char *params, const char *part,
         const char *place)
{
  g_autofree char *wanted = fill_in (f, part);
  g_autofree char *before = get_truth (f);
  const char *reply = ask (f, client, method, params);

  if (strstr (reply, wanted) == NULL)
    g_error ("%s: expected %s, was answered %s", place, wanted, reply);
  if (strstr (reply, "\"result\":\"succeeded:") == NULL && method != PAL_METHOD_GET_TALKER_INFO)
    {
      g_autofree char *after = get_truth (f);

      g_assert_cmpstr (before, ==, after);
    }
}

#define expect(client, method, params, part) \
  expect_ (f, f->client, PAL_METHOD_##method, params, part, G_STRLOC)

#define OK "'result':'succeeded:'"
#define FAILED "'result':'failed: "
#define DENIED "'code':-32000,'message':'No permission.'"
#define BAD "'code':-32602"

/* Methods that take a talker, with what else they need: strangers may not, whatever the talker; a talker that
 * is none is a failure and no error. */
static void
test_whose_call (Fixture *f, gconstpointer data)
{
  static const struct { PalMethodId method; const char *rest; } rows[] = {
    { PAL_METHOD_HOLD, "" }, { PAL_METHOD_UNHOLD, "" }, { PAL_METHOD_DISCONNECT, "" },
    { PAL_METHOD_START_RECORDING, "" }, { PAL_METHOD_STOP_RECORDING, "" },
    { PAL_METHOD_TRANSFER, ",'user':'1005'" }, { PAL_METHOD_CANCEL_TRANSFER, "" },
    { PAL_METHOD_CONFERENCE, "" }, { PAL_METHOD_PARK, ",'number':'701'" },
    { PAL_METHOD_REMOTE_CONTROL, ",'action':'hold'" }, { PAL_METHOD_SEND_DTMF, ",'signal':'1'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *named = g_strdup_printf ("{'tid':'ANN'%s}", rows[i].rest);
      g_autofree char *other = g_strdup_printf ("{'talker_id':BEN%s}", rows[i].rest);
      g_autofree char *nobody = g_strdup_printf ("{'tid':'99'%s}", rows[i].rest);

      expect_ (f, f->carl, rows[i].method, named, DENIED, G_STRLOC);
      expect_ (f, f->carl, rows[i].method, other, DENIED, G_STRLOC);
      expect_ (f, f->carl, rows[i].method, nobody, FAILED "no such talker'", G_STRLOC);
      expect_ (f, f->admin, rows[i].method, nobody, FAILED "no such talker'", G_STRLOC);
    }
}

static void
test_hold (Fixture *f, gconstpointer data)
{
  expect (ann, HOLD, "{'tid':'BEN'}", DENIED);
  expect (ann, UNHOLD, "{'tid':'ANN'}", FAILED);
  expect (ann, HOLD, "{'tid':'ANN'}", OK);
  g_assert_cmpint (leg (f, "1002")->state, ==, SIM_LEG_HELD);
  g_assert_cmpint (leg (f, "1003")->state, ==, SIM_LEG_TALKING);
  expect (ann, HOLD, "{'tid':'ANN'}", FAILED);
  expect (ann, GET_TALKER_INFO, "{'room_id':'ROOM','talker_id':'ANN'}", "'talker_hold':'h'");
  expect (admin, UNHOLD, "{'target':ANN}", OK);
  g_assert_cmpint (leg (f, "1002")->state, ==, SIM_LEG_TALKING);
}

static void
test_remote_control (Fixture *f, gconstpointer data)
{
  expect (ann, REMOTE_CONTROL, "{'talker_id':'BEN','action':'hold'}", DENIED);
  expect (ann, REMOTE_CONTROL, "{'talker_id':'ANN','action':'sing'}", BAD);
  expect (ann, REMOTE_CONTROL, "{'talker_id':'ANN','action':'hold'}", OK);
  expect (ann, REMOTE_CONTROL, "{'talker_id':'ANN','action':'hold'}", OK);
  g_assert_cmpint (leg (f, "1002")->state, ==, SIM_LEG_HELD);
  phone (f, "1002")->remote = SIM_REMOTE_IGNORES;
  expect (ann, REMOTE_CONTROL, "{'talker_id':'ANN','action':'talk'}", OK);
  g_assert_cmpint (leg (f, "1002")->state, ==, SIM_LEG_HELD);
  phone (f, "1002")->remote = SIM_REMOTE_REFUSES;
  expect (ann, REMOTE_CONTROL, "{'talker_id':'ANN','action':'talk'}", FAILED "not supported");
  phone (f, "1002")->remote = SIM_REMOTE_OBEYS;
  expect (ann, REMOTE_CONTROL, "{'talker_id':'ANN','action':'talk'}", OK);
  g_assert_cmpint (leg (f, "1002")->state, ==, SIM_LEG_TALKING);
  sim_phone_set_registered (phone (f, "1002"), FALSE);
  expect (ann, REMOTE_CONTROL, "{'talker_id':'ANN','action':'hold'}", FAILED "the phone is not registered");
}

static void
test_disconnect (Fixture *f, gconstpointer data)
{
  expect (ann, DISCONNECT, "{'tid':'BEN'}", DENIED);
  expect (ann, DISCONNECT, "{'rid':'ROOM'}", DENIED);
  expect (ann, DISCONNECT, "{}", BAD);
  expect (admin, DISCONNECT, "{'rid':'4711'}", FAILED "no such room");
  expect (admin, DISCONNECT, "{'rid':'ROOM','delay':-1}", BAD);
  expect (admin, DISCONNECT, "{'rid':'ROOM','delay':99999999999}", BAD);
  expect (admin, DISCONNECT, "{'rid':'ROOM','delay':60000}", OK);
  sim_clock_advance (f->server.clock, 50000);
  g_assert_cmpuint (g_hash_table_size (f->tenant->rooms), ==, 1);
  sim_clock_advance (f->server.clock, 10000);
  g_assert_cmpuint (g_hash_table_size (f->tenant->rooms), ==, 0);
  talk (f, "1002", "1003");
  expect (ben, DISCONNECT, "{'tid':'BEN'}", OK);
  talk (f, "1002", "1003");
  expect (admin, DISCONNECT, "{'tid':'ANN'}", OK);
  talk (f, "1002", "1003");
  expect (admin, DISCONNECT, "{'room_id':ROOM}", OK);
  g_assert_cmpuint (g_hash_table_size (f->tenant->rooms), ==, 0);
}

/* Either leg names the call; what is done is done by the one who asks. */
static void
test_transfer (Fixture *f, gconstpointer data)
{
  expect (ann, TRANSFER, "{'tid':'ANN','user':'4711'}", FAILED "no such number 4711");
  expect (ann, TRANSFER, "{'tid':'ANN','to':'','mode':'blind'}", FAILED);
  expect (ann, TRANSFER, "{'tid':'ANN'}", BAD);
  expect (ann, TRANSFER, "{'tid':'BEN','to':'1005','mode':'attended'}", OK);
  g_assert_true (leg (f, "1002")->room->consulting == leg (f, "1002"));
  expect (ann, TRANSFER, "{'tid':'ANN','user':'1006','mode':'blind'}", FAILED "a transfer is going on");
  expect (ann, CONFERENCE, "{'talker_id':'ANN'}", FAILED "no consultation");
  expect (ben, CANCEL_TRANSFER, "{'tid':'BEN'}", OK);
  expect (ann, CANCEL_TRANSFER, "{'tid':'ANN'}", FAILED "no transfer");
  expect (ann, TRANSFER, "{'tid':'ANN','user':'1005'}", OK);
  sim_clock_advance (f->server.clock, 100);
  sim_leg_answer (leg (f, "1005"));
  expect (ann, GET_TALKER_INFO, "{'room_id':'ROOM','talker_id':'BEN'}", "'hears':[]");
  expect (ann, CONFERENCE, "{'tid':'ANN','action':'talk'}", OK);
  g_assert_true (sim_leg_hears (leg (f, "1003"), leg (f, "1005")));
  expect (ann, DISCONNECT, "{'tid':'ANN'}", OK);
  expect (ben, TRANSFER, "{'tid':'BEN','user':'1006','mode':'blind'}", OK);
  g_assert_cmpuint (sim_tenant_get_extension (f->tenant, "1003")->legs->len, ==, 0);
}

/* Who only hears it ring does nothing with the talk of others. */
static void
test_ringing_guest (Fixture *f, gconstpointer data)
{
  expect (ann, TRANSFER, "{'tid':'ANN','user':'1004'}", OK);
  sim_clock_advance (f->server.clock, 100);
  expect (carl, PARK, "{'tid':'ANN','number':'701'}", DENIED);
  expect (carl, TRANSFER, "{'tid':'ANN','user':'1006','mode':'blind'}", DENIED);
}

static void
test_park (Fixture *f, gconstpointer data)
{
  expect (ann, PARK, "{'tid':'ANN','number':'799'}", FAILED "no park number 799");
  expect (ann, PARK, "{'tid':'ANN'}", BAD);
  expect (ann, PARK, "{'tid':'BEN','number':701}", OK);
  g_assert_cmpint (leg (f, "1003")->state, ==, SIM_LEG_PARKED);
  expect (ben, GET_TALKER_INFO, "{'room_id':'ROOM'}", "'error'");
  talk (f, "1004", "1005");
  expect (carl, UNPARK, "{'user':'1004','number':'702'}", FAILED "nobody is parked at 702");
  expect (carl, UNPARK, "{'user':'1006','number':'701'}", DENIED);
  expect (carl, UNPARK, "{'user':'1004'}", BAD);
  expect (carl, UNPARK, "{'user':'1004','number':'701'}", OK);
  expect (admin, UNPARK, "{'user':'1006','number':'701'}", FAILED);
  g_assert_cmpuint (sim_tenant_get_extension (f->tenant, "1004")->legs->len, ==, 2);
}

static void
test_barge (Fixture *f, gconstpointer data)
{
  expect (ann, BARGE, "{'user':'1002','tid':'BEN'}", DENIED);
  expect (admin, BARGE, "{'user':'4711','tid':'BEN'}", "'error'");
  expect (admin, BARGE, "{'user':'1004','tid':'BEN','speak':'loud'}", BAD);
  expect (admin, BARGE, "{'user':'1004','target':BEN,'listen':true,'speak':'tutor'}", OK);
  sim_clock_advance (f->server.clock, 100);
  expect (carl, REMOTE_CONTROL, "{'talker_id':'99','action':'talk'}", FAILED);
  sim_leg_answer (leg (f, "1004"));
  g_assert_true (sim_leg_hears (leg (f, "1003"), leg (f, "1004")));
  g_assert_false (sim_leg_hears (leg (f, "1002"), leg (f, "1004")));
  expect (ann, GET_TALKER_INFO, "{'room_id':'ROOM'}", "'talker_attr':'tutor'");
}

static void
test_call_forward (Fixture *f, gconstpointer data)
{
  expect (ann, CALL_FORWARD, "{'rid':'ROOM','user':['1004']}", DENIED);
  expect (admin, CALL_FORWARD, "{'rid':'4711','user':['1004']}", FAILED "no such room");
  expect (admin, CALL_FORWARD, "{'rid':'ROOM','user':['4711']}", FAILED "no such user 4711");
  expect (admin, CALL_FORWARD, "{'rid':'ROOM'}", BAD);
  expect (admin, CALL_FORWARD, "{'room_id':ROOM,'user':'1004,1005'}", OK);
  g_assert_cmpuint (sim_tenant_get_extension (f->tenant, "1003")->legs->len, ==, 0);
  g_assert_cmpuint (sim_tenant_get_extension (f->tenant, "1005")->legs->len, ==, 1);
}

static void
test_digits (Fixture *f, gconstpointer data)
{
  expect (ann, SEND_DTMF, "{'talker_id':'BEN','signal':'1'}", DENIED);
  expect (ann, SEND_DTMF, "{'talker_id':'ANN','signal':'1x'}", BAD);
  expect (ann, SEND_DTMF, "{'talker_id':'ANN','signal':''}", BAD);
  expect (ann, SEND_DTMF, "{'talker_id':'ANN'}", BAD);
  expect (ann, SEND_DTMF, "{'talker_id':'ANN','signal':'1*#'}", OK);
  expect (ann, SEND_DTMF, "{'talker_id':'ANN','signal':5}", OK);
  g_assert_cmpstr (leg (f, "1003")->digits->str, ==, "1*#5");
}

static void
test_recording (Fixture *f, gconstpointer data)
{
  expect (ann, STOP_RECORDING, "{'tid':'ANN'}", FAILED);
  expect (ann, START_RECORDING, "{'tid':'ANN'}", OK);
  expect (ann, START_RECORDING, "{'tid':'ANN'}", FAILED);
  g_assert_true (leg (f, "1002")->recording);
  expect (ann, GET_TALKER_INFO, "{'room_id':'ROOM','talker_id':'ANN'}", "'callrecording':'on'");
  expect (ann, STOP_RECORDING, "{'tid':'ANN'}", OK);
  expect (ann, START_RECORDING, "{'tid':'BEN'}", OK);
  g_assert_true (leg (f, "1003")->recording);
}

static void
test_line (Fixture *f, gconstpointer data)
{
  expect (carl, LINE, "{'line':'line/9','status':'on'}", FAILED "no line line/9");
  expect (carl, LINE, "{'line':'line/1','status':'maybe'}", BAD);
  expect (carl, LINE, "{'line':'line/1','status':'on'}", OK);
  g_assert_cmpstr (g_hash_table_lookup (f->tenant->seized, "line/1"), ==, "1004");
  expect (ann, LINE, "{'line':'line/1','status':'on'}", FAILED "line line/1 is in use");
  expect (ann, LINE, "{'line':'line/1','status':'off'}", FAILED "line line/1 is in use");
  expect (carl, LINE, "{'line':'line/1','status':'off'}", OK);
  g_assert_null (g_hash_table_lookup (f->tenant->seized, "line/1"));
}

static void
test_make_call (Fixture *f, gconstpointer data)
{
  expect (carl, MAKE_CALL, "{'from':'1002','to':['1005'],'type':'2'}", DENIED);
  expect (carl, MAKE_CALL, "{'user':'1002','from':'1004','to':['1005']}", DENIED);
  expect (carl, MAKE_CALL, "{'user':'1004','from':'1002','to':['1005']}", DENIED);
  expect (carl, MAKE_CALL, "{'from':'1004','to':['1005'],'type':'3'}", BAD);
  expect (carl, MAKE_CALL, "{'from':'1004','to':['']}", BAD);
  expect (carl, MAKE_CALL, "{'from':'1004','to':'1005','phone':'5'}", BAD);
  expect (carl, MAKE_CALL, "{'from':'1004','to':'1005','phone':'2'}", FAILED "no phone of 1004");
  expect (carl, MAKE_CALL, "{'from':'1004','to':'1005','line':'line/9'}", FAILED "no line line/9");
  expect (carl, MAKE_CALL, "{'from':1004,'to':'1005, 1006','type':1,'phone':1,'auto_answer':'true'}",
          "'result':'succeeded: ");
  g_assert_cmpuint (sim_tenant_get_extension (f->tenant, "1006")->legs->len, ==, 1);
  g_assert_cmpstr (leg (f, "1004")->role, ==, "c");
  g_assert_cmpstr (leg (f, "1006")->role, ==, "s");
}

/* Called from an outside phone, the call is still that of the user who asked for it. */
static void
test_owner (Fixture *f, gconstpointer data)
{
  g_autofree char *talker = NULL, *params = NULL;

  g_hash_table_insert (f->tenant->outside, g_strdup ("0901234567"), GINT_TO_POINTER (SIM_MANNER_ANSWER));
  expect (carl, MAKE_CALL, "{'user':'1004','from':'0901234567','to':['1005'],'type':'2'}",
          "'result':'succeeded: ");
  sim_clock_advance (f->server.clock, 1000);
  sim_leg_answer (leg (f, "1005"));
  talker = g_strdup (sim_room_find_peer (leg (f, "1005"))->talker_id);
  params = g_strdup_printf ("{'tid':'%s'}", talker);
  expect (ann, DISCONNECT, params, DENIED);
  expect (carl, DISCONNECT, params, OK);
  g_assert_cmpuint (sim_tenant_get_extension (f->tenant, "1005")->legs->len, ==, 0);
}

static void
test_talker_info (Fixture *f, gconstpointer data)
{
  const char *reply;

  expect (ann, GET_TALKER_INFO, "{'room_id':'ROOM','talker_id':'BEN'}",
          "'result':{'user':'1003','status':'2','talker_id':'BEN','room_id':'ROOM','other_number':'1002',"
          "'user_display_name':'Ben Okafor','other_user_display_name':'Aiko Sato'");
  reply = ask (f, f->ben, PAL_METHOD_GET_TALKER_INFO, "{'rid':'ROOM'}");
  g_assert_nonnull (strstr (reply, "\"result\":[{\"user\":\"1002\""));
  g_assert_nonnull (strstr (reply, "},{\"user\":\"1003\""));
  expect (carl, GET_TALKER_INFO, "{'room_id':'ROOM'}", DENIED);
  expect (carl, GET_TALKER_INFO, "{'room_id':'4711'}", "'code':-32000");
  expect (admin, GET_TALKER_INFO, "{'room_id':'ROOM','talker_id':'99'}", "'code':-32000");
  expect (admin, GET_TALKER_INFO, "{'room_id':'ROOM','talker_id':'ANN'}", "'hears':['BEN']");
  expect (admin, GET_TALKER_INFO, "{'talker_id':'ANN'}", BAD);
}

/* What real servers may do otherwise is asked for as a fault. */
static void
test_new_room (Fixture *f, gconstpointer data)
{
  g_autofree char *before = g_strdup (leg (f, "1002")->room->id);
  SimFaults *faults = sim_server_get_faults (f->server.server);

  g_assert_true (sim_faults_inject (faults, "new-room", NULL));
  expect (ann, TRANSFER, "{'tid':'ANN','user':'1005','mode':'blind'}", OK);
  sim_clock_advance (f->server.clock, 100);
  sim_leg_answer (leg (f, "1005"));
  g_assert_cmpstr (leg (f, "1003")->room->id, !=, before);
  expect (ben, GET_TALKER_INFO, "{'room_id':'0'}", "'error'");
  sim_faults_lift (faults, NULL);
  g_assert_cmpint (f->server.world->quirks, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/sim/call-requests/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("whose-call", test_whose_call);
  ADD ("hold", test_hold);
  ADD ("remote-control", test_remote_control);
  ADD ("disconnect", test_disconnect);
  ADD ("transfer", test_transfer);
  ADD ("ringing-guest", test_ringing_guest);
  ADD ("park", test_park);
  ADD ("barge", test_barge);
  ADD ("call-forward", test_call_forward);
  ADD ("digits", test_digits);
  ADD ("recording", test_recording);
  ADD ("line", test_line);
  ADD ("make-call", test_make_call);
  ADD ("owner", test_owner);
  ADD ("talker-info", test_talker_info);
  ADD ("new-room", test_new_room);
#undef ADD

  return g_test_run ();
}
