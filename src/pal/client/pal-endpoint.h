/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-enums.h"
#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

/* Where to connect, as whom, and what to be told of (section 3.2 of the guide). Plain data, boxed.
 * No password: that is given to the client apart. */
struct _PalEndpoint
{
  char *url;                /* ws:// or wss://…/pbx/ws, without a query */
  char *tenant;             /* NULL or "" for sa and single-tenant PBXs */
  char *user;
  PalLoginMode login_mode;
  guint phone_index;        /* 1–4; 0 sends none (palctl never sends one) */
  char *fingerprint;        /* SHA-256 of the one certificate trusted beyond the system's, hex, or NULL */

  char **users;             /* {"*"}, extensions, or NULL */
  gboolean status, registered, voicemail, recording;
  char **parks, **lines, **queues;
};

#define PAL_TYPE_ENDPOINT (pal_endpoint_get_type ())

PAL_EXPORT GType        pal_endpoint_get_type   (void);
PAL_EXPORT PalEndpoint *pal_endpoint_new        (const char *url, const char *tenant, const char *user);
PAL_EXPORT PalEndpoint *pal_endpoint_copy       (const PalEndpoint *self);
PAL_EXPORT void         pal_endpoint_free       (PalEndpoint *self);
/* Everything there is to hear of: users, parks, lines and queues "*". */
PAL_EXPORT void         pal_endpoint_watch_all  (PalEndpoint *self);
PAL_EXPORT gboolean     pal_endpoint_is_encrypted (const PalEndpoint *self);
PAL_EXPORT gboolean     pal_endpoint_is_loopback  (const PalEndpoint *self);
/* What a person typed ("pbx", "pbx:8443", "wss://pbx/pbx/ws") as the addresses to try in order. */
PAL_EXPORT char       **pal_endpoint_guess_urls   (const char *typed, GError **error);
/* The full URL; the password only in URL mode, and then this text is a secret. */
PAL_EXPORT char        *pal_endpoint_build_url    (const PalEndpoint *self, const char *password);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PalEndpoint, pal_endpoint_free)

G_END_DECLS
