/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/ui-presence-badge.h"

#include "ui/ui-paint.h"
#include "ui/ui-presence-text.h"

struct _UiPresenceBadge
{
  GtkWidget parent_instance;

  int presence;
  int size;
};

G_DEFINE_FINAL_TYPE (UiPresenceBadge, ui_presence_badge, GTK_TYPE_WIDGET)

enum
{
  PROP_PRESENCE = 1,
  PROP_SIZE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
ui_presence_badge_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = *natural = UI_PRESENCE_BADGE (widget)->size;
}

static void
ui_presence_badge_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  UiPresenceBadge *self = UI_PRESENCE_BADGE (widget);

  ui_paint_presence (snapshot, widget, self->presence, (gtk_widget_get_width (widget) - self->size) / 2.f,
                     (gtk_widget_get_height (widget) - self->size) / 2.f, self->size);
}

static void
set_size (UiPresenceBadge *self, int size)
{
  if (self->size == size)
    return;
  self->size = size;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}

static void
ui_presence_badge_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  UiPresenceBadge *self = UI_PRESENCE_BADGE (object);

  switch (prop_id)
    {
    case PROP_PRESENCE:
      g_value_set_int (value, self->presence);
      break;
    case PROP_SIZE:
      g_value_set_int (value, self->size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_presence_badge_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  UiPresenceBadge *self = UI_PRESENCE_BADGE (object);

  switch (prop_id)
    {
    case PROP_PRESENCE:
      ui_presence_badge_set_presence (self, g_value_get_int (value));
      break;
    case PROP_SIZE:
      set_size (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_presence_badge_class_init (UiPresenceBadgeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ui_presence_badge_get_property;
  object_class->set_property = ui_presence_badge_set_property;
  widget_class->measure = ui_presence_badge_measure;
  widget_class->snapshot = ui_presence_badge_snapshot;

  properties[PROP_PRESENCE] = g_param_spec_int (
      "presence", NULL, NULL, DESK_PRESENCE_FREE, DESK_PRESENCE_OFFLINE, DESK_PRESENCE_UNKNOWN,
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SIZE] = g_param_spec_int (
      "size", NULL, NULL, 4, 128, 14, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "presence");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
update_label (UiPresenceBadge *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ui_presence_to_text (self->presence), -1);
}

static void
ui_presence_badge_init (UiPresenceBadge *self)
{
  self->presence = DESK_PRESENCE_UNKNOWN;
  self->size = 14;
  update_label (self);
}

GtkWidget *
ui_presence_badge_new (void)
{
  return g_object_new (UI_TYPE_PRESENCE_BADGE, NULL);
}

void
ui_presence_badge_set_presence (UiPresenceBadge *self, DeskPresence presence)
{
  g_return_if_fail (UI_IS_PRESENCE_BADGE (self));

  if (self->presence == (int)presence)
    return;
  self->presence = presence;
  update_label (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRESENCE]);
}
