/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-writer.h"

#include "pal/protocol/pal-message.h"

static void
write_name (SimWriter *self, const char *name)
{
  if (self->comma)
    g_string_append_c (self->out, ',');
  self->comma = TRUE;
  if (name != NULL)
    {
      pal_message_append_text (self->out, name);
      g_string_append_c (self->out, ':');
    }
}

void
sim_writer_init (SimWriter *self, GString *out)
{
  self->out = out;
  self->comma = FALSE;
}

void
sim_writer_begin (SimWriter *self, const char *name, char bracket)
{
  write_name (self, name);
  g_string_append_c (self->out, bracket);
  self->comma = FALSE;
}

void
sim_writer_end (SimWriter *self, char bracket)
{
  g_string_append_c (self->out, bracket);
  self->comma = TRUE;
}

void
sim_writer_text (SimWriter *self, const char *name, const char *text)
{
  write_name (self, name);
  if (text != NULL)
    pal_message_append_text (self->out, text);
  else
    g_string_append (self->out, "null");
}

void
sim_writer_int (SimWriter *self, const char *name, gint64 value)
{
  write_name (self, name);
  g_string_append_printf (self->out, "%" G_GINT64_FORMAT, value);
}

void
sim_writer_boolean (SimWriter *self, const char *name, gboolean value)
{
  write_name (self, name);
  g_string_append (self->out, value ? "true" : "false");
}

void
sim_writer_raw (SimWriter *self, const char *name, const char *json, gssize length)
{
  write_name (self, name);
  g_string_append_len (self->out, json, length);
}
