/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/rows/ui-line-row.h"

#include <glib/gi18n-lib.h>

#include "ui/rows/ui-lamp.h"
#include "ui/ui-clock.h"

struct _UiLineRow
{
  AdwActionRow parent_instance;

  /* template children */
  UiLamp *lamp;
  UiClock *clock;
  UiHoldButton *button;

  /* owned */
  DeskSession *session;
  UiTicker *ticker;
  DeskLine *line;
  char *label; /* what a screen reader says */
};

static void ui_parking_item_init (UiParkingItemInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UiLineRow,
                               ui_line_row,
                               ADW_TYPE_ACTION_ROW,
                               G_IMPLEMENT_INTERFACE (UI_TYPE_PARKING_ITEM, ui_parking_item_init))

/* What the lamp says, in words. */
static char *
dup_words (UiLineRow *self)
{
  const char *who = desk_line_get_who (self->line);

  if (*who == '\0')
    who = _ ("Somebody");
  switch (desk_line_get_lamp (self->line))
    {
    case DESK_LAMP_RINGING:
      return g_strdup_printf (_ ("Ringing: %s"), who);
    case DESK_LAMP_MINE:
      return desk_line_get_room_id (self->line) == NULL ? g_strdup (_ ("You have taken the line"))
                                                        : g_strdup (_ ("You talk on this line"));
    case DESK_LAMP_OTHER:
      /* Translators: a shared line: who talks on it. */
      return g_strdup_printf (_ ("In use: %s"), who);
    case DESK_LAMP_PARKED_BY_ME:
      /* Translators: a call parked on a shared line: who waits. */
      return g_strdup_printf (_ ("%s waits, parked by you"), who);
    case DESK_LAMP_PARKED:
      /* Translators: a call parked on a shared line: who waits. */
      return g_strdup_printf (_ ("%s waits"), who);
    case DESK_LAMP_FREE:
    default:
      return g_strdup (C_ ("line", "Free"));
    }
}

/* What pressing does, NULL: nothing. */
static const char *
get_verb (UiLineRow *self)
{
  DeskVerb verb;
  DeskCall *call;

  if (!desk_session_find_line_verb (self->session, self->line, &verb, &call))
    return NULL;
  if (verb == DESK_VERB_SEIZE)
    return C_ ("line", "Take");
  if (verb == DESK_VERB_RELEASE)
    return C_ ("line", "Give Back");
  return desk_verb_get_title (verb);
}

static DeskUrgency
get_urgency (UiLineRow *self)
{
  gint64 age = ui_ticker_get_now (self->ticker) - desk_line_get_since (self->line);

  switch (desk_line_get_lamp (self->line))
    {
    case DESK_LAMP_RINGING:
      return desk_urgency_of (DESK_URGENCY_RINGING, age);
    case DESK_LAMP_PARKED_BY_ME:
    case DESK_LAMP_PARKED:
      return desk_urgency_of (DESK_URGENCY_PARKED, age);
    case DESK_LAMP_FREE:
    case DESK_LAMP_MINE:
    case DESK_LAMP_OTHER:
    default:
      return DESK_URGENCY_CALM;
    }
}

static void
refresh_button (UiLineRow *self, const char *words)
{
  const char *verb = get_verb (self);
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->button), verb != NULL);
  if (verb == NULL)
    return;
  ui_hold_button_set_text (self->button, verb);
  ui_hold_button_set_is_guarded (self->button, desk_line_get_lamp (self->line) == DESK_LAMP_PARKED);
  ui_hold_button_set_is_possible (self->button,
                                  desk_session_get_state (self->session) == PAL_CLIENT_STATE_READY);
  /* Translators: a button of a shared line read aloud: what it does, which line, what it shows. */
  label = g_strdup_printf (_ ("%s: line %s, %s"), verb, desk_line_get_id (self->line), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
ui_line_row_refresh (UiParkingItem *item)
{
  UiLineRow *self = UI_LINE_ROW (item);
  DeskLamp lamp = desk_line_get_lamp (self->line);
  DeskUrgency urgency = get_urgency (self);
  g_autofree char *words = dup_words (self);
  g_autofree char *subtitle = ui_parking_join (ui_parking_get_word (urgency), words);
  g_autofree char *label = NULL;

  ui_lamp_set_lamp (self->lamp, lamp);
  ui_clock_set_since (self->clock, lamp != DESK_LAMP_FREE ? desk_line_get_since (self->line) : 0);
  ui_parking_mark (GTK_WIDGET (self), urgency);
  ui_parking_set_texts (ADW_ACTION_ROW (self), desk_line_get_id (self->line), subtitle);
  refresh_button (self, words);

  /* Translators: a shared line read aloud: its name, what it shows. */
  label = g_strdup_printf (_ ("Line %s, %s"), desk_line_get_id (self->line), subtitle);
  if (g_strcmp0 (self->label, label) == 0)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_free (self->label);
  self->label = g_steal_pointer (&label);
}

static void
confirmed_cb (UiLineRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "parking.press-line", "s", desk_line_get_id (self->line));
}

static void
asked_cb (UiLineRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "parking.ask-press-line", "s", desk_line_get_id (self->line));
}

static UiHoldButton *
ui_line_row_get_button (UiParkingItem *item)
{
  return UI_LINE_ROW (item)->button;
}

static const char *
ui_line_row_get_id (UiParkingItem *item)
{
  return desk_line_get_id (UI_LINE_ROW (item)->line);
}

static GMenuModel *
ui_line_row_dup_menu (UiParkingItem *item)
{
  UiLineRow *self = UI_LINE_ROW (item);
  DeskLamp lamp = desk_line_get_lamp (self->line);
  gboolean is_waiting
      = lamp == DESK_LAMP_RINGING || lamp == DESK_LAMP_PARKED || lamp == DESK_LAMP_PARKED_BY_ME;
  const char *room = desk_line_get_room_id (self->line);
  const char *number = desk_line_get_other_number (self->line);
  g_autoptr (GMenu) menu = g_menu_new ();

  if (gtk_widget_get_visible (GTK_WIDGET (self->button))
      && gtk_widget_is_sensitive (GTK_WIDGET (self->button)))
    ui_parking_append (menu, get_verb (self), "parking.press-line", desk_line_get_id (self->line));
  if (is_waiting && room != NULL && desk_session_may (self->session, DESK_VERB_FORWARD))
    ui_parking_append (menu, _ ("Forward…"), "parking.forward", room);
  if (number != NULL && *number != '\0')
    ui_parking_append (menu, _ ("Copy Number"), "parking.copy-number", number);
  return g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0 ? G_MENU_MODEL (g_steal_pointer (&menu)) : NULL;
}

static void
ui_parking_item_init (UiParkingItemInterface *iface)
{
  iface->refresh = ui_line_row_refresh;
  iface->get_button = ui_line_row_get_button;
  iface->get_id = ui_line_row_get_id;
  iface->dup_menu = ui_line_row_dup_menu;
}

static void
ui_line_row_dispose (GObject *object)
{
  UiLineRow *self = UI_LINE_ROW (object);

  if (self->line != NULL)
    g_signal_handlers_disconnect_by_func (self->line, ui_line_row_refresh, self);
  if (self->clock != NULL)
    ui_clock_set_ticker (self->clock, NULL);
  g_clear_object (&self->line);
  g_clear_object (&self->ticker);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_LINE_ROW);

  G_OBJECT_CLASS (ui_line_row_parent_class)->dispose (object);
}

static void
ui_line_row_finalize (GObject *object)
{
  g_free (UI_LINE_ROW (object)->label);

  G_OBJECT_CLASS (ui_line_row_parent_class)->finalize (object);
}

static void
ui_line_row_class_init (UiLineRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_line_row_dispose;
  object_class->finalize = ui_line_row_finalize;

  g_type_ensure (UI_TYPE_CLOCK);
  g_type_ensure (UI_TYPE_HOLD_BUTTON);
  g_type_ensure (UI_TYPE_LAMP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/rows/ui-line-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UiLineRow, lamp);
  gtk_widget_class_bind_template_child (widget_class, UiLineRow, clock);
  gtk_widget_class_bind_template_child (widget_class, UiLineRow, button);
  gtk_widget_class_bind_template_callback (widget_class, confirmed_cb);
  gtk_widget_class_bind_template_callback (widget_class, asked_cb);
}

static void
ui_line_row_init (UiLineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ui_parking_tidy_row (ADW_ACTION_ROW (self));
}

GtkWidget *
ui_line_row_new (DeskSession *session, UiTicker *ticker, DeskLine *line)
{
  UiLineRow *self = g_object_new (UI_TYPE_LINE_ROW, NULL);

  self->session = g_object_ref (session);
  self->ticker = g_object_ref (ticker);
  self->line = g_object_ref (line);
  ui_clock_set_ticker (self->clock, ticker);
  g_signal_connect_object (line, "notify", G_CALLBACK (ui_line_row_refresh), self, G_CONNECT_SWAPPED);
  ui_parking_item_refresh (UI_PARKING_ITEM (self));
  return GTK_WIDGET (self);
}
