/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-book.h"

#include "model/desk-contact-model-private.h"

void
bench_expect (gboolean is_so, const char *what, guint found, guint wanted)
{
  if (!is_so)
    g_error ("%s: %u, not %u", what, found, wanted);
}

guint
bench_count_requests (PalsimProcess *palsim)
{
  g_autoptr (JsonObject) answer = palsim_process_control (palsim, "{\"cmd\":\"requests\"}");

  return (guint) json_object_get_int_member_with_default (json_object_get_object_member (answer, "requests"),
                                                          "getContactList", 0);
}

guint
bench_count_probes (guint n)
{
  guint places[DESK_COUNT_PROBES], open, probes = 0;
  DeskCount count;

  desk_count_begin (&count, 0);
  desk_count_take_page (&count, 0, DESK_CONTACT_PAGE, MIN (n, DESK_CONTACT_PAGE));
  while ((open = desk_count_next (&count, places)) > 0)
    for (probes += open; open > 0; open--)
      desk_count_take (&count, places[open - 1], places[open - 1] < n);
  return probes;
}

void
bench_keep_longest_cb (gint64 wall, gint64 cpu, gpointer user_data)
{
  gint64 *longest = user_data;

  *longest = MAX (*longest, cpu);
}
