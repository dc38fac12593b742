/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-slices.h"

typedef struct
{
  DeskStepFunc step;
  GSourceOnceFunc done;
  gpointer user_data;
} Slices;

static gboolean
slices_cb (gpointer user_data)
{
  Slices *self = user_data;
  gint64 end = g_get_monotonic_time () + DESK_SLICE_US;
  GSource *source = g_main_current_source ();

  do
    {
      if (!self->step (self->user_data))
        {
          if (self->done != NULL && !g_source_is_destroyed (source))
            self->done (self->user_data);
          return G_SOURCE_REMOVE;
        }
      if (g_source_is_destroyed (source))
        return G_SOURCE_REMOVE;
    }
  while (g_get_monotonic_time () < end);
  return G_SOURCE_CONTINUE;
}

GSource *
desk_slices_start (DeskStepFunc step, GSourceOnceFunc done, gpointer user_data)
{
  Slices *self = g_new0 (Slices, 1);
  GSource *source = g_idle_source_new ();

  self->step = step;
  self->done = done;
  self->user_data = user_data;
  g_source_set_priority (source, DESK_SLICES_PRIORITY);
  g_source_set_static_name (source, "desk-slices");
  g_source_set_callback (source, slices_cb, self, g_free);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

void
desk_slices_cancel (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}
