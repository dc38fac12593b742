/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-caller-private.h"

#include <glib/gi18n.h>

#include "model/desk-places.h"
#include "model/desk-session-private.h"

#define MAX_NUMBERS 100 /* at once */

G_DEFINE_FINAL_TYPE (DeskCaller, desk_caller, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void look (DeskCaller *self);

static void
entry_free (gpointer data)
{
  DeskCallerEntry *entry = data;

  g_free (entry->number);
  g_free (entry->name);
  g_ptr_array_unref (entry->matches);
  g_free (entry);
}

/* --- which of them --------------------------------------------------------------- */

/* By what they share, so that there may be many. */
static void
index_choices (DeskCaller *self)
{
  GHashTableIter iter;
  gpointer number;

  g_hash_table_remove_all (self->choices_by_key);
  g_hash_table_iter_init (&iter, self->choices);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    {
      g_auto (GStrv) keys = desk_numbers_dup_keys (desk_session_get_numbers (self->session), number);

      for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
        g_hash_table_insert (self->choices_by_key, g_strdup (keys[i]), number);
    }
}

/* The number as it was written when it was chosen, or NULL. */
static const char *
find_chosen (DeskCaller *self, const char *number)
{
  g_auto (GStrv) keys = NULL;

  if (g_hash_table_size (self->choices) == 0)
    return NULL;
  keys = desk_numbers_dup_keys (desk_session_get_numbers (self->session), number);
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      const char *other = g_hash_table_lookup (self->choices_by_key, keys[i]);

      if (other != NULL && desk_caller_compare (self->session, number, other) != DESK_CALLER_OTHER)
        return other;
    }
  return NULL;
}

static const char *
find_choice (DeskCaller *self, const char *number)
{
  const char *chosen = find_chosen (self, number);

  return chosen != NULL ? g_hash_table_lookup (self->choices, chosen) : NULL;
}

static guint
count_names (GPtrArray *matches)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < matches->len; i++)
    g_hash_table_add (names, (gpointer) desk_caller_match_get_name (matches->pdata[i]));
  return g_hash_table_size (names);
}

static char *
dup_name (const DeskCallerEntry *entry)
{
  const char *first;

  if (entry->match != NULL)
    return g_strdup (desk_caller_match_get_name (entry->match));
  if (entry->matches->len == 0)
    return NULL;
  first = desk_caller_match_get_name (entry->matches->pdata[0]);
  /* Translators: who calls, when that number belongs to several people in the phonebooks. */
  return g_strdup_printf (ngettext ("%s or %u other", "%s or %u others", entry->n_names - 1), first,
                          entry->n_names - 1);
}

/* Whether the name is another one. */
static gboolean
settle (DeskCaller *self, DeskCallerEntry *entry)
{
  const char *choice = find_choice (self, entry->number);
  g_autofree char *old = g_steal_pointer (&entry->name);

  entry->n_names = count_names (entry->matches);
  entry->match = entry->n_names == 1 ? entry->matches->pdata[0] : NULL;
  for (guint i = 0; choice != NULL && i < entry->matches->len; i++)
    if (g_str_equal (desk_caller_match_get_key (entry->matches->pdata[i]), choice))
      entry->match = entry->matches->pdata[i];
  entry->name = dup_name (entry);
  return g_strcmp0 (old, entry->name) != 0;
}

static void
add_short_dials (DeskCaller *self, DeskCallerEntry *entry)
{
  GListModel *dials = G_LIST_MODEL (self->session->short_dials);
  guint n = dials != NULL ? g_list_model_get_n_items (dials) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DeskShortDial) dial = g_list_model_get_item (dials, i);
      const char *name = desk_short_dial_get_name (dial), *number = desk_short_dial_get_number (dial);

      if (name[0] != '\0'
          && desk_caller_compare (self->session, entry->number, number) != DESK_CALLER_OTHER)
        g_ptr_array_add (entry->matches,
                         desk_caller_match_new_dial (desk_short_dial_get_code (dial), name, number));
    }
}

/* Beyond doubt before likely; short dials only when there is no contact. */
static void
take_contacts (DeskCaller *self, DeskCallerEntry *entry, GPtrArray *contacts)
{
  g_autoptr (GPtrArray) likely = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  entry->match = NULL;
  g_ptr_array_set_size (entry->matches, 0);
  for (guint i = 0; i < contacts->len; i++)
    {
      const StoreContact *contact = contacts->pdata[i];
      gboolean is_same;
      g_autoptr (DeskCallerMatch) match = NULL;

      if (contact->name[0] == '\0' || !g_hash_table_add (seen, contact->id))
        continue;
      match = desk_caller_match_read (self->session, contact, entry->number, &is_same);
      if (match != NULL)
        g_ptr_array_add (is_same ? entry->matches : likely, g_steal_pointer (&match));
    }
  if (entry->matches->len == 0)
    g_ptr_array_extend_and_steal (entry->matches, g_steal_pointer (&likely));
  if (entry->matches->len == 0)
    add_short_dials (self, entry);
}

/* --- telling ---------------------------------------------------------------------- */

static void
tell (DeskCaller *self, GPtrArray *numbers)
{
  g_autoptr (DeskSession) session = NULL;

  if (numbers->len == 0 || self->session == NULL)
    return;
  session = g_object_ref (self->session);
  g_object_ref (self);
  desk_session_begin (session);
  desk_leg_table_touch_busy (session->legs);
  desk_places_rename (session);
  desk_session_end (session);
  for (guint i = 0; i < numbers->len; i++)
    g_signal_emit (self, signals[CHANGED], 0, numbers->pdata[i]);
  g_object_unref (self);
}

static void
wish_search (DeskCaller *self, DeskCallerEntry *entry)
{
  if (!entry->wants_search || entry->was_searched || entry->matches->len > 0)
    return;
  entry->was_searched = TRUE;
  g_queue_push_tail (&self->searching, g_strdup (entry->number));
  desk_caller_search (self);
}

void
desk_caller_take_found (DeskCaller *self, const char *number, GPtrArray *contacts)
{
  DeskCallerEntry *entry = g_hash_table_lookup (self->entries, number);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_free);

  if (entry == NULL || entry->matches->len > 0 || self->session == NULL)
    return;
  take_contacts (self, entry, contacts);
  if (settle (self, entry))
    g_ptr_array_add (changed, g_strdup (number));
  tell (self, changed);
}

/* --- the store ----------------------------------------------------------------------- */

typedef struct
{
  DeskCaller *caller; /* owned */
  GPtrArray *numbers; /* owned */
} Looking;

static void
looking_free (Looking *looking)
{
  g_object_unref (looking->caller);
  g_ptr_array_unref (looking->numbers);
  g_free (looking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Looking, looking_free)

static void
take_looked_up (DeskCaller *self, GPtrArray *numbers, GPtrArray *contacts)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) unknown = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < numbers->len; i++)
    {
      DeskCallerEntry *entry = g_hash_table_lookup (self->entries, numbers->pdata[i]);

      if (entry == NULL)
        continue;
      entry->is_waiting = FALSE;
      take_contacts (self, entry, contacts);
      if (settle (self, entry))
        g_ptr_array_add (changed, g_strdup (entry->number));
      else if (!entry->was_looked_up)
        g_ptr_array_add (unknown, g_strdup (entry->number));
      entry->was_looked_up = TRUE;
      wish_search (self, entry);
    }
  tell (self, changed);
  for (guint i = 0; i < unknown->len; i++)
    g_signal_emit (self, signals[CHANGED], 0, unknown->pdata[i]);
}

/* Whose they are is not known: not that they are nobody's. The PBX may tell. */
static void
take_failed (DeskCaller *self, GPtrArray *numbers)
{
  for (guint i = 0; i < numbers->len; i++)
    {
      DeskCallerEntry *entry = g_hash_table_lookup (self->entries, numbers->pdata[i]);

      if (entry == NULL)
        continue;
      entry->is_waiting = FALSE;
      wish_search (self, entry);
    }
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Looking) looking = user_data;
  DeskCaller *self = looking->caller;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) contacts = store_contacts_find_finish (STORE_DATABASE (source), result, &error);

  self->is_looking = FALSE;
  if (self->session == NULL)
    return;
  if (contacts != NULL)
    {
      take_looked_up (self, looking->numbers, contacts);
    }
  else
    {
      g_message ("who calls: %s", error->message);
      take_failed (self, looking->numbers);
    }
  look (self);
}

static int
compare_use (gconstpointer a, gconstpointer b)
{
  const DeskCallerEntry *left = *(DeskCallerEntry *const *) a, *right = *(DeskCallerEntry *const *) b;

  return left->used < right->used ? -1 : left->used > right->used;
}

/* Those nobody asked for lately go, half of them at once; never while somebody may hold a name. */
static void
forget_old (DeskCaller *self)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer each;

  if (g_hash_table_size (self->entries) <= DESK_CALLER_MAX_KNOWN)
    return;
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &each))
    g_ptr_array_add (entries, each);
  g_ptr_array_sort (entries, compare_use);
  for (guint i = 0; i < entries->len / 2; i++)
    {
      DeskCallerEntry *entry = entries->pdata[i];

      if (!entry->is_waiting)
        g_hash_table_remove (self->entries, entry->number);
    }
}

static gboolean
idle_cb (gpointer user_data)
{
  DeskCaller *self = user_data;
  g_autoptr (Looking) looking = NULL;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  g_clear_pointer (&self->idle, g_source_unref);
  forget_old (self);
  looking = g_new0 (Looking, 1);
  looking->caller = g_object_ref (self);
  looking->numbers = g_ptr_array_new_with_free_func (g_free);
  while (!g_queue_is_empty (&self->waiting) && looking->numbers->len < MAX_NUMBERS)
    {
      char *number = g_queue_pop_head (&self->waiting);
      char *key = desk_mirror_dup_key (number);

      g_ptr_array_add (looking->numbers, number);
      if (key != NULL)
        g_ptr_array_add (keys, key);
    }
  g_ptr_array_add (keys, NULL);
  if (self->session->database == NULL)
    {
      g_autoptr (GPtrArray) nobody = g_ptr_array_new ();

      take_looked_up (self, looking->numbers, nobody);
      look (self);
      return G_SOURCE_REMOVE;
    }
  self->is_looking = TRUE;
  store_contacts_find_async (self->session->database, store_account_get_id (self->session->account),
                             (const char *const *) keys->pdata, self->cancellable, looked_cb,
                             g_steal_pointer (&looking));
  return G_SOURCE_REMOVE;
}

/* All numbers of a slice of events are looked for together. */
static void
look (DeskCaller *self)
{
  if (self->is_looking || self->idle != NULL || g_queue_is_empty (&self->waiting) || self->session == NULL)
    return;
  self->idle = g_idle_source_new ();
  g_source_set_priority (self->idle, G_PRIORITY_DEFAULT);
  g_source_set_static_name (self->idle, "who calls");
  g_source_set_callback (self->idle, idle_cb, self, NULL);
  g_source_attach (self->idle, g_main_context_get_thread_default ());
}

static void
wait_for_look (DeskCaller *self, DeskCallerEntry *entry)
{
  if (entry->is_waiting)
    return;
  entry->is_waiting = TRUE;
  g_queue_push_tail (&self->waiting, g_strdup (entry->number));
  look (self);
}

static void changed_cb (DeskCaller *self);

/* The rules of numbers: who was one may be another now. */
static void
rules_cb (DeskCaller *self)
{
  if (self->session == NULL)
    return;
  index_choices (self);
  changed_cb (self);
}

static void
changed_cb (DeskCaller *self)
{
  GHashTableIter iter;
  gpointer entry;

  if (g_hash_table_size (self->entries) > DESK_CALLER_MAX_KNOWN)
    {
      g_hash_table_remove_all (self->entries);
      return;
    }
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    wait_for_look (self, entry);
}

/* --- from outside -------------------------------------------------------------------- */

static DeskCallerEntry *
ensure (DeskCaller *self, const char *number)
{
  g_autofree char *dialled = desk_number_normalize (number);
  DeskCallerEntry *entry;

  if (dialled == NULL || self->session == NULL)
    return NULL;
  entry = g_hash_table_lookup (self->entries, dialled);
  self->n_asked++;
  if (entry != NULL)
    {
      entry->used = self->n_asked;
      return entry;
    }
  entry = g_new0 (DeskCallerEntry, 1);
  entry->used = self->n_asked;
  entry->number = g_steal_pointer (&dialled);
  entry->matches = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_insert (self->entries, entry->number, entry);
  wait_for_look (self, entry);
  return entry;
}

const char *
desk_caller_find (DeskCaller *self, const char *number)
{
  DeskCallerEntry *entry;

  g_return_val_if_fail (DESK_IS_CALLER (self), NULL);
  entry = ensure (self, number);
  return entry != NULL ? entry->name : NULL;
}

const char *
desk_caller_find_own (DeskCaller *self, const char *number)
{
  DeskCallerEntry *entry = ensure (self, number);

  if (entry == NULL)
    return NULL;
  if (!entry->wants_search)
    {
      entry->wants_search = TRUE;
      if (!entry->is_waiting)
        wish_search (self, entry);
    }
  return entry->name;
}

GPtrArray *
desk_caller_list_matches (DeskCaller *self, const char *number)
{
  DeskCallerEntry *entry;
  GPtrArray *matches = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (DESK_IS_CALLER (self), matches);
  entry = ensure (self, number);
  for (guint i = 0; entry != NULL && i < entry->matches->len; i++)
    g_ptr_array_add (matches, g_object_ref (entry->matches->pdata[i]));
  return matches;
}

gboolean
desk_caller_has_several (DeskCaller *self, const char *number)
{
  DeskCallerEntry *entry;

  g_return_val_if_fail (DESK_IS_CALLER (self), FALSE);
  entry = ensure (self, number);
  return entry != NULL && entry->n_names > 1;
}

gboolean
desk_caller_is_unknown (DeskCaller *self, const char *number)
{
  DeskCallerEntry *entry;

  g_return_val_if_fail (DESK_IS_CALLER (self), FALSE);
  entry = ensure (self, number);
  return entry != NULL && entry->was_looked_up && entry->matches->len == 0
         && desk_presence_model_find (self->session->colleagues, entry->number) == NULL;
}

DeskCallerMatch *
desk_caller_get_match (DeskCaller *self, const char *number)
{
  DeskCallerEntry *entry;

  g_return_val_if_fail (DESK_IS_CALLER (self), NULL);
  entry = ensure (self, number);
  return entry != NULL ? entry->match : NULL;
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_words_set_finish (&store_choices, STORE_DATABASE (source), result, &error))
    g_message ("keeping who calls: %s", error->message);
}

static void
settle_all (DeskCaller *self)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    if (settle (self, entry))
      g_ptr_array_add (changed, g_strdup (((DeskCallerEntry *) entry)->number));
  tell (self, changed);
}

/* One choice a number, however it was written when it was made. */
static void
drop_choices (DeskCaller *self, const char *number)
{
  const char *chosen;

  while ((chosen = find_chosen (self, number)) != NULL)
    {
      g_autofree char *other = g_strdup (chosen);

      g_hash_table_remove (self->choices, other);
      index_choices (self);
      if (self->session->database != NULL)
        store_words_set_async (&store_choices, self->session->database,
                               store_account_get_id (self->session->account), other, NULL, NULL, chosen_cb,
                               NULL);
    }
}

void
desk_caller_choose (DeskCaller *self, const char *number, DeskCallerMatch *match)
{
  g_autofree char *dialled = NULL;

  g_return_if_fail (DESK_IS_CALLER (self));
  g_return_if_fail (match == NULL || DESK_IS_CALLER_MATCH (match));

  dialled = desk_number_normalize (number);
  if (dialled == NULL || self->session == NULL)
    return;
  drop_choices (self, dialled);
  if (match != NULL)
    {
      g_hash_table_insert (self->choices, g_strdup (dialled), g_strdup (desk_caller_match_get_key (match)));
      if (self->session->database != NULL)
        store_words_set_async (&store_choices, self->session->database,
                               store_account_get_id (self->session->account), dialled,
                               desk_caller_match_get_key (match), NULL, chosen_cb, NULL);
      index_choices (self);
    }
  settle_all (self);
}

/* --- begin and end ------------------------------------------------------------------- */

static void
choices_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskCaller) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) choices
      = store_words_load_finish (&store_choices, STORE_DATABASE (source), result, &error);
  GHashTableIter iter;
  gpointer number, key;

  if (choices == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("reading who calls: %s", error->message);
      return;
    }
  if (self->session == NULL)
    return;
  g_hash_table_iter_init (&iter, choices);
  while (g_hash_table_iter_next (&iter, &number, &key))
    if (!g_hash_table_contains (self->choices, number)) /* chosen meanwhile */
      g_hash_table_insert (self->choices, g_strdup (number), g_strdup (key));
  index_choices (self);
  settle_all (self);
}

gpointer
desk_caller_begin (DeskSession *session)
{
  DeskCaller *self = g_object_new (DESK_TYPE_CALLER, NULL);

  self->session = session;
  g_signal_connect_object (desk_session_get_mirror (session), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session->short_dials, "items-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk_session_get_numbers (session), "notify::rules", G_CALLBACK (rules_cb), self,
                           G_CONNECT_SWAPPED);
  if (session->database != NULL)
    store_words_load_async (&store_choices, session->database, store_account_get_id (session->account),
                            self->cancellable, choices_cb, g_object_ref (self));
  return self;
}

void
desk_caller_set_ready (gpointer part, gboolean is_ready)
{
  if (is_ready)
    desk_caller_search (part);
}

void
desk_caller_end (gpointer part)
{
  DeskCaller *self = part;

  g_cancellable_cancel (self->cancellable);
  if (self->idle != NULL)
    g_source_destroy (self->idle);
  g_clear_pointer (&self->idle, g_source_unref);
  self->session = NULL;
}

static void
desk_caller_finalize (GObject *object)
{
  DeskCaller *self = DESK_CALLER (object);

  g_queue_clear_full (&self->waiting, g_free);
  g_queue_clear_full (&self->searching, g_free);
  g_hash_table_unref (self->entries);
  g_hash_table_unref (self->choices_by_key);
  g_hash_table_unref (self->choices);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (desk_caller_parent_class)->finalize (object);
}

static void
desk_caller_class_init (DeskCallerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_caller_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
desk_caller_init (DeskCaller *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  self->choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->choices_by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
}
