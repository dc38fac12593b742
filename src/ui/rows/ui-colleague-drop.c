/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/rows/ui-colleague-drop.h"

#include "ui/ui-window.h"

static DeskSession *
get_session (UiColleagueItem *item)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (item));

  return UI_IS_WINDOW (root) ? ui_window_get_session (UI_WINDOW (root)) : NULL;
}

static DeskVerb
get_verb (DeskCall *call, gboolean is_copy)
{
  if (desk_call_get_state (call) == DESK_CALL_STATE_RINGING)
    return DESK_VERB_DEFLECT;
  return is_copy ? DESK_VERB_TRANSFER : DESK_VERB_CONSULT;
}

/* To oneself nothing is passed on. */
static gboolean
is_possible (UiColleagueItem *item, const GValue *value, gboolean is_copy)
{
  DeskExtension *extension = ui_colleague_item_get_extension (item);
  DeskSession *session = get_session (item);

  if (extension == NULL || session == NULL || value == NULL || desk_extension_get_is_own (extension))
    return FALSE;
  if (G_VALUE_HOLDS (value, DESK_TYPE_CALL))
    {
      DeskCall *call = g_value_get_object (value);

      return call != NULL && desk_call_can (call, get_verb (call, is_copy));
    }
  if (G_VALUE_HOLDS (value, DESK_TYPE_PARK))
    {
      DeskPark *park = g_value_get_object (value);

      return park != NULL && desk_park_get_is_taken (park) && desk_park_get_room_id (park) != NULL
             && desk_session_may (session, DESK_VERB_FORWARD)
             && desk_session_get_state (session) == PAL_CLIENT_STATE_READY;
    }
  return FALSE;
}

gboolean
ui_colleague_drop_take (UiColleagueItem *item, const GValue *value, gboolean is_copy)
{
  g_return_val_if_fail (UI_IS_COLLEAGUE_ITEM (item), FALSE);

  DeskExtension *extension = ui_colleague_item_get_extension (item);
  const char *number;

  if (!is_possible (item, value, is_copy))
    return FALSE;
  number = desk_extension_get_number (extension);
  if (G_VALUE_HOLDS (value, DESK_TYPE_CALL))
    {
      DeskCall *call = g_value_get_object (value);

      return desk_session_run (get_session (item), get_verb (call, is_copy), call, number) != NULL;
    }
  return desk_session_ask (get_session (item), DESK_VERB_FORWARD,
                           desk_park_get_room_id (g_value_get_object (value)), number) != NULL;
}

/* Where Ctrl is held the drag is a copy and nothing else. */
static gboolean
is_copy (GtkDropTarget *target)
{
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (target));

  return (state & GDK_CONTROL_MASK) != 0
         || (drop != NULL && (gdk_drop_get_actions (drop) & GDK_ACTION_MOVE) == 0);
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, UiColleagueItem *item)
{
  const GValue *value = gtk_drop_target_get_value (target);

  if (value != NULL && !is_possible (item, value, is_copy (target)))
    return 0;
  return is_copy (target) ? GDK_ACTION_COPY : GDK_ACTION_MOVE;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, UiColleagueItem *item)
{
  return ui_colleague_drop_take (item, value, is_copy (target));
}

void
ui_colleague_drop_add (UiColleagueItem *item)
{
  GType types[] = { DESK_TYPE_CALL, DESK_TYPE_PARK };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_MOVE | GDK_ACTION_COPY);

  g_return_if_fail (UI_IS_COLLEAGUE_ITEM (item));

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect_object (target, "motion", G_CALLBACK (motion_cb), item, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), item, 0);
  gtk_widget_add_controller (GTK_WIDGET (item), GTK_EVENT_CONTROLLER (target));
}
