/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a client learns of the PBX: which methods it has, and which it lets us call. */
#include "pal/client/pal-client-private.h"
#include "tests/lib/client-fixture.h"

static void
expect_error (ClientFixture *fixture, GAsyncResult **result, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (*result);
  g_assert_null (pal_client_call_finish (fixture->client, *result, &error));
  g_assert_error (error, domain, code);
  g_clear_object (result);
}

static void
test_taken_away (ClientFixture *fixture, gconstpointer data)
{
  GAsyncResult *result = NULL;

  g_assert_false (pal_client_can (fixture->client, PAL_METHOD_GET_NOTE_NAMES));
  client_fixture_ready (fixture);
  g_assert_true (pal_client_can (fixture->client, PAL_METHOD_GET_NOTE_NAMES));
  g_assert_false (pal_client_can (fixture->client, PAL_METHOD_CREATE_TENANT));
  g_assert_false (pal_client_can (fixture->client, PAL_METHOD_LOGIN));
  client_fixture_call (fixture, PAL_METHOD_GET_NOTE_NAMES, NULL, NULL, &result);
  client_fixture_refuse (fixture, "getNoteNames", -1, "No permission.");
  expect_error (fixture, &result, PAL_ERROR, PAL_ERROR_DENIED);
  g_assert_false (pal_client_can (fixture->client, PAL_METHOD_GET_NOTE_NAMES));

  /* the PBX may change its mind: it is asked all the same, and believed */
  client_fixture_call (fixture, PAL_METHOD_GET_NOTE_NAMES, NULL, NULL, &result);
  client_fixture_answer (fixture, "getNoteNames", "[]");
  g_clear_object (&result);
  g_assert_true (pal_client_can (fixture->client, PAL_METHOD_GET_NOTE_NAMES));
  client_fixture_call (fixture, PAL_METHOD_GET_NOTE_NAMES, NULL, NULL, &result);
  client_fixture_refuse (fixture, "getNoteNames", -1, "No permission.");
  expect_error (fixture, &result, PAL_ERROR, PAL_ERROR_DENIED);
  g_assert_false (pal_client_can (fixture->client, PAL_METHOD_GET_NOTE_NAMES));

  /* another session, another chance */
  pal_client_stop (fixture->client);
  client_fixture_assert (fixture, "O");
  client_fixture_ready (fixture);
  g_assert_true (pal_client_can (fixture->client, PAL_METHOD_GET_NOTE_NAMES));
}

/* Somebody else's call, one note, one phonebook: that was refused, not the method. */
static void
test_object_refused (ClientFixture *fixture, gconstpointer data)
{
  static const struct
  {
    PalMethodId method;
    const char *argument;
  } cases[] = {
    { PAL_METHOD_DISCONNECT, "tid=2" },
    { PAL_METHOD_GET_NOTE, "name=Rota" },
    { PAL_METHOD_GET_CONTACT_LIST, "phonebook=Sales" },
    { PAL_METHOD_GET_CONTACT_LIST, "shared=true" },
    { PAL_METHOD_GET_EXTENSIONS, "pattern=..*" },
  };
  GAsyncResult *result = NULL;

  client_fixture_ready (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *name = pal_method_get (cases[i].method)->name;

      client_fixture_call (fixture, cases[i].method, cases[i].argument, NULL, &result);
      client_fixture_refuse (fixture, name, -1, "No permission.");
      expect_error (fixture, &result, PAL_ERROR, PAL_ERROR_DENIED);
      g_assert_true (pal_client_can (fixture->client, cases[i].method));
    }

  client_fixture_call (fixture, PAL_METHOD_GET_CONTACT_LIST, "limit=20", NULL, &result);
  client_fixture_refuse (fixture, "getContactList", -1, "No permission.");
  expect_error (fixture, &result, PAL_ERROR, PAL_ERROR_DENIED);
  g_assert_false (pal_client_can (fixture->client, PAL_METHOD_GET_CONTACT_LIST));
}

static void
notified_cb (PalClient *client, GParamSpec *pspec, guint *n_notified)
{
  (*n_notified)++;
}

/* What the PBX does not have is asked for once a session. */
static void
test_missing (ClientFixture *fixture, gconstpointer data)
{
  GAsyncResult *result = NULL;
  guint n_notified = 0;

  client_fixture_ready (fixture);
  g_signal_connect (fixture->client, "notify::role", G_CALLBACK (notified_cb), &n_notified);
  g_assert_true (pal_client_can (fixture->client, PAL_METHOD_HOLD));
  client_fixture_call (fixture, PAL_METHOD_HOLD, "tid=1", NULL, &result);
  client_fixture_refuse (fixture, "hold", -32601, "Method not found");
  expect_error (fixture, &result, PAL_ERROR, PAL_ERROR_UNKNOWN_METHOD);
  g_assert_false (pal_client_can (fixture->client, PAL_METHOD_HOLD));
  g_assert_cmpuint (n_notified, ==, 1);

  client_fixture_call (fixture, PAL_METHOD_HOLD, "tid=1", NULL, &result);
  client_fixture_expect_nothing (fixture);
  expect_error (fixture, &result, PAL_ERROR, PAL_ERROR_UNKNOWN_METHOD);
  g_assert_true (pal_client_can (fixture->client, PAL_METHOD_UNHOLD));
  g_signal_handlers_disconnect_by_data (fixture->client, &n_notified);

  /* the next session may be with a newer PBX */
  pal_client_stop (fixture->client);
  client_fixture_assert (fixture, "O");
  client_fixture_ready (fixture);
  g_assert_true (pal_client_can (fixture->client, PAL_METHOD_HOLD));
  client_fixture_call (fixture, PAL_METHOD_HOLD, "tid=1", NULL, &result);
  client_fixture_answer (fixture, "hold", "\"succeeded:\"");
  g_clear_object (&result);
  g_assert_true (pal_client_can (fixture->client, PAL_METHOD_HOLD));
}

/* Nothing but ping is asked for out of curiosity. */
static void
test_no_probes (ClientFixture *fixture, gconstpointer data)
{
  client_fixture_ready (fixture);
  client_fixture_expect_nothing (fixture);
  test_settle ();
  client_fixture_expect_nothing (fixture);
}

static void
add (const char *path, void (*test) (ClientFixture *fixture, gconstpointer data))
{
  g_test_add (path, ClientFixture, NULL, client_fixture_set_up, test, client_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/pal/client/taken-away", test_taken_away);
  add ("/pal/client/object-refused", test_object_refused);
  add ("/pal/client/missing", test_missing);
  add ("/pal/client/no-probes", test_no_probes);

  return g_test_run ();
}
