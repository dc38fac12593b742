/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/editor/ui-schedule-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/desk-moment.h"
#include "model/desk-timer.h"
#include "ui/dialogs/ui-dates-dialog.h"
#include "ui/editor/ui-time-row.h"

#define N_SWITCHES 3

G_DEFINE_FINAL_TYPE (UiScheduleEditor, ui_schedule_editor, GTK_TYPE_BOX)

enum
{
  CHANGED,
  IMPORT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- what is said --------------------------------------------------------------------- */

static char *
dup_switch_text (const DeskScheduleSwitch *change)
{
  /* Translators: a moment, for g_date_time_format() */
  g_autofree char *moment = desk_moment_format (change->at, _ ("%a %-d %b, %H:%M"));

  /* Translators: a moment at which a timer goes on, or off. */
  return g_strdup_printf (change->is_on ? _ ("%s on") : _ ("%s off"), moment);
}

static char *
dup_next_text (UiScheduleEditor *self, const PalSchedule *schedule)
{
  g_autoptr (GPtrArray) switches = desk_schedule_find_switches (schedule, self->now, N_SWITCHES);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  for (guint i = 0; i < switches->len; i++)
    g_ptr_array_add (texts, dup_switch_text (switches->pdata[i]));
  if (texts->len == 0)
    return g_strdup ("");
  g_ptr_array_add (texts, NULL);
  list = g_strjoinv (" · ", (char **)texts->pdata);
  /* Translators: the next moments at which a timer goes on or off. */
  return g_strdup_printf (_ ("Next: %s"), list);
}

static void
set_label (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
show_words (UiScheduleEditor *self, const PalSchedule *schedule)
{
  g_autofree char *words = *self->text != '\0' ? desk_schedule_to_words (schedule) : NULL;
  g_autofree char *now = words != NULL ? desk_schedule_describe_now (schedule, self->now) : NULL;
  g_autofree char *next = words != NULL ? dup_next_text (self, schedule) : NULL;

  if (*self->text == '\0')
    set_label (self->sentence, _ ("This timer is not set: it never switches."));
  else
    set_label (self->sentence, words != NULL ? words : _ ("This text cannot be read. It is kept as it is."));
  set_label (self->now_label, now != NULL ? now : "");
  set_label (self->next_label, next != NULL ? next : "");
}

static void
show_weeks (UiScheduleEditor *self, const PalSchedule *schedule)
{
  guint weeks = pal_schedule_get_weeks (schedule);

  for (guint i = 0; i < UI_N_WEEKS; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->weeks[i]),
                                  weeks == 0 ? i < 5 : (weeks & 1u << i) != 0);
  /* Whether the PBX knows the last week is not known: it is not invented here. */
  gtk_widget_set_visible (self->weeks[5], (weeks & PAL_SCHEDULE_LAST_WEEK) != 0);
}

static void
show_validity (UiScheduleEditor *self, const PalSchedule *schedule)
{
  guint first, last;
  gboolean is_read = pal_schedule_get_dates (schedule, &first, &last);
  g_autofree char *from = is_read && first != 0 ? desk_schedule_describe_date (first) : NULL;
  g_autofree char *to = is_read && last != 0 ? desk_schedule_describe_date (last) : NULL;
  g_autofree char *text = NULL, *markup = NULL;

  if (!is_read)
    text = g_strdup (pal_schedule_get_part (schedule, 'P'));
  else if (from == NULL && to == NULL)
    text = g_strdup (_ ("Always"));
  else if (from != NULL && to != NULL)
    text = g_strdup_printf (_ ("%s – %s"), from, to);
  else
    text = from != NULL ? g_strdup_printf (_ ("From %s on"), from) : g_strdup_printf (_ ("Until %s"), to);
  markup = g_markup_escape_text (text, -1);
  adw_action_row_set_subtitle (self->validity_row, markup);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "schedule.clear-validity",
                                 pal_schedule_get_part (schedule, 'P') != NULL);
}

static void
show_server (UiScheduleEditor *self)
{
  g_autoptr (PalSchedule) theirs = pal_schedule_new (self->server_text != NULL ? self->server_text : "");
  g_autofree char *words = desk_schedule_to_words (theirs), *text = NULL, *markup = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->server_row), self->server_text != NULL);
  if (self->server_text == NULL)
    return;
  if (*self->server_text == '\0')
    text = g_strdup (_ ("Nothing: the timer is not set."));
  else
    text
        = words != NULL ? g_strdup_printf ("%s\n%s", self->server_text, words) : g_strdup (self->server_text);
  markup = g_markup_escape_text (text, -1);
  adw_action_row_set_subtitle (self->server_row, markup);
}

static void
refresh (UiScheduleEditor *self)
{
  g_autoptr (PalSchedule) schedule = pal_schedule_new (self->text);
  guint n_times;
  g_autofree PalScheduleTime *times = pal_schedule_get_times (schedule, &n_times);

  self->is_showing = TRUE;
  show_words (self, schedule);
  ui_week_grid_show (self->grid, pal_schedule_get_days (schedule), times, n_times,
                     *self->text != '\0' && pal_schedule_validate (schedule, NULL));
  ui_week_grid_set_now (self->grid, self->now);
  show_weeks (self, schedule);
  show_validity (self, schedule);
  ui_schedule_editor_show_rows (self, schedule);
  ui_days_ahead_show (self->days_ahead, *self->text != '\0' ? schedule : NULL, self->now);
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->raw_row)), self->text))
    gtk_editable_set_text (GTK_EDITABLE (self->raw_row), self->text);
  show_server (self);
  self->is_showing = FALSE;
}

/* --- what is done ---------------------------------------------------------------------- */

static void
take_text (UiScheduleEditor *self, const char *text)
{
  g_autofree char *fresh = g_strdup (text);

  if (g_str_equal (self->text, text))
    return;
  g_free (self->text);
  self->text = g_steal_pointer (&fresh);
  refresh (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
ui_schedule_editor_take (UiScheduleEditor *self, const PalSchedule *schedule)
{
  g_autofree char *text = pal_schedule_to_text (schedule);

  take_text (self, text);
}

static void
times_changed_cb (UiScheduleEditor *self)
{
  g_autoptr (PalSchedule) schedule = pal_schedule_new (self->text);
  guint n_times;
  const PalScheduleTime *times = ui_week_grid_get_times (self->grid, &n_times);

  pal_schedule_set_times (schedule, times, n_times);
  ui_schedule_editor_take (self, schedule);
}

static void
days_changed_cb (UiScheduleEditor *self, guint days)
{
  g_autoptr (PalSchedule) schedule = pal_schedule_new (self->text);

  pal_schedule_set_days (schedule, days);
  ui_schedule_editor_take (self, schedule);
}

static void
edit_time_cb (UiScheduleEditor *self, guint i)
{
  if (i < self->time_rows->len)
    ui_time_row_focus (self->time_rows->pdata[i]);
}

static void
week_toggled_cb (UiScheduleEditor *self)
{
  g_autoptr (PalSchedule) schedule = NULL;
  guint weeks = 0;

  if (self->is_showing)
    return;
  schedule = pal_schedule_new (self->text);
  for (guint i = 0; i < UI_N_WEEKS; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->weeks[i])))
      weeks |= 1u << i;
  if (weeks == 0) /* the PBX takes that for every week */
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      refresh (self);
      return;
    }
  pal_schedule_set_weeks (schedule, weeks);
  ui_schedule_editor_take (self, schedule);
}

static void
raw_cb (UiScheduleEditor *self)
{
  if (!self->is_showing)
    take_text (self, gtk_editable_get_text (GTK_EDITABLE (self->raw_row)));
}

/* An hour that is free, after the last one; the first one is an office day. */
static void
add_time_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiScheduleEditor *self = UI_SCHEDULE_EDITOR (widget);
  g_autoptr (PalSchedule) schedule = pal_schedule_new (self->text);
  guint n_times, last = 0;
  g_autofree PalScheduleTime *times = pal_schedule_get_times (schedule, &n_times);
  PalScheduleTime *all = g_newa (PalScheduleTime, n_times + 1);

  for (guint i = 0; i < n_times; i++)
    {
      all[i] = times[i];
      last = MAX (last, times[i].to > times[i].from ? times[i].to : 24 * 60);
    }
  if (n_times == 0)
    all[0] = (PalScheduleTime){ 9 * 60, 17 * 60 };
  else
    all[n_times] = (PalScheduleTime){ MIN (last, 23 * 60), MIN (last, 23 * 60) + 60 };
  pal_schedule_set_times (schedule, all, n_times + 1);
  ui_schedule_editor_take (self, schedule);
  edit_time_cb (self, n_times);
}

static void
validity_chosen_cb (UiScheduleEditor *self, UiDatesDialog *dialog)
{
  g_autoptr (PalSchedule) schedule = pal_schedule_new (self->text);
  guint first, last;

  ui_dates_dialog_get_validity (dialog, &first, &last);
  if (first == 0 && last == 0)
    pal_schedule_set_part (schedule, 'P', NULL);
  else
    pal_schedule_set_dates (schedule, first, last);
  ui_schedule_editor_take (self, schedule);
}

static void
pick_validity_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiScheduleEditor *self = UI_SCHEDULE_EDITOR (widget);
  g_autoptr (PalSchedule) schedule = pal_schedule_new (self->text);
  UiDatesDialog *dialog;
  guint first = 0, last = 0;

  if (!pal_schedule_get_dates (schedule, &first, &last))
    first = last = 0;
  dialog = ui_dates_dialog_new_validity (first, last, self->now);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (validity_chosen_cb), self, G_CONNECT_SWAPPED);
  ui_dates_dialog_present (dialog, GTK_WINDOW (gtk_widget_get_root (widget)));
}

static void
clear_validity_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiScheduleEditor *self = UI_SCHEDULE_EDITOR (widget);
  g_autoptr (PalSchedule) schedule = pal_schedule_new (self->text);

  pal_schedule_set_part (schedule, 'P', NULL);
  ui_schedule_editor_take (self, schedule);
}

static void
dates_chosen_cb (UiScheduleEditor *self, UiDatesDialog *dialog)
{
  PalScheduleDate pattern = ui_dates_dialog_get_pattern (dialog);
  g_autofree char *element = pal_schedule_date_to_text (&pattern);
  const char *const elements[] = { element, NULL };
  g_autoptr (PalSchedule) schedule = pal_schedule_new (self->text);

  desk_timer_merge_dates (schedule, elements);
  ui_schedule_editor_take (self, schedule);
}

static void
add_dates_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiScheduleEditor *self = UI_SCHEDULE_EDITOR (widget);
  UiDatesDialog *dialog = ui_dates_dialog_new_pattern (self->now);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (dates_chosen_cb), self, G_CONNECT_SWAPPED);
  ui_dates_dialog_present (dialog, GTK_WINDOW (gtk_widget_get_root (widget)));
}

static void
import_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[IMPORT], 0);
}

/* --- from outside ------------------------------------------------------------------------ */

void
ui_schedule_editor_show (UiScheduleEditor *self, const char *text, const char *server_text, GDateTime *now)
{
  g_return_if_fail (UI_IS_SCHEDULE_EDITOR (self));
  g_return_if_fail (text != NULL && now != NULL);

  if (g_strcmp0 (text, self->text) != 0)
    {
      g_free (self->text);
      self->text = g_strdup (text);
    }
  g_free (self->server_text);
  self->server_text = g_strdup (server_text);
  g_date_time_ref (now);
  g_clear_pointer (&self->now, g_date_time_unref);
  self->now = now;
  refresh (self);
}

const char *
ui_schedule_editor_get_text (UiScheduleEditor *self)
{
  g_return_val_if_fail (UI_IS_SCHEDULE_EDITOR (self), NULL);
  return self->text;
}

void
ui_schedule_editor_focus (UiScheduleEditor *self)
{
  g_return_if_fail (UI_IS_SCHEDULE_EDITOR (self));

  gtk_widget_child_focus (GTK_WIDGET (self->grid), GTK_DIR_TAB_FORWARD);
}

/* --- the widget --------------------------------------------------------------------------- */

static void
add_weeks (UiScheduleEditor *self)
{
  static const char *const labels[UI_N_WEEKS][2] = {
    { NC_ ("week", "1st"), N_ ("First week of the month") },
    { NC_ ("week", "2nd"), N_ ("Second week of the month") },
    { NC_ ("week", "3rd"), N_ ("Third week of the month") },
    { NC_ ("week", "4th"), N_ ("Fourth week of the month") },
    { NC_ ("week", "5th"), N_ ("Fifth week of the month") },
    { NC_ ("week", "Last"), N_ ("Last week of the month") },
  };

  for (guint i = 0; i < UI_N_WEEKS; i++)
    {
      const char *name = _ (labels[i][1]);

      self->weeks[i] = gtk_toggle_button_new ();
      gtk_button_set_child (GTK_BUTTON (self->weeks[i]),
                            gtk_label_new (g_dpgettext2 (GETTEXT_PACKAGE, "week", labels[i][0])));
      gtk_widget_set_tooltip_text (self->weeks[i], name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->weeks[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_signal_connect_object (self->weeks[i], "toggled", G_CALLBACK (week_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->weeks_box), self->weeks[i]);
    }
}

static void
ui_schedule_editor_dispose (GObject *object)
{
  UiScheduleEditor *self = UI_SCHEDULE_EDITOR (object);

  self->is_showing = TRUE;
  g_ptr_array_set_size (self->time_rows, 0);
  g_ptr_array_set_size (self->date_rows, 0);
  g_ptr_array_set_size (self->warning_rows, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_SCHEDULE_EDITOR);

  G_OBJECT_CLASS (ui_schedule_editor_parent_class)->dispose (object);
}

static void
ui_schedule_editor_finalize (GObject *object)
{
  UiScheduleEditor *self = UI_SCHEDULE_EDITOR (object);

  g_ptr_array_unref (self->time_rows);
  g_ptr_array_unref (self->date_rows);
  g_ptr_array_unref (self->warning_rows);
  g_free (self->text);
  g_free (self->server_text);
  g_free (self->shown_dates);
  g_clear_pointer (&self->now, g_date_time_unref);

  G_OBJECT_CLASS (ui_schedule_editor_parent_class)->finalize (object);
}

static void
ui_schedule_editor_class_init (UiScheduleEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_schedule_editor_dispose;
  object_class->finalize = ui_schedule_editor_finalize;
  signals[CHANGED] = g_signal_new ("changed", UI_TYPE_SCHEDULE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[IMPORT] = g_signal_new ("import", UI_TYPE_SCHEDULE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  g_type_ensure (UI_TYPE_WEEK_GRID);
  g_type_ensure (UI_TYPE_DAYS_AHEAD);
  gtk_widget_class_install_action (widget_class, "schedule.add-time", NULL, add_time_cb);
  gtk_widget_class_install_action (widget_class, "schedule.pick-validity", NULL, pick_validity_cb);
  gtk_widget_class_install_action (widget_class, "schedule.clear-validity", NULL, clear_validity_cb);
  gtk_widget_class_install_action (widget_class, "schedule.add-dates", NULL, add_dates_cb);
  gtk_widget_class_install_action (widget_class, "schedule.import", NULL, import_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/editor/ui-schedule-editor.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, UiScheduleEditor, name)
  BIND (sentence);
  BIND (now_label);
  BIND (next_label);
  BIND (grid_hint);
  BIND (grid);
  BIND (days_ahead);
  BIND (times_group);
  BIND (dates_group);
  BIND (warnings_group);
  BIND (validity_row);
  BIND (server_row);
  BIND (clear_validity_button);
  BIND (weeks_box);
  BIND (raw_row);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, times_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, days_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_time_cb);
  gtk_widget_class_bind_template_callback (widget_class, raw_cb);
}

static void
ui_schedule_editor_init (UiScheduleEditor *self)
{
  self->time_rows = g_ptr_array_new ();
  self->date_rows = g_ptr_array_new ();
  self->warning_rows = g_ptr_array_new ();
  self->text = g_strdup ("");
  self->now = g_date_time_new_now_local ();
  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_weeks (self);
  self->is_showing = FALSE;
  refresh (self);
}
