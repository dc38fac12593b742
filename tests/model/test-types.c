/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-call-private.h"
#include "model/desk-directory.h"
#include "model/desk-finder-private.h"
#include "model/desk-operation-private.h"
#include "model/desk-presence-model-private.h"
#include "model/desk-session.h"
#include "model/desk-timers-private.h"

/* Reads every property, disposes twice, and lets go of the last reference. */
static void
check (gpointer object)
{
  guint n;
  g_autofree GParamSpec **properties = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n);

  for (guint round = 0; round < 3; round++)
    {
      for (guint i = 0; i < n; i++)
        if (properties[i]->flags & G_PARAM_READABLE)
          {
            g_auto (GValue) value = G_VALUE_INIT;

            g_value_init (&value, properties[i]->value_type);
            g_object_get_property (object, properties[i]->name, &value);
          }
      if (G_IS_LIST_MODEL (object))
        {
          g_autoptr (GObject) item = g_list_model_get_item (object, 0);

          g_assert_true (g_type_is_a (g_list_model_get_item_type (object), G_TYPE_OBJECT));
          g_assert_cmpint (item != NULL, ==, g_list_model_get_n_items (object) > 0);
        }
      if (round < 2)
        g_object_run_dispose (object);
    }
  g_assert_finalize_object (object);
}

static void
test_types (void)
{
  DeskFlush *flush = desk_flush_new ();
  PalClient *client = pal_client_new (NULL, NULL);
  DeskPresenceModel *model = desk_presence_model_new (flush);
  DeskExtension *extension = desk_extension_new ("1", flush);
  StoreAccount *account = store_account_new (NULL);

  desk_presence_model_ensure (model, "7");
  check (desk_match_new (DESK_MATCH_COLLEAGUE, "1", "One", "1", "1", extension));
  check (desk_catalogue_new (model));
  check (extension);
  check (desk_timer_new (client, NULL, "1", "One", 1, TRUE));
  check (desk_operation_new (DESK_VERB_DIAL, NULL, "1"));
  check (desk_call_new ("t1", flush));
  check (desk_call_model_new (flush, pal_client_get_clock (client)));
  check (desk_finder_new (model));
  check (desk_colleague_list_new (model));
  check (desk_directory_new (client, model, NULL));
  check (desk_session_new (account, NULL, NULL, NULL));
  check (model);
  g_assert_finalize_object (client);
  g_assert_finalize_object (account);
  desk_flush_unref (flush);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/types", test_types);
  return g_test_run ();
}
