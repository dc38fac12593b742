/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-parking-page.h"

#include <glib/gi18n-lib.h>

#include "ui/pages/ui-parking-menu.h"
#include "ui/rows/ui-line-row.h"
#include "ui/rows/ui-park-tile.h"
#include "ui/rows/ui-queue-row.h"
#include "ui/rows/ui-waiting-row.h"
#include "ui/ui-transfer-picker.h"

struct _UiParkingPage
{
  UiPage parent_instance;

  /* template children */
  GtkStack *stack;
  GtkWidget *sections;
  GtkWidget *parks_section, *queues_section, *lines_section;
  UiHoldButton *recall;
  GtkFlowBox *parks;
  GtkListBox *queues, *lines;
  GtkLabel *stale_label;
  AdwStatusPage *empty_page;
  GtkWidget *accounts_button;

  /* owned */
  GListModel *queue_rows; /* every queue, and below it who waits there */
  GSignalGroup *call_signals; /* of the selected call */
  UiHoldButton *pressed;      /* by a key that is still down */
  UiRowMenu *menu;
  char *asked_action, *asked_target; /* what the open question is about */
};

G_DEFINE_FINAL_TYPE (UiParkingPage, ui_parking_page, UI_TYPE_PAGE)

static DeskSession *
get_session (UiParkingPage *self)
{
  return ui_page_get_session (UI_PAGE (self));
}

/* --- what is shown ----------------------------------------------------- */

static void
refresh_below (GtkWidget *box)
{
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (UI_IS_PARKING_ITEM (child))
      ui_parking_item_refresh (UI_PARKING_ITEM (child));
}

static void
refresh_recall (UiParkingPage *self)
{
  DeskSession *session = get_session (self);
  DeskPark *oldest = desk_park_model_get_oldest (desk_session_get_parks (session));
  gboolean is_mine = oldest != NULL && desk_park_get_is_mine (oldest);

  gtk_widget_set_visible (GTK_WIDGET (self->recall), oldest != NULL);
  ui_hold_button_set_text (self->recall, _ ("Recall Oldest"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->recall), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Recall Oldest"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->recall), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Recall Oldest"), -1);
  ui_hold_button_set_is_guarded (self->recall, !is_mine);
  ui_hold_button_set_is_possible (self->recall,
                                  desk_session_may (session, DESK_VERB_RETRIEVE)
                                      && desk_session_get_state (session) == PAL_CLIENT_STATE_READY);
}

static void
describe_empty (UiParkingPage *self)
{
  gboolean is_ready = desk_session_get_state (get_session (self)) == PAL_CLIENT_STATE_READY;
  const char *text = is_ready ? _ ("Parked calls, queues and shared lines appear here once the PBX tells of them; "
                                   "free slots, once you list them with your account.")
                              : _ ("Parked calls, queues and shared lines appear here when the line is back.");
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_icon_name (self->empty_page,
                                 is_ready ? "media-playback-pause-symbolic" : "network-offline-symbolic");
  adw_status_page_set_title (self->empty_page, is_ready ? _ ("Nobody Waits") : _ ("Not Connected"));
  adw_status_page_set_description (self->empty_page, markup);
  gtk_widget_set_visible (self->accounts_button, is_ready);
}

static void
refresh_stale (UiParkingPage *self)
{
  gint64 since = desk_session_get_stale_since (get_session (self));

  if (since != 0)
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (since / G_USEC_PER_SEC);
      g_autoptr (GDateTime) when = g_date_time_to_local (utc);
      g_autofree char *time = g_date_time_format (when, "%H:%M");
      /* Translators: what is shown is as old as this time of day. */
      g_autofree char *text = g_strdup_printf (_ ("as of %s"), time);

      gtk_label_set_text (self->stale_label, text);
      gtk_widget_add_css_class (GTK_WIDGET (self), "stale");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "stale");
    }
  gtk_widget_set_visible (GTK_WIDGET (self->stale_label), since != 0);
}

static void
refresh_items (UiParkingPage *self)
{
  refresh_below (GTK_WIDGET (self->parks));
  refresh_below (GTK_WIDGET (self->queues));
  refresh_below (GTK_WIDGET (self->lines));
  refresh_recall (self);
}

/* A section without anything in it is not there. */
static void
refresh_sections (UiParkingPage *self)
{
  DeskSession *session = get_session (self);
  guint n_parks = g_list_model_get_n_items (G_LIST_MODEL (desk_session_get_parks (session)));
  guint n_queues = g_list_model_get_n_items (G_LIST_MODEL (desk_session_get_queues (session)));
  guint n_lines = g_list_model_get_n_items (G_LIST_MODEL (desk_session_get_lines (session)));
  gboolean is_empty = n_parks + n_queues + n_lines == 0;

  gtk_widget_set_visible (self->parks_section, n_parks > 0);
  gtk_widget_set_visible (self->queues_section, n_queues > 0);
  gtk_widget_set_visible (self->lines_section, n_lines > 0);
  gtk_flow_box_set_min_children_per_line (self->parks, MAX (1, MIN (n_parks, 2)));
  if (is_empty)
    describe_empty (self);
  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "content");
  refresh_recall (self);
}

static void
state_changed_cb (UiParkingPage *self)
{
  refresh_stale (self);
  refresh_sections (self);
  refresh_items (self);
}

static void
selected_cb (UiParkingPage *self)
{
  DeskCallModel *calls = desk_session_get_calls (get_session (self));

  g_signal_group_set_target (self->call_signals, desk_call_model_get_selected (calls));
  refresh_items (self);
}

/* Nobody sees it: what time changed is caught up when the page comes back. */
static void
tick_cb (UiParkingPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh_items (self);
}

static GtkWidget *
make_tile_cb (gpointer item, gpointer user_data)
{
  UiParkingPage *self = user_data;

  return ui_park_tile_new (get_session (self), ui_page_get_ticker (UI_PAGE (self)), item);
}

static GtkWidget *
make_line_cb (gpointer item, gpointer user_data)
{
  UiParkingPage *self = user_data;

  return ui_line_row_new (get_session (self), ui_page_get_ticker (UI_PAGE (self)), item);
}

static GtkWidget *
make_queue_cb (gpointer item, gpointer user_data)
{
  UiParkingPage *self = user_data;

  if (DESK_IS_QUEUE (item))
    return ui_queue_row_new (ui_page_get_ticker (UI_PAGE (self)), item);
  return ui_waiting_row_new (get_session (self), ui_page_get_ticker (UI_PAGE (self)), item);
}

/* The queue itself and then who waits in it, as one list. */
static gpointer
unfold_queue_cb (gpointer item, gpointer user_data)
{
  g_autoptr (DeskQueue) queue = item;
  g_autoptr (GListStore) head = g_list_store_new (DESK_TYPE_QUEUE);
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);

  g_list_store_append (head, queue);
  g_list_store_append (parts, head);
  g_list_store_append (parts, queue);
  return gtk_flatten_list_model_new (G_LIST_MODEL (parts));
}

/* --- keys -------------------------------------------------------------- */

static UiParkingItem *
get_focused (UiParkingPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return UI_IS_PARKING_ITEM (focus) ? UI_PARKING_ITEM (focus) : NULL;
}

/* Enter on a tile or row is its button, which may want to be held. */
static gboolean
key_pressed_cb (UiParkingPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  const GdkModifierType modifiers = GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK | GDK_SUPER_MASK;
  UiParkingItem *item = get_focused (self);
  UiHoldButton *button = item != NULL ? ui_parking_item_get_button (item) : NULL;

  if (button == NULL || !ui_is_press_key (keyval) || (state & modifiers) != 0)
    return GDK_EVENT_PROPAGATE;
  if (g_set_object (&self->pressed, button))
    ui_hold_button_begin (button);
  return GDK_EVENT_STOP;
}

static void
let_go (UiParkingPage *self)
{
  g_autoptr (UiHoldButton) button = g_steal_pointer (&self->pressed);

  if (button != NULL)
    ui_hold_button_end (button);
}

static void
key_released_cb (UiParkingPage *self, guint keyval)
{
  if (ui_is_press_key (keyval))
    let_go (self);
}

/* From one section to the next with the arrows. */
static gboolean
keynav_failed_cb (UiParkingPage *self, GtkDirectionType direction)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root == NULL || (direction != GTK_DIR_UP && direction != GTK_DIR_DOWN))
    return FALSE;
  return gtk_widget_child_focus (GTK_WIDGET (root),
                                 direction == GTK_DIR_UP ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
}

/* --- what is done ------------------------------------------------------ */

static UiHoldButton *
find_button_below (GtkWidget *box, const char *id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (UI_IS_PARKING_ITEM (child) && g_strcmp0 (ui_parking_item_get_id (UI_PARKING_ITEM (child)), id) == 0)
      return ui_parking_item_get_button (UI_PARKING_ITEM (child));
  return NULL;
}

/* The button of what is acted on rests while the PBX is asked. */
static void
show_running (GtkWidget *box, const char *id, DeskOperation *operation)
{
  UiHoldButton *button = operation != NULL ? find_button_below (box, id) : NULL;

  if (button != NULL)
    ui_hold_button_set_operation (button, operation);
}

static void
park_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiParkingPage *self = UI_PARKING_PAGE (widget);
  DeskSession *session = get_session (self);
  DeskCall *call = desk_call_model_get_selected (desk_session_get_calls (session));
  const char *number = g_variant_get_string (parameter, NULL);

  if (call != NULL)
    show_running (GTK_WIDGET (self->parks), number, desk_session_run (session, DESK_VERB_PARK, call, number));
}

static void
retrieve_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiParkingPage *self = UI_PARKING_PAGE (widget);
  const char *number = g_variant_get_string (parameter, NULL);

  show_running (GTK_WIDGET (self->parks), number,
                desk_session_ask (get_session (self), DESK_VERB_RETRIEVE, number, NULL));
}

static void
press_line_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiParkingPage *self = UI_PARKING_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  DeskLine *line = desk_line_model_find (desk_session_get_lines (get_session (self)), id);

  if (line != NULL)
    show_running (GTK_WIDGET (self->lines), id, desk_session_press_line (get_session (self), line));
}

static void
pick_up_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiParkingPage *self = UI_PARKING_PAGE (widget);
  const char *room = g_variant_get_string (parameter, NULL);

  show_running (GTK_WIDGET (self->queues), room, desk_session_pick_up (get_session (self), room));
}

static void
forward_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  const char *room = g_variant_get_string (parameter, NULL);

  ui_transfer_picker_open_room (UI_WINDOW (gtk_widget_get_root (widget)), room);
}

static void
copy_number_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), g_variant_get_string (parameter, NULL));
}

/* --- asking before what is not mine ------------------------------------ */

static void
agreed_cb (UiParkingPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), self->asked_action, "s", self->asked_target);
}

static void
ask (UiParkingPage *self, const char *action, const char *target, const char *text)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                              _ ("Retrieve This Call?"), text);

  g_free (self->asked_action);
  g_free (self->asked_target);
  self->asked_action = g_strdup (action);
  self->asked_target = g_strdup (target);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "retrieve",
                                    _ ("_Retrieve"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "retrieve", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "retrieve");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response::retrieve", G_CALLBACK (agreed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
ask_retrieve (UiParkingPage *self, DeskPark *park)
{
  g_autofree char *text = NULL;

  if (park == NULL || !desk_park_get_is_taken (park))
    return;
  /* Translators: who waits, on which park slot. */
  text = g_strdup_printf (_ ("%s waits on slot %s. Somebody else parked this call."), desk_park_get_name (park),
                          desk_park_get_label (park));
  ask (self, "parking.retrieve", desk_park_get_number (park), text);
}

static void
ask_retrieve_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiParkingPage *self = UI_PARKING_PAGE (widget);

  ask_retrieve (self, desk_park_model_find (desk_session_get_parks (get_session (self)),
                                            g_variant_get_string (parameter, NULL)));
}

static void
ask_press_line_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiParkingPage *self = UI_PARKING_PAGE (widget);
  DeskLine *line = desk_line_model_find (desk_session_get_lines (get_session (self)),
                                         g_variant_get_string (parameter, NULL));
  g_autofree char *text = NULL;

  if (line == NULL)
    return;
  /* Translators: who waits, on which shared line. */
  text = g_strdup_printf (_ ("%s waits on line %s. Somebody else parked this call."), desk_line_get_who (line),
                          desk_line_get_id (line));
  ask (self, "parking.press-line", desk_line_get_id (line), text);
}

static void
recall_cb (UiParkingPage *self)
{
  ui_hold_button_set_operation (self->recall, desk_session_retrieve_oldest (get_session (self)));
}

static void
ask_recall_cb (UiParkingPage *self)
{
  ask_retrieve (self, desk_park_model_get_oldest (desk_session_get_parks (get_session (self))));
}

/* --- the page ---------------------------------------------------------- */

/* The tile or row of that slot or room, wherever it is. */
static GtkWidget *
find_item (GtkWidget *below, const char *id)
{
  if (UI_IS_PARKING_ITEM (below) && g_strcmp0 (ui_parking_item_get_id (UI_PARKING_ITEM (below)), id) == 0)
    return below;
  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_item (child, id);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
ui_parking_page_focus_on (UiPage *page, const char *id)
{
  GtkWidget *item = find_item (UI_PARKING_PAGE (page)->sections, id);

  if (item != NULL)
    gtk_widget_grab_focus (item);
}

static void
ui_parking_page_focus (UiPage *page)
{
  UiParkingPage *self = UI_PARKING_PAGE (page);

  if (!gtk_widget_get_mapped (self->sections)
      || !gtk_widget_child_focus (self->sections, GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (GTK_WIDGET (self->stack));
}

static void
set_up_lists (UiParkingPage *self, DeskSession *session)
{
  GListModel *queues = g_object_ref (G_LIST_MODEL (desk_session_get_queues (session)));
  GtkMapListModel *unfolded = gtk_map_list_model_new (queues, unfold_queue_cb, NULL, NULL);

  self->queue_rows = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (unfolded)));
  gtk_flow_box_bind_model (self->parks, G_LIST_MODEL (desk_session_get_parks (session)), make_tile_cb, self,
                           NULL);
  gtk_list_box_bind_model (self->queues, self->queue_rows, make_queue_cb, self, NULL);
  gtk_list_box_bind_model (self->lines, G_LIST_MODEL (desk_session_get_lines (session)), make_line_cb, self,
                           NULL);
}

static void
ui_parking_page_constructed (GObject *object)
{
  UiParkingPage *self = UI_PARKING_PAGE (object);
  DeskSession *session = get_session (self);
  DeskCallModel *calls = desk_session_get_calls (session);

  G_OBJECT_CLASS (ui_parking_page_parent_class)->constructed (object);

  set_up_lists (self, session);
  self->menu = ui_parking_menu_new (GTK_WIDGET (self));
  g_signal_connect_object (desk_session_get_parks (session), "items-changed", G_CALLBACK (refresh_sections),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk_session_get_parks (session), "notify", G_CALLBACK (refresh_recall), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk_session_get_queues (session), "items-changed", G_CALLBACK (refresh_sections),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk_session_get_lines (session), "items-changed", G_CALLBACK (refresh_sections),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (calls, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ui_page_get_ticker (UI_PAGE (self)), "tick", G_CALLBACK (tick_cb), self,
                           G_CONNECT_SWAPPED);
  selected_cb (self);
  state_changed_cb (self);
}

static void
ui_parking_page_map (GtkWidget *widget)
{
  refresh_items (UI_PARKING_PAGE (widget));
  GTK_WIDGET_CLASS (ui_parking_page_parent_class)->map (widget);
}

static void
ui_parking_page_unmap (GtkWidget *widget)
{
  let_go (UI_PARKING_PAGE (widget));
  GTK_WIDGET_CLASS (ui_parking_page_parent_class)->unmap (widget);
}

static void
ui_parking_page_dispose (GObject *object)
{
  UiParkingPage *self = UI_PARKING_PAGE (object);

  let_go (self);
  g_clear_object (&self->menu);
  if (self->call_signals != NULL)
    g_signal_group_set_target (self->call_signals, NULL);
  g_clear_object (&self->call_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_PARKING_PAGE);
  g_clear_object (&self->queue_rows);

  G_OBJECT_CLASS (ui_parking_page_parent_class)->dispose (object);
}

static void
ui_parking_page_finalize (GObject *object)
{
  UiParkingPage *self = UI_PARKING_PAGE (object);

  g_free (self->asked_action);
  g_free (self->asked_target);

  G_OBJECT_CLASS (ui_parking_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/pages/ui-parking-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UiParkingPage, stack);
  gtk_widget_class_bind_template_child (widget_class, UiParkingPage, sections);
  gtk_widget_class_bind_template_child (widget_class, UiParkingPage, parks_section);
  gtk_widget_class_bind_template_child (widget_class, UiParkingPage, queues_section);
  gtk_widget_class_bind_template_child (widget_class, UiParkingPage, lines_section);
  gtk_widget_class_bind_template_child (widget_class, UiParkingPage, recall);
  gtk_widget_class_bind_template_child (widget_class, UiParkingPage, parks);
  gtk_widget_class_bind_template_child (widget_class, UiParkingPage, queues);
  gtk_widget_class_bind_template_child (widget_class, UiParkingPage, lines);
  gtk_widget_class_bind_template_child (widget_class, UiParkingPage, stale_label);
  gtk_widget_class_bind_template_child (widget_class, UiParkingPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, UiParkingPage, accounts_button);
  gtk_widget_class_bind_template_callback (widget_class, recall_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_recall_cb);
  gtk_widget_class_bind_template_callback (widget_class, keynav_failed_cb);
}

static void
ui_parking_page_class_init (UiParkingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ui_parking_page_constructed;
  object_class->dispose = ui_parking_page_dispose;
  object_class->finalize = ui_parking_page_finalize;
  widget_class->map = ui_parking_page_map;
  widget_class->unmap = ui_parking_page_unmap;
  UI_PAGE_CLASS (klass)->focus = ui_parking_page_focus;
  UI_PAGE_CLASS (klass)->focus_on = ui_parking_page_focus_on;

  g_type_ensure (UI_TYPE_HOLD_BUTTON);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "parking.park", "s", park_cb);
  gtk_widget_class_install_action (widget_class, "parking.retrieve", "s", retrieve_cb);
  gtk_widget_class_install_action (widget_class, "parking.ask-retrieve", "s", ask_retrieve_cb);
  gtk_widget_class_install_action (widget_class, "parking.press-line", "s", press_line_cb);
  gtk_widget_class_install_action (widget_class, "parking.ask-press-line", "s", ask_press_line_cb);
  gtk_widget_class_install_action (widget_class, "parking.pick-up", "s", pick_up_cb);
  gtk_widget_class_install_action (widget_class, "parking.forward", "s", forward_cb);
  gtk_widget_class_install_action (widget_class, "parking.copy-number", "s", copy_number_cb);
}

static void
ui_parking_page_init (UiParkingPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->call_signals = g_signal_group_new (DESK_TYPE_CALL);
  g_signal_group_connect_swapped (self->call_signals, "notify::verbs", G_CALLBACK (refresh_items), self);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-released", G_CALLBACK (key_released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->sections, keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (let_go), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->sections, focus);
}
