/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ctl/ctl-command.h"
#include "ctl/ctl-scene.h"

#define NAMES_PER_CALL 500

/* number -> name; the name may be "". */
typedef GHashTable Names;

/* The same in every language for JSON, in the person's own otherwise. */
static const char *
presence_to_word (DeskPresence presence, CtlFormat format)
{
  static const char *const words[] = {
    [DESK_PRESENCE_FREE] = N_("free"),         [DESK_PRESENCE_RINGING] = N_("ringing"),
    [DESK_PRESENCE_DIALLING] = N_("dialling"), [DESK_PRESENCE_TALKING] = N_("talking"),
    [DESK_PRESENCE_ON_HOLD] = N_("on hold"),   [DESK_PRESENCE_UNKNOWN] = N_("unknown"),
    [DESK_PRESENCE_OFFLINE] = N_("offline"),
  };

  return format == CTL_FORMAT_JSON ? words[presence] : _ (words[presence]);
}

/* The rest is shown all the same. */
static void
say_why (const GError *error)
{
  ctl_say (_("The names are missing: %s"), error->message);
}

/* Administrators are told all extensions and names in one call. */
static gboolean
read_all_names (CtlContext *ctx, Names *names)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_GET_EXTENSIONS);
  const char *const properties[] = { "name", NULL };
  g_autoptr (PalReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (PalReplyIter) iter = { 0 };

  if (!pal_client_can (ctx->client, PAL_METHOD_GET_EXTENSIONS))
    return FALSE;

  pal_params_set_text (params, "pattern", "..*");
  pal_params_set_int (params, "limit", -1);
  pal_params_set_text (params, "type", "user");
  pal_params_set_list (params, "property_names", properties);
  ctl_line_set_tenant (ctx, params);
  reply = ctl_line_try (ctx, params, &error);
  if (reply == NULL)
    {
      say_why (error);
      return FALSE;
    }

  pal_reply_iter_init (&iter, reply);
  while (pal_reply_iter_next (&iter))
    {
      const char *number = pal_reply_iter_text (&iter, 0);
      const char *name = pal_reply_iter_n_cells (&iter) > 1 ? pal_reply_iter_text (&iter, 1) : NULL;

      if (number != NULL)
        g_hash_table_insert (names, g_strdup (number), g_strdup (name != NULL ? name : ""));
    }

  return TRUE;
}

/* Everyone may ask for the names of numbers they know; a number that is refused keeps none. */
static void
read_names_of (CtlContext *ctx, Names *names, GPtrArray *numbers)
{
  const char *const properties[] = { "name", NULL };

  for (guint start = 0; start < numbers->len; start += NAMES_PER_CALL)
    {
      g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_GET_EXTENSION_PROPERTIES);
      g_autoptr (GPtrArray) some = g_ptr_array_new ();
      g_autoptr (PalReply) reply = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (PalReplyIter) iter = { 0 };
      guint i = start;

      for (guint j = start; j < numbers->len && j < start + NAMES_PER_CALL; j++)
        g_ptr_array_add (some, g_ptr_array_index (numbers, j));
      g_ptr_array_add (some, NULL);
      pal_params_set_list (params, "extension", (const char *const *)some->pdata);
      pal_params_set_list (params, "property_names", properties);
      ctl_line_set_tenant (ctx, params);
      reply = ctl_line_try (ctx, params, &error);
      if (reply == NULL)
        {
          say_why (error);
          return;
        }

      pal_reply_iter_init (&iter, reply);
      for (; i < numbers->len && pal_reply_iter_next (&iter); i++)
        if (!pal_reply_iter_is_scalar (&iter) && pal_reply_iter_text (&iter, 0) != NULL)
          g_hash_table_insert (names, g_strdup (g_ptr_array_index (numbers, i)),
                               g_strdup (pal_reply_iter_text (&iter, 0)));
    }
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const char *first = *(const char *const *)a;
  const char *second = *(const char *const *)b;
  gsize first_len = strlen (first), second_len = strlen (second);

  if (first_len != second_len)
    return first_len < second_len ? -1 : 1;
  return strcmp (first, second);
}

/* Those asked for; else everyone the PBX named in any way. */
static GPtrArray *
choose_numbers (CtlContext *ctx, Names *names, DeskLegTable *legs)
{
  GPtrArray *numbers = g_ptr_array_new ();
  GPtrArray *seen = desk_leg_table_get_dirty (legs);
  GHashTableIter iter;
  gpointer number;

  for (guint i = 0; ctx->arguments[i] != NULL; i++)
    g_ptr_array_add (numbers, ctx->arguments[i]);
  if (numbers->len > 0)
    return numbers;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    g_ptr_array_add (numbers, number);
  for (guint i = 0; i < seen->len; i++)
    {
      DeskUser *user = g_ptr_array_index (seen, i);

      if (!g_hash_table_contains (names, user->number))
        g_ptr_array_add (numbers, user->number);
    }
  g_ptr_array_sort (numbers, compare_numbers);

  return numbers;
}

static void
add_row (CtlTable *table, DeskLegTable *legs, Names *names, const char *number, CtlFormat format)
{
  DeskUser *user = desk_leg_table_find_user (legs, number);
  const char *name = g_hash_table_lookup (names, number);
  DeskPresence presence = DESK_PRESENCE_UNKNOWN;
  const DeskLeg *leg = NULL;
  gint64 since;

  if (user != NULL)
    presence = desk_user_get_presence (user, &leg, &since);
  if ((name == NULL || name[0] == '\0') && user != NULL)
    name = user->display_name;

  ctl_table_begin_row (table);
  ctl_table_set (table, "number", number);
  ctl_table_set (table, "name", name != NULL ? name : "");
  ctl_table_set (table, "state", presence_to_word (presence, format));
  ctl_table_set (table, "with", leg != NULL ? leg->other_number : NULL);
  ctl_table_set (table, "with_name", leg != NULL ? leg->other_name : NULL);
}

CtlExit
ctl_presence (CtlContext *ctx)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (CtlTable) table = ctl_table_new ();
  g_autoptr (CtlScene) scene = NULL;
  g_autoptr (GPtrArray) numbers = NULL;
  DeskLegTable *legs;
  CtlExit exit;

  if (ctx->arguments[0] != NULL)
    ctx->users = (const char *const *)ctx->arguments;
  scene = ctl_scene_open (ctx, CTL_SUBSCRIBE_USERS, &exit);
  if (scene == NULL)
    return exit;
  legs = ctl_scene_get_legs (scene);

  if (ctx->users != NULL || !read_all_names (ctx, names))
    {
      g_autoptr (GPtrArray) known = choose_numbers (ctx, names, legs);

      read_names_of (ctx, names, known);
    }

  ctl_table_column (table, "number", _("NUMBER"));
  ctl_table_column (table, "name", _("NAME"));
  ctl_table_column (table, "state", _("STATE"));
  ctl_table_column (table, "with", _("WITH"));
  ctl_table_column (table, "with_name", "");
  numbers = choose_numbers (ctx, names, legs);
  for (guint i = 0; i < numbers->len; i++)
    add_row (table, legs, names, g_ptr_array_index (numbers, i), ctx->options.format);
  ctl_table_print (table, ctx->options.format, TRUE);

  return CTL_EXIT_DONE;
}
