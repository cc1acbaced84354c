// A Word file carries the front matter that is not on paper as properties: CARRIED alone tells that this program wrote the
// file, CARRIED " 3: giai đoạn/Giai đoạn 1" names the third value. Who reads the file back goes by these names.
#ifndef KEHOACH_GRAMMAR_CARRIED_H
#define KEHOACH_GRAMMAR_CARRIED_H

#define CARRIED "kehoach"

#endif
