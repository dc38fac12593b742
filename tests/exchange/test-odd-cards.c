/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards as telephones, mail programs and accidents write them. */
#include "config.h"

#include <string.h>

#include "exchange/desk-entries.h"

typedef struct
{
  const char *bytes;
  gsize length;
  const char *language, *infos, *faults; /* infos: one a line, as kept; faults: lines */
} Case;

#define C(language, text, infos, faults) { text, sizeof (text) - 1, language, infos, faults }
#define B "BEGIN:VCARD\r\n"
#define B2 B "VERSION:2.1\r\n"
#define B3 B "VERSION:3.0\r\n"
#define B4 B "VERSION:4.0\r\n"
#define E "END:VCARD\r\n"
#define HILL "{\"$lastname\":\"Hill\"}"

static const Case cases[] = {
  /* plain ones of each version */
  C ("en", B3 "FN:Robert Hill\r\nN:Hill;Robert;J.;Dr.;Jr.\r\nTEL;TYPE=CELL:090\r\n" E,
     "{\"$lastname\":\"Hill\",\"$firstname\":\"Robert\",\"Middle name\":\"J.\",\"Prefix\":\"Dr.\",\"Suffix\":\"Jr.\","
     "\"$tel_mobile\":\"090\"}", ""),
  C ("en", B2 "N:Hill;Robert\r\nTEL;HOME;VOICE:03\r\nTEL;WORK;FAX:04\r\n" E,
     "{\"$lastname\":\"Hill\",\"$firstname\":\"Robert\",\"$tel_home\":\"03\",\"$fax\":\"04\"}", ""),
  C ("en", B4 "FN:Robert Hill\r\nN:Hill;Robert;;;\r\nTEL;VALUE=uri;TYPE=\"voice,work\":tel:+81-3\r\n" E,
     "{\"$lastname\":\"Hill\",\"$firstname\":\"Robert\",\"$tel_work\":\"+81-3\"}", ""),
  C ("en", B4 "FN:Hill\r\nTEL;VALUE=uri:tel:+81-3;ext=12\r\n" E,
     "{\"$tel_work\":\"+81-3;ext=12\",\"$lastname\":\"Hill\"}", ""),
  C ("ja", B3 "FN:山田 太郎\r\nN:山田;太郎;;;\r\nX-PHONETIC-LAST-NAME:ヤマダ\r\nX-PHONETIC-FIRST-NAME:タロウ\r\n" E,
     "{\"$lastname\":\"山田\",\"$firstname\":\"太郎\",\"姓（フリガナ）\":\"ヤマダ\",\"名（フリガナ）\":\"タロウ\"}", ""),
  /* 2.1 from Japanese telephones */
  C ("ja", B2 "N;CHARSET=SHIFT_JIS:\x8e\x52\x93\x63;\x91\xbe\x98\x59;;;\r\n"
              "SOUND;X-IRMC-N;CHARSET=SHIFT_JIS:\xd4\xcf\xc0\xde;\xc0\xdb\xb3;;;\r\nTEL;CELL:090\r\n" E,
     "{\"$lastname\":\"山田\",\"$firstname\":\"太郎\",\"姓（フリガナ）\":\"ﾔﾏﾀﾞ\",\"名（フリガナ）\":\"ﾀﾛｳ\",\"$tel_mobile\":\"090\"}", ""),
  C ("ja", B2 "N;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=8E=52=93=63;=91=BE=98=59;;;\r\n" E,
     "{\"$lastname\":\"山田\",\"$firstname\":\"太郎\"}", ""),
  C ("ja", B2 "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=B1=B1=E7=94=B0;=E5=A4=AA=E9=83=8E\r\n" E,
     "{\"$lastname\":\"山田\",\"$firstname\":\"太郎\"}", ""),
  C ("ja", B2 "N:山田;太郎\r\nNOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=E5=B1=B1=\r\n=E7=94=B0=0D=0A=E5=A4=AA\r\n" E,
     "{\"$lastname\":\"山田\",\"$firstname\":\"太郎\",\"$notes\":\"山田\\r\\n太\"}", ""),
  C ("ja", B2 "N;ENCODING=QUOTED-PRINTABLE;CHARSET=EUC-JP:=BB=B3=C5=C4;=C2=C0=CF=BA\r\n" E,
     "{\"$lastname\":\"山田\",\"$firstname\":\"太郎\"}", ""),
  C ("en", B2 "N:Hill\r\nNOTE;QUOTED-PRINTABLE:a=3Db=\r\nc\r\n" E, "{\"$lastname\":\"Hill\",\"$notes\":\"a=bc\"}", ""),
  C ("en", B2 "N:Hill\r\nADR;WORK;ENCODING=QUOTED-PRINTABLE:;;1 High=20St;London;;N1;UK\r\n" E,
     "{\"$lastname\":\"Hill\",\"$address_work\":\"1 High St\\nLondon\\nN1\\nUK\"}", ""),
  /* encodings of the whole file */
  C ("en", "\xef\xbb\xbf" B3 "N:M\xc3\xbcller\r\n" E, "{\"$lastname\":\"Müller\"}", ""),
  C ("en", B3 "N:M\xfcller\r\nFN:J\xfcrgen M\xfcller\r\nNOTE:gr\xfc\xdf\x65\r\n" E,
     "{\"$lastname\":\"Müller\",\"$notes\":\"grüße\"}", ""),
  C ("en", "\xef\xbb\xbf" B3 "N:Hill\r\nNOTE:a\xff\r\n" E, "{\"$lastname\":\"Hill\",\"$notes\":\"a\xef\xbf\xbd\"}", "4"),
  C ("en", "B\0E\0G\0I\0N\0:\0V\0C\0A\0R\0D\0\n\0N\0:\0\x71\x5c\n\0E\0N\0D\0:\0V\0C\0A\0R\0D\0\n\0",
     "{\"$lastname\":\"山\"}", ""),
  C ("en", B3 "N:Hi\0ll\r\n" E, "{\"$lastname\":\"Hi\xef\xbf\xbdll\"}", "3"),
  /* folded lines */
  C ("en", B3 "N:Hi\r\n ll\r\n" E, HILL, ""), C ("en", B3 "N:Hi\n\tll\n" E, HILL, ""),
  C ("en", B3 "N\r\n :Hill\r\n" E, HILL, ""),
  C ("en", B3 "N:Hill\r\nNOTE:one \r\n two\r\n" E, "{\"$lastname\":\"Hill\",\"$notes\":\"one two\"}", ""),
  C ("ja", B3 "N:\xe5\xb1\r\n \xb1\xe7\x94\xb0\r\n" E, "{\"$lastname\":\"山田\"}", ""),
  /* groups */
  C ("en", B3 "N:Hill\r\nitem1.TEL;type=pref:03\r\nitem1.X-ABLabel:_$!<Other>!$_\r\n" E,
     "{\"$lastname\":\"Hill\",\"$tel_work\":\"03\"}", ""),
  C ("en", B3 "a.N:Hill\r\nb.ORG:Acme;Sales\r\n" E, "{\"$lastname\":\"Hill\",\"$company\":\"Acme Sales\"}", ""),
  /* what nobody knows */
  C ("en", B3 "N:Hill\r\nX-AIM:x\r\nGENDER:M\r\nBDAY:19700101\r\nGEO:1;2\r\n" E, HILL, ""),
  C ("en", B3 "N:Hill\r\nX-;;;:\r\n;:x\r\nNONSENSE\r\n:\r\n" E, HILL, "5 6 7"),
  C ("en", B3 "N:Hill\r\nCATEGORIES:a,b\r\nUID:urn:uuid:1\r\nREV:20200101T000000Z\r\nPRODID:x\r\n" E, HILL, ""),
  C ("en", B "VERSION:9.9\r\nN:Hill\r\n" E, HILL, ""), C ("en", B "N:Hill\r\n" E, HILL, ""),
  /* names */
  C ("en", B3 "FN:Robert Hill\r\n" E, "{\"$firstname\":\"Robert\",\"$lastname\":\"Hill\"}", ""),
  C ("en", B3 "FN:Hill\r\n" E, HILL, ""),
  C ("en", B3 "FN:Anna Maria de la Cruz\r\n" E, "{\"$firstname\":\"Anna Maria de la\",\"$lastname\":\"Cruz\"}", ""),
  C ("ja", B3 "FN:山田　太郎\r\n" E, "{\"$lastname\":\"山田\",\"$firstname\":\"太郎\"}", ""),
  C ("ja", B3 "FN:山田太郎\r\nN:;;;;\r\n" E, "{\"$lastname\":\"山田太郎\"}", ""),
  C ("en", B3 "ORG:Acme\r\n" E, "{\"$company\":\"Acme\"}", ""),
  C ("en", B3 "TEL:03\r\n" E, "{\"$tel_work\":\"03\"}", ""), C ("en", B3 "EMAIL:a@b.example\r\n" E, "{\"$email\":\"a@b.example\"}", ""),
  C ("en", B3 "N:Hill;;;;\r\nFN:\r\n" E, HILL, ""), C ("en", B3 "N: \r\nFN: \r\nTEL:1\r\n" E, "{\"$lastname\":\" \",\"$tel_work\":\"1\"}", ""),
  C ("en", B3 "N:O\\;Hara;Sca\\,rlett\r\n" E, "{\"$lastname\":\"O;Hara\",\"$firstname\":\"Sca,rlett\"}", ""),
  C ("en", B3 "N:Hill\r\nN:Dale\r\n" E, "{\"$lastname\":\"Hill\",\"Last name 2\":\"Dale\"}", ""),
  /* several of a kind */
  C ("en", B3 "N:Hill\r\nTEL;TYPE=CELL:1\r\nTEL;TYPE=CELL:2\r\nTEL;TYPE=CELL:2\r\nTEL;TYPE=CELL:3\r\n" E,
     "{\"$lastname\":\"Hill\",\"$tel_mobile\":\"1\",\"Mobile 2\":\"2\",\"Mobile 3\":\"3\"}", ""),
  C ("ja", B3 "N:山\r\nEMAIL:a\r\nEMAIL;TYPE=WORK:b\r\nEMAIL:c\r\n" E,
     "{\"$lastname\":\"山\",\"$email\":\"a\",\"$email_work\":\"b\",\"メール 2\":\"c\"}", ""),
  C ("en", B3 "N:Hill\r\nTEL:1\r\nTEL:2\r\nTEL:3\r\n" E,
     "{\"$lastname\":\"Hill\",\"$tel_work\":\"1\",\"$tel_other\":\"2\",\"Other 2\":\"3\"}", ""),
  C ("en", B3 "N:Hill\r\nNOTE:a;b\\;c\\nd\\\\e\r\n" E, "{\"$lastname\":\"Hill\",\"$notes\":\"a;b;c\\nd\\\\e\"}", ""),
  C ("en", B3 "N:Hill\r\nURL:http://a.example/?a=1;b=2\r\n" E, "{\"$lastname\":\"Hill\",\"$url\":\"http://a.example/?a=1;b=2\"}", ""),
  C ("en", B3 "N:Hill\r\nTEL;TYPE=home,fax:1\r\nTEL;TYPE=pager:2\r\n" E,
     "{\"$lastname\":\"Hill\",\"$fax\":\"1\",\"$tel_other\":\"2\"}", ""),
  C ("en", B3 "N:Hill\r\ntel;type=Cell:1\r\n" E, "{\"$lastname\":\"Hill\",\"$tel_mobile\":\"1\"}", ""),
  C ("en", B3 "N:Hill\r\nTEL:\r\nADR:;;;;;;\r\nEMAIL:\r\n" E, HILL, ""),
  /* pictures and sounds */
  C ("en", B3 "N:Hill\r\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ\r\n EAYABgAAD/2wBD\r\n" E, HILL, ""),
  C ("en", B2 "N:Hill\r\nPHOTO;BASE64;JPEG:\r\n  /9j/4AAQSkZJRg==\r\n\r\nTEL:1\r\n" E,
     "{\"$lastname\":\"Hill\",\"$tel_work\":\"1\"}", ""),
  C ("en", B3 "N:Hill\r\nPHOTO;ENCODING=b:!!!not base64!!!\r\n" E, HILL, ""),
  C ("en", B4 "FN:Hill\r\nPHOTO:data:image/png;base64,iVBORw0KGgo=\r\n" E, HILL, ""),
  C ("en", B3 "N:Hill\r\nPHOTO;VALUE=uri:http://a.example/x.png\r\nSOUND;ENCODING=b:AAAA\r\nLOGO;ENCODING=b:AAAA\r\n" E, HILL, ""),
  /* several in a file */
  C ("en", B3 "N:A\r\n" E B3 "N:B\r\n" E B3 "N:C\r\n" E, "{\"$lastname\":\"A\"}\n{\"$lastname\":\"B\"}\n{\"$lastname\":\"C\"}", ""),
  C ("en", B3 "N:A\r\n" E "\r\n\r\n" B3 "N:B\r\n" E, "{\"$lastname\":\"A\"}\n{\"$lastname\":\"B\"}", ""),
  C ("en", B3 "N:A\r\n" E "rubbish\r\n" B3 "N:B\r\n" E, "{\"$lastname\":\"A\"}\n{\"$lastname\":\"B\"}", "5"),
  C ("en", B3 "N:A\r\n" B3 "N:B\r\n" E, "{\"$lastname\":\"B\"}", "1"), C ("en", B3 "N:A\r\n" E B3 "N:B\r\n", "{\"$lastname\":\"A\"}", "5"),
  C ("en", "begin:vcard\nn:Hill\nend:vcard\n", HILL, ""), C ("en", "  BEGIN:VCARD  \nN:Hill\nEND:VCARD  ", HILL, ""),
  C ("en", B3 "N:A\rTEL:1\r" "END:VCARD\r", "{\"$lastname\":\"A\",\"$tel_work\":\"1\"}", ""),
  C ("en", B2 "N:A\r\nAGENT:\r\n" B2 "N:B\r\n" E E, "{\"$lastname\":\"A\"}", ""),
  /* not contacts */
  C ("en", B E, "", "1"), C ("en", B3 "X-A:b\r\n" E, "", "1"), C ("en", B4 "KIND:group\r\nFN:All\r\n" E, "", "1"),
  C ("en", B3 "N:;;;;\r\n" E, "", "1"), C ("en", B3, "", "1"), C ("en", B3 "N:A\r\nEND:VCAR", "", "1"),
  C ("en", E B3 "N:A\r\n" E, "{\"$lastname\":\"A\"}", "1"),
  /* lines of our own */
  C ("en", B3 "N:A\r\nX-SIDETONE-FIELD:Birth%3Bday;1/2\r\nX-SIDETONE-FIELD:$lang;ja\r\nX-SIDETONE-FIELD:x\r\n"
     "X-SIDETONE-FIELD:a;b;c\r\nX-SIDETONE-FIELD:;b\r\n" E,
     "{\"$lastname\":\"A\",\"Birth;day\":\"1/2\",\"$lang\":\"ja\",\"a\":\"b;c\"}", ""),
};

static void
test_cases (void)
{
  gboolean all_well = TRUE;

  g_assert_cmpuint (G_N_ELEMENTS (cases), >=, 60);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *row = &cases[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (DeskContactFile) file
        = desk_contact_file_read (row->bytes, row->length, row->language, &error);
      g_autoptr (GString) infos = g_string_new (NULL), lines = g_string_new (NULL);

      g_assert_no_error (error);
      g_assert_nonnull (file->entries);
      for (guint j = 0; j < file->entries->len; j++)
        {
          g_autofree char *text = pal_contact_info_to_text (((DeskEntry *) file->entries->pdata[j])->info);

          g_string_append_printf (infos, "%s%s", j > 0 ? "\n" : "", text);
        }
      for (guint j = 0; j < file->faults->len; j++)
        g_string_append_printf (lines, "%s%u", j > 0 ? " " : "", ((DeskFault *) file->faults->pdata[j])->line);
      if (strcmp (infos->str, row->infos) == 0 && strcmp (lines->str, row->faults) == 0)
        continue;
      g_printerr ("%u: %s\n%s, lines “%s”; not\n%s, “%s”\n", i, row->bytes, infos->str, lines->str, row->infos,
                  row->faults);
      all_well = FALSE;
    }
  g_assert_true (all_well);
}

/* The library tells the log what it leaves out of a card that is none. */
static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  return g_strcmp0 (domain, "libebook-contacts") != 0;
}

static void
ignore (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
}

/* Anything at all between BEGIN and END. */
static void
test_noise (void)
{
  static const char *const words[] = { "N", "FN", "TEL", ";", ":", "=", "\r\n", " ", "\t", "TYPE", "ENCODING",
                                       "QUOTED-PRINTABLE", "CHARSET=", "b", "\\", ",", "\"", "=E5", "=\r\n", "é", ".",
                                       "SHIFT_JIS", "PHOTO", "AAAA", "\x1b", "BASE64" };

  /* Spared by the one, it would still be told to the harness as the end of the test without the other. */
  g_test_log_set_fatal_handler (is_fatal, NULL);
  g_log_set_handler ("libebook-contacts", G_LOG_LEVEL_WARNING | G_LOG_FLAG_FATAL, ignore, NULL);
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GString) text = g_string_new (B);
      g_autoptr (DeskContactFile) file = NULL;

      for (gint n = g_test_rand_int_range (0, 40); n > 0; n--)
        g_string_append (text, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
      g_string_append (text, "\r\n" E);
      file = desk_contact_file_read (text->str, text->len, "en", NULL);
      g_assert_nonnull (file);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/odd-cards/cases", test_cases);
  g_test_add_func ("/exchange/odd-cards/noise", test_noise);
  return g_test_run ();
}
