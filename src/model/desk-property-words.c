/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where calls to an extension go, in words. */
#include "config.h"

#include "model/desk-property-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/desk-schedule.h"

typedef struct
{
  DeskPropertySet *set;
  guint plan, schedule; /* schedule 0: the default one */
} Place;

static DeskProperty *
find (Place *place, const char *name)
{
  g_autofree char *whole
    = place->schedule == 0 ? g_strdup_printf ("pln%u_d_%s", place->plan, name)
                           : g_strdup_printf ("pln%u_ptn%u_%s", place->plan, place->schedule, name);

  return desk_property_set_find (place->set, whole);
}

static const char *
get (Place *place, const char *name)
{
  DeskProperty *property = find (place, name);

  return property != NULL ? desk_property_get_value (property) : "";
}

static gboolean
is_on (DeskPropertySet *set, const char *name)
{
  DeskProperty *property = desk_property_set_find (set, name);

  return property != NULL && desk_property_is_on (property);
}

/* The number, with the name of whose it is. */
static char *
describe_number (DeskPropertySet *set, const char *number)
{
  const char *name = desk_property_set_name_of (set, number);

  return g_str_equal (name, number) ? g_strdup (number) : g_strdup_printf ("%s %s", number, name);
}

static void
add_numbers (DeskPropertySet *set, GPtrArray *names, const char *text)
{
  g_auto (GStrv) numbers = g_strsplit (text, ",", -1);

  for (guint i = 0; numbers[i] != NULL; i++)
    if (*g_strstrip (numbers[i]) != '\0')
      g_ptr_array_add (names, describe_number (set, numbers[i]));
}

/* What rings: the phones that are there and switched on, and others. */
static char *
describe_ringing (Place *place)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  for (guint i = 1; i <= PAL_PROPERTY_MAX_PHONE; i++)
    {
      g_autofree char *id = g_strdup_printf ("pnumber%u", i);
      g_autofree char *enabled = g_strdup_printf ("p%u_enabled", i);
      DeskProperty *phone = desk_property_set_find (place->set, id);
      DeskProperty *switched = find (place, enabled);

      if (phone != NULL && *desk_property_get_value (phone) != '\0' && switched != NULL
          && desk_property_is_on (switched))
        g_ptr_array_add (names, g_strdup_printf (_("phone %u"), i));
    }
  add_numbers (place->set, names, get (place, "phoneforward"));
  if (names->len == 0)
    return g_strdup (_("no phone rings"));

  g_ptr_array_add (names, NULL);
  /* Translators: between the elements of a list */
  list = g_strjoinv (_(", "), (char **) names->pdata);
  /* Translators: a list of phones */
  return g_strdup_printf (_("rings %s"), list);
}

/* NULL: nowhere. */
static char *
find_end (Place *place, const char *which)
{
  g_autofree char *voicemail = g_strconcat (which, ".voicemail", NULL);
  const char *number = get (place, which);

  if (*number != '\0')
    return describe_number (place->set, number);

  return is_on (place->set, voicemail) ? g_strdup (_("voicemail")) : NULL;
}

static char *
describe_user (Place *place)
{
  g_autofree char *ringing = describe_ringing (place);
  g_autofree char *unanswered = find_end (place, "noanswerforward");
  g_autofree char *busy = find_end (place, "busyforward");
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func (g_free);
  DeskProperty *time = find (place, "ringertime");
  const char *seconds = time != NULL ? desk_property_get_value (time) : "";

  g_ptr_array_add (clauses, g_steal_pointer (&ringing));
  if (unanswered == NULL)
    g_ptr_array_add (clauses, g_strdup (_("unanswered calls end")));
  else if (*seconds != '\0')
    /* Translators: seconds, then where the call goes */
    g_ptr_array_add (clauses, g_strdup_printf (_("unanswered after %s s: to %s"), seconds, unanswered));
  else
    g_ptr_array_add (clauses, g_strdup_printf (_("unanswered: to %s"), unanswered));
  if (busy == NULL)
    g_ptr_array_add (clauses, g_strdup (_("when busy, callers hear so")));
  else
    g_ptr_array_add (clauses, g_strdup_printf (_("when busy: to %s"), busy));
  g_ptr_array_add (clauses, NULL);

  /* Translators: between the clauses of a sentence */
  return g_strjoinv (_("; "), (char **) clauses->pdata);
}

static char *
describe_place (Place *place)
{
  g_autofree char *end = NULL;

  if (find (place, "ringertime") != NULL)
    return describe_user (place);
  end = find_end (place, "noanswerforward");

  /* Translators: where the call goes */
  return end != NULL ? g_strdup_printf (_("calls go to %s"), end) : g_strdup (_("calls go nowhere"));
}

/* Whether a schedule was set up at all. */
static gboolean
is_used (Place *place)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (place->set));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DeskProperty) property = g_list_model_get_item (G_LIST_MODEL (place->set), i);
      const PalPropertyIndexes *indexes = desk_property_get_indexes (property);
      const PalProperty *row = desk_property_get_row (property);

      if (indexes->plan == place->plan && indexes->schedule == place->schedule
          && *desk_property_get_value (property) != '\0'
          && !desk_property_is_same (property, desk_property_get_value (property), row->default_value))
        return TRUE;
    }

  return FALSE;
}

static char *
describe_time (Place *place)
{
  const char *text = get (place, "timeschedule");
  g_autoptr (PalSchedule) schedule = *text != '\0' ? pal_schedule_new (text) : NULL;

  return schedule != NULL ? desk_schedule_to_phrase (schedule) : NULL;
}

static void
append_schedule (GString *out, Place *place)
{
  g_autofree char *where = describe_place (place);
  g_autofree char *when = describe_time (place);

  g_string_append_c (out, '\n');
  if (when != NULL)
    /* Translators: a schedule by its number, when it holds, where calls go then */
    g_string_append_printf (out, _("First schedule %u, %s: %s."), place->schedule, when, where);
  else
    /* Translators: a schedule by its number, where calls go */
    g_string_append_printf (out, _("First schedule %u: %s."), place->schedule, where);
}

char *
desk_property_set_dup_destination (DeskPropertySet *self, guint plan)
{
  Place place = { self, plan, 0 };
  g_autoptr (GString) out = NULL;
  g_autofree char *where = NULL;

  g_return_val_if_fail (DESK_IS_PROPERTY_SET (self), NULL);

  if (plan == 0 || find (&place, "noanswerforward") == NULL)
    return NULL;
  where = describe_place (&place);
  out = g_string_new (NULL);
  /* Translators: a plan by its number, and what happens to calls then, in clauses */
  g_string_append_printf (out, _("If plan %u is active: %s."), plan, where);
  for (place.schedule = 1; place.schedule <= DESK_PROPERTY_N_SCHEDULES; place.schedule++)
    if (is_used (&place))
      append_schedule (out, &place);

  return g_string_free (g_steal_pointer (&out), FALSE);
}
