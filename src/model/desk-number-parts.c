/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number taken apart: what kind it is, and which number it is in the world. */
#include "config.h"

#include "model/desk-numbers-private.h"

#include <string.h>

#include "model/desk-finder.h"

void
desk_number_parts_clear (DeskNumberParts *self)
{
  g_clear_pointer (&self->pattern, g_free);
}

/* Most numbers are written in ASCII, and there are many of them. FALSE: look closer. */
static gboolean
read_plain (const char *typed, char out[DESK_NUMBER_SIZE])
{
  gsize n = 0;

  for (; *typed != '\0'; typed++)
    {
      if (g_ascii_isdigit (*typed) || *typed == '*' || *typed == '#' || (*typed == '+' && n == 0))
        out[n++] = *typed;
      else if (strchr ("- ()./", *typed) == NULL)
        return FALSE;
      if (n + 1 >= DESK_NUMBER_SIZE)
        return FALSE;
    }
  out[n] = '\0';
  return n > 1 || (n == 1 && *out != '+');
}

static gboolean
read_any (const char *typed, char out[DESK_NUMBER_SIZE])
{
  g_autofree char *number = NULL;

  if (read_plain (typed, out))
    return TRUE;
  number = desk_number_normalize (typed);
  if (number == NULL || strlen (number) >= DESK_NUMBER_SIZE)
    return FALSE;
  g_strlcpy (out, number, DESK_NUMBER_SIZE);
  return TRUE;
}

/* "… ext. 12", "…;ext=12", "… x12", "…（内線12）": cut there. @text is in compatibility form. */
static char *
find_extension (char *text)
{
  static const char *const words[] = { ";ext=", "extension", "ext.", "ext", "内線", "x" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      char *at = strstr (text, words[i]);
      char *digits = at != NULL ? at + strlen (words[i]) : NULL;

      if (at == NULL || at == text)
        continue;
      *at = '\0';
      return digits + strspn (digits, " :.");
    }
  return NULL;
}

/* The digits, and an extension behind them. */
static gboolean
read_digits (DeskNumberParts *self, const char *typed)
{
  g_autofree char *valid = NULL, *folded = NULL, *lower = NULL;
  char *extension;

  if (read_any (typed, self->digits))
    return TRUE;
  valid = g_utf8_make_valid (typed, -1);
  folded = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  lower = g_utf8_strdown (folded, -1);
  extension = find_extension (lower);
  return extension != NULL && read_any (extension, self->extension)
         && strspn (self->extension, "0123456789*#") == strlen (self->extension) && read_any (lower, self->digits);
}

char *
desk_number_dup_bare (const char *written)
{
  g_auto (DeskNumberParts) parts = { 0 };

  return written != NULL && read_digits (&parts, written) ? g_strdup (parts.digits) : NULL;
}

/* "+44 (0)20 …": the zero in brackets is for those who dial without the plus. */
static void
drop_bracketed (DeskNumberParts *self, const char *typed)
{
  const char *zero = strstr (typed, "(0)");
  gsize before = 0;

  if (self->digits[0] != '+' || zero == NULL)
    return;
  for (const char *p = typed; p < zero; p++)
    before += g_ascii_isdigit (*p);
  if (before > 0 && self->digits[1 + before] == '0')
    memmove (self->digits + 1 + before, self->digits + 2 + before, strlen (self->digits + 2 + before) + 1);
}

/* A number of the world by itself, or one that reaches the next house. */
static gboolean
is_outside (const DeskNumberBook *book, const char *number)
{
  const DeskCountry *country = book->country;

  if (country == NULL)
    return strlen (number) > book->rules->extension_length;
  return desk_country_is_national (country, number) || desk_country_is_local (country, number)
         || desk_country_is_international (country, number);
}

/* "0 184 03 …": the number itself, without what shows or hides mine. */
static const char *
skip_withholding (const DeskCountry *country, const char *number)
{
  if (country == NULL || *country->withholding == '\0')
    return number;
  for (const char *word = country->withholding; *word != '\0'; word += strcspn (word, " "))
    {
      gsize length;

      word += strspn (word, " ");
      length = strcspn (word, " ");
      if (length > 0 && strncmp (number, word, length) == 0
          && (desk_country_is_national (country, number + length)
              || desk_country_is_international (country, number + length)))
        return number + length;
    }
  return number;
}

/* Does the outside line's prefix stand before it? Where both readings make a number, it does not. */
static const char *
skip_prefix (const DeskNumberBook *book, const char *number)
{
  const char *prefix = book->rules->outside_prefix;
  const char *rest = number + strlen (prefix);

  if (*prefix == '\0' || number[0] == '+' || !g_str_has_prefix (number, prefix))
    return NULL;
  if (desk_country_is_emergency (book->country, rest))
    return rest;
  if (book->country != NULL && is_outside (book, skip_withholding (book->country, number)))
    return NULL;
  return is_outside (book, skip_withholding (book->country, rest)) ? rest : NULL;
}

gboolean
desk_number_parts_read (DeskNumberParts *self, const DeskNumberBook *book, const char *typed)
{
  const DeskNumberRules *rules = book->rules;
  const char *rest;

  memset (self, 0, sizeof *self);
  if (typed == NULL || !read_digits (self, typed))
    return FALSE;
  drop_bracketed (self, typed);
  rest = skip_prefix (book, self->digits);
  self->has_prefix = rest != NULL;
  g_strlcpy (self->core, rest != NULL ? rest : self->digits, sizeof self->core);

  if (strpbrk (self->digits, "*#") != NULL)
    self->kind = DESK_NUMBER_CODE;
  else if (desk_country_is_emergency (book->country, self->core))
    self->kind = DESK_NUMBER_EMERGENCY;
  else if (self->digits[0] != '+' && strlen (self->digits) <= rules->extension_length)
    self->kind = DESK_NUMBER_EXTENSION;
  else if ((self->pattern = desk_number_rules_find_pattern (rules, self->digits)) != NULL)
    self->kind = DESK_NUMBER_EXTENSION;
  else
    self->kind = DESK_NUMBER_OUTSIDE;
  if (self->kind == DESK_NUMBER_OUTSIDE
      && !desk_country_write_e164 (book->country, skip_withholding (book->country, self->core), self->e164))
    self->e164[0] = '\0';
  return TRUE;
}
