/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-text-field.h"

#include <glib/gi18n-lib.h>

#include "model/desk-text.h"
#include "ui/ui-call-text.h"

#define MOST_CHARACTERS 200
#define NO_SLOT "…" /* stands in the text until a slot is chosen */

struct _UiTextField
{
  GtkWidget parent_instance;

  gboolean is_written; /* by hand: what the template said is changed */

  /* children, owned by the widget tree */
  GtkWidget *toggle;
  GtkWidget *revealer;
  GtkWidget *whom, *found;
  GtkWidget *entry;

  /* owned */
  DeskCall *call;
  DeskFinder *finder;      /* NULL where it is not asked whom to tell */
  DeskExtension *extension;
  char *template, *slot;
};

G_DEFINE_FINAL_TYPE (UiTextField, ui_text_field, GTK_TYPE_WIDGET)

enum
{
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_on (UiTextField *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggle));
}

/* --- the text ----------------------------------------------------------- */

static char *
expand (UiTextField *self, const char *template, const char *slot)
{
  g_autofree char *name = ui_call_dup_title (self->call);
  const char *number = desk_call_get_number (self->call);

  return desk_text_expand (template, name, number, slot);
}

static void
changed_cb (UiTextField *self)
{
  self->is_written = TRUE;
}

static void
take_template (UiTextField *self, const char *template)
{
  g_autofree char *text = expand (self, template, self->slot);
  g_autofree char *kept = g_strdup (template);

  g_free (self->template);
  self->template = g_steal_pointer (&kept);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), 0);
  self->is_written = FALSE;
}

static void
template_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiTextField *self = UI_TEXT_FIELD (widget);

  take_template (self, g_variant_get_string (parameter, NULL));
  gtk_widget_grab_focus (self->entry);
}

/* What names a slot is of no use where nobody is parked. */
static gboolean
is_usable (UiTextField *self, const char *template)
{
  return self->slot != NULL || strstr (template, "%s") == NULL;
}

static GMenuModel *
create_menu (UiTextField *self, GSettings *settings)
{
  g_auto (GStrv) own = settings != NULL ? g_settings_get_strv (settings, "message-templates") : NULL;
  g_auto (GStrv) templates = desk_text_dup_templates ((const char *const *) own);
  GMenu *menu = g_menu_new ();

  for (guint i = 0; templates[i] != NULL; i++)
    if (is_usable (self, templates[i]))
      {
        g_autofree char *text = expand (self, templates[i], self->slot);
        g_autoptr (GString) label = g_string_new (text);
        g_autoptr (GMenuItem) item = NULL;

        g_string_replace (label, "_", "__", 0); /* no access key */
        item = g_menu_item_new (label->str, NULL);
        g_menu_item_set_action_and_target (item, "text.template", "s", templates[i]);
        g_menu_append_item (menu, item);
        if (self->template == NULL)
          take_template (self, templates[i]);
      }
  return G_MENU_MODEL (menu);
}

/* --- whom --------------------------------------------------------------- */

static void
show_found (UiTextField *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->whom));
  g_autofree char *text = NULL;

  if (self->extension != NULL)
    /* Translators: a name, a number. */
    text = g_strdup_printf (_ ("To %s (%s)"), desk_extension_get_name (self->extension),
                            desk_extension_get_number (self->extension));
  else
    text = g_strdup (*typed != '\0' ? _ ("No colleague found") : "");
  gtk_label_set_text (GTK_LABEL (self->found), text);
  gtk_widget_set_visible (self->found, *text != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->whom), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
whom_changed_cb (UiTextField *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->whom));
  guint n;

  gtk_widget_remove_css_class (self->whom, "error");
  g_clear_object (&self->extension);
  desk_finder_set_text (self->finder, typed);
  n = *typed != '\0' ? g_list_model_get_n_items (G_LIST_MODEL (self->finder)) : 0;
  for (guint i = 0; i < n && self->extension == NULL; i++)
    {
      g_autoptr (DeskMatch) match = g_list_model_get_item (G_LIST_MODEL (self->finder), i);

      g_set_object (&self->extension, desk_match_get_extension (match));
    }
  show_found (self);
}

const char *
ui_text_field_get_extension (UiTextField *self)
{
  g_return_val_if_fail (UI_IS_TEXT_FIELD (self), NULL);

  return self->extension != NULL ? desk_extension_get_number (self->extension) : NULL;
}

gboolean
ui_text_field_lacks_extension (UiTextField *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (UI_IS_TEXT_FIELD (self), FALSE);

  text = ui_text_field_dup_text (self, self->slot);
  if (text == NULL || self->finder == NULL || self->extension != NULL)
    return FALSE;
  gtk_widget_add_css_class (self->whom, "error");
  gtk_widget_grab_focus (self->whom);
  gtk_widget_error_bell (self->whom);
  return TRUE;
}

char *
ui_text_field_dup_text (UiTextField *self, const char *slot)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (UI_IS_TEXT_FIELD (self), NULL);

  if (!is_on (self))
    return NULL;
  if (!self->is_written && self->template != NULL)
    text = expand (self, self->template, slot);
  else
    text = desk_text_move_slot (gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->slot, slot);
  g_strstrip (text);
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* --- the parts ---------------------------------------------------------- */

static void
toggled_cb (UiTextField *self)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), is_on (self));
  if (is_on (self))
    gtk_widget_grab_focus (self->whom != NULL ? self->whom : self->entry);
}

static void
activate_cb (UiTextField *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static GtkWidget *
create_entry (UiTextField *self, const char *label, GCallback changed)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), label);
  gtk_entry_set_max_length (GTK_ENTRY (entry), MOST_CHARACTERS);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 26);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (entry, "changed", changed, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  return entry;
}

static void
add_whom (UiTextField *self, GtkWidget *box, DeskSession *session)
{
  self->finder = desk_finder_new_for_target (desk_session_get_finder (session));
  self->whom = create_entry (self, _ ("Whom to tell: name or number"), G_CALLBACK (whom_changed_cb));
  self->found = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->found), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->found), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->found, "caption");
  gtk_widget_add_css_class (self->found, "dim-label");
  gtk_widget_set_visible (self->found, FALSE);
  gtk_box_append (GTK_BOX (box), self->whom);
  gtk_box_append (GTK_BOX (box), self->found);
}

static void
add_text (UiTextField *self, GtkWidget *box, GSettings *settings)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = NULL;

  self->entry = create_entry (self, _ ("Message"), G_CALLBACK (changed_cb));
  menu = create_menu (self, settings);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_set_tooltip_text (button, _ ("Other Messages"));
  /* What is pressed is inside. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Other Messages"), -1);
  gtk_widget_set_visible (button, g_menu_model_get_n_items (menu) > 1);
  gtk_widget_add_css_class (line, "linked");
  gtk_box_append (GTK_BOX (line), self->entry);
  gtk_box_append (GTK_BOX (line), button);
  gtk_box_append (GTK_BOX (box), line);
}

static void
ui_text_field_dispose (GObject *object)
{
  UiTextField *self = UI_TEXT_FIELD (object);

  g_clear_pointer (&self->toggle, gtk_widget_unparent);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  g_clear_object (&self->extension);
  g_clear_object (&self->finder);
  g_clear_object (&self->call);

  G_OBJECT_CLASS (ui_text_field_parent_class)->dispose (object);
}

static void
ui_text_field_finalize (GObject *object)
{
  UiTextField *self = UI_TEXT_FIELD (object);

  g_free (self->template);
  g_free (self->slot);

  G_OBJECT_CLASS (ui_text_field_parent_class)->finalize (object);
}

static void
ui_text_field_class_init (UiTextFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_text_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = ui_text_field_finalize;

  signals[ACTIVATE] = g_signal_new ("activate", UI_TYPE_TEXT_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "text.template", "s", template_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "text-field");
}

static void
ui_text_field_init (UiTextField *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *face = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->toggle = gtk_toggle_button_new ();
  gtk_box_append (GTK_BOX (face), gtk_image_new_from_icon_name ("mail-unread-symbolic"));
  gtk_box_append (GTK_BOX (face), gtk_label_new (_ ("With a Message")));
  gtk_button_set_child (GTK_BUTTON (self->toggle), face);
  gtk_widget_add_css_class (self->toggle, "flat");
  gtk_widget_set_halign (self->toggle, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("With a Message"), -1);
  gtk_widget_set_parent (self->toggle, GTK_WIDGET (self));
  self->revealer = gtk_revealer_new ();
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
  g_signal_connect_object (self->toggle, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
ui_text_field_new (DeskSession *session,
                   DeskCall *call,
                   GSettings *settings,
                   const char *slot,
                   gboolean asks_whom)
{
  UiTextField *self = g_object_new (UI_TYPE_TEXT_FIELD, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->call = g_object_ref (call);
  self->slot = g_strdup (slot != NULL && *slot == '\0' ? NO_SLOT : slot);
  gtk_widget_set_margin_top (box, 6);
  if (asks_whom)
    add_whom (self, box, session);
  add_text (self, box, settings);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  return GTK_WIDGET (self);
}
