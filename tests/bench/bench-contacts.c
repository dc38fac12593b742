/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A phonebook of 100,000 contacts: bench-contacts PALSIM opens it, looks at any place of it, goes through
 * all of it and searches, then does the same with 1,000; it prints what each took, the longest turn of the
 * main loop (CPU time) meanwhile, and the ratio of the two. What was asked is counted by palsim: pages that
 * nobody looked at end it with an error, as does, with --check, a turn that takes longer than a frame. */
#include <stdio.h>
#include <string.h>

#include "bench-book.h"
#include "bench-probe.h"
#include "model/desk-contact-model-private.h"
#include "model/desk-session-private.h"

#define AROUND 100  /* rows that a view keeps on either side of what is seen */
#define N_PLACES 10 /* few enough that no page is forgotten meanwhile */

typedef enum
{
  STEP_OPEN,
  STEP_JUMP,
  STEP_THROUGH,
  STEP_SEARCH,
  N_STEPS,
} Step;

static const char *const step_names[N_STEPS] = { "first rows", "any place (mean)", "all of it", "search" };

typedef struct
{
  PalsimProcess *palsim;
  StoreAccount *account;
  DeskSession *session;
  DeskContactModel *model;
  GPtrArray *shown;   /* what a view would hold */
  GHashTable *pages;  /* numbers of those that were looked at */
  gint64 longest;     /* CPU µs of one turn of this step */
  gint64 wall[N_STEPS], turn[N_STEPS];
  guint n, kib;
} Run;

/* As a list view does, which holds the rows around those that are seen. */
static void
look (Run *run, guint position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (run->model));
  guint from = position > AROUND ? position - AROUND : 0;
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = from; i < n && i < position + AROUND; i++)
    {
      g_ptr_array_add (shown, g_list_model_get_item (G_LIST_MODEL (run->model), i));
      g_hash_table_add (run->pages, GUINT_TO_POINTER (i / DESK_CONTACT_PAGE));
    }
  g_clear_pointer (&run->shown, g_ptr_array_unref);
  run->shown = g_steal_pointer (&shown);
  for (guint i = 0; i < run->shown->len; i++)
    while (desk_contact_get_id (run->shown->pdata[i]) == NULL)
      g_main_context_iteration (NULL, TRUE);
}

static void
begin (Run *run, Step step)
{
  run->longest = 0;
  run->wall[step] = -g_get_monotonic_time ();
}

static void
end (Run *run, Step step, guint n_times)
{
  run->wall[step] = (run->wall[step] + g_get_monotonic_time ()) / n_times;
  run->turn[step] = run->longest;
}

static void
wait_until_counted (Run *run)
{
  while (!desk_contact_model_get_is_counted (run->model))
    g_main_context_iteration (NULL, TRUE);
}

static void
open_book (Run *run)
{
  DeskPhonebooks *phonebooks = desk_session_get_phonebooks (run->session);

  while (desk_phonebooks_get_state (phonebooks) != DESK_LOADING_READY)
    g_main_context_iteration (NULL, TRUE);
  begin (run, STEP_OPEN);
  run->model = desk_contact_model_new (phonebooks, desk_phonebooks_find (phonebooks, "Company", TRUE));
  while (g_list_model_get_n_items (G_LIST_MODEL (run->model)) == 0)
    g_main_context_iteration (NULL, TRUE);
  end (run, STEP_OPEN, 1);
  wait_until_counted (run);
}

static void
jump (Run *run)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (run->model)), wanted;
  guint asked = bench_count_requests (run->palsim);

  bench_expect (asked == 1 + bench_count_probes (n), "requests to open it", asked, 1 + bench_count_probes (n));
  g_hash_table_add (run->pages, GUINT_TO_POINTER (0));
  begin (run, STEP_JUMP);
  for (guint i = 0; i < N_PLACES; i++)
    look (run, (guint) g_rand_int_range (rand, 0, (gint32) n));
  end (run, STEP_JUMP, N_PLACES);
  wanted = asked + g_hash_table_size (run->pages) - 1;
  asked = bench_count_requests (run->palsim);
  bench_expect (asked == wanted, "requests after looking at some places", asked, wanted);
}

static void
go_through (Run *run)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (run->model)), asked = bench_count_requests (run->palsim);
  guint known, most = DESK_CONTACT_MAX_PAGES * DESK_CONTACT_PAGE, kib = bench_read_pss ("Pss_Anon");

  begin (run, STEP_THROUGH);
  for (guint i = 0; i < n; i += AROUND)
    look (run, i);
  end (run, STEP_THROUGH, 1);
  asked = bench_count_requests (run->palsim) - asked;
  run->kib = bench_read_pss ("Pss_Anon") - MIN (kib, bench_read_pss ("Pss_Anon"));
  known = g_hash_table_size (desk_session_get_phonebooks (run->session)->known);
  bench_expect (asked <= n / DESK_CONTACT_PAGE + 1, "pages asked for", asked, n / DESK_CONTACT_PAGE + 1);
  bench_expect (known <= most + 2 * AROUND, "contacts held", known, most);
}

static void
search (Run *run)
{
  g_autofree char *words = g_strdup_printf ("contact 03%08u", run->n); /* the last one's number */
  guint asked = bench_count_requests (run->palsim), n;

  begin (run, STEP_SEARCH);
  desk_contact_model_set_search_text (run->model, words);
  while (desk_contact_model_get_state (run->model) == DESK_LOADING_READY)
    g_main_context_iteration (NULL, TRUE);
  while (desk_contact_model_get_state (run->model) != DESK_LOADING_READY)
    g_main_context_iteration (NULL, TRUE);
  end (run, STEP_SEARCH, 1);
  wait_until_counted (run);
  n = g_list_model_get_n_items (G_LIST_MODEL (run->model));
  bench_expect (n == 1, "contacts found", n, 1);
  asked = bench_count_requests (run->palsim) - asked;
  bench_expect (asked == 1, "requests of a search", asked, 1);
}

static void
run_with (Run *run, const char *palsim, guint n)
{
  g_autofree char *contacts = g_strdup_printf ("%u", n);
  const char *const arguments[] = { "--contacts", contacts, NULL };
  BenchStall *stall;

  run->n = n;
  run->palsim = palsim_process_start (palsim, arguments);
  run->pages = g_hash_table_new (NULL, NULL);
  run->account = store_account_new (NULL);
  g_object_set (run->account, "url", palsim_process_get_url (run->palsim), "tenant", "-", "user", "1001",
                "plain-accepted", TRUE, NULL);
  run->session = desk_session_new (run->account, NULL, NULL, NULL);
  desk_session_sign_in (run->session, "1001");
  while (desk_session_get_state (run->session) != PAL_CLIENT_STATE_READY)
    g_main_context_iteration (NULL, TRUE);
  stall = bench_stall_start (bench_keep_longest_cb, &run->longest);
  open_book (run);
  jump (run);
  go_through (run);
  search (run);
  bench_stall_stop (stall);

  g_clear_pointer (&run->shown, g_ptr_array_unref);
  g_clear_object (&run->model);
  desk_session_sign_out (run->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&run->session);
  g_clear_object (&run->account);
  g_clear_pointer (&run->pages, g_hash_table_unref);
  palsim_process_stop (run->palsim);
}

static void
print (const Run *many, const Run *few)
{
  printf ("%-20s %10s %12s %14s %8s\n", "contacts", "shown", "longest turn", "same of 1,000", "ratio");
  for (guint i = 0; i < N_STEPS; i++)
    printf ("%-20s %7.1f ms %9.2f ms %11.2f ms %8.2f\n", step_names[i], (double) many->wall[i] / 1000,
            (double) many->turn[i] / 1000, (double) few->turn[i] / 1000,
            (double) many->turn[i] / (double) MAX (few->turn[i], 1));
  printf ("memory after all of it: %u KiB more\n", many->kib);
}

int
main (int argc, char **argv)
{
  gboolean is_check = argc == 3 && strcmp (argv[2], "--check") == 0;
  Run many = { 0 }, few = { 0 };

  if (argc != 2 && !is_check)
    {
      fprintf (stderr, "bench-contacts PALSIM [--check]\n");
      return 2;
    }
  run_with (&many, argv[1], 100000);
  run_with (&few, argv[1], 1000);
  print (&many, &few);
  for (guint i = 0; is_check && i < N_STEPS; i++)
    bench_expect (many.turn[i] < BENCH_FRAME, step_names[i], (guint) many.turn[i], BENCH_FRAME);
  return 0;
}
