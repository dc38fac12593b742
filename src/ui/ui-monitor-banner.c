/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-monitor-banner.h"

#include <glib/gi18n-lib.h>

#include "ui/compat/ui-banner.h"

struct _UiMonitorBanner
{
  AdwBin parent_instance;

  /* children, owned by the widget tree */
  UiBanner *banner;

  /* owned */
  DeskSession *session;
  GSignalGroup *call_signals; /* of my leg in it */
};

G_DEFINE_FINAL_TYPE (UiMonitorBanner, ui_monitor_banner, ADW_TYPE_BIN)

static char *
dup_text (DeskMonitor *monitor)
{
  const char *name = desk_monitor_get_name (monitor);

  if (desk_call_get_state (desk_monitor_get_call (monitor)) == DESK_CALL_STATE_RINGING)
    return g_strdup_printf (_ ("Your phone rings: pick up to join %s"), name);
  if (desk_monitor_get_is_found (monitor))
    return g_strdup_printf (_ ("You are in the conversation of %s: you may be heard"), name);
  switch ((int)desk_monitor_get_verb (monitor))
    {
    case DESK_VERB_LISTEN:
      return g_strdup_printf (_ ("You listen to %s: nobody hears you"), name);
    case DESK_VERB_WHISPER:
      return g_strdup_printf (_ ("You whisper to %s: only they hear you"), name);
    case DESK_VERB_BARGE_IN:
    default:
      return g_strdup_printf (_ ("You are in the conversation of %s: everybody hears you"), name);
    }
}

static void
refresh (UiMonitorBanner *self)
{
  DeskMonitor *monitor = desk_session_get_monitor (self->session);
  gboolean is_on = desk_monitor_get_is_on (monitor);

  g_signal_group_set_target (self->call_signals, desk_monitor_get_call (monitor));
  if (is_on)
    {
      g_autofree char *text = dup_text (monitor);

      ui_banner_set_title (self->banner, text);
    }
  ui_banner_set_button_label (self->banner, is_on ? _ ("Leave") : NULL);
  ui_banner_set_revealed (self->banner, is_on);
}

static void
leave_cb (UiMonitorBanner *self)
{
  DeskCall *call = desk_monitor_get_call (desk_session_get_monitor (self->session));

  if (call != NULL)
    desk_session_run (self->session, DESK_VERB_HANG_UP, call, NULL);
}

static void
ui_monitor_banner_dispose (GObject *object)
{
  UiMonitorBanner *self = UI_MONITOR_BANNER (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (desk_session_get_monitor (self->session), refresh, self);
  g_clear_object (&self->call_signals);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ui_monitor_banner_parent_class)->dispose (object);
}

static void
ui_monitor_banner_class_init (UiMonitorBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_monitor_banner_dispose;
}

static void
ui_monitor_banner_init (UiMonitorBanner *self)
{
  self->banner = g_object_new (UI_TYPE_BANNER, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->banner), "monitor");
  g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
  self->call_signals = g_signal_group_new (DESK_TYPE_CALL);
  g_signal_group_connect_swapped (self->call_signals, "notify::state", G_CALLBACK (refresh), self);
}

void
ui_monitor_banner_set_session (UiMonitorBanner *self, DeskSession *session)
{
  g_return_if_fail (UI_IS_MONITOR_BANNER (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (desk_session_get_monitor (session), "notify::call", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
}
