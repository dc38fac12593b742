/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thousands of bad requests to palsim in a process of its own: each is answered in time, by an error that
 * says what is wrong; nothing changes, and palsim lives. */
#include <json-glib/json-glib.h>
#include <string.h>

#include "bad-requests.h"
#include "line.h"
#include "palsim-process.h"

#define LEAST 2000
#define SECONDS (g_getenv ("TEST_INSTRUMENTED") ? 60 : 5) /* for one answer; most take less than 1 ms */
#define MAX_REFUSAL 4096                                  /* bytes: nothing is thrown back in full */
#define MAX_SHOWN 60

typedef struct
{
  PalsimProcess *palsim;
  Line *line;
  BadWorld world;
  char *state;          /* as it was before */
  guint n_asked, n_wrong;
  int unknown;          /* the last method palsim did not know */
  gboolean is_refused;  /* the last request */
  gint64 slowest;
} Fixture;

static char *
object_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);

  return json_to_string (node, FALSE);
}

/* Everything palsim knows but for the time. */
static char *
take_state (Fixture *fixture)
{
  static const char *const requests[] = {
    "{\"cmd\":\"world\"}", "{\"cmd\":\"calls\"}", "{\"cmd\":\"save\"}"
  };
  g_autoptr (GString) state = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (JsonObject) answer = palsim_process_control (fixture->palsim, "%s", requests[i]);
      g_autofree char *text = NULL;

      json_object_remove_member (answer, "time");
      text = object_to_text (answer);
      g_string_append_printf (state, "%s\n", text);
    }

  return g_strdup (state->str);
}

static void
control (Fixture *fixture, const char *request)
{
  json_object_unref (palsim_process_control (fixture->palsim, "%s", request));
}

/* 1002 talks with 1003; a contact of all. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const before[] = {
    "{\"cmd\":\"phone\",\"user\":\"1003\",\"do\":\"wait\"}",
    "{\"cmd\":\"phone\",\"user\":\"1002\",\"do\":\"dial\",\"number\":\"1003\"}",
    "{\"cmd\":\"advance\",\"ms\":1000}",
    "{\"cmd\":\"phone\",\"user\":\"1003\",\"do\":\"answer\"}",
  };
  g_autoptr (JsonNode) reply = NULL;
  g_autoptr (JsonObject) calls = NULL;
  JsonObject *call, *leg;

  fixture->palsim = palsim_process_start (PALSIM, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    control (fixture, before[i]);
  calls = palsim_process_control (fixture->palsim, "{\"cmd\":\"calls\"}");
  call = json_array_get_object_element (json_object_get_array_member (calls, "live"), 0);
  leg = json_array_get_object_element (json_object_get_array_member (call, "legs"), 0);
  fixture->world.talker = g_strdup (json_object_get_string_member (leg, "talker_id"));
  fixture->world.room = g_strdup (json_object_get_string_member (leg, "room_id"));

  fixture->line = line_open (palsim_process_get_url (fixture->palsim), "sa");
  reply = json_from_string (line_ask (fixture->line, PAL_METHOD_SET_CONTACT,
                                      "{\"tenant\":\"-\",\"phonebook\":\"Office\",\"shared\":\"true\",\"info\":{\"$lastname\":\"P\"}}",
                                      SECONDS), NULL);
  fixture->world.contact = g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (
    json_object_get_object_member (json_node_get_object (reply), "result"), "aid"));
  fixture->state = take_state (fixture);
  g_assert_nonnull (strstr (fixture->state, "The safe is empty.")); /* a note: it is the whole world */
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  line_close (fixture->line);
  palsim_process_stop (fixture->palsim);
  g_free (fixture->world.talker);
  g_free (fixture->world.room);
  g_free (fixture->world.contact);
  g_free (fixture->state);
}

static void G_GNUC_PRINTF (3, 4)
blame (Fixture *fixture, const BadRequest *request, const char *format, ...)
{
  g_autofree char *words = NULL;
  va_list args;

  if (fixture->n_wrong++ >= MAX_SHOWN)
    return;
  va_start (args, format);
  words = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("%s.%s: %.60s: %.400s\n    %.160s\n", pal_method_get (request->method)->name, request->parameter,
              request->fault, words, request->params);
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node) : NULL;
}

/* The words of a refusal, whichever of its forms it has; NULL when it is none. */
static const char *
get_refusal (JsonObject *reply)
{
  JsonNode *result = json_object_get_member (reply, "result");
  const char *text;

  if (json_object_has_member (reply, "error"))
    return get_text (json_object_get_object_member (reply, "error"), "message");
  if (result != NULL && JSON_NODE_HOLDS_OBJECT (result)
      && json_object_has_member (json_node_get_object (result), "succeeded"))
    return json_array_get_length (json_object_get_array_member (json_node_get_object (result), "succeeded")) == 0
             ? "nothing succeeded" : NULL;
  if (result != NULL && JSON_NODE_HOLDS_VALUE (result) && json_node_get_value_type (result) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (result) ? NULL : "false";

  text = get_text (reply, "result");
  return text != NULL && (g_ascii_strncasecmp (text, "fail", 4) == 0 || g_ascii_strncasecmp (text, "error", 5) == 0)
           ? text : NULL;
}

static void
check_reply (Fixture *fixture, const BadRequest *request, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = json_from_string (text, &error);
  const char *refusal;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      blame (fixture, request, "the answer is no JSON: %s", text);
      return;
    }
  refusal = get_refusal (json_node_get_object (root));
  fixture->is_refused = refusal != NULL;
  if (refusal != NULL && strcmp (refusal, "Method not found") == 0)
    {
      if (fixture->unknown != (int) request->method)
        blame (fixture, request, "palsim does not know the method");
      fixture->unknown = (int) request->method;
      return;
    }
  if (request->outcome > BAD_REFUSED)
    return;

  if (refusal == NULL)
    blame (fixture, request, "not refused: %s", text);
  else if (request->outcome == BAD_NAMED && strstr (refusal, request->parameter) == NULL)
    blame (fixture, request, "the error does not name the parameter: %s", refusal);
  else if (strlen (text) > MAX_REFUSAL && json_object_has_member (json_node_get_object (root), "error"))
    blame (fixture, request, "a refusal of %" G_GSIZE_FORMAT " bytes", strlen (text));
}

static void
check_state (Fixture *fixture, const BadRequest *request)
{
  g_autofree char *state = take_state (fixture);

  if (strcmp (state, fixture->state) == 0)
    return;
  if (request->outcome != BAD_TAKEN || fixture->is_refused)
    {
      gsize at = 0;

      while (state[at] == fixture->state[at])
        at++;
      blame (fixture, request, "something changed: …%.120s… became …%.120s…",
             fixture->state + MAX (at, 40) - 40, state + MAX (at, 40) - 40);
    }
  g_free (fixture->state);
  fixture->state = g_steal_pointer (&state);
}

static void
show_cb (const BadRequest *request, gpointer user_data)
{
  Fixture *fixture = user_data;
  gint64 start = g_get_monotonic_time ();
  const char *reply = line_ask (fixture->line, request->method, request->params, SECONDS);

  fixture->n_asked++;
  fixture->slowest = MAX (fixture->slowest, g_get_monotonic_time () - start);
  if (reply == NULL)
    g_error ("%s.%s: %s: %s to %.300s", pal_method_get (request->method)->name, request->parameter, request->fault,
             line_is_open (fixture->line) ? "no answer" : "palsim closed or died", request->params);
  check_reply (fixture, request, reply);
  check_state (fixture, request);
}

static void
test_faults (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < PAL_N_METHODS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      guint before = fixture->n_asked;

      if (i == PAL_METHOD_LOGIN) /* who is in does not log in */
        continue;
      bad_requests_make (i, &fixture->world, show_cb, fixture);
      g_test_message ("%s: %u in %" G_GINT64_FORMAT " ms", pal_method_get (i)->name, fixture->n_asked - before,
                      (g_get_monotonic_time () - start) / 1000);
    }
  g_test_message ("%u bad requests, the slowest took %" G_GINT64_FORMAT " ms", fixture->n_asked,
                  fixture->slowest / 1000);
  g_assert_cmpuint (fixture->n_asked, >=, LEAST);
  g_assert_cmpuint (fixture->n_wrong, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/bad-input/faults", Fixture, NULL, set_up, test_faults, tear_down);

  return g_test_run ();
}
