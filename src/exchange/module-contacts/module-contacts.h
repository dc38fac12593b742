/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmodule.h>

#include "model/desk-module.h"

G_BEGIN_DECLS

/* module-numbers.c */
gboolean     module_parse_number     (const char *number, const char *region, DeskParsedNumber *parsed);
DeskLikeness module_compare_numbers  (const char *a, const char *b, const char *region);
int          module_get_country_code (const char *region);

/* module-cards.c */
gboolean module_read_card     (const char *text, DeskCardFunc each, gpointer data);
char    *module_write_card    (const DeskCardProperty *properties, guint n, DeskCardVersion version);
char    *module_guess_charset (const char *bytes, gsize length);

G_END_DECLS
