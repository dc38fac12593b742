/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pal/protocol/pal-enums.h"
#include "sim/sim-subscription.h"
#include "sim/sim-world.h"

G_BEGIN_DECLS

char    *sim_login_make_nonce     (void);
/* What a client that knows the password answers. */
char    *sim_login_make_proof     (const char *user, const char *nonce, const char *password);
/* @nonce NULL: by the password of the URL. */
PalRole  sim_login_check          (SimWorld *world, const SimSubscription *subscription, const char *nonce,
                                   const char *proof, SimTenant **tenant, GError **error);
gboolean sim_login_may_access     (SimExtension *login, const char *user); /* by its "Access users" */
/* Whether every user asked for is among the login's "Access users". */
gboolean sim_login_check_access   (SimTenant *tenant, const SimSubscription *subscription, GError **error);
void     sim_login_append_refusal (GString *out, const GError *error);

G_END_DECLS
