/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-log-menu.h"

#include <glib/gi18n-lib.h>

struct _UiLogMenu
{
  GObject parent_instance;

  /* borrowed */
  GtkWidget *page;
  GtkWidget *holder; /* of the row it is about; weak */

  /* owned */
  DeskLog *log;
  GtkWidget *popover;
};

G_DEFINE_FINAL_TYPE (UiLogMenu, ui_log_menu, G_TYPE_OBJECT)

static void
append (GMenu *menu, const char *label, const char *action, DeskLogEntry *entry)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", desk_log_entry_get_id (entry));
  g_menu_append_item (menu, item);
}

/* A line without a number can only be put away or deleted. */
static void
append_number (UiLogMenu *self, GMenu *first, GMenu *second, DeskLogEntry *entry)
{
  const char *number = desk_log_entry_get_number (entry);
  g_autoptr (GMenuItem) call = NULL;

  if (number == NULL || *number == '\0')
    return;
  call = g_menu_item_new (_ ("Call"), NULL);
  g_menu_item_set_action_and_target (call, "win.dial", "s", number);
  g_menu_append_item (first, call);
  append (second, _ ("Copy Number"), "log.copy-number", entry);
  if (desk_log_is_ignored (self->log, number))
    append (second, _ ("Log This Number Again"), "log.unignore", entry);
  else
    append (second, _ ("Do Not Log This Number"), "log.ignore", entry);
}

static GMenuModel *
build_menu (UiLogMenu *self, DeskLogEntry *entry)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) second = g_menu_new ();
  g_autoptr (GMenu) third = g_menu_new ();

  append_number (self, first, second, entry);
  if (desk_log_entry_get_outcome (entry) == DESK_OUTCOME_MISSED && !desk_log_entry_get_is_gap (entry))
    append (first, desk_log_entry_get_is_done (entry) ? _ ("Mark as Not Done") : _ ("Mark as Done"),
            "log.toggle-done", entry);
  append (third, _ ("Delete"), "log.remove", entry);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (third));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
popup (UiLogMenu *self, GtkWidget *view, UiLogRow *item, double x, double y)
{
  DeskLogEntry *entry = ui_log_row_get_entry (item);
  g_autoptr (GMenuModel) model = NULL;
  graphene_point_t point;

  if (entry == NULL || !gtk_widget_compute_point (view, self->page, &GRAPHENE_POINT_INIT (x, y), &point))
    return;
  model = build_menu (self, entry);
  g_set_weak_pointer (&self->holder, ui_log_row_get_holder (item));
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->popover), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &(GdkRectangle){ point.x, point.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* The keyboard goes back to the row, unless what was chosen took it along. */
static void
closed_cb (UiLogMenu *self)
{
  GtkRoot *root = gtk_widget_get_root (self->page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->holder != NULL && (focus == NULL || gtk_widget_is_ancestor (focus, self->popover)))
    gtk_widget_grab_focus (self->holder);
}

static void
popup_at (UiLogMenu *self, GtkWidget *view, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);
  GtkWidget *item = NULL;

  if (picked != NULL && picked != view)
    {
      item = gtk_widget_get_ancestor (picked, UI_TYPE_LOG_ROW);
      if (item == NULL)
        item = gtk_widget_get_first_child (picked);
    }
  if (UI_IS_LOG_ROW (item))
    popup (self, view, UI_LOG_ROW (item), x, y);
}

static void
pressed_cb (UiLogMenu *self, int n_press, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup_at (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

static void
long_pressed_cb (UiLogMenu *self, double x, double y, GtkGesture *gesture)
{
  popup_at (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

gboolean
ui_log_menu_popup (UiLogMenu *self, GtkWidget *view, UiLogRow *item)
{
  graphene_rect_t bounds;

  g_return_val_if_fail (UI_IS_LOG_MENU (self), FALSE);

  if (!gtk_widget_compute_bounds (GTK_WIDGET (item), view, &bounds))
    return FALSE;
  popup (self, view, item, bounds.origin.x + bounds.size.width / 2, bounds.origin.y + bounds.size.height / 2);
  return TRUE;
}

/* The menu key: at the row that has the focus. */
static gboolean
menu_key_cb (GtkWidget *view, GVariant *arguments, gpointer user_data)
{
  UiLogRow *item = ui_log_row_find_focused (view);

  return item != NULL && ui_log_menu_popup (user_data, view, item);
}

static void
ui_log_menu_dispose (GObject *object)
{
  UiLogMenu *self = UI_LOG_MENU (object);

  g_clear_weak_pointer (&self->holder);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->log);
  self->page = NULL;

  G_OBJECT_CLASS (ui_log_menu_parent_class)->dispose (object);
}

static void
ui_log_menu_class_init (UiLogMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_log_menu_dispose;
}

static void
ui_log_menu_init (UiLogMenu *self)
{
}

UiLogMenu *
ui_log_menu_new (GtkWidget *page, DeskLog *log)
{
  UiLogMenu *self = g_object_new (UI_TYPE_LOG_MENU, NULL);

  self->page = page;
  self->log = g_object_ref (log);
  self->popover = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, page);
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
ui_log_menu_attach (UiLogMenu *self, GtkWidget *view)
{
  GtkGesture *click, *press;
  GtkEventController *keys;
  GtkShortcut *shortcut;

  g_return_if_fail (UI_IS_LOG_MENU (self));

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
