/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who a number is: chosen of several. */
#include "config.h"

#include "ui/ui-window-private.h"

#include "ui/dialogs/ui-caller-dialog.h"

/* The parameter is a number that several have. */
static void
choose_caller_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = UI_WINDOW (user_data);

  ui_caller_dialog_present (GTK_WINDOW (self), self->session, g_variant_get_string (parameter, NULL));
}

void
ui_window_add_people (UiWindow *self)
{
  static const GActionEntry entries[] = {
    { "choose-caller", choose_caller_cb, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
