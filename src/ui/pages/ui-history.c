/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-history.h"

#include <glib/gi18n-lib.h>

#include "model/desk-enum-types.h"
#include "ui/dialogs/ui-log-dialogs.h"
#include "ui/pages/ui-log-menu.h"
#include "ui/rows/ui-log-row.h"
#include "ui/ui-log-text.h"
#include "ui/ui-window.h"

#define DAY_CHECK 30 /* s: whether "today" is another day by now */

struct _UiHistory
{
  AdwBin parent_instance;

  /* template children */
  GtkWidget *toolbar;
  GtkEditable *search;
  GtkMenuButton *filter_button;
  GtkWidget *error_label, *none_button;
  GtkStack *stack;
  GtkSpinner *spinner;
  AdwStatusPage *none_page;
  GtkScrolledWindow *scrolled;
  GtkListView *view;

  gboolean is_at_top;
  gboolean is_holding_top; /* until the next layout */
  guint refresh_source, day_source;
  int day;

  /* owned */
  DeskLog *log;
  DeskLogModel *model;
  GtkSingleSelection *selection;
  UiRowMenu *menu;
};

G_DEFINE_FINAL_TYPE (UiHistory, ui_history, ADW_TYPE_BIN)

enum
{
  PROP_FILTER = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* In the order of DeskLogFilter. */
static const char *const filter_names[] = {
  N_ ("All Calls"), N_ ("Missed"), N_ ("To Return"), N_ ("Incoming"), N_ ("Outgoing"), N_ ("Recorded"), N_ ("From Queues"),
};

/* --- what is shown -------------------------------------------------------- */

static gboolean
is_narrowed (UiHistory *self)
{
  return desk_log_model_get_filter (self->model) != DESK_LOG_FILTER_ALL
         || *desk_log_model_get_search (self->model) != '\0';
}

static void
describe (UiHistory *self, const char *icon, const char *title, const char *text, const char *button,
          const char *action)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_icon_name (self->none_page, icon);
  adw_status_page_set_title (self->none_page, title);
  adw_status_page_set_description (self->none_page, markup);
  gtk_button_set_label (GTK_BUTTON (self->none_button), button != NULL ? button : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->none_button), action);
  gtk_widget_set_visible (self->none_button, button != NULL);
}

/* Why there is no line. */
static void
describe_none (UiHistory *self)
{
  const char *search = desk_log_model_get_search (self->model);

  if (*search != '\0')
    {
      g_autofree char *text = g_strdup_printf (_ ("No call of the log has “%s” in its name or number."), search);

      describe (self, "system-search-symbolic", _ ("No Call Found"), text, _ ("Show All Calls"), "log.show-all");
    }
  else if (desk_log_model_get_filter (self->model) == DESK_LOG_FILTER_UNRETURNED)
    describe (self, "emblem-ok-symbolic", _ ("Nobody Waits for You"), _ ("Every missed call was returned, or marked as done."),
              _ ("Show All Calls"), "log.show-all");
  else if (is_narrowed (self))
    describe (self, "system-search-symbolic", _ ("No Such Calls"), _ ("The log has none of this kind."),
              _ ("Show All Calls"), "log.show-all");
  else if (desk_log_get_error (self->log) != NULL)
    describe (self, "dialog-warning-symbolic", _ ("The Call Log Cannot Be Kept"),
              _ ("Calls work as always, but they are not written down."), NULL, NULL);
  else
    describe (self, "call-start-symbolic", _ ("No Calls Yet"),
              _ ("Calls you are in stand here, and what became of them afterwards."), _ ("Make a Call"),
              "win.open-dial-field");
}

static void
update_error (UiHistory *self)
{
  const char *error = desk_log_get_error (self->log);
  g_autofree char *text = NULL;

  if (error != NULL)
    text = g_strdup_printf (_ ("Calls are not being logged: %s"), error);
  gtk_label_set_text (GTK_LABEL (self->error_label), text != NULL ? text : "");
  gtk_widget_set_visible (self->error_label, error != NULL);
}

static void
update_state (UiHistory *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;
  gboolean is_loading = desk_log_model_get_is_loading (self->model);
  const char *name = !is_empty ? "list" : is_loading ? "loading" : "none";

  if (is_empty && !is_loading)
    describe_none (self);
  update_error (self);
  gtk_widget_set_visible (self->toolbar, !is_empty || is_loading || is_narrowed (self));
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "loading"));
  gtk_stack_set_visible_child_name (self->stack, name);
}

static gboolean
refresh_cb (gpointer user_data)
{
  UiHistory *self = user_data;

  self->refresh_source = 0;
  update_state (self);
  ui_list_row_update_all (GTK_WIDGET (self->view)); /* the day may be another one, too */
  return G_SOURCE_REMOVE;
}

/* Once, after the list has settled: a list that is read anew is empty for a moment. */
static void
refresh_soon (UiHistory *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, refresh_cb, self, NULL);
}

static gboolean
check_day_cb (gpointer user_data)
{
  UiHistory *self = user_data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (self->day != g_date_time_get_day_of_year (now))
    ui_list_row_update_all (GTK_WIDGET (self->view)); /* the day may be another one, too */
  self->day = g_date_time_get_day_of_year (now);
  return G_SOURCE_CONTINUE;
}

/* --- scrolling ------------------------------------------------------------- */

static void
layout_cb (UiHistory *self, GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, layout_cb, self);
  if (self->scrolled != NULL)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  self->is_holding_top = FALSE;
}

/* A list holds on to the lines it shows while others come in above; who looks at the newest wants to see the
 * newest. After the list's own layout, before it is painted. */
static void
items_changed_cb (UiHistory *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  refresh_soon (self);
  if (!self->is_at_top || self->is_holding_top || clock == NULL || desk_log_model_get_has_newer (self->model))
    return;
  self->is_holding_top = TRUE;
  g_signal_connect_object (clock, "layout", G_CALLBACK (layout_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/* A screenful before an end is seen, more of that side is asked for. */
static void
scrolled_cb (UiHistory *self, GtkAdjustment *adjustment)
{
  double value = gtk_adjustment_get_value (adjustment), page = gtk_adjustment_get_page_size (adjustment);

  if (!self->is_holding_top)
    self->is_at_top = value < 1;
  if (self->model == NULL || page < 1)
    return;
  if (value + 2 * page > gtk_adjustment_get_upper (adjustment))
    desk_log_model_load_older (self->model);
  else if (value < page)
    desk_log_model_load_newer (self->model);
}

/* --- search and filter ------------------------------------------------------ */

static void
search_changed_cb (UiHistory *self)
{
  self->is_at_top = TRUE;
  if (self->model != NULL)
    desk_log_model_set_search (self->model, gtk_editable_get_text (self->search));
}

static void
search_stopped_cb (UiHistory *self)
{
  gtk_editable_set_text (self->search, "");
  search_changed_cb (self);
  ui_history_focus (self);
}

/* Enter in the search goes to the first line; it does not dial what the person has not pointed at. */
static void
search_activated_cb (UiHistory *self)
{
  if (self->model == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", 0);
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

static void
set_filter (UiHistory *self, DeskLogFilter filter)
{
  if (self->model == NULL || desk_log_model_get_filter (self->model) == filter)
    return;
  self->is_at_top = TRUE;
  desk_log_model_set_filter (self->model, filter);
  gtk_menu_button_set_label (self->filter_button, _ (filter_names[filter]));
  refresh_soon (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

static void
show_all_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiHistory *self = UI_HISTORY (widget);

  set_filter (self, DESK_LOG_FILTER_ALL);
  search_stopped_cb (self);
}

/* --- what is done with a line ------------------------------------------------- */

static DeskLogEntry *
find_entry (UiHistory *self, GVariant *id)
{
  GListModel *list = G_LIST_MODEL (self->model);

  for (guint i = 0; self->model != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (DeskLogEntry) entry = g_list_model_get_item (list, i);

      if (desk_log_entry_get_id (entry) == g_variant_get_int64 (id))
        return g_steal_pointer (&entry);
    }
  return NULL;
}

static void
say_ignored (UiHistory *self, const char *number, gboolean is_ignored)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  /* Translators: %s is a number. */
  g_autofree char *text = g_strdup_printf (
    is_ignored ? _ ("Calls of %s are not logged any more") : _ ("Calls of %s are logged again"), number);

  if (UI_IS_WINDOW (root))
    ui_window_toast (UI_WINDOW (root), text);
}

static void
entry_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiHistory *self = UI_HISTORY (widget);
  g_autoptr (DeskLogEntry) entry = find_entry (self, parameter);
  const char *number = entry != NULL ? desk_log_entry_get_number (entry) : NULL;
  gboolean ignores = g_str_equal (action_name, "log.ignore");

  if (entry == NULL)
    return;
  if (g_str_equal (action_name, "log.toggle-done"))
    desk_log_set_done (self->log, entry, !desk_log_entry_get_is_done (entry));
  else if (g_str_equal (action_name, "log.remove"))
    desk_log_remove (self->log, entry);
  else if (number == NULL)
    return;
  else if (g_str_equal (action_name, "log.copy-number"))
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), number);
  else
    {
      desk_log_ignore (self->log, number, ignores);
      say_ignored (self, number, ignores);
    }
}

/* Of the line with that id, where it is shown. */
static void
open_menu_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiHistory *self = UI_HISTORY (widget);
  GtkWidget *view = GTK_WIDGET (self->view);

  for (GtkWidget *holder = gtk_widget_get_first_child (view); holder != NULL;
       holder = gtk_widget_get_next_sibling (holder))
    {
      GtkWidget *row = gtk_widget_get_first_child (holder);
      DeskLogEntry *entry = UI_IS_LOG_ROW (row) ? ui_log_row_get_entry (UI_LOG_ROW (row)) : NULL;

      if (entry != NULL && desk_log_entry_get_id (entry) == g_variant_get_int64 (parameter))
        {
          ui_row_menu_popup (self->menu, view, row);
          return;
        }
    }
}

static void
log_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiHistory *self = UI_HISTORY (widget);

  if (self->log == NULL)
    return;
  if (g_str_equal (action_name, "log.all-done"))
    desk_log_set_all_done (self->log);
  else if (g_str_equal (action_name, "log.remove-all"))
    ui_log_ask_delete_all (GTK_WINDOW (gtk_widget_get_root (widget)), self->log);
  else
    gtk_widget_activate_action (widget, "app.export-log", "(sus)", g_variant_get_string (parameter, NULL),
                                (guint32) desk_log_model_get_filter (self->model),
                                desk_log_model_get_search (self->model));
}

static void
activate_cb (UiHistory *self, guint position)
{
  g_autoptr (DeskLogEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  const char *number = entry != NULL ? desk_log_entry_get_number (entry) : NULL;

  if (number != NULL && *number != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), ui_log_get_dial_action (entry), "s", number);
}

/* --- the widget ---------------------------------------------------------------- */

/* Tab goes through the buttons of a line and leaves the list; from line to line go the arrows. */
static gboolean
ui_history_move_focus (GtkWidget *widget, GtkDirectionType direction)
{
  UiHistory *self = UI_HISTORY (widget);
  UiLogRow *focused = ui_log_row_find_focused (GTK_WIDGET (self->view));
  gboolean is_back = direction == GTK_DIR_TAB_BACKWARD;
  GtkWidget *holder;

  if (focused == NULL || (direction != GTK_DIR_TAB_FORWARD && !is_back))
    return GTK_WIDGET_CLASS (ui_history_parent_class)->focus (widget, direction);
  holder = ui_list_row_get_holder (UI_LIST_ROW (focused));
  if (!(is_back && gtk_widget_is_focus (holder)) && gtk_widget_child_focus (holder, direction))
    return TRUE;
  return is_back && gtk_widget_child_focus (self->toolbar, direction);
}

static void
ui_history_map (GtkWidget *widget)
{
  UiHistory *self = UI_HISTORY (widget);

  GTK_WIDGET_CLASS (ui_history_parent_class)->map (widget);
  check_day_cb (self);
  if (self->day_source == 0)
    self->day_source = g_timeout_add_seconds (DAY_CHECK, check_day_cb, self);
}

static void
ui_history_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&UI_HISTORY (widget)->day_source, g_source_remove);
  GTK_WIDGET_CLASS (ui_history_parent_class)->unmap (widget);
}

static void
ui_history_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  UiHistory *self = UI_HISTORY (object);

  switch (prop_id)
    {
    case PROP_FILTER:
      g_value_set_enum (value, self->model != NULL ? (int) desk_log_model_get_filter (self->model) : 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_history_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_FILTER:
      set_filter (UI_HISTORY (object), g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_history_dispose (GObject *object)
{
  UiHistory *self = UI_HISTORY (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_handle_id (&self->day_source, g_source_remove);
  /* A gesture may hold it a little longer; its popover is a child of this. */
  if (self->menu != NULL)
    g_object_run_dispose (G_OBJECT (self->menu));
  g_clear_object (&self->menu);
  g_clear_object (&self->selection);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_HISTORY);
  g_clear_object (&self->model);
  g_clear_object (&self->log);

  G_OBJECT_CLASS (ui_history_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, UiHistory, toolbar);
  gtk_widget_class_bind_template_child (widget_class, UiHistory, search);
  gtk_widget_class_bind_template_child (widget_class, UiHistory, filter_button);
  gtk_widget_class_bind_template_child (widget_class, UiHistory, error_label);
  gtk_widget_class_bind_template_child (widget_class, UiHistory, stack);
  gtk_widget_class_bind_template_child (widget_class, UiHistory, spinner);
  gtk_widget_class_bind_template_child (widget_class, UiHistory, none_page);
  gtk_widget_class_bind_template_child (widget_class, UiHistory, none_button);
  gtk_widget_class_bind_template_child (widget_class, UiHistory, scrolled);
  gtk_widget_class_bind_template_child (widget_class, UiHistory, view);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
ui_history_class_init (UiHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const char *const entry_actions[]
    = { "log.toggle-done", "log.remove", "log.copy-number", "log.ignore", "log.unignore" };

  object_class->get_property = ui_history_get_property;
  object_class->set_property = ui_history_set_property;
  object_class->dispose = ui_history_dispose;
  widget_class->focus = ui_history_move_focus;
  widget_class->map = ui_history_map;
  widget_class->unmap = ui_history_unmap;

  properties[PROP_FILTER]
    = g_param_spec_enum ("filter", NULL, NULL, DESK_TYPE_LOG_FILTER, DESK_LOG_FILTER_ALL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (UI_TYPE_LOG_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/pages/ui-history.ui");
  bind_children (widget_class);

  for (guint i = 0; i < G_N_ELEMENTS (entry_actions); i++)
    gtk_widget_class_install_action (widget_class, entry_actions[i], "x", entry_action_cb);
  gtk_widget_class_install_action (widget_class, "log.open-menu", "x", open_menu_cb);
  gtk_widget_class_install_action (widget_class, "log.all-done", NULL, log_action_cb);
  gtk_widget_class_install_action (widget_class, "log.remove-all", NULL, log_action_cb);
  gtk_widget_class_install_action (widget_class, "log.export", "s", log_action_cb);
  gtk_widget_class_install_action (widget_class, "log.show-all", NULL, show_all_cb);
  gtk_widget_class_install_property_action (widget_class, "log.filter", "filter");
}

static void
ui_history_init (UiHistory *self)
{
  GtkAdjustment *adjustment;

  self->is_at_top = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_label (self->filter_button, _ (filter_names[DESK_LOG_FILTER_ALL]));
  adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

void
ui_history_set_log (UiHistory *self, DeskLog *log)
{
  g_return_if_fail (UI_IS_HISTORY (self));
  g_return_if_fail (DESK_IS_LOG (log));
  g_return_if_fail (self->log == NULL);

  self->log = g_object_ref (log);
  self->model = desk_log_model_new (log);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  self->menu = ui_log_menu_new (GTK_WIDGET (self), log);
  ui_row_menu_attach (self->menu, GTK_WIDGET (self->view));

  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify", G_CALLBACK (refresh_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (log, "notify::error", G_CALLBACK (refresh_soon), self, G_CONNECT_SWAPPED);
  update_state (self);
}

void
ui_history_focus (UiHistory *self)
{
  g_return_if_fail (UI_IS_HISTORY (self));

  if (gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

void
ui_history_find (UiHistory *self)
{
  g_return_if_fail (UI_IS_HISTORY (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

char *
ui_history_dup_chosen (UiHistory *self)
{
  UiLogRow *focused;
  DeskLogEntry *entry;

  g_return_val_if_fail (UI_IS_HISTORY (self), NULL);

  focused = ui_log_row_find_focused (GTK_WIDGET (self->view));
  entry = focused != NULL ? ui_log_row_get_entry (focused) : NULL;
  if (entry == NULL && self->selection != NULL)
    entry = gtk_single_selection_get_selected_item (self->selection);
  return entry != NULL ? g_strdup (desk_log_entry_get_number (entry)) : NULL;
}
