/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pal/protocol/pal-methods.h"

G_BEGIN_DECLS

/* Bad requests made from the table of methods: a request that is good but for one parameter. */
typedef enum
{
  BAD_NAMED,    /* an error whose text has the name of the parameter */
  BAD_REFUSED,  /* an error, or a result that says failure */
  BAD_ANSWERED, /* any answer, and nothing changed */
  BAD_TAKEN,    /* any answer; it may be taken at its word */
} BadOutcome;

typedef struct
{
  PalMethodId method;
  const char *parameter;  /* as it stands in the request */
  const char *fault;      /* what is wrong with it, for people */
  char *params;           /* JSON */
  BadOutcome outcome;
} BadRequest;

/* What the good requests speak of. */
typedef struct
{
  char *talker, *room, *contact;
} BadWorld;

#define BAD_SMALL (64 * 1024)
#define BAD_LARGE (3 * 1024 * 1024) /* and its quotes: more than a parameter may have */

typedef void (*BadFunc) (const BadRequest *request, gpointer user_data);

/* Every parameter of the method with every fault, one after another. */
void        bad_requests_make  (PalMethodId method, const BadWorld *world, BadFunc func, gpointer user_data);
/* A good value of a parameter, as JSON; NULL when nobody has thought of one. */
const char *bad_requests_good  (PalMethodId method, const char *parameter);
/* Texts nobody should mean, as JSON. */
const char *const *bad_texts   (void);

G_END_DECLS
