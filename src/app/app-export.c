/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-export.h"

#include <glib/gi18n.h>

#include "exchange/desk-export-log.h"
#include "ui/ui-accessible.h"
#include "ui/ui-error-text.h"

typedef struct
{
  const char *name;
  DeskLogFormat format;
  const char *suffix, *pattern;
  const char *title; /* of the kind of file */
} FormatRow;

static const FormatRow formats[] = {
  { "spreadsheet", DESK_LOG_FORMAT_SPREADSHEET, "csv", "*.csv", N_ ("Spreadsheet (CSV)") },
  { "csv", DESK_LOG_FORMAT_CSV, "csv", "*.csv", N_ ("CSV for programs") },
  { "json", DESK_LOG_FORMAT_JSON, "json", "*.json", N_ ("JSON") },
};

/* What was asked for, until a file is chosen. */
typedef struct
{
  AppApplication *application; /* owned */
  DeskLog *log;                /* owned */
  char *search;
  DeskLogFilter filter;
  const FormatRow *format;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->application);
  g_object_unref (wish->log);
  g_free (wish->search);
  g_free (wish);
}

static void
wish_closure_free (gpointer data, GClosure *closure)
{
  wish_free (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AppApplication) application = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint n;

  if (desk_export_log_finish (result, &n, &error))
    {
      text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u line exported", "%u lines exported", n), n);
    }
  else
    {
      g_autofree char *reason = ui_error_to_text (error);

      /* Translators: %s is a sentence that says why. */
      text = g_strdup_printf (_ ("The call log could not be exported. %s"), reason != NULL ? reason : "");
    }
  if (app_application_get_window (application) != NULL)
    ui_window_toast (app_application_get_window (application), text);
  g_application_release (G_APPLICATION (application));
}

/* The chooser is no widget of ours: it goes when it has answered. */
static void
chosen_cb (GtkNativeDialog *chooser, int response, Wish *wish)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                             ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autoptr (DeskLogReader) reader = NULL;

  if (file != NULL)
    {
      reader = desk_log_reader_new (wish->log, wish->filter, wish->search);
      g_application_hold (G_APPLICATION (wish->application));
      desk_export_log_async (reader, file, wish->format->format, NULL, exported_cb,
                             g_object_ref (wish->application));
    }
  g_object_unref (chooser);
}

static void
choose (Wish *wish)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (wish->application));
  GtkFileChooserNative *chooser
    = gtk_file_chooser_native_new (_ ("Export the Call Log"), parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"),
                                   _ ("_Cancel"));
  g_autoptr (GtkFileFilter) kind = gtk_file_filter_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  /* Translators: name of a file, without its ending: calls and a date. */
  g_autofree char *stem = g_strdup_printf (_ ("calls-%s"), day);
  g_autofree char *name = g_strconcat (stem, ".", wish->format->suffix, NULL);

  gtk_file_filter_set_name (kind, _ (wish->format->title));
  gtk_file_filter_add_pattern (kind, wish->format->pattern);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), kind);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_data (chooser, "response", G_CALLBACK (chosen_cb), wish, wish_closure_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
warned_cb (AdwMessageDialog *dialog, const char *response, Wish *wish)
{
  Wish *next;

  if (!g_str_equal (response, "export"))
    return;
  next = g_new0 (Wish, 1);
  *next = *wish;
  g_object_ref (next->application);
  g_object_ref (next->log);
  next->search = g_strdup (wish->search);
  choose (next);
}

GtkWindow *
app_export_new_warning (AppApplication *application)
{
  GtkWidget *dialog = adw_message_dialog_new (
    gtk_application_get_active_window (GTK_APPLICATION (application)), _ ("Export for Programs?"),
    _ ("Numbers are written as they are. A spreadsheet may take one that begins with + for a formula: for that, "
       "export for spreadsheets instead."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "export", _ ("_Export"),
                                    NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  ui_accessible_tidy (dialog);
  return GTK_WINDOW (dialog);
}

static void
warn (Wish *wish)
{
  GtkWindow *dialog = app_export_new_warning (wish->application);

  g_signal_connect_data (dialog, "response", G_CALLBACK (warned_cb), wish, wish_closure_free, 0);
  gtk_window_present (dialog);
  gtk_window_set_focus (dialog, NULL);
}

void
app_export_log (AppApplication *application, GVariant *parameter)
{
  DeskSession *session = app_application_get_session (application);
  const char *name, *search;
  guint32 filter;
  g_autoptr (Wish) wish = NULL;

  g_variant_get (parameter, "(&su&s)", &name, &filter, &search);
  if (session == NULL || filter > DESK_LOG_FILTER_QUEUE)
    return;
  wish = g_new0 (Wish, 1);
  wish->application = g_object_ref (application);
  wish->log = g_object_ref (desk_session_get_log (session));
  wish->search = g_strdup (search);
  wish->filter = (DeskLogFilter) filter;
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, name))
      wish->format = &formats[i];
  if (wish->format == NULL)
    return;
  if (wish->format->format == DESK_LOG_FORMAT_CSV)
    warn (g_steal_pointer (&wish));
  else
    choose (g_steal_pointer (&wish));
}
