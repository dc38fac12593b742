/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/rows/ui-wait-row.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-clock.h"

struct _UiWaitRow
{
  AdwActionRow parent_instance;

  /* children, owned by the widget tree */
  GtkWidget *clock;
  GtkWidget *call;
  GtkWidget *cancel;

  /* owned */
  DeskSession *session;
  DeskWait *wait;
};

G_DEFINE_FINAL_TYPE (UiWaitRow, ui_wait_row, ADW_TYPE_ACTION_ROW)

static char *
dup_plan (DeskWait *wait)
{
  const char *caller = desk_wait_get_caller_name (wait), *slot = desk_wait_get_slot (wait);

  switch (desk_wait_get_kind (wait))
    {
    case DESK_WAIT_TRANSFER:
      if (caller != NULL && slot != NULL)
        /* Translators: the first %s is who waits, the second the number of a park slot */
        return g_strdup_printf (_ ("%s waits at slot %s and goes there when free"), caller, slot);
      return g_strdup (_ ("The caller goes there when free"));
    case DESK_WAIT_CALL:
      return g_strdup (_ ("You call when free"));
    case DESK_WAIT_TELL:
    default:
      return g_strdup (_ ("You are told when free"));
    }
}

static char *
dup_state (DeskWait *wait)
{
  switch (desk_wait_get_state (wait))
    {
    case DESK_WAIT_STATE_PARKING:
      return g_strdup (_ ("Parking the caller…"));
    case DESK_WAIT_STATE_FIRING:
      return g_strdup (_ ("Free now"));
    case DESK_WAIT_STATE_DONE:
      return g_strdup (_ ("Done"));
    case DESK_WAIT_STATE_FAILED:
      return g_strdup (_ ("It came to nothing"));
    case DESK_WAIT_STATE_EXPIRED:
      return g_strdup (_ ("Waited too long: given up"));
    case DESK_WAIT_STATE_LOST:
      return g_strdup (_ ("The caller hung up"));
    case DESK_WAIT_STATE_WAITING:
    default:
      return dup_plan (wait);
    }
}

static void
refresh (UiWaitRow *self)
{
  gboolean is_over = desk_wait_is_over (self->wait);
  g_autofree char *text = dup_state (self->wait);
  g_autofree char *label = g_strdup_printf ("%s, %s", desk_wait_get_target_name (self->wait), text);
  g_autofree char *name_markup = g_markup_escape_text (desk_wait_get_target_name (self->wait), -1);
  g_autofree char *text_markup = g_markup_escape_text (text, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text_markup);
  ui_clock_set_since (UI_CLOCK (self->clock), is_over ? 0 : desk_wait_get_since (self->wait));
  gtk_widget_set_visible (self->call, desk_wait_get_kind (self->wait) == DESK_WAIT_CALL
                                          && desk_wait_get_state (self->wait) == DESK_WAIT_STATE_FIRING);
  gtk_widget_set_visible (self->cancel, !is_over);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
call_cb (UiWaitRow *self)
{
  desk_session_confirm_wait (self->session, self->wait);
}

static void
cancel_cb (UiWaitRow *self)
{
  desk_wait_model_cancel (desk_session_get_waits (self->session), self->wait);
}

static void
ui_wait_row_dispose (GObject *object)
{
  UiWaitRow *self = UI_WAIT_ROW (object);

  if (self->wait != NULL)
    g_signal_handlers_disconnect_by_func (self->wait, refresh, self);
  g_clear_object (&self->wait);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ui_wait_row_parent_class)->dispose (object);
}

static void
ui_wait_row_class_init (UiWaitRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_wait_row_dispose;
}

static void
ui_wait_row_init (UiWaitRow *self)
{
  self->clock = g_object_new (UI_TYPE_CLOCK, "valign", GTK_ALIGN_CENTER, NULL);
  self->call = gtk_button_new_with_label (_ ("Call"));
  self->cancel = gtk_button_new_with_label (_ ("Do Not Wait"));
  gtk_widget_set_valign (self->call, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->cancel, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->call, "suggested-action");
  g_signal_connect_object (self->call, "clicked", G_CALLBACK (call_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cancel, "clicked", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
  /* Its label says all. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->clock);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->call);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->cancel);
}

GtkWidget *
ui_wait_row_new (DeskSession *session, DeskWait *wait, UiTicker *ticker)
{
  UiWaitRow *self = g_object_new (UI_TYPE_WAIT_ROW, NULL);

  self->session = g_object_ref (session);
  self->wait = g_object_ref (wait);
  ui_clock_set_ticker (UI_CLOCK (self->clock), ticker);
  g_signal_connect_object (wait, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
