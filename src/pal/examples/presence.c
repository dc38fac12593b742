/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* presence URL TENANT USER [NUMBER]: signs in, prints who is in a call, calls NUMBER and follows that call.
 * The password is the first line of standard input. "-" is the tenant of a PBX with one tenant. */
#include <pal/pal.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  GMainLoop *loop;
  PalClient *client;
  GHashTable *busy;   /* talker id → extension */
  char *user;
  char *number;       /* to call, or NULL */
  char *call;         /* the log id of our call, once it is known */
  gboolean has_rung, is_ready;
  int result;
} Example;

static void
leave (Example *self, int result)
{
  self->result = result;
  g_main_loop_quit (self->loop);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Example *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);

  if (reply == NULL)
    {
      printf ("The call was refused: %s\n", error->message);
      leave (self, 1);
      return;
    }

  /* The same number stands in the events of this call. */
  self->call = g_strdup (pal_reply_get_call_id (reply));
  printf ("Calling %s\n", self->number);
}

static void
make_call (Example *self)
{
  g_autoptr(PalParams) params = pal_params_new (PAL_METHOD_MAKE_CALL);
  const char *const to[] = { self->number, NULL };

  pal_params_set_text (params, "user", self->user);
  pal_params_set_text (params, "from", self->user);
  pal_params_set_list (params, "to", to);
  pal_params_set_text (params, "type", "2");
  pal_client_call_async (self->client, params, NULL, called_cb, self);
}

static void
print_presence (Example *self)
{
  GHashTableIter iter;
  gpointer user;

  printf ("%u in calls\n", g_hash_table_size (self->busy));
  g_hash_table_iter_init (&iter, self->busy);
  while (g_hash_table_iter_next (&iter, NULL, &user))
    printf ("%s is in a call\n", (const char *) user);
}

static void
take_status (Example *self, const PalStatusEvent *event)
{
  if (event->status == PAL_CALL_STATUS_DISCONNECT)
    g_hash_table_remove (self->busy, event->talker_id);
  else
    g_hash_table_insert (self->busy, g_strdup (event->talker_id), g_strdup (event->user));
  if (!self->is_ready)
    return;

  printf ("%s: %d\n", event->user, event->status);
  self->has_rung |= event->status == PAL_CALL_STATUS_STARTRINGING;
  if (self->has_rung && g_hash_table_size (self->busy) == 0)
    leave (self, 0);
}

static void
events_cb (PalClient *client, PalEventBatch *batch, Example *self)
{
  for (guint i = 0; i < pal_event_batch_get_size (batch); i++)
    {
      const PalEvent *event = pal_event_batch_get (batch, i);

      if (event->kind == PAL_EVENT_STATUS)
        take_status (self, &event->status);
    }
}

static void
state_cb (PalClient *client, GParamSpec *pspec, Example *self)
{
  switch (pal_client_get_state (client))
    {
    case PAL_CLIENT_STATE_READY:
      self->is_ready = TRUE;
      print_presence (self);
      if (self->number != NULL)
        make_call (self);
      else
        leave (self, 0);
      break;
    case PAL_CLIENT_STATE_WAITING:
    case PAL_CLIENT_STATE_STOPPED:
      printf ("Cannot sign in: %s\n", pal_client_get_reason (client)->message);
      leave (self, 1);
      break;
    case PAL_CLIENT_STATE_OFFLINE:
    case PAL_CLIENT_STATE_CONNECTING:
    case PAL_CLIENT_STATE_AUTHENTICATING:
    case PAL_CLIENT_STATE_SYNCING:
    default:
      break;
    }
}

int
main (int argc, char **argv)
{
  Example self = { 0 };
  g_autoptr(PalEndpoint) endpoint = NULL;
  char password[256];

  if (argc < 4 || fgets (password, sizeof password, stdin) == NULL)
    {
      fputs ("usage: presence URL TENANT USER [NUMBER] < PASSWORD-FILE\n", stderr);
      return 2;
    }
  setvbuf (stdout, NULL, _IOLBF, 0);
  password[strcspn (password, "\n")] = '\0';
  endpoint = pal_endpoint_new (argv[1], argv[2], argv[3]);
  pal_endpoint_watch_all (endpoint);

  self.loop = g_main_loop_new (NULL, FALSE);
  self.busy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.user = argv[3];
  self.number = argv[4];
  self.client = pal_client_new (NULL, NULL);
  g_signal_connect (self.client, "events", G_CALLBACK (events_cb), &self);
  g_signal_connect (self.client, "notify::state", G_CALLBACK (state_cb), &self);
  pal_client_set_endpoint (self.client, endpoint);
  pal_client_set_password (self.client, password);
  pal_client_start (self.client);
  g_main_loop_run (self.loop);

  g_signal_handlers_disconnect_by_data (self.client, &self);
  pal_client_stop (self.client);
  g_object_unref (self.client);
  g_hash_table_unref (self.busy);
  g_main_loop_unref (self.loop);
  g_free (self.call);
  memset (password, 0, sizeof password);

  return self.result;
}
