/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-profile-dialog.h"

#include <glib/gi18n-lib.h>

#include "model/desk-until.h"
#include "ui/ui-accessible.h"
#include "ui/ui-error-text.h"

struct _UiProfileDialog
{
  AdwWindow parent_instance;

  /* template children */
  GtkButton *cancel_button;
  GtkWidget *apply_button;
  GtkSpinner *spinner;
  GtkStack *stack;
  AdwStatusPage *failed_page;
  GtkLabel *text;
  AdwPreferencesGroup *rows;
  GtkWidget *until_group;
  AdwComboRow *until_row;
  GtkWidget *time_row;

  /* owned */
  DeskSession *session;
  DeskProfile *profile; /* NULL: only what came of it is shown */
  GPtrArray *choices;   /* of DeskUntil */
  GPtrArray *diff;      /* of DeskProfileRow, or NULL */
  GPtrArray *widgets;   /* rows, borrowed from their group */

  gboolean is_applying;
};

G_DEFINE_FINAL_TYPE (UiProfileDialog, ui_profile_dialog, ADW_TYPE_WINDOW)

/* --- rows ------------------------------------------------------------------ */

static const struct
{
  const char *icon, *words; /* N_() */
} faces[] = {
  [DESK_PROFILE_ROW_CHANGE] = { NULL, NULL },
  [DESK_PROFILE_ROW_SAME] = { "object-select-symbolic", N_ ("Is so already") },
  [DESK_PROFILE_ROW_MISSING] = { "dialog-question-symbolic", N_ ("A value is missing") },
  [DESK_PROFILE_ROW_FOREIGN] = { "dialog-information-symbolic", N_ ("Somebody else changed it: left alone") },
  [DESK_PROFILE_ROW_DIFFERS] = { "dialog-warning-symbolic", N_ ("Is not what it should be") },
  [DESK_PROFILE_ROW_BACK] = { "edit-undo-symbolic", N_ ("Is as it was before") },
};

/* “30 → 60”, or the one value where nothing changes. */
static char *
dup_values (const DeskProfileRow *row)
{
  g_autofree char *before = desk_profile_value_to_words (row->key, row->before);
  g_autofree char *after = row->after != NULL ? desk_profile_value_to_words (row->key, row->after) : NULL;

  if (row->state == DESK_PROFILE_ROW_CHANGE)
    /* Translators: what a value is, and what it becomes. */
    return g_strdup_printf (_ ("%s → %s"), before, after);
  if (row->state == DESK_PROFILE_ROW_DIFFERS)
    /* Translators: what a value is, and what was wanted. */
    return g_strdup_printf (_ ("%s, not %s"), before, after);
  return g_steal_pointer (&before);
}

static GtkWidget *
make_row (const DeskProfileRow *row)
{
  GtkWidget *widget = adw_action_row_new (), *value = gtk_label_new (NULL);
  g_autofree char *label = desk_profile_key_dup_label (row->key);
  g_autofree char *place = desk_profile_key_dup_place (row->key);
  g_autofree char *values = dup_values (row);
  const char *words = faces[row->state].words != NULL ? _ (faces[row->state].words) : "";
  g_autofree char *title_markup = g_markup_escape_text (label, -1);
  g_autofree char *subtitle
      = g_strjoin (place != NULL && *words != '\0' ? " · " : "", place != NULL ? place : "", words, NULL);
  g_autofree char *subtitle_markup = g_markup_escape_text (subtitle, -1);
  g_autofree char *read = g_strdup_printf ("%s, %s: %s", label, subtitle, values);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), subtitle_markup);
  gtk_label_set_text (GTK_LABEL (value), values);
  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (value), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_label_set_justify (GTK_LABEL (value), GTK_JUSTIFY_RIGHT);
  gtk_widget_add_css_class (value, row->state == DESK_PROFILE_ROW_CHANGE ? "heading" : "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), value);
  if (faces[row->state].icon != NULL)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name (faces[row->state].icon);

      gtk_widget_add_css_class (icon, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (widget), icon);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, read, -1);
  return widget;
}

static void
show_rows (UiProfileDialog *self, GPtrArray *rows)
{
  for (guint i = 0; i < self->widgets->len; i++)
    adw_preferences_group_remove (self->rows, self->widgets->pdata[i]);
  g_ptr_array_set_size (self->widgets, 0);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      GtkWidget *widget = make_row (rows->pdata[i]);

      adw_preferences_group_add (self->rows, widget);
      g_ptr_array_add (self->widgets, widget);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->rows), self->widgets->len > 0);
  ui_accessible_tidy (GTK_WIDGET (self));
}

static void
show_outcome (UiProfileDialog *self, const DeskProfileOutcome *outcome)
{
  gtk_label_set_text (self->text, outcome->text);
  gtk_widget_hide (self->until_group);
  gtk_widget_hide (self->apply_button);
  gtk_button_set_label (self->cancel_button, _ ("_Close"));
  gtk_button_set_use_underline (self->cancel_button, TRUE);
  show_rows (self, outcome->rows);
  gtk_stack_set_visible_child_name (self->stack, "rows");
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
}

/* --- until when ------------------------------------------------------------ */

/* -1: no time was written yet. */
static gint64
read_until (UiProfileDialog *self, GError **error)
{
  guint selected = adw_combo_row_get_selected (self->until_row);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  if (selected < self->choices->len)
    return ((DeskUntil *)self->choices->pdata[selected])->ends_at;
  return desk_until_parse (gtk_editable_get_text (GTK_EDITABLE (self->time_row)),
                           desk_profiles_get_now (desk_session_get_profiles (self->session)), zone, error);
}

static guint
count (UiProfileDialog *self, DeskProfileRowState state)
{
  return self->diff != NULL ? desk_profile_rows_count (self->diff, state) : 0;
}

static void
check (UiProfileDialog *self)
{
  g_autoptr (GError) error = NULL;
  gboolean has_time = read_until (self, &error) >= 0;
  gboolean is_on = desk_profile_get_is_on (self->profile)
                   && desk_profiles_get_undo_name (desk_session_get_profiles (self->session)) != NULL;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->time_row));

  if (has_time || *text == '\0')
    gtk_widget_remove_css_class (self->time_row, "error");
  else
    gtk_widget_add_css_class (self->time_row, "error");
  gtk_widget_set_tooltip_text (self->time_row, error != NULL ? error->message : NULL);
  gtk_widget_set_sensitive (self->apply_button, has_time && !self->is_applying
                                                    && count (self, DESK_PROFILE_ROW_MISSING) == 0
                                                    && (count (self, DESK_PROFILE_ROW_CHANGE) > 0 || is_on));
}

static void
until_cb (UiProfileDialog *self)
{
  if (self->profile == NULL || self->choices == NULL)
    return; /* being built */
  gtk_widget_set_visible (self->time_row, adw_combo_row_get_selected (self->until_row) == self->choices->len);
  check (self);
}

static void
fill_until (UiProfileDialog *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  self->choices
      = desk_until_new_choices (desk_profiles_get_now (desk_session_get_profiles (self->session)), zone);
  for (guint i = 0; i < self->choices->len; i++)
    gtk_string_list_append (list, ((DeskUntil *)self->choices->pdata[i])->label);
  gtk_string_list_append (list, _ ("Until another time…"));
  adw_combo_row_set_model (self->until_row, G_LIST_MODEL (list));
}

/* --- reading and applying -------------------------------------------------- */

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiProfileDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = desk_profiles_preview_finish (DESK_PROFILES (source), result, &error);

  if (self->session == NULL)
    return; /* closed meanwhile */
  if (rows == NULL)
    {
      g_autofree char *words = ui_error_to_text (error);
      g_autofree char *words_markup = g_markup_escape_text (words, -1);

      adw_status_page_set_description (self->failed_page, words_markup);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  g_clear_pointer (&self->diff, g_ptr_array_unref);
  self->diff = g_steal_pointer (&rows);
  if (count (self, DESK_PROFILE_ROW_MISSING) > 0)
    gtk_label_set_text (self->text, _ ("Something is left to be filled in: edit this profile first."));
  else if (count (self, DESK_PROFILE_ROW_CHANGE) == 0)
    gtk_label_set_text (self->text, _ ("All of it is so already."));
  else
    gtk_label_set_text (self->text, _ ("This is what changes on your extension."));
  show_rows (self, self->diff);
  gtk_stack_set_visible_child_name (self->stack, "rows");
  check (self);
  gtk_widget_grab_focus (gtk_widget_get_sensitive (self->apply_button) ? self->apply_button
                                                                       : GTK_WIDGET (self->cancel_button));
}

static void
load (UiProfileDialog *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  gtk_widget_set_sensitive (self->apply_button, FALSE);
  desk_profiles_preview_async (desk_session_get_profiles (self->session), self->profile, previewed_cb,
                               g_object_ref (self));
}

typedef struct
{
  UiProfileDialog *dialog;
  DeskSession *session;
} Applying;

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Applying *applying = user_data;
  g_autoptr (UiProfileDialog) self = applying->dialog;
  g_autoptr (DeskSession) session = applying->session;
  g_autoptr (GError) error = NULL;
  g_autoptr (DeskProfileOutcome) outcome
      = desk_profiles_outcome_finish (DESK_PROFILES (source), result, &error);
  g_autofree char *words = error != NULL ? ui_error_to_text (error) : NULL;
  gboolean is_well
      = outcome != NULL && (outcome->result == DESK_PROFILE_DONE || outcome->result == DESK_PROFILE_NOTHING);

  if (self->session == NULL || is_well) /* closed meanwhile, or not needed any more */
    g_signal_emit_by_name (session, "message", outcome != NULL ? outcome->text : words);
  if (self->session == NULL)
    return;
  self->is_applying = FALSE;
  gtk_spinner_stop (self->spinner);
  gtk_widget_hide (GTK_WIDGET (self->spinner));
  if (is_well)
    gtk_window_close (GTK_WINDOW (self));
  else if (outcome != NULL)
    show_outcome (self, outcome);
  else
    {
      gtk_label_set_text (self->text, words);
      check (self);
    }
}

static void
apply_cb (UiProfileDialog *self)
{
  gint64 ends_at = read_until (self, NULL);
  Applying *applying;

  if (ends_at < 0 || self->is_applying)
    return;
  applying = g_new0 (Applying, 1);
  applying->dialog = g_object_ref (self);
  applying->session = g_object_ref (self->session);
  self->is_applying = TRUE;
  gtk_widget_show (GTK_WIDGET (self->spinner));
  gtk_spinner_start (self->spinner);
  check (self);
  desk_profiles_apply_async (desk_session_get_profiles (self->session), self->profile, ends_at, applied_cb,
                             applying);
}

/* --- the window ------------------------------------------------------------ */

static UiProfileDialog *
make (GtkWindow *parent, DeskSession *session)
{
  UiProfileDialog *self = g_object_new (UI_TYPE_PROFILE_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  ui_accessible_tidy (GTK_WIDGET (self));
  return self;
}

void
ui_profile_dialog_present (GtkWindow *parent, DeskSession *session, DeskProfile *profile)
{
  UiProfileDialog *self;

  g_return_if_fail (DESK_IS_SESSION (session));
  g_return_if_fail (DESK_IS_PROFILE (profile));

  self = make (parent, session);
  self->profile = g_object_ref (profile);
  gtk_window_set_title (GTK_WINDOW (self), desk_profile_get_name (profile));
  fill_until (self);
  load (self);
  gtk_window_present (GTK_WINDOW (self));
}

void
ui_profile_dialog_present_outcome (GtkWindow *parent, DeskSession *session, const DeskProfileOutcome *outcome)
{
  UiProfileDialog *self;

  g_return_if_fail (DESK_IS_SESSION (session));

  self = make (parent, session);
  show_outcome (self, outcome);
  gtk_window_present (GTK_WINDOW (self));
}

static void
ui_profile_dialog_dispose (GObject *object)
{
  UiProfileDialog *self = UI_PROFILE_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->profile);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->diff, g_ptr_array_unref);
  g_ptr_array_set_size (self->widgets, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_PROFILE_DIALOG);

  G_OBJECT_CLASS (ui_profile_dialog_parent_class)->dispose (object);
}

static void
ui_profile_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (UI_PROFILE_DIALOG (object)->widgets);

  G_OBJECT_CLASS (ui_profile_dialog_parent_class)->finalize (object);
}

static void
ui_profile_dialog_class_init (UiProfileDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_profile_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = ui_profile_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-profile-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UiProfileDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, UiProfileDialog, apply_button);
  gtk_widget_class_bind_template_child (widget_class, UiProfileDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, UiProfileDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, UiProfileDialog, failed_page);
  gtk_widget_class_bind_template_child (widget_class, UiProfileDialog, text);
  gtk_widget_class_bind_template_child (widget_class, UiProfileDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, UiProfileDialog, until_group);
  gtk_widget_class_bind_template_child (widget_class, UiProfileDialog, until_row);
  gtk_widget_class_bind_template_child (widget_class, UiProfileDialog, time_row);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, until_cb);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ui_profile_dialog_init (UiProfileDialog *self)
{
  self->widgets = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
