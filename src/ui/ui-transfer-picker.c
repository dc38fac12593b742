/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-transfer-picker.h"

#include <glib/gi18n-lib.h>

#include "model/desk-finder.h"
#include "ui/rows/ui-match-row.h"
#include "ui/ui-accessible.h"
#include "ui/ui-call-text.h"
#include "ui/ui-presence-text.h"
#include "ui/ui-text-field.h"

/* What the person wants. What comes of it waits until the call is on hold. */
typedef enum
{
  OUTCOME_OPEN,
  OUTCOME_CHOSEN,
  OUTCOME_LEFT,
  OUTCOME_DONE,
} Outcome;

struct _UiTransferPicker
{
  AdwWindow parent_instance;

  Outcome outcome;
  gboolean is_deflecting;
  gboolean is_held_here; /* it was talked on before */
  DeskVerb verb;
  guint destroy_source;

  /* template children */
  AdwWindowTitle *window_title;
  GtkEntry *entry;
  GtkToggleButton *ask, *now, *voicemail;
  GtkListView *list_view;
  GtkLabel *hint;
  GtkBox *text_box;
  UiTextField *text; /* NULL where none can go along */

  /* owned */
  DeskSession *session;
  DeskCall *call;
  DeskFinder *finder;
  GtkSingleSelection *selection;
  char *name;   /* of whom it is about */
  char *room;   /* of somebody who waits; NULL: a call */
  char *prefix; /* of a voicemail box; "" when there is none */
  char *target;
  char *told, *words; /* a colleague, a message; or NULL */
};

G_DEFINE_FINAL_TYPE (UiTransferPicker, ui_transfer_picker, ADW_TYPE_WINDOW)

/* --- what becomes of it ------------------------------------------------- */

static gboolean
destroy_cb (gpointer user_data)
{
  UI_TRANSFER_PICKER (user_data)->destroy_source = 0;
  gtk_window_destroy (GTK_WINDOW (user_data));
  return G_SOURCE_REMOVE;
}

/* GTK may still ask for the size of a window that changed and was hidden: it goes when that is over. */
static void
finish (UiTransferPicker *self)
{
  self->outcome = OUTCOME_DONE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->destroy_source = g_idle_add_full (G_PRIORITY_LOW, destroy_cb, self, NULL);
}

static void
say (UiTransferPicker *self, const char *text)
{
  ui_window_toast (UI_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (self))), text);
}

/* There is nobody to be sent anywhere any more. */
static void
give_up (UiTransferPicker *self)
{
  /* Translators: %s is a caller who was to be transferred */
  g_autofree char *text = g_strdup_printf (_ ("%s is no longer there"), self->name);

  if (self->outcome != OUTCOME_LEFT)
    say (self, text);
  finish (self);
}

/* Who waits in a room needs no patience. */
static void
advance_room (UiTransferPicker *self)
{
  if (self->outcome == OUTCOME_DONE)
    return;
  if (desk_session_find_who_waits (self->session, self->room) == NULL)
    {
      give_up (self);
      return;
    }
  if (self->outcome == OUTCOME_OPEN)
    return;
  if (self->outcome == OUTCOME_CHOSEN
      && desk_session_ask (self->session, DESK_VERB_FORWARD, self->room, self->target) == NULL)
    say (self, _ ("The call was not transferred"));
  finish (self);
}

/* Goes on as soon as the call lets it. */
static void
advance (UiTransferPicker *self)
{
  g_autoptr (UiTransferPicker) alive G_GNUC_UNUSED = g_object_ref (self);
  DeskCallState state;
  gboolean is_busy;

  if (self->outcome == OUTCOME_DONE)
    return;
  if (self->room != NULL)
    {
      advance_room (self);
      return;
    }
  state = desk_call_get_state (self->call);
  is_busy = desk_call_get_pending (self->call) != NULL;
  if (state == DESK_CALL_STATE_ENDED || (self->is_deflecting && state != DESK_CALL_STATE_RINGING))
    {
      give_up (self);
      return;
    }
  if (is_busy || self->outcome == OUTCOME_OPEN)
    return;
  if (self->outcome == OUTCOME_CHOSEN)
    {
      if (desk_session_run_with_text (self->session, self->verb, self->call, self->target, self->told,
                                      self->words) == NULL)
        say (self, _ ("The call was not transferred"));
    }
  else if (self->is_held_here && desk_call_can (self->call, DESK_VERB_RESUME))
    {
      desk_session_run (self->session, DESK_VERB_RESUME, self->call, NULL);
    }
  finish (self);
}

static void
leave (UiTransferPicker *self)
{
  if (self->outcome != OUTCOME_OPEN)
    return;
  self->outcome = OUTCOME_LEFT;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  advance (self);
}

static void
choose (UiTransferPicker *self, DeskVerb verb, gboolean is_voicemail, DeskMatch *match)
{
  const char *number;

  if (match == NULL || self->outcome != OUTCOME_OPEN)
    return;
  number = desk_match_get_number (match);
  if (is_voicemail && (*self->prefix == '\0' || desk_match_get_extension (match) == NULL))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  self->verb = self->is_deflecting ? DESK_VERB_DEFLECT : is_voicemail ? DESK_VERB_TRANSFER : verb;
  self->target = is_voicemail ? g_strconcat (self->prefix, number, NULL) : g_strdup (number);
  if (self->text != NULL && desk_match_get_extension (match) != NULL)
    {
      self->told = g_strdup (number);
      self->words = ui_text_field_dup_text (self->text, NULL);
    }
  self->outcome = OUTCOME_CHOSEN;
  ui_window_note_enter (UI_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (self))));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  advance (self);
}

static void
choose_default (UiTransferPicker *self, DeskMatch *match)
{
  choose (self, gtk_toggle_button_get_active (self->ask) ? DESK_VERB_CONSULT : DESK_VERB_TRANSFER,
          gtk_toggle_button_get_active (self->voicemail), match);
}

/* --- choosing ----------------------------------------------------------- */

static DeskMatch *
get_selected (UiTransferPicker *self)
{
  return self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;
}

/* What Enter would do, for those who cannot see the list. */
static void
chosen_changed_cb (UiTransferPicker *self)
{
  DeskMatch *match = get_selected (self);
  DeskExtension *extension = match != NULL ? desk_match_get_extension (match) : NULL;
  GtkToggleButton *active = gtk_toggle_button_get_active (self->voicemail) ? self->voicemail
                            : gtk_toggle_button_get_active (self->now)     ? self->now
                                                                           : self->ask;
  g_autofree char *who = NULL, *sentence = NULL;

  if (match == NULL)
    {
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      return;
    }
  who = extension != NULL ? ui_presence_dup_description (extension) : g_strdup (desk_match_get_title (match));
  /* Translators: what Enter does, read aloud: a button's word, then who */
  sentence = g_strdup_printf (_ ("%s: %s"), gtk_button_get_label (GTK_BUTTON (active)), who);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence,
                                  -1);
}

static void
changed_cb (UiTransferPicker *self)
{
  if (self->finder == NULL)
    return;
  desk_finder_set_text (self->finder, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  if (g_list_model_get_n_items (G_LIST_MODEL (self->finder)) > 0)
    gtk_single_selection_set_selected (self->selection, 0);
  chosen_changed_cb (self);
}

static void
row_activated_cb (UiTransferPicker *self, guint position)
{
  g_autoptr (DeskMatch) match = g_list_model_get_item (G_LIST_MODEL (self->finder), position);

  choose_default (self, match);
}

static void
move (UiTransferPicker *self, int step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return;
  selected = selected == GTK_INVALID_LIST_POSITION ? 0 : (selected + n + (guint) step) % n;
  gtk_single_selection_set_selected (self->selection, selected);
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", selected);
}

static gboolean
enter (UiTransferPicker *self, GdkModifierType modifiers)
{
  DeskMatch *match = get_selected (self);

  if (modifiers == GDK_CONTROL_MASK)
    choose (self, DESK_VERB_TRANSFER, FALSE, match);
  else if (modifiers == GDK_ALT_MASK)
    choose (self, DESK_VERB_TRANSFER, TRUE, match);
  else if (modifiers == 0)
    choose_default (self, match);
  return GDK_EVENT_STOP;
}

/* For those who use the accessibility tree: rows of a list have no action of their own there. */
static void
chosen_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  enter (UI_TRANSFER_PICKER (widget), 0);
}

static gboolean
key_pressed_cb (UiTransferPicker *self, guint keyval, guint keycode, GdkModifierType state)
{
  GdkModifierType modifiers = state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return GDK_EVENT_PROPAGATE; /* the menu of messages */
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (modifiers == 0 && GTK_IS_BUTTON (focus))
        return GDK_EVENT_PROPAGATE;
      return enter (self, modifiers);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (modifiers != 0)
        return GDK_EVENT_PROPAGATE;
      move (self, keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up ? -1 : 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      leave (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
ui_transfer_picker_close_request (GtkWindow *window)
{
  leave (UI_TRANSFER_PICKER (window));
  return TRUE;
}

/* --- opening ------------------------------------------------------------ */

static void
describe (UiTransferPicker *self)
{
  g_autofree char *title = NULL;
  g_autoptr (GString) hint = g_string_new (NULL);

  if (self->is_deflecting)
    {
      /* Translators: %s is who calls */
      title = g_strdup_printf (_ ("Send %s Elsewhere"), self->name);
      gtk_button_set_label (GTK_BUTTON (self->now), _ ("Send There"));
      g_string_append (hint, _ ("Enter: send there"));
    }
  else
    {
      /* Translators: %s is who is on the line */
      title = g_strdup_printf (_ ("Transfer %s"), self->name);
      g_string_append (hint, _ ("Ctrl+Enter: transfer now"));
    }
  if (*self->prefix != '\0')
    g_string_append_printf (hint, " · %s", _ ("Alt+Enter: to their voicemail"));
  g_string_append_printf (hint, " · %s", _ ("Esc: back"));
  adw_window_title_set_title (self->window_title, title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_text (self->hint, hint->str);
}

static void
set_up (UiTransferPicker *self, DeskSession *session, gboolean may_ask, gboolean attended)
{
  self->session = g_object_ref (session);
  self->finder = desk_finder_new_for_target (desk_session_get_finder (session));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->finder)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (chosen_changed_cb), self,
                           G_CONNECT_SWAPPED);
  describe (self);
  gtk_widget_set_visible (GTK_WIDGET (self->ask), may_ask && !self->is_deflecting);
  gtk_widget_set_visible (GTK_WIDGET (self->voicemail), *self->prefix != '\0');
  gtk_toggle_button_set_active (may_ask && attended && !self->is_deflecting ? self->ask : self->now, TRUE);
  chosen_changed_cb (self);
}

static void
set_call (UiTransferPicker *self,
          DeskSession *session,
          DeskCall *call,
          GSettings *settings,
          gboolean attended)
{
  gboolean wants_hold = settings == NULL || g_settings_get_boolean (settings, "hold-before-transfer");

  self->name = ui_call_dup_title (call);
  self->call = g_object_ref (call);
  self->prefix = settings != NULL ? g_settings_get_string (settings, "voicemail-prefix") : g_strdup ("vm");
  self->is_deflecting = desk_call_get_state (call) == DESK_CALL_STATE_RINGING;
  set_up (self, session, desk_session_may (session, DESK_VERB_CONSULT), attended);
  self->text = UI_TEXT_FIELD (ui_text_field_new (session, call, settings, NULL, FALSE));
  gtk_box_append (self->text_box, GTK_WIDGET (self->text));
  if (wants_hold && desk_call_get_state (call) == DESK_CALL_STATE_TALKING)
    self->is_held_here = desk_session_run (session, DESK_VERB_HOLD, call, NULL) != NULL;
  g_signal_connect_object (call, "notify", G_CALLBACK (advance), self, G_CONNECT_SWAPPED);
}

static void
ui_transfer_picker_dispose (GObject *object)
{
  UiTransferPicker *self = UI_TRANSFER_PICKER (object);

  g_clear_handle_id (&self->destroy_source, g_source_remove);
  if (self->call != NULL)
    g_signal_handlers_disconnect_by_func (self->call, advance, self);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->finder);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_TRANSFER_PICKER);
  g_clear_object (&self->call);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ui_transfer_picker_parent_class)->dispose (object);
}

static void
ui_transfer_picker_finalize (GObject *object)
{
  UiTransferPicker *self = UI_TRANSFER_PICKER (object);

  g_free (self->name);
  g_free (self->room);
  g_free (self->prefix);
  g_free (self->target);
  g_free (self->told);
  g_free (self->words);

  G_OBJECT_CLASS (ui_transfer_picker_parent_class)->finalize (object);
}

static void
ui_transfer_picker_class_init (UiTransferPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_transfer_picker_dispose;
  G_OBJECT_CLASS (klass)->finalize = ui_transfer_picker_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ui_transfer_picker_close_request;

  g_type_ensure (UI_TYPE_MATCH_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/ui-transfer-picker.ui");
  gtk_widget_class_install_action (widget_class, "transfer.chosen", NULL, chosen_cb);
  gtk_widget_class_bind_template_child (widget_class, UiTransferPicker, window_title);
  gtk_widget_class_bind_template_child (widget_class, UiTransferPicker, entry);
  gtk_widget_class_bind_template_child (widget_class, UiTransferPicker, ask);
  gtk_widget_class_bind_template_child (widget_class, UiTransferPicker, now);
  gtk_widget_class_bind_template_child (widget_class, UiTransferPicker, voicemail);
  gtk_widget_class_bind_template_child (widget_class, UiTransferPicker, list_view);
  gtk_widget_class_bind_template_child (widget_class, UiTransferPicker, hint);
  gtk_widget_class_bind_template_child (widget_class, UiTransferPicker, text_box);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
ui_transfer_picker_init (UiTransferPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static UiTransferPicker *
find_open (DeskCall *call, const char *room)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (UI_IS_TRANSFER_PICKER (window) && UI_TRANSFER_PICKER (window)->call == call
          && g_strcmp0 (UI_TRANSFER_PICKER (window)->room, room) == 0
          && UI_TRANSFER_PICKER (window)->outcome != OUTCOME_DONE)
        return UI_TRANSFER_PICKER (window);
    }
  return NULL;
}

static void
show (UiTransferPicker *self)
{
  ui_accessible_tidy (GTK_WIDGET (self));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
ui_transfer_picker_open (UiWindow *window, DeskCall *call, gboolean attended)
{
  g_return_if_fail (UI_IS_WINDOW (window));
  g_return_if_fail (DESK_IS_CALL (call));

  UiTransferPicker *self = find_open (call, NULL);
  g_autoptr (GSettings) settings = NULL;

  if (self != NULL)
    {
      if (self->outcome == OUTCOME_OPEN)
        gtk_window_present (GTK_WINDOW (self));
      return;
    }
  if (!desk_call_can (call, DESK_VERB_TRANSFER) && !desk_call_can (call, DESK_VERB_CONSULT)
      && !desk_call_can (call, DESK_VERB_DEFLECT))
    return;
  g_object_get (window, "settings", &settings, NULL);
  self = g_object_new (UI_TYPE_TRANSFER_PICKER, "transient-for", window, NULL);
  set_call (self, ui_window_get_session (window), call, settings, attended);
  show (self);
}

void
ui_transfer_picker_open_for (UiWindow *window, DeskCall *call, const char *number)
{
  UiTransferPicker *self;

  g_return_if_fail (number != NULL);
  ui_transfer_picker_open (window, call, TRUE);
  self = find_open (call, NULL);
  if (self == NULL || self->outcome != OUTCOME_OPEN)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), number);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

void
ui_transfer_picker_open_room (UiWindow *window, const char *room)
{
  g_return_if_fail (UI_IS_WINDOW (window));
  g_return_if_fail (room != NULL);

  UiTransferPicker *self = find_open (NULL, room);
  DeskSession *session = ui_window_get_session (window);
  const char *name = desk_session_find_who_waits (session, room);

  if (name == NULL)
    return;
  if (self != NULL)
    {
      gtk_window_present (GTK_WINDOW (self));
      return;
    }
  self = g_object_new (UI_TYPE_TRANSFER_PICKER, "transient-for", window, NULL);
  self->name = g_strdup (*name != '\0' ? name : _ ("Somebody"));
  self->room = g_strdup (room);
  self->prefix = g_strdup ("");
  self->is_deflecting = TRUE;
  set_up (self, session, FALSE, FALSE);
  g_signal_connect_object (desk_session_get_parks (session), "notify::n-taken", G_CALLBACK (advance_room), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk_session_get_queues (session), "notify::n-waiting", G_CALLBACK (advance_room),
                           self, G_CONNECT_SWAPPED);
  show (self);
}
