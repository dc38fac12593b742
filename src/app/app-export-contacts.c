/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-export-contacts.h"

#include <glib/gi18n.h>

#include "app/app-export.h"
#include "exchange/desk-copies.h"
#include "exchange/desk-export-contacts.h"
#include "ui/dialogs/ui-import-window.h"
#include "ui/ui-error-text.h"

#define PATIENCE 500 /* ms: what takes no longer needs no window */

/* One export: lives with what is under way for it. */
typedef struct
{
  AppApplication *application; /* owned */
  DeskSession *session;        /* owned */
  GCancellable *cancellable;   /* owned */
  GFile *file;                 /* owned; NULL until chosen */
  GPtrArray *known;            /* owned; NULL until known */
  UiImportWindow *window;      /* weak; NULL while nobody has to wait */
  const DeskContactsKind *kind;
  char *phonebook, *search;
  char **ids;                  /* owned: of these, unless it is empty */
  gboolean is_shared, may_replace;
  guint delay;
} Export;

static void
export_clear (gpointer data)
{
  Export *self = data;

  g_clear_weak_pointer (&self->window);
  g_object_unref (self->application);
  g_object_unref (self->session);
  g_object_unref (self->cancellable);
  g_clear_object (&self->file);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_free (self->phonebook);
  g_free (self->search);
  g_strfreev (self->ids);
}

static void
export_release (Export *self)
{
  g_rc_box_release_full (self, export_clear);
}

static void
closure_release (gpointer data, GClosure *closure)
{
  export_release (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_release)

/* --- the wait ------------------------------------------------------------------- */

static void
stop_cb (Export *self)
{
  g_cancellable_cancel (self->cancellable);
}

static gboolean
close_cb (Export *self)
{
  g_cancellable_cancel (self->cancellable);
  return FALSE;
}

static void
show_progress (guint n_done, guint n_total, gpointer user_data)
{
  Export *self = user_data;
  g_autofree char *text = NULL;

  if (self->window == NULL)
    return;
  text = g_strdup_printf (_ ("%u of %u contacts"), n_done, n_total);
  ui_import_window_show_waiting (self->window, text, n_total > 0 ? (double) n_done / n_total : 0);
}

static gboolean
delay_cb (gpointer user_data)
{
  Export *self = user_data;
  UiWindow *parent = app_application_get_window (self->application);

  self->delay = 0;
  if (parent == NULL)
    return G_SOURCE_REMOVE;
  g_set_weak_pointer (&self->window, ui_import_window_new (GTK_WINDOW (parent), ""));
  gtk_window_set_title (GTK_WINDOW (self->window), _ ("Export Contacts"));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 420, 260);
  g_signal_connect_data (self->window, "stopped", G_CALLBACK (stop_cb), g_rc_box_acquire (self), closure_release,
                         G_CONNECT_SWAPPED);
  g_signal_connect_data (self->window, "close-request", G_CALLBACK (close_cb), g_rc_box_acquire (self),
                         closure_release, G_CONNECT_SWAPPED);
  ui_import_window_show_waiting (self->window, _ ("Reading the contacts…"), -1);
  gtk_window_present (GTK_WINDOW (self->window));
  return G_SOURCE_REMOVE;
}

/* --- the end -------------------------------------------------------------------- */

static char *
dup_result (Export *self)
{
  guint n = 0;

  for (guint i = 0; i < self->known->len; i++)
    n += ((DeskKnown *) self->known->pdata[i])->info != NULL;
  if (n < self->known->len)
    return g_strdup_printf (_ ("%u contacts exported, %u could not be read"), n, self->known->len - n);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u contact exported", "%u contacts exported", n), n);
}

/* Says what came of it; nothing when the person stopped it. */
static void
end (Export *self, const GError *error)
{
  UiWindow *parent = app_application_get_window (self->application);
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->delay, g_source_remove);
  if (self->window != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->window, self);
      gtk_window_close (GTK_WINDOW (self->window));
    }
  if (error == NULL)
    {
      text = dup_result (self);
    }
  else if (!g_cancellable_is_cancelled (self->cancellable))
    {
      g_autofree char *reason = ui_error_to_text (error);

      /* Translators: %s is a sentence that says why. */
      text = g_strdup_printf (_ ("The contacts could not be exported. %s"), reason != NULL ? reason : "");
    }
  if (parent != NULL && text != NULL)
    ui_window_toast (parent, text);
  g_application_release (G_APPLICATION (self->application));
}

/* --- the steps ------------------------------------------------------------------- */

static const char *
get_language (void)
{
  return g_str_has_prefix (g_get_language_names ()[0], "ja") ? "ja" : "en";
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;

  desk_export_contacts_finish (result, &error);
  end (self, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;

  if (desk_gather_infos_finish (result, &error))
    desk_export_contacts_async (self->known, self->kind, get_language (), self->file, self->may_replace,
                                self->cancellable, written_cb, g_rc_box_acquire (self));
  else
    end (self, error);
}

/* What is not here is asked of the PBX. */
static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;

  if (desk_copies_read_finish (result, &error))
    desk_gather_infos_async (desk_session_get_client (self->session), self->known, show_progress,
                             self->cancellable, read_cb, g_rc_box_acquire (self));
  else
    end (self, error);
}

static void
read_all (Export *self)
{
  desk_copies_read_async (desk_session_get_mirror (self->session), self->known, show_progress,
                          self->cancellable, copied_cb, g_rc_box_acquire (self));
}

static void
gathered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;

  self->known = desk_gather_finish (result, &error);
  if (self->known != NULL)
    read_all (self);
  else
    end (self, error);
}

/* Who was chosen, or all of the book where it is here; NULL when the PBX has to be asked. */
static GPtrArray *
list_known (Export *self, const char *book)
{
  GPtrArray *known;

  if (self->ids[0] == NULL)
    return *self->search == '\0'
             ? desk_copies_list (desk_session_get_mirror (self->session), book, self->is_shared) : NULL;
  known = g_ptr_array_new_with_free_func (desk_known_free);
  for (guint i = 0; self->ids[i] != NULL; i++)
    g_ptr_array_add (known, desk_known_new (self->ids[i], NULL, NULL, FALSE));
  return known;
}

static void
begin (Export *self)
{
  const char *book = *self->phonebook != '\0' ? self->phonebook : NULL;
  DeskWhose whose = book == NULL ? DESK_WHOSE_ALL : self->is_shared ? DESK_WHOSE_SHARED : DESK_WHOSE_OWN;

  g_application_hold (G_APPLICATION (self->application));
  self->delay = g_timeout_add (PATIENCE, delay_cb, self);
  self->known = list_known (self, book);
  if (self->known != NULL)
    read_all (self);
  else
    desk_gather_async (desk_session_get_client (self->session), book, whose, self->search,
                       self->cancellable, gathered_cb, g_rc_box_acquire (self));
}

/* --- the file ------------------------------------------------------------------- */

/* The chooser is no widget of ours: it goes when it has answered. */
static void
chosen_cb (GtkNativeDialog *chooser, int response, Export *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    self->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (self->file != NULL)
    begin (self);
  g_object_unref (chooser);
}

static void
choose (Export *self)
{
  GtkWindow *parent = GTK_WINDOW (app_application_get_window (self->application));
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    _ ("Export Contacts"), parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) kind = gtk_file_filter_new ();
  /* Translators: name of a file, without its ending. */
  g_autofree char *name = g_strconcat (_ ("contacts"), ".", self->kind->suffix, NULL);
  g_autofree char *pattern = g_strconcat ("*.", self->kind->suffix, NULL);

  self->may_replace = TRUE;
  gtk_file_filter_set_name (kind, _ (self->kind->title));
  gtk_file_filter_add_pattern (kind, pattern);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), kind);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_data (chooser, "response", G_CALLBACK (chosen_cb), g_rc_box_acquire (self), closure_release, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
warned_cb (AdwMessageDialog *dialog, const char *response, Export *self)
{
  if (g_str_equal (response, "export"))
    choose (self);
}

static void
warn (Export *self)
{
  GtkWindow *dialog = app_export_new_warning (self->application);

  g_signal_connect_data (dialog, "response", G_CALLBACK (warned_cb), g_rc_box_acquire (self), closure_release, 0);
  gtk_window_present (dialog);
  gtk_window_set_focus (dialog, NULL);
}

/* Without a window there is one now: what came of it is said there, and where the file is to be is asked. */
void
app_export_contacts (AppApplication *application, GVariant *parameter)
{
  DeskSession *session = app_application_get_session (application);
  g_autoptr (Export) self = NULL;
  g_autofree char **ids = NULL;
  const char *kind, *phonebook, *search, *address;
  gboolean is_shared;

  g_variant_get (parameter, "(&s&sb&s^a&s&s)", &kind, &phonebook, &is_shared, &search, &ids, &address);
  if (app_application_get_window (application) == NULL)
    g_application_activate (G_APPLICATION (application));
  if (session == NULL || app_application_get_window (application) == NULL)
    return;
  if (desk_contacts_kind_find (kind) == NULL)
    {
      ui_window_toast (app_application_get_window (application), _ ("There is no such kind of file"));
      return;
    }
  self = g_rc_box_new0 (Export);
  self->application = g_object_ref (application);
  self->session = g_object_ref (session);
  self->cancellable = g_cancellable_new ();
  self->kind = desk_contacts_kind_find (kind);
  self->phonebook = g_strdup (phonebook);
  self->search = g_strdup (search);
  self->ids = g_strdupv (ids);
  self->is_shared = is_shared;
  if (*address != '\0')
    {
      self->file = g_file_new_for_uri (address);
      begin (self);
    }
  else if (g_str_equal (kind, "csv"))
    warn (self);
  else
    choose (self);
}
