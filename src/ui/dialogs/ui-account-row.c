/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "model/desk-address.h"
#include "model/desk-listing.h"
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
  GtkEditable *slots_row, *lines_row;
  GtkWidget *slots_failure, *lines_failure; /* below them */
  GtkLabel *slots_label, *lines_label;

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

/* --- places a person lists --------------------------------------------- */

static void
show_failure (GtkEditable *row, GtkWidget *failure, GtkLabel *label, const GError *error)
{
  GtkAccessibleInvalidState state = GTK_ACCESSIBLE_INVALID_FALSE;

  if (error != NULL)
    {
      state = GTK_ACCESSIBLE_INVALID_TRUE;
      gtk_label_set_label (label, error->message);
      gtk_widget_add_css_class (GTK_WIDGET (row), "error");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, state, -1);
  gtk_widget_set_visible (failure, error != NULL);
}

static void
apply_listing (UiAccountRow *self, GtkEditable *row, const char *property, char *tidied)
{
  if (tidied == NULL)
    return;
  g_object_set (self->account, property, tidied, NULL);
  gtk_editable_set_text (row, tidied);
  changed (self);
}

static void
slots_cb (UiAccountRow *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *tidied = desk_listing_tidy_slots (gtk_editable_get_text (self->slots_row), &error);

  apply_listing (self, self->slots_row, "park-slots", tidied);
  show_failure (self->slots_row, self->slots_failure, self->slots_label, error);
}

static void
slots_typed_cb (UiAccountRow *self)
{
  if (self->account != NULL)
    show_failure (self->slots_row, self->slots_failure, self->slots_label, NULL);
}

static void
lines_cb (UiAccountRow *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *tidied = desk_listing_tidy_lines (gtk_editable_get_text (self->lines_row), &error);

  apply_listing (self, self->lines_row, "shared-lines", tidied);
  show_failure (self->lines_row, self->lines_failure, self->lines_label, error);
}

static void
lines_typed_cb (UiAccountRow *self)
{
  if (self->account != NULL)
    show_failure (self->lines_row, self->lines_failure, self->lines_label, NULL);
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
  gtk_widget_class_bind_template_child (widget_class, UiAccountRow, slots_row);
  gtk_widget_class_bind_template_child (widget_class, UiAccountRow, slots_failure);
  gtk_widget_class_bind_template_child (widget_class, UiAccountRow, slots_label);
  gtk_widget_class_bind_template_child (widget_class, UiAccountRow, lines_row);
  gtk_widget_class_bind_template_child (widget_class, UiAccountRow, lines_failure);
  gtk_widget_class_bind_template_child (widget_class, UiAccountRow, lines_label);
  gtk_widget_class_bind_template_callback (widget_class, slots_cb);
  gtk_widget_class_bind_template_callback (widget_class, slots_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, lines_cb);
  gtk_widget_class_bind_template_callback (widget_class, lines_typed_cb);
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

static void
set_text (GtkEditable *row, const char *text)
{
  gtk_editable_set_text (row, text != NULL ? text : "");
}

GtkWidget *
ui_account_row_new (StoreAccount *account)
{
  UiAccountRow *self = g_object_new (UI_TYPE_ACCOUNT_ROW, NULL);

  gtk_editable_set_text (self->name_row, store_account_get_name (account));
  adw_combo_row_set_selected (self->phone_row, CLAMP (store_account_get_phone_index (account), 1, 4) - 1);
  gtk_switch_set_active (self->url_login_switch, store_account_get_url_login (account));
  set_text (self->slots_row, store_account_get_park_slots (account));
  set_text (self->lines_row, store_account_get_shared_lines (account));
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
