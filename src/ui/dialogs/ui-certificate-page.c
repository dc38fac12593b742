/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-certificate-page.h"

#include <glib/gi18n.h>

struct _UiCertificatePage
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *scroller;
  GtkImage *image;
  GtkLabel *title_label;
  GtkLabel *body_label;
  GtkListBox *facts;
  GtkWidget *trust_button;
  GtkWidget *manage_button;
};

enum
{
  TRUST,
  MANAGE,
  N_SIGNALS,
};

typedef struct
{
  GTlsCertificateFlags flag;
  const char *text;
} FlagText;

static const FlagText flag_texts[] = {
  { G_TLS_CERTIFICATE_UNKNOWN_CA, N_ ("Nobody this computer trusts has signed it") },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, N_ ("It was made for another server name") },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, N_ ("It is not valid yet") },
  { G_TLS_CERTIFICATE_EXPIRED, N_ ("It has expired") },
  { G_TLS_CERTIFICATE_REVOKED, N_ ("It was revoked") },
  { G_TLS_CERTIFICATE_INSECURE, N_ ("Its cryptography is too weak") },
  { G_TLS_CERTIFICATE_GENERIC_ERROR, N_ ("It could not be checked") },
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UiCertificatePage, ui_certificate_page, GTK_TYPE_WIDGET)

char *
ui_fingerprint_to_text (const char *fingerprint)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_digits = 0;

  for (const char *p = fingerprint; p != NULL && *p != '\0'; p++)
    {
      if (!g_ascii_isxdigit (*p))
        continue;
      if (n_digits > 0 && n_digits % 4 == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, g_ascii_toupper (*p));
      n_digits++;
    }

  return g_strdup (text->str);
}

static void
trust_cb (UiCertificatePage *self)
{
  g_signal_emit (self, signals[TRUST], 0);
}

static void
manage_cb (UiCertificatePage *self)
{
  g_signal_emit (self, signals[MANAGE], 0);
}

/* @value is somebody else's text: a plain label. */
static void
add_fact (UiCertificatePage *self, const char *title, const char *value, gboolean is_code)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *title_label = gtk_label_new (title);
  GtkWidget *value_label = gtk_label_new (value);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (title_label), 0);
  gtk_widget_add_css_class (title_label, "caption");
  gtk_widget_add_css_class (title_label, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (value_label), 0);
  gtk_label_set_wrap (GTK_LABEL (value_label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value_label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (value_label), TRUE);
  if (is_code)
    gtk_widget_add_css_class (value_label, "monospace");
  gtk_box_append (GTK_BOX (box), title_label);
  gtk_box_append (GTK_BOX (box), value_label);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, value, -1);
  gtk_list_box_append (self->facts, row);
}

static void
add_certificate (UiCertificatePage *self, GTlsCertificate *certificate)
{
  g_autofree char *subject = NULL;
  g_autofree char *issuer = NULL;
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) until = NULL;

  g_object_get (certificate, "subject-name", &subject, "issuer-name", &issuer, "not-valid-before", &from,
                "not-valid-after", &until, NULL);
  if (subject != NULL && *subject != '\0')
    add_fact (self, _ ("Made for"), subject, FALSE);
  if (issuer != NULL && *issuer != '\0')
    add_fact (self, _ ("Issued by"), g_strcmp0 (issuer, subject) == 0 ? _ ("Itself (self-signed)") : issuer,
              FALSE);
  if (from != NULL && until != NULL)
    {
      g_autofree char *from_text = g_date_time_format (from, "%F");
      g_autofree char *until_text = g_date_time_format (until, "%F");
      /* Translators: two dates */
      g_autofree char *text = g_strdup_printf (_ ("%s to %s"), from_text, until_text);

      add_fact (self, _ ("Valid"), text, FALSE);
    }
}

void
ui_certificate_page_show (UiCertificatePage *self,
                          const char *server,
                          GTlsCertificate *certificate,
                          GTlsCertificateFlags errors,
                          const char *fingerprint,
                          const char *trusted)
{
  g_autofree char *code = ui_fingerprint_to_text (fingerprint);
  g_autofree char *body = NULL;
  g_autoptr (GString) faults = g_string_new (NULL);
  GtkListBoxRow *row;

  g_return_if_fail (UI_IS_CERTIFICATE_PAGE (self));

  while ((row = gtk_list_box_get_row_at_index (self->facts, 0)) != NULL)
    gtk_list_box_remove (self->facts, GTK_WIDGET (row));

  if (trusted != NULL)
    {
      g_autofree char *old_code = ui_fingerprint_to_text (trusted);

      gtk_label_set_label (self->title_label, _ ("The Certificate Has Changed"));
      body = g_strdup_printf (
          _ ("%s shows another certificate than the one you trusted. Somebody may stand between "
             "you and the PBX, so nothing was sent. If your administrator says that it was "
             "renewed, forget the old certificate in the saved accounts and sign in again."),
          server);
      add_fact (self, _ ("Fingerprint you trusted"), old_code, TRUE);
      add_fact (self, _ ("Fingerprint now"), code, TRUE);
    }
  else
    {
      gtk_label_set_label (self->title_label, _ ("Is This Your PBX?"));
      body = g_strdup_printf (
          _ ("The certificate of %s could not be verified. Compare the fingerprint with the one "
             "your administrator gives you, and trust it only if they are the same."),
          server);
      add_fact (self, _ ("Fingerprint (SHA-256)"), code, TRUE);
    }
  gtk_label_set_label (self->body_label, body);
  gtk_image_set_from_icon_name (self->image,
                                trusted != NULL ? "security-low-symbolic" : "channel-insecure-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->image), trusted != NULL ? "dim-label" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->image), trusted != NULL ? "error" : "dim-label");

  for (guint i = 0; i < G_N_ELEMENTS (flag_texts); i++)
    if (errors & flag_texts[i].flag)
      g_string_append_printf (faults, "%s%s", faults->len > 0 ? "\n" : "", _ (flag_texts[i].text));
  if (faults->len > 0)
    add_fact (self, _ ("What is wrong"), faults->str, FALSE);
  if (certificate != NULL)
    add_certificate (self, certificate);

  gtk_widget_set_visible (self->trust_button, trusted == NULL);
  gtk_widget_set_visible (self->manage_button, trusted != NULL);
}

static void
ui_certificate_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), UI_TYPE_CERTIFICATE_PAGE);

  G_OBJECT_CLASS (ui_certificate_page_parent_class)->dispose (object);
}

static void
ui_certificate_page_class_init (UiCertificatePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_certificate_page_dispose;

  signals[TRUST] = g_signal_new ("trust", UI_TYPE_CERTIFICATE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[MANAGE] = g_signal_new ("manage", UI_TYPE_CERTIFICATE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-certificate-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UiCertificatePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, UiCertificatePage, image);
  gtk_widget_class_bind_template_child (widget_class, UiCertificatePage, title_label);
  gtk_widget_class_bind_template_child (widget_class, UiCertificatePage, body_label);
  gtk_widget_class_bind_template_child (widget_class, UiCertificatePage, facts);
  gtk_widget_class_bind_template_child (widget_class, UiCertificatePage, trust_button);
  gtk_widget_class_bind_template_child (widget_class, UiCertificatePage, manage_button);
  gtk_widget_class_bind_template_callback (widget_class, trust_cb);
  gtk_widget_class_bind_template_callback (widget_class, manage_cb);
}

static void
ui_certificate_page_init (UiCertificatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
