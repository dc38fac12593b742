/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program that edits contacts is killed at random moments while the line to the simulator fails in every
 * way. What it had said to be queued is done in the end, once; what it had not said is done at most once.
 *
 * The program is this one with --live. It writes into a journal what it is going to make, and what the outbox
 * said was queued; the journal of all its lives is held against the simulator's world. */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/desk-outbox-private.h"
#include "model/desk-session-private.h"
#include "palsim-process.h"
#include "tests/model/edits-books.h"
#include "tests/model/edits-plan.h"

#define ME "1002"
#define MAX_PENDING 30
#define PATIENCE (2 * (gint64) G_USEC_PER_SEC) /* longer than any fault holds back what was sent */
#define STUCK (180 * (gint64) G_USEC_PER_SEC)

/* --- the program that is killed ------------------------------------------------------ */

typedef struct
{
  DeskSession *session;
  DeskOutbox *outbox;
  GHashTable *numbers; /* DeskEdit made in this life → its number */
  guint *last;         /* of the pool: the number of the last edit that was to change it */
  guint seed, n_edits, next;
  guint n_in_all;
  int journal;
  gboolean is_done;
} Life;

static void
note (Life *life, char what, guint number)
{
  g_autofree char *line = g_strdup_printf ("%c %u\n", what, number);

  g_assert_cmpint (write (life->journal, line, strlen (line)), ==, (gssize) strlen (line));
}

static void
state_changed_cb (DeskEdit *edit, GParamSpec *pspec, Life *life)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (life->numbers, edit));

  if (desk_edit_get_state (edit) == DESK_EDIT_STATE_QUEUED && number != 0)
    {
      note (life, 'q', number);
      g_hash_table_remove (life->numbers, edit);
      if (edits_plan (life->seed, number).is_cancelled && number % 2 == 0)
        desk_edit_cancel (edit);
    }
  else if (desk_edit_get_state (edit) == DESK_EDIT_STATE_SENT && edit->made_at % 20 == 0)
    {
      /* Some are cancelled on their way. */
      const char *tag = edit->mine != NULL ? pal_contact_info_get (edit->mine, "$firstname") : NULL;

      if (edit->kind == DESK_EDIT_KIND_CREATE && tag != NULL && edit->undo == DESK_UNDO_NONE)
        {
          note (life, 'k', (guint) atoi (tag + strlen ("New")));
          desk_edit_cancel (edit);
        }
    }
}

static void
make_one (Life *life)
{
  guint number = life->next++;
  EditsPlan what = edits_plan (life->seed, number);
  g_autofree char *id = NULL;
  g_autoptr (PalContactInfo) base = NULL, mine = NULL;
  DeskEdit *edit;

  note (life, 'i', number);
  if (what.is_cancelled)
    note (life, 'm', number);
  if (what.kind == DESK_EDIT_KIND_CREATE)
    {
      mine = edits_created_info (what.subject);
      edit = desk_outbox_create (life->outbox, EDITS_BOOK, FALSE, mine);
    }
  else if (what.kind == DESK_EDIT_KIND_DELETE)
    {
      base = edits_victim_info (number);
      id = g_strdup_printf ("%u", EDITS_VICTIM_ID (number));
      edit = desk_outbox_delete_from (life->outbox, id, EDITS_BOOK, FALSE, base);
    }
  else
    {
      g_autofree char *field = g_strdup_printf ("e%u", number);

      base = pal_contact_info_new ();
      if (life->last[what.subject] != 0)
        edits_set_number (base, "last", "", life->last[what.subject]);
      mine = pal_contact_info_copy (base);
      edits_set_number (mine, "last", "", number);
      edits_set_number (mine, field, "v", number);
      life->last[what.subject] = number;
      id = g_strdup_printf ("%u", EDITS_POOL_ID (what.subject));
      edit = desk_outbox_change_from (life->outbox, id, EDITS_BOOK, FALSE, base, mine);
    }
  g_hash_table_insert (life->numbers, edit, GUINT_TO_POINTER (number));
}

/* The person, who wants it all the same. */
static void
deal_with (Life *life, DeskEdit *edit)
{
  g_autoptr (PalContactInfo) merged = NULL;

  if (desk_edit_get_state (edit) == DESK_EDIT_STATE_REFUSED)
    {
      desk_edit_retry (edit);
      return;
    }
  if (desk_edit_get_state (edit) != DESK_EDIT_STATE_CONFLICT)
    return;
  if (edit->kind == DESK_EDIT_KIND_CHANGE)
    note (life, 'x', (guint) atoi (edit->contact_id) - EDITS_POOL_ID (0));
  merged = edit->kind != DESK_EDIT_KIND_DELETE ? desk_edit_dup_merged (edit, NULL) : NULL;
  desk_edit_resolve (edit, merged);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Life *life)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (DeskEdit) edit = g_list_model_get_item (model, i);

      g_signal_connect (edit, "notify::state", G_CALLBACK (state_changed_cb), life);
    }
}

static gboolean
tick_cb (gpointer user_data)
{
  Life *life = user_data;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (life->outbox));

  for (guint i = 0; i < n && desk_outbox_get_n_stuck (life->outbox) > 0; i++)
    {
      g_autoptr (DeskEdit) edit = g_list_model_get_item (G_LIST_MODEL (life->outbox), i);

      deal_with (life, edit);
    }
  while (life->outbox->is_loaded && life->next <= life->n_edits
         && desk_outbox_get_n_waiting (life->outbox) < MAX_PENDING)
    make_one (life);
  if (desk_session_get_state (life->session) == PAL_CLIENT_STATE_WAITING)
    desk_session_try_now (life->session);
  life->is_done = life->next > life->n_in_all && desk_outbox_get_n_waiting (life->outbox) == 0
                  && desk_outbox_get_n_stuck (life->outbox) == 0;
  return G_SOURCE_CONTINUE;
}

/* What was made in the lives before. */
static void
remember (Life *life, const char *journal)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  life->next = 1;
  if (!g_file_get_contents (journal, &text, NULL, NULL))
    return;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] == 'i')
      {
        guint number = (guint) atoi (lines[i] + 2);
        EditsPlan what = edits_plan (life->seed, number);

        life->next = number + 1;
        if (what.kind == DESK_EDIT_KIND_CHANGE)
          life->last[what.subject] = number;
      }
}

static int
live (char **argv)
{
  const char *url = argv[0], *folder = argv[1];
  Life life = { .seed = (guint) atoi (argv[2]), .n_edits = (guint) atoi (argv[3]),
                .n_in_all = (guint) atoi (argv[4]) };
  g_autofree char *journal = g_build_filename (folder, "journal", NULL);
  g_autofree char *path = g_build_filename (folder, "edits.db", NULL);
  g_autoptr (StoreDatabase) database = store_database_new (path);
  g_autoptr (StoreAccount) account = store_account_new ("a");
  g_autoptr (GError) error = NULL;

  life.last = g_new0 (guint, EDITS_N_POOL);
  life.numbers = g_hash_table_new (NULL, NULL);
  remember (&life, journal);
  life.journal = open (journal, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  g_assert_cmpint (life.journal, >=, 0);
  store_database_open (database, &error);
  g_assert_no_error (error);
  g_assert_null (store_database_get_damaged (database));
  g_object_set (account, "url", url, "user", ME, NULL);
  life.session = desk_session_new (account, database, NULL, NULL);
  life.outbox = desk_session_get_outbox (life.session);
  desk_outbox_set_patience (life.outbox, PATIENCE);
  g_signal_connect (life.outbox, "items-changed", G_CALLBACK (items_changed_cb), &life);
  desk_session_sign_in (life.session, ME);
  g_timeout_add (5, tick_cb, &life);
  while (!life.is_done)
    g_main_context_iteration (NULL, TRUE);
  _exit (0); /* the last end is as sudden as the others */
}

/* --- who kills it, and the simulator --------------------------------------------------- */

typedef struct
{
  PalsimProcess *palsim;
  char *folder, *program;
  GRand *random;
  guint seed, n_edits, n_kills, n_kills_wanted;
  guint n_faults;
  gint64 quiet_at; /* until then the fault lasts */
  gboolean is_ended, is_faulty;
} Run;

static const char *const faults[] = {
  "drop", "drop", "delay:ms=40", "delay:ms=150", "half-open", "trickle:rate=3000", "garbage:kind=json",
  "garbage:kind=unknown", "garbage:kind=types", "garbage:kind=replies", "garbage:kind=utf8", "restart:ms=150",
  "never-answer:method=setContact", "never-answer:method=setContact", "never-answer:method=deleteContact",
  "never-answer:method=getContact", "never-answer:method=getContactList", "error:method=setContact",
  "error:method=getContact", "error:method=getContactList", "error:method=deleteContact,code=-32000",
  "error:method=setContact,code=-1,message=Busy",
};

static void
play_faults (Run *self)
{
  gint64 now = g_get_monotonic_time ();
  const char *fault;

  if (!self->is_faulty || now < self->quiet_at)
    return;
  palsim_process_try (self->palsim, "{\"cmd\":\"lift\"}");
  self->quiet_at = now + g_rand_int_range (self->random, 50, 400) * 1000;
  if (g_rand_boolean (self->random))
    return;
  fault = faults[g_rand_int_range (self->random, 0, G_N_ELEMENTS (faults))];
  self->n_faults += palsim_process_try (self->palsim, "{\"cmd\":\"fault\",\"spec\":\"%s\"}", fault);
}

static gboolean
turn_cb (gpointer user_data)
{
  play_faults (user_data);
  return G_SOURCE_CONTINUE;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  *(gboolean *) user_data = TRUE;
}

/* TRUE when it ended by itself, which it does when all is done. */
static gboolean
live_once (Run *self, gint64 lasts)
{
  guint n_now = self->n_edits * (self->n_kills + 1) / (self->n_kills_wanted + 1);
  g_autofree char *seed = g_strdup_printf ("%u", self->seed), *n = g_strdup_printf ("%u", n_now);
  g_autofree char *n_in_all = g_strdup_printf ("%u", self->n_edits);
  g_autoptr (GError) error = NULL;
  const char *arguments[] = { self->program, "--live", palsim_process_get_url (self->palsim), self->folder, seed, n,
                              n_in_all, NULL };
  g_autoptr (GSubprocess) process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_NONE, &error);
  gint64 end = g_get_monotonic_time () + lasts;
  gboolean is_killed = FALSE;

  g_assert_no_error (error);
  self->is_ended = FALSE;
  g_subprocess_wait_async (process, NULL, ended_cb, &self->is_ended);
  while (!self->is_ended)
    {
      g_main_context_iteration (NULL, TRUE);
      if (!self->is_ended && !is_killed && g_get_monotonic_time () >= end)
        {
          g_subprocess_force_exit (process);
          is_killed = TRUE;
        }
    }
  if (g_subprocess_get_if_signaled (process))
    {
      g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);
      return FALSE;
    }
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  return TRUE;
}

static void
add_contact (JsonArray *contacts, guint id, PalContactInfo *info)
{
  JsonObject *contact = json_object_new (), *fields = json_object_new ();
  g_autofree char *aid = g_strdup_printf ("%u", id);

  for (guint i = 0; i < pal_contact_info_get_n (info); i++)
    {
      const char *value, *field = pal_contact_info_get_nth (info, i, &value);

      json_object_set_string_member (fields, field, value);
    }
  json_object_set_string_member (contact, "aid", aid);
  json_object_set_string_member (contact, "phonebook", EDITS_BOOK);
  json_object_set_string_member (contact, "user", ME);
  json_object_set_object_member (contact, "info", fields);
  json_array_add_object_element (contacts, contact);
}

static JsonArray *
get_contacts (JsonNode *document)
{
  JsonArray *tenants = json_object_get_array_member (json_node_get_object (document), "tenants");

  return json_object_get_array_member (json_array_get_object_element (tenants, 0), "contacts");
}

static JsonNode *
read_world (Run *self)
{
  g_autofree char *file = g_build_filename (self->folder, "world.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_object_unref (palsim_process_control (self->palsim, "{\"cmd\":\"save\",\"file\":\"%s\"}", file));
  json_parser_load_from_file (parser, file, &error);
  g_assert_no_error (error);
  g_unlink (file);
  return json_parser_steal_root (parser);
}

/* The usual office, with the contacts that are to be changed and deleted. */
static void
prepare (Run *self)
{
  g_autofree char *file = g_build_filename (self->folder, "start.json", NULL);
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (GError) error = NULL;
  const char *arguments[] = { "--world", file, NULL };
  g_autoptr (JsonNode) world = NULL;
  JsonArray *contacts;

  self->palsim = palsim_process_start (PALSIM, NULL);
  world = read_world (self);
  palsim_process_stop (self->palsim);
  contacts = get_contacts (world);
  for (guint i = 0; i < EDITS_N_POOL; i++)
    {
      g_autoptr (PalContactInfo) info = pal_contact_info_new ();

      edits_set_number (info, "$firstname", "Pool", i);
      add_contact (contacts, EDITS_POOL_ID (i), info);
    }
  for (guint i = 1; i <= self->n_edits; i++)
    if (edits_plan (self->seed, i).kind == DESK_EDIT_KIND_DELETE)
      {
        g_autoptr (PalContactInfo) info = edits_victim_info (i);

        add_contact (contacts, EDITS_VICTIM_ID (i), info);
      }
  json_generator_set_root (generator, world);
  json_generator_to_file (generator, file, &error);
  g_assert_no_error (error);
  self->palsim = palsim_process_start (PALSIM, arguments);
  g_unlink (file);
}

static void
clear_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

static void
run (guint n_edits, guint n_kills, guint shortest, guint longest)
{
  Run self = { .n_edits = n_edits, .n_kills_wanted = n_kills, .is_faulty = TRUE,
               .seed = (guint) g_test_rand_int_range (1, 1000000) };
  gint64 began = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) world = NULL;
  g_autofree char *journal = NULL;
  EditsBooks *books;
  guint turn;

  self.folder = g_dir_make_tmp ("edits-XXXXXX", &error);
  g_assert_no_error (error);
  self.program = g_file_read_link ("/proc/self/exe", &error);
  g_assert_no_error (error);
  self.random = g_rand_new_with_seed (self.seed);
  prepare (&self);
  turn = g_timeout_add (20, turn_cb, &self);
  while (self.n_kills < n_kills
         && !live_once (&self, g_rand_int_range (self.random, (int) shortest, (int) longest) * 1000))
    self.n_kills++;
  g_assert_cmpuint (self.n_kills, ==, n_kills);
  self.is_faulty = FALSE;
  palsim_process_try (self.palsim, "{\"cmd\":\"lift\"}");
  g_assert_true (live_once (&self, STUCK));
  g_source_remove (turn);

  books = edits_books_new (self.seed, n_edits);
  journal = g_build_filename (self.folder, "journal", NULL);
  edits_books_read_journal (books, journal);
  world = read_world (&self);
  edits_books_read_contacts (books, get_contacts (world));
  edits_books_compare (books);
  g_test_message ("seed %u: %u edits, %u said to be queued, %u may be either way; %u kills, %u faults, %.0f s:"
                  " %u lost, %u doubled, %u strange", self.seed, books->n_intended, books->n_queued, books->n_open,
                  self.n_kills, self.n_faults, (g_get_monotonic_time () - began) / 1e6, books->n_lost,
                  books->n_doubled, books->n_strange);
  g_assert_cmpuint (books->n_lost, ==, 0);
  g_assert_cmpuint (books->n_doubled, ==, 0);
  g_assert_cmpuint (books->n_strange, ==, 0);
  edits_books_free (books);
  palsim_process_stop (self.palsim);
  g_rand_free (self.random);
  g_free (self.program);
  clear_folder (self.folder);
  g_free (self.folder);
}

static void
test_killed (void)
{
  if (g_test_slow ())
    run (10000, 200, 300, 3000);
  else
    run (200, 5, 300, 1500);
}

int
main (int argc, char **argv)
{
  if (argc == 7 && strcmp (argv[1], "--live") == 0)
    return live (argv + 2);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/edits/killed", test_killed);
  return g_test_run ();
}
