/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-preferences-numbers.h"

#include <glib/gi18n-lib.h>

#include "model/desk-module.h"
#include "model/desk-plain.h"
#include "ui/dialogs/ui-dial-rule-dialog.h"
#include "ui/ui-announcer.h"

#define NAME_MAX_CHARS 80

struct _UiPreferencesNumbers
{
  AdwPreferencesPage parent_instance;

  gboolean is_showing; /* what a row says comes from here */
  gboolean is_writing; /* what the account keeps comes from here: no text is put straight while it is typed */

  /* template children */
  GtkEditable *typed_row;
  AdwActionRow *dialled_row, *matched_row, *who_row;
  AdwComboRow *country_row, *line_row, *form_row;
  GtkEditable *prefix_row, *patterns_row;
  GtkSpinButton *last_spin, *length_spin;
  AdwPreferencesGroup *group;
  UiAnnouncer *announcer;

  /* owned */
  DeskSession *session;
  DeskNumbers *numbers;
  GPtrArray *regions; /* of borrowed or interned texts, as the countries stand; the first is "" */
  GPtrArray *rows;    /* of the rules; borrowed from the group */
  GCancellable *cancellable;
  char *trouble;      /* why the library is not there, where it would be needed; or NULL */
};

G_DEFINE_FINAL_TYPE (UiPreferencesNumbers, ui_preferences_numbers, ADW_TYPE_PREFERENCES_PAGE)

/* --- the trial ------------------------------------------------------------------ */

static char *
describe_who (UiPreferencesNumbers *self, const DeskNumberPlan *plan)
{
  DeskPresenceModel *colleagues = desk_session_get_colleagues (self->session);
  DeskExtension *colleague = desk_presence_model_find (colleagues, plan->number);
  const char *name = desk_caller_find (desk_session_get_caller (self->session), plan->typed);
  g_autoptr (DeskMatch) match = NULL;

  if (colleague == NULL)
    colleague = desk_presence_model_find (colleagues, plan->typed);
  if (colleague != NULL)
    return desk_plain_line (desk_extension_get_name (colleague), NAME_MAX_CHARS);
  if (name != NULL)
    return desk_plain_line (name, NAME_MAX_CHARS);
  match = desk_finder_find (desk_session_get_finder (self->session), plan->typed);
  if (match == NULL)
    return g_strdup (_ ("Nobody you know"));
  return desk_plain_line (desk_match_get_title (match), NAME_MAX_CHARS);
}

static void
show_result (AdwActionRow *row, const char *text_markup)
{
  adw_action_row_set_subtitle (row, text_markup); /* these rows take no markup */
}

static void
show_trial (UiPreferencesNumbers *self)
{
  g_auto (DeskNumberPlan) plan = { 0 };
  g_autofree char *dialled = NULL, *matched = NULL, *who = NULL, *both = NULL;
  const char *typed;

  if (self->numbers == NULL)
    return; /* being built */
  typed = gtk_editable_get_text (self->typed_row);
  if (!desk_numbers_dial (self->numbers, typed, &plan))
    {
      show_result (self->dialled_row, *typed != '\0' ? _ ("There is no number in it") : "");
      show_result (self->matched_row, "");
      show_result (self->who_row, "");
      return;
    }
  /* Translators: a number, and why it is sent like that. */
  dialled = g_strdup_printf (_ ("%s — %s"), plan.number, plan.words);
  if (plan.extension != NULL)
    {
      g_autofree char *later = g_strdup_printf (_ ("Once connected, key in %s yourself."), plan.extension);
      g_autofree char *first = g_steal_pointer (&dialled);

      dialled = g_strdup_printf ("%s\n%s", first, later);
    }
  matched = desk_numbers_dup_match_words (self->numbers, typed);
  if (self->trouble != NULL)
    both = g_strdup_printf ("%s\n%s", matched, self->trouble);
  who = describe_who (self, &plan);
  show_result (self->dialled_row, dialled);
  show_result (self->matched_row, both != NULL ? both : matched);
  show_result (self->who_row, who);
  ui_announcer_say (self->announcer, dialled);
}

static void
library_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiPreferencesNumbers) self = user_data;
  g_autoptr (GError) error = NULL;

  if (desk_module_load_finish (result, &error) != NULL
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_free (self->trouble);
  self->trouble = g_strdup (error->message);
  show_trial (self);
}

/* Only for countries that cannot be done without it. */
static void
look_for_library (UiPreferencesNumbers *self)
{
  const char *region = desk_numbers_get_region (self->numbers);

  g_clear_pointer (&self->trouble, g_free);
  if (*region != '\0' && desk_country_find (region) == NULL)
    desk_module_load_async (self->cancellable, library_cb, g_object_ref (self));
}

/* --- the rules of the account ------------------------------------------------------- */

/* What cannot be is shown as wrong and not taken. */
static void
take_text (GtkEditable *row, DeskNumberRules *rules,
           gboolean (*set) (DeskNumberRules *, const char *, GError **), UiPreferencesNumbers *self)
{
  g_autoptr (GError) error = NULL;

  if (set (rules, gtk_editable_get_text (row), &error))
    {
      gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
      gtk_widget_set_tooltip_text (GTK_WIDGET (row), NULL);
      return;
    }
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), error->message);
  if (gtk_widget_has_css_class (GTK_WIDGET (row), "error"))
    return;
  gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  ui_announcer_say (self->announcer, error->message);
}

static void
changed_cb (UiPreferencesNumbers *self)
{
  g_autoptr (DeskNumberRules) rules = NULL;
  guint country;

  if (self->numbers == NULL || self->is_showing)
    return;
  rules = desk_numbers_dup_rules (self->numbers);
  country = adw_combo_row_get_selected (self->country_row);
  if (country < self->regions->len)
    {
      g_free (rules->country);
      rules->country = g_strdup (self->regions->pdata[country]);
    }
  rules->outside_line = adw_combo_row_get_selected (self->line_row);
  rules->plus_form = adw_combo_row_get_selected (self->form_row);
  rules->last_digits = (guint) gtk_spin_button_get_value_as_int (self->last_spin);
  rules->extension_length = (guint) gtk_spin_button_get_value_as_int (self->length_spin);
  take_text (self->prefix_row, rules, desk_number_rules_set_prefix, self);
  take_text (self->patterns_row, rules, desk_number_rules_set_patterns, self);
  self->is_writing = TRUE;
  desk_numbers_set_rules (self->numbers, rules);
  self->is_writing = FALSE;
}

static void
set_text (GtkEditable *row, const char *text)
{
  if (!g_str_equal (gtk_editable_get_text (row), text))
    gtk_editable_set_text (row, text);
}

static int
compare_countries (gconstpointer a, gconstpointer b)
{
  const DeskCountry *one = *(const DeskCountry **) a, *other = *(const DeskCountry **) b;

  return g_utf8_collate (_ (one->name), _ (other->name));
}

static void
fill_countries (UiPreferencesNumbers *self)
{
  g_autoptr (DeskNumberRules) rules = desk_numbers_dup_rules (self->numbers);
  const DeskCountry *local = desk_country_find (desk_country_get_default ()), *country;
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *automatic = NULL;

  for (guint i = 0; (country = desk_country_get_nth (i)) != NULL; i++)
    g_ptr_array_add (known, (gpointer) country);
  g_ptr_array_sort (known, compare_countries);
  automatic = g_strdup_printf (_ ("Automatic (%s)"), local != NULL ? _ (local->name) : _ ("Not Known"));
  gtk_string_list_append (names, automatic);
  g_ptr_array_add (self->regions, (gpointer) "");
  for (guint i = 0; i < known->len; i++)
    {
      country = known->pdata[i];
      gtk_string_list_append (names, _ (country->name));
      g_ptr_array_add (self->regions, (gpointer) country->region);
    }
  /* One that only the file of the accounts could name. */
  if (*rules->country != '\0' && desk_country_find (rules->country) == NULL)
    {
      gtk_string_list_append (names, rules->country);
      g_ptr_array_add (self->regions, (gpointer) g_intern_string (rules->country));
    }
  adw_combo_row_set_model (self->country_row, G_LIST_MODEL (names));
}

/* --- own rules ------------------------------------------------------------------------ */

static gboolean
find_row (UiPreferencesNumbers *self, GtkWidget *part, guint *position)
{
  GtkWidget *row = ADW_IS_ACTION_ROW (part) ? part : gtk_widget_get_ancestor (part, ADW_TYPE_ACTION_ROW);

  return g_ptr_array_find (self->rows, row, position);
}

static void
edit_cb (UiPreferencesNumbers *self, GtkWidget *part)
{
  guint position;

  if (find_row (self, part, &position))
    ui_dial_rule_dialog_present (GTK_WINDOW (gtk_widget_get_root (part)), self->numbers, (int) position);
}

static void
add_cb (UiPreferencesNumbers *self)
{
  ui_dial_rule_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->numbers, -1);
}

static void
active_cb (UiPreferencesNumbers *self, GParamSpec *pspec, GtkWidget *button)
{
  g_autoptr (DeskNumberRules) rules = NULL;
  guint position;

  if (self->is_showing || !find_row (self, button, &position))
    return;
  rules = desk_numbers_dup_rules (self->numbers);
  if (position < rules->own->len)
    ((DeskDialRule *) rules->own->pdata[position])->is_on = gtk_switch_get_active (GTK_SWITCH (button));
  desk_numbers_set_rules (self->numbers, rules);
}

/* The keyboard goes along with the rule. */
static void
move (UiPreferencesNumbers *self, GtkWidget *button, int step)
{
  g_autoptr (DeskNumberRules) rules = desk_numbers_dup_rules (self->numbers);
  guint position, to;

  if (!find_row (self, button, &position))
    return;
  to = position + (guint) step; /* before the first it is beyond all others */
  if (position >= rules->own->len || to >= rules->own->len)
    return;
  g_ptr_array_insert (rules->own, (int) to, g_ptr_array_steal_index (rules->own, position));
  desk_numbers_set_rules (self->numbers, rules);
  gtk_widget_grab_focus (self->rows->pdata[to]);
}

static void
up_cb (UiPreferencesNumbers *self, GtkWidget *button)
{
  move (self, button, -1);
}

static void
down_cb (UiPreferencesNumbers *self, GtkWidget *button)
{
  move (self, button, 1);
}

static GtkWidget *
create_button (UiPreferencesNumbers *self, const char *icon, const char *name, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
create_row (UiPreferencesNumbers *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_switch_new ();
  GtkWidget *up = create_button (self, "go-up-symbolic", _ ("Try This Rule Earlier"), G_CALLBACK (up_cb));
  GtkWidget *down = create_button (self, "go-down-symbolic", _ ("Try This Rule Later"), G_CALLBACK (down_cb));
  GtkWidget *edit = create_button (self, "document-edit-symbolic", _ ("Edit This Rule"), G_CALLBACK (edit_cb));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), up);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), down);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), edit);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_signal_connect_object (button, "notify::active", G_CALLBACK (active_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
show_own (UiPreferencesNumbers *self, const DeskNumberRules *rules)
{
  while (self->rows->len > rules->own->len)
    adw_preferences_group_remove (self->group, g_ptr_array_steal_index (self->rows, self->rows->len - 1));
  while (self->rows->len < rules->own->len)
    {
      GtkWidget *row = create_row (self);

      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
  for (guint i = 0; i < rules->own->len; i++)
    {
      const DeskDialRule *rule = rules->own->pdata[i];
      AdwActionRow *row = self->rows->pdata[i];
      /* Translators: a pattern of numbers, and what is sent in their place. */
      g_autofree char *text_markup = g_strdup_printf (_ ("%s is sent as %s"), rule->pattern, rule->replacement);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text_markup);
      gtk_switch_set_active (GTK_SWITCH (adw_action_row_get_activatable_widget (row)), rule->is_on);
    }
}

/* --- coming and going ------------------------------------------------------------------ */

static void
show_rules (UiPreferencesNumbers *self)
{
  g_autoptr (DeskNumberRules) rules = desk_numbers_dup_rules (self->numbers);

  self->is_showing = TRUE;
  for (guint i = 0; i < self->regions->len; i++)
    if (g_str_equal (self->regions->pdata[i], rules->country))
      adw_combo_row_set_selected (self->country_row, i);
  adw_combo_row_set_selected (self->line_row, rules->outside_line);
  adw_combo_row_set_selected (self->form_row, rules->plus_form);
  gtk_spin_button_set_value (self->last_spin, rules->last_digits);
  gtk_spin_button_set_value (self->length_spin, rules->extension_length);
  if (!self->is_writing)
    {
      set_text (self->prefix_row, rules->outside_prefix);
      set_text (self->patterns_row, rules->extension_patterns);
    }
  show_own (self, rules);
  self->is_showing = FALSE;
  look_for_library (self);
  show_trial (self);
}

static void
ui_preferences_numbers_dispose (GObject *object)
{
  UiPreferencesNumbers *self = UI_PREFERENCES_NUMBERS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->numbers);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->regions, g_ptr_array_unref);
  g_clear_pointer (&self->trouble, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_PREFERENCES_NUMBERS);

  G_OBJECT_CLASS (ui_preferences_numbers_parent_class)->dispose (object);
}

static void
ui_preferences_numbers_class_init (UiPreferencesNumbersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_preferences_numbers_dispose;

  g_type_ensure (UI_TYPE_ANNOUNCER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-preferences-numbers.ui");
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesNumbers, typed_row);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesNumbers, dialled_row);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesNumbers, matched_row);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesNumbers, who_row);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesNumbers, country_row);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesNumbers, line_row);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesNumbers, form_row);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesNumbers, prefix_row);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesNumbers, patterns_row);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesNumbers, last_spin);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesNumbers, length_spin);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesNumbers, group);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesNumbers, announcer);
  gtk_widget_class_bind_template_callback (widget_class, show_trial);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
ui_preferences_numbers_init (UiPreferencesNumbers *self)
{
  self->rows = g_ptr_array_new ();
  self->regions = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwPreferencesPage *
ui_preferences_numbers_new (DeskSession *session)
{
  UiPreferencesNumbers *self;

  g_return_val_if_fail (DESK_IS_SESSION (session), NULL);

  self = g_object_new (UI_TYPE_PREFERENCES_NUMBERS, NULL);
  self->session = g_object_ref (session);
  self->is_showing = TRUE;
  self->numbers = g_object_ref (desk_session_get_numbers (session));
  fill_countries (self);
  g_signal_connect_object (self->numbers, "notify::rules", G_CALLBACK (show_rules), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk_session_get_caller (session), "changed", G_CALLBACK (show_trial), self,
                           G_CONNECT_SWAPPED);
  show_rules (self);
  return ADW_PREFERENCES_PAGE (self);
}
