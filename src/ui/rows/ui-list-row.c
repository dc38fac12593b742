/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rows/ui-list-row.h"

#include "ui/ui-paint.h"

typedef struct
{
  guint position;
  gboolean is_skipped; /* nothing was painted: it was out of view */

  /* borrowed, while rooted */
  GtkWidget *holder;
} UiListRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (UiListRow, ui_list_row, GTK_TYPE_WIDGET)

enum
{
  PROP_POSITION = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_position (UiListRow *self, guint position)
{
  UiListRowPrivate *priv = ui_list_row_get_instance_private (self);

  if (priv->position == position)
    return;
  priv->position = position;
  if (UI_LIST_ROW_GET_CLASS (self)->moved != NULL)
    UI_LIST_ROW_GET_CLASS (self)->moved (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

static void
ui_list_row_root (GtkWidget *widget)
{
  UiListRow *self = UI_LIST_ROW (widget);
  UiListRowPrivate *priv = ui_list_row_get_instance_private (self);

  GTK_WIDGET_CLASS (ui_list_row_parent_class)->root (widget);
  priv->holder = gtk_widget_get_parent (widget);
  UI_LIST_ROW_GET_CLASS (self)->placed (self);
}

static void
ui_list_row_unroot (GtkWidget *widget)
{
  UiListRowPrivate *priv = ui_list_row_get_instance_private (UI_LIST_ROW (widget));

  priv->holder = NULL;
  GTK_WIDGET_CLASS (ui_list_row_parent_class)->unroot (widget);
}

static void
ui_list_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_POSITION:
      g_value_set_uint (value, ui_list_row_get_position (UI_LIST_ROW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_list_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_POSITION:
      set_position (UI_LIST_ROW (object), g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_list_row_class_init (UiListRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ui_list_row_get_property;
  object_class->set_property = ui_list_row_set_property;
  widget_class->root = ui_list_row_root;
  widget_class->unroot = ui_list_row_unroot;

  properties[PROP_POSITION]
      = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, GTK_INVALID_LIST_POSITION,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ui_list_row_init (UiListRow *self)
{
  UiListRowPrivate *priv = ui_list_row_get_instance_private (self);

  priv->position = GTK_INVALID_LIST_POSITION;
}

guint
ui_list_row_get_position (UiListRow *self)
{
  UiListRowPrivate *priv = ui_list_row_get_instance_private (self);

  g_return_val_if_fail (UI_IS_LIST_ROW (self), GTK_INVALID_LIST_POSITION);

  return priv->position;
}

GtkWidget *
ui_list_row_get_holder (UiListRow *self)
{
  UiListRowPrivate *priv = ui_list_row_get_instance_private (self);

  g_return_val_if_fail (UI_IS_LIST_ROW (self), NULL);

  return priv->holder;
}

GListModel *
ui_list_row_get_model (UiListRow *self)
{
  GtkWidget *list;

  g_return_val_if_fail (UI_IS_LIST_ROW (self), NULL);

  list = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_VIEW);
  return list != NULL ? G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))) : NULL;
}

void
ui_list_row_say (UiListRow *self, const char *text)
{
  UiListRowPrivate *priv = ui_list_row_get_instance_private (self);

  g_return_if_fail (UI_IS_LIST_ROW (self));

  if (priv->holder != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (priv->holder), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

void
ui_list_row_update_all (GtkWidget *view)
{
  for (GtkWidget *holder = gtk_widget_get_first_child (view); holder != NULL;
       holder = gtk_widget_get_next_sibling (holder))
    {
      GtkWidget *row = gtk_widget_get_first_child (holder);

      if (UI_IS_LIST_ROW (row))
        UI_LIST_ROW_GET_CLASS (row)->update (UI_LIST_ROW (row));
    }
}

gboolean
ui_list_row_is_out_of_view (UiListRow *self)
{
  UiListRowPrivate *priv = ui_list_row_get_instance_private (self);

  g_return_val_if_fail (UI_IS_LIST_ROW (self), FALSE);

  priv->is_skipped = ui_paint_is_out_of_view (GTK_WIDGET (self));
  return priv->is_skipped;
}

void
ui_list_row_paint_all (GtkWidget *view)
{
  for (GtkWidget *holder = gtk_widget_get_first_child (view); holder != NULL;
       holder = gtk_widget_get_next_sibling (holder))
    {
      GtkWidget *row = gtk_widget_get_first_child (holder);
      UiListRowPrivate *priv
          = UI_IS_LIST_ROW (row) ? ui_list_row_get_instance_private (UI_LIST_ROW (row)) : NULL;

      if (priv != NULL && priv->is_skipped)
        gtk_widget_queue_draw (row);
    }
}
