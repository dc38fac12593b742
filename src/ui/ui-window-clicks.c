/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second press of a double click was meant for what the first one was on. A button that has changed
 * its face, what lies below a popover or dialog that has gone, a dialog that has just come:
 * they do not get it. */
#include "config.h"

#include "ui/ui-window-private.h"

#include "ui/ui-keypad.h"

#define NEAR 8 /* pixels */

static gboolean
is_in (GtkWidget *widget, GType type)
{
  return widget != NULL && gtk_widget_get_ancestor (widget, type) != NULL;
}

/* Two presses of these are meant as two. */
static gboolean
is_button (GtkWidget *widget)
{
  return is_in (widget, GTK_TYPE_BUTTON) && !is_in (widget, UI_TYPE_KEYPAD)
         && !is_in (widget, GTK_TYPE_SPIN_BUTTON);
}

/* What is below the pointer. A popover has a surface of its own: @x, @y become those of its window. */
static GtkWidget *
pick (GdkEvent *event, double *x, double *y)
{
  GdkSurface *surface = gdk_event_get_surface (event);
  GtkNative *native = gtk_native_get_for_surface (surface);
  double left = 0, top = 0;
  GtkWidget *picked;

  gdk_event_get_position (event, x, y);
  if (native == NULL)
    return NULL;
  gtk_native_get_surface_transform (native, &left, &top);
  picked = gtk_widget_pick (GTK_WIDGET (native), *x - left, *y - top, GTK_PICK_DEFAULT);
  for (; GDK_IS_POPUP (surface); surface = gdk_popup_get_parent (GDK_POPUP (surface)))
    {
      *x += gdk_popup_get_position_x (GDK_POPUP (surface));
      *y += gdk_popup_get_position_y (GDK_POPUP (surface));
    }

  return picked;
}

static gboolean
is_second (UiWindow *self, GdkEvent *event, GtkRoot *root)
{
  guint32 time = gdk_event_get_time (event);
  double x = 0, y = 0;
  GtkWidget *picked = pick (event, &x, &y);
  int double_click = 0;
  gboolean result;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-double-click-time", &double_click, NULL);
  result = self->click_root != NULL && time - self->click_time < (guint32)double_click;
  /* How windows stand to each other nobody knows: so soon a press in another one is for what was there. */
  if (result && self->click_root == root)
    result = ABS (x - self->click_x) < NEAR && ABS (y - self->click_y) < NEAR
             && (self->was_on_button || is_button (picked));
  self->was_on_button = is_button (picked) || result;
  self->click_root = root;
  self->click_time = time;
  self->click_x = x;
  self->click_y = y;

  return result;
}

/* Is it this window, or one that stands before it? */
static gboolean
is_ours (UiWindow *self, GtkWindow *window)
{
  while (window != NULL && window != GTK_WINDOW (self))
    window = gtk_window_get_transient_for (window);

  return window != NULL;
}

static gboolean
event_cb (UiWindow *self, GdkEvent *event, GtkEventController *controller)
{
  GtkWidget *window = gtk_event_controller_get_widget (controller);

  if (!is_ours (self, GTK_WINDOW (window)))
    return GDK_EVENT_PROPAGATE;
  switch ((int)gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN:
      self->is_click_second = is_second (self, event, GTK_ROOT (window));
      return self->is_click_second;
    case GDK_BUTTON_RELEASE:
    case GDK_TOUCH_END:
      return self->is_click_second;
    case GDK_KEY_PRESS:
    case GDK_KEY_RELEASE:
      return window != GTK_WIDGET (self) && ui_window_note_key (self, GTK_ROOT (window), event);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
watch (UiWindow *self, GtkWidget *window)
{
  GtkEventController *clicks = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (clicks, GTK_PHASE_CAPTURE);
  g_signal_connect_object (clicks, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (window, clicks);
}

static void
toplevels_changed_cb (UiWindow *self, guint position, guint removed, guint added, GListModel *toplevels)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (window != GTK_WIDGET (self))
        watch (self, window);
    }
}

void
ui_window_add_clicks (UiWindow *self)
{
  g_signal_connect_object (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (toplevels_changed_cb), self,
                           G_CONNECT_SWAPPED);
  watch (self, GTK_WIDGET (self));
}
