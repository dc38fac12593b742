/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Schedules: the text and its parts. What is chosen where the guide says little: pal-schedule-choices.c. */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-intl.h"
#include "pal/protocol/pal-schedule-date.h"
#include "pal/protocol/pal-schedule-private.h"
#include "pal/protocol/pal-schedule-reason.h"

typedef struct
{
  char letter;               /* 0: what stands before the first part */
  char *text;
} Part;

struct _PalSchedule
{
  GPtrArray *parts;          /* in the order of the text */
  PalScheduleReading *reading; /* NULL until it is asked for */
};

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

/* Any capital letter begins a part: one that nobody knows must not spoil the one before it. */
static gsize
span_part (const char *text)
{
  gsize length = 0;

  while (text[length] != '\0' && !g_ascii_isupper (text[length]))
    length++;

  return length;
}

PalSchedule *
pal_schedule_new (const char *text)
{
  PalSchedule *self;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (PalSchedule, 1);
  self->parts = g_ptr_array_new_with_free_func (part_free);
  length = span_part (text);
  if (length > 0)
    g_ptr_array_add (self->parts, part_new (0, text, length));
  for (text += length; *text != '\0'; text += 1 + length)
    {
      length = span_part (text + 1);
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
  g_clear_pointer (&self->reading, pal_schedule_reading_free);
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

char
pal_schedule_get_nth_part (const PalSchedule *self, guint n, const char **text)
{
  const Part *part = n < self->parts->len ? g_ptr_array_index (self->parts, n) : NULL;

  *text = part != NULL ? part->text : NULL;

  return part != NULL ? part->letter : 0;
}

const PalScheduleReading *
pal_schedule_get_reading (const PalSchedule *self)
{
  /* Kept, not changed: who sees it sees the same schedule. */
  if (self->reading == NULL)
    ((PalSchedule *) self)->reading = pal_schedule_reading_new (self);

  return self->reading;
}

void
pal_schedule_set_part (PalSchedule *self, char part, const char *text)
{
  const char *order = strchr (PAL_SCHEDULE_PARTS, part);
  guint place;
  Part *found;

  g_return_if_fail (part != '\0' && order != NULL);
  g_return_if_fail (text == NULL || text[span_part (text)] == '\0');

  g_clear_pointer (&self->reading, pal_schedule_reading_free);
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

static const char *
get_problem (const PalSchedule *self, char part)
{
  return pal_schedule_get_reading (self)->problems[strchr (PAL_SCHEDULE_PARTS, part) - PAL_SCHEDULE_PARTS];
}

gboolean
pal_schedule_get_dates (const PalSchedule *self, guint *first, guint *last)
{
  const PalScheduleReading *reading = pal_schedule_get_reading (self);

  *first = reading->first;
  *last = reading->last;

  return get_problem (self, 'P') == NULL;
}

/* Whoever sets what is there already leaves the text alone, however it says it. */
void
pal_schedule_set_dates (PalSchedule *self, guint first, guint last)
{
  g_autofree char *text = first != 0 || last != 0 ? g_strdup_printf ("%08u%08u", first, last) : g_strdup ("");
  guint old_first, old_last;

  if (!pal_schedule_get_dates (self, &old_first, &old_last) || old_first != first || old_last != last)
    pal_schedule_set_part (self, 'P', text);
}

static void
set_mask (PalSchedule *self, char part, guint mask, guint old)
{
  g_autofree char *text = g_strdup_printf ("%u", mask);

  if (mask != old || get_problem (self, part) != NULL)
    pal_schedule_set_part (self, part, text);
}

guint
pal_schedule_get_days (const PalSchedule *self)
{
  return pal_schedule_get_reading (self)->days;
}

void
pal_schedule_set_days (PalSchedule *self, guint days)
{
  set_mask (self, 'A', days & PAL_SCHEDULE_EVERY_DAY, pal_schedule_get_days (self));
}

guint
pal_schedule_get_weeks (const PalSchedule *self)
{
  return pal_schedule_get_reading (self)->weeks;
}

void
pal_schedule_set_weeks (PalSchedule *self, guint weeks)
{
  set_mask (self, 'W', weeks & PAL_SCHEDULE_ALL_WEEKS, pal_schedule_get_weeks (self));
}

static gpointer
dup_elements (const GArray *elements, guint *n)
{
  gsize size = g_array_get_element_size ((GArray *) elements);

  *n = elements->len;

  return elements->len > 0 ? g_memdup2 (elements->data, elements->len * size) : NULL;
}

PalScheduleTime *
pal_schedule_get_times (const PalSchedule *self, guint *n_times)
{
  return dup_elements (pal_schedule_get_reading (self)->times, n_times);
}

static char *
write_times (const PalScheduleTime *times, guint n_times)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_times; i++)
    {
      guint from = MIN (times[i].from, PAL_SCHEDULE_MINUTES_A_DAY - 1);
      guint to = MIN (times[i].to, PAL_SCHEDULE_MINUTES_A_DAY - 1);

      g_string_append_printf (text, "%02u%02u%02u%02u", from / 60, from % 60, to / 60, to % 60);
    }

  return g_string_free (text, FALSE);
}

/* The same text is compared, not the structs: what is written the same says the same. */
void
pal_schedule_set_times (PalSchedule *self, const PalScheduleTime *times, guint n_times)
{
  const GArray *old = pal_schedule_get_reading (self)->times;
  g_autofree char *before = write_times ((const PalScheduleTime *) old->data, old->len);
  g_autofree char *text = write_times (times, n_times);

  if (get_problem (self, 'T') != NULL || !g_str_equal (before, text))
    pal_schedule_set_part (self, 'T', text);
}

static void
append_end (GString *text, guint month, guint day)
{
  if (month != 0)
    g_string_append_printf (text, "%u/", month);
  g_string_append_printf (text, "%u", day);
}

char *
pal_schedule_date_to_text (const PalScheduleDate *date)
{
  GString *text;

  g_return_val_if_fail (date != NULL, NULL);

  text = g_string_new (date->is_excluded ? "!" : NULL);
  append_end (text, date->from_month, date->from_day);
  if (date->kind == PAL_SCHEDULE_DATE_DAYS || date->kind == PAL_SCHEDULE_DATE_DATES)
    {
      g_string_append_c (text, '-');
      append_end (text, date->to_month, date->to_day);
    }

  return g_string_free (text, FALSE);
}

PalScheduleDate *
pal_schedule_get_patterns (const PalSchedule *self, guint *n_patterns)
{
  return dup_elements (pal_schedule_get_reading (self)->patterns, n_patterns);
}

static char *
write_patterns (const PalScheduleDate *patterns, guint n_patterns)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_patterns; i++)
    {
      g_autofree char *element = pal_schedule_date_to_text (&patterns[i]);

      if (i > 0)
        g_string_append_c (text, ',');
      g_string_append (text, element);
    }

  return g_string_free (text, FALSE);
}

void
pal_schedule_set_patterns (PalSchedule *self, const PalScheduleDate *patterns, guint n_patterns)
{
  const GArray *old = pal_schedule_get_reading (self)->patterns;
  g_autofree char *before = write_patterns ((const PalScheduleDate *) old->data, old->len);
  g_autofree char *text = write_patterns (patterns, n_patterns);

  if (get_problem (self, 'D') != NULL || !g_str_equal (before, text))
    pal_schedule_set_part (self, 'D', text);
}

static gboolean
report (const char *problem, GError **error)
{
  if (problem != NULL)
    g_set_error_literal (error, PAL_ERROR, PAL_ERROR_INVALID_PARAMS, _(problem));

  return problem == NULL;
}

gboolean
pal_schedule_validate (const PalSchedule *self, GError **error)
{
  return report (pal_schedule_get_reading (self)->problem, error);
}

gboolean
pal_schedule_validate_part (const PalSchedule *self, char part, GError **error)
{
  g_return_val_if_fail (part != '\0' && strchr (PAL_SCHEDULE_PARTS, part) != NULL, FALSE);

  return report (get_problem (self, part), error);
}
