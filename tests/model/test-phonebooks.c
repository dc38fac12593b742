/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The phonebooks, who may change them, and the whole of a contact. */
#include "config.h"

#include "tests/model/contact-pbx.h"

static DeskPhonebook *
find (ContactPbx *pbx, const char *name, gboolean is_shared)
{
  DeskPhonebook *book = desk_phonebooks_find (contact_pbx_get_phonebooks (pbx), name, is_shared);

  g_assert_nonnull (book);
  return book;
}

/* Names in order: a + when it may be edited, a - when it may be deleted from. */
static void
check_books (ContactPbx *pbx, const char *expected)
{
  GListModel *list = G_LIST_MODEL (contact_pbx_get_phonebooks (pbx));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (DeskPhonebook) book = g_list_model_get_item (list, i);

      g_string_append_printf (text, "%s%s%s%s%s", i > 0 ? " " : "", desk_phonebook_get_title (book),
                              desk_phonebook_get_is_shared (book) ? "*" : "",
                              desk_phonebook_get_can_edit (book) ? "+" : "",
                              desk_phonebook_get_can_delete (book) ? "-" : "");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
start_as (ContactPbx *pbx, gboolean is_admin, const char *books)
{
  desk_session_sign_in (pbx->session.session, "secret");
  test_settle ();
  pbx_log_in (&pbx->session);
  pbx_registered (&pbx->session, "1000", TRUE);
  pbx_get_ready (&pbx->session, is_admin);
  pbx_answer (&pbx->session, "getPhonebooks", NULL, books);
  test_settle ();
}

static void
test_roles (ContactPbx *pbx, gconstpointer user)
{
  gboolean is_admin = GPOINTER_TO_INT (user);

  start_as (pbx, is_admin, "[{\"phonebook\":\"B\",\"shared\":\"true\"},{\"phonebook\":\"B\"},"
                           "{\"phonebook\":\" \",\"shared\":true},{\"phonebook\":\"A\",\"shared\":\"false\"},{}]");
  check_books (pbx, is_admin ? "A+- B+- Shared contacts*+- B*+-" : "A+- B+- Shared contacts* B*");
  g_assert_null (desk_phonebook_get_reason (find (pbx, "B", FALSE)));
  g_assert_cmpstr (desk_phonebook_get_reason (find (pbx, "B", TRUE)), ==,
                   is_admin ? NULL : "Only administrators may change shared phonebooks.");
  g_assert_cmpint (desk_phonebooks_get_state (contact_pbx_get_phonebooks (pbx)), ==, DESK_LOADING_READY);
}

static void
test_admin (ContactPbx *pbx, gconstpointer user)
{
  test_roles (pbx, GINT_TO_POINTER (TRUE));
}

/* Where the name alone would not do, the kind is said; else it is left to administrators. */
static void
test_kind (ContactPbx *pbx, gconstpointer user)
{
  g_autoptr (DeskContactModel) mine = NULL, unique = NULL;
  g_autofree char *request = NULL;

  start_as (pbx, FALSE, "[{\"phonebook\":\"A\",\"shared\":\"true\"},{\"phonebook\":\"A\"},{\"phonebook\":\"B\"}]");
  mine = contact_pbx_open (pbx, "A", FALSE);
  pbx_answer (&pbx->session, "getContactList", "\"shared\":\"false\"", "[]");
  unique = contact_pbx_open (pbx, "B", FALSE);
  request = pbx_expect (&pbx->session, "getContactList", "\"phonebook\":\"B\"");
  g_assert_null (strstr (request, "shared"));
}

static GError *
make_error (int code, const char *text)
{
  g_autoptr (PalReply) reply = NULL;
  g_autofree char *json
    = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"error\":{\"code\":%d,\"message\":\"%s\"}}", code, text);
  GError *error = NULL;

  reply = pal_reply_new_from_json (json, -1, NULL);
  g_assert_false (pal_reply_check (reply, NULL, &error));
  return error;
}

static void
test_refused (ContactPbx *pbx, gconstpointer user)
{
  g_autoptr (GError) denied = make_error (-1, "No permission."), other = make_error (-1, "Disk full");
  g_autoptr (DeskContact) contact = NULL;
  DeskPhonebooks *phonebooks;
  const char *reason;

  contact_pbx_start (pbx);
  phonebooks = contact_pbx_get_phonebooks (pbx);
  desk_phonebooks_note_refusal (phonebooks, "Private", FALSE, PAL_METHOD_SET_CONTACT, other);
  check_books (pbx, "Private+- Company*");
  desk_phonebooks_note_refusal (phonebooks, "Private", FALSE, PAL_METHOD_DELETE_CONTACT, denied);
  check_books (pbx, "Private+ Company*");
  desk_phonebooks_note_refusal (phonebooks, "Private", FALSE, PAL_METHOD_SET_CONTACT, denied);
  check_books (pbx, "Private Company*");

  contact = desk_phonebooks_ensure_contact (phonebooks, "7");
  desk_phonebooks_take_contact (phonebooks, "7", "Ann", "Private", FALSE, NULL);
  g_assert_false (desk_phonebooks_can_edit (phonebooks, contact, &reason));
  g_assert_cmpstr (reason, ==, "The PBX refused: No permission.");
  contact_pbx_reconnect (pbx); /* it may be another by now */
  check_books (pbx, "Private+- Company*");
  g_assert_true (desk_phonebooks_can_edit (phonebooks, contact, NULL));
}

static void
test_new_book (ContactPbx *pbx, gconstpointer user)
{
  DeskPhonebooks *phonebooks;
  DeskPhonebook *book;

  contact_pbx_start (pbx);
  phonebooks = contact_pbx_get_phonebooks (pbx);
  book = desk_phonebooks_ensure (phonebooks, "Mine", FALSE);
  g_assert_true (desk_phonebook_get_is_new (book));
  g_assert_true (desk_phonebooks_ensure (phonebooks, "Mine", FALSE) == book);
  check_books (pbx, "Mine+- Private+- Company*");
  desk_phonebooks_note_changes (phonebooks);
  pbx_answer (&pbx->session, "getPhonebooks", NULL, "[{\"phonebook\":\"Mine\"}]");
  test_settle ();
  check_books (pbx, "Mine+-");
  g_assert_false (desk_phonebook_get_is_new (book));
}

static void
test_failed (ContactPbx *pbx, gconstpointer user)
{
  DeskPhonebooks *phonebooks = contact_pbx_get_phonebooks (pbx);

  session_fixture_start (&pbx->session);
  pbx_refuse (&pbx->session, "getPhonebooks", -1, "Out of order");
  g_assert_cmpint (desk_phonebooks_get_state (phonebooks), ==, DESK_LOADING_FAILED);
  g_assert_cmpstr (desk_phonebooks_get_reason (phonebooks), ==, "Out of order");
  desk_phonebooks_retry (phonebooks);
  pbx_answer (&pbx->session, "getPhonebooks", NULL, "[]");
  test_settle ();
  g_assert_cmpint (desk_phonebooks_get_state (phonebooks), ==, DESK_LOADING_READY);
}

/* --- the whole of a contact -------------------------------------------------------- */

#define WHOLE "{\"aid\":7,\"display_name\":\"Ann\",\"phonebook\":\"Private\",\"info\":{\"$firstname\":\"Ann\"}}"

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GString *told = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DeskContact) contact = desk_phonebooks_fetch_finish (DESK_PHONEBOOKS (source), result, &error);

  g_assert_true ((contact != NULL) == (error == NULL));
  g_string_append_printf (told, "[%s]", contact != NULL ? desk_contact_get_display_name (contact) : error->message);
}

static void
fetch (ContactPbx *pbx, const char *id, GCancellable *cancellable)
{
  desk_phonebooks_fetch_async (contact_pbx_get_phonebooks (pbx), id, cancellable, fetched_cb,
                               pbx->session.told);
}

static void
test_fetch (ContactPbx *pbx, gconstpointer user)
{
  DeskPhonebooks *phonebooks;
  g_autoptr (DeskContact) contact = NULL;

  contact_pbx_start (pbx);
  phonebooks = contact_pbx_get_phonebooks (pbx);
  contact = desk_phonebooks_ensure_contact (phonebooks, "7");
  fetch (pbx, "7", NULL);
  fetch (pbx, "7", NULL);
  g_assert_cmpint (desk_contact_get_state (contact), ==, DESK_CONTACT_STATE_LOADING);
  pbx_answer (&pbx->session, "getContact", "\"aid\":\"7\"", WHOLE);
  test_settle ();
  g_assert_null (pbx_take (&pbx->session, "getContact\""));
  g_assert_cmpstr (pbx->session.told->str, ==, "[Ann][Ann]");
  g_assert_cmpint (desk_contact_get_state (contact), ==, DESK_CONTACT_STATE_LOADED);
  g_assert_cmpstr (pal_contact_info_get (desk_contact_get_info (contact), "$firstname"), ==, "Ann");
  g_assert_cmpstr (desk_contact_get_phonebook (contact), ==, "Private");

  fetch (pbx, "7", NULL);
  pbx_refuse (&pbx->session, "getContact", -1, "Out of order");
  test_settle ();
  g_assert_cmpint (desk_contact_get_state (contact), ==, DESK_CONTACT_STATE_FAILED);
  g_assert_cmpstr (desk_contact_get_reason (contact), ==, "Out of order");
  g_assert_nonnull (desk_contact_get_info (contact));
  fetch (pbx, "7", NULL);
  pbx_refuse (&pbx->session, "getContact", -32000, "Contact not found: 7");
  test_settle ();
  g_assert_cmpint (desk_contact_get_state (contact), ==, DESK_CONTACT_STATE_GONE);
}

/* Few at a time, the ones wanted last first; what nobody waits for any more is not asked for. */
static void
test_fetch_many (ContactPbx *pbx, gconstpointer user)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  contact_pbx_start (pbx);
  for (guint i = 1; i <= 8; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      fetch (pbx, id, i == 6 || i == 7 ? cancellable : NULL);
    }
  g_cancellable_cancel (cancellable);
  for (guint i = 1; i <= 4; i++)
    {
      g_autofree char *part = g_strdup_printf ("\"aid\":\"%u\"", i);

      g_free (pbx_expect (&pbx->session, "getContact", part));
    }
  g_assert_null (pbx_take (&pbx->session, "getContact"));
  fake_transport_drop (pbx->session.line, 1006, NULL);
  test_settle ();
  g_assert_nonnull (strstr (pbx->session.told->str, "cancelled"));
  g_assert_cmpuint (g_hash_table_size (contact_pbx_get_phonebooks (pbx)->fetches), ==, 0);
  g_assert_cmpuint (g_hash_table_size (contact_pbx_get_phonebooks (pbx)->known), ==, 0);
}

static void
test_fetch_order (ContactPbx *pbx, gconstpointer user)
{
  static const char *const order[] = { "1", "2", "3", "4", "8", "5" };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  contact_pbx_start (pbx);
  for (guint i = 1; i <= 8; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      fetch (pbx, id, i == 6 || i == 7 ? cancellable : NULL);
    }
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *part = g_strdup_printf ("\"aid\":\"%s\"", order[i]);

      pbx_answer (&pbx->session, "getContact", part, WHOLE);
      test_settle ();
    }
  g_assert_null (pbx_take (&pbx->session, "getContact"));
}

#define add(name, func) g_test_add ("/phonebooks/" name, ContactPbx, NULL, contact_pbx_set_up, func, contact_pbx_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("user", test_roles);
  add ("admin", test_admin);
  add ("kind", test_kind);
  add ("refused", test_refused);
  add ("new-book", test_new_book);
  add ("failed", test_failed);
  add ("fetch", test_fetch);
  add ("fetch-many", test_fetch_many);
  add ("fetch-order", test_fetch_order);
  return g_test_run ();
}
