/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-contact-pane.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/dialogs/ui-contact-conflict.h"
#include "ui/dialogs/ui-contact-delete.h"
#include "ui/dialogs/ui-contact-dialog.h"
#include "ui/rows/ui-contact-edit-row.h"
#include "ui/rows/ui-contact-field-row.h"
#include "ui/ui-contact-text.h"
#include "ui/ui-row-menu.h"
#include "ui/ui-window.h"

struct _UiContactPane
{
  AdwBin parent_instance;

  gboolean is_narrow;
  guint refresh_source;

  /* template children */
  GtkWidget *back_button, *delete_button, *edit_button;
  GtkSpinner *spinner;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  AdwAvatar *avatar;
  GtkLabel *name_label, *book_label, *trouble_label, *reason_label;
  GtkListBox *edit_list;
  GtkWidget *trouble, *retry_button;
  GtkBox *sections;

  /* borrowed, from the box of the sections */
  GtkWidget *lists[UI_CONTACT_N_SECTIONS];

  /* owned */
  DeskSession *session;
  DeskContact *contact;
  DeskEdit *edit;        /* a new contact that is shown; else NULL */
  DeskEdit *shown_edit;  /* whose row is shown */
  PalContactInfo *shown; /* whose fields are shown */
  GCancellable *cancellable;
  UiRowMenu *menu;
};

G_DEFINE_FINAL_TYPE (UiContactPane, ui_contact_pane, ADW_TYPE_BIN)

enum
{
  PROP_IS_NARROW = 1,
  N_PROPS
};

enum
{
  SHOWN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* --- fields ---------------------------------------------------------------------- */

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    {
      if (GTK_IS_LIST_BOX (box))
        gtk_list_box_remove (GTK_LIST_BOX (box), child);
      else
        gtk_box_remove (GTK_BOX (box), child);
    }
}

static void
append_row (UiContactPane *self, UiContactSection section, GtkWidget *row)
{
  GtkWidget *list = self->lists[section];

  if (list == NULL)
    {
      list = self->lists[section] = gtk_list_box_new ();
      gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
      gtk_widget_add_css_class (list, "boxed-list");
      ui_row_menu_attach (self->menu, list);
      gtk_box_append (self->sections, list);
    }
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

/* Several numbers in one field come joined by commas: each can be called. */
static void
append_field (UiContactPane *self, const PalContactManager *manager, const char *id, const char *value)
{
  UiContactSection section = ui_contact_get_section (manager, id);
  UiContactKind kind = ui_contact_get_kind (manager, id, value);
  const char *caption = ui_contact_get_caption (manager, id);
  g_auto (GStrv) numbers = kind == UI_CONTACT_PHONE ? g_strsplit (value, ",", -1) : NULL;

  if (numbers == NULL || numbers[0] == NULL || numbers[1] == NULL)
    {
      append_row (self, section, ui_contact_field_row_new (kind, caption, value));
      return;
    }
  for (guint i = 0; numbers[i] != NULL; i++)
    if (*g_strstrip (numbers[i]) != '\0')
      append_row (self, section, ui_contact_field_row_new (kind, caption, numbers[i]));
}

static void
show_fields (UiContactPane *self, PalContactInfo *info)
{
  const PalContactManager *manager;
  guint n;
  const PalContactField *all;

  if (info == self->shown)
    return;
  clear_box (GTK_WIDGET (self->sections));
  memset (self->lists, 0, sizeof self->lists);
  g_clear_pointer (&self->shown, pal_contact_info_unref);
  if (info == NULL)
    return;
  self->shown = pal_contact_info_ref (info);
  manager = ui_contact_choose_manager (self->session);
  all = pal_contact_manager_get_fields (manager, &n);
  for (guint i = 0; i < n; i++)
    {
      const char *value = pal_contact_info_get (info, all[i].id);

      if (all[i].is_onscreen || (value != NULL && *value != '\0'))
        append_field (self, manager, all[i].id, value != NULL ? value : "");
    }
  for (guint i = 0; i < pal_contact_info_get_n (info); i++)
    {
      const char *value = NULL, *id = pal_contact_info_get_nth (info, i, &value);

      if (pal_contact_manager_find (manager, id) == NULL && !g_str_equal (id, PAL_CONTACT_LANG)
          && value != NULL && *value != '\0')
        append_field (self, manager, id, value);
    }
}

/* --- what is around them ------------------------------------------------------------ */

static void
show_edit_row (UiContactPane *self, DeskEdit *edit)
{
  if (edit == self->shown_edit)
    return;
  clear_box (GTK_WIDGET (self->edit_list));
  g_set_object (&self->shown_edit, edit);
  gtk_widget_set_visible (GTK_WIDGET (self->edit_list), edit != NULL);
  if (edit != NULL)
    gtk_list_box_append (self->edit_list, ui_contact_edit_row_new (self->session, edit, FALSE));
}

static void
show_head (UiContactPane *self, const char *name, const char *book_name, gboolean is_shared)
{
  DeskPhonebook *book = book_name != NULL ? desk_phonebooks_find (desk_session_get_phonebooks (self->session),
                                                                  book_name, is_shared)
                                          : NULL;

  adw_avatar_set_text (self->avatar, name);
  adw_avatar_set_show_initials (self->avatar, *name != '\0');
  gtk_label_set_text (self->name_label, ui_contact_get_shown_name (name));
  gtk_label_set_text (self->book_label, book != NULL        ? desk_phonebook_get_title (book)
                                        : book_name != NULL ? book_name
                                                            : "");
}

/* Why the fields are not there, or not to be trusted. */
static void
show_trouble (UiContactPane *self)
{
  DeskContactState state = desk_contact_get_state (self->contact);
  gboolean has_failed = state == DESK_CONTACT_STATE_FAILED;
  const char *reason = desk_contact_get_reason (self->contact);
  g_autofree char *text = NULL;

  if (state == DESK_CONTACT_STATE_GONE)
    text = g_strdup (_ ("This contact is not on the PBX any more."));
  else if (has_failed && desk_session_get_state (self->session) != PAL_CLIENT_STATE_READY)
    text = g_strdup (desk_contact_get_info (self->contact) == NULL
                         ? _ ("Not connected: the rest comes when the PBX can be asked.")
                         : _ ("Not connected: this is what it was."));
  else if (has_failed)
    text = g_strdup_printf (_ ("The PBX does not give this contact: %s"), reason != NULL ? reason : "");
  gtk_label_set_text (self->trouble_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->retry_button, has_failed);
  gtk_widget_set_visible (self->trouble, text != NULL);
}

static void
show_rights (UiContactPane *self)
{
  DeskPhonebooks *books = desk_session_get_phonebooks (self->session);
  const char *reason = NULL;
  gboolean is_there = desk_contact_get_state (self->contact) != DESK_CONTACT_STATE_GONE;
  gboolean is_going = desk_contact_get_pending (self->contact) == DESK_CONTACT_PENDING_DELETE;
  gboolean can_edit = desk_phonebooks_can_edit (books, self->contact, &reason);
  gboolean can_delete = is_there && !is_going && desk_phonebooks_can_delete (books, self->contact, NULL);

  gtk_widget_set_visible (self->edit_button, is_there);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contact.edit",
                                 can_edit && !is_going && desk_contact_get_info (self->contact) != NULL);
  gtk_widget_set_visible (self->delete_button, can_delete);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contact.delete",
                                 can_delete && desk_contact_get_info (self->contact) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->reason_label), is_there && !can_edit && reason != NULL);
  gtk_label_set_text (self->reason_label, reason != NULL ? reason : "");
}

static void
refresh_contact (UiContactPane *self)
{
  DeskContactState state = desk_contact_get_state (self->contact);
  const char *id = desk_contact_get_id (self->contact);
  DeskEdit *edit = id != NULL ? desk_outbox_find (desk_session_get_outbox (self->session), id) : NULL;
  PalContactInfo *wanted = edit != NULL ? desk_edit_get_mine (edit) : NULL;
  g_autofree char *name = edit != NULL && wanted != NULL
                              ? desk_edit_dup_display_name (edit)
                              : g_strdup (desk_contact_get_display_name (self->contact));

  show_head (self, name, desk_contact_get_phonebook (self->contact),
             desk_contact_get_is_shared (self->contact));
  show_edit_row (self, edit);
  /* What the person wrote is what the person sees. */
  show_fields (self, wanted != NULL ? wanted : desk_contact_get_info (self->contact));
  show_trouble (self);
  show_rights (self);
  gtk_spinner_set_spinning (self->spinner, state == DESK_CONTACT_STATE_LOADING);
}

static void
refresh_new (UiContactPane *self)
{
  g_autofree char *name = desk_edit_dup_display_name (self->edit);

  show_head (self, name, desk_edit_get_phonebook (self->edit), desk_edit_get_is_shared (self->edit));
  show_edit_row (self, self->edit);
  show_fields (self, desk_edit_get_mine (self->edit));
  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_widget_set_visible (self->trouble, FALSE);
  gtk_widget_set_visible (self->delete_button, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contact.delete", FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->reason_label), FALSE);
  gtk_widget_set_visible (self->edit_button, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contact.edit",
                                 desk_edit_is_pending (self->edit) && !desk_edit_get_is_undoing (self->edit));
}

static void
refresh_now (UiContactPane *self)
{
  gboolean has_any = self->contact != NULL || self->edit != NULL;

  if (self->contact != NULL)
    refresh_contact (self);
  else if (self->edit != NULL)
    refresh_new (self);
  else
    {
      show_edit_row (self, NULL);
      show_fields (self, NULL);
      gtk_spinner_set_spinning (self->spinner, FALSE);
      gtk_widget_set_visible (self->delete_button, FALSE);
      gtk_widget_set_visible (self->edit_button, FALSE);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "contact.edit", FALSE);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "contact.delete", FALSE);
    }
  gtk_stack_set_visible_child_name (self->stack, has_any ? "contact" : "none");
}

static gboolean
refresh_cb (gpointer user_data)
{
  UiContactPane *self = user_data;

  self->refresh_source = 0;
  refresh_now (self);
  return G_SOURCE_REMOVE;
}

/* Once, after several properties have changed. */
void
ui_contact_pane_refresh (UiContactPane *self)
{
  g_return_if_fail (UI_IS_CONTACT_PANE (self));

  if (self->refresh_source == 0 && self->session != NULL)
    self->refresh_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, refresh_cb, self, NULL);
}

/* --- getting it ---------------------------------------------------------------------- */

/* What came or why it did not is with the contact itself. */
static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiContactPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DeskContact) contact = desk_phonebooks_fetch_finish (DESK_PHONEBOOKS (source), result, &error);

  if (contact != NULL || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ui_contact_pane_refresh (self);
}

static void
fetch (UiContactPane *self)
{
  const char *id = self->contact != NULL ? desk_contact_get_id (self->contact) : NULL;

  if (id != NULL)
    desk_phonebooks_fetch_async (desk_session_get_phonebooks (self->session), id, self->cancellable,
                                 fetched_cb, g_object_ref (self));
}

/* It may come when the row of the list has come, or the line. */
static void
contact_changed_cb (UiContactPane *self, GParamSpec *pspec)
{
  if (pspec->name == g_intern_string ("id"))
    fetch (self);
  ui_contact_pane_refresh (self);
}

/* What the PBX made of it may be something else. */
static void
confirmed_cb (UiContactPane *self, DeskEdit *edit, const char *id)
{
  if (self->contact != NULL && g_strcmp0 (desk_contact_get_id (self->contact), id) == 0)
    fetch (self);
}

static void
session_state_cb (UiContactPane *self)
{
  if (self->contact != NULL && desk_contact_get_state (self->contact) == DESK_CONTACT_STATE_FAILED
      && desk_session_get_state (self->session) == PAL_CLIENT_STATE_READY)
    fetch (self);
  ui_contact_pane_refresh (self);
}

static void
drop (UiContactPane *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->contact != NULL)
    g_signal_handlers_disconnect_by_data (self->contact, self);
  if (self->edit != NULL)
    g_signal_handlers_disconnect_by_data (self->edit, self);
  g_clear_object (&self->contact);
  g_clear_object (&self->edit);
}

void
ui_contact_pane_show (UiContactPane *self, DeskContact *contact)
{
  g_return_if_fail (UI_IS_CONTACT_PANE (self));

  if (self->session == NULL || (self->contact == contact && (contact != NULL || self->edit == NULL)))
    return;
  drop (self);
  self->cancellable = g_cancellable_new ();
  if (contact != NULL)
    {
      self->contact = g_object_ref (contact);
      g_signal_connect_object (contact, "notify", G_CALLBACK (contact_changed_cb), self, G_CONNECT_SWAPPED);
      fetch (self);
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
    }
  refresh_now (self);
  g_signal_emit (self, signals[SHOWN], 0);
}

void
ui_contact_pane_show_edit (UiContactPane *self, DeskEdit *edit)
{
  g_return_if_fail (UI_IS_CONTACT_PANE (self));
  g_return_if_fail (DESK_IS_EDIT (edit));

  if (self->session == NULL || self->edit == edit)
    return;
  drop (self);
  self->edit = g_object_ref (edit);
  g_signal_connect_object (edit, "notify", G_CALLBACK (ui_contact_pane_refresh), self, G_CONNECT_SWAPPED);
  refresh_now (self);
  g_signal_emit (self, signals[SHOWN], 0);
}

/* --- what is done with a value ---------------------------------------------------------- */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiContactPane) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) && UI_IS_WINDOW (root))
    ui_window_toast (UI_WINDOW (root), error->message);
}

/* Made by this program of an address or a page, never taken as it is. */
static void
open_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (GTK_IS_WINDOW (root))
    gtk_show_uri_full (GTK_WINDOW (root), g_variant_get_string (parameter, NULL), GDK_CURRENT_TIME, NULL,
                       opened_cb, g_object_ref (widget));
}

static void
copy_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), g_variant_get_string (parameter, NULL));
  if (UI_IS_WINDOW (root))
    ui_window_toast (UI_WINDOW (root), _ ("Copied"));
}

static void
edit_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiContactPane *self = UI_CONTACT_PANE (widget);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  DeskEdit *edit = ui_contact_pane_get_edit (self);
  GtkWindow *dialog;

  /* Two versions come together where both are seen. */
  if (edit != NULL && desk_edit_get_state (edit) == DESK_EDIT_STATE_CONFLICT)
    {
      ui_contact_conflict_present (window, self->session, edit);
      return;
    }
  dialog = self->contact != NULL ? ui_contact_dialog_open (self->session, self->contact)
                                 : ui_contact_dialog_open_edit (self->session, self->edit);
  ui_contact_dialog_present (dialog, window);
}

static void
delete_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiContactPane *self = UI_CONTACT_PANE (widget);

  ui_contact_ask_delete (GTK_WINDOW (gtk_widget_get_root (widget)), desk_session_get_outbox (self->session),
                         self->contact);
}

static void
append_item (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static GMenuModel *
build_menu (GtkWidget *widget, gpointer data)
{
  UiContactFieldRow *row = UI_CONTACT_FIELD_ROW (widget);
  const char *value = ui_contact_field_row_get_value (row), *uri = ui_contact_field_row_get_uri (row);
  GMenu *menu;

  if (*value == '\0')
    return NULL;
  menu = g_menu_new ();
  if (ui_contact_field_row_get_kind (row) == UI_CONTACT_PHONE)
    append_item (menu, _ ("Call"), "win.dial", value);
  else if (uri != NULL)
    append_item (menu,
                 ui_contact_field_row_get_kind (row) == UI_CONTACT_MAIL ? _ ("Write an E-Mail") : _ ("Open"),
                 "contact.open", uri);
  append_item (menu, _ ("Copy"), "contact.copy", value);
  return G_MENU_MODEL (menu);
}

/* --- the widget ------------------------------------------------------------------------- */

static void
ui_contact_pane_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_IS_NARROW:
      g_value_set_boolean (value, UI_CONTACT_PANE (object)->is_narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_contact_pane_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  UiContactPane *self = UI_CONTACT_PANE (object);

  switch (prop_id)
    {
    case PROP_IS_NARROW:
      if (self->is_narrow == g_value_get_boolean (value))
        return;
      self->is_narrow = g_value_get_boolean (value);
      gtk_widget_set_visible (self->back_button, self->is_narrow);
      g_object_notify_by_pspec (object, properties[PROP_IS_NARROW]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_contact_pane_dispose (GObject *object)
{
  UiContactPane *self = UI_CONTACT_PANE (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  drop (self);
  if (self->menu != NULL)
    g_object_run_dispose (G_OBJECT (self->menu));
  g_clear_object (&self->menu);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_CONTACT_PANE);
  g_clear_object (&self->shown_edit);
  g_clear_pointer (&self->shown, pal_contact_info_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ui_contact_pane_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, UiContactPane, back_button);
  gtk_widget_class_bind_template_child (widget_class, UiContactPane, delete_button);
  gtk_widget_class_bind_template_child (widget_class, UiContactPane, edit_button);
  gtk_widget_class_bind_template_child (widget_class, UiContactPane, spinner);
  gtk_widget_class_bind_template_child (widget_class, UiContactPane, stack);
  gtk_widget_class_bind_template_child (widget_class, UiContactPane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, UiContactPane, avatar);
  gtk_widget_class_bind_template_child (widget_class, UiContactPane, name_label);
  gtk_widget_class_bind_template_child (widget_class, UiContactPane, book_label);
  gtk_widget_class_bind_template_child (widget_class, UiContactPane, edit_list);
  gtk_widget_class_bind_template_child (widget_class, UiContactPane, trouble);
  gtk_widget_class_bind_template_child (widget_class, UiContactPane, trouble_label);
  gtk_widget_class_bind_template_child (widget_class, UiContactPane, retry_button);
  gtk_widget_class_bind_template_child (widget_class, UiContactPane, sections);
  gtk_widget_class_bind_template_child (widget_class, UiContactPane, reason_label);
  gtk_widget_class_bind_template_callback (widget_class, fetch);
}

static void
ui_contact_pane_class_init (UiContactPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ui_contact_pane_get_property;
  object_class->set_property = ui_contact_pane_set_property;
  object_class->dispose = ui_contact_pane_dispose;

  properties[PROP_IS_NARROW] = g_param_spec_boolean (
      "is-narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SHOWN] = g_signal_new ("shown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/pages/ui-contact-pane.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "contact.open", "s", open_cb);
  gtk_widget_class_install_action (widget_class, "contact.copy", "s", copy_cb);
  gtk_widget_class_install_action (widget_class, "contact.edit", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "contact.delete", NULL, delete_cb);
}

static void
ui_contact_pane_init (UiContactPane *self)
{
  static const UiRowMenuKind kind = { .get_row_type = ui_contact_field_row_get_type, .build = build_menu };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->menu = ui_row_menu_new (GTK_WIDGET (self), &kind, NULL);
}

void
ui_contact_pane_set_session (UiContactPane *self, DeskSession *session)
{
  DeskOutbox *outbox;

  g_return_if_fail (UI_IS_CONTACT_PANE (self));
  g_return_if_fail (self->session == NULL && DESK_IS_SESSION (session));

  self->session = g_object_ref (session);
  outbox = desk_session_get_outbox (session);
  g_signal_connect_object (outbox, "items-changed", G_CALLBACK (ui_contact_pane_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (outbox, "notify", G_CALLBACK (ui_contact_pane_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (outbox, "confirmed", G_CALLBACK (confirmed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (session_state_cb), self, G_CONNECT_SWAPPED);
  refresh_now (self);
}

DeskContact *
ui_contact_pane_get_contact (UiContactPane *self)
{
  g_return_val_if_fail (UI_IS_CONTACT_PANE (self), NULL);

  return self->contact;
}

DeskEdit *
ui_contact_pane_get_edit (UiContactPane *self)
{
  g_return_val_if_fail (UI_IS_CONTACT_PANE (self), NULL);

  return self->edit != NULL ? self->edit : self->shown_edit;
}

void
ui_contact_pane_focus (UiContactPane *self)
{
  g_return_if_fail (UI_IS_CONTACT_PANE (self));

  if (self->lists[UI_CONTACT_SECTION_PHONE] != NULL
      && gtk_widget_child_focus (self->lists[UI_CONTACT_SECTION_PHONE], GTK_DIR_TAB_FORWARD))
    return;
  if (!gtk_widget_child_focus (GTK_WIDGET (self->sections), GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

char *
ui_contact_pane_dup_number (UiContactPane *self)
{
  GtkWidget *list;

  g_return_val_if_fail (UI_IS_CONTACT_PANE (self), NULL);

  list = self->lists[UI_CONTACT_SECTION_PHONE];
  for (GtkWidget *row = list != NULL ? gtk_widget_get_first_child (list) : NULL; row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      UiContactFieldRow *field = UI_IS_CONTACT_FIELD_ROW (row) ? UI_CONTACT_FIELD_ROW (row) : NULL;

      if (field != NULL && ui_contact_field_row_get_kind (field) == UI_CONTACT_PHONE
          && *ui_contact_field_row_get_value (field) != '\0')
        return g_strdup (ui_contact_field_row_get_value (field));
    }
  return NULL;
}
