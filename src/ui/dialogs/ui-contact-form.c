/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-contact-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/dialogs/ui-contact-caption.h"
#include "ui/ui-contact-text.h"

/* One field that is written in. */
typedef struct
{
  char *id;
  UiContactKind kind;
  GtkWidget *row;        /* of the list of its section; borrowed */
  GtkTextBuffer *buffer; /* of several lines; NULL: the row is the entry */
} Field;

struct _UiContactForm
{
  AdwBin parent_instance;

  /* template children */
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkBox *sections;
  GtkMenuButton *add_button;

  /* borrowed, from the box of the sections */
  GtkWidget *lists[UI_CONTACT_N_SECTIONS];
  const PalContactManager *manager;

  gboolean is_filling;

  /* owned */
  GPtrArray *fields; /* of Field */
  PalContactInfo *base;
};

G_DEFINE_FINAL_TYPE (UiContactForm, ui_contact_form, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
field_free (Field *field)
{
  g_free (field->id);
  g_free (field);
}

static gboolean
is_long (UiContactKind kind)
{
  return kind == UI_CONTACT_ADDRESS || kind == UI_CONTACT_NOTES;
}

static char *
dup_text (Field *field)
{
  GtkTextIter start, end;

  if (field->buffer == NULL)
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (field->row)));
  gtk_text_buffer_get_bounds (field->buffer, &start, &end);
  return gtk_text_buffer_get_text (field->buffer, &start, &end, TRUE);
}

static Field *
find_field (UiContactForm *self, const char *id)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = self->fields->pdata[i];

      if (g_str_equal (field->id, id))
        return field;
    }
  return NULL;
}

static const char *
get_base (UiContactForm *self, const char *id)
{
  const char *value = self->base != NULL ? pal_contact_info_get (self->base, id) : NULL;

  return value != NULL ? value : "";
}

/* --- what is wrong ---------------------------------------------------------- */

/* What stood there before may stay as long as it is. */
static glong
count_too_many (UiContactForm *self, Field *field)
{
  g_autofree char *text = dup_text (field);
  glong limit = ui_contact_get_limit (field->kind);

  if (limit == 0 || g_str_equal (text, get_base (self, field->id)))
    return 0;
  return MAX (0, g_utf8_strlen (text, -1) - limit);
}

static void
mark (Field *field, gboolean is_wrong)
{
  if (is_wrong)
    gtk_widget_add_css_class (field->row, "error");
  else
    gtk_widget_remove_css_class (field->row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (field->row), GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

char *
ui_contact_form_dup_problem (UiContactForm *self)
{
  char *problem = NULL;

  g_return_val_if_fail (UI_IS_CONTACT_FORM (self), NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = self->fields->pdata[i];
      glong too_many = count_too_many (self, field);

      mark (field, too_many > 0);
      if (too_many > 0 && problem == NULL)
        /* Translators: the name of a field, how many characters it takes, and how many it has more. */
        problem = g_strdup_printf (_ ("“%s” takes no more than %u characters: %ld too many."),
                                   ui_contact_get_caption (self->manager, field->id),
                                   ui_contact_get_limit (field->kind), too_many);
    }
  return problem;
}

/* --- the name ---------------------------------------------------------------- */

char *
ui_contact_form_dup_name (UiContactForm *self)
{
  g_autoptr (PalContactInfo) info = NULL;

  g_return_val_if_fail (UI_IS_CONTACT_FORM (self), NULL);

  info = ui_contact_form_dup_info (self);
  return pal_contact_manager_dup_display_name (pal_contact_manager_get_of (info), info);
}

static void
field_changed_cb (UiContactForm *self)
{
  g_autofree char *name = NULL;

  if (self->is_filling)
    return;
  name = ui_contact_form_dup_name (self);
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_text (self->name_label, ui_contact_get_shown_name (name));
  if (*name == '\0')
    gtk_widget_add_css_class (GTK_WIDGET (self->name_label), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name_label), "dim-label");
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- rows -------------------------------------------------------------------- */

static GtkWidget *
make_list (UiContactForm *self, UiContactSection section)
{
  GtkWidget *list = gtk_list_box_new (), *before = NULL;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (int i = (int)section - 1; i >= 0 && before == NULL; i--)
    before = self->lists[i];
  gtk_box_insert_child_after (self->sections, list, before);
  self->lists[section] = list;
  return list;
}

/* How many fields of the section come before it, in the manager's order; the person's own are the last. */
static int
find_place (UiContactForm *self, const char *id)
{
  guint n;
  const PalContactField *all = pal_contact_manager_get_fields (self->manager, &n);
  UiContactSection section = ui_contact_get_section (self->manager, id);
  int place = 0;

  if (section == UI_CONTACT_SECTION_CUSTOM)
    return -1;
  for (guint i = 0; i < n && !g_str_equal (all[i].id, id); i++)
    if (ui_contact_get_section (self->manager, all[i].id) == section && find_field (self, all[i].id) != NULL)
      place++;
  return place;
}

static GtkInputPurpose
get_purpose (UiContactKind kind)
{
  switch (kind)
    {
    case UI_CONTACT_PHONE:
    case UI_CONTACT_FAX:
      return GTK_INPUT_PURPOSE_PHONE;
    case UI_CONTACT_MAIL:
      return GTK_INPUT_PURPOSE_EMAIL;
    case UI_CONTACT_WEB:
      return GTK_INPUT_PURPOSE_URL;
    case UI_CONTACT_TEXT:
    case UI_CONTACT_ADDRESS:
    case UI_CONTACT_NOTES:
    default:
      return GTK_INPUT_PURPOSE_FREE_FORM;
    }
}

static GtkWidget *
make_short_row (UiContactForm *self, Field *field, const char *caption, const char *value)
{
  GtkWidget *row = adw_entry_row_new ();

  g_object_set (row, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), caption);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), get_purpose (field->kind));
  gtk_editable_set_text (GTK_EDITABLE (row), value);
  g_signal_connect_object (row, "changed", G_CALLBACK (field_changed_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
make_long_row (UiContactForm *self, Field *field, const char *caption, const char *value)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (caption), *view = gtk_text_view_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, caption, -1);
  gtk_widget_set_size_request (view, -1, field->kind == UI_CONTACT_NOTES ? 60 : 40);
  gtk_widget_add_css_class (row, "long");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), view);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  field->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_text (field->buffer, value, -1);
  g_signal_connect_object (field->buffer, "changed", G_CALLBACK (field_changed_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static Field *
add_field (UiContactForm *self, const char *id, const char *value)
{
  UiContactSection section = ui_contact_get_section (self->manager, id);
  const char *caption = ui_contact_get_caption (self->manager, id);
  GtkWidget *list = self->lists[section] != NULL ? self->lists[section] : make_list (self, section);
  Field *field = g_new0 (Field, 1);
  int place = find_place (self, id);

  field->id = g_strdup (id);
  field->kind = ui_contact_get_kind (self->manager, id, NULL);
  /* What has lines keeps them. */
  if (is_long (field->kind) || strchr (value, '\n') != NULL)
    field->row = make_long_row (self, field, caption, value);
  else
    field->row = make_short_row (self, field, caption, value);
  gtk_list_box_insert (GTK_LIST_BOX (list), field->row, place);
  g_ptr_array_add (self->fields, field);
  return field;
}

static void
focus_field (Field *field)
{
  if (field->buffer == NULL)
    gtk_widget_grab_focus (field->row);
  else
    gtk_widget_child_focus (field->row, GTK_DIR_TAB_FORWARD);
}

/* --- adding ------------------------------------------------------------------- */

static void
update_menu (UiContactForm *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) standard = g_menu_new ();
  g_autoptr (GMenu) custom = g_menu_new ();
  guint n;
  const PalContactField *all = pal_contact_manager_get_fields (self->manager, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GMenuItem) item = NULL;

      if (find_field (self, all[i].id) != NULL)
        continue;
      item = g_menu_item_new (ui_contact_get_caption (self->manager, all[i].id), NULL);
      g_menu_item_set_action_and_target (item, "form.add", "s", all[i].id);
      g_menu_append_item (standard, item);
    }
  g_menu_append (custom, _ ("A Field of Your Own…"), "form.add-custom");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (standard));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (custom));
  gtk_menu_button_set_menu_model (self->add_button, G_MENU_MODEL (menu));
}

static void
add_and_focus (UiContactForm *self, const char *id)
{
  Field *field = find_field (self, id);

  if (field == NULL)
    {
      field = add_field (self, id, "");
      update_menu (self);
    }
  focus_field (field);
}

static void
add_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  add_and_focus (UI_CONTACT_FORM (widget), g_variant_get_string (parameter, NULL));
}

static void
caption_chosen_cb (UiContactForm *self, const char *caption)
{
  add_and_focus (self, caption);
}

static void
add_custom_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiContactCaption *dialog = ui_contact_caption_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                     ui_contact_get_limit (UI_CONTACT_TEXT));

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (caption_chosen_cb), widget, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- the widget ---------------------------------------------------------------- */

static void
ui_contact_form_dispose (GObject *object)
{
  UiContactForm *self = UI_CONTACT_FORM (object);

  self->is_filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_CONTACT_FORM);

  G_OBJECT_CLASS (ui_contact_form_parent_class)->dispose (object);
}

static void
ui_contact_form_finalize (GObject *object)
{
  UiContactForm *self = UI_CONTACT_FORM (object);

  g_ptr_array_unref (self->fields);
  g_clear_pointer (&self->base, pal_contact_info_unref);

  G_OBJECT_CLASS (ui_contact_form_parent_class)->finalize (object);
}

static void
ui_contact_form_class_init (UiContactFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_contact_form_dispose;
  object_class->finalize = ui_contact_form_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-contact-form.ui");
  gtk_widget_class_bind_template_child (widget_class, UiContactForm, avatar);
  gtk_widget_class_bind_template_child (widget_class, UiContactForm, name_label);
  gtk_widget_class_bind_template_child (widget_class, UiContactForm, sections);
  gtk_widget_class_bind_template_child (widget_class, UiContactForm, add_button);
  gtk_widget_class_install_action (widget_class, "form.add", "s", add_cb);
  gtk_widget_class_install_action (widget_class, "form.add-custom", NULL, add_custom_cb);
}

static void
ui_contact_form_init (UiContactForm *self)
{
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify)field_free);
  self->manager = pal_contact_manager_get (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ui_contact_form_fill (UiContactForm *self, const PalContactManager *manager, PalContactInfo *base)
{
  guint n;
  const PalContactField *all = pal_contact_manager_get_fields (manager, &n);

  g_return_if_fail (UI_IS_CONTACT_FORM (self));
  g_return_if_fail (self->base == NULL && base != NULL);

  self->is_filling = TRUE;
  self->manager = manager;
  self->base = pal_contact_info_copy (base);
  for (guint i = 0; i < n; i++)
    if (all[i].is_onscreen || *get_base (self, all[i].id) != '\0')
      add_field (self, all[i].id, get_base (self, all[i].id));
  for (guint i = 0; i < pal_contact_info_get_n (base); i++)
    {
      const char *value = NULL, *id = pal_contact_info_get_nth (base, i, &value);

      if (find_field (self, id) == NULL && !g_str_equal (id, PAL_CONTACT_LANG) && value != NULL
          && *value != '\0')
        add_field (self, id, value);
    }
  update_menu (self);
  self->is_filling = FALSE;
  field_changed_cb (self);
}

static void
set_text (Field *field, const char *text)
{
  if (field->buffer != NULL)
    gtk_text_buffer_set_text (field->buffer, text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (field->row), text);
}

void
ui_contact_form_write (UiContactForm *self, PalContactInfo *info)
{
  g_return_if_fail (UI_IS_CONTACT_FORM (self));

  self->is_filling = TRUE;
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = self->fields->pdata[i];
      const char *value = pal_contact_info_get (info, field->id);

      if (g_strcmp0 (get_base (self, field->id), value != NULL ? value : "") != 0)
        set_text (field, value != NULL ? value : "");
    }
  for (guint i = 0; i < pal_contact_info_get_n (info); i++)
    {
      const char *value = NULL, *id = pal_contact_info_get_nth (info, i, &value);

      if (find_field (self, id) == NULL && !g_str_equal (id, PAL_CONTACT_LANG) && value != NULL
          && *value != '\0')
        add_field (self, id, value);
    }
  update_menu (self);
  self->is_filling = FALSE;
  field_changed_cb (self);
}

/* What is not shown stays as it was. */
PalContactInfo *
ui_contact_form_dup_info (UiContactForm *self)
{
  PalContactInfo *info;

  g_return_val_if_fail (UI_IS_CONTACT_FORM (self), NULL);

  info = self->base != NULL ? pal_contact_info_copy (self->base) : pal_contact_info_new ();
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = self->fields->pdata[i];
      g_autofree char *text = dup_text (field);

      if (!g_str_equal (text, get_base (self, field->id)))
        pal_contact_info_set (info, field->id, *text != '\0' ? text : NULL);
    }
  return info;
}

gboolean
ui_contact_form_is_changed (UiContactForm *self)
{
  g_autoptr (PalContactInfo) info = NULL;

  g_return_val_if_fail (UI_IS_CONTACT_FORM (self), FALSE);

  if (self->base == NULL)
    return FALSE;
  info = ui_contact_form_dup_info (self);
  return !pal_contact_info_equal (info, self->base);
}

void
ui_contact_form_focus (UiContactForm *self)
{
  g_return_if_fail (UI_IS_CONTACT_FORM (self));

  if (self->fields->len > 0)
    focus_field (self->fields->pdata[0]);
}
