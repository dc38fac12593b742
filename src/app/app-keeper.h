/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-session.h"

G_BEGIN_DECLS

/* What belongs to an account may be changed while it is used (its dial rules): @accounts are saved then, as long as the
 * session lives. When that fails the session says so. */
void app_keeper_watch (DeskSession *session, StoreAccounts *accounts);

G_END_DECLS
