/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-import.h"

#include <glib/gi18n.h>

#include "exchange/desk-columns.h"
#include "exchange/desk-import-run.h"
#include "ui/dialogs/ui-import-window.h"
#include "ui/ui-error-text.h"

/* One import: lives with its window and with what is under way for it. */
typedef struct
{
  gatomicrefcount ref_count;
  AppApplication *application; /* owned */
  DeskSession *session;        /* owned */
  UiImportWindow *window;      /* borrowed; NULL once closed */
  GCancellable *cancellable;   /* owned */
  char *phonebook, *folder, *path;
  const char *language;
  gboolean is_shared;

  DeskContactFile *file;       /* owned, from here on NULL until known */
  GPtrArray *entries, *faults, *known, *picked;
  GListModel *plan;
  DeskImportRun *run;
  gboolean is_undoing;
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
  g_object_unref (self->session);
  g_object_unref (self->cancellable);
  g_free (self->phonebook);
  g_free (self->folder);
  g_free (self->path);
  g_clear_pointer (&self->file, desk_contact_file_free);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_clear_pointer (&self->picked, g_ptr_array_unref);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_clear_object (&self->plan);
  g_clear_object (&self->run);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Import, import_unref)

static void
closure_unref (gpointer data, GClosure *closure)
{
  import_unref (data);
}

static void
show_error (Import *self, const GError *error)
{
  g_autofree char *text = ui_error_to_text (error);

  if (self->window != NULL && text != NULL)
    ui_import_window_show_result (self->window, _ ("Nothing Was Imported"), text, FALSE);
}

static const char *
get_language (void)
{
  return g_str_has_prefix (g_get_language_names ()[0], "ja") ? "ja" : "en";
}

/* --- the plan ------------------------------------------------------------------- */

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Import) self = user_data;
  g_autoptr (GError) error = NULL;
  guint counts[DESK_IMPORT_N_KINDS];

  if (!desk_gather_infos_finish (result, &error))
    {
      show_error (self, error);
      return;
    }
  if (self->window == NULL)
    return;
  self->plan = desk_import_plan (self->entries, self->faults, self->picked, self->language);
  desk_import_count (self->plan, counts);
  ui_import_window_show_plan (self->window, self->plan, counts);
}

static void
gathered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Import) self = user_data;
  g_autoptr (GError) error = NULL;

  self->known = desk_gather_finish (result, &error);
  if (self->known == NULL)
    {
      show_error (self, error);
      return;
    }
  self->picked = desk_import_pick (self->entries, self->known);
  desk_gather_infos_async (desk_session_get_client (self->session), self->picked, NULL, self->cancellable,
                           picked_cb, import_ref (self));
}

static void
compare (Import *self)
{
  ui_import_window_show_waiting (self->window, _ ("Comparing with the phonebook…"), -1);
  desk_gather_async (desk_session_get_client (self->session), self->phonebook,
                     self->is_shared ? DESK_WHOSE_SHARED : DESK_WHOSE_OWN, NULL, self->cancellable,
                     gathered_cb, import_ref (self));
}

/* --- the file ------------------------------------------------------------------- */

static char *
dup_columns_path (Import *self)
{
  return g_build_filename (self->folder, "columns.ini", NULL);
}

static void
columns_cb (Import *self)
{
  g_auto (GStrv) columns = ui_import_window_dup_columns (self->window);
  g_autofree char *path = dup_columns_path (self);
  g_autoptr (GError) error = NULL;

  if (!desk_columns_remember (path, (const char *const *) self->file->table->header,
                              (const char *const *) columns, &error))
    g_message ("columns of a file: %s", error->message);
  self->entries = desk_entries_of_table (self->file->table, (const char *const *) columns, self->language,
                                         self->faults);
  compare (self);
}

static void
show_columns (Import *self)
{
  const char *const *header = (const char *const *) self->file->table->header;
  g_autoptr (GPtrArray) ids = g_ptr_array_new (), captions = g_ptr_array_new ();
  g_autofree char *path = dup_columns_path (self);
  g_auto (GStrv) chosen = desk_columns_recall (path, header);
  const PalContactField *fields;
  guint n;

  if (chosen == NULL)
    chosen = desk_columns_guess (header, self->language);
  g_ptr_array_add (ids, (gpointer) DESK_COLUMN_NONE);
  g_ptr_array_add (captions, (gpointer) _ ("Not taken"));
  g_ptr_array_add (ids, (gpointer) DESK_COLUMN_NAME);
  g_ptr_array_add (captions, (gpointer) _ ("Whole name"));
  fields = pal_contact_manager_get_fields (pal_contact_manager_get (self->language), &n);
  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (ids, (gpointer) fields[i].id);
      g_ptr_array_add (captions, (gpointer) fields[i].caption);
    }
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (captions, NULL);
  ui_import_window_show_columns (self->window, header, (const char *const *) ids->pdata,
                                 (const char *const *) captions->pdata, (const char *const *) chosen);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Import) self = user_data;
  g_autoptr (GError) error = NULL;

  self->file = desk_contact_file_read_finish (result, &error);
  if (self->file == NULL)
    {
      show_error (self, error);
      return;
    }
  self->faults = g_ptr_array_ref (self->file->faults);
  if (self->window == NULL)
    return;
  if (self->file->table != NULL)
    {
      show_columns (self);
      return;
    }
  self->entries = g_ptr_array_ref (self->file->entries);
  compare (self);
}

/* --- doing it ------------------------------------------------------------------- */

static void
show_end (Import *self)
{
  guint n_done = desk_import_run_get_n_done (self->run), n_failed = desk_import_run_get_n_failed (self->run);
  g_autofree char *text = NULL;

  if (self->is_undoing)
    text = g_strdup_printf (_ ("%u changes taken back, %u could not be"), n_done, n_failed);
  else
    text = g_strdup_printf (_ ("%u contacts saved, %u wait for a decision"), n_done, n_failed);
  ui_import_window_show_result (self->window, self->is_undoing ? _ ("Import Undone") : _ ("Import Finished"), text,
                                !self->is_undoing && n_done > 0);
}

/* The run holds us as long as we follow it. */
static void
leave_run (Import *self)
{
  g_autoptr (Import) own = import_ref (self);
  g_autoptr (DeskImportRun) run = g_steal_pointer (&self->run);

  if (run != NULL)
    g_signal_handlers_disconnect_by_data (run, self);
}

static void
progress_cb (Import *self)
{
  g_autoptr (Import) own = import_ref (self);
  guint n_total = desk_import_run_get_n_total (self->run);
  guint n = desk_import_run_get_n_done (self->run) + desk_import_run_get_n_failed (self->run);
  g_autofree char *text = NULL;

  if (!desk_import_run_get_is_running (self->run))
    {
      if (self->window != NULL)
        show_end (self);
      leave_run (self);
      return;
    }
  if (self->window == NULL)
    return;
  text = g_strdup_printf (_ ("%u of %u contacts"), n, n_total);
  ui_import_window_show_waiting (self->window, text, n_total > 0 ? (double) n / n_total : 0);
}

/* A window that is closed meanwhile changes nothing: the run goes on to its end. */
static void
follow (Import *self, DeskImportRun *run)
{
  leave_run (self);
  self->run = run;
  g_signal_connect_data (run, "notify", G_CALLBACK (progress_cb), import_ref (self), closure_unref,
                         G_CONNECT_SWAPPED);
  progress_cb (self);
}

static void
confirmed_cb (Import *self)
{
  DeskOutbox *outbox = desk_session_get_outbox (self->session);
  g_autoptr (GError) error = NULL;
  DeskImportRun *run;

  g_free (self->path);
  self->path = desk_undo_dup_path (self->folder, g_get_real_time ());
  run = desk_import_run_new (outbox, self->plan, self->phonebook, self->is_shared, self->path, &error);
  if (run != NULL)
    follow (self, run);
  else
    show_error (self, error);
}

static void
undo_cb (Import *self)
{
  g_autoptr (GError) error = NULL;
  DeskImportRun *run = desk_import_run_undo (desk_session_get_outbox (self->session), self->path, &error);

  self->is_undoing = TRUE;
  if (run != NULL)
    follow (self, run);
  else
    show_error (self, error);
}

static void
stopped_cb (Import *self)
{
  if (self->run != NULL)
    {
      desk_import_run_stop (self->run);
      return;
    }
  gtk_window_close (GTK_WINDOW (self->window));
}

static gboolean
closed_cb (Import *self)
{
  self->window = NULL;
  g_cancellable_cancel (self->cancellable);
  return FALSE;
}

/* --- beginning ------------------------------------------------------------------- */

static void
open_window (Import *self, GFile *file)
{
  static const struct { const char *name; void (*func) (Import *self); } wishes[] = {
    { "columns-chosen", columns_cb }, { "confirmed", confirmed_cb }, { "stopped", stopped_cb }, { "undo", undo_cb },
  };

  self->window
    = ui_import_window_new (GTK_WINDOW (app_application_get_window (self->application)), self->phonebook);
  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    g_signal_connect_data (self->window, wishes[i].name, G_CALLBACK (wishes[i].func), import_ref (self),
                           closure_unref, G_CONNECT_SWAPPED);
  g_signal_connect_data (self->window, "close-request", G_CALLBACK (closed_cb), import_ref (self), closure_unref,
                         G_CONNECT_SWAPPED);
  ui_import_window_show_waiting (self->window, _ ("Reading the file…"), -1);
  gtk_window_present (GTK_WINDOW (self->window));
  desk_contact_file_read_async (file, self->language, self->cancellable, read_cb, import_ref (self));
}

/* The chooser is no widget of ours: it goes when it has answered. */
static void
chosen_cb (GtkNativeDialog *chooser, int response, Import *self)
{
  g_autoptr (GFile) file
    = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;

  if (file != NULL && app_application_get_window (self->application) != NULL)
    open_window (self, file);
  g_object_unref (chooser);
}

static void
choose (Import *self)
{
  GtkFileChooserNative *chooser
    = gtk_file_chooser_native_new (_ ("Import Contacts"), GTK_WINDOW (app_application_get_window (self->application)),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) kind = gtk_file_filter_new ();

  gtk_file_filter_set_name (kind, _ ("Contacts (CSV, vCard)"));
  gtk_file_filter_add_pattern (kind, "*.[cC][sS][vV]");
  gtk_file_filter_add_pattern (kind, "*.[vV][cC][fF]");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), kind);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_data (chooser, "response", G_CALLBACK (chosen_cb), import_ref (self), closure_unref, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
app_import_contacts (AppApplication *application, GVariant *parameter)
{
  DeskSession *session = app_application_get_session (application);
  const char *data = app_application_get_directory (application);
  g_autoptr (Import) self = NULL;
  const char *phonebook, *address;
  gboolean is_shared;

  g_variant_get (parameter, "(&sb&s)", &phonebook, &is_shared, &address);
  if (session == NULL || data == NULL || app_application_get_window (application) == NULL)
    return;
  self = g_new0 (Import, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->application = g_object_ref (application);
  self->session = g_object_ref (session);
  self->cancellable = g_cancellable_new ();
  self->phonebook = g_strdup (phonebook);
  self->is_shared = is_shared;
  self->language = get_language ();
  self->folder = g_build_filename (data, "imports", NULL);
  if (*address != '\0')
    {
      g_autoptr (GFile) file = g_file_new_for_uri (address);

      open_window (self, file);
    }
  else
    choose (self);
}
