/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes, contacts, routes and push. */
#include "effects.h"

#include <string.h>

static void
effect_set_note (Office *office)
{
  Peer *writer = office_sign_in (office, "1001");
  Peer *reader = office_sign_in (office, "1002");
  g_autofree char *text = NULL;
  g_autofree char *names = NULL;
  g_autoptr (GError) write = NULL;
  g_autoptr (GError) read = NULL;

  peer_do (writer, PAL_METHOD_SET_NOTE, "name=menu", "description=Lunch", "useraccess=1",
           "note=Soup\nand “bread”", NULL);
  text = peer_read (reader, PAL_METHOD_GET_NOTE, "name=menu", NULL);
  proof_contains (text, "Soup\\nand “bread”");
  proof_contains (text, "Lunch");
  write = peer_call_refused (reader, PAL_METHOD_SET_NOTE, "name=menu", "note=Cake", NULL);
  peer_do (writer, PAL_METHOD_SET_NOTE, "name=menu", "useraccess=0", "note=Soup", NULL);
  read = peer_call_refused (reader, PAL_METHOD_GET_NOTE, "name=menu", NULL);
  names = peer_read (reader, PAL_METHOD_GET_NOTE_NAMES, NULL);
  proof_lacks (names, "menu");
}

static void
effect_delete_note (Office *office)
{
  Peer *writer = office_sign_in (office, "1001");
  Peer *reader = office_sign_in (office, "1002");
  g_autofree char *before = peer_read (reader, PAL_METHOD_GET_NOTE_NAMES, NULL);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;

  proof_contains (before, "\"welcome\"");
  peer_do (writer, PAL_METHOD_DELETE_NOTE, "name=welcome", NULL);
  after = peer_read (reader, PAL_METHOD_GET_NOTE_NAMES, NULL);
  proof_lacks (after, "\"welcome\"");
  error = peer_call_refused (reader, PAL_METHOD_GET_NOTE, "name=welcome", NULL);
  again = peer_call_refused (writer, PAL_METHOD_DELETE_NOTE, "name=welcome", NULL);
}

/* The id that setContact gave, as a parameter of another method. */
static char *
add_contact (Peer *peer, const char *shared, const char *last_name)
{
  g_autofree char *field = g_strconcat ("info.$lastname=", last_name, NULL);
  g_autoptr (PalReply) reply = peer_call (peer, PAL_METHOD_SET_CONTACT, "phonebook=Proof", shared, field, NULL);
  g_auto (PalReplyIter) iter;

  pal_reply_iter_init (&iter, reply);
  g_assert_true (pal_reply_iter_next (&iter));

  return g_strconcat ("aid=", pal_reply_iter_get (&iter, "aid"), NULL);
}

static void
effect_set_contact (Office *office)
{
  Peer *admin = office_sign_in (office, "1001");
  Peer *reader = office_sign_in (office, "1002");
  g_autofree char *shared = add_contact (admin, "shared=true", "Quetzalcoatl");
  g_autofree char *personal = add_contact (admin, "shared=false", "Popocatepetl");
  g_autofree char *list = peer_read (reader, PAL_METHOD_GET_CONTACT_LIST, "search_text=quetzal", NULL);
  g_autofree char *contact = peer_read (reader, PAL_METHOD_GET_CONTACT, shared, NULL);
  g_autofree char *changed = NULL;
  g_autofree char *none = NULL;
  g_autoptr (GError) read = NULL;
  g_autoptr (GError) write = NULL;

  proof_contains (list, "Quetzalcoatl");
  proof_contains (contact, "\"$lastname\":\"Quetzalcoatl\"");
  none = peer_read (reader, PAL_METHOD_GET_CONTACT_LIST, "search_text=popoca", NULL);
  g_assert_cmpstr (none, ==, "[]");
  read = peer_call_refused (reader, PAL_METHOD_GET_CONTACT, personal, NULL);
  write = peer_call_refused (reader, PAL_METHOD_SET_CONTACT, shared, "phonebook=Proof", "shared=true",
                             "info.$lastname=Nobody", NULL);

  peer_do (admin, PAL_METHOD_SET_CONTACT, shared, "phonebook=Proof", "shared=true", "info.$lastname=Tlaloc",
           "info.$company=Rain", NULL);
  peer_do (admin, PAL_METHOD_SET_CONTACT, shared, "phonebook=Proof", "shared=true", "info.$lastname=Tlaloc", NULL);
  changed = peer_read (reader, PAL_METHOD_GET_CONTACT, shared, NULL);
  proof_contains (changed, "\"display_name\":\"Tlaloc\"");
  proof_lacks (changed, "Rain");
}

static void
effect_delete_contact (Office *office)
{
  Peer *admin = office_sign_in (office, "1001");
  Peer *reader = office_sign_in (office, "1002");
  g_autofree char *shared = add_contact (admin, "shared=true", "Quetzalcoatl");
  g_autofree char *refused = peer_read (reader, PAL_METHOD_DELETE_CONTACT, shared, NULL);
  g_autofree char *before = peer_read (reader, PAL_METHOD_GET_CONTACT_LIST, "search_text=quetzal", NULL);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  proof_contains (refused, "\"succeeded\":[]");
  proof_contains (before, "Quetzalcoatl");
  peer_do (admin, PAL_METHOD_DELETE_CONTACT, shared, NULL);
  after = peer_read (reader, PAL_METHOD_GET_CONTACT_LIST, "search_text=quetzal", NULL);
  g_assert_cmpstr (after, ==, "[]");
  error = peer_call_refused (reader, PAL_METHOD_GET_CONTACT, shared, NULL);
}

/* Who rings when somebody outside calls @number. */
static void
expect_route (Office *office, Peer *watcher, const char *number, const char *user)
{
  office_phone (office, user, "wait");
  office_call_from_outside (office, "0399990000", number);
  office_advance (office, 1000);
  g_assert_cmpstr (peer_wait_status (watcher, user, PAL_CALL_STATUS_STARTRINGING)->status.other_number, ==,
                   "0399990000");
  g_free (office_control (office, "{\"cmd\":\"phone\",\"do\":\"outside\",\"number\":\"0399990000\"}"));
  peer_wait_status (watcher, user, PAL_CALL_STATUS_DISCONNECT);
}

#define ROUTE "values=1,-,proof,,,,0312340000,1006"

static void
effect_insert_route_variables (Office *office)
{
  Peer *system = office_sign_in (office, "sa");
  Peer *admin = office_sign_in (office, "1001");
  g_autofree char *dids = NULL;
  g_autoptr (GError) again = NULL;

  peer_do (system, PAL_METHOD_INSERT_ROUTE_VARIABLES, "template=DID", ROUTE, NULL);
  dids = peer_read (admin, PAL_METHOD_GET_ALL_DIDS, NULL);
  proof_contains (dids, "\"proof\"");
  proof_contains (dids, "0312340000");
  expect_route (office, admin, "0312340000", "1006");
  again = peer_call_refused (system, PAL_METHOD_INSERT_ROUTE_VARIABLES, "template=DID", ROUTE, NULL);
}

static void
effect_update_route_variables (Office *office)
{
  Peer *system = office_sign_in (office, "sa");
  Peer *admin = office_sign_in (office, "1001");
  g_autofree char *kept = NULL;
  g_autofree char *renewed = NULL;
  g_autofree char *dids = NULL;

  peer_do (system, PAL_METHOD_INSERT_ROUTE_VARIABLES, "template=DID", "values=1,-,proof,old-word,,,0312340000,1006",
           NULL);
  peer_do (system, PAL_METHOD_UPDATE_ROUTE_VARIABLES, "template=DID",
           "values=1,-,proof,new-word,,,0312340000,1007", NULL);
  expect_route (office, admin, "0312340000", "1007");
  kept = peer_read (system, PAL_METHOD_GET_ROUTE_VARIABLES, "tenant=-", "template=DID", NULL);
  proof_contains (kept, "old-word");
  peer_do (system, PAL_METHOD_UPDATE_ROUTE_VARIABLES, "template=DID", "update_password=true",
           "values=1,-,proof,new-word,,,0312340000,1007", NULL);
  renewed = peer_read (system, PAL_METHOD_GET_ROUTE_VARIABLES, "tenant=-", "template=DID", NULL);
  proof_contains (renewed, "new-word");
  dids = peer_read (admin, PAL_METHOD_GET_ALL_DIDS, NULL);
  proof_lacks (dids, "new-word");
}

static void
effect_delete_route_variables (Office *office)
{
  Peer *system = office_sign_in (office, "sa");
  Peer *admin = office_sign_in (office, "1001");
  g_autofree char *dids = NULL;
  g_autoptr (GError) again = NULL;

  peer_do (system, PAL_METHOD_INSERT_ROUTE_VARIABLES, "template=DID", ROUTE, NULL);
  expect_route (office, admin, "0312340000", "1006");
  peer_do (system, PAL_METHOD_DELETE_ROUTE_VARIABLES, "template=DID", "name=proof", NULL);
  dids = peer_read (admin, PAL_METHOD_GET_ALL_DIDS, NULL);
  proof_lacks (dids, "\"proof\"");
  again = peer_call_refused (system, PAL_METHOD_DELETE_ROUTE_VARIABLES, "template=DID", "name=proof", NULL);
}

static void
effect_set_did (Office *office)
{
  Peer *admin = office_sign_in (office, "1001");
  Peer *system = office_sign_in (office, "sa");
  g_autofree char *routes = NULL;
  g_autoptr (GError) closed = NULL;

  peer_do (admin, PAL_METHOD_SET_DID, "template=DID", "name=main", "v2=1006", NULL);
  routes = peer_read (system, PAL_METHOD_GET_ROUTE_VARIABLES, "tenant=-", "template=DID", NULL);
  proof_contains (routes, "\"1006\"");
  expect_route (office, admin, "0312345600", "1006");
  closed = peer_call_refused (admin, PAL_METHOD_SET_DID, "template=DID", "name=main", "x1=hidden", NULL);
}

/* What pnsend sends goes to the devices that pnmanage added, and the control socket has seen it. */
static void
register_device (Peer *peer, const char *command)
{
  g_autofree char *user = g_strconcat ("username=", peer_get_user (peer), NULL);

  peer_do (peer, PAL_METHOD_PN_MANAGE, command, user, "service_id=1", "application_id=org.example.phone",
           "device_id=device-of-proof", NULL);
}

static void
effect_pnmanage (Office *office)
{
  Peer *owner = office_sign_in (office, "1003");
  Peer *sender = office_sign_in (office, "1001");
  g_autofree char *sent = NULL;
  g_autofree char *later = NULL;
  g_autoptr (GError) error = NULL;

  register_device (owner, "command=add");
  peer_do (sender, PAL_METHOD_PN_SEND, "username=1003", "type=user", "message=first", NULL);
  sent = office_control (office, "{\"cmd\":\"push\"}");
  proof_contains (sent, "device-of-proof");
  register_device (owner, "command=remove");
  error = peer_call_refused (sender, PAL_METHOD_PN_SEND, "username=1003", "type=user", "message=second", NULL);
  later = office_control (office, "{\"cmd\":\"push\"}");
  proof_lacks (later, "second");
}

static void
effect_pnsend (Office *office)
{
  Peer *owner = office_sign_in (office, "1003");
  Peer *sender = office_sign_in (office, "1001");
  g_autofree char *sent = NULL;

  register_device (owner, "command=add");
  peer_do (sender, PAL_METHOD_PN_SEND, "username=1003", "type=user", "message=Lunch is ready", "title=Kitchen",
           "priority=10", NULL);
  sent = office_control (office, "{\"cmd\":\"push\"}");
  proof_contains (sent, "Lunch is ready");
  proof_contains (sent, "Kitchen");
  proof_contains (sent, "device-of-proof");
}

/* Kept for the user, wherever he signs in; nobody else has it. */
static void
effect_set_app_data (Office *office)
{
  Peer *here = office_sign_in (office, "1002");
  Peer *there = office_sign_in (office, "1002");
  Peer *other = office_sign_in (office, "1003");
  g_autofree char *data = NULL;
  g_autoptr (GError) before = NULL;
  g_autoptr (GError) others = NULL;

  before = peer_call_refused (there, PAL_METHOD_GET_APP_DATA, "data_id=layout", NULL);
  g_assert_cmpint (pal_error_get_remote_code (before), ==, -2000);
  peer_do (here, PAL_METHOD_SET_APP_DATA, "data_id=layout", "data={\"columns\":[1,2]}", NULL);
  data = peer_read (there, PAL_METHOD_GET_APP_DATA, "data_id=layout", NULL);
  proof_contains (data, "columns");
  others = peer_call_refused (other, PAL_METHOD_GET_APP_DATA, "data_id=layout", NULL);
}

void
effects_add_books (void)
{
  proof_add ("effect", PAL_METHOD_SET_APP_DATA, effect_set_app_data);
  proof_add ("effect", PAL_METHOD_SET_NOTE, effect_set_note);
  proof_add ("effect", PAL_METHOD_DELETE_NOTE, effect_delete_note);
  proof_add ("effect", PAL_METHOD_SET_CONTACT, effect_set_contact);
  proof_add ("effect", PAL_METHOD_DELETE_CONTACT, effect_delete_contact);
  proof_add ("effect", PAL_METHOD_INSERT_ROUTE_VARIABLES, effect_insert_route_variables);
  proof_add ("effect", PAL_METHOD_UPDATE_ROUTE_VARIABLES, effect_update_route_variables);
  proof_add ("effect", PAL_METHOD_DELETE_ROUTE_VARIABLES, effect_delete_route_variables);
  proof_add ("effect", PAL_METHOD_SET_DID, effect_set_did);
  proof_add ("effect", PAL_METHOD_PN_MANAGE, effect_pnmanage);
  proof_add ("effect", PAL_METHOD_PN_SEND, effect_pnsend);
}
