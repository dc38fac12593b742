/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/editor/ui-property-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/desk-plain.h"
#include "model/desk-schedule.h"

#define NOTE_MAX_CHARS 300

/* What has no words here is shown as the PBX writes it. */
static const struct
{
  const char *key, *value, *words;
} choices[] = {
  { "type", "ringgroup", N_ ("Group") },
  { "type", "ivr", N_ ("Voice response (IVR)") },
  { "language", "en", N_ ("English") },
  { "language", "ja", N_ ("Japanese") },
  { "switchmode", "cyclic", N_ ("One after the last one called") },
  { "switchmode", "ascending", N_ ("From the first one on") },
  { "greetingtype", "1", N_ ("Personal greeting") },
  { "greetingtype", "2", N_ ("Alternative greeting") },
  { "greetingtype", "3", N_ ("Greeting of the system") },
  { "voicemail.password.enter.type", "0", N_ ("No") },
  { "voicemail.password.enter.type", "1", N_ ("Yes") },
  { "pln[n]_ptn[n]_callerroute", "any", N_ ("Anywhere") },
  { "pln[n]_ptn[n]_callerroute", "external", N_ ("Outside") },
  { "pln[n]_ptn[n]_callerroute", "internal", N_ ("An extension") },
  { "pln[n]_ptn[n]_filtertype", "match", N_ ("have such a number") },
  { "pln[n]_ptn[n]_filtertype", "unmatch", N_ ("have another number") },
};

/* Types of extensions: each has a table, which knows what they are called. NULL: it is no such thing. */
static const char *
find_type_words (const PalProperty *row, const char *value)
{
  gboolean is_type = g_str_equal (row->key, "type");
  const PalPropertyTable *table;

  if (!is_type && !g_str_equal (row->key, "stype"))
    return NULL;
  for (guint i = 0; (table = pal_property_table_get (i)) != NULL; i++)
    {
      /* A type that has specific ones has a table of each of them. */
      const char *name = !is_type ? table->subtype : table->subtype == NULL ? table->type : NULL;

      if (name != NULL && g_ascii_strcasecmp (name, value) == 0)
        return pal_property_table_get_label (table);
    }

  return NULL;
}

char *
ui_property_dup_choice_text (DeskProperty *property, const char *value)
{
  const PalProperty *row = desk_property_get_row (property);
  const char *words;

  if (*value == '\0')
    return g_strdup (_ ("Not set"));
  for (guint i = 0; row != NULL && i < G_N_ELEMENTS (choices); i++)
    if (g_str_equal (choices[i].key, row->key) && g_ascii_strcasecmp (choices[i].value, value) == 0)
      return g_strdup (_ (choices[i].words));
  words = row != NULL ? find_type_words (row, value) : NULL;

  return g_strdup (words != NULL ? words : value);
}

char *
ui_property_dup_value_text (DeskProperty *property)
{
  const char *value = desk_property_get_value (property);

  if (*value == '\0')
    return g_strdup (_ ("Not set"));
  if (desk_property_get_kind (property) == PAL_PROPERTY_KIND_CHOICE)
    return ui_property_dup_choice_text (property, value);
  if (desk_property_get_kind (property) == PAL_PROPERTY_KIND_BOOLEAN
      && desk_property_is_in_table (property, value))
    return g_strdup (desk_property_is_on (property) ? _ ("On") : _ ("Off"));

  return g_strdup (value);
}

/* Whose the extensions are; NULL when nobody is known of them. */
static char *
describe_extensions (DeskSession *session, const char *value)
{
  DeskPresenceModel *colleagues = desk_session_get_colleagues (session);
  g_auto (GStrv) numbers = g_strsplit (value, ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; numbers[i] != NULL; i++)
    {
      DeskExtension *extension = desk_presence_model_find (colleagues, g_strstrip (numbers[i]));
      const char *name = extension != NULL ? desk_extension_get_name (extension) : NULL;

      if (name != NULL && !g_str_equal (name, numbers[i]))
        g_strv_builder_add (builder, name);
    }
  names = g_strv_builder_end (builder);

  /* Translators: between the elements of a list */
  return names[0] != NULL ? g_strjoinv (_ (", "), names) : NULL;
}

static char *
describe_value (DeskSession *session, DeskProperty *property)
{
  const char *value = desk_property_get_value (property);
  g_autoptr (PalSchedule) schedule = NULL;

  switch (desk_property_get_kind (property))
    {
    case PAL_PROPERTY_KIND_SCHEDULE:
      schedule = *value != '\0' ? pal_schedule_new (value) : NULL;
      return schedule != NULL ? desk_schedule_to_words (schedule) : NULL;
    case PAL_PROPERTY_KIND_EXTENSION:
    case PAL_PROPERTY_KIND_EXTENSION_LIST:
    case PAL_PROPERTY_KIND_PHONE_LIST:
      return describe_extensions (session, value);
    case PAL_PROPERTY_KIND_TEXT:
      return g_str_has_suffix (desk_property_get_name (property), "forward")
                 ? describe_extensions (session, value)
                 : NULL;
    case PAL_PROPERTY_KIND_NUMBER:
    case PAL_PROPERTY_KIND_BOOLEAN:
    case PAL_PROPERTY_KIND_CHOICE:
    case PAL_PROPERTY_KIND_NUMBER_LIST:
    case PAL_PROPERTY_KIND_PATTERN:
    case PAL_PROPERTY_KIND_PATTERN_LIST:
    case PAL_PROPERTY_KIND_EMAIL_LIST:
    case PAL_PROPERTY_KIND_SECRET:
    default:
      return NULL;
    }
}

char *
ui_property_dup_note (DeskSession *session, DeskProperty *property)
{
  g_autofree char *text = NULL;

  if (desk_property_get_error (property) != NULL)
    return desk_plain_line (desk_property_get_error (property), NOTE_MAX_CHARS);
  text = describe_value (session, property);

  return text != NULL ? desk_plain_line (text, NOTE_MAX_CHARS) : NULL;
}

char *
ui_property_dup_n_changes (guint n)
{
  return g_strdup_printf (_ ("Changes not saved: %u"), n);
}
