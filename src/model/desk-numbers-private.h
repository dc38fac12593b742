/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-numbers.h"

G_BEGIN_DECLS

/* The rules at one moment; they never change, and go round among threads by reference (g_atomic_rc_box). */
typedef struct
{
  DeskNumberRules *rules;
  const DeskCountry *country; /* NULL: none, or not in the table */
  const char *region;         /* interned */
} DeskNumberBook;

/* A number taken apart, for dialling as well as for comparing. */
typedef struct
{
  char digits[DESK_NUMBER_SIZE];    /* as typed, without marks */
  char core[DESK_NUMBER_SIZE];      /* without the outside line's prefix */
  char e164[DESK_NUMBER_SIZE];      /* "" when it cannot be told */
  char extension[DESK_NUMBER_SIZE]; /* ";ext=", "" when there is none */
  DeskNumberKind kind;              /* never COLLEAGUE or OWN_RULE */
  gboolean has_prefix;              /* the outside line's */
  char *pattern;                    /* that makes an extension of it, or NULL; owned */
} DeskNumberParts;

void     desk_number_parts_clear (DeskNumberParts *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeskNumberParts, desk_number_parts_clear)
/* FALSE when there is no number in it (nothing is to be cleared). */
gboolean desk_number_parts_read  (DeskNumberParts *self, const DeskNumberBook *book, const char *typed);

/* On the main loop: rules are notified when it has come. */
void            desk_numbers_want_library (DeskNumbers *self);
DeskNumberBook *desk_numbers_ref_book (DeskNumbers *self);
void            desk_number_book_unref (DeskNumberBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskNumberBook, desk_number_book_unref)

G_END_DECLS
