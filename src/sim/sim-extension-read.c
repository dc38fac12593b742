/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Properties as numbers, lists and plans. */
#include "sim/sim-extension.h"

#include <string.h>

#include "pal/protocol/pal-schedule.h"

static gboolean
read_int (const char *text, gint64 *number)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  return g_ascii_string_to_signed (trimmed[0] == '+' ? trimmed + 1 : trimmed, 10, G_MININT64, G_MAXINT64,
                                   number,
                                   NULL);
}

gint64
sim_extension_get_int (SimExtension *self, const char *property, gint64 fallback)
{
  gint64 number;

  return read_int (sim_extension_get (self, property), &number) ? number : fallback;
}

char **
sim_extension_get_list (SimExtension *self, const char *property)
{
  g_auto(GStrv) items = g_strsplit (sim_extension_get (self, property), ",", -1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; items[i] != NULL; i++)
    if (*g_strstrip (items[i]) != '\0')
      g_strv_builder_add (builder, items[i]);

  return g_strv_builder_end (builder);
}

gint64
sim_extension_get_nth (SimExtension *self, const char *property, guint n, gint64 fallback)
{
  g_auto(GStrv) items = sim_extension_get_list (self, property);
  guint n_items = g_strv_length (items);
  gint64 number;

  return n_items > 0 && read_int (items[MIN (n, n_items - 1)], &number) ? number : fallback;
}

gboolean
sim_extension_has_type (SimExtension *self, const char *type, const char *subtype)
{
  return strcmp (sim_extension_get (self, "type"), type) == 0
         && (subtype == NULL || strcmp (sim_extension_get (self, "stype"), subtype) == 0);
}

char *
sim_plan_key (guint plan, guint schedule, const char *name)
{
  if (schedule == 0)
    return g_strdup_printf ("pln%u_d_%s", plan, name);

  return g_strdup_printf ("pln%u_ptn%u_%s", plan, schedule, name);
}

const char *
sim_extension_get_plan (SimExtension *self, guint plan, guint schedule, const char *name)
{
  g_autofree char *key = sim_plan_key (plan, schedule, name);

  return sim_extension_get (self, key);
}

gint64
sim_extension_get_plan_int (SimExtension *self, guint plan, guint schedule, const char *name, gint64 fallback)
{
  g_autofree char *key = sim_plan_key (plan, schedule, name);

  return sim_extension_get_int (self, key, fallback);
}

gboolean
sim_extension_is_plan_on (SimExtension *self, guint plan, guint schedule, const char *name)
{
  g_autofree char *key = sim_plan_key (plan, schedule, name);

  return sim_extension_is_on (self, key);
}

char **
sim_extension_get_plan_list (SimExtension *self, guint plan, guint schedule, const char *name)
{
  g_autofree char *key = sim_plan_key (plan, schedule, name);

  return sim_extension_get_list (self, key);
}

guint
sim_extension_count_schedules (SimExtension *self, guint plan)
{
  g_autofree char *prefix = g_strdup_printf ("pln%u_ptn", plan);
  gsize length = strlen (prefix);
  guint64 highest = 0;
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->properties);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_str_has_prefix (key, prefix) && *(const char *) value != '\0')
      highest = MAX (highest, g_ascii_strtoull ((const char *) key + length, NULL, 10));

  return (guint) MIN (highest, 99);
}

gboolean
sim_extension_is_schedule_active (SimExtension *self, guint plan, guint schedule)
{
  const char *text = sim_extension_get_plan (self, plan, schedule, "timeschedule");
  g_autoptr(PalSchedule) parsed = pal_schedule_new (text);
  g_autoptr(GDateTime) when = sim_world_get_wall_time (self->tenant->world);

  return pal_schedule_is_active (parsed, when);
}
