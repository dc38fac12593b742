/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Extensions and their properties. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ctl/ctl-arguments.h"
#include "ctl/ctl-command.h"
#include "ctl/ctl-line.h"
#include "ctl/ctl-reply.h"

#define PREFIX "properties."

/* The values in the order of @names, "" for none; NULL after saying why not, with *exit set. */
static char **
read_values (CtlContext *ctx, const char *extension, const char *const *names, CtlExit *exit)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_GET_EXTENSION_PROPERTIES);
  g_autoptr (PalReply) reply = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (PalReplyIter) iter = { 0 };

  pal_params_set_text (params, "extension", extension);
  pal_params_set_list (params, "property_names", names);
  ctl_line_set_tenant (ctx, params);
  reply = ctl_line_call (ctx, params, exit);
  if (reply == NULL)
    return NULL;

  pal_reply_iter_init (&iter, reply);
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *text = pal_reply_iter_next (&iter) ? pal_reply_iter_text (&iter, 0) : NULL;

      g_strv_builder_add (builder, text != NULL ? text : "");
    }

  return g_strv_builder_end (builder);
}

static void
print_values (CtlContext *ctx, const char *extension, const char *const *names, char **values)
{
  g_autoptr (CtlTable) table = ctl_table_new ();

  ctl_table_begin_row (table);
  ctl_table_set (table, "extension", extension);
  for (guint i = 0; names[i] != NULL; i++)
    ctl_table_set (table, names[i], values[i]);
  ctl_table_print_record (table, ctx->options.format);
}

CtlExit
ctl_ext_get (CtlContext *ctx)
{
  const char *extension = ctx->arguments[0];
  const char *const *names = (const char *const *)ctx->arguments + 1;
  g_auto (GStrv) values = NULL;
  CtlExit exit;

  exit = ctl_line_open (ctx, CTL_SUBSCRIBE_NOTHING, PAL_CLIENT_STATE_SYNCING, NULL, NULL);
  if (exit != CTL_EXIT_DONE)
    return exit;
  values = read_values (ctx, extension, names, &exit);
  if (values != NULL)
    print_values (ctx, extension, names, values);

  return exit;
}

/* Holds what is there now against what was set. */
static CtlExit
check (CtlContext *ctx, const char *extension, const PalParams *wanted)
{
  g_autofree const char **names = pal_params_get_members (wanted, "properties");
  g_auto (GStrv) values = NULL;
  CtlExit exit = CTL_EXIT_DONE;

  values = read_values (ctx, extension, names, &exit);
  if (values == NULL)
    return exit;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *full = g_strconcat (PREFIX, names[i], NULL);
      const PalMethod *method = pal_method_get (PAL_METHOD_SET_EXTENSION_PROPERTIES);
      gboolean is_secret = ctl_arguments_is_secret (method, full);

      if (g_ascii_strcasecmp (values[i], pal_params_get_member (wanted, "properties", names[i])) != 0)
        {
          ctl_say (is_secret ? _("The PBX said yes, but %s is not what it should be")
                             : _("The PBX said yes, but %s is “%s”"), names[i], values[i]);
          exit = CTL_EXIT_REFUSED;
        }
      if (is_secret)
        {
          ctl_wipe (values[i]);
          values[i] = g_strdup ("***");
        }
    }
  print_values (ctx, extension, names, values);

  return exit;
}

static CtlExit
set_values (CtlContext *ctx, PalParams *params, const char *extension)
{
  g_autoptr (PalReply) reply = NULL;
  CtlExit exit = CTL_EXIT_DONE;

  ctl_line_set_tenant (ctx, params);
  reply = ctl_line_call (ctx, params, &exit);
  if (reply == NULL)
    return exit;
  if (!ctx->options.no_wait)
    return check (ctx, extension, params);

  ctl_tell_done (ctx, "extension", extension, NULL, _("The PBX accepted it"));
  return CTL_EXIT_DONE;
}

static PalParams *
make_properties (const char *extension, char **words, GError **error)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_SET_EXTENSION_PROPERTIES);

  pal_params_set_text (params, "extension", extension);
  if (!ctl_arguments_read (params, PREFIX, words, error))
    return NULL;

  return g_steal_pointer (&params);
}

CtlExit
ctl_ext_set (CtlContext *ctx)
{
  const char *extension = ctx->arguments[0];
  g_autoptr (GError) error = NULL;
  g_autoptr (PalParams) params = make_properties (extension, ctx->arguments + 1, &error);
  CtlExit exit = CTL_EXIT_DONE;

  if (params == NULL)
    {
      ctl_say ("%s", error->message);
      return CTL_EXIT_USAGE;
    }
  if (!g_str_equal (extension, store_account_get_user (ctx->account)))
    exit = ctl_confirm (ctx, g_strdup_printf (_("Change extension %s?"), extension));
  if (exit == CTL_EXIT_DONE)
    exit = ctl_line_open (ctx, CTL_SUBSCRIBE_NOTHING, PAL_CLIENT_STATE_SYNCING, NULL, NULL);

  return exit == CTL_EXIT_DONE ? set_values (ctx, params, extension) : exit;
}

/* The passwords go with the creation, everything else is set afterwards. */
static void
sort_words (char **words, GPtrArray *creating, GPtrArray *properties)
{
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (g_str_has_prefix (words[i], "password=") || g_str_has_prefix (words[i], "login_password=")
                         ? creating
                         : properties,
                     words[i]);
  g_ptr_array_add (creating, NULL);
  g_ptr_array_add (properties, NULL);
}

CtlExit
ctl_ext_create (CtlContext *ctx)
{
  const char *extension = ctx->arguments[0];
  g_autoptr (GPtrArray) creating = g_ptr_array_new (), properties = g_ptr_array_new ();
  g_autoptr (PalParams) create = pal_params_new (PAL_METHOD_CREATE_EXTENSION), set = NULL;
  g_autoptr (PalReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  CtlExit exit;

  sort_words (ctx->arguments + 2, creating, properties);
  pal_params_set_text (create, "extension", extension);
  pal_params_set_text (create, "type", ctx->arguments[1]);
  ctl_line_set_tenant (ctx, create);
  if (ctl_arguments_read (create, NULL, (char **)creating->pdata, &error)
      && pal_params_validate (create, PAL_ROLE_NONE, &error))
    set = make_properties (extension, (char **)properties->pdata, &error);
  if (set == NULL)
    {
      ctl_say ("%s", error->message);
      return CTL_EXIT_USAGE;
    }

  exit = ctl_line_open (ctx, CTL_SUBSCRIBE_NOTHING, PAL_CLIENT_STATE_SYNCING, NULL, NULL);
  if (exit != CTL_EXIT_DONE)
    return exit;
  reply = ctl_line_call (ctx, create, &exit);
  if (reply == NULL)
    return exit;

  if (properties->len > 1)
    return set_values (ctx, set, extension);
  if (!ctx->options.no_wait)
    {
      const char *const names[] = { "type", NULL };
      g_auto (GStrv) values = read_values (ctx, extension, names, &exit);

      if (values == NULL)
        return exit;
    }
  ctl_tell_done (ctx, "extension", extension, "seen", _("The extension is there"));

  return CTL_EXIT_DONE;
}
