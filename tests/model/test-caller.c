/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose numbers these are: in calls, across writings, of several, and asked for on the PBX. */
#include "config.h"

#include "tests/model/contact-server.h"

#include "model/desk-caller-private.h"

static DeskCaller *
get_caller (ContactServer *server)
{
  return desk_session_get_caller (server->base.session);
}

static void
check_name (ContactServer *server, const char *number, const char *expected)
{
  desk_caller_find (get_caller (server), number);
  contact_server_advance (server, SECOND / 10);
  g_assert_cmpstr (desk_caller_find (get_caller (server), number), ==, expected);
}

static void
add_four (ContactServer *server)
{
  contact_server_add (server, "1", "Mori Ltd.", "Office",
                      "{\"$company\":\"Mori Ltd.\",\"$tel_work\":\"03-1234-5678\"}");
  contact_server_add (server, "2", "Ann", "Office",
                      "{\"$nickname\":\"Ann\",\"$tel_mobile\":\"+81 90 1111 2222\"}");
  contact_server_add (server, "3", "Eva", "Office", "{\"$nickname\":\"Eva\",\"$tel_work\":\"06-7777-8888\"}");
  contact_server_add (server, "4", "Finn", "Friends",
                      "{\"$nickname\":\"Finn\",\"$tel_home\":\"(06) 7777 8888\",\"$tel_ext\":\"4711\"}");
}

static void
start (ContactServer *server)
{
  add_four (server);
  contact_server_sign_in (server);
  contact_server_finish (server);
}

static void
ring (ContactServer *server, const char *talker, const char *number, const char *name)
{
  g_autofree char *more = g_strdup_printf (",\"other_number\":\"%s\",\"other_user_display_name\":\"%s\"",
                                           number,
                                           name);

  pbx_status (&server->base, "1000", 65, "r1", talker, more);
}

static const char *
get_call_name (ContactServer *server)
{
  return desk_call_get_name (session_fixture_get_only_call (&server->base));
}

static void
test_writings (ContactServer *server, gconstpointer data)
{
  start (server);
  check_name (server, "0312345678", "Mori Ltd.");
  check_name (server, "+81312345678", "Mori Ltd.");
  check_name (server, "+81-3-1234-5678", "Mori Ltd.");
  check_name (server, "０３－１２３４－５６７８", "Mori Ltd.");
  check_name (server, "09011112222", "Ann");
  check_name (server, "4711", "Finn");
  check_name (server, "14711", NULL);
  check_name (server, "0399995678", NULL);
  check_name (server, "anonymous", NULL);
  g_assert_cmpuint (server->n_searches, ==, 0);
}

/* What the PBX tells gives way to the phonebook. */
static void
test_call (ContactServer *server, gconstpointer data)
{
  start (server);
  ring (server, "t1", "0312345678", "MORI K.K. TOKYO");
  contact_server_advance (server, SECOND / 10);
  g_assert_cmpstr (get_call_name (server), ==, "Mori Ltd.");
}

/* A number nobody here has is looked for on the PBX, once. */
static void
test_searched (ContactServer *server, gconstpointer data)
{
  start (server);
  contact_server_add (server, "5", "Gil", "Office", "{\"$nickname\":\"Gil\",\"$tel_work\":\"03-4444-9876\"}");
  ring (server, "t1", "0344449876", "");
  g_assert_cmpstr (get_call_name (server), ==, "0344449876");
  contact_server_advance (server, SECOND);
  g_assert_cmpstr (get_call_name (server), ==, "Gil");
  g_assert_cmpuint (server->n_searches, ==, 2); /* all digits, then the last */
  check_name (server, "+81344449876", "Gil");
  g_assert_cmpuint (server->n_searches, ==, 2);
  g_assert_cmpuint (desk_mirror_get_n_known (desk_session_get_mirror (server->base.session)), ==, 5);

  pbx_status (&server->base, "1000", -1, "r1", "t1", "");
  ring (server, "t2", "0300000000", "");
  contact_server_advance (server, SECOND);
  g_assert_cmpstr (get_call_name (server), ==, "0300000000");
  g_assert_cmpuint (server->n_searches, ==, 4);
  pbx_status (&server->base, "1000", -1, "r1", "t2", "");
  ring (server, "t3", "0300000000", "Told");
  contact_server_advance (server, SECOND);
  g_assert_cmpstr (get_call_name (server), ==, "Told");
  g_assert_cmpuint (server->n_searches, ==, 4);
}

static DeskCallerMatch *
find_match (GPtrArray *matches, const char *name)
{
  for (guint i = 0; i < matches->len; i++)
    if (g_str_equal (desk_caller_match_get_name (matches->pdata[i]), name))
      return matches->pdata[i];
  return NULL;
}

static void
test_several (ContactServer *server, gconstpointer data)
{
  DeskCaller *caller;
  g_autoptr (GPtrArray) matches = NULL;

  start (server);
  caller = get_caller (server);
  ring (server, "t1", "0677778888", "");
  contact_server_advance (server, SECOND / 10);
  g_assert_true (g_str_has_suffix (get_call_name (server), " or 1 other"));
  g_assert_true (desk_caller_has_several (caller, "0677778888"));
  g_assert_null (desk_caller_get_match (caller, "0677778888"));
  matches = desk_caller_list_matches (caller, "0677778888");
  g_assert_cmpuint (matches->len, ==, 2);
  g_assert_cmpstr (desk_caller_match_get_phonebook (find_match (matches, "Finn")), ==, "Friends");
  g_assert_cmpstr (desk_caller_match_get_field (find_match (matches, "Finn")), ==, "$tel_home");
  g_assert_cmpstr (desk_caller_match_get_number (find_match (matches, "Finn")), ==, "(06) 7777 8888");

  desk_caller_choose (caller, "0677778888", find_match (matches, "Finn"));
  g_assert_cmpstr (get_call_name (server), ==, "Finn");
  check_name (server, "+81 6 7777 8888", "Finn");

  /* Remembered, and another one can be chosen. */
  contact_server_turn (server);
  contact_server_kill (server);
  contact_server_sign_in (server);
  contact_server_finish (server);
  caller = get_caller (server);
  check_name (server, "0677778888", "Finn");
  desk_caller_choose (caller, "+81677778888", find_match (matches, "Eva"));
  check_name (server, "0677778888", "Eva");
  desk_caller_choose (caller, "0677778888", NULL);
  g_assert_null (desk_caller_get_match (caller, "+81677778888"));
}

/* A contact that changes on the PBX has its new name in a call that goes on. */
static void
test_changed (ContactServer *server, gconstpointer data)
{
  start (server);
  ring (server, "t1", "0312345678", "");
  contact_server_advance (server, SECOND / 10);
  contact_server_add (server, "1", "Mori & Co.", "Office",
                      "{\"$company\":\"Mori & Co.\",\"$tel_work\":\"03-1234-5678\"}");
  desk_mirror_refresh (desk_session_get_mirror (server->base.session));
  contact_server_finish (server);
  contact_server_advance (server, SECOND / 2);
  g_assert_cmpstr (get_call_name (server), ==, "Mori & Co.");
}

/* What is an extension is told by the rules of the account. */
static void
test_prefilled (ContactServer *server, gconstpointer data)
{
  DeskNumbers *numbers = desk_session_get_numbers (server->base.session);
  g_autoptr (DeskNumberRules) rules = desk_numbers_dup_rules (numbers);
  g_autoptr (PalContactInfo) english = desk_caller_make_info (numbers, "0312345678", "Ann Lee", "en");
  g_autoptr (PalContactInfo) bare = desk_caller_make_info (NULL, "0312345678", NULL, NULL);
  g_autoptr (PalContactInfo) japanese = NULL, outside = NULL;

  rules->extension_length = 4;
  desk_numbers_set_rules (numbers, rules);
  japanese = desk_caller_make_info (numbers, "4711", "森　千絵", "ja");
  rules->extension_length = 3;
  desk_numbers_set_rules (numbers, rules);
  outside = desk_caller_make_info (numbers, "4711", "Ann", "en");
  g_assert_cmpstr (pal_contact_info_get (outside, "$tel_work"), ==, "4711");

  g_assert_cmpstr (pal_contact_info_get (english, "$firstname"), ==, "Ann");
  g_assert_cmpstr (pal_contact_info_get (english, "$lastname"), ==, "Lee");
  g_assert_cmpstr (pal_contact_info_get (english, "$tel_work"), ==, "0312345678");
  g_assert_cmpstr (pal_contact_info_get (japanese, "$lastname"), ==, "森");
  g_assert_cmpstr (pal_contact_info_get (japanese, "$firstname"), ==, "千絵");
  g_assert_cmpstr (pal_contact_info_get (japanese, "$tel_ext"), ==, "4711");
  g_assert_cmpuint (pal_contact_info_get_n (bare), ==, 1);
}

/* An extension behind a number, however it is written, hides nobody. */
static void
test_behind (ContactServer *server, gconstpointer data)
{
  contact_server_add (server, "1", "Ann", "Office", "{\"$nickname\":\"Ann\",\"$tel_work\":\"03-5555-6661 x12\"}");
  contact_server_add (server, "2", "Bob", "Office",
                      "{\"$nickname\":\"Bob\",\"$tel_work\":\"０３-5555-6662（内線12）\"}");
  contact_server_add (server, "3", "Cid", "Office",
                      "{\"$nickname\":\"Cid\",\"$tel_work\":\"0355556663；ext=12\"}");
  contact_server_sign_in (server);
  contact_server_finish (server);
  check_name (server, "0355556661", "Ann");
  check_name (server, "03-5555-6662", "Bob");
  check_name (server, "0355556663", "Cid");
}

/* However many numbers are asked for, only so many are known; the last ones stay. */
static void
test_bounded (ContactServer *server, gconstpointer data)
{
  DeskCaller *caller = get_caller (server);

  start (server);
  for (guint i = 0; i < 3 * DESK_CALLER_MAX_KNOWN; i++)
    {
      g_autofree char *number = g_strdup_printf ("03%08u", i);

      desk_caller_find (caller, number);
      if (i % 500 == 0)
        contact_server_advance (server, SECOND / 10);
    }
  check_name (server, "0312345678", "Mori Ltd.");
  for (guint i = 0; i < 20 && g_hash_table_size (caller->entries) > DESK_CALLER_MAX_KNOWN; i++)
    contact_server_advance (server, SECOND / 10);
  g_assert_cmpuint (g_hash_table_size (caller->entries), <=, DESK_CALLER_MAX_KNOWN + 100);
  check_name (server, "0312345678", "Mori Ltd.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add ("/model/caller/" name, ContactServer, NULL, contact_server_set_up, func, contact_server_tear_down)
  ADD ("writings", test_writings);
  ADD ("call", test_call);
  ADD ("searched", test_searched);
  ADD ("several", test_several);
  ADD ("changed", test_changed);
  ADD ("prefilled", test_prefilled);
  ADD ("behind", test_behind);
  ADD ("bounded", test_bounded);
  return g_test_run ();
}
