/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/editor/ui-days-ahead.h"

#include <glib/gi18n-lib.h>

#include "model/desk-moment.h"
#include "ui/editor/ui-week-paint.h"
#include "ui/ui-paint.h"

#define HEAD 36   /* the names of months and Mondays */
#define COLUMN 56 /* the height of a day */
#define N_DAYS DESK_SCHEDULE_PREVIEW_DAYS

struct _UiDaysAhead
{
  GtkWidget parent_instance;

  /* owned */
  DeskScheduleDay *days; /* N_DAYS, or NULL */
  GDateTime *from;
  PalSchedule *schedule;

  guint chosen;
  gboolean is_unset;
};

G_DEFINE_FINAL_TYPE (UiDaysAhead, ui_days_ahead, GTK_TYPE_WIDGET)

/* --- words -------------------------------------------------------------------------- */

static char *
dup_day_text (UiDaysAhead *self, guint i)
{
  const DeskScheduleDay *day = &self->days[i];
  g_autoptr (GPtrArray) ranges = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDateTime) date = g_date_time_add_days (self->from, (int)i);
  /* Translators: a day, for g_date_time_format() */
  g_autofree char *name = desk_moment_format (date, _ ("%A, %-d %B"));
  g_autofree char *list = NULL;

  for (guint n = 0; n < day->n_ranges; n++)
    g_ptr_array_add (ranges, desk_schedule_describe_time (&day->ranges[n]));
  if (ranges->len == 0 && !day->holds && !self->is_unset)
    {
      g_autofree char *why = desk_schedule_describe_reason (self->schedule, date, &day->reason);

      /* Translators: a day, then why the timer is not on. */
      return g_strdup_printf (_ ("%s: off. %s"), name, why);
    }
  if (ranges->len == 0)
    return g_strdup_printf (_ ("%s: off"), name);
  g_ptr_array_add (ranges, NULL);
  list = g_strjoinv (_ (", "), (char **)ranges->pdata);
  /* Translators: a day, then the times at which the timer is on. */
  return g_strdup_printf (_ ("%s: on %s"), name, list);
}

static void
describe (UiDaysAhead *self)
{
  g_autofree char *text = self->days != NULL ? dup_day_text (self, self->chosen) : g_strdup ("");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* --- picture ------------------------------------------------------------------------ */

static float
get_left (UiDaysAhead *self, guint i)
{
  float width = (float)gtk_widget_get_width (GTK_WIDGET (self)), step = width / N_DAYS;

  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? width - step * (float)(i + 1)
                                                                          : step * (float)i;
}

static void
fill (GtkSnapshot *snapshot, const graphene_rect_t *rect, float radius, const GdkRGBA *color)
{
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, rect, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, color, rect);
  gtk_snapshot_pop (snapshot);
}

static void
paint_day (UiDaysAhead *self, GtkSnapshot *snapshot, guint i, const GdkRGBA *ink, float step)
{
  const DeskScheduleDay *day = &self->days[i];
  float gap = step > 6 ? 2 : 1;
  graphene_rect_t column = GRAPHENE_RECT_INIT (get_left (self, i) + gap / 2, HEAD, step - gap, COLUMN);
  GdkRGBA color = *ink;

  if (day->reason.kind == PAL_SCHEDULE_REASON_EXCLUDED)
    {
      ui_paint_color (GTK_WIDGET (self), "warning_bg_color", &color);
      color.alpha *= 0.45f;
    }
  else
    color.alpha *= 0.07f;
  fill (snapshot, &column, 2, &color);
  ui_paint_color (GTK_WIDGET (self), "accent_bg_color", &color);
  for (guint n = 0; n < day->n_ranges; n++)
    {
      float top = HEAD + COLUMN * (float)day->ranges[n].from / UI_WEEK_MINUTES;
      float height = COLUMN * (float)(day->ranges[n].to - day->ranges[n].from) / UI_WEEK_MINUTES;

      fill (snapshot, &GRAPHENE_RECT_INIT (column.origin.x, top, column.size.width, MAX (height - 1, 2)), 1,
            &color);
    }
  if (i == self->chosen && gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    {
      GskRoundedRect outline;
      const float widths[4] = { 2, 2, 2, 2 };
      GdkRGBA colors[4];

      for (guint side = 0; side < 4; side++)
        colors[side] = *ink;
      gsk_rounded_rect_init_from_rect (
          &outline, &GRAPHENE_RECT_INIT (column.origin.x - 2, HEAD - 2, column.size.width + 4, COLUMN + 4),
          3);
      gtk_snapshot_append_border (snapshot, &outline, widths, colors);
    }
}

static void
paint_text (UiDaysAhead *self,
            GtkSnapshot *snapshot,
            GDateTime *date,
            const char *format,
            gboolean is_bold,
            float x,
            float y,
            const GdkRGBA *color)
{
  g_autofree char *text = desk_moment_format (date, format);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();
  int width;

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.83));
  if (is_bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (layout, &width, NULL);
  x = MIN (x, (float)(gtk_widget_get_width (GTK_WIDGET (self)) - width));
  ui_paint_layout (snapshot, layout, color, x, y);
}

static void
ui_days_ahead_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  UiDaysAhead *self = UI_DAYS_AHEAD (widget);
  float step = (float)gtk_widget_get_width (widget) / N_DAYS;
  GdkRGBA ink, dim;
  int month = 0;

  if (self->days == NULL)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  dim = ink;
  dim.alpha *= 0.6f;
  for (guint i = 0; i < N_DAYS; i++)
    {
      g_autoptr (GDateTime) date = g_date_time_add_days (self->from, (int)i);

      paint_day (self, snapshot, i, &ink, step);
      if (g_date_time_get_month (date) != month && (i == 0 || i < N_DAYS - 2)
          && (month != 0 || g_date_time_get_day_of_month (date) < 26 || step * 6 > 34))
        /* Translators: the name of a month, short, for g_date_time_format() */
        paint_text (self, snapshot, date, C_ ("short month", "%b"), TRUE, get_left (self, i), 0, &ink);
      month = g_date_time_get_month (date);
      if (g_date_time_get_day_of_week (date) == 1 && (step > 5 || i / 7 % 2 == 0))
        paint_text (self, snapshot, date, "%-d", FALSE, get_left (self, i), 17, &dim);
    }
}

static void
ui_days_ahead_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = N_DAYS * 4;
      *natural = N_DAYS * 11;
    }
  else
    *minimum = *natural = HEAD + COLUMN + 4;
}

/* --- hands ---------------------------------------------------------------------------- */

static void
choose (UiDaysAhead *self, guint i)
{
  self->chosen = i;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
step_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiDaysAhead *self = UI_DAYS_AHEAD (widget);
  int by = g_str_has_prefix (action_name, "days.next") ? 1 : -1;

  if (g_str_has_suffix (action_name, "week"))
    by *= 7;
  choose (self, (guint)CLAMP ((int)self->chosen + by, 0, N_DAYS - 1));
}

static gboolean
ui_days_ahead_query_tooltip (GtkWidget *widget, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip)
{
  UiDaysAhead *self = UI_DAYS_AHEAD (widget);
  int width = MAX (gtk_widget_get_width (widget), 1), i = x * N_DAYS / width;
  g_autofree char *text = NULL;

  if (self->days == NULL)
    return FALSE;
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    i = N_DAYS - 1 - i;
  text = dup_day_text (self, is_keyboard ? self->chosen : (guint)CLAMP (i, 0, N_DAYS - 1));
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

void
ui_days_ahead_show (UiDaysAhead *self, const PalSchedule *schedule, GDateTime *from)
{
  g_autoptr (PalSchedule) never = schedule == NULL ? pal_schedule_new ("P0001010100010101") : NULL;

  g_return_if_fail (UI_IS_DAYS_AHEAD (self));
  g_return_if_fail (from != NULL);

  if (schedule == NULL)
    schedule = never;
  g_free (self->days);
  g_clear_pointer (&self->from, g_date_time_unref);
  g_clear_pointer (&self->schedule, pal_schedule_free);
  self->is_unset = schedule == never;
  self->from = g_date_time_ref (from);
  self->schedule = pal_schedule_copy (schedule);
  self->days = desk_schedule_preview (schedule, from, N_DAYS);
  choose (self, self->chosen);
}

GtkWidget *
ui_days_ahead_new (void)
{
  return g_object_new (UI_TYPE_DAYS_AHEAD, NULL);
}

static void
ui_days_ahead_finalize (GObject *object)
{
  UiDaysAhead *self = UI_DAYS_AHEAD (object);

  g_free (self->days);
  g_clear_pointer (&self->from, g_date_time_unref);
  g_clear_pointer (&self->schedule, pal_schedule_free);

  G_OBJECT_CLASS (ui_days_ahead_parent_class)->finalize (object);
}

static void
ui_days_ahead_class_init (UiDaysAheadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_Left, 0, "days.previous" },
    { GDK_KEY_Right, 0, "days.next" },
    { GDK_KEY_Left, GDK_CONTROL_MASK, "days.previous-week" },
    { GDK_KEY_Right, GDK_CONTROL_MASK, "days.next-week" },
  };

  G_OBJECT_CLASS (klass)->finalize = ui_days_ahead_finalize;
  widget_class->measure = ui_days_ahead_measure;
  widget_class->snapshot = ui_days_ahead_snapshot;
  widget_class->query_tooltip = ui_days_ahead_query_tooltip;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gtk_widget_class_install_action (widget_class, keys[i].action, NULL, step_cb);
      gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers, keys[i].action,
                                           NULL);
    }
  gtk_widget_class_set_css_name (widget_class, "days-ahead");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ui_days_ahead_init (UiDaysAhead *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Next 60 days"),
                                  -1);
}
