/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/rows/ui-queue-row.h"

#include <glib/gi18n-lib.h>

#include "ui/rows/ui-lamp.h"
#include "ui/ui-clock.h"

struct _UiQueueRow
{
  AdwActionRow parent_instance;

  /* children */
  UiLamp *lamp;
  UiClock *clock;

  /* owned */
  UiTicker *ticker;
  DeskQueue *queue;
  char *label; /* what a screen reader says */
};

static void ui_parking_item_init (UiParkingItemInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UiQueueRow,
                               ui_queue_row,
                               ADW_TYPE_ACTION_ROW,
                               G_IMPLEMENT_INTERFACE (UI_TYPE_PARKING_ITEM, ui_parking_item_init))

static void
ui_queue_row_refresh (UiParkingItem *item)
{
  UiQueueRow *self = UI_QUEUE_ROW (item);
  guint n = desk_queue_get_n_waiting (self->queue);
  gint64 since = desk_queue_get_oldest_since (self->queue);
  gint64 age = ui_ticker_get_now (self->ticker) - since;
  DeskUrgency urgency = n > 0 ? desk_urgency_of (DESK_URGENCY_QUEUED, age) : DESK_URGENCY_CALM;
  const char *name = desk_queue_get_name (self->queue), *number = desk_queue_get_number (self->queue);
  g_autofree char *count = n > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u waiting", "%u waiting", n), n)
                                 : g_strdup (_ ("Nobody waiting"));
  g_autofree char *subtitle = ui_parking_join (count, g_strcmp0 (name, number) != 0 ? number : NULL);
  g_autofree char *oldest = n > 0 ? ui_parking_dup_age (urgency, age) : NULL;
  g_autofree char *label = NULL;

  ui_lamp_set_lamp (self->lamp, n > 0 ? DESK_LAMP_RINGING : DESK_LAMP_FREE);
  ui_clock_set_since (self->clock, n > 0 ? since : 0);
  ui_parking_mark (GTK_WIDGET (self), urgency);
  ui_parking_set_texts (ADW_ACTION_ROW (self), name, subtitle);

  /* Translators: a queue read aloud: its name, how many wait, how long the oldest does. */
  label = n > 0 ? g_strdup_printf (_ ("Queue %s, %s, the oldest %s"), name, count, oldest)
                /* Translators: a queue read aloud: its name, "nobody waiting". */
                : g_strdup_printf (_ ("Queue %s, %s"), name, count);
  if (g_strcmp0 (self->label, label) == 0)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_free (self->label);
  self->label = g_steal_pointer (&label);
}

static const char *
ui_queue_row_get_id (UiParkingItem *item)
{
  return desk_queue_get_number (UI_QUEUE_ROW (item)->queue);
}

static void
ui_parking_item_init (UiParkingItemInterface *iface)
{
  iface->refresh = ui_queue_row_refresh;
  iface->get_id = ui_queue_row_get_id;
}

static void
ui_queue_row_dispose (GObject *object)
{
  UiQueueRow *self = UI_QUEUE_ROW (object);

  if (self->queue != NULL)
    g_signal_handlers_disconnect_by_func (self->queue, ui_queue_row_refresh, self);
  if (self->ticker != NULL)
    ui_clock_set_ticker (self->clock, NULL);
  g_clear_object (&self->queue);
  g_clear_object (&self->ticker);

  G_OBJECT_CLASS (ui_queue_row_parent_class)->dispose (object);
}

static void
ui_queue_row_finalize (GObject *object)
{
  g_free (UI_QUEUE_ROW (object)->label);

  G_OBJECT_CLASS (ui_queue_row_parent_class)->finalize (object);
}

static void
ui_queue_row_class_init (UiQueueRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ui_queue_row_dispose;
  object_class->finalize = ui_queue_row_finalize;
}

static void
ui_queue_row_init (UiQueueRow *self)
{
  ui_parking_tidy_row (ADW_ACTION_ROW (self));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "parking-row");

  self->lamp = g_object_new (UI_TYPE_LAMP, NULL);
  self->clock = g_object_new (UI_TYPE_CLOCK, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->lamp));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->clock));
}

GtkWidget *
ui_queue_row_new (UiTicker *ticker, DeskQueue *queue)
{
  UiQueueRow *self = g_object_new (UI_TYPE_QUEUE_ROW, NULL);

  self->ticker = g_object_ref (ticker);
  self->queue = g_object_ref (queue);
  ui_clock_set_ticker (self->clock, ticker);
  g_signal_connect_object (queue, "notify", G_CALLBACK (ui_queue_row_refresh), self, G_CONNECT_SWAPPED);
  ui_parking_item_refresh (UI_PARKING_ITEM (self));
  return GTK_WIDGET (self);
}
