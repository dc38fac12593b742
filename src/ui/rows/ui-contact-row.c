/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/rows/ui-contact-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ui/ui-contact-selection.h"
#include "ui/ui-contact-text.h"

struct _UiContactRow
{
  GtkWidget parent_instance;

  guint position;

  /* template children */
  GtkLabel *letter, *name;
  GtkWidget *piece;
  AdwAvatar *avatar;
  GtkImage *state;

  /* borrowed, while rooted */
  GtkWidget *holder;

  /* owned */
  DeskSession *session;
  DeskContact *contact;
};

G_DEFINE_FINAL_TYPE (UiContactRow, ui_contact_row, GTK_TYPE_WIDGET)

enum
{
  PROP_CONTACT = 1,
  PROP_POSITION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_class (GtkWidget *widget, const char *style_class, gboolean has)
{
  if (has)
    gtk_widget_add_css_class (widget, style_class);
  else
    gtk_widget_remove_css_class (widget, style_class);
}

static DeskEdit *
find_edit (UiContactRow *self)
{
  const char *id = self->contact != NULL ? desk_contact_get_id (self->contact) : NULL;

  return id != NULL ? desk_outbox_find (desk_session_get_outbox (self->session), id) : NULL;
}

/* The list item is what has the focus: it says everything. */
static void
say (UiContactRow *self, const char *name, DeskEdit *edit)
{
  g_autofree char *state = edit != NULL ? ui_edit_dup_state (edit) : NULL;
  g_autofree char *spoken = state != NULL ? g_strdup_printf ("%s, %s", name, state) : g_strdup (name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (self->holder != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->holder), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state), state);
}

static void
refresh (UiContactRow *self)
{
  gboolean is_awaited;
  const char *name;
  DeskEdit *edit;

  if (self->contact == NULL || self->piece == NULL)
    return;
  is_awaited = desk_contact_get_id (self->contact) == NULL;
  name = is_awaited ? "" : ui_contact_get_shown_name (desk_contact_get_display_name (self->contact));
  edit = find_edit (self);
  gtk_label_set_text (self->name, name);
  adw_avatar_set_text (self->avatar, name);
  adw_avatar_set_show_initials (self->avatar, *desk_contact_get_display_name (self->contact) != '\0');
  set_class (GTK_WIDGET (self), "awaited", is_awaited);
  set_class (GTK_WIDGET (self), "gone",
             desk_contact_get_state (self->contact) == DESK_CONTACT_STATE_GONE
                 || desk_contact_get_pending (self->contact) == DESK_CONTACT_PENDING_DELETE);
  gtk_widget_set_visible (GTK_WIDGET (self->state), edit != NULL);
  if (edit != NULL)
    gtk_image_set_from_icon_name (self->state, ui_edit_get_icon_name (edit));
  set_class (GTK_WIDGET (self->state), "warning", edit != NULL && ui_edit_needs_person (edit));
  set_class (GTK_WIDGET (self->state), "dim-label", edit != NULL && !ui_edit_needs_person (edit));
  say (self, is_awaited ? _ ("Loading") : name, edit);
}

/* --- letters ------------------------------------------------------------------- */

/* Of the syllables of Japanese the first one of each line of the table. */
static gunichar
get_kana_line (gunichar c)
{
  static const gunichar ends[][2] = { { 0x304A, 0x3042 }, { 0x3054, 0x304B }, { 0x305E, 0x3055 },
                                      { 0x3069, 0x305F }, { 0x306E, 0x306A }, { 0x307D, 0x306F },
                                      { 0x3082, 0x307E }, { 0x3088, 0x3084 }, { 0x308D, 0x3089 },
                                      { 0x3096, 0x308F } };

  for (guint i = 0; c >= 0x3041 && i < G_N_ELEMENTS (ends); i++)
    if (c <= ends[i][0])
      return ends[i][1];
  return 0;
}

/* What stands above the first contact that begins so. */
static char *
dup_letter (UiContactRow *self, DeskContact *contact)
{
  const PalContactManager *manager = ui_contact_choose_manager (self->session);
  g_autofree char *key
      = pal_contact_manager_dup_sort_key_of_name (manager, desk_contact_get_display_name (contact));
  gunichar c = g_utf8_get_char (key), line = get_kana_line (c);
  char letter[7] = { 0 };

  if (line == 0 && g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN)
    return g_strdup (_ ("Kanji"));
  if (line == 0 && !g_unichar_isalpha (c))
    return g_strdup ("#");
  g_unichar_to_utf8 (line != 0 ? line : c, letter);
  return g_strdup (letter);
}

static DeskContactModel *
find_model (UiContactRow *self)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_VIEW);
  GtkSelectionModel *selection = list != NULL ? gtk_list_view_get_model (GTK_LIST_VIEW (list)) : NULL;

  return UI_IS_CONTACT_SELECTION (selection)
             ? ui_contact_selection_get_model (UI_CONTACT_SELECTION (selection))
             : NULL;
}

/* Only in the order of names: to look at a neighbour elsewhere would ask for the page it is on. */
static void
update_letter (UiContactRow *self)
{
  DeskContactModel *model = find_model (self);
  g_autofree char *letter = NULL;
  g_autofree char *above = NULL;

  if (self->contact != NULL && model != NULL && desk_contact_model_get_is_sorted (model)
      && desk_contact_get_id (self->contact) != NULL)
    {
      g_autoptr (DeskContact) previous
          = self->position > 0 ? g_list_model_get_item (G_LIST_MODEL (model), self->position - 1) : NULL;

      letter = dup_letter (self, self->contact);
      if (previous != NULL && desk_contact_get_id (previous) != NULL)
        above = dup_letter (self, previous);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->letter), letter != NULL && g_strcmp0 (letter, above) != 0);
  gtk_label_set_text (self->letter, letter != NULL ? letter : "");
}

void
ui_contact_row_update (UiContactRow *self)
{
  g_return_if_fail (UI_IS_CONTACT_ROW (self));

  if (self->piece == NULL)
    return;
  refresh (self);
  update_letter (self);
}

/* --- the widget ------------------------------------------------------------------ */

static void
set_contact (UiContactRow *self, DeskContact *contact)
{
  if (self->contact == contact)
    return;
  if (self->contact != NULL)
    g_signal_handlers_disconnect_by_func (self->contact, ui_contact_row_update, self);
  g_set_object (&self->contact, contact);
  if (contact != NULL)
    g_signal_connect_object (contact, "notify", G_CALLBACK (ui_contact_row_update), self, G_CONNECT_SWAPPED);
  ui_contact_row_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTACT]);
}

static void
set_position (UiContactRow *self, guint position)
{
  if (self->position == position)
    return;
  self->position = position;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

static void
clicked_cb (UiContactRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "phonebook.show", NULL);
}

/* For those who use it by the accessibility tree. */
static void
act_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiContactRow *self = UI_CONTACT_ROW (widget);
  const char *id = self->contact != NULL ? desk_contact_get_id (self->contact) : NULL;

  if (id == NULL)
    return;
  gtk_widget_activate_action (
      widget, g_str_equal (action_name, "row.menu") ? "phonebook.open-menu" : "phonebook.open", "s", id);
}

static void
ui_contact_row_root (GtkWidget *widget)
{
  UiContactRow *self = UI_CONTACT_ROW (widget);

  GTK_WIDGET_CLASS (ui_contact_row_parent_class)->root (widget);
  self->holder = gtk_widget_get_parent (widget);
  ui_contact_row_update (self);
}

static void
ui_contact_row_unroot (GtkWidget *widget)
{
  UI_CONTACT_ROW (widget)->holder = NULL;
  GTK_WIDGET_CLASS (ui_contact_row_parent_class)->unroot (widget);
}

static void
ui_contact_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  UiContactRow *self = UI_CONTACT_ROW (object);

  switch (prop_id)
    {
    case PROP_CONTACT:
      g_value_set_object (value, self->contact);
      break;
    case PROP_POSITION:
      g_value_set_uint (value, self->position);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_contact_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CONTACT:
      set_contact (UI_CONTACT_ROW (object), g_value_get_object (value));
      break;
    case PROP_POSITION:
      set_position (UI_CONTACT_ROW (object), g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_contact_row_dispose (GObject *object)
{
  UiContactRow *self = UI_CONTACT_ROW (object);

  if (self->contact != NULL)
    g_signal_handlers_disconnect_by_func (self->contact, ui_contact_row_update, self);
  g_clear_object (&self->contact);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_CONTACT_ROW);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ui_contact_row_parent_class)->dispose (object);
}

static void
ui_contact_row_class_init (UiContactRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ui_contact_row_get_property;
  object_class->set_property = ui_contact_row_set_property;
  object_class->dispose = ui_contact_row_dispose;
  widget_class->root = ui_contact_row_root;
  widget_class->unroot = ui_contact_row_unroot;

  properties[PROP_CONTACT] = g_param_spec_object ("contact", NULL, NULL, DESK_TYPE_CONTACT, flags);
  properties[PROP_POSITION]
      = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, GTK_INVALID_LIST_POSITION, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/rows/ui-contact-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UiContactRow, letter);
  gtk_widget_class_bind_template_child (widget_class, UiContactRow, piece);
  gtk_widget_class_bind_template_child (widget_class, UiContactRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, UiContactRow, name);
  gtk_widget_class_bind_template_child (widget_class, UiContactRow, state);
  gtk_widget_class_install_action (widget_class, "row.open", NULL, act_cb);
  gtk_widget_class_install_action (widget_class, "row.menu", NULL, act_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "contact-row");
}

static void
ui_contact_row_init (UiContactRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->position = GTK_INVALID_LIST_POSITION;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (click, "released", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
ui_contact_row_new (DeskSession *session)
{
  UiContactRow *self = g_object_new (UI_TYPE_CONTACT_ROW, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

DeskContact *
ui_contact_row_get_contact (UiContactRow *self)
{
  g_return_val_if_fail (UI_IS_CONTACT_ROW (self), NULL);

  return self->contact;
}

GtkWidget *
ui_contact_row_get_holder (UiContactRow *self)
{
  g_return_val_if_fail (UI_IS_CONTACT_ROW (self), NULL);

  return self->holder;
}
