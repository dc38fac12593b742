/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-colleague-menu.h"

#include <glib/gi18n-lib.h>

#include "ui/pages/ui-colleague-verbs.h"

struct _UiColleagueMenu
{
  GObject parent_instance;

  /* borrowed */
  GtkWidget *page;
  GtkWidget *holder; /* of the row it is about; weak */

  /* owned */
  GtkWidget *popover;
};

G_DEFINE_FINAL_TYPE (UiColleagueMenu, ui_colleague_menu, G_TYPE_OBJECT)

static void
append (GMenu *menu, const char *label, const char *action, const char *number)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", number);
  g_menu_append_item (menu, item);
}

static GMenuModel *
build_menu (UiColleagueMenu *self, DeskExtension *extension)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) second = g_menu_new ();
  const char *number = desk_extension_get_number (extension);

  append (first, _ ("Call"), "win.dial", number);
  append (second,
          desk_extension_get_is_favourite (extension) ? _ ("Remove from Favourites")
                                                      : _ ("Add to Favourites"),
          "colleague.toggle-favourite", number);
  append (second, _ ("Rename…"), "colleague.rename", number);
  append (second, _ ("Copy Number"), "colleague.copy-number", number);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  if (UI_IS_PAGE (self->page))
    ui_colleague_verbs_append (menu, UI_PAGE (self->page), extension);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
popup (UiColleagueMenu *self, GtkWidget *view, UiColleagueItem *item, double x, double y)
{
  DeskExtension *extension = ui_colleague_item_get_extension (item);
  g_autoptr (GMenuModel) model = NULL;
  graphene_point_t point;

  if (extension == NULL || !gtk_widget_compute_point (view, self->page, &GRAPHENE_POINT_INIT (x, y), &point))
    return;
  model = build_menu (self, extension);
  g_set_weak_pointer (&self->holder, ui_colleague_item_get_holder (item));
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->popover), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &(GdkRectangle){ point.x, point.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* The keyboard goes back to the row, unless what was chosen took it along. */
static void
closed_cb (UiColleagueMenu *self)
{
  GtkRoot *root = gtk_widget_get_root (self->page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->holder != NULL && (focus == NULL || gtk_widget_is_ancestor (focus, self->popover)))
    gtk_widget_grab_focus (self->holder);
}

static void
popup_at (UiColleagueMenu *self, GtkWidget *view, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);
  GtkWidget *item = NULL;

  if (picked != NULL && picked != view)
    {
      item = gtk_widget_get_ancestor (picked, UI_TYPE_COLLEAGUE_ITEM);
      if (item == NULL)
        item = gtk_widget_get_first_child (picked);
    }
  if (UI_IS_COLLEAGUE_ITEM (item))
    popup (self, view, UI_COLLEAGUE_ITEM (item), x, y);
}

static void
pressed_cb (UiColleagueMenu *self, int n_press, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup_at (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

static void
long_pressed_cb (UiColleagueMenu *self, double x, double y, GtkGesture *gesture)
{
  popup_at (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

gboolean
ui_colleague_menu_popup (UiColleagueMenu *self, GtkWidget *view, UiColleagueItem *item)
{
  graphene_rect_t bounds;

  g_return_val_if_fail (UI_IS_COLLEAGUE_MENU (self), FALSE);

  if (!gtk_widget_compute_bounds (GTK_WIDGET (item), view, &bounds))
    return FALSE;
  popup (self, view, item, bounds.origin.x + bounds.size.width / 2, bounds.origin.y + bounds.size.height / 2);
  return TRUE;
}

/* The menu key: at the row that has the focus. */
static gboolean
menu_key_cb (GtkWidget *view, GVariant *arguments, gpointer user_data)
{
  UiColleagueItem *item = ui_colleague_item_find_focused (view);

  return item != NULL && ui_colleague_menu_popup (user_data, view, item);
}

static void
ui_colleague_menu_dispose (GObject *object)
{
  UiColleagueMenu *self = UI_COLLEAGUE_MENU (object);

  g_clear_weak_pointer (&self->holder);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->page = NULL;

  G_OBJECT_CLASS (ui_colleague_menu_parent_class)->dispose (object);
}

static void
ui_colleague_menu_class_init (UiColleagueMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_colleague_menu_dispose;
}

static void
ui_colleague_menu_init (UiColleagueMenu *self)
{
}

UiColleagueMenu *
ui_colleague_menu_new (GtkWidget *page)
{
  UiColleagueMenu *self = g_object_new (UI_TYPE_COLLEAGUE_MENU, NULL);

  self->page = page;
  self->popover = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, page);
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
ui_colleague_menu_attach (UiColleagueMenu *self, GtkWidget *view)
{
  GtkGesture *click, *press;
  GtkEventController *keys;
  GtkShortcut *shortcut;

  g_return_if_fail (UI_IS_COLLEAGUE_MENU (self));

  click = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (click));

  press = gtk_gesture_long_press_new ();
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (long_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (press));

  keys = gtk_shortcut_controller_new ();
  shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                               gtk_callback_action_new (menu_key_cb, g_object_ref (self), g_object_unref));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
  gtk_widget_add_controller (view, keys);
}
