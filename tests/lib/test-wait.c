/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/lib/test-wait.h"

#define PATIENCE 30 /* seconds; three times as many under ASan and valgrind, which build-aux/test tells us */
#define INSTRUMENTED "TEST_INSTRUMENTED"

static gboolean
expired_cb (gpointer user_data)
{
  TestWait *self = user_data;

  self->expired = TRUE;

  return G_SOURCE_CONTINUE;
}

TestWait
test_wait_begin (const char *place, const char *condition)
{
  return (TestWait) { place, condition, NULL, FALSE };
}

void
test_wait_step (TestWait *self)
{
  if (self->alarm == NULL)
    {
      self->alarm = g_timeout_source_new_seconds (g_getenv (INSTRUMENTED) ? 3 * PATIENCE : PATIENCE);
      g_source_set_callback (self->alarm, expired_cb, self, NULL);
      g_source_attach (self->alarm, g_main_context_get_thread_default ());
    }
  g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  if (self->expired)
    g_error ("%s: waited %d s in vain for: %s", self->place, PATIENCE, self->condition);
}

void
test_wait_end (TestWait *self)
{
  if (self->alarm == NULL)
    return;
  g_source_destroy (self->alarm);
  g_clear_pointer (&self->alarm, g_source_unref);
}

void
test_settle (void)
{
  while (g_main_context_iteration (g_main_context_get_thread_default (), FALSE))
    ;
}

void
test_store_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **out = user_data;

  g_set_object (out, result);
}
