/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a week grid looks. */
#include "config.h"

#include "ui/editor/ui-week-paint.h"

#include <glib/gi18n-lib.h>

#include "model/desk-schedule.h"
#include "ui/ui-paint.h"

#define RADIUS 6

gboolean
ui_week_has_row (const UiWeekShown *shown, guint row)
{
  return (shown->days & 1u << (row + 1) % 7) != 0;
}

float
ui_week_get_x (const UiWeekPlaces *places, guint minute)
{
  float x = places->width * (float)minute / UI_WEEK_MINUTES;

  return places->is_rtl ? places->left + places->width - x : places->left + x;
}

int
ui_week_get_minute (const UiWeekPlaces *places, double x)
{
  double part = (x - (double)places->left) / (double)MAX (places->width, 1.f);

  return (int)((places->is_rtl ? 1 - part : part) * UI_WEEK_MINUTES);
}

int
ui_week_get_row (const UiWeekPlaces *places, double y)
{
  double row = (y - (double)places->top) / (double)places->row;

  return row < 0 || row >= 7 ? -1 : (int)row;
}

char *
ui_week_time_to_text (guint minute)
{
  return g_strdup_printf ("%02u:%02u", minute / 60, minute % 60);
}

static void
get_span (const UiWeekPlaces *places, guint row, guint from, guint to, graphene_rect_t *rect)
{
  float begin = ui_week_get_x (places, places->is_rtl ? to : from);
  float end = ui_week_get_x (places, places->is_rtl ? from : to);

  graphene_rect_init (rect, begin, places->top + places->row * (float)row, MAX (end - begin, 2.f),
                      places->height);
}

gboolean
ui_week_get_rect (const UiWeekPlaces *places,
                  const UiWeekShown *shown,
                  guint i,
                  guint row,
                  gboolean is_of_yesterday,
                  graphene_rect_t *rect)
{
  const PalScheduleTime *time = &shown->times[i];
  gboolean passes = time->to <= time->from;

  if (!ui_week_has_row (shown, is_of_yesterday ? (row + 6) % 7 : row) || (is_of_yesterday && !passes)
      || (is_of_yesterday && time->to == 0))
    return FALSE;
  get_span (places, row, is_of_yesterday ? 0 : time->from,
            is_of_yesterday || !passes ? time->to : UI_WEEK_MINUTES, rect);
  return TRUE;
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

static GdkRGBA
get_ink (GtkWidget *widget, float alpha)
{
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= alpha;
  return color;
}

static PangoLayout *
make_layout (GtkWidget *widget, const char *text, double scale, gboolean is_bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (is_bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

static void
paint_centred (GtkSnapshot *snapshot, PangoLayout *layout, const GdkRGBA *color, float x, float y)
{
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  ui_paint_layout (snapshot, layout, color, x - (float)width / 2, y - (float)height / 2);
}

/* Hours above, and their lines. */
static void
paint_hours (GtkWidget *widget, GtkSnapshot *snapshot, const UiWeekPlaces *places)
{
  GdkRGBA ink = get_ink (widget, 0.6f), line = get_ink (widget, 0.1f);
  guint step = places->width < 420 ? 6 : 3;

  for (guint hour = 0; hour <= 24; hour += step)
    {
      g_autofree char *text = g_strdup_printf ("%u", hour);
      g_autoptr (PangoLayout) layout = make_layout (widget, text, 0.83, FALSE);
      float x = ui_week_get_x (places, hour * 60);

      paint_centred (snapshot, layout, &ink, x, places->top - 12);
      if (hour == 0 || hour == 24)
        continue;
      for (guint row = 0; row < 7; row++)
        gtk_snapshot_append_color (
            snapshot, &line,
            &GRAPHENE_RECT_INIT (x, places->top + places->row * (float)row, 1, places->height));
    }
}

static void
paint_range (
    GtkWidget *widget, GtkSnapshot *snapshot, const UiWeekShown *shown, guint i, const graphene_rect_t *rect)
{
  g_autofree char *text = desk_schedule_describe_time (&shown->times[i]);
  g_autoptr (PangoLayout) layout = make_layout (widget, text, 0.83, TRUE);
  GdkRGBA back, ink;
  int width;

  ui_paint_color (widget, "accent_bg_color", &back);
  ui_paint_color (widget, "accent_fg_color", &ink);
  if (shown->held >= 0 && shown->held != (int)i)
    back.alpha *= 0.5f;
  fill (snapshot, rect, RADIUS, &back);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if ((float)width + 6 > rect->size.width)
    {
      g_object_unref (layout);
      layout = make_layout (widget, text, 0.75, FALSE);
      pango_layout_get_pixel_size (layout, &width, NULL);
    }
  if ((float)width + 2 <= rect->size.width)
    paint_centred (snapshot, layout, &ink, rect->origin.x + rect->size.width / 2,
                   rect->origin.y + rect->size.height / 2);
}

/* Without times: all of the day, in a lighter tone. */
static void
paint_all_day (GtkWidget *widget, GtkSnapshot *snapshot, const graphene_rect_t *rect)
{
  g_autoptr (PangoLayout) layout = make_layout (widget, _ ("all day"), 0.83, FALSE);
  GdkRGBA back, ink = get_ink (widget, 0.8f);

  ui_paint_color (widget, "accent_bg_color", &back);
  back.alpha *= 0.35f;
  fill (snapshot, rect, RADIUS, &back);
  paint_centred (snapshot, layout, &ink, rect->origin.x + rect->size.width / 2,
                 rect->origin.y + rect->size.height / 2);
}

static void
paint_row (
    GtkWidget *widget, GtkSnapshot *snapshot, const UiWeekPlaces *places, const UiWeekShown *shown, guint row)
{
  GdkRGBA track = get_ink (widget, ui_week_has_row (shown, row) ? 0.06f : 0.025f);
  graphene_rect_t rect;

  get_span (places, row, 0, UI_WEEK_MINUTES, &rect);
  fill (snapshot, &rect, RADIUS, &track);
  if (shown->n_times == 0 && shown->is_all_day && ui_week_has_row (shown, row))
    paint_all_day (widget, snapshot, &rect);
}

static void
paint_now (GtkWidget *widget, GtkSnapshot *snapshot, const UiWeekPlaces *places, const UiWeekShown *shown)
{
  float x = ui_week_get_x (places, (guint)shown->now_minute);
  float y = places->top + places->row * (float)shown->now_row;
  GdkRGBA color;

  ui_paint_color (widget, "error_color", &color);
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (x - 1, y - 3, 2, places->height + 6));
  fill (snapshot, &GRAPHENE_RECT_INIT (x - 3, y - 6, 6, 6), 3, &color);
}

void
ui_week_paint (GtkWidget *widget, GtkSnapshot *snapshot, const UiWeekPlaces *places, const UiWeekShown *shown)
{
  graphene_rect_t rect;

  for (guint row = 0; row < 7; row++)
    paint_row (widget, snapshot, places, shown, row);
  paint_hours (widget, snapshot, places);
  for (guint row = 0; row < 7; row++)
    for (guint i = 0; i < shown->n_times; i++)
      for (guint of_yesterday = 0; of_yesterday < 2; of_yesterday++)
        if (ui_week_get_rect (places, shown, i, row, of_yesterday != 0, &rect))
          paint_range (widget, snapshot, shown, i, &rect);
  if (shown->now_row >= 0)
    paint_now (widget, snapshot, places, shown);
}
