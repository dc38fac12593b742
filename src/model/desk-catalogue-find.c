/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-catalogue-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/desk-extension-private.h"

/* What is found, put in order and made to matches. */

typedef struct
{
  guint row;
  DeskQuality quality;
  double score;
  const char *text; /* in the index, which does not change meanwhile */
} Candidate;

typedef struct
{
  DeskCatalogue *self;
  DeskQuery *query; /* NULL: everybody */
  gboolean for_target;
  Candidate *best; /* in order */
  guint n, limit;
} Search;

static DeskEvidence
look (DeskCatalogue *self, guint row, DeskQuality quality)
{
  const DeskEntry *entry = desk_catalogue_get_entry (self, row);
  const DeskUsage *usage = entry->is_used ? g_hash_table_lookup (self->used, GUINT_TO_POINTER (row)) : NULL;
  DeskEvidence evidence = { .quality = quality, .kind = entry->kind, .presence = DESK_EVIDENCE_NO_PRESENCE };

  if (entry->kind == DESK_MATCH_COLLEAGUE)
    {
      evidence.presence = entry->extension->presence;
      evidence.is_favourite = entry->extension->favourite > 0;
    }
  if (usage != NULL)
    {
      evidence.uses = usage->uses;
      evidence.place = usage->place;
    }
  return evidence;
}

static gboolean
is_better (const Candidate *a, const Candidate *b)
{
  gboolean by_number = a->quality <= DESK_QUALITY_NUMBER_PREFIX && b->quality <= DESK_QUALITY_NUMBER_PREFIX;
  int order;

  if (a->score != b->score)
    return a->score > b->score;
  order = desk_index_compare_texts (a->text, b->text, by_number);
  return order != 0 ? order < 0 : a->row < b->row;
}

static gboolean
is_wanted (Search *search, guint row)
{
  const DeskEntry *entry = desk_catalogue_get_entry (search->self, row);
  const DeskUsage *usage;

  switch (entry->kind)
    {
    case DESK_MATCH_COLLEAGUE:
      return !entry->extension->is_own;
    case DESK_MATCH_RECENT:
      usage = g_hash_table_lookup (search->self->used, GUINT_TO_POINTER (row));
      return usage == NULL || usage->owner == 0;
    case DESK_MATCH_CONTACT:
      return !search->for_target || *desk_entry_get_text (entry, DESK_ENTRY_NUMBERS) != '\0';
    case DESK_MATCH_PARK:
    case DESK_MATCH_COMMAND:
      return !search->for_target;
    case DESK_MATCH_SHORT_DIAL:
    case DESK_MATCH_NUMBER:
    default:
      return TRUE;
    }
}

static void
weigh (Search *search, guint row, DeskQuality quality, const DeskEvidence *evidence)
{
  Candidate candidate = { .row = row, .quality = quality, .score = desk_evidence_get_score (evidence) };
  const Candidate *last = search->n == search->limit ? &search->best[search->n - 1] : NULL;
  guint at;

  if (last != NULL && candidate.score < last->score)
    return;
  candidate.text = desk_index_get_text (search->self->index, row);
  if (last != NULL && !is_better (&candidate, last))
    return;
  if (!is_wanted (search, row))
    return;
  if (search->n < search->limit)
    search->n++;
  for (at = search->n - 1; at > 0 && is_better (&candidate, &search->best[at - 1]); at--)
    search->best[at] = search->best[at - 1];
  search->best[at] = candidate;
}

static void
found_cb (guint row, DeskQuality quality, gpointer user_data)
{
  Search *search = user_data;
  DeskEvidence evidence = look (search->self, row, quality);

  weigh (search, row, quality, &evidence);
}

/* What was used may be worth more than anything that begins with it. */
static void
weigh_used (Search *search)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, search->self->used);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    {
      DeskQuality quality = desk_index_rate (search->self->index, search->query, GPOINTER_TO_UINT (row));

      if (quality > DESK_QUALITY_INITIALS && quality != DESK_QUALITY_NONE)
        found_cb (GPOINTER_TO_UINT (row), quality, search);
    }
}

static void
run (Search *search)
{
  DeskIndex *index = search->self->index;

  desk_index_search (index, search->query, DESK_INDEX_BEGINNINGS, found_cb, search);
  if (search->n == search->limit
      && search->best[search->n - 1].score >= desk_evidence_get_best_unused (DESK_QUALITY_DIGITS))
    weigh_used (search);
  else
    desk_index_search (index, search->query, DESK_INDEX_INSIDE, found_cb, search);
}

/* --- matches -------------------------------------------------------------- */

/* The one of its numbers that was meant. */
static const char *
choose_number (const DeskEntry *entry, DeskQuery *query)
{
  const char *first = desk_entry_get_text (entry, DESK_ENTRY_NUMBERS);
  const char *digits = query != NULL ? desk_query_get_number (query) : NULL;

  if (entry->kind == DESK_MATCH_SHORT_DIAL)
    return first; /* the others are its code */

  for (const char *p = first; digits != NULL && *p != '\0'; p += strlen (p) + 1)
    {
      g_autofree char *plain = desk_number_normalize (p);

      if (plain != NULL && strstr (plain, digits) != NULL)
        return p;
    }
  return first;
}

static DeskMatch *
make_colleague (DeskExtension *extension)
{
  const char *number = desk_extension_get_number (extension);

  return desk_match_new (DESK_MATCH_COLLEAGUE, number, desk_extension_get_name (extension), number, number,
                         extension);
}

/* A number dialled before: its name is that of whoever has it. */
static DeskMatch *
make_recent (DeskCatalogue *self, const char *number)
{
  const DeskUsage *usage = g_hash_table_lookup (self->usage, number);
  DeskExtension *extension = desk_presence_model_find (self->model, number);
  const char *title = number;

  if (extension != NULL)
    title = desk_extension_get_name (extension);
  else if (usage != NULL && usage->owner != 0)
    {
      const DeskEntry *entry = desk_catalogue_get_entry (self, usage->owner - 1);

      if (entry->kind == DESK_MATCH_CONTACT || entry->kind == DESK_MATCH_SHORT_DIAL)
        title = desk_entry_get_text (entry, DESK_ENTRY_TITLE);
    }
  return desk_match_new (DESK_MATCH_RECENT, number, title, _ ("Dialled before"), number, extension);
}

static DeskMatch *
make_match (DeskCatalogue *self, guint row, DeskQuality quality, DeskQuery *query)
{
  const DeskEntry *entry = desk_catalogue_get_entry (self, row);
  DeskEvidence evidence = look (self, row, quality);
  g_autofree char *subtitle = NULL, *plain = NULL;
  DeskMatch *match;

  if (entry->kind == DESK_MATCH_COLLEAGUE)
    match = make_colleague (entry->extension);
  else if (entry->kind == DESK_MATCH_RECENT)
    match = make_recent (self, desk_entry_get_text (entry, DESK_ENTRY_KEY));
  else
    {
      const char *number = entry->kind == DESK_MATCH_PARK ? desk_entry_get_text (entry, DESK_ENTRY_KEY)
                                                          : choose_number (entry, query);
      const char *more = desk_entry_get_text (entry, DESK_ENTRY_SUBTITLE);

      plain = entry->kind != DESK_MATCH_PARK ? desk_number_normalize (number) : NULL;
      if (entry->kind == DESK_MATCH_PARK || entry->kind == DESK_MATCH_COMMAND || *number == '\0')
        subtitle = g_strdup (more);
      else
        subtitle = *more != '\0' ? g_strdup_printf ("%s · %s", number, more) : g_strdup (number);
      match = desk_match_new (entry->kind, desk_entry_get_text (entry, DESK_ENTRY_KEY),
                              desk_entry_get_text (entry, DESK_ENTRY_TITLE), subtitle,
                              plain != NULL ? plain : number, NULL);
    }
  desk_match_set_evidence (match, &evidence);
  desk_match_set_catalogue (match, self);
  return match;
}

static DeskMatch *
make_typed (DeskCatalogue *self, const char *number)
{
  const DeskEvidence evidence
      = { .quality = DESK_QUALITY_EXACT, .kind = DESK_MATCH_NUMBER, .presence = DESK_EVIDENCE_NO_PRESENCE };
  DeskMatch *match = desk_match_new (DESK_MATCH_NUMBER, number, number, _ ("Call this number"), number, NULL);

  desk_match_set_evidence (match, &evidence);
  desk_match_set_catalogue (match, self);
  return match;
}

/* What was typed as digits is dialled as typed unless it is somebody's number, or a slot of which there is
 * something to be done. */
static gboolean
stands_for_number (DeskMatch *match, DeskQuality quality)
{
  if (quality != DESK_QUALITY_EXACT)
    return FALSE;
  return desk_match_get_kind (match) != DESK_MATCH_PARK || desk_match_get_offer (match) != DESK_OFFER_OPEN;
}

GPtrArray *
desk_catalogue_find (DeskCatalogue *self, const char *text, gboolean for_target, guint limit)
{
  g_return_val_if_fail (DESK_IS_CATALOGUE (self), NULL);

  GPtrArray *matches = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (DeskQuery) query = desk_query_new (text);
  g_autofree Candidate *best = g_new (Candidate, limit + 1);
  Search search = { self, query, for_target, best, 0, limit };
  const char *number;
  gboolean stands = FALSE;

  if (query == NULL || limit == 0 || self->model == NULL)
    return matches;
  desk_catalogue_catch_up (self);
  run (&search);
  for (guint i = 0; i < search.n; i++)
    {
      g_ptr_array_add (matches, make_match (self, best[i].row, best[i].quality, query));
      stands = stands || (i == 0 && stands_for_number (matches->pdata[0], best[0].quality));
    }
  number = desk_query_get_number (query);
  if (number != NULL && !stands)
    {
      g_ptr_array_insert (matches, 0, make_typed (self, number));
      if (matches->len > limit)
        g_ptr_array_set_size (matches, (int)limit);
    }
  return matches;
}

GPtrArray *
desk_catalogue_list_everybody (DeskCatalogue *self, guint limit)
{
  g_return_val_if_fail (DESK_IS_CATALOGUE (self), NULL);

  GPtrArray *matches = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree Candidate *best = g_new (Candidate, limit + 1);
  Search search = { self, NULL, TRUE, best, 0, limit };
  GHashTableIter iter;
  gpointer row;

  desk_catalogue_catch_up (self);
  g_hash_table_iter_init (&iter, self->colleagues);
  while (limit > 0 && g_hash_table_iter_next (&iter, NULL, &row))
    {
      DeskEvidence evidence = look (self, GPOINTER_TO_UINT (row), DESK_QUALITY_NONE);

      evidence.uses = 0; /* who is free, not who is called often */
      weigh (&search, GPOINTER_TO_UINT (row), DESK_QUALITY_NONE, &evidence);
    }
  for (guint i = 0; i < search.n; i++)
    g_ptr_array_add (matches, make_match (self, best[i].row, DESK_QUALITY_NONE, NULL));
  return matches;
}

GPtrArray *
desk_catalogue_list_recents (DeskCatalogue *self, guint limit)
{
  g_return_val_if_fail (DESK_IS_CATALOGUE (self), NULL);

  GPtrArray *matches = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->is_usage_stale)
    desk_catalogue_find_used (self);
  for (guint i = 0; self->model != NULL && i < self->recents->len && i < limit; i++)
    {
      const DeskUsage *usage = self->recents->pdata[i];
      const DeskEvidence evidence = { .quality = DESK_QUALITY_NONE,
                                      .kind = DESK_MATCH_RECENT,
                                      .uses = usage->uses,
                                      .place = i,
                                      .presence = DESK_EVIDENCE_NO_PRESENCE };
      DeskMatch *match = make_recent (self, usage->number);

      desk_match_set_evidence (match, &evidence);
      desk_match_set_catalogue (match, self);
      g_ptr_array_add (matches, match);
    }
  return matches;
}

DeskMatch *
desk_catalogue_lookup (DeskCatalogue *self, const char *number)
{
  g_return_val_if_fail (DESK_IS_CATALOGUE (self) && number != NULL, NULL);

  g_autoptr (GPtrArray) matches = NULL;
  DeskExtension *extension;

  if (self->model == NULL)
    return NULL;
  extension = desk_presence_model_find (self->model, number);
  if (extension != NULL)
    {
      DeskMatch *match = make_colleague (extension);

      desk_match_set_catalogue (match, self);
      return match;
    }
  matches = desk_catalogue_find (self, number, TRUE, 1);
  if (matches->len == 0 || desk_match_get_kind (matches->pdata[0]) == DESK_MATCH_NUMBER
      || desk_match_get_kind (matches->pdata[0]) == DESK_MATCH_COLLEAGUE)
    return NULL;
  /* The code of a short dial is not its number. */
  if (desk_match_get_kind (matches->pdata[0]) == DESK_MATCH_SHORT_DIAL
      && g_strcmp0 (desk_match_get_number (matches->pdata[0]), number) != 0)
    return NULL;
  return g_object_ref (matches->pdata[0]);
}
