/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-finder-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/desk-extension-private.h"
#include "model/desk-fold.h"
#include "model/desk-presence-model-private.h"

#define MAX_MATCHES 12
#define MAX_RECENTS 50

/* Better ones first. */
typedef enum
{
  RANK_EXACT_NUMBER,
  RANK_NUMBER_PREFIX,
  RANK_WORD_PREFIX,
  RANK_INFIX,
  RANK_NONE,
} Rank;

typedef struct
{
  DeskExtension *extension; /* borrowed */
  Rank rank;
} Candidate;

struct _DeskFinder
{
  GObject parent_instance;

  /* owned */
  DeskPresenceModel *model;
  GPtrArray *matches;
  GPtrArray *recents;    /* numbers, newest first */
  GPtrArray *candidates; /* all colleagues that match, borrowed from model; or NULL when not known */
  char *text;

  gboolean offers_all; /* without a text, too */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DeskFinder, desk_finder, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GType
list_get_item_type (GListModel *model)
{
  return DESK_TYPE_MATCH;
}

static guint
list_get_n_items (GListModel *model)
{
  return DESK_FINDER (model)->matches->len;
}

static gpointer
list_get_item (GListModel *model, guint position)
{
  GPtrArray *matches = DESK_FINDER (model)->matches;

  return position < matches->len ? g_object_ref (matches->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = list_get_item_type;
  iface->get_n_items = list_get_n_items;
  iface->get_item = list_get_item;
}

/* --- ranking ----------------------------------------------------------- */

/* The best place of @word in @fold, whose last line is the number. */
static Rank
rank_word (const char *fold, const char *word)
{
  const char *at = strstr (fold, word);
  Rank best = RANK_NONE;

  if (at == NULL)
    return RANK_NONE;

  const char *number = strrchr (fold, '\n') + 1;
  if (g_str_has_prefix (number, word))
    return number[strlen (word)] == '\0' ? RANK_EXACT_NUMBER : RANK_NUMBER_PREFIX;
  for (; at != NULL && best != RANK_WORD_PREFIX; at = strstr (at + 1, word))
    {
      gboolean starts = at == fold || at[-1] == ' ' || at[-1] == '\n' || at[-1] == '-' || at[-1] == '.'
                        || at[-1] == ',' || at[-1] == '(' || at[-1] == '/';

      best = starts && at < number ? RANK_WORD_PREFIX : RANK_INFIX;
    }
  return best;
}

/* All words must be found; the worst place counts. */
static Rank
rank_extension (DeskExtension *extension, char **words)
{
  const char *fold = extension->fold != NULL ? extension->fold : desk_extension_get_fold (extension);
  Rank worst = RANK_EXACT_NUMBER;

  for (guint i = 0; words[i] != NULL && worst != RANK_NONE; i++)
    worst = MAX (worst, rank_word (fold, words[i]));
  return worst;
}

static gboolean
is_better (const Candidate *a, const Candidate *b)
{
  if (a->rank != b->rank)
    return a->rank < b->rank;

  if (a->extension->presence != b->extension->presence)
    return a->extension->presence < b->extension->presence;
  if ((a->extension->favourite > 0) != (b->extension->favourite > 0))
    return a->extension->favourite > 0;

  /* Who types a number looks for numbers. */
  int order = 0;
  if (a->rank > RANK_NUMBER_PREFIX)
    order = strcmp (desk_extension_get_sort_key (a->extension), desk_extension_get_sort_key (b->extension));
  if (order != 0)
    return order < 0;
  return strcmp (desk_extension_get_number (a->extension), desk_extension_get_number (b->extension)) < 0;
}

/* Keeps the best ones in order. */
static void
offer (Candidate *best, guint *n, const Candidate *candidate)
{
  guint at;

  if (*n == MAX_MATCHES && !is_better (candidate, &best[MAX_MATCHES - 1]))
    return;
  if (*n < MAX_MATCHES)
    (*n)++;
  for (at = *n - 1; at > 0 && is_better (candidate, &best[at - 1]); at--)
    best[at] = best[at - 1];
  best[at] = *candidate;
}

static void
rank_colleagues (DeskFinder *self, char **words, GPtrArray *from, GPtrArray *to, Candidate *best, guint *n)
{
  guint n_from = 0;
  gpointer *rows = from != NULL ? from->pdata : desk_list_get_rows (DESK_LIST (self->model), &n_from);

  if (from != NULL)
    n_from = from->len;
  for (guint i = 0; i < n_from; i++)
    {
      DeskExtension *extension = rows[i];
      if (i + 16 < n_from)
        desk_extension_prefetch (rows[i + 16], rows[i + 8]);

      Candidate candidate = { extension, rank_extension (extension, words) };
      if (candidate.rank == RANK_NONE)
        continue;
      g_ptr_array_add (to, extension);
      if (!extension->is_own)
        offer (best, n, &candidate);
    }
}

/* --- building the list ------------------------------------------------- */

static void
add_colleague (GPtrArray *matches, DeskExtension *extension)
{
  const char *number = desk_extension_get_number (extension);

  g_ptr_array_add (matches, desk_match_new (DESK_MATCH_COLLEAGUE, desk_extension_get_name (extension),
                                            number, number, extension));
}

static void
add_recent (DeskFinder *self, GPtrArray *matches, const char *number)
{
  DeskExtension *extension = desk_presence_model_find (self->model, number);

  for (guint i = 0; i < matches->len; i++)
    if (g_str_equal (desk_match_get_number (matches->pdata[i]), number))
      return;
  g_ptr_array_add (matches, desk_match_new (DESK_MATCH_RECENT,
                                            extension != NULL ? desk_extension_get_name (extension) : number,
                                            _ ("Dialled before"), number, extension));
}

static void
add_recents (DeskFinder *self, GPtrArray *matches, const char *digits)
{
  for (guint i = 0; i < self->recents->len && matches->len < MAX_MATCHES; i++)
    if (digits == NULL || strstr (self->recents->pdata[i], digits) != NULL)
      add_recent (self, matches, self->recents->pdata[i]);
}

/* The best of all, with some room left for the numbers dialled before. */
static void
add_everybody (DeskFinder *self, GPtrArray *matches)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  char *no_words[] = { NULL };
  Candidate best[MAX_MATCHES];
  guint n = 0;

  rank_colleagues (self, no_words, NULL, all, best, &n);
  for (guint i = 0; i < n && (n < MAX_MATCHES || i < MAX_MATCHES - 3); i++)
    add_colleague (matches, best[i].extension);
}

/* What was typed as digits is dialled as typed unless it is somebody's number; then come those it may be the
 * beginning of. */
static GPtrArray *
build_matches (DeskFinder *self, gboolean grows)
{
  GPtrArray *matches = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) words = desk_fold_words (self->text);
  g_autofree char *digits = desk_number_normalize (self->text);
  g_autoptr (GPtrArray) from = g_steal_pointer (&self->candidates);
  Candidate best[MAX_MATCHES];
  guint n = 0;

  if (words == NULL)
    {
      if (self->offers_all)
        add_everybody (self, matches);
      add_recents (self, matches, NULL);
      return matches;
    }
  if (digits != NULL)
    {
      g_strfreev (words);
      words = g_strsplit (digits, " ", -1);
    }
  self->candidates = g_ptr_array_new ();
  rank_colleagues (self, words, grows ? from : NULL, self->candidates, best, &n);
  if (digits != NULL && (n == 0 || best[0].rank != RANK_EXACT_NUMBER))
    g_ptr_array_add (matches, desk_match_new (DESK_MATCH_NUMBER, digits, _ ("Call this number"), digits,
                                              NULL));
  for (guint i = 0; i < n && matches->len < MAX_MATCHES; i++)
    add_colleague (matches, best[i].extension);
  if (digits != NULL)
    add_recents (self, matches, digits);
  return matches;
}

void
desk_finder_set_text (DeskFinder *self, const char *text)
{
  g_return_if_fail (DESK_IS_FINDER (self));
  if (text == NULL)
    text = "";
  if (g_str_equal (self->text, text))
    return;
  if (self->model == NULL)
    return;

  g_autoptr (GPtrArray) old = g_steal_pointer (&self->matches);
  g_autofree char *digits = desk_number_normalize (text), *old_digits = desk_number_normalize (self->text);
  gboolean grows = self->candidates != NULL && g_str_has_prefix (text, self->text) && g_str_is_ascii (text)
                   && (digits == NULL) == (old_digits == NULL);

  g_free (self->text);
  self->text = g_strdup (text);
  self->matches = build_matches (self, grows);
  if (old->len > 0 || self->matches->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, self->matches->len);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/* --- recents and the model --------------------------------------------- */

void
desk_finder_set_recents (DeskFinder *self, const char *const *numbers)
{
  g_ptr_array_set_size (self->recents, 0);
  for (guint i = 0; numbers != NULL && numbers[i] != NULL && i < MAX_RECENTS; i++)
    g_ptr_array_add (self->recents, g_strdup (numbers[i]));
}

void
desk_finder_add_recent (DeskFinder *self, const char *number)
{
  guint at;

  if (g_ptr_array_find_with_equal_func (self->recents, number, g_str_equal, &at))
    g_ptr_array_remove_index (self->recents, at);
  g_ptr_array_insert (self->recents, 0, g_strdup (number));
  if (self->recents->len > MAX_RECENTS)
    g_ptr_array_set_size (self->recents, MAX_RECENTS);
}

DeskMatch *
desk_finder_find (DeskFinder *self, const char *number)
{
  g_autoptr (GPtrArray) matches = g_ptr_array_new_with_free_func (g_object_unref);
  DeskExtension *extension;

  g_return_val_if_fail (DESK_IS_FINDER (self) && number != NULL, NULL);
  if (self->model == NULL)
    return NULL;

  extension = desk_presence_model_find (self->model, number);
  if (extension != NULL)
    add_colleague (matches, extension);
  else if (g_ptr_array_find_with_equal_func (self->recents, number, g_str_equal, NULL))
    add_recent (self, matches, number);
  return matches->len > 0 ? g_object_ref (matches->pdata[0]) : NULL;
}

static void
items_changed_cb (DeskFinder *self)
{
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
}

static void
touched_cb (DeskFinder *self, GPtrArray *extensions, guint what)
{
  if (what & DESK_TOUCH_ORDER)
    g_clear_pointer (&self->candidates, g_ptr_array_unref);
}

DeskFinder *
desk_finder_new (DeskPresenceModel *model)
{
  DeskFinder *self = g_object_new (DESK_TYPE_FINDER, NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "touched", G_CALLBACK (touched_cb), self, G_CONNECT_SWAPPED);
  return self;
}

DeskFinder *
desk_finder_new_for_target (DeskFinder *other)
{
  g_return_val_if_fail (DESK_IS_FINDER (other), NULL);

  DeskFinder *self = desk_finder_new (other->model);

  self->offers_all = TRUE;
  for (guint i = 0; i < other->recents->len; i++)
    g_ptr_array_add (self->recents, g_strdup (other->recents->pdata[i]));
  g_ptr_array_unref (self->matches);
  self->matches = build_matches (self, FALSE);
  return self;
}

static void
desk_finder_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TEXT: g_value_set_string (value, DESK_FINDER (object)->text); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_finder_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TEXT: desk_finder_set_text (DESK_FINDER (object), g_value_get_string (value)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_finder_dispose (GObject *object)
{
  DeskFinder *self = DESK_FINDER (object);

  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  g_ptr_array_set_size (self->matches, 0);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (desk_finder_parent_class)->dispose (object);
}

static void
desk_finder_finalize (GObject *object)
{
  DeskFinder *self = DESK_FINDER (object);

  g_ptr_array_unref (self->matches);
  g_ptr_array_unref (self->recents);
  g_free (self->text);
  G_OBJECT_CLASS (desk_finder_parent_class)->finalize (object);
}

static void
desk_finder_class_init (DeskFinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_finder_get_property;
  object_class->set_property = desk_finder_set_property;
  object_class->dispose = desk_finder_dispose;
  object_class->finalize = desk_finder_finalize;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_finder_init (DeskFinder *self)
{
  self->matches = g_ptr_array_new_with_free_func (g_object_unref);
  self->recents = g_ptr_array_new_with_free_func (g_free);
  self->text = g_strdup ("");
}
