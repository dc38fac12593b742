/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-log-private.h"

#include "model/desk-enum-types.h"

#define PAGE 100
#define SCAN 20000 /* rows a search looks at before others have their turn */

G_STATIC_ASSERT ((int) DESK_LOG_FILTER_ALL == (int) STORE_LOG_FILTER_ALL);
G_STATIC_ASSERT ((int) DESK_LOG_FILTER_MISSED == (int) STORE_LOG_FILTER_MISSED);
G_STATIC_ASSERT ((int) DESK_LOG_FILTER_UNRETURNED == (int) STORE_LOG_FILTER_UNRETURNED);
G_STATIC_ASSERT ((int) DESK_LOG_FILTER_INCOMING == (int) STORE_LOG_FILTER_INCOMING);
G_STATIC_ASSERT ((int) DESK_LOG_FILTER_OUTGOING == (int) STORE_LOG_FILTER_OUTGOING);
G_STATIC_ASSERT ((int) DESK_LOG_FILTER_RECORDED == (int) STORE_LOG_FILTER_RECORDED);
G_STATIC_ASSERT ((int) DESK_LOG_FILTER_QUEUE == (int) STORE_LOG_FILTER_QUEUE);

/* Where reading goes on. */
typedef struct
{
  gint64 started_at, id;
  gboolean is_end;
} Cursor;

struct _DeskLogModel
{
  GObject parent_instance;

  /* owned */
  DeskLog *log;
  GPtrArray *rows; /* of DeskLogEntry, newest first */
  char *search;
  char **words;
  GCancellable *loading; /* NULL: nothing is asked for */
  GSource *naming;

  Cursor older, newer;
  DeskLogFilter filter;
  guint wanted;          /* rows still to be found for this page */
  gboolean is_fresh;     /* what comes replaces what is here */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DeskLogModel, desk_log_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_0,
  PROP_FILTER,
  PROP_SEARCH,
  PROP_IS_LOADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

typedef struct
{
  DeskLogModel *model; /* owned */
  GCancellable *loading;
  gboolean is_newer;
} Asked;

static void ask (DeskLogModel *self, gboolean is_newer);

/* --- rows ------------------------------------------------------------------ */

static DeskLogEntry *
entry_at (DeskLogModel *self, guint i)
{
  return self->rows->pdata[i];
}

static gboolean
is_same_day (gint64 a, gint64 b)
{
  g_autoptr (GDateTime) first = g_date_time_new_from_unix_local (a / G_USEC_PER_SEC);
  g_autoptr (GDateTime) second = g_date_time_new_from_unix_local (b / G_USEC_PER_SEC);

  return first != NULL && second != NULL && g_date_time_get_year (first) == g_date_time_get_year (second)
         && g_date_time_get_day_of_year (first) == g_date_time_get_day_of_year (second);
}

/* Of those from @first on, @n of them. */
static void
mark_days (DeskLogModel *self, guint first, guint n)
{
  for (guint i = first; i < first + n && i < self->rows->len; i++)
    desk_log_entry_set_starts_day (
      entry_at (self, i), i == 0 || !is_same_day (desk_log_entry_get_started_at (entry_at (self, i - 1)),
                                                  desk_log_entry_get_started_at (entry_at (self, i))));
}

static gboolean
name_cb (gpointer user_data)
{
  DeskLogModel *self = user_data;
  DeskCaller *caller = desk_log_get_caller (self->log);

  g_clear_pointer (&self->naming, g_source_unref);
  for (guint i = 0; caller != NULL && i < self->rows->len; i++)
    desk_log_entry_find_name (entry_at (self, i), caller);
  return G_SOURCE_REMOVE;
}

/* Somebody was found, or chosen: once for all that are found together. */
static void
name_soon (DeskLogModel *self)
{
  if (self->naming != NULL)
    return;
  self->naming = g_idle_source_new ();
  g_source_set_static_name (self->naming, "names of the log");
  g_source_set_callback (self->naming, name_cb, self, NULL);
  g_source_attach (self->naming, g_main_context_get_thread_default ());
}

static void
changed (DeskLogModel *self, guint position, guint removed, guint added)
{
  DeskCaller *caller = desk_log_get_caller (self->log);

  for (guint i = position; caller != NULL && i < position + added && i < self->rows->len; i++)
    desk_log_entry_find_name (entry_at (self, i), caller);
  mark_days (self, position, added + 1);
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
remove_at (DeskLogModel *self, guint position, guint n)
{
  g_ptr_array_remove_range (self->rows, position, n);
  changed (self, position, n, 0);
}

static int
compare (const StoreLogRow *a, const StoreLogRow *b)
{
  if (a->started_at != b->started_at)
    return a->started_at < b->started_at ? 1 : -1;
  return (a->id < b->id) - (a->id > b->id);
}

static guint
find (DeskLogModel *self, gint64 id)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (desk_log_entry_get_id (entry_at (self, i)) == id)
      return i;
  return G_MAXUINT;
}

static gboolean
is_wanted (DeskLogModel *self, const StoreLogRow *row)
{
  return store_log_row_matches (row, (StoreLogFilter) self->filter, (const char *const *) self->words);
}

static void
take_cursor (Cursor *cursor, DeskLogEntry *entry)
{
  const StoreLogRow *row = desk_log_entry_get_row (entry);

  *cursor = (Cursor){ row->started_at, row->id, FALSE };
}

/* What is too much goes where nobody looks. */
static void
keep_bounds (DeskLogModel *self, gboolean drops_newest)
{
  guint n = self->rows->len;

  if (n <= DESK_LOG_MODEL_WINDOW)
    return;
  if (drops_newest)
    {
      remove_at (self, 0, n - DESK_LOG_MODEL_WINDOW);
      take_cursor (&self->newer, entry_at (self, 0));
    }
  else
    {
      remove_at (self, DESK_LOG_MODEL_WINDOW, n - DESK_LOG_MODEL_WINDOW);
      take_cursor (&self->older, entry_at (self, DESK_LOG_MODEL_WINDOW - 1));
    }
}

static void
insert (DeskLogModel *self, const StoreLogRow *row)
{
  guint position = 0;

  while (position < self->rows->len && compare (row, desk_log_entry_get_row (entry_at (self, position))) > 0)
    position++;
  if ((position == 0 && !self->newer.is_end) || (position == self->rows->len && !self->older.is_end))
    return; /* outside of the window; it will be read */
  g_ptr_array_insert (self->rows, (int) position, desk_log_entry_new (row));
  changed (self, position, 0, 1);
  keep_bounds (self, FALSE);
}

/* --- what the log says -------------------------------------------------------- */

static void
entry_cb (DeskLogModel *self, DeskLogEntry *entry)
{
  const StoreLogRow *row = desk_log_entry_get_row (entry);
  guint position = find (self, row->id);
  gboolean wanted = is_wanted (self, row);

  if (self->is_fresh)
    return; /* all of it is being read */
  if (position == G_MAXUINT && wanted)
    insert (self, row);
  else if (position != G_MAXUINT && wanted)
    desk_log_entry_take (entry_at (self, position), row);
  else if (position != G_MAXUINT)
    remove_at (self, position, 1);
}

static void
done_cb (DeskLogModel *self, gint64 id, gboolean is_done)
{
  for (guint i = self->rows->len; i-- > 0;)
    {
      DeskLogEntry *entry = entry_at (self, i);

      if ((id != 0 && desk_log_entry_get_id (entry) != id)
          || desk_log_entry_get_outcome (entry) != DESK_OUTCOME_MISSED)
        continue;
      desk_log_entry_set_done (entry, is_done);
      if (!is_wanted (self, desk_log_entry_get_row (entry)))
        remove_at (self, i, 1);
    }
}

static void start (DeskLogModel *self);

static void
removed_cb (DeskLogModel *self, gint64 id)
{
  guint position = id != 0 ? find (self, id) : G_MAXUINT;

  if (id == 0)
    start (self);
  else if (position != G_MAXUINT)
    remove_at (self, position, 1);
}

/* --- reading ------------------------------------------------------------------- */

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->model);
  g_object_unref (asked->loading);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
stop_loading (DeskLogModel *self)
{
  if (self->loading == NULL)
    return;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOADING]);
}

static void
replace_all (DeskLogModel *self)
{
  guint n = self->rows->len;

  self->is_fresh = FALSE;
  self->newer = (Cursor){ .is_end = TRUE };
  g_ptr_array_set_size (self->rows, 0);
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
}

static void
take_page (DeskLogModel *self, const StoreLogPage *page, gboolean is_newer)
{
  guint n = self->rows->len, added = 0;

  for (guint i = 0; i < page->rows->len; i++)
    {
      const StoreLogRow *row = page->rows->pdata[i];

      if (find (self, row->id) != G_MAXUINT)
        continue; /* it came by itself meanwhile */
      g_ptr_array_insert (self->rows, is_newer ? 0 : -1, desk_log_entry_new (row));
      added++;
    }
  *(is_newer ? &self->newer : &self->older) = (Cursor){ page->started_at, page->id, page->is_end };
  self->wanted -= MIN (self->wanted, added);
  changed (self, is_newer ? 0 : n, 0, added);
  keep_bounds (self, !is_newer);
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  DeskLogModel *self = asked->model;
  g_autoptr (GError) error = NULL;
  g_autoptr (StoreLogPage) page = store_log_page_finish (STORE_DATABASE (source), result, &error);

  if (asked->loading != self->loading)
    return; /* something else is wanted by now */
  if (page == NULL)
    {
      g_message ("reading the call log: %s", error->message);
      self->is_fresh = FALSE;
    }
  if (page != NULL && self->is_fresh)
    replace_all (self);
  if (page != NULL)
    take_page (self, page, asked->is_newer);
  if (page != NULL && !page->is_end && self->wanted > 0)
    ask (self, asked->is_newer);
  else
    stop_loading (self);
}

static void
ask (DeskLogModel *self, gboolean is_newer)
{
  StoreDatabase *database = desk_log_get_database (self->log);
  const Cursor *from = is_newer ? &self->newer : &self->older;
  StoreLogQuery query = { .filter = (StoreLogFilter) self->filter, .started_at = from->started_at,
                          .id = from->id, .is_newer = is_newer, .limit = self->wanted, .scan = SCAN };
  Asked *asked;

  if (database == NULL)
    return;
  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    query.words[i] = self->words[i];
  if (self->loading == NULL)
    {
      self->loading = g_cancellable_new ();
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOADING]);
    }
  asked = g_new0 (Asked, 1);
  asked->model = g_object_ref (self);
  asked->loading = g_object_ref (self->loading);
  asked->is_newer = is_newer;
  store_log_page_async (database, desk_log_get_account_id (self->log), &query, self->loading, page_cb, asked);
}

/* From the newest one. What is here stays until the first page is there. */
static void
start (DeskLogModel *self)
{
  stop_loading (self);
  self->is_fresh = TRUE;
  self->older = (Cursor){ 0 };
  self->wanted = PAGE;
  ask (self, FALSE);
}

void
desk_log_model_load_older (DeskLogModel *self)
{
  g_return_if_fail (DESK_IS_LOG_MODEL (self));
  if (self->loading != NULL || self->is_fresh || self->older.is_end)
    return;
  self->wanted = PAGE;
  ask (self, FALSE);
}

void
desk_log_model_load_newer (DeskLogModel *self)
{
  g_return_if_fail (DESK_IS_LOG_MODEL (self));
  if (self->loading != NULL || self->is_fresh || self->newer.is_end)
    return;
  self->wanted = PAGE;
  ask (self, TRUE);
}

DeskLogModel *
desk_log_model_new (DeskLog *log)
{
  DeskLogModel *self;

  g_return_val_if_fail (DESK_IS_LOG (log), NULL);

  self = g_object_new (DESK_TYPE_LOG_MODEL, NULL);
  g_set_object (&self->log, log);
  g_signal_connect_object (log, "entry-added", G_CALLBACK (entry_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (log, "entry-changed", G_CALLBACK (entry_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (log, "done-changed", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (log, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  if (desk_log_get_caller (self->log) != NULL)
    g_signal_connect_object (desk_log_get_caller (self->log), "changed", G_CALLBACK (name_soon), self, G_CONNECT_SWAPPED);
  start (self);
  return self;
}

DeskLogFilter
desk_log_model_get_filter (DeskLogModel *self)
{
  g_return_val_if_fail (DESK_IS_LOG_MODEL (self), DESK_LOG_FILTER_ALL);
  return self->filter;
}

void
desk_log_model_set_filter (DeskLogModel *self, DeskLogFilter filter)
{
  g_return_if_fail (DESK_IS_LOG_MODEL (self));
  if (self->filter == filter)
    return;
  self->filter = filter;
  start (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

const char *
desk_log_model_get_search (DeskLogModel *self)
{
  g_return_val_if_fail (DESK_IS_LOG_MODEL (self), "");
  return self->search;
}

void
desk_log_model_set_search (DeskLogModel *self, const char *search)
{
  g_return_if_fail (DESK_IS_LOG_MODEL (self));
  if (g_strcmp0 (self->search, search != NULL ? search : "") == 0)
    return;
  g_free (self->search);
  g_strfreev (self->words);
  self->search = g_strdup (search != NULL ? search : "");
  self->words = desk_log_split_words (self->search);
  start (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
}

gboolean
desk_log_model_get_is_loading (DeskLogModel *self)
{
  g_return_val_if_fail (DESK_IS_LOG_MODEL (self), FALSE);
  return self->loading != NULL;
}

gboolean
desk_log_model_get_has_older (DeskLogModel *self)
{
  g_return_val_if_fail (DESK_IS_LOG_MODEL (self), FALSE);
  return !self->older.is_end;
}

gboolean
desk_log_model_get_has_newer (DeskLogModel *self)
{
  g_return_val_if_fail (DESK_IS_LOG_MODEL (self), FALSE);
  return !self->newer.is_end;
}

static GType
get_item_type (GListModel *list)
{
  return DESK_TYPE_LOG_ENTRY;
}

static guint
get_n_items (GListModel *list)
{
  return DESK_LOG_MODEL (list)->rows->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  DeskLogModel *self = DESK_LOG_MODEL (list);

  return position < self->rows->len ? g_object_ref (self->rows->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
desk_log_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskLogModel *self = DESK_LOG_MODEL (object);

  switch (id)
    {
    case PROP_FILTER: g_value_set_enum (value, self->filter); break;
    case PROP_SEARCH: g_value_set_string (value, self->search); break;
    case PROP_IS_LOADING: g_value_set_boolean (value, self->loading != NULL); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_log_model_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DeskLogModel *self = DESK_LOG_MODEL (object);

  switch (id)
    {
    case PROP_FILTER: desk_log_model_set_filter (self, g_value_get_enum (value)); break;
    case PROP_SEARCH: desk_log_model_set_search (self, g_value_get_string (value)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_log_model_dispose (GObject *object)
{
  DeskLogModel *self = DESK_LOG_MODEL (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->naming != NULL)
    g_source_destroy (self->naming);
  g_clear_pointer (&self->naming, g_source_unref);
  g_clear_object (&self->log);
  G_OBJECT_CLASS (desk_log_model_parent_class)->dispose (object);
}

static void
desk_log_model_finalize (GObject *object)
{
  DeskLogModel *self = DESK_LOG_MODEL (object);

  g_ptr_array_unref (self->rows);
  g_free (self->search);
  g_strfreev (self->words);
  G_OBJECT_CLASS (desk_log_model_parent_class)->finalize (object);
}

static void
desk_log_model_class_init (DeskLogModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_log_model_get_property;
  object_class->set_property = desk_log_model_set_property;
  object_class->dispose = desk_log_model_dispose;
  object_class->finalize = desk_log_model_finalize;

  properties[PROP_FILTER] = g_param_spec_enum ("filter", NULL, NULL, DESK_TYPE_LOG_FILTER, DESK_LOG_FILTER_ALL,
                                               G_PARAM_READWRITE | flags);
  properties[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, "", G_PARAM_READWRITE | flags);
  properties[PROP_IS_LOADING] = g_param_spec_boolean ("is-loading", NULL, NULL, FALSE, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_log_model_init (DeskLogModel *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->search = g_strdup ("");
  self->newer.is_end = TRUE;
}
