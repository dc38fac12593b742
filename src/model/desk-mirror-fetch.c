/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the copy is made: the list page by page, then contact by contact, never faster than agreed. */
#include "config.h"

#include "model/desk-mirror-private.h"

#include <string.h>

#include "model/desk-numbers.h"
#include "model/desk-session-private.h"
#include "pal/protocol/pal-contact-fields.h"

#define MAX_PENDING 2
#define MAX_QUEUE 200
#define MAX_BACKOFF 60 /* seconds */
#define KEY_DIGITS 6

typedef struct
{
  DeskMirror *mirror;    /* owned */
  GCancellable *run;     /* owned: of which run */
  StoreContact *contact; /* owned; NULL for the list */
} Request;

static Request *
request_new (DeskMirror *self, StoreContact *contact)
{
  Request *request = g_new0 (Request, 1);

  request->mirror = g_object_ref (self);
  request->run = g_object_ref (self->run);
  request->contact = contact;
  return request;
}

static void
request_free (Request *request)
{
  g_object_unref (request->mirror);
  g_object_unref (request->run);
  g_clear_pointer (&request->contact, store_contact_free);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

/* Whether its answer is still waited for. */
static gboolean
is_current (const Request *request)
{
  return request->mirror->run == request->run && !g_cancellable_is_cancelled (request->run);
}

/* --- contacts as rows ---------------------------------------------------- */

char *
desk_mirror_dup_key (const char *number)
{
  g_autofree char *digits = desk_number_dup_bare (number);
  gsize length;

  if (digits == NULL)
    return NULL;
  length = strlen (digits);
  return g_strdup (digits + (length > KEY_DIGITS ? length - KEY_DIGITS : 0));
}

static void
add_phones (StoreContact *contact, const char *field, const char *value)
{
  g_auto (GStrv) numbers = g_strsplit_set (value, ",\n", -1);

  for (guint i = 0; numbers[i] != NULL; i++)
    {
      const char *number = g_strstrip (numbers[i]);
      g_autofree char *key = desk_mirror_dup_key (number);

      if (number[0] != '\0')
        store_contact_add_phone (contact, key != NULL ? key : "", field, number);
    }
}

/* Company, readings and the like, but not what the name says already. */
static char *
dup_extra (const char *name, const PalContactInfo *info)
{
  static const char *const fields[] = {
    "$nickname", "$firstname", "$lastname", "姓（フリガナ）", "名（フリガナ）", "$company", "$title", "$email",
    "$email_work",
  };
  g_autoptr (GString) extra = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *value = pal_contact_info_get (info, fields[i]);

      if (value != NULL && value[0] != '\0' && strstr (name, value) == NULL)
        g_string_append_printf (extra, "%s%s", extra->len > 0 ? "\n" : "", value);
    }
  return extra->len > 0 ? g_string_free (g_steal_pointer (&extra), FALSE) : NULL;
}

StoreContact *
desk_mirror_make_contact (const char *id, const char *name, const char *phonebook, gboolean is_shared,
                          PalContactInfo *info, gint64 fetched_at)
{
  const char *language = pal_contact_info_get (info, PAL_CONTACT_LANG), *value;
  const PalContactManager *manager = pal_contact_manager_get_of (info);
  g_autofree char *made = name == NULL ? pal_contact_manager_dup_display_name (manager, info) : NULL;
  g_autofree char *text = pal_contact_info_to_text (info);
  StoreContact *contact = store_contact_new (id, name != NULL ? name : made);

  contact->phonebook = g_strdup (phonebook);
  contact->is_shared = is_shared;
  contact->language = language != NULL && language[0] != '\0' ? g_strdup (language) : NULL;
  contact->extra = dup_extra (contact->name, info);
  contact->fetched_at = fetched_at;
  contact->info = g_bytes_new (text, strlen (text) + 1);
  for (guint i = 0; i < pal_contact_info_get_n (info); i++)
    {
      const char *field = pal_contact_info_get_nth (info, i, &value);
      const PalContactField *standard = pal_contact_manager_find (manager, field);

      if (standard != NULL && standard->type == PAL_CONTACT_FIELD_PHONE && value != NULL)
        add_phones (contact, field, value);
    }
  return contact;
}

/* --- what goes wrong -------------------------------------------------------- */

static void
back_off (DeskMirror *self)
{
  guint seconds = MIN (1u << MIN (self->n_failures, 6u), MAX_BACKOFF);

  self->n_failures++;
  self->next_at = pal_clock_get_monotonic (self->clock) + seconds * G_TIME_SPAN_SECOND;
}

/* Nothing can be done before the next login. */
static gboolean
is_denied (DeskMirror *self, PalMethodId method, const GError *error)
{
  self->is_denied = g_error_matches (error, PAL_ERROR, PAL_ERROR_UNKNOWN_METHOD)
                    || !pal_client_can (self->client, method);
  return self->is_denied;
}

static gboolean
may_be_tried_again (const GError *error)
{
  return !g_error_matches (error, PAL_ERROR, PAL_ERROR_NOT_FOUND)
         && !g_error_matches (error, PAL_ERROR, PAL_ERROR_REMOTE)
         && !g_error_matches (error, PAL_ERROR, PAL_ERROR_DENIED);
}

static void
take_ok (DeskMirror *self)
{
  self->n_failures = 0;
  desk_mirror_set_error (self, NULL);
}

/* --- the store ------------------------------------------------------------- */

typedef StoreContactsState *(*FinishFunc) (StoreDatabase *database, GAsyncResult *result, GError **error);

/* The store is asked for one thing at a time. */
static void
take_stored (GObject *source, GAsyncResult *result, DeskMirror *self, FinishFunc finish)
{
  g_autoptr (GError) error = NULL;
  g_autofree StoreContactsState *state = finish (STORE_DATABASE (source), result, &error);

  self->is_storing = FALSE;
  if (state == NULL)
    {
      g_message ("keeping contacts: %s", error->message);
      if (self->is_enabled && self->session != NULL)
        {
          desk_mirror_set_error (self, error->message);
          self->n_failures = MAX (self->n_failures, 5);
          back_off (self);
        }
      self->is_loaded = self->is_loaded && self->is_enabled;
    }
  else if (self->is_enabled)
    {
      desk_mirror_take_state (self, state);
      desk_mirror_spoil (self);
    }
  if (self->fetched->len + self->gone->len > 0 && self->n_pending == 0 && state != NULL)
    desk_mirror_save (self);
  desk_mirror_step (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskMirror) self = user_data;

  take_stored (source, result, self, store_contacts_save_finish);
}

static void
page_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskMirror) self = user_data;

  take_stored (source, result, self, store_contacts_add_page_finish);
}

static void
round_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskMirror) self = user_data;

  take_stored (source, result, self, store_contacts_end_round_finish);
}

void
desk_mirror_save (DeskMirror *self)
{
  g_autoptr (GPtrArray) contacts = NULL, gone = NULL;

  if (self->is_storing || self->database == NULL || self->fetched->len + self->gone->len == 0)
    return;
  self->is_storing = TRUE;
  contacts = g_steal_pointer (&self->fetched);
  gone = g_steal_pointer (&self->gone);
  self->fetched = g_ptr_array_new_with_free_func ((GDestroyNotify) store_contact_free);
  self->gone = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (gone, NULL);
  store_contacts_save_async (self->database, self->account_id, contacts, (const char *const *) gone->pdata,
                             NULL,
                             saved_cb, g_object_ref (self));
}

static void
wanted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  DeskMirror *self = request->mirror;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) wanted = store_contacts_list_wanted_finish (STORE_DATABASE (source), result, &error);

  self->is_storing = FALSE;
  if (self->session == NULL)
    return;
  if (wanted == NULL)
    {
      g_debug ("contacts to fetch: %s", error->message);
      back_off (self);
    }
  else if (is_current (request))
    {
      for (guint i = 0; i < wanted->len; i++)
        g_queue_push_tail (&self->wanted, g_steal_pointer (&wanted->pdata[i]));
      if (g_queue_is_empty (&self->wanted))
        self->state.n_wanted = 0;
    }
  desk_mirror_step (self);
}

static void
list_wanted (DeskMirror *self)
{
  self->is_storing = TRUE;
  store_contacts_list_wanted_async (self->database, self->account_id, MAX_QUEUE, NULL, wanted_cb,
                                    request_new (self, NULL));
}

/* --- contacts ------------------------------------------------------------- */

static gboolean
is_true (const char *text)
{
  return text != NULL && (g_ascii_strcasecmp (text, "true") == 0 || g_str_equal (text, "1"));
}

static void
take_contact (DeskMirror *self, const StoreContact *asked, PalReply *reply)
{
  g_autoptr (PalContactInfo) info = pal_contact_info_new_from_reply (reply);
  g_auto (PalReplyIter) iter = { 0 };
  const char *name, *book;

  pal_reply_iter_init (&iter, reply);
  if (!pal_reply_iter_next (&iter))
    return;
  name = pal_reply_iter_get (&iter, "display_name");
  book = pal_reply_iter_get (&iter, "phonebook");
  g_ptr_array_add (self->fetched,
                   desk_mirror_make_contact (asked->id, name != NULL ? name : asked->name, book,
                                             is_true (pal_reply_iter_get (&iter, "shared")), info,
                                             pal_clock_get_real (self->clock)));
}

/* Who was named by the list stays, though no more is known. */
static void
take_refusal (DeskMirror *self, const StoreContact *asked)
{
  StoreContact *bare;

  if (asked->want == STORE_WANT_TO_KNOW)
    {
      g_ptr_array_add (self->gone, g_strdup (asked->id));
      return;
    }
  bare = store_contact_copy (asked);
  bare->fetched_at = pal_clock_get_real (self->clock);
  g_ptr_array_add (self->fetched, bare);
}

static void
contact_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  DeskMirror *self = request->mirror;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);

  if (!is_current (request))
    return;
  self->n_pending--;
  if (g_hash_table_contains (self->outdated, request->contact->id))
    g_debug ("contact %s: known better by now", request->contact->id);
  else if (reply != NULL)
    take_contact (self, request->contact, reply);
  else if (is_denied (self, PAL_METHOD_GET_CONTACT, error))
    desk_mirror_set_error (self, error->message);
  else if (may_be_tried_again (error))
    {
      g_queue_push_tail (&self->wanted, g_steal_pointer (&request->contact));
      back_off (self);
    }
  else
    take_refusal (self, request->contact);
  if (reply != NULL)
    take_ok (self);
  if (self->n_pending == 0)
    g_hash_table_remove_all (self->outdated);
  if (self->fetched->len + self->gone->len >= DESK_MIRROR_BATCH)
    desk_mirror_save (self);
  desk_mirror_step (self);
}

static void
ask_for_contact (DeskMirror *self)
{
  StoreContact *contact = g_queue_pop_head (&self->wanted);
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_GET_CONTACT);

  pal_params_set_text (params, "aid", contact->id);
  pal_client_call_async (self->client, params, self->run, contact_cb, request_new (self, contact));
}

/* --- the list -------------------------------------------------------------- */

static GPtrArray *
read_page (PalReply *reply, guint *n_rows)
{
  GPtrArray *page = g_ptr_array_new_with_free_func ((GDestroyNotify) store_contact_free);
  g_auto (PalReplyIter) iter = { 0 };

  *n_rows = 0;
  pal_reply_iter_init_shape (&iter, reply, PAL_REPLY_SHAPE_OBJECTS);
  while (pal_reply_iter_next (&iter))
    {
      const char *id = pal_reply_iter_is_scalar (&iter) ? NULL : pal_reply_iter_get (&iter, "aid"), *name,
      *user;
      StoreContact *contact;

      (*n_rows)++;
      if (id == NULL || id[0] == '\0')
        continue;
      name = pal_reply_iter_get (&iter, "display_name");
      user = pal_reply_iter_get (&iter, "user");
      contact = store_contact_new (id, name != NULL ? name : "");
      contact->phonebook = g_strdup (pal_reply_iter_get (&iter, "phonebook"));
      contact->is_shared = contact->phonebook != NULL && (user == NULL || user[0] == '\0');
      g_ptr_array_add (page, contact);
    }
  return page;
}

/* A server that gives the same page whatever the offset would keep us for ever. */
static gboolean
is_same_page (DeskMirror *self, GPtrArray *page)
{
  const char *id = page->len > 0 ? ((StoreContact *) page->pdata[0])->id : NULL;
  gboolean is_same = id != NULL && g_strcmp0 (id, self->first_id) == 0;

  g_free (self->first_id);
  self->first_id = g_strdup (id);
  return is_same;
}

static void
end_round (DeskMirror *self)
{
  gint64 now = pal_clock_get_real (self->clock);

  self->wants_round = FALSE;
  g_clear_pointer (&self->first_id, g_free);
  store_contacts_end_round_async (self->database, self->account_id, now, now - DESK_MIRROR_OLD, NULL,
                                  round_ended_cb, g_object_ref (self));
}

static void
take_page (DeskMirror *self, PalReply *reply)
{
  guint n_rows, offset = self->state.is_listing ? self->state.offset : 0;
  g_autoptr (GPtrArray) page = read_page (reply, &n_rows);

  self->is_storing = TRUE;
  if (offset > 0 && (n_rows == 0 || is_same_page (self, page)))
    end_round (self);
  else
    {
      if (offset == 0)
        is_same_page (self, page);
      store_contacts_add_page_async (self->database, self->account_id,
                                     self->state.round + (offset == 0 ? 1 : 0), offset, n_rows, page, NULL,
                                     page_added_cb, g_object_ref (self));
      if (n_rows == 0)
        end_round (self);
    }
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  DeskMirror *self = request->mirror;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);

  if (!is_current (request))
    return;
  self->n_pending--;
  if (reply != NULL)
    {
      take_ok (self);
      take_page (self, reply);
      return;
    }
  desk_mirror_set_error (self, error->message);
  if (!is_denied (self, PAL_METHOD_GET_CONTACT_LIST, error))
    back_off (self);
  desk_mirror_step (self);
}

static void
ask_for_page (DeskMirror *self)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_GET_CONTACT_LIST);

  pal_params_set_text (params, "phonebook", "");
  pal_params_set_int (params, "offset", self->state.is_listing ? self->state.offset : 0);
  pal_params_set_int (params, "limit", DESK_MIRROR_PAGE);
  pal_client_call_async (self->client, params, self->run, list_cb, request_new (self, NULL));
}

/* --- the pace ---------------------------------------------------------------- */

static void
timer_cb (gpointer user_data)
{
  DeskMirror *self = user_data;

  self->timer = 0;
  desk_mirror_step (self);
}

static void
wait_until (DeskMirror *self, gint64 due)
{
  if (self->timer != 0)
    pal_clock_remove (self->clock, self->timer);
  self->timer = pal_clock_add (self->clock, due, timer_cb, self);
}

static gboolean
may_run (DeskMirror *self)
{
  return self->is_ready && self->is_enabled && self->is_loaded && !self->is_denied && self->session != NULL
         && self->database != NULL;
}

/* How long until a round is due by the calendar; 0: it is. */
static gint64
get_rest (DeskMirror *self)
{
  gint64 since = pal_clock_get_real (self->clock) - self->state.listed_at;

  if (self->state.is_listing || self->wants_round || self->state.listed_at == 0 || since < 0)
    return 0;
  return MAX (DESK_MIRROR_INTERVAL - since, 0);
}

/* What keeps the next request from going out now: the pace, or the person. */
static gint64
get_next_moment (DeskMirror *self, gint64 now)
{
  gint64 at = MAX (self->next_at, self->held_until);

  if (self->session->operations->len > 0)
    at = MAX (at, now + DESK_MIRROR_YIELD / 4);
  return at;
}

void
desk_mirror_step (DeskMirror *self)
{
  gint64 now, at, rest;

  if (!may_run (self))
    {
      desk_mirror_set_running (self, FALSE);
      return;
    }
  rest = get_rest (self);
  if (self->is_storing || self->n_pending >= (rest == 0 ? 1 : MAX_PENDING))
    return;
  now = pal_clock_get_monotonic (self->clock);
  if (rest > 0 && g_queue_is_empty (&self->wanted))
    {
      if (self->n_pending > 0)
        return;
      if (self->fetched->len + self->gone->len > 0)
        desk_mirror_save (self);
      else if (self->state.n_wanted > 0 && now >= self->next_at)
        list_wanted (self);
      else
        {
          desk_mirror_set_running (self, self->state.n_wanted > 0);
          wait_until (self, self->state.n_wanted > 0 ? self->next_at : now + rest);
        }
      return;
    }
  desk_mirror_set_running (self, TRUE);
  at = get_next_moment (self, now);
  if (at <= now)
    {
      self->next_at = now + DESK_MIRROR_GAP;
      self->n_pending++;
      if (rest == 0)
        ask_for_page (self);
      else
        ask_for_contact (self);
      at = self->next_at;
    }
  if (self->n_pending < MAX_PENDING)
    wait_until (self, at);
}

void
desk_mirror_stop (DeskMirror *self)
{
  g_cancellable_cancel (self->run);
  g_object_unref (self->run);
  self->run = g_cancellable_new ();
  self->n_pending = 0;
  self->n_failures = 0;
  self->next_at = 0;
  g_hash_table_remove_all (self->outdated);
  g_queue_clear_full (&self->wanted, (GDestroyNotify) store_contact_free);
  if (self->timer != 0)
    pal_clock_remove (self->clock, self->timer);
  self->timer = 0;
  desk_mirror_save (self);
  desk_mirror_set_running (self, FALSE);
}
