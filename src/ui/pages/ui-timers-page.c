/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-timers-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/desk-timers.h"
#include "ui/compat/ui-banner.h"
#include "ui/dialogs/ui-zone-dialog.h"
#include "ui/editor/ui-schedule-editor.h"
#include "ui/pages/ui-other-timer-dialog.h"
#include "ui/ui-accessible.h"
#include "ui/ui-error-text.h"
#include "ui/ui-window.h"

#define LOOK_S 15 /* how often the clock is looked at while the page is in view */

struct _UiTimersPage
{
  UiPage parent_instance;

  guint refresh_source, minute_source;

  /* template children */
  GtkMenuButton *who_button;
  GtkLabel *who_label, *stale_label;
  GtkWidget *save_button, *zone_button, *retry_button;
  UiBanner *banner;
  GtkStack *stack;
  GtkSpinner *spinner;
  AdwStatusPage *none_page;
  UiScheduleEditor *editor;

  /* owned */
  DeskTimer *timer; /* the one that is shown, or NULL */
  char *extension;  /* whose; "": mine */
  char *number;     /* "1" or "2" */
};

G_DEFINE_FINAL_TYPE (UiTimersPage, ui_timers_page, UI_TYPE_PAGE)

enum
{
  PROP_EXTENSION = 1,
  PROP_NUMBER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static DeskTimers *
get_timers (UiTimersPage *self)
{
  return desk_session_get_timers (ui_page_get_session (UI_PAGE (self)));
}

/* --- how all stands ----------------------------------------------------------------------- */

static void
describe (UiTimersPage *self, const char *icon, const char *title, const char *text, gboolean can_retry)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_icon_name (self->none_page, icon);
  adw_status_page_set_title (self->none_page, title);
  adw_status_page_set_description (self->none_page, markup);
  gtk_widget_set_visible (self->retry_button, can_retry);
}

static void
show_stack (UiTimersPage *self)
{
  const char *name = "timer";

  if (self->timer == NULL)
    {
      name = "none";
      describe (
          self, "alarm-symbolic", _ ("No Timer of Your Own"),
          _ ("The system administrator has no extension. Choose a schedule, or any other extension, above."),
          FALSE);
    }
  else if (desk_timer_get_server_text (self->timer) == NULL
           && desk_timer_get_state (self->timer) == DESK_LOADING_FAILED)
    {
      g_autofree char *text = ui_error_to_text (desk_timer_get_failure (self->timer));

      name = "none";
      describe (self, "dialog-warning-symbolic", _ ("The Timer Cannot Be Read"), text != NULL ? text : "",
                TRUE);
    }
  else if (desk_timer_get_server_text (self->timer) == NULL && desk_timer_get_is_stale (self->timer))
    {
      name = "none";
      describe (self, "network-offline-symbolic", _ ("Not Connected"),
                _ ("The timer is read once the PBX is connected."), FALSE);
    }
  else if (desk_timer_get_server_text (self->timer) == NULL)
    name = "loading";
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "loading"));
  gtk_stack_set_visible_child_name (self->stack, name);
}

static char *
dup_problem (UiTimersPage *self)
{
  const GError *refusal = self->timer != NULL ? desk_timer_get_refusal (self->timer) : NULL;
  g_autofree char *reason
      = refusal != NULL && refusal->domain != DESK_TIMER_ERROR ? ui_error_to_text (refusal) : NULL;

  if (self->timer == NULL)
    return NULL;
  if (desk_timer_get_has_moved (self->timer))
    return g_strdup (
        _ ("The PBX has another timer by now. Save puts yours in its place; Revert takes that one."));
  if (refusal != NULL && refusal->domain == DESK_TIMER_ERROR)
    return g_strdup (refusal->message);
  if (reason != NULL)
    return g_strdup_printf (_ ("The timer was not saved. %s"), reason);
  if (desk_timer_get_server_text (self->timer) != NULL && desk_timer_get_failure (self->timer) != NULL)
    {
      g_autofree char *text = ui_error_to_text (desk_timer_get_failure (self->timer));

      return g_strdup_printf (_ ("The timer could not be read again. %s"), text != NULL ? text : "");
    }
  return NULL;
}

static void
show_stale (UiTimersPage *self)
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
    }
  gtk_widget_set_visible (GTK_WIDGET (self->stale_label), since != 0);
}

static char *
dup_name (DeskTimer *timer)
{
  const char *extension = desk_timer_get_extension (timer), *name = desk_timer_get_name (timer);

  if (desk_timer_get_is_mine (timer))
    return g_strdup_printf (_ ("Mine · %s"), extension);
  return *name != '\0' ? g_strdup_printf ("%s · %s", name, extension) : g_strdup (extension);
}

static void
show_who (UiTimersPage *self)
{
  g_autofree char *text = self->timer != NULL ? dup_name (self->timer) : g_strdup (_ ("Choose"));

  gtk_label_set_text (self->who_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->who_button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_zone (UiTimersPage *self)
{
  const char *name = desk_timers_get_zone_name (get_timers (self));
  g_autofree char *text = NULL;

  if (name != NULL)
    text = g_strdup (name);
  else
    text = g_strdup_printf (_ ("As here (%s)"),
                            g_time_zone_get_identifier (desk_timers_get_time_zone (get_timers (self))));
  gtk_button_set_label (GTK_BUTTON (self->zone_button), text);
  /* The names of some zones are long, and the window may be narrow. */
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->zone_button))),
                           PANGO_ELLIPSIZE_END);
}

static void
show_timer (UiTimersPage *self)
{
  g_autoptr (GDateTime) now = desk_timers_dup_now (get_timers (self));
  const char *server_text = self->timer != NULL ? desk_timer_get_server_text (self->timer) : NULL;

  if (server_text != NULL)
    ui_schedule_editor_show (self->editor, desk_timer_get_text (self->timer),
                             desk_timer_get_is_dirty (self->timer) ? server_text : NULL, now);
}

static gboolean
refresh_cb (gpointer user_data)
{
  UiTimersPage *self = user_data;
  g_autofree char *problem = dup_problem (self);
  gboolean is_dirty = self->timer != NULL && desk_timer_get_is_dirty (self->timer);
  gboolean is_saving = self->timer != NULL && desk_timer_get_is_saving (self->timer);

  self->refresh_source = 0;
  show_who (self);
  show_stack (self);
  show_stale (self);
  show_zone (self);
  show_timer (self);
  if (problem != NULL)
    ui_banner_set_title (self->banner, problem);
  ui_banner_set_revealed (self->banner, problem != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "timer.save",
                                 is_dirty && !is_saving && !desk_timer_get_is_stale (self->timer));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "timer.revert", is_dirty && !is_saving);
  return G_SOURCE_REMOVE;
}

/* Once, after all has settled. */
static void
refresh (UiTimersPage *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, refresh_cb, self, NULL);
}

/* --- which timer ---------------------------------------------------------------------------- */

static void
watch_timer (UiTimersPage *self)
{
  const char *user = store_account_get_user (desk_session_get_account (ui_page_get_session (UI_PAGE (self))));
  DeskTimer *timer = desk_timers_find (get_timers (self), *self->extension != '\0' ? self->extension : user,
                                       *self->number == '2' ? 2 : 1);

  if (timer == self->timer)
    return;
  if (self->timer != NULL)
    g_signal_handlers_disconnect_by_data (self->timer, self);
  g_set_object (&self->timer, timer);
  if (timer != NULL)
    {
      g_signal_connect_object (timer, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        desk_timer_fetch (timer);
    }
  refresh (self);
}

static void
append (GMenu *menu, const char *label, const char *extension)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "timer.extension", "s", extension);
  g_menu_append_item (menu, item);
}

/* Mine, the others, any other. */
static GMenuModel *
make_menu (UiTimersPage *self)
{
  GListModel *timers = G_LIST_MODEL (get_timers (self));
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new (), any = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (timers); i += 2)
    {
      g_autoptr (DeskTimer) timer = g_list_model_get_item (timers, i);
      g_autofree char *label = dup_name (timer);

      if (desk_timer_get_is_mine (timer))
        append (menu, label, "");
      else
        append (others, label, desk_timer_get_extension (timer));
    }
  g_menu_append_section (menu, _ ("Schedules and Others"), G_MENU_MODEL (others));
  g_menu_append (any, _ ("Another Extension…"), "timer.other");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (any));
  return G_MENU_MODEL (menu);
}

static void
list_changed_cb (UiTimersPage *self)
{
  g_autoptr (GMenuModel) menu = make_menu (self);

  gtk_menu_button_set_menu_model (self->who_button, menu);
  watch_timer (self);
}

static void
other_chosen_cb (UiTimersPage *self, const char *extension)
{
  DeskTimer *timer = desk_timers_ensure (get_timers (self), extension, 1);

  if (timer != NULL)
    g_object_set (self, "extension", desk_timer_get_extension (timer), NULL);
}

static void
other_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiTimersPage *self = UI_TIMERS_PAGE (widget);
  GtkWidget *dialog = ui_other_timer_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)));

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (other_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- what is done ----------------------------------------------------------------------------- */

static void
edited_cb (UiTimersPage *self)
{
  if (self->timer != NULL && desk_timer_get_server_text (self->timer) != NULL)
    desk_timer_set_text (self->timer, ui_schedule_editor_get_text (self->editor));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiTimersPage) self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (desk_timer_save_finish (DESK_TIMER (source), result, NULL)
      && UI_IS_WINDOW (root)) /* else the banner says why */
    ui_window_toast (UI_WINDOW (root), _ ("Saved: the PBX has this timer now"));
  refresh (self);
}

static void
save_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiTimersPage *self = UI_TIMERS_PAGE (widget);

  desk_timer_save_async (self->timer, NULL, saved_cb, g_object_ref (self));
}

static void
revert_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  desk_timer_revert (UI_TIMERS_PAGE (widget)->timer);
}

static void
retry_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiTimersPage *self = UI_TIMERS_PAGE (widget);

  if (self->timer != NULL)
    desk_timer_fetch (self->timer);
}

static void
banner_cb (UiTimersPage *self)
{
  desk_timer_fetch (self->timer);
}

/* Reading files is not ours: the program adds them to the timer. */
static void
import_cb (UiTimersPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.import-holidays", "(sus)",
                              desk_timer_get_extension (self->timer), desk_timer_get_number (self->timer),
                              "");
}

static void
zone_cb (UiTimersPage *self)
{
  ui_zone_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), get_timers (self));
}

/* --- the page ----------------------------------------------------------------------------------- */

static gboolean
minute_cb (gpointer user_data)
{
  refresh (user_data);
  return G_SOURCE_CONTINUE;
}

static void
ui_timers_page_map (GtkWidget *widget)
{
  UiTimersPage *self = UI_TIMERS_PAGE (widget);

  GTK_WIDGET_CLASS (ui_timers_page_parent_class)->map (widget);
  desk_timers_load (get_timers (self));
  if (self->timer != NULL)
    desk_timer_fetch (self->timer);
  if (self->minute_source == 0)
    self->minute_source = g_timeout_add_seconds (LOOK_S, minute_cb, self);
  refresh (self);
}

static void
ui_timers_page_unmap (GtkWidget *widget)
{
  UiTimersPage *self = UI_TIMERS_PAGE (widget);

  g_clear_handle_id (&self->minute_source, g_source_remove);
  GTK_WIDGET_CLASS (ui_timers_page_parent_class)->unmap (widget);
}

static void
ui_timers_page_focus (UiPage *page)
{
  UiTimersPage *self = UI_TIMERS_PAGE (page);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "timer") == 0)
    ui_schedule_editor_focus (self->editor);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->who_button));
}

static gboolean
ui_timers_page_has_unsaved (UiPage *page)
{
  return desk_timers_count_dirty (get_timers (UI_TIMERS_PAGE (page))) > 0;
}

static void
ui_timers_page_discard (UiPage *page)
{
  GListModel *timers = G_LIST_MODEL (get_timers (UI_TIMERS_PAGE (page)));

  for (guint i = 0; i < g_list_model_get_n_items (timers); i++)
    {
      g_autoptr (DeskTimer) timer = g_list_model_get_item (timers, i);

      if (desk_timer_get_is_dirty (timer))
        desk_timer_revert (timer);
    }
}

/* "1002" or "1002/2". */
static void
ui_timers_page_focus_on (UiPage *page, const char *id)
{
  g_auto (GStrv) parts = g_strsplit (id, "/", 2);

  if (parts[0] != NULL)
    g_object_set (page, "extension", parts[0], "number", parts[1] != NULL ? parts[1] : "1", NULL);
}

static void
ui_timers_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  UiTimersPage *self = UI_TIMERS_PAGE (object);

  switch (id)
    {
    case PROP_EXTENSION:
      g_value_set_string (value, self->extension);
      break;
    case PROP_NUMBER:
      g_value_set_string (value, self->number);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ui_timers_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  UiTimersPage *self = UI_TIMERS_PAGE (object);
  char **where = id == PROP_EXTENSION ? &self->extension : &self->number;
  const char *text = g_value_get_string (value);

  if (id != PROP_EXTENSION && id != PROP_NUMBER)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (g_strcmp0 (*where, text) == 0)
    return;
  g_free (*where);
  *where = g_strdup (text != NULL ? text : "");
  g_object_notify_by_pspec (object, properties[id]);
  watch_timer (self);
}

static void
ui_timers_page_constructed (GObject *object)
{
  UiTimersPage *self = UI_TIMERS_PAGE (object);
  DeskSession *session = ui_page_get_session (UI_PAGE (self));

  G_OBJECT_CLASS (ui_timers_page_parent_class)->constructed (object);

  g_signal_connect_object (get_timers (self), "items-changed", G_CALLBACK (list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_timers (self), "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  list_changed_cb (self);
  ui_accessible_tidy (GTK_WIDGET (self));
  refresh (self);
}

static void
ui_timers_page_dispose (GObject *object)
{
  UiTimersPage *self = UI_TIMERS_PAGE (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_handle_id (&self->minute_source, g_source_remove);
  if (self->timer != NULL)
    g_signal_handlers_disconnect_by_data (self->timer, self);
  g_clear_object (&self->timer);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_TIMERS_PAGE);

  G_OBJECT_CLASS (ui_timers_page_parent_class)->dispose (object);
}

static void
ui_timers_page_finalize (GObject *object)
{
  UiTimersPage *self = UI_TIMERS_PAGE (object);

  g_free (self->extension);
  g_free (self->number);

  G_OBJECT_CLASS (ui_timers_page_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "timer.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "timer.revert", NULL, revert_cb);
  gtk_widget_class_install_action (widget_class, "timer.retry", NULL, retry_cb);
  gtk_widget_class_install_action (widget_class, "timer.other", NULL, other_cb);
  gtk_widget_class_install_property_action (widget_class, "timer.extension", "extension");
  gtk_widget_class_install_property_action (widget_class, "timer.number", "number");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "timer.save", NULL);
}

static void
ui_timers_page_class_init (UiTimersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ui_timers_page_get_property;
  object_class->set_property = ui_timers_page_set_property;
  object_class->constructed = ui_timers_page_constructed;
  object_class->dispose = ui_timers_page_dispose;
  object_class->finalize = ui_timers_page_finalize;
  widget_class->map = ui_timers_page_map;
  widget_class->unmap = ui_timers_page_unmap;
  UI_PAGE_CLASS (klass)->focus = ui_timers_page_focus;
  UI_PAGE_CLASS (klass)->focus_on = ui_timers_page_focus_on;
  UI_PAGE_CLASS (klass)->has_unsaved = ui_timers_page_has_unsaved;
  UI_PAGE_CLASS (klass)->discard = ui_timers_page_discard;

  properties[PROP_EXTENSION] = g_param_spec_string ("extension", NULL, NULL, "", flags);
  properties[PROP_NUMBER] = g_param_spec_string ("number", NULL, NULL, "1", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  install_actions (widget_class);
  g_type_ensure (UI_TYPE_BANNER);
  g_type_ensure (UI_TYPE_SCHEDULE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/pages/ui-timers-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, UiTimersPage, name)
  BIND (who_button);
  BIND (who_label);
  BIND (stale_label);
  BIND (save_button);
  BIND (zone_button);
  BIND (retry_button);
  BIND (banner);
  BIND (stack);
  BIND (spinner);
  BIND (none_page);
  BIND (editor);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, banner_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, zone_cb);
}

static void
ui_timers_page_init (UiTimersPage *self)
{
  self->extension = g_strdup ("");
  self->number = g_strdup ("1");
  gtk_widget_init_template (GTK_WIDGET (self));
}
