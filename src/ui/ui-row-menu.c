/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-row-menu.h"

struct _UiRowMenu
{
  GObject parent_instance;

  /* borrowed */
  GtkWidget *page;
  GtkWidget *holder; /* of the row it is about; weak */
  const UiRowMenuKind *kind;
  gpointer data;

  /* owned */
  GtkWidget *popover;
};

G_DEFINE_FINAL_TYPE (UiRowMenu, ui_row_menu, G_TYPE_OBJECT)

/* @is_held: a list puts its own item around each row, and that may be what was met. */
static GtkWidget *
find_row (GtkWidget *met, GType row_type, gboolean is_held)
{
  GtkWidget *row = gtk_widget_get_ancestor (met, row_type);

  if (row == NULL && is_held)
    row = gtk_widget_get_first_child (met);
  return G_TYPE_CHECK_INSTANCE_TYPE (row, row_type) ? row : NULL;
}

static GtkWidget *
find_focused (GtkWidget *view, GType row_type, gboolean is_held)
{
  GtkRoot *root = gtk_widget_get_root (view);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, view))
    return NULL;
  return find_row (focus, row_type, is_held);
}

GtkWidget *
ui_row_menu_find_focused (GtkWidget *view, GType row_type)
{
  return find_focused (view, row_type, TRUE);
}

static gboolean
popup (UiRowMenu *self, GtkWidget *view, GtkWidget *row, double x, double y)
{
  g_autoptr (GMenuModel) model = NULL;
  graphene_point_t point;

  if (self->page == NULL || !gtk_widget_compute_point (view, self->page, &GRAPHENE_POINT_INIT (x, y), &point))
    return FALSE;
  model = self->kind->build (row, self->data);
  if (model == NULL)
    return FALSE;
  g_set_weak_pointer (&self->holder, self->kind->get_holder != NULL ? self->kind->get_holder (row) : row);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->popover), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &(GdkRectangle){ point.x, point.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->popover));
  return TRUE;
}

/* The keyboard goes back to the row, unless what was chosen took it along. */
static void
closed_cb (UiRowMenu *self)
{
  GtkRoot *root = self->page != NULL ? gtk_widget_get_root (self->page) : NULL;
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->holder != NULL && (focus == NULL || gtk_widget_is_ancestor (focus, self->popover)))
    gtk_widget_grab_focus (self->holder);
}

static void
popup_at (UiRowMenu *self, GtkGesture *gesture, double x, double y, gboolean spares_buttons)
{
  GtkWidget *view = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *picked = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = picked != NULL && picked != view
                       ? find_row (picked, self->kind->get_row_type (), self->kind->get_holder != NULL)
                       : NULL;

  if (spares_buttons && picked != NULL && gtk_widget_get_ancestor (picked, GTK_TYPE_BUTTON) != NULL)
    return;
  if (row != NULL && popup (self, view, row, x, y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
pressed_cb (UiRowMenu *self, int n_press, double x, double y, GtkGesture *gesture)
{
  popup_at (self, gesture, x, y, FALSE);
}

static void
long_pressed_cb (UiRowMenu *self, double x, double y, GtkGesture *gesture)
{
  popup_at (self, gesture, x, y, self->kind->spares_buttons);
}

gboolean
ui_row_menu_popup (UiRowMenu *self, GtkWidget *view, GtkWidget *row)
{
  graphene_rect_t bounds;

  g_return_val_if_fail (UI_IS_ROW_MENU (self), FALSE);

  if (!gtk_widget_compute_bounds (row, view, &bounds))
    return FALSE;
  return popup (self, view, row, bounds.origin.x + bounds.size.width / 2,
                bounds.origin.y + bounds.size.height / 2);
}

static gboolean
menu_key_cb (GtkWidget *view, GVariant *arguments, gpointer user_data)
{
  UiRowMenu *self = user_data;
  GtkWidget *row = find_focused (view, self->kind->get_row_type (), self->kind->get_holder != NULL);

  return row != NULL && ui_row_menu_popup (self, view, row);
}

static void
ui_row_menu_dispose (GObject *object)
{
  UiRowMenu *self = UI_ROW_MENU (object);

  g_clear_weak_pointer (&self->holder);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->page = NULL;

  G_OBJECT_CLASS (ui_row_menu_parent_class)->dispose (object);
}

static void
ui_row_menu_class_init (UiRowMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_row_menu_dispose;
}

static void
ui_row_menu_init (UiRowMenu *self)
{
}

UiRowMenu *
ui_row_menu_new (GtkWidget *page, const UiRowMenuKind *kind, gpointer data)
{
  UiRowMenu *self = g_object_new (UI_TYPE_ROW_MENU, NULL);

  self->page = page;
  self->kind = kind;
  self->data = data;
  self->popover = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, page);
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
ui_row_menu_attach (UiRowMenu *self, GtkWidget *view)
{
  GtkGesture *click = gtk_gesture_click_new (), *press = gtk_gesture_long_press_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut
      = gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                          gtk_callback_action_new (menu_key_cb, g_object_ref (self), g_object_unref));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (long_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (press));

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
  gtk_widget_add_controller (view, keys);
}
