/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pal/protocol/pal-methods.h"

G_BEGIN_DECLS

/* Somebody who sends frames of his own making to a PBX, and waits for the answers. */
typedef struct _Line Line;

Line       *line_open     (const char *url, const char *user); /* signed in; the password is the user's name */
Line       *line_open_unsigned (const char *url, const char *user); /* asked for the password */
void        line_close    (Line *self);
gboolean    line_is_open  (Line *self);
/* All that came until the answer to a ping sent after the frame. Borrowed until the next question. */
const char *line_show     (Line *self, GBytes *frame);
/* The answer to one request, whatever it is; NULL when the line closed instead, or after @seconds. */
const char *line_ask      (Line *self, PalMethodId method, const char *params, guint seconds);

G_END_DECLS
