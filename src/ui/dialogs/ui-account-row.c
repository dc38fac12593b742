/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "model/desk-address.h"
#include "ui/dialogs/ui-accounts-window.h"
#include "ui/dialogs/ui-certificate-page.h"

struct _UiAccountRow
{
  AdwExpanderRow parent_instance;

  /* template children */
  GtkEditable *name_row;
  AdwComboRow *phone_row;
  GtkSwitch *url_login_switch;
  AdwActionRow *certificate_row;

  /* owned */
  StoreAccount *account;
};

enum
{
  CHANGED,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UiAccountRow, ui_account_row, ADW_TYPE_EXPANDER_ROW)

static void
show_account (UiAccountRow *self)
{
  const char *fingerprint = store_account_get_fingerprint (self->account);
  g_autofree char *server = desk_address_dup_label (store_account_get_url (self->account));
  g_autofree char *subtitle
      = g_strdup_printf (_ ("%s at %s"), store_account_get_user (self->account), server);
  g_autofree char *code = ui_fingerprint_to_text (fingerprint);

  /* use-markup is off for both rows in the template */
  g_object_set (self, "title", store_account_get_name (self->account), "subtitle", subtitle, NULL);
  g_object_set (self->certificate_row, "subtitle", code, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->certificate_row), fingerprint != NULL && *fingerprint != '\0');
}

static void
changed (UiAccountRow *self)
{
  show_account (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
name_cb (UiAccountRow *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));

  g_object_set (self->account, "name", *name != '\0' ? name : NULL, NULL);
  gtk_editable_set_text (self->name_row, store_account_get_name (self->account));
  changed (self);
}

static void
phone_cb (UiAccountRow *self)
{
  guint index = adw_combo_row_get_selected (self->phone_row) + 1;

  if (self->account == NULL || index == store_account_get_phone_index (self->account))
    return;

  g_object_set (self->account, "phone-index", index, NULL);
  changed (self);
}

static void
url_login_cb (UiAccountRow *self)
{
  gboolean is_active = gtk_switch_get_active (self->url_login_switch);

  if (self->account == NULL || is_active == store_account_get_url_login (self->account))
    return;

  g_object_set (self->account, "url-login", is_active, NULL);
  changed (self);
}

static void
forget_cb (UiAccountRow *self)
{
  g_object_set (self->account, "fingerprint", NULL, NULL);
  changed (self);
}

static void
remove_cb (UiAccountRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
ui_account_row_dispose (GObject *object)
{
  UiAccountRow *self = UI_ACCOUNT_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_ACCOUNT_ROW);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (ui_account_row_parent_class)->dispose (object);
}

static void
ui_account_row_class_init (UiAccountRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_account_row_dispose;

  signals[CHANGED]
      = g_signal_new ("changed", UI_TYPE_ACCOUNT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE]
      = g_signal_new ("remove", UI_TYPE_ACCOUNT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-account-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UiAccountRow, name_row);
  gtk_widget_class_bind_template_child (widget_class, UiAccountRow, phone_row);
  gtk_widget_class_bind_template_child (widget_class, UiAccountRow, url_login_switch);
  gtk_widget_class_bind_template_child (widget_class, UiAccountRow, certificate_row);
  gtk_widget_class_bind_template_callback (widget_class, name_cb);
  gtk_widget_class_bind_template_callback (widget_class, phone_cb);
  gtk_widget_class_bind_template_callback (widget_class, url_login_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
ui_account_row_init (UiAccountRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ui_account_row_new (StoreAccount *account)
{
  UiAccountRow *self = g_object_new (UI_TYPE_ACCOUNT_ROW, NULL);

  gtk_editable_set_text (self->name_row, store_account_get_name (account));
  adw_combo_row_set_selected (self->phone_row, CLAMP (store_account_get_phone_index (account), 1, 4) - 1);
  gtk_switch_set_active (self->url_login_switch, store_account_get_url_login (account));
  self->account = g_object_ref (account);
  show_account (self);

  return GTK_WIDGET (self);
}

StoreAccount *
ui_account_row_get_account (UiAccountRow *self)
{
  g_return_val_if_fail (UI_IS_ACCOUNT_ROW (self), NULL);

  return self->account;
}
