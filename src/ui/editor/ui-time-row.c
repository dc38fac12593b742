/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/editor/ui-time-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/editor/ui-week-paint.h"

struct _UiTimeRow
{
  AdwActionRow parent_instance;

  /* children, owned by the widget tree */
  GtkEditable *from, *to;

  PalScheduleTime time;
};

G_DEFINE_FINAL_TYPE (UiTimeRow, ui_time_row, ADW_TYPE_ACTION_ROW)

enum
{
  CHANGED,
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

gboolean
ui_time_row_parse (const char *text, guint *minute)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL); /* wide digits and colons, too */
  guint numbers[2] = { 0, 0 }, n_digits = 0, n_before = 0, part = 0;

  for (const char *at = plain != NULL ? g_strstrip (plain) : ""; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar sign = g_utf8_get_char (at);

      if ((sign == ':' || sign == '.' || sign == 'h') && part == 0 && n_digits > 0)
        {
          n_before = n_digits;
          n_digits = 0;
          part = 1;
        }
      else if (g_unichar_isdigit (sign) && n_digits < 4)
        {
          numbers[part] = numbers[part] * 10 + (guint)g_unichar_digit_value (sign);
          n_digits++;
        }
      else
        return FALSE;
    }
  if (n_digits == 0 || (part == 1 && (n_digits != 2 || n_before > 2)))
    return FALSE;
  if (part == 0 && n_digits > 2) /* 930, 0930 */
    {
      numbers[1] = numbers[0] % 100;
      numbers[0] /= 100;
    }
  *minute = numbers[0] * 60 + numbers[1];
  return numbers[1] < 60 && *minute <= UI_WEEK_MINUTES;
}

static void
mark (GtkEditable *entry, gboolean is_good)
{
  if (is_good)
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               is_good ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

/* What is written there, if it is a range; else what is not one is marked. */
static void
take (UiTimeRow *self)
{
  guint from = 0, to = 0;
  gboolean has_from = ui_time_row_parse (gtk_editable_get_text (self->from), &from) && from < UI_WEEK_MINUTES;
  gboolean has_to = ui_time_row_parse (gtk_editable_get_text (self->to), &to);

  if (to == 0)
    to = UI_WEEK_MINUTES; /* until midnight */
  mark (self->from, has_from);
  mark (self->to, has_to);
  if (!has_from || !has_to || (from == self->time.from && to == self->time.to))
    return;
  self->time = (PalScheduleTime){ from, to };
  g_signal_emit (self, signals[CHANGED], 0);
}

/* While somebody writes, half a time is not one yet. */
static gboolean
is_whole (GtkEditable *entry)
{
  guint minute;

  return ui_time_row_parse (gtk_editable_get_text (entry), &minute)
         && g_utf8_strlen (gtk_editable_get_text (entry), -1) >= 4;
}

static void
changed_cb (UiTimeRow *self)
{
  if (is_whole (self->from) && is_whole (self->to))
    take (self);
}

static void
left_cb (UiTimeRow *self)
{
  take (self);
}

static void
remove_cb (UiTimeRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
show_minute (GtkEditable *entry, guint minute)
{
  g_autofree char *text = ui_week_time_to_text (minute);
  guint shown = 0;

  if (gtk_widget_get_focus_child (GTK_WIDGET (entry)) != NULL
      && ui_time_row_parse (gtk_editable_get_text (entry), &shown)
      && shown % UI_WEEK_MINUTES == minute % UI_WEEK_MINUTES)
    return; /* somebody writes there, and means the same */
  if (!g_str_equal (gtk_editable_get_text (entry), text))
    gtk_editable_set_text (entry, text);
  mark (entry, TRUE);
}

void
ui_time_row_show (UiTimeRow *self, const PalScheduleTime *time)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (UI_IS_TIME_ROW (self));

  self->time = *time;
  show_minute (self->from, time->from);
  show_minute (self->to, time->to);
  markup = g_markup_escape_text (time->to <= time->from ? _ ("Until the next day") : "", -1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), markup);
}

PalScheduleTime
ui_time_row_get (UiTimeRow *self)
{
  PalScheduleTime none = { 0, 0 };

  g_return_val_if_fail (UI_IS_TIME_ROW (self), none);
  return self->time;
}

void
ui_time_row_focus (UiTimeRow *self)
{
  g_return_if_fail (UI_IS_TIME_ROW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->from));
}

static GtkEditable *
add_entry (UiTimeRow *self, const char *name)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 5);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (entry, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), entry);
  return GTK_EDITABLE (entry);
}

GtkWidget *
ui_time_row_new (guint number)
{
  UiTimeRow *self = g_object_new (UI_TYPE_TIME_ROW, NULL);
  g_autofree char *title = g_strdup_printf (_ ("Time %u"), number);
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *from = g_strdup_printf (_ ("Time %u from"), number);
  g_autofree char *to = g_strdup_printf (_ ("Time %u until"), number);
  g_autofree char *remove = g_strdup_printf (_ ("Remove time %u"), number);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title_markup);
  self->from = add_entry (self, from);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), gtk_label_new ("–"));
  self->to = add_entry (self, to);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  return GTK_WIDGET (self);
}

static void
ui_time_row_class_init (UiTimeRowClass *klass)
{
  signals[CHANGED]
      = g_signal_new ("changed", UI_TYPE_TIME_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE]
      = g_signal_new ("remove", UI_TYPE_TIME_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ui_time_row_init (UiTimeRow *self)
{
  self->time = (PalScheduleTime){ 0, UI_WEEK_MINUTES };
}
