/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-sign-in-window.h"

#include <glib/gi18n.h>

#include "model/desk-address.h"
#include "ui/dialogs/ui-about.h"
#include "ui/dialogs/ui-accounts-window.h"
#include "ui/dialogs/ui-preferences-window.h"
#include "ui/ui-accessible.h"
#include "ui/ui-error-text.h"
#include "ui/ui-sign-in-page.h"
#include "ui/ui-sign-in-private.h"
#include "ui/ui-shortcuts.h"

enum
{
  PROP_0,
  PROP_ACCOUNTS,
  PROP_SETTINGS,
  N_PROPS,
};

enum
{
  SIGN_IN,
  DEMO,
  N_SIGNALS,
};

typedef struct
{
  const char *user;
  const char *title;
  const char *subtitle;
} DemoPerson;

static const DemoPerson demo_people[] = {
  { "1002", N_ ("Desk Worker"), N_ ("Extension 1002: sees colleagues, makes and takes calls") },
  { "1001", N_ ("Office Administrator"),
    N_ ("Extension 1001: also looks after the extensions of the office") },
  { "sa", N_ ("System Administrator"), N_ ("Looks after the whole PBX, has no phone") },
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UiSignInWindow, ui_sign_in_window, ADW_TYPE_APPLICATION_WINDOW)

const char *
ui_sign_in_window_get_home (UiSignInWindow *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->accounts)) > 0 ? "accounts" : "form";
}

const char *
ui_sign_in_window_get_page (UiSignInWindow *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

/* Hidden pages are hidden, not only covered: otherwise a screen reader would read all of them. */
static void
show_only (GtkStack *stack, const char *page)
{
  GtkWidget *shown = gtk_stack_get_child_by_name (stack, page);

  gtk_widget_set_visible (shown, TRUE);
  gtk_stack_set_visible_child (stack, shown);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (stack)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, child == shown);
}

void
ui_sign_in_window_show_page (UiSignInWindow *self, const char *page)
{
  gboolean is_progress = g_str_equal (page, "progress");

  show_only (self->stack, page);
  gtk_spinner_set_spinning (self->spinner, is_progress);
  gtk_widget_set_visible (self->back_button,
                          !is_progress && !g_str_equal (page, ui_sign_in_window_get_home (self)));

  if (g_str_equal (page, "form"))
    ui_sign_in_form_focus (self->form);
  else if (is_progress)
    gtk_widget_grab_focus (self->cancel_button);
  else if (g_str_equal (page, "taken"))
    gtk_widget_grab_focus (self->use_here_button);
  else if (g_str_equal (page, "certificate"))
    gtk_widget_grab_focus (self->back_button); /* Enter must not trust */
  else
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

void
ui_sign_in_window_request (UiSignInWindow *self)
{
  g_signal_emit (self, signals[SIGN_IN], 0, self->draft, self->password);
}

/* A saved account for the same person at one of these addresses, so that none is saved twice. */
static StoreAccount *
find_same (UiSignInWindow *self, char **addresses, const char *user, const char *tenant)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr (StoreAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);
      const char *its_tenant = store_account_get_tenant (account);

      if (g_strv_contains ((const char *const *)addresses, store_account_get_url (account))
          && g_strcmp0 (store_account_get_user (account), user) == 0
          && g_str_equal (its_tenant != NULL ? its_tenant : "", tenant))
        return g_steal_pointer (&account);
    }

  return NULL;
}

static void
submit_cb (UiSignInWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) addresses = NULL;
  StoreAccount *account;

  addresses = desk_address_guess (ui_sign_in_form_get_server (self->form), &error);
  if (addresses == NULL)
    {
      ui_sign_in_form_show_failure (
          self->form, UI_SIGN_IN_FIELD_SERVER,
          _ ("This is not an address of a server. Examples: pbx.example.com, pbx:8443."));
      return;
    }

  account = find_same (self, addresses, ui_sign_in_form_get_user (self->form),
                       ui_sign_in_form_get_tenant (self->form));
  if (account != NULL)
    {
      const char *known[] = { store_account_get_url (account), NULL };

      g_strfreev (addresses);
      addresses = g_strdupv ((char **)known);
    }
  else
    {
      account = store_account_new (NULL);
    }
  ui_sign_in_form_apply (self->form, account);
  ui_sign_in_attempt_begin (self, account, g_steal_pointer (&addresses),
                            desk_password_copy (ui_sign_in_form_get_password (self->form)), FALSE);
}

static void
password_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiSignInWindow) self = UI_SIGN_IN_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (StoreAccount) account = NULL;
  char *password = desk_password_lookup_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  account = g_steal_pointer (&self->draft);
  if (password != NULL && account != NULL)
    {
      const char *known[] = { store_account_get_url (account), NULL };
      char **addresses = g_strdupv ((char **)known);

      ui_sign_in_attempt_begin (self, g_steal_pointer (&account), addresses, password, TRUE);
      return;
    }
  ui_sign_in_window_show_page (self, "form");
  if (error != NULL)
    {
      g_autofree char *reason = ui_error_to_text (error);
      g_autofree char *text = g_strdup_printf (_ ("%s Please type the password."), reason);

      ui_sign_in_form_show_failure (self->form, UI_SIGN_IN_FIELD_NONE, text);
    }
}

void
ui_sign_in_window_use_account (UiSignInWindow *self, StoreAccount *account)
{
  g_return_if_fail (UI_IS_SIGN_IN_WINDOW (self));
  g_return_if_fail (STORE_IS_ACCOUNT (account));

  ui_sign_in_form_set_account (self->form, account);
  if (!store_account_get_remember (account))
    {
      ui_sign_in_window_show_page (self, "form");
      return;
    }

  ui_sign_in_attempt_forget (self);
  self->draft = g_object_ref (account);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  desk_password_lookup_async (account, self->cancellable, password_found_cb, g_object_ref (self));
}

static void
account_activated_cb (UiSignInWindow *self, GtkListBoxRow *row)
{
  g_autoptr (StoreAccount) account
      = g_list_model_get_item (G_LIST_MODEL (self->accounts), gtk_list_box_row_get_index (row));

  if (account != NULL)
    ui_sign_in_window_use_account (self, account);
}

static void
demo_cb (UiSignInWindow *self)
{
  ui_sign_in_window_show_page (self, "demo");
}

static void
demo_activated_cb (UiSignInWindow *self, GtkListBoxRow *row)
{
  const DemoPerson *person = &demo_people[gtk_list_box_row_get_index (row)];

  ui_sign_in_attempt_forget (self);
  self->origin = "demo";
  ui_sign_in_attempt_drop_session (self);
  ui_sign_in_attempt_show_progress (self, PAL_CLIENT_STATE_CONNECTING);
  g_signal_emit (self, signals[DEMO], 0, person->user);
}

static void
trust_cb (UiSignInWindow *self)
{
  if (self->session != NULL)
    desk_session_trust_peer (self->session);
}

static void
manage_cb (UiSignInWindow *self)
{
  ui_accounts_window_present (GTK_WINDOW (self), self->accounts);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  UiSignInWindow *self = UI_SIGN_IN_WINDOW (widget);
  const char *page = ui_sign_in_window_get_page (self);
  const char *target = ui_sign_in_window_get_home (self);

  if ((g_str_equal (page, "progress") || g_str_equal (page, "certificate")) && self->origin != NULL)
    target = self->origin;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  ui_sign_in_attempt_drop_session (self);
  ui_sign_in_attempt_forget (self);
  ui_sign_in_window_show_page (self, target);
}

static void
new_account_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  UiSignInWindow *self = UI_SIGN_IN_WINDOW (widget);

  ui_sign_in_form_set_account (self->form, NULL);
  ui_sign_in_form_set_remember (self->form, g_settings_get_boolean (self->settings, "remember"));
  ui_sign_in_window_show_page (self, "form");
}

static void
demo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  demo_cb (UI_SIGN_IN_WINDOW (widget));
}

static void
use_here_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  UiSignInWindow *self = UI_SIGN_IN_WINDOW (widget);

  if (self->session != NULL)
    desk_session_use_here (self->session);
}

static void
accounts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  manage_cb (UI_SIGN_IN_WINDOW (widget));
}

static void
preferences_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ui_preferences_window_present (GTK_WINDOW (widget), UI_SIGN_IN_WINDOW (widget)->settings, NULL);
}

static void
about_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ui_about_present (GTK_WINDOW (widget));
}

static GtkWidget *
create_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = adw_avatar_new (40, title, TRUE);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  g_object_set (row, "use-markup", FALSE, NULL); /* alone: set together, the title would be read as markup */
  g_object_set (row, "title", title, "subtitle", subtitle, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  return row;
}

static GtkWidget *
create_account_row (gpointer item, gpointer user_data)
{
  StoreAccount *account = STORE_ACCOUNT (item);
  g_autofree char *server = desk_address_dup_label (store_account_get_url (account));
  g_autofree char *subtitle = g_strdup_printf (_ ("%s at %s"), store_account_get_user (account), server);
  GtkWidget *row = create_row (store_account_get_name (account), subtitle);

  g_object_bind_property (account, "name", row, "title", G_BINDING_DEFAULT);

  return row;
}

static void
accounts_changed_cb (UiSignInWindow *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->accounts)) == 0;

  if (is_empty && g_str_equal (ui_sign_in_window_get_page (self), "accounts"))
    ui_sign_in_window_show_page (self, "form");
}

static void
ui_sign_in_window_constructed (GObject *object)
{
  UiSignInWindow *self = UI_SIGN_IN_WINDOW (object);

  G_OBJECT_CLASS (ui_sign_in_window_parent_class)->constructed (object);

  gtk_list_box_bind_model (self->account_list, G_LIST_MODEL (self->accounts), create_account_row, NULL, NULL);
  g_signal_connect_object (self->accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (demo_people); i++)
    gtk_list_box_append (self->demo_list, create_row (_ (demo_people[i].title), _ (demo_people[i].subtitle)));

  ui_sign_in_form_set_remember (self->form, g_settings_get_boolean (self->settings, "remember"));
  ui_accessible_tidy (GTK_WIDGET (self));
  ui_sign_in_window_show_page (self, ui_sign_in_window_get_home (self));
}

static void
ui_sign_in_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  UiSignInWindow *self = UI_SIGN_IN_WINDOW (object);

  switch (prop_id)
    {
    case PROP_ACCOUNTS:
      self->accounts = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_sign_in_window_dispose (GObject *object)
{
  UiSignInWindow *self = UI_SIGN_IN_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->session_signals != NULL)
    g_signal_group_set_target (self->session_signals, NULL);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  ui_sign_in_attempt_forget (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_SIGN_IN_WINDOW);
  g_clear_object (&self->accounts);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (ui_sign_in_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "sign-in.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "sign-in.new-account", NULL, new_account_action);
  gtk_widget_class_install_action (widget_class, "sign-in.demo", NULL, demo_action);
  gtk_widget_class_install_action (widget_class, "sign-in.use-here", NULL, use_here_action);
  gtk_widget_class_install_action (widget_class, "sign-in.accounts", NULL, accounts_action);
  gtk_widget_class_install_action (widget_class, "sign-in.preferences", NULL, preferences_action);
  gtk_widget_class_install_action (widget_class, "sign-in.about", NULL, about_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "sign-in.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "sign-in.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_comma, GDK_CONTROL_MASK, "sign-in.preferences",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
ui_sign_in_window_class_init (UiSignInWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = ui_sign_in_window_constructed;
  object_class->set_property = ui_sign_in_window_set_property;
  object_class->dispose = ui_sign_in_window_dispose;

  props[PROP_ACCOUNTS] = g_param_spec_object ("accounts", NULL, NULL, STORE_TYPE_ACCOUNTS, flags);
  props[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /* Static scope: the password is not copied on its way. */
  signals[SIGN_IN]
      = g_signal_new ("sign-in", UI_TYPE_SIGN_IN_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                      2, STORE_TYPE_ACCOUNT, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[DEMO] = g_signal_new ("demo", UI_TYPE_SIGN_IN_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);

  install_actions (widget_class);
  g_type_ensure (UI_TYPE_SIGN_IN_PAGE);
  g_type_ensure (UI_TYPE_SIGN_IN_FORM);
  g_type_ensure (UI_TYPE_CERTIFICATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/ui-sign-in-window.ui");
  gtk_widget_class_bind_template_child (widget_class, UiSignInWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, UiSignInWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, UiSignInWindow, account_list);
  gtk_widget_class_bind_template_child (widget_class, UiSignInWindow, form);
  gtk_widget_class_bind_template_child (widget_class, UiSignInWindow, demo_list);
  gtk_widget_class_bind_template_child (widget_class, UiSignInWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, UiSignInWindow, progress_label);
  gtk_widget_class_bind_template_child (widget_class, UiSignInWindow, progress_detail);
  gtk_widget_class_bind_template_child (widget_class, UiSignInWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, UiSignInWindow, use_here_button);
  gtk_widget_class_bind_template_child (widget_class, UiSignInWindow, certificate_page);
  gtk_widget_class_bind_template_callback (widget_class, account_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, demo_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, demo_cb);
  gtk_widget_class_bind_template_callback (widget_class, trust_cb);
  gtk_widget_class_bind_template_callback (widget_class, manage_cb);
}

static void
ui_sign_in_window_init (UiSignInWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (self),
                                           GTK_SHORTCUTS_WINDOW (ui_shortcuts_new_window ()));

  self->cancellable = g_cancellable_new ();
  self->session_signals = g_signal_group_new (DESK_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::state",
                                  G_CALLBACK (ui_sign_in_attempt_state_changed), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::stop-reason",
                                  G_CALLBACK (ui_sign_in_attempt_state_changed), self);
}

UiSignInWindow *
ui_sign_in_window_new (GtkApplication *application, StoreAccounts *accounts, GSettings *settings)
{
  return g_object_new (UI_TYPE_SIGN_IN_WINDOW, "application", application, "accounts", accounts, "settings",
                       settings, NULL);
}

void
ui_sign_in_window_set_session (UiSignInWindow *self, DeskSession *session)
{
  g_return_if_fail (UI_IS_SIGN_IN_WINDOW (self));
  g_return_if_fail (session == NULL || DESK_IS_SESSION (session));

  if (!g_set_object (&self->session, session))
    return;

  g_signal_group_set_target (self->session_signals, session);
  if (session != NULL && desk_session_get_state (session) == PAL_CLIENT_STATE_OFFLINE)
    ui_sign_in_attempt_show_progress (self, PAL_CLIENT_STATE_CONNECTING); /* it is about to be started */
  else if (session != NULL)
    ui_sign_in_attempt_state_changed (self);
}
