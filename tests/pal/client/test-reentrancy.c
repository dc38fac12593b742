/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pal/client/pal-client-private.h"
#include "tests/lib/client-fixture.h"

#define ACTIVE "{\"method\":\"notify_serverstatus\",\"params\":{\"status\":\"active\"}}"
#define INACTIVE "{\"method\":\"notify_serverstatus\",\"params\":{\"status\":\"inactive\"}}"
#define EVENT "{\"method\":\"notify_registered\",\"params\":{\"user\":\"1000\",\"registered\":\"true\"}}"
#define NONCE "{\"method\":\"login_password_required\",\"params\":{\"nonce\":\"abc123\"}}"
#define REPLACED "{\"method\":\"notify_pal\",\"params\":{\"code\":1,\"message\":\"ANOTHER_LOGIN\"}}"

/* Whoever hears of something may do anything to the client at once: whatever it is and wherever the client
 * stands, nothing is used after it went, nothing is left over, and what was asked for last is what holds. */
typedef enum
{
  STOP,
  RESTART,
  TRY_NOW,
  FORGET,
  N_DEEDS
} Deed;

typedef struct
{
  ClientFixture *fixture;
  Deed deed;
  guint until; /* the deed is done at the so manieth thing heard */
  guint n;
} Doer;

static void
hear (Doer *doer)
{
  ClientFixture *fixture = doer->fixture;

  if (doer->n++ != doer->until)
    return;
  switch (doer->deed)
    {
    case STOP:
      pal_client_stop (fixture->client);
      break;
    case RESTART:
      pal_client_stop (fixture->client);
      pal_client_start (fixture->client);
      break;
    case TRY_NOW:
      pal_client_try_now (fixture->client);
      break;
    case FORGET:
      g_signal_handlers_disconnect_by_data (fixture->client, doer);
      g_signal_handlers_disconnect_by_data (fixture->client, fixture);
      g_object_unref (g_steal_pointer (&fixture->client));
      break;
    case N_DEEDS:
    default:
      g_assert_not_reached ();
    }
}

static void
notify_cb (PalClient *client, GParamSpec *pspec, Doer *doer)
{
  hear (doer);
}

static void
events_cb (PalClient *client, PalEventBatch *batch, Doer *doer)
{
  hear (doer);
}

static void
log_cb (PalClient *client, const char *direction, const char *text, Doer *doer)
{
  hear (doer);
}

/* Answers the oldest request of that name, if there is one. */
static void
answer (ClientFixture *fixture, const char *method, const char *rest)
{
  g_autofree char *text = fake_transport_take (fixture->line);
  g_autofree char *frame = NULL;
  const char *id;

  if (text == NULL || strstr (text, method) == NULL)
    return;
  id = g_strrstr (text, "\"id\":\"") + strlen ("\"id\":\"");
  frame = g_strdup_printf ("[%s,{%s,\"id\":\"%.*s\"},%s]", EVENT, rest, (int) strcspn (id, "\""), id, EVENT);
  fake_transport_feed (fixture->line, frame, -1);
  test_settle ();
}

static void
feed (ClientFixture *fixture, const char *frame)
{
  fake_transport_feed (fixture->line, frame, -1);
  test_settle ();
}

static void
answered_cb (GObject *client, GAsyncResult *result, gpointer n_answers)
{
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (client), result, NULL);

  ++*(guint *) n_answers;
}

static void
call (ClientFixture *fixture, guint *n_calls, guint *n_answers)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_GET_NOTE_NAMES);

  if (fixture->client == NULL)
    return;
  ++*n_calls;
  pal_client_call_async (fixture->client, params, NULL, answered_cb, n_answers);
}

/* A whole life, by someone who does not look what state the client is in. */
static void
live (ClientFixture *fixture, const char *end, guint *n_calls, guint *n_answers)
{
  pal_client_start (fixture->client);
  if (fake_transport_is_opening (fixture->line))
    fake_transport_open (fixture->line);
  feed (fixture, "[" EVENT "," NONCE "," EVENT "]");
  answer (fixture, "login", "\"result\":true");
  feed (fixture, "[" EVENT "," ACTIVE "," EVENT "]");
  answer (fixture, "getExtensionProperties", "\"result\":[\"true\",\"Ann\"]");
  client_fixture_advance (fixture, PAL_CLIENT_QUIET);
  call (fixture, n_calls, n_answers);
  answer (fixture, "ping", "\"error\":{\"code\":-32601,\"message\":\"what?\"}");
  answer (fixture, "getNoteNames", "\"error\":{\"code\":-1,\"message\":\"No permission.\"}");
  call (fixture, n_calls, n_answers);
  feed (fixture, "[" EVENT "," INACTIVE "," EVENT "," ACTIVE "," EVENT "]");
  call (fixture, n_calls, n_answers);
  feed (fixture, end);
  client_fixture_advance (fixture, 60 * S);
  if (fake_transport_is_opening (fixture->line))
    fake_transport_open (fixture->line);
}

static gboolean
holds (Deed deed, PalClient *client)
{
  PalClientState state = client != NULL ? pal_client_get_state (client) : PAL_CLIENT_STATE_OFFLINE;

  switch (deed)
    {
    case STOP:
      return state == PAL_CLIENT_STATE_OFFLINE;
    case FORGET:
      return client == NULL;
    case RESTART:
    case TRY_NOW:
      return TRUE;
    case N_DEEDS:
    default:
      g_assert_not_reached ();
    }
}

/* One deed at every moment of a life in turn. */
static void
test_deed (gconstpointer data)
{
  static const char *const ends[] = {
    "[" EVENT "," REPLACED "," EVENT "]", "[" EVENT ",nonsense", "[" EVENT ",{\"id\":null,\"error\":{\"code\":-2022}}]", EVENT,
  };
  Deed deed = GPOINTER_TO_UINT (data);
  guint n_done = 0;

  for (guint end = 0; end < G_N_ELEMENTS (ends); end++)
    for (guint at = 0, heard = 1; heard > 0; at++)
      {
        ClientFixture fixture = { NULL };
        Doer doer = { &fixture, deed, at, 0 };
        guint n_calls = 0, n_answers = 0;

        client_fixture_set_up (&fixture, NULL);
        g_signal_connect (fixture.client, "notify", G_CALLBACK (notify_cb), &doer);
        g_signal_connect (fixture.client, "events", G_CALLBACK (events_cb), &doer);
        g_signal_connect (fixture.client, "log", G_CALLBACK (log_cb), &doer);
        live (&fixture, ends[end], &n_calls, &n_answers);
        heard = doer.n > at;
        n_done += heard;
        if (heard && !holds (deed, fixture.client))
          g_error ("deed %u at %u of life %u: state %d", deed, at, end, pal_client_get_state (fixture.client));
        if (fixture.client != NULL)
          {
            g_signal_handlers_disconnect_by_data (fixture.client, &doer);
            pal_client_stop (fixture.client);
          }
        test_settle ();
        g_assert_cmpuint (n_answers, ==, n_calls);
        g_assert_false (fake_transport_is_open (fixture.line) || fake_transport_is_opening (fixture.line));
        client_fixture_tear_down (&fixture, NULL);
      }
  g_test_message ("%u moments", n_done);
  g_assert_cmpuint (n_done, >, 40);
}

static void
forget_cb (GObject *client, GAsyncResult *result, gpointer fixture)
{
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (client), result, NULL);

  g_assert_null (reply);
  g_signal_handlers_disconnect_by_data (client, fixture);
  g_clear_object (&((ClientFixture *) fixture)->client);
}

static gboolean
advance_cb (gpointer clock)
{
  pal_virtual_clock_advance (clock, 1 * S);

  return G_SOURCE_REMOVE;
}

/* Two answers are overdue at once, and the first to be told lets the client go. In a turn of the main loop:
 * only there a task is told at once. */
static void
test_overdue (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_GET_NOTE_NAMES);

  client_fixture_ready (fixture);
  pal_client_call_async (fixture->client, params, NULL, forget_cb, fixture);
  pal_client_probe_ping (fixture->client);
  client_fixture_advance (fixture, 9 * S);
  feed (fixture, EVENT);
  g_idle_add (advance_cb, fixture->clock);
  test_settle ();
  g_assert_null (fixture->client);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/pal/reentrancy/stop", GUINT_TO_POINTER (STOP), test_deed);
  g_test_add_data_func ("/pal/reentrancy/restart", GUINT_TO_POINTER (RESTART), test_deed);
  g_test_add_data_func ("/pal/reentrancy/try-now", GUINT_TO_POINTER (TRY_NOW), test_deed);
  g_test_add_data_func ("/pal/reentrancy/forget", GUINT_TO_POINTER (FORGET), test_deed);
  g_test_add ("/pal/reentrancy/overdue", ClientFixture, NULL, client_fixture_set_up, test_overdue,
              client_fixture_tear_down);

  return g_test_run ();
}
