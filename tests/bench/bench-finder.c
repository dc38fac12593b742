/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The finder over many people: bench-finder [CONTACTS [COLLEAGUES]] types names and numbers letter by
 * letter and prints what a key costs, beside a linear scan with g_utf8_casefold() of the same names in the
 * same run. With --check there are fewer people, and it fails when the index is hardly faster. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench-probe.h"
#include "model/desk-finder-private.h"
#include "model/desk-presence-model-private.h"

#define LEAST_RATIO 2 /* of a linear scan to our slowest keys, with --check: sanitizers slow down only us */

static const char *const firsts[]
    = { "Aiko",   "Ben",   "Chie", "Dan",  "Eva",    "Farid",  "Grace", "Hiro",  "Ines",
        "Jun",    "Kenji", "Lena", "Mei",  "Noah",   "Olga",   "Paulo", "Quinn", "Ren",
        "Sakura", "Tomás", "愛子", "健二", "さくら", "ジョン", "Ürsula" };
static const char *const lasts[]
    = { "Sato", "Okafor", "Mori",     "Weiss", "Lind",   "Aziz",   "Hopper", "Tanaka", "Silva",
        "Kato", "Müller", "Nakamura", "Ono",   "Petrov", "Rossi",  "Suzuki", "Ueda",   "Vargas",
        "Wang", "Yamada", "佐藤",     "田中",  "山田",   "スミス", "Misato" };
static const char *const typed[]
    = { "sato aiko", "misato", "tanaka 42",  "さとう", "佐藤", "0312",       "09012345678",
        "1004",      "as",     "yamada ken", "muller", "zzzz", "company 77", "5678",
        "e",         "さくら", "10",         "to",     "ｻｸﾗ",  "+8190",      "van der" };

static DeskPresenceModel *model;
static DeskCatalogue *catalogue;
static GPtrArray *names;

static char *
make_name (guint i)
{
  return g_strdup_printf ("%s %s%s", firsts[i % G_N_ELEMENTS (firsts)],
                          lasts[(i / G_N_ELEMENTS (firsts)) % G_N_ELEMENTS (lasts)], i % 7 == 0 ? " Jr" : "");
}

static void
add_contact (guint i)
{
  g_autofree char *key = g_strdup_printf ("%u", i), *name = make_name (i);
  g_autofree char *company = g_strdup_printf ("Company %u", i % 5000);
  g_autofree char *phone = g_strdup_printf ("03-%04u-%04u", i / 10000, i % 10000);
  g_autofree char *mobile = g_strdup_printf ("090%08u", (guint)((guint64)i * 7919 % 100000000));
  g_autofree char *abroad = g_strdup_printf ("+813%04u%04u", i / 10000, i % 10000);
  g_autofree char *mobile_abroad = g_strdup_printf ("+81%s", mobile + 1);
  const char *texts[] = { name, company, NULL }, *numbers[] = { phone, mobile, NULL };
  const char *writings[] = { abroad, mobile_abroad, NULL };
  const DeskCatalogueRow row
      = { .kind = DESK_MATCH_CONTACT, .key = key, .title = name, .names = texts, .numbers = numbers,
          .writings = writings };

  desk_catalogue_put (catalogue, &row);
  g_ptr_array_add (names, g_strdup_printf ("%s\n%s\n%s\n%s", name, company, phone, mobile));
}

static void
add_colleague (guint i)
{
  g_autofree char *number = g_strdup_printf ("%u", 10000 + i), *name = make_name (i * 31);
  DeskExtension *extension = desk_presence_model_ensure (model, number);

  desk_presence_model_set_name (model, extension, name);
  desk_presence_model_set_presence (model, extension, (DeskPresence)(i % 7), NULL, 0);
  g_ptr_array_add (names, g_strdup_printf ("%s\n%s", name, number));
}

static void
add_recents (void)
{
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", 10000 + i * 17);

      desk_catalogue_add_recent (catalogue, number);
    }
}

/* What a program without an index does. */
static guint
scan (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  guint n = 0;

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *name = g_utf8_casefold (names->pdata[i], -1);

      n += strstr (name, folded) != NULL;
    }
  return n;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;

  return left < right ? -1 : left > right;
}

static gint64
percentile (GArray *times, guint n)
{
  return g_array_index (times, gint64, MIN (times->len - 1, times->len * n / 100));
}

/* The text typed key by key; the CPU time of each, so that what else runs on the machine is not in it. */
static void
type (const char *text, GArray *ours, GArray *theirs, gboolean is_scanned, guint *found)
{
  for (const char *p = g_utf8_next_char (text);; p = g_utf8_next_char (p))
    {
      g_autofree char *part = g_strndup (text, (gsize)(p - text));
      gint64 begun = bench_get_thread_cpu (), took;
      g_autoptr (GPtrArray) matches = desk_catalogue_find (catalogue, part, FALSE, 12);

      took = bench_get_thread_cpu () - begun;
      g_array_append_val (ours, took);
      *found += matches->len;
      if (is_scanned)
        {
          begun = bench_get_thread_cpu ();
          *found += scan (part);
          took = bench_get_thread_cpu () - begun;
          g_array_append_val (theirs, took);
        }
      if (*p == '\0')
        break;
    }
}

int
main (int argc, char **argv)
{
  gboolean is_check = argc > 1 && g_str_equal (argv[1], "--check");
  guint n_contacts = argc > 1 && !is_check ? (guint)atoi (argv[1]) : is_check ? 20000 : 100000;
  guint n_colleagues = argc > 2 ? (guint)atoi (argv[2]) : is_check ? 2000 : 10000;
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) theirs = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint rounds = is_check ? 5 : 20, found = 0;
  double ratio;
  gint64 begun;

  model = desk_presence_model_new (NULL);
  catalogue = desk_catalogue_new (model);
  names = g_ptr_array_new_with_free_func (g_free);
  begun = bench_get_thread_cpu ();
  for (guint i = 0; i < n_contacts; i++)
    add_contact (i);
  for (guint i = 0; i < n_colleagues; i++)
    add_colleague (i);
  add_recents ();
  while (desk_catalogue_get_size (catalogue) < n_contacts + n_colleagues)
    g_main_context_iteration (NULL, TRUE);
  printf ("read in %u: %.2f ms, %.1f µs each\n", n_contacts + n_colleagues,
          (double)(bench_get_thread_cpu () - begun) / 1000,
          (double)(bench_get_thread_cpu () - begun) / (n_contacts + n_colleagues));

  for (guint round = 0; round < rounds; round++)
    for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
      type (typed[i], ours, theirs, round == 0, &found);
  g_array_sort (ours, compare);
  g_array_sort (theirs, compare);
  ratio = (double)percentile (theirs, 50) / (double)MAX (percentile (ours, 99), 1);
  printf ("a key: median %.3f ms, p99 %.3f ms, longest %.3f ms (%u keys)\n",
          (double)percentile (ours, 50) / 1000, (double)percentile (ours, 99) / 1000,
          (double)percentile (ours, 100) / 1000, ours->len);
  printf ("linear scan: median %.3f ms; %.0f times our p99, %.0f times our median (%u)\n",
          (double)percentile (theirs, 50) / 1000, ratio,
          (double)percentile (theirs, 50) / (double)MAX (percentile (ours, 50), 1), found);
  if (is_check && ratio < LEAST_RATIO)
    {
      fprintf (stderr, "the index is hardly faster than a linear scan\n");
      return 1;
    }
  g_ptr_array_unref (names);
  g_object_unref (catalogue);
  g_object_unref (model);
  return 0;
}
