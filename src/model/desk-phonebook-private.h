/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-phonebook.h"

G_BEGIN_DECLS

DeskPhonebook *desk_phonebook_new         (const char *name, gboolean is_shared, gboolean is_new);
void           desk_phonebook_set_new     (DeskPhonebook *self, gboolean is_new);
void           desk_phonebook_set_allowed (DeskPhonebook *self, gboolean can_edit, gboolean can_delete, const char *reason);

G_END_DECLS
