/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-colleagues-page.h"

#include <glib/gi18n-lib.h>

#include "ui/pages/ui-alias-dialog.h"
#include "ui/pages/ui-colleague-menu.h"
#include "ui/pages/ui-colleague-verbs.h"
#include "ui/rows/ui-colleague-row.h"
#include "ui/rows/ui-colleague-tile.h"

struct _UiColleaguesPage
{
  UiPage parent_instance;

  /* template children */
  GtkWidget *toolbar;
  GtkEditable *filter;
  GtkLabel *stale_label;
  GtkLabel *denied_label;
  GtkMenuButton *scope_button;
  GtkMenuButton *sort_button;
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkListView *list_view;
  GtkGridView *grid_view;
  AdwStatusPage *empty_page;

  gboolean is_tiles;
  gboolean had_focus;
  gboolean is_at_top;
  gboolean is_holding_top; /* until the next layout */
  guint rows_source;

  /* owned */
  DeskColleagueList *list;
  GtkSingleSelection *selection;
  UiRowMenu *menu;
  UiColleagueGroups *groups;
};

G_DEFINE_FINAL_TYPE (UiColleaguesPage, ui_colleagues_page, UI_TYPE_PAGE)

static GtkWidget *
get_view (UiColleaguesPage *self)
{
  return self->is_tiles ? GTK_WIDGET (self->grid_view) : GTK_WIDGET (self->list_view);
}

/* The keyboard starts in the list once there is one, unless the person already types somewhere. */
static void
take_first_focus (UiColleaguesPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->had_focus || root == NULL || !gtk_widget_get_mapped (get_view (self)))
    return;
  self->had_focus = TRUE;
  if (focus == NULL || (GTK_IS_EDITABLE (focus) && *gtk_editable_get_text (GTK_EDITABLE (focus)) == '\0'))
    gtk_widget_grab_focus (get_view (self));
}

/* What to show when there is no row. */
static void
describe_empty (UiColleaguesPage *self, gboolean is_denied)
{
  const char *filter = gtk_editable_get_text (self->filter);
  g_autofree char *markup = NULL;
  g_autofree char *shown = NULL;

  if (*filter != '\0')
    {
      shown = g_strdup_printf (_ ("Nobody here is called “%s” or has this number."), filter);
      markup = g_markup_escape_text (shown, -1);
      adw_status_page_set_icon_name (self->empty_page, "system-search-symbolic");
      adw_status_page_set_title (self->empty_page, _ ("No colleague found"));
      adw_status_page_set_description (self->empty_page, markup);
      return;
    }
  if (!is_denied && ui_colleague_groups_get_scope (self->groups) != DESK_SCOPE_ALL)
    {
      gboolean is_group = ui_colleague_groups_get_scope (self->groups) == DESK_SCOPE_GROUP;

      adw_status_page_set_icon_name (self->empty_page, is_group ? "system-users-symbolic" : "non-starred-symbolic");
      adw_status_page_set_title (self->empty_page,
                                 is_group ? _ ("Nobody in this group yet") : _ ("No favourites yet"));
      adw_status_page_set_description (self->empty_page, _ ("Show all colleagues, and add some by their menu."));
      return;
    }
  adw_status_page_set_icon_name (self->empty_page,
                                 is_denied ? "action-unavailable-symbolic" : "system-users-symbolic");
  adw_status_page_set_title (self->empty_page,
                             is_denied ? _ ("The PBX shows you nobody else") : _ ("No colleagues yet"));
  shown = g_strdup (
      is_denied ? _ ("An administrator has to add you to “Access users” in the PAL settings of the PBX.")
                : _ ("The PBX has no other extensions that you may see."));
  markup = g_markup_escape_text (shown, -1);
  adw_status_page_set_description (self->empty_page, markup);
}

static void
update_state (UiColleaguesPage *self)
{
  DeskPresenceModel *model = desk_session_get_colleagues (ui_page_get_session (UI_PAGE (self)));
  gboolean is_complete = FALSE, is_denied = FALSE;
  const char *name;

  g_object_get (model, "is-complete", &is_complete, "is-denied", &is_denied, NULL);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    name = self->is_tiles ? "tiles" : "list";
  else if (is_complete || is_denied)
    name = "empty";
  else
    name = "loading";

  if (g_str_equal (name, "empty"))
    describe_empty (self, is_denied);
  gtk_widget_set_visible (GTK_WIDGET (self->denied_label), is_denied && !g_str_equal (name, "empty"));
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "loading"));
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) != 0)
    gtk_stack_set_visible_child_name (self->stack, name);
  if (is_complete || is_denied)
    take_first_focus (self);
}

/* Rows paint only what is seen, and see from their neighbours where their card ends. */
static void
update_rows (UiColleaguesPage *self, gboolean has_changed)
{
  for (GtkWidget *holder = gtk_widget_get_first_child (get_view (self)); holder != NULL;
       holder = gtk_widget_get_next_sibling (holder))
    {
      GtkWidget *item = gtk_widget_get_first_child (holder);

      if (UI_IS_COLLEAGUE_ITEM (item))
        ui_colleague_item_moved (UI_COLLEAGUE_ITEM (item));
      if (has_changed && UI_IS_COLLEAGUE_ROW (item))
        ui_colleague_row_update_edges (UI_COLLEAGUE_ROW (item));
    }
  ui_ticker_wake (ui_page_get_ticker (UI_PAGE (self)));
}

static GtkAdjustment *
get_adjustment (UiColleaguesPage *self)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_view (self)));
}

/* Once, after the list has settled. */
static gboolean
update_rows_cb (gpointer user_data)
{
  UiColleaguesPage *self = user_data;

  self->rows_source = 0;
  update_rows (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
layout_cb (UiColleaguesPage *self, GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, layout_cb, self);
  gtk_adjustment_set_value (get_adjustment (self), 0);
  self->is_holding_top = FALSE;
}

/* A list holds on to the rows it shows while others come in above them or grow; who looks at the beginning
 * wants to stay at the beginning. After the list's own layout, before it is painted. */
static void
hold_top (UiColleaguesPage *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (!self->is_at_top || self->is_holding_top || clock == NULL)
    return;
  self->is_holding_top = TRUE;
  g_signal_connect_object (clock, "layout", G_CALLBACK (layout_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
items_changed_cb (UiColleaguesPage *self)
{
  hold_top (self);
  update_state (self);
  if (self->rows_source == 0)
    self->rows_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, update_rows_cb, self, NULL);
}

static void
scrolled_cb (UiColleaguesPage *self, GtkAdjustment *adjustment)
{
  if (adjustment == get_adjustment (self) && !self->is_holding_top)
    self->is_at_top = gtk_adjustment_get_value (adjustment) < 1;
  update_rows (self, FALSE);
}

/* Comes before the value moves along. */
static void
resized_cb (UiColleaguesPage *self, GtkAdjustment *adjustment)
{
  if (adjustment == get_adjustment (self))
    hold_top (self);
  update_rows (self, FALSE);
}

static void
update_stale (UiColleaguesPage *self)
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
      gtk_widget_add_css_class (GTK_WIDGET (self), "stale");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "stale");
    }
  gtk_widget_set_visible (GTK_WIDGET (self->stale_label), since != 0);
}

static void
filter_changed_cb (UiColleaguesPage *self)
{
  desk_colleague_list_set_filter (self->list, gtk_editable_get_text (self->filter));
  update_state (self);
}

static void
filter_stopped_cb (UiColleaguesPage *self)
{
  gtk_editable_set_text (self->filter, "");
  gtk_widget_grab_focus (get_view (self));
}

static void
dial (UiColleaguesPage *self, guint position)
{
  g_autoptr (DeskExtension) extension = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (extension != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.dial", "s", desk_extension_get_number (extension));
}

/* Enter in the filter goes to the first row; it does not dial what the person has not pointed at. */
static void
filter_activated_cb (UiColleaguesPage *self)
{
  GtkWidget *view = get_view (self);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    return;
  gtk_widget_activate_action (view, "list.scroll-to-item", "u", 0);
  gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD);
}

static void
activate_cb (UiColleaguesPage *self, guint position)
{
  dial (self, position);
}

/* A view makes some 200 rows even while it is hidden: only the one that is seen has the model. */
static void
update_view (UiColleaguesPage *self)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);

  if (model == (self->is_tiles ? gtk_grid_view_get_model (self->grid_view)
                               : gtk_list_view_get_model (self->list_view)))
    return;
  self->is_at_top = TRUE;
  gtk_list_view_set_model (self->list_view, self->is_tiles ? NULL : model);
  gtk_grid_view_set_model (self->grid_view, self->is_tiles ? model : NULL);
}

static void
settings_changed_cb (UiColleaguesPage *self)
{
  GSettings *settings = ui_page_get_settings (UI_PAGE (self));
  DeskSort sort = DESK_SORT_NAME;

  if (settings != NULL)
    {
      sort = g_settings_get_enum (settings, "sort");
      self->is_tiles = g_settings_get_enum (settings, "view") != 0;
    }
  desk_colleague_list_set_sort (self->list, sort);
  update_view (self);
  gtk_menu_button_set_label (self->sort_button, sort == DESK_SORT_STATE ? _ ("Free first") : _ ("Name"));
  update_state (self);
}

static void
toggle_favourite_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  DeskSession *session = ui_page_get_session (UI_PAGE (widget));
  DeskExtension *extension = desk_presence_model_find (desk_session_get_colleagues (session),
                                                       g_variant_get_string (parameter, NULL));

  if (extension != NULL)
    desk_session_set_favourite (session, extension, !desk_extension_get_is_favourite (extension));
}

static void
copy_number_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), g_variant_get_string (parameter, NULL));
}

static void
rename_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  DeskSession *session = ui_page_get_session (UI_PAGE (widget));
  DeskExtension *extension = desk_presence_model_find (desk_session_get_colleagues (session),
                                                       g_variant_get_string (parameter, NULL));

  if (extension != NULL)
    ui_alias_dialog_present (GTK_WINDOW (gtk_widget_get_root (widget)), session, extension);
}

/* Of the row of that number, where it is shown. */
static void
open_menu_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiColleaguesPage *self = UI_COLLEAGUES_PAGE (widget);
  const char *number = g_variant_get_string (parameter, NULL);
  GtkWidget *view = get_view (self);

  for (GtkWidget *holder = gtk_widget_get_first_child (view); holder != NULL;
       holder = gtk_widget_get_next_sibling (holder))
    {
      GtkWidget *item = gtk_widget_get_first_child (holder);
      DeskExtension *extension
          = UI_IS_COLLEAGUE_ITEM (item) ? ui_colleague_item_get_extension (UI_COLLEAGUE_ITEM (item)) : NULL;

      if (extension != NULL && g_str_equal (desk_extension_get_number (extension), number))
        {
          ui_row_menu_popup (self->menu, view, item);
          return;
        }
    }
}

/* Tab goes through the buttons of a row and leaves the list; from row to row go the arrows. */
static gboolean
ui_colleagues_page_move_focus (GtkWidget *widget, GtkDirectionType direction)
{
  UiColleaguesPage *self = UI_COLLEAGUES_PAGE (widget);
  UiColleagueItem *focused = ui_colleague_item_find_focused (get_view (self));
  gboolean is_back = direction == GTK_DIR_TAB_BACKWARD;
  GtkWidget *holder;

  if (focused == NULL || (direction != GTK_DIR_TAB_FORWARD && !is_back))
    return GTK_WIDGET_CLASS (ui_colleagues_page_parent_class)->focus (widget, direction);
  holder = ui_colleague_item_get_holder (focused);
  if (!(is_back && gtk_widget_is_focus (holder)) && gtk_widget_child_focus (holder, direction))
    return TRUE;
  return is_back && gtk_widget_child_focus (self->toolbar, direction);
}

/* The list, so that arrows and Enter work at once; it is not there yet while the PBX is asked. */
static void
ui_colleagues_page_focus (UiPage *page)
{
  UiColleaguesPage *self = UI_COLLEAGUES_PAGE (page);
  GtkWidget *view = get_view (self);

  gtk_widget_grab_focus (gtk_widget_get_mapped (view) ? view : GTK_WIDGET (self->stack));
}

static void
ui_colleagues_page_find (UiPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (UI_COLLEAGUES_PAGE (page)->filter));
}

/* Whom the keyboard is at; from elsewhere, whom it was at. */
static char *
ui_colleagues_page_dup_chosen (UiPage *page)
{
  UiColleaguesPage *self = UI_COLLEAGUES_PAGE (page);
  UiColleagueItem *focused = ui_colleague_item_find_focused (get_view (self));
  DeskExtension *extension = focused != NULL ? ui_colleague_item_get_extension (focused)
                                             : gtk_single_selection_get_selected_item (self->selection);

  return extension != NULL ? g_strdup (desk_extension_get_number (extension)) : NULL;
}

static void
watch_scrolling (UiColleaguesPage *self, GtkWidget *view)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (view, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (resized_cb), self, G_CONNECT_SWAPPED);
}

static void
set_up_actions (UiColleaguesPage *self, GSettings *settings)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GAction) sort = g_settings_create_action (settings, "sort");
  g_autoptr (GAction) view = g_settings_create_action (settings, "view");

  g_action_map_add_action (G_ACTION_MAP (group), sort);
  g_action_map_add_action (G_ACTION_MAP (group), view);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "colleagues", G_ACTION_GROUP (group));
  g_signal_connect_object (settings, "changed", G_CALLBACK (settings_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
ui_colleagues_page_constructed (GObject *object)
{
  UiColleaguesPage *self = UI_COLLEAGUES_PAGE (object);
  DeskSession *session = ui_page_get_session (UI_PAGE (self));
  GSettings *settings = ui_page_get_settings (UI_PAGE (self));

  G_OBJECT_CLASS (ui_colleagues_page_parent_class)->constructed (object);

  self->list = desk_colleague_list_new (desk_session_get_colleagues (session));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->groups = ui_colleague_groups_new (UI_PAGE (self), self->scope_button, self->list);
  self->menu = ui_colleague_menu_new (GTK_WIDGET (self));
  ui_row_menu_attach (self->menu, GTK_WIDGET (self->list_view));
  ui_row_menu_attach (self->menu, GTK_WIDGET (self->grid_view));
  watch_scrolling (self, GTK_WIDGET (self->list_view));
  watch_scrolling (self, GTK_WIDGET (self->grid_view));

  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->groups, "changed", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk_session_get_colleagues (session), "notify", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (update_stale), self, G_CONNECT_SWAPPED);
  if (settings != NULL)
    set_up_actions (self, settings);
  settings_changed_cb (self);
  update_stale (self);
}

static void
ui_colleagues_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ui_colleagues_page_parent_class)->map (widget);
  take_first_focus (UI_COLLEAGUES_PAGE (widget));
}

static void
ui_colleagues_page_dispose (GObject *object)
{
  UiColleaguesPage *self = UI_COLLEAGUES_PAGE (object);

  g_clear_handle_id (&self->rows_source, g_source_remove);
  /* A gesture may hold it a little longer; its popover is a child of the page. */
  if (self->menu != NULL)
    g_object_run_dispose (G_OBJECT (self->menu));
  g_clear_object (&self->menu);
  g_clear_object (&self->groups);
  g_clear_object (&self->selection);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_COLLEAGUES_PAGE);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (ui_colleagues_page_parent_class)->dispose (object);
}

static void
ui_colleagues_page_class_init (UiColleaguesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ui_colleagues_page_constructed;
  object_class->dispose = ui_colleagues_page_dispose;
  widget_class->map = ui_colleagues_page_map;
  widget_class->focus = ui_colleagues_page_move_focus;
  UI_PAGE_CLASS (klass)->focus = ui_colleagues_page_focus;
  UI_PAGE_CLASS (klass)->find = ui_colleagues_page_find;
  UI_PAGE_CLASS (klass)->dup_chosen = ui_colleagues_page_dup_chosen;

  g_type_ensure (UI_TYPE_COLLEAGUE_ROW);
  g_type_ensure (UI_TYPE_COLLEAGUE_TILE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/pages/ui-colleagues-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UiColleaguesPage, toolbar);
  gtk_widget_class_bind_template_child (widget_class, UiColleaguesPage, filter);
  gtk_widget_class_bind_template_child (widget_class, UiColleaguesPage, stale_label);
  gtk_widget_class_bind_template_child (widget_class, UiColleaguesPage, denied_label);
  gtk_widget_class_bind_template_child (widget_class, UiColleaguesPage, scope_button);
  gtk_widget_class_bind_template_child (widget_class, UiColleaguesPage, sort_button);
  gtk_widget_class_bind_template_child (widget_class, UiColleaguesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, UiColleaguesPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, UiColleaguesPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, UiColleaguesPage, grid_view);
  gtk_widget_class_bind_template_child (widget_class, UiColleaguesPage, empty_page);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);

  gtk_widget_class_install_action (widget_class, "colleague.toggle-favourite", "s", toggle_favourite_cb);
  gtk_widget_class_install_action (widget_class, "colleague.copy-number", "s", copy_number_cb);
  gtk_widget_class_install_action (widget_class, "colleague.rename", "s", rename_cb);
  gtk_widget_class_install_action (widget_class, "colleague.open-menu", "s", open_menu_cb);
  ui_colleague_verbs_install (widget_class);
}

static void
ui_colleagues_page_init (UiColleaguesPage *self)
{
  self->is_at_top = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

char *
ui_colleagues_page_dup_favourite (UiColleaguesPage *self, guint nth)
{
  g_autoptr (DeskExtension) extension = NULL;

  g_return_val_if_fail (UI_IS_COLLEAGUES_PAGE (self), NULL);

  if (nth == 0)
    return NULL;
  if (ui_colleague_groups_get_scope (self->groups) == DESK_SCOPE_GROUP)
    {
      g_autoptr (GPtrArray) all = desk_session_list_favourites (ui_page_get_session (UI_PAGE (self)));

      return nth <= all->len ? g_strdup (desk_extension_get_number (all->pdata[nth - 1])) : NULL;
    }
  extension = g_list_model_get_item (G_LIST_MODEL (self->list), nth - 1);
  if (extension == NULL || !desk_extension_get_is_favourite (extension))
    return NULL;
  return g_strdup (desk_extension_get_number (extension));
}

UiColleagueGroups *
ui_colleagues_page_get_groups (UiColleaguesPage *self)
{
  g_return_val_if_fail (UI_IS_COLLEAGUES_PAGE (self), NULL);
  return self->groups;
}
