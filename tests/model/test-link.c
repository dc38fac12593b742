/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-link.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *number;
  const char *extension;
  const char *host;
} Good;

typedef struct
{
  const char *text;
  DeskLinkError code;
} Bad;

#define DIGITS_40 "1234567890123456789012345678901234567890"

static const Good goods[] = {
  { "200", "200" },
  { "110", "110" },
  { "+81 3-1234-5678", "+81312345678" },
  { "(03) 1234.5678", "0312345678" },
  { "030/1234567", "0301234567" },
  { "*98", "*98" },
  { " 200 ", "200" },
  { "+" DIGITS_40, "+" DIGITS_40 },
  { "tel:200", "200" },
  { "TEL:200", "200" },
  { "Tel:+81-3-1234-5678", "+81312345678" },
  { "tel:112", "112" },
  { "tel://0312345678", "0312345678" },
  { "tel:%2B81%203%201234", "+8131234" },
  { "tel:*21*200%23", "*21*200#" },
  { "tel:*21*200#", "*21*200#" },
  { "tel:%2A21%2a200%23", "*21*200#" },
  { "tel:+1-201-555-0123;ext=44", "+12015550123", "44" },
  { "tel:7042;phone-context=example.com", "7042" },
  { "tel:863-1234;phone-context=+1-914-555", "8631234" },
  { "tel:863-1234;PHONE-CONTEXT=+1914;EXT=*5", "8631234", "*5" },
  { "callto:200", "200" },
  { "callto://+81312345678", "+81312345678" },
  { "sip:200@pbx.example.com", "200", "", "pbx.example.com" },
  { "sips:+81312345678@pbx.example.com:5061;user=phone", "+81312345678", "", "pbx.example.com" },
  { "sip:+8131234;ext=9@10.0.0.1;user=phone", "+8131234", "9", "10.0.0.1" },
  { "sip:200", "200" },
};

static const Bad bads[] = {
  { "", DESK_LINK_ERROR_NO_NUMBER },
  { "+", DESK_LINK_ERROR_NO_NUMBER },
  { " -. ", DESK_LINK_ERROR_NO_NUMBER },
  { "tel:", DESK_LINK_ERROR_NO_NUMBER },
  { "tel://", DESK_LINK_ERROR_NO_NUMBER },
  { "tel:+", DESK_LINK_ERROR_NO_NUMBER },
  { "sip:@pbx", DESK_LINK_ERROR_NO_NUMBER },
  { "1" DIGITS_40, DESK_LINK_ERROR_TOO_LONG },
  { "tel:1" DIGITS_40, DESK_LINK_ERROR_TOO_LONG },
  { "http://200", DESK_LINK_ERROR_SCHEME },
  { "javascript:200", DESK_LINK_ERROR_SCHEME },
  { "file:///200", DESK_LINK_ERROR_SCHEME },
  { " tel:200", DESK_LINK_ERROR_SCHEME },
  { "tel :200", DESK_LINK_ERROR_SCHEME },
  { ":200", DESK_LINK_ERROR_SCHEME },
  { "telx:200", DESK_LINK_ERROR_SCHEME },
  { "te:200", DESK_LINK_ERROR_SCHEME },
  { "ｔｅｌ:200", DESK_LINK_ERROR_SCHEME },
  { "tel:%", DESK_LINK_ERROR_ENCODING },
  { "tel:2%0", DESK_LINK_ERROR_ENCODING },
  { "tel:2%zz", DESK_LINK_ERROR_ENCODING },
  { "tel:200;ext=%", DESK_LINK_ERROR_ENCODING },
  { "tel:%2531", DESK_LINK_ERROR_CHARACTER },
  { "tel:200%00", DESK_LINK_ERROR_CHARACTER },
  { "tel:200%0d%0aX", DESK_LINK_ERROR_CHARACTER },
  { "tel:200\r\n", DESK_LINK_ERROR_CHARACTER },
  { "tel:200\t", DESK_LINK_ERROR_CHARACTER },
  { "200%30", DESK_LINK_ERROR_CHARACTER },
  { "tel:tel:200", DESK_LINK_ERROR_CHARACTER },
  { "tel:200,,5", DESK_LINK_ERROR_CHARACTER },
  { "tel:200p5", DESK_LINK_ERROR_CHARACTER },
  { "tel:200w5", DESK_LINK_ERROR_CHARACTER },
  { "tel:2+00", DESK_LINK_ERROR_CHARACTER },
  { "tel:++200", DESK_LINK_ERROR_CHARACTER },
  { "tel:200/5", DESK_LINK_ERROR_CHARACTER },
  { "tel:///200", DESK_LINK_ERROR_CHARACTER },
  { "tel:%3bext=5", DESK_LINK_ERROR_CHARACTER },
  { "tel:200%40pbx", DESK_LINK_ERROR_CHARACTER },
  { "tel:200@pbx", DESK_LINK_ERROR_CHARACTER },
  { "tel:\xe2\x80\xae" "200", DESK_LINK_ERROR_CHARACTER },
  { "２００", DESK_LINK_ERROR_CHARACTER },
  { "tel:%EF%BC%92", DESK_LINK_ERROR_CHARACTER },
  { "tel:\xff", DESK_LINK_ERROR_CHARACTER },
  { "tel:200\xc2\xa0" "5", DESK_LINK_ERROR_CHARACTER },
  { "--demo", DESK_LINK_ERROR_CHARACTER },
  { "%u", DESK_LINK_ERROR_CHARACTER },
  { "alice", DESK_LINK_ERROR_CHARACTER },
  { "sip:alice@pbx", DESK_LINK_ERROR_CHARACTER },
  { "sip:200:secret@pbx", DESK_LINK_ERROR_CHARACTER },
  { "sip://200@pbx", DESK_LINK_ERROR_CHARACTER },
  { "tel:200;isub=5", DESK_LINK_ERROR_PARAMETER },
  { "tel:200;postd=5", DESK_LINK_ERROR_PARAMETER },
  { "tel:200;", DESK_LINK_ERROR_PARAMETER },
  { "tel:200;;ext=5", DESK_LINK_ERROR_PARAMETER },
  { "tel:200;ext=5;ext=6", DESK_LINK_ERROR_PARAMETER },
  { "tel:200;phone-context", DESK_LINK_ERROR_PARAMETER },
  { "tel:200;phone-context=", DESK_LINK_ERROR_PARAMETER },
  { "tel:200;phone-context=+", DESK_LINK_ERROR_PARAMETER },
  { "tel:200;phone-context=+x", DESK_LINK_ERROR_PARAMETER },
  { "tel:200;phone-context=a%0ab", DESK_LINK_ERROR_PARAMETER },
  { "tel:200;phone-context=a;phone-context=b", DESK_LINK_ERROR_PARAMETER },
  { "sip:200@pbx;maddr=evil", DESK_LINK_ERROR_PARAMETER },
  { "sip:200@pbx;transport=tcp", DESK_LINK_ERROR_PARAMETER },
  { "tel:200;ext", DESK_LINK_ERROR_NO_NUMBER },
  { "tel:200;ext=", DESK_LINK_ERROR_NO_NUMBER },
  { "sip:200@", DESK_LINK_ERROR_HOST },
  { "sip:200@a@b", DESK_LINK_ERROR_HOST },
  { "sip:200@pbx?Replaces=1", DESK_LINK_ERROR_HOST },
  { "sip:200@pbx:", DESK_LINK_ERROR_HOST },
  { "sip:200@pbx:123456", DESK_LINK_ERROR_HOST },
  { "sip:200@pbx/x", DESK_LINK_ERROR_HOST },
  { "sip:200@%70bx", DESK_LINK_ERROR_HOST },
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (goods); i++)
    {
      const Good *row = &goods[i];
      g_autoptr (GError) error = NULL;
      DeskLink link;

      g_test_message ("%s", row->text);
      g_assert_true (desk_link_parse (row->text, &link, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (link.number, ==, row->number);
      g_assert_cmpstr (link.extension, ==, row->extension != NULL ? row->extension : "");
      g_assert_cmpstr (link.host, ==, row->host != NULL ? row->host : "");
      g_assert_cmpint (link.has_code, ==, strpbrk (row->number, "*#") != NULL);
    }
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bads); i++)
    {
      g_autoptr (GError) error = NULL;
      DeskLink link = { "untouched" };
      g_autofree char *shown = g_strescape (bads[i].text, NULL);

      g_test_message ("%s", shown);
      g_assert_false (desk_link_parse (bads[i].text, &link, &error));
      g_assert_error (error, DESK_LINK_ERROR, (int)bads[i].code);
      g_assert_cmpstr (link.number, ==, "untouched");
    }
}

/* Only so much of it is ever read, and what is as long as allowed is. */
static void
test_long (void)
{
  g_autofree char *long_one = g_strnfill (1024 * 1024, '1');
  g_autoptr (GString) just = g_string_new ("tel:200");
  g_autoptr (GError) error = NULL;
  DeskLink link;

  g_assert_false (desk_link_parse (long_one, &link, &error));
  g_assert_error (error, DESK_LINK_ERROR, DESK_LINK_ERROR_TOO_LONG);
  g_clear_error (&error);

  while (just->len < DESK_LINK_MAX_LENGTH)
    g_string_append_c (just, '-');
  g_assert_true (desk_link_parse (just->str, &link, NULL));
  g_string_append_c (just, '-');
  g_assert_false (desk_link_parse (just->str, &link, &error));
  g_assert_error (error, DESK_LINK_ERROR, DESK_LINK_ERROR_TOO_LONG);
}

/* Every byte in every place of a few links: what is accepted has nothing in it but what may be dialled. */
static void
test_bytes (void)
{
  static const char *const links[] = { "tel:+1(2);ext=3", "sip:12@a.b:5;user=phone", "12", "tel:%2B1" };

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    for (gsize at = 0; at < strlen (links[i]); at++)
      for (int byte = 1; byte < 256; byte++)
        {
          g_autofree char *text = g_strdup (links[i]);
          DeskLink link;

          text[at] = (char)byte;
          if (!desk_link_parse (text, &link, NULL))
            continue;
          g_assert_cmpuint (strspn (link.number, "+0123456789*#"), ==, strlen (link.number));
          g_assert_cmpuint (strspn (link.extension, "+0123456789*#"), ==, strlen (link.extension));
          for (const char *c = link.host; *c != '\0'; c++)
            g_assert_true (g_ascii_isalnum (*c) || *c == '.' || *c == '-');
        }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/link/good", test_good);
  g_test_add_func ("/model/link/bad", test_bad);
  g_test_add_func ("/model/link/long", test_long);
  g_test_add_func ("/model/link/bytes", test_bytes);

  return g_test_run ();
}
