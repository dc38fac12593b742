/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages that go along with parking and passing on. */
#include <adwaita.h>

#include "tests/lib/test-wait.h"
#include "tests/ui/own-calls.h"
#include "ui/ui-init.h"
#include "ui/ui-park-popover.h"
#include "ui/ui-text-field.h"

static void
not_sent_cb (DeskSession *session, const char *extension, const char *text, GString *seen)
{
  g_string_append_printf (seen, "%s:%s", extension, text);
}

static void
message_cb (DeskSession *session, const char *text, GString *seen)
{
  g_string_append (seen, text);
}

static void
open_message (GtkWidget *field)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (field, GTK_TYPE_TOGGLE_BUTTON)), TRUE);
}

static GtkEditable *
find_entry (GtkWidget *field, const char *placeholder)
{
  if (GTK_IS_ENTRY (field)
      && g_strcmp0 (gtk_entry_get_placeholder_text (GTK_ENTRY (field)), placeholder) == 0)
    return GTK_EDITABLE (field);
  for (GtkWidget *child = gtk_widget_get_first_child (field); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkEditable *found = find_entry (child, placeholder);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
open_park_popover (Fixture *self)
{
  GtkWidget *popover;

  press (self, DESK_VERB_PARK);
  popover = find (GTK_WIDGET (get_row (self)), UI_TYPE_PARK_POPOVER);
  test_wait_for (gtk_widget_get_mapped (popover));
  return popover;
}

/* Parked, and a colleague is told where, in one go; who has no phone that takes messages is not. */
static void
test_park_with_message (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) not_sent = g_string_new (NULL), said = g_string_new (NULL);
  GtkWidget *popover, *field;
  GtkEditable *whom;

  g_signal_connect (self->session, "text-not-sent", G_CALLBACK (not_sent_cb), not_sent);
  g_signal_connect (self->session, "message", G_CALLBACK (message_cb), said);
  talk_with_chie (self);
  popover = open_park_popover (self);
  field = find (popover, UI_TYPE_TEXT_FIELD);
  open_message (field);
  whom = find_entry (field, "Whom to tell: name or number");
  gtk_editable_set_text (find_entry (popover, "Another slot"), "703");

  /* Nobody to tell: nothing is done yet. */
  g_signal_emit_by_name (whom, "activate");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (whom), "error"));
  gtk_editable_set_text (whom, "nobody of that name");
  g_assert_null (ui_text_field_get_extension (UI_TEXT_FIELD (field)));
  g_signal_emit_by_name (whom, "activate");
  g_assert_false (is_free (self->session));

  gtk_editable_set_text (whom, "ben");
  g_assert_cmpstr (ui_text_field_get_extension (UI_TEXT_FIELD (field)), ==, "1003");
  g_signal_emit_by_name (whom, "activate");
  test_wait_for (is_free (self->session));
  test_wait_for (not_sent->len > 0);
  g_assert_cmpstr (not_sent->str, ==, "1003:Chie Mori (1004) is waiting for you at 703");
  g_assert_cmpstr (said->str, ==, "");
  g_signal_handlers_disconnect_by_data (self->session, not_sent);
  g_signal_handlers_disconnect_by_data (self->session, said);
}

/* Written by hand, it goes where the call goes; taken from a template, it follows the slot. */
static void
test_message_text (Fixture *self, gconstpointer data)
{
  GtkWidget *field;
  GtkEditable *entry;
  g_autofree char *text = NULL, *moved = NULL, *off = NULL, *other = NULL;

  talk_with_chie (self);
  field = g_object_ref_sink (ui_text_field_new (self->session, get_call (self->session), NULL, "701", TRUE));
  off = ui_text_field_dup_text (UI_TEXT_FIELD (field), "701");
  g_assert_null (off);
  open_message (field);
  text = ui_text_field_dup_text (UI_TEXT_FIELD (field), "702");
  g_assert_cmpstr (text, ==, "Chie Mori (1004) is waiting for you at 702");
  entry = find_entry (field, "Message");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "Chie Mori (1004) is waiting for you at 701");
  gtk_editable_set_text (entry, "It’s Chie <1004>, at 701");
  moved = ui_text_field_dup_text (UI_TEXT_FIELD (field), "704");
  g_assert_cmpstr (moved, ==, "It’s Chie <1004>, at 704");
  gtk_widget_activate_action (field, "text.template", "s", "%c asks you to call back");
  other = ui_text_field_dup_text (UI_TEXT_FIELD (field), "704");
  g_assert_cmpstr (other, ==, "Chie Mori asks you to call back");
  g_assert_finalize_object (field);
}

static void
test_ask_with_message (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) not_sent = g_string_new (NULL);

  g_signal_connect (self->session, "text-not-sent", G_CALLBACK (not_sent_cb), not_sent);
  talk_with_chie (self);
  press (self, DESK_VERB_TRANSFER);
  open_message (find (GTK_WIDGET (get_picker ()), UI_TYPE_TEXT_FIELD));
  pick ("ben", 0);
  test_wait_for (has_transfer (self, DESK_TRANSFER_CALLING));
  test_wait_for (not_sent->len > 0);
  g_assert_cmpstr (not_sent->str, ==, "1003:May I put Chie Mori through?");
  g_signal_handlers_disconnect_by_data (self->session, not_sent);
}

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ui_init ();

#define ADD(path, function) g_test_add ("/ui/own-texts/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("park-with-message", test_park_with_message);
  ADD ("message-text", test_message_text);
  ADD ("ask-with-message", test_ask_with_message);
#undef ADD
  return g_test_run ();
}
