/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as people write them: what is dialled, by which rule, what they are matched as. Written by hand. */
#include "config.h"

#include "model/desk-numbers.h"

#include <locale.h>

#define COLLEAGUE "7654321" /* longer than extensions are */

#define E DESK_NUMBER_EMERGENCY
#define C DESK_NUMBER_CODE
#define K DESK_NUMBER_COLLEAGUE
#define X DESK_NUMBER_EXTENSION
#define R DESK_NUMBER_OWN_RULE
#define O DESK_NUMBER_OUTSIDE

typedef struct
{
  const char *typed;
  const char *dialled; /* NULL: there is no number in it */
  DeskNumberKind kind;
  const char *key;     /* the strongest */
} Case;

/* Japan, where the PBX takes numbers as they are. */
static const Case japan[] = {
  { "03-1234-5678", "0312345678", O, "+81312345678" },
  { "(03) 1234 5678", "0312345678", O, "+81312345678" },
  { "０３－１２３４－５６７８", "0312345678", O, "+81312345678" },
  { "０３（１２３４）５６７８", "0312345678", O, "+81312345678" },
  { "03ー1234ー5678", "0312345678", O, "+81312345678" },
  { "03−1234−5678", "0312345678", O, "+81312345678" },
  { "03‐1234‐5678", "0312345678", O, "+81312345678" },
  { "0312345678", "0312345678", O, "+81312345678" },
  { "+81 3-1234-5678", "+81312345678", O, "+81312345678" },
  { "＋８１　３　１２３４　５６７８", "+81312345678", O, "+81312345678" },
  { "+81 (0)3-1234-5678", "+81312345678", O, "+81312345678" },
  { "+81 03-1234-5678", "+81312345678", O, "+81312345678" },
  { "010 81 3 1234 5678", "01081312345678", O, "+81312345678" },
  { "184-03-1234-5678", "1840312345678", O, "+81312345678" },
  { "186 03 1234 5678", "1860312345678", O, "+81312345678" },
  { "090-1234-5678", "09012345678", O, "+819012345678" },
  { "080 1234 5678", "08012345678", O, "+818012345678" },
  { "０７０１２３４５６７８", "07012345678", O, "+817012345678" },
  { "050-3123-4567", "05031234567", O, "+815031234567" },
  { "0120-444-444", "0120444444", O, "+81120444444" },
  { "0800-123-4567", "08001234567", O, "+818001234567" },
  { "0570-064-556", "0570064556", O, "+81570064556" },
  { "06-6123-4567", "0661234567", O, "+81661234567" },
  { "011-231-4567", "0112314567", O, "+81112314567" },
  { "0465-12-3456", "0465123456", O, "+81465123456" },
  { "1234-5678", "12345678", O, "=12345678" },
  { "6123-4567", "61234567", O, "=61234567" },
  { "010-1-212-555-0123", "01012125550123", O, "+12125550123" },
  { "+1 (212) 555-0123", "+12125550123", O, "+12125550123" },
  { "+44 (0)20 7946 0958", "+442079460958", O, "+442079460958" },
  { "+39 06 1234 5678", "+390612345678", O, "+390612345678" },
  { "03-1234-5678;ext=12", "0312345678", O, "+81312345678" },
  { "03-1234-5678 ext. 12", "0312345678", O, "+81312345678" },
  { "03-1234-5678 x12", "0312345678", O, "+81312345678" },
  { "03-1234-5678（内線12）", "0312345678", O, "+81312345678" },
  { "０３－１２３４－５６７８；ｅｘｔ＝１２", "0312345678", O, "+81312345678" },
  { "1003", "1003", X, "=1003" },
  { "１００３", "1003", X, "=1003" },
  { "10-03", "1003", X, "=1003" },
  { "1", "1", X, "=1" },
  { "77777", "77777", X, "=77777" },
  { "0110", "0110", X, "=0110" },
  { "00000", "00000", X, "=00000" },
  { COLLEAGUE, COLLEAGUE, K, "=" COLLEAGUE },
  { "765-4321", COLLEAGUE, K, "=" COLLEAGUE },
  { "110", "110", E, "=110" },
  { "１１０", "110", E, "=110" },
  { "119", "119", E, "=119" },
  { "118", "118", E, "=118" },
  { "911", "911", E, "=911" },
  { "112", "112", E, "=112" },
  { "1-1-9", "119", E, "=119" },
  { "177", "177", X, "=177" },
  { "104", "104", X, "=104" },
  { "#7119", "#7119", C, "=#7119" },
  { "＃７１１９", "#7119", C, "=#7119" },
  { "*21*1003#", "*21*1003#", C, "=*21*1003#" },
  { "＊８", "*8", C, "=*8" },
  { "*", "*", C, "=*" },
  { "*0312345678", "*0312345678", C, "=*0312345678" },
  { "", NULL, O, NULL },
  { "   ", NULL, O, NULL },
  { "+", NULL, O, NULL },
  { "Sato", NULL, O, NULL },
  { "佐藤 03", NULL, O, NULL },
  { "03-1234-567a", NULL, O, NULL },
  { ";ext=12", NULL, O, NULL },
};

/* Japan, 0 for the outside line. */
static const Case japan_outside[] = {
  { "03-1234-5678", "00312345678", O, "+81312345678" },
  { "0-03-1234-5678", "00312345678", O, "+81312345678" },
  { "０－０３－１２３４－５６７８", "00312345678", O, "+81312345678" },
  { "090-1234-5678", "009012345678", O, "+819012345678" },
  { "0 090 1234 5678", "009012345678", O, "+819012345678" },
  { "0120-444-444", "00120444444", O, "+81120444444" },
  { "0 0120 444 444", "00120444444", O, "+81120444444" },
  { "1234-5678", "12345678", X, "=12345678" },
  { "6123-4567", "061234567", O, "=61234567" },
  { "0 6123 4567", "061234567", O, "=61234567" },
  { "06-6123-4567", "00661234567", O, "+81661234567" },
  { "010 1 212 555 0123", "001012125550123", O, "+12125550123" },
  { "0 010 1 212 555 0123", "001012125550123", O, "+12125550123" },
  { "+81 3 1234 5678", "+81312345678", O, "+81312345678" },
  { "184 03 1234 5678", "01840312345678", O, "+81312345678" },
  { "0 184 03 1234 5678", "01840312345678", O, "+81312345678" },
  { "03-1234-5678;ext=5", "00312345678", O, "+81312345678" },
  { "1003", "1003", X, "=1003" },
  { "0100", "0100", X, "=0100" },
  { "110", "110", E, "=110" },
  { "0110", "0110", E, "=110" },
  { "0-119", "0119", E, "=119" },
  { "118", "118", E, "=118" },
  { "*31*0312345678", "*31*0312345678", C, "=*31*0312345678" },
  { "#0", "#0", C, "=#0" },
  { COLLEAGUE, COLLEAGUE, K, "=" COLLEAGUE },
  { "999999", "0999999", O, "=999999" },
  { "0312345678901", "00312345678901", O, "=0312345678901" },
};

/* Japan, 0 for the outside line, written as it is dialled in the country. */
static const Case japan_national[] = {
  { "+81 3 1234 5678", "00312345678", O, "+81312345678" },
  { "+81 (0)3 1234 5678", "00312345678", O, "+81312345678" },
  { "+81-90-1234-5678", "009012345678", O, "+819012345678" },
  { "+1 212 555 0123", "001012125550123", O, "+12125550123" },
  { "+44 20 7946 0958", "0010442079460958", O, "+442079460958" },
  { "03-1234-5678", "00312345678", O, "+81312345678" },
  { "0 03-1234-5678", "00312345678", O, "+81312345678" },
  { "110", "110", E, "=110" },
  { "+110", "+110", O, NULL },
  { "1003", "1003", X, "=1003" },
};

/* Japan, numbers with their country. */
static const Case japan_always[] = {
  { "03-1234-5678", "+81312345678", O, "+81312345678" },
  { "090 1234 5678", "+819012345678", O, "+819012345678" },
  { "010 1 212 555 0123", "+12125550123", O, "+12125550123" },
  { "+1 212 555 0123", "+12125550123", O, "+12125550123" },
  { "1234-5678", "12345678", O, "=12345678" },
  { "119", "119", E, "=119" },
  { "1003", "1003", X, "=1003" },
  { "*8", "*8", C, "=*8" },
};

/* Japan, a PBX that wants no 0 for the outside line. */
static const Case japan_removed[] = {
  { "0 03 1234 5678", "0312345678", O, "+81312345678" },
  { "03 1234 5678", "0312345678", O, "+81312345678" },
  { "0 010 1 212 555 0123", "01012125550123", O, "+12125550123" },
  { "0110", "0110", E, "=110" },
  { "110", "110", E, "=110" },
};

/* The United States, 9 for the outside line. */
static const Case states[] = {
  { "(212) 555-0123", "92125550123", O, "+12125550123" },
  { "212.555.0123", "92125550123", O, "+12125550123" },
  { "1-212-555-0123", "912125550123", O, "+12125550123" },
  { "9 1 212 555 0123", "912125550123", O, "+12125550123" },
  { "9 212 555 0123", "92125550123", O, "+12125550123" },
  { "917-555-0123", "99175550123", O, "+19175550123" },
  { "9-917-555-0123", "99175550123", O, "+19175550123" },
  { "+1 212 555 0123", "912125550123", O, "+12125550123" },
  { "+1 (212) 555-0123 x345", "912125550123", O, "+12125550123" },
  { "1-800-555-0100;ext=7", "918005550100", O, "+18005550100" },
  { "555-0123", "95550123", O, "=5550123" },
  { "9 555 0123", "95550123", O, "=5550123" },
  { "955-0123", "99550123", O, "=9550123" },
  { "011 81 3 1234 5678", "901181312345678", O, "+81312345678" },
  { "9 011 81 3 1234 5678", "901181312345678", O, "+81312345678" },
  { "+81 3 1234 5678", "901181312345678", O, "+81312345678" },
  { "+44 (0)20 7946 0958", "9011442079460958", O, "+442079460958" },
  { "911", "911", E, "=911" },
  { "9911", "9911", E, "=911" },
  { "9-911", "9911", E, "=911" },
  { "112", "112", E, "=112" },
  { "988", "988", E, "=988" },
  { "411", "411", X, "=411" },
  { "1003", "1003", X, "=1003" },
  { "９９１１", "9911", E, "=911" },
  { "*67", "*67", C, "=*67" },
  { "*72 212 555 0123", "*722125550123", C, "=*722125550123" },
  { COLLEAGUE, COLLEAGUE, K, "=" COLLEAGUE },
  { "8005550100", "98005550100", O, "+18005550100" },
  { "(０) 212", "0212", X, "=0212" },
};

/* Own rules: free numbers by another line, an old area code, a rule that is off, one that would call
 * the police. Extensions of eight digits by their pattern. */
static const Case own[] = {
  { "0120-444-444", "880120444444", R, "+81120444444" },
  { "0120-44-4444", "880120444444", R, "+81120444444" },
  { "0312345678", "0312345678", O, "+81312345678" },
  { "0422-123-456", "0333123456", R, "+81422123456" },
  { "81234567", "81234567", X, "=81234567" },
  { "91234567", "91234567", O, "=91234567" },
  { "550", "10", R, "=550" },
  { "552", "12", R, "=552" },
  { "553", "553", X, "=553" },
  { "7110", "7110", X, "=7110" },
  { "7111", "111", R, "=7111" },
  { "110", "110", E, "=110" },
  { "119", "119", E, "=119" },
  { "*0120", "*0120", C, "=*0120" },
  { "+49 30 123456", "0104930123456", O, "+4930123456" },
  { COLLEAGUE, COLLEAGUE, K, "=" COLLEAGUE },
};

/* Elsewhere. */
static const Case germany[] = {
  { "030 123456", "0030123456", O, "+4930123456" },
  { "0030 123456", "00030123456", O, "+30123456" },
  { "+49 (0)30 123456", "0030123456", O, "+4930123456" },
  { "0043 1 234567", "000431234567", O, "+431234567" },
  { "110", "110", E, "=110" },
  { "0112", "0112", E, "=112" },
};
static const Case italy[] = {
  { "06 1234 5678", "0612345678", O, "+390612345678" },
  { "+39 06 1234 5678", "0612345678", O, "+390612345678" },
  { "347 123 4567", "3471234567", O, "+393471234567" },
  { "113", "113", E, "=113" },
};

/* Nothing is known: nothing is changed. */
static const Case nowhere[] = {
  { "03-1234-5678", "0312345678", O, "=0312345678" },
  { "+81 3 1234 5678", "+81312345678", O, "+81312345678" },
  { "1003", "1003", X, "=1003" },
  { "110", "110", E, "=110" },
  { "911", "911", E, "=911" },
  { "*21#", "*21#", C, "=*21#" },
};

#define TABLE(table) table, G_N_ELEMENTS (table)
static const struct
{
  const char *name, *rules;
  const Case *cases;
  guint n;
} tables[] = {
  { "japan", "country=JP", TABLE (japan) },
  { "japan-outside", "country=JP; outside=0; line=added; like=1234xxxx", TABLE (japan_outside) },
  { "japan-national", "country=JP; outside=0; line=added; plus=national", TABLE (japan_national) },
  { "japan-always", "country=JP; plus=always", TABLE (japan_always) },
  { "japan-removed", "country=JP; outside=0; line=removed", TABLE (japan_removed) },
  { "states", "country=US; outside=9; line=added; plus=national", TABLE (states) },
  { "own", "country=JP; like=8xxxxxxx; plus=national; rule=0120. > 880120.; off=03. > 1.; rule=0422xxxxxx > 0333.; "
           "rule=55[0-2] > 1.; rule=7. > .", TABLE (own) },
  { "germany", "country=DE; outside=0; line=added; plus=national", TABLE (germany) },
  { "italy", "country=IT; plus=national", TABLE (italy) },
  { "nowhere", "", TABLE (nowhere) },
};

static gboolean
knows (const char *number, gpointer user_data)
{
  return g_str_equal (number, COLLEAGUE);
}

static DeskNumbers *
make (const char *rules)
{
  g_autoptr (StoreAccount) account = store_account_new (NULL);
  DeskNumbers *numbers;

  g_object_set (account, "number-rules", rules, NULL);
  numbers = desk_numbers_new (account);
  desk_numbers_set_knows (numbers, knows, NULL);
  return numbers;
}

static void
test_table (gconstpointer data)
{
  guint t = GPOINTER_TO_UINT (data);
  g_autoptr (DeskNumbers) numbers = make (tables[t].rules);

  for (guint i = 0; i < tables[t].n; i++)
    {
      const Case *one = &tables[t].cases[i];
      g_auto (DeskNumberPlan) plan = { 0 };
      g_auto (GStrv) keys = desk_numbers_dup_keys (numbers, one->typed);
      gboolean is_number = desk_numbers_dial (numbers, one->typed, &plan);

      g_test_message ("“%s”: “%s”, %s; %s", one->typed, plan.number, plan.words, keys != NULL ? keys[0] : "no key");
      g_assert_cmpstr (plan.number, ==, one->dialled);
      g_assert_true (is_number == (one->dialled != NULL));
      if (!is_number)
        continue;
      g_assert_cmpint (plan.kind, ==, one->kind);
      g_assert_cmpstr (plan.words, !=, "");
      if (one->key != NULL)
        g_assert_cmpstr (keys[0], ==, one->key);
    }
}

static void
test_compare (void)
{
  static const struct
  {
    const char *a, *b;
    DeskSameness sameness;
  } cases[] = {
    { "03-1234-5678", "+81 3 1234 5678", DESK_SAMENESS_SAME },
    { "03-1234-5678", "0 03 1234 5678", DESK_SAMENESS_SAME },
    { "0312345678", "０３－１２３４－５６７８；ｅｘｔ＝９", DESK_SAMENESS_SAME },
    { "03-1234-5678", "010 81 3 1234 5678", DESK_SAMENESS_SAME },
    { "184 03 1234 5678", "+81312345678", DESK_SAMENESS_SAME },
    { "1003", "１００３", DESK_SAMENESS_SAME },
    { "1003", "10030", DESK_SAMENESS_NONE },
    { "110", "0110", DESK_SAMENESS_SAME },
    { "*21", "21", DESK_SAMENESS_NONE },
    { "03-1234-5678", "06-1234-5678", DESK_SAMENESS_NONE },
    { "03-1234-5678", "+1 312 345 678", DESK_SAMENESS_NONE },
    { "1234-5678", "03-1234-5678", DESK_SAMENESS_TAIL },
    { "1234-5678", "06-1234-5678", DESK_SAMENESS_TAIL },
    { "1234-5678", "+81 3 1234 5678", DESK_SAMENESS_TAIL },
    { "234-5678", "1234-5678", DESK_SAMENESS_TAIL },
    { "234-567", "1234-567", DESK_SAMENESS_NONE },
    { "", "", DESK_SAMENESS_NONE },
    { "Sato", "Sato", DESK_SAMENESS_NONE },
  };
  g_autoptr (DeskNumbers) numbers = make ("country=JP; outside=0");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint turned = 0; turned < 2; turned++)
      {
        const char *a = turned ? cases[i].b : cases[i].a, *b = turned ? cases[i].a : cases[i].b;
        g_auto (GStrv) of_a = desk_numbers_dup_keys (numbers, a), of_b = desk_numbers_dup_keys (numbers, b);
        gboolean is_strong = FALSE, is_weak = FALSE;

        g_test_message ("“%s” and “%s”", a, b);
        g_assert_cmpint (desk_numbers_compare (numbers, a, b), ==, cases[i].sameness);
        for (guint k = 0; of_a != NULL && of_b != NULL && of_a[k] != NULL; k++)
          if (g_strv_contains ((const char *const *) of_b, of_a[k]))
            {
              is_strong |= of_a[k][0] != '~';
              is_weak |= of_a[k][0] == '~';
            }
        g_assert_true (is_strong == (cases[i].sameness == DESK_SAMENESS_SAME));
        g_assert_true (is_strong || is_weak || cases[i].sameness == DESK_SAMENESS_NONE);
      }
}

static void
test_words (void)
{
  static const struct
  {
    const char *typed, *dialled, *matched;
  } cases[] = {
    { "+81 3 1234 5678", "An outside number: its + is written as it is dialled here; the outside line’s 0 is put before it",
      "However it is written: in the world it is +81312345678" },
    { "119", "An emergency number: always sent as it is", "Only exactly 119 is the same" },
    { "1234-5678", "An outside number: the outside line’s 0 is put before it",
      "Its country or area is not known: the digits at its end must be the same (7)" },
    { "0120-444-444", "Own rule 1: “0120.” is sent as “88.”",
      "However it is written: in the world it is +81120444444" },
    { "1003", "No longer than extensions are (5): sent as it is", "Only exactly 1003 is the same" },
  };
  g_autoptr (DeskNumbers) numbers = make ("country=JP; outside=0; line=added; plus=national; rule=0120. > 88.");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (DeskNumberPlan) plan = { 0 };
      g_autofree char *matched = desk_numbers_dup_match_words (numbers, cases[i].typed);

      g_assert_true (desk_numbers_dial (numbers, cases[i].typed, &plan));
      g_assert_cmpstr (plan.words, ==, cases[i].dialled);
      g_assert_cmpstr (matched, ==, cases[i].matched);
    }
}

/* What an account keeps comes back; nonsense in the file does no harm. */
static void
test_rules (void)
{
  static const char whole[] = "country=JP; outside=0; line=added; plus=national; extension=4; like=8xxxxxx, 99xx; "
                              "last=8; rule=0120. > 990120.; off=9[1-3]x > .";
  static const struct
  {
    const char *text, *kept;
  } cases[] = {
    { whole, whole },
    { NULL, "" },
    { "country=jp", "country=JP" },
    { "country=JAPAN; outside=*9; line=?; plus=; extension=-1; last=x; rule=; rule=a > b; off=1; like=a; what=1", "" },
    { "last=0", "last=0" },
    { "last=2", "last=6" },
    { "outside=０", "outside=0" },
    { "rule=*21 > 1; rule=1 > *21; rule=9[ > 1; rule=9[2 > 1; rule=[] > 1; rule=+ > 1; rule=1.2 > 3", "" },
    { ";;;=;==", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DeskNumberRules) rules = desk_number_rules_parse (cases[i].text);
      g_autoptr (DeskNumberRules) copy = desk_number_rules_copy (rules);
      g_autofree char *kept = desk_number_rules_dup_text (copy);

      g_assert_cmpstr (kept, ==, cases[i].kept);
    }
}

static void
notify_cb (guint *n)
{
  (*n)++;
}

static void
test_account (void)
{
  g_autoptr (StoreAccount) account = store_account_new (NULL);
  g_autoptr (DeskNumbers) numbers = desk_numbers_new (account);
  g_autoptr (DeskNumberRules) rules = desk_numbers_dup_rules (numbers);
  g_auto (DeskNumberPlan) plan = { 0 };
  guint n = 0;

  g_signal_connect_swapped (numbers, "notify::rules", G_CALLBACK (notify_cb), &n);
  g_assert_true (desk_number_rules_set_prefix (rules, "０", NULL));
  g_assert_false (desk_number_rules_set_prefix (rules, "*9", NULL));
  rules->outside_line = DESK_OUTSIDE_ADDED;
  desk_numbers_set_rules (numbers, rules);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (store_account_get_number_rules (account), ==, "outside=0; line=added");
  desk_numbers_set_rules (numbers, rules);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (desk_numbers_dial (numbers, "212 555 0123", &plan));
  g_assert_cmpstr (plan.number, ==, "02125550123");
  g_assert_finalize_object (g_steal_pointer (&numbers));
}

/* Of a country that is not in the table the library knows the numbers; nobody waits for it here. */
static void
test_library (void)
{
  g_autoptr (DeskNumbers) numbers = make ("country=AR");
  guint n = 0;

  g_signal_connect_swapped (numbers, "notify::rules", G_CALLBACK (notify_cb), &n);
  g_assert_true (g_main_context_acquire (NULL));

  g_auto (GStrv) first = desk_numbers_dup_keys (numbers, "011 4321-1234");

  g_assert_cmpstr (first[0], ==, "=01143211234");
  while (n == 0)
    g_main_context_iteration (NULL, TRUE);

  g_auto (GStrv) keys = desk_numbers_dup_keys (numbers, "011 4321-1234");

  g_main_context_release (NULL);
  g_assert_cmpstr (keys[0], ==, "+541143211234");
  g_assert_finalize_object (g_steal_pointer (&numbers));
}

#define N_KEYS 100000

static gpointer
make_keys (gpointer numbers)
{
  guint n = 0;

  for (guint i = 0; i < N_KEYS; i++)
    {
      g_autofree char *number = g_strdup_printf ("%s-%04u-%04u", i % 2 ? "03" : "+81 3", i / 10000 + 1000, i % 10000);
      g_auto (GStrv) keys = desk_numbers_dup_keys (numbers, number);

      n += g_strv_length (keys);
    }
  return GUINT_TO_POINTER (n);
}

/* A whole phonebook, in a thread, while the rules change. */
static void
test_many (void)
{
  g_autoptr (StoreAccount) account = store_account_new (NULL);
  g_autoptr (DeskNumbers) numbers = NULL;
  gint64 began = g_get_monotonic_time ();
  GThread *thread;

  g_object_set (account, "number-rules", "country=JP; outside=0", NULL);
  numbers = desk_numbers_new (account);
  thread = g_thread_new ("keys", make_keys, numbers);
  for (guint i = 0; i < 1000; i++)
    g_object_set (account, "number-rules", i % 2 ? "country=JP; outside=0" : "country=JP; outside=9", NULL);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (thread)), ==, 3 * N_KEYS);
  g_test_message ("%u numbers in %.2f s", N_KEYS, (g_get_monotonic_time () - began) / (double) G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      g_autofree char *path = g_strconcat ("/numbers/dial/", tables[t].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (t), test_table);
    }
  g_test_add_func ("/numbers/compare", test_compare);
  g_test_add_func ("/numbers/words", test_words);
  g_test_add_func ("/numbers/rules", test_rules);
  g_test_add_func ("/numbers/account", test_account);
  g_test_add_func ("/numbers/library", test_library);
  g_test_add_func ("/numbers/many", test_many);
  return g_test_run ();
}
