/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Schedules. The guide leaves much open; what is chosen here is said where it is chosen. */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-intl.h"
#include "pal/protocol/pal-schedule.h"

#define MINUTES_A_DAY 1440
#define ALL_WEEKS 63

typedef struct
{
  char letter;               /* 0: what stands before the first part */
  char *text;
} Part;

struct _PalSchedule
{
  GPtrArray *parts;          /* in the order of the text */
};

typedef struct
{
  guint year, month, day;
} Day;

G_DEFINE_BOXED_TYPE (PalSchedule, pal_schedule, pal_schedule_copy, pal_schedule_free)

static void
part_free (gpointer data)
{
  Part *part = data;

  g_free (part->text);
  g_free (part);
}

static Part *
part_new (char letter, const char *text, gsize length)
{
  Part *part = g_new0 (Part, 1);

  part->letter = letter;
  part->text = g_strndup (text, length);

  return part;
}

PalSchedule *
pal_schedule_new (const char *text)
{
  PalSchedule *self;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (PalSchedule, 1);
  self->parts = g_ptr_array_new_with_free_func (part_free);
  length = strcspn (text, PAL_SCHEDULE_PARTS);
  if (length > 0)
    g_ptr_array_add (self->parts, part_new (0, text, length));
  for (text += length; *text != '\0'; text += 1 + length)
    {
      length = strcspn (text + 1, PAL_SCHEDULE_PARTS);
      g_ptr_array_add (self->parts, part_new (*text, text + 1, length));
    }

  return self;
}

PalSchedule *
pal_schedule_copy (const PalSchedule *self)
{
  g_autofree char *text = pal_schedule_to_text (self);

  return pal_schedule_new (text);
}

void
pal_schedule_free (PalSchedule *self)
{
  g_ptr_array_unref (self->parts);
  g_free (self);
}

char *
pal_schedule_to_text (const PalSchedule *self)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = g_ptr_array_index (self->parts, i);

      if (part->letter != 0)
        g_string_append_c (out, part->letter);
      g_string_append (out, part->text);
    }

  return g_string_free (out, FALSE);
}

static Part *
find_part (const PalSchedule *self, char letter, guint *place)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = g_ptr_array_index (self->parts, i);

      if (part->letter == letter)
        {
          *place = i;
          return part;
        }
    }

  return NULL;
}

const char *
pal_schedule_get_part (const PalSchedule *self, char part)
{
  guint place;
  const Part *found = find_part (self, part, &place);

  return found != NULL ? found->text : NULL;
}

void
pal_schedule_set_part (PalSchedule *self, char part, const char *text)
{
  const char *order = strchr (PAL_SCHEDULE_PARTS, part);
  guint place;
  Part *found;

  g_return_if_fail (part != '\0' && order != NULL);
  g_return_if_fail (text == NULL || strpbrk (text, PAL_SCHEDULE_PARTS) == NULL);

  found = find_part (self, part, &place);
  if (found != NULL && text == NULL)
    g_ptr_array_remove_index (self->parts, place);
  else if (found != NULL)
    {
      g_free (found->text);
      found->text = g_strdup (text);
    }
  else if (text != NULL)
    {
      for (place = 0; place < self->parts->len; place++)
        {
          char letter = ((Part *) g_ptr_array_index (self->parts, place))->letter;

          if (letter != 0 && strchr (order, letter) != NULL)
            break;
        }
      g_ptr_array_insert (self->parts, (int) place, part_new (part, text, strlen (text)));
    }
}

/* @n digits as a number; FALSE when something else stands there. */
static gboolean
read_digits (const char *text, guint n, guint *number)
{
  *number = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *number = *number * 10 + (guint) (text[i] - '0');
    }

  return TRUE;
}

/* One or two digits, at most @most. */
static gboolean
read_small (const char **text, guint most, guint *number)
{
  guint length = 0;

  while (g_ascii_isdigit ((*text)[length]))
    length++;
  if (length < 1 || length > 2 || !read_digits (*text, length, number))
    return FALSE;
  *text += length;

  return *number >= 1 && *number <= most;
}

static gboolean
is_date (guint date)
{
  return date == 0 || g_date_valid_dmy (date % 100, date / 100 % 100, (GDateYear) (date / 10000));
}

gboolean
pal_schedule_get_dates (const PalSchedule *self, guint *first, guint *last)
{
  const char *text = pal_schedule_get_part (self, 'P');
  gsize length = text != NULL ? strlen (text) : 0;

  *first = *last = 0;
  if (length == 0)
    return TRUE;
  if ((length != 8 && length != 16) || !read_digits (text, 8, first)
      || (length == 16 && !read_digits (text + 8, 8, last)))
    return FALSE;

  return is_date (*first) && is_date (*last) && (*last == 0 || *first <= *last);
}

void
pal_schedule_set_dates (PalSchedule *self, guint first, guint last)
{
  g_autofree char *text = first != 0 || last != 0 ? g_strdup_printf ("%08u%08u", first, last) : g_strdup ("");

  pal_schedule_set_part (self, 'P', text);
}

static gboolean
read_mask (const PalSchedule *self, char letter, guint most, guint *mask)
{
  const char *text = pal_schedule_get_part (self, letter);
  gsize length = text != NULL ? strlen (text) : 0;

  *mask = 0;
  return length <= 8 && read_digits (text, (guint) length, mask) && *mask <= most;
}

static void
set_mask (PalSchedule *self, char letter, guint mask)
{
  g_autofree char *text = g_strdup_printf ("%u", mask);

  pal_schedule_set_part (self, letter, text);
}

guint
pal_schedule_get_days (const PalSchedule *self)
{
  guint mask;

  return read_mask (self, 'A', PAL_SCHEDULE_EVERY_DAY, &mask) ? mask : 0;
}

void
pal_schedule_set_days (PalSchedule *self, guint days)
{
  set_mask (self, 'A', days & PAL_SCHEDULE_EVERY_DAY);
}

guint
pal_schedule_get_weeks (const PalSchedule *self)
{
  guint mask;

  return read_mask (self, 'W', ALL_WEEKS, &mask) ? mask : 0;
}

void
pal_schedule_set_weeks (PalSchedule *self, guint weeks)
{
  set_mask (self, 'W', weeks & ALL_WEEKS);
}

/* hhmm; 2400 ends a day, and 2359 is its last minute and belongs to it. */
static gboolean
read_time (const char *text, gboolean is_end, guint *minutes)
{
  guint number;

  if (!read_digits (text, 4, &number) || number % 100 > 59 || number > 2400 || (number == 2400 && !is_end))
    return FALSE;

  *minutes = is_end && number == 2359 ? MINUTES_A_DAY : number / 100 * 60 + number % 100;
  if (is_end && *minutes == 0)
    *minutes = MINUTES_A_DAY;

  return TRUE;
}

static gboolean
read_range (const char *text, PalScheduleTime *range)
{
  return read_time (text, FALSE, &range->from) && read_time (text + 4, TRUE, &range->to);
}

PalScheduleTime *
pal_schedule_get_times (const PalSchedule *self, guint *n_times)
{
  const char *text = pal_schedule_get_part (self, 'T');
  gsize length = text != NULL ? strlen (text) : 0;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (PalScheduleTime));

  for (gsize i = 0; i + 8 <= length; i += 8)
    {
      PalScheduleTime range;

      if (read_range (text + i, &range))
        g_array_append_val (times, range);
    }
  *n_times = times->len;

  return times->len > 0 ? g_array_steal (times, NULL) : NULL;
}

void
pal_schedule_set_times (PalSchedule *self, const PalScheduleTime *times, guint n_times)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_times; i++)
    {
      guint from = MIN (times[i].from, MINUTES_A_DAY - 1);
      guint to = MIN (times[i].to, MINUTES_A_DAY - 1);

      g_string_append_printf (text, "%02u%02u%02u%02u", from / 60, from % 60, to / 60, to % 60);
    }
  pal_schedule_set_part (self, 'T', text->str);
}

typedef struct
{
  gboolean excludes, has_month;
  guint from, to;            /* a day, or month × 100 + day */
} DayRange;

static gboolean
read_day (const char **text, gboolean *has_month, guint *number)
{
  guint month, day;

  if (!read_small (text, 31, &day))
    return FALSE;

  *has_month = **text == '/';
  *number = day;
  if (!*has_month)
    return TRUE;

  (*text)++;
  month = day;
  if (month > 12 || !read_small (text, 31, &day))
    return FALSE;
  *number = month * 100 + day;

  /* A year that has a 29th of February. */
  return g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, 2000);
}

/* One element of the date pattern: DD, DD-DD, MM/DD or MM/DD-MM/DD, with "!" excluded. */
static gboolean
read_element (const char *text, DayRange *range)
{
  gboolean has_month;

  range->excludes = *text == '!';
  if (range->excludes)
    text++;
  if (!read_day (&text, &range->has_month, &range->from))
    return FALSE;

  range->to = range->from;
  if (*text != '-')
    return *text == '\0';

  text++;
  return read_day (&text, &has_month, &range->to) && has_month == range->has_month && *text == '\0';
}

/* An end before its beginning passes the end of the month, or of the year. */
static gboolean
range_holds (const DayRange *range, const Day *day)
{
  guint number = range->has_month ? day->month * 100 + day->day : day->day;

  if (range->from <= range->to)
    return number >= range->from && number <= range->to;

  return number >= range->from || number <= range->to;
}

/* What is included restricts, what is excluded is taken away; FALSE when there is no reading. */
static gboolean
read_pattern (const PalSchedule *self, const Day *day, gboolean *holds)
{
  const char *text = pal_schedule_get_part (self, 'D');
  g_auto (GStrv) elements = NULL;
  gboolean includes = FALSE, included = FALSE, excluded = FALSE;

  *holds = TRUE;
  if (text == NULL || *text == '\0')
    return TRUE;

  elements = g_strsplit (text, ",", -1);
  for (guint i = 0; elements[i] != NULL; i++)
    {
      DayRange range;

      if (!read_element (g_strstrip (elements[i]), &range))
        return FALSE;
      includes |= !range.excludes;
      included |= !range.excludes && range_holds (&range, day);
      excluded |= range.excludes && range_holds (&range, day);
    }
  *holds = (included || !includes) && !excluded;

  return TRUE;
}

static gboolean
check_times (const PalSchedule *self)
{
  const char *text = pal_schedule_get_part (self, 'T');
  gsize length = text != NULL ? strlen (text) : 0;
  PalScheduleTime range;

  for (gsize i = 0; i + 8 <= length; i += 8)
    if (!read_range (text + i, &range))
      return FALSE;

  return length % 8 == 0;
}

static gboolean
is_repeated (const PalSchedule *self, guint place)
{
  guint first = place;

  find_part (self, ((const Part *) g_ptr_array_index (self->parts, place))->letter, &first);

  return first != place;
}

gboolean
pal_schedule_validate (const PalSchedule *self, GError **error)
{
  const Day any = { 2000, 1, 1 };
  const char *reason = NULL;
  guint first, last, mask;
  gboolean holds;

  for (guint i = 0; i < self->parts->len && reason == NULL; i++)
    {
      const Part *part = g_ptr_array_index (self->parts, i);

      if (part->letter == 0)
        reason = _("a schedule begins with P, A, W, D or T");
      else if (is_repeated (self, i))
        reason = _("a part of the schedule stands twice");
    }
  if (reason == NULL && !pal_schedule_get_dates (self, &first, &last))
    reason = _("P must be followed by the first and the last day as yyyymmddyyyymmdd");
  else if (reason == NULL && !read_mask (self, 'A', PAL_SCHEDULE_EVERY_DAY, &mask))
    reason = _("A must be followed by the sum of the days of the week, 0 to 127");
  else if (reason == NULL && !read_mask (self, 'W', ALL_WEEKS, &mask))
    reason = _("W must be followed by the sum of the weeks, 0 to 63");
  else if (reason == NULL && !read_pattern (self, &any, &holds))
    reason = _("D must be followed by days such as 5, 5-10, 12/24 or !12/29-1/3");
  else if (reason == NULL && !check_times (self))
    reason = _("T must be followed by times as hhmmhhmm");

  if (reason != NULL)
    g_set_error_literal (error, PAL_ERROR, PAL_ERROR_INVALID_PARAMS, reason);

  return reason == NULL;
}

static gboolean
holds_on (const PalSchedule *self, const GDate *date)
{
  const Day day = { g_date_get_year (date), g_date_get_month (date), g_date_get_day (date) };
  guint number = day.year * 10000 + day.month * 100 + day.day;
  guint days = pal_schedule_get_days (self), weeks = pal_schedule_get_weeks (self);
  guint month_length = g_date_get_days_in_month (g_date_get_month (date), (GDateYear) day.year);
  guint week = 1u << ((day.day - 1) / 7);
  guint first, last;
  gboolean holds = FALSE;

  if (day.day + 7 > month_length)
    week |= PAL_SCHEDULE_LAST_WEEK;

  return pal_schedule_get_dates (self, &first, &last) && number >= first && (last == 0 || number <= last)
         && (days == 0 || (days & 1u << g_date_get_weekday (date) % 7) != 0)
         && (weeks == 0 || (weeks & week) != 0) && read_pattern (self, &day, &holds) && holds;
}

gboolean
pal_schedule_is_active_at (const PalSchedule *self, guint year, guint month, guint day, guint hour,
                           guint minute)
{
  g_autofree PalScheduleTime *times = NULL;
  guint now = hour * 60 + minute, n_times;
  gboolean today = FALSE, yesterday = FALSE;
  GDate date;

  if (day > 31 || month > 12 || year > 9999
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year)
      || !pal_schedule_validate (self, NULL))
    return FALSE;

  times = pal_schedule_get_times (self, &n_times);
  for (guint i = 0; i < n_times; i++)
    {
      gboolean passes = times[i].to <= times[i].from;

      today |= now >= times[i].from && (now < times[i].to || passes);
      yesterday |= passes && now < times[i].to;
    }
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  if ((n_times == 0 || today) && holds_on (self, &date))
    return TRUE;

  if (!yesterday || g_date_get_julian (&date) <= 1)
    return FALSE;
  g_date_subtract_days (&date, 1);

  return holds_on (self, &date);
}

gboolean
pal_schedule_is_active (const PalSchedule *self, GDateTime *when)
{
  return pal_schedule_is_active_at (self, (guint) g_date_time_get_year (when),
                                    (guint) g_date_time_get_month (when),
                                    (guint) g_date_time_get_day_of_month (when),
                                    (guint) g_date_time_get_hour (when),
                                    (guint) g_date_time_get_minute (when));
}
