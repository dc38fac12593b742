/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-finder-private.h"

#include <glib/gi18n.h>

#include "model/desk-enum-types.h"

struct _DeskMatch
{
  GObject parent_instance;

  /* owned */
  char *key, *title, *subtitle, *number;
  DeskExtension *extension;
  DeskCatalogue *catalogue; /* may be NULL */

  DeskMatchKind kind;
  DeskEvidence evidence;
};

G_DEFINE_FINAL_TYPE (DeskMatch, desk_match, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_KIND,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_NUMBER,
  PROP_EXTENSION,
  PROP_EXPLANATION,
  PROP_OFFER_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

DeskMatch *
desk_match_new (DeskMatchKind kind,
                const char *key,
                const char *title,
                const char *subtitle,
                const char *number,
                DeskExtension *extension)
{
  DeskMatch *self = g_object_new (DESK_TYPE_MATCH, NULL);

  self->kind = kind;
  self->key = g_strdup (key);
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->number = g_strdup (number);
  g_set_object (&self->extension, extension);
  return self;
}

void
desk_match_set_evidence (DeskMatch *self, const DeskEvidence *evidence)
{
  self->evidence = *evidence;
}

void
desk_match_set_catalogue (DeskMatch *self, DeskCatalogue *catalogue)
{
  g_set_object (&self->catalogue, catalogue);
}

DeskMatchKind
desk_match_get_kind (DeskMatch *self)
{
  g_return_val_if_fail (DESK_IS_MATCH (self), DESK_MATCH_NUMBER);
  return self->kind;
}

const char *
desk_match_get_kind_name (DeskMatch *self)
{
  static const char *const names[]
      = { "colleague", "recent", "number", "contact", "short-dial", "park", "command" };

  g_return_val_if_fail (DESK_IS_MATCH (self), NULL);
  return names[self->kind];
}

const char *
desk_match_get_key (DeskMatch *self)
{
  g_return_val_if_fail (DESK_IS_MATCH (self), NULL);
  return self->key;
}

const char *
desk_match_get_subtitle (DeskMatch *self)
{
  g_return_val_if_fail (DESK_IS_MATCH (self), NULL);
  return self->subtitle;
}

const char *
desk_match_get_title (DeskMatch *self)
{
  g_return_val_if_fail (DESK_IS_MATCH (self), NULL);
  return self->title;
}

const char *
desk_match_get_number (DeskMatch *self)
{
  g_return_val_if_fail (DESK_IS_MATCH (self), NULL);
  return self->number;
}

DeskExtension *
desk_match_get_extension (DeskMatch *self)
{
  g_return_val_if_fail (DESK_IS_MATCH (self), NULL);
  return self->extension;
}

char *
desk_match_dup_explanation (DeskMatch *self)
{
  g_return_val_if_fail (DESK_IS_MATCH (self), NULL);
  return desk_evidence_dup_explanation (&self->evidence);
}

DeskOffer
desk_match_get_offer (DeskMatch *self)
{
  g_return_val_if_fail (DESK_IS_MATCH (self), DESK_OFFER_NONE);
  if (self->catalogue != NULL)
    return desk_catalogue_judge (self->catalogue, self);
  return self->kind != DESK_MATCH_PARK && self->kind != DESK_MATCH_COMMAND ? DESK_OFFER_CALL
                                                                           : DESK_OFFER_OPEN;
}

void
desk_match_notify_offer (DeskMatch *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OFFER_TITLE]);
}

/* --- what is offered ------------------------------------------------------ */

/* clang-format off */
static const struct
{
  const char *name, *title;
} offers[] = {
  [DESK_OFFER_NONE] = { "none", NULL },
  [DESK_OFFER_CALL] = { "call", N_ ("Call") },
  [DESK_OFFER_CALL_WHEN_FREE] = { "call-when-free", N_ ("Call When Free") },
  [DESK_OFFER_TRANSFER] = { "transfer", N_ ("Transfer") },
  [DESK_OFFER_TRANSFER_WHEN_FREE] = { "transfer-when-free", N_ ("Transfer When Free") },
  [DESK_OFFER_PARK] = { "park", N_ ("Park") },
  [DESK_OFFER_RETRIEVE] = { "retrieve", N_ ("Retrieve") },
  [DESK_OFFER_OPEN] = { "open", N_ ("Open") },
};
/* clang-format on */

const char *
desk_offer_get_title (DeskOffer offer)
{
  g_return_val_if_fail (offer < G_N_ELEMENTS (offers), "");
  return offers[offer].title != NULL ? _ (offers[offer].title) : "";
}

const char *
desk_offer_get_name (DeskOffer offer)
{
  g_return_val_if_fail (offer < G_N_ELEMENTS (offers), "none");
  return offers[offer].name;
}

/* --- life ------------------------------------------------------------------ */

static void
desk_match_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskMatch *self = DESK_MATCH (object);

  switch (id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    case PROP_NUMBER:
      g_value_set_string (value, self->number);
      break;
    case PROP_EXTENSION:
      g_value_set_object (value, self->extension);
      break;
    case PROP_EXPLANATION:
      g_value_take_string (value, desk_match_dup_explanation (self));
      break;
    case PROP_OFFER_TITLE:
      g_value_set_string (value, desk_offer_get_title (desk_match_get_offer (self)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_match_dispose (GObject *object)
{
  g_clear_object (&DESK_MATCH (object)->extension);
  g_clear_object (&DESK_MATCH (object)->catalogue);
  G_OBJECT_CLASS (desk_match_parent_class)->dispose (object);
}

static void
desk_match_finalize (GObject *object)
{
  DeskMatch *self = DESK_MATCH (object);

  g_free (self->key);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->number);
  G_OBJECT_CLASS (desk_match_parent_class)->finalize (object);
}

static void
desk_match_class_init (DeskMatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_match_get_property;
  object_class->dispose = desk_match_dispose;
  object_class->finalize = desk_match_finalize;

  properties[PROP_KIND]
      = g_param_spec_enum ("kind", NULL, NULL, DESK_TYPE_MATCH_KIND, DESK_MATCH_COLLEAGUE, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_NUMBER] = g_param_spec_string ("number", NULL, NULL, NULL, flags);
  properties[PROP_EXTENSION] = g_param_spec_object ("extension", NULL, NULL, DESK_TYPE_EXTENSION, flags);
  properties[PROP_EXPLANATION] = g_param_spec_string ("explanation", NULL, NULL, NULL, flags);
  properties[PROP_OFFER_TITLE] = g_param_spec_string ("offer-title", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_match_init (DeskMatch *self)
{
  self->evidence = (DeskEvidence){ .quality = DESK_QUALITY_NONE,
                                   .kind = DESK_MATCH_NUMBER,
                                   .presence = DESK_EVIDENCE_NO_PRESENCE };
}
