/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two plan switch timers of an extension. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "ctl/ctl-command.h"
#include "ctl/ctl-line.h"
#include "ctl/ctl-reply.h"
#include "model/desk-moment.h"
#include "model/desk-schedule.h"
#include "model/desk-zone.h"

#define DAYS_AHEAD 60 /* of a preview */
#define DAYS_AT_MOST 3660
#define N_SWITCHES 3
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

/* What looks wrong in what was set, as the page of the timers says it. */
static void
warn (CtlContext *ctx)
{
  g_autoptr (PalSchedule) schedule = pal_schedule_new (ctx->arguments[0]);
  g_autoptr (GTimeZone) zone = desk_zone_of_account (ctx->account);
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autoptr (GPtrArray) warnings = desk_schedule_check (schedule, now);

  for (guint i = 0; i < warnings->len; i++)
    ctl_say (_("Warning: %s"), ((DeskScheduleWarning *) warnings->pdata[i])->text);
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
  warn (ctx);
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

/* Whose clock counts: the one that was named, that of the account, or this one. NULL after saying why not. */
static GTimeZone *
find_zone (CtlContext *ctx)
{
  const char *name = ctx->options.zone;
  GTimeZone *zone;

  if (name == NULL && ctx->account != NULL)
    name = store_account_get_time_zone (ctx->account);
  if (name == NULL || *name == '\0')
    return g_time_zone_new_local ();

  zone = g_time_zone_new_identifier (name);
  if (zone == NULL)
    ctl_say (_("There is no time zone “%s”"), name);

  return zone;
}

/* Now, or the day or the moment that was given; NULL after saying that it is none. */
static GDateTime *
find_beginning (CtlContext *ctx)
{
  g_autoptr (GTimeZone) zone = find_zone (ctx);
  int year, month, day, hour = 0, minute = 0, n;
  char mark, rest;
  GDateTime *date = NULL;

  if (zone == NULL)
    return NULL;
  if (ctx->options.from == NULL)
    return g_date_time_new_now (zone);

  n = sscanf (ctx->options.from, "%4d-%2d-%2d%c%2d:%2d%c", &year, &month, &day, &mark, &hour, &minute, &rest);
  if (n == 3 || (n == 6 && (mark == 'T' || mark == ' ')))
    date = g_date_time_new (zone, year, month, day, hour, minute, 0);
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

  *schedule = find_schedule (ctx, &exit);
  if (*schedule == NULL)
    return exit;
  *from = find_beginning (ctx);
  if (*from == NULL)
    return CTL_EXIT_USAGE;
  if (pal_schedule_validate (*schedule, &error))
    return exit;

  ctl_say (_("This is no known schedule: %s"), error->message);
  return ctx->arguments[0] != NULL ? CTL_EXIT_USAGE : CTL_EXIT_REFUSED;
}

static char *
format_moment (GDateTime *moment)
{
  if (moment == NULL)
    return NULL;

  return g_date_time_format (moment, desk_schedule_comes_twice (moment) ? MOMENT " %Z" : MOMENT);
}

static char *
join_switches (GPtrArray *switches)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < switches->len; i++)
    {
      const DeskScheduleSwitch *turn = g_ptr_array_index (switches, i);
      g_autofree char *at = format_moment (turn->at);

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", at, turn->is_on ? "on" : "off");
    }

  return g_string_free (text, FALSE);
}

static char *
join_warnings (GPtrArray *warnings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < warnings->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", ((DeskScheduleWarning *) warnings->pdata[i])->text);

  return g_string_free (text, FALSE);
}

/* A timer without a text is none; a schedule without one, as an argument, restricts nothing. */
static gboolean
tell_unset (CtlContext *ctx, const PalSchedule *schedule, CtlTable *nothing)
{
  g_autofree char *text = pal_schedule_to_text (schedule);

  if (ctx->arguments[0] != NULL || *text != '\0')
    return FALSE;

  if (ctx->options.format == CTL_FORMAT_TEXT)
    ctl_print (_("The timer is not set"));
  else if (nothing != NULL)
    ctl_table_print (nothing, ctx->options.format, TRUE);
  else
    print_timer (ctx, text);

  return TRUE;
}

typedef struct
{
  char *words, *reason;
  gboolean is_active;
  GPtrArray *switches;         /* the next three */
  GPtrArray *warnings;
} Explanation;

static void
explain (const PalSchedule *schedule, GDateTime *from, Explanation *explanation)
{
  PalScheduleReason reason;

  explanation->words = desk_schedule_to_words (schedule);
  explanation->is_active = pal_schedule_is_active_why (schedule, from, &reason);
  explanation->reason = desk_schedule_describe_reason (schedule, from, &reason);
  explanation->switches = desk_schedule_find_switches (schedule, from, N_SWITCHES);
  explanation->warnings = desk_schedule_check (schedule, from);
}

static void
explanation_clear (Explanation *explanation)
{
  g_free (explanation->words);
  g_free (explanation->reason);
  g_ptr_array_unref (explanation->switches);
  g_ptr_array_unref (explanation->warnings);
}

static void
print_explanation (const Explanation *explanation)
{
  ctl_print ("%s", explanation->words);
  ctl_print (explanation->is_active ? _("It is on. %s") : _("It is off. %s"), explanation->reason);
  for (guint i = 0; i < explanation->switches->len; i++)
    {
      const DeskScheduleSwitch *turn = g_ptr_array_index (explanation->switches, i);
      g_autofree char *at = desk_schedule_describe_moment (turn->at);

      /* Translators: %s is a moment, as in “Monday, 23 November 2026, 9:00” */
      ctl_print (turn->is_on ? _("On:  %s") : _("Off: %s"), at);
    }
  for (guint i = 0; i < explanation->warnings->len; i++)
    ctl_print (_("Warning: %s"), ((DeskScheduleWarning *) explanation->warnings->pdata[i])->text);
}

static void
tabulate_explanation (CtlContext *ctx, const PalSchedule *schedule, const Explanation *explanation)
{
  g_autofree char *text = pal_schedule_to_text (schedule);
  g_autofree char *switches = join_switches (explanation->switches);
  g_autofree char *warnings = join_warnings (explanation->warnings);
  g_autoptr (CtlTable) table = ctl_table_new ();

  ctl_table_begin_row (table);
  ctl_table_set (table, "schedule", text);
  ctl_table_set (table, "words", explanation->words);
  ctl_table_set_plain (table, "active", explanation->is_active ? "true" : "false");
  ctl_table_set (table, "reason", explanation->reason);
  ctl_table_set (table, "switches", switches);
  ctl_table_set (table, "warnings", warnings);
  ctl_table_print_record (table, ctx->options.format);
}

CtlExit
ctl_timer_explain (CtlContext *ctx)
{
  g_autoptr (PalSchedule) schedule = NULL;
  g_autoptr (GDateTime) from = NULL;
  Explanation explanation;
  CtlExit exit = prepare (ctx, &schedule, &from);

  if (exit != CTL_EXIT_DONE || tell_unset (ctx, schedule, NULL))
    return exit;

  explain (schedule, from, &explanation);
  if (ctx->options.format == CTL_FORMAT_TEXT)
    print_explanation (&explanation);
  else
    tabulate_explanation (ctx, schedule, &explanation);
  explanation_clear (&explanation);

  return CTL_EXIT_DONE;
}

CtlExit
ctl_timer_preview (CtlContext *ctx)
{
  int days = ctx->options.days >= 0 ? MIN (ctx->options.days, DAYS_AT_MOST) : DAYS_AHEAD;
  g_autoptr (PalSchedule) schedule = NULL;
  g_autoptr (GDateTime) from = NULL, limit = NULL;
  g_autoptr (CtlTable) table = ctl_table_new ();
  CtlExit exit = prepare (ctx, &schedule, &from);

  if (exit != CTL_EXIT_DONE || tell_unset (ctx, schedule, table))
    return exit;

  ctl_table_column (table, "weekday", _("DAY"));
  ctl_table_column (table, "from", _("FROM"));
  ctl_table_column (table, "until", _("UNTIL"));
  limit = g_date_time_add_days (from, days);
  for (;;)
    {
      g_autoptr (GDateTime) end = NULL;
      g_autoptr (GDateTime) start = desk_schedule_find_next (schedule, from, (guint)days, &end);
      g_autofree char *weekday = start != NULL ? desk_moment_format (start, "%A") : NULL;
      g_autofree char *first = format_moment (start);
      g_autofree char *last = format_moment (end);

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
