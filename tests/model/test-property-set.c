/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an extension is set to: read, changed, refused, and where calls go by it. */
#include "config.h"

#include <string.h>

#include "model/desk-property-set.h"
#include "tests/model/session-fixture.h"

typedef struct
{
  SessionFixture session; /* first */
  GHashTable *values;     /* what the PBX has */
  DeskPropertySet *set;
  char *sent;             /* the last setExtensionProperties */
} Fixture;

typedef struct
{
  GAsyncResult *result;
} Done;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Done *) user_data)->result = g_object_ref (result);
}

static void
set_up (Fixture *self, gconstpointer type)
{
  session_fixture_set_up (&self->session, NULL);
  session_fixture_start (&self->session);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (self->values, g_strdup ("type"), g_strdup (type != NULL ? type : "User"));
  self->set = desk_property_set_new (self->session.session, NULL, "1000");
}

static void
tear_down (Fixture *self, gconstpointer type)
{
  g_assert_finalize_object (self->set);
  g_hash_table_unref (self->values);
  g_free (self->sent);
  session_fixture_tear_down (&self->session, NULL);
}

static void
have (Fixture *self, const char *name, const char *value)
{
  g_hash_table_insert (self->values, g_strdup (name), g_strdup (value));
}

/* Answers what was asked, in the order in which it was; FALSE when nothing was. */
static gboolean
answer (Fixture *self)
{
  g_autofree char *request = pbx_take (&self->session, "getExtensionProperties");
  g_autoptr (GString) reply = g_string_new ("[");
  const char *at;
  g_autofree char *list = NULL;
  g_auto (GStrv) names = NULL;

  if (request == NULL)
    return FALSE;
  g_assert_null (strstr (request, "password\""));
  at = strstr (request, "\"property_names\":[") + strlen ("\"property_names\":[");
  list = g_strndup (at, strcspn (at, "]"));
  names = g_strsplit (list, ",", -1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (names[i] + 1, strlen (names[i]) - 2);
      const char *value = g_hash_table_lookup (self->values, name);

      if (value == NULL)
        g_string_append_printf (reply, "%snull", i > 0 ? "," : "");
      else
        g_string_append_printf (reply, "%s\"%s\"", i > 0 ? "," : "", value);
    }
  g_string_append_c (reply, ']');
  g_ptr_array_insert (self->session.sent, 0, g_steal_pointer (&request));
  pbx_answer (&self->session, "getExtensionProperties", NULL, reply->str);
  test_settle ();

  return TRUE;
}

static void
load (Fixture *self)
{
  Done done = { NULL };
  g_autoptr (GError) error = NULL;

  desk_property_set_load_async (self->set, NULL, done_cb, &done);
  while (done.result == NULL)
    g_assert_true (answer (self));
  g_assert_true (desk_property_set_load_finish (self->set, done.result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (desk_property_set_get_state (self->set), ==, DESK_LOADING_READY);
  g_object_unref (done.result);
}

/* Saves; @refusal NULL: the PBX takes it, and what it has then was said by have(). */
static GError *
save (Fixture *self, int code, const char *refusal)
{
  Done done = { NULL };
  GError *error = NULL;

  desk_property_set_save_async (self->set, NULL, done_cb, &done);
  g_free (self->sent);
  self->sent = pbx_take (&self->session, "setExtensionProperties");
  if (self->sent != NULL)
    {
      g_assert_true (desk_property_set_get_is_saving (self->set));
      g_ptr_array_insert (self->session.sent, 0, g_strdup (self->sent));
      if (refusal != NULL)
        pbx_refuse (&self->session, "setExtensionProperties", code, refusal);
      else
        pbx_answer (&self->session, "setExtensionProperties", NULL, "\"OK\"");
      test_settle ();
    }
  while (done.result == NULL)
    if (!answer (self))
      g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (desk_property_set_save_finish (self->set, done.result, &error), ==, error == NULL);
  g_object_unref (done.result);
  g_assert_false (desk_property_set_get_is_saving (self->set));

  return error;
}

static DeskProperty *
find (Fixture *self, const char *name)
{
  DeskProperty *property = desk_property_set_find (self->set, name);

  g_assert_nonnull (property);
  return property;
}

static void
put (Fixture *self, const char *name, const char *value)
{
  desk_property_set_value (find (self, name), value);
}

static void
test_only_dirty (Fixture *self, gconstpointer type)
{
  g_autoptr (GError) error = NULL;

  have (self, "pln1_d_ringertime", "25");
  have (self, "allowjoin", "True");
  load (self);
  g_assert_cmpint (desk_property_set_get_n_dirty (self->set), ==, 0);
  g_assert_cmpstr (desk_property_get_value (find (self, "pln1_d_ringertime")), ==, "25");
  g_assert_true (desk_property_is_on (find (self, "allowjoin")));

  /* The same in other words is no change. */
  put (self, "allowjoin", "true");
  g_assert_false (desk_property_get_is_dirty (find (self, "allowjoin")));
  put (self, "pln1_d_ringertime", " 030 ");
  put (self, "pln2_ptn1_p3_delay", "5");
  put (self, "login.password", "new one");
  g_assert_cmpint (desk_property_set_get_n_dirty (self->set), ==, 3);

  have (self, "pln1_d_ringertime", "30");
  have (self, "pln2_ptn1_p3_delay", "5");
  error = save (self, 0, NULL);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (self->sent, "\"extension\":\"1000\""));
  g_assert_nonnull (strstr (self->sent, "\"properties\":{\"pln1_d_ringertime\":\"30\",\"pln2_ptn1_p3_delay\":\"5\","
                                        "\"login.password\":\"new one\"}"));
  g_assert_cmpint (desk_property_set_get_n_dirty (self->set), ==, 0);
  g_assert_cmpstr (desk_property_get_value (find (self, "login.password")), ==, "");
  g_assert_cmpstr (desk_property_get_value (find (self, "pln1_d_ringertime")), ==, "30");

  /* Nothing to be saved: nothing is sent. */
  error = save (self, 0, NULL);
  g_assert_no_error (error);
  g_assert_null (self->sent);
}

static void
test_refused (Fixture *self, gconstpointer type)
{
  g_autoptr (GError) error = NULL;

  load (self);
  put (self, "password", "1");
  put (self, "pln1_d_busyforward", "1001");
  put (self, "pln1_d_noanswerforward", "1002");
  error = save (self, -32602, "properties: pln1_d_noanswerforward: not this way");
  g_assert_nonnull (error);
  g_assert_null (desk_property_get_error (find (self, "pln1_d_busyforward")));
  g_assert_nonnull (strstr (desk_property_get_error (find (self, "pln1_d_noanswerforward")), "not this way"));
  g_assert_cmpint (desk_property_set_get_n_dirty (self->set), ==, 3);
  g_clear_error (&error);

  /* Said of none: no row has it. Only one was sent: that one. */
  error = save (self, -32000, "No permission.");
  g_assert_nonnull (error);
  g_assert_null (desk_property_get_error (find (self, "pln1_d_busyforward")));
  g_assert_null (desk_property_get_error (find (self, "pln1_d_noanswerforward")));
  g_clear_error (&error);
  desk_property_set_revert (self->set);
  g_assert_cmpint (desk_property_set_get_n_dirty (self->set), ==, 0);
  g_assert_cmpstr (desk_property_get_value (find (self, "password")), ==, "");
  put (self, "desc", "x");
  error = save (self, -32000, "No permission.");
  g_assert_nonnull (desk_property_get_error (find (self, "desc")));
  g_clear_error (&error);

  /* Yes was said, but it is not so. */
  error = save (self, 0, NULL);
  g_assert_error (error, PAL_ERROR, PAL_ERROR_REMOTE);
  g_assert_nonnull (desk_property_get_error (find (self, "desc")));
  g_clear_error (&error);

  /* What the table refuses is not sent. */
  put (self, "maxsessioncount", "7");
  g_assert_cmpstr (desk_property_get_error (find (self, "maxsessioncount")), ==,
                   "must be a whole number from -1 to 6");
  error = save (self, 0, NULL);
  g_assert_error (error, PAL_ERROR, PAL_ERROR_INVALID_PARAMS);
  g_assert_null (self->sent);
  put (self, "maxsessioncount", "6");
  g_assert_null (desk_property_get_error (find (self, "maxsessioncount")));
}

/* After an answer nobody waited for, what the PBX has is read first; what has arrived is not sent again. */
static void
test_lost_answer (Fixture *self, gconstpointer type)
{
  Done done = { NULL }, again = { NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL, *second = NULL;

  load (self);
  put (self, "pln1_d_busyforward", "1001");
  put (self, "pln1_d_noanswerforward", "1002");
  desk_property_set_save_async (self->set, cancellable, done_cb, &done);
  test_settle ();
  first = pbx_take (&self->session, "setExtensionProperties");
  g_assert_nonnull (first);
  g_cancellable_cancel (cancellable);
  test_settle ();
  g_assert_nonnull (done.result);
  g_assert_false (desk_property_set_save_finish (self->set, done.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (desk_property_set_get_n_dirty (self->set), ==, 2);

  have (self, "pln1_d_busyforward", "1001");
  have (self, "pln1_d_noanswerforward", "1002");
  desk_property_set_save_async (self->set, NULL, done_cb, &again);
  test_settle ();
  second = pbx_take (&self->session, "setExtensionProperties");
  g_assert_null (second);
  g_assert_true (answer (self));
  second = pbx_take (&self->session, "setExtensionProperties");
  g_assert_null (second);
  g_assert_nonnull (again.result);
  g_assert_true (desk_property_set_save_finish (self->set, again.result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (desk_property_set_get_n_dirty (self->set), ==, 0);
  g_object_unref (done.result);
  g_object_unref (again.result);
}

/* A password that is written while another is saved is not lost; nor is the one that was saved kept. */
static void
test_written_meanwhile (Fixture *self, gconstpointer type)
{
  static const char *const texts[] = { "222", "111" }; /* of which the second is what was sent */

  load (self);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      Done done = { NULL };
      g_autoptr (GError) error = NULL;

      put (self, "password", "111");
      desk_property_set_save_async (self->set, NULL, done_cb, &done);
      test_settle ();
      put (self, "password", texts[i]);
      pbx_answer (&self->session, "setExtensionProperties", "111", "\"OK\"");
      test_settle ();
      g_assert_nonnull (done.result);
      g_assert_true (desk_property_set_save_finish (self->set, done.result, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (desk_property_get_value (find (self, "password")), ==, i == 0 ? "222" : "");
      g_assert_cmpint (desk_property_set_get_n_dirty (self->set), ==, i == 0 ? 1 : 0);
      g_object_unref (done.result);
    }
}

static void
test_kept (Fixture *self, gconstpointer type)
{
  DeskProperty *mystery;

  have (self, "greetingtype", "9");
  have (self, "recordlength", "for ever");
  have (self, "mystery.switch", "half");
  load (self);
  g_assert_cmpstr (desk_property_get_value (find (self, "greetingtype")), ==, "9");
  g_assert_false (desk_property_is_in_table (find (self, "greetingtype"), "9"));
  g_assert_null (desk_property_get_error (find (self, "recordlength")));
  g_assert_cmpint (desk_property_set_get_n_dirty (self->set), ==, 0);

  mystery = desk_property_set_add (self->set, "mystery.switch");
  g_assert_false (desk_property_get_can_edit (mystery));
  put (self, "name", "Ann B.");
  load (self);
  mystery = find (self, "mystery.switch");
  g_assert_cmpstr (desk_property_get_value (mystery), ==, "half");
  g_assert_cmpstr (desk_property_get_label (mystery), ==, "mystery.switch");

  /* What was written while it was read again stays. */
  g_assert_true (desk_property_get_is_dirty (find (self, "name")));
  g_assert_cmpstr (desk_property_get_value (find (self, "name")), ==, "Ann B.");
  have (self, "name", "Ann B.");
  load (self);
  g_assert_false (desk_property_get_is_dirty (find (self, "name")));
}

static void
test_who_may (Fixture *self, gconstpointer type)
{
  g_autoptr (DeskPropertySet) other = desk_property_set_new (self->session.session, NULL, "1001");
  DeskPropertySet *mine = self->set;

  load (self);
  g_assert_true (desk_property_set_is_own (self->set));
  g_assert_true (desk_property_get_can_edit (find (self, "desc")));
  g_assert_true (desk_property_get_can_edit (find (self, "login.password")));
  g_assert_false (desk_property_get_can_edit (find (self, "admin")));
  g_assert_false (desk_property_get_can_edit (find (self, "type")));

  self->set = other;
  load (self);
  g_assert_false (desk_property_get_can_edit (find (self, "desc")));
  self->set = mine;
}

/* Who it is, before what it is. */
static void
test_order (Fixture *self, gconstpointer type)
{
  const char *const names[] = { "name", "desc", "language", "type" };
  g_autoptr (DeskProperty) next = NULL;

  load (self);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (DeskProperty) property = g_list_model_get_item (G_LIST_MODEL (self->set), i);

      g_assert_cmpstr (desk_property_get_name (property), ==, names[i]);
    }
  next = g_list_model_get_item (G_LIST_MODEL (self->set), G_N_ELEMENTS (names));
  g_assert_cmpstr (desk_property_get_group (next), !=, "General");
}

static void
test_failed (Fixture *self, gconstpointer type)
{
  Done done = { NULL };
  g_autoptr (GError) error = NULL;

  desk_property_set_load_async (self->set, NULL, done_cb, &done);
  pbx_refuse (&self->session, "getExtensionProperties", -32000, "Invalid User Name");
  test_settle ();
  g_assert_nonnull (done.result);
  g_assert_false (desk_property_set_load_finish (self->set, done.result, &error));
  g_assert_nonnull (error);
  g_clear_object (&done.result);
  g_assert_cmpint (desk_property_set_get_state (self->set), ==, DESK_LOADING_FAILED);
  g_assert_nonnull (desk_property_set_get_reason (self->set));
  load (self);
  g_assert_null (desk_property_set_get_reason (self->set));
}

static void
test_unknown_type (Fixture *self, gconstpointer type)
{
  have (self, "desc", "the door");
  load (self);
  g_assert_null (desk_property_set_get_table (self->set));
  g_assert_cmpint (g_list_model_get_n_items (G_LIST_MODEL (self->set)), ==, 4);
  g_assert_cmpstr (desk_property_get_value (find (self, "desc")), ==, "the door");
  g_assert_null (desk_property_set_dup_destination (self->set, 1));
}

static void
check_words (Fixture *self, guint plan, const char *expected)
{
  g_autofree char *words = desk_property_set_dup_destination (self->set, plan);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_words (Fixture *self, gconstpointer type)
{
  have (self, "pnumber1", "1000");
  have (self, "pnumber2", "1000m");
  have (self, "pln1_d_p1_enabled", "true");
  have (self, "pln1_d_p2_enabled", "false");
  have (self, "pln1_d_noanswerforward", "1002");
  have (self, "pln1_d_ringertime", "20");
  have (self, "busyforward.voicemail", "true");
  have (self, "pln2_d_p1_enabled", "false");
  have (self, "pln2_d_phoneforward", "0901234,1002");
  have (self, "pln2_d_busyforward", "0312345678");
  have (self, "pln2_ptn1_timeschedule", "PA127W31DT09001700");
  have (self, "pln2_ptn1_noanswerforward", "0312345678");
  load (self);
  check_words (self, 1, "If plan 1 is active: rings phone 1; unanswered after 20 s: to 1002 Cid; when busy: to voicemail.");
  check_words (self, 2, "If plan 2 is active: rings phone 2, 0901234, 1002 Cid; unanswered calls end; when busy: to 0312345678.\n"
                        "First schedule 1, every day, 9:00–17:00: rings phone 1, phone 2; unanswered: to 0312345678; "
                        "when busy: to voicemail.");
  check_words (self, 99, NULL);
  /* What is not saved yet counts. */
  put (self, "pln1_d_noanswerforward", "");
  put (self, "noanswerforward.voicemail", "true");
  check_words (self, 1, "If plan 1 is active: rings phone 1; unanswered after 20 s: to voicemail; when busy: to voicemail.");
}

static void
test_words_of_schedule (Fixture *self, gconstpointer type)
{
  have (self, "pln1_d_noanswerforward", "600");
  load (self);
  check_words (self, 1, "If plan 1 is active: calls go to 600.");
  check_words (self, 2, "If plan 2 is active: calls go nowhere.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, type, function) \
  g_test_add ("/property-set/" name, Fixture, type, set_up, function, tear_down)
  ADD ("only-dirty", NULL, test_only_dirty);
  ADD ("refused", NULL, test_refused);
  ADD ("lost-answer", NULL, test_lost_answer);
  ADD ("written-meanwhile", NULL, test_written_meanwhile);
  ADD ("kept", NULL, test_kept);
  ADD ("who-may", NULL, test_who_may);
  ADD ("order", NULL, test_order);
  ADD ("failed", NULL, test_failed);
  ADD ("unknown-type", "doorbell", test_unknown_type);
  ADD ("words", NULL, test_words);
  ADD ("words-of-schedule", "conditional", test_words_of_schedule);

  return g_test_run ();
}
