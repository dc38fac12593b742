/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Methods that read: each answers with what is there, to a client that reads it by its shape. */
#include "office.h"

#include <string.h>

/* The row whose cell @cell is @value; the iterator stands on it. */
static void
find_row (PalReplyIter *iter, guint cell, const char *value)
{
  while (pal_reply_iter_next (iter))
    if (g_strcmp0 (pal_reply_iter_text (iter, cell), value) == 0)
      return;

  g_error ("%s: no row has “%s” in cell %u", g_test_get_path (), value, cell);
}

static void
find_object (PalReplyIter *iter, const char *name, const char *value)
{
  while (pal_reply_iter_next (iter))
    if (g_strcmp0 (pal_reply_iter_get (iter, name), value) == 0)
      return;

  g_error ("%s: no object has %s “%s”", g_test_get_path (), name, value);
}

static void
read_all_dids (Office *office)
{
  Peer *admin = office_sign_in (office, "1001");
  g_autoptr (PalReply) reply = peer_call (admin, PAL_METHOD_GET_ALL_DIDS, NULL);
  g_auto (PalReplyIter) iter;

  pal_reply_iter_init (&iter, reply);
  find_row (&iter, 2, "main");
  g_assert_cmpuint (pal_reply_iter_n_cells (&iter), ==, 33);
  g_assert_cmpstr (pal_reply_iter_text (&iter, 0), ==, "1");
  g_assert_cmpstr (pal_reply_iter_text (&iter, 6), ==, "0312345600");
  g_assert_cmpstr (pal_reply_iter_text (&iter, 7), ==, "600");
}

static void
add_contacts (Office *office)
{
  Peer *admin = office_sign_in (office, "1001");

  peer_do (admin, PAL_METHOD_SET_CONTACT, "phonebook=Proof", "shared=true", "info.$lastname=Quetzalcoatl",
           "info.$firstname=Ann", "info.$tel_work=0312345999", NULL);
  peer_do (admin, PAL_METHOD_SET_CONTACT, "phonebook=Proof", "shared=true", "info.$lastname=Quetzal",
           "info.$firstname=Ben", NULL);
}

static void
read_contact (Office *office)
{
  Peer *user = office_sign_in (office, "1002");
  g_autofree char *aid = NULL;
  g_autofree char *contact = NULL;
  g_autoptr (PalReply) list = NULL;
  g_auto (PalReplyIter) iter;

  add_contacts (office);
  list = peer_call (user, PAL_METHOD_GET_CONTACT_LIST, "search_text=quetzalcoatl", NULL);
  pal_reply_iter_init (&iter, list);
  find_object (&iter, "display_name", "Ann Quetzalcoatl");
  aid = g_strconcat ("aid=", pal_reply_iter_get (&iter, "aid"), NULL);
  contact = peer_read (user, PAL_METHOD_GET_CONTACT, aid, NULL);
  proof_contains (contact, "\"phonebook\":\"Proof\"");
  proof_contains (contact, "\"$tel_work\":\"0312345999\"");
}

/* Words, pages, one phonebook. */
static void
read_contact_list (Office *office)
{
  Peer *user = office_sign_in (office, "1002");
  g_autofree char *both = NULL;
  g_autofree char *one = NULL;
  g_autofree char *first = NULL;
  g_autofree char *elsewhere = NULL;

  add_contacts (office);
  both = peer_read (user, PAL_METHOD_GET_CONTACT_LIST, "phonebook=Proof", "search_text=quetzal", NULL);
  proof_contains (both, "Ann Quetzalcoatl");
  proof_contains (both, "Ben Quetzal");
  one = peer_read (user, PAL_METHOD_GET_CONTACT_LIST, "phonebook=Proof", "search_text=quetzal ben", NULL);
  proof_lacks (one, "Ann Quetzalcoatl");
  first = peer_read (user, PAL_METHOD_GET_CONTACT_LIST, "phonebook=Proof", "offset=1", "limit=1", NULL);
  proof_lacks (first, "},{");
  proof_contains (first, "Quetzal");
  elsewhere = peer_read (user, PAL_METHOD_GET_CONTACT_LIST, "phonebook=nowhere", NULL);
  g_assert_cmpstr (elsewhere, ==, "[]");
}

static void
read_extension_properties (Office *office)
{
  Peer *user = office_sign_in (office, "1002");
  g_autofree char *own = peer_read (user, PAL_METHOD_GET_EXTENSION_PROPERTIES, "extension=1002",
                                    "property_names=name,admin,pnumber,login.password", NULL);
  g_autofree char *many = peer_read (user, PAL_METHOD_GET_EXTENSION_PROPERTIES, "extension=1003,4711",
                                     "property_names=name", NULL);
  g_autoptr (GError) error = NULL;

  proof_contains (own, "[\"Aiko Sato\",");
  proof_contains (own, ",\"1002\"]");
  g_assert_cmpstr (many, ==, "[[\"Ben Okafor\"],\"No permission.\"]");
  error = peer_call_refused (user, PAL_METHOD_GET_EXTENSION_PROPERTIES, "extension=1003",
                             "property_names=login.password", NULL);
}

static void
read_extensions (Office *office)
{
  Peer *admin = office_sign_in (office, "1001");
  g_autofree char *groups = peer_read (admin, PAL_METHOD_GET_EXTENSIONS, "pattern=..*", "type=ringgroup", NULL);
  g_autofree char *some = peer_read (admin, PAL_METHOD_GET_EXTENSIONS, "pattern=100[23]",
                                     "property_names=name", NULL);
  g_autofree char *part = peer_read (admin, PAL_METHOD_GET_EXTENSIONS, "pattern=100", NULL);
  g_autofree char *two = peer_read (admin, PAL_METHOD_GET_EXTENSIONS, "pattern=10..", "limit=2", NULL);

  g_assert_cmpstr (groups, ==, "[\"600\",\"601\"]");
  g_assert_cmpstr (some, ==, "[[\"1002\",\"Aiko Sato\"],[\"1003\",\"Ben Okafor\"]]");
  g_assert_cmpstr (part, ==, "[]");
  g_assert_cmpstr (two, ==, "[\"1001\",\"1002\"]");
}

static void
read_note (Office *office)
{
  Peer *user = office_sign_in (office, "1002");
  g_autofree char *note = peer_read (user, PAL_METHOD_GET_NOTE, "name=holidays", NULL);
  g_autoptr (GError) error = NULL;

  proof_contains (note, "\"useraccess\":1");
  proof_contains (note, "\"note\":\"12/29-1/3 closed\"");
  error = peer_call_refused (user, PAL_METHOD_GET_NOTE, "name=passwords", NULL);
}

static void
read_note_names (Office *office)
{
  Peer *user = office_sign_in (office, "1002");
  Peer *admin = office_sign_in (office, "1001");
  g_autofree char *some = peer_read (user, PAL_METHOD_GET_NOTE_NAMES, NULL);
  g_autofree char *all = peer_read (admin, PAL_METHOD_GET_NOTE_NAMES, NULL);
  g_autofree char *filtered = peer_read (admin, PAL_METHOD_GET_NOTE_NAMES, "filter=hol*", NULL);

  proof_contains (some, "\"welcome\"");
  proof_lacks (some, "\"passwords\"");
  proof_contains (all, "\"passwords\"");
  g_assert_cmpstr (filtered, ==, "[\"holidays\"]");
}

static void
read_options (Office *office)
{
  Peer *user = office_sign_in (office, "1002");
  g_autoptr (PalReply) reply = peer_call (user, PAL_METHOD_GET_OPTIONS, NULL);
  g_auto (PalReplyIter) iter;

  pal_reply_iter_init (&iter, reply);
  g_assert_true (pal_reply_iter_next (&iter));
  g_assert_nonnull (pal_reply_iter_get (&iter, "pn"));
}

static void
read_push_application (Office *office)
{
  Peer *user = office_sign_in (office, "1002");
  g_autoptr (PalReply) reply = peer_call (user, PAL_METHOD_GET_PN_APPLICATION_INFO, "appname=phone",
                                          "service_id=1", NULL);
  g_autoptr (GError) error = NULL;
  g_auto (PalReplyIter) iter;

  pal_reply_iter_init (&iter, reply);
  g_assert_true (pal_reply_iter_next (&iter));
  g_assert_cmpstr (pal_reply_iter_get (&iter, "appid"), ==, "org.example.phone");
  error = peer_call_refused (user, PAL_METHOD_GET_PN_APPLICATION_INFO, "appname=nonesuch", "service_id=1", NULL);
}

static void
read_phonebooks (Office *office)
{
  Peer *user = office_sign_in (office, "1002");
  g_autofree char *books = NULL;

  add_contacts (office);
  books = peer_read (user, PAL_METHOD_GET_PHONEBOOKS, NULL);
  proof_contains (books, "\"phonebook\":\"Proof\"");
  proof_contains (books, "\"shared\":");
}

static void
read_timer (Office *office)
{
  Peer *admin = office_sign_in (office, "1001");
  g_autofree char *first = peer_read (admin, PAL_METHOD_GET_PLAN_SWITCH_TIMER, "extension=800", NULL);
  g_autofree char *second = peer_read (admin, PAL_METHOD_GET_PLAN_SWITCH_TIMER, "extension=800", "number=2",
                                       NULL);

  proof_contains (first, "A62W31");
  g_assert_cmpstr (second, ==, "\"\"");
}

static void
read_route_template_names (Office *office)
{
  Peer *admin = office_sign_in (office, "1001");
  g_autofree char *names = peer_read (admin, PAL_METHOD_GET_ROUTE_TEMPLATE_NAMES, NULL);

  proof_contains (names, "\"DID\"");
}

static void
read_route_variables (Office *office)
{
  Peer *system = office_sign_in (office, "sa");
  g_autoptr (PalReply) reply = peer_call (system, PAL_METHOD_GET_ROUTE_VARIABLES, "tenant=-", "template=DID",
                                          NULL);
  g_autoptr (GError) error = NULL;
  g_auto (PalReplyIter) iter;

  pal_reply_iter_init (&iter, reply);
  find_row (&iter, 2, "sales");
  g_assert_cmpstr (pal_reply_iter_text (&iter, 6), ==, "0312345601");
  error = peer_call_refused (system, PAL_METHOD_GET_ROUTE_VARIABLES, "tenant=-", "template=none", NULL);
}

static void
read_talker_info (Office *office)
{
  Peer *user = office_sign_in (office, "1002");
  Peer *stranger = office_sign_in (office, "1007");
  g_autofree char *rid = NULL;
  g_autoptr (PalReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (PalReplyIter) iter;
  Talk talk = { NULL };

  office_begin_talk (office, user, &talk);
  rid = g_strconcat ("room_id=", talk.room, NULL);
  reply = peer_call (user, PAL_METHOD_GET_TALKER_INFO, rid, NULL);
  pal_reply_iter_init (&iter, reply);
  find_object (&iter, "talker_id", talk.callee);
  g_assert_cmpstr (pal_reply_iter_get (&iter, "user"), ==, "1003");
  g_assert_cmpstr (pal_reply_iter_get (&iter, "other_number"), ==, "1002");
  error = peer_call_refused (stranger, PAL_METHOD_GET_TALKER_INFO, rid, NULL);
  talk_clear (&talk);
}

static void
read_tenant_properties (Office *office)
{
  Peer *system = office_sign_in (office, "sa");
  g_autofree char *values = peer_read (system, PAL_METHOD_GET_TENANT_PROPERTIES, "tenant=-",
                                       "property_names=tenantid,desc", NULL);

  g_assert_cmpstr (values, ==, "[\"-\",\"The office\"]");
}

static void
read_product_info (Office *office)
{
  Peer *user = office_sign_in (office, "1002");
  g_autofree char *plain = peer_read (user, PAL_METHOD_GET_PRODUCT_INFO, NULL);
  g_autofree char *web = peer_read (user, PAL_METHOD_GET_PRODUCT_INFO, "webphone=true", NULL);

  proof_contains (plain, "\"version\":");
  proof_lacks (plain, "webphone.");
  proof_contains (web, "webphone.");
}

static guint
count_rows (const PalReply *reply)
{
  g_auto (PalReplyIter) iter;
  guint n = 0;

  pal_reply_iter_init (&iter, reply);
  while (pal_reply_iter_next (&iter))
    n++;

  return n;
}

static void
read_voicemails (Office *office)
{
  Peer *user = office_sign_in (office, "1002");
  g_autoptr (PalReply) all = peer_call (user, PAL_METHOD_GET_VOICEMAILS, NULL);
  g_autoptr (PalReply) two = peer_call (user, PAL_METHOD_GET_VOICEMAILS, "offset=1", "limit=2", "order=desc", NULL);
  g_auto (PalReplyIter) iter;

  g_assert_cmpuint (count_rows (all), ==, 5); /* 2 new ones, 3 read ones */
  g_assert_cmpuint (count_rows (two), ==, 2);
  pal_reply_iter_init (&iter, all);
  g_assert_true (pal_reply_iter_next (&iter));
  g_assert_nonnull (pal_reply_iter_get (&iter, "from"));
}

static void
read_token (Office *office)
{
  g_autofree char *one = peer_read (office_sign_in (office, "1002"), PAL_METHOD_GET_TOKEN, NULL);
  g_autofree char *other = peer_read (office_sign_in (office, "1003"), PAL_METHOD_GET_TOKEN, NULL);

  proof_contains (one, "\"token\":\"");
  g_assert_cmpstr (one, !=, other);
}

static void
read_app_data (Office *office)
{
  Peer *user = office_sign_in (office, "1002");
  g_autofree char *data = NULL;

  peer_do (user, PAL_METHOD_SET_APP_DATA, "data_id=proof", "data=[1,\"two\"]", NULL);
  data = peer_read (user, PAL_METHOD_GET_APP_DATA, "data_id=proof", NULL);
  proof_contains (data, "two");
}

static void
read_auth_header (Office *office)
{
  Peer *user = office_sign_in (office, "1002");
  g_autoptr (PalReply) own = peer_call (user, PAL_METHOD_CREATE_AUTH_HEADER, "username=1002", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (strlen (pal_reply_get_text (own)), >, 16);
  error = peer_call_refused (user, PAL_METHOD_CREATE_AUTH_HEADER, "username=1003", NULL);
}

#define NAME_SATO "condition={\"property_name\":\"name\",\"text\":\"Sato\",\"type\":"

static void
read_search (Office *office)
{
  Peer *admin = office_sign_in (office, "1001");
  g_autofree char *found = peer_read (admin, PAL_METHOD_SEARCH_EXTENSIONS, NAME_SATO "\"endswith\"}",
                                      "property_names=name", NULL);
  g_autofree char *none = peer_read (admin, PAL_METHOD_SEARCH_EXTENSIONS, NAME_SATO "\"startswith\"}", NULL);

  proof_contains (found, "Aiko Sato");
  proof_contains (found, "\"1002\"");
  g_assert_cmpstr (none, ==, "[]");
}

static void
read_ping (Office *office)
{
  peer_do (office_sign_in (office, "1002"), PAL_METHOD_PING, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  proof_add ("reads", PAL_METHOD_GET_ALL_DIDS, read_all_dids);
  proof_add ("reads", PAL_METHOD_GET_CONTACT, read_contact);
  proof_add ("reads", PAL_METHOD_GET_CONTACT_LIST, read_contact_list);
  proof_add ("reads", PAL_METHOD_GET_EXTENSION_PROPERTIES, read_extension_properties);
  proof_add ("reads", PAL_METHOD_GET_EXTENSIONS, read_extensions);
  proof_add ("reads", PAL_METHOD_GET_NOTE, read_note);
  proof_add ("reads", PAL_METHOD_GET_NOTE_NAMES, read_note_names);
  proof_add ("reads", PAL_METHOD_GET_OPTIONS, read_options);
  proof_add ("reads", PAL_METHOD_GET_PN_APPLICATION_INFO, read_push_application);
  proof_add ("reads", PAL_METHOD_GET_PHONEBOOKS, read_phonebooks);
  proof_add ("reads", PAL_METHOD_GET_PLAN_SWITCH_TIMER, read_timer);
  proof_add ("reads", PAL_METHOD_GET_ROUTE_TEMPLATE_NAMES, read_route_template_names);
  proof_add ("reads", PAL_METHOD_GET_ROUTE_VARIABLES, read_route_variables);
  proof_add ("reads", PAL_METHOD_GET_TALKER_INFO, read_talker_info);
  proof_add ("reads", PAL_METHOD_GET_TENANT_PROPERTIES, read_tenant_properties);
  proof_add ("reads", PAL_METHOD_GET_PRODUCT_INFO, read_product_info);
  proof_add ("reads", PAL_METHOD_PING, read_ping);
  proof_add ("reads", PAL_METHOD_GET_VOICEMAILS, read_voicemails);
  proof_add ("reads", PAL_METHOD_GET_TOKEN, read_token);
  proof_add ("reads", PAL_METHOD_GET_APP_DATA, read_app_data);
  proof_add ("reads", PAL_METHOD_CREATE_AUTH_HEADER, read_auth_header);
  proof_add ("reads", PAL_METHOD_SEARCH_EXTENSIONS, read_search);
  proof_add_complete ("reads", FALSE);

  return g_test_run ();
}
