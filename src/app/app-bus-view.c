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

void
app_bus_update_epoch (DeskSession *session, gint64 *epoch)
{
  gint64 now = session != NULL ? g_get_real_time () - desk_session_get_now (session) : 0;

  if (ABS (now - *epoch) > G_USEC_PER_SEC)
    *epoch = now;
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

AppBusColleague
app_bus_look_at_colleague (DeskExtension *extension, gint64 epoch)
{
  gint64 since = desk_extension_get_since (extension);

  return (AppBusColleague) { .number = desk_extension_get_number (extension),
                             .name = desk_extension_get_name (extension),
                             .other = desk_extension_get_other (extension),
                             .presence = desk_extension_get_presence (extension),
                             .since = since != 0 ? epoch + since : 0 };
}

void
app_bus_add_colleague (GVariantBuilder *builder, const AppBusColleague *colleague)
{
  g_autofree char *number = g_utf8_make_valid (colleague->number, -1);
  GVariantBuilder values;

  g_variant_builder_init (&values, G_VARIANT_TYPE_VARDICT);
  add_text (&values, "name", colleague->name);
  add_text (&values, "state", nick (DESK_TYPE_PRESENCE, (int)colleague->presence));
  add_text (&values, "other", colleague->other);
  add_moment (&values, "since", colleague->since, 0);
  g_variant_builder_add (builder, "{s@a{sv}}", number, g_variant_builder_end (&values));
}

const char *
app_bus_get_state (DeskSession *session)
{
  return session != NULL ? nick (PAL_TYPE_CLIENT_STATE, (int)desk_session_get_state (session)) : "signed-out";
}
