/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-enums.h"
#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

/**
 * PalEndpoint:
 * @url: `ws://` or `wss://…/pbx/ws`, without a query
 * @tenant: (nullable): the tenant; %NULL or "" for `sa` and for PBXs with one tenant
 * @user: (nullable): who signs in
 * @login_mode: how the password is given
 * @phone_index: which of the user's phones this is, 1–4; 0 sends none, and then no other login is replaced
 * @fingerprint: (nullable): SHA-256 of the one certificate trusted beyond the system's, hex
 * @users: (array zero-terminated=1) (nullable): extensions to be told of, or `*` alone
 * @status: whether to be told of calls
 * @registered: whether to be told of phones that come and go
 * @voicemail: whether to be told of messages
 * @recording: whether to be told of recordings
 * @parks: (array zero-terminated=1) (nullable): park numbers to be told of, or `*` alone
 * @lines: (array zero-terminated=1) (nullable): shared lines to be told of, or `*` alone
 * @queues: (array zero-terminated=1) (nullable): queues to be told of, or `*` alone
 *
 * Where to connect, as whom, and what to be told of (section 3.2 of the guide). Plain data. There is no password
 * in it: that is given to the client apart.
 */
struct _PalEndpoint
{
  char *url;
  char *tenant;
  char *user;
  PalLoginMode login_mode;
  guint phone_index;
  char *fingerprint;

  char **users;
  gboolean status, registered, voicemail, recording;
  char **parks, **lines, **queues;
};

#define PAL_TYPE_ENDPOINT (pal_endpoint_get_type ())

PAL_EXPORT GType        pal_endpoint_get_type   (void);

/**
 * pal_endpoint_new:
 * @url: (nullable): `ws://` or `wss://` address without a query
 * @tenant: (nullable): the tenant
 * @user: (nullable): who signs in
 *
 * Makes an endpoint that asks for no notifications yet.
 *
 * Returns: (transfer full): the endpoint
 */
PAL_EXPORT PalEndpoint *pal_endpoint_new        (const char *url, const char *tenant, const char *user);

/**
 * pal_endpoint_copy:
 * @self: an endpoint
 *
 * Copies an endpoint with all its texts.
 *
 * Returns: (transfer full): the copy
 */
PAL_EXPORT PalEndpoint *pal_endpoint_copy       (const PalEndpoint *self);

/**
 * pal_endpoint_free:
 * @self: (transfer full): an endpoint
 *
 * Frees an endpoint with its texts.
 */
PAL_EXPORT void         pal_endpoint_free       (PalEndpoint *self);

/**
 * pal_endpoint_watch:
 * @self: an endpoint
 * @what: `user`, `park`, `line` or `queue`, as the parameter of the URL is named
 * @numbers: (array zero-terminated=1) (nullable): whom or which; `*` alone for all of them, %NULL for none
 *
 * Asks for notifications of a kind of things (section 3.2 of the guide).
 *
 * Returns: %FALSE when there is no such kind
 */
PAL_EXPORT gboolean     pal_endpoint_watch      (PalEndpoint *self, const char *what, const char *const *numbers);

/**
 * pal_endpoint_watch_all:
 * @self: an endpoint
 *
 * Asks for every kind of notification about everything.
 */
PAL_EXPORT void         pal_endpoint_watch_all  (PalEndpoint *self);

/**
 * pal_endpoint_is_encrypted:
 * @self: an endpoint
 *
 * Says whether nobody on the way can read along.
 *
 * Returns: %TRUE for `wss`
 */
PAL_EXPORT gboolean     pal_endpoint_is_encrypted (const PalEndpoint *self);

/**
 * pal_endpoint_is_loopback:
 * @self: an endpoint
 *
 * Says whether there is no way at all.
 *
 * Returns: %TRUE when the PBX is on this machine
 */
PAL_EXPORT gboolean     pal_endpoint_is_loopback  (const PalEndpoint *self);

/**
 * pal_endpoint_guess_urls:
 * @typed: what a person typed: `pbx`, `pbx:8443`, `wss://pbx/pbx/ws`
 * @error: return location for %PAL_ERROR_INVALID_PARAMS
 *
 * Makes addresses of it. Encrypted ones stand before plain ones, but on this machine and on ports known to be
 * plain.
 *
 * Returns: (transfer full) (array zero-terminated=1) (nullable): the addresses to try in order
 */
PAL_EXPORT char       **pal_endpoint_guess_urls   (const char *typed, GError **error);

/**
 * pal_endpoint_build_url:
 * @self: an endpoint
 * @password: (nullable): used in URL mode only
 *
 * Makes the whole address with its query.
 *
 * Returns: (transfer full): the address; in URL mode it is a secret
 */
PAL_EXPORT char        *pal_endpoint_build_url    (const PalEndpoint *self, const char *password);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PalEndpoint, pal_endpoint_free)

G_END_DECLS
