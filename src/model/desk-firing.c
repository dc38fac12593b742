/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a rule and what happened to the page that is opened or the program that is run. Names and numbers come
 * from whoever calls: here they are fenced in. */
#include "config.h"

#include "model/desk-rule-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/desk-plain.h"

#define TEXT_MAX 500
#define TARGET_MAX 4096

struct _DeskFiring
{
  GObject parent_instance;

  /* owned */
  char *rule_id, *url;
  char **argv;
};

G_DEFINE_FINAL_TYPE (DeskFiring, desk_firing, G_TYPE_OBJECT)

enum
{
  TOLD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_invalid (GError **error, const char *text)
{
  g_set_error_literal (error, DESK_RULE_ERROR, DESK_RULE_ERROR_INVALID, text);
  return FALSE;
}

static gboolean
is_refused (GError **error, const char *text)
{
  g_set_error_literal (error, DESK_RULE_ERROR, DESK_RULE_ERROR_REFUSED, text);
  return FALSE;
}

/* --- pages ----------------------------------------------------------------- */

static char *
encode_for_url (const char *value)
{
  return g_uri_escape_string (value, NULL, FALSE);
}

static GUri *
parse_url (const char *url)
{
  return g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
}

/* Up to the end of "https://host:port". */
static gsize
origin_length (const char *url)
{
  const char *host = strstr (url, "://");

  return host == NULL ? strlen (url) : (gsize) (host + 3 - url) + strcspn (host + 3, "/?#\\");
}

static gboolean
check_url (const char *url, GError **error)
{
  g_autofree char *sample = NULL;
  g_autoptr (GUri) uri = NULL;

  if (g_ascii_strncasecmp (url, "https://", 8) != 0 && g_ascii_strncasecmp (url, "http://", 7) != 0)
    return is_invalid (error, _ ("The address must begin with https:// or http://."));
  if (desk_rule_has_placeholder (url, origin_length (url)))
    return is_invalid (error, _ ("Placeholders may stand only after the name of the server."));
  sample = desk_rule_expand (url, NULL, NULL);
  uri = parse_url (sample);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
      || strpbrk (url, "\\ \"<>") != NULL)
    return is_invalid (error, _ ("This is not the address of a page."));
  if (g_uri_get_userinfo (uri) != NULL)
    return is_invalid (error, _ ("The address may not hold a user name or a password."));
  return TRUE;
}

/* "." and "..", which browsers follow; and GUri, too. */
static guint
count_steps (const char *url)
{
  const char *path = url + origin_length (url);
  g_autofree char *only = g_strndup (path, strcspn (path, "?#"));
  g_auto (GStrv) parts = g_strsplit (only, "/", -1);
  guint n = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *plain = g_uri_unescape_string (parts[i], NULL);

      if (g_strcmp0 (plain, ".") == 0 || g_strcmp0 (plain, "..") == 0)
        n++;
    }
  return n;
}

static gboolean
take_url (DeskFiring *self, const char *target, const DeskRuleFacts *facts, GError **error)
{
  g_autofree char *sample = desk_rule_expand (target, NULL, NULL);
  g_autofree char *url = desk_rule_expand (target, facts, encode_for_url);
  g_autoptr (GUri) meant = parse_url (sample);
  g_autoptr (GUri) uri = parse_url (url);

  if (uri == NULL || g_strcmp0 (g_uri_get_scheme (uri), g_uri_get_scheme (meant)) != 0
      || g_strcmp0 (g_uri_get_host (uri), g_uri_get_host (meant)) != 0
      || g_uri_get_port (uri) != g_uri_get_port (meant)
      || count_steps (url) != count_steps (sample))
    return is_refused (error, _ ("The number or name would lead to another page."));
  self->url = g_steal_pointer (&url);
  return TRUE;
}

/* --- programs ------------------------------------------------------------------ */

/* Programs that read one of their arguments as orders, and after which options; NULL: any argument. In such
 * an argument whoever calls would give the orders. */
static const struct
{
  const char *program; /* a pattern */
  const char *letters; /* of options */
} interpreters[] = {
  { "*sh", "c" },     { "busybox", "c" }, { "su", "c" },    { "runuser", "c" }, { "python*", "c" },
  { "perl*", "eE" },  { "ruby*", "e" },   { "node*", "ep" }, { "lua*", "e" },   { "php*", "rBRE" },
  { "xterm", "e" },   { "ssh", NULL },    { "rsh", NULL },   { "watch", NULL }, { "eval", NULL },
  { "*awk", NULL },   { "sed", NULL },
};

static gboolean
is_orders (char **argv, guint at)
{
  const char *before = argv[at - 1];

  for (guint i = 0; i < at; i++)
    {
      g_autofree char *name = g_path_get_basename (argv[i]);

      for (guint j = 0; j < G_N_ELEMENTS (interpreters); j++)
        {
          const char *letters = interpreters[j].letters;

          if (g_pattern_match_simple (interpreters[j].program, name)
              && (letters == NULL
                  || (before[0] == '-' && before[1] != '-' && strpbrk (before, letters) != NULL)))
            return TRUE;
        }
    }
  return FALSE;
}

static char **
split (const char *target, GError **error)
{
  g_auto (GStrv) argv = NULL;

  if (*target == '\0' || !g_shell_parse_argv (target, NULL, &argv, NULL))
    {
      is_invalid (error, *target == '\0' ? _ ("There is no program to run.")
                                         : _ ("A quotation mark is not closed, or there is no program."));
      return NULL;
    }
  return g_steal_pointer (&argv);
}

static gboolean
check_command (const char *target, GError **error)
{
  g_auto (GStrv) argv = split (target, error);

  if (argv == NULL)
    return FALSE;
  if (*argv[0] == '\0' || desk_rule_has_placeholder (argv[0], strlen (argv[0])))
    return is_invalid (error, _ ("The program may not come from a placeholder."));
  for (guint i = 1; argv[i] != NULL; i++)
    if (is_orders (argv, i) && desk_rule_has_placeholder (argv[i], strlen (argv[i])))
      return is_invalid (error, _ ("A placeholder may not stand in a script. "
                                   "Give it as an argument after it."));
  return TRUE;
}

static char *
encode_for_argument (const char *value)
{
  return g_strdup (value);
}

static gboolean
take_command (DeskFiring *self, const char *target, const DeskRuleFacts *facts, GError **error)
{
  g_auto (GStrv) argv = split (target, error);
  gboolean is_after_dashes = FALSE;

  if (argv == NULL)
    return FALSE;
  for (guint i = 1; argv[i] != NULL; i++)
    {
      char *value = desk_rule_expand (argv[i], facts, encode_for_argument);
      gboolean was_option = argv[i][0] == '-';

      is_after_dashes |= g_str_equal (argv[i], "--");
      g_free (argv[i]);
      argv[i] = value;
      if (value[0] == '-' && !was_option && !is_after_dashes)
        return is_refused (error, _ ("The number or name begins with “-”, and the program would take it for an "
                                     "option. Put -- before it."));
    }
  self->argv = g_steal_pointer (&argv);
  return TRUE;
}

/* --- both ------------------------------------------------------------------------ */

gboolean
desk_rule_check (const DeskRuleSpec *spec, GError **error)
{
  g_return_val_if_fail (spec != NULL && spec->target != NULL, FALSE);

  if (strlen (spec->target) > TARGET_MAX || !g_utf8_validate (spec->target, -1, NULL))
    return is_invalid (error, _ ("This is too long."));
  for (const char *at = spec->target; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      return is_invalid (error, _ ("This must be one line."));
  if (!desk_rule_check_placeholders (spec->target, error))
    return FALSE;
  return spec->action == DESK_RULE_URL ? check_url (spec->target, error)
                                       : check_command (spec->target, error);
}

DeskFiring *
desk_firing_new (const DeskRuleSpec *spec, const DeskRuleFacts *facts, const char *rule_id, GError **error)
{
  g_autoptr (DeskFiring) self = NULL;

  g_return_val_if_fail (spec != NULL && facts != NULL, NULL);

  if (!desk_rule_check (spec, error))
    return NULL;
  self = g_object_new (DESK_TYPE_FIRING, NULL);
  self->rule_id = g_strdup (rule_id);
  if (spec->action == DESK_RULE_URL ? !take_url (self, spec->target, facts, error)
                                    : !take_command (self, spec->target, facts, error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
desk_firing_get_rule_id (DeskFiring *self)
{
  g_return_val_if_fail (DESK_IS_FIRING (self), NULL);
  return self->rule_id;
}

const char *
desk_firing_get_url (DeskFiring *self)
{
  g_return_val_if_fail (DESK_IS_FIRING (self), NULL);
  return self->url;
}

const char *const *
desk_firing_get_argv (DeskFiring *self)
{
  g_return_val_if_fail (DESK_IS_FIRING (self), NULL);
  return (const char *const *) self->argv;
}

/* Where one argument ends and the next begins is to be seen. */
static gboolean
is_simple (const char *argument)
{
  return *argument != '\0' && strpbrk (argument, " '\"\\$`*?;&|<>()#~") == NULL;
}

char *
desk_firing_dup_text (DeskFiring *self)
{
  g_autoptr (GString) line = g_string_new (NULL);

  g_return_val_if_fail (DESK_IS_FIRING (self), NULL);

  if (self->url != NULL)
    return desk_plain_line (self->url, TEXT_MAX);
  for (guint i = 0; self->argv[i] != NULL; i++)
    {
      const char *argument = self->argv[i];
      g_autofree char *quoted = is_simple (argument) ? g_strdup (argument) : g_shell_quote (argument);

      g_string_append_printf (line, "%s%s", i > 0 ? " " : "", quoted);
    }
  return desk_plain_line (line->str, TEXT_MAX);
}

void
desk_firing_tell (DeskFiring *self, const char *text, gboolean is_problem)
{
  g_return_if_fail (DESK_IS_FIRING (self));
  g_signal_emit (self, signals[TOLD], 0, text, is_problem);
}

static void
desk_firing_finalize (GObject *object)
{
  DeskFiring *self = DESK_FIRING (object);

  g_free (self->rule_id);
  g_free (self->url);
  g_strfreev (self->argv);

  G_OBJECT_CLASS (desk_firing_parent_class)->finalize (object);
}

static void
desk_firing_class_init (DeskFiringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_firing_finalize;

  signals[TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
desk_firing_init (DeskFiring *self)
{
}
