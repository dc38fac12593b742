/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-phonebooks-private.h"

#include <glib/gi18n.h>

#include "model/desk-enum-types.h"
#include "model/desk-session-private.h"

#define MAX_BOOKS 1000 /* taken from the PBX */

/* What the PBX refused on this login. */
typedef struct
{
  char *name, *reason;
  PalMethodId method;
  gboolean is_shared;
} DeskRefusal;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DeskPhonebooks, desk_phonebooks, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_0,
  PROP_STATE,
  PROP_REASON,
  PROP_IS_STALE,
  N_PROPS
};

enum
{
  CONTACTS_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static DeskPhonebook *
book_at (DeskPhonebooks *self, guint i)
{
  return self->books->pdata[i];
}

/* --- who may what ---------------------------------------------------------- */

static guint
refusal_hash (gconstpointer data)
{
  const DeskRefusal *refusal = data;

  return g_str_hash (refusal->name) * 31 + (guint) refusal->method * 2 + (guint) refusal->is_shared;
}

static gboolean
refusal_equal (gconstpointer a, gconstpointer b)
{
  const DeskRefusal *one = a, *other = b;

  return one->method == other->method && one->is_shared == other->is_shared
         && g_str_equal (one->name, other->name);
}

static void
refusal_free (gpointer data)
{
  DeskRefusal *refusal = data;

  g_free (refusal->name);
  g_free (refusal->reason);
  g_free (refusal);
}

/* Why, or NULL: it was not refused. */
static const char *
find_refusal (DeskPhonebooks *self, DeskPhonebook *book, PalMethodId method)
{
  DeskRefusal key = { .name = (char *) desk_phonebook_get_name (book), .method = method,
                      .is_shared = desk_phonebook_get_is_shared (book) };
  DeskRefusal *refusal = g_hash_table_lookup (self->refusals, &key);

  return refusal != NULL ? refusal->reason : NULL;
}

/* One's own books are one's own; shared ones are kept by administrators, as in the vendor's clients. What the
 * wire does not tell is tried, and the PBX has the last word. */
static void
allow (DeskPhonebooks *self, DeskPhonebook *book)
{
  const char *reason = find_refusal (self, book, PAL_METHOD_SET_CONTACT);
  gboolean can_edit = reason == NULL;
  gboolean can_delete;

  if (can_edit && desk_phonebook_get_is_shared (book) && pal_client_get_role (self->client) < PAL_ROLE_ADMIN)
    {
      can_edit = FALSE;
      reason = _("Only administrators may change shared phonebooks.");
    }
  if (can_edit && !pal_client_can (self->client, PAL_METHOD_SET_CONTACT))
    {
      can_edit = FALSE;
      reason = _("This PBX lets nobody change its phonebooks from outside.");
    }
  can_delete = can_edit && pal_client_can (self->client, PAL_METHOD_DELETE_CONTACT);
  if (can_delete && find_refusal (self, book, PAL_METHOD_DELETE_CONTACT) != NULL)
    {
      can_delete = FALSE;
      reason = find_refusal (self, book, PAL_METHOD_DELETE_CONTACT);
    }
  desk_phonebook_set_allowed (book, can_edit, can_delete, reason);
}

static void
allow_all (DeskPhonebooks *self)
{
  for (guint i = 0; i < self->books->len; i++)
    allow (self, book_at (self, i));
}

void
desk_phonebooks_note_refusal (DeskPhonebooks *self, const char *name, gboolean is_shared, PalMethodId method,
                              const GError *error)
{
  DeskRefusal *refusal;
  const char *words;

  g_return_if_fail (DESK_IS_PHONEBOOKS (self));
  g_return_if_fail (name != NULL);

  if (!g_error_matches (error, PAL_ERROR, PAL_ERROR_DENIED))
    return;
  words = pal_error_get_remote_text (error);
  refusal = g_new0 (DeskRefusal, 1);
  refusal->name = g_strdup (name);
  refusal->is_shared = is_shared;
  refusal->method = method;
  refusal->reason = g_strdup_printf (_("The PBX refused: %s"), words != NULL ? words : error->message);
  g_hash_table_add (self->refusals, refusal);
  allow_all (self);
}

/* --- the books ----------------------------------------------------------------- */

static int
compare (const char *name, gboolean is_shared, DeskPhonebook *book)
{
  if (is_shared != desk_phonebook_get_is_shared (book))
    return is_shared ? 1 : -1;
  return g_utf8_collate (name, desk_phonebook_get_name (book));
}

DeskPhonebook *
desk_phonebooks_find (DeskPhonebooks *self, const char *name, gboolean is_shared)
{
  g_return_val_if_fail (DESK_IS_PHONEBOOKS (self), NULL);

  for (guint i = 0; name != NULL && i < self->books->len; i++)
    if (desk_phonebook_get_is_shared (book_at (self, i)) == is_shared
        && g_str_equal (desk_phonebook_get_name (book_at (self, i)), name))
      return book_at (self, i);
  return NULL;
}

static DeskPhonebook *
add (DeskPhonebooks *self, const char *name, gboolean is_shared, gboolean is_new)
{
  DeskPhonebook *book = desk_phonebook_new (name, is_shared, is_new);
  guint position = 0;

  while (position < self->books->len && compare (name, is_shared, book_at (self, position)) >= 0)
    position++;
  allow (self, book);
  g_ptr_array_insert (self->books, (int) position, book);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  return book;
}

DeskPhonebook *
desk_phonebooks_ensure (DeskPhonebooks *self, const char *name, gboolean is_shared)
{
  DeskPhonebook *book;

  g_return_val_if_fail (DESK_IS_PHONEBOOKS (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  book = desk_phonebooks_find (self, name, is_shared);
  return book != NULL ? book : add (self, name, is_shared, TRUE);
}

static gboolean
may (DeskPhonebooks *self, DeskContact *contact, gboolean (*allows) (DeskPhonebook *book),
     const char **reason)
{
  DeskPhonebook *book = desk_phonebooks_find (self, desk_contact_get_phonebook (contact),
                                              desk_contact_get_is_shared (contact));

  if (reason != NULL)
    *reason = book != NULL ? desk_phonebook_get_reason (book) : NULL;
  return book != NULL && desk_contact_get_id (contact) != NULL && allows (book);
}

gboolean
desk_phonebooks_can_edit (DeskPhonebooks *self, DeskContact *contact, const char **reason)
{
  g_return_val_if_fail (DESK_IS_PHONEBOOKS (self), FALSE);
  g_return_val_if_fail (DESK_IS_CONTACT (contact), FALSE);
  return may (self, contact, desk_phonebook_get_can_edit, reason);
}

gboolean
desk_phonebooks_can_delete (DeskPhonebooks *self, DeskContact *contact, const char **reason)
{
  g_return_val_if_fail (DESK_IS_PHONEBOOKS (self), FALSE);
  g_return_val_if_fail (DESK_IS_CONTACT (contact), FALSE);
  return may (self, contact, desk_phonebook_get_can_delete, reason);
}

/* Those that were not named are gone, but for those the PBX is still to make. */
static void
sweep (DeskPhonebooks *self, GHashTable *named)
{
  for (guint i = self->books->len; i-- > 0;)
    {
      if (g_hash_table_contains (named, book_at (self, i)) || desk_phonebook_get_is_new (book_at (self, i)))
        continue;
      g_ptr_array_remove_index (self->books, i);
      g_list_model_items_changed (G_LIST_MODEL (self), i, 1, 0);
    }
}

static void
take_books (DeskPhonebooks *self, PalReply *reply)
{
  g_autoptr (GHashTable) named = g_hash_table_new (NULL, NULL);
  g_auto (PalReplyIter) iter = { 0 };

  pal_reply_iter_init (&iter, reply);
  while (pal_reply_iter_next (&iter) && g_hash_table_size (named) < MAX_BOOKS)
    {
      const char *name = pal_reply_iter_get (&iter, "phonebook");
      gboolean is_shared = desk_contact_read_flag (pal_reply_iter_get (&iter, "shared"));
      DeskPhonebook *book;

      if (name == NULL)
        continue;
      book = desk_phonebooks_find (self, name, is_shared);
      if (book == NULL)
        book = add (self, name, is_shared, FALSE);
      desk_phonebook_set_new (book, FALSE);
      g_hash_table_add (named, book);
    }
  sweep (self, named);
}

static void
set_state (DeskPhonebooks *self, DeskLoading state, const char *reason)
{
  if (g_strcmp0 (self->reason, reason) != 0)
    {
      g_free (self->reason);
      self->reason = g_strdup (reason);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
    }
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
books_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskPhonebooks) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (error, PAL_ERROR, PAL_ERROR_DISCONNECTED))
    return; /* asked again on the next line */
  if (reply != NULL)
    take_books (self, reply);
  set_state (self, reply != NULL ? DESK_LOADING_READY : DESK_LOADING_FAILED,
             reply != NULL ? NULL : error->message);
}

static void
load (DeskPhonebooks *self)
{
  g_autoptr (PalParams) params = desk_phonebooks_new_params (self, PAL_METHOD_GET_PHONEBOOKS);

  pal_client_call_async (self->client, params, self->cancellable, books_cb, g_object_ref (self));
}

void
desk_phonebooks_retry (DeskPhonebooks *self)
{
  g_return_if_fail (DESK_IS_PHONEBOOKS (self));
  if (self->state != DESK_LOADING_FAILED)
    return;
  set_state (self, DESK_LOADING_WAITING, NULL);
  if (self->is_ready)
    load (self);
}

void
desk_phonebooks_note_changes (DeskPhonebooks *self)
{
  g_return_if_fail (DESK_IS_PHONEBOOKS (self));
  if (self->is_ready)
    load (self); /* a first contact makes a book */
  g_signal_emit (self, signals[CONTACTS_CHANGED], 0);
}

/* --- contacts ------------------------------------------------------------------ */

DeskContact *
desk_phonebooks_find_contact (DeskPhonebooks *self, const char *id)
{
  g_return_val_if_fail (DESK_IS_PHONEBOOKS (self), NULL);
  return id != NULL ? g_hash_table_lookup (self->known, id) : NULL;
}

DeskContact *
desk_phonebooks_ensure_contact (DeskPhonebooks *self, const char *id)
{
  DeskContact *contact;

  g_return_val_if_fail (DESK_IS_PHONEBOOKS (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  contact = desk_phonebooks_find_contact (self, id);
  if (contact != NULL)
    return g_object_ref (contact);
  contact = desk_contact_new (self->known, id);
  desk_phonebooks_mark_pending (self, contact);
  return contact;
}

void
desk_phonebooks_mark_pending (DeskPhonebooks *self, DeskContact *contact)
{
  desk_contact_set_pending (
    contact, GPOINTER_TO_UINT (g_hash_table_lookup (self->pending, desk_contact_get_id (contact))));
}

void
desk_phonebooks_set_pending (DeskPhonebooks *self, const char *id, DeskContactPending pending)
{
  DeskContact *contact;

  g_return_if_fail (DESK_IS_PHONEBOOKS (self));
  g_return_if_fail (id != NULL);

  if (pending != DESK_CONTACT_PENDING_NONE)
    g_hash_table_insert (self->pending, g_strdup (id), GUINT_TO_POINTER (pending));
  else
    g_hash_table_remove (self->pending, id);
  contact = desk_phonebooks_find_contact (self, id);
  if (contact != NULL)
    desk_contact_set_pending (contact, pending);
}

void
desk_phonebooks_take_contact (DeskPhonebooks *self, const char *id, const char *display_name,
                              const char *phonebook, gboolean is_shared, PalContactInfo *info)
{
  DeskContact *contact = desk_phonebooks_find_contact (self, id);

  if (contact == NULL)
    return;
  g_object_ref (contact);
  desk_contact_set_name (contact, display_name);
  if (phonebook != NULL)
    desk_contact_set_phonebook (contact, phonebook, is_shared);
  desk_contact_set_info (contact, info);
  desk_contact_set_state (contact, DESK_CONTACT_STATE_LOADED, NULL);
  g_object_unref (contact);
}

void
desk_phonebooks_take_gone (DeskPhonebooks *self, const char *id)
{
  DeskContact *contact = desk_phonebooks_find_contact (self, id);

  if (contact != NULL)
    desk_contact_set_state (contact, DESK_CONTACT_STATE_GONE, NULL);
}

/* --- the part of a session ------------------------------------------------------- */

static void
role_cb (DeskPhonebooks *self)
{
  allow_all (self);
}

gpointer
desk_phonebooks_begin (DeskSession *session)
{
  DeskPhonebooks *self = g_object_new (DESK_TYPE_PHONEBOOKS, NULL);

  self->client = g_object_ref (session->client);
  self->clock = g_object_ref (session->clock);
  self->tenant = g_strdup (store_account_get_tenant (session->account));
  g_signal_connect_object (self->client, "notify::role", G_CALLBACK (role_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
desk_phonebooks_set_ready (gpointer part, gboolean is_ready)
{
  DeskPhonebooks *self = part;

  if (self->is_ready == is_ready)
    return;
  self->is_ready = is_ready;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (is_ready)
    {
      g_hash_table_remove_all (self->refusals);
      allow_all (self);
      load (self);
    }
  else
    desk_phonebooks_drop_fetches (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_STALE]);
}

void
desk_phonebooks_end (gpointer part)
{
  DeskPhonebooks *self = part;

  desk_phonebooks_set_ready (self, FALSE);
  g_signal_handlers_disconnect_by_data (self->client, self);
}

void
desk_phonebooks_set_mirror (DeskPhonebooks *self, DeskMirror *mirror)
{
  g_set_weak_pointer (&self->mirror, mirror);
}

void
desk_phonebooks_yield (DeskPhonebooks *self)
{
  if (self->mirror != NULL)
    desk_mirror_yield (self->mirror);
}

PalClient *
desk_phonebooks_get_client (DeskPhonebooks *self)
{
  return self->client;
}

PalClock *
desk_phonebooks_get_clock (DeskPhonebooks *self)
{
  return self->clock;
}

PalParams *
desk_phonebooks_new_params (DeskPhonebooks *self, PalMethodId method)
{
  PalParams *params = pal_params_new (method);

  if (pal_client_get_role (self->client) == PAL_ROLE_SYSTEM && self->tenant != NULL
      && self->tenant[0] != '\0')
    pal_params_set_text (params, "tenant", self->tenant);
  return params;
}

/* The guide keeps it for administrators; others say it where a name alone would not do. */
gboolean
desk_phonebooks_must_tell_kind (DeskPhonebooks *self, DeskPhonebook *book)
{
  gboolean other = !desk_phonebook_get_is_shared (book);

  return pal_client_get_role (self->client) >= PAL_ROLE_ADMIN
         || desk_phonebooks_find (self, desk_phonebook_get_name (book), other) != NULL;
}

DeskLoading
desk_phonebooks_get_state (DeskPhonebooks *self)
{
  g_return_val_if_fail (DESK_IS_PHONEBOOKS (self), DESK_LOADING_WAITING);
  return self->state;
}

const char *
desk_phonebooks_get_reason (DeskPhonebooks *self)
{
  g_return_val_if_fail (DESK_IS_PHONEBOOKS (self), NULL);
  return self->reason;
}

gboolean
desk_phonebooks_get_is_stale (DeskPhonebooks *self)
{
  g_return_val_if_fail (DESK_IS_PHONEBOOKS (self), TRUE);
  return !self->is_ready;
}

static GType
get_item_type (GListModel *list)
{
  return DESK_TYPE_PHONEBOOK;
}

static guint
get_n_items (GListModel *list)
{
  return DESK_PHONEBOOKS (list)->books->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  DeskPhonebooks *self = DESK_PHONEBOOKS (list);

  return position < self->books->len ? g_object_ref (book_at (self, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
desk_phonebooks_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskPhonebooks *self = DESK_PHONEBOOKS (object);

  switch (id)
    {
    case PROP_STATE: g_value_set_enum (value, self->state); break;
    case PROP_REASON: g_value_set_string (value, self->reason); break;
    case PROP_IS_STALE: g_value_set_boolean (value, !self->is_ready); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_phonebooks_finalize (GObject *object)
{
  DeskPhonebooks *self = DESK_PHONEBOOKS (object);

  g_clear_weak_pointer (&self->mirror);
  g_ptr_array_unref (self->books);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->pending);
  g_hash_table_unref (self->refusals);
  g_hash_table_unref (self->fetches);
  g_queue_free (self->waiting);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  g_free (self->tenant);
  g_free (self->reason);
  G_OBJECT_CLASS (desk_phonebooks_parent_class)->finalize (object);
}

static void
desk_phonebooks_class_init (DeskPhonebooksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_phonebooks_get_property;
  object_class->finalize = desk_phonebooks_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, DESK_TYPE_LOADING,
                                              DESK_LOADING_WAITING, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_IS_STALE] = g_param_spec_boolean ("is-stale", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CONTACTS_CHANGED] = g_signal_new ("contacts-changed", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_phonebooks_init (DeskPhonebooks *self)
{
  self->books = g_ptr_array_new_with_free_func (g_object_unref);
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->refusals = g_hash_table_new_full (refusal_hash, refusal_equal, refusal_free, NULL);
  self->cancellable = g_cancellable_new ();
  desk_phonebooks_init_fetches (self);
}
