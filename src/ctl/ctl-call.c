/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "ctl/ctl-command.h"
#include "ctl/ctl-line.h"
#include "ctl/ctl-reply.h"

/* A parameter of the row marked so, or a member of a map that is one by its name. */
static gboolean
is_secret (const PalMethod *method, const char *key)
{
  const PalParam *param = pal_method_find_param (method, key);
  const char *dot = strchr (key, '.');

  if (param != NULL)
    return (param->flags & PAL_PARAM_SECRET) != 0;

  return dot != NULL && strstr (dot, "password") != NULL;
}

static gboolean
set_secret (PalParams *params, const char *key, const char *value, GError **error)
{
  g_autofree char *argument = NULL;
  gboolean done;
  char *secret;

  if (value[0] != '@')
    {
      g_set_error (error, PAL_ERROR, PAL_ERROR_INVALID_PARAMS,
                   _("“%s” is a secret, and arguments can be seen by everyone on this machine: give it as "
                      "%s=@FILE"),
                   key, key);
      return FALSE;
    }

  secret = ctl_read_secret_file (value + 1, error);
  if (secret == NULL)
    return FALSE;

  argument = g_strconcat (key, "=", secret, NULL);
  done = pal_params_set_from_argument (params, argument, error);
  explicit_bzero (argument, strlen (argument));
  ctl_wipe (secret);

  return done;
}

static gboolean
set_arguments (PalParams *params, char **arguments, GError **error)
{
  const PalMethod *method = pal_method_get (pal_params_get_method (params));

  for (guint i = 0; arguments[i] != NULL; i++)
    {
      const char *equals = strchr (arguments[i], '=');
      g_autofree char *key = g_strndup (arguments[i], equals != NULL ? (gsize)(equals - arguments[i]) : 0);

      if (equals != NULL && is_secret (method, key))
        {
          if (!set_secret (params, key, equals + 1, error))
            return FALSE;
        }
      else if (!pal_params_set_from_argument (params, arguments[i], error))
        {
          return FALSE;
        }
    }

  return TRUE;
}

/* Reading is liberal, so names no row has are refused here. */
static gboolean
check_names (const PalMethod *method, const char *json, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (json, error);
  g_autoptr (GList) names = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, PAL_ERROR, PAL_ERROR_INVALID_PARAMS, _("--raw wants one JSON object"));
      return FALSE;
    }

  names = json_object_get_members (json_node_get_object (node));
  for (GList *link = names; link != NULL; link = link->next)
    if (pal_method_find_param (method, link->data) == NULL)
      {
        g_set_error (error, PAL_ERROR, PAL_ERROR_INVALID_PARAMS, _("%s has no parameter “%s”"),
                     method->name, (const char *)link->data);
        return FALSE;
      }

  return TRUE;
}

static PalParams *
make_params (CtlContext *ctx, const PalMethod *method, GError **error)
{
  const char *raw = ctx->options.raw;
  g_autoptr (PalParams) params = NULL;

  if (raw != NULL)
    {
      if (ctx->arguments[1] != NULL)
        {
          g_set_error (error, PAL_ERROR, PAL_ERROR_INVALID_PARAMS,
                       _("Either --raw or NAME=VALUE, not both"));
          return NULL;
        }
      if (!check_names (method, raw, error))
        return NULL;
      return pal_params_read (method->id, raw, strlen (raw), error);
    }

  params = pal_params_new (method->id);
  if (!set_arguments (params, ctx->arguments + 1, error))
    return NULL;

  return g_steal_pointer (&params);
}

CtlExit
ctl_call_method (CtlContext *ctx)
{
  const PalMethod *method = pal_method_lookup (ctx->arguments[0]);
  g_autoptr (PalParams) params = NULL;
  g_autoptr (PalReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  CtlExit exit;

  if (method == NULL)
    {
      ctl_say (_("There is no method “%s”; see “palctl methods”"), ctx->arguments[0]);
      return CTL_EXIT_USAGE;
    }

  /* Everything that can be said against it without the PBX, before it is bothered. */
  params = make_params (ctx, method, &error);
  if (params != NULL)
    ctl_line_set_tenant (ctx, params);
  if (params == NULL || !pal_params_validate (params, PAL_ROLE_NONE, &error))
    {
      ctl_say ("%s", error->message);
      return CTL_EXIT_USAGE;
    }

  exit = ctl_line_open (ctx, CTL_SUBSCRIBE_NOTHING, PAL_CLIENT_STATE_SYNCING, NULL, NULL);
  if (exit != CTL_EXIT_DONE)
    return exit;

  reply = ctl_line_call (ctx, params, &exit);
  if (reply != NULL)
    ctl_reply_print (reply, params, ctx->options.format);

  return exit;
}
