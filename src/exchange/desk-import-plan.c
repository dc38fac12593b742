/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/desk-import-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/desk-fold.h"

/* --- who is who ------------------------------------------------------------------- */

/* Names that differ by width, case or kana alone are one. */
static char *
make_key (const PalContactInfo *info, const char *language)
{
  const char *own = pal_contact_info_get (info, PAL_CONTACT_LANG);
  g_autofree char *name
    = pal_contact_manager_dup_display_name (pal_contact_manager_get (own != NULL ? own : language), info);

  return desk_fold (name);
}

/* Display names differ between the languages: somebody who was made in the other one is known by either. */
static void
add_keys (GHashTable *keys, const PalContactInfo *info)
{
  g_hash_table_add (keys, make_key (info, "en"));
  g_hash_table_add (keys, make_key (info, "ja"));
}

GPtrArray *
desk_import_pick (GPtrArray *entries, GPtrArray *known)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      const DeskEntry *entry = entries->pdata[i];

      add_keys (keys, entry->info);
      if (entry->contact_id != NULL)
        g_hash_table_add (ids, entry->contact_id);
    }
  for (guint i = 0; i < known->len; i++)
    {
      const DeskKnown *each = known->pdata[i];
      g_autofree char *key = desk_fold (each->display_name);

      if (g_hash_table_contains (ids, each->id) || g_hash_table_contains (keys, key))
        g_ptr_array_add (picked, known->pdata[i]);
    }
  return picked;
}

static gboolean
is_reach (const char *id)
{
  return g_str_has_prefix (id, "$tel_") || g_str_has_prefix (id, "$email");
}

static char *
dup_digits (const char *number)
{
  g_autofree char *folded = desk_fold (number);
  GString *digits = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isalnum (*p) || *p == '@')
      g_string_append_c (digits, *p);
  return g_string_free (digits, FALSE);
}

static GHashTable *
list_reaches (const PalContactInfo *info)
{
  GHashTable *reaches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *id, *value;

  for (guint i = 0; (id = pal_contact_info_get_nth (info, i, &value)) != NULL; i++)
    if (is_reach (id) && *value != '\0')
      g_hash_table_add (reaches, dup_digits (value));
  return reaches;
}

/* Of two with the same name: a number or an address in common, or one of them has none. */
static gboolean
is_likely (const PalContactInfo *one, const PalContactInfo *other)
{
  g_autoptr (GHashTable) ours = list_reaches (one), theirs = list_reaches (other);
  GHashTableIter iter;
  gpointer reach;

  if (g_hash_table_size (ours) == 0 || g_hash_table_size (theirs) == 0)
    return TRUE;
  g_hash_table_iter_init (&iter, ours);
  while (g_hash_table_iter_next (&iter, &reach, NULL))
    if (g_hash_table_contains (theirs, reach))
      return TRUE;
  return FALSE;
}

/* What is there, with what the file says; nothing is taken away. */
static PalContactInfo *
merge (const PalContactInfo *base, const PalContactInfo *from)
{
  PalContactInfo *info = pal_contact_info_copy (base);
  const char *id, *value;

  for (guint i = 0; (id = pal_contact_info_get_nth (from, i, &value)) != NULL; i++)
    if (*value != '\0')
      pal_contact_info_set (info, id, value);
  return info;
}

/* --- the plan ------------------------------------------------------------------- */

/* A line of the plan in the making. */
typedef struct
{
  guint line;
  DeskImportKind kind;
  char *reason;
  const char *contact_id;    /* borrowed */
  PalContactInfo *info;      /* owned; NULL for a bad line */
  PalContactInfo *base;      /* borrowed */
} Line;

typedef struct
{
  GHashTable *by_id;   /* id → DeskKnown */
  GHashTable *by_name; /* key → GPtrArray of DeskKnown */
  GHashTable *in_file; /* key → GPtrArray of Line that came before */
  GHashTable *taken;   /* DeskKnown that an earlier line changes */
  const char *language;
} Plan;

static void
add_to (GHashTable *table, const char *key, gpointer item)
{
  GPtrArray *items = g_hash_table_lookup (table, key);

  if (items == NULL)
    {
      items = g_ptr_array_new ();
      g_hash_table_insert (table, g_strdup (key), items);
    }
  g_ptr_array_add (items, item);
}

static DeskKnown *
find_known (Plan *plan, const DeskEntry *entry, const char *key)
{
  DeskKnown *known = entry->contact_id != NULL ? g_hash_table_lookup (plan->by_id, entry->contact_id) : NULL;
  GPtrArray *named = g_hash_table_lookup (plan->by_name, key);

  if (known != NULL)
    return known;
  /* The same beats a likely one. */
  for (guint i = 0; named != NULL && i < named->len; i++)
    {
      DeskKnown *each = named->pdata[i];
      g_autoptr (PalContactInfo) merged = merge (each->info, entry->info);

      if (pal_contact_info_equal (merged, each->info))
        return each;
      if (known == NULL && is_likely (each->info, entry->info))
        known = each;
    }
  return known;
}

static Line *
find_earlier (Plan *plan, const PalContactInfo *info, const char *key)
{
  GPtrArray *earlier = g_hash_table_lookup (plan->in_file, key);

  for (guint i = 0; earlier != NULL && i < earlier->len; i++)
    if (is_likely (((Line *) earlier->pdata[i])->info, info))
      return earlier->pdata[i];
  return NULL;
}

static void
judge (Plan *plan, Line *line, const DeskEntry *entry)
{
  g_autofree char *key = make_key (entry->info, plan->language);
  Line *earlier = find_earlier (plan, entry->info, key);
  DeskKnown *known = earlier == NULL ? find_known (plan, entry, key) : NULL;

  if (earlier != NULL || (known != NULL && g_hash_table_contains (plan->taken, known)))
    {
      line->kind = DESK_IMPORT_DUPLICATE;
      line->info = pal_contact_info_ref (entry->info);
      line->reason = earlier != NULL ? g_strdup_printf (_ ("The same as line %u."), earlier->line)
                                     : g_strdup (_ ("An earlier line is the same contact."));
      return;
    }
  add_to (plan->in_file, key, line);
  if (known == NULL)
    {
      line->kind = DESK_IMPORT_NEW;
      line->info = pal_contact_info_copy (entry->info);
      if (pal_contact_info_get (line->info, PAL_CONTACT_LANG) == NULL && g_strcmp0 (plan->language, "ja") == 0)
        pal_contact_info_set (line->info, PAL_CONTACT_LANG, plan->language);
      return;
    }
  g_hash_table_add (plan->taken, known);
  line->contact_id = known->id;
  line->base = known->info;
  line->info = merge (known->info, entry->info);
  line->kind = pal_contact_info_equal (line->info, line->base) ? DESK_IMPORT_SAME : DESK_IMPORT_CHANGED;
}

/* Which fields are other than they were, in the words of the contact's language. */
static char *
list_changes (const Line *line)
{
  const PalContactManager *manager = pal_contact_manager_get_of (line->info);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *id, *value;

  for (guint i = 0; (id = pal_contact_info_get_nth (line->info, i, &value)) != NULL; i++)
    if (g_strcmp0 (pal_contact_info_get (line->base, id), value) != 0)
      {
        const PalContactField *field = pal_contact_manager_find (manager, id);

        g_ptr_array_add (names, (gpointer) (field != NULL ? field->caption : id));
      }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->reason);
  g_clear_pointer (&line->info, pal_contact_info_unref);
  g_free (line);
}

static Line *
make_line (Plan *plan, const DeskEntry *entry)
{
  Line *line = g_new0 (Line, 1);

  line->line = entry->line;
  judge (plan, line, entry);
  if (line->kind == DESK_IMPORT_CHANGED)
    line->reason = list_changes (line);
  return line;
}

static Line *
make_bad_line (const DeskFault *fault)
{
  Line *line = g_new0 (Line, 1);

  line->line = fault->line;
  line->kind = DESK_IMPORT_BAD;
  line->reason = g_strdup (fault->reason);
  return line;
}

static DeskImportLine *
to_object (Plan *plan, const Line *line)
{
  const char *own = line->info != NULL ? pal_contact_info_get (line->info, PAL_CONTACT_LANG) : NULL;
  const PalContactManager *manager = pal_contact_manager_get (own != NULL ? own : plan->language);
  g_autofree char *name = NULL;

  if (line->info != NULL)
    name = pal_contact_manager_dup_display_name (manager, line->info);
  return desk_import_line_new (line->line, line->kind, name, line->reason, line->contact_id, line->base,
                               line->info);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *one = *(Line *const *) a, *other = *(Line *const *) b;

  return one->line < other->line ? -1 : one->line > other->line;
}

static void
index_known (Plan *plan, GPtrArray *known)
{
  for (guint i = 0; i < known->len; i++)
    {
      DeskKnown *each = known->pdata[i];
      g_autofree char *key = NULL;

      if (each->info == NULL)
        continue;
      key = make_key (each->info, plan->language);
      g_hash_table_insert (plan->by_id, each->id, each);
      add_to (plan->by_name, key, each);
    }
}

GListModel *
desk_import_plan (GPtrArray *entries, GPtrArray *faults, GPtrArray *known, const char *language)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                          (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) in_file = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                          (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  Plan plan = { by_id, by_name, in_file, taken, language };
  GListStore *store = g_list_store_new (DESK_TYPE_IMPORT_LINE);

  index_known (&plan, known);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (lines, make_line (&plan, entries->pdata[i]));
  for (guint i = 0; i < faults->len; i++)
    g_ptr_array_add (lines, make_bad_line (faults->pdata[i]));
  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (objects, to_object (&plan, lines->pdata[i]));
  g_list_store_splice (store, 0, 0, objects->pdata, objects->len);
  return G_LIST_MODEL (store);
}

void
desk_import_count (GListModel *plan, guint counts[DESK_IMPORT_N_KINDS])
{
  memset (counts, 0, DESK_IMPORT_N_KINDS * sizeof (guint));
  for (guint i = 0; i < g_list_model_get_n_items (plan); i++)
    {
      g_autoptr (DeskImportLine) line = g_list_model_get_item (plan, i);

      counts[desk_import_line_get_kind (line)]++;
    }
}
