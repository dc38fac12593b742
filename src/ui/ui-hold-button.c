/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-hold-button.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-paint.h"

#define HOLD_FACTOR 1.2 /* of the desktop's long press: 600 ms unless the person set another time */

struct _UiHoldButton
{
  GtkButton parent_instance;

  gboolean is_guarded;
  gboolean is_possible;
  gboolean is_explaining; /* how it is done; until the pointer or the keyboard goes elsewhere */
  gboolean has_fired; /* in this press of a key */
  gboolean is_pointer; /* the hold is a finger's or a pointer's: the gesture says when it is long enough */
  gint64 start;       /* of the hold, in time of the frame clock; 0 before its first frame */
  double progress;
  guint tick;

  /* borrowed */
  GtkWidget *lock;
  GtkLabel *label;
  GtkEventController *press; /* asleep while there is no guard, else a slow click would be none */

  /* owned */
  DeskOperation *operation; /* while it runs */
  char *text;
  GtkWidget *around; /* has the focus in place of the button, while that explains */
};

G_DEFINE_FINAL_TYPE (UiHoldButton, ui_hold_button, GTK_TYPE_BUTTON)

enum
{
  PROP_IS_GUARDED = 1,
  N_PROPS
};

enum
{
  CONFIRMED,
  ASKED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void around_changed_cb (UiHoldButton *self);

static void
set_around (UiHoldButton *self, GtkWidget *around)
{
  if (self->around == around)
    return;
  if (self->around != NULL)
    g_signal_handlers_disconnect_by_func (self->around, around_changed_cb, self);
  g_set_object (&self->around, around);
  if (around != NULL)
    g_signal_connect_object (around, "state-flags-changed", G_CALLBACK (around_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
explain (UiHoldButton *self, gboolean is_explaining)
{
  if (!is_explaining)
    set_around (self, NULL);
  self->is_explaining = is_explaining;
  gtk_label_set_text (self->label, is_explaining        ? _ ("Keep Pressed")
                                   : self->text != NULL ? self->text
                                                        : "");
}

static void
stop_explaining (UiHoldButton *self)
{
  if (self->tick == 0)
    explain (self, FALSE);
}

static void
around_changed_cb (UiHoldButton *self)
{
  if ((gtk_widget_get_state_flags (self->around) & GTK_STATE_FLAG_FOCUSED) == 0)
    stop_explaining (self);
}

static void
stop (UiHoldButton *self)
{
  if (self->tick == 0)
    return;
  gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  self->start = 0;
  self->progress = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
confirm (UiHoldButton *self)
{
  stop (self);
  explain (self, FALSE);
  g_signal_emit (self, signals[CONFIRMED], 0);
}

static double
get_hold_time (UiHoldButton *self)
{
  guint milliseconds = 500;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-long-press-time", &milliseconds, NULL);
  return HOLD_FACTOR * milliseconds * G_TIME_SPAN_MILLISECOND;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  UiHoldButton *self = UI_HOLD_BUTTON (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (self->start == 0)
    self->start = now;
  self->progress = MIN (1.0, (double)(now - self->start) / get_hold_time (self));
  gtk_widget_queue_draw (widget);
  if (self->progress < 1 || self->is_pointer)
    return G_SOURCE_CONTINUE;

  self->has_fired = TRUE;
  confirm (self);
  return G_SOURCE_REMOVE;
}

static void
start (UiHoldButton *self, gboolean is_pointer)
{
  if (!self->is_guarded || self->tick != 0 || !gtk_widget_is_sensitive (GTK_WIDGET (self)))
    return;
  self->is_pointer = is_pointer;
  explain (self, TRUE);
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
press_begun_cb (UiHoldButton *self)
{
  start (self, TRUE);
}

/* Long enough. */
static void
long_pressed_cb (UiHoldButton *self, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED); /* letting go is no click */
  if (self->is_guarded)
    confirm (self);
}

static void
ui_hold_button_state_flags_changed (GtkWidget *widget, GtkStateFlags previous)
{
  UiHoldButton *self = UI_HOLD_BUTTON (widget);
  GtkStateFlags changed = gtk_widget_get_state_flags (widget) ^ previous;

  if (GTK_WIDGET_CLASS (ui_hold_button_parent_class)->state_flags_changed != NULL)
    GTK_WIDGET_CLASS (ui_hold_button_parent_class)->state_flags_changed (widget, previous);
  if ((changed & GTK_STATE_FLAG_INSENSITIVE) != 0)
    stop (self);
  if ((changed & (GTK_STATE_FLAG_PRELIGHT | GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_INSENSITIVE)) != 0
      && self->is_explaining)
    stop_explaining (self);
}

static void
ui_hold_button_clicked (GtkButton *button)
{
  UiHoldButton *self = UI_HOLD_BUTTON (button);

  if (!self->is_guarded)
    g_signal_emit (self, signals[CONFIRMED], 0);
}

/* Keys do not come here while the button is guarded (see key_pressed_cb): this is assistive technology. */
static void
ui_hold_button_activate (GtkButton *button)
{
  UiHoldButton *self = UI_HOLD_BUTTON (button);

  if (self->is_guarded)
    g_signal_emit (self, signals[ASKED], 0);
  else
    GTK_BUTTON_CLASS (ui_hold_button_parent_class)->activate (button);
}

gboolean
ui_is_press_key (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter
         || keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space;
}

static gboolean
key_pressed_cb (UiHoldButton *self, guint keyval)
{
  if (!self->is_guarded || !ui_is_press_key (keyval))
    return GDK_EVENT_PROPAGATE;
  ui_hold_button_begin (self);
  return GDK_EVENT_STOP;
}

static void
key_released_cb (UiHoldButton *self, guint keyval)
{
  if (ui_is_press_key (keyval))
    ui_hold_button_end (self);
}

/* How far the hold is, over the whole button from where reading begins. */
static void
ui_hold_button_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  UiHoldButton *self = UI_HOLD_BUTTON (widget);

  if (self->progress > 0)
    {
      GtkBorder padding;
      GdkRGBA color;
      GskRoundedRect clip;
      graphene_rect_t bar;

      gtk_style_context_get_padding (gtk_widget_get_style_context (widget), &padding);
      graphene_rect_init (&bar, -padding.left, -padding.top,
                          gtk_widget_get_width (widget) + padding.left + padding.right,
                          gtk_widget_get_height (widget) + padding.top + padding.bottom);
      gsk_rounded_rect_init_from_rect (&clip, &bar, 6);
      if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
        bar.origin.x += bar.size.width * (1 - (float)self->progress);
      bar.size.width *= (float)self->progress;
      ui_paint_color (widget, "accent_bg_color", &color);
      color.alpha = 0.45f;
      gtk_snapshot_push_rounded_clip (snapshot, &clip);
      gtk_snapshot_append_color (snapshot, &color, &bar);
      gtk_snapshot_pop (snapshot);
    }
  GTK_WIDGET_CLASS (ui_hold_button_parent_class)->snapshot (widget, snapshot);
}

static void
ui_hold_button_unmap (GtkWidget *widget)
{
  stop (UI_HOLD_BUTTON (widget));
  GTK_WIDGET_CLASS (ui_hold_button_parent_class)->unmap (widget);
}

static void
ui_hold_button_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_IS_GUARDED:
      g_value_set_boolean (value, UI_HOLD_BUTTON (object)->is_guarded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_hold_button_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_IS_GUARDED:
      ui_hold_button_set_is_guarded (UI_HOLD_BUTTON (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_hold_button_dispose (GObject *object)
{
  stop (UI_HOLD_BUTTON (object));
  ui_hold_button_set_operation (UI_HOLD_BUTTON (object), NULL);
  set_around (UI_HOLD_BUTTON (object), NULL);

  G_OBJECT_CLASS (ui_hold_button_parent_class)->dispose (object);
}

static void
ui_hold_button_finalize (GObject *object)
{
  g_free (UI_HOLD_BUTTON (object)->text);

  G_OBJECT_CLASS (ui_hold_button_parent_class)->finalize (object);
}

static void
ui_hold_button_class_init (UiHoldButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ui_hold_button_get_property;
  object_class->set_property = ui_hold_button_set_property;
  object_class->dispose = ui_hold_button_dispose;
  object_class->finalize = ui_hold_button_finalize;
  widget_class->state_flags_changed = ui_hold_button_state_flags_changed;
  widget_class->snapshot = ui_hold_button_snapshot;
  widget_class->unmap = ui_hold_button_unmap;
  GTK_BUTTON_CLASS (klass)->clicked = ui_hold_button_clicked;
  GTK_BUTTON_CLASS (klass)->activate = ui_hold_button_activate;

  properties[PROP_IS_GUARDED] = g_param_spec_boolean (
      "is-guarded", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CONFIRMED] = g_signal_new ("confirmed", UI_TYPE_HOLD_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
  signals[ASKED] = g_signal_new ("asked", UI_TYPE_HOLD_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
ui_hold_button_init (UiHoldButton *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->is_possible = TRUE;
  self->lock = gtk_image_new_from_icon_name ("changes-prevent-symbolic");
  self->label = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (self->lock, FALSE);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->lock);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_button_set_child (GTK_BUTTON (self), box);

  self->press = GTK_EVENT_CONTROLLER (gtk_gesture_long_press_new ());
  gtk_gesture_long_press_set_delay_factor (GTK_GESTURE_LONG_PRESS (self->press), HOLD_FACTOR);
  gtk_event_controller_set_propagation_phase (self->press, GTK_PHASE_NONE);
  g_signal_connect_object (self->press, "begin", G_CALLBACK (press_begun_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->press, "pressed", G_CALLBACK (long_pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->press, "cancelled", G_CALLBACK (stop), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->press, "cancel", G_CALLBACK (stop), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->press, "end", G_CALLBACK (stop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), self->press);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-released", G_CALLBACK (key_released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
ui_hold_button_set_text (UiHoldButton *self, const char *text)
{
  g_return_if_fail (UI_IS_HOLD_BUTTON (self));

  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  if (!self->is_explaining)
    gtk_label_set_text (self->label, text);
}

gboolean
ui_hold_button_get_is_guarded (UiHoldButton *self)
{
  g_return_val_if_fail (UI_IS_HOLD_BUTTON (self), FALSE);

  return self->is_guarded;
}

void
ui_hold_button_set_is_guarded (UiHoldButton *self, gboolean is_guarded)
{
  g_return_if_fail (UI_IS_HOLD_BUTTON (self));

  is_guarded = !!is_guarded;
  if (self->is_guarded == is_guarded)
    return;
  self->is_guarded = is_guarded;
  gtk_widget_set_visible (self->lock, is_guarded);
  gtk_event_controller_set_propagation_phase (self->press,
                                              is_guarded ? GTK_PHASE_CAPTURE : GTK_PHASE_NONE);
  stop (self);
  explain (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_GUARDED]);
}

static void
update_sensitive (UiHoldButton *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), self->is_possible && self->operation == NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, self->operation != NULL, -1);
}

void
ui_hold_button_set_is_possible (UiHoldButton *self, gboolean is_possible)
{
  g_return_if_fail (UI_IS_HOLD_BUTTON (self));

  self->is_possible = !!is_possible;
  update_sensitive (self);
}

static void
running_cb (UiHoldButton *self)
{
  if (!desk_operation_get_is_running (self->operation))
    ui_hold_button_set_operation (self, NULL);
}

void
ui_hold_button_set_operation (UiHoldButton *self, DeskOperation *operation)
{
  g_return_if_fail (UI_IS_HOLD_BUTTON (self));

  if (operation != NULL && !desk_operation_get_is_running (operation))
    operation = NULL;
  if (self->operation == operation)
    return;
  if (self->operation != NULL)
    g_signal_handlers_disconnect_by_func (self->operation, running_cb, self);
  g_set_object (&self->operation, operation);
  if (operation != NULL)
    g_signal_connect_object (operation, "notify::is-running", G_CALLBACK (running_cb), self, G_CONNECT_SWAPPED);
  update_sensitive (self);
}

gboolean
ui_hold_button_is_held (UiHoldButton *self)
{
  g_return_val_if_fail (UI_IS_HOLD_BUTTON (self), FALSE);

  return self->tick != 0;
}

void
ui_hold_button_begin (UiHoldButton *self)
{
  g_return_if_fail (UI_IS_HOLD_BUTTON (self));

  if (!gtk_widget_is_sensitive (GTK_WIDGET (self)) || self->has_fired)
    return;
  if (self->is_guarded)
    {
      set_around (self, gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
      start (self, FALSE);
      return;
    }
  self->has_fired = TRUE; /* until the key is let go: it may repeat */
  g_signal_emit (self, signals[CONFIRMED], 0);
}

void
ui_hold_button_end (UiHoldButton *self)
{
  g_return_if_fail (UI_IS_HOLD_BUTTON (self));

  stop (self);
  self->has_fired = FALSE;
}
