/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/rows/ui-order-row.h"

#include <glib/gi18n-lib.h>

struct _UiOrderRow
{
  AdwActionRow parent_instance;

  /* children, owned by the widget tree */
  GtkWidget *up, *down;
};

G_DEFINE_FINAL_TYPE (UiOrderRow, ui_order_row, ADW_TYPE_ACTION_ROW)

enum
{
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
move (UiOrderRow *self, int from, int to)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_BOX);

  if (list == NULL || from < 0 || to < 0 || from == to
      || gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), to) == NULL)
    return;
  g_signal_emit (self, signals[MOVED], 0, (guint) from, (guint) to);
}

static int
get_index (UiOrderRow *self)
{
  return gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self));
}

static void
up_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiOrderRow *self = UI_ORDER_ROW (widget);

  move (self, get_index (self), get_index (self) - 1);
}

static void
down_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiOrderRow *self = UI_ORDER_ROW (widget);

  move (self, get_index (self), get_index (self) + 1);
}

static GdkContentProvider *
prepare_cb (UiOrderRow *self, double x, double y)
{
  return gdk_content_provider_new_typed (UI_TYPE_ORDER_ROW, self);
}

static void
drag_begin_cb (UiOrderRow *self, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) look = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, look, 0, 0);
}

/* Rows of another list stay where they are. */
static gboolean
drop_cb (UiOrderRow *self, const GValue *value, double x, double y)
{
  UiOrderRow *other = g_value_get_object (value);

  if (other == NULL || other == self
      || gtk_widget_get_parent (GTK_WIDGET (other)) != gtk_widget_get_parent (GTK_WIDGET (self)))
    return FALSE;
  move (other, get_index (other), get_index (self));
  return TRUE;
}

void
ui_order_row_update (UiOrderRow *self)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_BOX);
  int at = get_index (self);

  g_return_if_fail (UI_IS_ORDER_ROW (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "order.up", at > 0);
  gtk_widget_action_set_enabled (
      GTK_WIDGET (self), "order.down",
      list != NULL && gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), at + 1) != NULL);
}

void
ui_order_row_grab_button (UiOrderRow *self, gboolean is_up)
{
  GtkWidget *first = is_up ? self->up : self->down, *second = is_up ? self->down : self->up;

  g_return_if_fail (UI_IS_ORDER_ROW (self));

  gtk_widget_grab_focus (gtk_widget_is_sensitive (first) ? first : second);
}

static void
ui_order_row_class_init (UiOrderRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "order.up", NULL, up_cb);
  gtk_widget_class_install_action (widget_class, "order.down", NULL, down_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "order.up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "order.down", NULL);

  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static GtkWidget *
add_button (UiOrderRow *self, const char *icon, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  return button;
}

static void
ui_order_row_init (UiOrderRow *self)
{
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (UI_TYPE_ORDER_ROW, GDK_ACTION_MOVE);

  gtk_widget_add_css_class (handle, "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), handle);
  self->up = add_button (self, "go-up-symbolic", "order.up");
  self->down = add_button (self, "go-down-symbolic", "order.down");

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
name_button (GtkWidget *button, const char *name)
{
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

GtkWidget *
ui_order_row_new (const char *title, const char *subtitle)
{
  UiOrderRow *self = g_object_new (UI_TYPE_ORDER_ROW, NULL);
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  /* Translators: "Move Ben Okafor up", in a list whose order the person makes. */
  g_autofree char *up = g_strdup_printf (_ ("Move %s up"), title);
  g_autofree char *down = g_strdup_printf (_ ("Move %s down"), title);
  g_autofree char *subtitle_markup = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle_markup);
  name_button (self->up, up);
  name_button (self->down, down);
  return GTK_WIDGET (self);
}
