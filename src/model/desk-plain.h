/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text of others for places that are not ours, such as the titles of notifications: valid UTF-8, one line of at most
 * @max_chars characters ("…" stands for the rest), without control characters, bidi controls and other invisible ones
 * (the joiners that scripts and emoji need stay). Never NULL; may be "". */
char *desk_plain_line  (const char *text, guint max_chars);
/* Several of them with " · " between: NULL and "" are left out, and what was said already. @parts ends with NULL. */
char *desk_plain_join  (const char *const *parts, guint max_chars);

G_END_DECLS
