/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How parameters are kept; shared by the files pal-params*.c. */
#pragma once

#include "pal/protocol/pal-params.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;            /* the row's own, unless of a family or unknown */
  const PalParam *param; /* NULL when the row has none of this name */
  char *text;            /* a scalar as text; of a list, as it came or its first element */
  char **list;           /* elements of a list parameter */
  GPtrArray *members;    /* of a map: key, value, key, value… */
  gboolean is_list;      /* came as, and is written as, an array */
} PalParamValue;

struct _PalParams
{
  gatomicrefcount ref_count;
  const PalMethod *method;
  GPtrArray *values; /* of PalParamValue, in the order given */
};

PalParamValue *pal_params_find     (const PalParams *self, const char *name);
/* true, on, yes, 1 and their opposites in any case. FALSE when it is none of them. */
gboolean       pal_text_to_boolean (const char *text, gboolean *value);
/* Of a list each element, of a map each name, is one of the choices. */
gboolean       pal_params_check_parts (const PalParamValue *value);
/* What is wrong with how large or how many it is, or NULL; transfer full. */
char          *pal_params_check_range (const PalParamValue *value);
gboolean       pal_params_check_missing (const PalParams *self, GError **error);

G_END_DECLS
