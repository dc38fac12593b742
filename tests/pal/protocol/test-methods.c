/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-events.h"
#include "pal/protocol/pal-methods.h"

/* The contents of section 5 of the guide, copied by hand: name, permission, parameters in order, version. A
 * `*` marks what no call makes sense without. */
static const struct
{
  const char *name, *permission, *params, *since;
} guide[] = {
  { "barge", "admin", "tenant user* tid* listen speak", NULL },
  { "callforward", "admin", "tenant rid* user*", NULL },
  { "cancelTransfer", "admin or user", "tenant tid*", NULL },
  { "conference", "admin or user", "tenant talker_id*", "3.7" },
  { "createExtension", "admin", "tenant extension* password login_password type*", NULL },
  { "createTenant", "sa", "tenant*", NULL },
  { "deleteExtension", "admin", "tenant extension*", NULL },
  { "deleteNote", "admin or user", "tenant name*", NULL },
  { "deleteRouteVariables", "sa", "template* name*", NULL },
  { "disconnect", "admin or user", "tenant tid rid delay", NULL },
  { "getAllDids", "admin", "tenant", NULL },
  { "getContact", "admin or user", "aid*", "3.8" },
  { "getContactList", "admin or user", "phonebook shared search_text offset limit", "3.8" },
  { "getExtensionProperties", "admin or user", "tenant extension* property_names*", NULL },
  { "getExtensions", "admin", "tenant pattern* limit type property_names", NULL },
  { "getNote", "admin or user", "tenant name*", NULL },
  { "getNoteNames", "admin or user", "tenant", NULL },
  { "getOptions", "admin or user", "", "3.7.5.6" },
  { "getPnApplicationInfo", "admin or user", "appname* service_id*", "3.8" },
  { "getPhonebooks", "admin or user", "", "3.8" },
  { "getPlanSwitchTimer", "admin or user", "extension* number", NULL },
  { "getRouteTemplateNames", "admin", "tenant", NULL },
  { "getRouteVariables", "sa", "tenant template*", NULL },
  { "getTalkerInfo", "admin or user", "tenant room_id* talker_id", "3.6" },
  { "getTenantProperties", "sa", "tenant* property_names*", NULL },
  { "insertRouteVariables", "sa", "template* values*", NULL },
  { "makeCall", "admin or user", "tenant user from* to* type", NULL },
  { "park", "admin or user", "tenant tid* number*", NULL },
  { "pnmanage", "admin or user",
    "command* username* service_id application_id device_id endpoint key auth_secret user_agent", "3.7.5.6" },
  { "pnsend", "admin or user",
    "username* type* message title button sound_file image_file expires counter priority", "3.8" },
  { "remoteControl", "admin or user", "tenant talker_id* action*", "3.6" },
  { "setContact", "admin or user", "aid phonebook* shared info*", "3.8" },
  { "setDid", "admin", "template* name* enabled v[n] w[n] x[n]", NULL },
  { "setExtensionProperties", "admin or user", "tenant extension* properties*", NULL },
  { "setNote", "admin or user", "tenant name* description useraccess note*", NULL },
  { "setPlanSwitchTimer", "user", "extension* number schedule*", NULL },
  { "setTenantProperties", "sa", "tenant* properties*", NULL },
  { "startRecording", "admin or user", "tenant tid*", NULL },
  { "stopRecording", "admin or user", "tenant tid*", NULL },
  { "transfer", "admin or user", "tenant user* tid* mode", NULL },
  { "unpark", "admin or user", "tenant user* number*", NULL },
  { "updateRouteVariables", "sa", "template* update_password values*", NULL },
};

static const char *const beyond[] = {
  "login", "ping", "hold", "unhold", "sendDTMF", "line", "deleteContact", "getProductInfo", "getVoicemails",
  "getToken", "getAppData", "setAppData", "createAuthHeader", "searchExtensions",
};

G_STATIC_ASSERT (G_N_ELEMENTS (guide) == PAL_N_DOCUMENTED_METHODS);
G_STATIC_ASSERT (G_N_ELEMENTS (guide) + G_N_ELEMENTS (beyond) == PAL_N_METHODS);

static PalRole
role_of (const char *permission)
{
  if (strcmp (permission, "sa") == 0)
    return PAL_ROLE_SYSTEM;

  return strcmp (permission, "admin") == 0 ? PAL_ROLE_ADMIN : PAL_ROLE_USER;
}

static char *
documented_params (const PalMethod *method)
{
  GString *out = g_string_new (NULL);

  for (const PalParam *param = method->params; param->name != NULL; param++)
    {
      if ((param->flags & PAL_PARAM_BEYOND_GUIDE) != 0)
        continue;
      g_string_append_printf (out, "%s%s%s", out->len > 0 ? " " : "", param->name,
                              (param->flags & PAL_PARAM_REQUIRED) != 0 ? "*" : "");
    }

  return g_string_free (out, FALSE);
}

static void
test_guide (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (guide); i++)
    {
      const PalMethod *method = pal_method_get (i);
      g_autofree char *params = documented_params (method);
      g_autofree char *section = g_strdup_printf ("5.%u", i + 1);

      g_assert_cmpstr (method->name, ==, guide[i].name);
      g_assert_cmpstr (method->section, ==, section);
      g_assert_cmpint (method->role, ==, role_of (guide[i].permission));
      g_assert_cmpstr (params, ==, guide[i].params);
      g_assert_cmpstr (method->since, ==, guide[i].since);
      g_assert_cmpint (method->flags & PAL_METHOD_BEYOND_GUIDE, ==, 0);
    }
}

static void
test_beyond (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (beyond); i++)
    {
      const PalMethod *method = pal_method_get (PAL_N_DOCUMENTED_METHODS + i);

      g_assert_cmpstr (method->name, ==, beyond[i]);
      g_assert_true ((method->flags & PAL_METHOD_BEYOND_GUIDE) != 0);
    }
}

static void
check_param (const PalMethod *method, const PalParam *param)
{
  const PalParamFlags list_only = PAL_PARAM_COMMA_LIST | PAL_PARAM_ONE_OR_LIST;

  g_assert_true (param->summary != NULL && *param->summary != '\0');
  g_assert_true (*pal_param_get_summary (param) != '\0');
  g_assert_true (pal_method_find_param (method, param->name) == param || strchr (param->name, '[') != NULL);
  g_assert_true ((param->flags & PAL_PARAM_BEYOND_GUIDE) == 0 || (param->flags & PAL_PARAM_REQUIRED) == 0);
  g_assert_true ((param->flags & list_only) == 0 || param->type == PAL_PARAM_TYPE_LIST);
  g_assert_true ((param->flags & PAL_PARAM_OPEN_CHOICE) == 0 || param->choices != NULL);
  for (guint i = 0; i < PAL_MAX_ALIASES && param->aliases[i] != NULL; i++)
    g_assert_true (pal_method_find_param (method, param->aliases[i]) == param);
  for (const PalParam *other = param + 1; other->name != NULL; other++)
    g_assert_cmpstr (param->name, !=, other->name);
}

static void
test_rows (void)
{
  static const char *const groups[] = {
    "calls", "extensions", "tenants", "notes", "routes", "timers", "contacts", "push", "session", NULL
  };
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < PAL_N_METHODS; i++)
    {
      const PalMethod *method = pal_method_get (i);
      guint n_params = 0;

      g_assert_cmpint (method->id, ==, i);
      g_assert_true (g_hash_table_add (names, (gpointer) method->name));
      g_assert_true (g_strv_contains (groups, method->group));
      g_assert_true (method->summary != NULL && *pal_method_get_summary (method) != '\0');
      g_assert_cmpuint (method->timeout, >, 0);
      g_assert_nonnull (method->params);
      for (const PalParam *param = method->params; param->name != NULL; param++, n_params++)
        check_param (method, param);
      g_assert_cmpuint (n_params, <=, PAL_MAX_PARAMS);
      g_assert_true ((method->flags & PAL_METHOD_CHANGES_STATE) == 0
                     || (method->flags & PAL_METHOD_SAFE_TO_REPEAT) == 0);
      if (g_str_has_prefix (method->name, "get"))
        g_assert_true ((method->flags & PAL_METHOD_SAFE_TO_REPEAT) != 0);
    }
}

static void
test_lookup (void)
{
  static const char *const strangers[]
      = { "", "x", "makecall", "makeCal", "makeCallX", "MAKECALL", "notify_status", "getNoteNamesX" };

  for (guint i = 0; i < PAL_N_METHODS; i++)
    {
      const PalMethod *method = pal_method_get (i);
      g_autofree char *longer = g_strconcat (method->name, "\"tail", NULL);

      g_assert_true (pal_method_lookup (method->name) == method);
      g_assert_true (pal_method_lookup_len (longer, strlen (method->name)) == method);
    }
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    g_assert_null (pal_method_lookup (strangers[i]));
}

static void
test_families (void)
{
  const PalMethod *method = pal_method_get (PAL_METHOD_SET_DID);

  g_assert_cmpstr (pal_method_find_param (method, "v1")->name, ==, "v[n]");
  g_assert_cmpstr (pal_method_find_param (method, "x9")->name, ==, "x[n]");
  g_assert_null (pal_method_find_param (method, "v0"));
  g_assert_null (pal_method_find_param (method, "v10"));
  g_assert_null (pal_method_find_param (method, "v"));
  g_assert_null (pal_method_find_param (method, "y1"));
}

/* What real clients send under other names. */
static void
test_aliases (void)
{
  static const struct
  {
    PalMethodId method;
    const char *alias, *name;
  } cases[] = {
    { PAL_METHOD_BARGE, "talker_id", "tid" },       { PAL_METHOD_BARGE, "target", "tid" },
    { PAL_METHOD_CONFERENCE, "tid", "talker_id" },  { PAL_METHOD_TRANSFER, "to", "user" },
    { PAL_METHOD_CALL_FORWARD, "room_id", "rid" },  { PAL_METHOD_SEND_DTMF, "tid", "talker_id" },
    { PAL_METHOD_DISCONNECT, "talker_id", "tid" },  { PAL_METHOD_GET_TALKER_INFO, "rid", "room_id" },
    { PAL_METHOD_REMOTE_CONTROL, "tid", "talker_id" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (pal_method_find_param (pal_method_get (cases[i].method), cases[i].alias)->name, ==,
                     cases[i].name);
}

static void
test_markdown (void)
{
  g_autofree char *text = pal_methods_to_markdown ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 2 + PAL_N_METHODS + 3 + PAL_N_EVENTS - 1 + 1);
  for (guint i = 0; lines[i][0] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "|", -1);

      g_assert_cmpuint (g_strv_length (cells), ==, 9);
    }
  g_assert_nonnull (strstr (text, "| `makeCall` | 5.27 | user | `tenant` text, `user` text, `from`* text, "
                                  "`to`* list, `type` 1/2, `phone`+ 1/2/3/4, "));
  g_assert_nonnull (strstr (text, "| `getNote` | 5.16 | user | `tenant` text, `name`* text | "
                                  "object: `useraccess`, `description`, `name`, `note` | – | `getNote.json` |"));
  g_assert_nonnull (strstr (text, "\n| `notify_queue` | 4.7 | `extension`, `status`, `room_id` | "
                                  "`notify_queue.json` |\n"));
  g_assert_nonnull (strstr (text, "`phone_idx` or `phone_id`"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/methods/guide", test_guide);
  g_test_add_func ("/methods/beyond", test_beyond);
  g_test_add_func ("/methods/rows", test_rows);
  g_test_add_func ("/methods/lookup", test_lookup);
  g_test_add_func ("/methods/families", test_families);
  g_test_add_func ("/methods/aliases", test_aliases);
  g_test_add_func ("/methods/markdown", test_markdown);

  return g_test_run ();
}
