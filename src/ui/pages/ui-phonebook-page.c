/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-phonebook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/desk-contact-drafts.h"
#include "ui/dialogs/ui-contact-dialog.h"
#include "ui/dialogs/ui-contact-edits.h"
#include "ui/pages/ui-phonebook-menu.h"
#include "ui/rows/ui-contact-row.h"

G_DEFINE_FINAL_TYPE (UiPhonebookPage, ui_phonebook_page, UI_TYPE_PAGE)

enum
{
  PROP_BOOK = 1,
  PROP_HAS_MIRROR,
  PROP_IS_CHOOSING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static DeskMirror *
get_mirror (UiPhonebookPage *self)
{
  return desk_session_get_mirror (ui_page_get_session (UI_PAGE (self)));
}

static DeskPhonebook *
find_book (UiPhonebookPage *self)
{
  const char *colon = strchr (self->book, ':');

  if (colon == NULL)
    return NULL;
  return desk_phonebooks_find (ui_phonebook_page_get_phonebooks (self), colon + 1,
                               g_str_has_prefix (self->book, "shared:"));
}

/* --- the books ------------------------------------------------------------------------- */

static void
selection_changed_cb (UiPhonebookPage *self)
{
  DeskContact *contact = ui_contact_selection_get_contact (self->selection);

  if (contact != NULL && !ui_contact_selection_get_is_multiple (self->selection))
    ui_contact_pane_show (self->pane, contact);
}

static void
drop_model (UiPhonebookPage *self)
{
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
}

static void
show_book (UiPhonebookPage *self)
{
  DeskPhonebook *book = find_book (self);
  const char *title = book != NULL ? desk_phonebook_get_title (book) : _ ("All Contacts");

  gtk_label_set_text (self->book_label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->book_button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  /* Nobody has looked yet: the PBX is not asked. */
  if (!self->was_mapped || (self->model != NULL && desk_contact_model_get_book (self->model) == book))
    return;
  drop_model (self);
  self->model = desk_contact_model_new (ui_phonebook_page_get_phonebooks (self), book);
  desk_contact_model_set_search_text (self->model, gtk_editable_get_text (self->search));
  self->selection = ui_contact_selection_new (self->model);
  ui_contact_selection_set_contact (self->selection, ui_contact_pane_get_contact (self->pane));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  ui_phonebook_choice_follow (self);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_CHOOSING]);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (ui_phonebook_page_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify", G_CALLBACK (ui_phonebook_page_refresh), self,
                           G_CONNECT_SWAPPED);
  ui_phonebook_page_update_stack (self);
}

/* In the list, where it is there. */
static void
select_contact (UiPhonebookPage *self, DeskContact *contact)
{
  if (self->selection != NULL)
    ui_contact_selection_set_contact (self->selection, contact);
}

/* A book that is gone is not shown any longer. */
static void
books_changed_cb (UiPhonebookPage *self)
{
  g_autoptr (GMenuModel) menu = ui_phonebook_menu_books (ui_phonebook_page_get_phonebooks (self));

  gtk_menu_button_set_menu_model (self->book_button, menu);
  if (*self->book != '\0' && find_book (self) == NULL
      && desk_phonebooks_get_state (ui_phonebook_page_get_phonebooks (self)) == DESK_LOADING_READY)
    g_object_set (self, "book", "", NULL);
  else
    show_book (self);
  ui_phonebook_page_refresh (self);
}

/* --- search ------------------------------------------------------------------------------ */

static void
search_changed_cb (UiPhonebookPage *self)
{
  if (self->model != NULL)
    desk_contact_model_set_search_text (self->model, gtk_editable_get_text (self->search));
}

static void
focus_list (UiPhonebookPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
search_stopped_cb (UiPhonebookPage *self)
{
  gtk_editable_set_text (self->search, "");
  search_changed_cb (self);
  focus_list (self);
}

/* Enter goes to the first of what was found. */
static void
search_activated_cb (UiPhonebookPage *self)
{
  if (self->model == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", 0);
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

static void
clear_search_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  search_stopped_cb (UI_PHONEBOOK_PAGE (widget));
}

static void
retry_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiPhonebookPage *self = UI_PHONEBOOK_PAGE (widget);

  if (desk_phonebooks_get_state (ui_phonebook_page_get_phonebooks (self)) == DESK_LOADING_FAILED)
    desk_phonebooks_retry (ui_phonebook_page_get_phonebooks (self));
  if (self->model != NULL)
    desk_contact_model_retry (self->model);
}

/* --- one contact ---------------------------------------------------------------------------- */

static void
go_to_pane (UiPhonebookPage *self)
{
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child_name (self->leaflet, "contact");
}

static void
back_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiPhonebookPage *self = UI_PHONEBOOK_PAGE (widget);

  adw_leaflet_set_visible_child_name (self->leaflet, "list");
  focus_list (self);
}

static void
folded_cb (UiPhonebookPage *self)
{
  if (!adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child_name (self->leaflet, "list");
}

/* Enter: what can be done with the contact has the keyboard then. */
static void
activate_cb (UiPhonebookPage *self, guint position)
{
  if (ui_contact_selection_get_is_multiple (self->selection))
    {
      ui_contact_selection_toggle (self->selection, position);
      return;
    }
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  go_to_pane (self);
  ui_contact_pane_focus (self->pane);
}

static void
show_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  go_to_pane (UI_PHONEBOOK_PAGE (widget));
}

static gboolean
choose (UiPhonebookPage *self, GVariant *id)
{
  DeskContact *contact = desk_phonebooks_find_contact (ui_phonebook_page_get_phonebooks (self),
                                                       g_variant_get_string (id, NULL));

  if (contact == NULL)
    return FALSE;
  select_contact (self, contact);
  ui_contact_pane_show (self->pane, contact);
  return TRUE;
}

/* The pane does it, when it has what it needs. */
static void
contact_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiPhonebookPage *self = UI_PHONEBOOK_PAGE (widget);

  if (!choose (self, parameter))
    return;
  if (g_str_equal (action_name, "phonebook.edit"))
    gtk_widget_activate_action (GTK_WIDGET (self->pane), "contact.edit", NULL);
  else if (g_str_equal (action_name, "phonebook.delete"))
    gtk_widget_activate_action (GTK_WIDGET (self->pane), "contact.delete", NULL);
  else
    {
      go_to_pane (self);
      ui_contact_pane_focus (self->pane);
    }
}

static void
copy_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), g_variant_get_string (parameter, NULL));
}

/* Of the row of that contact, where it is shown. */
static void
open_menu_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiPhonebookPage *self = UI_PHONEBOOK_PAGE (widget);
  GtkWidget *view = GTK_WIDGET (self->view);

  for (GtkWidget *holder = gtk_widget_get_first_child (view); holder != NULL;
       holder = gtk_widget_get_next_sibling (holder))
    {
      GtkWidget *row = gtk_widget_get_first_child (holder);
      DeskContact *contact
          = UI_IS_CONTACT_ROW (row) ? ui_contact_row_get_contact (UI_CONTACT_ROW (row)) : NULL;

      if (contact != NULL
          && g_strcmp0 (desk_contact_get_id (contact), g_variant_get_string (parameter, NULL)) == 0)
        {
          ui_row_menu_popup (self->menu, view, row);
          return;
        }
    }
}

static gboolean
delete_key_cb (GtkWidget *view, GVariant *arguments, gpointer user_data)
{
  UiPhonebookPage *self = user_data;

  if (ui_contact_selection_get_is_multiple (self->selection))
    return gtk_widget_activate_action (view, "phonebook.delete-chosen", NULL);
  return gtk_widget_activate_action (GTK_WIDGET (self->pane), "contact.delete", NULL);
}

/* --- new ones, and what waits ------------------------------------------------------------------ */

static void
saved_cb (UiPhonebookPage *self, DeskEdit *edit)
{
  if (desk_edit_get_kind (edit) != DESK_EDIT_KIND_CREATE)
    return;
  select_contact (self, NULL);
  ui_contact_pane_show_edit (self->pane, edit);
  go_to_pane (self);
}

static void
show_dialog (UiPhonebookPage *self, GtkWindow *dialog)
{
  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  ui_contact_dialog_present (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
}

static void
new_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiPhonebookPage *self = UI_PHONEBOOK_PAGE (widget);

  show_dialog (self, ui_contact_dialog_new (ui_page_get_session (UI_PAGE (self)), find_book (self), NULL));
}

/* What was left unsaved, one after the other. */
static void
drafts_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  DeskSession *session = ui_page_get_session (UI_PAGE (widget));
  g_autoptr (DeskContactDraft) draft
      = g_list_model_get_item (G_LIST_MODEL (desk_session_get_contact_drafts (session)), 0);

  if (draft != NULL)
    show_dialog (UI_PHONEBOOK_PAGE (widget), ui_contact_dialog_open_draft (session, draft));
}

/* Into the book that is shown, else the first one that can be written to. */
static void
import_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiPhonebookPage *self = UI_PHONEBOOK_PAGE (widget);
  GListModel *books = G_LIST_MODEL (ui_phonebook_page_get_phonebooks (self));
  DeskPhonebook *shown = find_book (self);
  g_autoptr (DeskPhonebook) book = NULL;

  if (shown != NULL && desk_phonebook_get_can_edit (shown))
    book = g_object_ref (shown);
  for (guint i = 0; book == NULL && i < g_list_model_get_n_items (books); i++)
    {
      g_autoptr (DeskPhonebook) other = g_list_model_get_item (books, i);

      if (desk_phonebook_get_can_edit (other))
        book = g_steal_pointer (&other);
    }
  if (book != NULL)
    gtk_widget_activate_action (widget, "app.import-contacts", "(sbs)", desk_phonebook_get_name (book),
                                desk_phonebook_get_is_shared (book), "");
}

/* What is shown: the book, or what the search finds in it. */
static void
export_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiPhonebookPage *self = UI_PHONEBOOK_PAGE (widget);
  DeskPhonebook *book = find_book (self);

  gtk_widget_activate_action (widget, "app.export-contacts", "(ssbs@ass)", g_variant_get_string (parameter, NULL),
                              book != NULL ? desk_phonebook_get_name (book) : "",
                              book != NULL && desk_phonebook_get_is_shared (book),
                              desk_contact_model_get_search_text (self->model), g_variant_new_strv (NULL, 0), "");
}

/* One contact, as others send it. */
static void
export_one_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  const char *ids[] = { g_variant_get_string (parameter, NULL) };

  gtk_widget_activate_action (widget, "app.export-contacts", "(ssbs@ass)", "vcard-3.0", "", FALSE, "",
                              g_variant_new_strv (ids, 1), "");
}

static void
edits_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  ui_contact_edits_present (GTK_WINDOW (gtk_widget_get_root (widget)),
                            ui_page_get_session (UI_PAGE (widget)));
}

/* Whom the person has just made is a contact like the others now. */
static void
confirmed_cb (UiPhonebookPage *self, DeskEdit *edit, const char *id)
{
  g_autoptr (DeskContact) contact = NULL;

  if (ui_contact_pane_get_contact (self->pane) != NULL || ui_contact_pane_get_edit (self->pane) != edit
      || id == NULL)
    return;
  contact = desk_phonebooks_ensure_contact (ui_phonebook_page_get_phonebooks (self), id);
  ui_contact_pane_show (self->pane, contact);
  select_contact (self, contact);
}

static void
mirror_changed_cb (UiPhonebookPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_MIRROR]);
}

/* --- the page ------------------------------------------------------------------------------------ */

static void
ui_phonebook_page_focus (UiPage *page)
{
  UiPhonebookPage *self = UI_PHONEBOOK_PAGE (page);

  if (adw_leaflet_get_folded (self->leaflet)
      && g_str_equal (adw_leaflet_get_visible_child_name (self->leaflet), "contact"))
    ui_contact_pane_focus (self->pane);
  else
    focus_list (self);
  /* The list gets the keyboard when it comes. */
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "loading") == 0)
    self->focus_before = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
ui_phonebook_page_map (GtkWidget *widget)
{
  UiPhonebookPage *self = UI_PHONEBOOK_PAGE (widget);

  GTK_WIDGET_CLASS (ui_phonebook_page_parent_class)->map (widget);
  if (self->was_mapped)
    return;
  self->was_mapped = TRUE;
  show_book (self);
  ui_phonebook_page_refresh (self);
}

static void
ui_phonebook_page_find (UiPage *page)
{
  UiPhonebookPage *self = UI_PHONEBOOK_PAGE (page);

  adw_leaflet_set_visible_child_name (self->leaflet, "list");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (self->search, 0, -1);
}

static char *
ui_phonebook_page_dup_chosen (UiPage *page)
{
  return ui_contact_pane_dup_number (UI_PHONEBOOK_PAGE (page)->pane);
}

static void
setup_cb (UiPhonebookPage *self, GtkListItem *item)
{
  GtkWidget *row = ui_contact_row_new (ui_page_get_session (UI_PAGE (self)));

  g_object_bind_property (item, "position", row, "position", G_BINDING_SYNC_CREATE);
  g_object_bind_property (item, "item", row, "contact", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, row);
}

static void
set_up_list (UiPhonebookPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  g_autoptr (GMenuModel) more = ui_phonebook_menu_more ();

  gtk_menu_button_set_menu_model (self->more_button, more);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->view, factory);
  g_object_unref (factory);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Delete|KP_Delete"),
                        gtk_callback_action_new (delete_key_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (ui_list_row_paint_all), self->view,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (ui_list_row_paint_all), self->view,
                           G_CONNECT_SWAPPED);
  self->menu = ui_phonebook_menu_new (GTK_WIDGET (self), ui_phonebook_page_get_phonebooks (self));
  ui_row_menu_attach (self->menu, GTK_WIDGET (self->view));
  ui_phonebook_choice_set_up (self);
}

static void
ui_phonebook_page_constructed (GObject *object)
{
  UiPhonebookPage *self = UI_PHONEBOOK_PAGE (object);
  DeskSession *session = ui_page_get_session (UI_PAGE (self));
  DeskPhonebooks *books = desk_session_get_phonebooks (session);
  DeskOutbox *outbox = desk_session_get_outbox (session);
  DeskMirror *mirror = desk_session_get_mirror (session);

  G_OBJECT_CLASS (ui_phonebook_page_parent_class)->constructed (object);

  set_up_list (self);
  ui_contact_pane_set_session (self->pane, session);
  ui_phonebook_notices_set_session (self->notices, session);
  ui_mirror_bar_set_mirror (self->mirror_bar, mirror);
  g_signal_connect_object (books, "items-changed", G_CALLBACK (books_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (books, "notify", G_CALLBACK (books_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (outbox, "items-changed", G_CALLBACK (ui_phonebook_page_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (outbox, "notify", G_CALLBACK (ui_phonebook_page_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (outbox, "confirmed", G_CALLBACK (confirmed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (ui_phonebook_page_refresh), self,
                           G_CONNECT_SWAPPED);
  if (mirror != NULL)
    g_signal_connect_object (mirror, "notify::is-enabled", G_CALLBACK (mirror_changed_cb), self,
                             G_CONNECT_SWAPPED);
  else
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "phonebook.mirror", FALSE);
  books_changed_cb (self);
}

static void
ui_phonebook_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  UiPhonebookPage *self = UI_PHONEBOOK_PAGE (object);
  DeskMirror *mirror = get_mirror (self);

  switch (prop_id)
    {
    case PROP_BOOK:
      g_value_set_string (value, self->book);
      break;
    case PROP_HAS_MIRROR:
      g_value_set_boolean (value, mirror != NULL && desk_mirror_get_is_enabled (mirror));
      break;
    case PROP_IS_CHOOSING:
      g_value_set_boolean (value, self->selection != NULL
                                      && ui_contact_selection_get_is_multiple (self->selection));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_book (UiPhonebookPage *self, const char *book)
{
  if (g_strcmp0 (self->book, book) == 0)
    return;
  g_free (self->book);
  self->book = g_strdup (book != NULL ? book : "");
  show_book (self);
  ui_phonebook_page_refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BOOK]);
}

static void
ui_phonebook_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  UiPhonebookPage *self = UI_PHONEBOOK_PAGE (object);
  DeskMirror *mirror = get_mirror (self);

  switch (prop_id)
    {
    case PROP_BOOK:
      set_book (self, g_value_get_string (value));
      break;
    case PROP_HAS_MIRROR:
      if (ui_page_get_settings (UI_PAGE (self)) != NULL)
        g_settings_set_boolean (ui_page_get_settings (UI_PAGE (self)), "copy-phonebooks",
                                g_value_get_boolean (value));
      else if (mirror != NULL)
        desk_mirror_set_is_enabled (mirror, g_value_get_boolean (value));
      break;
    case PROP_IS_CHOOSING:
      if (self->selection != NULL)
        ui_contact_selection_set_is_multiple (self->selection, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_phonebook_page_dispose (GObject *object)
{
  UiPhonebookPage *self = UI_PHONEBOOK_PAGE (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  /* A gesture may hold it a little longer; its popover is a child of the page. */
  if (self->menu != NULL)
    g_object_run_dispose (G_OBJECT (self->menu));
  g_clear_object (&self->menu);
  drop_model (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_PHONEBOOK_PAGE);

  G_OBJECT_CLASS (ui_phonebook_page_parent_class)->dispose (object);
}

static void
ui_phonebook_page_finalize (GObject *object)
{
  g_free (UI_PHONEBOOK_PAGE (object)->book);

  G_OBJECT_CLASS (ui_phonebook_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookPage, toolbar);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookPage, book_button);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookPage, book_label);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookPage, search);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookPage, stale_label);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookPage, notices);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookPage, stack);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookPage, none_page);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookPage, none_button);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookPage, view);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookPage, mirror_bar);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookPage, choice_bar);
  gtk_widget_class_bind_template_child (widget_class, UiPhonebookPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "phonebook.new", NULL, new_cb);
  gtk_widget_class_install_action (widget_class, "phonebook.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "phonebook.export", "s", export_cb);
  gtk_widget_class_install_action (widget_class, "phonebook.export-one", "s", export_one_cb);
  gtk_widget_class_install_action (widget_class, "phonebook.edits", NULL, edits_cb);
  gtk_widget_class_install_action (widget_class, "phonebook.drafts", NULL, drafts_cb);
  gtk_widget_class_install_action (widget_class, "phonebook.retry", NULL, retry_cb);
  gtk_widget_class_install_action (widget_class, "phonebook.clear-search", NULL, clear_search_cb);
  gtk_widget_class_install_action (widget_class, "phonebook.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "phonebook.show", NULL, show_cb);
  gtk_widget_class_install_action (widget_class, "phonebook.open", "s", contact_cb);
  gtk_widget_class_install_action (widget_class, "phonebook.edit", "s", contact_cb);
  gtk_widget_class_install_action (widget_class, "phonebook.delete", "s", contact_cb);
  gtk_widget_class_install_action (widget_class, "phonebook.copy", "s", copy_cb);
  gtk_widget_class_install_action (widget_class, "phonebook.open-menu", "s", open_menu_cb);
  gtk_widget_class_install_property_action (widget_class, "phonebook.book", "book");
  gtk_widget_class_install_property_action (widget_class, "phonebook.mirror", "has-mirror");
  ui_phonebook_choice_install (widget_class);
}

static void
ui_phonebook_page_class_init (UiPhonebookPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = ui_phonebook_page_constructed;
  object_class->get_property = ui_phonebook_page_get_property;
  object_class->set_property = ui_phonebook_page_set_property;
  object_class->dispose = ui_phonebook_page_dispose;
  object_class->finalize = ui_phonebook_page_finalize;
  widget_class->map = ui_phonebook_page_map;
  UI_PAGE_CLASS (klass)->focus = ui_phonebook_page_focus;
  UI_PAGE_CLASS (klass)->find = ui_phonebook_page_find;
  UI_PAGE_CLASS (klass)->dup_chosen = ui_phonebook_page_dup_chosen;

  properties[PROP_BOOK] = g_param_spec_string ("book", NULL, NULL, "", flags);
  properties[PROP_HAS_MIRROR] = g_param_spec_boolean ("has-mirror", NULL, NULL, FALSE, flags);
  properties[PROP_IS_CHOOSING] = g_param_spec_boolean ("is-choosing", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (UI_TYPE_CONTACT_PANE);
  g_type_ensure (UI_TYPE_MIRROR_BAR);
  g_type_ensure (UI_TYPE_PHONEBOOK_NOTICES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/pages/ui-phonebook-page.ui");
  bind_children (widget_class);
  install_actions (widget_class);
}

static void
ui_phonebook_page_init (UiPhonebookPage *self)
{
  self->book = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}
