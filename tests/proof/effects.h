/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office.h"

G_BEGIN_DECLS

void effects_add_calls  (void); /* a call is made, ended, controlled */
void effects_add_hands  (void); /* a call changes hands */
void effects_add_settings (void); /* extensions, tenants, timers */
void effects_add_books  (void); /* notes, contacts, routes, push, application data */

G_END_DECLS
