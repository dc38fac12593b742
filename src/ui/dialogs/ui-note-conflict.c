/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-note-conflict.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/dialogs/ui-note-questions.h"
#include "ui/ui-accessible.h"

struct _UiNoteConflict
{
  AdwWindow parent_instance;

  /* template children */
  GtkWidget *save_button, *choices;
  GtkLabel *head_label, *choices_label;
  GtkCheckButton *mine_check, *theirs_check, *both_check;
  GtkTextView *view;

  /* owned */
  DeskNotes *notes;
  DeskNote *note;
  DeskPassages *passages;
  GtkTextTag *mine_tag, *theirs_tag;
};

G_DEFINE_FINAL_TYPE (UiNoteConflict, ui_note_conflict, ADW_TYPE_WINDOW)

static DeskSide
get_side (UiNoteConflict *self)
{
  if (gtk_check_button_get_active (self->theirs_check))
    return DESK_SIDE_THEIRS;
  return gtk_check_button_get_active (self->both_check) ? DESK_SIDE_BOTH : DESK_SIDE_MINE;
}

static void
append (UiNoteConflict *self, const char *text, gsize length, GtkTextTag *tag)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  if (tag != NULL)
    gtk_text_buffer_insert_with_tags (buffer, &end, text, (int)length, tag, NULL);
  else
    gtk_text_buffer_insert (buffer, &end, text, (int)length);
}

/* Whose a passage is; of both sides of one, theirs comes first. */
static void
append_passage (
    UiNoteConflict *self, const DeskPassage *passage, DeskSide side, const char *text, gsize length)
{
  gsize n_theirs = strlen (passage->theirs);

  switch (passage->kind)
    {
    case DESK_PASSAGE_MINE:
      append (self, text, length, self->mine_tag);
      break;
    case DESK_PASSAGE_THEIRS:
      append (self, text, length, self->theirs_tag);
      break;
    case DESK_PASSAGE_CONFLICT:
      if (side == DESK_SIDE_BOTH && n_theirs < length)
        {
          append (self, text, n_theirs, self->theirs_tag);
          append (self, text + n_theirs, length - n_theirs, self->mine_tag);
        }
      else
        append (self, text, length, side == DESK_SIDE_MINE ? self->mine_tag : self->theirs_tag);
      break;
    case DESK_PASSAGE_SAME:
    case DESK_PASSAGE_ALIKE:
    default:
      append (self, text, length, NULL);
    }
}

static void
fill (UiNoteConflict *self)
{
  DeskSide side = get_side (self);
  g_autoptr (GArray) ends = NULL;
  g_autofree char *text = desk_passages_dup_text (self->passages, side, &ends);
  gsize from = 0;

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), "", 0);
  for (guint i = 0; i < ends->len; i++)
    {
      gsize to = g_array_index (ends, gsize, i);

      append_passage (self, desk_passages_get (self->passages, i), side, text + from, to - from);
      from = to;
    }
}

static void
chosen_cb (UiNoteConflict *self, GtkCheckButton *check)
{
  if (self->passages != NULL && gtk_check_button_get_active (check))
    fill (self);
}

static void
save_cb (UiNoteConflict *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autoptr (DeskNotes) notes = g_object_ref (self->notes);
  g_autoptr (DeskNote) note = g_object_ref (self->note);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  gtk_window_destroy (GTK_WINDOW (self));
  desk_notes_resolve (notes, note, text);
}

static void
save_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  save_cb (UI_NOTE_CONFLICT (widget));
}

/* Whatever it is now, it is not what is shown here. */
static void
saving_cb (UiNoteConflict *self)
{
  if (desk_note_get_saving (self->note) != DESK_NOTE_SAVING_CONFLICT)
    gtk_window_close (GTK_WINDOW (self));
}

static void
show_head (UiNoteConflict *self)
{
  guint n = desk_passages_count (self->passages, DESK_PASSAGE_CONFLICT);
  g_autofree char *head
      = g_strdup_printf (n == 0 ? _ ("Somebody else changed “%s” while you wrote. Both changes fit together.")
                                : _ ("Somebody else changed “%s” while you wrote."),
                         desk_note_get_name (self->note));
  g_autofree char *choices = g_strdup_printf (_ ("Places where both of you changed the same lines: %u"), n);

  gtk_label_set_text (self->head_label, head);
  gtk_label_set_text (self->choices_label, choices);
  gtk_widget_set_visible (self->choices, n > 0);
}

/* --- the window ------------------------------------------------------------------------------------ */

static void
ui_note_conflict_dispose (GObject *object)
{
  UiNoteConflict *self = UI_NOTE_CONFLICT (object);

  if (self->note != NULL)
    g_signal_handlers_disconnect_by_data (self->note, self);
  g_clear_pointer (&self->passages, desk_passages_free);
  g_clear_object (&self->mine_tag);
  g_clear_object (&self->theirs_tag);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_NOTE_CONFLICT);
  g_clear_object (&self->note);
  g_clear_object (&self->notes);

  G_OBJECT_CLASS (ui_note_conflict_parent_class)->dispose (object);
}

static void
ui_note_conflict_class_init (UiNoteConflictClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_note_conflict_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-note-conflict.ui");
  gtk_widget_class_bind_template_child (widget_class, UiNoteConflict, save_button);
  gtk_widget_class_bind_template_child (widget_class, UiNoteConflict, choices);
  gtk_widget_class_bind_template_child (widget_class, UiNoteConflict, head_label);
  gtk_widget_class_bind_template_child (widget_class, UiNoteConflict, choices_label);
  gtk_widget_class_bind_template_child (widget_class, UiNoteConflict, mine_check);
  gtk_widget_class_bind_template_child (widget_class, UiNoteConflict, theirs_check);
  gtk_widget_class_bind_template_child (widget_class, UiNoteConflict, both_check);
  gtk_widget_class_bind_template_child (widget_class, UiNoteConflict, view);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_install_action (widget_class, "conflict.save", NULL, save_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "conflict.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

/* By more than colour: theirs is slanted. */
static void
ui_note_conflict_init (UiNoteConflict *self)
{
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = gtk_text_view_get_buffer (self->view);
  self->mine_tag = g_object_ref (
      gtk_text_buffer_create_tag (buffer, "mine", "paragraph-background", "rgba(53,132,228,0.18)", NULL));
  self->theirs_tag = g_object_ref (gtk_text_buffer_create_tag (
      buffer, "theirs", "paragraph-background", "rgba(229,165,10,0.22)", "style", PANGO_STYLE_ITALIC, NULL));
}

static GtkWindow *
find_open (GtkWindow *parent, DeskNote *note)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (UI_IS_NOTE_CONFLICT (window) && UI_NOTE_CONFLICT (window)->note == note
          && gtk_window_get_transient_for (window) == parent && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

GtkWindow *
ui_note_conflict_present (GtkWindow *parent, DeskNotes *notes, DeskNote *note)
{
  GtkWindow *open;
  UiNoteConflict *self;
  g_autoptr (DeskPassages) passages = NULL;
  gboolean is_gone;

  g_return_val_if_fail (DESK_IS_NOTES (notes), NULL);
  g_return_val_if_fail (DESK_IS_NOTE (note), NULL);

  open = find_open (parent, note);
  if (open != NULL)
    return open;
  passages = desk_notes_merge (notes, note, &is_gone);
  if (is_gone)
    return ui_note_ask_gone (parent, notes, note);
  self = g_object_new (UI_TYPE_NOTE_CONFLICT, "transient-for", parent, NULL);
  self->notes = g_object_ref (notes);
  self->note = g_object_ref (note);
  self->passages = g_steal_pointer (&passages);
  show_head (self);
  fill (self);
  g_signal_connect_object (note, "notify::saving", G_CALLBACK (saving_cb), self, G_CONNECT_SWAPPED);
  ui_accessible_tidy (GTK_WIDGET (self));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (gtk_widget_get_visible (self->choices) ? GTK_WIDGET (self->mine_check)
                                                                : self->save_button);
  return GTK_WINDOW (self);
}
