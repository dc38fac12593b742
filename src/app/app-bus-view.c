/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-bus-view.h"

#include "model/desk-enum-types.h"
#include "pal/protocol/pal-enum-types.h"

static const char *
nick (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  const GEnumValue *found = g_enum_get_value (klass, value);

  return found != NULL ? found->value_nick : "";
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static void
add (GVariantBuilder *builder, const char *key, GVariant *value)
{
  g_variant_builder_add (builder, "{sv}", key, value);
}

static void
add_text (GVariantBuilder *builder, const char *key, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (or_empty (text), -1);

  add (builder, key, g_variant_new_string (valid));
}

static void
add_moment (GVariantBuilder *builder, const char *key, gint64 moment, gint64 epoch)
{
  add (builder, key, g_variant_new_int64 (moment != 0 ? epoch + moment : 0));
}

GVariant *
app_bus_describe_call (DeskCall *call, gint64 epoch)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  add_text (&builder, "id", desk_call_get_id (call));
  add_text (&builder, "direction", nick (DESK_TYPE_DIRECTION, desk_call_get_direction (call)));
  add_text (&builder, "state", nick (DESK_TYPE_CALL_STATE, desk_call_get_state (call)));
  add_text (&builder, "number", desk_call_get_number (call));
  add_text (&builder, "name", desk_call_get_name (call));
  add_moment (&builder, "since", desk_call_get_since (call), epoch);
  add_moment (&builder, "answered", desk_call_get_started (call), epoch);
  add (&builder, "recording", g_variant_new_boolean (desk_call_get_is_recording (call)));
  add (&builder, "conference", g_variant_new_boolean (desk_call_get_is_conference (call)));
  add_text (&builder, "queue", desk_call_get_context (call));
  add_text (&builder, "transfer", nick (DESK_TYPE_TRANSFER, desk_call_get_transfer (call)));
  add_text (&builder, "transfer-to", desk_call_get_transfer_to (call));
  return g_variant_builder_end (&builder);
}

GVariant *
app_bus_describe_colleague (DeskExtension *extension, gint64 epoch)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  add_text (&builder, "name", desk_extension_get_name (extension));
  add_text (&builder, "state", nick (DESK_TYPE_PRESENCE, desk_extension_get_presence (extension)));
  add_text (&builder, "other", desk_extension_get_other (extension));
  add_moment (&builder, "since", desk_extension_get_since (extension), epoch);
  return g_variant_builder_end (&builder);
}

GVariant *
app_bus_describe_presence (DeskSession *session, gint64 epoch)
{
  DeskList *colleagues = session != NULL ? DESK_LIST (desk_session_get_colleagues (session)) : NULL;
  GVariantBuilder builder;
  guint n = 0;
  gpointer *rows = colleagues != NULL ? desk_list_get_rows (colleagues, &n) : NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sa{sv}}"));
  for (guint i = 0; i < n; i++)
    g_variant_builder_add (&builder, "{s@a{sv}}", desk_extension_get_number (rows[i]),
                           app_bus_describe_colleague (rows[i], epoch));
  return g_variant_builder_end (&builder);
}

const char *
app_bus_get_state (DeskSession *session)
{
  return session != NULL ? nick (PAL_TYPE_CLIENT_STATE, (int)desk_session_get_state (session)) : "signed-out";
}
