/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-contact-conflict.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-accessible.h"
#include "ui/ui-contact-text.h"

/* One field that both changed. */
typedef struct
{
  char *id;
  GtkCheckButton *mine; /* borrowed from its row */
} Choice;

struct _UiContactConflict
{
  AdwWindow parent_instance;

  /* template children */
  GtkBox *box;
  GtkLabel *name_label;
  GtkWidget *save_button;

  /* borrowed */
  const PalContactManager *manager;

  /* owned */
  DeskEdit *edit;
  PalContactInfo *merged; /* with the person's own of all conflicting fields */
  GPtrArray *choices;     /* of Choice */
};

G_DEFINE_FINAL_TYPE (UiContactConflict, ui_contact_conflict, ADW_TYPE_WINDOW)

static void
choice_free (Choice *choice)
{
  g_free (choice->id);
  g_free (choice);
}

static const char *
get_value (PalContactInfo *info, const char *id)
{
  const char *value = info != NULL ? pal_contact_info_get (info, id) : NULL;

  return value != NULL ? value : "";
}

/* --- what is chosen ------------------------------------------------------------- */

static PalContactInfo *
dup_chosen (UiContactConflict *self)
{
  PalContactInfo *info = pal_contact_info_copy (self->merged);

  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = self->choices->pdata[i];
      gboolean is_mine = gtk_check_button_get_active (choice->mine);
      PalContactInfo *from = is_mine ? desk_edit_get_mine (self->edit) : desk_edit_get_theirs (self->edit);

      pal_contact_info_set (info, choice->id, pal_contact_info_get (from, choice->id));
    }
  return info;
}

static void
chosen_cb (UiContactConflict *self)
{
  g_autoptr (PalContactInfo) info = NULL;
  g_autofree char *name = NULL;

  if (self->merged == NULL)
    return;
  info = dup_chosen (self);
  name = pal_contact_manager_dup_display_name (pal_contact_manager_get_of (info), info);
  gtk_label_set_text (self->name_label, ui_contact_get_shown_name (name));
}

static void
save_cb (UiContactConflict *self)
{
  g_autoptr (PalContactInfo) info = dup_chosen (self);

  desk_edit_resolve (self->edit, info);
  gtk_window_close (GTK_WINDOW (self));
}

/* Somebody else saw to it, or it was decided elsewhere. */
static void
state_cb (UiContactConflict *self)
{
  if (desk_edit_get_state (self->edit) != DESK_EDIT_STATE_CONFLICT)
    gtk_window_close (GTK_WINDOW (self));
}

/* --- rows ----------------------------------------------------------------------- */

static GtkWidget *
add_list (UiContactConflict *self, const char *title)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *label = gtk_label_new (title);
  GtkWidget *list = gtk_list_box_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_box_append (GTK_BOX (section), label);
  gtk_box_append (GTK_BOX (section), list);
  gtk_box_append (self->box, section);
  return list;
}

static GtkWidget *
make_row (const char *value, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  g_object_set (row, "use-markup", FALSE, NULL);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *value != '\0' ? value : _ ("nothing"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static GtkCheckButton *
add_version (
    GtkWidget *list, const char *caption, const char *value, const char *whose, GtkCheckButton *other)
{
  GtkWidget *row = make_row (value, whose), *check = gtk_check_button_new ();
  /* Translators: a field, whose version of it, and its value. */
  g_autofree char *name
      = g_strdup_printf (_ ("%s, %s: %s"), caption, whose, *value != '\0' ? value : _ ("nothing"));

  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), other);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  /* The row has made its title the name. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return GTK_CHECK_BUTTON (check);
}

static void
add_choice (UiContactConflict *self, const char *id)
{
  const char *caption = ui_contact_get_caption (self->manager, id);
  GtkWidget *list = add_list (self, caption);
  Choice *choice = g_new0 (Choice, 1);
  GtkCheckButton *theirs;

  choice->id = g_strdup (id);
  choice->mine
      = add_version (list, caption, get_value (desk_edit_get_mine (self->edit), id), _ ("Yours"), NULL);
  theirs = add_version (list, caption, get_value (desk_edit_get_theirs (self->edit), id), _ ("On the PBX"),
                        choice->mine);
  gtk_check_button_set_active (choice->mine, TRUE);
  g_signal_connect_object (theirs, "toggled", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->choices, choice);
}

/* What only one side changed needs no choice, and is to be seen all the same. */
static void
add_others (UiContactConflict *self, GPtrArray *conflicting)
{
  PalContactInfo *base = desk_edit_get_base (self->edit), *mine = desk_edit_get_mine (self->edit);
  GtkWidget *list = NULL;

  for (guint i = 0; i < pal_contact_info_get_n (self->merged); i++)
    {
      const char *value = NULL, *id = pal_contact_info_get_nth (self->merged, i, &value);
      gboolean is_mine = g_strcmp0 (get_value (base, id), get_value (mine, id)) != 0;
      g_autofree char *subtitle = NULL;

      if (g_str_equal (id, PAL_CONTACT_LANG) || g_str_equal (get_value (base, id), value != NULL ? value : "")
          || g_ptr_array_find_with_equal_func (conflicting, id, g_str_equal, NULL))
        continue;
      if (list == NULL)
        list = add_list (self, _ ("Changed by One of You"));
      /* Translators: a field, and whose version of it. */
      subtitle = g_strdup_printf (_ ("%s · %s"), ui_contact_get_caption (self->manager, id),
                                  is_mine ? _ ("Yours") : _ ("On the PBX"));
      gtk_list_box_append (GTK_LIST_BOX (list), make_row (value != NULL ? value : "", subtitle));
    }
}

/* --- one side deleted it ----------------------------------------------------------- */

static void
deleted_answered_cb (DeskEdit *edit, const char *response)
{
  if (g_str_equal (response, "mine"))
    desk_edit_resolve (edit, desk_edit_get_mine (edit));
  else if (g_str_equal (response, "theirs"))
    desk_edit_cancel (edit);
}

static GtkWindow *
ask_about_deleted (GtkWindow *parent, DeskEdit *edit)
{
  gboolean is_deletion = desk_edit_get_kind (edit) == DESK_EDIT_KIND_DELETE;
  g_autofree char *name = desk_edit_dup_display_name (edit);
  GtkWidget *dialog = adw_message_dialog_new (parent, NULL, NULL);
  AdwMessageDialog *question = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_set_heading (question,
                                  is_deletion ? _ ("Delete It All the Same?") : _ ("Make It Again?"));
  adw_message_dialog_format_body (question,
                                  is_deletion ? _ ("Somebody else changed “%s” after you had deleted it.")
                                              : _ ("Somebody else deleted “%s” after you had changed it."),
                                  ui_contact_get_shown_name (name));
  adw_message_dialog_add_responses (question, "cancel", _ ("_Cancel"), "theirs",
                                    is_deletion ? _ ("_Keep It") : _ ("_Let It Go"), "mine",
                                    is_deletion ? _ ("_Delete") : _ ("_Make It Again"), NULL);
  adw_message_dialog_set_response_appearance (
      question, "mine", is_deletion ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (question, "cancel");
  adw_message_dialog_set_close_response (question, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (deleted_answered_cb), edit, G_CONNECT_SWAPPED);
  ui_accessible_tidy (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}

/* --- the window ----------------------------------------------------------------------- */

static void
ui_contact_conflict_dispose (GObject *object)
{
  UiContactConflict *self = UI_CONTACT_CONFLICT (object);

  g_clear_pointer (&self->merged, pal_contact_info_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_CONTACT_CONFLICT);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_object (&self->edit);

  G_OBJECT_CLASS (ui_contact_conflict_parent_class)->dispose (object);
}

static void
ui_contact_conflict_class_init (UiContactConflictClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_contact_conflict_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-contact-conflict.ui");
  gtk_widget_class_bind_template_child (widget_class, UiContactConflict, box);
  gtk_widget_class_bind_template_child (widget_class, UiContactConflict, name_label);
  gtk_widget_class_bind_template_child (widget_class, UiContactConflict, save_button);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ui_contact_conflict_init (UiContactConflict *self)
{
  self->choices = g_ptr_array_new_with_free_func ((GDestroyNotify)choice_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
ui_contact_conflict_present (GtkWindow *parent, DeskSession *session, DeskEdit *edit)
{
  UiContactConflict *self;
  g_autoptr (GPtrArray) conflicting = NULL;

  g_return_val_if_fail (DESK_IS_EDIT (edit), NULL);

  if (desk_edit_get_mine (edit) == NULL || desk_edit_get_theirs (edit) == NULL)
    return ask_about_deleted (parent, edit);
  self = g_object_new (UI_TYPE_CONTACT_CONFLICT, "transient-for", parent, NULL);
  self->edit = g_object_ref (edit);
  self->manager = ui_contact_choose_manager (session);
  self->merged = desk_edit_dup_merged (edit, &conflicting);
  for (guint i = 0; i < conflicting->len; i++)
    add_choice (self, conflicting->pdata[i]);
  add_others (self, conflicting);
  chosen_cb (self);
  g_signal_connect_object (edit, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  ui_accessible_tidy (GTK_WIDGET (self));
  gtk_window_present (GTK_WINDOW (self));
  if (self->choices->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (((Choice *)self->choices->pdata[0])->mine));
  return GTK_WINDOW (self);
}
