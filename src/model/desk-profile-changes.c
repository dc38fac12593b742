/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a profile changes, as lines on disk, as a diff, and in words. Pure. */
#include "config.h"

#include "model/desk-profile-changes.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "pal/protocol/pal-properties.h"
#include "pal/protocol/pal-schedule.h"

#define CHANGES_TYPE "a(sms)"
#define ROWS_TYPE "a(ssms)" /* key, after, before */

/* Words for values that are numbers on the wire. */
static const struct
{
  const char *key, *value, *words;
} words[] = {
  { "greetingtype", "1", N_ ("Personal") },
  { "greetingtype", "2", N_ ("Alternative") },
  { "greetingtype", "3", N_ ("That of the system") },
  { "maxsessioncount", "-1", N_ ("Without limit") },
  { "voicemail.password.enter.type", "0", N_ ("No") },
  { "voicemail.password.enter.type", "1", N_ ("Yes") },
};

/* --- one change ------------------------------------------------------------ */

DeskProfileChange *
desk_profile_change_new (const char *key, const char *value)
{
  DeskProfileChange *change = g_new0 (DeskProfileChange, 1);

  change->key = g_strdup (key);
  change->value = g_strdup (value);
  return change;
}

void
desk_profile_change_free (DeskProfileChange *change)
{
  g_free (change->key);
  g_free (change->value);
  g_free (change);
}

DeskProfileRow *
desk_profile_row_new (const char *key, const char *before, const char *after, DeskProfileRowState state)
{
  DeskProfileRow *row = g_new0 (DeskProfileRow, 1);

  row->key = g_strdup (key);
  row->before = g_strdup (before);
  row->after = g_strdup (after);
  row->state = state;
  return row;
}

void
desk_profile_row_free (DeskProfileRow *row)
{
  g_free (row->key);
  g_free (row->before);
  g_free (row->after);
  g_free (row);
}

/* --- all of them ----------------------------------------------------------- */

GPtrArray *
desk_profile_changes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)desk_profile_change_free);
}

GPtrArray *
desk_profile_changes_copy (GPtrArray *changes)
{
  GPtrArray *copy = desk_profile_changes_new ();

  for (guint i = 0; i < changes->len; i++)
    {
      const DeskProfileChange *change = changes->pdata[i];

      g_ptr_array_add (copy, desk_profile_change_new (change->key, change->value));
    }
  return copy;
}

gboolean
desk_profile_changes_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const DeskProfileChange *left = a->pdata[i], *right = b->pdata[i];

      if (!g_str_equal (left->key, right->key) || g_strcmp0 (left->value, right->value) != 0)
        return FALSE;
    }
  return TRUE;
}

DeskProfileChange *
desk_profile_changes_find (GPtrArray *changes, const char *key)
{
  for (guint i = 0; i < changes->len; i++)
    if (g_str_equal (((DeskProfileChange *)changes->pdata[i])->key, key))
      return changes->pdata[i];
  return NULL;
}

char *
desk_profile_changes_to_text (GPtrArray *changes)
{
  g_autoptr (GVariant) value = NULL;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (CHANGES_TYPE));
  for (guint i = 0; i < changes->len; i++)
    {
      const DeskProfileChange *change = changes->pdata[i];

      g_variant_builder_add (&builder, "(sms)", change->key, change->value);
    }
  value = g_variant_ref_sink (g_variant_builder_end (&builder));
  return g_variant_print (value, FALSE);
}

GPtrArray *
desk_profile_changes_parse (const char *text)
{
  g_autoptr (GVariant) value = g_variant_parse (G_VARIANT_TYPE (CHANGES_TYPE), text, NULL, NULL, NULL);
  GPtrArray *changes;
  GVariantIter iter;
  const char *key, *after;

  if (value == NULL)
    return NULL;
  changes = desk_profile_changes_new ();
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "(&sm&s)", &key, &after))
    if (desk_profile_changes_find (changes, key) == NULL)
      g_ptr_array_add (changes, desk_profile_change_new (key, after));
  return changes;
}

GPtrArray *
desk_profile_rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)desk_profile_row_free);
}

char *
desk_profile_rows_to_text (GPtrArray *rows)
{
  g_autoptr (GVariant) value = NULL;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (ROWS_TYPE));
  for (guint i = 0; i < rows->len; i++)
    {
      const DeskProfileRow *row = rows->pdata[i];

      g_variant_builder_add (&builder, "(ssms)", row->key, row->after, row->before);
    }
  value = g_variant_ref_sink (g_variant_builder_end (&builder));
  return g_variant_print (value, FALSE);
}

GPtrArray *
desk_profile_rows_parse (const char *text)
{
  g_autoptr (GVariant) value = g_variant_parse (G_VARIANT_TYPE (ROWS_TYPE), text, NULL, NULL, NULL);
  GPtrArray *rows;
  GVariantIter iter;
  const char *key, *before, *after;

  if (value == NULL)
    return NULL;
  rows = desk_profile_rows_new ();
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "(&s&sm&s)", &key, &after, &before))
    g_ptr_array_add (rows, desk_profile_row_new (key, before, after, DESK_PROFILE_ROW_CHANGE));
  return rows;
}

GPtrArray *
desk_profile_diff (GPtrArray *changes, GHashTable *values)
{
  GPtrArray *rows = desk_profile_rows_new ();

  for (guint i = 0; i < changes->len; i++)
    {
      const DeskProfileChange *change = changes->pdata[i];
      const char *before = g_hash_table_lookup (values, change->key);
      DeskProfileRowState state = DESK_PROFILE_ROW_CHANGE;

      if (change->value == NULL)
        state = DESK_PROFILE_ROW_MISSING;
      else if (before != NULL && desk_profile_values_equal (change->key, before, change->value))
        state = DESK_PROFILE_ROW_SAME;
      g_ptr_array_add (rows, desk_profile_row_new (change->key, before, change->value, state));
    }
  return rows;
}

guint
desk_profile_rows_count (GPtrArray *rows, DeskProfileRowState state)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += ((const DeskProfileRow *)rows->pdata[i])->state == state;
  return n;
}

/* --- keys and values ------------------------------------------------------- */

static const PalProperty *
find_row (const char *key, PalPropertyIndexes *indexes)
{
  return pal_property_lookup ("user", NULL, key, indexes);
}

guint
desk_profile_key_get_timer (const char *key)
{
  return g_str_equal (key, "timer1") ? 1 : g_str_equal (key, "timer2") ? 2 : 0;
}

gboolean
desk_profile_key_is_allowed (const char *key)
{
  const PalProperty *row;

  if (desk_profile_key_get_timer (key) != 0)
    return TRUE;
  row = find_row (key, NULL);
  return row != NULL && row->kind != PAL_PROPERTY_KIND_SECRET
         && (row->flags & (PAL_PROPERTY_READ_ONLY | PAL_PROPERTY_ADMIN_ONLY)) == 0
         && !g_str_equal (key, "name");
}

char *
desk_profile_key_dup_label (const char *key)
{
  guint timer = desk_profile_key_get_timer (key);
  const PalProperty *row = timer == 0 ? find_row (key, NULL) : NULL;

  if (timer != 0)
    return g_strdup_printf (_ ("Timer %u"), timer);
  return g_strdup (row != NULL ? pal_property_get_label (row) : key);
}

char *
desk_profile_key_dup_place (const char *key)
{
  PalPropertyIndexes at = { 0 };

  if (desk_profile_key_get_timer (key) != 0 || find_row (key, &at) == NULL)
    return NULL;
  if (at.plan != 0 && at.schedule != 0 && at.phone != 0)
    return g_strdup_printf (_ ("Plan %u, schedule %u, phone %u"), at.plan, at.schedule, at.phone);
  if (at.plan != 0 && at.schedule != 0)
    return g_strdup_printf (_ ("Plan %u, schedule %u"), at.plan, at.schedule);
  if (at.plan != 0 && at.phone != 0)
    return g_strdup_printf (_ ("Plan %u, phone %u"), at.plan, at.phone);
  if (at.plan != 0)
    return g_strdup_printf (_ ("Plan %u"), at.plan);
  return at.phone != 0 ? g_strdup_printf (_ ("Phone %u"), at.phone) : NULL;
}

gboolean
desk_profile_values_equal (const char *key, const char *a, const char *b)
{
  const PalProperty *row = desk_profile_key_get_timer (key) == 0 ? find_row (key, NULL) : NULL;
  g_autofree char *left = NULL, *right = NULL;

  if (g_str_equal (a, b))
    return TRUE;
  if (row == NULL)
    return FALSE;
  left = pal_property_read (row, key, *a != '\0' ? a : row->default_value, NULL);
  right = pal_property_read (row, key, *b != '\0' ? b : row->default_value, NULL);
  return left != NULL && right != NULL && g_str_equal (left, right);
}

static char *
read_timer (const char *value, GError **error)
{
  g_autoptr (PalSchedule) schedule = pal_schedule_new (value);

  return pal_schedule_validate (schedule, error) ? g_strdup (value) : NULL;
}

char *
desk_profile_value_read (const char *key, const char *value, GError **error)
{
  const PalProperty *row;

  if (!desk_profile_key_is_allowed (key))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("A profile cannot change “%s”."), key);
      return NULL;
    }
  if (desk_profile_key_get_timer (key) != 0)
    return read_timer (value, error);
  row = find_row (key, NULL);
  return pal_property_read (row, key, value, error);
}

char *
desk_profile_value_to_words (const char *key, const char *value)
{
  const PalProperty *row = desk_profile_key_get_timer (key) == 0 ? find_row (key, NULL) : NULL;
  g_autofree char *read = NULL;

  if (value == NULL)
    return g_strdup (_ ("Not known"));
  if (row != NULL && *value == '\0')
    value = row->default_value;
  if (*value == '\0')
    return g_strdup (_ ("Not set"));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].key, key) && g_str_equal (words[i].value, value))
      return g_strdup (_ (words[i].words));
  if (row != NULL && row->kind == PAL_PROPERTY_KIND_BOOLEAN)
    {
      read = pal_property_read (row, key, value, NULL);
      if (g_strcmp0 (read, "true") == 0)
        return g_strdup (_ ("Yes"));
      if (g_strcmp0 (read, "false") == 0)
        return g_strdup (_ ("No"));
    }
  return g_strdup (value);
}

char *
desk_profile_rows_to_words (GPtrArray *rows, gboolean is_after)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const DeskProfileRow *row = rows->pdata[i];
      g_autofree char *label = desk_profile_key_dup_label (row->key);
      g_autofree char *place = desk_profile_key_dup_place (row->key);
      g_autofree char *value = desk_profile_value_to_words (row->key, is_after ? row->after : row->before);

      if (text->len > 0)
        g_string_append (text, "; ");
      if (place != NULL)
        /* Translators: a property, of which plan and phone, its value. */
        g_string_append_printf (text, _ ("%s (%s): %s"), label, place, value);
      else
        /* Translators: a property, its value. */
        g_string_append_printf (text, _ ("%s: %s"), label, value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
desk_profile_dup_reason (const char *text)
{
  char *reason = g_strdup (text);

  if (g_str_has_suffix (reason, "."))
    reason[strlen (reason) - 1] = '\0';
  else if (g_str_has_suffix (reason, "。"))
    reason[strlen (reason) - strlen ("。")] = '\0';
  return reason;
}
