/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-line-banner.h"

#include <glib/gi18n-lib.h>

#include "ui/compat/ui-banner.h"
#include "ui/ui-error-text.h"

struct _UiLineBanner
{
  AdwBin parent_instance;

  guint countdown; /* runs only while Waiting */

  /* children, owned by the widget tree */
  UiBanner *banner;

  /* owned */
  DeskSession *session;
};

G_DEFINE_FINAL_TYPE (UiLineBanner, ui_line_banner, ADW_TYPE_BIN)

enum
{
  SIGN_IN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_waiting_text (UiLineBanner *self)
{
  gint64 left = desk_session_get_retry_at (self->session) - desk_session_get_now (self->session);
  int seconds = (int)((MAX (left, 0) + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  g_autofree char *reason = ui_error_to_text (desk_session_get_reason (self->session));
  g_autofree char *when = NULL;

  if (seconds == 0)
    when = g_strdup (_ ("Reconnecting now"));
  else
    when = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "Reconnecting in %d second", "Reconnecting in %d seconds", seconds),
        seconds);
  if (reason == NULL || *reason == '\0')
    return g_steal_pointer (&when);
  /* Translators: when it is tried again, and why the line is down. */
  return g_strdup_printf (C_ ("banner", "%s: %s"), when, reason);
}

static char *
dup_text (UiLineBanner *self, PalClientState state, const char **button)
{
  PalStopReason reason = desk_session_get_stop_reason (self->session);

  *button = NULL;
  switch (state)
    {
    case PAL_CLIENT_STATE_WAITING:
      *button = _ ("Try Now");
      return dup_waiting_text (self);
    case PAL_CLIENT_STATE_STOPPED:
      *button = reason == PAL_STOP_REASON_ANOTHER_LOGIN ? _ ("Use Here") : _ ("Sign In Again");
      return ui_stop_reason_to_text (reason, desk_session_get_reason (self->session));
    case PAL_CLIENT_STATE_OFFLINE:
      *button = _ ("Try Now");
      return ui_state_to_text (state);
    case PAL_CLIENT_STATE_CONNECTING:
    case PAL_CLIENT_STATE_AUTHENTICATING:
    case PAL_CLIENT_STATE_SYNCING:
    case PAL_CLIENT_STATE_READY:
    default:
      return ui_state_to_text (state);
    }
}

static gboolean
update (UiLineBanner *self);

static gboolean
countdown_cb (gpointer user_data)
{
  UiLineBanner *self = user_data;

  if (update (self))
    return G_SOURCE_CONTINUE;
  self->countdown = 0;
  return G_SOURCE_REMOVE;
}

/* Whether a countdown is to be shown. */
static gboolean
update (UiLineBanner *self)
{
  PalClientState state = desk_session_get_state (self->session);
  const char *button;
  g_autofree char *text = NULL;

  if (state == PAL_CLIENT_STATE_READY || state == PAL_CLIENT_STATE_SYNCING)
    {
      ui_banner_set_revealed (self->banner, FALSE);
      return FALSE;
    }
  text = dup_text (self, state, &button);
  ui_banner_set_title (self->banner, text);
  ui_banner_set_button_label (self->banner, button);
  ui_banner_set_revealed (self->banner, TRUE);
  return state == PAL_CLIENT_STATE_WAITING;
}

static void
state_changed_cb (UiLineBanner *self)
{
  gboolean counts = update (self);

  if (counts && self->countdown == 0)
    self->countdown = g_timeout_add_seconds (1, countdown_cb, self);
  else if (!counts)
    g_clear_handle_id (&self->countdown, g_source_remove);
}

static void
button_clicked_cb (UiLineBanner *self)
{
  if (desk_session_get_state (self->session) != PAL_CLIENT_STATE_STOPPED)
    desk_session_try_now (self->session);
  else if (desk_session_get_stop_reason (self->session) == PAL_STOP_REASON_ANOTHER_LOGIN)
    desk_session_use_here (self->session);
  else
    g_signal_emit (self, signals[SIGN_IN], 0);
}

static void
ui_line_banner_dispose (GObject *object)
{
  UiLineBanner *self = UI_LINE_BANNER (object);

  g_clear_handle_id (&self->countdown, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, state_changed_cb, self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ui_line_banner_parent_class)->dispose (object);
}

static void
ui_line_banner_class_init (UiLineBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_line_banner_dispose;

  signals[SIGN_IN]
      = g_signal_new ("sign-in", UI_TYPE_LINE_BANNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ui_line_banner_init (UiLineBanner *self)
{
  self->banner = g_object_new (UI_TYPE_BANNER, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
  g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (button_clicked_cb), self,
                           G_CONNECT_SWAPPED);
}

void
ui_line_banner_set_session (UiLineBanner *self, DeskSession *session)
{
  g_return_if_fail (UI_IS_LINE_BANNER (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, state_changed_cb, self);
  g_set_object (&self->session, session);
  if (session == NULL)
    return;
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::stop-reason", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  state_changed_cb (self);
}
