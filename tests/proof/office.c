/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office.h"

#include <string.h>

#include "pal/client/pal-client-private.h"
#include "sim/sim-server-private.h"
#include "tests/lib/test-wait.h"

struct _Office
{
  SimClock *clock;
  SimServer *server;
  GPtrArray *peers;
};

struct _Peer
{
  Office *office;
  PalClient *client;
  char *user;
  GPtrArray *events; /* PalEvent */
  guint seen;        /* those before were waited for or forgotten */
};

static void
peer_free (gpointer data)
{
  Peer *self = data;

  g_signal_handlers_disconnect_by_data (self->client, self);
  pal_client_stop (self->client);
  test_settle ();
  g_assert_finalize_object (self->client);
  g_ptr_array_unref (self->events);
  g_free (self->user);
  g_free (self);
}

Office *
office_open (void)
{
  Office *self = g_new0 (Office, 1);
  SimOptions options = { .listen = (char *) "127.0.0.1:0", .auto_answer = -1, .seed = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SimWorld) world = NULL;

  self->clock = sim_clock_new_virtual ();
  world = sim_server_make_world (&options, self->clock, &error);
  g_assert_no_error (error);
  self->server = sim_server_new (world, &options);
  sim_server_start (self->server, &error);
  g_assert_no_error (error);
  self->peers = g_ptr_array_new_with_free_func (peer_free);

  return self;
}

void
office_close (Office *self)
{
  g_ptr_array_unref (self->peers);
  sim_server_stop (self->server);
  test_settle ();
  g_assert_finalize_object (self->server);
  g_object_unref (self->clock);
  g_free (self);
}

char *
office_control (Office *self, const char *format, ...)
{
  g_autofree char *request = NULL;
  char *answer;
  va_list args;

  va_start (args, format);
  request = g_strdup_vprintf (format, args);
  va_end (args);
  answer = sim_server_control (self->server, request);
  if (strstr (answer, "\"ok\":true") == NULL)
    g_error ("palsim refused %s: %s", request, answer);

  return answer;
}

void
office_phone (Office *self, const char *user, const char *what)
{
  g_free (office_control (self, "{\"cmd\":\"phone\",\"user\":\"%s\",\"do\":\"%s\"}", user, what));
}

void
office_dial (Office *self, const char *user, const char *number)
{
  g_free (office_control (self, "{\"cmd\":\"phone\",\"user\":\"%s\",\"do\":\"dial\",\"number\":\"%s\"}", user, number));
}

void
office_call_from_outside (Office *self, const char *from, const char *to)
{
  g_free (office_control (self, "{\"cmd\":\"call\",\"do\":\"call\",\"from\":\"%s\",\"to\":\"%s\"}", from, to));
}

/* Everybody has heard of all that happened: a ping of each is answered after it. */
static void
catch_up (Office *self)
{
  for (guint i = 0; i < self->peers->len; i++)
    peer_do (g_ptr_array_index (self->peers, i), PAL_METHOD_PING, NULL);
  test_settle ();
}

void
office_advance (Office *self, gint64 ms)
{
  catch_up (self);
  sim_clock_advance (self->clock, ms);
  catch_up (self);
}

gint64
office_get_time (Office *self)
{
  return sim_clock_get_time (self->clock);
}

static void
events_cb (PalClient *client, PalEventBatch *batch, Peer *self)
{
  for (guint i = 0; i < pal_event_batch_get_size (batch); i++)
    g_ptr_array_add (self->events, pal_event_copy (pal_event_batch_get (batch, i)));
}

static Peer *
peer_new (Office *office, const char *tenant, const char *user, const char *password)
{
  Peer *self = g_new0 (Peer, 1);
  g_autoptr (PalEndpoint) endpoint = pal_endpoint_new (sim_server_get_url (office->server), tenant, user);

  pal_endpoint_watch_all (endpoint);
  self->office = office;
  self->user = g_strdup (user);
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) pal_event_free);
  self->client = pal_client_new (NULL, NULL);
  g_signal_connect (self->client, "events", G_CALLBACK (events_cb), self);
  pal_client_set_endpoint (self->client, endpoint);
  pal_client_set_password (self->client, password);
  pal_client_start (self->client);

  return self;
}

static gboolean
is_in (Peer *self)
{
  return pal_client_get_state (self->client) >= PAL_CLIENT_STATE_SYNCING
         && pal_client_get_state (self->client) <= PAL_CLIENT_STATE_READY
         && pal_client_get_role (self->client) != PAL_ROLE_NONE;
}

Peer *
office_sign_in_with (Office *self, const char *tenant, const char *user, const char *password)
{
  Peer *peer = peer_new (self, tenant, user, password);

  g_ptr_array_add (self->peers, peer);
  while (!is_in (peer))
    {
      if (pal_client_get_state (peer->client) >= PAL_CLIENT_STATE_WAITING)
        g_error ("%s could not sign in: %s", user, pal_client_get_reason (peer->client)->message);
      test_wait_for (is_in (peer) || pal_client_get_state (peer->client) >= PAL_CLIENT_STATE_WAITING);
    }
  peer_do (peer, PAL_METHOD_PING, NULL);
  peer_forget (peer);

  return peer;
}

Peer *
office_sign_in (Office *self, const char *user)
{
  return office_sign_in_with (self, NULL, user, user);
}

gboolean
office_can_sign_in (Office *self, const char *tenant, const char *user, const char *password)
{
  Peer *peer = peer_new (self, tenant, user, password);
  gboolean can;

  test_wait_for (pal_client_get_state (peer->client) >= PAL_CLIENT_STATE_SYNCING);
  can = pal_client_get_state (peer->client) < PAL_CLIENT_STATE_WAITING;
  if (!can)
    g_assert_cmpint (pal_client_get_stop_reason (peer->client), ==, PAL_STOP_REASON_PASSWORD);
  peer_free (peer);

  return can;
}

void
office_begin_talk (Office *self, Peer *watcher, Talk *talk)
{
  const PalEvent *event;

  office_phone (self, "1003", "wait");
  office_dial (self, "1002", "1003");
  office_advance (self, 100);
  office_phone (self, "1003", "answer");
  event = peer_wait_status (watcher, "1003", PAL_CALL_STATUS_CALL_SUCCESS);
  talk->callee = g_strdup (event->status.talker_id);
  talk->room = g_strdup (event->status.room_id);
  event = peer_wait_status (watcher, "1002", PAL_CALL_STATUS_ANSWER_SUCCESS);
  talk->caller = g_strdup (event->status.talker_id);
}

void
talk_clear (Talk *talk)
{
  g_free (talk->room);
  g_free (talk->caller);
  g_free (talk->callee);
}

const char *
peer_get_user (Peer *self)
{
  return self->user;
}

static PalReply *
call (Peer *self, PalMethodId method, va_list args, GError **error)
{
  g_autoptr (PalParams) params = pal_params_new (method);
  g_autoptr (GAsyncResult) result = NULL;
  const char *argument;

  while ((argument = va_arg (args, const char *)) != NULL)
    {
      g_autoptr (GError) bad = NULL;

      if (!pal_params_set_from_argument (params, argument, &bad))
        g_error ("%s: %s: %s", pal_method_get (method)->name, argument, bad->message);
    }
  pal_client_call_async (self->client, params, NULL, test_store_result_cb, &result);
  test_wait_for (result != NULL);

  return pal_client_call_finish (self->client, result, error);
}

static PalReply *
call_well (Peer *self, PalMethodId method, va_list args)
{
  g_autoptr (GError) error = NULL;
  PalReply *reply = call (self, method, args, &error);

  if (reply == NULL)
    g_error ("%s by %s: %s", pal_method_get (method)->name, self->user, error->message);

  return reply;
}

PalReply *
peer_call (Peer *self, PalMethodId method, ...)
{
  PalReply *reply;
  va_list args;

  va_start (args, method);
  reply = call_well (self, method, args);
  va_end (args);

  return reply;
}

void
peer_do (Peer *self, PalMethodId method, ...)
{
  va_list args;

  va_start (args, method);
  pal_reply_unref (call_well (self, method, args));
  va_end (args);
}

GError *
peer_call_refused (Peer *self, PalMethodId method, ...)
{
  g_autoptr (PalReply) reply = NULL;
  GError *error = NULL;
  va_list args;

  va_start (args, method);
  reply = call (self, method, args, &error);
  va_end (args);
  if (reply != NULL)
    g_error ("%s by %s should have been refused", pal_method_get (method)->name, self->user);

  return error;
}

char *
peer_read (Peer *self, PalMethodId method, ...)
{
  g_autoptr (PalReply) reply = NULL;
  const char *json;
  gsize length;
  va_list args;

  va_start (args, method);
  reply = call_well (self, method, args);
  va_end (args);
  json = pal_reply_get_json (reply, &length);

  return g_strndup (json, length);
}

char *
peer_get_property (Peer *self, const char *extension, const char *name)
{
  g_autofree char *which = g_strconcat ("extension=", extension, NULL);
  g_autofree char *property = g_strconcat ("property_names=", name, NULL);
  g_autoptr (PalReply) reply = peer_call (self, PAL_METHOD_GET_EXTENSION_PROPERTIES, which, property, NULL);
  g_auto (PalReplyIter) iter;

  pal_reply_iter_init (&iter, reply);
  g_assert_true (pal_reply_iter_next (&iter));

  return g_strdup (pal_reply_iter_text (&iter, 0));
}

void
peer_forget (Peer *self)
{
  self->seen = self->events->len;
}

typedef struct
{
  PalEventKind kind;
  const char *user;
  int status;
  const char *part;
} Wanted;

static gboolean
is_wanted (const PalEvent *event, const Wanted *wanted)
{
  g_autofree char *text = NULL;

  if (event->kind != wanted->kind)
    return FALSE;
  if (wanted->user != NULL)
    return strcmp (event->status.user, wanted->user) == 0 && event->status.status == wanted->status;

  text = pal_event_to_json (event);
  return strstr (text, wanted->part) != NULL;
}

static const PalEvent *
find_event (Peer *self, const Wanted *wanted)
{
  for (guint i = self->seen; i < self->events->len; i++)
    if (is_wanted (g_ptr_array_index (self->events, i), wanted))
      {
        self->seen = i + 1;
        return g_ptr_array_index (self->events, i);
      }

  return NULL;
}

/* All that has happened is on its way: what a ping does not flush never comes. */
static const PalEvent *
wait_event (Peer *self, const Wanted *wanted)
{
  const PalEvent *event = find_event (self, wanted);

  if (event == NULL)
    {
      catch_up (self->office);
      event = find_event (self, wanted);
    }
  if (event != NULL)
    return event;

  for (guint i = self->seen; i < self->events->len; i++)
    {
      g_autofree char *text = pal_event_to_json (g_ptr_array_index (self->events, i));

      g_printerr ("%s saw %s\n", self->user, text);
    }
  g_error ("%s: %s did not see %s %s %s %d", g_test_get_path (), self->user, pal_event_kind_get_name (wanted->kind),
           wanted->part != NULL ? wanted->part : "", wanted->user != NULL ? wanted->user : "", wanted->status);
}

const PalEvent *
peer_wait_status (Peer *self, const char *user, int status)
{
  return wait_event (self, &(Wanted) { PAL_EVENT_STATUS, user, status, NULL });
}

const PalEvent *
peer_wait_kind (Peer *self, PalEventKind kind, const char *part)
{
  return wait_event (self, &(Wanted) { kind, NULL, 0, part });
}

gboolean
peer_has_kind (Peer *self, PalEventKind kind, const char *part)
{
  catch_up (self->office);

  return find_event (self, &(Wanted) { kind, NULL, 0, part }) != NULL;
}

void
proof_contains (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("%s: “%s” is not in %s", g_test_get_path (), part, text);
}

void
proof_lacks (const char *text, const char *part)
{
  if (strstr (text, part) != NULL)
    g_error ("%s: “%s” is in %s", g_test_get_path (), part, text);
}

static gboolean is_added[PAL_N_METHODS];

static void
run_cb (gconstpointer func)
{
  Office *office = office_open ();

  ((ProofFunc) func) (office);
  office_close (office);
}

void
proof_add (const char *kind, PalMethodId method, ProofFunc func)
{
  g_autofree char *path = g_strdup_printf ("/%s/%s", kind, pal_method_get (method)->name);

  is_added[method] = TRUE;
  g_test_add_data_func (path, (gconstpointer) func, run_cb);
}

static void
complete_cb (gconstpointer changes)
{
  for (guint i = 0; i < PAL_N_METHODS; i++)
    {
      const PalMethod *method = pal_method_get (i);

      if (((method->flags & PAL_METHOD_CHANGES_STATE) != 0) == GPOINTER_TO_INT (changes)
          && i != PAL_METHOD_LOGIN && !is_added[i])
        g_error ("%s has no test of its name", method->name);
    }
}

void
proof_add_complete (const char *kind, gboolean changes)
{
  g_autofree char *path = g_strdup_printf ("/%s-complete", kind);

  g_test_add_data_func (path, GINT_TO_POINTER (changes), complete_cb);
}
