/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/ctl-deed.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ctl/ctl-command.h"

/* After the PBX said yes, a notification has this long to come: seconds, when --timeout says nothing. */
#define PATIENCE 5

void
ctl_deed_clear (CtlDeed *self)
{
  g_clear_pointer (&self->talker, g_free);
  g_clear_pointer (&self->other, g_free);
  g_clear_pointer (&self->call, g_free);
}

char *
ctl_deed_fill (const CtlDeed *self, const char *text)
{
  const char *other = self->other != NULL && self->other[0] != '\0' ? self->other : self->talker;
  const struct { const char *name, *value; } names[] = {
    { "{user}", self->user }, { "{talker}", self->talker }, { "{other}", other }, { "{target}", self->target },
  };
  g_autoptr (GString) filled = g_string_new (NULL);

  for (const char *p = text; *p != '\0';)
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (names) && !g_str_has_prefix (p, names[i].name))
        i++;
      if (i == G_N_ELEMENTS (names))
        {
          g_string_append_c (filled, *p++);
          continue;
        }
      g_string_append (filled, names[i].value != NULL ? names[i].value : "?");
      p += strlen (names[i].name);
    }

  return g_string_free (g_steal_pointer (&filled), FALSE);
}

static gboolean
is_decided (gpointer user_data)
{
  const CtlDeed *self = user_data;

  return self->effect (self) != CTL_EFFECT_PENDING
         || pal_client_get_state (self->ctx->client) != PAL_CLIENT_STATE_READY;
}

CtlEffect
ctl_deed_wait (const CtlDeed *self)
{
  guint seconds = self->ctx->options.timeout > 0 ? (guint)self->ctx->options.timeout : PATIENCE;

  if (self->ctx->options.no_wait || self->effect == NULL)
    return CTL_EFFECT_PENDING;

  ctl_line_wait (is_decided, (gpointer)self, seconds);
  return self->effect (self);
}

static const char *
effect_to_word (const CtlDeed *self, CtlEffect effect)
{
  if (effect == CTL_EFFECT_SEEN)
    return "seen";

  return self->ctx->options.no_wait || self->effect == NULL ? "not awaited" : "not seen";
}

static void
print_record (const CtlDeed *self, CtlEffect effect)
{
  g_autoptr (CtlTable) table = ctl_table_new ();

  ctl_table_begin_row (table);
  ctl_table_set (table, "command", self->ctx->command->name);
  ctl_table_set (table, "extension", self->user);
  ctl_table_set (table, "talker", self->talker);
  ctl_table_set (table, "with", self->other);
  ctl_table_set (table, "target", self->target);
  ctl_table_set (table, "call", self->call);
  ctl_table_set (table, "effect", effect_to_word (self, effect));
  ctl_table_print_record (table, self->ctx->options.format);
}

CtlExit
ctl_deed_tell (const CtlDeed *self, CtlEffect effect)
{
  gboolean is_awaited = !self->ctx->options.no_wait && self->effect != NULL;
  g_autofree char *text = NULL;

  if (self->ctx->options.format != CTL_FORMAT_TEXT)
    print_record (self, effect);
  if (effect == CTL_EFFECT_SEEN)
    text = ctl_deed_fill (self, _ (self->done));
  else if (!is_awaited)
    text = g_strdup (self->ctx->options.no_wait
                         ? _("The PBX accepted it")
                         : _("The PBX accepted it; nothing is heard of that call, so what came of it was not seen"));
  if (text != NULL && self->ctx->options.format == CTL_FORMAT_TEXT)
    ctl_print ("%s", text);
  if (effect == CTL_EFFECT_SEEN || !is_awaited)
    return CTL_EXIT_DONE;

  if (effect == CTL_EFFECT_PENDING && pal_client_get_state (self->ctx->client) != PAL_CLIENT_STATE_READY)
    {
      ctl_say (_("The line was lost before it could be seen whether it happened"));
      return ctl_line_explain (self->ctx);
    }
  text = ctl_deed_fill (self, _ (self->unseen));
  ctl_say ("%s", text);
  return effect == CTL_EFFECT_FAILED ? CTL_EXIT_REFUSED : CTL_EXIT_TIMED_OUT;
}
