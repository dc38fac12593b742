/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Extensions and their properties. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ctl/ctl-arguments.h"
#include "ctl/ctl-command.h"
#include "ctl/ctl-line.h"
#include "ctl/ctl-reply.h"
#include "model/desk-property.h"
#include "pal/protocol/pal-properties.h"

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

/* The table of the extension's type; NULL with DONE when nothing is known of it. */
static const PalPropertyTable *
find_table (CtlContext *ctx, const char *extension, CtlExit *exit)
{
  const char *const names[] = { "type", "stype", NULL };
  g_auto (GStrv) values = read_values (ctx, extension, names, exit);

  if (values == NULL)
    return NULL;

  *exit = CTL_EXIT_DONE;
  return pal_property_table_find (values[0], values[1]);
}

/* One row for each phone, of that plan and that schedule of it. */
static void
add_keys (GStrvBuilder *builder, const PalProperty *property, guint plan, guint schedule)
{
  gboolean has_phone = strstr (property->key, "p[n]") != NULL || g_str_has_prefix (property->key, "pnumber[n]");

  if ((plan > 1 && strstr (property->key, "pln[n]") == NULL)
      || (schedule > 1 && strstr (property->key, "ptn[n]") == NULL))
    return;
  for (guint phone = 1; phone <= (has_phone ? PAL_PROPERTY_MAX_PHONE : 1); phone++)
    {
      const PalPropertyIndexes indexes = { .plan = plan, .schedule = schedule, .phone = phone };
      g_autofree char *key = pal_property_make_key (property, &indexes);

      if (key != NULL)
        g_strv_builder_add (builder, key);
    }
}

/* All that is known of its type but secrets, as far as it is set. */
static CtlExit
show_all (CtlContext *ctx, const char *extension)
{
  CtlExit exit;
  const PalPropertyTable *table = find_table (ctx, extension, &exit);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new (), texts = g_ptr_array_new ();
  g_auto (GStrv) keys = NULL, values = NULL;

  if (exit != CTL_EXIT_DONE)
    return exit;
  if (table == NULL)
    {
      ctl_say (_("Nothing is known of this type of extension: name the properties"));
      return CTL_EXIT_REFUSED;
    }

  for (guint i = 0; i < table->n_rows; i++)
    if (table->rows[i].kind != PAL_PROPERTY_KIND_SECRET)
      add_keys (builder, &table->rows[i], 1, 1);
  keys = g_strv_builder_end (builder);
  values = read_values (ctx, extension, (const char *const *)keys, &exit);
  if (values == NULL)
    return exit;

  for (guint i = 0; keys[i] != NULL; i++)
    if (values[i][0] != '\0')
      {
        g_ptr_array_add (names, keys[i]);
        g_ptr_array_add (texts, values[i]);
      }
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (texts, NULL);
  print_values (ctx, extension, (const char *const *)names->pdata, (char **)texts->pdata);

  return CTL_EXIT_DONE;
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
  if (names[0] == NULL)
    return show_all (ctx, extension);
  values = read_values (ctx, extension, names, &exit);
  if (values != NULL)
    print_values (ctx, extension, names, values);

  return exit;
}

/* The values as their type wants them; a property no table knows stays as it is. */
static CtlExit
read_types (CtlContext *ctx, const char *extension, PalParams *params)
{
  g_autofree const char **members = pal_params_get_members (params, "properties");
  g_auto (GStrv) names = g_strdupv ((char **)members); /* the members' own go when they are set */
  CtlExit exit;
  const PalPropertyTable *table = find_table (ctx, extension, &exit);

  for (guint i = 0; exit == CTL_EXIT_DONE && table != NULL && names[i] != NULL; i++)
    {
      const PalProperty *property = pal_property_table_lookup (table, names[i], NULL);
      g_autoptr (GError) error = NULL;
      char *value;

      if (property == NULL)
        continue;
      value = pal_property_read (property, names[i], pal_params_get_member (params, "properties", names[i]), &error);
      if (value == NULL)
        {
          ctl_say ("%s", error->message);
          return CTL_EXIT_USAGE;
        }
      pal_params_set_member (params, "properties", names[i], value);
      ctl_wipe (value);
    }

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
  CtlExit exit = read_types (ctx, extension, params);

  if (exit != CTL_EXIT_DONE)
    return exit;
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

/* --- differences --------------------------------------------------------------- */

/* All that is known of a type, of the plans and schedules that are shown, but no secrets. */
static char **
list_all_keys (const PalPropertyTable *table)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < table->n_rows; i++)
    for (guint plan = 1; plan <= DESK_PROPERTY_N_PLANS; plan++)
      for (guint schedule = 1; schedule <= DESK_PROPERTY_N_SCHEDULES; schedule++)
        if (table->rows[i].kind != PAL_PROPERTY_KIND_SECRET)
          add_keys (builder, &table->rows[i], plan, schedule);

  return g_strv_builder_end (builder);
}

static gboolean
is_same (const PalPropertyTable *table, const char *name, const char *a, const char *b)
{
  const PalProperty *property = table != NULL ? pal_property_table_lookup (table, name, NULL) : NULL;
  g_autofree char *one = property != NULL ? pal_property_read (property, name, a, NULL) : NULL;
  g_autofree char *two = property != NULL ? pal_property_read (property, name, b, NULL) : NULL;

  return g_str_equal (one != NULL ? one : a, two != NULL ? two : b);
}

static void
print_differences (CtlContext *ctx, const PalPropertyTable *known, const char *const *names, char **from,
                   char **to)
{
  g_autoptr (CtlTable) table = ctl_table_new ();

  ctl_table_column (table, "name", _("PROPERTY"));
  ctl_table_column (table, "from", _("FROM"));
  ctl_table_column (table, "to", _("TO"));
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (is_same (known, names[i], from[i], to[i]))
        continue;
      ctl_table_begin_row (table);
      ctl_table_set (table, "name", names[i]);
      ctl_table_set (table, "from", from[i]);
      ctl_table_set (table, "to", to[i]);
    }
  ctl_table_print (table, ctx->options.format, TRUE);
}

/* Of two extensions, by what is known of the first one's type. */
static CtlExit
compare_extensions (CtlContext *ctx, const char *extension, const char *other)
{
  CtlExit exit;
  const PalPropertyTable *table = find_table (ctx, extension, &exit);
  g_auto (GStrv) keys = NULL, from = NULL, to = NULL;

  if (exit != CTL_EXIT_DONE)
    return exit;
  if (table == NULL)
    {
      ctl_say (_("Nothing is known of this type of extension: name the properties"));
      return CTL_EXIT_REFUSED;
    }
  keys = list_all_keys (table);
  from = read_values (ctx, extension, (const char *const *)keys, &exit);
  if (from != NULL)
    to = read_values (ctx, other, (const char *const *)keys, &exit);
  if (to != NULL)
    print_differences (ctx, table, (const char *const *)keys, from, to);

  return exit;
}

/* What ext set would change. */
static CtlExit
compare_values (CtlContext *ctx, const char *extension, PalParams *params)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new (), wanted = g_strv_builder_new ();
  g_autofree const char **members = NULL;
  g_auto (GStrv) keys = NULL, from = NULL, to = NULL;
  const PalPropertyTable *table;
  CtlExit exit = read_types (ctx, extension, params);

  if (exit != CTL_EXIT_DONE)
    return exit;
  table = find_table (ctx, extension, &exit);
  members = pal_params_get_members (params, "properties");
  for (guint i = 0; members[i] != NULL; i++)
    {
      const PalProperty *property
          = table != NULL ? pal_property_table_lookup (table, members[i], NULL) : NULL;

      if (property != NULL && property->kind == PAL_PROPERTY_KIND_SECRET)
        continue;
      g_strv_builder_add (names, members[i]);
      g_strv_builder_add (wanted, pal_params_get_member (params, "properties", members[i]));
    }
  keys = g_strv_builder_end (names);
  to = g_strv_builder_end (wanted);
  if (exit == CTL_EXIT_DONE && keys[0] != NULL)
    from = read_values (ctx, extension, (const char *const *)keys, &exit);
  if (from != NULL)
    print_differences (ctx, table, (const char *const *)keys, from, to);

  return exit;
}

CtlExit
ctl_ext_diff (CtlContext *ctx)
{
  const char *extension = ctx->arguments[0];
  gboolean is_other = strchr (ctx->arguments[1], '=') == NULL;
  g_autoptr (PalParams) params = NULL;
  g_autoptr (GError) error = NULL;
  CtlExit exit;

  if (!is_other && (params = make_properties (extension, ctx->arguments + 1, &error)) == NULL)
    {
      ctl_say ("%s", error->message);
      return CTL_EXIT_USAGE;
    }
  if (is_other && ctx->arguments[2] != NULL)
    {
      ctl_say (_("Only two extensions can be compared"));
      return CTL_EXIT_USAGE;
    }
  exit = ctl_line_open (ctx, CTL_SUBSCRIBE_NOTHING, PAL_CLIENT_STATE_SYNCING, NULL, NULL);
  if (exit != CTL_EXIT_DONE)
    return exit;

  return is_other ? compare_extensions (ctx, extension, ctx->arguments[1])
                  : compare_values (ctx, extension, params);
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

static void
add_property (CtlTable *table, const PalProperty *property)
{
  g_autofree char *choices
      = property->choices != NULL ? g_strjoinv (", ", (char **)property->choices) : NULL;

  ctl_table_begin_row (table);
  ctl_table_set (table, "name", property->key);
  ctl_table_set (table, "type", pal_property_kind_to_word (property->kind));
  ctl_table_set (table, "choices", choices);
  ctl_table_set (table, "summary", pal_property_get_label (property));
}

CtlExit
ctl_ext_properties (CtlContext *ctx)
{
  const PalPropertyTable *properties
      = pal_property_table_find (ctx->arguments[0], ctx->arguments[1]);
  g_autoptr (CtlTable) table = ctl_table_new ();

  if (properties == NULL)
    {
      ctl_say (_("There is no such type of extension:"));
      for (guint i = 0; (properties = pal_property_table_get (i)) != NULL; i++)
        ctl_say ("  %s %s", properties->type, properties->subtype != NULL ? properties->subtype : "");
      return CTL_EXIT_USAGE;
    }

  ctl_table_column (table, "name", _("PROPERTY"));
  ctl_table_column (table, "type", _("TYPE"));
  ctl_table_column (table, "choices", _("CHOICES"));
  ctl_table_column (table, "summary", _("MEANING"));
  for (guint i = 0; i < properties->n_rows; i++)
    add_property (table, &properties->rows[i]);
  ctl_table_print (table, ctx->options.format, TRUE);

  return CTL_EXIT_DONE;
}
