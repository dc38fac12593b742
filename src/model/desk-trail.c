/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-trail.h"

typedef struct
{
  gboolean is_own, is_talking;
} TrailLeg;

DeskTrail *
desk_trail_new (const char *room_id, const char *party_id, const char *party_number, const char *own)
{
  DeskTrail *self = g_new0 (DeskTrail, 1);

  self->room_id = g_strdup (room_id);
  self->party_id = g_strdup (party_id);
  self->party_number = g_strdup (party_number);
  self->own = g_strdup (own);
  self->ignored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->legs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
desk_trail_free (DeskTrail *self)
{
  g_free (self->room_id);
  g_free (self->party_id);
  g_free (self->party_number);
  g_free (self->own);
  g_free (self->party_with);
  g_hash_table_unref (self->ignored);
  g_hash_table_unref (self->legs);
  g_free (self);
}

void
desk_trail_ignore (DeskTrail *self, const DeskUser *own)
{
  for (const DeskLeg *leg = own != NULL ? own->legs : NULL; leg != NULL; leg = leg->next)
    if (g_strcmp0 (leg->room_id, self->room_id) == 0)
      g_hash_table_add (self->ignored, g_strdup (leg->talker_id));
}

static void
follow (DeskTrail *self, const DeskLeg *leg)
{
  if (leg->room_id == NULL || leg->room_id[0] == '\0' || g_strcmp0 (self->room_id, leg->room_id) == 0)
    return;
  g_free (self->room_id);
  self->room_id = g_strdup (leg->room_id);
}

static gboolean
is_party (DeskTrail *self, const DeskLeg *leg, gboolean is_here)
{
  if (self->party_id != NULL)
    return g_str_equal (self->party_id, leg->talker_id);
  if (!is_here || self->party_number == NULL || !g_str_equal (leg->user->number, self->party_number))
    return FALSE;
  self->party_id = g_strdup (leg->talker_id);
  return TRUE;
}

static void
see_party (DeskTrail *self, const DeskLeg *leg)
{
  if (leg->state == DESK_LEG_GONE)
    {
      self->is_party_gone = TRUE;
      return;
    }
  self->is_party_gone = FALSE;
  follow (self, leg);
  g_free (self->party_with);
  self->party_with = desk_leg_is_up (leg) ? g_strdup (leg->other_number) : NULL;
}

gboolean
desk_trail_see (DeskTrail *self, const DeskLeg *leg)
{
  gboolean is_here = self->room_id != NULL && g_strcmp0 (leg->room_id, self->room_id) == 0;
  TrailLeg *known = g_hash_table_lookup (self->legs, leg->talker_id);

  if (leg->is_monitor || g_hash_table_contains (self->ignored, leg->talker_id))
    return FALSE;
  if (is_party (self, leg, is_here))
    {
      see_party (self, leg);
      return TRUE;
    }
  if (leg->state == DESK_LEG_GONE)
    {
      self->was_called |= is_here;
      /* Answer and end may come at once. */
      self->was_answered |= (is_here || known != NULL) && leg->was_answered
                            && g_strcmp0 (leg->user->number, self->own) != 0;
      return g_hash_table_remove (self->legs, leg->talker_id) || is_here;
    }
  if (known == NULL && !is_here)
    return FALSE;
  if (!is_here && !desk_leg_is_up (leg))
    return g_hash_table_remove (self->legs, leg->talker_id);
  if (!is_here)
    follow (self, leg); /* an answered call may go on in a new room */
  if (known == NULL)
    {
      known = g_new0 (TrailLeg, 1);
      g_hash_table_insert (self->legs, g_strdup (leg->talker_id), known);
    }
  known->is_own = g_strcmp0 (leg->user->number, self->own) == 0;
  known->is_talking = desk_leg_is_up (leg);
  self->was_called |= !known->is_own;
  return TRUE;
}

DeskTrailCount
desk_trail_count (DeskTrail *self)
{
  DeskTrailCount count = { 0 };
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, self->legs);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const TrailLeg *leg = value;

      if (leg->is_own)
        count.own_id = id;
      if (leg->is_own)
        *(leg->is_talking ? &count.n_own_talking : &count.n_own_calling) += 1;
      else
        *(leg->is_talking ? &count.n_talking : &count.n_calling) += 1;
    }
  return count;
}
