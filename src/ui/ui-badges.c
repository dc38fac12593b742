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

const UiBadge ui_badge_calls = { { { get_calls, "n-ringing" } }, dup_ringing };
const UiBadge ui_badge_parking = { { { get_parks, "n-mine" }, { get_queues, "n-waiting" } }, dup_waiting };
const UiBadge ui_badge_voicemail = { { { get_voicemail, "n-new" } }, dup_new };

guint
ui_badge_count (const UiBadge *badge, DeskSession *session)
{
  guint sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (badge->of) && badge->of[i].property != NULL; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      gpointer source = badge->of[i].get_source (session);

      if (source == NULL)
        continue;
      g_value_init (&value, G_TYPE_INT);
      g_object_get_property (source, badge->of[i].property, &value);
      sum += (guint)MAX (g_value_get_int (&value), 0);
    }
  return sum;
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
