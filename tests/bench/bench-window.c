/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window under load, seen from within. Prints "order …" lines for the server and one JSON object.
 * bench-window bare | list N | start | snapshot URL N | frames URL N RATE | memory URL N | idle URL N */
#include <stdio.h>

#include <adwaita.h>

#include "bench-probe.h"
#include "config.h"
#include "model/desk-session.h"
#include "ui/ui-init.h"
#include "ui/ui-window.h"

#define N_LABELS 3
#define SCREENFUL 30 /* rows */
#define LOAD_SECONDS 5
#define IDLE_SECONDS 10
#define SETTLE_SECONDS 6 /* the scrollbar has faded by then */

typedef enum { MODE_BARE, MODE_LIST, MODE_START, MODE_SNAPSHOT, MODE_FRAMES, MODE_MEMORY, MODE_IDLE } Mode;

typedef struct
{
  Mode mode;
  const char *url;
  guint n_users;
  const char *rate;

  GtkApplication *application;
  GtkStringList *strings;     /* of the list that is compared with */
  GtkWindow *window;
  DeskSession *session;
  BenchStall *stall;
  GtkWidget *list;            /* the one that shows the users, or NULL */
  GArray *costs, *cpu_costs, *intervals;  /* of frames, µs */
  gint64 longest, longest_cpu;            /* turn between frames, µs */
  gint64 making, making_cpu;              /* the list's first frame: its rows are made… */
  gint64 painting, painting_cpu;          /* …laid out and painted */
  gint64 started, paint_began, paint_began_cpu, last_paint, signed_in;
  gint64 cpu;
  guint64 switches;
  gboolean has_painted, is_counting, is_filled;
} Run;

static int
compare (gconstpointer a, gconstpointer b)
{
  return *(const gint64 *) a < *(const gint64 *) b ? -1 : *(const gint64 *) a > *(const gint64 *) b;
}

static double
percentile (GArray *values, double part)
{
  if (values->len == 0)
    return 0;
  g_array_sort (values, compare);
  return (double) g_array_index (values, gint64, (guint) ((values->len - 1) * part)) / 1000.0;
}

static void
finish (Run *run)
{
  fflush (stdout);
  gtk_window_destroy (run->window);
  g_application_quit (G_APPLICATION (run->application));
}

/* The list of colleagues, anywhere below. */
static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LIST_VIEW (widget) && gtk_widget_has_css_class (widget, "colleagues"))
    return widget;
  for (GtkWidget *at = gtk_widget_get_first_child (widget); at && !found;
       at = gtk_widget_get_next_sibling (at))
    found = find_list (at);
  return found;
}

static guint
count_shown (Run *run)
{
  if (run->list == NULL)
    return 0;
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (run->list))));
}

static double
to_ms (gint64 time)
{
  return (double) time / 1000.0;
}

static gboolean
has_made_rows (Run *run)
{
  GtkWidget *row = run->list ? gtk_widget_get_first_child (run->list) : NULL;
  guint n = 0;

  for (; row && n < SCREENFUL; row = gtk_widget_get_next_sibling (row))
    n++;
  return n == SCREENFUL;
}

/* A turn without its frame. That in which the list makes its first rows counts as the list's own. */
static void
turn_cb (gint64 wall, gint64 cpu, gpointer user_data)
{
  Run *run = user_data;

  if (run->making == 0 && has_made_rows (run))
    {
      run->making = wall;
      run->making_cpu = cpu;
      return;
    }
  if (wall > 16000 && g_getenv ("BENCH_VERBOSE"))
    g_printerr ("at %.0f ms: a turn of %.1f ms, %.1f ms of CPU\n", to_ms (g_get_monotonic_time () - run->signed_in),
                to_ms (wall), to_ms (cpu));
  run->longest = MAX (run->longest, wall);
  run->longest_cpu = MAX (run->longest_cpu, cpu);
}

static gboolean
settled_cb (gpointer user_data)
{
  Run *run = user_data;

  if (run->mode == MODE_IDLE && run->switches == 0)
    {
      run->switches = bench_read_switches ();
      g_timeout_add_seconds (IDLE_SECONDS, settled_cb, run);
    }
  else if (run->mode == MODE_IDLE)
    {
      /* one of them is this timeout */
      printf ("{\"wakeups\": %" G_GUINT64_FORMAT ", \"seconds\": %d}\n", bench_read_switches () - run->switches - 1,
              IDLE_SECONDS);
      finish (run);
    }
  else
    {
      printf ("{\"pss\": %u, \"own\": %u, \"first-frame\": %.1f}\n", bench_read_pss ("Pss"), bench_read_pss ("Pss_Anon"),
              (double) run->cpu / 1000.0);
      finish (run);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
loaded_cb (gpointer user_data)
{
  Run *run = user_data;

  if (!run->is_counting)
    {
      /* the first second is not counted */
      run->is_counting = TRUE;
      run->last_paint = 0;
      run->cpu = bench_get_cpu ();
      run->longest = run->longest_cpu = 0;
      g_timeout_add_seconds (LOAD_SECONDS, loaded_cb, run);
      return G_SOURCE_REMOVE;
    }
  printf ("{\"cost-p50\": %.2f, \"cost-p99\": %.2f, \"cpu-cost-p50\": %.2f, \"cpu-cost-p99\": %.2f, "
          "\"interval-p99\": %.2f, \"frames-a-second\": %.1f, \"cpu-percent\": %.1f, "
          "\"stall\": %.1f, \"cpu-stall\": %.1f}\n",
          percentile (run->costs, 0.5), percentile (run->costs, 0.99),
          percentile (run->cpu_costs, 0.5), percentile (run->cpu_costs, 0.99),
          percentile (run->intervals, 0.99),
          (double) run->costs->len / LOAD_SECONDS,
          (double) (bench_get_cpu () - run->cpu) / 10000.0 / LOAD_SECONDS,
          to_ms (run->longest), to_ms (run->longest_cpu));
  finish (run);
  return G_SOURCE_REMOVE;
}

/* Asks for every frame, so that a late one is seen even while nothing visible changes. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
filled (Run *run, gint64 now)
{
  run->is_filled = TRUE;
  if (run->mode == MODE_SNAPSHOT || run->mode == MODE_LIST)
    {
      printf ("{\"login-to-filled\": %.1f, \"stall\": %.1f, \"cpu-stall\": %.1f, \"other-frame\": %.1f, "
              "\"rows-made\": %.1f, \"rows-made-cpu\": %.1f, \"rows-painted\": %.1f, \"rows-painted-cpu\": %.1f}\n",
              to_ms (now - run->signed_in), to_ms (run->longest), to_ms (run->longest_cpu),
              percentile (run->costs, 1.0),
              to_ms (run->making), to_ms (run->making_cpu), to_ms (run->painting), to_ms (run->painting_cpu));
      finish (run);
    }
  else if (run->mode == MODE_FRAMES)
    {
      printf ("order pace %s\n", run->rate);
      fflush (stdout);
      g_array_set_size (run->costs, 0);
      g_array_set_size (run->cpu_costs, 0);
      gtk_widget_add_tick_callback (GTK_WIDGET (run->window), tick_cb, NULL, NULL);
      g_timeout_add_seconds (1, loaded_cb, run);
    }
  else
    g_timeout_add_seconds (SETTLE_SECONDS, settled_cb, run);
}

static void
before_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  ((Run *) user_data)->paint_began = g_get_monotonic_time ();
  ((Run *) user_data)->paint_began_cpu = bench_get_thread_cpu ();
}

static gboolean
fill_list_cb (gpointer user_data)
{
  Run *run = user_data;
  g_auto(GStrv) texts = g_new0 (char *, run->n_users + 1);

  for (guint i = 0; i < run->n_users; i++)
    texts[i] = g_strdup_printf ("Colleague %u", i);
  gtk_string_list_splice (run->strings, 0, 0, (const char *const *) texts);
  return G_SOURCE_REMOVE;
}

static void
first_frame (Run *run, gint64 now)
{
  run->has_painted = TRUE;
  if (run->mode == MODE_START)
    {
      printf ("{\"first-frame\": %.1f}\n", (double) (now - run->started) / 1000.0);
      finish (run);
    }
  else if (run->mode == MODE_BARE)
    {
      run->cpu = now - run->started;
      g_timeout_add_seconds (SETTLE_SECONDS, settled_cb, run);
    }
  else
    {
      run->stall = bench_stall_start (turn_cb, run);
      run->signed_in = now;
      run->list = find_list (GTK_WIDGET (run->window));
      g_array_set_size (run->costs, 0);
      g_array_set_size (run->cpu_costs, 0);
      if (run->mode == MODE_LIST)
        g_timeout_add (500, fill_list_cb, run);
      else
        desk_session_sign_in (run->session, "1000");
    }
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  Run *run = user_data;
  gint64 now = g_get_monotonic_time (), cost = now - run->paint_began;
  gint64 cpu = bench_get_thread_cpu () - run->paint_began_cpu;

  if (run->making > 0 && run->painting == 0)
    {
      run->painting = cost;
      run->painting_cpu = cpu;
    }
  else if (run->is_counting || !run->is_filled)
    {
      g_array_append_val (run->costs, cost);
      g_array_append_val (run->cpu_costs, cpu);
    }
  if (run->stall)
    bench_stall_forgive (run->stall, cost, cpu);
  if (run->is_counting && run->last_paint > 0)
    {
      gint64 interval = run->paint_began - run->last_paint;

      g_array_append_val (run->intervals, interval);
    }
  run->last_paint = run->paint_began;
  if (!run->has_painted)
    first_frame (run, now);
  else if (!run->is_filled && run->painting > 0 && count_shown (run) >= run->n_users)
    filled (run, now);
}

/* What the list is compared with: labels in a box, and nothing else. */
static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  for (int i = 0; i < N_LABELS; i++)
    gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *string = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  for (; label; label = gtk_widget_get_next_sibling (label))
    gtk_label_set_text (GTK_LABEL (label), gtk_string_object_get_string (string));
}

static GtkWidget *
make_list (Run *run)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new (), *list;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  run->strings = gtk_string_list_new (NULL);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (run->strings))),
                            factory);
  gtk_widget_add_css_class (list, "colleagues");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static void
activate_cb (GtkApplication *application, gpointer user_data)
{
  Run *run = user_data;
  GdkFrameClock *clock;

  if (run->mode == MODE_BARE || run->mode == MODE_LIST)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      run->window = GTK_WINDOW (adw_application_window_new (application));
      gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
      gtk_box_append (GTK_BOX (box), run->mode == MODE_LIST ? make_list (run) : gtk_label_new ("Sidetone"));
      adw_application_window_set_content (ADW_APPLICATION_WINDOW (run->window), box);
    }
  else
    {
      g_autoptr(StoreAccount) account = store_account_new (NULL);
      g_autoptr(GSettings) settings = g_settings_new_with_path (APP_ID, "/org/sidetone/Sidetone/");

      g_object_set (account, "name", "Bench", "url", run->url ? run->url : "ws://127.0.0.1:1/pbx/ws", "tenant", "-",
                    "user", "1000", "url-login", TRUE, "plain-accepted", TRUE, NULL);
      run->session = desk_session_new (account, NULL, NULL, NULL);
      run->window = GTK_WINDOW (ui_window_new (application, run->session, settings));
    }
  gtk_window_set_default_size (run->window, 1000, 700);
  gtk_widget_realize (GTK_WIDGET (run->window));
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (run->window));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), run);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), run);
  gtk_window_present (run->window);
}

static void
drop_log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

int
main (int argc, char **argv)
{
  static const char *const modes[] = { "bare", "list", "start", "snapshot", "frames", "memory", "idle", NULL };
  const char *started = g_getenv ("BENCH_STARTED");
  Run run = { 0 };
  int result;

  if (argc < 2 || !g_strv_contains (modes, argv[1]))
    {
      fprintf (stderr, "bench-window bare | list N | start | snapshot URL N | frames URL N RATE | memory URL N | idle URL N\n");
      return 2;
    }
  while (!g_str_equal (modes[run.mode], argv[1]))
    run.mode++;
  run.url = argc > 2 ? argv[2] : NULL;
  if (argc > 2)
    run.n_users = (guint) g_ascii_strtoull (argv[run.mode == MODE_LIST || argc == 3 ? 2 : 3], NULL, 10);
  run.rate = argc > 4 ? argv[4] : "0";
  run.started = started ? g_ascii_strtoll (started, NULL, 10) : g_get_monotonic_time ();
  run.costs = g_array_new (FALSE, FALSE, sizeof (gint64));
  run.cpu_costs = g_array_new (FALSE, FALSE, sizeof (gint64));
  run.intervals = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_log_set_handler ("libsoup", G_LOG_LEVEL_DEBUG, drop_log_cb, NULL);

  run.application = GTK_APPLICATION (adw_application_new ("org.sidetone.Bench", G_APPLICATION_NON_UNIQUE));
  if (run.mode != MODE_BARE && run.mode != MODE_LIST)
    {
      ui_init ();
      /* libadwaita takes the program's style from there */
      g_application_set_resource_base_path (G_APPLICATION (run.application), "/org/sidetone/Sidetone");
    }
  g_signal_connect (run.application, "activate", G_CALLBACK (activate_cb), &run);
  result = g_application_run (G_APPLICATION (run.application), 1, argv);
  if (run.stall)
    bench_stall_stop (run.stall);
  g_clear_object (&run.session);
  g_object_unref (run.application);
  g_array_unref (run.costs);
  g_array_unref (run.cpu_costs);
  g_array_unref (run.intervals);
  return result;
}
