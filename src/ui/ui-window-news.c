/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a screen reader is told of calls though nobody asked. What toasts say is told by ui_window_toast(). */
#include "config.h"

#include "ui/ui-window-private.h"

#include <glib/gi18n-lib.h>

static void
say (UiWindow *self, const char *format, DeskCall *call)
{
  g_autoptr (GString) text = g_string_new (format);

  g_string_replace (text, "{name}", desk_call_get_name (call), 1);
  ui_announcer_say (self->announcer, text->str);
}

static void
state_cb (UiWindow *self, GParamSpec *pspec, DeskCall *call)
{
  switch (desk_call_get_state (call))
    {
    case DESK_CALL_STATE_RINGING:
      say (self, _ ("Incoming call from {name}"), call);
      break;
    case DESK_CALL_STATE_TALKING:
      if (desk_call_get_transfer (call) == DESK_TRANSFER_NONE)
        say (self, _ ("Talking with {name}"), call);
      break;
    case DESK_CALL_STATE_HELD:
      if (desk_call_get_transfer (call) == DESK_TRANSFER_NONE)
        say (self, _ ("{name} is on hold"), call);
      break;
    case DESK_CALL_STATE_ENDED:
      say (self, _ ("The call with {name} ended"), call);
      break;
    case DESK_CALL_STATE_DIALLING:
    default:
      break;
    }
}

static void
recording_cb (UiWindow *self, GParamSpec *pspec, DeskCall *call)
{
  if (desk_call_get_is_recording (call))
    say (self, _ ("The call with {name} is being recorded"), call);
  else
    say (self, _ ("The call with {name} is not recorded any more"), call);
}

static void
transfer_cb (UiWindow *self, GParamSpec *pspec, DeskCall *call)
{
  DeskTransfer transfer = desk_call_get_transfer (call);

  if (transfer == DESK_TRANSFER_CONSULTING)
    say (self, _ ("The transfer of {name} was answered"), call);
  else if (transfer == DESK_TRANSFER_NONE && !desk_call_get_is_conference (call))
    say (self, _ ("Nothing was transferred: {name} is still there"), call);
}

void
ui_window_add_news (UiWindow *self, DeskCall *call)
{
  g_signal_connect_object (call, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (call, "notify::is-recording", G_CALLBACK (recording_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (call, "notify::transfer", G_CALLBACK (transfer_cb), self, G_CONNECT_SWAPPED);
  if (desk_call_get_state (call) == DESK_CALL_STATE_RINGING)
    state_cb (self, NULL, call);
}
