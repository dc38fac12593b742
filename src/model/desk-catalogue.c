/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-catalogue-private.h"

#include <string.h>

#include "model/desk-presence-model-private.h"
#include "model/desk-slices.h"

#define MAX_RECENTS 50
#define AT_ONCE 1000 /* colleagues that wait to be read in, when somebody asks */
#define STEP 32
#define PAUSE_MS 300 /* until changes are told */

G_DEFINE_FINAL_TYPE (DeskCatalogue, desk_catalogue, G_TYPE_OBJECT)

static guint changed_signal, offers_signal;

/* --- entries -------------------------------------------------------------- */

/* Texts one behind the other, each with its end; an empty one ends them. */
static char *
pack (const DeskCatalogueRow *row)
{
  GString *out = g_string_new (row->key);

  g_string_append_c (out, '\0');
  g_string_append (out, row->title);
  g_string_append_c (out, '\0');
  g_string_append (out, row->subtitle != NULL ? row->subtitle : "");
  g_string_append_c (out, '\0');
  for (guint i = 0; row->numbers != NULL && row->numbers[i] != NULL; i++)
    if (*row->numbers[i] != '\0')
      {
        g_string_append (out, row->numbers[i]);
        g_string_append_c (out, '\0');
      }
  g_string_append_c (out, '\0');
  return g_string_free (out, FALSE);
}

static gsize
get_packed_size (const char *packed)
{
  const char *end = packed;

  for (guint i = 0; i < DESK_ENTRY_NUMBERS; i++)
    end += strlen (end) + 1;
  while (*end != '\0')
    end += strlen (end) + 1;
  return (gsize) (end + 1 - packed);
}

static gboolean
is_packed_alike (const char *a, const char *b)
{
  gsize size = get_packed_size (a);

  return size == get_packed_size (b) && memcmp (a, b, size) == 0;
}

const char *
desk_entry_get_text (const DeskEntry *entry, DeskEntryPart part)
{
  const char *text = entry->packed;

  for (guint i = 0; i < part; i++)
    text += strlen (text) + 1;
  return text;
}

DeskEntry *
desk_catalogue_get_entry (DeskCatalogue *self, guint row)
{
  return &g_array_index (self->entries, DeskEntry, row);
}

static gboolean
tell_cb (gpointer user_data)
{
  DeskCatalogue *self = user_data;

  self->tell_source = 0;
  g_signal_emit (self, changed_signal, 0);
  return G_SOURCE_REMOVE;
}

static void
tell_soon (DeskCatalogue *self)
{
  if (self->tell_source == 0)
    self->tell_source = g_timeout_add_full (DESK_SLICES_PRIORITY, PAUSE_MS, tell_cb, self, NULL);
}

/* Does a number of what is found by that text, however it is written, stand among those that were dialled? */
static void
note_numbers (DeskCatalogue *self, const char *text)
{
  g_autofree char *numbers = NULL;
  char *rest, *number;

  if (g_hash_table_size (self->usage) == 0 || self->is_usage_stale)
    return;
  numbers = g_strdup (strchr (text, '\n') + 1);
  rest = numbers;
  while (!self->is_usage_stale && (number = strsep (&rest, " ")) != NULL)
    self->is_usage_stale = g_hash_table_contains (self->usage, number);
}

static guint
add_entry (DeskCatalogue *self, const DeskEntry *entry, const char *text)
{
  guint row = desk_index_add (self->index, text);

  if (self->entries->len <= row)
    g_array_set_size (self->entries, row + 1);
  *desk_catalogue_get_entry (self, row) = *entry;
  self->n_entries++;
  note_numbers (self, text);
  tell_soon (self);
  return row;
}

static void
remove_entry (DeskCatalogue *self, guint row)
{
  DeskEntry *entry = desk_catalogue_get_entry (self, row);

  note_numbers (self, desk_index_get_text (self->index, row));
  if (entry->kind != DESK_MATCH_COLLEAGUE)
    g_free (entry->packed);
  *entry = (DeskEntry){ 0 };
  self->n_entries--;
  desk_index_remove (self->index, row);
  tell_soon (self);
}

void
desk_catalogue_put (DeskCatalogue *self, const DeskCatalogueRow *row)
{
  g_return_if_fail (DESK_IS_CATALOGUE (self));
  g_return_if_fail (row->kind != DESK_MATCH_COLLEAGUE && row->kind != DESK_MATCH_NUMBER);
  g_return_if_fail (row->key != NULL && row->title != NULL);

  GHashTable *rows = self->rows[row->kind];
  g_autofree char *text = desk_index_make_text (row->names, row->numbers, row->writings);
  g_autofree char *packed = pack (row);
  DeskEntry entry = { .kind = row->kind, .round = self->rounds[row->kind], .packed = packed };
  gpointer old;

  if (g_hash_table_lookup_extended (rows, row->key, NULL, &old))
    {
      DeskEntry *there = desk_catalogue_get_entry (self, GPOINTER_TO_UINT (old));

      there->round = entry.round;
      if (is_packed_alike (there->packed, packed)
          && g_str_equal (desk_index_get_text (self->index, GPOINTER_TO_UINT (old)), text))
        return;
      g_hash_table_remove (rows, row->key);
      note_numbers (self, desk_index_get_text (self->index, GPOINTER_TO_UINT (old)));
      note_numbers (self, text);
      g_free (there->packed);
      there->packed = g_steal_pointer (&packed);
      g_hash_table_insert (rows, there->packed, old);
      desk_index_set (self->index, GPOINTER_TO_UINT (old), text);
      tell_soon (self);
      return;
    }
  packed = NULL;
  g_hash_table_insert (rows, entry.packed, GUINT_TO_POINTER (add_entry (self, &entry, text)));
}

void
desk_catalogue_drop (DeskCatalogue *self, DeskMatchKind kind, const char *key)
{
  gpointer row;

  g_return_if_fail (DESK_IS_CATALOGUE (self));
  if (self->rows[kind] == NULL || !g_hash_table_lookup_extended (self->rows[kind], key, NULL, &row))
    return;
  g_hash_table_remove (self->rows[kind], key);
  remove_entry (self, GPOINTER_TO_UINT (row));
}

void
desk_catalogue_drop_all (DeskCatalogue *self, DeskMatchKind kind)
{
  GHashTableIter iter;
  gpointer row;

  g_return_if_fail (DESK_IS_CATALOGUE (self) && self->rows[kind] != NULL);
  g_hash_table_iter_init (&iter, self->rows[kind]);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      g_hash_table_iter_remove (&iter);
      remove_entry (self, GPOINTER_TO_UINT (row));
    }
}

void
desk_catalogue_begin_round (DeskCatalogue *self, DeskMatchKind kind)
{
  g_return_if_fail (DESK_IS_CATALOGUE (self));
  self->rounds[kind]++;
}

gboolean
desk_catalogue_sweep (DeskCatalogue *self, DeskMatchKind kind, guint *position, guint n_rows)
{
  g_return_val_if_fail (DESK_IS_CATALOGUE (self) && position != NULL, FALSE);

  for (; n_rows > 0 && *position < self->entries->len; n_rows--, (*position)++)
    {
      const DeskEntry *entry = desk_catalogue_get_entry (self, *position);

      if (entry->kind != kind || entry->packed == NULL || entry->round == self->rounds[kind])
        continue;
      g_hash_table_remove (self->rows[kind], entry->packed);
      remove_entry (self, *position);
    }
  return *position < self->entries->len;
}

guint
desk_catalogue_get_size (DeskCatalogue *self)
{
  g_return_val_if_fail (DESK_IS_CATALOGUE (self), 0);
  return self->n_entries;
}

/* --- colleagues ------------------------------------------------------------ */

static char *
make_colleague_text (DeskExtension *extension)
{
  const char *names[3] = { NULL }, *numbers[] = { desk_extension_get_number (extension), NULL };
  guint n = 0;

  if (desk_extension_get_alias (extension) != NULL)
    names[n++] = desk_extension_get_alias (extension);
  if (desk_extension_get_pbx_name (extension) != NULL)
    names[n++] = desk_extension_get_pbx_name (extension);
  return desk_index_make_text (names, numbers, NULL);
}

static void
take_colleague (DeskCatalogue *self, DeskExtension *extension)
{
  DeskEntry entry = { .kind = DESK_MATCH_COLLEAGUE, .extension = extension };
  g_autofree char *text = NULL;
  gpointer row;

  if (desk_presence_model_find (self->model, desk_extension_get_number (extension)) != extension)
    return;
  text = make_colleague_text (extension);
  if (!g_hash_table_lookup_extended (self->colleagues, extension, NULL, &row))
    {
      g_hash_table_insert (self->colleagues, g_object_ref (extension),
                           GUINT_TO_POINTER (add_entry (self, &entry, text)));
      return;
    }
  desk_index_set (self->index, GPOINTER_TO_UINT (row), text);
  tell_soon (self);
}

static gboolean
take_some (DeskCatalogue *self, guint n)
{
  for (; n > 0 && self->waiting->len > 0; n--)
    {
      g_autoptr (DeskExtension) extension
          = g_ptr_array_steal_index_fast (self->waiting, self->waiting->len - 1);

      take_colleague (self, extension);
    }
  return self->waiting->len > 0;
}

static gboolean
take_step (gpointer user_data)
{
  return take_some (user_data, STEP);
}

static void
take_done (gpointer user_data)
{
  g_clear_pointer (&DESK_CATALOGUE (user_data)->job, g_source_unref);
}

static void
take_soon (DeskCatalogue *self, DeskExtension *extension)
{
  g_ptr_array_add (self->waiting, g_object_ref (extension));
  if (self->job == NULL)
    self->job = desk_slices_start (take_step, take_done, self);
}

static void
items_changed_cb (DeskCatalogue *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    take_soon (self, desk_list_peek (DESK_LIST (self->model), i));
}

static void
touched_cb (DeskCatalogue *self, GPtrArray *extensions, guint what)
{
  if ((what & DESK_TOUCH_ORDER) == 0)
    return;
  for (guint i = 0; i < extensions->len; i++)
    take_soon (self, extensions->pdata[i]);
}

static void
removed_cb (DeskCatalogue *self, DeskExtension *extension)
{
  gpointer row;

  if (!g_hash_table_lookup_extended (self->colleagues, extension, NULL, &row))
    return;
  remove_entry (self, GPOINTER_TO_UINT (row));
  g_hash_table_remove (self->colleagues, extension);
}

/* Who asks gets all there is; of very many, those that have been read in. */
void
desk_catalogue_catch_up (DeskCatalogue *self)
{
  if (self->waiting->len > 0 && self->waiting->len <= AT_ONCE)
    {
      take_some (self, AT_ONCE);
      desk_slices_cancel (&self->job);
    }
  if (self->is_usage_stale)
    desk_catalogue_find_used (self);
}

/* --- numbers dialled before ----------------------------------------------- */

static void
usage_free (gpointer data)
{
  DeskUsage *usage = data;

  g_free (usage->number);
  g_free (usage);
}

static DeskUsage *
usage_new (const char *number, guint uses)
{
  DeskUsage *usage = g_new0 (DeskUsage, 1);

  usage->number = g_strdup (number);
  usage->uses = MAX (uses, 1);
  return usage;
}

static void
forget_used (DeskCatalogue *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->used);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    desk_catalogue_get_entry (self, GPOINTER_TO_UINT (row))->is_used = FALSE;
  g_hash_table_remove_all (self->used);
}

static void
put_recent (DeskCatalogue *self, const char *number)
{
  const char *numbers[] = { number, NULL };
  const DeskCatalogueRow row
      = { .kind = DESK_MATCH_RECENT, .key = number, .title = number, .numbers = numbers };

  desk_catalogue_put (self, &row);
}

static void
recents_changed (DeskCatalogue *self)
{
  for (guint i = 0; i < self->recents->len; i++)
    ((DeskUsage *)self->recents->pdata[i])->place = i;
  self->is_usage_stale = TRUE;
}

void
desk_catalogue_set_recents (DeskCatalogue *self, const char *const *numbers, const guint *uses)
{
  g_return_if_fail (DESK_IS_CATALOGUE (self));

  self->is_usage_stale = TRUE;
  forget_used (self);
  g_hash_table_remove_all (self->usage);
  g_ptr_array_set_size (self->recents, 0);
  desk_catalogue_drop_all (self, DESK_MATCH_RECENT);
  for (guint i = 0; numbers != NULL && numbers[i] != NULL && i < MAX_RECENTS; i++)
    {
      DeskUsage *usage = usage_new (numbers[i], uses != NULL ? uses[i] : 1);

      g_ptr_array_add (self->recents, usage);
      g_hash_table_insert (self->usage, usage->number, usage);
      put_recent (self, numbers[i]);
    }
  recents_changed (self);
}

void
desk_catalogue_add_recent (DeskCatalogue *self, const char *number)
{
  DeskUsage *usage;
  guint at;

  g_return_if_fail (DESK_IS_CATALOGUE (self) && number != NULL);

  self->is_usage_stale = TRUE;
  usage = g_hash_table_lookup (self->usage, number);
  if (usage != NULL && g_ptr_array_find (self->recents, usage, &at))
    {
      g_ptr_array_steal_index (self->recents, at);
      usage->uses++;
    }
  else
    {
      usage = usage_new (number, 1);
      g_hash_table_insert (self->usage, usage->number, usage);
      put_recent (self, number);
    }
  g_ptr_array_insert (self->recents, 0, usage);
  if (self->recents->len > MAX_RECENTS)
    {
      DeskUsage *last = self->recents->pdata[MAX_RECENTS];

      forget_used (self);
      g_hash_table_remove (self->usage, last->number);
      desk_catalogue_drop (self, DESK_MATCH_RECENT, last->number);
      g_ptr_array_set_size (self->recents, MAX_RECENTS);
    }
  recents_changed (self);
}

typedef struct
{
  DeskCatalogue *self;
  DeskUsage *usage;
} Search;

static void
used_cb (guint row, DeskQuality quality, gpointer user_data)
{
  Search *search = user_data;

  if (quality != DESK_QUALITY_EXACT)
    return;
  g_hash_table_insert (search->self->used, GUINT_TO_POINTER (row), search->usage);
  desk_catalogue_get_entry (search->self, row)->is_used = TRUE;
  if (desk_catalogue_get_entry (search->self, row)->kind != DESK_MATCH_RECENT)
    search->usage->owner = row + 1;
}

/* Which rows the numbers dialled before belong to. */
void
desk_catalogue_find_used (DeskCatalogue *self)
{
  self->is_usage_stale = FALSE;
  forget_used (self);
  for (guint i = 0; i < self->recents->len; i++)
    {
      DeskUsage *usage = self->recents->pdata[i];
      g_autoptr (DeskQuery) query = desk_query_new (usage->number);
      Search search = { self, usage };

      usage->owner = 0;
      if (query != NULL)
        desk_index_search (self->index, query, DESK_INDEX_BEGINNINGS, used_cb, &search);
    }
}

/* --- what fits ----------------------------------------------------------- */

void
desk_catalogue_set_judge (DeskCatalogue *self, DeskOfferFunc judge, gpointer user_data)
{
  g_return_if_fail (DESK_IS_CATALOGUE (self));
  self->judge = judge;
  self->judge_data = user_data;
}

DeskOffer
desk_catalogue_judge (DeskCatalogue *self, DeskMatch *match)
{
  DeskMatchKind kind = desk_match_get_kind (match);

  g_return_val_if_fail (DESK_IS_CATALOGUE (self), DESK_OFFER_NONE);
  if (self->judge != NULL)
    return self->judge (match, self->judge_data);
  if (kind == DESK_MATCH_PARK || kind == DESK_MATCH_COMMAND)
    return DESK_OFFER_OPEN;
  return *desk_match_get_number (match) != '\0' ? DESK_OFFER_CALL : DESK_OFFER_NONE;
}

void
desk_catalogue_offers_changed (DeskCatalogue *self)
{
  g_return_if_fail (DESK_IS_CATALOGUE (self));
  g_signal_emit (self, offers_signal, 0);
}

/* --- life ---------------------------------------------------------------- */

DeskCatalogue *
desk_catalogue_new (DeskPresenceModel *model)
{
  g_return_val_if_fail (DESK_IS_PRESENCE_MODEL (model), NULL);

  DeskCatalogue *self = g_object_new (DESK_TYPE_CATALOGUE, NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "touched", G_CALLBACK (touched_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  items_changed_cb (self, 0, 0, desk_list_get_size (DESK_LIST (model)));
  return self;
}

static void
desk_catalogue_dispose (GObject *object)
{
  DeskCatalogue *self = DESK_CATALOGUE (object);

  desk_slices_cancel (&self->job);
  g_clear_handle_id (&self->tell_source, g_source_remove);
  g_ptr_array_set_size (self->waiting, 0);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (desk_catalogue_parent_class)->dispose (object);
}

static void
desk_catalogue_finalize (GObject *object)
{
  DeskCatalogue *self = DESK_CATALOGUE (object);

  for (guint i = 0; i < self->entries->len; i++)
    if (desk_catalogue_get_entry (self, i)->kind != DESK_MATCH_COLLEAGUE)
      g_free (desk_catalogue_get_entry (self, i)->packed);
  for (guint i = 0; i < DESK_N_KINDS; i++)
    g_clear_pointer (&self->rows[i], g_hash_table_unref);
  g_hash_table_unref (self->colleagues);
  g_hash_table_unref (self->used);
  g_hash_table_unref (self->usage);
  g_ptr_array_unref (self->recents);
  g_ptr_array_unref (self->waiting);
  g_array_unref (self->entries);
  desk_index_free (self->index);
  G_OBJECT_CLASS (desk_catalogue_parent_class)->finalize (object);
}

static void
desk_catalogue_class_init (DeskCatalogueClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_catalogue_dispose;
  G_OBJECT_CLASS (klass)->finalize = desk_catalogue_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  offers_signal = g_signal_new ("offers-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
desk_catalogue_init (DeskCatalogue *self)
{
  self->index = desk_index_new ();
  self->entries = g_array_new (FALSE, TRUE, sizeof (DeskEntry));
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->recents = g_ptr_array_new_with_free_func (usage_free);
  self->usage = g_hash_table_new (g_str_hash, g_str_equal);
  self->used = g_hash_table_new (NULL, NULL);
  self->colleagues = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  for (guint i = 0; i < DESK_N_KINDS; i++)
    if (i != DESK_MATCH_COLLEAGUE && i != DESK_MATCH_NUMBER)
      self->rows[i] = g_hash_table_new (g_str_hash, g_str_equal);
}
