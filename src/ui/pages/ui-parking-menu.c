/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pages/ui-parking-menu.h"

#include "ui/rows/ui-parking-item.h"

struct _UiParkingMenu
{
  GObject parent_instance;

  /* borrowed */
  GtkWidget *page;
  GtkWidget *item; /* it is about; weak */

  /* owned */
  GtkWidget *popover;
};

G_DEFINE_FINAL_TYPE (UiParkingMenu, ui_parking_menu, G_TYPE_OBJECT)

static gboolean
popup (UiParkingMenu *self, GtkWidget *item, double x, double y)
{
  g_autoptr (GMenuModel) model = ui_parking_item_dup_menu (UI_PARKING_ITEM (item));

  if (model == NULL)
    return FALSE;
  g_set_weak_pointer (&self->item, item);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->popover), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &(GdkRectangle){ (int)x, (int)y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->popover));
  return TRUE;
}

/* The keyboard goes back to the item, unless what was chosen took it along. */
static void
closed_cb (UiParkingMenu *self)
{
  GtkRoot *root = gtk_widget_get_root (self->page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->item != NULL && (focus == NULL || gtk_widget_is_ancestor (focus, self->popover)))
    gtk_widget_grab_focus (self->item);
}

static void
popup_at (UiParkingMenu *self, GtkGesture *gesture, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (self->page, x, y, GTK_PICK_DEFAULT);
  GtkWidget *item = picked != NULL ? gtk_widget_get_ancestor (picked, UI_TYPE_PARKING_ITEM) : NULL;

  if (item != NULL && popup (self, item, x, y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
pressed_cb (UiParkingMenu *self, int n_press, double x, double y, GtkGesture *gesture)
{
  popup_at (self, gesture, x, y);
}

/* A finger on a button that wants to be held is not for the menu. */
static void
long_pressed_cb (UiParkingMenu *self, double x, double y, GtkGesture *gesture)
{
  GtkWidget *picked = gtk_widget_pick (self->page, x, y, GTK_PICK_DEFAULT);

  if (picked == NULL || gtk_widget_get_ancestor (picked, GTK_TYPE_BUTTON) == NULL)
    popup_at (self, gesture, x, y);
}

static gboolean
menu_key_cb (GtkWidget *page, GVariant *arguments, gpointer user_data)
{
  UiParkingMenu *self = user_data;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (page));
  GtkWidget *item = focus != NULL ? gtk_widget_get_ancestor (focus, UI_TYPE_PARKING_ITEM) : NULL;
  graphene_rect_t bounds;

  if (item == NULL || !gtk_widget_compute_bounds (item, page, &bounds))
    return FALSE;
  return popup (self, item, bounds.origin.x + bounds.size.width / 2,
                bounds.origin.y + bounds.size.height / 2);
}

static void
ui_parking_menu_dispose (GObject *object)
{
  UiParkingMenu *self = UI_PARKING_MENU (object);

  g_clear_weak_pointer (&self->item);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->page = NULL;

  G_OBJECT_CLASS (ui_parking_menu_parent_class)->dispose (object);
}

static void
ui_parking_menu_class_init (UiParkingMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_parking_menu_dispose;
}

static void
ui_parking_menu_init (UiParkingMenu *self)
{
}

UiParkingMenu *
ui_parking_menu_new (GtkWidget *page)
{
  UiParkingMenu *self = g_object_new (UI_TYPE_PARKING_MENU, NULL);
  GtkGesture *click = gtk_gesture_click_new (), *press = gtk_gesture_long_press_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut
      = gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                          gtk_callback_action_new (menu_key_cb, g_object_ref (self), g_object_unref));

  self->page = page;
  self->popover = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, page);
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (page, GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (long_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (page, GTK_EVENT_CONTROLLER (press));

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
  gtk_widget_add_controller (page, keys);
  return self;
}
