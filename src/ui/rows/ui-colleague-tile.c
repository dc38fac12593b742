/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rows/ui-colleague-tile.h"

#include "ui/ui-paint.h"

#define TILE_WIDTH 156
#define TILE_HEIGHT 60
#define FACE 34
#define MARGIN 10
#define GAP 10

struct _UiColleagueTile
{
  UiColleagueItem parent_instance;
};

G_DEFINE_FINAL_TYPE (UiColleagueTile, ui_colleague_tile, UI_TYPE_COLLEAGUE_ITEM)

static void
ui_colleague_tile_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = TILE_WIDTH;
  else
    *minimum = MAX (TILE_HEIGHT, ui_colleague_item_measure_texts (UI_COLLEAGUE_ITEM (widget)) + 20);
  *natural = *minimum;
}

static void
ui_colleague_tile_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  UiColleagueItem *item = UI_COLLEAGUE_ITEM (widget);
  const UiColleagueTexts *texts = ui_colleague_item_prepare (item);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int start = MARGIN + FACE + GAP, room = width - start - MARGIN;
  int clock_width, name_height, status_height, top;
  GdkRGBA ink, dim;

  if (texts == NULL)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  dim = ink;
  dim.alpha *= 0.55f;
  ui_colleague_item_get_clock_color (item, &dim);
  ui_colleague_item_paint_face (item, snapshot, is_rtl ? width - MARGIN - FACE : MARGIN, (height - FACE) / 2,
                                FACE);

  pango_layout_get_pixel_size (texts->clock, &clock_width, NULL);
  if (clock_width > 0)
    clock_width += 6;
  pango_layout_set_width (texts->name, MAX (room - clock_width, 1) * PANGO_SCALE);
  pango_layout_set_width (texts->status, MAX (room, 1) * PANGO_SCALE);
  pango_layout_get_pixel_size (texts->name, NULL, &name_height);
  pango_layout_get_pixel_size (texts->status, NULL, &status_height);
  top = (height - name_height - status_height) / 2;
  ui_paint_layout (snapshot, texts->name, &ink, is_rtl ? MARGIN + clock_width : start, top);
  if (clock_width > 0)
    ui_paint_layout (snapshot, texts->clock, &dim, is_rtl ? MARGIN : width - MARGIN - clock_width + 6, top);
  ui_colleague_item_paint_status (item, snapshot, is_rtl ? MARGIN : start, top + name_height);
}

static void
ui_colleague_tile_class_init (UiColleagueTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = ui_colleague_tile_measure;
  widget_class->snapshot = ui_colleague_tile_snapshot;

  gtk_widget_class_set_css_name (widget_class, "colleague-tile");
}

static void
ui_colleague_tile_init (UiColleagueTile *self)
{
}
