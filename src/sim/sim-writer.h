/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes JSON text; commas are its business, nesting is the caller's. A NULL name is an array element. */
typedef struct
{
  GString *out;      /* borrowed */
  gboolean comma;
} SimWriter;

void sim_writer_init    (SimWriter *self, GString *out);
void sim_writer_begin   (SimWriter *self, const char *name, char bracket); /* '{' or '[' */
void sim_writer_end     (SimWriter *self, char bracket);                   /* '}' or ']' */
void sim_writer_text    (SimWriter *self, const char *name, const char *text); /* NULL is null */
void sim_writer_int     (SimWriter *self, const char *name, gint64 value);
void sim_writer_boolean (SimWriter *self, const char *name, gboolean value);
void sim_writer_raw     (SimWriter *self, const char *name, const char *json, gssize length);

G_END_DECLS
