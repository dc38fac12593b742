/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-account.h"

struct _StoreAccount
{
  GObject parent_instance;

  /* owned */
  char *id;
  char *name;  /* as given, or NULL */
  char *shown; /* what stands for it, never NULL */
  char *url;
  char *tenant;
  char *user;
  char *fingerprint;
  char *park_slots, *shared_lines, *number_rules, *time_zone;
  guint phone_index;
  gboolean url_login, remember, plain_accepted;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_URL,
  PROP_TENANT,
  PROP_USER,
  PROP_URL_LOGIN,
  PROP_PHONE_INDEX,
  PROP_FINGERPRINT,
  PROP_REMEMBER,
  PROP_PLAIN_ACCEPTED,
  PROP_PARK_SLOTS,
  PROP_SHARED_LINES,
  PROP_NUMBER_RULES,
  PROP_TIME_ZONE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StoreAccount, store_account, G_TYPE_OBJECT)

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* An account is saved: whatever may carry a password in an address (user information, query, fragment)
 * is cut off before it is kept. */
static char *
strip_url (const char *url)
{
  g_autofree char *cut = NULL;
  const char *authority, *at;
  gsize authority_len;

  if (url == NULL)
    return NULL;

  cut = g_strndup (url, strcspn (url, "?#"));
  g_strstrip (cut);
  authority = strstr (cut, "://");
  authority = authority != NULL ? authority + 3 : cut;
  authority_len = strcspn (authority, "/");
  at = g_strrstr_len (authority, authority_len, "@");
  if (at == NULL)
    return g_steal_pointer (&cut);

  return g_strdup_printf ("%.*s%s", (int)(authority - cut), cut, at + 1);
}

/* "1002@pbx.example.org" when the person gave no name. */
static char *
make_shown (StoreAccount *self)
{
  const char *host;

  if (self->name != NULL && self->name[0] != '\0')
    return g_strdup (self->name);

  host = strstr (or_empty (self->url), "://");
  host = host != NULL ? host + 3 : or_empty (self->url);
  if (self->user == NULL || self->user[0] == '\0')
    return g_strndup (host, strcspn (host, "/"));

  return g_strdup_printf ("%s@%.*s", self->user, (int)strcspn (host, "/"), host);
}

static void
refresh_shown (StoreAccount *self)
{
  g_autofree char *shown = make_shown (self);

  if (g_strcmp0 (shown, self->shown) == 0)
    return;

  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

static void
set_text (StoreAccount *self, char **field, const char *value, guint prop)
{
  if (value != NULL && value[0] == '\0')
    value = NULL;
  if (g_strcmp0 (*field, value) == 0)
    return;

  g_free (*field);
  *field = g_strdup (value);
  if (prop != PROP_NAME)
    g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
  refresh_shown (self);
}

static void
set_boolean (StoreAccount *self, gboolean *field, gboolean value, guint prop)
{
  value = !!value;
  if (*field == value)
    return;

  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

static void
set_phone_index (StoreAccount *self, guint value)
{
  if (self->phone_index == value)
    return;

  self->phone_index = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE_INDEX]);
}

static void
store_account_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  StoreAccount *self = STORE_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->shown);
      break;
    case PROP_URL:
      g_value_set_string (value, store_account_get_url (self));
      break;
    case PROP_TENANT:
      g_value_set_string (value, store_account_get_tenant (self));
      break;
    case PROP_USER:
      g_value_set_string (value, store_account_get_user (self));
      break;
    case PROP_URL_LOGIN:
      g_value_set_boolean (value, self->url_login);
      break;
    case PROP_PHONE_INDEX:
      g_value_set_uint (value, self->phone_index);
      break;
    case PROP_FINGERPRINT:
      g_value_set_string (value, self->fingerprint);
      break;
    case PROP_REMEMBER:
      g_value_set_boolean (value, self->remember);
      break;
    case PROP_PLAIN_ACCEPTED:
      g_value_set_boolean (value, self->plain_accepted);
      break;
    case PROP_PARK_SLOTS:
      g_value_set_string (value, self->park_slots);
      break;
    case PROP_SHARED_LINES:
      g_value_set_string (value, self->shared_lines);
      break;
    case PROP_NUMBER_RULES:
      g_value_set_string (value, self->number_rules);
      break;
    case PROP_TIME_ZONE:
      g_value_set_string (value, self->time_zone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
store_account_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  StoreAccount *self = STORE_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_ID:
      self->id = g_value_dup_string (value);
      break;
    case PROP_NAME:
      set_text (self, &self->name, g_value_get_string (value), PROP_NAME);
      break;
    case PROP_URL:
      {
        g_autofree char *url = strip_url (g_value_get_string (value));

        set_text (self, &self->url, url, PROP_URL);
      }
      break;
    case PROP_TENANT:
      set_text (self, &self->tenant, g_value_get_string (value), PROP_TENANT);
      break;
    case PROP_USER:
      set_text (self, &self->user, g_value_get_string (value), PROP_USER);
      break;
    case PROP_URL_LOGIN:
      set_boolean (self, &self->url_login, g_value_get_boolean (value), PROP_URL_LOGIN);
      break;
    case PROP_PHONE_INDEX:
      set_phone_index (self, g_value_get_uint (value));
      break;
    case PROP_FINGERPRINT:
      set_text (self, &self->fingerprint, g_value_get_string (value), PROP_FINGERPRINT);
      break;
    case PROP_REMEMBER:
      set_boolean (self, &self->remember, g_value_get_boolean (value), PROP_REMEMBER);
      break;
    case PROP_PLAIN_ACCEPTED:
      set_boolean (self, &self->plain_accepted, g_value_get_boolean (value), PROP_PLAIN_ACCEPTED);
      break;
    case PROP_PARK_SLOTS:
      set_text (self, &self->park_slots, g_value_get_string (value), PROP_PARK_SLOTS);
      break;
    case PROP_SHARED_LINES:
      set_text (self, &self->shared_lines, g_value_get_string (value), PROP_SHARED_LINES);
      break;
    case PROP_NUMBER_RULES:
      set_text (self, &self->number_rules, g_value_get_string (value), PROP_NUMBER_RULES);
      break;
    case PROP_TIME_ZONE:
      set_text (self, &self->time_zone, g_value_get_string (value), PROP_TIME_ZONE);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
store_account_constructed (GObject *object)
{
  StoreAccount *self = STORE_ACCOUNT (object);

  G_OBJECT_CLASS (store_account_parent_class)->constructed (object);

  if (self->id == NULL || self->id[0] == '\0')
    {
      g_free (self->id);
      self->id = g_uuid_string_random ();
    }
}

static void
store_account_finalize (GObject *object)
{
  StoreAccount *self = STORE_ACCOUNT (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->shown);
  g_free (self->url);
  g_free (self->tenant);
  g_free (self->user);
  g_free (self->fingerprint);
  g_free (self->park_slots);
  g_free (self->shared_lines);
  g_free (self->number_rules);
  g_free (self->time_zone);

  G_OBJECT_CLASS (store_account_parent_class)->finalize (object);
}

static void
store_account_class_init (StoreAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = store_account_get_property;
  object_class->set_property = store_account_set_property;
  object_class->constructed = store_account_constructed;
  object_class->finalize = store_account_finalize;

  properties[PROP_ID] = g_param_spec_string (
      "id", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  properties[PROP_URL] = g_param_spec_string ("url", NULL, NULL, "", flags);
  properties[PROP_TENANT] = g_param_spec_string ("tenant", NULL, NULL, "", flags);
  properties[PROP_USER] = g_param_spec_string ("user", NULL, NULL, "", flags);
  properties[PROP_URL_LOGIN] = g_param_spec_boolean ("url-login", NULL, NULL, FALSE, flags);
  properties[PROP_PHONE_INDEX] = g_param_spec_uint ("phone-index", NULL, NULL, 1, 4, 1, flags);
  properties[PROP_FINGERPRINT] = g_param_spec_string ("fingerprint", NULL, NULL, NULL, flags);
  properties[PROP_REMEMBER] = g_param_spec_boolean ("remember", NULL, NULL, FALSE, flags);
  properties[PROP_PLAIN_ACCEPTED] = g_param_spec_boolean ("plain-accepted", NULL, NULL, FALSE, flags);
  properties[PROP_PARK_SLOTS] = g_param_spec_string ("park-slots", NULL, NULL, NULL, flags);
  properties[PROP_SHARED_LINES] = g_param_spec_string ("shared-lines", NULL, NULL, NULL, flags);
  properties[PROP_NUMBER_RULES] = g_param_spec_string ("number-rules", NULL, NULL, NULL, flags);
  properties[PROP_TIME_ZONE] = g_param_spec_string ("time-zone", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
store_account_init (StoreAccount *self)
{
  self->phone_index = 1;
  self->shown = g_strdup ("");
}

StoreAccount *
store_account_new (const char *id)
{
  return g_object_new (STORE_TYPE_ACCOUNT, "id", id, NULL);
}

const char *
store_account_get_id (StoreAccount *self)
{
  g_return_val_if_fail (STORE_IS_ACCOUNT (self), NULL);

  return self->id;
}

const char *
store_account_get_name (StoreAccount *self)
{
  g_return_val_if_fail (STORE_IS_ACCOUNT (self), "");

  return self->shown;
}

const char *
store_account_get_given_name (StoreAccount *self)
{
  g_return_val_if_fail (STORE_IS_ACCOUNT (self), NULL);

  return self->name;
}

const char *
store_account_get_url (StoreAccount *self)
{
  g_return_val_if_fail (STORE_IS_ACCOUNT (self), "");

  return or_empty (self->url);
}

const char *
store_account_get_tenant (StoreAccount *self)
{
  g_return_val_if_fail (STORE_IS_ACCOUNT (self), "");

  return or_empty (self->tenant);
}

const char *
store_account_get_user (StoreAccount *self)
{
  g_return_val_if_fail (STORE_IS_ACCOUNT (self), "");

  return or_empty (self->user);
}

gboolean
store_account_get_url_login (StoreAccount *self)
{
  g_return_val_if_fail (STORE_IS_ACCOUNT (self), FALSE);

  return self->url_login;
}

guint
store_account_get_phone_index (StoreAccount *self)
{
  g_return_val_if_fail (STORE_IS_ACCOUNT (self), 1);

  return self->phone_index;
}

const char *
store_account_get_fingerprint (StoreAccount *self)
{
  g_return_val_if_fail (STORE_IS_ACCOUNT (self), NULL);

  return self->fingerprint;
}

gboolean
store_account_get_remember (StoreAccount *self)
{
  g_return_val_if_fail (STORE_IS_ACCOUNT (self), FALSE);

  return self->remember;
}

gboolean
store_account_get_plain_accepted (StoreAccount *self)
{
  g_return_val_if_fail (STORE_IS_ACCOUNT (self), FALSE);

  return self->plain_accepted;
}

const char *
store_account_get_park_slots (StoreAccount *self)
{
  g_return_val_if_fail (STORE_IS_ACCOUNT (self), NULL);

  return self->park_slots;
}

const char *
store_account_get_shared_lines (StoreAccount *self)
{
  g_return_val_if_fail (STORE_IS_ACCOUNT (self), NULL);

  return self->shared_lines;
}

const char *
store_account_get_number_rules (StoreAccount *self)
{
  g_return_val_if_fail (STORE_IS_ACCOUNT (self), NULL);

  return self->number_rules;
}

const char *
store_account_get_time_zone (StoreAccount *self)
{
  g_return_val_if_fail (STORE_IS_ACCOUNT (self), NULL);

  return self->time_zone;
}
