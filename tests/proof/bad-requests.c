/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bad-requests.h"

#include <string.h>

/* What a text stands for. */
typedef enum
{
  KIND_REFERENCE, /* something that must be there */
  KIND_NAME,      /* a name for something new */
  KIND_FREE,      /* whatever people write */
  KIND_SEARCH,    /* what is looked for */
} Kind;

typedef struct
{
  int method; /* or ANY */
  const char *parameter, *good;
  Kind kind;
} Good;

#define ANY -1
#define SCHEDULE "\"PA127W31DT09001730\""

/* Special ones first. $T, $R and $A are a talker, its room and a contact. */
static const Good goods[] = {
  { PAL_METHOD_CREATE_TENANT, "tenant", "\"acme\"", KIND_NAME },
  { PAL_METHOD_CREATE_EXTENSION, "extension", "\"1555\"", KIND_NAME },
  { PAL_METHOD_GET_EXTENSION_PROPERTIES, "extension", "\"1005\"", KIND_SEARCH },
  { PAL_METHOD_SET_NOTE, "name", "\"proof\"", KIND_FREE },
  { PAL_METHOD_SET_DID, "name", "\"main\"", KIND_REFERENCE },
  { PAL_METHOD_DELETE_ROUTE_VARIABLES, "name", "\"main\"", KIND_REFERENCE },
  { PAL_METHOD_GET_CONTACT_LIST, "phonebook", "\"Office\"", KIND_SEARCH },
  { PAL_METHOD_GET_TENANT_PROPERTIES, "property_names", "[\"desc\"]", KIND_SEARCH },
  { PAL_METHOD_SET_TENANT_PROPERTIES, "properties", "{\"desc\":\"Proof\"}", KIND_FREE },
  { PAL_METHOD_SET_APP_DATA, "data_id", "\"proof\"", KIND_FREE },
  { PAL_METHOD_MAKE_CALL, "to", "[\"1006\"]", KIND_FREE },
  { PAL_METHOD_UNPARK, "number", "\"702\"", KIND_REFERENCE },
  { PAL_METHOD_CALL_FORWARD, "user", "[\"1005\"]", KIND_REFERENCE },
  { PAL_METHOD_DELETE_CONTACT, "aid", "[\"$A\"]", KIND_REFERENCE },
  { ANY, "tenant", "\"-\"", KIND_REFERENCE },
  { ANY, "user", "\"1005\"", KIND_REFERENCE },
  { ANY, "tid", "\"$T\"", KIND_REFERENCE },
  { ANY, "talker_id", "\"$T\"", KIND_REFERENCE },
  { ANY, "rid", "\"$R\"", KIND_REFERENCE },
  { ANY, "room_id", "\"$R\"", KIND_REFERENCE },
  { ANY, "extension", "\"1005\"", KIND_REFERENCE },
  { ANY, "name", "\"welcome\"", KIND_REFERENCE },
  { ANY, "template", "\"DID\"", KIND_REFERENCE },
  { ANY, "aid", "\"$A\"", KIND_REFERENCE },
  { ANY, "from", "\"1005\"", KIND_REFERENCE },
  { ANY, "number", "\"703\"", KIND_REFERENCE },
  { ANY, "line", "\"line/1\"", KIND_REFERENCE },
  { ANY, "signal", "\"1\"", KIND_REFERENCE },
  { ANY, "appname", "\"phone\"", KIND_REFERENCE },
  { ANY, "username", "\"1005\"", KIND_REFERENCE },
  { ANY, "schedule", SCHEDULE, KIND_REFERENCE },
  { ANY, "data_id", "\"proof\"", KIND_REFERENCE },
  { ANY, "command", "\"add\"", KIND_REFERENCE },
  { ANY, "values", "[\"1\",\"-\",\"proof\",\"\",\"\",\"\",\"0312340000\"]", KIND_FREE },
  { ANY, "properties", "{\"name\":\"Proof\"}", KIND_FREE },
  { ANY, "info", "{\"$lastname\":\"Proof\"}", KIND_FREE },
  { ANY, "data", "{\"a\":1}", KIND_FREE },
  { ANY, "pattern", "\"..*\"", KIND_SEARCH },
  { ANY, "property_names", "[\"name\"]", KIND_SEARCH },
  { ANY, "search_text", "\"a\"", KIND_SEARCH },
  { ANY, "filter", "\"*\"", KIND_SEARCH },
  { ANY, "condition", "{\"property_name\":\"name\",\"text\":\"a\",\"type\":\"contains\"}", KIND_SEARCH },
  { ANY, "tenant_condition", "{\"property_name\":\"desc\",\"text\":\"a\",\"type\":\"contains\"}", KIND_SEARCH },
  { ANY, "password", "\"4711\"", KIND_FREE },
  { ANY, "login_password", "\"4711\"", KIND_FREE },
  { ANY, "phonebook", "\"Office\"", KIND_FREE },
  { ANY, "display_name", "\"Proof\"", KIND_FREE },
  { ANY, "description", "\"Proof\"", KIND_FREE },
  { ANY, "note", "\"Proof\"", KIND_FREE },
  { ANY, "application_id", "\"org.example.phone\"", KIND_FREE },
  { ANY, "device_id", "\"device\"", KIND_FREE },
  { ANY, "device_id_voip", "\"device\"", KIND_FREE },
  { ANY, "endpoint", "\"https://push.example/1\"", KIND_FREE },
  { ANY, "key", "\"key\"", KIND_FREE },
  { ANY, "auth_secret", "\"secret\"", KIND_FREE },
  { ANY, "user_agent", "\"Proof\"", KIND_FREE },
  { ANY, "message", "\"Proof\"", KIND_FREE },
  { ANY, "title", "\"Proof\"", KIND_FREE },
  { ANY, "button", "\"Proof\"", KIND_FREE },
  { ANY, "sound_file", "\"proof.wav\"", KIND_FREE },
  { ANY, "image_file", "\"proof.png\"", KIND_FREE },
  { ANY, "v[n]", "\"1\"", KIND_FREE },
  { ANY, "w[n]", "\"1\"", KIND_FREE },
  { ANY, "x[n]", "\"1\"", KIND_FREE },
};

static const char *const texts[] = {
  "\"\\u0000\"", "\"1005\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800 lone\"", "\"\\u0001\\b\\u001b[2J\\u007f\\u0085\"",
  "\"\\r\\nSet-Cookie: a=b\"", "\"'\\\"`\\\\\"", "\"<b onclick='x()'>&amp;</b>\"",
  "\"' OR '1'='1'; DROP TABLE users;--\"", "\"../../../../etc/passwd\"", "\"..\\\\..\\\\windows\\\\win.ini\"",
  "\"file:///etc/passwd\"", "\"%s%n%p%100000d\"", "\"$(id)`id`;id|id&\"", "\"\\u202e\\u200b\\ufeff\\u2028\"",
  "\"(a+)+$\"", "\"((((((((((.*)*)*)*)*)*)*)*)*)*)*z\"", "\"[\"", "\"\\\\\"", "\"１００５\"", "\"1005 1006\"",
  "\"{\\\"a\\\":1}\"", "\"\\ud83d\\ude00\\u0301\"", NULL
};

static const char *const deep = "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]";

typedef struct
{
  const PalMethod *method;
  const PalParam *param;
  const char *name;  /* of the parameter in the request */
  const BadWorld *world;
  BadFunc func;
  gpointer user_data;
} Maker;

const char *const *
bad_texts (void)
{
  return texts;
}

static const Good *
find_good (PalMethodId method, const char *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (goods); i++)
    if ((goods[i].method == ANY || goods[i].method == (int) method)
        && strcmp (goods[i].parameter, parameter) == 0)
      return &goods[i];

  return NULL;
}

static char *
fill_in (const char *good, const BadWorld *world)
{
  g_autoptr (GString) text = g_string_new (good);

  g_string_replace (text, "$T", world->talker, 0);
  g_string_replace (text, "$R", world->room, 0);
  g_string_replace (text, "$A", world->contact, 0);

  return g_strdup (text->str);
}

/* A good value: the first choice, what somebody thought of, or the least. */
static char *
make_good (const PalMethod *method, const PalParam *param, const BadWorld *world)
{
  const Good *good = find_good (method->id, param->name);

  if (param->choices != NULL && (param->type == PAL_PARAM_TYPE_TEXT || param->type == PAL_PARAM_TYPE_INTEGER))
    return g_strdup_printf ("\"%s\"", param->choices[0]);
  if (good != NULL)
    return fill_in (good->good, world);
  if (param->choices != NULL)
    return g_strdup_printf ("[\"%s\"]", param->choices[0]);
  if (param->type == PAL_PARAM_TYPE_BOOLEAN)
    return g_strdup ("\"true\"");
  if (param->type == PAL_PARAM_TYPE_INTEGER)
    return g_strdup_printf ("%" G_GINT64_FORMAT, param->minimum);
  g_error ("%s.%s: nobody has thought of a good value", method->name, param->name);
}

static Kind
get_kind (const PalMethod *method, const PalParam *param)
{
  const Good *good = find_good (method->id, param->name);

  return good != NULL ? good->kind : KIND_FREE;
}

/* The parameter whose wrong value keeps a request from doing anything. */
static const PalParam *
find_other_reference (const Maker *maker)
{
  const PalParam *found = NULL;

  for (const PalParam *param = maker->method->params; param->name != NULL; param++)
    if (param != maker->param && get_kind (maker->method, param) == KIND_REFERENCE
        && find_good (maker->method->id, param->name) != NULL && param->choices == NULL
        && (param->flags & PAL_PARAM_ONE_OF) == 0)
      found = param;

  return found;
}

static gboolean
is_left_out (const Maker *maker, const PalParam *param)
{
  if (param == maker->param)
    return TRUE;

  return (param->flags & PAL_PARAM_ONE_OF) != 0
         && ((maker->param->flags & PAL_PARAM_ONE_OF) != 0 || param->name[0] == 'r');
}

/* @value NULL: the parameter is missing. */
static void
send (const Maker *maker, const char *fault, const char *value, const PalParam *wrong, BadOutcome outcome)
{
  g_autoptr (GString) text = g_string_new ("{");
  BadRequest request = { maker->method->id, maker->name, fault, NULL, outcome };

  if (value != NULL)
    g_string_append_printf (text, "\"%s\":%s", maker->name, value);
  for (const PalParam *param = maker->method->params; param->name != NULL; param++)
    {
      g_autofree char *good = NULL;
      g_autofree char *name = g_strdup (param->name);

      if (is_left_out (maker, param))
        continue;
      if (strchr (name, '[') != NULL)
        strcpy (strchr (name, '['), "1");
      good = param == wrong ? g_strdup (param->type == PAL_PARAM_TYPE_LIST ? "[\"nonesuch\"]" : "\"nonesuch\"")
                            : make_good (maker->method, param, maker->world);
      g_string_append_printf (text, "%s\"%s\":%s", text->len > 1 ? "," : "", name, good);
    }
  g_string_append_c (text, '}');
  request.params = text->str;
  maker->func (&request, maker->user_data);
}

/* Does nothing but keep what it is told, so that one request does not spoil the next. */
static gboolean
is_setting (const PalMethod *method)
{
  static const PalMethodId ids[] = {
    PAL_METHOD_CREATE_EXTENSION, PAL_METHOD_SET_EXTENSION_PROPERTIES, PAL_METHOD_SET_TENANT_PROPERTIES,
    PAL_METHOD_SET_DID, PAL_METHOD_SET_NOTE, PAL_METHOD_SET_CONTACT, PAL_METHOD_INSERT_ROUTE_VARIABLES,
    PAL_METHOD_UPDATE_ROUTE_VARIABLES, PAL_METHOD_PN_MANAGE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (ids[i] == method->id)
      return TRUE;

  return FALSE;
}

/* A value that means something else than it should, but could be meant: with everything else right it may be
 * taken, or is refused whole. */
static void
send_by_kind (const Maker *maker, const char *fault, const char *value, Kind kind)
{
  const PalParam *wrong = NULL;
  BadOutcome outcome = BAD_REFUSED;

  if (kind == KIND_SEARCH || ((maker->method->flags & PAL_METHOD_CHANGES_STATE) == 0 && kind == KIND_FREE))
    outcome = BAD_ANSWERED;
  else if (kind == KIND_FREE)
    {
      wrong = find_other_reference (maker);
      outcome = wrong != NULL ? BAD_REFUSED : BAD_TAKEN;
    }
  send (maker, fault, value, wrong, outcome);
  if (wrong != NULL && is_setting (maker->method))
    send (maker, fault, value, NULL, BAD_TAKEN);
}

/* Of those of which one must be there, the first is named. */
static gboolean
is_required (const Maker *maker)
{
  const PalParam *first = maker->method->params;

  while (first->name != NULL && (first->flags & PAL_PARAM_ONE_OF) == 0)
    first++;

  return (maker->param->flags & PAL_PARAM_REQUIRED) != 0 || maker->param == first;
}

static void
send_missing (const Maker *maker)
{
  if (!is_required (maker))
    return;

  send (maker, "missing", NULL, NULL, BAD_NAMED);
  send (maker, "null", "null", NULL, BAD_NAMED);
}

static void
send_wrong_types (const Maker *maker)
{
  static const char *const for_texts[] = { "{\"a\":1}", "{}", "[\"a\",\"b\"]", "[[\"a\"]]", "[]", "[{}]", "[{},1]", NULL };
  static const char *const for_numbers[] = {
    "\"abc\"", "\"12x\"", "\"0x10\"", "\"--1\"", "\"- 1\"", "\"1 2\"", "true", "false", "{\"a\":1}", "{}", "[]", "[1,2]",
    "[[1]]", "\"NaN\"", "\"Infinity\"", "99999999999999999999", "-99999999999999999999", NULL };
  static const char *const for_truths[] = {
    "\"maybe\"", "\"truefalse\"", "\"t\"", "2", "-1", "1.5", "{}", "[]", "[true,false]", "[[true]]", NULL };
  static const char *const for_lists[] = { "{\"a\":1}", "{}", "[{}]", "[[\"a\"]]", "[\"a\",{\"b\":[]}]", "[[]]", NULL };
  static const char *const for_maps[] = {
    "\"text\"", "\"{}\"", "5", "true", "[1]", "[]", "[{\"a\":\"b\"}]", "{\"a\":{\"b\":1}}", "{\"a\":[{}]}",
    "{\"a\":[[1]]}", NULL };
  static const char *const none[] = { NULL };
  const char *const *values[] = {
    [PAL_PARAM_TYPE_TEXT] = for_texts, [PAL_PARAM_TYPE_INTEGER] = for_numbers,
    [PAL_PARAM_TYPE_BOOLEAN] = for_truths, [PAL_PARAM_TYPE_LIST] = for_lists,
    [PAL_PARAM_TYPE_MAP] = for_maps, [PAL_PARAM_TYPE_JSON] = none,
  };

  for (const char *const *value = values[maker->param->type]; *value != NULL; value++)
    send (maker, *value, *value, NULL, BAD_NAMED);
  if (maker->param->type != PAL_PARAM_TYPE_JSON)
    send (maker, "deeply nested", deep, NULL, BAD_NAMED);
  if (maker->param->type == PAL_PARAM_TYPE_LIST && (maker->param->flags & PAL_PARAM_REQUIRED) != 0)
    send (maker, "empty list", "[]", NULL, BAD_NAMED);
  if (maker->param->type == PAL_PARAM_TYPE_INTEGER && maker->param->minimum < maker->param->maximum)
    send (maker, "too small", maker->param->minimum < 0 ? "-2" : "-1", NULL, BAD_NAMED);
  if (maker->param->type == PAL_PARAM_TYPE_INTEGER)
    {
      send_by_kind (maker, "a fraction", "1.5", KIND_FREE);
      send_by_kind (maker, "huge", "1e308", KIND_FREE);
    }
}

/* Texts where the row wants a text: alone, and in the place of an element, a member and its name. */
static void
send_text (const Maker *maker, const char *fault, const char *text)
{
  const PalParam *param = maker->param;
  gboolean is_closed = (param->choices != NULL && (param->flags & PAL_PARAM_OPEN_CHOICE) == 0)
                       || param->type == PAL_PARAM_TYPE_BOOLEAN || param->type == PAL_PARAM_TYPE_INTEGER;
  Kind kind = get_kind (maker->method, param);
  g_autofree char *inner = NULL;

  if (param->type == PAL_PARAM_TYPE_MAP)
    {
      send (maker, fault, text, NULL, BAD_NAMED);
      inner = g_strdup_printf ("{\"%s\":%s}", param->choices != NULL ? param->choices[1] : "name", text);
      send_by_kind (maker, fault, inner, kind);
      g_free (inner);
      inner = g_strdup_printf ("{%s:\"1\"}", text);
      if (is_closed)
        send (maker, fault, inner, NULL, BAD_NAMED);
      else
        send_by_kind (maker, fault, inner, kind);
      return;
    }

  if (is_closed)
    send (maker, fault, text, NULL, BAD_NAMED);
  else
    send_by_kind (maker, fault, text, kind);
  if (param->type != PAL_PARAM_TYPE_LIST)
    return;

  inner = g_strdup_printf ("[%s]", text);
  if (is_closed)
    send (maker, fault, inner, NULL, BAD_NAMED);
  else
    send_by_kind (maker, fault, inner, kind);
}

static char *
make_large (gsize size)
{
  char *text = g_malloc (size + 3);

  text[0] = '"';
  memset (text + 1, '7', size);
  strcpy (text + size + 1, "\"");

  return text;
}

static void
send_oversized (const Maker *maker)
{
  g_autofree char *large = make_large (BAD_LARGE);
  g_autofree char *small = make_large (BAD_SMALL);
  g_autofree char *list = g_strdup_printf ("[%s]", large);
  g_autofree char *map = g_strdup_printf ("{\"%s\":%s}",
                                          maker->param->choices != NULL ? maker->param->choices[1] : "name", large);

  send_text (maker, "64 KiB", small);
  send (maker, "3 MiB", large, NULL, BAD_NAMED);
  if (maker->param->type == PAL_PARAM_TYPE_LIST)
    send (maker, "an element of 3 MiB", list, NULL, BAD_NAMED);
  if (maker->param->type == PAL_PARAM_TYPE_MAP)
    send (maker, "a member of 3 MiB", map, NULL, BAD_NAMED);
}

void
bad_requests_make (PalMethodId id, const BadWorld *world, BadFunc func, gpointer user_data)
{
  const PalMethod *method = pal_method_get (id);

  for (const PalParam *param = method->params; param->name != NULL; param++)
    {
      g_autofree char *name = g_strdup (param->name);
      Maker maker = { method, param, name, world, func, user_data };

      if (strchr (name, '[') != NULL)
        strcpy (strchr (name, '['), "1");
      send_missing (&maker);
      send_wrong_types (&maker);
      for (guint i = 0; texts[i] != NULL; i++)
        send_text (&maker, texts[i], texts[i]);
      if (get_kind (method, param) != KIND_NAME)
        send_text (&maker, "nonesuch", "\"nonesuch\"");
      if (get_kind (method, param) == KIND_REFERENCE && is_required (&maker) && param->choices == NULL
          && strcmp (name, "tenant") != 0 && strcmp (name, "schedule") != 0) /* no tenant: the first */
        send_text (&maker, "nothing", "\"\"");
      send_oversized (&maker);
    }
}

const char *
bad_requests_good (PalMethodId method, const char *parameter)
{
  const Good *good = find_good (method, parameter);

  return good != NULL ? good->good : NULL;
}
