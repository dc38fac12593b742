/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a list of contacts, and what the PBX is asked for them. */
#include "config.h"

#include "model/desk-contact-model-private.h"

#include <string.h>

#define MAX_ASKED 2  /* pages at a time */
#define MAX_WANTED 8 /* the ones looked at before these have gone by */
#define N_SHOWN 4    /* pages that a view may show rows of */

typedef struct
{
  GWeakRef model;        /* which may go meanwhile */
  GCancellable *listing; /* owned; the answer is of no use when another one has begun */
  guint from;
  gboolean is_probe;     /* only whether there is a row */
} Asked;

static void pump (DeskContactModel *self);

static void
asked_free (Asked *asked)
{
  g_weak_ref_clear (&asked->model);
  g_object_unref (asked->listing);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

/* --- pages ---------------------------------------------------------------------- */

static DeskContactPage *
page_at (DeskContactModel *self, guint number)
{
  return number < self->pages->len ? self->pages->pdata[number] : NULL;
}

static void
drop_rows (DeskContactPage *page, guint from)
{
  for (guint i = from; i < DESK_CONTACT_PAGE; i++)
    g_clear_object (&page->rows[i]);
}

static void
drop_page (DeskContactModel *self, guint number)
{
  DeskContactPage *page = page_at (self, number);

  if (page == NULL)
    return;
  self->pages->pdata[number] = NULL;
  self->n_pages--;
  drop_rows (page, 0);
  g_free (page);
}

/* The page looked at longest ago goes. */
static void
make_room (DeskContactModel *self)
{
  guint oldest = G_MAXUINT;

  if (self->n_pages < DESK_CONTACT_MAX_PAGES)
    return;
  for (guint i = 0; i < self->pages->len; i++)
    {
      DeskContactPage *page = page_at (self, i);

      if (page != NULL && !page->is_asked
          && (oldest == G_MAXUINT || page->look < page_at (self, oldest)->look))
        oldest = i;
    }
  if (oldest != G_MAXUINT)
    drop_page (self, oldest);
}

static DeskContactPage *
ensure_page (DeskContactModel *self, guint number)
{
  DeskContactPage *page = page_at (self, number);

  if (page != NULL)
    return page;
  make_room (self);
  if (self->pages->len <= number)
    g_ptr_array_set_size (self->pages, (int) number + 1);
  page = self->pages->pdata[number] = g_new0 (DeskContactPage, 1);
  page->is_due = TRUE;
  self->n_pages++;
  return page;
}

void
desk_contact_pages_clear (DeskContactModel *self)
{
  for (guint i = 0; i < self->pages->len; i++)
    drop_page (self, i);
  g_ptr_array_set_size (self->pages, 0);
}

/* --- how many ------------------------------------------------------------------- */

static void
set_n (DeskContactModel *self, guint n)
{
  guint old = self->n;

  if (n == old)
    return;
  self->n = n;
  if (n < old)
    {
      DeskContactPage *page = page_at (self, n / DESK_CONTACT_PAGE);

      for (guint i = (n + DESK_CONTACT_PAGE - 1) / DESK_CONTACT_PAGE; i < self->pages->len; i++)
        drop_page (self, i);
      if (page != NULL && n % DESK_CONTACT_PAGE != 0)
        drop_rows (page, n % DESK_CONTACT_PAGE);
      g_list_model_items_changed (G_LIST_MODEL (self), n, old - n, 0);
    }
  else
    g_list_model_items_changed (G_LIST_MODEL (self), old, 0, n - old);
}

/* What is known for certain by now; the rest stays as it was. */
static void
apply_count (DeskContactModel *self)
{
  gboolean is_settled = desk_count_is_settled (&self->count);

  set_n (self, is_settled ? self->count.low : MIN (MAX (self->n, self->count.low), self->count.high));
  desk_contact_model_set_counted (self, is_settled);
}

/* --- what came ------------------------------------------------------------------- */

/* The id of the first row; NULL when there is none. A PBX that gives the same rows wherever one begins has no
 * more of them. */
static const char *
read_first (DeskContactModel *self, const Asked *asked, PalReplyIter *iter)
{
  const char *id = pal_reply_iter_next (iter) ? pal_reply_iter_get (iter, "aid") : NULL;

  return id == NULL || (asked->from > 0 && g_strcmp0 (id, self->first_id) == 0) ? NULL : id;
}

/* The object for the row: the one there is under its id, else the one that was looked at, else a new one. */
static DeskContact *
choose (DeskContactModel *self, DeskContact *old, const char *id)
{
  DeskContact *contact = desk_phonebooks_find_contact (self->phonebooks, id);

  if (contact != NULL)
    return g_object_ref (contact);
  if (old == NULL || desk_contact_get_id (old) != NULL)
    return desk_phonebooks_ensure_contact (self->phonebooks, id);
  desk_contact_set_id (old, id);
  desk_phonebooks_mark_pending (self->phonebooks, old);
  return g_object_ref (old);
}

static void
take_row (DeskContactModel *self, DeskContact *contact, PalReplyIter *iter)
{
  const char *phonebook = pal_reply_iter_get (iter, "phonebook");
  const char *user = pal_reply_iter_get (iter, "user");

  desk_contact_set_name (contact, pal_reply_iter_get (iter, "display_name"));
  if (self->book != NULL)
    desk_contact_set_phonebook (contact, desk_phonebook_get_name (self->book),
                                desk_phonebook_get_is_shared (self->book));
  else if (phonebook != NULL)
    desk_contact_set_phonebook (contact, phonebook, user == NULL || user[0] == '\0');
  if (desk_contact_get_state (contact) == DESK_CONTACT_STATE_AWAITED
      || desk_contact_get_state (contact) == DESK_CONTACT_STATE_GONE)
    desk_contact_set_state (contact, DESK_CONTACT_STATE_NAMED, NULL);
}

static void
tell_replaced (DeskContactModel *self, guint from, const gboolean *is_replaced, guint n)
{
  for (guint i = 0, end; i < n; i = end + 1)
    {
      for (end = i; end < n && is_replaced[end]; end++)
        ;
      if (end > i && from + end <= self->n)
        g_list_model_items_changed (G_LIST_MODEL (self), from + i, end - i, end - i);
    }
}

/* Rows take their places; what was looked at there is told of when it is another object now. */
static guint
take_rows (DeskContactModel *self, const Asked *asked, PalReplyIter *iter, gboolean *is_replaced)
{
  DeskContactPage *page = ensure_page (self, asked->from / DESK_CONTACT_PAGE);
  const char *id = read_first (self, asked, iter);
  guint n = 0;

  page->is_asked = page->is_due = page->is_failed = FALSE;
  if (asked->from == 0)
    {
      g_free (self->first_id);
      self->first_id = g_strdup (id);
    }
  for (; id != NULL && n < DESK_CONTACT_PAGE; n++)
    {
      DeskContact *old = page->rows[n];
      DeskContact *contact = choose (self, old, id);

      take_row (self, contact, iter);
      is_replaced[n] = old != NULL && old != contact;
      page->rows[n] = contact;
      g_clear_object (&old);
      id = pal_reply_iter_next (iter) ? pal_reply_iter_get (iter, "aid") : NULL;
    }
  return n;
}

/* The rows of the listing before stay until now. */
static void
begin_listing (DeskContactModel *self)
{
  gboolean was_sorted = desk_contact_sorted_drop (self);
  guint n = self->n;

  self->has_begun = TRUE;
  self->n = 0;
  desk_contact_pages_clear (self);
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
  if (was_sorted)
    desk_contact_model_notify_sorted (self);
}

static gboolean
has_failed_page (DeskContactModel *self)
{
  for (guint i = 0; i < self->pages->len; i++)
    if (page_at (self, i) != NULL && page_at (self, i)->is_failed)
      return TRUE;
  return FALSE;
}

static void
take_page (DeskContactModel *self, const Asked *asked, PalReply *reply)
{
  gboolean is_replaced[DESK_CONTACT_PAGE] = { FALSE };
  g_auto (PalReplyIter) iter = { 0 };
  guint n;

  pal_reply_iter_init (&iter, reply);
  if (!self->has_begun)
    begin_listing (self);
  if (asked->listing != self->listing)
    return; /* a listener wants something else */
  n = take_rows (self, asked, &iter, is_replaced);
  if (asked->listing != self->listing)
    return;
  tell_replaced (self, asked->from, is_replaced, n);
  desk_count_take_page (&self->count, asked->from, DESK_CONTACT_PAGE, n);
  if (!has_failed_page (self))
    desk_contact_model_set_state (self, DESK_LOADING_READY, NULL);
}

static void
take_failure (DeskContactModel *self, const Asked *asked, const GError *error)
{
  DeskContactPage *page = asked->is_probe ? NULL : page_at (self, asked->from / DESK_CONTACT_PAGE);

  if (g_error_matches (error, PAL_ERROR, PAL_ERROR_DISCONNECTED))
    return; /* all of it is asked again on the next line */
  if (page != NULL)
    {
      page->is_asked = FALSE;
      page->is_failed = TRUE;
    }
  desk_contact_model_set_state (self, DESK_LOADING_FAILED, error->message);
}

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (DeskContactModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);

  if (self == NULL || asked->listing != self->listing)
    return;
  if (!asked->is_probe)
    self->n_asked--;
  if (reply == NULL)
    take_failure (self, asked, error);
  else if (asked->is_probe)
    {
      g_auto (PalReplyIter) iter = { 0 };

      pal_reply_iter_init (&iter, reply);
      desk_count_take (&self->count, asked->from, read_first (self, asked, &iter) != NULL);
    }
  else
    take_page (self, asked, reply);
  if (asked->listing != self->listing)
    return;
  if (reply != NULL)
    apply_count (self);
  pump (self);
}

/* --- asking --------------------------------------------------------------------- */

static void
ask (DeskContactModel *self, guint from, guint limit)
{
  g_autoptr (PalParams) params = desk_phonebooks_new_params (self->phonebooks, PAL_METHOD_GET_CONTACT_LIST);
  Asked *asked = g_new0 (Asked, 1);

  g_weak_ref_init (&asked->model, self);
  asked->listing = g_object_ref (self->listing);
  asked->from = from;
  asked->is_probe = limit == 1;
  if (self->book != NULL)
    {
      pal_params_set_text (params, "phonebook", desk_phonebook_get_name (self->book));
      if (desk_phonebooks_must_tell_kind (self->phonebooks, self->book))
        pal_params_set_boolean (params, "shared", desk_phonebook_get_is_shared (self->book));
    }
  if (self->words[0] != '\0')
    pal_params_set_text (params, "search_text", self->words);
  desk_phonebooks_yield (self->phonebooks);
  pal_params_set_int (params, "offset", from);
  pal_params_set_int (params, "limit", limit);
  pal_client_call_async (desk_phonebooks_get_client (self->phonebooks), params, self->listing, answer_cb,
                         asked);
}

static void
ask_page (DeskContactModel *self, guint number)
{
  DeskContactPage *page = ensure_page (self, number);

  page->is_asked = TRUE;
  page->is_failed = FALSE;
  self->n_asked++;
  ask (self, number * DESK_CONTACT_PAGE, DESK_CONTACT_PAGE);
}

/* What is looked at goes first, then how many there are. */
static void
pump (DeskContactModel *self)
{
  guint places[DESK_COUNT_PROBES], n;

  if (desk_phonebooks_get_is_stale (self->phonebooks))
    return;
  while (self->n_asked < MAX_ASKED && self->wanted->len > 0)
    {
      guint number = g_array_index (self->wanted, guint, self->wanted->len - 1);

      g_array_set_size (self->wanted, self->wanted->len - 1);
      ask_page (self, number);
    }
  if (!self->has_begun || self->state == DESK_LOADING_FAILED)
    return;
  n = desk_count_next (&self->count, places);
  for (guint i = 0; i < n; i++)
    ask (self, places[i], 1);
}

static void
want (DeskContactModel *self, guint number)
{
  for (guint i = 0; i < self->wanted->len; i++)
    if (g_array_index (self->wanted, guint, i) == number)
      {
        g_array_remove_index (self->wanted, i);
        break;
      }
  g_array_append_val (self->wanted, number);
  if (self->wanted->len > MAX_WANTED)
    g_array_remove_index (self->wanted, 0);
}

DeskContact *
desk_contact_pages_get (DeskContactModel *self, guint position)
{
  guint number = position / DESK_CONTACT_PAGE, i = position % DESK_CONTACT_PAGE;
  DeskContactPage *page = ensure_page (self, number);

  page->look = ++self->n_looks;
  if (page->rows[i] == NULL)
    page->rows[i] = desk_contact_new (self->phonebooks->known, NULL);
  if (page->is_due && !page->is_asked && !page->is_failed && self->has_begun)
    {
      want (self, number);
      pump (self);
    }
  return page_at (self, number)->rows[i];
}

DeskContact *
desk_contact_pages_peek (DeskContactModel *self, guint position)
{
  DeskContactPage *page = page_at (self, position / DESK_CONTACT_PAGE);
  DeskContact *contact = page != NULL ? page->rows[position % DESK_CONTACT_PAGE] : NULL;

  return contact != NULL && desk_contact_get_id (contact) != NULL ? contact : NULL;
}

guint
desk_contact_pages_find (DeskContactModel *self, DeskContact *contact)
{
  for (guint i = 0; i < self->pages->len; i++)
    for (guint row = 0; page_at (self, i) != NULL && row < DESK_CONTACT_PAGE; row++)
      if (page_at (self, i)->rows[row] == contact)
        return i * DESK_CONTACT_PAGE + row;
  return G_MAXUINT;
}

void
desk_contact_pages_stop (DeskContactModel *self)
{
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  self->listing = g_cancellable_new ();
  g_array_set_size (self->wanted, 0);
  self->n_asked = 0;
  self->count.n_open = 0;
  for (guint i = 0; i < self->pages->len; i++)
    if (page_at (self, i) != NULL)
      page_at (self, i)->is_asked = page_at (self, i)->is_failed = FALSE;
}

void
desk_contact_pages_start (DeskContactModel *self)
{
  guint first = 0;

  desk_contact_pages_stop (self);
  self->has_begun = FALSE;
  desk_count_begin (&self->count, 0);
  desk_contact_model_set_state (self, DESK_LOADING_WAITING, NULL);
  desk_contact_model_set_counted (self, FALSE);
  g_array_append_val (self->wanted, first);
  pump (self);
}

static int
compare_looks (gconstpointer a, gconstpointer b, gpointer user_data)
{
  DeskContactModel *self = user_data;
  guint64 one = page_at (self, *(const guint *) a)->look, other = page_at (self, *(const guint *) b)->look;

  return (one > other) - (one < other);
}

/* Of what is not shown nothing is kept. */
void
desk_contact_pages_refresh (DeskContactModel *self)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  guint first = 0;

  desk_contact_pages_stop (self);
  desk_count_begin (&self->count, self->n);
  for (guint i = 0; i < self->pages->len; i++)
    if (page_at (self, i) != NULL)
      g_array_append_val (numbers, i);
  g_array_sort_with_data (numbers, compare_looks, self);
  for (guint i = 0; i < numbers->len; i++)
    {
      guint number = g_array_index (numbers, guint, i);

      if (i + N_SHOWN < numbers->len)
        drop_page (self, number);
      else
        {
          page_at (self, number)->is_due = TRUE;
          g_array_append_val (self->wanted, number);
        }
    }
  if (self->n == 0)
    g_array_append_val (self->wanted, first);
  desk_contact_model_set_state (self, DESK_LOADING_READY, NULL);
  pump (self);
}

void
desk_contact_pages_retry (DeskContactModel *self)
{
  if (!self->has_begun)
    {
      desk_contact_pages_start (self);
      return;
    }
  desk_contact_model_set_state (self, DESK_LOADING_READY, NULL);
  self->count.n_open = 0;
  for (guint i = 0; i < self->pages->len; i++)
    if (page_at (self, i) != NULL && page_at (self, i)->is_failed)
      {
        page_at (self, i)->is_failed = FALSE;
        want (self, i);
      }
  pump (self);
}
