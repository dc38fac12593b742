/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* properties URL TENANT USER EXTENSION NAME… or NAME=VALUE…: the sample programs of chapter 8 of the guide.
 * Reads the properties named, or sets those given a value. The password is the first line of input. */
#include <pal/pal.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  GMainLoop *loop;
  PalClient *client;
  const char *extension;
  char **names;        /* or name=value */
  int result;
} Example;

static void
leave (Example *self, int result)
{
  self->result = result;
  g_main_loop_quit (self->loop);
}

static PalReply *
take_reply (Example *self, GAsyncResult *result)
{
  g_autoptr(GError) error = NULL;
  PalReply *reply = pal_client_call_finish (self->client, result, &error);

  if (reply == NULL)
    printf ("%s\n", error->message);
  leave (self, reply == NULL ? 1 : 0);

  return reply;
}

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Example *self = user_data;
  g_autoptr(PalReply) reply = take_reply (self, result);
  g_auto(PalReplyIter) row = { NULL };

  if (reply == NULL)
    return;

  /* The values come in the order of the names. */
  pal_reply_iter_init (&row, reply);
  for (guint i = 0; self->names[i] != NULL && pal_reply_iter_next (&row); i++)
    {
      const char *value = pal_reply_iter_text (&row, 0);

      printf ("%s = %s\n", self->names[i], value != NULL ? value : "");
    }
}

static void
set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(PalReply) reply = take_reply (user_data, result);

  if (reply != NULL)
    printf ("%s\n", pal_reply_get_text (reply));
}

static void
get_properties (Example *self)
{
  g_autoptr(PalParams) params = pal_params_new (PAL_METHOD_GET_EXTENSION_PROPERTIES);

  pal_params_set_text (params, "extension", self->extension);
  pal_params_set_list (params, "property_names", (const char *const *) self->names);
  pal_client_call_async (self->client, params, NULL, got_cb, self);
}

static void
set_properties (Example *self)
{
  g_autoptr(PalParams) params = pal_params_new (PAL_METHOD_SET_EXTENSION_PROPERTIES);

  pal_params_set_text (params, "extension", self->extension);
  for (char **name = self->names; *name != NULL; name++)
    {
      g_auto(GStrv) pair = g_strsplit (*name, "=", 2);

      pal_params_set_member (params, "properties", pair[0], pair[1] != NULL ? pair[1] : "");
    }
  pal_client_call_async (self->client, params, NULL, set_cb, self);
}

static void
state_cb (PalClient *client, GParamSpec *pspec, Example *self)
{
  PalClientState state = pal_client_get_state (client);

  if (state == PAL_CLIENT_STATE_READY && strchr (self->names[0], '=') != NULL)
    set_properties (self);
  else if (state == PAL_CLIENT_STATE_READY)
    get_properties (self);
  else if (state == PAL_CLIENT_STATE_WAITING || state == PAL_CLIENT_STATE_STOPPED)
    {
      printf ("Cannot sign in: %s\n", pal_client_get_reason (client)->message);
      leave (self, 1);
    }
}

int
main (int argc, char **argv)
{
  Example self = { 0 };
  g_autoptr(PalEndpoint) endpoint = NULL;
  char password[256];

  if (argc < 6 || fgets (password, sizeof password, stdin) == NULL)
    {
      fputs ("usage: properties URL TENANT USER EXTENSION NAME[=VALUE]… < PASSWORD-FILE\n", stderr);
      return 2;
    }
  password[strcspn (password, "\n")] = '\0';
  endpoint = pal_endpoint_new (argv[1], argv[2], argv[3]);

  self.loop = g_main_loop_new (NULL, FALSE);
  self.extension = argv[4];
  self.names = argv + 5;
  self.client = pal_client_new (NULL, NULL);
  g_signal_connect (self.client, "notify::state", G_CALLBACK (state_cb), &self);
  pal_client_set_endpoint (self.client, endpoint);
  pal_client_set_password (self.client, password);
  pal_client_start (self.client);
  g_main_loop_run (self.loop);

  g_signal_handlers_disconnect_by_data (self.client, &self);
  pal_client_stop (self.client);
  g_object_unref (self.client);
  g_main_loop_unref (self.loop);
  memset (password, 0, sizeof password);

  return self.result;
}
