/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-my-extension-page.h"

#include <glib/gi18n-lib.h>

#include "ui/compat/ui-banner.h"
#include "ui/dialogs/ui-extension-picker.h"
#include "ui/editor/ui-property-editor.h"
#include "ui/editor/ui-property-text.h"
#include "ui/ui-accessible.h"
#include "ui/ui-error-text.h"
#include "ui/ui-window.h"

struct _UiMyExtensionPage
{
  UiPage parent_instance;

  /* template children */
  UiBanner *banner;
  GtkLabel *title_label, *type_label, *changes_label;
  GtkWidget *back_button, *open_button, *save_button, *revert_button;
  GtkEditable *search;
  GtkStack *stack;
  GtkSpinner *spinner;
  AdwStatusPage *none_page;
  GtkWidget *none_button;
  UiPropertyEditor *editor;
  GtkWidget *bar;

  /* owned */
  DeskPropertySet *set;     /* NULL: no extension is shown */
  GCancellable *loading;    /* of that set */
  char *next;               /* where to, if the changes may be lost */

  gconstpointer focus_before; /* compared only: what had the keyboard while there was nothing to have it */
  gboolean was_ready, has_bar_focus;
};

G_DEFINE_FINAL_TYPE (UiMyExtensionPage, ui_my_extension_page, UI_TYPE_PAGE)

static DeskSession *
get_session (UiMyExtensionPage *self)
{
  return ui_page_get_session (UI_PAGE (self));
}

static gboolean
is_ready (UiMyExtensionPage *self)
{
  return desk_session_get_state (get_session (self)) == PAL_CLIENT_STATE_READY;
}

static gboolean
is_admin (UiMyExtensionPage *self)
{
  return desk_session_get_role (get_session (self)) >= PAL_ROLE_ADMIN;
}

/* NULL for the system administrator, who has none. */
static const char *
get_own (UiMyExtensionPage *self)
{
  if (desk_session_get_role (get_session (self)) == PAL_ROLE_SYSTEM)
    return NULL;
  return store_account_get_user (desk_session_get_account (get_session (self)));
}

/* --- what is shown ------------------------------------------------------------- */

static void
describe (UiMyExtensionPage *self,
          const char *icon,
          const char *title,
          const char *text,
          const char *button,
          const char *action)
{
  g_autofree char *markup = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  adw_status_page_set_icon_name (self->none_page, icon);
  adw_status_page_set_title (self->none_page, title);
  adw_status_page_set_description (self->none_page, markup);
  gtk_button_set_label (GTK_BUTTON (self->none_button), button != NULL ? button : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->none_button), action);
  gtk_widget_set_visible (self->none_button, button != NULL);
}

static char *
dup_type_text (UiMyExtensionPage *self)
{
  const PalPropertyTable *table = desk_property_set_get_table (self->set);
  gint64 since = desk_session_get_stale_since (get_session (self));
  g_autoptr (GDateTime) utc = NULL, when = NULL;
  g_autofree char *time = NULL, *text = NULL;

  if (since == 0 || desk_property_set_get_state (self->set) != DESK_LOADING_READY)
    return g_strdup (table != NULL ? pal_property_table_get_label (table) : "");
  utc = g_date_time_new_from_unix_utc (since / G_USEC_PER_SEC);
  when = g_date_time_to_local (utc);
  time = g_date_time_format (when, "%H:%M");
  /* Translators: what is shown is as old as this time of day. */
  text = g_strdup_printf (_ ("as of %s"), time);

  return table != NULL ? g_strdup_printf ("%s · %s", pal_property_table_get_label (table), text)
                       : g_steal_pointer (&text);
}

static void
show_title (UiMyExtensionPage *self)
{
  DeskPresenceModel *colleagues = desk_session_get_colleagues (get_session (self));
  const char *number = self->set != NULL ? desk_property_set_get_extension (self->set) : NULL;
  DeskExtension *extension = number != NULL ? desk_presence_model_find (colleagues, number) : NULL;
  const char *name = extension != NULL ? desk_extension_get_name (extension) : NULL;
  g_autofree char *title = NULL, *type = NULL;

  if (number == NULL)
    title = g_strdup (_ ("No Extension"));
  else if (name == NULL || g_str_equal (name, number))
    title = g_strdup (number);
  else
    title = g_strdup_printf ("%s · %s", number, name);
  type = self->set != NULL ? dup_type_text (self) : g_strdup ("");
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->type_label, type);
  gtk_widget_set_visible (GTK_WIDGET (self->type_label), *type != '\0');
  gtk_widget_set_visible (self->back_button, number != NULL && get_own (self) != NULL
                                                 && g_strcmp0 (number, get_own (self)) != 0);
  gtk_widget_set_visible (self->open_button, is_admin (self) && number != NULL);
}

static void
show_bar (UiMyExtensionPage *self)
{
  guint n = self->set != NULL ? desk_property_set_get_n_dirty (self->set) : 0;
  gboolean is_saving = self->set != NULL && desk_property_set_get_is_saving (self->set);
  g_autofree char *text = is_saving ? g_strdup (_ ("Saving…")) : ui_property_dup_n_changes (n);

  gtk_label_set_text (self->changes_label, n > 0 ? text : "");
  gtk_widget_set_visible (self->bar, n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "extension.save", n > 0 && !is_saving && is_ready (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "extension.revert", n > 0 && !is_saving);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "extension.open", is_admin (self) && is_ready (self));
}

/* The settings get the keyboard when they come, unless the person has gone elsewhere meanwhile. */
static void
take_focus (UiMyExtensionPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gconstpointer before = self->focus_before;

  self->focus_before = NULL;
  if (before != NULL && root != NULL && gtk_root_get_focus (root) == before
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    ui_page_focus (UI_PAGE (self));
}

static void
show_stack (UiMyExtensionPage *self)
{
  DeskLoading state = self->set != NULL ? desk_property_set_get_state (self->set) : DESK_LOADING_FAILED;
  gboolean is_loading = self->set != NULL && state == DESK_LOADING_WAITING && is_ready (self);
  const char *name = state == DESK_LOADING_READY ? "editor" : is_loading ? "loading" : "none";

  if (self->set == NULL)
    describe (self, "avatar-default-symbolic", _ ("You Have No Extension"),
              _ ("As system administrator you can open any extension of the tenant."), _ ("Open Extension…"),
              "extension.open");
  else if (state == DESK_LOADING_FAILED)
    describe (self, "dialog-warning-symbolic", _ ("The Settings Cannot Be Read"),
              desk_property_set_get_reason (self->set), _ ("Try Again"), "extension.retry");
  else if (state == DESK_LOADING_WAITING && !is_loading)
    describe (self, "network-offline-symbolic", _ ("Not Read Yet"),
              _ ("What your extension is set to is known once the PBX is connected."), NULL, NULL);
  else if (state == DESK_LOADING_READY && ui_property_editor_get_n_found (self->editor) == 0)
    {
      describe (self, "system-search-symbolic", _ ("No Setting Found"), _ ("No setting has these words."),
                _ ("Show All Settings"), "extension.clear-search");
      name = "none";
    }
  gtk_widget_set_visible (GTK_WIDGET (self->search), state == DESK_LOADING_READY);
  gtk_spinner_set_spinning (self->spinner, is_loading);
  gtk_stack_set_visible_child_name (self->stack, name);
  if (g_str_equal (name, "editor"))
    take_focus (self);
}

static void
refresh (UiMyExtensionPage *self)
{
  show_title (self);
  show_bar (self);
  show_stack (self);
}

/* --- reading --------------------------------------------------------------------- */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiMyExtensionPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (desk_property_set_load_finish (DESK_PROPERTY_SET (source), result, &error)
      || DESK_PROPERTY_SET (source) != self->set)
    return;
  /* Where there is nothing to be seen, the page itself says why. */
  text = ui_error_to_text (error);
  if (text == NULL || desk_property_set_get_state (self->set) != DESK_LOADING_READY || !is_ready (self))
    return;
  ui_banner_set_title (self->banner, text);
  ui_banner_set_revealed (self->banner, TRUE);
}

static void
load (UiMyExtensionPage *self)
{
  if (self->set != NULL && is_ready (self) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    desk_property_set_load_async (self->set, self->loading, loaded_cb, g_object_ref (self));
}

static void
show_extension (UiMyExtensionPage *self, const char *number)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->set != NULL)
    g_signal_handlers_disconnect_by_data (self->set, self);
  g_clear_object (&self->set);
  gtk_editable_set_text (self->search, "");
  ui_property_editor_set_search_text (self->editor, "");
  ui_banner_set_revealed (self->banner, FALSE);
  if (number != NULL)
    {
      self->set = desk_property_set_new (get_session (self), NULL, number);
      self->loading = g_cancellable_new ();
      g_signal_connect_object (self->set, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
    }
  ui_property_editor_set_set (self->editor, self->set);
  refresh (self);
  load (self);
}

/* Mine at first; nobody's until it is known who I am. */
static void
state_cb (UiMyExtensionPage *self)
{
  gboolean ready = is_ready (self);

  if (ready && !self->was_ready)
    {
      if (self->set == NULL && get_own (self) != NULL)
        show_extension (self, get_own (self));
      else
        load (self);
    }
  self->was_ready = ready;
  refresh (self);
}

static void
retry_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  load (UI_MY_EXTENSION_PAGE (widget));
}

/* --- saving ------------------------------------------------------------------------ */

/* The first that has something against it gets the keyboard. */
static void
focus_error (UiMyExtensionPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->set));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DeskProperty) property = g_list_model_get_item (G_LIST_MODEL (self->set), i);

      if (desk_property_get_error (property) == NULL)
        continue;
      gtk_editable_set_text (self->search, "");
      ui_property_editor_set_search_text (self->editor, "");
      ui_property_editor_focus (self->editor, desk_property_get_name (property));
      return;
    }
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiMyExtensionPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean was_saved = desk_property_set_save_finish (DESK_PROPERTY_SET (source), result, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean had_focus = self->has_bar_focus;

  self->has_bar_focus = FALSE;
  if (DESK_PROPERTY_SET (source) != self->set)
    return;
  if (was_saved)
    {
      if (UI_IS_WINDOW (root))
        ui_window_toast (UI_WINDOW (root), _ ("The PBX has your changes"));
      if (had_focus)
        gtk_widget_grab_focus (GTK_WIDGET (self->search)); /* the button it was on is gone */
      return;
    }
  text = ui_error_to_text (error);
  if (text == NULL)
    return;
  ui_banner_set_title (self->banner, text);
  ui_banner_set_revealed (self->banner, TRUE);
  focus_error (self);
}

static void
save_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiMyExtensionPage *self = UI_MY_EXTENSION_PAGE (widget);

  ui_banner_set_revealed (self->banner, FALSE);
  self->has_bar_focus = gtk_widget_get_focus_child (self->bar) != NULL;
  if (self->set != NULL)
    desk_property_set_save_async (self->set, self->loading, saved_cb, g_object_ref (self));
}

static void
revert_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiMyExtensionPage *self = UI_MY_EXTENSION_PAGE (widget);

  ui_banner_set_revealed (self->banner, FALSE);
  if (self->set != NULL)
    desk_property_set_revert (self->set);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* --- another extension ----------------------------------------------------------------- */

static void
leave_cb (UiMyExtensionPage *self, const char *response)
{
  if (g_str_equal (response, "discard"))
    show_extension (self, self->next);
}

/* Asks first when something would be lost. */
static void
go_to (UiMyExtensionPage *self, const char *number)
{
  guint n = self->set != NULL ? desk_property_set_get_n_dirty (self->set) : 0;
  GtkWidget *dialog;

  if (self->set != NULL && g_strcmp0 (number, desk_property_set_get_extension (self->set)) == 0)
    return;
  if (n == 0)
    {
      show_extension (self, number);
      return;
    }
  g_free (self->next);
  self->next = g_strdup (number);
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Discard Changes?"), NULL);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), _ ("What you changed of %s is not saved yet."),
                                  desk_property_set_get_extension (self->set));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "discard", _ ("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  ui_accessible_tidy (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
picked_cb (UiMyExtensionPage *self, const char *number)
{
  go_to (self, number);
}

static void
open_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiMyExtensionPage *self = UI_MY_EXTENSION_PAGE (widget);
  UiExtensionPicker *picker
      = ui_extension_picker_new (GTK_WINDOW (gtk_widget_get_root (widget)), get_session (self), _ ("Open Extension"));

  g_signal_connect_object (picker, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (picker));
}

static void
back_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiMyExtensionPage *self = UI_MY_EXTENSION_PAGE (widget);

  if (get_own (self) != NULL)
    go_to (self, get_own (self));
}

/* --- search ------------------------------------------------------------------------------ */

static void
search_changed_cb (UiMyExtensionPage *self)
{
  ui_property_editor_set_search_text (self->editor, gtk_editable_get_text (self->search));
  show_stack (self);
}

static void
search_activated_cb (UiMyExtensionPage *self)
{
  search_changed_cb (self);
  if (ui_property_editor_get_n_found (self->editor) > 0)
    ui_property_editor_focus (self->editor, NULL);
}

static void
search_stopped_cb (UiMyExtensionPage *self)
{
  gtk_editable_set_text (self->search, "");
  search_changed_cb (self);
  ui_property_editor_focus (self->editor, NULL);
}

static void
clear_search_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  search_stopped_cb (UI_MY_EXTENSION_PAGE (widget));
}

/* --- the page ------------------------------------------------------------------------------ */

static void
ui_my_extension_page_focus (UiPage *page)
{
  UiMyExtensionPage *self = UI_MY_EXTENSION_PAGE (page);
  const char *shown = gtk_stack_get_visible_child_name (self->stack);

  if (g_strcmp0 (shown, "editor") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  else if (g_strcmp0 (shown, "none") == 0)
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  else
    self->focus_before = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
ui_my_extension_page_find (UiPage *page)
{
  UiMyExtensionPage *self = UI_MY_EXTENSION_PAGE (page);

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (self->search, 0, -1);
}

static gboolean
ui_my_extension_page_has_unsaved (UiPage *page)
{
  UiMyExtensionPage *self = UI_MY_EXTENSION_PAGE (page);

  return self->set != NULL && desk_property_set_get_n_dirty (self->set) > 0;
}

static void
ui_my_extension_page_discard (UiPage *page)
{
  UiMyExtensionPage *self = UI_MY_EXTENSION_PAGE (page);

  if (self->set != NULL)
    desk_property_set_revert (self->set);
}

/* What is shown is what the PBX has now; changes not saved stay. */
static void
ui_my_extension_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ui_my_extension_page_parent_class)->map (widget);
  load (UI_MY_EXTENSION_PAGE (widget));
}

/* While they are not shown, their labels do not do that. */
static void
name_button (GtkWidget *button, const char *name)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
ui_my_extension_page_constructed (GObject *object)
{
  UiMyExtensionPage *self = UI_MY_EXTENSION_PAGE (object);
  DeskSession *session = get_session (self);

  G_OBJECT_CLASS (ui_my_extension_page_parent_class)->constructed (object);

  g_object_set (self->editor, "session", session, NULL);
  name_button (self->save_button, _ ("Save"));
  name_button (self->revert_button, _ ("Revert"));
  name_button (self->open_button, _ ("Open Extension…"));
  name_button (self->back_button, _ ("Back to my extension"));
  g_signal_connect_object (self->editor, "notify::n-found", G_CALLBACK (show_stack), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::role", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::own", G_CALLBACK (show_title), self, G_CONNECT_SWAPPED);
  state_cb (self);
}

static void
ui_my_extension_page_dispose (GObject *object)
{
  UiMyExtensionPage *self = UI_MY_EXTENSION_PAGE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->set != NULL)
    g_signal_handlers_disconnect_by_data (self->set, self);
  if (self->editor != NULL)
    ui_property_editor_set_set (self->editor, NULL);
  g_clear_object (&self->set);
  g_clear_pointer (&self->next, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_MY_EXTENSION_PAGE);

  G_OBJECT_CLASS (ui_my_extension_page_parent_class)->dispose (object);
}

static void
ui_my_extension_page_class_init (UiMyExtensionPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ui_my_extension_page_constructed;
  object_class->dispose = ui_my_extension_page_dispose;
  widget_class->map = ui_my_extension_page_map;
  UI_PAGE_CLASS (klass)->focus = ui_my_extension_page_focus;
  UI_PAGE_CLASS (klass)->find = ui_my_extension_page_find;
  UI_PAGE_CLASS (klass)->has_unsaved = ui_my_extension_page_has_unsaved;
  UI_PAGE_CLASS (klass)->discard = ui_my_extension_page_discard;

  g_type_ensure (UI_TYPE_BANNER);
  g_type_ensure (UI_TYPE_PROPERTY_EDITOR);
  gtk_widget_class_install_action (widget_class, "extension.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "extension.revert", NULL, revert_cb);
  gtk_widget_class_install_action (widget_class, "extension.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "extension.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "extension.retry", NULL, retry_cb);
  gtk_widget_class_install_action (widget_class, "extension.clear-search", NULL, clear_search_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "extension.save", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/pages/ui-my-extension-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, UiMyExtensionPage, name)
  BIND (banner);
  BIND (title_label);
  BIND (type_label);
  BIND (changes_label);
  BIND (back_button);
  BIND (open_button);
  BIND (save_button);
  BIND (revert_button);
  BIND (search);
  BIND (stack);
  BIND (spinner);
  BIND (none_page);
  BIND (none_button);
  BIND (editor);
  BIND (bar);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
}

static void
ui_my_extension_page_init (UiMyExtensionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
