/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Keys with their numbers, and values as the guide writes them. */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-intl.h"
#include "pal/protocol/pal-properties.h"
#include "pal/protocol/pal-schedule.h"

#define INDEX "[n]"
#define MAX_NUMBER_LENGTH 64

/* Which index the "[n]" at @place of @pattern is, and its highest value. */
static guint *
find_index (const char *pattern, const char *place, PalPropertyIndexes *indexes, guint *most)
{
  gsize length = (gsize) (place - pattern);

  *most = PAL_PROPERTY_MAX_PLAN;
  if (length >= 3 && strncmp (place - 3, "pln", 3) == 0)
    return &indexes->plan;
  if (length >= 3 && strncmp (place - 3, "ptn", 3) == 0)
    return &indexes->schedule;

  *most = PAL_PROPERTY_MAX_PHONE;
  return &indexes->phone;
}

static gboolean
matches (const char *pattern, const char *key, PalPropertyIndexes *indexes)
{
  const char *p = pattern;

  while (*p != '\0')
    {
      guint *index, most;

      if (*p != '[')
        {
          if (*p++ != *key++)
            return FALSE;
          continue;
        }

      index = find_index (pattern, p, indexes, &most);
      if (*key < '1' || *key > '9')
        return FALSE;
      for (*index = 0; g_ascii_isdigit (*key); key++)
        {
          *index = *index * 10 + (guint) (*key - '0');
          if (*index > most)
            return FALSE;
        }
      p += strlen (INDEX);
    }

  return *key == '\0';
}

const PalProperty *
pal_property_table_lookup (const PalPropertyTable *table, const char *key, PalPropertyIndexes *indexes)
{
  g_return_val_if_fail (table != NULL && key != NULL, NULL);

  for (guint i = 0; i < table->n_rows; i++)
    {
      PalPropertyIndexes found = { 0, 0, 0 };

      if (matches (table->rows[i].key, key, &found))
        {
          if (indexes != NULL)
            *indexes = found;
          return &table->rows[i];
        }
    }

  return NULL;
}

const PalProperty *
pal_property_lookup (const char *type, const char *subtype, const char *key, PalPropertyIndexes *indexes)
{
  const PalPropertyTable *table = pal_property_table_find (type, subtype);

  return table != NULL ? pal_property_table_lookup (table, key, indexes) : NULL;
}

char *
pal_property_make_key (const PalProperty *property, const PalPropertyIndexes *indexes)
{
  PalPropertyIndexes given = { 1, 1, 1 };
  GString *key = g_string_new (NULL);
  const char *p = property->key;

  if (indexes != NULL)
    given = *indexes;
  while (*p != '\0')
    {
      if (*p == '[')
        {
          guint most;

          g_string_append_printf (key, "%u", *find_index (property->key, p, &given, &most));
          p += strlen (INDEX);
        }
      else
        g_string_append_c (key, *p++);
    }

  return g_string_free (key, FALSE);
}

static const char *
read_choice (const PalProperty *property, const char *text)
{
  for (guint i = 0; property->choices[i] != NULL; i++)
    if (g_ascii_strcasecmp (property->choices[i], text) == 0)
      return property->choices[i];

  return NULL;
}

static const char *
read_boolean (const char *text)
{
  static const char *const yes[] = { "true", "1", "on", "yes", NULL };
  static const char *const no[] = { "false", "0", "off", "no", NULL };
  g_autofree char *lower = g_ascii_strdown (text, -1);

  return g_strv_contains (yes, lower) ? "true" : g_strv_contains (no, lower) ? "false" : NULL;
}

static char *
read_number (const char *text, gint64 min, gint64 max)
{
  gint64 number;

  if (*text == '+' && text[1] != '-')
    text++;
  if (!g_ascii_string_to_signed (text, 10, min, max, &number, NULL))
    return NULL;

  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

/* An extension or a telephone number: letters are allowed, for SIP names and addresses. */
static gboolean
is_number (const char *text, gboolean spaces)
{
  if (*text == '\0' || strlen (text) > MAX_NUMBER_LENGTH)
    return FALSE;

  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && strchr ("+*#-._:@/()~!$&=?%", *text) == NULL && !(spaces && *text == ' '))
      return FALSE;

  return TRUE;
}

static gboolean
is_pattern (const char *text)
{
  g_autoptr (GRegex) regex = NULL;

  /* A pattern of wildcards such as *3 is no regular expression. */
  if (text[strspn (text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz*?+#@._-")] == '\0')
    return TRUE;
  regex = g_regex_new (text, 0, 0, NULL);

  return regex != NULL;
}

static gboolean
is_address (const char *text)
{
  const char *at = strchr (text, '@');

  return at != NULL && at > text && at[1] != '\0' && strchr (at + 1, '@') == NULL
         && strpbrk (text, " \t\n\"<>()[];:\\") == NULL;
}

static char *
read_item (PalPropertyKind kind, const char *text)
{
  gboolean good;

  if (kind == PAL_PROPERTY_KIND_NUMBER_LIST)
    return read_number (text, 0, G_MAXINT);

  if (kind == PAL_PROPERTY_KIND_EXTENSION_LIST || kind == PAL_PROPERTY_KIND_PHONE_LIST)
    good = is_number (text, kind == PAL_PROPERTY_KIND_PHONE_LIST);
  else
    good = kind == PAL_PROPERTY_KIND_EMAIL_LIST ? is_address (text) : is_pattern (text);

  return good ? g_strdup (text) : NULL;
}

static char *
read_list (const PalProperty *property, const char *text)
{
  g_auto (GStrv) items = g_strsplit (text, ",", -1);
  gboolean keeps = (property->flags & PAL_PROPERTY_POSITIONAL) != 0;
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; items[i] != NULL; i++)
    {
      const char *text_of_item = g_strstrip (items[i]);
      char *item;

      if (*text_of_item == '\0' && !keeps)
        continue;
      item = *text_of_item != '\0' ? read_item (property->kind, text_of_item) : g_strdup ("");
      if (item == NULL)
        return NULL;
      g_ptr_array_add (kept, item);
    }
  if (property->max > 0 && kept->len > (guint) property->max)
    return NULL;
  g_ptr_array_add (kept, NULL);

  return g_strjoinv (",", (char **) kept->pdata);
}

static char *
read_schedule (const char *text, GError **error)
{
  g_autoptr (PalSchedule) schedule = pal_schedule_new (text);

  return pal_schedule_validate (schedule, error) ? g_strdup (text) : NULL;
}

/* NULL when @text has no reading; it is not empty. */
static char *
read_value (const PalProperty *property, const char *text, const char *trimmed, GError **error)
{
  switch (property->kind)
    {
    case PAL_PROPERTY_KIND_NUMBER:
      return read_number (trimmed, property->min, property->max);
    case PAL_PROPERTY_KIND_BOOLEAN:
      return g_strdup (read_boolean (trimmed));
    case PAL_PROPERTY_KIND_CHOICE:
      return g_strdup (read_choice (property, trimmed));
    case PAL_PROPERTY_KIND_EXTENSION:
      return is_number (trimmed, FALSE) ? g_strdup (trimmed) : NULL;
    case PAL_PROPERTY_KIND_EXTENSION_LIST:
    case PAL_PROPERTY_KIND_PHONE_LIST:
    case PAL_PROPERTY_KIND_NUMBER_LIST:
    case PAL_PROPERTY_KIND_PATTERN_LIST:
    case PAL_PROPERTY_KIND_EMAIL_LIST:
      return read_list (property, trimmed);
    case PAL_PROPERTY_KIND_SCHEDULE:
      return read_schedule (trimmed, error);
    case PAL_PROPERTY_KIND_PATTERN:
      return is_pattern (trimmed) ? g_strdup (trimmed) : NULL;
    case PAL_PROPERTY_KIND_TEXT:
    case PAL_PROPERTY_KIND_SECRET:
    default:
      return g_strdup (text);
    }
}

static char *
explain (const PalProperty *property)
{
  g_autofree char *choices = NULL;

  switch (property->kind)
    {
    case PAL_PROPERTY_KIND_NUMBER:
      return g_strdup_printf (_("must be a whole number from %d to %d"), property->min, property->max);
    case PAL_PROPERTY_KIND_BOOLEAN:
      return g_strdup (_("must be true or false"));
    case PAL_PROPERTY_KIND_CHOICE:
      choices = g_strjoinv (", ", (char **) property->choices);
      return g_strdup_printf (_("must be one of: %s"), choices);
    case PAL_PROPERTY_KIND_EXTENSION:
      return g_strdup (_("must be an extension"));
    case PAL_PROPERTY_KIND_EXTENSION_LIST:
      return g_strdup (_("must be extensions between commas"));
    case PAL_PROPERTY_KIND_PHONE_LIST:
      if (property->max > 0)
        return g_strdup_printf (_("must be at most %d numbers between commas"), property->max);
      return g_strdup (_("must be numbers of phones between commas"));
    case PAL_PROPERTY_KIND_NUMBER_LIST:
      return g_strdup (_("must be whole numbers between commas"));
    case PAL_PROPERTY_KIND_PATTERN:
      return g_strdup (_("must be a regular expression or a pattern such as 3*"));
    case PAL_PROPERTY_KIND_PATTERN_LIST:
      return g_strdup (_("must be patterns between commas"));
    case PAL_PROPERTY_KIND_EMAIL_LIST:
      return g_strdup (_("must be e-mail addresses between commas"));
    case PAL_PROPERTY_KIND_SCHEDULE:
    case PAL_PROPERTY_KIND_TEXT:
    case PAL_PROPERTY_KIND_SECRET:
    default:
      return g_strdup (_("must be one text"));
    }
}

char *
pal_property_read (const PalProperty *property, const char *key, const char *value, GError **error)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *reason = NULL;
  g_autoptr (GError) local_error = NULL;
  char *read = NULL;

  g_return_val_if_fail (property != NULL && key != NULL && value != NULL, NULL);

  if (strlen (value) > PAL_PROPERTY_MAX_LENGTH)
    reason = g_strdup_printf (_("is longer than %d bytes"), PAL_PROPERTY_MAX_LENGTH);
  else if (!g_utf8_validate (value, -1, NULL))
    reason = g_strdup (_("is not UTF-8"));
  else
    {
      trimmed = g_strstrip (g_strdup (value));
      if (*trimmed == '\0' && property->kind != PAL_PROPERTY_KIND_TEXT
          && property->kind != PAL_PROPERTY_KIND_SECRET)
        return g_strdup ("");
      read = read_value (property, value, trimmed, &local_error);
    }
  if (read == NULL)
    {
      if (reason == NULL)
        reason = local_error != NULL ? g_strdup (local_error->message) : explain (property);
      g_propagate_error (error, pal_error_new_parameter (PAL_ERROR_INVALID_PARAMS, key, "%s: %s", key, reason));
    }

  return read;
}
