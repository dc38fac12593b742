/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-recording-mark.h"

#include <glib/gi18n-lib.h>

struct _UiRecordingMark
{
  GtkWidget parent_instance;

  /* owned */
  DeskCallModel *calls;
  GPtrArray *watched; /* the calls whose notify is connected */
  gboolean narrow;    /* the dot alone */
};

enum { PROP_NARROW = 1, N_PROPS };

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (UiRecordingMark, ui_recording_mark, GTK_TYPE_WIDGET)

static void
refresh (UiRecordingMark *self)
{
  g_autofree char *words = NULL;
  guint n = 0;

  for (guint i = 0; i < self->watched->len; i++)
    {
      DeskCall *call = g_ptr_array_index (self->watched, i);

      if (!desk_call_get_is_recording (call) || desk_call_get_state (call) == DESK_CALL_STATE_ENDED)
        continue;
      if (n++ == 0)
        words = g_strdup_printf (_ ("Recording your call with %s"), desk_call_get_name (call));
    }
  if (n > 1)
    {
      g_free (words);
      words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Recording %u call", "Recording %u calls", n), n);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words != NULL ? words : "",
                                  -1);
}

static void
unwatch (UiRecordingMark *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->watched, i), refresh, self);
  g_ptr_array_set_size (self->watched, 0);
}

static void
items_changed_cb (UiRecordingMark *self)
{
  GListModel *calls = G_LIST_MODEL (self->calls);

  unwatch (self);
  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      DeskCall *call = g_list_model_get_item (calls, i);

      g_signal_connect_object (call, "notify::is-recording", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (call, "notify::state", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (call, "notify::name", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->watched, call);
    }
  refresh (self);
}

static void
ui_recording_mark_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, UI_RECORDING_MARK (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ui_recording_mark_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  UiRecordingMark *self = UI_RECORDING_MARK (object);

  if (id != PROP_NARROW)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (self->narrow != g_value_get_boolean (value))
    {
      self->narrow = g_value_get_boolean (value);
      gtk_widget_set_visible (gtk_widget_get_last_child (GTK_WIDGET (self)), !self->narrow);
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
ui_recording_mark_dispose (GObject *object)
{
  UiRecordingMark *self = UI_RECORDING_MARK (object);
  GtkWidget *child;

  unwatch (self);
  if (self->calls != NULL)
    g_signal_handlers_disconnect_by_func (self->calls, items_changed_cb, self);
  g_clear_object (&self->calls);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_recording_mark_parent_class)->dispose (object);
}

static void
ui_recording_mark_finalize (GObject *object)
{
  g_ptr_array_unref (UI_RECORDING_MARK (object)->watched);

  G_OBJECT_CLASS (ui_recording_mark_parent_class)->finalize (object);
}

static void
ui_recording_mark_class_init (UiRecordingMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = ui_recording_mark_get_property;
  G_OBJECT_CLASS (klass)->set_property = ui_recording_mark_set_property;
  G_OBJECT_CLASS (klass)->dispose = ui_recording_mark_dispose;
  G_OBJECT_CLASS (klass)->finalize = ui_recording_mark_finalize;

  props[PROP_NARROW]
    = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "recording");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
ui_recording_mark_init (UiRecordingMark *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));
  /* Translators: short for "recording", beside a red dot, as on a camera. */
  GtkWidget *word = gtk_label_new (C_ ("mark", "REC"));

  gtk_box_layout_set_spacing (layout, 4);
  gtk_widget_set_parent (gtk_image_new_from_icon_name ("media-record-symbolic"), GTK_WIDGET (self));
  gtk_widget_set_parent (word, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
}

void
ui_recording_mark_set_calls (UiRecordingMark *self, DeskCallModel *calls)
{
  g_return_if_fail (UI_IS_RECORDING_MARK (self));

  if (self->calls != NULL)
    g_signal_handlers_disconnect_by_func (self->calls, items_changed_cb, self);
  g_set_object (&self->calls, calls);
  if (calls == NULL)
    {
      unwatch (self);
      refresh (self);
      return;
    }
  g_signal_connect_object (calls, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  items_changed_cb (self);
}
