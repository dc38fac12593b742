/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The heavy library of phone numbers and cards, in a loadable module: who never needs it does not carry its weight.
 * It is loaded at the first use and stays. Both programs do without it where it is not installed. */

#define DESK_CONTACTS_VERSION 2 /* counted up with every change of DeskContacts */
#define DESK_CONTACTS_SYMBOL "sidetone_contacts"

typedef struct
{
  char e164[32];     /* "+81312345678" */
  char national[32]; /* without the country: "312345678" */
  char extension[16]; /* "" when there is none */
  int country;       /* 81 */
  gboolean is_assumed; /* the number did not name its country: it is that of the region */
} DeskParsedNumber;

typedef enum
{
  DESK_LIKENESS_NONE,
  DESK_LIKENESS_SHORT,    /* one may be the end of the other */
  DESK_LIKENESS_NATIONAL, /* the same, but for a country that is not named */
  DESK_LIKENESS_EXACT,
} DeskLikeness;

typedef enum
{
  DESK_CARD_2_1,
  DESK_CARD_3_0,
  DESK_CARD_4_0,
} DeskCardVersion;

/* A line of a card. */
typedef struct
{
  const char *name;          /* "TEL": without its group, in capitals */
  const char *types;         /* ",home,voice,": in small letters */
  const char *const *values; /* decoded; the parts of what has parts */
  guint n_values;
  gboolean is_binary;        /* a picture: without values */
} DeskCardProperty;

typedef void (*DeskCardFunc) (const DeskCardProperty *property, gpointer data);

/* What the module gives. All of it may be called from any thread; regions are like "JP". */
typedef struct
{
  guint version;
  gboolean     (*parse_number)     (const char *number, const char *region, DeskParsedNumber *parsed);
  DeskLikeness (*compare_numbers)  (const char *a, const char *b, const char *region);
  int          (*get_country_code) (const char *region); /* 0: not known */
  gboolean     (*read_card)        (const char *text, DeskCardFunc each, gpointer data); /* one, from BEGIN to END */
  char        *(*write_card)       (const DeskCardProperty *properties, guint n, DeskCardVersion version);
  char        *(*guess_charset)    (const char *bytes, gsize length); /* NULL or "": no idea */
} DeskContacts;

#define DESK_MODULE_ERROR (desk_module_error_quark ())
GQuark              desk_module_error_quark (void);
typedef enum
{
  DESK_MODULE_ERROR_MISSING, /* not installed */
  DESK_MODULE_ERROR_BROKEN,  /* there, but it cannot be loaded, or is of another version */
} DeskModuleError;

/* Blocks while it loads (once; some ten milliseconds): never on the main loop. NULL with an error, the same every
 * time. Static storage. */
const DeskContacts *desk_module_load        (GError **error);
/* What is loaded already, or NULL; never blocks, never loads. */
const DeskContacts *desk_module_peek        (void);
void                desk_module_load_async  (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
const DeskContacts *desk_module_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
