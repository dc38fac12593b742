/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-operation.h"
#include "pal/protocol/pal-error.h"
#include "ui/ui-error-text.h"

#include <gio/gio.h>

static void
assert_text (GError *error, const char *expected)
{
  g_autoptr (GError) owned = error;
  g_autofree char *text = ui_error_to_text (owned);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_errors (void)
{
  g_assert_null (ui_error_to_text (NULL));
  assert_text (g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x"), NULL);
  assert_text (g_error_new (PAL_ERROR, PAL_ERROR_TIMEOUT, "x"), "The PBX did not answer in time.");
  assert_text (g_error_new (DESK_ERROR, DESK_ERROR_BAD_NUMBER, "x"), "This is not a number that can be dialled.");
  assert_text (g_error_new (G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, "x"),
               "Nothing answers at this address and port.");
  assert_text (g_error_new (G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "x"), "There is no server of this name.");
  assert_text (g_error_new (G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, "line 3"), "That did not work. (line 3)");
  assert_text (pal_error_new_parameter (PAL_ERROR_INVALID_PARAMS, "talker_id", "x"),
               "The value of “talker_id” is missing or wrong.");
}

/* Every code of our own domains has a sentence of its own. */
static void
test_complete (void)
{
  for (int code = 0; code <= PAL_ERROR_REMOTE; code++)
    {
      g_autoptr (GError) error = g_error_new (PAL_ERROR, code, "detail");
      g_autofree char *text = ui_error_to_text (error);

      g_assert_nonnull (text);
      g_assert_true (code == PAL_ERROR_REMOTE || !g_str_has_prefix (text, "The PBX refused."));
    }
  for (int code = 0; code <= DESK_ERROR_NO_EFFECT; code++)
    {
      g_autoptr (GError) error = g_error_new (DESK_ERROR, code, "detail");
      g_autofree char *text = ui_error_to_text (error);

      g_assert_null (strstr (text, "did not work"));
    }
}

/* What others say stays plain, on one line, of bearable length. */
static void
test_remote_text (void)
{
  g_autofree char *flood = g_strnfill (100000, 'x');
  g_autoptr (GError) error = pal_error_new_remote (PAL_ERROR_REMOTE, -1, flood, "x");
  g_autofree char *text = ui_error_to_text (error);

  g_assert_cmpuint (g_utf8_strlen (text, -1), <, 300);
  assert_text (pal_error_new_remote (PAL_ERROR_REMOTE, -32603, "Tom & <b>Jerry</b>", "x"),
               "The PBX refused. It said: “Tom & <b>Jerry</b>”");
  assert_text (pal_error_new_remote (PAL_ERROR_REMOTE, 1, " a\n\tb\xe2\x80\xae" "c \x01", "x"),
               "The PBX refused. It said: “a b c”");
  assert_text (pal_error_new_remote (PAL_ERROR_REMOTE, 1, "\xff", "x"), "The PBX refused. It said: “\xef\xbf\xbd”");
  assert_text (pal_error_new_remote (PAL_ERROR_REMOTE, 1, " \n ", "x"), "The PBX refused.");
}

static void
test_reasons (void)
{
  for (int reason = PAL_STOP_REASON_NONE; reason <= PAL_STOP_REASON_INSECURE; reason++)
    {
      g_autofree char *text = ui_stop_reason_to_text (reason, NULL);

      g_assert_nonnull (text);
    }
  for (int state = PAL_CLIENT_STATE_OFFLINE; state <= PAL_CLIENT_STATE_STOPPED; state++)
    {
      g_autofree char *text = ui_state_to_text (state);

      g_assert_cmpstr (text, !=, "Unknown");
    }
}

static void
test_ends (void)
{
  g_autofree char *busy = ui_rescode_to_text (486, 17);
  g_autofree char *cause = ui_rescode_to_text (0, 19);
  g_autofree char *unknown = ui_rescode_to_text (499, 0);

  g_assert_cmpstr (busy, ==, "Busy");
  g_assert_cmpstr (cause, ==, "No answer");
  g_assert_cmpstr (unknown, ==, "The call failed (code 499)");
  g_assert_null (ui_rescode_to_text (0, 0));
  g_assert_null (ui_rescode_to_text (200, 16));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/error-text/errors", test_errors);
  g_test_add_func ("/ui/error-text/complete", test_complete);
  g_test_add_func ("/ui/error-text/remote", test_remote_text);
  g_test_add_func ("/ui/error-text/reasons", test_reasons);
  g_test_add_func ("/ui/error-text/ends", test_ends);

  return g_test_run ();
}
