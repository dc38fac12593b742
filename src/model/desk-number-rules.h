/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* How one account dials and compares numbers, as it is kept in the account. */

typedef enum
{
  DESK_OUTSIDE_AS_TYPED,
  DESK_OUTSIDE_ADDED,   /* before outside numbers that do not have it yet */
  DESK_OUTSIDE_REMOVED,
} DeskOutsideLine;

typedef enum
{
  DESK_PLUS_KEPT,
  DESK_PLUS_NATIONAL, /* "+81 3 …" as "03 …", "+1 …" as "010 1 …" */
  DESK_PLUS_ALWAYS,   /* "03 …" as "+81 3 …" */
} DeskPlusForm;

/* The first rule whose pattern is that of the whole number says what is sent. In the pattern "x" is any digit, "[2-5]"
 * one of these, "." at the end whatever else there is; in the replacement "." is all from the first of them on. */
typedef struct
{
  char *pattern;
  char *replacement;
  gboolean is_on;
} DeskDialRule;

typedef struct
{
  char *country;             /* "JP"; "": that of the locale */
  char *outside_prefix;      /* "0"; "": none */
  DeskOutsideLine outside_line;
  DeskPlusForm plus_form;
  guint extension_length;    /* longer ones are outside numbers */
  char *extension_patterns;  /* "8xxxxxx, 99xx": extensions all the same */
  guint last_digits;         /* that are enough where the whole cannot be told; 0: they never are */
  GPtrArray *own;            /* of DeskDialRule, in their order */
} DeskNumberRules;

#define DESK_TYPE_NUMBER_RULES (desk_number_rules_get_type ())
GType            desk_number_rules_get_type (void);
DeskNumberRules *desk_number_rules_new      (void); /* that change nothing */
/* Of what is kept; what it does not know or makes no sense is left out. NULL is nothing. */
DeskNumberRules *desk_number_rules_parse    (const char *text);
char            *desk_number_rules_dup_text (const DeskNumberRules *self); /* "" when nothing is changed */
DeskNumberRules *desk_number_rules_copy     (const DeskNumberRules *self);
void             desk_number_rules_free     (DeskNumberRules *self);
/* Each number that was typed is brought into the one form; an error tells a person what is wrong. */
gboolean         desk_number_rules_set_prefix   (DeskNumberRules *self, const char *typed, GError **error);
gboolean         desk_number_rules_set_patterns (DeskNumberRules *self, const char *typed, GError **error);
/* The pattern that makes an extension of it, or NULL. Transfer full. */
char            *desk_number_rules_find_pattern (const DeskNumberRules *self, const char *number);

DeskDialRule    *desk_dial_rule_new         (const char *pattern, const char *replacement, gboolean is_on);
void             desk_dial_rule_free        (DeskDialRule *self);
gboolean         desk_dial_rule_check       (const char *pattern, const char *replacement, GError **error);
char            *desk_dial_rule_apply       (const DeskDialRule *self, const char *number); /* NULL: it is another number */

#define DESK_NUMBER_ERROR (desk_number_error_quark ())
GQuark           desk_number_error_quark    (void);
typedef enum
{
  DESK_NUMBER_ERROR_INVALID,
} DeskNumberError;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskNumberRules, desk_number_rules_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskDialRule, desk_dial_rule_free)

G_END_DECLS
