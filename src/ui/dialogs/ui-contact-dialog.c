/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-contact-dialog.h"

#include <glib/gi18n-lib.h>

#include "model/desk-contact-drafts.h"
#include "model/desk-phonebooks.h"
#include "ui/dialogs/ui-contact-form.h"
#include "ui/ui-accessible.h"
#include "ui/ui-announcer.h"
#include "ui/ui-contact-text.h"
#include "ui/ui-window.h"

struct _UiContactDialog
{
  AdwWindow parent_instance;

  gboolean is_over; /* saved, or given up */
  guint answer_source;

  /* template children */
  GtkWidget *book_clamp;
  AdwComboRow *book_row;
  UiContactForm *form;
  GtkLabel *problem_label;
  UiAnnouncer *announcer;

  /* owned */
  DeskSession *session;
  DeskContact *contact;  /* NULL: a new one */
  DeskEdit *edit;        /* that waits already, or NULL */
  DeskContactDraft *draft; /* keeps what is written; NULL: an edit that waits and has no contact yet */
  PalContactInfo *base;  /* what the contact was when this was opened */
  PalContactInfo *start; /* what the form was filled with */
  GPtrArray *books;      /* that a new one may stand in, of DeskPhonebook */
  GtkWindow *question;   /* weak: whether to throw away what was written */
  char *problem;
};

G_DEFINE_FINAL_TYPE (UiContactDialog, ui_contact_dialog, ADW_TYPE_WINDOW)

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- what is written ---------------------------------------------------------- */

static DeskPhonebook *
get_book (UiContactDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->book_row);

  return self->books != NULL && selected < self->books->len ? self->books->pdata[selected] : NULL;
}

static void
show_problem (UiContactDialog *self, char *problem)
{
  g_autofree char *old = g_steal_pointer (&self->problem);

  self->problem = problem;
  gtk_label_set_text (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
  if (problem != NULL && g_strcmp0 (old, problem) != 0)
    ui_announcer_say (self->announcer, problem);
}

/* What was filled in before it was opened is worth saving, too. */
static gboolean
is_worth_saving (UiContactDialog *self)
{
  g_autoptr (PalContactInfo) info = NULL;
  g_autofree char *name = NULL;

  if (self->contact != NULL || self->edit != NULL)
    {
      info = ui_contact_form_dup_info (self->form);
      return !pal_contact_info_equal (info, self->base);
    }
  name = ui_contact_form_dup_name (self->form);
  return *name != '\0' && get_book (self) != NULL;
}

/* On disk while it is written: a program that ends, however that is, loses nothing. */
static void
keep_draft (UiContactDialog *self)
{
  g_autoptr (PalContactInfo) info = NULL;
  DeskPhonebook *book = get_book (self);

  if (self->draft == NULL || self->is_over)
    return;
  if (ui_contact_form_is_changed (self->form))
    info = ui_contact_form_dup_info (self->form);
  if (book != NULL)
    desk_contact_draft_write (self->draft, desk_phonebook_get_name (book),
                              desk_phonebook_get_is_shared (book), info);
  else
    desk_contact_draft_write (self->draft, desk_contact_draft_get_phonebook (self->draft),
                              desk_contact_draft_get_is_shared (self->draft), info);
}

static void
check (UiContactDialog *self)
{
  if (self->start == NULL)
    return; /* being built */
  show_problem (self, ui_contact_form_dup_problem (self->form));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contact-dialog.save",
                                 self->problem == NULL && is_worth_saving (self));
  keep_draft (self);
}

/* A change that waits already takes in what is wanted of it now; one on its way is followed by another.
 * NULL: that cannot be, as the PBX has not said yet what it made of a new contact. */
static DeskEdit *
save (UiContactDialog *self)
{
  DeskOutbox *outbox = desk_session_get_outbox (self->session);
  g_autoptr (PalContactInfo) info = ui_contact_form_dup_info (self->form);
  DeskPhonebook *book = get_book (self);

  if (self->edit != NULL && desk_edit_is_pending (self->edit) && desk_edit_resolve (self->edit, info))
    return self->edit;
  if (self->edit != NULL && desk_edit_get_contact_id (self->edit) != NULL)
    return desk_outbox_change_from (outbox, desk_edit_get_contact_id (self->edit),
                                    desk_edit_get_phonebook (self->edit),
                                    desk_edit_get_is_shared (self->edit), self->base, info);
  if (self->edit != NULL)
    return NULL;
  if (self->contact == NULL)
    return desk_outbox_create (outbox, desk_phonebook_get_name (book), desk_phonebook_get_is_shared (book),
                               info);
  return desk_outbox_change_from (outbox, desk_contact_get_id (self->contact),
                                  desk_contact_draft_get_phonebook (self->draft),
                                  desk_contact_draft_get_is_shared (self->draft), self->base, info);
}

static void
save_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiContactDialog *self = UI_CONTACT_DIALOG (widget);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  DeskEdit *edit;

  check (self);
  if (self->is_over || self->problem != NULL || !is_worth_saving (self))
    return;
  edit = save (self);
  if (edit == NULL)
    {
      show_problem (self, g_strdup (_ ("It is being sent just now. Save it again in a moment.")));
      return;
    }
  self->is_over = TRUE;
  if (self->draft != NULL)
    desk_contact_draft_end (self->draft, edit);
  if (UI_IS_WINDOW (parent))
    ui_window_note_enter (UI_WINDOW (parent));
  g_signal_emit (self, signals[SAVED], 0, edit);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- leaving -------------------------------------------------------------------- */

static gboolean
would_lose (UiContactDialog *self)
{
  return !self->is_over && self->start != NULL && ui_contact_form_is_changed (self->form);
}

static gboolean
answer_cb (gpointer user_data)
{
  UiContactDialog *self = user_data;

  self->answer_source = 0;
  if (self->is_over)
    gtk_window_close (GTK_WINDOW (self));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "contact-dialog.save", NULL);
  return G_SOURCE_REMOVE;
}

/* The question, which still knows this as its parent, goes first. */
static void
answered_cb (UiContactDialog *self, const char *response)
{
  if (g_str_equal (response, "cancel"))
    return;
  self->is_over = g_str_equal (response, "discard");
  if (self->is_over && self->draft != NULL)
    desk_contact_draft_end (self->draft, NULL);
  if (self->answer_source == 0)
    self->answer_source = g_idle_add (answer_cb, self);
}

static void
ask (UiContactDialog *self)
{
  GtkWidget *dialog;

  if (self->question == NULL)
    {
      dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Save What You Wrote?"),
                                       _ ("It is lost when it is not saved."));
      adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Go On Writing"),
                                        "discard", _ ("_Discard"), "save", _ ("_Save"), NULL);
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                                  ADW_RESPONSE_DESTRUCTIVE);
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save",
                                                  ADW_RESPONSE_SUGGESTED);
      adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "save",
                                               self->problem == NULL && is_worth_saving (self));
      adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
      adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
      g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
      ui_accessible_tidy (dialog);
      g_set_weak_pointer (&self->question, GTK_WINDOW (dialog));
    }
  gtk_window_present (self->question);
}

static gboolean
ui_contact_dialog_close_request (GtkWindow *window)
{
  UiContactDialog *self = UI_CONTACT_DIALOG (window);

  if (would_lose (self))
    {
      ask (self);
      return GDK_EVENT_STOP;
    }
  return GTK_WINDOW_CLASS (ui_contact_dialog_parent_class)->close_request (window);
}

gboolean
ui_contact_dialog_hold (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean holds = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (UI_IS_CONTACT_DIALOG (window) && would_lose (UI_CONTACT_DIALOG (window)))
        {
          ask (UI_CONTACT_DIALOG (window));
          holds = TRUE;
        }
    }
  return holds;
}

/* --- the window ------------------------------------------------------------------- */

static void
ui_contact_dialog_dispose (GObject *object)
{
  UiContactDialog *self = UI_CONTACT_DIALOG (object);

  g_clear_handle_id (&self->answer_source, g_source_remove);
  g_clear_weak_pointer (&self->question);
  g_clear_pointer (&self->start, pal_contact_info_unref);
  g_clear_pointer (&self->base, pal_contact_info_unref);
  g_clear_object (&self->contact);
  g_clear_object (&self->edit);
  g_clear_object (&self->draft);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_CONTACT_DIALOG);
  g_clear_pointer (&self->books, g_ptr_array_unref);
  g_clear_object (&self->session);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (ui_contact_dialog_parent_class)->dispose (object);
}

static void
ui_contact_dialog_class_init (UiContactDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_contact_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = ui_contact_dialog_close_request;

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, DESK_TYPE_EDIT);

  g_type_ensure (UI_TYPE_ANNOUNCER);
  g_type_ensure (UI_TYPE_CONTACT_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-contact-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UiContactDialog, book_clamp);
  gtk_widget_class_bind_template_child (widget_class, UiContactDialog, book_row);
  gtk_widget_class_bind_template_child (widget_class, UiContactDialog, form);
  gtk_widget_class_bind_template_child (widget_class, UiContactDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, UiContactDialog, announcer);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_install_action (widget_class, "contact-dialog.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "contact-dialog.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "contact-dialog.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ui_contact_dialog_init (UiContactDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill (UiContactDialog *self, const PalContactManager *manager, PalContactInfo *base)
{
  PalContactInfo *written = self->draft != NULL ? desk_contact_draft_get_mine (self->draft) : NULL;

  self->base = pal_contact_info_copy (base);
  ui_contact_form_fill (self->form, manager, base);
  if (written != NULL)
    ui_contact_form_write (self->form, written);
  self->start = pal_contact_info_copy (base);
  ui_accessible_tidy (GTK_WIDGET (self));
  check (self);
}

/* Those that can be written to; the shared ones say so. */
static void
fill_books (UiContactDialog *self, DeskPhonebook *chosen)
{
  GListModel *all = G_LIST_MODEL (desk_session_get_phonebooks (self->session));
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected = 0;

  self->books = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (DeskPhonebook) book = g_list_model_get_item (all, i);

      if (!desk_phonebook_get_can_edit (book))
        continue;
      if (book == chosen)
        selected = self->books->len;
      gtk_string_list_append (titles, desk_phonebook_get_title (book));
      g_ptr_array_add (self->books, g_steal_pointer (&book));
    }
  adw_combo_row_set_model (self->book_row, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->book_row, selected);
  gtk_widget_set_visible (self->book_clamp, self->books->len != 1);
}

/* @draft is taken. */
static GtkWindow *
make_new (DeskSession *session, DeskPhonebook *book, DeskContactDraft *draft)
{
  UiContactDialog *self = g_object_new (UI_TYPE_CONTACT_DIALOG, "title", _ ("New Contact"), NULL);
  DeskPhonebooks *phonebooks = desk_session_get_phonebooks (session);

  self->session = g_object_ref (session);
  self->draft = draft;
  /* The PBX makes a first phonebook with the first contact. */
  if (g_list_model_get_n_items (G_LIST_MODEL (phonebooks)) == 0)
    desk_phonebooks_ensure (phonebooks, _ ("Personal"), FALSE);
  fill_books (self, book);
  fill (self, ui_contact_choose_manager (session), desk_contact_draft_get_base (draft));
  return GTK_WINDOW (self);
}

GtkWindow *
ui_contact_dialog_new (DeskSession *session, DeskPhonebook *book, PalContactInfo *prefilled)
{
  g_autoptr (PalContactInfo) info = NULL;
  DeskContactDrafts *drafts;

  g_return_val_if_fail (DESK_IS_SESSION (session), NULL);

  info = prefilled != NULL ? pal_contact_info_copy (prefilled) : pal_contact_info_new ();
  if (pal_contact_info_get (info, PAL_CONTACT_LANG) == NULL)
    pal_contact_info_set (info, PAL_CONTACT_LANG,
                          pal_contact_manager_get_language (ui_contact_choose_manager (session)));
  drafts = desk_session_get_contact_drafts (session);
  return make_new (session, book, desk_contact_drafts_begin (drafts, NULL, NULL, FALSE, info));
}

static UiContactDialog *
find_open (DeskContact *contact, DeskEdit *edit)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      UiContactDialog *dialog = UI_IS_CONTACT_DIALOG (window) ? UI_CONTACT_DIALOG (window) : NULL;

      if (dialog != NULL && !dialog->is_over
          && ((contact != NULL && dialog->contact == contact) || (edit != NULL && dialog->edit == edit)))
        return dialog;
    }
  return NULL;
}

/* @draft is taken; NULL: a new contact that waits to be sent. */
static GtkWindow *
open_with (
    DeskSession *session, DeskContact *contact, DeskEdit *edit, PalContactInfo *base, DeskContactDraft *draft)
{
  UiContactDialog *self = g_object_new (UI_TYPE_CONTACT_DIALOG, "title",
                                        contact != NULL ? _ ("Edit Contact") : _ ("New Contact"), NULL);

  self->session = g_object_ref (session);
  self->draft = draft;
  g_set_object (&self->contact, contact);
  g_set_object (&self->edit, edit);
  gtk_widget_set_visible (self->book_clamp, FALSE);
  fill (self, ui_contact_choose_manager (session), base);
  return GTK_WINDOW (self);
}

GtkWindow *
ui_contact_dialog_open (DeskSession *session, DeskContact *contact)
{
  UiContactDialog *open;
  DeskContactDrafts *drafts;
  DeskContactDraft *draft;
  PalContactInfo *base;
  DeskEdit *edit;

  g_return_val_if_fail (DESK_IS_SESSION (session), NULL);
  g_return_val_if_fail (DESK_IS_CONTACT (contact) && desk_contact_get_info (contact) != NULL, NULL);

  open = find_open (contact, NULL);
  if (open != NULL)
    return GTK_WINDOW (open);
  /* What was written and not saved comes first, then what is wanted of it already. */
  drafts = desk_session_get_contact_drafts (session);
  draft = desk_contact_drafts_take_of (drafts, desk_contact_get_id (contact));
  if (draft != NULL)
    return open_with (session, contact, NULL, desk_contact_draft_get_base (draft), draft);
  edit = desk_outbox_find (desk_session_get_outbox (session), desk_contact_get_id (contact));
  if (edit != NULL && desk_edit_get_mine (edit) == NULL)
    edit = NULL;
  base = edit != NULL ? desk_edit_get_mine (edit) : desk_contact_get_info (contact);
  draft = desk_contact_drafts_begin (drafts, desk_contact_get_id (contact),
                                     desk_contact_get_phonebook (contact),
                                     desk_contact_get_is_shared (contact), base);
  return open_with (session, contact, edit, base, draft);
}

GtkWindow *
ui_contact_dialog_open_edit (DeskSession *session, DeskEdit *edit)
{
  UiContactDialog *open;

  g_return_val_if_fail (DESK_IS_SESSION (session), NULL);
  g_return_val_if_fail (DESK_IS_EDIT (edit) && desk_edit_get_mine (edit) != NULL, NULL);

  open = find_open (NULL, edit);
  return open != NULL ? GTK_WINDOW (open)
                      : open_with (session, NULL, edit, desk_edit_get_mine (edit), NULL);
}

GtkWindow *
ui_contact_dialog_open_draft (DeskSession *session, DeskContactDraft *draft)
{
  DeskPhonebooks *phonebooks;
  DeskPhonebook *book;
  g_autoptr (DeskContact) contact = NULL;
  const char *id;

  g_return_val_if_fail (DESK_IS_SESSION (session), NULL);
  g_return_val_if_fail (DESK_IS_CONTACT_DRAFT (draft), NULL);

  draft = desk_contact_drafts_take (desk_session_get_contact_drafts (session), draft);
  if (draft == NULL)
    return NULL;
  phonebooks = desk_session_get_phonebooks (session);
  id = desk_contact_draft_get_contact_id (draft);
  if (id != NULL)
    {
      contact = desk_phonebooks_ensure_contact (phonebooks, id);
      return open_with (session, contact, NULL, desk_contact_draft_get_base (draft), draft);
    }
  book = desk_contact_draft_get_phonebook (draft) != NULL
             ? desk_phonebooks_find (phonebooks, desk_contact_draft_get_phonebook (draft),
                                     desk_contact_draft_get_is_shared (draft))
             : NULL;
  return make_new (session, book, draft);
}

void
ui_contact_dialog_present (GtkWindow *self, GtkWindow *parent)
{
  g_return_if_fail (UI_IS_CONTACT_DIALOG (self));

  if (parent != NULL && parent != self)
    {
      gtk_window_set_transient_for (self, parent);
      gtk_window_set_application (self, gtk_window_get_application (parent));
    }
  gtk_window_present (self);
  if (!ui_contact_form_is_changed (UI_CONTACT_DIALOG (self)->form))
    ui_contact_form_focus (UI_CONTACT_DIALOG (self)->form);
}
