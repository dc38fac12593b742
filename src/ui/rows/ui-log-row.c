/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/rows/ui-log-row.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-row-menu.h"
#include "ui/ui-log-text.h"

struct _UiLogRow
{
  UiListRow parent_instance;

  /* template children */
  GtkLabel *day, *title, *detail, *time, *duration;
  GtkWidget *piece, *recorded, *call;
  GtkImage *icon;

  /* owned */
  DeskLogEntry *entry;
};

G_DEFINE_FINAL_TYPE (UiLogRow, ui_log_row, UI_TYPE_LIST_ROW)

enum
{
  PROP_ENTRY = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_class (GtkWidget *widget, const char *style_class, gboolean has)
{
  if (has)
    gtk_widget_add_css_class (widget, style_class);
  else
    gtk_widget_remove_css_class (widget, style_class);
}

static const char *
get_icon_name (DeskLogEntry *entry)
{
  if (desk_log_entry_get_is_gap (entry))
    return "network-offline-symbolic";
  if (desk_log_entry_get_is_monitor (entry))
    return "audio-headphones-symbolic";
  switch (desk_log_entry_get_outcome (entry))
    {
    case DESK_OUTCOME_MISSED:
      return "call-missed-symbolic";
    case DESK_OUTCOME_DECLINED:
      return "call-stop-symbolic";
    case DESK_OUTCOME_OPEN:
    case DESK_OUTCOME_ANSWERED:
    case DESK_OUTCOME_ELSEWHERE:
    case DESK_OUTCOME_SENT_ON:
    case DESK_OUTCOME_UNREACHED:
    case DESK_OUTCOME_UNSEEN:
    default:
      return desk_log_entry_get_direction (entry) == DESK_DIRECTION_OUTGOING ? "call-outgoing-symbolic"
                                                                             : "call-incoming-symbolic";
    }
}

static gboolean
can_call (DeskLogEntry *entry)
{
  const char *number = desk_log_entry_get_number (entry);

  return number != NULL && *number != '\0';
}

/* The list item is what has the focus: it says everything. */
static void
refresh_names (UiLogRow *self)
{
  g_autofree char *title = ui_log_dup_title (self->entry);
  g_autofree char *description = ui_log_dup_description (self->entry);
  /* Translators: %s is a name or a number. */
  g_autofree char *call = g_strdup_printf (_ ("Call %s"), title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->call), GTK_ACCESSIBLE_PROPERTY_LABEL, call, -1);
  ui_list_row_say (UI_LIST_ROW (self), description);
}

static void
refresh (UiLogRow *self)
{
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *time = NULL;
  g_autofree char *duration = NULL;
  gboolean is_gap;

  if (self->entry == NULL || self->piece == NULL)
    return;
  is_gap = desk_log_entry_get_is_gap (self->entry);
  title = ui_log_dup_title (self->entry);
  detail = ui_log_dup_detail (self->entry);
  time = is_gap ? NULL : ui_log_dup_time (self->entry);
  duration = ui_log_dup_duration (self->entry);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->detail, detail);
  gtk_label_set_text (self->time, time != NULL ? time : "");
  gtk_label_set_text (self->duration, duration != NULL ? duration : "");
  gtk_widget_set_visible (GTK_WIDGET (self->duration), duration != NULL);
  gtk_image_set_from_icon_name (self->icon, get_icon_name (self->entry));
  gtk_widget_set_visible (self->recorded, desk_log_entry_get_is_recorded (self->entry));
  gtk_widget_set_visible (self->call, can_call (self->entry));
  set_class (GTK_WIDGET (self), "missed", ui_log_is_unreturned (self->entry));
  set_class (GTK_WIDGET (self), "gap", is_gap);
  refresh_names (self);
}

/* Where the card begins and ends, and what day it is. */
static void
update_edges (UiLogRow *self)
{
  GListModel *model = ui_list_row_get_model (UI_LIST_ROW (self));
  g_autoptr (DeskLogEntry) next = NULL;
  gboolean is_first;

  if (self->entry == NULL || self->piece == NULL)
    return;
  is_first = desk_log_entry_get_starts_day (self->entry);
  gtk_widget_set_visible (GTK_WIDGET (self->day), is_first);
  if (is_first)
    {
      g_autofree char *day = ui_log_dup_day (self->entry);

      gtk_label_set_text (self->day, day);
    }
  if (model != NULL)
    next = g_list_model_get_item (model, ui_list_row_get_position (UI_LIST_ROW (self)) + 1);
  set_class (self->piece, "first", is_first);
  set_class (self->piece, "last", next == NULL || desk_log_entry_get_starts_day (next));
}

static void
set_entry (UiLogRow *self, DeskLogEntry *entry)
{
  if (self->entry == entry)
    return;
  if (self->entry != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->entry, refresh, self);
      g_signal_handlers_disconnect_by_func (self->entry, update_edges, self);
    }
  g_set_object (&self->entry, entry);
  if (entry != NULL)
    {
      g_signal_connect_object (entry, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (entry, "notify::starts-day", G_CALLBACK (update_edges), self,
                               G_CONNECT_SWAPPED);
    }
  refresh (self);
  update_edges (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENTRY]);
}

static void
ui_log_row_update (UiListRow *row)
{
  update_edges (UI_LOG_ROW (row));
}

static void
ui_log_row_placed (UiListRow *row)
{
  UiLogRow *self = UI_LOG_ROW (row);

  if (self->entry != NULL)
    refresh_names (self);
  update_edges (self);
}

static void
ui_log_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  UiLogRow *self = UI_LOG_ROW (object);

  switch (prop_id)
    {
    case PROP_ENTRY:
      g_value_set_object (value, self->entry);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_log_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ENTRY:
      set_entry (UI_LOG_ROW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_log_row_dispose (GObject *object)
{
  UiLogRow *self = UI_LOG_ROW (object);

  if (self->entry != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->entry, refresh, self);
      g_signal_handlers_disconnect_by_func (self->entry, update_edges, self);
    }
  g_clear_object (&self->entry);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_LOG_ROW);

  G_OBJECT_CLASS (ui_log_row_parent_class)->dispose (object);
}

static void
call_clicked_cb (UiLogRow *self)
{
  if (self->entry != NULL && can_call (self->entry))
    gtk_widget_activate_action (GTK_WIDGET (self), ui_log_get_dial_action (self->entry), "s",
                                desk_log_entry_get_number (self->entry));
}

/* For those who use it by the accessibility tree. */
static void
act_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiLogRow *self = UI_LOG_ROW (widget);

  if (self->entry == NULL)
    return;
  if (g_str_equal (action_name, "call.back"))
    call_clicked_cb (self);
  else
    gtk_widget_activate_action (widget, "log.open-menu", "x", desk_log_entry_get_id (self->entry));
}

static void
ui_log_row_class_init (UiLogRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ui_log_row_get_property;
  object_class->set_property = ui_log_row_set_property;
  object_class->dispose = ui_log_row_dispose;
  UI_LIST_ROW_CLASS (klass)->moved = ui_log_row_update;
  UI_LIST_ROW_CLASS (klass)->update = ui_log_row_update;
  UI_LIST_ROW_CLASS (klass)->placed = ui_log_row_placed;

  properties[PROP_ENTRY]
      = g_param_spec_object ("entry", NULL, NULL, DESK_TYPE_LOG_ENTRY,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/rows/ui-log-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UiLogRow, day);
  gtk_widget_class_bind_template_child (widget_class, UiLogRow, piece);
  gtk_widget_class_bind_template_child (widget_class, UiLogRow, icon);
  gtk_widget_class_bind_template_child (widget_class, UiLogRow, title);
  gtk_widget_class_bind_template_child (widget_class, UiLogRow, detail);
  gtk_widget_class_bind_template_child (widget_class, UiLogRow, recorded);
  gtk_widget_class_bind_template_child (widget_class, UiLogRow, time);
  gtk_widget_class_bind_template_child (widget_class, UiLogRow, duration);
  gtk_widget_class_bind_template_child (widget_class, UiLogRow, call);
  gtk_widget_class_bind_template_callback (widget_class, call_clicked_cb);
  gtk_widget_class_install_action (widget_class, "call.back", NULL, act_cb);
  gtk_widget_class_install_action (widget_class, "call.menu", NULL, act_cb);
  gtk_widget_class_set_css_name (widget_class, "log-row");
}

static void
ui_log_row_init (UiLogRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

DeskLogEntry *
ui_log_row_get_entry (UiLogRow *self)
{
  g_return_val_if_fail (UI_IS_LOG_ROW (self), NULL);

  return self->entry;
}

UiLogRow *
ui_log_row_find_focused (GtkWidget *view)
{
  return (UiLogRow *) ui_row_menu_find_focused (view, UI_TYPE_LOG_ROW);
}
