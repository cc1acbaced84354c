// The words of a diagnostic: templates filled in, and text made fit for a line of a terminal. Private to diag.
#ifndef KEHOACH_DIAG_MESSAGE_H
#define KEHOACH_DIAG_MESSAGE_H

#include "runtime/diag/diag.h"

// The text of that language, else the Vietnamese one.
const char *in_language(const char *const texts[LANGUAGES], enum language language);

const char *diag_file(const struct diag *diag); // never NULL

// Appends the template with {0} {1} … replaced; `display` makes the arguments displayable and shortens long ones.
void message_format(struct buf *out, const struct diag *diag, const char *template, enum language language, bool display);

// Appends at most about `columns` characters, the middle left out; nothing in it can move the cursor.
void display_text(struct buf *out, struct str s, size_t columns);

// What is shown for a character that must not reach a terminal as it is; 0: the character itself.
uint32_t display_instead(uint32_t c);

// The forms for programs.
void diags_print_json(const struct diags *diags, enum language language, struct buf *out);
void diags_print_sarif(const struct diags *diags, enum language language, struct buf *out);
void diags_print_github(const struct diags *diags, enum language language, struct buf *out);
void diags_print_junit(const struct diags *diags, enum language language, struct buf *out);

#endif
