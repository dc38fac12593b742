/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The table of methods as a page for people. */
#include "config.h"

#include "pal/protocol/pal-events-private.h"
#include "pal/protocol/pal-methods.h"

const char *
pal_role_to_word (PalRole role)
{
  switch (role)
    {
    case PAL_ROLE_USER:
      return "user";
    case PAL_ROLE_ADMIN:
      return "admin";
    case PAL_ROLE_SYSTEM:
      return "sa";
    case PAL_ROLE_NONE:
    default:
      return "anyone";
    }
}

const char *
pal_reply_shape_to_word (PalReplyShape shape)
{
  switch (shape)
    {
    case PAL_REPLY_SHAPE_TEXT:
      return "text";
    case PAL_REPLY_SHAPE_LIST:
      return "list";
    case PAL_REPLY_SHAPE_ROWS:
      return "rows";
    case PAL_REPLY_SHAPE_OBJECT:
      return "object";
    case PAL_REPLY_SHAPE_OBJECTS:
      return "objects";
    case PAL_REPLY_SHAPE_NONE:
    default:
      return "any";
    }
}

static void
append_type (GString *out, const PalParam *param)
{
  switch (param->type)
    {
    case PAL_PARAM_TYPE_INTEGER:
      g_string_append (out, "integer");
      break;
    case PAL_PARAM_TYPE_BOOLEAN:
      g_string_append (out, "true/false");
      break;
    case PAL_PARAM_TYPE_LIST:
      g_string_append (out, (param->flags & PAL_PARAM_ONE_OR_LIST) != 0 ? "text or list" : "list");
      break;
    case PAL_PARAM_TYPE_MAP:
      g_string_append (out, "map");
      break;
    case PAL_PARAM_TYPE_JSON:
      g_string_append (out, "JSON");
      break;
    case PAL_PARAM_TYPE_TEXT:
    default:
      g_string_append (out, "text");
      break;
    }
}

static void
append_choices (GString *out, const PalParam *param)
{
  g_autofree char *choices = g_strjoinv ("/", (char **) param->choices);

  if (param->type == PAL_PARAM_TYPE_LIST || param->type == PAL_PARAM_TYPE_MAP)
    {
      append_type (out, param);
      g_string_append (out, " of ");
    }
  g_string_append (out, choices);
}

static void
append_params (GString *out, const PalMethod *method)
{
  for (const PalParam *param = method->params; param->name != NULL; param++)
    {
      if (param != method->params)
        g_string_append (out, ", ");
      g_string_append_printf (out, "`%s`", param->name);
      if ((param->flags & PAL_PARAM_REQUIRED) != 0)
        g_string_append_c (out, '*');
      if ((param->flags & PAL_PARAM_BEYOND_GUIDE) != 0)
        g_string_append_c (out, '+');
      g_string_append_c (out, ' ');

      if (param->choices == NULL)
        append_type (out, param);
      else
        append_choices (out, param);
    }
}

static void
append_reply (GString *out, const PalMethod *method)
{
  g_string_append (out, pal_reply_shape_to_word (method->shape));
  if (method->fields == NULL)
    return;

  g_string_append (out, ": ");
  for (guint i = 0; method->fields[i] != NULL; i++)
    g_string_append_printf (out, i == 0 ? "`%s`" : ", `%s`", method->fields[i]);
}

static void
append_method (GString *out, const PalMethod *method)
{
  g_string_append_printf (out, "| `%s` | %s | %s | ", method->name,
                          method->section != NULL ? method->section : "–", pal_role_to_word (method->role));
  append_params (out, method);
  g_string_append (out, method->params->name != NULL ? " | " : "– | ");
  append_reply (out, method);
  g_string_append_printf (out, " | %s | `%s.json` |\n", method->since != NULL ? method->since : "–",
                          method->name);
}

static void
append_event (GString *out, PalEventKind kind)
{
  const PalEventRow *row = pal_event_row (kind);

  g_string_append_printf (out, "| `%s` | %s | ", row->name, row->section != NULL ? row->section : "–");
  for (guint i = 0; i < row->n_members; i++)
    {
      const PalEventMember *member = &row->members[i];
      gboolean is_alias = i > 0 && member->offset == row->members[i - 1].offset;

      g_string_append_printf (out, "%s`%.*s`", i == 0 ? "" : is_alias ? " or " : ", ", member->token_length - 3,
                              member->token + 1);
    }
  g_string_append_printf (out, " | `%s.json` |\n", row->name);
}

char *
pal_methods_to_markdown (void)
{
  GString *out = g_string_new ("| Method | Guide | Role | Parameters | Reply | Since | Golden file |\n"
                               "| --- | --- | --- | --- | --- | --- | --- |\n");

  for (guint i = 0; i < PAL_N_METHODS; i++)
    append_method (out, pal_method_get (i));

  g_string_append (out, "\n| Notification | Guide | Members | Golden file |\n| --- | --- | --- | --- |\n");
  for (guint i = PAL_EVENT_UNKNOWN + 1; i < PAL_N_EVENTS; i++)
    append_event (out, i);

  return g_string_free (out, FALSE);
}
