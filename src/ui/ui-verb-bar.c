/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-verb-bar.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-keypad.h"
#include "ui/ui-park-popover.h"
#include "ui/ui-verb-face.h"
#include "ui/ui-window.h"

#define GAP 6

/* What a call is in the middle of; each has its set of verbs. */
typedef enum
{
  MODE_NONE = 0,
  MODE_RINGING = 1 << 0,
  MODE_DIALLING = 1 << 1,
  MODE_TALKING = 1 << 2,
  MODE_HELD = 1 << 3,
  MODE_CALLING = 1 << 4,    /* the target of a transfer rings */
  MODE_CONSULTING = 1 << 5, /* I talk with it */
} Mode;

#define MODE_CALL (MODE_TALKING | MODE_HELD)
#define MODE_CONSULT (MODE_CALLING | MODE_CONSULTING)

typedef enum
{
  DOES_RUN,   /* the verb itself */
  DOES_PICK,  /* asks for whom first */
  DOES_PARK,  /* asks where */
  DOES_TONES, /* opens the keypad */
} Deed;

typedef struct
{
  DeskVerb verb;
  guint modes;
  guint keep; /* how long the word is kept when room gets short; 0: it has none, and goes first */
  Deed deed;
  const char *icon_name;
  const char *css_class;
  const char *ringing; /* N_(): another title while it rings, or NULL */
  const char *word;    /* NC_(): what is written on the button, where the title is too long */
} VerbLook;

/* In their order on the screen. */
/* clang-format off */
static const VerbLook looks[] = {
  { DESK_VERB_ANSWER, MODE_RINGING | MODE_DIALLING, 9, DOES_RUN, "call-start-symbolic", "answer" },
  { DESK_VERB_RESUME, MODE_HELD, 8, DOES_RUN, "media-playback-start-symbolic", "suggested-action" },
  { DESK_VERB_HOLD, MODE_TALKING, 6, DOES_RUN, "media-playback-pause-symbolic" },
  { DESK_VERB_COMPLETE, MODE_CONSULT, 9, DOES_RUN, "emblem-ok-symbolic", "suggested-action",
    .word = NC_("transfer", "Complete") },
  { DESK_VERB_JOIN, MODE_CONSULTING, 5, DOES_RUN, "system-users-symbolic",
    .word = NC_("transfer", "Join") },
  { DESK_VERB_CANCEL, MODE_CONSULT, 7, DOES_RUN, "edit-undo-symbolic",
    .word = NC_("transfer", "Cancel") },
  { DESK_VERB_DEFLECT, MODE_RINGING, 5, DOES_PICK, "mail-forward-symbolic" },
  { DESK_VERB_TRANSFER, MODE_CALL, 5, DOES_PICK, "mail-forward-symbolic" },
  { DESK_VERB_PARK, MODE_CALL, 4, DOES_PARK, "view-grid-symbolic" },
  { DESK_VERB_SEND_TONES, MODE_TALKING | MODE_CONSULTING, 0, DOES_TONES, "input-dialpad-symbolic" },
  { DESK_VERB_RECORD, MODE_CALL | MODE_CONSULT, 0, DOES_RUN, "media-record-symbolic" },
  { DESK_VERB_STOP_RECORDING, MODE_CALL | MODE_CONSULT, 0, DOES_RUN, "media-playback-stop-symbolic" },
  { DESK_VERB_HANG_UP, MODE_RINGING | MODE_DIALLING | MODE_CALL, 7, DOES_RUN, "call-stop-symbolic",
    "destructive-action", .ringing = N_("Decline") },
};
/* clang-format on */

#define N_LOOKS G_N_ELEMENTS (looks)

struct _UiVerbBar
{
  GtkWidget parent_instance;

  gboolean lost_focus; /* a button that was pressed by key is insensitive for the moment */
  guint opening;       /* source: what was chosen in the menu opens when that is closed */
  const VerbLook *chosen;

  /* children, owned by the widget tree */
  GtkWidget *buttons[N_LOOKS];
  GtkWidget *more;
  GtkWidget *popover; /* the last one, open or not; NULL at first */

  /* owned */
  DeskSession *session;
  DeskCall *call;
  GSimpleActionGroup *actions; /* of the menu, one a verb */
};

G_DEFINE_FINAL_TYPE (UiVerbBar, ui_verb_bar, GTK_TYPE_WIDGET)

static Mode
get_mode (DeskCall *call)
{
  DeskTransfer transfer = desk_call_get_transfer (call);

  switch (desk_call_get_state (call))
    {
    case DESK_CALL_STATE_RINGING:
      return MODE_RINGING;
    case DESK_CALL_STATE_DIALLING:
      return MODE_DIALLING;
    case DESK_CALL_STATE_TALKING:
    case DESK_CALL_STATE_HELD:
      if (transfer != DESK_TRANSFER_NONE)
        return transfer == DESK_TRANSFER_CALLING ? MODE_CALLING : MODE_CONSULTING;
      return desk_call_get_state (call) == DESK_CALL_STATE_HELD ? MODE_HELD : MODE_TALKING;
    case DESK_CALL_STATE_ENDED:
    default:
      return MODE_NONE;
    }
}

static gboolean
is_shown (UiVerbBar *self, const VerbLook *look, Mode mode)
{
  if ((look->modes & mode) == 0 || !desk_session_may (self->session, look->verb))
    return FALSE;
  switch ((int) look->verb)
    {
    case DESK_VERB_ANSWER:
      /* A call I make rings my own phone first. */
      return mode == MODE_RINGING || desk_call_can (self->call, DESK_VERB_ANSWER);
    case DESK_VERB_RECORD:
      return !desk_call_get_is_recording (self->call);
    case DESK_VERB_STOP_RECORDING:
      return desk_call_get_is_recording (self->call);
    default:
      return TRUE;
    }
}

static gboolean
is_possible (UiVerbBar *self, const VerbLook *look)
{
  if (desk_call_can (self->call, look->verb))
    return TRUE;
  return look->verb == DESK_VERB_TRANSFER && desk_call_can (self->call, DESK_VERB_CONSULT);
}

static const char *
get_title (const VerbLook *look, Mode mode)
{
  return look->ringing != NULL && mode == MODE_RINGING ? _ (look->ringing) : desk_verb_get_title (look->verb);
}

static void
refresh_button (UiVerbBar *self, guint i, Mode mode)
{
  const VerbLook *look = &looks[i];
  GtkWidget *button = self->buttons[i];
  const char *title = get_title (look, mode);
  const char *word = look->word != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, "transfer", look->word) : title;
  const char *name = desk_verb_get (look->verb)->name;
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  gtk_widget_set_visible (button, is_shown (self, look, mode));
  gtk_widget_set_sensitive (button, is_possible (self, look));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                               gtk_widget_get_visible (button) && gtk_widget_get_sensitive (button));
  ui_verb_face_set_label (UI_VERB_FACE (gtk_button_get_child (GTK_BUTTON (button))),
                          look->keep > 0 ? word : NULL);
  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/* Who works with the keyboard goes on where he was once the verbs are possible again. */
static void
keep_focus (UiVerbBar *self, GtkWidget *had_focus)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean is_free = focus == NULL || !gtk_widget_get_mapped (focus) || !gtk_widget_is_sensitive (focus);

  if (had_focus != NULL && !(gtk_widget_is_sensitive (had_focus) && gtk_widget_get_visible (had_focus)))
    self->lost_focus = TRUE;
  if (!self->lost_focus || root == NULL)
    return;
  if (!is_free && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) && had_focus == NULL)
    {
      self->lost_focus = FALSE; /* it went elsewhere */
      return;
    }
  for (guint i = 0; i < N_LOOKS; i++)
    if (gtk_widget_get_visible (self->buttons[i]) && gtk_widget_get_child_visible (self->buttons[i])
        && gtk_widget_is_sensitive (self->buttons[i]))
      {
        self->lost_focus = FALSE;
        gtk_widget_grab_focus (self->buttons[i]);
        return;
      }
  gtk_root_set_focus (root, NULL);
}

static void
refresh (UiVerbBar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  Mode mode = get_mode (self->call);

  if (focus != NULL && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    focus = NULL;
  for (guint i = 0; i < N_LOOKS; i++)
    refresh_button (self, i, mode);
  keep_focus (self, focus);
}

/* --- what the buttons do ------------------------------------------------ */

/* GTK 4.8 sometimes keeps a popover that goes just after it came: it must not keep the session with it. */
static void
drop_popover (UiVerbBar *self)
{
  g_autoptr (GtkWidget) popover = NULL;

  if (self->popover == NULL)
    return;
  popover = g_object_ref (g_steal_pointer (&self->popover));
  gtk_widget_unparent (popover);
  g_object_run_dispose (G_OBJECT (popover));
}

static void
popup (UiVerbBar *self, GtkWidget *button, GtkWidget *popover)
{
  graphene_rect_t bounds;

  drop_popover (self);
  self->popover = popover;
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_TOP);
  if (gtk_widget_compute_bounds (button, GTK_WIDGET (self), &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                                 &(GdkRectangle){ bounds.origin.x, bounds.origin.y, bounds.size.width,
                                                  bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
popup_keypad (UiVerbBar *self, GtkWidget *button)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *keypad = ui_keypad_new ();

  ui_keypad_set_call (UI_KEYPAD (keypad), self->session, self->call);
  gtk_popover_set_child (GTK_POPOVER (popover), keypad);
  popup (self, button, popover);
}

static void
popup_park (UiVerbBar *self, GtkWidget *button)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GSettings) settings = NULL;

  if (UI_IS_WINDOW (root))
    g_object_get (root, "settings", &settings, NULL);
  popup (self, button, ui_park_popover_new (self->session, self->call, settings));
}

static void
act (UiVerbBar *self, const VerbLook *look, GtkWidget *anchor)
{
  g_autoptr (UiVerbBar) alive G_GNUC_UNUSED = g_object_ref (self);
  const char *id = desk_call_get_id (self->call);
  g_autofree char *action = NULL;

  switch (look->deed)
    {
    case DOES_PICK:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.transfer-picker", "(sb)", id, TRUE);
      break;
    case DOES_PARK:
      popup_park (self, anchor);
      break;
    case DOES_TONES:
      popup_keypad (self, anchor);
      break;
    case DOES_RUN:
    default:
      action = g_strconcat ("win.call-", desk_verb_get (look->verb)->name, NULL);
      gtk_widget_activate_action (GTK_WIDGET (self), action, "s", id);
      break;
    }
}

static gboolean
has_popover (UiVerbBar *self)
{
  return self->popover != NULL && gtk_widget_get_visible (self->popover);
}

static void
clicked_cb (GtkButton *button, UiVerbBar *self)
{
  const VerbLook *look = looks;

  while (self->buttons[look - looks] != GTK_WIDGET (button))
    look++;
  if (has_popover (self))
    return; /* it closes by itself as soon as something else is pressed */
  act (self, look,
       gtk_widget_get_child_visible (GTK_WIDGET (button)) ? GTK_WIDGET (button) : self->more);
}

/* --- what there is no room for ------------------------------------------ */

static gboolean
open_cb (gpointer user_data)
{
  UiVerbBar *self = user_data;
  const VerbLook *look = g_steal_pointer (&self->chosen);

  self->opening = 0;
  if (is_possible (self, look))
    act (self, look, self->more);
  return G_SOURCE_REMOVE;
}

/* The menu is still closing: what opens in its place waits for that. */
static void
chosen_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiVerbBar *self = user_data;

  self->chosen = looks;
  while (!g_str_equal (desk_verb_get (self->chosen->verb)->name, g_action_get_name (G_ACTION (action))))
    self->chosen++;
  if (self->opening == 0)
    self->opening = g_idle_add (open_cb, self);
}

static void
more_clicked_cb (UiVerbBar *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  Mode mode = get_mode (self->call);

  if (has_popover (self))
    return;
  for (guint i = 0; i < N_LOOKS; i++)
    if (gtk_widget_get_visible (self->buttons[i]) && !gtk_widget_get_child_visible (self->buttons[i]))
      {
        g_autofree char *action = g_strconcat ("verb.", desk_verb_get (looks[i].verb)->name, NULL);

        g_menu_append (menu, get_title (&looks[i], mode), action);
      }
  popup (self, self->more, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}

static void
add_menu (UiVerbBar *self)
{
  self->actions = g_simple_action_group_new ();
  for (guint i = 0; i < N_LOOKS; i++)
    {
      const GActionEntry entry = { desk_verb_get (looks[i].verb)->name, chosen_cb };

      g_action_map_add_action_entries (G_ACTION_MAP (self->actions), &entry, 1, self);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "verb", G_ACTION_GROUP (self->actions));

  self->more = gtk_button_new_from_icon_name ("view-more-symbolic");
  gtk_widget_set_tooltip_text (self->more, C_ ("call", "More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("call", "More"), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  gtk_widget_set_child_visible (self->more, FALSE);
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (more_clicked_cb), self, G_CONNECT_SWAPPED);
}

/* --- layout ------------------------------------------------------------- */

typedef enum
{
  FORM_NONE,
  FORM_WORD,
  FORM_ICON,
  FORM_MENU,
} Form;

/* How every verb is shown, and how wide all is. */
typedef struct
{
  Form forms[N_LOOKS];
  int icons[N_LOOKS], words[N_LOOKS]; /* widths */
  int more;                           /* likewise; 0 while there is no menu */
  int width, n_shown;
} Plan;

static int
get_size (const Plan *plan, guint i)
{
  return plan->forms[i] == FORM_WORD ? plan->words[i] : plan->forms[i] == FORM_ICON ? plan->icons[i] : 0;
}

static void
sum_up (UiVerbBar *self, Plan *plan)
{
  gboolean has_menu = FALSE;

  plan->width = plan->n_shown = 0;
  for (guint i = 0; i < N_LOOKS; i++)
    {
      has_menu |= plan->forms[i] == FORM_MENU;
      plan->n_shown += get_size (plan, i) > 0;
      plan->width += get_size (plan, i);
    }
  plan->more = 0;
  if (has_menu)
    gtk_widget_measure (self->more, GTK_ORIENTATION_HORIZONTAL, -1, &plan->more, NULL, NULL, NULL);
  plan->n_shown += has_menu;
  plan->width += plan->more + MAX (plan->n_shown - 1, 0) * GAP;
}

static void
give_all (Plan *plan, Form form, Form wordless)
{
  for (guint i = 0; i < N_LOOKS; i++)
    if (plan->forms[i] != FORM_NONE)
      plan->forms[i] = looks[i].keep > 0 ? form : wordless;
}

/* Takes a step down with one verb after the other, the least needed first, until all fits. */
static void
shrink (UiVerbBar *self, Plan *plan, int width, Form from, Form to)
{
  for (guint keep = 0; keep < 10; keep++)
    for (guint i = N_LOOKS; i-- > 0 && plan->width > width && plan->n_shown > 2;)
      if (looks[i].keep == keep && plan->forms[i] == from)
        {
          plan->forms[i] = to;
          sum_up (self, plan);
        }
}

static void
make_plan (UiVerbBar *self, int width, Plan *plan)
{
  guint n_wordless = 0;

  *plan = (Plan){ 0 };
  for (guint i = 0; i < N_LOOKS; i++)
    if (gtk_widget_get_visible (self->buttons[i]))
      {
        gtk_widget_measure (self->buttons[i], GTK_ORIENTATION_HORIZONTAL, -1, &plan->icons[i],
                            &plan->words[i], NULL, NULL);
        plan->forms[i] = FORM_WORD;
        n_wordless += looks[i].keep == 0;
      }
  sum_up (self, plan);
  if (plan->width > width && n_wordless > 1)
    {
      give_all (plan, FORM_WORD, FORM_MENU);
      sum_up (self, plan);
    }
  if (plan->width > width)
    {
      give_all (plan, FORM_WORD, FORM_ICON);
      sum_up (self, plan);
      shrink (self, plan, width, FORM_WORD, FORM_ICON);
      shrink (self, plan, width, FORM_ICON, FORM_MENU);
    }
}

int
ui_verb_bar_get_worded_width (UiVerbBar *self)
{
  Plan all, least;

  g_return_val_if_fail (UI_IS_VERB_BAR (self), 0);

  make_plan (self, G_MAXINT, &all);
  make_plan (self, all.width - 1, &least);
  for (guint i = 0; i < N_LOOKS; i++)
    if (looks[i].keep > 0 && least.forms[i] != FORM_NONE && least.forms[i] != FORM_WORD)
      return all.width;
  return MIN (all.width, least.width);
}

static void
ui_verb_bar_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  UiVerbBar *self = UI_VERB_BAR (widget);
  Plan plan;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      make_plan (self, 0, &plan);
      *minimum = plan.width;
      make_plan (self, G_MAXINT, &plan);
      *natural = plan.width;
      return;
    }
  for (guint i = 0; i < N_LOOKS; i++)
    if (gtk_widget_get_visible (self->buttons[i]))
      {
        int least, wanted;

        gtk_widget_measure (self->buttons[i], orientation, -1, &least, &wanted, NULL, NULL);
        *minimum = MAX (*minimum, least);
        *natural = MAX (*natural, wanted);
      }
}

/* Puts it behind what is there already, with its part of the room that is left. */
static void
place (UiVerbBar *self, GtkWidget *child, int size, int height, int *x, int *left, int *n)
{
  int share = *left / *n;
  GtkAllocation allocation = { *x, 0, size + share, height };

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    allocation.x = gtk_widget_get_width (GTK_WIDGET (self)) - *x - allocation.width;
  gtk_widget_size_allocate (child, &allocation, -1);
  *x += allocation.width + GAP;
  *left -= share;
  *n -= 1;
}

static void
ui_verb_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  UiVerbBar *self = UI_VERB_BAR (widget);
  int x = 0, left, n;
  guint last = N_LOOKS; /* the menu stands before it: to hang up is always at the end */
  Plan plan;

  make_plan (self, width, &plan);
  left = MAX (width - plan.width, 0);
  n = plan.n_shown;
  for (guint i = 0; i < N_LOOKS; i++)
    if (looks[i].verb == DESK_VERB_HANG_UP && get_size (&plan, i) > 0)
      last = i;
  for (guint i = 0; i <= N_LOOKS; i++)
    {
      if (i == last && plan.more > 0)
        place (self, self->more, plan.more, height, &x, &left, &n);
      if (i == N_LOOKS || plan.forms[i] == FORM_NONE)
        continue;
      gtk_widget_set_child_visible (self->buttons[i], plan.forms[i] != FORM_MENU);
      ui_verb_face_set_collapsed (UI_VERB_FACE (gtk_button_get_child (GTK_BUTTON (self->buttons[i]))),
                                  plan.forms[i] != FORM_WORD);
      if (plan.forms[i] != FORM_MENU)
        place (self, self->buttons[i], get_size (&plan, i), height, &x, &left, &n);
    }
  gtk_widget_set_child_visible (self->more, plan.more > 0);
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

/* --- life --------------------------------------------------------------- */

static void
ui_verb_bar_dispose (GObject *object)
{
  UiVerbBar *self = UI_VERB_BAR (object);

  if (self->call != NULL)
    g_signal_handlers_disconnect_by_func (self->call, refresh, self);
  g_clear_handle_id (&self->opening, g_source_remove);
  drop_popover (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "verb", NULL);
  g_clear_object (&self->actions);
  g_clear_object (&self->call);
  g_clear_object (&self->session);
  for (guint i = 0; i < N_LOOKS; i++)
    g_clear_pointer (&self->buttons[i], gtk_widget_unparent);
  g_clear_pointer (&self->more, gtk_widget_unparent);

  G_OBJECT_CLASS (ui_verb_bar_parent_class)->dispose (object);
}

static void
ui_verb_bar_class_init (UiVerbBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_verb_bar_dispose;
  widget_class->measure = ui_verb_bar_measure;
  widget_class->size_allocate = ui_verb_bar_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "verb-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ui_verb_bar_init (UiVerbBar *self)
{
  for (guint i = 0; i < N_LOOKS; i++)
    {
      GtkWidget *button = gtk_button_new ();

      gtk_button_set_child (GTK_BUTTON (button), ui_verb_face_new (looks[i].icon_name));
      gtk_widget_add_css_class (button, "image-button");
      if (looks[i].css_class != NULL)
        gtk_widget_add_css_class (button, looks[i].css_class);
      gtk_widget_set_visible (button, FALSE);
      gtk_widget_set_parent (button, GTK_WIDGET (self));
      g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, 0);
      self->buttons[i] = button;
    }
  add_menu (self);
}

void
ui_verb_bar_set_call (UiVerbBar *self, DeskSession *session, DeskCall *call)
{
  g_return_if_fail (UI_IS_VERB_BAR (self));
  g_return_if_fail (self->call == NULL);

  self->session = g_object_ref (session);
  self->call = g_object_ref (call);
  g_signal_connect_object (call, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

GtkWidget *
ui_verb_bar_get_button (UiVerbBar *self, DeskVerb verb)
{
  g_return_val_if_fail (UI_IS_VERB_BAR (self), NULL);

  for (guint i = 0; i < N_LOOKS; i++)
    if (looks[i].verb == verb && gtk_widget_get_visible (self->buttons[i]))
      return self->buttons[i];
  return NULL;
}
