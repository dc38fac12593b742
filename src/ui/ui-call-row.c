/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-call-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ui/ui-clock.h"
#include "ui/ui-error-text.h"

struct _UiCallRow
{
  GtkWidget parent_instance;

  /* template children */
  GtkBox *box;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *detail;
  GtkSpinner *spinner;
  UiClock *clock;
  GtkBox *verbs;
  GtkWidget *answer, *hold, *resume, *hang_up;
  GtkWidget *answer_label, *hold_label, *resume_label, *hang_up_label;

  /* owned */
  DeskCall *call;
};

G_DEFINE_FINAL_TYPE (UiCallRow, ui_call_row, GTK_TYPE_WIDGET)

static const char *const state_classes[] = {
  [DESK_CALL_STATE_DIALLING] = "dialling", [DESK_CALL_STATE_RINGING] = "ringing",
  [DESK_CALL_STATE_TALKING] = "talking",   [DESK_CALL_STATE_HELD] = "held",
  [DESK_CALL_STATE_ENDED] = "ended",
};

char *
ui_call_dup_state_text (DeskCall *call)
{
  g_autofree char *reason = NULL;

  switch (desk_call_get_state (call))
    {
    case DESK_CALL_STATE_DIALLING:
      return g_strdup (desk_call_can (call, DESK_VERB_ANSWER) ? _ ("Your phone rings: pick up") : _ ("Calling…"));
    case DESK_CALL_STATE_RINGING:
      return g_strdup (_ ("Incoming call"));
    case DESK_CALL_STATE_TALKING:
      return g_strdup (C_ ("call", "Talking"));
    case DESK_CALL_STATE_HELD:
      return g_strdup (C_ ("call", "On hold"));
    case DESK_CALL_STATE_ENDED:
    default:
      reason = ui_rescode_to_text (desk_call_get_rescode (call), desk_call_get_q850 (call));
      return reason != NULL && *reason != '\0' ? g_steal_pointer (&reason) : g_strdup (_ ("Call ended"));
    }
}

static void
refresh_verbs (UiCallRow *self, DeskCallState state, gboolean is_pending)
{
  /* A call I make rings my own phone first. */
  gtk_widget_set_visible (
      self->answer, state == DESK_CALL_STATE_RINGING
                        || (state == DESK_CALL_STATE_DIALLING
                            && desk_call_can (self->call, DESK_VERB_ANSWER)));
  gtk_widget_set_visible (self->hold, state == DESK_CALL_STATE_TALKING);
  gtk_widget_set_visible (self->resume, state == DESK_CALL_STATE_HELD);
  gtk_widget_set_visible (self->hang_up, state != DESK_CALL_STATE_ENDED);
  gtk_widget_set_sensitive (self->answer, desk_call_can (self->call, DESK_VERB_ANSWER));
  gtk_widget_set_sensitive (self->hold, desk_call_can (self->call, DESK_VERB_HOLD));
  gtk_widget_set_sensitive (self->resume, desk_call_can (self->call, DESK_VERB_RESUME));
  gtk_widget_set_sensitive (self->hang_up, desk_call_can (self->call, DESK_VERB_HANG_UP));
  gtk_spinner_set_spinning (self->spinner, is_pending);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_pending);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, is_pending, -1);
}

static void
refresh (UiCallRow *self)
{
  DeskCallState state = desk_call_get_state (self->call);
  g_autofree char *word = ui_call_dup_state_text (self->call);
  g_autofree char *detail = NULL;
  g_autofree char *label = NULL;
  const char *name = desk_call_get_name (self->call);
  const char *number = desk_call_get_number (self->call);
  gboolean has_number = number != NULL && *number != '\0' && g_strcmp0 (name, number) != 0;

  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_text (self->name, name);
  detail = has_number ? g_strdup_printf ("%s · %s", word, number) : g_strdup (word);
  gtk_label_set_text (self->detail, detail);
  /* Translators: a call read aloud: who, then its state. */
  label = g_strdup_printf (_ ("Call with %s: %s"), name, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  if (state == DESK_CALL_STATE_ENDED)
    ui_clock_set_since (self->clock, 0);
  else if (state == DESK_CALL_STATE_TALKING && desk_call_get_started (self->call) != 0)
    ui_clock_set_since (self->clock, desk_call_get_started (self->call));
  else
    ui_clock_set_since (self->clock, desk_call_get_since (self->call));

  for (guint i = 0; i < G_N_ELEMENTS (state_classes); i++)
    if (i == state)
      gtk_widget_add_css_class (GTK_WIDGET (self), state_classes[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self), state_classes[i]);
  refresh_verbs (self, state, desk_call_get_pending (self->call) != NULL);
}

static void
act (UiCallRow *self, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (self), action, "s", desk_call_get_id (self->call));
}

static void
answer_cb (UiCallRow *self)
{
  act (self, "win.call-answer");
}

static void
hold_cb (UiCallRow *self)
{
  act (self, "win.call-hold");
}

static void
resume_cb (UiCallRow *self)
{
  act (self, "win.call-resume");
}

static void
hang_up_cb (UiCallRow *self)
{
  act (self, "win.call-hang-up");
}

static void
pressed_cb (UiCallRow *self)
{
  act (self, "win.call-select");
}

static void
ui_call_row_dispose (GObject *object)
{
  UiCallRow *self = UI_CALL_ROW (object);
  GtkWidget *child;

  if (self->call != NULL)
    g_signal_handlers_disconnect_by_func (self->call, refresh, self);
  g_clear_object (&self->call);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_CALL_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_call_row_parent_class)->dispose (object);
}

static void
ui_call_row_class_init (UiCallRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_call_row_dispose;

  g_type_ensure (UI_TYPE_CLOCK);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/ui-call-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, box);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, name);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, detail);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, clock);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, verbs);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, answer);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, hold);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, resume);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, hang_up);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, answer_label);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, hold_label);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, resume_label);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, hang_up_label);
  gtk_widget_class_bind_template_callback (widget_class, answer_cb);
  gtk_widget_class_bind_template_callback (widget_class, hold_cb);
  gtk_widget_class_bind_template_callback (widget_class, resume_cb);
  gtk_widget_class_bind_template_callback (widget_class, hang_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_set_css_name (widget_class, "call-row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ui_call_row_init (UiCallRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ui_call_row_new (DeskCall *call, UiTicker *ticker)
{
  UiCallRow *self = g_object_new (UI_TYPE_CALL_ROW, NULL);

  self->call = g_object_ref (call);
  ui_clock_set_ticker (self->clock, ticker);
  g_signal_connect_object (call, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}

DeskCall *
ui_call_row_get_call (UiCallRow *self)
{
  g_return_val_if_fail (UI_IS_CALL_ROW (self), NULL);

  return self->call;
}

void
ui_call_row_set_selected (UiCallRow *self, gboolean is_selected)
{
  g_return_if_fail (UI_IS_CALL_ROW (self));

  if (is_selected)
    gtk_widget_add_css_class (GTK_WIDGET (self), "selected");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "selected");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, is_selected, -1);
}

void
ui_call_row_set_compact (UiCallRow *self, gboolean is_compact)
{
  GtkWidget *const labels[]
      = { self->answer_label, self->hold_label, self->resume_label, self->hang_up_label };
  GtkWidget *const buttons[] = { self->answer, self->hold, self->resume, self->hang_up };

  g_return_if_fail (UI_IS_CALL_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  is_compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (self->verbs, is_compact);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_widget_set_visible (labels[i], !is_compact);
      gtk_widget_set_hexpand (buttons[i], is_compact);
    }
}
