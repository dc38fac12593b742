/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The places a person lists, for the PBX does not: "701-704, 777" are park slots, "line/1, line/2" shared lines. */

/* Into numbers or ids, each once, without what makes no sense. */
char **desk_listing_parse_slots (const char *text);
char **desk_listing_parse_lines (const char *text);

/* What was typed as it is to be kept ("" when nothing is listed); NULL with an error that tells a person what is wrong
 * with which part. */
char  *desk_listing_tidy_slots  (const char *text, GError **error);
char  *desk_listing_tidy_lines  (const char *text, GError **error);

G_END_DECLS
