/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-evidence.h"

#include <glib/gi18n.h>

#define FAVOURITE 1.1

/* clang-format off */
static const struct
{
  double weight;
  const char *words;
} qualities[] = {
  /* Who types a whole number means it, whoever else was called how often. */
  [DESK_QUALITY_EXACT] = { 10000, N_ ("the whole number") },
  [DESK_QUALITY_NUMBER_PREFIX] = { 100, N_ ("the number begins with it") },
  [DESK_QUALITY_WORD] = { 60, N_ ("a whole word") },
  [DESK_QUALITY_WORD_PREFIX] = { 50, N_ ("a word begins with it") },
  [DESK_QUALITY_INITIALS] = { 40, N_ ("first letters") },
  [DESK_QUALITY_DIGITS] = { 12, N_ ("digits of the number") },
  [DESK_QUALITY_INFIX] = { 10, N_ ("within the name") },
  [DESK_QUALITY_NONE] = { 1, N_ ("nothing was typed") },
};

/* Free first; what only says little comes before who is known not to be there. */
static const struct
{
  double weight;
  const char *words;
} presences[] = {
  [DESK_PRESENCE_FREE] = { 1, N_ ("free") },
  [DESK_PRESENCE_RINGING] = { .85, N_ ("ringing") },
  [DESK_PRESENCE_DIALLING] = { .8, N_ ("dialling") },
  [DESK_PRESENCE_TALKING] = { .75, N_ ("talking") },
  [DESK_PRESENCE_ON_HOLD] = { .7, N_ ("on hold") },
  [DESK_PRESENCE_UNKNOWN] = { .65, N_ ("unknown") },
  [DESK_PRESENCE_OFFLINE] = { .5, N_ ("offline") },
};

static const struct
{
  double weight;
  const char *words;
} kinds[] = {
  [DESK_MATCH_COLLEAGUE] = { .65, N_ ("a colleague") },
  [DESK_MATCH_RECENT] = { .6, N_ ("a number called before") },
  [DESK_MATCH_NUMBER] = { 1, N_ ("as typed") },
  [DESK_MATCH_CONTACT] = { .6, N_ ("from a phonebook") },
  [DESK_MATCH_SHORT_DIAL] = { .9, N_ ("a short dial") },
  [DESK_MATCH_PARK] = { .55, N_ ("a park slot") },
  [DESK_MATCH_COMMAND] = { .5, N_ ("a page or command") },
};
/* clang-format on */

double
desk_evidence_get_quality (const DeskEvidence *self)
{
  return qualities[self->quality].weight;
}

double
desk_evidence_get_frequency (const DeskEvidence *self)
{
  double factor = 1;

  /* Each doubling of the uses counts as much as the one before, up to 63. */
  for (guint uses = self->uses + 1; uses > 1 && factor < 4; uses /= 2)
    factor += .5;
  return factor;
}

double
desk_evidence_get_recency (const DeskEvidence *self)
{
  return self->uses > 0 ? 1 + 1. / (1 + self->place) : 1;
}

double
desk_evidence_get_presence (const DeskEvidence *self)
{
  double weight = self->presence != DESK_EVIDENCE_NO_PRESENCE ? presences[self->presence].weight
                                                              : kinds[self->kind].weight;

  return self->is_favourite ? weight * FAVOURITE : weight;
}

double
desk_evidence_get_score (const DeskEvidence *self)
{
  return desk_evidence_get_quality (self) * desk_evidence_get_frequency (self)
         * desk_evidence_get_recency (self) * desk_evidence_get_presence (self);
}

double
desk_evidence_get_best_unused (DeskQuality quality)
{
  return qualities[quality].weight * FAVOURITE;
}

static void
append_factor (GString *out, const char *words, double factor)
{
  g_autofree char *number = g_strdup_printf ("%.2f", factor);

  /* Translators: one factor of why something is found so high: what it is for (%s), how much (%s) */
  g_string_append_printf (out, _ ("%s %s"), words, number);
}

char *
desk_evidence_dup_explanation (const DeskEvidence *self)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *often = NULL, *recent = NULL;

  append_factor (out, _ (qualities[self->quality].words), desk_evidence_get_quality (self));
  if (self->uses > 0)
    {
      often = g_strdup_printf (ngettext ("called once", "called %u times", self->uses), self->uses);
      recent = self->place == 0 ? g_strdup (_ ("the last one called"))
                                : g_strdup_printf (ngettext ("%u call to another since",
                                                             "%u calls to others since", self->place),
                                                   self->place);
      g_string_append (out, " × ");
      append_factor (out, often, desk_evidence_get_frequency (self));
      g_string_append (out, " × ");
      append_factor (out, recent, desk_evidence_get_recency (self));
    }
  g_string_append (out, " × ");
  append_factor (out,
                 _ (self->presence != DESK_EVIDENCE_NO_PRESENCE ? presences[self->presence].words
                                                                : kinds[self->kind].words),
                 desk_evidence_get_presence (self) / (self->is_favourite ? FAVOURITE : 1));
  if (self->is_favourite)
    {
      g_string_append (out, " × ");
      append_factor (out, _ ("a favourite"), FAVOURITE);
    }
  g_string_append_printf (out, " = %.2f", desk_evidence_get_score (self));
  return g_string_free (g_steal_pointer (&out), FALSE);
}
