/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "ctl/ctl-command.h"
#include "pal/protocol/pal-properties.h"

static void
offer (const char *candidate, const char *prefix)
{
  if (g_str_has_prefix (candidate, prefix))
    puts (candidate);
}

/* Those that go with the command; all while there is none. */
static void
offer_options (const CtlCommand *command, const char *prefix)
{
  for (const GOptionEntry *entry = ctl_options_get_entries (); entry->long_name != NULL; entry++)
    {
      g_autofree char *option = g_strconcat ("--", entry->long_name, NULL);
      CtlOptionSet set = ctl_options_get_set (entry);

      if (entry->long_name[0] != '\0'
          && (command == NULL || set == CTL_OPTIONS_NONE || (command->options & set) != 0))
        offer (option, prefix);
    }
}

static const GOptionEntry *
find_option (const char *word)
{
  for (const GOptionEntry *entry = ctl_options_get_entries (); entry->long_name != NULL; entry++)
    {
      g_autofree char *option = g_strconcat ("--", entry->long_name, NULL);

      if (g_str_equal (option, word)
          || (entry->short_name != 0 && word[0] == '-' && word[1] == entry->short_name && word[2] == '\0'))
        return entry;
    }

  return NULL;
}

static void
offer_accounts (const char *prefix)
{
  CtlContext ctx = { 0 };

  if (ctl_accounts_open (&ctx, NULL))
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (ctx.accounts)); i++)
      {
        g_autoptr (StoreAccount) account = g_list_model_get_item (G_LIST_MODEL (ctx.accounts), i);
        g_autofree char *name = ctl_escape (store_account_get_name (account));

        offer (name, prefix);
      }
  g_clear_object (&ctx.accounts);
}

static void
offer_methods (const char *prefix)
{
  for (guint i = 0; i < PAL_N_METHODS; i++)
    offer (pal_method_get (i)->name, prefix);
}

static void
offer_params (const char *method_name, const char *prefix)
{
  const PalMethod *method = pal_method_lookup (method_name);
  const char *equals = strchr (prefix, '=');

  if (method == NULL)
    return;

  for (const PalParam *param = method->params; param->name != NULL; param++)
    {
      if (equals == NULL)
        {
          g_autofree char *candidate
              = g_strconcat (param->name, param->type == PAL_PARAM_TYPE_MAP ? "." : "=", NULL);

          if ((param->flags & PAL_PARAM_REPEATED) == 0)
            offer (candidate, prefix);
          continue;
        }
      if (strncmp (param->name, prefix, equals - prefix) != 0 || param->name[equals - prefix] != '\0')
        continue;
      for (guint i = 0; param->choices != NULL && param->choices[i] != NULL; i++)
        {
          g_autofree char *candidate = g_strconcat (param->name, "=", param->choices[i], NULL);

          offer (candidate, prefix);
        }
    }
}

/* Of every type, each key once; [n] is the person's to fill in. */
static void
offer_properties (const char *prefix, gboolean with_value)
{
  g_autoptr (GHashTable) offered = g_hash_table_new (g_str_hash, g_str_equal);
  const PalPropertyTable *table;

  for (guint i = 0; (table = pal_property_table_get (i)) != NULL; i++)
    for (guint j = 0; j < table->n_rows; j++)
      {
        const PalPropertyIndexes first = { .plan = 1, .schedule = 1, .phone = 1 };
        g_autofree char *key = pal_property_make_key (&table->rows[j], &first);
        g_autofree char *word = g_strconcat (key, with_value ? "=" : NULL, NULL);

        if (g_hash_table_add (offered, (gpointer)table->rows[j].key))
          offer (word, prefix);
      }
}

static void
offer_types (char **arguments, guint n_arguments, const char *prefix)
{
  const char *before = NULL;
  const PalPropertyTable *table;

  for (guint i = 0; (table = pal_property_table_get (i)) != NULL; i++)
    {
      if (n_arguments == 1 && g_str_equal (table->type, arguments[0]) && table->subtype != NULL)
        offer (table->subtype, prefix);
      if (n_arguments == 0 && g_strcmp0 (before, table->type) != 0)
        offer (table->type, prefix);
      before = table->type;
    }
}

/* The next word of every command that begins with the words there are. */
static void
offer_commands (char **words, guint n_words, const char *prefix)
{
  const char *before = NULL;

  for (const CtlCommand *command = ctl_commands_get (); command->name != NULL; command++)
    {
      g_auto (GStrv) name = g_strsplit (command->name, " ", 2);
      guint i = 0;

      while (i < n_words && name[i] != NULL && g_str_equal (name[i], words[i]))
        i++;
      if (i < n_words || name[i] == NULL)
        continue;
      if (n_words > 0 || before == NULL || !g_str_has_prefix (before, name[0])
          || before[strlen (name[0])] != ' ')
        offer (name[i], prefix);
      before = command->name;
    }
}

/* The words without options and what belongs to them. */
static GPtrArray *
plain_words (char **words, guint n_words)
{
  GPtrArray *plain = g_ptr_array_new ();

  for (guint i = 0; i < n_words; i++)
    {
      const GOptionEntry *option = words[i][0] == '-' ? find_option (words[i]) : NULL;

      if (option != NULL && option->arg != G_OPTION_ARG_NONE)
        i++;
      else if (words[i][0] != '-')
        g_ptr_array_add (plain, words[i]);
    }
  g_ptr_array_add (plain, NULL);

  return plain;
}

static void
offer_value (const GOptionEntry *option, const char *prefix)
{
  if (g_str_equal (option->long_name, "account"))
    {
      offer_accounts (prefix);
    }
  else if (g_str_equal (option->long_name, "format"))
    {
      offer ("text", prefix);
      offer ("json", prefix);
      offer ("markdown", prefix);
    }
}

static void
offer_arguments (const CtlCommand *command, char **arguments, guint n_arguments, const char *prefix)
{
  switch (command->kind)
    {
    case CTL_ARGUMENT_ACCOUNT:
      if (n_arguments == 0)
        offer_accounts (prefix);
      break;
    case CTL_ARGUMENT_METHOD:
      if (n_arguments == 0)
        offer_methods (prefix);
      break;
    case CTL_ARGUMENT_CALL:
      if (n_arguments == 0)
        offer_methods (prefix);
      else
        offer_params (arguments[0], prefix);
      break;
    case CTL_ARGUMENT_PROPERTY:
    case CTL_ARGUMENT_SETTING:
      if (n_arguments > 0)
        offer_properties (prefix, command->kind == CTL_ARGUMENT_SETTING);
      break;
    case CTL_ARGUMENT_TYPE:
      offer_types (arguments, n_arguments, prefix);
      break;
    case CTL_ARGUMENT_NONE:
    default:
      break;
    }
}

void
ctl_complete (char **words)
{
  guint n_words = g_strv_length (words);
  const char *prefix = n_words > 0 ? words[n_words - 1] : "";
  guint n_before = n_words > 0 ? n_words - 1 : 0;
  g_autoptr (GPtrArray) plain = plain_words (words, n_before);
  const GOptionEntry *option
      = n_before > 0 && words[n_before - 1][0] == '-' ? find_option (words[n_before - 1]) : NULL;
  const CtlCommand *command;
  guint n_name = 0;

  if (option != NULL && option->arg != G_OPTION_ARG_NONE)
    {
      offer_value (option, prefix);
      return;
    }
  command = ctl_commands_lookup ((char **)plain->pdata, &n_name);
  if (prefix[0] == '-')
    {
      offer_options (command, prefix);
      return;
    }

  if (command != NULL)
    offer_arguments (command, (char **)plain->pdata + n_name, plain->len - 1 - n_name, prefix);
  else
    offer_commands ((char **)plain->pdata, plain->len - 1, prefix);
}
