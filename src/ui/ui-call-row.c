/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-call-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ui/ui-call-text.h"
#include "ui/ui-clock.h"
#include "ui/ui-presence-badge.h"
#include "ui/ui-verb-bar.h"

#define GAP 12
/* What name, state and marks get beside the verbs. Where the verbs would lose words they go below. */
#define INFO_LEAST 236
#define INFO_MOST 480

struct _UiCallRow
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *info;
  AdwAvatar *avatar;
  UiPresenceBadge *badge;
  GtkLabel *name;
  GtkButton *person;
  GtkLabel *context;
  GtkLabel *detail;
  GtkWidget *recording;
  GtkSpinner *spinner;
  UiClock *clock;
  UiVerbBar *verbs;

  /* owned */
  DeskSession *session;
  DeskCall *call;
};

G_DEFINE_FINAL_TYPE (UiCallRow, ui_call_row, GTK_TYPE_WIDGET)

/* How a state looks: the edge of the card, the shape on the picture, how its clock ages. */
typedef struct
{
  const char *css_class;
  DeskPresence shape;
  DeskUrgencyKind urgency;
} StateLook;

static const StateLook state_looks[] = {
  [DESK_CALL_STATE_DIALLING] = { "dialling", DESK_PRESENCE_DIALLING, DESK_N_URGENCY_KINDS },
  [DESK_CALL_STATE_RINGING] = { "ringing", DESK_PRESENCE_RINGING, DESK_URGENCY_RINGING },
  [DESK_CALL_STATE_TALKING] = { "talking", DESK_PRESENCE_TALKING, DESK_N_URGENCY_KINDS },
  [DESK_CALL_STATE_HELD] = { "held", DESK_PRESENCE_ON_HOLD, DESK_URGENCY_HELD },
  [DESK_CALL_STATE_ENDED] = { "ended", DESK_PRESENCE_OFFLINE, DESK_N_URGENCY_KINDS },
};

static void
set_class (GtkWidget *widget, const char *css_class, gboolean is_on)
{
  if (is_on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
refresh_clock (UiCallRow *self, DeskCallState state)
{
  if (state == DESK_CALL_STATE_ENDED)
    ui_clock_set_since (self->clock, 0);
  else if (state == DESK_CALL_STATE_TALKING && desk_call_get_started (self->call) != 0)
    ui_clock_set_since (self->clock, desk_call_get_started (self->call));
  else
    ui_clock_set_since (self->clock, desk_call_get_since (self->call));
  ui_clock_set_urgency (self->clock, state_looks[state].urgency);
}

static void
refresh_marks (UiCallRow *self, DeskCallState state)
{
  const char *queue = desk_call_get_context (self->call), *line = desk_call_get_line (self->call);
  g_autofree char *context = g_strconcat (queue, *queue != '\0' && *line != '\0' ? " · " : "", line, NULL);
  gboolean is_pending = desk_call_get_pending (self->call) != NULL;

  gtk_label_set_text (self->context, context);
  gtk_widget_set_visible (GTK_WIDGET (self->context), *context != '\0');
  gtk_widget_set_visible (self->recording, desk_call_get_is_recording (self->call));
  gtk_spinner_set_spinning (self->spinner, is_pending);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_pending);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, is_pending, -1);
  ui_presence_badge_set_presence (self->badge, state_looks[state].shape);
  gtk_widget_set_visible (GTK_WIDGET (self->badge), state != DESK_CALL_STATE_ENDED);
  for (guint i = 0; i < G_N_ELEMENTS (state_looks); i++)
    set_class (GTK_WIDGET (self), state_looks[i].css_class, i == state);
  set_class (GTK_WIDGET (self), "consulting", desk_call_get_transfer (self->call) != DESK_TRANSFER_NONE);
}

static void
offer (UiCallRow *self, const char *icon_name, const char *label, const char *action, GVariant *target)
{
  gtk_button_set_icon_name (self->person, icon_name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->person), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->person), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  /* The targets of the two are of different types: none goes with the action of the other. */
  if (g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (self->person)), action) != 0)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (self->person), NULL);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->person), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->person), action);
}

/* Beside the name: which of several it is, or a new contact. */
static void
refresh_person (UiCallRow *self)
{
  DeskCaller *caller = desk_session_get_caller (self->session);
  const char *number = desk_call_get_number (self->call), *name = desk_call_get_name (self->call);
  gboolean has_number = number != NULL && *number != '\0' && !desk_call_get_is_conference (self->call);
  gboolean has_several = has_number && desk_caller_has_several (caller, number);
  gboolean is_unknown = has_number && desk_caller_is_unknown (caller, number);

  gtk_widget_set_visible (GTK_WIDGET (self->person), has_several || is_unknown);
  if (has_several)
    offer (self, "avatar-default-symbolic", _ ("Choose who it is"), "win.choose-caller",
           g_variant_new_string (number));
  else if (is_unknown)
    offer (self, "contact-new-symbolic", _ ("Add to the phonebook"), "win.add-contact",
           g_variant_new ("(ss)", number, name != NULL ? name : ""));
}

static void
refresh (UiCallRow *self)
{
  DeskCallState state = desk_call_get_state (self->call);
  g_autofree char *title = ui_call_dup_title (self->call);
  g_autofree char *word = ui_call_dup_state_text (self->session, self->call);
  g_autofree char *detail = NULL;
  g_autofree char *label = NULL;
  const char *number = desk_call_get_number (self->call);
  gboolean has_number = number != NULL && *number != '\0' && g_strcmp0 (title, number) != 0
                        && !desk_call_get_is_conference (self->call);

  adw_avatar_set_text (self->avatar, title);
  gtk_label_set_text (self->name, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), title);
  detail = has_number ? g_strdup_printf ("%s · %s", word, number) : g_strdup (word);
  gtk_label_set_text (self->detail, detail);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->detail), detail);
  /* Translators: a call read aloud: who, then its state. */
  label = g_strdup_printf (_ ("Call with %s: %s"), title, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  refresh_clock (self, state);
  refresh_marks (self, state);
  refresh_person (self);
}

static void
pressed_cb (UiCallRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.call-select", "s", desk_call_get_id (self->call));
}

/* --- drag and drop ------------------------------------------------------ */

static DeskVerb
get_drop_verb (UiCallRow *self, GdkModifierType state)
{
  if (desk_call_get_state (self->call) == DESK_CALL_STATE_RINGING)
    return DESK_VERB_DEFLECT;
  return (state & GDK_CONTROL_MASK) != 0 ? DESK_VERB_TRANSFER : DESK_VERB_CONSULT;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, UiCallRow *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (target));
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);
  DeskExtension *extension = g_value_get_object (value);
  DeskVerb verb;
  g_autofree char *action = NULL;

  /* Where Ctrl is held the drag is a copy and nothing else. */
  if (drop != NULL && (gdk_drop_get_actions (drop) & GDK_ACTION_MOVE) == 0)
    state |= GDK_CONTROL_MASK;
  verb = get_drop_verb (self, state);
  if (extension == NULL || !desk_call_can (self->call, verb))
    return FALSE;
  action = g_strconcat ("win.call-", desk_verb_get (verb)->name, NULL);
  return gtk_widget_activate_action (GTK_WIDGET (self), action, "(ss)", desk_call_get_id (self->call),
                                     desk_extension_get_number (extension));
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, UiCallRow *self)
{
  if (desk_call_get_state (self->call) == DESK_CALL_STATE_ENDED)
    return NULL;
  return gdk_content_provider_new_typed (DESK_TYPE_CALL, self->call);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, UiCallRow *self)
{
  g_autoptr (GdkPaintable) live = gtk_widget_paintable_new (self->info);
  g_autoptr (GdkPaintable) paintable = gdk_paintable_get_current_image (live); /* over other pages too */

  gtk_drag_source_set_icon (source, paintable, 0, 0);
}

static void
add_drag_and_drop (UiCallRow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (DESK_TYPE_EXTENSION, GDK_ACTION_MOVE | GDK_ACTION_COPY);
  GtkDragSource *source = gtk_drag_source_new ();

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE | GDK_ACTION_COPY);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_begin_cb), self, 0);
  gtk_widget_add_controller (self->info, GTK_EVENT_CONTROLLER (source));
}

/* --- layout ------------------------------------------------------------- */

static int
measure_child (GtkWidget *child, GtkOrientation orientation, int *minimum)
{
  int natural;

  gtk_widget_measure (child, orientation, -1, minimum, &natural, NULL, NULL);
  return natural;
}

/* The width of the verbs beside the rest; 0 when they go below it. */
static int
get_verbs_width (UiCallRow *self, int width)
{
  int natural = measure_child (GTK_WIDGET (self->verbs), GTK_ORIENTATION_HORIZONTAL, NULL);
  int info = measure_child (self->info, GTK_ORIENTATION_HORIZONTAL, NULL);
  int left = width - CLAMP (info, INFO_LEAST, INFO_MOST) - GAP;

  return left >= ui_verb_bar_get_worded_width (self->verbs) ? MIN (left, natural) : 0;
}

static void
ui_call_row_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  UiCallRow *self = UI_CALL_ROW (widget);
  int info_minimum, verbs_minimum;
  int info = measure_child (self->info, orientation, &info_minimum);
  int verbs = measure_child (GTK_WIDGET (self->verbs), orientation, &verbs_minimum);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (info_minimum, verbs_minimum);
      *natural = MAX (info, INFO_LEAST) + GAP + verbs;
    }
  else if (verbs > 0 && for_size >= 0 && get_verbs_width (self, for_size) == 0)
    {
      *minimum = *natural = info + 8 + verbs;
    }
  else
    {
      *minimum = *natural = MAX (info, verbs);
    }
}

static void
ui_call_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  UiCallRow *self = UI_CALL_ROW (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int verbs_width = get_verbs_width (self, width), minimum;
  int verbs_height = measure_child (GTK_WIDGET (self->verbs), GTK_ORIENTATION_VERTICAL, &minimum);
  GtkAllocation info = { 0, 0, width, height }, verbs = { 0, 0, width, height };

  if (verbs_width > 0)
    {
      info.width = width - GAP - verbs_width;
      verbs.width = verbs_width;
      verbs.x = is_rtl ? 0 : width - verbs_width;
      info.x = is_rtl ? verbs_width + GAP : 0;
    }
  else if (verbs_height > 0)
    {
      info.height = height - 8 - verbs_height;
      verbs.y = height - verbs_height;
      verbs.height = verbs_height;
    }
  gtk_widget_size_allocate (self->info, &info, -1);
  gtk_widget_size_allocate (GTK_WIDGET (self->verbs), &verbs, -1);
}

static GtkSizeRequestMode
ui_call_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* --- life --------------------------------------------------------------- */

static void
ui_call_row_dispose (GObject *object)
{
  UiCallRow *self = UI_CALL_ROW (object);
  GtkWidget *child;

  if (self->call != NULL)
    g_signal_handlers_disconnect_by_func (self->call, refresh, self);
  g_clear_object (&self->call);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_CALL_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_call_row_parent_class)->dispose (object);
}

static void
ui_call_row_class_init (UiCallRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_call_row_dispose;
  widget_class->measure = ui_call_row_measure;
  widget_class->size_allocate = ui_call_row_size_allocate;
  widget_class->get_request_mode = ui_call_row_get_request_mode;

  g_type_ensure (UI_TYPE_CLOCK);
  g_type_ensure (UI_TYPE_PRESENCE_BADGE);
  g_type_ensure (UI_TYPE_VERB_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/ui-call-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, info);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, badge);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, name);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, person);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, context);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, detail);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, recording);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, clock);
  gtk_widget_class_bind_template_child (widget_class, UiCallRow, verbs);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_set_css_name (widget_class, "call-row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ui_call_row_init (UiCallRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_drag_and_drop (self);
}

GtkWidget *
ui_call_row_new (DeskSession *session, DeskCall *call, UiTicker *ticker)
{
  UiCallRow *self = g_object_new (UI_TYPE_CALL_ROW, NULL);

  self->session = g_object_ref (session);
  self->call = g_object_ref (call);
  ui_clock_set_ticker (self->clock, ticker);
  ui_verb_bar_set_call (self->verbs, session, call);
  g_signal_connect_object (call, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk_session_get_caller (session), "changed", G_CALLBACK (refresh_person), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}

DeskCall *
ui_call_row_get_call (UiCallRow *self)
{
  g_return_val_if_fail (UI_IS_CALL_ROW (self), NULL);

  return self->call;
}

void
ui_call_row_set_selected (UiCallRow *self, gboolean is_selected)
{
  g_return_if_fail (UI_IS_CALL_ROW (self));

  set_class (GTK_WIDGET (self), "selected", is_selected);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, is_selected, -1);
}

GtkWidget *
ui_call_row_get_button (UiCallRow *self, DeskVerb verb)
{
  g_return_val_if_fail (UI_IS_CALL_ROW (self), NULL);

  return ui_verb_bar_get_button (self->verbs, verb);
}
