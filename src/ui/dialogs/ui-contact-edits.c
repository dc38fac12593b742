/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-contact-edits.h"

#include "ui/rows/ui-contact-edit-row.h"

struct _UiContactEdits
{
  AdwWindow parent_instance;

  /* template children */
  GtkStack *stack;
  GtkListBox *list;

  /* owned */
  DeskSession *session;
};

G_DEFINE_FINAL_TYPE (UiContactEdits, ui_contact_edits, ADW_TYPE_WINDOW)

static void
items_changed_cb (UiContactEdits *self)
{
  GListModel *outbox = G_LIST_MODEL (desk_session_get_outbox (self->session));

  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (outbox) > 0 ? "list" : "none");
}

static GtkWidget *
make_row (gpointer edit, gpointer user_data)
{
  return ui_contact_edit_row_new (UI_CONTACT_EDITS (user_data)->session, edit, TRUE);
}

static void
ui_contact_edits_dispose (GObject *object)
{
  UiContactEdits *self = UI_CONTACT_EDITS (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_CONTACT_EDITS);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ui_contact_edits_parent_class)->dispose (object);
}

static void
ui_contact_edits_class_init (UiContactEditsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_contact_edits_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-contact-edits.ui");
  gtk_widget_class_bind_template_child (widget_class, UiContactEdits, stack);
  gtk_widget_class_bind_template_child (widget_class, UiContactEdits, list);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ui_contact_edits_init (UiContactEdits *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ui_contact_edits_present (GtkWindow *parent, DeskSession *session)
{
  UiContactEdits *self;
  DeskOutbox *outbox;

  g_return_if_fail (DESK_IS_SESSION (session));

  self = g_object_new (UI_TYPE_CONTACT_EDITS, "transient-for", parent, NULL);
  outbox = desk_session_get_outbox (session);
  self->session = g_object_ref (session);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (outbox), make_row, self, NULL);
  g_signal_connect_object (outbox, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  items_changed_cb (self);
  gtk_window_present (GTK_WINDOW (self));
}
