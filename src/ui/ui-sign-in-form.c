/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-sign-in-form.h"

#include <glib/gi18n.h>

#include "model/desk-address.h"
#include "ui/ui-secret-buffer.h"

struct _UiSignInForm
{
  AdwBin parent_instance;

  /* template children */
  GtkWidget *notice;
  GtkLabel *notice_label;
  GtkEditable *server_row;
  GtkEditable *user_row;
  GtkEditable *password_row;
  GtkLabel *hint_label;
  GtkSwitch *remember_switch;
  AdwExpanderRow *advanced_row;
  GtkEditable *tenant_row;
  AdwComboRow *phone_row;
  GtkSwitch *url_login_switch;
  GtkWidget *submit_button;

  /* borrowed */
  UiSecretBuffer *password;

  /* owned */
  char *server;
  char *user;
  char *tenant;
  UiSignInField failed_field;
};

enum
{
  SUBMIT,
  DEMO,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UiSignInForm, ui_sign_in_form, ADW_TYPE_BIN)

static GtkEditable *
get_row (UiSignInForm *self, UiSignInField field)
{
  switch (field)
    {
    case UI_SIGN_IN_FIELD_SERVER:
      return self->server_row;
    case UI_SIGN_IN_FIELD_USER:
      return self->user_row;
    case UI_SIGN_IN_FIELD_PASSWORD:
      return self->password_row;
    case UI_SIGN_IN_FIELD_NONE:
    default:
      return NULL;
    }
}

static gboolean
has_text (GtkEditable *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  return *text != '\0';
}

/* A password may be blanks; the other fields may not. */
static gboolean
is_complete (UiSignInForm *self)
{
  return has_text (self->server_row) && has_text (self->user_row)
         && *gtk_editable_get_text (self->password_row) != '\0';
}

static void
show_hint (UiSignInForm *self)
{
  gtk_label_set_label (self->hint_label, _ ("Server: a name like pbx.example.com, or a full wss:// address"));
  gtk_widget_remove_css_class (GTK_WIDGET (self->hint_label), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->hint_label), "dim-label");
}

static void
clear_failure (UiSignInForm *self)
{
  GtkEditable *row = get_row (self, self->failed_field);

  if (row != NULL)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_FALSE, -1);
    }
  self->failed_field = UI_SIGN_IN_FIELD_NONE;
  gtk_widget_set_visible (self->notice, FALSE);
  show_hint (self);
}

static void
changed_cb (UiSignInForm *self)
{
  gtk_widget_set_sensitive (self->submit_button, is_complete (self));
  if (self->failed_field != UI_SIGN_IN_FIELD_NONE)
    clear_failure (self);
}

static void
submit_cb (UiSignInForm *self)
{
  if (is_complete (self))
    {
      clear_failure (self);
      g_signal_emit (self, signals[SUBMIT], 0);
    }
}

/* Enter: signs in when nothing is missing, else goes where something is. */
static void
activated_cb (UiSignInForm *self)
{
  if (is_complete (self))
    submit_cb (self);
  else
    ui_sign_in_form_focus (self);
}

static void
demo_cb (UiSignInForm *self)
{
  g_signal_emit (self, signals[DEMO], 0);
}

static void
ui_sign_in_form_dispose (GObject *object)
{
  UiSignInForm *self = UI_SIGN_IN_FORM (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_SIGN_IN_FORM);

  G_OBJECT_CLASS (ui_sign_in_form_parent_class)->dispose (object);
}

static void
ui_sign_in_form_finalize (GObject *object)
{
  UiSignInForm *self = UI_SIGN_IN_FORM (object);

  g_free (self->server);
  g_free (self->user);
  g_free (self->tenant);

  G_OBJECT_CLASS (ui_sign_in_form_parent_class)->finalize (object);
}

static void
ui_sign_in_form_class_init (UiSignInFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_sign_in_form_dispose;
  object_class->finalize = ui_sign_in_form_finalize;

  signals[SUBMIT]
      = g_signal_new ("submit", UI_TYPE_SIGN_IN_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DEMO]
      = g_signal_new ("demo", UI_TYPE_SIGN_IN_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/ui-sign-in-form.ui");
  gtk_widget_class_bind_template_child (widget_class, UiSignInForm, notice);
  gtk_widget_class_bind_template_child (widget_class, UiSignInForm, notice_label);
  gtk_widget_class_bind_template_child (widget_class, UiSignInForm, server_row);
  gtk_widget_class_bind_template_child (widget_class, UiSignInForm, user_row);
  gtk_widget_class_bind_template_child (widget_class, UiSignInForm, password_row);
  gtk_widget_class_bind_template_child (widget_class, UiSignInForm, hint_label);
  gtk_widget_class_bind_template_child (widget_class, UiSignInForm, remember_switch);
  gtk_widget_class_bind_template_child (widget_class, UiSignInForm, advanced_row);
  gtk_widget_class_bind_template_child (widget_class, UiSignInForm, tenant_row);
  gtk_widget_class_bind_template_child (widget_class, UiSignInForm, phone_row);
  gtk_widget_class_bind_template_child (widget_class, UiSignInForm, url_login_switch);
  gtk_widget_class_bind_template_child (widget_class, UiSignInForm, submit_button);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, demo_cb);
}

static void
ui_sign_in_form_init (UiSignInForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->password = ui_secret_buffer_install (self->password_row);
  show_hint (self);
}

void
ui_sign_in_form_set_account (UiSignInForm *self, StoreAccount *account)
{
  g_autofree char *label = NULL;
  const char *tenant = NULL;

  g_return_if_fail (UI_IS_SIGN_IN_FORM (self));

  clear_failure (self);
  if (account != NULL)
    {
      label = store_account_get_url (account) != NULL
                  ? desk_address_dup_label (store_account_get_url (account))
                  : NULL;
      tenant = store_account_get_tenant (account);
    }
  gtk_editable_set_text (self->server_row, label != NULL ? label : "");
  gtk_editable_set_text (self->user_row, account != NULL && store_account_get_user (account) != NULL
                                             ? store_account_get_user (account)
                                             : "");
  gtk_editable_set_text (self->tenant_row, tenant != NULL ? tenant : "");
  gtk_editable_set_text (self->password_row, "");
  adw_combo_row_set_selected (
      self->phone_row, account != NULL ? CLAMP (store_account_get_phone_index (account), 1, 4) - 1 : 0);
  gtk_switch_set_active (self->url_login_switch, account != NULL && store_account_get_url_login (account));
  if (account != NULL)
    gtk_switch_set_active (self->remember_switch, store_account_get_remember (account));
  adw_expander_row_set_expanded (self->advanced_row, tenant != NULL && *tenant != '\0');
}

void
ui_sign_in_form_apply (UiSignInForm *self, StoreAccount *account)
{
  g_return_if_fail (UI_IS_SIGN_IN_FORM (self));

  g_object_set (account, "user", ui_sign_in_form_get_user (self), "tenant", ui_sign_in_form_get_tenant (self),
                "phone-index", adw_combo_row_get_selected (self->phone_row) + 1, "url-login",
                gtk_switch_get_active (self->url_login_switch), "remember",
                gtk_switch_get_active (self->remember_switch), NULL);
}

void
ui_sign_in_form_set_remember (UiSignInForm *self, gboolean remember)
{
  g_return_if_fail (UI_IS_SIGN_IN_FORM (self));

  gtk_switch_set_active (self->remember_switch, remember);
}

static const char *
read_row (GtkEditable *row, char **place)
{
  g_free (*place);
  *place = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  return *place;
}

const char *
ui_sign_in_form_get_server (UiSignInForm *self)
{
  return read_row (self->server_row, &self->server);
}

const char *
ui_sign_in_form_get_user (UiSignInForm *self)
{
  return read_row (self->user_row, &self->user);
}

const char *
ui_sign_in_form_get_tenant (UiSignInForm *self)
{
  return read_row (self->tenant_row, &self->tenant);
}

const char *
ui_sign_in_form_get_password (UiSignInForm *self)
{
  return ui_secret_buffer_get_secret (self->password);
}

void
ui_sign_in_form_clear_password (UiSignInForm *self)
{
  g_return_if_fail (UI_IS_SIGN_IN_FORM (self));

  gtk_editable_set_text (self->password_row, "");
}

void
ui_sign_in_form_show_failure (UiSignInForm *self, UiSignInField field, const char *text)
{
  GtkEditable *row = get_row (self, field);

  g_return_if_fail (UI_IS_SIGN_IN_FORM (self));

  clear_failure (self);
  if (text == NULL)
    return;
  if (row == NULL)
    {
      gtk_label_set_label (self->notice_label, text);
      gtk_widget_set_visible (self->notice, TRUE);
      return;
    }

  self->failed_field = field;
  gtk_label_set_label (self->hint_label, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->hint_label), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->hint_label), "error");
  gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_editable_select_region (row, 0, -1);
}

void
ui_sign_in_form_focus (UiSignInForm *self)
{
  g_return_if_fail (UI_IS_SIGN_IN_FORM (self));

  if (!has_text (self->server_row))
    gtk_widget_grab_focus (GTK_WIDGET (self->server_row));
  else if (!has_text (self->user_row))
    gtk_widget_grab_focus (GTK_WIDGET (self->user_row));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
}
