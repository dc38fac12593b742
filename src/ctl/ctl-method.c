/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands that are one method each: what their rows say of it. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ctl/ctl-arguments.h"
#include "ctl/ctl-command.h"
#include "ctl/ctl-line.h"
#include "ctl/ctl-reply.h"

/* The arguments in order, as far as the method has such parameters; NAME=VALUE follows. */
static gboolean
set_arguments (CtlContext *ctx, PalParams *params, const CtlBinding *binding, gboolean is_check,
               GError **error)
{
  const PalMethod *method = pal_method_get (pal_params_get_method (params));
  const char *const none[] = { NULL };
  const char *const *names = binding->parameters != NULL ? binding->parameters : none;
  char **rest = ctx->arguments;

  for (; names[0] != NULL && rest[0] != NULL; names++, rest++)
    {
      const char *name = names[0];
      gboolean is_last = g_str_has_suffix (name, "…");
      g_autofree char *last = is_last ? g_strndup (name, strlen (name) - strlen ("…")) : NULL;
      g_autofree char *text = last != NULL ? g_strjoinv (" ", rest) : g_strdup (rest[0]);

      if (!is_check || pal_method_find_param (method, name) != NULL)
        pal_params_set_text (params, last != NULL ? last : name, text);
      if (last != NULL)
        return TRUE;
    }

  return is_check || ctl_arguments_read (params, binding->prefix, rest, error);
}

static void
set_options (CtlContext *ctx, PalParams *params)
{
  const CtlOptions *options = &ctx->options;

  if (options->book != NULL)
    pal_params_set_text (params, "phonebook", options->book);
  if (options->shared)
    pal_params_set_boolean (params, "shared", TRUE);
  if (options->limit >= 0)
    pal_params_set_int (params, "limit", options->limit);
  if (options->offset >= 0)
    pal_params_set_int (params, "offset", options->offset);
  if (options->type != NULL)
    pal_params_set_text (params, "type", options->type);
}

static PalParams *
make_params (CtlContext *ctx, const CtlBinding *binding, GError **error)
{
  g_autoptr (PalParams) params = pal_params_new (binding->method);

  if (binding->fixed != NULL && !ctl_arguments_read (params, NULL, (char **)binding->fixed, error))
    return NULL;
  if (!set_arguments (ctx, params, binding, FALSE, error))
    return NULL;
  set_options (ctx, params);
  ctl_line_set_tenant (ctx, params);
  if (!pal_params_validate (params, PAL_ROLE_NONE, error))
    return NULL;

  return g_steal_pointer (&params);
}

/* Can it be seen that it happened? */
static CtlExit
check (CtlContext *ctx, const CtlBinding *binding)
{
  g_autoptr (PalParams) params = pal_params_new (binding->check);
  g_autoptr (PalReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  if (binding->check_fixed != NULL)
    ctl_arguments_read (params, NULL, (char **)binding->check_fixed, NULL);
  set_arguments (ctx, params, binding, TRUE, NULL);
  ctl_line_set_tenant (ctx, params);
  reply = ctl_line_try (ctx, params, &error);
  if (error != NULL && ctl_error_to_exit (error) != CTL_EXIT_REFUSED)
    {
      ctl_say ("%s", error->message);
      return ctl_error_to_exit (error);
    }
  if ((reply == NULL) == binding->is_gone)
    return CTL_EXIT_DONE;

  ctl_say (_("The PBX said yes, but it did not happen"));
  return CTL_EXIT_REFUSED;
}

static char *
fill (CtlContext *ctx, const char *text)
{
  g_autoptr (GString) filled = g_string_new (text);

  g_string_replace (filled, "{name}", ctx->arguments[0], 1);
  return g_string_free (g_steal_pointer (&filled), FALSE);
}

static CtlExit
tell (CtlContext *ctx, const CtlBinding *binding)
{
  CtlExit exit = ctx->options.no_wait ? CTL_EXIT_DONE : check (ctx, binding);
  g_autofree char *text = NULL;

  if (exit != CTL_EXIT_DONE)
    return exit;

  text = ctx->options.no_wait ? g_strdup (_("The PBX accepted it")) : fill (ctx, _ (binding->done));
  ctl_tell_done (ctx, "name", ctx->arguments[0], "seen", text);

  return CTL_EXIT_DONE;
}

CtlExit
ctl_run_method (CtlContext *ctx)
{
  const CtlBinding *binding = ctx->command->binding;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalParams) params = make_params (ctx, binding, &error);
  g_autoptr (PalReply) reply = NULL;
  CtlExit exit;

  if (params == NULL)
    {
      ctl_say ("%s", error->message);
      return CTL_EXIT_USAGE;
    }
  exit = binding->question != NULL ? ctl_confirm (ctx, fill (ctx, _ (binding->question))) : CTL_EXIT_DONE;
  if (exit == CTL_EXIT_DONE)
    exit = ctl_line_open (ctx, CTL_SUBSCRIBE_NOTHING, PAL_CLIENT_STATE_SYNCING, NULL, NULL);
  if (exit != CTL_EXIT_DONE)
    return exit;

  reply = ctl_line_call (ctx, params, &exit);
  if (reply == NULL)
    return exit;
  if (binding->done != NULL)
    return tell (ctx, binding);

  ctl_reply_print (reply, params, ctx->options.format);
  return CTL_EXIT_DONE;
}
