/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-park-popover.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-text-field.h"

#define MOST_HEIGHT 320

struct _UiParkPopover
{
  GtkPopover parent_instance;

  /* children, owned by the widget tree */
  GtkWidget *box;
  GtkWidget *slots;
  GtkWidget *entry;
  GtkWidget *text;

  /* owned */
  DeskSession *session;
  DeskCall *call;
};

G_DEFINE_FINAL_TYPE (UiParkPopover, ui_park_popover, GTK_TYPE_POPOVER)

static void
park (UiParkPopover *self, const char *number)
{
  g_autofree char *wanted = g_strstrip (g_strdup (number));

  g_autofree char *text = ui_text_field_dup_text (UI_TEXT_FIELD (self->text), wanted);

  if (*wanted == '\0' || ui_text_field_lacks_extension (UI_TEXT_FIELD (self->text)))
    return;
  if (text != NULL)
    desk_session_park_with_text (self->session, self->call, wanted,
                                 ui_text_field_get_extension (UI_TEXT_FIELD (self->text)), text);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.call-park", "(ss)", desk_call_get_id (self->call),
                                wanted);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
entry_activate_cb (UiParkPopover *self)
{
  park (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

/* Enter in the message: to the next free slot. */
static void
text_activate_cb (UiParkPopover *self)
{
  const char *next = desk_park_model_get_next_free (desk_session_get_parks (self->session));
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (*typed != '\0')
    park (self, typed);
  else if (next != NULL)
    park (self, next);
  else
    gtk_widget_grab_focus (self->entry);
}

/* For those who use the accessibility tree: an entry has no Enter there. */
static void
chosen_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  text_activate_cb (UI_PARK_POPOVER (widget));
}

static void
slot_clicked_cb (GtkWidget *button, UiParkPopover *self)
{
  park (self, gtk_widget_get_name (button));
}

static GtkWidget *
add_slot (UiParkPopover *self, GtkWidget *box, const char *text, const char *number)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_name (button, number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (slot_clicked_cb), self, 0);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
add_park (UiParkPopover *self, DeskPark *slot)
{
  gboolean is_taken = desk_park_get_is_taken (slot);
  g_autofree char *text = NULL;
  GtkWidget *button;

  if (is_taken)
    text = g_strdup_printf ("%s · %s", desk_park_get_label (slot), desk_park_get_name (slot));
  else
    /* Translators: %s is the number of a park slot */
    text = g_strdup_printf (_ ("%s · free"), desk_park_get_label (slot));
  button = add_slot (self, self->slots, text, desk_park_get_number (slot));
  gtk_widget_set_sensitive (button, !is_taken);
}

static void
fill (UiParkPopover *self)
{
  DeskParkModel *parks = desk_session_get_parks (self->session);
  const char *next = desk_park_model_get_next_free (parks);
  DeskPark *park = next != NULL ? desk_park_model_find (parks, next) : NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (parks));

  if (next != NULL)
    {
      /* Translators: %s is the number of a park slot */
      g_autofree char *text
          = g_strdup_printf (_ ("Next Free: %s"), park != NULL ? desk_park_get_label (park) : next);
      GtkWidget *button = add_slot (self, self->box, text, next);

      gtk_widget_add_css_class (button, "heading");
      gtk_box_reorder_child_after (GTK_BOX (self->box), button, NULL);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DeskPark) slot = g_list_model_get_item (G_LIST_MODEL (parks), i);

      add_park (self, slot);
    }
  gtk_widget_set_visible (gtk_widget_get_ancestor (self->slots, GTK_TYPE_SCROLLED_WINDOW), n > 0);
}

static void
ui_park_popover_dispose (GObject *object)
{
  UiParkPopover *self = UI_PARK_POPOVER (object);

  g_clear_object (&self->call);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ui_park_popover_parent_class)->dispose (object);
}

static void
ui_park_popover_class_init (UiParkPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_park_popover_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "park.chosen", NULL, chosen_cb);
}

static void
ui_park_popover_init (UiParkPopover *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->slots = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->entry = gtk_entry_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (window), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), self->slots);
  gtk_box_append (GTK_BOX (self->box), window);
  gtk_box_append (GTK_BOX (self->box), self->entry);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Another slot"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Number of another park slot"), -1);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_activate_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (self), self->box);
}

GtkWidget *
ui_park_popover_new (DeskSession *session, DeskCall *call, GSettings *settings)
{
  const char *next = desk_park_model_get_next_free (desk_session_get_parks (session));
  UiParkPopover *self = g_object_new (UI_TYPE_PARK_POPOVER, NULL);

  self->session = g_object_ref (session);
  self->call = g_object_ref (call);
  fill (self);
  self->text = ui_text_field_new (session, call, settings, next != NULL ? next : "", TRUE);
  gtk_box_append (GTK_BOX (self->box), self->text);
  g_signal_connect_object (self->text, "activate", G_CALLBACK (text_activate_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
