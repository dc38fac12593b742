/* SPDX-License-Identifier: GPL-3.0-or-later */
/* As it is kept: "country=JP; outside=0; line=added; plus=national; extension=5; like=8xxxxxx, 99xx; last=7;
 * rule=0120. > 990120.; off=9. > ." – whatever is as it is by itself is not written. */
#include "config.h"

#include "model/desk-number-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/desk-finder.h"
#include "model/desk-number-country.h"

#define EXTENSION_LENGTH 5
#define LAST_DIGITS 7
#define LEAST_LAST_DIGITS 6
#define MOST_DIGITS 15
#define MOST_OWN 100
#define LONGEST_PATTERN 64
#define LONGEST_PREFIX 6

G_DEFINE_QUARK (desk-number-error, desk_number_error)
G_DEFINE_BOXED_TYPE (DeskNumberRules, desk_number_rules, desk_number_rules_copy, desk_number_rules_free)

static const char *const lines[] = { "typed", "added", "removed" };
static const char *const forms[] = { "kept", "national", "always" };

/* --- one rule of the person's ------------------------------------------------------- */

DeskDialRule *
desk_dial_rule_new (const char *pattern, const char *replacement, gboolean is_on)
{
  DeskDialRule *self = g_new0 (DeskDialRule, 1);

  self->pattern = g_strdup (pattern);
  self->replacement = g_strdup (replacement);
  self->is_on = is_on;
  return self;
}

void
desk_dial_rule_free (DeskDialRule *self)
{
  g_free (self->pattern);
  g_free (self->replacement);
  g_free (self);
}

/* Does one place of a pattern take @c? Gives the next place, NULL when it does not. */
static const char *
match_place (const char *pattern, char c)
{
  gboolean is_in = FALSE;

  if (*pattern == 'x')
    return g_ascii_isdigit (c) ? pattern + 1 : NULL;
  if (*pattern != '[')
    return *pattern == c ? pattern + 1 : NULL;
  for (pattern++; *pattern != '\0' && *pattern != ']'; pattern++)
    if (pattern[1] == '-' && g_ascii_isdigit (pattern[2]))
      {
        is_in |= c >= pattern[0] && c <= pattern[2];
        pattern += 2;
      }
    else
      {
        is_in |= *pattern == c;
      }
  return is_in && *pattern == ']' ? pattern + 1 : NULL;
}

/* The part of @number from the first place that is not plain on; NULL when it does not match. */
static const char *
match (const char *pattern, const char *number)
{
  const char *rest = NULL;

  while (*pattern != '\0' && *pattern != '.')
    {
      if (rest == NULL && (*pattern == 'x' || *pattern == '['))
        rest = number;
      if (*number == '\0')
        return NULL;
      pattern = match_place (pattern, *number++);
      if (pattern == NULL)
        return NULL;
    }
  if (*pattern == '\0' && *number != '\0')
    return NULL;
  return rest != NULL ? rest : number;
}

char *
desk_dial_rule_apply (const DeskDialRule *self, const char *number)
{
  const char *rest = match (self->pattern, number);
  g_auto (GStrv) parts = NULL;
  g_autofree char *result = NULL;

  if (rest == NULL)
    return NULL;
  parts = g_strsplit (self->replacement, ".", -1);
  result = g_strjoinv (rest, parts);
  if (*result == '\0' || strlen (result) >= DESK_NUMBER_SIZE || strspn (result + 1, "0123456789") + 1 < strlen (result)
      || g_str_equal (result, "+"))
    return NULL;
  return g_steal_pointer (&result);
}

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, DESK_NUMBER_ERROR, DESK_NUMBER_ERROR_INVALID, message);
  return FALSE;
}

/* Digits, "x", "[2-5]", and at the end "." if that is wanted. */
static gboolean
is_pattern (const char *pattern, gboolean may_be_open)
{
  const char *p = pattern;

  if (*p == '+')
    p++;
  for (; *p != '\0'; p++)
    {
      if (*p == '[')
        {
          gsize inside = strspn (p + 1, "0123456789-");

          if (inside == 0 || p[1] == '-' || p[inside] == '-' || p[inside + 1] != ']')
            return FALSE;
          p += inside + 1;
        }
      else if (!g_ascii_isdigit (*p) && *p != 'x' && !(may_be_open && *p == '.' && p[1] == '\0'))
        {
          return FALSE;
        }
    }
  return p > pattern && p - pattern <= LONGEST_PATTERN && !g_str_equal (pattern, "+");
}

gboolean
desk_dial_rule_check (const char *pattern, const char *replacement, GError **error)
{
  if (pattern == NULL || *pattern == '\0')
    return fail (error, _ ("Say which numbers the rule is for"));
  if (strpbrk (pattern, "*#") != NULL)
    return fail (error, _ ("Codes with * or # are always sent as they are"));
  if (!is_pattern (pattern, TRUE))
    return fail (error, _ ("A pattern has digits, x for any digit, [2-5] for one of these, and . at its end for the rest"));
  if (replacement == NULL || *replacement == '\0')
    return fail (error, _ ("Say what is sent instead"));
  if (strpbrk (replacement, "*#") != NULL)
    return fail (error, _ ("A rule makes no codes with * or #"));
  if (strspn (replacement + (*replacement == '+'), "0123456789.") + (*replacement == '+') < strlen (replacement)
      || strlen (replacement) > LONGEST_PATTERN)
    return fail (error, _ ("What is sent has digits, and . for the part that is kept"));
  return TRUE;
}

/* --- all of them -------------------------------------------------------------------- */

DeskNumberRules *
desk_number_rules_new (void)
{
  DeskNumberRules *self = g_new0 (DeskNumberRules, 1);

  self->country = g_strdup ("");
  self->outside_prefix = g_strdup ("");
  self->extension_patterns = g_strdup ("");
  self->extension_length = EXTENSION_LENGTH;
  self->last_digits = LAST_DIGITS;
  self->own = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_dial_rule_free);
  return self;
}

void
desk_number_rules_free (DeskNumberRules *self)
{
  g_free (self->country);
  g_free (self->outside_prefix);
  g_free (self->extension_patterns);
  g_ptr_array_unref (self->own);
  g_free (self);
}

DeskNumberRules *
desk_number_rules_copy (const DeskNumberRules *self)
{
  DeskNumberRules *copy = g_memdup2 (self, sizeof *self);

  copy->country = g_strdup (self->country);
  copy->outside_prefix = g_strdup (self->outside_prefix);
  copy->extension_patterns = g_strdup (self->extension_patterns);
  copy->own = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_dial_rule_free);
  for (guint i = 0; i < self->own->len; i++)
    {
      const DeskDialRule *rule = self->own->pdata[i];

      g_ptr_array_add (copy->own, desk_dial_rule_new (rule->pattern, rule->replacement, rule->is_on));
    }
  return copy;
}

static void
replace (char **field, char *value)
{
  g_free (*field);
  *field = value;
}

gboolean
desk_number_rules_set_prefix (DeskNumberRules *self, const char *typed, GError **error)
{
  g_autofree char *prefix = desk_number_normalize (typed);

  if (typed != NULL && *typed != '\0'
      && (prefix == NULL || strlen (prefix) > LONGEST_PREFIX || strspn (prefix, "0123456789") < strlen (prefix)))
    return fail (error, _ ("The outside line is reached by a few digits"));
  replace (&self->outside_prefix, prefix != NULL ? g_steal_pointer (&prefix) : g_strdup (""));
  return TRUE;
}

gboolean
desk_number_rules_set_patterns (DeskNumberRules *self, const char *typed, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (typed != NULL ? typed : "", ", ;\t", -1);
  g_autoptr (GString) tidied = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = g_utf8_normalize (words[i], -1, G_NORMALIZE_ALL_COMPOSE);

      if (word == NULL || *word == '\0')
        continue;
      g_strdelimit (word, "X", 'x');
      if (!is_pattern (word, FALSE))
        return fail (error, _ ("Extensions are told by digits and x, as in “8xxxxxx, 99xx”"));
      g_string_append_printf (tidied, "%s%s", tidied->len > 0 ? ", " : "", word);
    }
  replace (&self->extension_patterns, g_string_free (g_steal_pointer (&tidied), FALSE));
  return TRUE;
}

char *
desk_number_rules_find_pattern (const DeskNumberRules *self, const char *number)
{
  g_auto (GStrv) patterns = NULL;

  if (*self->extension_patterns == '\0')
    return NULL;
  patterns = g_strsplit (self->extension_patterns, ", ", -1);
  for (guint i = 0; patterns[i] != NULL; i++)
    if (match (patterns[i], number) != NULL)
      return g_strdup (patterns[i]);
  return NULL;
}

/* --- as it is kept ------------------------------------------------------------------- */

static void
take_rule (DeskNumberRules *self, const char *value, gboolean is_on)
{
  g_auto (GStrv) sides = g_strsplit (value, ">", 2);

  if (g_strv_length (sides) < 2 || self->own->len >= MOST_OWN)
    return;
  g_strstrip (sides[0]);
  g_strstrip (sides[1]);
  if (desk_dial_rule_check (sides[0], sides[1], NULL))
    g_ptr_array_add (self->own, desk_dial_rule_new (sides[0], sides[1], is_on));
}

static guint
find_word (const char *const *words, guint n, const char *word)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (words[i], word))
      return i;
  return 0;
}

static void
take (DeskNumberRules *self, const char *key, const char *value)
{
  guint64 n;

  if (g_str_equal (key, "country") && strlen (value) == 2)
    replace (&self->country, g_ascii_strup (value, -1));
  else if (g_str_equal (key, "outside"))
    desk_number_rules_set_prefix (self, value, NULL);
  else if (g_str_equal (key, "line"))
    self->outside_line = find_word (lines, G_N_ELEMENTS (lines), value);
  else if (g_str_equal (key, "plus"))
    self->plus_form = find_word (forms, G_N_ELEMENTS (forms), value);
  else if (g_str_equal (key, "extension") && g_ascii_string_to_unsigned (value, 10, 0, MOST_DIGITS, &n, NULL))
    self->extension_length = (guint) n;
  else if (g_str_equal (key, "like"))
    desk_number_rules_set_patterns (self, value, NULL);
  else if (g_str_equal (key, "last") && g_ascii_string_to_unsigned (value, 10, 0, MOST_DIGITS, &n, NULL))
    self->last_digits = n == 0 ? 0 : MAX ((guint) n, LEAST_LAST_DIGITS);
  else if (g_str_equal (key, "rule") || g_str_equal (key, "off"))
    take_rule (self, value, g_str_equal (key, "rule"));
}

DeskNumberRules *
desk_number_rules_parse (const char *text)
{
  DeskNumberRules *self = desk_number_rules_new ();
  g_auto (GStrv) items = g_strsplit (text != NULL ? text : "", ";", -1);

  for (guint i = 0; items[i] != NULL; i++)
    {
      char *value = strchr (items[i], '=');

      if (value == NULL)
        continue;
      *value = '\0';
      take (self, g_strstrip (items[i]), g_strstrip (value + 1));
    }
  return self;
}

static void
write_item (GString *text, const char *key, const char *value)
{
  g_string_append_printf (text, "%s%s=%s", text->len > 0 ? "; " : "", key, value);
}

static void
write_number (GString *text, const char *key, guint value, guint usual)
{
  if (value != usual)
    g_string_append_printf (text, "%s%s=%u", text->len > 0 ? "; " : "", key, value);
}

char *
desk_number_rules_dup_text (const DeskNumberRules *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (*self->country != '\0')
    write_item (text, "country", self->country);
  if (*self->outside_prefix != '\0')
    write_item (text, "outside", self->outside_prefix);
  if (self->outside_line != DESK_OUTSIDE_AS_TYPED)
    write_item (text, "line", lines[self->outside_line]);
  if (self->plus_form != DESK_PLUS_KEPT)
    write_item (text, "plus", forms[self->plus_form]);
  write_number (text, "extension", self->extension_length, EXTENSION_LENGTH);
  if (*self->extension_patterns != '\0')
    write_item (text, "like", self->extension_patterns);
  write_number (text, "last", self->last_digits, LAST_DIGITS);
  for (guint i = 0; i < self->own->len; i++)
    {
      const DeskDialRule *rule = self->own->pdata[i];
      g_autofree char *both = g_strconcat (rule->pattern, " > ", rule->replacement, NULL);

      write_item (text, rule->is_on ? "rule" : "off", both);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
