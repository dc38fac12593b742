/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-contact-model-private.h"

#include "model/desk-enum-types.h"

#define SETTLE (100 * 1000) /* µs in which changes are taken together */

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DeskContactModel, desk_contact_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_0,
  PROP_SEARCH_TEXT,
  PROP_STATE,
  PROP_REASON,
  PROP_IS_STALE,
  PROP_IS_COUNTED,
  PROP_IS_SORTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

void
desk_contact_model_set_state (DeskContactModel *self, DeskLoading state, const char *reason)
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

void
desk_contact_model_set_counted (DeskContactModel *self, gboolean is_counted)
{
  if (self->is_counted == is_counted)
    return;
  self->is_counted = is_counted;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_COUNTED]);
}

void
desk_contact_model_notify_sorted (DeskContactModel *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_SORTED]);
}

/* --- searching ------------------------------------------------------------------- */

static void
stop_timer (DeskContactModel *self, guint *timer)
{
  if (*timer != 0)
    pal_clock_remove (desk_phonebooks_get_clock (self->phonebooks), *timer);
  *timer = 0;
}

static void
start_timer (DeskContactModel *self, guint *timer, gint64 pause, PalClockFunc func)
{
  PalClock *clock = desk_phonebooks_get_clock (self->phonebooks);

  stop_timer (self, timer);
  *timer = pal_clock_add (clock, pal_clock_get_monotonic (clock) + pause, func, self);
}

/* With one blank between them: what differs in blanks only is the same search. */
static char *
join_words (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, " \t\r\n", -1);
  GString *words = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (parts[i][0] == '\0')
        continue;
      if (words->len > 0)
        g_string_append_c (words, ' ');
      g_string_append (words, parts[i]);
    }
  return g_string_free (words, FALSE);
}

static void
search_cb (gpointer user_data)
{
  DeskContactModel *self = user_data;
  g_autofree char *words = join_words (self->search_text);

  self->typing = 0;
  if (g_str_equal (words, self->words))
    return;
  g_free (self->words);
  self->words = g_steal_pointer (&words);
  if (!desk_contact_sorted_update (self))
    desk_contact_pages_start (self);
}

void
desk_contact_model_set_search_text (DeskContactModel *self, const char *text)
{
  g_autofree char *valid = NULL;

  g_return_if_fail (DESK_IS_CONTACT_MODEL (self));

  valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  if (g_str_equal (self->search_text, valid))
    return;
  g_free (self->search_text);
  self->search_text = g_steal_pointer (&valid);
  stop_timer (self, &self->typing);
  if (self->search_text[0] == '\0')
    search_cb (self);
  else
    start_timer (self, &self->typing, DESK_CONTACT_PAUSE, search_cb);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_TEXT]);
}

/* --- the line, and what changes on the PBX -------------------------------------------- */

static void
stale_cb (DeskContactModel *self)
{
  stop_timer (self, &self->refreshing);
  if (desk_phonebooks_get_is_stale (self->phonebooks))
    desk_contact_pages_stop (self);
  else if (self->has_begun)
    desk_contact_pages_refresh (self);
  else if (!desk_contact_sorted_update (self))
    desk_contact_pages_start (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_STALE]);
}

static void
refresh_cb (gpointer user_data)
{
  DeskContactModel *self = user_data;

  self->refreshing = 0;
  if (self->has_begun)
    desk_contact_pages_refresh (self);
}

/* The copy is another, whole, or not to be any more. */
static void
mirror_cb (DeskContactModel *self)
{
  if (!desk_contact_sorted_update (self) && self->order != NULL && self->words[0] == '\0')
    desk_contact_pages_start (self);
}

static void
contacts_changed_cb (DeskContactModel *self)
{
  if (!desk_phonebooks_get_is_stale (self->phonebooks) && self->refreshing == 0)
    start_timer (self, &self->refreshing, SETTLE, refresh_cb);
}

void
desk_contact_model_retry (DeskContactModel *self)
{
  g_return_if_fail (DESK_IS_CONTACT_MODEL (self));
  if (self->state == DESK_LOADING_FAILED)
    desk_contact_pages_retry (self);
}

static void
connect_mirror (DeskContactModel *self, DeskMirror *mirror)
{
  if (mirror == NULL)
    return;
  g_signal_connect_object (mirror, "changed", G_CALLBACK (mirror_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mirror, "notify::is-complete", G_CALLBACK (mirror_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mirror, "notify::is-enabled", G_CALLBACK (mirror_cb), self, G_CONNECT_SWAPPED);
}

DeskContactModel *
desk_contact_model_new (DeskPhonebooks *phonebooks, DeskPhonebook *book)
{
  DeskContactModel *self;

  g_return_val_if_fail (DESK_IS_PHONEBOOKS (phonebooks), NULL);
  g_return_val_if_fail (book == NULL || DESK_IS_PHONEBOOK (book), NULL);

  self = g_object_new (DESK_TYPE_CONTACT_MODEL, NULL);
  g_set_object (&self->phonebooks, phonebooks);
  g_set_object (&self->book, book);
  g_signal_connect_object (phonebooks, "notify::is-stale", G_CALLBACK (stale_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (phonebooks, "contacts-changed", G_CALLBACK (contacts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  connect_mirror (self, phonebooks->mirror);
  if (!desk_contact_sorted_update (self))
    desk_contact_pages_start (self);
  return self;
}

/* --- what is here -------------------------------------------------------------------- */

DeskPhonebook *
desk_contact_model_get_book (DeskContactModel *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT_MODEL (self), NULL);
  return self->book;
}

const char *
desk_contact_model_get_search_text (DeskContactModel *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT_MODEL (self), "");
  return self->search_text;
}

DeskLoading
desk_contact_model_get_state (DeskContactModel *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT_MODEL (self), DESK_LOADING_WAITING);
  return self->state;
}

const char *
desk_contact_model_get_reason (DeskContactModel *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT_MODEL (self), NULL);
  return self->reason;
}

gboolean
desk_contact_model_get_is_stale (DeskContactModel *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT_MODEL (self), TRUE);
  return desk_phonebooks_get_is_stale (self->phonebooks);
}

gboolean
desk_contact_model_get_is_counted (DeskContactModel *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT_MODEL (self), FALSE);
  return self->is_counted;
}

gboolean
desk_contact_model_get_is_sorted (DeskContactModel *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT_MODEL (self), FALSE);
  return self->order != NULL;
}

guint
desk_contact_model_find (DeskContactModel *self, const char *id)
{
  DeskContact *contact;

  g_return_val_if_fail (DESK_IS_CONTACT_MODEL (self), G_MAXUINT);

  if (self->order != NULL)
    return id != NULL ? desk_contact_sorted_find (self, id) : G_MAXUINT;
  contact = desk_phonebooks_find_contact (self->phonebooks, id);
  return contact != NULL ? desk_contact_pages_find (self, contact) : G_MAXUINT;
}

DeskContact *
desk_contact_model_peek (DeskContactModel *self, guint position)
{
  DeskContact *contact;

  g_return_val_if_fail (DESK_IS_CONTACT_MODEL (self), NULL);

  if (position >= self->n)
    return NULL;
  if (self->order != NULL)
    return desk_contact_sorted_get (self, position);
  contact = desk_contact_pages_peek (self, position);
  return contact != NULL ? g_object_ref (contact) : NULL;
}

static GType
get_item_type (GListModel *list)
{
  return DESK_TYPE_CONTACT;
}

static guint
get_n_items (GListModel *list)
{
  return DESK_CONTACT_MODEL (list)->n;
}

static gpointer
get_item (GListModel *list, guint position)
{
  DeskContactModel *self = DESK_CONTACT_MODEL (list);

  if (position >= self->n)
    return NULL;
  return self->order != NULL ? desk_contact_sorted_get (self, position)
                             : g_object_ref (desk_contact_pages_get (self, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
desk_contact_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskContactModel *self = DESK_CONTACT_MODEL (object);

  switch (id)
    {
    case PROP_SEARCH_TEXT: g_value_set_string (value, self->search_text); break;
    case PROP_STATE: g_value_set_enum (value, self->state); break;
    case PROP_REASON: g_value_set_string (value, self->reason); break;
    case PROP_IS_STALE: g_value_set_boolean (value, desk_contact_model_get_is_stale (self)); break;
    case PROP_IS_COUNTED: g_value_set_boolean (value, self->is_counted); break;
    case PROP_IS_SORTED: g_value_set_boolean (value, desk_contact_model_get_is_sorted (self)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_contact_model_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SEARCH_TEXT:
      desk_contact_model_set_search_text (DESK_CONTACT_MODEL (object), g_value_get_string (value));
      break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_contact_model_dispose (GObject *object)
{
  DeskContactModel *self = DESK_CONTACT_MODEL (object);

  if (self->phonebooks != NULL)
    {
      stop_timer (self, &self->typing);
      stop_timer (self, &self->refreshing);
    }
  desk_contact_pages_stop (self);
  desk_contact_pages_clear (self);
  desk_contact_sorted_drop (self);
  G_OBJECT_CLASS (desk_contact_model_parent_class)->dispose (object);
}

static void
desk_contact_model_finalize (GObject *object)
{
  DeskContactModel *self = DESK_CONTACT_MODEL (object);

  g_ptr_array_unref (self->pages);
  g_array_unref (self->wanted);
  g_clear_object (&self->listing);
  g_clear_object (&self->book);
  g_clear_object (&self->phonebooks);
  g_free (self->search_text);
  g_free (self->words);
  g_free (self->first_id);
  g_free (self->reason);
  G_OBJECT_CLASS (desk_contact_model_parent_class)->finalize (object);
}

static void
desk_contact_model_class_init (DeskContactModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_contact_model_get_property;
  object_class->set_property = desk_contact_model_set_property;
  object_class->dispose = desk_contact_model_dispose;
  object_class->finalize = desk_contact_model_finalize;

  properties[PROP_SEARCH_TEXT] = g_param_spec_string ("search-text", NULL, NULL, "", flags | G_PARAM_WRITABLE);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, DESK_TYPE_LOADING, DESK_LOADING_WAITING, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_IS_STALE] = g_param_spec_boolean ("is-stale", NULL, NULL, TRUE, flags);
  properties[PROP_IS_COUNTED] = g_param_spec_boolean ("is-counted", NULL, NULL, FALSE, flags);
  properties[PROP_IS_SORTED] = g_param_spec_boolean ("is-sorted", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_contact_model_init (DeskContactModel *self)
{
  self->pages = g_ptr_array_new ();
  self->wanted = g_array_new (FALSE, FALSE, sizeof (guint));
  self->listing = g_cancellable_new ();
  self->search_text = g_strdup ("");
  self->words = g_strdup ("");
}
