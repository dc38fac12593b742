/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-short-dial-dialog.h"

#include "ui/ui-accessible.h"

struct _UiShortDialDialog
{
  AdwWindow parent_instance;

  /* template children */
  GtkWidget *save_button;
  GtkEditable *code_row;
  GtkEditable *number_row;
  GtkEditable *name_row;
  GtkLabel *problem_label;
  GtkWidget *remove_button;

  /* owned */
  DeskShortDials *dials;
  DeskShortDial *dial; /* NULL: a new one */
};

G_DEFINE_FINAL_TYPE (UiShortDialDialog, ui_short_dial_dialog, ADW_TYPE_WINDOW)

/* What is not yet written is no mistake. */
static void
check (UiShortDialDialog *self)
{
  g_autoptr (GError) error = NULL;
  const char *code = gtk_editable_get_text (self->code_row);
  const char *number = gtk_editable_get_text (self->number_row);
  gboolean is_good;

  if (self->dials == NULL)
    return; /* being built */
  is_good = desk_short_dials_check (self->dials, self->dial, code, number, &error);
  gtk_widget_set_sensitive (self->save_button, is_good);
  gtk_label_set_text (self->problem_label, is_good ? "" : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), !is_good && *code != '\0' && *number != '\0');
}

static void
save_cb (UiShortDialDialog *self)
{
  const char *name = gtk_editable_get_text (self->name_row);

  if (desk_short_dials_save (self->dials, self->dial, gtk_editable_get_text (self->code_row),
                             gtk_editable_get_text (self->number_row), name, NULL))
    gtk_window_close (GTK_WINDOW (self));
}

static void
remove_cb (UiShortDialDialog *self)
{
  desk_short_dials_remove (self->dials, self->dial);
  gtk_window_close (GTK_WINDOW (self));
}

void
ui_short_dial_dialog_present (GtkWindow *parent, DeskShortDials *dials, DeskShortDial *dial)
{
  UiShortDialDialog *self;

  g_return_if_fail (DESK_IS_SHORT_DIALS (dials));
  g_return_if_fail (dial == NULL || DESK_IS_SHORT_DIAL (dial));

  self = g_object_new (UI_TYPE_SHORT_DIAL_DIALOG, "transient-for", parent, NULL);
  g_set_object (&self->dial, dial);
  if (dial != NULL)
    {
      gtk_editable_set_text (self->code_row, desk_short_dial_get_code (dial));
      gtk_editable_set_text (self->number_row, desk_short_dial_get_number (dial));
      gtk_editable_set_text (self->name_row, desk_short_dial_get_name (dial));
    }
  gtk_widget_set_visible (self->remove_button, dial != NULL);
  self->dials = g_object_ref (dials);
  check (self);
  ui_accessible_tidy (GTK_WIDGET (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->code_row));
  gtk_window_present (GTK_WINDOW (self));
}

static void
ui_short_dial_dialog_dispose (GObject *object)
{
  UiShortDialDialog *self = UI_SHORT_DIAL_DIALOG (object);

  g_clear_object (&self->dials);
  g_clear_object (&self->dial);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_SHORT_DIAL_DIALOG);

  G_OBJECT_CLASS (ui_short_dial_dialog_parent_class)->dispose (object);
}

static void
ui_short_dial_dialog_class_init (UiShortDialDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_short_dial_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-short-dial-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UiShortDialDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, UiShortDialDialog, code_row);
  gtk_widget_class_bind_template_child (widget_class, UiShortDialDialog, number_row);
  gtk_widget_class_bind_template_child (widget_class, UiShortDialDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, UiShortDialDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, UiShortDialDialog, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ui_short_dial_dialog_init (UiShortDialDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
