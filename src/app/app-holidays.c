/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-holidays.h"

#include <glib/gi18n.h>

#include "exchange/desk-holidays.h"
#include "model/desk-timers.h"
#include "ui/dialogs/ui-holidays-dialog.h"
#include "ui/ui-error-text.h"
#include "ui/ui-window.h"

/* One import: lives with its dialog and with what is under way for it. */
typedef struct
{
  gatomicrefcount ref_count;
  AppApplication *application; /* owned */
  DeskTimer *timer;            /* owned */
  DeskTimers *timers;          /* owned */
  UiHolidaysDialog *dialog;    /* borrowed; NULL once closed */
  GCancellable *cancellable;   /* owned */
} Import;

static Import *
import_ref (Import *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
import_unref (gpointer data)
{
  Import *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_object_unref (self->application);
  g_object_unref (self->timer);
  g_object_unref (self->timers);
  g_object_unref (self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Import, import_unref)

static void
closure_unref (gpointer data, GClosure *closure)
{
  import_unref (data);
}

static gboolean
has_element (DeskTimer *timer, const char *element)
{
  g_autoptr (PalSchedule) schedule = desk_timer_dup_schedule (timer);
  const char *part = pal_schedule_get_part (schedule, 'D');
  g_auto (GStrv) there = g_strsplit (part != NULL ? part : "", ",", -1);

  return g_strv_contains ((const char *const *)there, element);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Import) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n_faults;
  g_autoptr (GListModel) list = desk_holidays_read_finish (result, &n_faults, &error);

  if (self->dialog == NULL)
    return;
  if (list == NULL)
    {
      g_autofree char *text = ui_error_to_text (error);

      ui_holidays_dialog_show_failure (self->dialog, text != NULL ? text : "");
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (DeskHoliday) holiday = g_list_model_get_item (list, i);
      g_autofree char *element = desk_holiday_dup_element (holiday);

      ui_holidays_dialog_add (self->dialog, desk_holiday_get_name (holiday), desk_holiday_get_date (holiday),
                              desk_holiday_get_is_yearly (holiday) ? 0 : desk_holiday_get_year (holiday),
                              has_element (self->timer, element));
    }
  ui_holidays_dialog_show_list (self->dialog, n_faults);
}

/* Into the timer as it is now; nothing is sent. */
static void
chosen_holidays_cb (Import *self)
{
  g_auto (GStrv) elements = ui_holidays_dialog_dup_elements (self->dialog);
  guint n = desk_timer_add_dates (self->timer, (const char *const *)elements);
  g_autofree char *text
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u date added", "%u dates added", n), n);
  GtkWindow *window = GTK_WINDOW (app_application_get_window (self->application));

  if (UI_IS_WINDOW (window))
    ui_window_toast (UI_WINDOW (window), text);
}

static gboolean
closed_cb (Import *self)
{
  self->dialog = NULL;
  g_cancellable_cancel (self->cancellable);
  return FALSE;
}

static void
open_dialog (Import *self, GFile *file)
{
  g_autoptr (GDateTime) now = desk_timers_dup_now (self->timers);

  self->dialog = ui_holidays_dialog_new (GTK_WINDOW (app_application_get_window (self->application)));
  g_signal_connect_data (self->dialog, "chosen", G_CALLBACK (chosen_holidays_cb), import_ref (self),
                         closure_unref, G_CONNECT_SWAPPED);
  g_signal_connect_data (self->dialog, "close-request", G_CALLBACK (closed_cb), import_ref (self),
                         closure_unref, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->dialog));
  desk_holidays_read_async (file, now, self->cancellable, read_cb, import_ref (self));
}

/* The chooser is no widget of ours: it goes when it has answered. */
static void
chosen_cb (GtkNativeDialog *chooser, int response, Import *self)
{
  g_autoptr (GFile) file
      = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;

  if (file != NULL && app_application_get_window (self->application) != NULL)
    open_dialog (self, file);
  g_object_unref (chooser);
}

static void
choose (Import *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Import Holidays"), GTK_WINDOW (app_application_get_window (self->application)),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) kind = gtk_file_filter_new ();

  gtk_file_filter_set_name (kind, _ ("Calendars (iCalendar)"));
  gtk_file_filter_add_pattern (kind, "*.[iI][cC][sS]");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), kind);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_data (chooser, "response", G_CALLBACK (chosen_cb), import_ref (self), closure_unref, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
app_import_holidays (AppApplication *application, GVariant *parameter)
{
  DeskSession *session = app_application_get_session (application);
  g_autoptr (Import) self = NULL;
  const char *extension, *address;
  DeskTimer *timer;
  guint number;

  g_variant_get (parameter, "(&su&s)", &extension, &number, &address);
  if (session == NULL || app_application_get_window (application) == NULL)
    return;
  timer = desk_timers_find (desk_session_get_timers (session), extension, number);
  if (timer == NULL || desk_timer_get_server_text (timer) == NULL) /* nobody is looking at it */
    return;
  self = g_new0 (Import, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->application = g_object_ref (application);
  self->timer = g_object_ref (timer);
  self->timers = g_object_ref (desk_session_get_timers (session));
  self->cancellable = g_cancellable_new ();
  if (*address != '\0')
    {
      g_autoptr (GFile) file = g_file_new_for_uri (address);

      open_dialog (self, file);
    }
  else
    choose (self);
}
