/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rows/ui-lamp.h"

#include "ui/ui-paint.h"

#define SIZE 16

struct _UiLamp
{
  GtkWidget parent_instance;

  DeskLamp lamp;
};

G_DEFINE_FINAL_TYPE (UiLamp, ui_lamp, GTK_TYPE_WIDGET)

static void
ui_lamp_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
ui_lamp_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ui_paint_lamp (snapshot, widget, UI_LAMP (widget)->lamp, (gtk_widget_get_width (widget) - SIZE) / 2.f,
                 (gtk_widget_get_height (widget) - SIZE) / 2.f, SIZE);
}

static void
ui_lamp_class_init (UiLampClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = ui_lamp_measure;
  widget_class->snapshot = ui_lamp_snapshot;

  gtk_widget_class_set_css_name (widget_class, "lamp");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
ui_lamp_init (UiLamp *self)
{
}

void
ui_lamp_set_lamp (UiLamp *self, DeskLamp lamp)
{
  g_return_if_fail (UI_IS_LAMP (self));

  if (self->lamp == lamp)
    return;
  self->lamp = lamp;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
