/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window under load, seen from within. Prints "order …" lines for the server and one JSON object.
 * bench-window bare | start | snapshot URL N | frames URL N RATE | memory URL N | idle URL N */
#include <stdio.h>

#include <adwaita.h>

#include "bench-probe.h"
#include "config.h"
#include "model/desk-session.h"
#include "ui/ui-init.h"
#include "ui/ui-window.h"

#define LOAD_SECONDS 5
#define IDLE_SECONDS 10
#define SETTLE_SECONDS 6 /* the scrollbar has faded by then */

typedef enum { MODE_BARE, MODE_START, MODE_SNAPSHOT, MODE_FRAMES, MODE_MEMORY, MODE_IDLE } Mode;

typedef struct
{
  Mode mode;
  const char *url;
  guint n_users;
  const char *rate;

  GtkApplication *application;
  GtkWindow *window;
  DeskSession *session;
  BenchStall *stall;
  GArray *costs, *intervals;  /* of frames, µs */
  gint64 started, paint_began, last_paint, signed_in;
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

/* The first list with all users in it, anywhere below. */
static gboolean
has_filled_list (GtkWidget *widget, guint n)
{
  if (GTK_IS_LIST_VIEW (widget))
    {
      GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (widget));

      if (model && g_list_model_get_n_items (G_LIST_MODEL (model)) >= n)
        return TRUE;
    }
  for (GtkWidget *at = gtk_widget_get_first_child (widget); at; at = gtk_widget_get_next_sibling (at))
    if (has_filled_list (at, n))
      return TRUE;
  return FALSE;
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
      printf ("{\"pss\": %u, \"first-frame\": %.1f}\n", bench_read_pss (), (double) run->cpu / 1000.0);
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
      bench_stall_reset (run->stall);
      g_timeout_add_seconds (LOAD_SECONDS, loaded_cb, run);
      return G_SOURCE_REMOVE;
    }
  printf ("{\"cost-p50\": %.2f, \"cost-p99\": %.2f, \"interval-p99\": %.2f, \"frames-a-second\": %.1f, \"cpu-percent\": %.1f, "
          "\"stall\": %.1f}\n",
          percentile (run->costs, 0.5), percentile (run->costs, 0.99), percentile (run->intervals, 0.99),
          (double) run->costs->len / LOAD_SECONDS,
          (double) (bench_get_cpu () - run->cpu) / 10000.0 / LOAD_SECONDS,
          bench_stall_get_max (run->stall));
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
  if (run->mode == MODE_SNAPSHOT)
    {
      printf ("{\"login-to-filled\": %.1f, \"stall\": %.1f, \"longest-frame\": %.1f}\n",
              (double) (now - run->signed_in) / 1000.0, bench_stall_get_max (run->stall),
              percentile (run->costs, 1.0));
      finish (run);
    }
  else if (run->mode == MODE_FRAMES)
    {
      printf ("order pace %s\n", run->rate);
      fflush (stdout);
      g_array_set_size (run->costs, 0);
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
      run->stall = bench_stall_start ();
      run->signed_in = now;
      g_array_set_size (run->costs, 0);
      desk_session_sign_in (run->session, "1000");
    }
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  Run *run = user_data;
  gint64 now = g_get_monotonic_time (), cost = now - run->paint_began;

  if (run->is_counting || !run->is_filled)
    g_array_append_val (run->costs, cost);
  if (run->stall)
    bench_stall_forgive (run->stall, cost);
  if (run->is_counting && run->last_paint > 0)
    {
      gint64 interval = run->paint_began - run->last_paint;

      g_array_append_val (run->intervals, interval);
    }
  run->last_paint = run->paint_began;
  if (!run->has_painted)
    first_frame (run, now);
  else if (!run->is_filled && has_filled_list (GTK_WIDGET (run->window), run->n_users))
    filled (run, now);
}

static void
activate_cb (GtkApplication *application, gpointer user_data)
{
  Run *run = user_data;
  GdkFrameClock *clock;

  if (run->mode == MODE_BARE)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      run->window = GTK_WINDOW (adw_application_window_new (application));
      gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
      gtk_box_append (GTK_BOX (box), gtk_label_new ("Sidetone"));
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
  static const char *const modes[] = { "bare", "start", "snapshot", "frames", "memory", "idle", NULL };
  const char *started = g_getenv ("BENCH_STARTED");
  Run run = { 0 };
  int result;

  if (argc < 2 || !g_strv_contains (modes, argv[1]))
    {
      fprintf (stderr, "bench-window bare | start | snapshot URL N | frames URL N RATE | memory URL N | idle URL N\n");
      return 2;
    }
  while (!g_str_equal (modes[run.mode], argv[1]))
    run.mode++;
  run.url = argc > 2 ? argv[2] : NULL;
  run.n_users = argc > 3 ? (guint) g_ascii_strtoull (argv[3], NULL, 10) : 0;
  run.rate = argc > 4 ? argv[4] : "0";
  run.started = started ? g_ascii_strtoll (started, NULL, 10) : g_get_monotonic_time ();
  run.costs = g_array_new (FALSE, FALSE, sizeof (gint64));
  run.intervals = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_log_set_handler ("libsoup", G_LOG_LEVEL_DEBUG, drop_log_cb, NULL);

  run.application = GTK_APPLICATION (adw_application_new ("org.sidetone.Bench", G_APPLICATION_NON_UNIQUE));
  if (run.mode != MODE_BARE)
    ui_init ();
  g_signal_connect (run.application, "activate", G_CALLBACK (activate_cb), &run);
  result = g_application_run (G_APPLICATION (run.application), 1, argv);
  if (run.stall)
    bench_stall_stop (run.stall);
  g_clear_object (&run.session);
  g_object_unref (run.application);
  g_array_unref (run.costs);
  g_array_unref (run.intervals);
  return result;
}
