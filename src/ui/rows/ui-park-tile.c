/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/rows/ui-park-tile.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-clock.h"

/* When what the button does has just changed, a press was meant for what it did before: the second half of a
 * double click on "Park Here" must not fetch the call back. */
#define SETTLE_TIME (400 * G_TIME_SPAN_MILLISECOND)

struct _UiParkTile
{
  GtkFlowBoxChild parent_instance;

  /* template children */
  GtkLabel *number;
  GtkWidget *mine;
  UiClock *clock;
  GtkLabel *name;
  GtkLabel *detail;
  UiHoldButton *button;

  gint64 changed_at; /* free or taken, monotonic */
  gboolean was_taken;

  /* owned */
  DeskSession *session;
  UiTicker *ticker;
  DeskPark *park;
  char *label; /* what a screen reader says */
};

static void ui_parking_item_init (UiParkingItemInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UiParkTile,
                               ui_park_tile,
                               GTK_TYPE_FLOW_BOX_CHILD,
                               G_IMPLEMENT_INTERFACE (UI_TYPE_PARKING_ITEM, ui_parking_item_init))

static gboolean
is_ready (UiParkTile *self)
{
  return desk_session_get_state (self->session) == PAL_CLIENT_STATE_READY;
}

/* The selected call, when it can be parked now. */
static DeskCall *
get_call (UiParkTile *self)
{
  DeskCall *call = desk_call_model_get_selected (desk_session_get_calls (self->session));

  return call != NULL && is_ready (self) && desk_call_can (call, DESK_VERB_PARK) ? call : NULL;
}

static const char *
get_name (UiParkTile *self)
{
  const char *name = desk_park_get_name (self->park);
  const char *number = desk_park_get_other_number (self->park);

  if (*name != '\0')
    return name;
  return number != NULL && *number != '\0' ? number : _ ("Somebody");
}

static void
set_class (UiParkTile *self, const char *name, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static void
set_label (UiParkTile *self, char *label)
{
  if (g_strcmp0 (self->label, label) != 0)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_free (self->label);
  self->label = label;
}

static void
show_button (UiParkTile *self, const char *text, char *label, gboolean is_guarded, gboolean is_possible)
{
  ui_hold_button_set_text (self->button, text);
  ui_hold_button_set_is_guarded (self->button, is_guarded);
  ui_hold_button_set_is_possible (self->button, is_possible);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button),
                               is_guarded ? _ ("Somebody else parked this call: keep the button pressed") : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_free (label);
}

static void
show_taken (UiParkTile *self)
{
  gboolean is_mine = desk_park_get_is_mine (self->park);
  gint64 age = ui_ticker_get_now (self->ticker) - desk_park_get_since (self->park);
  DeskUrgency urgency = desk_urgency_of (DESK_URGENCY_PARKED, age);
  const char *slot = desk_park_get_label (self->park);
  const char *name = get_name (self);
  const char *number = desk_park_get_other_number (self->park);
  g_autofree char *detail
      = ui_parking_join (ui_parking_get_word (urgency), g_strcmp0 (name, number) != 0 ? number : NULL);
  g_autofree char *waiting = ui_parking_dup_age (urgency, age);

  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->detail, *detail != '\0' ? detail : C_ ("call", "Parked"));
  ui_parking_mark (GTK_WIDGET (self), urgency);
  if (is_mine)
    /* Translators: a park slot read aloud: its number, who waits, how long. */
    set_label (self, g_strdup_printf (_ ("Slot %s, %s, %s, parked by you"), slot, name, waiting));
  else
    /* Translators: a park slot read aloud: its number, who waits, how long. */
    set_label (self, g_strdup_printf (_ ("Slot %s, %s, %s"), slot, name, waiting));
  show_button (self, _ ("Retrieve"),
               /* Translators: a name, a park slot. */
               g_strdup_printf (_ ("Retrieve %s from slot %s"), name, slot), !is_mine,
               is_ready (self) && desk_session_may (self->session, DESK_VERB_RETRIEVE));
}

static void
show_free (UiParkTile *self)
{
  const char *slot = desk_park_get_label (self->park);
  gboolean can_park = get_call (self) != NULL;

  gtk_label_set_text (self->name, C_ ("park slot", "Free"));
  gtk_label_set_text (self->detail, can_park ? _ ("Drop a call here") : "");
  ui_parking_mark (GTK_WIDGET (self), DESK_URGENCY_CALM);
  set_label (self, g_strdup_printf (_ ("Slot %s, free"), slot));
  show_button (self, _ ("Park Here"), g_strdup_printf (_ ("Park the call on slot %s"), slot), FALSE, can_park);
}

static void
ui_park_tile_refresh (UiParkingItem *item)
{
  UiParkTile *self = UI_PARK_TILE (item);
  gboolean is_taken = desk_park_get_is_taken (self->park);
  gboolean is_mine = is_taken && desk_park_get_is_mine (self->park);

  if (is_taken != self->was_taken)
    {
      self->was_taken = is_taken;
      self->changed_at = g_get_monotonic_time ();
    }
  gtk_label_set_text (self->number, desk_park_get_label (self->park));
  gtk_widget_set_visible (self->mine, is_mine);
  ui_clock_set_since (self->clock, desk_park_get_since (self->park));
  set_class (self, "taken", is_taken);
  set_class (self, "mine", is_mine);
  if (is_taken)
    show_taken (self);
  else
    show_free (self);
  if (is_taken)
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "flat");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
}

static void
act (UiParkTile *self, const char *action)
{
  if (g_get_monotonic_time () - self->changed_at >= SETTLE_TIME)
    gtk_widget_activate_action (GTK_WIDGET (self), action, "s", desk_park_get_number (self->park));
}

static void
confirmed_cb (UiParkTile *self)
{
  act (self, self->was_taken ? "parking.retrieve" : "parking.park");
}

static void
asked_cb (UiParkTile *self)
{
  act (self, "parking.ask-retrieve");
}

/* --- dragging ---------------------------------------------------------- */

static GdkDragAction
drop_enter_cb (UiParkTile *self)
{
  gboolean is_free = !desk_park_get_is_taken (self->park) && is_ready (self);

  set_class (self, "drop", is_free);
  return is_free ? GDK_ACTION_MOVE : 0;
}

static void
drop_leave_cb (UiParkTile *self)
{
  set_class (self, "drop", FALSE);
}

static gboolean
drop_cb (UiParkTile *self, const GValue *value)
{
  DeskCall *call = g_value_get_object (value);
  DeskOperation *operation = NULL;

  set_class (self, "drop", FALSE);
  if (call != NULL && !desk_park_get_is_taken (self->park) && desk_call_can (call, DESK_VERB_PARK))
    operation = desk_session_run (self->session, DESK_VERB_PARK, call, desk_park_get_number (self->park));
  ui_hold_button_set_operation (self->button, operation);
  return operation != NULL;
}

static GdkContentProvider *
drag_prepare_cb (UiParkTile *self, double x, double y, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) live = NULL, paintable = NULL;

  if (!desk_park_get_is_taken (self->park))
    return NULL;
  live = gtk_widget_paintable_new (GTK_WIDGET (self));
  paintable = gdk_paintable_get_current_image (live); /* on its way over other pages too */
  gtk_drag_source_set_icon (source, paintable, (int)x, (int)y);
  return gdk_content_provider_new_typed (DESK_TYPE_PARK, self->park);
}

static void
add_dragging (UiParkTile *self)
{
  GtkDropTarget *target = gtk_drop_target_new (DESK_TYPE_CALL, GDK_ACTION_MOVE | GDK_ACTION_COPY);
  GtkDragSource *source = gtk_drag_source_new ();

  g_signal_connect_object (target, "enter", G_CALLBACK (drop_enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (drop_leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));

  g_signal_connect_object (source, "prepare", G_CALLBACK (drag_prepare_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
}

/* --- the item ---------------------------------------------------------- */

static UiHoldButton *
ui_park_tile_get_button (UiParkingItem *item)
{
  return UI_PARK_TILE (item)->button;
}

static const char *
ui_park_tile_get_id (UiParkingItem *item)
{
  return desk_park_get_number (UI_PARK_TILE (item)->park);
}

static GMenuModel *
ui_park_tile_dup_menu (UiParkingItem *item)
{
  UiParkTile *self = UI_PARK_TILE (item);
  const char *number = desk_park_get_number (self->park);
  const char *other = desk_park_get_other_number (self->park);
  const char *room = desk_park_get_room_id (self->park);
  g_autoptr (GMenu) menu = g_menu_new ();

  if (!desk_park_get_is_taken (self->park))
    {
      if (get_call (self) == NULL)
        return NULL;
      ui_parking_append (menu, _ ("Park Here"), "parking.park", number);
      return G_MENU_MODEL (g_steal_pointer (&menu));
    }
  if (is_ready (self) && desk_session_may (self->session, DESK_VERB_RETRIEVE))
    ui_parking_append (menu, _ ("Retrieve"), "parking.retrieve", number);
  if (is_ready (self) && room != NULL && desk_session_may (self->session, DESK_VERB_FORWARD))
    ui_parking_append (menu, _ ("Send to…"), "parking.forward", room);
  if (other != NULL && *other != '\0')
    ui_parking_append (menu, _ ("Copy Number"), "parking.copy-number", other);
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
ui_parking_item_init (UiParkingItemInterface *iface)
{
  iface->refresh = ui_park_tile_refresh;
  iface->get_button = ui_park_tile_get_button;
  iface->get_id = ui_park_tile_get_id;
  iface->dup_menu = ui_park_tile_dup_menu;
}

static void
ui_park_tile_dispose (GObject *object)
{
  UiParkTile *self = UI_PARK_TILE (object);

  if (self->park != NULL)
    g_signal_handlers_disconnect_by_func (self->park, ui_park_tile_refresh, self);
  if (self->clock != NULL)
    ui_clock_set_ticker (self->clock, NULL);
  g_clear_object (&self->park);
  g_clear_object (&self->ticker);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_PARK_TILE);

  G_OBJECT_CLASS (ui_park_tile_parent_class)->dispose (object);
}

static void
ui_park_tile_finalize (GObject *object)
{
  g_free (UI_PARK_TILE (object)->label);

  G_OBJECT_CLASS (ui_park_tile_parent_class)->finalize (object);
}

static void
ui_park_tile_class_init (UiParkTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_park_tile_dispose;
  object_class->finalize = ui_park_tile_finalize;

  g_type_ensure (UI_TYPE_CLOCK);
  g_type_ensure (UI_TYPE_HOLD_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/rows/ui-park-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, UiParkTile, number);
  gtk_widget_class_bind_template_child (widget_class, UiParkTile, mine);
  gtk_widget_class_bind_template_child (widget_class, UiParkTile, clock);
  gtk_widget_class_bind_template_child (widget_class, UiParkTile, name);
  gtk_widget_class_bind_template_child (widget_class, UiParkTile, detail);
  gtk_widget_class_bind_template_child (widget_class, UiParkTile, button);
  gtk_widget_class_bind_template_callback (widget_class, confirmed_cb);
  gtk_widget_class_bind_template_callback (widget_class, asked_cb);
}

static void
ui_park_tile_init (UiParkTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_dragging (self);
}

GtkWidget *
ui_park_tile_new (DeskSession *session, UiTicker *ticker, DeskPark *park)
{
  UiParkTile *self = g_object_new (UI_TYPE_PARK_TILE, NULL);

  self->session = g_object_ref (session);
  self->ticker = g_object_ref (ticker);
  self->park = g_object_ref (park);
  self->was_taken = desk_park_get_is_taken (park);
  ui_clock_set_ticker (self->clock, ticker);
  g_signal_connect_object (park, "notify", G_CALLBACK (ui_park_tile_refresh), self, G_CONNECT_SWAPPED);
  ui_parking_item_refresh (UI_PARKING_ITEM (self));
  return GTK_WIDGET (self);
}

DeskPark *
ui_park_tile_get_park (UiParkTile *self)
{
  g_return_val_if_fail (UI_IS_PARK_TILE (self), NULL);

  return self->park;
}
