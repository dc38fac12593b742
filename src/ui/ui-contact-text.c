/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-contact-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* As the PBX's own page has them. */
#define SHORT_LIMIT 50
#define LONG_LIMIT 100
#define LEAST_DIGITS 6 /* of what is taken for a number in a field of the person's own */

/* A field of the person's own is a number when it is written like one a phone knows how to call. */
static gboolean
looks_like_number (const char *value)
{
  guint n_digits = 0;

  if (value == NULL || (*value != '+' && *value != '0' && *value != '('))
    return FALSE;
  for (const char *c = value; *c != '\0'; c++)
    {
      if (g_ascii_isdigit (*c))
        n_digits++;
      else if (strchr ("+-() ./", *c) == NULL)
        return FALSE;
    }
  return n_digits >= LEAST_DIGITS;
}

const PalContactManager *
ui_contact_choose_manager (DeskSession *session)
{
  g_autofree char *language = NULL;

  g_object_get (desk_session_get_mirror (session), "language", &language, NULL);
  return pal_contact_manager_get (language);
}

UiContactKind
ui_contact_get_kind (const PalContactManager *manager, const char *id, const char *value)
{
  const PalContactField *field = pal_contact_manager_find (manager, id);

  if (g_str_has_prefix (id, "$email"))
    return UI_CONTACT_MAIL;
  if (g_str_equal (id, "$url"))
    return UI_CONTACT_WEB;
  if (g_str_equal (id, "$fax"))
    return UI_CONTACT_FAX;
  switch (field != NULL ? field->type : PAL_CONTACT_FIELD_TEXT)
    {
    case PAL_CONTACT_FIELD_PHONE:
      return UI_CONTACT_PHONE;
    case PAL_CONTACT_FIELD_ADDRESS:
      return UI_CONTACT_ADDRESS;
    case PAL_CONTACT_FIELD_NOTES:
      return UI_CONTACT_NOTES;
    case PAL_CONTACT_FIELD_TEXT:
    default:
      break;
    }
  /* Of the other language's standard fields. */
  if (g_str_has_prefix (id, "$tel_") || (field == NULL && looks_like_number (value)))
    return UI_CONTACT_PHONE;
  if (field == NULL && value != NULL
      && (g_ascii_strncasecmp (value, "http://", 7) == 0 || g_ascii_strncasecmp (value, "https://", 8) == 0))
    return UI_CONTACT_WEB;
  return UI_CONTACT_TEXT;
}

UiContactSection
ui_contact_get_section (const PalContactManager *manager, const char *id)
{
  if (pal_contact_manager_find (manager, id) == NULL)
    return UI_CONTACT_SECTION_CUSTOM;
  switch (ui_contact_get_kind (manager, id, NULL))
    {
    case UI_CONTACT_PHONE:
    case UI_CONTACT_FAX:
      return UI_CONTACT_SECTION_PHONE;
    case UI_CONTACT_MAIL:
      return UI_CONTACT_SECTION_MAIL;
    case UI_CONTACT_WEB:
      return UI_CONTACT_SECTION_WEB;
    case UI_CONTACT_ADDRESS:
      return UI_CONTACT_SECTION_ADDRESS;
    case UI_CONTACT_NOTES:
      return UI_CONTACT_SECTION_NOTES;
    case UI_CONTACT_TEXT:
    default:
      return UI_CONTACT_SECTION_NAME;
    }
}

const char *
ui_contact_get_caption (const PalContactManager *manager, const char *id)
{
  const PalContactField *field = pal_contact_manager_find (manager, id);

  return field != NULL && field->caption != NULL ? field->caption : id;
}

/* Only what a web browser opens: a phonebook may be written by others. */
char *
ui_contact_dup_web_uri (const char *value)
{
  g_autofree char *text = g_strstrip (g_strdup (value));
  g_autofree char *scheme = g_uri_parse_scheme (text);
  g_autoptr (GUri) uri = NULL;

  if (*text == '\0')
    return NULL;
  if (scheme == NULL || strchr (scheme, '.') != NULL) /* "example.com:8080/" has none */
    {
      g_autofree char *with_scheme = g_strconcat ("https://", text, NULL);

      g_free (g_steal_pointer (&text));
      text = g_steal_pointer (&with_scheme);
    }
  else if (g_ascii_strcasecmp (scheme, "http") != 0 && g_ascii_strcasecmp (scheme, "https") != 0)
    return NULL;
  uri = g_uri_parse (text, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return NULL;
  return g_uri_to_string (uri);
}

char *
ui_contact_dup_mail_uri (const char *value)
{
  g_autofree char *text = g_strstrip (g_strdup (value));
  g_autofree char *escaped = NULL;

  if (strchr (text, '@') == NULL)
    return NULL;
  escaped = g_uri_escape_string (text, "@", TRUE);
  return g_strconcat ("mailto:", escaped, NULL);
}

guint
ui_contact_get_limit (UiContactKind kind)
{
  switch (kind)
    {
    case UI_CONTACT_PHONE:
    case UI_CONTACT_FAX:
    case UI_CONTACT_TEXT:
      return SHORT_LIMIT;
    case UI_CONTACT_MAIL:
    case UI_CONTACT_WEB:
      return LONG_LIMIT;
    case UI_CONTACT_ADDRESS:
    case UI_CONTACT_NOTES:
    default:
      return 0;
    }
}

const char *
ui_contact_get_shown_name (const char *display_name)
{
  return display_name != NULL && *display_name != '\0' ? display_name : _ ("No Name");
}

const char *
ui_edit_get_icon_name (DeskEdit *edit)
{
  switch (desk_edit_get_state (edit))
    {
    case DESK_EDIT_STATE_CONFLICT:
      return "dialog-warning-symbolic";
    case DESK_EDIT_STATE_REFUSED:
      return "dialog-error-symbolic";
    case DESK_EDIT_STATE_CONFIRMED:
      return "emblem-ok-symbolic";
    case DESK_EDIT_STATE_SAVING:
    case DESK_EDIT_STATE_QUEUED:
    case DESK_EDIT_STATE_SENT:
    default:
      return "emblem-synchronizing-symbolic";
    }
}

static const char *
get_waiting_words (DeskEdit *edit)
{
  if (desk_edit_get_is_undoing (edit))
    return _ ("Is being undone");
  switch (desk_edit_get_kind (edit))
    {
    case DESK_EDIT_KIND_CREATE:
      return _ ("New; waits to be sent");
    case DESK_EDIT_KIND_DELETE:
      return _ ("Waits to be deleted");
    case DESK_EDIT_KIND_CHANGE:
    default:
      return _ ("Changed; waits to be sent");
    }
}

/* With what holds it up, where that is known. */
static char *
dup_with_reason (const char *words, const char *reason)
{
  if (reason == NULL || *reason == '\0')
    return g_strdup (words);
  /* Translators: the state of a change, and why it takes so long or was refused. */
  return g_strdup_printf (_ ("%s: %s"), words, reason);
}

char *
ui_edit_dup_state (DeskEdit *edit)
{
  const char *reason = desk_edit_get_reason (edit);

  switch (desk_edit_get_state (edit))
    {
    case DESK_EDIT_STATE_SAVING:
      return dup_with_reason (_ ("Not on this computer’s disk yet"), reason);
    case DESK_EDIT_STATE_SENT:
      return dup_with_reason (_ ("Sent; not confirmed yet"), reason);
    case DESK_EDIT_STATE_CONFLICT:
      return g_strdup (desk_edit_get_theirs (edit) == NULL ? _ ("Somebody else deleted it meanwhile")
                                                           : _ ("Somebody else changed it meanwhile"));
    case DESK_EDIT_STATE_REFUSED:
      return dup_with_reason (_ ("The PBX refused it"), reason);
    case DESK_EDIT_STATE_CONFIRMED:
      return g_strdup (_ ("Saved"));
    case DESK_EDIT_STATE_QUEUED:
    default:
      return dup_with_reason (get_waiting_words (edit), reason);
    }
}

gboolean
ui_edit_needs_person (DeskEdit *edit)
{
  DeskEditState state = desk_edit_get_state (edit);

  return state == DESK_EDIT_STATE_CONFLICT || state == DESK_EDIT_STATE_REFUSED;
}
