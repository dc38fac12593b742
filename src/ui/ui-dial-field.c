/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-dial-field.h"

#include <glib/gi18n-lib.h>

#include "ui/rows/ui-match-row.h"

struct _UiDialField
{
  GtkWidget parent_instance;

  /* template children */
  GtkEntry *entry;
  GtkPopover *popover;
  GtkListView *list_view;
  GtkLabel *why;

  /* owned */
  DeskFinder *finder;
  GtkSingleSelection *selection;

  DeskOffer told;    /* what Enter was said to do */
  gboolean explains; /* why the chosen one stands there */
};

G_DEFINE_FINAL_TYPE (UiDialField, ui_dial_field, GTK_TYPE_WIDGET)

static DeskMatch *
get_chosen (UiDialField *self)
{
  return self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;
}

static gboolean
has_text (UiDialField *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';
}

/* What Enter would do, for those who cannot see the list; and why it is the one, when that was asked for. */
static void
chosen_changed_cb (UiDialField *self)
{
  DeskMatch *match = has_text (self) ? get_chosen (self) : NULL;
  g_autofree char *why = match != NULL && self->explains ? desk_match_dup_explanation (match) : NULL;
  g_autofree char *sentence = NULL, *all = NULL;

  self->told = match != NULL ? desk_match_get_offer (match) : DESK_OFFER_NONE;
  gtk_label_set_text (self->why, why != NULL ? why : "");
  gtk_widget_set_visible (GTK_WIDGET (self->why), why != NULL && *why != '\0');
  if (match != NULL)
    {
      sentence = ui_match_dup_sentence (match);
      /* Translators: what Enter does, then why that match is the one */
      all = why != NULL ? g_strdup_printf (_ ("%s. Why it is here: %s"), sentence, why) : NULL;
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      all != NULL ? all : sentence, -1);
    }
  else
    {
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }
}

static void
update_popover (UiDialField *self)
{
  gboolean show = has_text (self) && self->finder != NULL
                  && g_list_model_get_n_items (G_LIST_MODEL (self->finder)) > 0
                  && gtk_widget_is_ancestor (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))),
                                             GTK_WIDGET (self->entry));

  if (show && !gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    {
      gtk_widget_set_size_request (GTK_WIDGET (self->popover),
                                   MAX (gtk_widget_get_width (GTK_WIDGET (self)), 260), -1);
      gtk_popover_popup (self->popover);
    }
  else if (!show && gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    {
      gtk_popover_popdown (self->popover);
    }
}

static void
items_changed_cb (UiDialField *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->finder)) > 0)
    gtk_single_selection_set_selected (self->selection, 0);
  chosen_changed_cb (self);
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL && has_text (self))
    update_popover (self);
}

static void
changed_cb (UiDialField *self)
{
  gtk_entry_set_icon_from_icon_name (self->entry, GTK_ENTRY_ICON_SECONDARY,
                                     has_text (self) ? "edit-clear-symbolic" : NULL);
  if (self->finder == NULL)
    return;
  desk_finder_set_text (self->finder, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    update_popover (self);
  chosen_changed_cb (self);
}

static void
clear (UiDialField *self)
{
  self->explains = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

/* A number is what calls and waits are for, else it is the thing itself. */
static void
take (UiDialField *self, DeskMatch *match, DeskOffer offer)
{
  g_autofree char *key = NULL;

  if (match == NULL || offer == DESK_OFFER_NONE)
    return;
  key = g_strdup (desk_match_get_kind (match) == DESK_MATCH_COMMAND ? desk_match_get_key (match)
                                                                    : desk_match_get_number (match));
  clear (self);
  if (offer == DESK_OFFER_CALL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.dial", "s", key);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.take-offer", "(ss)", desk_offer_get_name (offer), key);
}

/* A call may have ended since it was said what would be done. */
static void
activate_cb (UiDialField *self)
{
  DeskMatch *match = has_text (self) ? get_chosen (self) : NULL;

  if (match == NULL)
    return;
  if (desk_match_get_offer (match) == self->told)
    take (self, match, self->told);
  else
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      chosen_changed_cb (self);
    }
}

/* The same for those who use the field by the accessibility tree. */
static void
dial_chosen_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  activate_cb (UI_DIAL_FIELD (widget));
}

static void
row_activated_cb (UiDialField *self, guint position)
{
  g_autoptr (DeskMatch) match = g_list_model_get_item (G_LIST_MODEL (self->finder), position);

  take (self, match, desk_match_get_offer (match));
}

static void
icon_press_cb (UiDialField *self, GtkEntryIconPosition position)
{
  if (position == GTK_ENTRY_ICON_SECONDARY)
    clear (self);
}

static void
choose (UiDialField *self, int step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return;
  if (selected == GTK_INVALID_LIST_POSITION)
    selected = 0;
  else
    selected = (selected + n + step) % n;
  gtk_single_selection_set_selected (self->selection, selected);
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", selected);
}

/* Whatever fits better. */
static gboolean
call_chosen (UiDialField *self)
{
  DeskMatch *match = has_text (self) ? get_chosen (self) : NULL;

  if (match == NULL || desk_match_get_kind (match) == DESK_MATCH_COMMAND
      || desk_match_get_kind (match) == DESK_MATCH_PARK || *desk_match_get_number (match) == '\0')
    return GDK_EVENT_PROPAGATE;
  take (self, match, DESK_OFFER_CALL);
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (UiDialField *self, guint keyval, guint keycode, GdkModifierType state)
{
  state &= GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK;
  if (self->selection == NULL)
    return GDK_EVENT_PROPAGATE;
  if (state == GDK_CONTROL_MASK && (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter))
    return call_chosen (self);
  if (state == GDK_CONTROL_MASK && (keyval == GDK_KEY_i || keyval == GDK_KEY_I) && has_text (self))
    {
      self->explains = !self->explains;
      chosen_changed_cb (self);
      return GDK_EVENT_STOP;
    }
  if (state != 0)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      choose (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      choose (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (has_text (self))
        clear (self);
      else
        gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
focus_left_cb (UiDialField *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    gtk_popover_popdown (self->popover);
}

static void
ui_dial_field_dispose (GObject *object)
{
  UiDialField *self = UI_DIAL_FIELD (object);
  GtkWidget *child;

  if (self->finder != NULL)
    g_signal_handlers_disconnect_by_func (self->finder, items_changed_cb, self);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->finder);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_DIAL_FIELD);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_dial_field_parent_class)->dispose (object);
}

static void
ui_dial_field_class_init (UiDialFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_dial_field_dispose;

  g_type_ensure (UI_TYPE_MATCH_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/ui-dial-field.ui");
  gtk_widget_class_bind_template_child (widget_class, UiDialField, entry);
  gtk_widget_class_bind_template_child (widget_class, UiDialField, popover);
  gtk_widget_class_bind_template_child (widget_class, UiDialField, list_view);
  gtk_widget_class_bind_template_child (widget_class, UiDialField, why);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_install_action (widget_class, "dial.chosen", NULL, dial_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, icon_press_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_css_name (widget_class, "dial-field");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
}

static void
ui_dial_field_init (UiDialField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ui_dial_field_set_finder (UiDialField *self, DeskFinder *finder)
{
  g_return_if_fail (UI_IS_DIAL_FIELD (self));

  if (self->finder == finder)
    return;
  if (self->finder != NULL)
    g_signal_handlers_disconnect_by_func (self->finder, items_changed_cb, self);
  g_set_object (&self->finder, finder);
  gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->selection);
  if (finder == NULL)
    return;
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (finder)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (finder, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (chosen_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
ui_dial_field_open (UiDialField *self, const char *text)
{
  g_return_if_fail (UI_IS_DIAL_FIELD (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  if (text != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
      gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
    }
}
