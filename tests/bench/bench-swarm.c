/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many call events a second the simulated PBX tells to how many desks: one process and one thread here,
 * palsim in the other, every event numbered. */
#include <errno.h>
#include <gio/gio.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "bench-probe.h"
#include "swarm-peer.h"

#define FIRST_USER 1001
#define AT_ONCE 64             /* that sign in at the same time */
#define QUEUE_LIMIT "2048"     /* KiB */
#define STALL_RATE 400         /* events a second while some read nothing */
#define PATIENCE (30 * G_USEC_PER_SEC)

typedef struct
{
  /* options */
  char *palsim, *rates;
  int n_peers, n_users, hold, n_stalled;
  gboolean check;

  GSubprocess *process;
  char *control_path, *pid;
  int control, epoll;
  guint16 port;
  guint n_open;            /* peers that are connected */
  SwarmPeer *peers;        /* those who read, then those who do not */
  SwarmTally *tally;
  double held;             /* the highest rate */
} Swarm;

static void
fail (const char *what)
{
  g_printerr ("bench-swarm: %s\n", what);
  exit (1);
}

static char *
ask (Swarm *self, const char *request)
{
  g_autofree char *line = g_strconcat (request, "\n", NULL);
  GString *answer = g_string_new (NULL);
  char byte;

  if (write (self->control, line, strlen (line)) != (gssize) strlen (line))
    fail ("palsim does not listen any more");
  while (read (self->control, &byte, 1) == 1 && byte != '\n')
    g_string_append_c (answer, byte);
  if (!g_str_has_prefix (answer->str, "{\"ok\":true"))
    fail (answer->len > 0 ? answer->str : "palsim is gone");

  return g_string_free (answer, FALSE);
}

/* Number of the last change. */
static guint64
count_changes (Swarm *self, const char *request)
{
  g_autofree char *answer = ask (self, request);
  const char *changes = strstr (answer, "\"changes\":");

  return changes != NULL ? g_ascii_strtoull (changes + strlen ("\"changes\":"), NULL, 10) : 0;
}

static guint64
flood (Swarm *self, guint rate)
{
  g_autofree char *request = g_strdup_printf ("{\"cmd\":\"flood\",\"numbered\":true,\"rate\":%u,\"users\":%d}",
                                              rate, self->n_users);

  return count_changes (self, request);
}

static void
start_palsim (Swarm *self)
{
  g_autofree char *users = g_strdup_printf ("%d", self->n_users);
  g_autofree char *folder = g_dir_make_tmp ("swarm-XXXXXX", NULL);
  g_autoptr(GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  struct sockaddr_un address = { .sun_family = AF_UNIX };

  self->control_path = g_build_filename (folder, "control", NULL);
  g_strlcpy (address.sun_path, self->control_path, sizeof address.sun_path);
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, self->palsim, "--listen",
                                    "127.0.0.1:0", "--control", self->control_path, "--users", users, "--queue-limit",
                                    QUEUE_LIMIT, NULL);
  if (self->process == NULL)
    fail ("palsim cannot be started");
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  if (line == NULL || strrchr (line, ':') == NULL)
    fail ("palsim does not say where it is");

  self->port = (guint16) g_ascii_strtoull (strrchr (line, ':') + 1, NULL, 10);
  self->pid = g_strdup (g_subprocess_get_identifier (self->process));
  self->control = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect (self->control, (struct sockaddr *) &address, sizeof address) != 0)
    fail ("palsim has no control socket");
}

static void
stop_palsim (Swarm *self)
{
  g_autofree char *folder = g_path_get_dirname (self->control_path);

  close (self->control);
  g_subprocess_send_signal (self->process, SIGTERM);
  if (!g_subprocess_wait (self->process, NULL, NULL) || !g_subprocess_get_successful (self->process))
    fail ("palsim did not end well");
  unlink (self->control_path);
  rmdir (folder);
}

/* KiB of palsim. */
static guint64
read_memory (Swarm *self)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/smaps_rollup", self->pid);
  g_autofree char *text = NULL;
  const char *pss;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (pss = strstr (text, "\nPss:")) == NULL)
    return 0;

  return g_ascii_strtoull (pss + strlen ("\nPss:"), NULL, 10);
}

/* µs of CPU palsim used. */
static gint64
read_cpu (Swarm *self)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/stat", self->pid);
  g_autofree char *text = NULL;
  g_auto(GStrv) fields = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;

  fields = g_strsplit (strrchr (text, ')') + 2, " ", 0);
  return (g_ascii_strtoll (fields[11], NULL, 10) + g_ascii_strtoll (fields[12], NULL, 10)) * G_USEC_PER_SEC
         / sysconf (_SC_CLK_TCK);
}

static void
drop (Swarm *self, SwarmPeer *peer)
{
  swarm_peer_close (peer);
  self->n_open--;
}

/* Reads what comes, until @until at the latest; TRUE when something came. */
static gboolean
turn (Swarm *self, gint64 until)
{
  struct epoll_event ready[256];
  gint64 left = MAX (until - g_get_monotonic_time (), 0);
  int n = epoll_wait (self->epoll, ready, G_N_ELEMENTS (ready), (int) MIN ((left + 999) / 1000, 100));

  for (int i = 0; i < n; i++)
    if (!swarm_peer_read (ready[i].data.ptr))
      drop (self, ready[i].data.ptr);

  return n > 0;
}

static void
open_peer (Swarm *self, guint index, guint user)
{
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = &self->peers[index] };

  if (!swarm_peer_open (&self->peers[index], self->port, user, self->tally)
      || epoll_ctl (self->epoll, EPOLL_CTL_ADD, self->peers[index].fd, &event) != 0)
    fail (g_strerror (errno));
  self->n_open++;
}

static guint
count_watching (Swarm *self, guint from, guint to)
{
  guint n = 0;

  for (guint i = from; i < to; i++)
    n += self->peers[i].state == SWARM_WATCHING;

  return n;
}

static void
sign_in (Swarm *self, guint from, guint to)
{
  gint64 end = g_get_monotonic_time () + 4 * PATIENCE;
  guint opened = from, watching = 0;

  while (watching < to - from)
    {
      for (; opened < to && opened - from - watching < AT_ONCE; opened++)
        open_peer (self, opened, FIRST_USER + opened % self->n_users);
      turn (self, end);
      watching = count_watching (self, from, to);
      if (self->tally->faults > 0 || g_get_monotonic_time () > end)
        fail ("not everybody could sign in");
    }
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static void
sign_in_all (Swarm *self)
{
  guint64 before = read_memory (self), after;
  gint64 began = g_get_monotonic_time (), cpu = read_cpu (self), wall;
  g_autofree gint64 *times = g_new (gint64, self->n_peers);
  gint64 end;

  sign_in (self, 0, self->n_peers);
  wall = g_get_monotonic_time () - began;
  cpu = read_cpu (self) - cpu;
  for (end = g_get_monotonic_time () + G_USEC_PER_SEC / 2; g_get_monotonic_time () < end;)
    turn (self, end);
  after = read_memory (self);
  for (int i = 0; i < self->n_peers; i++)
    times[i] = self->peers[i].filled - self->peers[i].began;
  qsort (times, self->n_peers, sizeof *times, compare_times);
  g_print ("%d desks, each watching %d users\n", self->n_peers, self->n_users);
  g_print ("signed in after %.2f s (palsim %.2f s CPU), one of them: median %.1f ms, longest %.1f ms; %.1f MB of "
           "snapshots\n", wall / 1e6, cpu / 1e6, times[self->n_peers / 2] / 1e3,
           times[self->n_peers - 1] / 1e3, self->tally->bytes / 1e6);
  g_print ("palsim: %.1f MiB without a desk, %.1f KiB more for each idle one\n", before / 1024.0,
           ((double) after - (double) before) / self->n_peers);
}

/* Reads on until everybody has had number @last, or nothing comes any more. */
static void
catch_up (Swarm *self, guint64 last)
{
  gint64 quiet = g_get_monotonic_time () + PATIENCE;
  gboolean all = FALSE;

  while (!all && g_get_monotonic_time () < quiet)
    {
      if (turn (self, quiet))
        quiet = g_get_monotonic_time () + PATIENCE;
      all = TRUE;
      for (int i = 0; i < self->n_peers && all; i++)
        all = self->peers[i].state == SWARM_CLOSED || self->peers[i].next > last;
    }
  for (int i = 0; i < self->n_peers; i++)
    if (self->peers[i].next <= last)
      self->tally->lost += last + 1 - self->peers[i].next;
}

/* One rate for as long as it is to be held; TRUE when nothing was lost and nobody fell behind. */
static gboolean
hold (Swarm *self, guint rate)
{
  SwarmTally *tally = self->tally;
  gint64 cpu, own, end, wall;
  guint64 first = flood (self, 0), last, memory;
  guint third = MAX (MIN (10, self->hold / 3), 1);
  double done, early, late;
  gboolean held;

  swarm_tally_reset (tally);
  cpu = read_cpu (self);
  own = bench_get_cpu ();
  flood (self, rate);
  end = tally->began + self->hold * G_USEC_PER_SEC;
  while (g_get_monotonic_time () < end)
    turn (self, end);
  wall = g_get_monotonic_time () - tally->began;
  cpu = read_cpu (self) - cpu;
  own = bench_get_cpu () - own;
  memory = read_memory (self);
  done = count_changes (self, "{\"cmd\":\"flood\"}") - first;
  last = flood (self, 0);
  catch_up (self, last);

  early = swarm_tally_get (tally, 0.99, 0, third);
  late = swarm_tally_get (tally, 0.99, self->hold - third, self->hold);
  held = tally->lost == 0 && tally->repeated == 0 && tally->faults == 0
         && self->n_open >= (guint) self->n_peers && done >= 0.98 * rate * self->hold
         && late < 2 * early + 50;
  g_print ("%6u/s for %d s: %7.1f/s made, %8.0f/s read, lost %" G_GUINT64_FORMAT ", repeated %" G_GUINT64_FORMAT
           "; delay median %.1f, p99 %.1f (first %u s %.1f, last %.1f), longest %.1f ms; CPU palsim %.0f %%, "
           "swarm %.0f %%; palsim %.1f MiB: %s\n",
           rate, self->hold, done / (wall / 1e6), tally->events / (wall / 1e6), tally->lost, tally->repeated,
           swarm_tally_get (tally, 0.5, 0, self->hold), swarm_tally_get (tally, 0.99, 0, self->hold), third,
           early, late, tally->longest / 1e3, 100.0 * cpu / wall, 100.0 * own / wall, memory / 1024.0,
           held ? "held" : "not held");
  if (held)
    self->held = rate;

  return held;
}

/* Some read nothing any more: they are closed, and nobody else notices. */
static gboolean
stall (Swarm *self, guint rate)
{
  guint n = self->n_stalled, from = self->n_peers;
  gint64 began, end;
  guint64 memory, most = 0;
  guint left = n;

  sign_in (self, from, from + n);
  for (guint i = from; i < from + n; i++)
    epoll_ctl (self->epoll, EPOLL_CTL_DEL, self->peers[i].fd, NULL);
  memory = read_memory (self);
  swarm_tally_reset (self->tally);
  flood (self, rate);
  began = g_get_monotonic_time ();
  end = began + 20 * self->hold * G_USEC_PER_SEC;
  for (gint64 next = began; left > 0 && g_get_monotonic_time () < end; turn (self, end))
    if (g_get_monotonic_time () >= next)
      {
        g_autofree char *peers = ask (self, "{\"cmd\":\"peers\"}");

        left = 0;
        for (const char *at = peers; (at = strstr (at, "\"logged_in\":true")) != NULL; at++)
          left++;
        left -= MIN (left, (guint) self->n_peers);
        most = MAX (most, read_memory (self));
        next = g_get_monotonic_time () + G_USEC_PER_SEC;
      }
  catch_up (self, flood (self, 0));
  for (guint i = from; i < from + n; i++)
    drop (self, &self->peers[i]);
  g_print ("%u more that read nothing, at %u/s: %s after %.1f s, palsim %.1f MiB more at most; the others: lost %"
           G_GUINT64_FORMAT ", p99 %.1f ms\n", n, rate, left == 0 ? "closed" : "still there",
           (g_get_monotonic_time () - began) / 1e6, ((double) most - (double) memory) / 1024,
           self->tally->lost, swarm_tally_get (self->tally, 0.99, 0, SWARM_WINDOWS));

  return left == 0 && self->tally->lost == 0;
}

static void
raise_limit (void)
{
  struct rlimit limit;

  getrlimit (RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
}

static void
read_options (Swarm *self, int *argc, char ***argv)
{
  const GOptionEntry entries[] = {
    { "palsim", 0, 0, G_OPTION_ARG_FILENAME, &self->palsim, "The program", "FILE" },
    { "peers", 0, 0, G_OPTION_ARG_INT, &self->n_peers, "Desks", "N" },
    { "users", 0, 0, G_OPTION_ARG_INT, &self->n_users, "Users each of them watches", "N" },
    { "rates", 0, 0, G_OPTION_ARG_STRING, &self->rates, "Events a second, one after the other", "N,N…" },
    { "hold", 0, 0, G_OPTION_ARG_INT, &self->hold, "How long each is held", "SECONDS" },
    { "stalled", 0, 0, G_OPTION_ARG_INT, &self->n_stalled, "More desks, that read nothing for a while", "N" },
    { "check", 0, 0, G_OPTION_ARG_NONE, &self->check, "Fail unless every rate is held", NULL },
    { NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autoptr(GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, &error))
    fail (error->message);
  if (self->palsim == NULL || self->n_peers < 1 || self->n_users < 12 || self->hold < 1
      || self->hold > SWARM_WINDOWS)
    fail ("--palsim is missing, or a number makes no sense");
}

int
main (int argc, char **argv)
{
  Swarm self = { .n_peers = 1000, .n_users = 1000, .hold = 60 };
  g_auto(GStrv) rates = NULL;
  gboolean well = TRUE, stalled = TRUE;

  read_options (&self, &argc, &argv);
  rates = g_strsplit (self.rates != NULL ? self.rates : "50,100,200,400,800,1600,3200,6400", ",", 0);
  setvbuf (stdout, NULL, _IOLBF, 0);
  raise_limit ();
  self.tally = swarm_tally_new (self.n_users);
  self.peers = g_new0 (SwarmPeer, self.n_peers + self.n_stalled);
  self.epoll = epoll_create1 (EPOLL_CLOEXEC);
  start_palsim (&self);
  sign_in_all (&self);
  for (int i = 0; i < self.n_peers; i++)
    self.peers[i].next = 1;
  if (self.n_stalled > 0)
    stalled = stall (&self, STALL_RATE);
  for (guint i = 0; rates[i] != NULL && well; i++)
    well = hold (&self, (guint) g_ascii_strtoull (rates[i], NULL, 10));
  g_print ("highest rate held: %.0f events/s to each of %d desks\n", self.held, self.n_peers);

  for (int i = 0; i < self.n_peers + self.n_stalled; i++)
    swarm_peer_close (&self.peers[i]);
  stop_palsim (&self);
  swarm_tally_free (self.tally);
  g_object_unref (self.process);
  g_free (self.peers);
  g_free (self.control_path);
  g_free (self.pid);
  g_free (self.palsim);
  g_free (self.rates);

  return (well && stalled) || !self.check ? 0 : 1;
}
