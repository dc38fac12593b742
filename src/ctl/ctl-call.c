/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "ctl/ctl-arguments.h"
#include "ctl/ctl-command.h"
#include "ctl/ctl-line.h"
#include "ctl/ctl-reply.h"

static PalParams *
make_params (CtlContext *ctx, const PalMethod *method, GError **error)
{
  g_autoptr (PalParams) params = pal_params_new (method->id);

  if (!ctl_arguments_read (params, NULL, ctx->arguments + 1, error))
    return NULL;

  /* Everything that can be said against it without the PBX, before it is bothered. */
  ctl_line_set_tenant (ctx, params);
  if (!pal_params_validate (params, PAL_ROLE_NONE, error))
    return NULL;

  return g_steal_pointer (&params);
}

/* What came, as it came. */
static CtlExit
print_raw (PalReply *reply, const PalMethod *method)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done = pal_reply_check (reply, method, &error);
  gsize length;
  const char *json = pal_reply_get_json (reply, &length);

  if (json == NULL)
    json = pal_reply_get_error_json (reply, &length);
  if (json != NULL)
    ctl_print_json (json, (gssize)length);
  if (is_done)
    return CTL_EXIT_DONE;

  ctl_say ("%s", error->message);
  return CTL_EXIT_REFUSED;
}

static gboolean
is_json (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (text, error);

  if (node == NULL && error != NULL && *error == NULL)
    g_set_error (error, PAL_ERROR, PAL_ERROR_INVALID_PARAMS, _("--raw wants the text of a JSON value"));
  else if (node == NULL)
    g_prefix_error (error, "--raw: ");

  return node != NULL;
}

/* Any method with any parameters, known or not, as they are. */
static CtlExit
call_raw (CtlContext *ctx)
{
  const PalMethod *method = pal_method_lookup (ctx->arguments[0]);
  g_autoptr (PalReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_open;
  CtlExit exit;
  char *json;

  if (ctx->arguments[1] != NULL)
    {
      ctl_say (_("Either --raw or NAME=VALUE, not both"));
      return CTL_EXIT_USAGE;
    }
  json = ctl_arguments_read_text (ctx->options.raw, &is_open, &error);
  if (json == NULL || !is_json (json, &error)
      || (is_open && !ctl_arguments_check_open (method, json, &error)))
    {
      ctl_say ("%s", error->message);
      ctl_wipe (json);
      return CTL_EXIT_USAGE;
    }

  exit = ctl_line_open (ctx, CTL_SUBSCRIBE_NOTHING, PAL_CLIENT_STATE_SYNCING, NULL, NULL);
  if (exit == CTL_EXIT_DONE)
    {
      reply = ctl_line_call_raw (ctx, ctx->arguments[0], json, &exit);
      if (reply != NULL)
        exit = print_raw (reply, method);
    }
  ctl_wipe (json);

  return exit;
}

CtlExit
ctl_call_method (CtlContext *ctx)
{
  const PalMethod *method = pal_method_lookup (ctx->arguments[0]);
  g_autoptr (PalParams) params = NULL;
  g_autoptr (PalReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  CtlExit exit;

  if (ctx->options.raw != NULL)
    return call_raw (ctx);
  if (method == NULL)
    {
      ctl_say (_("There is no method “%s”; see “palctl methods”"), ctx->arguments[0]);
      return CTL_EXIT_USAGE;
    }

  params = make_params (ctx, method, &error);
  if (params == NULL)
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
