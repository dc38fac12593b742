/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys before anything else gets them: what rings is answered, a second press does nothing. */
#include "config.h"

#include "ui/ui-window-private.h"

#include "ui/ui-call-row.h"
#include "ui/ui-keypad.h"
#include "ui/ui-shortcuts.h"

#define SECOND_PRESS 200 /* ms: sooner the same key is a bounce, or a finger that pressed twice */
#define HELD 1500 /* ms: a key that is held comes again sooner; later its end was told to another window */
#define MODIFIERS (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK | GDK_SUPER_MASK)

static gboolean
is_in (GtkWidget *widget, GType type)
{
  return widget != NULL
         && (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) || gtk_widget_get_ancestor (widget, type) != NULL);
}

/* Does the table have that key? */
static gboolean
is_shortcut (guint keyval, GdkModifierType state)
{
  guint n;
  const UiShortcut *rows = ui_shortcuts_get (&n);

  for (guint i = 0; i < n; i++)
    for (guint j = 0; rows[i].action != NULL && rows[i].accels[j] != NULL; j++)
      {
        GdkModifierType modifiers;
        guint key;

        if (gtk_accelerator_parse (rows[i].accels[j], &key, &modifiers) && key == gdk_keyval_to_lower (keyval)
            && (modifiers & MODIFIERS & ~GDK_SHIFT_MASK) == (state & MODIFIERS & ~GDK_SHIFT_MASK))
          return TRUE;
      }

  return FALSE;
}

static gboolean
is_enter (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}

/* Keys that do something at once: twice in a row they would do it twice, or to what has come in its place. */
static gboolean
does_something (GtkWidget *focus, guint keyval, GdkModifierType state)
{
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      return !is_in (focus, GTK_TYPE_TEXT_VIEW);
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      return GTK_IS_BUTTON (focus) && !is_in (focus, UI_TYPE_KEYPAD);
    default:
      return is_shortcut (keyval, state);
    }
}

static gboolean
is_second_press (UiWindow *self,
                 GtkWidget *focus,
                 guint keyval,
                 guint keycode,
                 GdkModifierType state,
                 guint32 time)
{
  gboolean is_same = self->last_key == keycode;
  gboolean is_soon = is_same && time - self->last_key_time < (self->is_key_down ? HELD : SECOND_PRESS);
  /* A text may have taken the first Enter: the second one counts, whatever has the keyboard now. */
  gboolean is_second = is_soon && (self->did_something || does_something (focus, keyval, state));

  self->did_something = is_second || does_something (focus, keyval, state);
  self->last_key = keycode;
  self->last_key_time = time;
  self->key_root = GTK_ROOT (self);
  self->is_key_down = TRUE;
  return is_second;
}

/* Whether Enter belongs to what has the focus: a text with something in it, a verb of a call, a button of
 * what popped up. Rows do not count, nor the buttons of a page, where the keyboard may have come by itself:
 * Space presses them. */
static gboolean
wants_enter (GtkWidget *focus)
{
  return (GTK_IS_BUTTON (focus) && (is_in (focus, UI_TYPE_CALL_ROW) || is_in (focus, GTK_TYPE_POPOVER)))
         || (GTK_IS_EDITABLE (focus) && *gtk_editable_get_text (GTK_EDITABLE (focus)) != '\0');
}

static gboolean
pressed_cb (UiWindow *self,
            guint keyval,
            guint keycode,
            GdkModifierType state,
            GtkEventController *controller)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  /* Control is let go and pressed again in between. */
  if (gdk_key_event_is_modifier (gtk_event_controller_get_current_event (controller)))
    return GDK_EVENT_PROPAGATE;
  /* The first Enter closed a dialog. */
  if (is_enter (keyval) && g_get_monotonic_time () - self->active_since < SECOND_PRESS * 1000)
    return GDK_EVENT_STOP;
  if (is_second_press (self, focus, keyval, keycode, state,
                       gtk_event_controller_get_current_event_time (controller)))
    return GDK_EVENT_STOP;
  /* While a phone rings Enter answers it. */
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) || (state & MODIFIERS) != 0
      || wants_enter (focus))
    return GDK_EVENT_PROPAGATE;
  return ui_window_answer_ringing (self) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
released_cb (UiWindow *self, guint keyval, guint keycode)
{
  if (keycode == self->last_key)
    self->is_key_down = FALSE;
}

/* What nobody else had a use for. */
static gboolean
left_over_cb (UiWindow *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_Escape || (state & MODIFIERS) != 0)
    return GDK_EVENT_PROPAGATE;
  return ui_window_cancel_transfer (self) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

/* The key that brought a dialog must not answer it, nor the one that answered it do something here. */
gboolean
ui_window_note_key (UiWindow *self, GtkRoot *dialog, GdkEvent *event)
{
  guint keycode = gdk_key_event_get_keycode (event);
  guint32 time = gdk_event_get_time (event);
  gboolean is_same = keycode == self->last_key;
  gboolean is_second;

  if (gdk_event_get_event_type (event) == GDK_KEY_RELEASE)
    {
      self->is_key_down = self->is_key_down && !is_same;
      return GDK_EVENT_PROPAGATE;
    }
  if (gdk_key_event_is_modifier (event))
    return GDK_EVENT_PROPAGATE;
  is_second = is_same && self->key_root != dialog && self->did_something
              && (self->is_key_down || time - self->last_key_time < SECOND_PRESS);
  if (!is_second)
    self->key_root = dialog;
  self->last_key = keycode;
  self->last_key_time = time;
  self->did_something = TRUE;
  self->is_key_down = TRUE;

  return is_second;
}

void
ui_window_note_enter (UiWindow *self)
{
  g_return_if_fail (UI_IS_WINDOW (self));

  self->active_since = g_get_monotonic_time ();
}

/* Who comes back may have let go of the key elsewhere. */
static void
is_active_cb (UiWindow *self)
{
  self->is_key_down = FALSE;
  self->active_since = g_get_monotonic_time ();
}

/* The controller that was added last comes first, and the application adds that of the accelerators. */
static void
come_first (UiWindow *self)
{
  GtkEventController *first = gtk_event_controller_key_new ();

  if (self->first_keys != NULL)
    gtk_widget_remove_controller (GTK_WIDGET (self), self->first_keys);
  self->first_keys = first;
  gtk_event_controller_set_propagation_phase (first, GTK_PHASE_CAPTURE);
  g_signal_connect_object (first, "key-pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (first, "key-released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), first);
}

void
ui_window_add_keys (UiWindow *self)
{
  GtkEventController *last = gtk_event_controller_key_new ();

  come_first (self);
  g_signal_connect_object (self, "notify::application", G_CALLBACK (come_first), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (last, "key-pressed", G_CALLBACK (left_over_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "notify::is-active", G_CALLBACK (is_active_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), last);
}
