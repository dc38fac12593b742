/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two plan switch timers of an extension. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "ctl/ctl-command.h"
#include "ctl/ctl-line.h"
#include "ctl/ctl-reply.h"
#include "model/desk-schedule.h"

#define DAYS_AHEAD 60 /* of a preview */
#define DAYS_EXPLAINED 366
#define MOMENT "%Y-%m-%d %H:%M"

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
  ctl_table_set_plain (table, "number", number);
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

/* What cannot be read here may still be what the PBX wants. */
static CtlExit
ask_unread (CtlContext *ctx)
{
  g_autoptr (PalSchedule) schedule = pal_schedule_new (ctx->arguments[0]);
  g_autoptr (GError) error = NULL;

  if (pal_schedule_validate (schedule, &error))
    return CTL_EXIT_DONE;

  return ctl_confirm (ctx, g_strdup_printf (_("This is no known schedule: %s. Set it all the same?"), error->message));
}

static CtlExit
ask (CtlContext *ctx)
{
  const char *extension = find_extension (ctx);
  CtlExit exit = ask_unread (ctx);

  if (exit != CTL_EXIT_DONE)
    return exit;
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

/* Of the argument, or of the timer that is meant. */
static PalSchedule *
find_schedule (CtlContext *ctx, CtlExit *exit)
{
  g_autofree char *text = NULL;

  *exit = CTL_EXIT_DONE;
  if (ctx->arguments[0] != NULL)
    return pal_schedule_new (ctx->arguments[0]);

  if (!check_number (ctx))
    *exit = CTL_EXIT_USAGE;
  else
    *exit = ctl_account_resolve (ctx);
  if (*exit == CTL_EXIT_DONE)
    *exit = ctl_line_open (ctx, CTL_SUBSCRIBE_NOTHING, PAL_CLIENT_STATE_SYNCING, NULL, NULL);
  if (*exit == CTL_EXIT_DONE)
    text = read_timer (ctx, exit);

  return text != NULL ? pal_schedule_new (text) : NULL;
}

/* Now, or the beginning of the day that was given; NULL after saying that it is none. */
static GDateTime *
find_beginning (CtlContext *ctx)
{
  int year, month, day;
  char rest;
  GDateTime *date = NULL;

  if (ctx->options.from == NULL)
    return g_date_time_new_now_local ();
  if (sscanf (ctx->options.from, "%4d-%2d-%2d%c", &year, &month, &day, &rest) == 3)
    date = g_date_time_new_local (year, month, day, 0, 0, 0);
  if (date == NULL)
    ctl_say (_("--from wants a day as YYYY-MM-DD"));

  return date;
}

/* A schedule that can be read, and when to begin; says what is wrong. */
static CtlExit
prepare (CtlContext *ctx, PalSchedule **schedule, GDateTime **from)
{
  g_autoptr (GError) error = NULL;
  CtlExit exit;

  *from = find_beginning (ctx);
  if (*from == NULL)
    return CTL_EXIT_USAGE;
  *schedule = find_schedule (ctx, &exit);
  if (*schedule == NULL || pal_schedule_validate (*schedule, &error))
    return exit;

  ctl_say (_("This is no known schedule: %s"), error->message);
  return ctx->arguments[0] != NULL ? CTL_EXIT_USAGE : CTL_EXIT_REFUSED;
}

static char *
format_moment (GDateTime *moment, const char *format)
{
  return moment != NULL ? g_date_time_format (moment, format) : NULL;
}

static void
print_words (GDateTime *from, GDateTime *start, GDateTime *end, const char *words)
{
  /* Translators: a moment, for g_date_time_format() */
  const char *format = _("%A, %-d %B %Y, %H:%M");
  g_autofree char *first = format_moment (start, format);
  g_autofree char *last = format_moment (end, format);

  ctl_print ("%s", words);
  if (start == NULL)
    ctl_print (_("Not active within %d days"), DAYS_EXPLAINED);
  else if (g_date_time_equal (start, from))
    ctl_print (last != NULL ? _("Active, until %s") : _("Active, with no end within a year"), last);
  else
    ctl_print (last != NULL ? _("Next active from %s until %s") : _("Next active from %s"), first, last);
}

CtlExit
ctl_timer_explain (CtlContext *ctx)
{
  g_autoptr (PalSchedule) schedule = NULL;
  g_autoptr (GDateTime) from = NULL, start = NULL, end = NULL;
  g_autofree char *words = NULL, *text = NULL, *first = NULL, *last = NULL;
  g_autoptr (CtlTable) table = NULL;
  CtlExit exit = prepare (ctx, &schedule, &from);

  if (exit != CTL_EXIT_DONE)
    return exit;

  words = desk_schedule_to_words (schedule);
  start = desk_schedule_find_next (schedule, from, DAYS_EXPLAINED, &end);
  if (ctx->options.format == CTL_FORMAT_TEXT)
    {
      print_words (from, start, end, words);
      return CTL_EXIT_DONE;
    }

  text = pal_schedule_to_text (schedule);
  first = format_moment (start, MOMENT);
  last = format_moment (end, MOMENT);
  table = ctl_table_new ();
  ctl_table_begin_row (table);
  ctl_table_set (table, "schedule", text);
  ctl_table_set (table, "words", words);
  ctl_table_set_plain (table, "active", start != NULL && g_date_time_equal (start, from) ? "true" : "false");
  ctl_table_set (table, "from", first);
  ctl_table_set (table, "until", last);
  ctl_table_print_record (table, ctx->options.format);

  return CTL_EXIT_DONE;
}

CtlExit
ctl_timer_preview (CtlContext *ctx)
{
  int days = ctx->options.days >= 0 ? MIN (ctx->options.days, 10 * DAYS_EXPLAINED) : DAYS_AHEAD;
  g_autoptr (PalSchedule) schedule = NULL;
  g_autoptr (GDateTime) from = NULL, limit = NULL;
  g_autoptr (CtlTable) table = ctl_table_new ();
  CtlExit exit = prepare (ctx, &schedule, &from);

  if (exit != CTL_EXIT_DONE)
    return exit;

  ctl_table_column (table, "weekday", _("DAY"));
  ctl_table_column (table, "from", _("FROM"));
  ctl_table_column (table, "until", _("UNTIL"));
  limit = g_date_time_add_days (from, days);
  for (;;)
    {
      g_autoptr (GDateTime) end = NULL;
      g_autoptr (GDateTime) start = desk_schedule_find_next (schedule, from, (guint)days, &end);
      g_autofree char *weekday = format_moment (start, "%A");
      g_autofree char *first = format_moment (start, MOMENT);
      g_autofree char *last = format_moment (end, MOMENT);

      if (start == NULL || g_date_time_compare (start, limit) >= 0)
        break;
      ctl_table_begin_row (table);
      ctl_table_set (table, "weekday", weekday);
      ctl_table_set (table, "from", first);
      ctl_table_set (table, "until", last);
      if (end == NULL)
        break;
      g_date_time_unref (from);
      from = g_steal_pointer (&end);
    }
  ctl_table_print (table, ctx->options.format, TRUE);

  return CTL_EXIT_DONE;
}
