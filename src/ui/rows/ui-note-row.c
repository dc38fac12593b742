/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/rows/ui-note-row.h"

#include "ui/ui-note-text.h"

struct _UiNoteRow
{
  GtkWidget parent_instance;

  /* template children */
  GtkImage *icon;
  GtkWidget *texts;
  GtkLabel *name, *state;

  /* borrowed, while rooted */
  GtkWidget *holder;

  /* owned */
  DeskNote *note;
};

G_DEFINE_FINAL_TYPE (UiNoteRow, ui_note_row, GTK_TYPE_WIDGET)

enum
{
  PROP_NOTE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The list item is what has the focus: it says everything. */
static void
update (UiNoteRow *self)
{
  g_autofree char *state = NULL;
  g_autofree char *spoken = NULL;
  gboolean needs_person;

  if (self->note == NULL || self->name == NULL)
    return;
  state = ui_note_dup_state (self->note);
  spoken = state != NULL ? g_strdup_printf ("%s, %s", desk_note_get_name (self->note), state)
                         : g_strdup (desk_note_get_name (self->note));
  needs_person = desk_note_get_saving (self->note) == DESK_NOTE_SAVING_CONFLICT
                 || desk_note_get_saving (self->note) == DESK_NOTE_SAVING_FAILED;
  gtk_label_set_text (self->name, desk_note_get_name (self->note));
  gtk_label_set_text (self->state, state != NULL ? state : "");
  gtk_widget_set_visible (GTK_WIDGET (self->state), state != NULL);
  gtk_image_set_from_icon_name (self->icon, desk_note_get_is_dirty (self->note) ? "document-edit-symbolic"
                                                                                : "text-x-generic-symbolic");
  if (needs_person)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (self->holder != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->holder), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
set_note (UiNoteRow *self, DeskNote *note)
{
  if (self->note == note)
    return;
  if (self->note != NULL)
    g_signal_handlers_disconnect_by_func (self->note, update, self);
  g_set_object (&self->note, note);
  if (note != NULL)
    g_signal_connect_object (note, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTE]);
}

static void
clicked_cb (UiNoteRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "notes.show", NULL);
}

/* For those who use it by the accessibility tree. */
static void
open_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiNoteRow *self = UI_NOTE_ROW (widget);

  if (self->note != NULL)
    gtk_widget_activate_action (widget, "notes.open", "s", desk_note_get_name (self->note));
}

static void
ui_note_row_root (GtkWidget *widget)
{
  UiNoteRow *self = UI_NOTE_ROW (widget);

  GTK_WIDGET_CLASS (ui_note_row_parent_class)->root (widget);
  self->holder = gtk_widget_get_parent (widget);
  update (self);
}

static void
ui_note_row_unroot (GtkWidget *widget)
{
  UI_NOTE_ROW (widget)->holder = NULL;
  GTK_WIDGET_CLASS (ui_note_row_parent_class)->unroot (widget);
}

static void
ui_note_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_NOTE)
    g_value_set_object (value, UI_NOTE_ROW (object)->note);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ui_note_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_NOTE)
    set_note (UI_NOTE_ROW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ui_note_row_dispose (GObject *object)
{
  UiNoteRow *self = UI_NOTE_ROW (object);

  if (self->note != NULL)
    g_signal_handlers_disconnect_by_func (self->note, update, self);
  g_clear_object (&self->note);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_NOTE_ROW);

  G_OBJECT_CLASS (ui_note_row_parent_class)->dispose (object);
}

static void
ui_note_row_class_init (UiNoteRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ui_note_row_get_property;
  object_class->set_property = ui_note_row_set_property;
  object_class->dispose = ui_note_row_dispose;
  widget_class->root = ui_note_row_root;
  widget_class->unroot = ui_note_row_unroot;

  properties[PROP_NOTE]
      = g_param_spec_object ("note", NULL, NULL, DESK_TYPE_NOTE,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/rows/ui-note-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UiNoteRow, icon);
  gtk_widget_class_bind_template_child (widget_class, UiNoteRow, texts);
  gtk_widget_class_bind_template_child (widget_class, UiNoteRow, name);
  gtk_widget_class_bind_template_child (widget_class, UiNoteRow, state);
  gtk_widget_class_install_action (widget_class, "row.open", NULL, open_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "note-row");
}

static void
ui_note_row_init (UiNoteRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (click, "released", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
ui_note_row_new (void)
{
  return g_object_new (UI_TYPE_NOTE_ROW, NULL);
}
