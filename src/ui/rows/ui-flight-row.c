/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/rows/ui-flight-row.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-clock.h"
#include "ui/ui-presence-badge.h"

struct _UiFlightRow
{
  AdwActionRow parent_instance;

  /* children, owned by the widget tree */
  GtkWidget *badge;
  GtkWidget *clock;
  GtkWidget *reclaim;
  GtkWidget *dismiss;

  /* owned */
  DeskSession *session;
  DeskFlight *flight;
};

G_DEFINE_FINAL_TYPE (UiFlightRow, ui_flight_row, ADW_TYPE_ACTION_ROW)

static const DeskPresence shapes[] = {
  [DESK_FLIGHT_CALLING] = DESK_PRESENCE_RINGING, [DESK_FLIGHT_ANSWERED] = DESK_PRESENCE_FREE,
  [DESK_FLIGHT_RETURNED] = DESK_PRESENCE_ON_HOLD, [DESK_FLIGHT_LOST] = DESK_PRESENCE_OFFLINE,
  [DESK_FLIGHT_UNKNOWN] = DESK_PRESENCE_UNKNOWN,
};

static char *
dup_state (DeskFlight *flight)
{
  const char *target = desk_flight_get_target_name (flight);

  /* Translators: %s is whom a call was sent to */
  switch (desk_flight_get_state (flight))
    {
    case DESK_FLIGHT_CALLING:
      return g_strdup_printf (_ ("Rings at %s"), target);
    case DESK_FLIGHT_ANSWERED:
      return g_strdup_printf (_ ("%s has answered"), target);
    case DESK_FLIGHT_RETURNED:
      return g_strdup_printf (_ ("Back from %s: not answered"), target);
    case DESK_FLIGHT_LOST:
      return g_strdup_printf (_ ("Over before %s answered"), target);
    case DESK_FLIGHT_UNKNOWN:
    default:
      return g_strdup_printf (_ ("Sent to %s; the PBX tells no more"), target);
    }
}

static void
refresh (UiFlightRow *self)
{
  DeskFlightState state = desk_flight_get_state (self->flight);
  gboolean is_calling = state == DESK_FLIGHT_CALLING;
  g_autofree char *text = dup_state (self->flight);
  g_autofree char *label = g_strdup_printf ("%s, %s", desk_flight_get_name (self->flight), text);
  g_autofree char *name_markup = g_markup_escape_text (desk_flight_get_name (self->flight), -1);
  g_autofree char *text_markup = g_markup_escape_text (text, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text_markup);
  ui_presence_badge_set_presence (UI_PRESENCE_BADGE (self->badge), shapes[state]);
  ui_clock_set_since (UI_CLOCK (self->clock), is_calling ? desk_flight_get_since (self->flight) : 0);
  gtk_widget_set_visible (self->reclaim, desk_flight_get_can_reclaim (self->flight));
  gtk_widget_set_visible (self->dismiss, !is_calling);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
reclaim_cb (UiFlightRow *self)
{
  desk_session_reclaim (self->session, self->flight);
}

static void
dismiss_cb (UiFlightRow *self)
{
  desk_flight_model_dismiss (desk_session_get_flights (self->session), self->flight);
}

static void
ui_flight_row_dispose (GObject *object)
{
  UiFlightRow *self = UI_FLIGHT_ROW (object);

  if (self->flight != NULL)
    g_signal_handlers_disconnect_by_func (self->flight, refresh, self);
  g_clear_object (&self->flight);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ui_flight_row_parent_class)->dispose (object);
}

static void
ui_flight_row_class_init (UiFlightRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_flight_row_dispose;
}

static void
ui_flight_row_init (UiFlightRow *self)
{
  self->badge = g_object_new (UI_TYPE_PRESENCE_BADGE, "size", 18, NULL);
  self->clock = g_object_new (UI_TYPE_CLOCK, "valign", GTK_ALIGN_CENTER, NULL);
  self->reclaim = gtk_button_new_with_label (_ ("Take Back"));
  self->dismiss = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_set_valign (self->reclaim, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->dismiss, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->dismiss, "flat");
  gtk_widget_set_tooltip_text (self->dismiss, _ ("Remove from the list"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->dismiss), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove from the list"), -1);
  g_signal_connect_object (self->reclaim, "clicked", G_CALLBACK (reclaim_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->dismiss, "clicked", G_CALLBACK (dismiss_cb), self, G_CONNECT_SWAPPED);
  /* Its label says all. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->badge);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->clock);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->reclaim);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->dismiss);
}

GtkWidget *
ui_flight_row_new (DeskSession *session, DeskFlight *flight, UiTicker *ticker)
{
  UiFlightRow *self = g_object_new (UI_TYPE_FLIGHT_ROW, NULL);

  self->session = g_object_ref (session);
  self->flight = g_object_ref (flight);
  ui_clock_set_ticker (UI_CLOCK (self->clock), ticker);
  g_signal_connect_object (flight, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
