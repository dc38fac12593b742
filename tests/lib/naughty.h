/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The texts of tests/data that other people may send, UTF-8, without those that hold a NUL. @tests_dir is the folder
 * of all tests. Free with g_strfreev(). */
char **naughty_dup_all  (const char *tests_dir);
/* The text as a JSON string, with its quotation marks. */
char  *naughty_dup_json (const char *text);

G_END_DECLS
