/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-text.h"

#include <glib/gi18n.h>

static const char *const house_templates[] = {
  /* Translators: %c is the caller's name, %n the caller's number, %s a park slot. */
  /* xgettext:no-c-format */
  N_ ("%c (%n) is waiting for you at %s"),
  /* xgettext:no-c-format */
  N_ ("May I put %c through?"),
  /* xgettext:no-c-format */
  N_ ("%c (%n) asks you to call back"),
};

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void
append_blank (GString *out)
{
  if (out->len > 0 && out->str[out->len - 1] != ' ')
    g_string_append_c (out, ' ');
}

static void
append_value (GString *out, const char *value)
{
  for (const char *p = value != NULL ? value : ""; *p != '\0'; p++)
    if (is_blank (*p))
      append_blank (out);
    else
      g_string_append_c (out, *p);
}

char *
desk_text_expand (const char *text, const char *caller_name, const char *caller_number, const char *slot)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);
  for (const char *p = text; *p != '\0'; p++)
    {
      if (is_blank (*p))
        append_blank (out);
      else if (*p != '%')
        g_string_append_c (out, *p);
      else
        switch (p[1])
          {
          case 'c': append_value (out, caller_name); p++; break;
          case 'n': append_value (out, caller_number); p++; break;
          case 's': append_value (out, slot); p++; break;
          case '%': g_string_append_c (out, '%'); p++; break;
          default: g_string_append_c (out, '%');
          }
    }
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
is_part_of_word (const char *end, gboolean is_before)
{
  gunichar c = is_before ? g_utf8_get_char (g_utf8_prev_char (end)) : g_utf8_get_char (end);

  return c < 0x80 && g_unichar_isalnum (c);
}

char *
desk_text_move_slot (const char *text, const char *from, const char *to)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *at, *begin = text;

  g_return_val_if_fail (text != NULL, NULL);
  if (from == NULL || *from == '\0' || to == NULL)
    return g_strdup (text);
  while ((at = strstr (begin, from)) != NULL)
    {
      const char *end = at + strlen (from);
      gboolean is_word = !(at > text && is_part_of_word (at, TRUE)) && !is_part_of_word (end, FALSE);

      g_string_append_len (out, begin, at - begin);
      g_string_append (out, is_word ? to : from);
      begin = end;
    }
  g_string_append (out, begin);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char **
desk_text_dup_templates (const char *const *own)
{
  g_autoptr (GStrvBuilder) templates = g_strv_builder_new ();

  if (own != NULL && own[0] != NULL)
    g_strv_builder_addv (templates, (const char **) own);
  else
    for (guint i = 0; i < G_N_ELEMENTS (house_templates); i++)
      g_strv_builder_add (templates, _ (house_templates[i]));
  return g_strv_builder_end (templates);
}
