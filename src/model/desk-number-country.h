/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a country writes its numbers: just enough arithmetic to tell the same number in two writings and to dial
 * it, the same whether or not the big library is installed. */
typedef struct
{
  const char *region;        /* "JP" */
  const char *name;          /* N_() */
  const char *code;          /* "81" */
  const char *international; /* what is dialled before another country's code; "": it depends */
  const char *trunk;         /* what stands before a national number: "0" */
  guint8 shortest, longest;  /* of a national number without it */
  guint8 local;              /* the longest number without an area code; 0: there are none */
  gboolean is_trunk_optional;
  const char *emergency;     /* " 110 118 119 " */
  const char *withholding;   /* before a number, to show mine or not: " 184 186 " */
} DeskCountry;

#define DESK_NUMBER_SIZE 48 /* a plus, 40 digits, a NUL */

const DeskCountry *desk_country_find            (const char *region); /* NULL: not in the table */
const DeskCountry *desk_country_get_nth         (guint i);            /* NULL after the last */
/* Of the person's locale, "" when it tells none. Static storage. */
const char        *desk_country_get_default     (void);

/* All numbers here are normalized. Those without a country work with what all have in common. */
gboolean           desk_country_is_emergency    (const DeskCountry *self, const char *number);
gboolean           desk_country_is_national     (const DeskCountry *self, const char *number);
gboolean           desk_country_is_local        (const DeskCountry *self, const char *number);
gboolean           desk_country_is_international (const DeskCountry *self, const char *number); /* "010 1 …" or "+1 …" */
/* "+81312345678"; FALSE when it cannot be told. */
gboolean           desk_country_write_e164      (const DeskCountry *self, const char *number, char out[DESK_NUMBER_SIZE]);
/* As it is dialled in the country, from an E.164 number; FALSE when that cannot be told. */
gboolean           desk_country_write_dialled   (const DeskCountry *self, const char *e164, char out[DESK_NUMBER_SIZE]);

G_END_DECLS
