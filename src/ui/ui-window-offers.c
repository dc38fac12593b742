/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-window-private.h"

#include <glib/gi18n-lib.h>

#include "model/desk-findable.h"
#include "ui/ui-transfer-picker.h"

void
ui_window_leave_dial_field (UiWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->dial_field)))
    ui_page_focus (UI_PAGE (gtk_stack_get_visible_child (self->stack)));
}

/* A command is the name of an action; a slot is looked at where the slots are. */
static void
open_found (UiWindow *self, const char *key)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (desk_park_model_find (desk_session_get_parks (self->session), key) != NULL)
    ui_window_show_page (self, "parking");
  else if (g_action_parse_detailed_name (key, &name, &target, NULL))
    gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
}

static DeskOffer
find_offer (const char *name)
{
  for (DeskOffer offer = DESK_OFFER_NONE; offer <= DESK_OFFER_OPEN; offer++)
    if (g_str_equal (desk_offer_get_name (offer), name))
      return offer;
  return DESK_OFFER_NONE;
}

/* The parameter is the name of an offer, and the number, slot or command it is about. */
void
ui_window_take_offer_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = UI_WINDOW (user_data);
  DeskCall *call = desk_session_get_offered_call (self->session);
  const char *name, *key;
  DeskOffer offer;

  g_variant_get (parameter, "(&s&s)", &name, &key);
  offer = find_offer (name);
  ui_window_leave_dial_field (self);
  if (offer == DESK_OFFER_OPEN)
    open_found (self, key);
  else if (offer == DESK_OFFER_TRANSFER && call != NULL)
    ui_transfer_picker_open_for (self, call, key);
  else if (desk_session_get_state (self->session) != PAL_CLIENT_STATE_READY)
    ui_window_toast (self, _ ("Not connected: nothing was done"));
  else if (!desk_session_take_offer (self->session, offer, key))
    ui_window_toast (self, _ ("This is not possible now"));
}
