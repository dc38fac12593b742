/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/rows/ui-contact-row.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-contact-selection.h"
#include "ui/ui-contact-text.h"
#include "ui/ui-paint.h"

#define MARGIN 9
#define FACE 32
#define GAP 12
#define ICON 16
#define PIECE_HEIGHT 44
#define LETTER_ABOVE 12
#define LETTER_BELOW 3
#define RADIUS 9
#define NAME_START (MARGIN + FACE + GAP)
#define CHECK 20

/* It paints itself: a list that is scrolled gives some 200 rows other contacts at once. */
struct _UiContactRow
{
  UiListRow parent_instance;

  /* borrowed */
  const char *icon_name; /* of the edit that waits, or NULL */
  gboolean needs_person; /* it does */

  /* owned */
  DeskSession *session;
  DeskContact *contact;
  char *state;         /* of the edit in words, or NULL */
  PangoLayout *letter; /* NULL: there is none above it */
  PangoLayout *name;   /* NULL until it is painted */
  UiPaintedAvatar face;
};

G_DEFINE_FINAL_TYPE (UiContactRow, ui_contact_row, UI_TYPE_LIST_ROW)

enum
{
  PROP_CONTACT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_awaited (UiContactRow *self)
{
  return desk_contact_get_id (self->contact) == NULL;
}

static gboolean
is_gone (UiContactRow *self)
{
  return desk_contact_get_state (self->contact) == DESK_CONTACT_STATE_GONE
         || desk_contact_get_pending (self->contact) == DESK_CONTACT_PENDING_DELETE;
}

static const char *
get_name (UiContactRow *self)
{
  return is_awaited (self) ? "" : ui_contact_get_shown_name (desk_contact_get_display_name (self->contact));
}

static void
refresh (UiContactRow *self)
{
  const char *id = desk_contact_get_id (self->contact);
  DeskEdit *edit = id != NULL ? desk_outbox_find (desk_session_get_outbox (self->session), id) : NULL;
  const char *name = is_awaited (self) ? _ ("Loading") : get_name (self);
  g_autofree char *spoken = NULL;

  g_free (self->state);
  self->state = edit != NULL ? ui_edit_dup_state (edit) : NULL;
  self->icon_name = edit != NULL ? ui_edit_get_icon_name (edit) : NULL;
  self->needs_person = edit != NULL && ui_edit_needs_person (edit);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), self->state != NULL);
  if (self->state != NULL)
    spoken = g_strdup_printf ("%s, %s", name, self->state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken != NULL ? spoken : name, -1);
  ui_list_row_say (UI_LIST_ROW (self), spoken != NULL ? spoken : name);
  gtk_widget_queue_draw (GTK_WIDGET (self));
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
  GListModel *selection = ui_list_row_get_model (UI_LIST_ROW (self));

  return UI_IS_CONTACT_SELECTION (selection)
             ? ui_contact_selection_get_model (UI_CONTACT_SELECTION (selection))
             : NULL;
}

static gboolean
is_checkable (UiContactRow *self)
{
  GListModel *selection = ui_list_row_get_model (UI_LIST_ROW (self));

  return UI_IS_CONTACT_SELECTION (selection)
         && ui_contact_selection_get_is_multiple (UI_CONTACT_SELECTION (selection));
}

/* Where the check mark is there is less room for the rest. */
static int
get_indent (UiContactRow *self)
{
  return is_checkable (self) ? CHECK + GAP : 0;
}

static void
set_letter (UiContactRow *self, const char *letter)
{
  PangoAttrList *attributes;

  if (g_strcmp0 (self->letter != NULL ? pango_layout_get_text (self->letter) : NULL, letter) == 0)
    return;
  if ((self->letter != NULL) != (letter != NULL))
    gtk_widget_queue_resize (GTK_WIDGET (self));
  if (letter == NULL)
    g_clear_object (&self->letter);
  else if (self->letter != NULL)
    pango_layout_set_text (self->letter, letter, -1);
  else
    {
      self->letter = gtk_widget_create_pango_layout (GTK_WIDGET (self), letter);
      attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      pango_layout_set_attributes (self->letter, attributes);
      pango_attr_list_unref (attributes);
    }
}

/* Only in the order of names: to look at a neighbour elsewhere would ask for the page it is on. */
static void
update_letter (UiContactRow *self)
{
  guint position = ui_list_row_get_position (UI_LIST_ROW (self));
  DeskContactModel *model = find_model (self);
  g_autofree char *letter = NULL;
  g_autofree char *above = NULL;

  if (model != NULL && desk_contact_model_get_is_sorted (model) && !is_awaited (self))
    {
      g_autoptr (DeskContact) previous
          = position > 0 ? g_list_model_get_item (G_LIST_MODEL (model), position - 1) : NULL;

      letter = dup_letter (self, self->contact);
      if (previous != NULL && desk_contact_get_id (previous) != NULL)
        above = dup_letter (self, previous);
    }
  set_letter (self, g_strcmp0 (letter, above) != 0 ? letter : NULL);
}

static void
update (UiContactRow *self)
{
  if (self->contact == NULL)
    return;
  refresh (self);
  update_letter (self);
}

static void
ui_contact_row_update (UiListRow *row)
{
  update (UI_CONTACT_ROW (row));
}

/* --- painting ---------------------------------------------------------------------- */

static int
get_letter_height (UiContactRow *self)
{
  int height;

  if (self->letter == NULL)
    return 0;
  pango_layout_get_pixel_size (self->letter, NULL, &height);
  return LETTER_ABOVE + height + LETTER_BELOW;
}

static void
ui_contact_row_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  UiContactRow *self = UI_CONTACT_ROW (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      /* By the font, without shaping the names of rows that nobody sees. */
      PangoFontMetrics *metrics
          = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
      int line = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));

      pango_font_metrics_unref (metrics);
      *minimum = *natural = MAX (PIECE_HEIGHT, line + 12) + get_letter_height (self);
      return;
    }
  *minimum = NAME_START + 60 + MARGIN;
  *natural = *minimum + 200;
}

static void
paint_name (UiContactRow *self, GtkSnapshot *snapshot, int top, int height)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int start = NAME_START + get_indent (self);
  int room = gtk_widget_get_width (widget) - start - MARGIN - (self->icon_name != NULL ? ICON + GAP : 0);
  PangoAttrList *attributes = NULL;
  int tall;
  GdkRGBA ink;

  if (self->name == NULL)
    {
      self->name = gtk_widget_create_pango_layout (widget, NULL);
      pango_layout_set_ellipsize (self->name, PANGO_ELLIPSIZE_END);
      pango_layout_set_single_paragraph_mode (self->name, TRUE);
    }
  if (is_gone (self))
    {
      attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
    }
  pango_layout_set_attributes (self->name, attributes);
  g_clear_pointer (&attributes, pango_attr_list_unref);
  pango_layout_set_text (self->name, get_name (self), -1);
  room = MAX (room, 1);
  pango_layout_set_width (self->name, room * PANGO_SCALE);
  pango_layout_get_pixel_size (self->name, NULL, &tall);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  ink.alpha *= is_gone (self) ? 0.55f : 1;
  ui_paint_layout (snapshot, self->name, &ink, ui_paint_mirror (widget, start, room),
                   top + (height - tall) / 2);
}

/* A picture and a bar where they will be. */
static void
paint_awaited (UiContactRow *self, GtkSnapshot *snapshot, int top, int height)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int width = MAX (gtk_widget_get_width (widget) - NAME_START - MARGIN - 60, 20), tall = height / 2;
  GdkRGBA ink;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  ink.alpha *= 0.08f;
  ui_paint_rounded (snapshot, &ink, ui_paint_mirror (widget, MARGIN, FACE), top + (height - FACE) / 2, FACE,
                    FACE, FACE / 2);
  ui_paint_rounded (snapshot, &ink, ui_paint_mirror (widget, NAME_START, width), top + (height - tall) / 2,
                    width, tall, 6);
}

static void
paint_face (UiContactRow *self, GtkSnapshot *snapshot, int top, int height)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const char *name = desk_contact_get_display_name (self->contact);
  int x = ui_paint_mirror (widget, MARGIN + get_indent (self), FACE), y = top + (height - FACE) / 2;

  ui_painted_avatar_paint (&self->face, snapshot, widget, name, x, y, FACE);
  if (*name == '\0')
    ui_paint_icon (snapshot, widget, "avatar-default-symbolic", &(GdkRGBA){ 1, 1, 1, 1 },
                   x + (FACE - ICON) / 2, y + (FACE - ICON) / 2, ICON);
}

static void
paint_state (UiContactRow *self, GtkSnapshot *snapshot, int top, int height)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRGBA ink;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  ink.alpha *= 0.55f;
  if (self->needs_person)
    ui_paint_color (widget, "warning_color", &ink);
  ui_paint_icon (snapshot, widget, self->icon_name, &ink,
                 ui_paint_mirror (widget, gtk_widget_get_width (widget) - MARGIN - ICON, ICON),
                 top + (height - ICON) / 2, ICON);
}

/* A box, with its mark while this one is one of those chosen. */
static void
paint_check (UiContactRow *self, GtkSnapshot *snapshot, int top, int height)
{
  GtkWidget *widget = GTK_WIDGET (self), *holder = ui_list_row_get_holder (UI_LIST_ROW (self));
  int x = ui_paint_mirror (widget, MARGIN, CHECK), y = top + (height - CHECK) / 2;
  GskRoundedRect box;
  GdkRGBA color;

  if (holder != NULL && (gtk_widget_get_state_flags (holder) & GTK_STATE_FLAG_SELECTED) != 0)
    {
      ui_paint_color (widget, "accent_bg_color", &color);
      ui_paint_rounded (snapshot, &color, x, y, CHECK, CHECK, 6);
      ui_paint_color (widget, "accent_fg_color", &color);
      ui_paint_icon (snapshot, widget, "object-select-symbolic", &color, x + (CHECK - ICON) / 2,
                     y + (CHECK - ICON) / 2, ICON);
      return;
    }
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= 0.4f;
  gsk_rounded_rect_init_from_rect (&box, &GRAPHENE_RECT_INIT (x, y, CHECK, CHECK), 6);
  gtk_snapshot_append_border (snapshot, &box, (const float[]){ 2, 2, 2, 2 },
                              (const GdkRGBA[]){ color, color, color, color });
}

/* Pointed at, chosen, or where the keyboard is. */
static void
paint_ground (UiContactRow *self, GtkSnapshot *snapshot, int top, int height)
{
  GtkWidget *widget = GTK_WIDGET (self), *holder = ui_list_row_get_holder (UI_LIST_ROW (self));
  GtkStateFlags state = holder != NULL ? gtk_widget_get_state_flags (holder) : 0;
  int width = gtk_widget_get_width (widget);
  GskRoundedRect ring;
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= (state & GTK_STATE_FLAG_SELECTED) != 0   ? 0.1f
                 : (state & GTK_STATE_FLAG_PRELIGHT) != 0 ? 0.05f
                                                          : 0;
  if (color.alpha > 0)
    ui_paint_rounded (snapshot, &color, 0, top, width, height, RADIUS);
  if ((state & GTK_STATE_FLAG_FOCUS_VISIBLE) == 0 || (state & GTK_STATE_FLAG_FOCUSED) == 0)
    return;
  ui_paint_color (widget, "accent_bg_color", &color);
  color.alpha = 0.6f;
  gsk_rounded_rect_init_from_rect (&ring, &GRAPHENE_RECT_INIT (0, top, width, height), RADIUS);
  gtk_snapshot_append_border (snapshot, &ring, (const float[]){ 2, 2, 2, 2 },
                              (const GdkRGBA[]){ color, color, color, color });
}

static void
paint_letter (UiContactRow *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRGBA ink;
  int width;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  ink.alpha *= 0.6f;
  pango_layout_get_pixel_size (self->letter, &width, NULL);
  ui_paint_layout (snapshot, self->letter, &ink, ui_paint_mirror (widget, MARGIN, width), LETTER_ABOVE);
}

static void
ui_contact_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  UiContactRow *self = UI_CONTACT_ROW (widget);
  int top = get_letter_height (self), height = gtk_widget_get_height (widget) - top;

  if (ui_list_row_is_out_of_view (UI_LIST_ROW (self)) || self->contact == NULL)
    return;
  if (self->letter != NULL)
    paint_letter (self, snapshot);
  paint_ground (self, snapshot, top, height);
  if (is_awaited (self))
    {
      paint_awaited (self, snapshot, top, height);
      return;
    }
  if (is_checkable (self))
    paint_check (self, snapshot, top, height);
  paint_face (self, snapshot, top, height);
  paint_name (self, snapshot, top, height);
  if (self->icon_name != NULL)
    paint_state (self, snapshot, top, height);
}

static void
ui_contact_row_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  UiContactRow *self = UI_CONTACT_ROW (widget);

  GTK_WIDGET_CLASS (ui_contact_row_parent_class)->css_changed (widget, change);
  ui_painted_avatar_clear (&self->face);
  if (self->name != NULL)
    pango_layout_context_changed (self->name);
  if (self->letter != NULL)
    pango_layout_context_changed (self->letter);
}

static gboolean
ui_contact_row_query_tooltip (GtkWidget *widget, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip)
{
  UiContactRow *self = UI_CONTACT_ROW (widget);

  if (self->state == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, self->state);
  return TRUE;
}

/* --- the widget ------------------------------------------------------------------ */

static void
set_contact (UiContactRow *self, DeskContact *contact)
{
  if (self->contact == contact)
    return;
  if (self->contact != NULL)
    g_signal_handlers_disconnect_by_func (self->contact, update, self);
  g_set_object (&self->contact, contact);
  if (contact != NULL)
    g_signal_connect_object (contact, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTACT]);
}

/* Where several can be checked a click needs no key for it. */
static void
pressed_cb (UiContactRow *self, int n_press, double x, double y, GtkGesture *click)
{
  if (is_checkable (self))
    gtk_gesture_set_state (click, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
clicked_cb (UiContactRow *self, int n_press, double x, double y, GtkGesture *click)
{
  GdkModifierType keys = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));
  gboolean is_range = (keys & GDK_SHIFT_MASK) != 0;

  if (is_checkable (self))
    {
      gtk_widget_grab_focus (ui_list_row_get_holder (UI_LIST_ROW (self)));
      gtk_widget_activate_action (GTK_WIDGET (self), "list.select-item", "(ubb)",
                                  ui_list_row_get_position (UI_LIST_ROW (self)), !is_range, is_range);
    }
  else if ((keys & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) == 0)
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
  GTK_WIDGET_CLASS (ui_contact_row_parent_class)->root (widget);
  g_signal_connect_object (ui_list_row_get_holder (UI_LIST_ROW (widget)), "state-flags-changed",
                           G_CALLBACK (gtk_widget_queue_draw), widget, G_CONNECT_SWAPPED);
}

static void
ui_contact_row_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (ui_list_row_get_holder (UI_LIST_ROW (widget)), gtk_widget_queue_draw,
                                        widget);
  GTK_WIDGET_CLASS (ui_contact_row_parent_class)->unroot (widget);
}

static void
ui_contact_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CONTACT:
      g_value_set_object (value, UI_CONTACT_ROW (object)->contact);
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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_contact_row_dispose (GObject *object)
{
  UiContactRow *self = UI_CONTACT_ROW (object);

  if (self->contact != NULL)
    g_signal_handlers_disconnect_by_func (self->contact, update, self);
  g_clear_object (&self->contact);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ui_contact_row_parent_class)->dispose (object);
}

static void
ui_contact_row_finalize (GObject *object)
{
  UiContactRow *self = UI_CONTACT_ROW (object);

  g_free (self->state);
  g_clear_object (&self->letter);
  g_clear_object (&self->name);
  ui_painted_avatar_clear (&self->face);

  G_OBJECT_CLASS (ui_contact_row_parent_class)->finalize (object);
}

static void
ui_contact_row_class_init (UiContactRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ui_contact_row_get_property;
  object_class->set_property = ui_contact_row_set_property;
  object_class->dispose = ui_contact_row_dispose;
  object_class->finalize = ui_contact_row_finalize;
  widget_class->root = ui_contact_row_root;
  widget_class->unroot = ui_contact_row_unroot;
  widget_class->measure = ui_contact_row_measure;
  widget_class->snapshot = ui_contact_row_snapshot;
  widget_class->css_changed = ui_contact_row_css_changed;
  widget_class->query_tooltip = ui_contact_row_query_tooltip;
  UI_LIST_ROW_CLASS (klass)->placed = ui_contact_row_update;
  UI_LIST_ROW_CLASS (klass)->update = ui_contact_row_update;

  properties[PROP_CONTACT]
      = g_param_spec_object ("contact", NULL, NULL, DESK_TYPE_CONTACT,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "row.open", NULL, act_cb);
  gtk_widget_class_install_action (widget_class, "row.menu", NULL, act_cb);
  gtk_widget_class_set_css_name (widget_class, "contact-row");
}

static void
ui_contact_row_init (UiContactRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
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
