/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-dates-dialog.h"

#include <glib/gi18n-lib.h>

#include "model/desk-moment.h"
#include "ui/ui-accessible.h"

struct _UiDatesDialog
{
  AdwWindow parent_instance;

  /* children, owned by the widget tree */
  AdwPreferencesGroup *group;
  AdwComboRow *sense, *rhythm; /* of a pattern */
  AdwExpanderRow *rows[2];     /* first and last day */
  GtkCalendar *calendars[2];
  GtkLabel *summary;
  GtkWidget *done_button;

  gboolean is_pattern;
};

enum
{
  SENSE_EXCLUDED,
  SENSE_INCLUDED,
};

enum
{
  RHYTHM_YEAR,
  RHYTHM_MONTH,
};

G_DEFINE_FINAL_TYPE (UiDatesDialog, ui_dates_dialog, ADW_TYPE_WINDOW)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GDateTime *
dup_date (UiDatesDialog *self, guint i)
{
  return gtk_calendar_get_date (self->calendars[i]);
}

static guint
get_number (UiDatesDialog *self, guint i)
{
  g_autoptr (GDateTime) date = dup_date (self, i);

  if (!adw_expander_row_get_enable_expansion (self->rows[i]))
    return 0;
  return (guint)(g_date_time_get_year (date) * 10000 + g_date_time_get_month (date) * 100
                 + g_date_time_get_day_of_month (date));
}

void
ui_dates_dialog_get_validity (UiDatesDialog *self, guint *first, guint *last)
{
  g_return_if_fail (UI_IS_DATES_DIALOG (self));

  *first = get_number (self, 0);
  *last = get_number (self, 1);
}

PalScheduleDate
ui_dates_dialog_get_pattern (UiDatesDialog *self)
{
  PalScheduleDate pattern = { 0 };
  g_autoptr (GDateTime) from = NULL, to = NULL;
  gboolean is_month, is_range;

  g_return_val_if_fail (UI_IS_DATES_DIALOG (self) && self->is_pattern, pattern);

  from = dup_date (self, 0);
  to = dup_date (self, 1);
  is_month = adw_combo_row_get_selected (self->rhythm) == RHYTHM_MONTH;
  is_range = adw_expander_row_get_enable_expansion (self->rows[1]);
  pattern.is_excluded = adw_combo_row_get_selected (self->sense) == SENSE_EXCLUDED;
  pattern.from_month = is_month ? 0 : (guint)g_date_time_get_month (from);
  pattern.from_day = (guint)g_date_time_get_day_of_month (from);
  pattern.to_month = !is_range ? pattern.from_month : is_month ? 0 : (guint)g_date_time_get_month (to);
  pattern.to_day = !is_range ? pattern.from_day : (guint)g_date_time_get_day_of_month (to);
  if (pattern.from_month == pattern.to_month && pattern.from_day == pattern.to_day)
    is_range = FALSE;
  if (is_month)
    pattern.kind = is_range ? PAL_SCHEDULE_DATE_DAYS : PAL_SCHEDULE_DATE_DAY;
  else
    pattern.kind = is_range ? PAL_SCHEDULE_DATE_DATES : PAL_SCHEDULE_DATE_DATE;
  return pattern;
}

static void
show_row (UiDatesDialog *self, guint i)
{
  g_autofree char *text = NULL, *markup = NULL;

  if (!adw_expander_row_get_enable_expansion (self->rows[i]))
    text = g_strdup (self->is_pattern ? _ ("The same day") : _ ("Open"));
  else
    {
      g_autoptr (GDateTime) date = dup_date (self, i);

      /* Translators: a day with its weekday, for g_date_time_format() */
      text = desk_moment_format (date, _ ("%A, %-d %B %Y"));
    }
  markup = g_markup_escape_text (text, -1);
  adw_expander_row_set_subtitle (self->rows[i], markup);
}

static void
refresh (UiDatesDialog *self)
{
  g_autofree char *text = NULL;
  guint first, last;

  if (self->rows[1] == NULL || (self->is_pattern && self->sense == NULL))
    return; /* being built */
  show_row (self, 0);
  show_row (self, 1);
  if (self->is_pattern)
    {
      PalScheduleDate pattern = ui_dates_dialog_get_pattern (self);
      g_autofree char *words = desk_schedule_describe_pattern (&pattern);

      text = g_strdup_printf (pattern.is_excluded ? _ ("Off on: %s") : _ ("On only on: %s"), words);
      gtk_label_set_text (self->summary, text);
      return;
    }
  ui_dates_dialog_get_validity (self, &first, &last);
  gtk_widget_set_sensitive (self->done_button, first == 0 || last == 0 || first <= last);
  gtk_label_set_text (self->summary, first != 0 && last != 0 && first > last
                                         ? _ ("The last day is before the first one.")
                                         : "");
}

static void
done_cb (UiDatesDialog *self)
{
  g_signal_emit (self, signals[CHOSEN], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static AdwComboRow *
add_combo (UiDatesDialog *self, const char *title, const char *one, const char *two)
{
  const char *const texts[] = { one, two, NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (texts);
  GtkWidget *row = g_object_new (ADW_TYPE_COMBO_ROW, "title", title, "model", list, NULL);

  g_signal_connect_object (row, "notify::selected", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, row);
  return ADW_COMBO_ROW (row);
}

static void
add_day (UiDatesDialog *self, guint i, const char *title, gboolean is_optional)
{
  GtkWidget *row = adw_expander_row_new (), *calendar = gtk_calendar_new (),
            *holder = gtk_list_box_row_new ();
  g_autofree char *title_markup = g_markup_escape_text (title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_expander_row_set_show_enable_switch (ADW_EXPANDER_ROW (row), is_optional);
  gtk_widget_add_css_class (calendar, "in-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (calendar), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (holder), calendar);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (holder), FALSE);
  gtk_widget_set_focusable (holder, FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), holder);
  self->rows[i] = ADW_EXPANDER_ROW (row);
  self->calendars[i] = GTK_CALENDAR (calendar);
  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "notify::enable-expansion", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, row);
}

static GtkWidget *
make_header (UiDatesDialog *self, const char *done)
{
  GtkWidget *header = adw_header_bar_new (), *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  self->done_button = gtk_button_new_with_mnemonic (done);
  gtk_widget_add_css_class (self->done_button, "suggested-action");
  g_signal_connect_object (self->done_button, "clicked", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->done_button);
  return header;
}

static void
build (UiDatesDialog *self, const char *title, const char *done)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *group = adw_preferences_group_new ();
  GtkWidget *summary = gtk_label_new (NULL);

  gtk_window_set_title (GTK_WINDOW (self), title);
  self->group = ADW_PREFERENCES_GROUP (group);
  self->summary = GTK_LABEL (summary);
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_label_set_justify (self->summary, GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (summary, "dim-label");
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), summary);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 620);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (content), make_header (self, done));
  gtk_box_append (GTK_BOX (content), scroller);
  adw_window_set_content (ADW_WINDOW (self), content);
}

static void
show_date (UiDatesDialog *self, guint i, guint date, GDateTime *fallback)
{
  g_autoptr (GDateTime) given = date != 0 ? g_date_time_new_local (
                                    (int)(date / 10000), (int)(date / 100 % 100), (int)(date % 100), 12, 0, 0)
                                          : NULL;
  g_autoptr (GDateTime) other
      = g_date_time_new_local (g_date_time_get_year (fallback), g_date_time_get_month (fallback),
                               g_date_time_get_day_of_month (fallback), 12, 0, 0);

  gtk_calendar_select_day (self->calendars[i], given != NULL ? given : other);
}

UiDatesDialog *
ui_dates_dialog_new_validity (guint first, guint last, GDateTime *today)
{
  UiDatesDialog *self = g_object_new (UI_TYPE_DATES_DIALOG, NULL);

  build (self, _ ("Valid"), _ ("_Set"));
  add_day (self, 0, _ ("First day"), TRUE);
  add_day (self, 1, _ ("Last day"), TRUE);
  show_date (self, 0, first, today);
  show_date (self, 1, last, today);
  adw_expander_row_set_enable_expansion (self->rows[0], first != 0);
  adw_expander_row_set_enable_expansion (self->rows[1], last != 0);
  adw_expander_row_set_expanded (self->rows[0], first != 0);
  refresh (self);
  return self;
}

UiDatesDialog *
ui_dates_dialog_new_pattern (GDateTime *today)
{
  UiDatesDialog *self = g_object_new (UI_TYPE_DATES_DIALOG, NULL);

  self->is_pattern = TRUE;
  build (self, _ ("Dates"), _ ("_Add"));
  add_day (self, 0, _ ("First day"), FALSE);
  add_day (self, 1, _ ("Last day"), TRUE);
  adw_expander_row_set_enable_expansion (self->rows[1], FALSE);
  show_date (self, 0, 0, today);
  show_date (self, 1, 0, today);
  self->rhythm = add_combo (self, _ ("Comes again"), _ ("Every year"), _ ("Every month"));
  self->sense
      = add_combo (self, _ ("The timer"), _ ("Is off on these dates"), _ ("Is on only on these dates"));
  adw_expander_row_set_expanded (self->rows[0], TRUE);
  refresh (self);
  return self;
}

void
ui_dates_dialog_present (UiDatesDialog *self, GtkWindow *parent)
{
  g_return_if_fail (UI_IS_DATES_DIALOG (self));

  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  ui_accessible_tidy (GTK_WIDGET (self));
  gtk_widget_child_focus (GTK_WIDGET (self->group), GTK_DIR_TAB_FORWARD);
  gtk_window_present (GTK_WINDOW (self));
}

static void
ui_dates_dialog_class_init (UiDatesDialogClass *klass)
{
  signals[CHOSEN]
      = g_signal_new ("chosen", UI_TYPE_DATES_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ui_dates_dialog_init (UiDatesDialog *self)
{
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 400, -1);
}
