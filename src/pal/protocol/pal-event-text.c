/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Events as the wire's own words: for logs, and for languages that cannot look into the structs. */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-events-private.h"
#include "pal/protocol/pal-message.h"

static gboolean
is_number (const PalEventMember *member)
{
  return member->type == MEMBER_NUMBER || member->type == MEMBER_TIME;
}

/* NULL when it was missing. */
static char *
dup_value (const PalEvent *self, const PalEventMember *member)
{
  gconstpointer field = (const char *) self + member->offset;
  const char *text;

  switch ((PalMemberType) member->type)
    {
    case MEMBER_TEXT:
    case MEMBER_OPTIONAL:
      text = *(const char *const *) field;
      return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
    case MEMBER_NUMBER:
      return *(const int *) field != -1 ? g_strdup_printf ("%d", *(const int *) field) : NULL;
    case MEMBER_CODE:
      return *(const int *) field != G_MININT ? g_strdup_printf ("%d", *(const int *) field) : NULL;
    case MEMBER_TIME:
      return *(const gint64 *) field != 0
               ? g_strdup_printf ("%" G_GINT64_FORMAT, *(const gint64 *) field) : NULL;
    case MEMBER_ON:
      return g_strdup (*(const gboolean *) field ? "on" : "off");
    case MEMBER_TRUE:
      return g_strdup (*(const gboolean *) field ? "true" : "false");
    default:
      g_assert_not_reached ();
    }
}

PalEventKind
pal_event_get_kind (const PalEvent *self)
{
  g_return_val_if_fail (self != NULL, PAL_EVENT_UNKNOWN);

  return self->kind;
}

char *
pal_event_dup_member (const PalEvent *self, const char *name)
{
  const PalEventRow *row;
  gsize length;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  row = pal_event_row (self->kind);
  length = strlen (name);
  for (guint i = 0; i < row->n_members; i++)
    {
      const PalEventMember *member = &row->members[i];

      if (member->token_length == length + 3 && memcmp (member->token + 1, name, length) == 0)
        return dup_value (self, member);
    }

  return NULL;
}

char *
pal_event_to_json (const PalEvent *self)
{
  const PalEventRow *row = pal_event_row (self->kind);
  GString *out = g_string_new ("{\"method\":");

  pal_message_append_text (out, self->kind == PAL_EVENT_UNKNOWN ? self->unknown.method : row->name);
  g_string_append (out, ",\"params\":{");
  for (guint i = 0; i < row->n_members; i++)
    {
      const PalEventMember *member = &row->members[i];
      gboolean is_alias = i > 0 && member->offset == row->members[i - 1].offset;
      g_autofree char *value = is_alias ? NULL : dup_value (self, member);

      if (value == NULL)
        continue;
      if (out->str[out->len - 1] != '{')
        g_string_append_c (out, ',');
      g_string_append_len (out, member->token, member->token_length);
      if (is_number (member))
        g_string_append (out, value);
      else
        pal_message_append_text (out, value);
    }
  g_string_append (out, "}}");

  return g_string_free (out, FALSE);
}
