/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "model/desk-edit.h"
#include "model/desk-session.h"
#include "pal/protocol/pal-contact-fields.h"

G_BEGIN_DECLS

/* What can be done with the value of a field. */
typedef enum
{
  UI_CONTACT_TEXT,
  UI_CONTACT_PHONE,
  UI_CONTACT_FAX,
  UI_CONTACT_MAIL,
  UI_CONTACT_WEB,
  UI_CONTACT_ADDRESS,
  UI_CONTACT_NOTES,
} UiContactKind;

/* Where a field stands among the others; fields of one section are one card. */
typedef enum
{
  UI_CONTACT_SECTION_NAME,
  UI_CONTACT_SECTION_PHONE,
  UI_CONTACT_SECTION_MAIL,
  UI_CONTACT_SECTION_ADDRESS,
  UI_CONTACT_SECTION_WEB,
  UI_CONTACT_SECTION_NOTES,
  UI_CONTACT_SECTION_CUSTOM,
  UI_CONTACT_N_SECTIONS
} UiContactSection;

/* Whose fields and captions there are: of the phonebook's language, a setting apart from the window's. */
const PalContactManager *
ui_contact_choose_manager (DeskSession *session);
UiContactKind
ui_contact_get_kind (const PalContactManager *manager, const char *id, const char *value);
UiContactSection
ui_contact_get_section (const PalContactManager *manager, const char *id);
/* Of a standard field the phonebook's caption; a field of the person's own is its own caption. */
const char *
ui_contact_get_caption (const PalContactManager *manager, const char *id);
/* NULL when it is neither http nor https. */
char *
ui_contact_dup_web_uri (const char *value);
char *
ui_contact_dup_mail_uri (const char *value);
/* How many characters a field takes; 0: as many as one likes. */
guint
ui_contact_get_limit (UiContactKind kind);

/* A name to show and to say, also where there is none. */
const char *
ui_contact_get_shown_name (const char *display_name);
const char *
ui_edit_get_icon_name (DeskEdit *edit);
char *
ui_edit_dup_state (DeskEdit *edit); /* "Waits to be sent" */
gboolean
ui_edit_needs_person (DeskEdit *edit);

G_END_DECLS
