/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a call came to nothing, and that a phone did not obey, can be read in the window. */
#include <adwaita.h>

#include "tests/lib/test-wait.h"
#include "tests/ui/own-calls.h"
#include "ui/ui-error-text.h"
#include "ui/ui-init.h"

static void
control (Fixture *self, const char *request)
{
  g_autofree char *answer = sim_thread_control (self->thread, request);

  g_assert_nonnull (strstr (answer, "\"ok\":true"));
}

/* A label that can be seen says it, perhaps with more after it. */
static gboolean
reads (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (root)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && reads (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
is_read (Fixture *self, const char *text)
{
  return reads (GTK_WIDGET (self->window), text);
}

static void
dial (Fixture *self, const char *number)
{
  g_assert_nonnull (desk_session_dial (self->session, number));
  answer (self->session);
}

static void
test_declined (Fixture *self, gconstpointer data)
{
  dial (self, "1003");
  test_wait_for (is_in (self->ben, DESK_CALL_STATE_RINGING));
  desk_session_run (self->ben, DESK_VERB_HANG_UP, get_call (self->ben), NULL);
  test_wait_for (get_call (self->session) == NULL
                 || desk_call_get_state (get_call (self->session)) == DESK_CALL_STATE_ENDED);
  g_assert_nonnull (get_call (self->session));
  test_wait_for (get_row (self) != NULL && (is_read (self, "Declined") || is_read (self, "Busy")));
}

static void
test_no_number (Fixture *self, gconstpointer data)
{
  g_autofree char *reason = NULL;

  dial (self, "1999");
  test_wait_for (get_call (self->session) != NULL
                 && desk_call_get_state (get_call (self->session)) == DESK_CALL_STATE_ENDED);
  reason = ui_rescode_to_text (desk_call_get_rescode (get_call (self->session)),
                               desk_call_get_q850 (get_call (self->session)));
  g_assert_nonnull (reason);
  test_wait_for (is_read (self, reason));
}

/* The PBX says yes, the phone does nothing: that is noticed and said, and the verb is there again. */
static void
test_phone_ignores (Fixture *self, gconstpointer data)
{
  talk_with_chie (self);
  control (self, "{\"cmd\":\"phone\",\"do\":\"remote\",\"how\":\"ignores\",\"user\":\"1002\"}");
  press (self, DESK_VERB_HOLD);
  test_wait_for (is_read (self, "Your phone did not react."));
  test_wait_for (get_button (self, DESK_VERB_HOLD) != NULL);
  g_assert_true (is_in (self->session, DESK_CALL_STATE_TALKING));
}

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ui_init ();

#define ADD(path, function) g_test_add ("/ui/own-failures/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("declined", test_declined);
  ADD ("no-number", test_no_number);
  ADD ("phone-ignores", test_phone_ignores);
#undef ADD
  return g_test_run ();
}
