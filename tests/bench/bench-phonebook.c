/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the phonebook in its window, with 100,000 contacts: bench-phonebook PALSIM [--check] opens it,
 * scrolls to any place and searches, then does the same with 1,000. It prints the longest turn of the main
 * loop and the longest frame (CPU time) of each step. palsim counts what was asked: a page that no row of the
 * view was on ends it with an error, as does, with --check, a turn or a frame of more than 16 ms each time
 * it is tried. On a machine, or in a build, in which GTK takes more than half of that to throw away a view of
 * bare labels, twice what GTK takes is the limit. */
#include <stdio.h>
#include <string.h>

#include <adwaita.h>

#include "bench-book.h"
#include "bench-probe.h"
#include "config.h"
#include "model/desk-contact-model-private.h"
#include "model/desk-session-private.h"
#include "ui/rows/ui-contact-row.h"
#include "ui/ui-contact-selection.h"
#include "ui/ui-init.h"
#include "ui/ui-page.h"
#include "ui/ui-window.h"

#define N_PLACES 6 /* few enough that no page is forgotten meanwhile */
#define MOST_KIB 8192
#define N_TRIES 3
#define N_BARE 300 /* more than a view has rows for */
#define QUIET 50    /* ms without anything to do: it has settled */

typedef enum
{
  STEP_OPEN,
  STEP_JUMP,
  STEP_SEARCH,
  STEP_BACK,
  N_STEPS,
} Step;

static const char *const step_names[N_STEPS] = { "first rows", "any place", "search", "all again" };

typedef struct
{
  PalsimProcess *palsim;
  StoreAccount *account;
  DeskSession *session;
  GtkApplication *application;
  GtkWindow *window;
  GtkListView *view;
  GHashTable *pages; /* numbers of those that rows of the view were on */
  BenchStall *stall;
  gint64 paint_began, paint_began_cpu;
  gint64 longest, longest_frame; /* CPU µs of this step */
  gint64 turn[N_STEPS], frame[N_STEPS];
  guint n, kib, asked[N_STEPS];
  gboolean is_quiet;
} Run;

static void
before_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  Run *run = user_data;

  run->paint_began = g_get_monotonic_time ();
  run->paint_began_cpu = bench_get_thread_cpu ();
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  Run *run = user_data;
  gint64 cpu = bench_get_thread_cpu () - run->paint_began_cpu;

  run->longest_frame = MAX (run->longest_frame, cpu);
  bench_stall_forgive (run->stall, g_get_monotonic_time () - run->paint_began, cpu);
}

static GtkWidget *
find_widget (GtkWidget *widget, GType type, const char *style_class)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type)
      && (style_class == NULL || gtk_widget_has_css_class (widget, style_class)))
    return widget;
  for (GtkWidget *at = gtk_widget_get_first_child (widget); at != NULL && found == NULL;
       at = gtk_widget_get_next_sibling (at))
    found = find_widget (at, type, style_class);
  return found;
}

static DeskContactModel *
get_model (Run *run)
{
  GtkSelectionModel *selection = gtk_list_view_get_model (run->view);

  return selection != NULL ? ui_contact_selection_get_model (UI_CONTACT_SELECTION (selection)) : NULL;
}

/* Notes where the rows are; FALSE while one of them has not come. */
static gboolean
look_at_rows (Run *run)
{
  gboolean has_all = TRUE;
  guint n = 0;

  for (GtkWidget *holder = gtk_widget_get_first_child (GTK_WIDGET (run->view)); holder != NULL;
       holder = gtk_widget_get_next_sibling (holder))
    {
      GtkWidget *row = gtk_widget_get_first_child (holder);
      DeskContact *contact
          = UI_IS_CONTACT_ROW (row) ? ui_contact_row_get_contact (UI_CONTACT_ROW (row)) : NULL;
      guint position;

      if (contact == NULL)
        continue;
      g_object_get (row, "position", &position, NULL);
      g_hash_table_add (run->pages, GUINT_TO_POINTER (position / DESK_CONTACT_PAGE));
      has_all = has_all && desk_contact_get_id (contact) != NULL;
      n++;
    }
  return has_all && n > 0;
}

static gboolean
quiet_cb (gpointer user_data)
{
  ((Run *) user_data)->is_quiet = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until all rows of the view have come, and nothing is left to be done. */
static void
settle (Run *run)
{
  do
    {
      run->is_quiet = FALSE;
      g_timeout_add_full (G_PRIORITY_LOW, QUIET, quiet_cb, run, NULL);
      while (!run->is_quiet)
        g_main_context_iteration (NULL, TRUE);
    }
  while (!look_at_rows (run) || !desk_contact_model_get_is_counted (get_model (run))
         || desk_contact_model_get_state (get_model (run)) != DESK_LOADING_READY);
}

static void
begin (Run *run, Step step)
{
  run->asked[step] = bench_count_requests (run->palsim);
  g_main_context_iteration (NULL, FALSE);
  run->longest = run->longest_frame = 0;
}

static void
end (Run *run, Step step)
{
  run->turn[step] = run->longest;
  run->frame[step] = run->longest_frame;
  run->asked[step] = bench_count_requests (run->palsim) - run->asked[step];
}

static void
open_page (Run *run)
{
  begin (run, STEP_OPEN);
  bench_expect (run->asked[STEP_OPEN] == 0, "requests before anybody looked", run->asked[STEP_OPEN], 0);
  ui_window_show_page (UI_WINDOW (run->window), "phonebook");
  run->view = GTK_LIST_VIEW (find_widget (GTK_WIDGET (run->window), GTK_TYPE_LIST_VIEW, "contacts"));
  settle (run);
  end (run, STEP_OPEN);
  bench_expect (g_list_model_get_n_items (G_LIST_MODEL (get_model (run))) >= run->n, "contacts",
                g_list_model_get_n_items (G_LIST_MODEL (get_model (run))), run->n);
  bench_expect (run->asked[STEP_OPEN] <= bench_count_probes (run->n) + g_hash_table_size (run->pages) + 1,
                "requests to open it", run->asked[STEP_OPEN],
                bench_count_probes (run->n) + g_hash_table_size (run->pages));
}

static void
jump (Run *run)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (run->view));
  guint n_pages = g_hash_table_size (run->pages);

  begin (run, STEP_JUMP);
  for (guint i = 0; i < N_PLACES; i++)
    {
      gtk_adjustment_set_value (adjustment, g_rand_double (rand) * gtk_adjustment_get_upper (adjustment));
      settle (run);
    }
  end (run, STEP_JUMP);
  n_pages = g_hash_table_size (run->pages) - n_pages;
  bench_expect (run->asked[STEP_JUMP] <= n_pages, "requests at some places", run->asked[STEP_JUMP], n_pages);
}

static void
search (Run *run)
{
  g_autofree char *words = g_strdup_printf ("contact 03%08u", run->n); /* the last one's number */
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (run->view), UI_TYPE_PAGE);
  GtkEditable *entry = GTK_EDITABLE (find_widget (page, GTK_TYPE_SEARCH_ENTRY, NULL));

  begin (run, STEP_SEARCH);
  gtk_editable_set_text (entry, words);
  while (g_list_model_get_n_items (G_LIST_MODEL (get_model (run))) != 1)
    g_main_context_iteration (NULL, TRUE);
  settle (run);
  end (run, STEP_SEARCH);
  bench_expect (run->asked[STEP_SEARCH] == 1, "requests of a search", run->asked[STEP_SEARCH], 1);

  begin (run, STEP_BACK);
  g_hash_table_remove_all (run->pages);
  gtk_editable_set_text (entry, "");
  while (g_list_model_get_n_items (G_LIST_MODEL (get_model (run))) < run->n)
    g_main_context_iteration (NULL, TRUE);
  settle (run);
  end (run, STEP_BACK);
  bench_expect (run->asked[STEP_BACK] <= bench_count_probes (run->n) + g_hash_table_size (run->pages) + 1,
                "requests to see all again", run->asked[STEP_BACK],
                bench_count_probes (run->n) + g_hash_table_size (run->pages));
}

static void
open_window (Run *run)
{
  g_autoptr (GSettings) settings = g_settings_new_with_path (APP_ID, "/org/sidetone/Sidetone/");
  GdkFrameClock *clock;

  run->window = GTK_WINDOW (ui_window_new (run->application, run->session, settings));
  gtk_window_set_default_size (run->window, 1000, 700);
  gtk_widget_realize (GTK_WIDGET (run->window));
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (run->window));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), run);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), run);
  gtk_window_present (run->window);
  while (desk_session_get_state (run->session) != PAL_CLIENT_STATE_READY)
    g_main_context_iteration (NULL, TRUE);
  while (desk_phonebooks_get_state (desk_session_get_phonebooks (run->session)) != DESK_LOADING_READY)
    g_main_context_iteration (NULL, TRUE);
}

static void
run_with (Run *run, GtkApplication *application, const char *palsim, guint n)
{
  g_autofree char *contacts = g_strdup_printf ("%u", n);
  const char *const arguments[] = { "--contacts", contacts, NULL };
  guint kib;

  run->n = n;
  run->application = application;
  run->palsim = palsim_process_start (palsim, arguments);
  run->pages = g_hash_table_new (NULL, NULL);
  run->account = store_account_new (NULL);
  g_object_set (run->account, "url", palsim_process_get_url (run->palsim), "tenant", "-", "user", "1001",
                "plain-accepted", TRUE, NULL);
  run->session = desk_session_new (run->account, NULL, NULL, NULL);
  run->stall = bench_stall_start (bench_keep_longest_cb, &run->longest);
  desk_session_sign_in (run->session, "1001");
  open_window (run);
  open_page (run);
  kib = bench_read_pss ("Pss_Anon");
  jump (run);
  search (run);
  run->kib = bench_read_pss ("Pss_Anon") - MIN (kib, bench_read_pss ("Pss_Anon"));
  gtk_window_destroy (run->window);
  bench_stall_stop (run->stall);
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
  printf ("%-12s %8s %12s %12s %14s %12s\n", "contacts", "requests", "longest turn", "of 1,000", "longest frame",
          "of 1,000");
  for (guint i = 0; i < N_STEPS; i++)
    printf ("%-12s %8u %9.2f ms %9.2f ms %11.2f ms %9.2f ms\n", step_names[i], many->asked[i],
            (double) many->turn[i] / 1000, (double) few->turn[i] / 1000, (double) many->frame[i] / 1000,
            (double) few->frame[i] / 1000);
  printf ("memory after all of it: %u KiB more\n", many->kib);
}

/* --- what GTK takes by itself ------------------------------------------------------- */

static void
bare_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, gtk_label_new ("Contact"));
}

/* CPU µs in which a view of bare labels loses all its rows. */
static gint64
measure_bare (void)
{
  GtkStringList *strings = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *window = gtk_window_new (), *scrolled = gtk_scrolled_window_new ();
  gint64 before, taken;

  for (guint i = 0; i < N_BARE; i++)
    gtk_string_list_append (strings, "contact");
  g_signal_connect (factory, "setup", G_CALLBACK (bare_setup_cb), NULL);
  gtk_scrolled_window_set_child (
      GTK_SCROLLED_WINDOW (scrolled),
      gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (strings)))),
                         factory));
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 700);
  gtk_window_present (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  before = bench_get_thread_cpu ();
  gtk_string_list_splice (strings, 0, N_BARE, NULL);
  taken = bench_get_thread_cpu () - before;
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (strings);
  return taken;
}

/* FALSE: something took longer than @most. */
static gboolean
is_within (const Run *run, gint64 most)
{
  for (guint i = 0; i < N_STEPS; i++)
    if (run->turn[i] >= most || run->frame[i] >= most)
      return FALSE;
  return TRUE;
}

static void
activate_cb (GApplication *application, gpointer user_data)
{
}

int
main (int argc, char **argv)
{
  gboolean is_check = argc == 3 && strcmp (argv[2], "--check") == 0, is_good = FALSE;
  g_autoptr (GtkApplication) application = NULL;
  Run first = { 0 }, many = { 0 }, few = { 0 };

  if (argc != 2 && !is_check)
    {
      fprintf (stderr, "bench-phonebook PALSIM [--check]\n");
      return 2;
    }
  application = GTK_APPLICATION (adw_application_new ("org.sidetone.Bench", G_APPLICATION_NON_UNIQUE));
  ui_init ();
  /* libadwaita takes the program's style from there */
  g_application_set_resource_base_path (G_APPLICATION (application), "/org/sidetone/Sidetone");
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  if (!g_application_register (G_APPLICATION (application), NULL, NULL))
    g_error ("no application");
  run_with (&first, application, argv[1], 300); /* what is made once, fonts and icons, is made by now */
  run_with (&few, application, argv[1], 1000);
  for (guint i = 0; i < N_TRIES && !is_good; i++)
    {
      gint64 bare = measure_bare ();

      many = (Run){ 0 };
      run_with (&many, application, argv[1], 100000);
      print (&many, &few);
      printf ("a view of bare labels is thrown away in %.2f ms\n", (double) bare / 1000);
      is_good = !is_check || is_within (&many, MAX (BENCH_FRAME, 2 * bare));
    }
  bench_expect (is_good, "tries, each with a turn or a frame that is too long", N_TRIES, 0);
  bench_expect (!is_check || many.kib < MOST_KIB, "KiB more than when it was opened", many.kib, MOST_KIB);
  return 0;
}
