/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/desk-holidays.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/desk-decode.h"
#include "model/desk-calendar.h"
#include "model/desk-plain.h"

#define MAX_HOLIDAYS 1000
#define LONGEST_NAME 200
#define LONGEST_DAYS 60 /* what lasts longer is no holiday */

struct _DeskHoliday
{
  GObject parent_instance;

  /* owned */
  char *name;

  PalScheduleDate date;
  guint first; /* yyyymmdd */
  gboolean is_yearly;
};

G_DEFINE_FINAL_TYPE (DeskHoliday, desk_holiday, G_TYPE_OBJECT)

const char *
desk_holiday_get_name (DeskHoliday *self)
{
  g_return_val_if_fail (DESK_IS_HOLIDAY (self), NULL);
  return self->name;
}

const PalScheduleDate *
desk_holiday_get_date (DeskHoliday *self)
{
  g_return_val_if_fail (DESK_IS_HOLIDAY (self), NULL);
  return &self->date;
}

char *
desk_holiday_dup_element (DeskHoliday *self)
{
  g_return_val_if_fail (DESK_IS_HOLIDAY (self), NULL);
  return pal_schedule_date_to_text (&self->date);
}

guint
desk_holiday_get_year (DeskHoliday *self)
{
  g_return_val_if_fail (DESK_IS_HOLIDAY (self), 0);
  return self->first / 10000;
}

gboolean
desk_holiday_get_is_yearly (DeskHoliday *self)
{
  g_return_val_if_fail (DESK_IS_HOLIDAY (self), FALSE);
  return self->is_yearly;
}

static void
desk_holiday_finalize (GObject *object)
{
  g_free (DESK_HOLIDAY (object)->name);

  G_OBJECT_CLASS (desk_holiday_parent_class)->finalize (object);
}

static void
desk_holiday_class_init (DeskHolidayClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_holiday_finalize;
}

static void
desk_holiday_init (DeskHoliday *self)
{
}

/* --- reading ---------------------------------------------------------------------- */

typedef struct
{
  GPtrArray *found;  /* of DeskHoliday */
  GHashTable *known; /* elements */
  GTimeZone *zone;
  guint from, until; /* yyyymmdd; the last one is no part */
  guint n_faults;
} Reading;

static guint
get_number (const GDate *date)
{
  return g_date_get_year (date) * 10000u + (guint)g_date_get_month (date) * 100u + g_date_get_day (date);
}

static gboolean
set_number (GDate *date, gint64 number)
{
  GDateDay day = (GDateDay)(number % 100);
  GDateMonth month = (GDateMonth)(number / 100 % 100);
  GDateYear year = (GDateYear)CLAMP (number / 10000, 0, 9999);

  if (!g_date_valid_dmy (day, month, year))
    return FALSE;
  g_date_set_dmy (date, day, month, year);
  return TRUE;
}

/* The day in the zone of the PBX. */
static gboolean
set_moment (GDate *date, gint64 seconds, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (seconds);
  g_autoptr (GDateTime) there = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  if (there == NULL)
    return FALSE;
  g_date_set_dmy (date, (GDateDay)g_date_time_get_day_of_month (there),
                  (GDateMonth)g_date_time_get_month (there), (GDateYear)g_date_time_get_year (there));
  return TRUE;
}

/* First and last day. */
static gboolean
get_days (Reading *reading, const DeskCalendarEvent *event, GDate *first, GDate *last)
{
  if (event->is_date)
    {
      if (!set_number (first, event->begin) || !set_number (last, event->end))
        return FALSE;
      if (g_date_compare (last, first) > 0)
        g_date_subtract_days (last, 1);
      return TRUE;
    }
  return set_moment (first, event->begin, reading->zone)
         && set_moment (last, MAX (event->end - 1, event->begin), reading->zone);
}

static void
event_cb (const DeskCalendarEvent *event, gpointer data)
{
  Reading *reading = data;
  g_autoptr (DeskHoliday) holiday = NULL;
  g_autofree char *element = NULL;
  GDate first, last;

  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  if (!get_days (reading, event, &first, &last) || g_date_days_between (&first, &last) >= LONGEST_DAYS)
    {
      reading->n_faults++;
      return;
    }
  if (get_number (&last) < reading->from || get_number (&first) >= reading->until
      || reading->found->len >= MAX_HOLIDAYS)
    return;
  holiday = g_object_new (DESK_TYPE_HOLIDAY, NULL);
  holiday->name = desk_plain_line (event->summary, LONGEST_NAME);
  holiday->first = get_number (&first);
  holiday->is_yearly = event->is_yearly;
  holiday->date = (PalScheduleDate){
    .kind = g_date_compare (&first, &last) == 0 ? PAL_SCHEDULE_DATE_DATE : PAL_SCHEDULE_DATE_DATES,
    .is_excluded = TRUE,
    .from_month = g_date_get_month (&first),
    .from_day = g_date_get_day (&first),
    .to_month = g_date_get_month (&last),
    .to_day = g_date_get_day (&last),
  };
  element = desk_holiday_dup_element (holiday);
  if (g_hash_table_add (reading->known, g_steal_pointer (&element)))
    g_ptr_array_add (reading->found, g_steal_pointer (&holiday));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  guint one = (*(DeskHoliday *const *)a)->first, other = (*(DeskHoliday *const *)b)->first;

  return one < other ? -1 : one > other;
}

static GListModel *
make_list (GPtrArray *found)
{
  GListStore *list = g_list_store_new (DESK_TYPE_HOLIDAY);

  g_ptr_array_sort (found, compare);
  g_list_store_splice (list, 0, 0, found->pdata, found->len);
  return G_LIST_MODEL (list);
}

GListModel *
desk_holidays_parse (const char *bytes, gsize length, GDateTime *now, guint *n_faults, GError **error)
{
  const DeskCalendar *calendar = desk_calendar_load (error);
  g_autoptr (GPtrArray) faults = desk_faults_new (), found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *charset = NULL, *text = NULL;
  Reading reading = { found, known, g_date_time_get_timezone (now), 0, 0, 0 };
  guint n_left_out = 0;
  GDate day;

  *n_faults = 0;
  if (calendar == NULL)
    return NULL;
  text = desk_decode (bytes, length, &charset, faults, error);
  if (text == NULL)
    return NULL;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)g_date_time_get_day_of_month (now), (GDateMonth)g_date_time_get_month (now),
                  (GDateYear)g_date_time_get_year (now));
  reading.from = get_number (&day);
  g_date_add_years (&day, 1);
  reading.until = get_number (&day);
  if (strstr (text, "BEGIN:VCALENDAR") == NULL
      || !calendar->read (text, reading.from, reading.until, event_cb, &reading, &n_left_out))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("This is no calendar file (.ics)."));
      return NULL;
    }
  *n_faults = reading.n_faults + n_left_out;
  if (found->len == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("The calendar has no days within the next twelve months."));
      return NULL;
    }
  return make_list (found);
}

typedef struct
{
  GFile *file;
  GDateTime *now;
  guint n_faults;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->file);
  g_date_time_unref (wish->now);
  g_free (wish);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wish *wish = data;
  g_autofree char *bytes = NULL;
  GError *error = NULL;
  GListModel *list = NULL;
  gsize length;

  if (g_file_load_contents (wish->file, cancellable, &bytes, &length, NULL, &error))
    list = desk_holidays_parse (bytes, length, wish->now, &wish->n_faults, &error);
  if (list != NULL)
    g_task_return_pointer (task, list, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
desk_holidays_read_async (
    GFile *file, GDateTime *now, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Wish *wish = g_new0 (Wish, 1);

  g_task_set_source_tag (task, desk_holidays_read_async);
  wish->file = g_object_ref (file);
  wish->now = g_date_time_ref (now);
  g_task_set_task_data (task, wish, wish_free);
  g_task_run_in_thread (task, read_thread);
}

GListModel *
desk_holidays_read_finish (GAsyncResult *result, guint *n_faults, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == desk_holidays_read_async, NULL);

  *n_faults = ((Wish *)g_task_get_task_data (G_TASK (result)))->n_faults;
  return g_task_propagate_pointer (G_TASK (result), error);
}
