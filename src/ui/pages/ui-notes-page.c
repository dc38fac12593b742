/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-notes-page.h"

#include <glib/gi18n-lib.h>

#include "model/desk-fold.h"
#include "ui/dialogs/ui-note-dialog.h"
#include "ui/pages/ui-note-pane.h"
#include "ui/rows/ui-note-row.h"

struct _UiNotesPage
{
  UiPage parent_instance;

  guint refresh_source;
  gboolean was_mapped;

  /* template children */
  AdwLeaflet *leaflet;
  GtkWidget *list_pane, *reload_button, *new_button, *none_button;
  GtkLabel *stale_label;
  GtkEditable *search, *tenant_entry;
  GtkStack *stack;
  GtkSpinner *spinner;
  AdwStatusPage *none_page;
  GtkListView *view;
  UiNotePane *pane;

  /* owned */
  GtkFilter *filter;
  GtkSingleSelection *selection;
  char **words; /* of the filter, folded; or NULL */
};

G_DEFINE_FINAL_TYPE (UiNotesPage, ui_notes_page, UI_TYPE_PAGE)

static DeskNotes *
get_notes (UiNotesPage *self)
{
  return desk_session_get_notes (ui_page_get_session (UI_PAGE (self)));
}

static guint
count_shown (UiNotesPage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->selection));
}

/* --- what the list says ------------------------------------------------------------------- */

static void
describe (UiNotesPage *self,
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

static void
describe_none (UiNotesPage *self)
{
  DeskNotes *notes = get_notes (self);
  const char *search = gtk_editable_get_text (self->search);

  if (desk_notes_get_state (notes) == DESK_LOADING_FAILED)
    describe (self, "dialog-warning-symbolic", _ ("The Notes Cannot Be Read"), desk_notes_get_reason (notes),
              _ ("Try Again"), "notes.reload");
  else if (desk_notes_get_asks_tenant (notes) && *desk_notes_get_tenant (notes) == '\0')
    describe (self, "text-x-generic-symbolic", _ ("Whose Notes?"),
              _ ("Every tenant has notes of its own. Write its name above."), NULL, NULL);
  else if (*search != '\0' && g_list_model_get_n_items (G_LIST_MODEL (notes)) > 0)
    {
      g_autofree char *text = g_strdup_printf (_ ("No note has “%s” in its name."), search);

      describe (self, "system-search-symbolic", _ ("No Note Found"), text, _ ("Show All Notes"),
                "notes.clear-search");
    }
  else
    describe (self, "text-x-generic-symbolic", _ ("No Notes Yet"),
              _ ("What you write down here stands on the PBX: rotas, door codes, what to tell callers."),
              _ ("New Note"), "notes.new");
}

static void
update_stale (UiNotesPage *self)
{
  gint64 since = desk_session_get_stale_since (ui_page_get_session (UI_PAGE (self)));

  if (since != 0)
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (since / G_USEC_PER_SEC);
      g_autoptr (GDateTime) when = g_date_time_to_local (utc);
      g_autofree char *time = g_date_time_format (when, "%H:%M");
      /* Translators: what is shown is as old as this time of day. */
      g_autofree char *text = g_strdup_printf (_ ("as of %s"), time);

      gtk_label_set_text (self->stale_label, text);
      gtk_widget_add_css_class (self->list_pane, "stale");
    }
  else
    gtk_widget_remove_css_class (self->list_pane, "stale");
  gtk_widget_set_visible (GTK_WIDGET (self->stale_label), since != 0);
}

static gboolean
refresh_cb (gpointer user_data)
{
  UiNotesPage *self = user_data;
  DeskNotes *notes = get_notes (self);
  gboolean is_waiting = desk_notes_get_state (notes) == DESK_LOADING_WAITING;
  gboolean is_ready = desk_session_get_state (ui_page_get_session (UI_PAGE (self))) == PAL_CLIENT_STATE_READY;
  gboolean lacks_tenant = desk_notes_get_asks_tenant (notes) && *desk_notes_get_tenant (notes) == '\0';
  const char *name = count_shown (self) > 0 ? "list" : is_waiting ? "loading" : "none";

  self->refresh_source = 0;
  if (g_str_equal (name, "none"))
    describe_none (self);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "loading"));
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (GTK_WIDGET (self->tenant_entry), desk_notes_get_asks_tenant (notes));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "notes.new", is_ready && !lacks_tenant);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "notes.reload", is_ready);
  update_stale (self);
  return G_SOURCE_REMOVE;
}

/* Once, after all has settled. */
static void
refresh (UiNotesPage *self)
{
  if (self->refresh_source == 0 && self->selection != NULL)
    self->refresh_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, refresh_cb, self, NULL);
}

/* --- the filter ------------------------------------------------------------------------------ */

static gboolean
matches (gpointer item, gpointer user_data)
{
  UiNotesPage *self = user_data;
  g_autofree char *folded = NULL;

  if (self->words == NULL)
    return TRUE;
  folded = desk_fold (desk_note_get_name (item));
  return desk_fold_matches (folded, (const char *const *)self->words);
}

static void
search_changed_cb (UiNotesPage *self)
{
  if (self->filter == NULL)
    return;
  g_strfreev (self->words);
  self->words = desk_fold_words (gtk_editable_get_text (self->search));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  refresh (self);
}

static void
focus_list (UiNotesPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
search_stopped_cb (UiNotesPage *self)
{
  gtk_editable_set_text (self->search, "");
  search_changed_cb (self);
  focus_list (self);
}

/* Enter goes to the first of what was found. */
static void
search_activated_cb (UiNotesPage *self)
{
  if (count_shown (self) == 0)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", 0);
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

/* --- one note ---------------------------------------------------------------------------------- */

static void
selected_cb (UiNotesPage *self)
{
  DeskNote *note = gtk_single_selection_get_selected_item (self->selection);

  if (note != NULL)
    ui_note_pane_show (self->pane, note);
}

static void
go_to_pane (UiNotesPage *self)
{
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child_name (self->leaflet, "note");
}

static void
folded_cb (UiNotesPage *self)
{
  if (!adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child_name (self->leaflet, "list");
}

static void
activate_cb (UiNotesPage *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  go_to_pane (self);
  ui_note_pane_focus (self->pane);
}

static void
select_note (UiNotesPage *self, DeskNote *note)
{
  for (guint i = 0; i < count_shown (self); i++)
    {
      g_autoptr (DeskNote) other = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (other == note)
        gtk_single_selection_set_selected (self->selection, i);
    }
  ui_note_pane_show (self->pane, note);
}

/* A note that is gone is not shown any longer. With something not saved it is still in the list. */
static void
items_changed_cb (UiNotesPage *self)
{
  DeskNote *note = ui_note_pane_get_note (self->pane);

  if (note != NULL && desk_notes_find (get_notes (self), desk_note_get_name (note)) != note)
    {
      ui_note_pane_show (self->pane, desk_notes_find (get_notes (self), desk_note_get_name (note)));
      if (ui_note_pane_get_note (self->pane) == NULL)
        adw_leaflet_set_visible_child_name (self->leaflet, "list");
    }
  refresh (self);
}

static void
created_cb (UiNotesPage *self, DeskNote *note)
{
  gtk_editable_set_text (self->search, "");
  search_changed_cb (self);
  select_note (self, note);
  go_to_pane (self);
  ui_note_pane_focus (self->pane);
}

static void
new_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GtkWindow *dialog = ui_note_dialog_present (GTK_WINDOW (gtk_widget_get_root (widget)),
                                              ui_page_get_session (UI_PAGE (widget)), NULL);

  g_signal_connect_object (dialog, "created", G_CALLBACK (created_cb), widget, G_CONNECT_SWAPPED);
}

static void
open_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiNotesPage *self = UI_NOTES_PAGE (widget);
  DeskNote *note = desk_notes_find (get_notes (self), g_variant_get_string (parameter, NULL));

  if (note == NULL)
    return;
  select_note (self, note);
  go_to_pane (self);
  ui_note_pane_focus (self->pane);
}

/* Wherever on the page the keyboard is. */
static void
save_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (UI_NOTES_PAGE (widget)->pane), "note.save", NULL);
}

static void
show_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  go_to_pane (UI_NOTES_PAGE (widget));
}

static void
back_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiNotesPage *self = UI_NOTES_PAGE (widget);

  adw_leaflet_set_visible_child_name (self->leaflet, "list");
  focus_list (self);
}

static void
reload_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiNotesPage *self = UI_NOTES_PAGE (widget);

  desk_notes_reload (get_notes (self));
  gtk_widget_activate_action (GTK_WIDGET (self->pane), "note.read-again", NULL);
}

static void
clear_search_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  search_stopped_cb (UI_NOTES_PAGE (widget));
}

static void
tenant_cb (UiNotesPage *self)
{
  g_autofree char *tenant = g_strstrip (g_strdup (gtk_editable_get_text (self->tenant_entry)));

  ui_note_pane_show (self->pane, NULL);
  desk_notes_set_tenant (get_notes (self), tenant);
}

/* --- the page ------------------------------------------------------------------------------------ */

static void
ui_notes_page_focus (UiPage *page)
{
  UiNotesPage *self = UI_NOTES_PAGE (page);

  if (adw_leaflet_get_folded (self->leaflet)
      && g_str_equal (adw_leaflet_get_visible_child_name (self->leaflet), "note"))
    ui_note_pane_focus (self->pane);
  else if (gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    focus_list (self);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
ui_notes_page_find (UiPage *page)
{
  UiNotesPage *self = UI_NOTES_PAGE (page);

  adw_leaflet_set_visible_child_name (self->leaflet, "list");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (self->search, 0, -1);
}

/* Nobody tells of new notes: who comes here sees what there is now. */
static void
ui_notes_page_map (GtkWidget *widget)
{
  UiNotesPage *self = UI_NOTES_PAGE (widget);

  GTK_WIDGET_CLASS (ui_notes_page_parent_class)->map (widget);
  desk_notes_reload (get_notes (self));
  refresh (self);
}

static void
setup_cb (UiNotesPage *self, GtkListItem *item)
{
  GtkWidget *row = ui_note_row_new ();

  g_object_bind_property (item, "item", row, "note", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, row);
}

static void
set_up_list (UiNotesPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *filtered;

  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (get_notes (self))),
                                        g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (filtered));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (factory);
}

static void
ui_notes_page_constructed (GObject *object)
{
  UiNotesPage *self = UI_NOTES_PAGE (object);
  DeskSession *session = ui_page_get_session (UI_PAGE (self));
  DeskNotes *notes = desk_session_get_notes (session);

  G_OBJECT_CLASS (ui_notes_page_parent_class)->constructed (object);

  set_up_list (self);
  ui_note_pane_set_session (self->pane, session);
  gtk_editable_set_text (self->tenant_entry, desk_notes_get_tenant (notes));
  g_signal_connect_object (notes, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (notes, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::role", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

static void
ui_notes_page_dispose (GObject *object)
{
  UiNotesPage *self = UI_NOTES_PAGE (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  /* The filter asks the page. */
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter), NULL, NULL, NULL);
  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_NOTES_PAGE);

  G_OBJECT_CLASS (ui_notes_page_parent_class)->dispose (object);
}

static void
ui_notes_page_finalize (GObject *object)
{
  g_strfreev (UI_NOTES_PAGE (object)->words);

  G_OBJECT_CLASS (ui_notes_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, UiNotesPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, UiNotesPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, UiNotesPage, reload_button);
  gtk_widget_class_bind_template_child (widget_class, UiNotesPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, UiNotesPage, none_button);
  gtk_widget_class_bind_template_child (widget_class, UiNotesPage, stale_label);
  gtk_widget_class_bind_template_child (widget_class, UiNotesPage, search);
  gtk_widget_class_bind_template_child (widget_class, UiNotesPage, tenant_entry);
  gtk_widget_class_bind_template_child (widget_class, UiNotesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, UiNotesPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, UiNotesPage, none_page);
  gtk_widget_class_bind_template_child (widget_class, UiNotesPage, view);
  gtk_widget_class_bind_template_child (widget_class, UiNotesPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, tenant_cb);
}

static void
ui_notes_page_class_init (UiNotesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ui_notes_page_constructed;
  object_class->dispose = ui_notes_page_dispose;
  object_class->finalize = ui_notes_page_finalize;
  widget_class->map = ui_notes_page_map;
  UI_PAGE_CLASS (klass)->focus = ui_notes_page_focus;
  UI_PAGE_CLASS (klass)->find = ui_notes_page_find;

  g_type_ensure (UI_TYPE_NOTE_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/pages/ui-notes-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "notes.new", NULL, new_cb);
  gtk_widget_class_install_action (widget_class, "notes.reload", NULL, reload_cb);
  gtk_widget_class_install_action (widget_class, "notes.clear-search", NULL, clear_search_cb);
  gtk_widget_class_install_action (widget_class, "notes.open", "s", open_cb);
  gtk_widget_class_install_action (widget_class, "notes.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "notes.save", NULL);
  gtk_widget_class_install_action (widget_class, "notes.show", NULL, show_cb);
  gtk_widget_class_install_action (widget_class, "notes.back", NULL, back_cb);
}

static void
ui_notes_page_init (UiNotesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
