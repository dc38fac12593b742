/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-rule-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/desk-plain.h"

typedef enum
{
  NUMBER,
  NAME,
  DIRECTION,
  DURATION,
  QUEUE,
  SLOT,
  MESSAGES,
  EVENT,
  N_PLACEHOLDERS
} Placeholder;

static const char *const names[N_PLACEHOLDERS] = { "number", "name", "direction", "duration",
                                                   "queue", "slot", "messages", "event" };

/* "%name%" at @at? Its length, else 0. */
static gsize
look_at (const char *at, Placeholder *found)
{
  for (guint i = 0; i < N_PLACEHOLDERS; i++)
    {
      gsize length = strlen (names[i]);

      if (at[0] == '%' && strncmp (at + 1, names[i], length) == 0 && at[1 + length] == '%')
        {
          *found = i;
          return length + 2;
        }
    }
  return 0;
}

gboolean
desk_rule_has_placeholder (const char *text, gsize length)
{
  Placeholder found;

  for (gsize i = 0; i < length && text[i] != '\0'; i++)
    if (look_at (text + i, &found) > 0)
      return TRUE;
  return FALSE;
}

/* Three letters or more between percent signs were meant as one. */
gboolean
desk_rule_check_placeholders (const char *text, GError **error)
{
  Placeholder found;

  for (const char *at = text; *at != '\0';)
    {
      gsize length = look_at (at, &found);

      if (length == 0 && *at == '%')
        {
          gsize n = strspn (at + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-");

          if (n >= 3 && at[1 + n] == '%')
            {
              g_set_error (error, DESK_RULE_ERROR, DESK_RULE_ERROR_INVALID, _ ("There is no placeholder %%%.*s%%."),
                           (int) n, at + 1);
              return FALSE;
            }
        }
      at += MAX (length, 1);
    }
  return TRUE;
}

static char *
dup_value (Placeholder placeholder, const DeskRuleFacts *facts)
{
  switch (placeholder)
    {
    case NUMBER: return desk_plain_line (facts->number, DESK_RULE_VALUE_MAX);
    case NAME: return desk_plain_line (facts->name, DESK_RULE_VALUE_MAX);
    case DIRECTION: return g_strdup (facts->direction == DESK_DIRECTION_OUTGOING ? "outgoing" : "incoming");
    case DURATION: return g_strdup_printf ("%" G_GINT64_FORMAT, facts->duration);
    case QUEUE: return desk_plain_line (facts->queue, DESK_RULE_VALUE_MAX);
    case SLOT: return desk_plain_line (facts->slot, DESK_RULE_VALUE_MAX);
    case MESSAGES: return g_strdup_printf ("%d", facts->n_messages);
    case EVENT: return g_strdup (desk_rule_event_get_word (facts->event));
    case N_PLACEHOLDERS:
    default: g_assert_not_reached ();
    }
}

/* What comes of a placeholder is not looked at again. */
char *
desk_rule_expand (const char *text, const DeskRuleFacts *facts, DeskRuleEncode encode)
{
  GString *whole = g_string_new (NULL);
  Placeholder found;

  for (const char *at = text; *at != '\0';)
    {
      gsize length = look_at (at, &found);

      if (length == 0)
        {
          g_string_append_c (whole, *at++);
          continue;
        }
      if (facts != NULL)
        {
          g_autofree char *value = dup_value (found, facts);
          g_autofree char *encoded = encode (value);

          g_string_append (whole, encoded);
        }
      else
        {
          g_string_append_c (whole, 'x');
        }
      at += length;
    }
  return g_string_free (whole, FALSE);
}
