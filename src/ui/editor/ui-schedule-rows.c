/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of a schedule: its times, its dates, and what looks wrong. */
#include "config.h"

#include "ui/editor/ui-schedule-private.h"

#include <glib/gi18n-lib.h>

#include "ui/editor/ui-time-row.h"

static void
drop_last (AdwPreferencesGroup *group, GPtrArray *rows)
{
  adw_preferences_group_remove (group, rows->pdata[rows->len - 1]);
  g_ptr_array_set_size (rows, (int)rows->len - 1);
}

/* --- times -------------------------------------------------------------------------------- */

static void
take_times (UiScheduleEditor *self, guint without)
{
  g_autoptr (PalSchedule) schedule = pal_schedule_new (self->text);
  g_autofree PalScheduleTime *times = g_new0 (PalScheduleTime, self->time_rows->len + 1);
  guint n = 0;

  for (guint i = 0; i < self->time_rows->len; i++)
    if (i != without)
      times[n++] = ui_time_row_get (self->time_rows->pdata[i]);
  pal_schedule_set_times (schedule, times, n);
  ui_schedule_editor_take (self, schedule);
}

static void
time_changed_cb (UiScheduleEditor *self)
{
  if (!self->is_showing)
    take_times (self, G_MAXUINT);
}

static void
time_remove_cb (UiScheduleEditor *self, GtkWidget *row)
{
  guint i;

  if (!g_ptr_array_find (self->time_rows, row, &i))
    return;
  take_times (self, i);
  if (self->time_rows->len > 0)
    ui_time_row_focus (self->time_rows->pdata[MIN (i, self->time_rows->len - 1)]);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->times_group), GTK_DIR_TAB_FORWARD);
}

static void
show_times (UiScheduleEditor *self, const PalSchedule *schedule)
{
  guint n_times;
  g_autofree PalScheduleTime *times = pal_schedule_get_times (schedule, &n_times);
  gboolean is_all_day = *self->text != '\0' && pal_schedule_validate (schedule, NULL);
  g_autofree char *markup = NULL;

  while (self->time_rows->len > n_times)
    drop_last (self->times_group, self->time_rows);
  while (self->time_rows->len < n_times)
    {
      GtkWidget *row = ui_time_row_new (self->time_rows->len + 1);

      g_signal_connect_object (row, "changed", G_CALLBACK (time_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "remove", G_CALLBACK (time_remove_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->times_group, row);
      g_ptr_array_add (self->time_rows, row);
    }
  for (guint i = 0; i < n_times; i++)
    ui_time_row_show (self->time_rows->pdata[i], &times[i]);
  if (n_times == 0)
    markup
        = g_markup_escape_text (is_all_day ? _ ("None: on all day on these days") : _ ("None"), -1);
  adw_preferences_group_set_description (self->times_group, markup);
}

/* --- dates -------------------------------------------------------------------------------- */

/* The other elements stay as they are written. */
static void
date_remove_cb (UiScheduleEditor *self, GtkWidget *button)
{
  g_autoptr (PalSchedule) schedule = pal_schedule_new (self->text);
  const char *part = pal_schedule_get_part (schedule, 'D');
  g_auto (GStrv) elements = g_strsplit (part != NULL ? part : "", ",", -1);
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  g_autofree char *text = NULL;
  guint nth = (guint)g_ascii_strtoull (gtk_widget_get_name (button), NULL, 10);

  for (guint i = 0; elements[i] != NULL; i++)
    if (i != nth)
      g_ptr_array_add (rest, elements[i]);
  g_ptr_array_add (rest, NULL);
  text = g_strjoinv (",", (char **)rest->pdata);
  pal_schedule_set_part (schedule, 'D', *text != '\0' ? text : NULL);
  ui_schedule_editor_take (self, schedule);
  gtk_widget_child_focus (GTK_WIDGET (self->dates_group), GTK_DIR_TAB_FORWARD);
}

static void
add_date_row (UiScheduleEditor *self, const char *element, guint nth)
{
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  PalScheduleDate date = { 0 };
  gboolean is_read = pal_schedule_date_parse (element, &date);
  g_autofree char *words = is_read ? desk_schedule_describe_pattern (&date) : g_strdup (element);
  g_autofree char *words_markup = g_markup_escape_text (words, -1), *sense_markup = NULL;
  const char *sense = date.is_excluded ? _ ("Off on these dates") : _ ("On only on these dates");
  g_autofree char *name = g_strdup_printf ("%u", nth);
  g_autofree char *remove = g_strdup_printf (_ ("Remove %s"), words);

  if (!is_read)
    sense = _ ("Not understood here, kept as it is");
  sense_markup = g_markup_escape_text (sense, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sense_markup);
  gtk_widget_set_name (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (date_remove_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->dates_group, row);
  g_ptr_array_add (self->date_rows, row);
}

static void
show_dates (UiScheduleEditor *self, const PalSchedule *schedule)
{
  const char *part = pal_schedule_get_part (schedule, 'D');
  const char *shown = part != NULL ? part : "";
  g_auto (GStrv) elements = g_strsplit (shown, ",", -1);

  if (g_strcmp0 (self->shown_dates, shown) == 0)
    return;
  g_free (self->shown_dates);
  self->shown_dates = g_strdup (shown);
  while (self->date_rows->len > 0)
    drop_last (self->dates_group, self->date_rows);
  for (guint i = 0; elements[i] != NULL; i++)
    if (*elements[i] != '\0')
      add_date_row (self, elements[i], i);
}

/* --- what looks wrong ----------------------------------------------------------------------- */

static void
show_warnings (UiScheduleEditor *self, const PalSchedule *schedule)
{
  g_autoptr (GPtrArray) warnings
      = *self->text != '\0' ? desk_schedule_check (schedule, self->now)
                            : g_ptr_array_new_with_free_func ((GDestroyNotify)desk_schedule_warning_free);

  while (self->warning_rows->len > warnings->len)
    drop_last (self->warnings_group, self->warning_rows);
  while (self->warning_rows->len < warnings->len)
    {
      GtkWidget *row = adw_action_row_new (),
                *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      gtk_widget_add_css_class (icon, "warning");
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
      adw_preferences_group_add (self->warnings_group, row);
      g_ptr_array_add (self->warning_rows, row);
    }
  for (guint i = 0; i < warnings->len; i++)
    {
      const DeskScheduleWarning *warning = warnings->pdata[i];
      g_autofree char *markup = g_markup_escape_text (warning->text, -1);

      adw_preferences_row_set_title (self->warning_rows->pdata[i], markup);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->warnings_group), warnings->len > 0);
}

void
ui_schedule_editor_show_rows (UiScheduleEditor *self, const PalSchedule *schedule)
{
  show_times (self, schedule);
  show_dates (self, schedule);
  show_warnings (self, schedule);
}
