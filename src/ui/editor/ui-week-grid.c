/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/editor/ui-week-grid.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "model/desk-moment.h"
#include "model/desk-schedule.h"
#include "ui/editor/ui-time-range.h"
#include "ui/editor/ui-week-paint.h"

#define SNAP 15 /* minutes; what the mouse can do */
#define EDGE 7  /* pixels in which an edge is meant */
#define HEAD 26 /* above the first row */
#define ROW 32
#define GAP 12      /* after the names of the days */
#define END_ROOM 14 /* for the last hour's name */
#define LEAST 200

typedef enum
{
  HOLD_NONE,
  HOLD_NEW,
  HOLD_BEGIN,
  HOLD_END,
  HOLD_BOTH,
} Hold;

struct _UiWeekGrid
{
  GtkWidget parent_instance;

  /* children */
  GtkWidget *names[7]; /* of the days, Monday first */
  GPtrArray *ranges;   /* of UiTimeRange, borrowed; one a range */

  /* owned */
  GArray *times;  /* of PalScheduleTime */
  GArray *before; /* as they were when the hold began */

  UiWeekPlaces places;
  guint days;
  int now_row, now_minute;
  Hold hold;
  guint held; /* which of the times */
  int anchor; /* the minute at which the hold began */
  gboolean is_all_day, is_editable, is_showing;
};

G_DEFINE_FINAL_TYPE (UiWeekGrid, ui_week_grid, GTK_TYPE_WIDGET)

enum
{
  TIMES_CHANGED,
  DAYS_CHANGED,
  EDIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static PalScheduleTime *
time_at (UiWeekGrid *self, guint i)
{
  return &g_array_index (self->times, PalScheduleTime, i);
}

static UiWeekShown
get_shown (UiWeekGrid *self)
{
  return (UiWeekShown){ .times = (const PalScheduleTime *)self->times->data,
                        .n_times = self->times->len,
                        .days = self->days,
                        .is_all_day = self->is_all_day,
                        .now_row = self->now_row,
                        .now_minute = self->now_minute,
                        .held = self->hold != HOLD_NONE ? (int)self->held : -1 };
}

/* --- ranges as keyboard and screen reader have them ------------------------------------ */

static char *
dup_days_text (UiWeekGrid *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint row = 0; row < 7; row++)
    if ((self->days & 1u << (row + 1) % 7) != 0)
      g_ptr_array_add (names, g_strdup (desk_moment_get_weekday ((GDateWeekday)(row + 1))));
  if (names->len == 7)
    return g_strdup (_ ("every day"));
  g_ptr_array_add (names, NULL);
  /* Translators: between the elements of a list */
  return g_strjoinv (_ (", "), (char **)names->pdata);
}

static void
describe_ranges (UiWeekGrid *self)
{
  g_autofree char *days = dup_days_text (self);

  for (guint i = 0; i < self->times->len; i++)
    {
      g_autofree char *from = ui_week_time_to_text (time_at (self, i)->from);
      g_autofree char *to = ui_week_time_to_text (time_at (self, i)->to);
      /* Translators: a range of times, read aloud: two times, then days of the week. */
      g_autofree char *words = g_strdup_printf (_ ("From %s to %s, %s"), from, to, days);

      ui_time_range_describe (self->ranges->pdata[i], words);
    }
}

static void
emit_times (UiWeekGrid *self)
{
  g_signal_emit (self, signals[TIMES_CHANGED], 0);
}

static guint
find_range (UiWeekGrid *self, gpointer range)
{
  guint i = 0;

  g_ptr_array_find (self->ranges, range, &i);
  return i;
}

/* Both ends stay on the clock; a range has some length, and never all of a day more. */
static void
move_time (PalScheduleTime *time, int begin, int end)
{
  int from = (int)time->from + begin, to = (int)time->to + end;

  if (begin != 0)
    from = (from % UI_WEEK_MINUTES + UI_WEEK_MINUTES) % UI_WEEK_MINUTES;
  if (end != 0)
    to = ((to - 1) % UI_WEEK_MINUTES + UI_WEEK_MINUTES) % UI_WEEK_MINUTES + 1;
  if (from % UI_WEEK_MINUTES == to % UI_WEEK_MINUTES)
    return;
  time->from = (guint)from;
  time->to = (guint)to;
}

static void
range_changed_cb (UiWeekGrid *self, int begin, int end, GtkWidget *range)
{
  if (!self->is_editable)
    return;
  move_time (time_at (self, find_range (self, range)), begin, end);
  emit_times (self);
}

static void
range_remove_cb (UiWeekGrid *self, GtkWidget *range)
{
  guint i = find_range (self, range);

  if (!self->is_editable)
    return;
  g_array_remove_index (self->times, i);
  emit_times (self);
  if (self->ranges->len > 0)
    gtk_widget_grab_focus (self->ranges->pdata[MIN (i, self->ranges->len - 1)]);
  else
    gtk_widget_grab_focus (self->names[0]);
}

static void
range_edit_cb (UiWeekGrid *self, GtkWidget *range)
{
  g_signal_emit (self, signals[EDIT], 0, find_range (self, range));
}

static void
update_ranges (UiWeekGrid *self)
{
  while (self->ranges->len > self->times->len)
    {
      gtk_widget_unparent (self->ranges->pdata[self->ranges->len - 1]);
      g_ptr_array_set_size (self->ranges, (int)self->ranges->len - 1);
    }
  while (self->ranges->len < self->times->len)
    {
      GtkWidget *range = ui_time_range_new ();

      gtk_widget_set_parent (range, GTK_WIDGET (self));
      g_signal_connect_object (range, "changed", G_CALLBACK (range_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (range, "remove", G_CALLBACK (range_remove_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (range, "edit", G_CALLBACK (range_edit_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->ranges, range);
    }
  describe_ranges (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- days -------------------------------------------------------------------------------- */

static void
name_toggled_cb (UiWeekGrid *self)
{
  guint days = 0;

  if (self->is_showing)
    return;
  for (guint row = 0; row < 7; row++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->names[row])))
      days |= 1u << (row + 1) % 7;
  if (days == self->days)
    return;
  if (days == 0) /* the PBX takes that for every day */
    {
      ui_week_grid_show (self, self->days, (const PalScheduleTime *)self->times->data, self->times->len,
                         self->is_all_day);
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  g_signal_emit (self, signals[DAYS_CHANGED], 0, days);
}

static void
add_names (UiWeekGrid *self)
{
  for (guint row = 0; row < 7; row++)
    {
      const char *name = desk_moment_get_weekday ((GDateWeekday)(row + 1));

      /* Shown by its short name, and called by its whole one. */
      self->names[row] = gtk_toggle_button_new ();
      gtk_button_set_child (GTK_BUTTON (self->names[row]),
                            gtk_label_new (desk_moment_get_short_weekday ((GDateWeekday)(row + 1))));
      gtk_widget_add_css_class (self->names[row], "flat");
      gtk_widget_set_tooltip_text (self->names[row], name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->names[row]), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      gtk_widget_set_parent (self->names[row], GTK_WIDGET (self));
      g_signal_connect_object (self->names[row], "toggled", G_CALLBACK (name_toggled_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

/* --- the pointer --------------------------------------------------------------------------- */

static guint
snap (int minute)
{
  return (guint)CLAMP ((minute + (minute < 0 ? -SNAP : SNAP) / 2) / SNAP * SNAP, 0, UI_WEEK_MINUTES);
}

/* Which range is there, and where on it. */
static Hold
find_hold (UiWeekGrid *self, double x, double y, guint *held)
{
  UiWeekShown shown = get_shown (self);
  int row = ui_week_get_row (&self->places, y);
  double start = (double)self->places.left, end = start + (double)self->places.width;

  if (row < 0 || !ui_week_has_row (&shown, (guint)row) || x < start - EDGE || x > end + EDGE)
    row = row >= 0 && x >= start - EDGE && x <= end + EDGE ? row : -1;
  for (guint i = self->times->len; row >= 0 && i-- > 0;)
    for (guint of_yesterday = 0; of_yesterday < 2; of_yesterday++)
      {
        graphene_rect_t rect;
        gboolean passes = time_at (self, i)->to <= time_at (self, i)->from, is_first, is_last;
        double left, right;

        if (!ui_week_get_rect (&self->places, &shown, i, (guint)row, of_yesterday != 0, &rect))
          continue;
        left = (double)rect.origin.x;
        right = left + (double)rect.size.width;
        if (x < left - EDGE / 2.0 || x > right + EDGE / 2.0)
          continue;
        *held = i;
        is_first = x < left + MIN (EDGE, (right - left) / 3);
        is_last = x > right - MIN (EDGE, (right - left) / 3);
        if (self->places.is_rtl)
          {
            gboolean swapped = is_first;

            is_first = is_last;
            is_last = swapped;
          }
        if (is_first && of_yesterday == 0)
          return HOLD_BEGIN;
        if (is_last && (of_yesterday != 0 || !passes))
          return HOLD_END;
        return HOLD_BOTH;
      }
  return row >= 0 && ui_week_has_row (&shown, (guint)row) ? HOLD_NEW : HOLD_NONE;
}

static void
take_before (UiWeekGrid *self)
{
  g_array_set_size (self->times, 0);
  g_array_append_vals (self->times, self->before->data, self->before->len);
}

static void
drag_begin_cb (UiWeekGrid *self, double x, double y, GtkGesture *gesture)
{
  guint held = 0;

  self->hold = self->is_editable ? find_hold (self, x, y, &held) : HOLD_NONE;
  if (self->hold == HOLD_NONE)
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  g_array_set_size (self->before, 0);
  g_array_append_vals (self->before, self->times->data, self->times->len);
  self->held = held;
  self->anchor = ui_week_get_minute (&self->places, x);
}

static void
drag_update_cb (UiWeekGrid *self, double dx, double dy, GtkGesture *gesture)
{
  double x, y;
  int minute, by;

  if (self->hold == HOLD_NONE || !gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (gesture), &x, &y))
    return;
  minute = ui_week_get_minute (&self->places, x + dx);
  by = (int)round ((double)(minute - self->anchor) / SNAP) * SNAP;
  take_before (self);
  if (self->hold == HOLD_NEW)
    {
      PalScheduleTime time = { snap (MIN (minute, self->anchor)), snap (MAX (minute, self->anchor)) };

      if (time.to > time.from)
        {
          self->held = self->times->len;
          g_array_append_val (self->times, time);
        }
    }
  else if (self->hold == HOLD_BOTH)
    {
      PalScheduleTime *time = time_at (self, self->held);

      if (time->to > time->from) /* what does not pass midnight is kept from doing so by a slip */
        by = CLAMP (by, -(int)time->from, UI_WEEK_MINUTES - (int)time->to);
      if (by != 0)
        move_time (time, by, by);
    }
  else
    {
      PalScheduleTime *time = time_at (self, self->held);
      guint at = snap (minute);

      if (self->hold == HOLD_BEGIN && at != time->to && at < UI_WEEK_MINUTES)
        time->from = at;
      else if (self->hold == HOLD_END && at != time->from && at > 0)
        time->to = at;
    }
  update_ranges (self);
}

static void
drag_end_cb (UiWeekGrid *self, double dx, double dy)
{
  Hold hold = self->hold;
  gboolean is_same
      = self->times->len == self->before->len
        && memcmp (self->times->data, self->before->data, self->times->len * sizeof (PalScheduleTime)) == 0;

  self->hold = HOLD_NONE;
  if (hold == HOLD_NONE)
    return;
  if (!is_same)
    emit_times (self);
  if (self->held < self->ranges->len && (hold != HOLD_NEW || !is_same))
    gtk_widget_grab_focus (self->ranges->pdata[self->held]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_cancel_cb (UiWeekGrid *self)
{
  if (self->hold == HOLD_NONE)
    return;
  self->hold = HOLD_NONE;
  take_before (self);
  update_ranges (self);
}

static void
motion_cb (UiWeekGrid *self, double x, double y)
{
  static const char *const cursors[] = {
    [HOLD_NEW] = "crosshair", [HOLD_BEGIN] = "ew-resize", [HOLD_END] = "ew-resize", [HOLD_BOTH] = "grab"
  };
  guint held;

  if (self->hold == HOLD_NONE)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                     self->is_editable ? cursors[find_hold (self, x, y, &held)] : NULL);
}

static void
leave_cb (UiWeekGrid *self)
{
  if (self->hold == HOLD_NONE)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), NULL);
}

static void
add_controllers (UiWeekGrid *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "cancel", G_CALLBACK (drag_cancel_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/* --- from outside ---------------------------------------------------------------------------- */

void
ui_week_grid_show (
    UiWeekGrid *self, guint days, const PalScheduleTime *times, guint n_times, gboolean is_all_day)
{
  g_return_if_fail (UI_IS_WEEK_GRID (self));

  if (self->hold != HOLD_NONE)
    return; /* the person is at it */
  self->is_showing = TRUE;
  self->days = (days & PAL_SCHEDULE_EVERY_DAY) != 0 ? days & PAL_SCHEDULE_EVERY_DAY : PAL_SCHEDULE_EVERY_DAY;
  for (guint row = 0; row < 7; row++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->names[row]),
                                  (self->days & 1u << (row + 1) % 7) != 0);
  self->is_showing = FALSE;
  self->is_all_day = is_all_day;
  if (times != (const PalScheduleTime *)self->times->data)
    {
      g_array_set_size (self->times, 0);
      g_array_append_vals (self->times, times, n_times);
    }
  update_ranges (self);
}

void
ui_week_grid_set_now (UiWeekGrid *self, GDateTime *now)
{
  int row, minute;

  g_return_if_fail (UI_IS_WEEK_GRID (self));

  row = now != NULL ? g_date_time_get_day_of_week (now) - 1 : -1;
  minute = now != NULL ? g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now) : -1;
  if (row == self->now_row && minute == self->now_minute)
    return;
  self->now_row = row;
  self->now_minute = minute;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ui_week_grid_set_editable (UiWeekGrid *self, gboolean is_editable)
{
  g_return_if_fail (UI_IS_WEEK_GRID (self));

  self->is_editable = is_editable;
  for (guint row = 0; row < 7; row++)
    gtk_widget_set_sensitive (self->names[row], is_editable);
}

const PalScheduleTime *
ui_week_grid_get_times (UiWeekGrid *self, guint *n_times)
{
  g_return_val_if_fail (UI_IS_WEEK_GRID (self), NULL);

  *n_times = self->times->len;
  return (const PalScheduleTime *)self->times->data;
}

void
ui_week_grid_focus_range (UiWeekGrid *self, guint i)
{
  g_return_if_fail (UI_IS_WEEK_GRID (self));

  if (i < self->ranges->len)
    gtk_widget_grab_focus (self->ranges->pdata[i]);
}

GtkWidget *
ui_week_grid_new (void)
{
  return g_object_new (UI_TYPE_WEEK_GRID, NULL);
}

/* --- the widget ------------------------------------------------------------------------------- */

static void
ui_week_grid_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  UiWeekGrid *self = UI_WEEK_GRID (widget);
  int names = 0, row = ROW;

  for (guint i = 0; i < 7; i++)
    {
      int width, height;

      gtk_widget_measure (self->names[i], GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      gtk_widget_measure (self->names[i], GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
      names = MAX (names, width);
      row = MAX (row, height + 2);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = names + GAP + LEAST + END_ROOM;
      *natural = names + GAP + 3 * LEAST + END_ROOM;
    }
  else
    *minimum = *natural = HEAD + 7 * row;
}

static void
allocate_range (UiWeekGrid *self, guint i)
{
  UiWeekShown shown = get_shown (self);
  graphene_rect_t rect, *found = NULL;
  GtkAllocation place = { 0, 0, 0, 0 };

  for (guint row = 0; row < 7 && found == NULL; row++)
    if (ui_week_get_rect (&self->places, &shown, i, row, FALSE, &rect))
      found = &rect;
  if (found != NULL)
    place = (GtkAllocation){ (int)rect.origin.x, (int)rect.origin.y, MAX ((int)rect.size.width, 4),
                             (int)rect.size.height };
  gtk_widget_size_allocate (self->ranges->pdata[i], &place, -1);
}

static void
ui_week_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  UiWeekGrid *self = UI_WEEK_GRID (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int names = 0, row = (height - HEAD) / 7;

  for (guint i = 0; i < 7; i++)
    {
      int least;

      gtk_widget_measure (self->names[i], GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      names = MAX (names, least);
    }
  self->places = (UiWeekPlaces){ .left = is_rtl ? END_ROOM : (float)(names + GAP),
                                 .top = HEAD,
                                 .width = (float)MAX (width - names - GAP - END_ROOM, 1),
                                 .row = (float)row,
                                 .height = (float)MAX (row - 6, 1),
                                 .is_rtl = is_rtl };
  for (guint i = 0; i < 7; i++)
    gtk_widget_size_allocate (
        self->names[i],
        &(GtkAllocation){ is_rtl ? width - names : 0, HEAD + row * (int)i - 2, names, row - 2 }, -1);
  for (guint i = 0; i < self->ranges->len; i++)
    {
      gtk_widget_measure (self->ranges->pdata[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      allocate_range (self, i);
    }
}

static void
ui_week_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  UiWeekGrid *self = UI_WEEK_GRID (widget);
  UiWeekShown shown = get_shown (self);

  ui_week_paint (widget, snapshot, &self->places, &shown);
  for (guint i = 0; i < 7; i++)
    gtk_widget_snapshot_child (widget, self->names[i], snapshot);
  for (guint i = 0; i < self->ranges->len; i++)
    gtk_widget_snapshot_child (widget, self->ranges->pdata[i], snapshot);
}

static void
ui_week_grid_dispose (GObject *object)
{
  UiWeekGrid *self = UI_WEEK_GRID (object);

  for (guint i = 0; i < 7; i++)
    g_clear_pointer (&self->names[i], gtk_widget_unparent);
  g_array_set_size (self->times, 0);
  for (guint i = 0; i < self->ranges->len; i++)
    gtk_widget_unparent (self->ranges->pdata[i]);
  g_ptr_array_set_size (self->ranges, 0);

  G_OBJECT_CLASS (ui_week_grid_parent_class)->dispose (object);
}

static void
ui_week_grid_finalize (GObject *object)
{
  UiWeekGrid *self = UI_WEEK_GRID (object);

  g_array_unref (self->times);
  g_array_unref (self->before);
  g_ptr_array_unref (self->ranges);

  G_OBJECT_CLASS (ui_week_grid_parent_class)->finalize (object);
}

static void
ui_week_grid_class_init (UiWeekGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_week_grid_dispose;
  object_class->finalize = ui_week_grid_finalize;
  widget_class->measure = ui_week_grid_measure;
  widget_class->size_allocate = ui_week_grid_size_allocate;
  widget_class->snapshot = ui_week_grid_snapshot;

  signals[TIMES_CHANGED] = g_signal_new ("times-changed", UI_TYPE_WEEK_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);
  signals[DAYS_CHANGED] = g_signal_new ("days-changed", UI_TYPE_WEEK_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[EDIT] = g_signal_new ("edit", UI_TYPE_WEEK_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "week-grid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ui_week_grid_init (UiWeekGrid *self)
{
  self->ranges = g_ptr_array_new ();
  self->times = g_array_new (FALSE, FALSE, sizeof (PalScheduleTime));
  self->before = g_array_new (FALSE, FALSE, sizeof (PalScheduleTime));
  self->now_row = self->now_minute = -1;
  self->is_editable = TRUE;
  add_names (self);
  add_controllers (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Week"), -1);
  ui_week_grid_show (self, 0, NULL, 0, FALSE);
}
