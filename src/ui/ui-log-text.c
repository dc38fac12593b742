/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-log-text.h"

#include <glib/gi18n-lib.h>

#include "model/desk-moment.h"
#include "ui/ui-error-text.h"
#include "ui/ui-presence-text.h"

static GDateTime *
to_local (gint64 real)
{
  return g_date_time_new_from_unix_local (real / G_USEC_PER_SEC);
}

static char *
dup_moment (gint64 real, const char *format)
{
  g_autoptr (GDateTime) when = to_local (real);
  char *text = when != NULL ? desk_moment_format (when, format) : NULL;

  return text != NULL ? text : g_strdup ("");
}

static gboolean
is_same_day (GDateTime *a, GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b)
         && g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

static char *
dup_gap (DeskLogEntry *entry)
{
  gint64 from = desk_log_entry_get_started_at (entry), to = desk_log_entry_get_ended_at (entry);
  g_autoptr (GDateTime) first = to_local (from);
  g_autoptr (GDateTime) last = to_local (to);
  g_autofree char *begin = dup_moment (from, "%H:%M");
  g_autofree char *end = NULL;

  if (first != NULL && last != NULL && !is_same_day (first, last))
    /* Translators: day and time of day of the end of a time: "24 November, 10:40" */
    /* xgettext:no-c-format */
    end = dup_moment (to, _ ("%-d %B, %H:%M"));
  else
    end = dup_moment (to, "%H:%M");
  /* Translators: from %s to %s, two times of day, calls were not seen. */
  return g_strdup_printf (_ ("Not connected %s–%s"), begin, end);
}

char *
ui_log_dup_title (DeskLogEntry *entry)
{
  const char *name = desk_log_entry_get_name (entry);

  if (desk_log_entry_get_is_gap (entry))
    return dup_gap (entry);
  if (name == NULL || *name == '\0')
    name = desk_log_entry_get_number (entry);
  return g_strdup (name != NULL && *name != '\0' ? name : _ ("Unknown number"));
}

gboolean
ui_log_is_unreturned (DeskLogEntry *entry)
{
  return desk_log_entry_get_outcome (entry) == DESK_OUTCOME_MISSED && !desk_log_entry_get_is_done (entry);
}

static const char *
pick (const char *name, const char *number)
{
  return name != NULL && *name != '\0' ? name : number;
}

static char *
dup_way (DeskLogEntry *entry)
{
  if (desk_log_entry_get_is_monitor (entry))
    return g_strdup (_ ("Listened in"));
  return g_strdup (desk_log_entry_get_direction (entry) == DESK_DIRECTION_OUTGOING ? _ ("Outgoing")
                                                                                   : _ ("Incoming"));
}

static char *
dup_elsewhere (DeskLogEntry *entry)
{
  const char *who = pick (desk_log_entry_get_taken_by_name (entry), desk_log_entry_get_taken_by (entry));

  /* Translators: a colleague took the call. */
  return who != NULL ? g_strdup_printf (_ ("Answered by %s"), who) : g_strdup (_ ("Answered elsewhere"));
}

char *
ui_log_dup_outcome (DeskLogEntry *entry)
{
  gboolean is_outgoing = desk_log_entry_get_direction (entry) == DESK_DIRECTION_OUTGOING;
  char *reason;

  switch (desk_log_entry_get_outcome (entry))
    {
    case DESK_OUTCOME_OPEN:
      if (desk_log_entry_get_is_answered (entry))
        return g_strdup (is_outgoing ? _ ("Outgoing, talking") : _ ("Incoming, talking"));
      return g_strdup (is_outgoing ? _ ("Outgoing, calling") : _ ("Incoming, ringing"));
    case DESK_OUTCOME_MISSED:
      return g_strdup (desk_log_entry_get_is_done (entry) ? _ ("Missed, done") : _ ("Missed"));
    case DESK_OUTCOME_DECLINED:
      return g_strdup (_ ("Declined"));
    case DESK_OUTCOME_ELSEWHERE:
      return dup_elsewhere (entry);
    case DESK_OUTCOME_SENT_ON:
      return g_strdup (_ ("Sent on unanswered"));
    case DESK_OUTCOME_UNREACHED:
      reason = ui_rescode_to_text (desk_log_entry_get_rescode (entry), desk_log_entry_get_q850 (entry));
      return reason != NULL ? reason : g_strdup (_ ("Nobody answered"));
    case DESK_OUTCOME_UNSEEN:
      /* Translators: the program was not running, or not connected, when the call ended. */
      return g_strdup (is_outgoing ? _ ("Outgoing, end not seen") : _ ("Incoming, end not seen"));
    case DESK_OUTCOME_ANSWERED:
    default:
      return dup_way (entry);
    }
}

static char *
dup_sent_to (DeskLogEntry *entry)
{
  const char *where = pick (desk_log_entry_get_sent_to_name (entry), desk_log_entry_get_sent_to (entry));

  if (where == NULL)
    return NULL;
  if (desk_log_entry_get_is_parked (entry))
    /* Translators: the call was parked in this slot. */
    return g_strdup_printf (_ ("parked in %s"), where);
  /* Translators: the call was transferred to them. */
  return g_strdup_printf (_ ("transferred to %s"), where);
}

/* Behind the group or number that was called. */
static char *
dup_reached (DeskLogEntry *entry)
{
  const char *who = pick (desk_log_entry_get_taken_by_name (entry), desk_log_entry_get_taken_by (entry));

  if (who == NULL || desk_log_entry_get_outcome (entry) == DESK_OUTCOME_ELSEWHERE)
    return NULL;
  /* Translators: who answered when a group was called. */
  return g_strdup_printf (_ ("answered by %s"), who);
}

static GPtrArray *
collect (DeskLogEntry *entry)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  const char *number = desk_log_entry_get_number (entry);
  const char *queue = pick (desk_log_entry_get_queue_name (entry), desk_log_entry_get_queue (entry));
  char *part;

  if (desk_log_entry_get_outcome (entry) == DESK_OUTCOME_UNREACHED)
    g_ptr_array_add (parts, dup_way (entry));
  g_ptr_array_add (parts, ui_log_dup_outcome (entry));
  if (number != NULL && *number != '\0' && g_strcmp0 (number, desk_log_entry_get_name (entry)) != 0)
    g_ptr_array_add (parts, g_strdup (number));
  if (queue != NULL)
    g_ptr_array_add (parts, g_strdup (queue));
  if ((part = dup_reached (entry)) != NULL)
    g_ptr_array_add (parts, part);
  if ((part = dup_sent_to (entry)) != NULL)
    g_ptr_array_add (parts, part);
  return parts;
}

static char *
join (GPtrArray *parts, const char *separator)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      if (i > 0)
        g_string_append (text, separator);
      g_string_append (text, parts->pdata[i]);
    }
  return g_string_free (text, FALSE);
}

char *
ui_log_dup_detail (DeskLogEntry *entry)
{
  g_autoptr (GPtrArray) parts = NULL;

  if (desk_log_entry_get_is_gap (entry))
    return g_strdup (_ ("Calls in that time are not known"));
  parts = collect (entry);
  return join (parts, " · ");
}

char *
ui_log_dup_time (DeskLogEntry *entry)
{
  return dup_moment (desk_log_entry_get_started_at (entry), "%H:%M");
}

char *
ui_log_dup_duration (DeskLogEntry *entry)
{
  gint64 duration = desk_log_entry_get_duration (entry);

  if (desk_log_entry_get_is_gap (entry) || !desk_log_entry_get_is_answered (entry) || duration < 0)
    return NULL;
  return ui_format_clock (duration * 1000);
}

char *
ui_log_dup_day (DeskLogEntry *entry)
{
  g_autoptr (GDateTime) when = to_local (desk_log_entry_get_started_at (entry));
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (today, -1);
  char *text;

  if (when == NULL)
    return g_strdup ("");
  if (is_same_day (when, today))
    return g_strdup (_ ("Today"));
  if (is_same_day (when, yesterday))
    return g_strdup (_ ("Yesterday"));
  /* Translators: a day of this year, then one of another year, as g_date_time_format() writes them. */
  text = desk_moment_format (when, g_date_time_get_year (when) == g_date_time_get_year (today)
                                     ? _ ("%A, %-d %B")
                                     : _ ("%-d %B %Y"));
  return text != NULL ? text : g_strdup ("");
}

char *
ui_log_dup_description (DeskLogEntry *entry)
{
  g_autofree char *title = ui_log_dup_title (entry);
  g_autoptr (GPtrArray) parts = NULL;
  char *duration;

  if (desk_log_entry_get_is_gap (entry))
    return g_steal_pointer (&title);
  parts = collect (entry);
  g_ptr_array_insert (parts, 0, g_steal_pointer (&title));
  g_ptr_array_insert (parts, 2, ui_log_dup_time (entry));
  duration = ui_log_dup_duration (entry);
  if (duration != NULL)
    /* Translators: how long was talked, read aloud: "3:12 long". */
    g_ptr_array_insert (parts, 3, g_strdup_printf (_ ("%s long"), duration));
  g_free (duration);
  if (desk_log_entry_get_is_recorded (entry))
    g_ptr_array_add (parts, g_strdup (_ ("recorded")));
  return join (parts, ", ");
}

const char *
ui_log_get_dial_action (DeskLogEntry *entry)
{
  return desk_log_entry_get_direction (entry) == DESK_DIRECTION_OUTGOING ? "win.dial-again" : "win.dial";
}
