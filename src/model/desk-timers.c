/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-timers-private.h"

#include <string.h>

#include "model/desk-enum-types.h"
#include "model/desk-finder.h"
#include "model/desk-session-private.h"
#include "model/desk-zone.h"

#define MAX_SCHEDULES 1000 /* taken from the PBX */

struct _DeskTimers
{
  GObject parent_instance;

  /* owned */
  StoreAccount *account;
  PalClient *client;
  PalClock *clock;
  GPtrArray *timers;   /* of DeskTimer, in pairs; mine first, then schedules, then by hand */
  GCancellable *cancellable; /* of this line */
  GError *failure;
  GTimeZone *zone;

  DeskLoading state;
  guint n_mine, n_schedules; /* timers, of the whole */
  gboolean is_ready, is_wanted, is_loading;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DeskTimers, desk_timers, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_0,
  PROP_STATE,
  PROP_FAILURE,
  PROP_TIME_ZONE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static DeskTimer *
timer_at (DeskTimers *self, guint i)
{
  return self->timers->pdata[i];
}

/* --- the list --------------------------------------------------------------------- */

static GType
list_get_item_type (GListModel *model)
{
  return DESK_TYPE_TIMER;
}

static guint
list_get_n_items (GListModel *model)
{
  return DESK_TIMERS (model)->timers->len;
}

static gpointer
list_get_item (GListModel *model, guint position)
{
  DeskTimers *self = DESK_TIMERS (model);

  return position < self->timers->len ? g_object_ref (timer_at (self, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = list_get_item_type;
  iface->get_n_items = list_get_n_items;
  iface->get_item = list_get_item;
}

DeskTimer *
desk_timers_find (DeskTimers *self, const char *extension, guint number)
{
  g_return_val_if_fail (DESK_IS_TIMERS (self), NULL);

  for (guint i = 0; i < self->timers->len; i++)
    if (desk_timer_get_number (timer_at (self, i)) == number
        && g_strcmp0 (desk_timer_get_extension (timer_at (self, i)), extension) == 0)
      return timer_at (self, i);
  return NULL;
}

/* Both of them. */
static void
insert (DeskTimers *self, guint position, const char *extension, const char *name)
{
  const char *tenant = store_account_get_tenant (self->account);
  gboolean is_mine = position < self->n_mine;

  for (guint number = 1; number <= 2; number++)
    {
      DeskTimer *timer = desk_timer_new (self->client, tenant, extension, name, number, is_mine);

      desk_timer_set_ready (timer, self->is_ready);
      g_ptr_array_insert (self->timers, (int) (position + number - 1), timer);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 2);
}

DeskTimer *
desk_timers_ensure (DeskTimers *self, const char *extension, guint number)
{
  g_autofree char *digits = NULL;

  g_return_val_if_fail (DESK_IS_TIMERS (self), NULL);
  g_return_val_if_fail (number == 1 || number == 2, NULL);

  digits = desk_number_normalize (extension);
  if (digits == NULL)
    return NULL;
  if (desk_timers_find (self, digits, number) == NULL)
    insert (self, self->timers->len, digits, NULL);
  return desk_timers_find (self, digits, number);
}

guint
desk_timers_count_dirty (DeskTimers *self)
{
  guint n = 0;

  g_return_val_if_fail (DESK_IS_TIMERS (self), 0);

  for (guint i = 0; i < self->timers->len; i++)
    n += desk_timer_get_is_dirty (timer_at (self, i));
  return n;
}

/* --- the schedules of the PBX ------------------------------------------------------- */

/* Where it stands, or is to stand, among the schedules. */
static guint
find_place (DeskTimers *self, const char *extension)
{
  guint i = self->n_mine;

  while (i < self->n_mine + self->n_schedules)
    {
      const char *other = desk_timer_get_extension (timer_at (self, i));
      gsize length = strlen (extension), other_length = strlen (other);

      if (length != other_length ? length < other_length : strcmp (extension, other) <= 0)
        break;
      i += 2;
    }
  return i;
}

static void
take_schedule (DeskTimers *self, const char *extension, const char *name)
{
  guint place;

  for (guint i = 0; i < self->timers->len; i++)
    if (g_str_equal (desk_timer_get_extension (timer_at (self, i)), extension))
      {
        desk_timer_set_name (timer_at (self, i), name);
        if (i % 2 == 1)
          return;
      }
  place = find_place (self, extension);
  self->n_schedules += 2;
  insert (self, place, extension, name);
}

/* Those that are not there any longer, unless somebody has written there. */
static void
sweep (DeskTimers *self, GHashTable *named)
{
  for (guint i = self->n_mine + self->n_schedules; i > self->n_mine; i -= 2)
    {
      DeskTimer *one = timer_at (self, i - 2), *two = timer_at (self, i - 1);

      if (g_hash_table_contains (named, desk_timer_get_extension (one)) || desk_timer_get_is_dirty (one)
          || desk_timer_get_is_dirty (two))
        continue;
      self->n_schedules -= 2;
      g_ptr_array_remove_range (self->timers, i - 2, 2);
      g_list_model_items_changed (G_LIST_MODEL (self), i - 2, 2, 0);
    }
}

static void
take_schedules (DeskTimers *self, PalReply *reply)
{
  g_autoptr (GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (PalReplyIter) iter = { 0 };

  pal_reply_iter_init (&iter, reply);
  while (pal_reply_iter_next (&iter) && g_hash_table_size (named) < MAX_SCHEDULES)
    {
      const char *extension = pal_reply_iter_text (&iter, 0), *name = NULL;

      if (extension == NULL || *extension == '\0')
        continue;
      for (guint i = 1; i < pal_reply_iter_n_cells (&iter) && (name == NULL || *name == '\0'); i++)
        name = pal_reply_iter_text (&iter, i);
      g_hash_table_add (named, g_strdup (extension));
      take_schedule (self, extension, name);
    }
  sweep (self, named);
}

static void
set_state (DeskTimers *self, DeskLoading state, const GError *failure)
{
  if (self->failure != NULL || failure != NULL)
    {
      g_clear_error (&self->failure);
      self->failure = failure != NULL ? g_error_copy (failure) : NULL;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILURE]);
    }
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskTimers) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (error, PAL_ERROR, PAL_ERROR_DISCONNECTED))
    return; /* asked again on the next line */
  self->is_loading = FALSE;
  if (reply != NULL)
    take_schedules (self, reply);
  set_state (self, reply != NULL ? DESK_LOADING_READY : DESK_LOADING_FAILED, error);
}

static void
list_schedules (DeskTimers *self)
{
  static const char *const names[] = { "desc", "name", NULL };
  const char *tenant = store_account_get_tenant (self->account);
  g_autoptr (PalParams) params = NULL;

  if (!self->is_ready || self->is_loading)
    return;
  if (pal_client_get_role (self->client) < PAL_ROLE_ADMIN
      || !pal_client_can (self->client, PAL_METHOD_GET_EXTENSIONS))
    {
      set_state (self, DESK_LOADING_READY, NULL); /* an ordinary user has none of them */
      return;
    }
  self->is_loading = TRUE;
  params = pal_params_new (PAL_METHOD_GET_EXTENSIONS);
  if (pal_client_get_role (self->client) == PAL_ROLE_SYSTEM && tenant != NULL && *tenant != '\0')
    pal_params_set_text (params, "tenant", tenant);
  pal_params_set_text (params, "pattern", "..*");
  pal_params_set_int (params, "limit", MAX_SCHEDULES);
  pal_params_set_text (params, "type", "conditional");
  pal_params_set_list (params, "property_names", names);
  pal_client_call_async (self->client, params, self->cancellable, listed_cb, g_object_ref (self));
}

void
desk_timers_load (DeskTimers *self)
{
  g_return_if_fail (DESK_IS_TIMERS (self));

  if (self->is_wanted && self->state != DESK_LOADING_FAILED)
    return;
  self->is_wanted = TRUE;
  set_state (self, DESK_LOADING_WAITING, NULL);
  list_schedules (self);
}

DeskLoading
desk_timers_get_state (DeskTimers *self)
{
  g_return_val_if_fail (DESK_IS_TIMERS (self), DESK_LOADING_WAITING);
  return self->state;
}

const GError *
desk_timers_get_failure (DeskTimers *self)
{
  g_return_val_if_fail (DESK_IS_TIMERS (self), NULL);
  return self->failure;
}

/* --- the clock of the PBX ----------------------------------------------------------- */

static void
zone_cb (DeskTimers *self)
{
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = desk_zone_of_account (self->account);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIME_ZONE]);
}

GTimeZone *
desk_timers_get_time_zone (DeskTimers *self)
{
  g_return_val_if_fail (DESK_IS_TIMERS (self), NULL);
  return self->zone;
}

const char *
desk_timers_get_zone_name (DeskTimers *self)
{
  const char *name;

  g_return_val_if_fail (DESK_IS_TIMERS (self), NULL);

  name = store_account_get_time_zone (self->account);
  return name != NULL && *name != '\0' ? name : NULL;
}

void
desk_timers_set_time_zone (DeskTimers *self, const char *name)
{
  g_return_if_fail (DESK_IS_TIMERS (self));

  g_object_set (self->account, "time-zone", name != NULL && *name != '\0' ? name : NULL, NULL);
}

GDateTime *
desk_timers_dup_now (DeskTimers *self)
{
  g_autoptr (GDateTime) utc = NULL;

  g_return_val_if_fail (DESK_IS_TIMERS (self), NULL);

  utc = g_date_time_new_from_unix_utc (pal_clock_get_real (self->clock) / G_USEC_PER_SEC);
  return g_date_time_to_timezone (utc, self->zone);
}

/* --- the part of a session ----------------------------------------------------------- */

gpointer
desk_timers_begin (DeskSession *session)
{
  DeskTimers *self = g_object_new (DESK_TYPE_TIMERS, NULL);
  const char *user = store_account_get_user (session->account);

  self->account = g_object_ref (session->account);
  self->client = g_object_ref (session->client);
  self->clock = g_object_ref (session->clock);
  self->zone = desk_zone_of_account (self->account);
  g_signal_connect_object (self->account, "notify::time-zone", G_CALLBACK (zone_cb), self, G_CONNECT_SWAPPED);
  if (session->own != NULL)
    {
      self->n_mine = 2;
      insert (self, 0, user, NULL);
    }
  return self;
}

void
desk_timers_set_ready (gpointer part, gboolean is_ready)
{
  DeskTimers *self = part;

  if (self->is_ready == is_ready)
    return;
  self->is_ready = is_ready;
  self->is_loading = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < self->timers->len; i++)
    desk_timer_set_ready (timer_at (self, i), is_ready);
  if (is_ready && self->is_wanted)
    list_schedules (self);
}

void
desk_timers_end (gpointer part)
{
  desk_timers_set_ready (part, FALSE);
}

/* --- the object ---------------------------------------------------------------------- */

static void
desk_timers_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskTimers *self = DESK_TIMERS (object);

  switch (id)
    {
    case PROP_STATE: g_value_set_enum (value, (int) self->state); break;
    case PROP_FAILURE: g_value_set_boxed (value, self->failure); break;
    case PROP_TIME_ZONE: g_value_set_boxed (value, self->zone); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_timers_finalize (GObject *object)
{
  DeskTimers *self = DESK_TIMERS (object);

  g_ptr_array_unref (self->timers);
  g_clear_object (&self->account);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->failure);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (desk_timers_parent_class)->finalize (object);
}

static void
desk_timers_class_init (DeskTimersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_timers_get_property;
  object_class->finalize = desk_timers_finalize;

  properties[PROP_STATE]
    = g_param_spec_enum ("state", NULL, NULL, DESK_TYPE_LOADING, DESK_LOADING_WAITING, flags);
  properties[PROP_FAILURE] = g_param_spec_boxed ("failure", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_TIME_ZONE] = g_param_spec_boxed ("time-zone", NULL, NULL, G_TYPE_TIME_ZONE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_timers_init (DeskTimers *self)
{
  self->timers = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}
