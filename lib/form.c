/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * form: see form.h. The encoder is our own because libcurl's returns memory that is not wiped, and values here are
 * passwords.
 */
#include "lib/form.h"

#include <stdbool.h>
#include <string.h>

static bool is_plain(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_' ||
	       c == '.' || c == '~';
}

static void append_encoded(struct prov_buf *out, const char *text, size_t length)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];

		if (is_plain(text[i])) {
			prov_buf_append_char(out, text[i]);
		} else {
			char escape[3] = {'%', digits[c >> 4], digits[c & 15]};

			prov_buf_append(out, escape, sizeof(escape));
		}
	}
}

void prov_form_init(struct prov_form *form, size_t maximum)
{
	prov_buf_init(&form->body, maximum);
	prov_buf_init(&form->shown, maximum);
}

void prov_form_free(struct prov_form *form)
{
	prov_buf_wipe(&form->body);
	prov_buf_wipe(&form->shown);
}

/* The name in both texts, what separates fields before it. */
static void begin_field(struct prov_form *form, const char *name)
{
	if (form->body.length > 0) {
		prov_buf_append_char(&form->body, '&');
		prov_buf_append_char(&form->shown, '&');
	}
	append_encoded(&form->body, name, strlen(name));
	prov_buf_append_char(&form->body, '=');
	prov_buf_printf(&form->shown, "%s=", name);
}

void prov_form_add(struct prov_form *form, const char *name, const char *value, size_t length)
{
	begin_field(form, name);
	append_encoded(&form->body, value, length);
	prov_buf_append(&form->shown, value, length);
}

void prov_form_add_shown(struct prov_form *form, const char *name, const char *value, size_t length, const char *shown)
{
	begin_field(form, name);
	append_encoded(&form->body, value, length);
	prov_buf_append_text(&form->shown, shown);
}
