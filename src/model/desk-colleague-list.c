/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-presence-model-private.h"

#include <string.h>

#include "model/desk-colleague-order.h"
#include "model/desk-enum-types.h"
#include "model/desk-fold.h"
#include "model/desk-slices.h"

/* Up to here the whole list is put in order at once; beyond, in slices and in a worker. */
#define SMALL 1000
/* So many rows still come one by one; of more, while the list is not complete, they come in bulk. */
#define MANY 128
/* Up to here changed rows are moved one by one. */
#define FEW 32
#define STEP 64 /* rows a step of long work */
/* A list by state is put in order this often at most. */
#define PAUSE_MS 500
/* One whose rows still come, this often: who shows it makes all its rows anew each time. */
#define FILLING_PAUSE_MS 2000

struct _DeskColleagueList
{
  GObject parent_instance;

  /* owned */
  DeskPresenceModel *model;
  GPtrArray *shown;   /* rows borrowed from order */
  DeskExtension *first_favourite, *first_other; /* they carry the headings */
  GPtrArray *order;   /* all, by name */
  GPtrArray *past;    /* rows of an order before, on their way out; or NULL */
  DeskColleagueSort *to_sort; /* being prepared, or NULL */
  char *filter;
  char **words;       /* NULL without a filter */
  GSource *keys_job, *past_job, *pause;

  DeskGroup *group;   /* of the scope, or NULL */

  DeskSort sort;
  DeskScope scope;
  guint n_favourites; /* shown */
  gboolean is_sorting, must_sort, must_show;
};

static void list_model_iface_init (GListModelInterface *iface);
static void sort_all (DeskColleagueList *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (DeskColleagueList, desk_colleague_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_0,
  PROP_MODEL,
  PROP_FILTER,
  PROP_SORT,
  PROP_N_FAVOURITES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GType
list_get_item_type (GListModel *model)
{
  return DESK_TYPE_EXTENSION;
}

static guint
list_get_n_items (GListModel *model)
{
  return DESK_COLLEAGUE_LIST (model)->shown->len;
}

static gpointer
list_get_item (GListModel *model, guint position)
{
  GPtrArray *shown = DESK_COLLEAGUE_LIST (model)->shown;

  return position < shown->len ? g_object_ref (shown->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = list_get_item_type;
  iface->get_n_items = list_get_n_items;
  iface->get_item = list_get_item;
}

/* --- from the order to what is shown ----------------------------------- */

static gboolean
is_wanted (DeskColleagueList *self, DeskExtension *extension)
{
  const char *fold = extension->fold;

  if (self->scope == DESK_SCOPE_FAVOURITES && extension->favourite == 0)
    return FALSE;
  if (self->group != NULL && !desk_group_contains (self->group, extension->number))
    return FALSE;
  if (self->words == NULL)
    return TRUE;
  if (fold == NULL)
    fold = desk_extension_get_fold (extension);
  return desk_fold_matches (fold, (const char *const *) self->words);
}

static int
compare_favourites (gconstpointer a, gconstpointer b)
{
  guint left = desk_extension_get_favourite (*(DeskExtension *const *) a);
  guint right = desk_extension_get_favourite (*(DeskExtension *const *) b);

  return left < right ? -1 : left > right;
}

/* Stable, so that each bucket keeps the order of names. */
static void
append_by_state (GPtrArray *shown, GPtrArray *others)
{
  guint places[DESK_PRESENCE_OFFLINE + 2] = { 0 };
  guint base = shown->len;

  for (guint i = 0; i < others->len; i++)
    places[((DeskExtension *) others->pdata[i])->presence + 1]++;
  for (guint i = 1; i < G_N_ELEMENTS (places); i++)
    places[i] += places[i - 1];
  g_ptr_array_set_size (shown, (int) (base + others->len));
  for (guint i = 0; i < others->len; i++)
    shown->pdata[base + places[((DeskExtension *) others->pdata[i])->presence]++] = others->pdata[i];
}

static GPtrArray *
build_shown (DeskColleagueList *self, GPtrArray *from, guint *n_favourites)
{
  GPtrArray *shown = g_ptr_array_sized_new (from->len);
  g_autoptr (GPtrArray) others = g_ptr_array_sized_new (from->len);

  for (guint i = 0; i < from->len; i++)
    {
      gboolean is_first;

      if (i + 16 < from->len)
        desk_extension_prefetch (from->pdata[i + 16], from->pdata[i + 8]);
      if (!is_wanted (self, from->pdata[i]))
        continue;
      /* Among the members of a group favourites are like all others. */
      is_first = ((DeskExtension *) from->pdata[i])->favourite > 0 && self->group == NULL;
      g_ptr_array_add (is_first ? shown : others, from->pdata[i]);
    }
  g_ptr_array_sort (shown, compare_favourites);
  *n_favourites = shown->len;
  if (self->sort == DESK_SORT_STATE)
    append_by_state (shown, others);
  else
    g_ptr_array_extend (shown, others, NULL, NULL);
  return shown;
}

static void
move_heading (DeskExtension **at, DeskExtension *to, DeskHeading heading)
{
  if (*at == to)
    return;
  /* A row may have taken the other heading in the meantime. */
  if (*at != NULL && desk_extension_get_heading (*at) == heading)
    desk_extension_set_heading (*at, DESK_HEADING_NONE);
  g_set_object (at, to);
  if (to != NULL)
    desk_extension_set_heading (to, heading);
}

/* Who shows a part of them has said which. */
static void
update_headings (DeskColleagueList *self)
{
  guint n = self->n_favourites;
  gboolean has_headings = self->scope == DESK_SCOPE_ALL;

  move_heading (&self->first_favourite, has_headings && n > 0 ? self->shown->pdata[0] : NULL,
                DESK_HEADING_FAVOURITES);
  move_heading (&self->first_other, has_headings && n < self->shown->len ? self->shown->pdata[n] : NULL,
                DESK_HEADING_ALL);
  if (self->first_favourite != NULL)
    desk_extension_set_heading (self->first_favourite, DESK_HEADING_FAVOURITES);
}

/* One items_changed over what differs. @from: rows that can match, in order by name within their parts. */
static void
show (DeskColleagueList *self, GPtrArray *from)
{
  guint n_favourites, start = 0, end = 0;
  g_autoptr (GPtrArray) old = self->shown;
  GPtrArray *new = build_shown (self, from, &n_favourites);

  while (start < old->len && start < new->len && old->pdata[start] == new->pdata[start])
    start++;
  while (end < old->len - start && end < new->len - start
         && old->pdata[old->len - 1 - end] == new->pdata[new->len - 1 - end])
    end++;

  self->shown = new;
  self->must_show = FALSE;
  desk_flush_begin (desk_presence_model_get_flush (self->model));
  gboolean n_changed = self->n_favourites != n_favourites;
  self->n_favourites = n_favourites;
  update_headings (self);
  if (old->len - end > start || new->len - end > start)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end, new->len - start - end);
  desk_flush_end (desk_presence_model_get_flush (self->model));
  if (n_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_FAVOURITES]);
}

/* --- putting in order -------------------------------------------------- */

static gboolean
past_step (gpointer user_data)
{
  DeskColleagueList *self = user_data;

  g_ptr_array_set_size (self->past, (int) (self->past->len - MIN (STEP, self->past->len)));
  return self->past->len > 0;
}

static void
past_done (gpointer user_data)
{
  DeskColleagueList *self = user_data;

  g_clear_pointer (&self->past_job, g_source_unref);
  g_clear_pointer (&self->past, g_ptr_array_unref);
}

/* Letting go of 50,000 rows takes slices, too. */
static void
drop_order (DeskColleagueList *self, GPtrArray *order)
{
  if (order->len <= SMALL)
    {
      g_ptr_array_unref (order);
      return;
    }
  desk_slices_cancel (&self->past_job);
  if (self->past != NULL)
    g_ptr_array_extend_and_steal (order, g_steal_pointer (&self->past));
  self->past = order;
  self->past_job = desk_slices_start (past_step, past_done, self);
}

static void
take_order (DeskColleagueList *self, GPtrArray *order)
{
  GPtrArray *old = self->order; /* lives until its rows are no longer shown */

  self->order = order;
  /* Views look for the rows they have among all that come: the first few are not worth it. */
  if (self->shown->len > 0 && self->shown->len <= MANY && order->len > SMALL && self->words == NULL)
    {
      g_autoptr (GPtrArray) few = self->shown;

      self->shown = g_ptr_array_new ();
      g_list_model_items_changed (G_LIST_MODEL (self), 0, few->len, 0);
    }
  show (self, order);
  drop_order (self, old);
}

/* Rows and names come in bulk: moving each of them would take for ever. */
static gboolean
is_filling (DeskColleagueList *self)
{
  return desk_list_get_size (DESK_LIST (self->model)) > MANY
         && !desk_presence_model_get_is_complete (self->model);
}

static gboolean
pause_cb (gpointer user_data)
{
  DeskColleagueList *self = user_data;
  gboolean must_sort = self->must_sort, must_show = self->must_show;

  g_clear_pointer (&self->pause, g_source_unref);
  if (must_sort)
    sort_all (self);
  else if (must_show)
    show (self, self->order);
  return G_SOURCE_REMOVE;
}

static void
start_pause (DeskColleagueList *self, guint ms)
{
  if (self->pause != NULL)
    return;
  self->pause = g_timeout_source_new (ms);
  g_source_set_priority (self->pause, DESK_SLICES_PRIORITY);
  g_source_set_callback (self->pause, pause_cb, self, NULL);
  g_source_attach (self->pause, g_main_context_get_thread_default ());
}

static GPtrArray *
list_rows (DeskColleagueList *self)
{
  guint n = desk_list_get_size (DESK_LIST (self->model));
  GPtrArray *rows = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (rows, g_object_ref (desk_list_peek (DESK_LIST (self->model), i)));
  return rows;
}

static void
sorted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *list = user_data;
  g_autoptr (DeskColleagueList) self = g_weak_ref_get (list);
  g_autoptr (GPtrArray) order = desk_colleague_sort_run_finish (result);

  g_weak_ref_clear (list);
  g_free (list);
  if (self == NULL || self->model == NULL)
    return;
  self->is_sorting = FALSE;
  take_order (self, g_steal_pointer (&order));
  if (self->must_sort)
    start_pause (self, is_filling (self) ? FILLING_PAUSE_MS : PAUSE_MS);
}

static gboolean
keys_step (gpointer user_data)
{
  return desk_colleague_sort_prepare (((DeskColleagueList *) user_data)->to_sort, STEP);
}

static void
keys_done (gpointer user_data)
{
  DeskColleagueList *self = user_data;
  /* Weakly: the page may be gone before the worker is through. */
  GWeakRef *list = g_new (GWeakRef, 1);

  g_weak_ref_init (list, self);
  g_clear_pointer (&self->keys_job, g_source_unref);
  desk_colleague_sort_run_async (g_steal_pointer (&self->to_sort), sorted_cb, list);
}

static void
sort_all (DeskColleagueList *self)
{
  g_autoptr (GPtrArray) rows = NULL;

  self->must_sort = TRUE;
  if (self->is_sorting || self->pause != NULL)
    return;
  self->must_sort = FALSE;
  rows = list_rows (self);
  if (rows->len <= SMALL)
    {
      take_order (self, desk_colleague_sort_run (desk_colleague_sort_new (g_steal_pointer (&rows))));
      return;
    }
  self->is_sorting = TRUE;
  self->to_sort = desk_colleague_sort_new (g_steal_pointer (&rows));
  self->keys_job = desk_slices_start (keys_step, keys_done, self);
}

/* While more of them come, waits for them. */
static void
sort_soon (DeskColleagueList *self)
{
  self->must_sort = TRUE;
  if (!is_filling (self))
    sort_all (self);
  else if (!self->is_sorting)
    start_pause (self, FILLING_PAUSE_MS);
}

/* --- following the model ----------------------------------------------- */

static void
items_changed_cb (DeskColleagueList *self, guint position, guint removed, guint added, GListModel *model)
{
  if (removed > 0 || added > FEW || self->is_sorting || is_filling (self))
    {
      sort_soon (self);
      return;
    }
  for (guint i = position; i < position + added; i++)
    desk_colleague_order_insert (self->order, desk_list_peek (DESK_LIST (model), i));
  show (self, self->order);
}

static void
move_rows (DeskColleagueList *self, GPtrArray *extensions)
{
  /* The order holds only without the changed rows, so all leave before the first comes back. */
  for (guint i = 0; i < extensions->len; i++)
    desk_colleague_order_remove (self->order, extensions->pdata[i]);
  for (guint i = 0; i < extensions->len; i++)
    if (desk_presence_model_find (self->model, desk_extension_get_number (extensions->pdata[i])) != NULL)
      desk_colleague_order_insert (self->order, extensions->pdata[i]);
  show (self, self->order);
}

static void
touched_cb (DeskColleagueList *self, GPtrArray *extensions, guint what)
{
  if (what & DESK_TOUCH_ORDER)
    {
      if (extensions->len > FEW || self->is_sorting || is_filling (self))
        sort_soon (self);
      else
        move_rows (self, extensions);
    }
  else if (self->sort == DESK_SORT_STATE)
    {
      self->must_show = TRUE;
      start_pause (self, PAUSE_MS);
    }
}

static void
complete_cb (DeskColleagueList *self)
{
  if (!self->must_sort || !desk_presence_model_get_is_complete (self->model))
    return;
  if (self->pause != NULL)
    g_source_destroy (self->pause);
  g_clear_pointer (&self->pause, g_source_unref);
  sort_all (self);
}

static void
set_model (DeskColleagueList *self, DeskPresenceModel *model)
{
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "touched", G_CALLBACK (touched_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "notify::is-complete", G_CALLBACK (complete_cb), self, G_CONNECT_SWAPPED);
  sort_all (self);
}

DeskColleagueList *
desk_colleague_list_new (DeskPresenceModel *model)
{
  g_return_val_if_fail (DESK_IS_PRESENCE_MODEL (model), NULL);
  return g_object_new (DESK_TYPE_COLLEAGUE_LIST, "model", model, NULL);
}

/* Whether all that matches @new matches @old too: a voiced mark may change the letter before it. */
static gboolean
words_grow (char **old, char **new)
{
  guint n = old != NULL ? g_strv_length (old) : 0;

  if (n > (new != NULL ? g_strv_length (new) : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (strstr (new[i], old[i]) == NULL)
      return FALSE;
  return TRUE;
}

void
desk_colleague_list_set_filter (DeskColleagueList *self, const char *text)
{
  gboolean grows;

  g_return_if_fail (DESK_IS_COLLEAGUE_LIST (self));
  if (text == NULL)
    text = "";
  if (g_str_equal (self->filter, text))
    return;

  g_autofree char *old = self->filter;
  g_auto (GStrv) old_words = self->words;

  self->filter = g_strdup (text);
  self->words = desk_fold_words (text);
  grows = g_str_has_prefix (text, old) && !self->must_show && words_grow (old_words, self->words);
  if (self->model != NULL)
    {
      g_autoptr (GPtrArray) candidates = g_ptr_array_ref (grows ? self->shown : self->order);

      show (self, candidates);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

void
desk_colleague_list_set_sort (DeskColleagueList *self, DeskSort sort)
{
  g_return_if_fail (DESK_IS_COLLEAGUE_LIST (self));
  if (self->sort == sort)
    return;
  self->sort = sort;
  if (self->model != NULL)
    show (self, self->order);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

static void
group_changed_cb (DeskColleagueList *self)
{
  show (self, self->order);
}

void
desk_colleague_list_set_scope (DeskColleagueList *self, DeskScope scope, DeskGroup *group)
{
  g_return_if_fail (DESK_IS_COLLEAGUE_LIST (self));
  g_return_if_fail ((scope == DESK_SCOPE_GROUP) == (group != NULL));

  if (self->scope == scope && self->group == group)
    return;
  if (self->group != NULL)
    g_signal_handlers_disconnect_by_func (self->group, group_changed_cb, self);
  self->scope = scope;
  g_set_object (&self->group, group);
  if (group != NULL)
    g_signal_connect_object (group, "changed", G_CALLBACK (group_changed_cb), self, G_CONNECT_SWAPPED);
  if (self->model != NULL)
    show (self, self->order);
}

static void
desk_colleague_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskColleagueList *self = DESK_COLLEAGUE_LIST (object);

  switch (id)
    {
    case PROP_MODEL: g_value_set_object (value, self->model); break;
    case PROP_FILTER: g_value_set_string (value, self->filter); break;
    case PROP_SORT: g_value_set_enum (value, self->sort); break;
    case PROP_N_FAVOURITES: g_value_set_uint (value, self->n_favourites); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_colleague_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DeskColleagueList *self = DESK_COLLEAGUE_LIST (object);

  switch (id)
    {
    case PROP_MODEL:
      if (g_value_get_object (value) != NULL)
        set_model (self, g_value_get_object (value));
      break;
    case PROP_FILTER: desk_colleague_list_set_filter (self, g_value_get_string (value)); break;
    case PROP_SORT: desk_colleague_list_set_sort (self, (DeskSort) g_value_get_enum (value)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_colleague_list_dispose (GObject *object)
{
  DeskColleagueList *self = DESK_COLLEAGUE_LIST (object);

  desk_slices_cancel (&self->keys_job);
  if (self->pause != NULL)
    g_source_destroy (self->pause);
  g_clear_pointer (&self->pause, g_source_unref);
  desk_slices_cancel (&self->past_job);
  g_clear_pointer (&self->past, g_ptr_array_unref);
  g_clear_pointer (&self->to_sort, desk_colleague_sort_free);
  g_ptr_array_set_size (self->shown, 0);
  g_ptr_array_set_size (self->order, 0);
  g_clear_object (&self->first_favourite);
  g_clear_object (&self->first_other);
  if (self->group != NULL)
    g_signal_handlers_disconnect_by_func (self->group, group_changed_cb, self);
  g_clear_object (&self->group);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (desk_colleague_list_parent_class)->dispose (object);
}

static void
desk_colleague_list_finalize (GObject *object)
{
  DeskColleagueList *self = DESK_COLLEAGUE_LIST (object);

  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->order);
  g_free (self->filter);
  g_strfreev (self->words);
  G_OBJECT_CLASS (desk_colleague_list_parent_class)->finalize (object);
}

static void
desk_colleague_list_class_init (DeskColleagueListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_colleague_list_get_property;
  object_class->set_property = desk_colleague_list_set_property;
  object_class->dispose = desk_colleague_list_dispose;
  object_class->finalize = desk_colleague_list_finalize;

  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, DESK_TYPE_PRESENCE_MODEL,
                                                G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | flags);
  properties[PROP_FILTER] = g_param_spec_string ("filter", NULL, NULL, "", G_PARAM_READWRITE | flags);
  properties[PROP_SORT] = g_param_spec_enum ("sort", NULL, NULL, DESK_TYPE_SORT, DESK_SORT_NAME,
                                             G_PARAM_READWRITE | flags);
  properties[PROP_N_FAVOURITES] = g_param_spec_uint ("n-favourites", NULL, NULL, 0, G_MAXUINT, 0,
                                                     G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_colleague_list_init (DeskColleagueList *self)
{
  self->shown = g_ptr_array_new ();
  self->order = g_ptr_array_new_with_free_func (g_object_unref);
  self->filter = g_strdup ("");
}
