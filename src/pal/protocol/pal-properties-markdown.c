/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The tables of properties as a page for people. */
#include "config.h"

#include "pal/protocol/pal-properties.h"

const char *
pal_property_kind_to_word (PalPropertyKind kind)
{
  switch (kind)
    {
    case PAL_PROPERTY_KIND_NUMBER:
      return "number";
    case PAL_PROPERTY_KIND_BOOLEAN:
      return "true/false";
    case PAL_PROPERTY_KIND_CHOICE:
      return "choice";
    case PAL_PROPERTY_KIND_EXTENSION:
      return "extension";
    case PAL_PROPERTY_KIND_EXTENSION_LIST:
      return "extensions";
    case PAL_PROPERTY_KIND_PHONE_LIST:
      return "phone numbers";
    case PAL_PROPERTY_KIND_NUMBER_LIST:
      return "numbers";
    case PAL_PROPERTY_KIND_SCHEDULE:
      return "schedule";
    case PAL_PROPERTY_KIND_PATTERN:
      return "pattern";
    case PAL_PROPERTY_KIND_PATTERN_LIST:
      return "patterns";
    case PAL_PROPERTY_KIND_EMAIL_LIST:
      return "e-mail addresses";
    case PAL_PROPERTY_KIND_SECRET:
      return "secret";
    case PAL_PROPERTY_KIND_TEXT:
    default:
      return "text";
    }
}

static void
append_value (GString *out, const PalProperty *row)
{
  if (row->kind == PAL_PROPERTY_KIND_CHOICE)
    {
      g_autofree char *choices = g_strjoinv ("/", (char **) row->choices);

      g_string_append (out, choices);
      return;
    }

  g_string_append (out, pal_property_kind_to_word (row->kind));
  if (row->kind == PAL_PROPERTY_KIND_NUMBER)
    g_string_append_printf (out, " %d…%d", row->min, row->max);
}

static void
append_remarks (GString *out, const PalProperty *row)
{
  static const struct
  {
    PalPropertyFlags flag;
    const char *word;
  } words[] = {
    { PAL_PROPERTY_READ_ONLY, "fixed" },
    { PAL_PROPERTY_ADMIN_ONLY, "administrators" },
    { PAL_PROPERTY_DERIVED, "by the note" },
    { PAL_PROPERTY_BEYOND_GUIDE, "beyond the guide" },
  };
  const char *between = "";

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if ((row->flags & words[i].flag) != 0)
      {
        g_string_append_printf (out, "%s%s", between, words[i].word);
        between = ", ";
      }
  if (*between == '\0')
    g_string_append (out, "–");
}

static void
append_table (GString *out, const PalPropertyTable *table)
{
  g_string_append_printf (out, "\n## %s (%s)\n\n`type` %s", table->label, table->section, table->type);
  if (table->subtype != NULL)
    g_string_append_printf (out, ", `stype` %s", table->subtype);
  g_string_append (out, "\n\n| Property | Group | Label | Value | Default | Remarks |\n"
                        "| --- | --- | --- | --- | --- | --- |\n");
  for (guint i = 0; i < table->n_rows; i++)
    {
      const PalProperty *row = &table->rows[i];

      g_string_append_printf (out, "| `%s` | %s | %s | ", row->key, row->group, row->label);
      append_value (out, row);
      g_string_append_printf (out, " | %s | ", *row->default_value != '\0' ? row->default_value : "–");
      append_remarks (out, row);
      g_string_append (out, " |\n");
    }
}

char *
pal_properties_to_markdown (void)
{
  const PalPropertyTable *table;
  GString *out = g_string_new ("# Properties of extensions and tenants\n\n"
                               "Written from `pal-properties.c`; `[n]` stands for a number. Lists stand between "
                               "commas. “By the note” means: derived from the note under 7.6.\n");

  for (guint i = 0; (table = pal_property_table_get (i)) != NULL; i++)
    append_table (out, table);

  return g_string_free (out, FALSE);
}
