/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-note-pane.h"

#include <glib/gi18n-lib.h>

#include "ui/compat/ui-banner.h"
#include "ui/dialogs/ui-note-conflict.h"
#include "ui/dialogs/ui-note-dialog.h"
#include "ui/dialogs/ui-note-questions.h"
#include "ui/ui-note-text.h"
#include "ui/ui-window.h"

#define SHORT 50000    /* letters that are looked at with every key */
#define TAKE_AFTER 200 /* ms, of longer texts */
#define LONGEST 20000  /* letters of a line: laying out one of 50,000 takes seconds, of a million minutes */

struct _UiNotePane
{
  AdwBin parent_instance;

  gboolean is_narrow, is_filling;
  guint refresh_source, take_source;
  gconstpointer
      focus_before; /* what had the keyboard when it was wanted for the text, or NULL; only compared */

  /* template children */
  GtkWidget *back_button, *revert_button, *save_button, *menu_button, *retry_button;
  GtkLabel *name_label, *about_label;
  GtkSpinner *spinner;
  UiBanner *banner;
  GtkStack *stack;
  AdwStatusPage *none_page;
  GtkScrolledWindow *scrolled;
  GtkTextView *view;

  /* owned */
  DeskSession *session;
  DeskNote *note;
};

G_DEFINE_FINAL_TYPE (UiNotePane, ui_note_pane, ADW_TYPE_BIN)

enum
{
  PROP_IS_NARROW = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static DeskNotes *
get_notes (UiNotePane *self)
{
  return desk_session_get_notes (self->session);
}

static gboolean
is_ready (UiNotePane *self)
{
  return desk_session_get_state (self->session) == PAL_CLIENT_STATE_READY;
}

/* --- the text ------------------------------------------------------------------------------ */

static char *
dup_text (UiNotePane *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* What was written goes to the note, which keeps it. */
static void
take_text (UiNotePane *self)
{
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->take_source, g_source_remove);
  if (self->note == NULL || self->view == NULL || !gtk_text_view_get_editable (self->view))
    return;
  text = dup_text (self);
  desk_note_set_text (self->note, text);
}

static void
refresh (UiNotePane *self);

static gboolean
take_cb (gpointer user_data)
{
  UiNotePane *self = user_data;

  self->take_source = 0;
  take_text (self);
  return G_SOURCE_REMOVE;
}

static void
typed_cb (UiNotePane *self)
{
  if (self->is_filling || self->note == NULL)
    return;
  if (gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->view)) < SHORT)
    take_text (self);
  else if (self->take_source == 0)
    {
      self->take_source = g_timeout_add (TAKE_AFTER, take_cb, self);
      refresh (self); /* it can be saved at once */
    }
}

static void
say (UiNotePane *self, const char *text)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (UI_IS_WINDOW (root))
    ui_window_toast (UI_WINDOW (root), text);
}

/* A line that grew so long would never be laid out. */
static void
insert_cb (UiNotePane *self, GtkTextIter *where, const char *text, int length, GtkTextBuffer *buffer)
{
  g_autofree char *piece = NULL, *words = NULL;

  if (self->is_filling)
    return;
  piece = length < 0 ? g_strdup (text) : g_strndup (text, (gsize)length);
  if ((guint)gtk_text_iter_get_chars_in_line (where) + desk_passages_measure_longest (piece) <= LONGEST)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  words = g_strdup_printf (_ ("A line can have %d letters here at most."), LONGEST);
  say (self, words);
}

static gboolean
is_too_long (const char *text)
{
  return text != NULL && desk_passages_measure_longest (text) > LONGEST;
}

/* Another text than what stands there: the cursor stays about where it is. */
static void
fill (UiNotePane *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  const char *text = desk_note_get_text (self->note);
  g_autofree char *shown = dup_text (self);
  GtkTextIter iter;
  int offset;

  if (self->take_source != 0 || desk_passages_is_same (shown, text != NULL ? text : ""))
    return;
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  offset = gtk_text_iter_get_offset (&iter);
  self->is_filling = TRUE;
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text != NULL ? text : "", -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset);
  gtk_text_buffer_place_cursor (buffer, &iter);
  self->is_filling = FALSE;
}

/* --- what is said about it ------------------------------------------------------------------- */

static void
set_banner (UiNotePane *self, const char *text, const char *button)
{
  if (text != NULL)
    ui_banner_set_title (self->banner, text);
  ui_banner_set_button_label (self->banner, button);
  ui_banner_set_revealed (self->banner, text != NULL);
}

static void
show_restored (UiNotePane *self)
{
  g_autofree char *when = ui_note_dup_when (desk_note_get_written_at (self->note));
  g_autofree char *text = NULL;

  /* Translators: %s is when it was written. */
  text = g_strdup_printf (
      desk_note_get_is_behind (self->note)
          ? _ ("Draft of %s. Somebody else changed the note since: you see both when you save.")
          : _ ("Draft of %s, which is not saved yet."),
      when);
  set_banner (self, text, NULL);
}

/* The one thing that matters most. */
static void
show_banner (UiNotePane *self)
{
  gboolean is_gone = desk_note_get_state (self->note) == DESK_NOTE_STATE_GONE;
  DeskNoteSaving saving = desk_note_get_saving (self->note);
  const char *reason = desk_note_get_reason (self->note);

  if (saving == DESK_NOTE_SAVING_CONFLICT)
    set_banner (self,
                is_gone ? _ ("Somebody else deleted this note while you wrote.")
                        : _ ("Somebody else changed this note while you wrote. Nothing was overwritten."),
                _ ("Compare…"));
  else if (saving == DESK_NOTE_SAVING_FAILED || saving == DESK_NOTE_SAVING_UNCERTAIN)
    set_banner (self, reason, is_ready (self) ? _ ("Try Again") : NULL);
  else if (saving == DESK_NOTE_SAVING_NONE && desk_note_get_is_restored (self->note))
    show_restored (self);
  else if (saving == DESK_NOTE_SAVING_NONE && desk_note_get_is_behind (self->note))
    set_banner (self, _ ("Somebody else changed this note meanwhile: you see both when you save."), NULL);
  else if (saving == DESK_NOTE_SAVING_NONE && reason != NULL && desk_note_get_text (self->note) != NULL)
    set_banner (self, reason, _ ("Try Again"));
  else
    set_banner (self, NULL, NULL);
}

static void
banner_cb (UiNotePane *self)
{
  DeskNoteSaving saving = self->note != NULL ? desk_note_get_saving (self->note) : DESK_NOTE_SAVING_NONE;

  if (self->note == NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self),
                              saving == DESK_NOTE_SAVING_CONFLICT ? "note.compare"
                              : saving == DESK_NOTE_SAVING_NONE   ? "note.read-again"
                                                                  : "note.save",
                              NULL);
}

/* Who may do what, and what it is for. */
static void
show_about (UiNotePane *self)
{
  g_autofree char *reason = NULL;
  gboolean can_edit = desk_note_can_edit (self->note, &reason);
  const char *access
      = can_edit || reason == NULL ? ui_note_get_access (desk_note_get_access (self->note)) : reason;
  const char *description = desk_note_get_description (self->note);
  /* Translators: what a note is for, and who may do what with it. */
  g_autofree char *text
      = *description != '\0' ? g_strdup_printf (_ ("%s · %s"), description, access) : g_strdup (access);

  gtk_label_set_text (self->about_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
describe_none (UiNotePane *self, const char *icon, const char *title, const char *text, gboolean can_retry)
{
  g_autofree char *markup = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  adw_status_page_set_icon_name (self->none_page, icon);
  adw_status_page_set_title (self->none_page, title);
  adw_status_page_set_description (self->none_page, markup);
  gtk_widget_set_visible (self->retry_button, can_retry);
}

static void
show_too_long (UiNotePane *self)
{
  g_autofree char *text = g_strdup_printf (
      _ ("One of its lines has %u letters, too many to be laid out here. palctl shows and edits it."),
      desk_passages_measure_longest (desk_note_get_text (self->note)));

  describe_none (self, "dialog-warning-symbolic", _ ("This Note Cannot Be Shown"), text, FALSE);
}

/* Why there is no text. */
static void
show_none (UiNotePane *self)
{
  const char *reason = self->note != NULL ? desk_note_get_reason (self->note) : NULL;

  if (self->note == NULL)
    {
      describe_none (self, "text-x-generic-symbolic", _ ("Choose a Note"), NULL, FALSE);
      return;
    }
  switch (desk_note_get_state (self->note))
    {
    case DESK_NOTE_STATE_REFUSED:
      describe_none (self, "changes-prevent-symbolic", _ ("You May Not Read This Note"), reason, FALSE);
      break;
    case DESK_NOTE_STATE_FAILED:
      describe_none (self, "dialog-warning-symbolic", _ ("The Note Cannot Be Read"), reason, TRUE);
      break;
    case DESK_NOTE_STATE_GONE:
      describe_none (self, "text-x-generic-symbolic", _ ("Not on the PBX Any More"),
                     _ ("Somebody else has deleted this note."), FALSE);
      break;
    case DESK_NOTE_STATE_NAMED:
    case DESK_NOTE_STATE_LOADING:
    case DESK_NOTE_STATE_LOADED:
    default:
      if (desk_note_get_text (self->note) != NULL)
        {
          show_too_long (self);
          break;
        }
      describe_none (self, "text-x-generic-symbolic", desk_note_get_name (self->note),
                     is_ready (self) ? NULL : _ ("Not connected: the rest comes when the PBX can be asked."),
                     FALSE);
    }
}

/* That the text was to have since it was asked for, unless the person has gone elsewhere meanwhile. */
static void
take_focus (UiNotePane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gconstpointer before = self->focus_before;

  self->focus_before = NULL;
  if (before != NULL && root != NULL && gtk_root_get_focus (root) == before
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
enable (UiNotePane *self, const char *action, gboolean is_enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, is_enabled);
}

static void
refresh_now (UiNotePane *self)
{
  gboolean has_text = self->note != NULL && desk_note_get_text (self->note) != NULL;
  gboolean is_dirty = has_text && (desk_note_get_is_dirty (self->note) || self->take_source != 0);
  DeskNoteSaving saving = self->note != NULL ? desk_note_get_saving (self->note) : DESK_NOTE_SAVING_NONE;
  gboolean is_busy = saving == DESK_NOTE_SAVING_RUNNING || saving == DESK_NOTE_SAVING_UNCERTAIN;
  gboolean can_edit = has_text && desk_note_can_edit (self->note, NULL);
  gboolean is_shown = has_text && !is_too_long (desk_note_get_text (self->note));

  gtk_label_set_text (self->name_label, self->note != NULL ? desk_note_get_name (self->note) : "");
  gtk_widget_set_visible (self->menu_button, self->note != NULL);
  gtk_widget_set_visible (self->save_button, can_edit);
  gtk_widget_set_visible (self->revert_button, is_dirty);
  enable (self, "note.save", is_dirty && saving != DESK_NOTE_SAVING_RUNNING && is_ready (self));
  enable (self, "note.revert", is_dirty && !is_busy);
  enable (self, "note.compare", saving == DESK_NOTE_SAVING_CONFLICT);
  enable (self, "note.details", can_edit);
  enable (self, "note.delete", can_edit && !is_busy && is_ready (self));
  enable (self, "note.read-again", self->note != NULL && !is_busy && is_ready (self));
  gtk_spinner_set_spinning (
      self->spinner,
      saving == DESK_NOTE_SAVING_RUNNING
          || (self->note != NULL && desk_note_get_state (self->note) == DESK_NOTE_STATE_LOADING));
  gtk_text_view_set_editable (self->view, can_edit && is_shown);
  if (is_shown)
    {
      fill (self);
      show_about (self);
      show_banner (self);
    }
  else
    {
      show_none (self);
      set_banner (self, NULL, NULL);
    }
  gtk_stack_set_visible_child_name (self->stack, is_shown ? "note" : "none");
  if (is_shown)
    take_focus (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  UiNotePane *self = user_data;

  self->refresh_source = 0;
  refresh_now (self);
  return G_SOURCE_REMOVE;
}

/* Once, after all has settled. */
static void
refresh (UiNotePane *self)
{
  if (self->refresh_source == 0 && self->session != NULL)
    self->refresh_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, refresh_cb, self, NULL);
}

/* --- what is done --------------------------------------------------------------------------------- */

static GtkWindow *
get_window (UiNotePane *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
compare_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiNotePane *self = UI_NOTE_PANE (widget);

  if (self->note == NULL || desk_note_get_saving (self->note) != DESK_NOTE_SAVING_CONFLICT)
    return;
  if (is_too_long (desk_note_get_server_text (self->note)))
    say (self, _ ("A line of the other version is too long to be shown here. palctl shows it."));
  else
    ui_note_conflict_present (get_window (self), get_notes (self), self->note);
}

static void
save_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiNotePane *self = UI_NOTE_PANE (widget);

  if (self->note == NULL)
    return;
  take_text (self);
  desk_notes_save (get_notes (self), self->note);
}

static void
revert_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiNotePane *self = UI_NOTE_PANE (widget);

  take_text (self);
  if (self->note != NULL && desk_note_get_is_dirty (self->note))
    ui_note_ask_revert (get_window (self), self->note);
}

static void
details_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiNotePane *self = UI_NOTE_PANE (widget);

  take_text (self);
  if (self->note != NULL)
    ui_note_dialog_present (get_window (self), self->session, self->note);
}

static void
read_again_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiNotePane *self = UI_NOTE_PANE (widget);

  if (self->note != NULL)
    desk_notes_open (get_notes (self), self->note);
}

static void
delete_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiNotePane *self = UI_NOTE_PANE (widget);

  take_text (self);
  if (self->note != NULL)
    ui_note_ask_delete (get_window (self), get_notes (self), self->note);
}

/* --- which one it is --------------------------------------------------------------------------------- */

/* Both versions are put before the person at once. */
static void
saving_cb (UiNotePane *self)
{
  if (desk_note_get_saving (self->note) == DESK_NOTE_SAVING_CONFLICT
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    compare_cb (GTK_WIDGET (self), NULL, NULL);
}

static void
session_state_cb (UiNotePane *self)
{
  if (self->note != NULL && is_ready (self))
    desk_notes_open (get_notes (self), self->note);
  refresh (self);
}

void
ui_note_pane_show (UiNotePane *self, DeskNote *note)
{
  g_return_if_fail (UI_IS_NOTE_PANE (self));

  if (self->session == NULL || self->note == note)
    return;
  take_text (self);
  if (self->note != NULL)
    g_signal_handlers_disconnect_by_data (self->note, self);
  g_set_object (&self->note, note);
  if (note != NULL)
    {
      g_signal_connect_object (note, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (note, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (note, "notify::saving", G_CALLBACK (saving_cb), self, G_CONNECT_SWAPPED);
      desk_notes_open (get_notes (self), note);
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
    }
  refresh_now (self);
}

DeskNote *
ui_note_pane_get_note (UiNotePane *self)
{
  g_return_val_if_fail (UI_IS_NOTE_PANE (self), NULL);

  return self->note;
}

void
ui_note_pane_focus (UiNotePane *self)
{
  g_return_if_fail (UI_IS_NOTE_PANE (self));

  if (self->note != NULL && desk_note_get_text (self->note) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  else if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    self->focus_before = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
}

void
ui_note_pane_set_session (UiNotePane *self, DeskSession *session)
{
  g_return_if_fail (UI_IS_NOTE_PANE (self));
  g_return_if_fail (self->session == NULL && DESK_IS_SESSION (session));

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (session_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::role", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh_now (self);
}

/* --- the widget ----------------------------------------------------------------------------------------- */

static void
ui_note_pane_unmap (GtkWidget *widget)
{
  take_text (UI_NOTE_PANE (widget));
  GTK_WIDGET_CLASS (ui_note_pane_parent_class)->unmap (widget);
}

static void
ui_note_pane_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_IS_NARROW)
    g_value_set_boolean (value, UI_NOTE_PANE (object)->is_narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ui_note_pane_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  UiNotePane *self = UI_NOTE_PANE (object);

  if (prop_id != PROP_IS_NARROW)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  if (self->is_narrow == g_value_get_boolean (value))
    return;
  self->is_narrow = g_value_get_boolean (value);
  gtk_widget_set_visible (self->back_button, self->is_narrow);
  g_object_notify_by_pspec (object, properties[PROP_IS_NARROW]);
}

static void
ui_note_pane_dispose (GObject *object)
{
  UiNotePane *self = UI_NOTE_PANE (object);

  take_text (self);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  if (self->note != NULL)
    g_signal_handlers_disconnect_by_data (self->note, self);
  g_clear_object (&self->note);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_NOTE_PANE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ui_note_pane_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, UiNotePane, back_button);
  gtk_widget_class_bind_template_child (widget_class, UiNotePane, revert_button);
  gtk_widget_class_bind_template_child (widget_class, UiNotePane, save_button);
  gtk_widget_class_bind_template_child (widget_class, UiNotePane, menu_button);
  gtk_widget_class_bind_template_child (widget_class, UiNotePane, retry_button);
  gtk_widget_class_bind_template_child (widget_class, UiNotePane, name_label);
  gtk_widget_class_bind_template_child (widget_class, UiNotePane, about_label);
  gtk_widget_class_bind_template_child (widget_class, UiNotePane, spinner);
  gtk_widget_class_bind_template_child (widget_class, UiNotePane, banner);
  gtk_widget_class_bind_template_child (widget_class, UiNotePane, stack);
  gtk_widget_class_bind_template_child (widget_class, UiNotePane, none_page);
  gtk_widget_class_bind_template_child (widget_class, UiNotePane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, UiNotePane, view);
  gtk_widget_class_bind_template_callback (widget_class, banner_cb);
}

static void
ui_note_pane_class_init (UiNotePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ui_note_pane_get_property;
  object_class->set_property = ui_note_pane_set_property;
  object_class->dispose = ui_note_pane_dispose;
  widget_class->unmap = ui_note_pane_unmap;

  properties[PROP_IS_NARROW] = g_param_spec_boolean (
      "is-narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (UI_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/pages/ui-note-pane.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "note.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "note.revert", NULL, revert_cb);
  gtk_widget_class_install_action (widget_class, "note.compare", NULL, compare_cb);
  gtk_widget_class_install_action (widget_class, "note.details", NULL, details_cb);
  gtk_widget_class_install_action (widget_class, "note.read-again", NULL, read_again_cb);
  gtk_widget_class_install_action (widget_class, "note.delete", NULL, delete_cb);
}

static void
ui_note_pane_init (UiNotePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "insert-text", G_CALLBACK (insert_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (typed_cb), self,
                           G_CONNECT_SWAPPED);
}
