/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/ui-clock.h"

#include "ui/ui-paint.h"
#include "ui/ui-presence-text.h"

struct _UiClock
{
  GtkWidget parent_instance;

  gint64 since;
  DeskUrgencyKind kind; /* DESK_N_URGENCY_KINDS: it does not age */

  /* owned */
  PangoLayout *layout;
  UiTicker *ticker;
};

G_DEFINE_FINAL_TYPE (UiClock, ui_clock, GTK_TYPE_WIDGET)

static void
set_text (UiClock *self)
{
  g_autofree char *text = NULL;
  size_t had = strlen (pango_layout_get_text (self->layout));

  if (self->since != 0 && self->ticker != NULL)
    text = ui_format_clock (ui_ticker_get_now (self->ticker) - self->since);
  pango_layout_set_text (self->layout, text != NULL ? text : "", -1);
  if (strlen (pango_layout_get_text (self->layout)) != had)
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
ui_clock_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  UiClock *self = UI_CLOCK (widget);
  int width, height;

  pango_layout_get_pixel_size (self->layout, &width, &height);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? width : height;
}

static void
take_urgency_color (UiClock *self, GdkRGBA *color)
{
  DeskUrgency urgency;

  if (self->kind == DESK_N_URGENCY_KINDS || self->since == 0 || self->ticker == NULL)
    return;
  urgency = desk_urgency_of (self->kind, ui_ticker_get_now (self->ticker) - self->since);
  if (urgency != DESK_URGENCY_CALM)
    ui_paint_color (GTK_WIDGET (self), urgency == DESK_URGENCY_RED ? "error_color" : "warning_color", color);
}

static void
ui_clock_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  UiClock *self = UI_CLOCK (widget);
  GdkRGBA color;
  int width, height;

  set_text (self);
  if (self->since != 0 && self->ticker != NULL)
    ui_ticker_wake (self->ticker);
  pango_layout_get_pixel_size (self->layout, &width, &height);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  take_urgency_color (self, &color);
  ui_paint_layout (snapshot, self->layout, &color, gtk_widget_get_width (widget) - width,
                   (gtk_widget_get_height (widget) - height) / 2);
}

static void
update_ticking (UiClock *self)
{
  if (self->ticker == NULL)
    return;
  if (self->since != 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    ui_ticker_add (self->ticker, GTK_WIDGET (self));
  else
    ui_ticker_remove (self->ticker, GTK_WIDGET (self));
}

static void
ui_clock_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ui_clock_parent_class)->map (widget);
  update_ticking (UI_CLOCK (widget));
}

static void
ui_clock_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ui_clock_parent_class)->unmap (widget);
  update_ticking (UI_CLOCK (widget));
}

static void
ui_clock_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (ui_clock_parent_class)->css_changed (widget, change);
  pango_layout_context_changed (UI_CLOCK (widget)->layout);
  gtk_widget_queue_resize (widget);
}

static void
ui_clock_dispose (GObject *object)
{
  UiClock *self = UI_CLOCK (object);

  if (self->ticker != NULL)
    ui_ticker_remove (self->ticker, GTK_WIDGET (self));
  g_clear_object (&self->ticker);

  G_OBJECT_CLASS (ui_clock_parent_class)->dispose (object);
}

static void
ui_clock_finalize (GObject *object)
{
  g_clear_object (&UI_CLOCK (object)->layout);

  G_OBJECT_CLASS (ui_clock_parent_class)->finalize (object);
}

static void
ui_clock_class_init (UiClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_clock_dispose;
  object_class->finalize = ui_clock_finalize;
  widget_class->measure = ui_clock_measure;
  widget_class->snapshot = ui_clock_snapshot;
  widget_class->map = ui_clock_map;
  widget_class->unmap = ui_clock_unmap;
  widget_class->css_changed = ui_clock_css_changed;

  gtk_widget_class_set_css_name (widget_class, "clock");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
ui_clock_init (UiClock *self)
{
  self->kind = DESK_N_URGENCY_KINDS;
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
}

void
ui_clock_set_ticker (UiClock *self, UiTicker *ticker)
{
  g_return_if_fail (UI_IS_CLOCK (self));

  if (self->ticker == ticker)
    return;
  if (self->ticker != NULL)
    ui_ticker_remove (self->ticker, GTK_WIDGET (self));
  g_set_object (&self->ticker, ticker);
  update_ticking (self);
}

void
ui_clock_set_since (UiClock *self, gint64 since)
{
  g_return_if_fail (UI_IS_CLOCK (self));

  if (self->since == since)
    return;
  self->since = since;
  set_text (self);
  update_ticking (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ui_clock_set_urgency (UiClock *self, DeskUrgencyKind kind)
{
  g_return_if_fail (UI_IS_CLOCK (self));

  if (self->kind == kind)
    return;
  self->kind = kind;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
