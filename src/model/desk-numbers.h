/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-number-country.h"
#include "model/desk-number-rules.h"
#include "store/store-account.h"

G_BEGIN_DECLS

typedef enum
{
  DESK_NUMBER_EMERGENCY, /* these are sent as they are … */
  DESK_NUMBER_CODE,      /* with * or # */
  DESK_NUMBER_COLLEAGUE,
  DESK_NUMBER_OWN_RULE,
  DESK_NUMBER_EXTENSION, /* … and this, by its length or a pattern */
  DESK_NUMBER_OUTSIDE,
} DeskNumberKind;

/* What becomes of a number that is dialled. */
typedef struct
{
  char *typed;     /* without the marks between digits */
  char *number;    /* what the PBX is sent */
  char *extension; /* to be keyed in by hand afterwards (";ext="), or NULL */
  DeskNumberKind kind;
  int own_rule;    /* which of them, or -1 */
  char *words;     /* which rule did what: a sentence without its full stop, translated */
} DeskNumberPlan;

void         desk_number_plan_clear (DeskNumberPlan *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeskNumberPlan, desk_number_plan_clear)

typedef enum
{
  DESK_SAMENESS_NONE,
  DESK_SAMENESS_TAIL, /* of one the country or area is not known, and the rest is the same */
  DESK_SAMENESS_SAME,
} DeskSameness;

/* The numbers of an account: how they are dialled, and when two writings are the same. Property (notify): rules
 * (DeskNumberRules, boxed, kept in the account). Everything but setting rules and dialling may be called in any thread. */
#define DESK_TYPE_NUMBERS (desk_numbers_get_type ())
G_DECLARE_FINAL_TYPE (DeskNumbers, desk_numbers, DESK, NUMBERS, GObject)

/* Is that a colleague's number? */
typedef gboolean (*DeskNumbersKnows) (const char *number, gpointer user_data);

DeskNumbers     *desk_numbers_new          (StoreAccount *account);
/* @user_data must outlive it, or it is set to NULL before. */
void             desk_numbers_set_knows    (DeskNumbers *self, DeskNumbersKnows knows, gpointer user_data);
DeskNumberRules *desk_numbers_dup_rules    (DeskNumbers *self);
void             desk_numbers_set_rules    (DeskNumbers *self, const DeskNumberRules *rules);
const char      *desk_numbers_get_region   (DeskNumbers *self); /* "JP": of the rules, else of the locale, else "" */

/* The one road from what was typed to what is sent. FALSE when there is no number in it (@plan is empty). */
gboolean         desk_numbers_dial         (DeskNumbers *self, const char *typed, DeskNumberPlan *plan);

/* The keys of a number, the strongest first; NULL when it has no digits. Two writings that share a key beginning with
 * "+" (E.164) or "=" (these very digits) are the same number. One that begins with "~" (the last digits) is worth a
 * look only when no other is shared: ask desk_numbers_compare() whether it holds. Quick: some µs. */
char           **desk_numbers_dup_keys     (DeskNumbers *self, const char *number);
/* Other ways to write a number that somebody may type: with its country, and as it is dialled here; NULL when there is
 * none. Nothing is loaded for it. */
char           **desk_numbers_dup_writings (DeskNumbers *self, const char *number);
DeskSameness     desk_numbers_compare      (DeskNumbers *self, const char *a, const char *b);
/* The digits without the extension behind them, however that is written; NULL when it is no number. */
char            *desk_number_dup_bare      (const char *written);
/* How it is compared, for people: a sentence without its full stop. NULL like the keys. */
char            *desk_numbers_dup_match_words (DeskNumbers *self, const char *number);

G_END_DECLS
