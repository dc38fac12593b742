/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-badges.h"

#include <glib/gi18n-lib.h>

static gpointer
get_calls (DeskSession *session)
{
  return desk_session_get_calls (session);
}

static gpointer
get_log (DeskSession *session)
{
  return desk_session_get_log (session);
}

static gpointer
get_parks (DeskSession *session)
{
  return desk_session_get_parks (session);
}

static gpointer
get_queues (DeskSession *session)
{
  return desk_session_get_queues (session);
}

static gpointer
get_voicemail (DeskSession *session)
{
  return desk_session_get_voicemail (session);
}

static char *
dup_ringing (guint n)
{
  /* Translators: after the name of the page: "Calls, 2 ringing". */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u ringing", "%u ringing", n), n);
}

static char *
dup_missed (guint n)
{
  /* Translators: missed calls nobody has returned yet, after the name of the page: "Calls, 2 to return". */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u to return", "%u to return", n), n);
}

static char *
dup_waiting (guint n)
{
  /* Translators: after the name of the page: "Parking & Lines, 2 waiting". */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u waiting", "%u waiting", n), n);
}

static char *
dup_new (guint n)
{
  /* Translators: after the name of the page: "Voicemail, 3 new". */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u new", "%u new", n), n);
}

const UiBadge ui_badge_calls
  = { { { get_calls, "n-ringing", dup_ringing }, { get_log, "n-missed", dup_missed } } };
const UiBadge ui_badge_parking
  = { { { get_parks, "n-mine", dup_waiting }, { get_queues, "n-waiting", dup_waiting } } };
const UiBadge ui_badge_voicemail = { { { get_voicemail, "n-new", dup_new } } };

static guint
count_of (const UiBadge *badge, guint i, DeskSession *session)
{
  g_auto (GValue) value = G_VALUE_INIT;
  gpointer source = badge->of[i].property != NULL ? badge->of[i].get_source (session) : NULL;

  if (source == NULL)
    return 0;
  g_value_init (&value, G_TYPE_INT);
  g_object_get_property (source, badge->of[i].property, &value);
  return (guint)MAX (g_value_get_int (&value), 0);
}

guint
ui_badge_count (const UiBadge *badge, DeskSession *session)
{
  return count_of (badge, 0, session) + count_of (badge, 1, session);
}

char *
ui_badge_dup_text (const UiBadge *badge, DeskSession *session)
{
  guint first = count_of (badge, 0, session), second = count_of (badge, 1, session);
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (badge->of[0].dup_text == badge->of[1].dup_text)
    {
      first += second;
      second = 0;
    }
  one = first > 0 ? badge->of[0].dup_text (first) : NULL;
  other = second > 0 ? badge->of[1].dup_text (second) : NULL;
  if (one != NULL && other != NULL)
    /* Translators: two things that wait on one page: "1 ringing, 2 to return". */
    return g_strdup_printf (C_ ("what waits", "%s, %s"), one, other);
  return one != NULL ? g_steal_pointer (&one) : g_steal_pointer (&other);
}

void
ui_badge_connect (const UiBadge *badge, DeskSession *session, GCallback count, gpointer object)
{
  for (guint i = 0; i < G_N_ELEMENTS (badge->of) && badge->of[i].property != NULL; i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", badge->of[i].property, NULL);
      gpointer source = badge->of[i].get_source (session);

      if (source != NULL)
        g_signal_connect_object (source, signal, count, object, G_CONNECT_SWAPPED);
    }
}
