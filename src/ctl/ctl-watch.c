/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ctl/ctl-command.h"
#include "ctl/ctl-line.h"

typedef struct
{
  CtlContext *ctx;
  gboolean is_interrupted, is_unread;
  int write_error;
} Watch;

static const char *
state_to_words (PalClientState state)
{
  switch (state)
    {
    case PAL_CLIENT_STATE_CONNECTING:
      return _("connecting");
    case PAL_CLIENT_STATE_AUTHENTICATING:
      return _("signing in");
    case PAL_CLIENT_STATE_SYNCING:
      return _("signed in, reading the present state");
    case PAL_CLIENT_STATE_READY:
      return _("ready");
    case PAL_CLIENT_STATE_WAITING:
      return _("waiting");
    case PAL_CLIENT_STATE_STOPPED:
      return _("stopped");
    case PAL_CLIENT_STATE_OFFLINE:
    default:
      return _("offline");
    }
}

static void
state_cb (PalClient *client, GParamSpec *pspec, Watch *watch)
{
  PalClientState state = pal_client_get_state (client);
  const GError *reason = pal_client_get_reason (client);

  if (state == PAL_CLIENT_STATE_WAITING && reason != NULL)
    ctl_say ("%s: %s", state_to_words (state), reason->message);
  else
    ctl_say ("%s", state_to_words (state));
}

/* In quotation marks where it would not be one word. */
static char *
quote (const char *text)
{
  g_autofree char *clean = ctl_escape (text);
  g_auto (GStrv) parts = NULL;
  g_autofree char *quoted = NULL;

  if (clean[0] != '\0' && strpbrk (clean, " \"\\'=") == NULL)
    return g_steal_pointer (&clean);

  parts = g_strsplit (clean, "\"", -1);
  quoted = g_strjoinv ("\\\"", parts);
  return g_strconcat ("\"", quoted, "\"", NULL);
}

/* notify_status user=1002 status=65 …, whatever members the event has. */
static void
print_line (const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *params = object != NULL ? json_object_get_member (object, "params") : NULL;
  g_autofree char *method = NULL;
  g_autoptr (GString) line = g_string_new (NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  /* The PBX may send a method nobody knows, with any characters in its name. */
  method = ctl_escape (object != NULL ? json_object_get_string_member_with_default (object, "method", "?") : "?");
  g_string_append (line, method);
  if (params != NULL && JSON_NODE_HOLDS_OBJECT (params))
    {
      json_object_iter_init_ordered (&iter, json_node_get_object (params));
      while (json_object_iter_next_ordered (&iter, &name, &value))
        {
          g_autofree char *text
              = JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING
                    ? json_node_dup_string (value)
                    : json_to_string (value, FALSE);
          g_autofree char *clean = quote (text);
          g_autofree char *clean_name = ctl_escape (name);

          g_string_append_printf (line, " %s=%s", clean_name, clean);
        }
    }

  ctl_print ("%s", line->str);
}

static void
event_cb (const PalEvent *event, gpointer user_data)
{
  Watch *watch = user_data;
  g_autofree char *json = pal_event_to_json (event);

  if (watch->ctx->options.format == CTL_FORMAT_JSON)
    ctl_print_json (json, -1);
  else
    print_line (json);
  if (fflush (stdout) != 0)
    {
      watch->write_error = errno;
      watch->is_unread = TRUE;
      clearerr (stdout);
    }
}

/* The reader of a pipe went away; the next event may be long in coming. */
static gboolean
unread_cb (int fd, GIOCondition condition, gpointer user_data)
{
  ((Watch *)user_data)->is_unread = TRUE;
  return G_SOURCE_CONTINUE;
}

static gboolean
interrupted_cb (gpointer user_data)
{
  ((Watch *)user_data)->is_interrupted = TRUE;
  return G_SOURCE_CONTINUE;
}

CtlExit
ctl_watch (CtlContext *ctx)
{
  Watch watch = { .ctx = ctx };
  gulong handler;
  guint signals[2], unread;
  CtlExit exit;

  exit = ctl_line_open (ctx, CTL_SUBSCRIBE_ALL, PAL_CLIENT_STATE_SYNCING, event_cb, &watch);
  if (exit != CTL_EXIT_DONE)
    {
      ctl_line_mute (ctx);
      return exit;
    }

  signals[0] = g_unix_signal_add (SIGINT, interrupted_cb, &watch);
  signals[1] = g_unix_signal_add (SIGTERM, interrupted_cb, &watch);
  unread = g_unix_fd_add (STDOUT_FILENO, G_IO_ERR, unread_cb, &watch);
  handler = g_signal_connect_data (ctx->client, "notify::state", G_CALLBACK (state_cb), &watch, NULL, 0);
  state_cb (ctx->client, NULL, &watch);

  /* Once in, a lost line is made again; only what needs the person ends it. */
  while (!watch.is_interrupted && !watch.is_unread
         && pal_client_get_state (ctx->client) != PAL_CLIENT_STATE_STOPPED)
    g_main_context_iteration (NULL, TRUE);

  g_signal_handler_disconnect (ctx->client, handler);
  ctl_line_mute (ctx);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_source_remove (signals[i]);
  g_source_remove (unread);

  if (watch.write_error != 0 && watch.write_error != EPIPE)
    {
      ctl_say (_("Cannot write the output: %s"), g_strerror (watch.write_error));
      return CTL_EXIT_REFUSED;
    }
  return watch.is_interrupted || watch.is_unread ? CTL_EXIT_DONE : ctl_line_explain (ctx);
}
