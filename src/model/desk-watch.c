/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who and what the line tells of. Everybody, where the PBX allows it; else those who matter. */
#include "config.h"

#include "model/desk-session-private.h"

/* Another line brings favourites starred meanwhile: not one line for each star. */
#define WATCH_DELAY (2 * G_USEC_PER_SEC)

/* The system administrator has no phone and hears of no users. */
gboolean
desk_watch_is_system (DeskSession *self)
{
  return g_strcmp0 (store_account_get_user (self->account), "sa") == 0;
}

static void
set_users (DeskSession *self, PalEndpoint *endpoint)
{
  g_autoptr (GStrvBuilder) users = g_strv_builder_new ();

  g_clear_pointer (&endpoint->users, g_strfreev);
  if (desk_watch_is_system (self))
    return;
  if (!self->is_narrow)
    g_strv_builder_add (users, "*");
  else
    {
      g_strv_builder_add (users, store_account_get_user (self->account));
      for (guint i = 0; i < desk_list_get_size (DESK_LIST (self->colleagues)); i++)
        {
          DeskExtension *extension = desk_list_peek (DESK_LIST (self->colleagues), i);

          if (desk_extension_get_is_favourite (extension) && !desk_extension_get_is_own (extension))
            g_strv_builder_add (users, desk_extension_get_number (extension));
        }
    }
  endpoint->users = g_strv_builder_end (users);
}

/* Slots, lines and queues are of all, so that free ones become known as well. */
static void
set_places (DeskSession *self, PalEndpoint *endpoint)
{
  static const char *const all[] = { "*", NULL };

  if (desk_watch_is_system (self))
    return;
  endpoint->parks = g_strdupv ((char **) all);
  endpoint->lines = g_strdupv ((char **) all);
  endpoint->queues = g_strdupv ((char **) all);
}

void
desk_watch_update (DeskSession *self)
{
  const char *url = store_account_get_url (self->account);
  gboolean is_person = !desk_watch_is_system (self);
  g_autoptr (PalEndpoint) endpoint = pal_endpoint_new (url != NULL ? url : "",
                                                       store_account_get_tenant (self->account),
                                                       store_account_get_user (self->account));

  if (store_account_get_url_login (self->account))
    endpoint->login_mode = PAL_LOGIN_MODE_URL;
  endpoint->phone_index = is_person ? store_account_get_phone_index (self->account) : 0;
  g_free (endpoint->fingerprint);
  endpoint->fingerprint = g_strdup (store_account_get_fingerprint (self->account));
  set_users (self, endpoint);
  set_places (self, endpoint);
  endpoint->status = endpoint->registered = endpoint->voicemail = endpoint->recording = is_person;
  pal_client_set_endpoint (self->client, endpoint);
}

static gboolean
retry_cb (gpointer user_data)
{
  DeskSession *self = user_data;

  g_clear_pointer (&self->retry, g_source_unref);
  pal_client_stop (self->client);
  desk_watch_update (self);
  pal_client_start (self->client);
  return G_SOURCE_REMOVE;
}

void
desk_watch_again (DeskSession *self)
{
  if (self->retry != NULL)
    return;
  self->retry = g_idle_source_new ();
  g_source_set_callback (self->retry, retry_cb, self, NULL);
  g_source_attach (self->retry, g_main_context_get_thread_default ());
}

/* The PBX does not let this person watch everybody: ask for those who matter. From the main loop, as we are
 * inside of the client here. */
static gboolean
try_narrow (DeskSession *self)
{
  if (self->is_narrow || desk_watch_is_system (self) || pal_client_get_role (self->client) >= PAL_ROLE_ADMIN)
    return FALSE;
  self->is_narrow = TRUE;
  desk_watch_again (self);
  return TRUE;
}

/* A snapshot that named nobody: were we refused, or is there nothing to tell (all idle, registrations off)?
 * If asking for those who matter brings more than asking for everybody did, we were refused. */
gboolean
desk_watch_settle (DeskSession *self)
{
  if (self->is_silent || self->is_refused)
    return FALSE;
  if (!self->is_narrow)
    return try_narrow (self);
  self->is_narrow = FALSE;
  self->is_silent = TRUE;
  desk_watch_again (self);
  return TRUE;
}

void
desk_watch_refused (DeskSession *self)
{
  if (self->is_narrow)
    {
      /* Not for whom we asked about: the next attempt begins anew. */
      self->is_narrow = self->is_refused = FALSE;
      desk_watch_update (self);
    }
  else
    self->is_refused = try_narrow (self);
}

void
desk_session_doubt_silence (DeskSession *self)
{
  if (!self->has_heard && pal_client_get_state (self->client) == PAL_CLIENT_STATE_READY && try_narrow (self))
    self->is_silent = FALSE;
}

gboolean
desk_watch_asks_for (DeskSession *self, const char *number)
{
  DeskExtension *extension = desk_presence_model_find (self->colleagues, number);

  return !self->is_narrow
         || (extension != NULL && (extension == self->own || desk_extension_get_is_favourite (extension)));
}

gboolean
desk_watch_is_told_of (DeskSession *self, const char *number)
{
  gboolean is_own = self->own != NULL && g_str_equal (desk_extension_get_number (self->own), number);

  /* Stars that changed on this line count from the next one on. */
  return is_own || !self->is_narrow || (self->watch_timer == 0 && desk_watch_asks_for (self, number));
}

static void watch_cb (gpointer user_data);

static void
watch_later (DeskSession *self)
{
  if (self->watch_timer == 0)
    self->watch_timer = pal_clock_add (self->clock, pal_clock_get_monotonic (self->clock) + WATCH_DELAY,
                                       watch_cb, self);
}

void
desk_watch_forget (DeskSession *self)
{
  if (self->watch_timer != 0)
    pal_clock_remove (self->clock, self->watch_timer);
  self->watch_timer = 0;
}

static void
watch_cb (gpointer user_data)
{
  DeskSession *self = user_data;
  PalClientState state = pal_client_get_state (self->client);

  self->watch_timer = 0;
  if (!self->is_narrow)
    return;
  if (state == PAL_CLIENT_STATE_AUTHENTICATING || state == PAL_CLIENT_STATE_SYNCING
      || desk_list_get_size (DESK_LIST (self->calls)) > 0 || self->operations->len > 0)
    watch_later (self);
  else if (state == PAL_CLIENT_STATE_READY)
    desk_watch_again (self);
}

void
desk_session_watch_favourites (DeskSession *self)
{
  if (!self->is_narrow)
    return;
  desk_watch_update (self);
  watch_later (self);
}

void
desk_watch_cancel (DeskSession *self)
{
  if (self->retry != NULL)
    g_source_destroy (self->retry);
  g_clear_pointer (&self->retry, g_source_unref);
}
