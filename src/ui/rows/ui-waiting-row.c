/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/rows/ui-waiting-row.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-clock.h"

struct _UiWaitingRow
{
  AdwActionRow parent_instance;

  /* template children */
  UiClock *clock;
  UiHoldButton *pick_up;
  GtkWidget *forward;

  /* owned */
  DeskSession *session;
  UiTicker *ticker;
  DeskWaiting *waiting;
  char *label; /* what a screen reader says */
};

static void ui_parking_item_init (UiParkingItemInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UiWaitingRow,
                               ui_waiting_row,
                               ADW_TYPE_ACTION_ROW,
                               G_IMPLEMENT_INTERFACE (UI_TYPE_PARKING_ITEM, ui_parking_item_init))

static const char *
get_name (UiWaitingRow *self)
{
  const char *name = desk_waiting_get_name (self->waiting);
  const char *number = desk_waiting_get_number (self->waiting);

  if (*name != '\0')
    return name;
  return number != NULL && *number != '\0' ? number : _ ("Somebody");
}

static void
refresh_buttons (UiWaitingRow *self, const char *name)
{
  gboolean may = desk_session_may (self->session, DESK_VERB_FORWARD);
  gboolean is_ready = desk_session_get_state (self->session) == PAL_CLIENT_STATE_READY;
  g_autofree char *pick_up = g_strdup_printf (_ ("Pick up %s"), name);
  g_autofree char *forward = g_strdup_printf (_ ("Forward %s…"), name);

  gtk_widget_set_visible (GTK_WIDGET (self->pick_up), may);
  gtk_widget_set_visible (self->forward, may);
  ui_hold_button_set_is_possible (self->pick_up, is_ready);
  gtk_widget_set_sensitive (self->forward, is_ready);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pick_up), GTK_ACCESSIBLE_PROPERTY_LABEL, pick_up, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->forward), GTK_ACCESSIBLE_PROPERTY_LABEL, forward, -1);
}

static void
ui_waiting_row_refresh (UiParkingItem *item)
{
  UiWaitingRow *self = UI_WAITING_ROW (item);
  gint64 since = desk_waiting_get_since (self->waiting);
  gint64 age = ui_ticker_get_now (self->ticker) - since;
  DeskUrgency urgency = desk_urgency_of (DESK_URGENCY_QUEUED, age);
  const char *name = get_name (self), *number = desk_waiting_get_number (self->waiting);
  g_autofree char *subtitle
      = ui_parking_join (ui_parking_get_word (urgency), g_strcmp0 (name, number) != 0 ? number : NULL);
  g_autofree char *waiting = ui_parking_dup_age (urgency, age);
  g_autofree char *label = NULL;

  ui_clock_set_since (self->clock, since);
  ui_parking_mark (GTK_WIDGET (self), urgency);
  ui_parking_set_texts (ADW_ACTION_ROW (self), name, subtitle);
  refresh_buttons (self, name);

  /* Translators: somebody in a queue read aloud: the name, how long, which queue. */
  label = g_strdup_printf (_ ("%s, %s in queue %s"), name, waiting, desk_waiting_get_queue (self->waiting));
  if (g_strcmp0 (self->label, label) == 0)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_free (self->label);
  self->label = g_steal_pointer (&label);
}

static void
confirmed_cb (UiWaitingRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "parking.pick-up", "s",
                              desk_waiting_get_room_id (self->waiting));
}

static void
forward_cb (UiWaitingRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "parking.forward", "s",
                              desk_waiting_get_room_id (self->waiting));
}

static UiHoldButton *
ui_waiting_row_get_button (UiParkingItem *item)
{
  return UI_WAITING_ROW (item)->pick_up;
}

static const char *
ui_waiting_row_get_id (UiParkingItem *item)
{
  return desk_waiting_get_room_id (UI_WAITING_ROW (item)->waiting);
}

static GMenuModel *
ui_waiting_row_dup_menu (UiParkingItem *item)
{
  UiWaitingRow *self = UI_WAITING_ROW (item);
  const char *room = desk_waiting_get_room_id (self->waiting);
  const char *number = desk_waiting_get_number (self->waiting);
  g_autoptr (GMenu) menu = g_menu_new ();

  if (desk_session_get_state (self->session) == PAL_CLIENT_STATE_READY
      && desk_session_may (self->session, DESK_VERB_FORWARD))
    {
      ui_parking_append (menu, _ ("Pick Up"), "parking.pick-up", room);
      ui_parking_append (menu, _ ("Forward…"), "parking.forward", room);
    }
  if (number != NULL && *number != '\0')
    ui_parking_append (menu, _ ("Copy Number"), "parking.copy-number", number);
  return g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0 ? G_MENU_MODEL (g_steal_pointer (&menu)) : NULL;
}

static void
ui_parking_item_init (UiParkingItemInterface *iface)
{
  iface->refresh = ui_waiting_row_refresh;
  iface->get_button = ui_waiting_row_get_button;
  iface->get_id = ui_waiting_row_get_id;
  iface->dup_menu = ui_waiting_row_dup_menu;
}

static void
ui_waiting_row_dispose (GObject *object)
{
  UiWaitingRow *self = UI_WAITING_ROW (object);

  if (self->waiting != NULL)
    g_signal_handlers_disconnect_by_func (self->waiting, ui_waiting_row_refresh, self);
  if (self->clock != NULL)
    ui_clock_set_ticker (self->clock, NULL);
  g_clear_object (&self->waiting);
  g_clear_object (&self->ticker);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_WAITING_ROW);

  G_OBJECT_CLASS (ui_waiting_row_parent_class)->dispose (object);
}

static void
ui_waiting_row_finalize (GObject *object)
{
  g_free (UI_WAITING_ROW (object)->label);

  G_OBJECT_CLASS (ui_waiting_row_parent_class)->finalize (object);
}

static void
ui_waiting_row_class_init (UiWaitingRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_waiting_row_dispose;
  object_class->finalize = ui_waiting_row_finalize;

  g_type_ensure (UI_TYPE_CLOCK);
  g_type_ensure (UI_TYPE_HOLD_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/rows/ui-waiting-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UiWaitingRow, clock);
  gtk_widget_class_bind_template_child (widget_class, UiWaitingRow, pick_up);
  gtk_widget_class_bind_template_child (widget_class, UiWaitingRow, forward);
  gtk_widget_class_bind_template_callback (widget_class, confirmed_cb);
  gtk_widget_class_bind_template_callback (widget_class, forward_cb);
}

static void
ui_waiting_row_init (UiWaitingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ui_hold_button_set_text (self->pick_up, _ ("Pick Up"));
  ui_parking_tidy_row (ADW_ACTION_ROW (self));
}

GtkWidget *
ui_waiting_row_new (DeskSession *session, UiTicker *ticker, DeskWaiting *waiting)
{
  UiWaitingRow *self = g_object_new (UI_TYPE_WAITING_ROW, NULL);

  self->session = g_object_ref (session);
  self->ticker = g_object_ref (ticker);
  self->waiting = g_object_ref (waiting);
  ui_clock_set_ticker (self->clock, ticker);
  g_signal_connect_object (waiting, "notify", G_CALLBACK (ui_waiting_row_refresh), self, G_CONNECT_SWAPPED);
  ui_parking_item_refresh (UI_PARKING_ITEM (self));
  return GTK_WIDGET (self);
}
