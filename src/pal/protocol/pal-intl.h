/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The library's own words: domain "pal-1". Private. */
#pragma once

#include <glib.h>

const char *pal_gettext (const char *text) G_GNUC_FORMAT (1);

#define _(text) pal_gettext (text)
#define N_(text) (text)
