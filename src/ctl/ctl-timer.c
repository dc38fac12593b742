/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two plan switch timers of an extension. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "ctl/ctl-command.h"
#include "ctl/ctl-line.h"
#include "ctl/ctl-reply.h"

static const char *
find_extension (CtlContext *ctx)
{
  return ctx->options.extension != NULL ? ctx->options.extension : store_account_get_user (ctx->account);
}

static int
get_number (CtlContext *ctx)
{
  return ctx->options.number > 0 ? ctx->options.number : 1;
}

static gboolean
check_number (CtlContext *ctx)
{
  if (ctx->options.number == -1 || ctx->options.number == 1 || ctx->options.number == 2)
    return TRUE;

  ctl_say (_("--number is 1 or 2"));
  return FALSE;
}

static PalParams *
make_params (CtlContext *ctx, PalMethodId method)
{
  PalParams *params = pal_params_new (method);

  pal_params_set_text (params, "extension", find_extension (ctx));
  pal_params_set_int (params, "number", get_number (ctx));
  ctl_line_set_tenant (ctx, params);

  return params;
}

/* The text of the timer; NULL after saying why not, with *exit set. */
static char *
read_timer (CtlContext *ctx, CtlExit *exit)
{
  g_autoptr (PalParams) params = make_params (ctx, PAL_METHOD_GET_PLAN_SWITCH_TIMER);
  g_autoptr (PalReply) reply = ctl_line_call (ctx, params, exit);
  const char *text = reply != NULL ? pal_reply_get_text (reply) : NULL;

  return reply != NULL ? g_strdup (text != NULL ? text : "") : NULL;
}

static void
print_timer (CtlContext *ctx, const char *text)
{
  g_autofree char *number = g_strdup_printf ("%d", get_number (ctx));
  g_autoptr (CtlTable) table = NULL;

  if (ctx->options.format == CTL_FORMAT_TEXT)
    {
      ctl_print_text (text);
      return;
    }

  table = ctl_table_new ();
  ctl_table_begin_row (table);
  ctl_table_set (table, "extension", find_extension (ctx));
  ctl_table_set (table, "number", number);
  ctl_table_set (table, "schedule", text);
  ctl_table_print_record (table, ctx->options.format);
}

CtlExit
ctl_timer_show (CtlContext *ctx)
{
  g_autofree char *text = NULL;
  CtlExit exit;

  if (!check_number (ctx))
    return CTL_EXIT_USAGE;
  exit = ctl_line_open (ctx, CTL_SUBSCRIBE_NOTHING, PAL_CLIENT_STATE_SYNCING, NULL, NULL);
  if (exit != CTL_EXIT_DONE)
    return exit;
  text = read_timer (ctx, &exit);
  if (text != NULL)
    print_timer (ctx, text);

  return exit;
}

static CtlExit
ask (CtlContext *ctx)
{
  const char *extension = find_extension (ctx);

  if (g_str_equal (extension, store_account_get_user (ctx->account)))
    return CTL_EXIT_DONE;

  return ctl_confirm (ctx, g_strdup_printf (_("Set timer %d of %s?"), get_number (ctx), extension));
}

CtlExit
ctl_timer_set (CtlContext *ctx)
{
  g_autoptr (PalParams) params = NULL;
  g_autoptr (PalReply) reply = NULL;
  g_autofree char *after = NULL;
  CtlExit exit;

  if (!check_number (ctx))
    return CTL_EXIT_USAGE;
  exit = ask (ctx);
  if (exit == CTL_EXIT_DONE)
    exit = ctl_line_open (ctx, CTL_SUBSCRIBE_NOTHING, PAL_CLIENT_STATE_SYNCING, NULL, NULL);
  if (exit != CTL_EXIT_DONE)
    return exit;

  params = make_params (ctx, PAL_METHOD_SET_PLAN_SWITCH_TIMER);
  pal_params_set_text (params, "schedule", ctx->arguments[0]);
  reply = ctl_line_call (ctx, params, &exit);
  if (reply == NULL)
    return exit;
  if (ctx->options.no_wait)
    {
      ctl_tell_done (ctx, "extension", find_extension (ctx), NULL, _("The PBX accepted it"));
      return exit;
    }

  after = read_timer (ctx, &exit);
  if (after == NULL)
    return exit;
  print_timer (ctx, after);
  if (g_str_equal (after, ctx->arguments[0]))
    return CTL_EXIT_DONE;

  ctl_say (_("The PBX said yes, but the timer is another than it should be"));
  return CTL_EXIT_REFUSED;
}
