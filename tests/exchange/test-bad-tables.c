/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that somebody spoilt: what can be read is read, each line that cannot is named. */
#include "config.h"

#include <string.h>

#include "exchange/desk-columns.h"
#include "exchange/desk-entries.h"

typedef struct
{
  const char *bytes;
  gsize length;
  int n_rows;         /* -1: no table at all */
  const char *faults; /* lines */
} Case;

#define T(text, rows, lines) { text, sizeof (text) - 1, rows, lines }
#define H "Last name,Home\r\n"

static const Case cases[] = {
  /* nothing in it */
  T ("", -1, ""), T ("\r\n", -1, ""), T ("\n\n\n", -1, ""), T ("\xef\xbb\xbf", -1, ""), T (" ", -1, ""),
  T (",,,\r\n", -1, ""), T ("\"\"\r\n", -1, ""), T ("\xff\xfe", -1, ""), T ("\0", 0, "1"), T ("\"", -1, ""),
  T ("\"a\n", -1, ""), T ("a\"b,c\n", -1, ""),
  /* the first line alone */
  T (H, 0, ""), T ("Last name,Home", 0, ""), T ("Last name\n", 0, ""), T (H "\r\n\r\n", 0, ""), T (H ",\r\n", 0, ""),
  T (H "  ,  \r\n", 0, ""),
  /* too many and too few cells */
  T (H "Hill,03,x\r\n", 0, "2"), T (H "Hill,03,\r\n", 1, ""), T (H "Hill,03,,,,\r\n", 1, ""), T (H "Hill\r\n", 1, ""),
  T (H "Hill,03\r\nA,1,2,3\r\nB,4\r\n", 2, "3"), T (H "A,1,2\nB,3,4\nC,5,6\n", 0, "2 3 4"), T (H ",,x\n", 0, "2"),
  T (H "A,1, \n", 1, ""), T (H "A,1,0\n", 0, "2"), T ("a\nb,c\nd\n", 1, "2"),
  /* quotation marks */
  T (H "Hi\"ll,03\r\n", 0, "2"), T (H "\"Hi\"ll\",03\r\n", 0, "2"), T (H "\"Hill,03\r\n", 0, "2"),
  T (H "A,1\r\n\"B,2\r\nC,3\r\n", 2, "3"), T (H "A,1\r\nB\"x,2\r\nC,3\r\n", 2, "3"),
  T (H "\"A\"x,1\r\nB,2\r\n", 1, "2"), T (H "A,\"1\r\nB,2\r\n", 1, "2"), T (H "A,1\"\r\n", 0, "2"),
  T (H "\"A\"\"B\",1\r\n", 1, ""), T (H "\"A\"\",1\r\nB,2\r\n", 1, "2"), T (H "\"\"\"\",1\r\n", 1, ""),
  T (H "\"\"\",1\r\nB,2\r\n", 1, "2"), T (H "\"A\" ,1\r\n", 1, ""), T (H " \"A\",1\r\n", 1, ""),
  T (H "x \"A\",1\r\n", 0, "2"), T (H "\"A\n\",1\r\nB,\"2\n\n3\"\r\n", 2, ""),
  T (H "\"A\n\"x,1\r\nB,2\r\n", 1, "2 3"), T (H "A,1\n\"", 1, "3"), T (H "A,1\n\"\n", 1, "3"),
  T (H "\"A,1\n\"B,2\nC,3\n", 1, "2 3"), T (H "'A',1\n", 1, ""), T (H "A,'1\n", 1, ""),
  T (H "\"A\",\"1\"\n\"B\",\"2\"", 2, ""), T (H "\"A\",\"1\"\n\"B\",\"2", 1, "3"),
  T (H "\"A\"\"\n", 0, "2"), T (H "\",\n\",\n", 1, ""), T (H "A,1\nB,\"\"2\"\nC,3\n", 2, "3"),
  /* lines end as they like */
  T ("Last name,Home\rA,1\rB,2\r", 2, ""), T ("Last name,Home\nA,1\r\nB,2\rC,3", 3, ""), T (H "A,1\n\r\n\rB,2\n", 2, ""),
  T (H "A,1,2\rB,3\rC,4,5\r", 1, "2 4"), T ("\n\n" H "A,1,2\n", 0, "4"), T ("\r\rLast name\rA,1\r", 0, "4"),
  /* letters that are none: UTF-8 */
  T (H "H\xc3\xb6ll,1\nA\xff,2\nM\xc3\xbc,3\n", 2, "3"), T (H "\xc3\xb6\xc3\xb6\nA\xc3,2\n", 1, "3"),
  T (H "\xe5\xb1\xb1\xe7\x94\xb0,1\n\xe5\xb1,2\n", 1, "3"), T ("\xef\xbb\xbf" H "\xff,1\nB,2\n", 1, "2"),
  T ("\xef\xbb\xbf" H "A\x80\x80,1\n", 0, "2"), T ("\xef\xbb\xbf" H "\xed\xa0\x80,1\nB,2\n", 1, "2"),
  T ("\xef\xbb\xbf" H "\xc0\x80,1\n", 0, "2"), T ("\xef\xbb\xbf" H "\xf8\x88\x80\x80\x80,1\n", 0, "2"),
  T ("\xef\xbb\xbf" H "\"A\xff\nB\",1\nC,2\n", 1, "2"), T ("\xef\xbb\xbf" H "A,1\n\"B\n\xff\",2\nC,3\n", 2, "4"),
  T ("\xef\xbb\xbf" H "A,1\n\xfe\xff,2\n\xff\xfe,3\nD,4\n", 2, "3 4"),
  T ("\xef\xbb\xbf" "N\xffme,Home\nA,1\n", 1, "1"), T ("\xef\xbb\xbf" H "A,1,\xff\n", 0, "2 2"),
  /* NUL */
  T (H "A\0B,1\n", 0, "2"), T (H "A,1\nB\0,2\nC,3\n", 2, "3"), T (H "\0\0\0\n", 0, "2"), T (H "A,1\n\0", 1, "3"),
  /* UTF-16, whole and cut off */
  T ("\xff\xfe" "a\0\n\0b\0\n\0", 1, ""), T ("\xff\xfe" "a\0\n\0b\0\n\0c", 1, "3"), T ("\xfe\xff" "\0a\0\n\0b\0\n", 1, ""),
  T ("\xff\xfe" "a\0\n\0b\0,\0c\0\n\0", 0, "2"), T ("\xff\xfe" "a\0\n\0\x00\xd8\n\0b\0\n\0", 1, "2"),
  T ("\xff\xfe" "a\0\n\0\x00\xdc\n\0b\0\n\0", 1, "2"), T ("\xfe\xff" "\0a\0\n\xd8\0\0\n\0b", 1, "2"),
  T ("\xff\xfe" "\"\0a\0\n\0", -1, ""), T ("a\0,\0b\0\n\0c\0,\0d\0\n\0", 1, ""), T ("\0a\0,\0b\0\n\0c\0,\0d\0\n", 1, ""),
  T ("\xff\xfe\0\0" "a\0\0\0\n\0\0\0b\0\0\0", 1, ""), T ("\xff\xfe\0\0" "a\0\0\0\n\0\0\0\0\0\x11\0\n\0\0\0", 0, "2"),
  T ("\xff\xfe" "a", -1, "1"),
  /* Shift_JIS and others; half a letter at the end of a line */
  T ("\x90\xa9,\x96\xbc\r\n\x8e\x52\x93\x63,\x91\xbe\x98\x59\r\n", 1, ""),
  T ("\x90\xa9,\x96\xbc\r\n\x8e\x52\x93\x63,\x91\xbe\x98\x59,\x89\xef\x8e\xd0\r\n", 0, "2"),
  T ("\x90\xa9,\x96\xbc\r\n\"\x8e\x52\x93\x63,\x91\xbe\x98\x59\r\n\x8f\xac\x97\xd1,\x92\xbc\x8e\x71\r\n", 1, "2"),
  T ("\x90\xa9,\x96\xbc\r\n\x8e\x52\x93\x63,\x91\xbe\x98\x59\r\n\x8f\xac\x97\xd1,\x92\xbc\x8e\r\n\x8f\xac\x97\xd1,"
     "\x92\xbc\x8e\x71\r\n", 2, "3"),
  T ("Nom,T\xe9l\n\xc9mile,1\nZo\xeb,2,3\n", 1, "3"), T ("Name\nJ\xfcrgen M\xfcller\nGr\xf6\xdf\x65,1\n", 1, "3"),
  T ("\x1b$B@+\x1b(B,Home\n\x1b$B;3ED\x1b(B,1\n", 1, ""), T ("\x1b$B@+\x1b(B\n\x1b$B;3ED\x1b(B,1\n", 0, "2"),
  /* other separators */
  T ("Last name;Home\nA;1\nB;2;3\n", 1, "3"), T ("Last name\tHome\nA\t1\nB\t2\t3\n", 1, "3"),
  T ("Last name;Home\nA,1\nB;\"2\nC;3\n", 2, "3"), T ("Last name\tHome\n\"A\t1\nB\t2\n", 1, "2"),
  T ("\"a;b\",c\n1,2\n1,2,3\n", 1, "3"), T ("a;b,c;d\n1;2;3\n1;2;3;4\n", 1, "3"),
  /* other files than tables */
  T ("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<\"x\n", 2, "4"),
  T ("PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\n", 0, "1"), T ("{\"a\":\"b\"}\n", -1, ""), T ("[\"a\",\n\"b\"]\n", -1, ""),
  T ("<html>\n<body class=\"x\">\n</html>\n", 1, "2"), T ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\n", 2, "3"),
};

static char *
list_lines (GPtrArray *faults)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < faults->len; i++)
    {
      const DeskFault *fault = faults->pdata[i];

      g_assert_true (fault->reason != NULL && *fault->reason != '\0');
      g_assert_true (g_utf8_validate (fault->reason, -1, NULL));
      g_string_append_printf (lines, "%s%u", i > 0 ? " " : "", fault->line);
    }
  return g_string_free (lines, FALSE);
}

static void
test_cases (void)
{
  gboolean all_well = TRUE;

  g_assert_cmpuint (G_N_ELEMENTS (cases), >=, 100);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *row = &cases[i];
      g_autofree char *shown = g_strescape (row->bytes, NULL), *lines = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (DeskTable) table = desk_table_read (row->bytes, row->length, &error);
      int n_rows = table != NULL ? (int) table->rows->len : -1;

      g_assert_true ((table == NULL) == (error != NULL));
      lines = table != NULL ? list_lines (table->faults) : g_strdup ("");
      if (n_rows == row->n_rows && (table == NULL || strcmp (lines, row->faults) == 0))
        continue;
      g_printerr ("%u “%s”: %d rows, lines “%s”, not %d and “%s”\n", i, shown, n_rows, lines, row->n_rows,
                  row->faults);
      all_well = FALSE;
    }
  g_assert_true (all_well);
}

/* Sizes that nobody means well. */
static void
test_sizes (void)
{
  g_autoptr (GString) text = g_string_new (H);
  g_autoptr (DeskTable) table = NULL;
  g_autofree char *lines = NULL;

  for (guint i = 0; i < DESK_TABLE_MAX_CELL + 1; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, ",1\nB,2\n");
  for (guint i = 0; i < DESK_TABLE_MAX_COLUMNS + 1; i++)
    g_string_append (text, "x,");
  g_string_append (text, "\nC,\"3\n");
  for (guint i = 0; i < 5000; i++)
    g_string_append (text, "D,4\n");
  table = desk_table_read (text->str, text->len, NULL);
  g_assert_nonnull (table);
  lines = list_lines (table->faults);
  g_assert_cmpstr (lines, ==, "2 4 5");
  g_assert_cmpuint (table->rows->len, ==, 5001);
}

/* A quotation mark in every line, none of them closed: it must not take the square of them. */
static void
test_every_line (void)
{
  g_autoptr (GString) text = g_string_new (H);
  g_autoptr (DeskTable) table = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, "\"A,1\n");
  table = desk_table_read (text->str, text->len, NULL);
  g_assert_cmpuint (table->rows->len + table->faults->len, >=, 5000);
}

/* Anything at all. */
static void
test_noise (void)
{
  static const char letters[] = "a,\"\n\r;\t\0\xff\xc3\xa4\x81\x40'=";

  for (guint i = 0; i < 3000; i++)
    {
      char bytes[64];
      gsize length = (gsize) g_test_rand_int_range (0, sizeof bytes);
      g_autoptr (DeskContactFile) file = NULL;

      for (gsize j = 0; j < length; j++)
        bytes[j] = letters[g_test_rand_int_range (0, sizeof letters - 1)];
      file = desk_contact_file_read (bytes, length, "en", NULL);
      for (guint j = 0; file != NULL && j < file->table->rows->len; j++)
        {
          const DeskTableRow *row = file->table->rows->pdata[j];

          for (guint k = 0; k < file->table->n_columns; k++)
            g_assert_true (g_utf8_validate (row->cells[k], -1, NULL));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/bad-tables/cases", test_cases);
  g_test_add_func ("/exchange/bad-tables/sizes", test_sizes);
  g_test_add_func ("/exchange/bad-tables/every-line", test_every_line);
  g_test_add_func ("/exchange/bad-tables/noise", test_noise);
  return g_test_run ();
}
