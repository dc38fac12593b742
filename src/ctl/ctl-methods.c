/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <stdio.h>

#include "ctl/ctl-command.h"

static const char *
type_to_word (const PalParam *param)
{
  switch (param->type)
    {
    case PAL_PARAM_TYPE_INTEGER:
      return "integer";
    case PAL_PARAM_TYPE_BOOLEAN:
      return "true/false";
    case PAL_PARAM_TYPE_LIST:
      return (param->flags & PAL_PARAM_ONE_OR_LIST) != 0 ? "text or list" : "list";
    case PAL_PARAM_TYPE_MAP:
      return "map";
    case PAL_PARAM_TYPE_JSON:
      return "JSON";
    case PAL_PARAM_TYPE_TEXT:
    default:
      return "text";
    }
}

static char *
join (const char *const *texts, const char *separator)
{
  return texts != NULL ? g_strjoinv (separator, (char **)texts) : NULL;
}

static char *
describe_param (const PalParam *param)
{
  g_autoptr (GString) text = g_string_new (pal_param_get_summary (param));
  g_autofree char *choices = join (param->choices, ", ");

  if (choices != NULL)
    g_string_append_printf (text, _(" (one of: %s)"), choices);
  if ((param->flags & PAL_PARAM_REQUIRED) != 0)
    g_string_append (text, _("; required"));
  if ((param->flags & PAL_PARAM_ONE_OF) != 0)
    g_string_append (text, _("; one of those so marked is required"));
  if ((param->flags & PAL_PARAM_ADMIN_ONLY) != 0)
    g_string_append (text, _("; administrators only"));
  if ((param->flags & PAL_PARAM_SECRET) != 0)
    g_string_append (text, _("; secret, give @FILE"));
  if ((param->flags & PAL_PARAM_BEYOND_GUIDE) != 0)
    g_string_append (text, _("; beyond the guide"));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
print_method_text (const PalMethod *method, CtlFormat format)
{
  g_autoptr (CtlTable) params = ctl_table_new ();
  g_autofree char *fields = join (method->fields, ", ");

  ctl_print (format == CTL_FORMAT_MARKDOWN ? "# %s\n\n%s" : "%s – %s", method->name,
             pal_method_get_summary (method));
  putchar ('\n');
  ctl_print (_("Least role: %s"), pal_role_to_word (method->role));
  if (method->section != NULL)
    ctl_print (_("Section of the guide: %s"), method->section);
  if (method->since != NULL)
    ctl_print (_("Since PBX: %s"), method->since);
  if ((method->flags & PAL_METHOD_BEYOND_GUIDE) != 0)
    ctl_print ("%s", _("Beyond the guide: not every PBX has it"));
  ctl_print (fields != NULL ? _("Reply: %s: %s") : _("Reply: %s"), pal_reply_shape_to_word (method->shape), fields);

  if (method->params->name == NULL)
    return;

  putchar ('\n');
  ctl_table_column (params, "name", _("PARAMETER"));
  ctl_table_column (params, "type", _("TYPE"));
  ctl_table_column (params, "summary", _("MEANING"));
  for (const PalParam *param = method->params; param->name != NULL; param++)
    {
      g_autofree char *summary = describe_param (param);

      ctl_table_begin_row (params);
      ctl_table_set (params, "name", param->name);
      ctl_table_set (params, "type", type_to_word (param));
      ctl_table_set (params, "summary", summary);
    }
  ctl_table_print (params, format, TRUE);
}

static void
build_texts (JsonBuilder *builder, const char *member, const char *const *texts)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    json_builder_add_string_value (builder, texts[i]);
  json_builder_end_array (builder);
}

static void
build_text (JsonBuilder *builder, const char *member, const char *text)
{
  json_builder_set_member_name (builder, member);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
build_boolean (JsonBuilder *builder, const char *member, gboolean value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_boolean_value (builder, value);
}

static void
build_param (JsonBuilder *builder, const PalParam *param)
{
  json_builder_begin_object (builder);
  build_text (builder, "name", param->name);
  build_text (builder, "type", type_to_word (param));
  build_text (builder, "summary", pal_param_get_summary (param));
  build_boolean (builder, "required", (param->flags & PAL_PARAM_REQUIRED) != 0);
  build_boolean (builder, "secret", (param->flags & PAL_PARAM_SECRET) != 0);
  build_boolean (builder, "beyond_guide", (param->flags & PAL_PARAM_BEYOND_GUIDE) != 0);
  build_texts (builder, "choices", param->choices);
  json_builder_end_object (builder);
}

static void
build_method (JsonBuilder *builder, const PalMethod *method)
{
  json_builder_begin_object (builder);
  build_text (builder, "name", method->name);
  build_text (builder, "group", method->group);
  build_text (builder, "summary", pal_method_get_summary (method));
  build_text (builder, "role", pal_role_to_word (method->role));
  build_text (builder, "section", method->section);
  build_text (builder, "since", method->since);
  build_boolean (builder, "changes_state", (method->flags & PAL_METHOD_CHANGES_STATE) != 0);
  build_boolean (builder, "beyond_guide", (method->flags & PAL_METHOD_BEYOND_GUIDE) != 0);
  json_builder_set_member_name (builder, "parameters");
  json_builder_begin_array (builder);
  for (const PalParam *param = method->params; param->name != NULL; param++)
    build_param (builder, param);
  json_builder_end_array (builder);
  build_text (builder, "reply", pal_reply_shape_to_word (method->shape));
  build_texts (builder, "fields", method->fields);
  json_builder_end_object (builder);
}

CtlExit
ctl_methods (CtlContext *ctx)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (CtlTable) table = NULL;
  g_autofree char *markdown = NULL;

  if (ctx->options.format == CTL_FORMAT_MARKDOWN)
    {
      markdown = pal_methods_to_markdown ();
      fputs (markdown, stdout);
      return CTL_EXIT_DONE;
    }

  if (ctx->options.format == CTL_FORMAT_JSON)
    {
      builder = json_builder_new ();
      json_builder_begin_array (builder);
      for (guint i = 0; i < PAL_N_METHODS; i++)
        build_method (builder, pal_method_get (i));
      json_builder_end_array (builder);
      ctl_print_built (builder);
      return CTL_EXIT_DONE;
    }

  table = ctl_table_new ();
  ctl_table_column (table, "method", _("METHOD"));
  ctl_table_column (table, "role", _("ROLE"));
  ctl_table_column (table, "summary", _("MEANING"));
  for (guint i = 0; i < PAL_N_METHODS; i++)
    {
      const PalMethod *method = pal_method_get (i);

      ctl_table_begin_row (table);
      ctl_table_set (table, "method", method->name);
      ctl_table_set (table, "role", pal_role_to_word (method->role));
      ctl_table_set (table, "summary", pal_method_get_summary (method));
    }
  ctl_table_print (table, CTL_FORMAT_TEXT, TRUE);

  return CTL_EXIT_DONE;
}

static gboolean
goes_with (const GOptionEntry *option, const CtlCommand *command)
{
  return (command->options & ctl_options_get_set (option)) != 0;
}

static void
build_command (JsonBuilder *builder, const CtlCommand *command)
{
  g_autoptr (GPtrArray) options = g_ptr_array_new ();

  for (const GOptionEntry *entry = ctl_options_get_entries (); entry->long_name[0] != '\0'; entry++)
    if (goes_with (entry, command))
      g_ptr_array_add (options, (gpointer)entry->long_name);
  g_ptr_array_add (options, NULL);

  json_builder_begin_object (builder);
  build_text (builder, "command", command->name);
  build_text (builder, "arguments", command->arguments[0] != '\0' ? _ (command->arguments) : "");
  build_text (builder, "summary", _ (command->summary));
  build_texts (builder, "options", (const char *const *)options->pdata);
  json_builder_end_object (builder);
}

static void
print_command (const CtlCommand *command)
{
  ctl_print (command->arguments[0] != '\0' ? "palctl %s %s" : "palctl %s", command->name,
             command->arguments[0] != '\0' ? _ (command->arguments) : NULL);
  ctl_print ("    %s", _ (command->summary));
  for (const GOptionEntry *entry = ctl_options_get_entries (); entry->long_name[0] != '\0'; entry++)
    if (goes_with (entry, command))
      ctl_print (entry->arg_description != NULL ? "    --%s %s\n        %s" : "    --%s%s\n        %s", entry->long_name,
                 entry->arg_description != NULL ? _ (entry->arg_description) : "", _ (entry->description));
}

/* All commands that begin with the word: "note", "timer". */
static CtlExit
print_family (const char *word)
{
  g_autofree char *prefix = g_strconcat (word, " ", NULL);
  gboolean has_any = FALSE;

  for (const CtlCommand *command = ctl_commands_get (); command->name != NULL; command++)
    if (g_str_has_prefix (command->name, prefix))
      {
        print_command (command);
        has_any = TRUE;
      }
  if (has_any)
    return CTL_EXIT_DONE;

  ctl_say (_("There is no method and no command “%s”; see “palctl methods” and “palctl help”"), word);
  return CTL_EXIT_USAGE;
}

CtlExit
ctl_help (CtlContext *ctx)
{
  g_autofree char *text = NULL;
  const PalMethod *method;
  const CtlCommand *command;
  guint n_words = 0;

  if (ctx->arguments[0] == NULL)
    {
      text = ctl_options_get_help ();
      fputs (text, stdout);
      return CTL_EXIT_DONE;
    }

  command = ctl_commands_lookup (ctx->arguments, &n_words);
  method = ctx->arguments[1] == NULL ? pal_method_lookup (ctx->arguments[0]) : NULL;
  if (command == NULL && method == NULL)
    return print_family (ctx->arguments[0]);

  /* One value: of a name that is both, the method. */
  if (ctx->options.format == CTL_FORMAT_JSON)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      if (method != NULL)
        build_method (builder, method);
      else
        build_command (builder, command);
      ctl_print_built (builder);
      return CTL_EXIT_DONE;
    }

  if (command != NULL)
    print_command (command);
  if (command != NULL && method != NULL)
    putchar ('\n');
  if (method != NULL)
    print_method_text (method, ctx->options.format);

  return CTL_EXIT_DONE;
}
