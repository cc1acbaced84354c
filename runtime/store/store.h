// The store: many documents in one file, kept by SQLite, without a server. It lies in a module of its own, store.so, so that
// only those who ask for it load the library.
//
// Everything between store_open and store_close is one transaction: whatever happens in between, the file has the old state
// or the new one. A program that finds the file in use waits some seconds.
#ifndef KEHOACH_STORE_STORE_H
#define KEHOACH_STORE_STORE_H

#include "runtime/store/table.h"

enum store_status {
  STORE_OK,
  STORE_END,        // no further document
  STORE_TWICE,      // this key was put before within the same transaction
  STORE_MISSING,    // no such file
  STORE_FOREIGN,    // not a store of this program
  STORE_NEWER,      // of a later version
  STORE_DAMAGED,
  STORE_LOCKED,     // in use by another program
  STORE_FULL,       // no room on the disk
  STORE_UNREADABLE,
  STORE_UNWRITABLE,
};

enum { STORE_PATIENCE_SECONDS = 4 };

enum store_use { STORE_READ, STORE_CHANGE, STORE_CREATE }; // STORE_CREATE: change it, and make it where there is none

struct store;

struct store_press {
  // The store lies in memory of its own until it is closed.
  enum store_status (*open)(struct arena *arena, const char *path, const struct store_schema *schema, enum store_use use,
                            struct store **store);
  // Puts a document in the place of the one with the same key; a named one also in the place of one without a name that was
  // found at the same location. *former: where the replaced one (or, for STORE_TWICE, the other one) was found, or empty.
  enum store_status (*put)(struct store *store, struct arena *arena, const struct record *record, struct str *former);
  // The next one in the order in which they were first put, with its head alone. STORE_END behind the last.
  enum store_status (*next)(struct store *store, struct arena *arena, struct record **record);
  // Its rows of another table.
  enum store_status (*rows)(struct store *store, struct arena *arena, struct record *record, size_t table);
  // Takes out the one with this key.
  enum store_status (*take_out)(struct store *store, struct str key);
  // Ends the transaction: with `keep` what was put and taken out is there to stay once STORE_OK is returned; otherwise, and on
  // any failure, nothing has changed, and no file is left where there was none.
  enum store_status (*close)(struct store *store, bool keep);
};

// The only exported symbol of store.so.
extern const struct store_press kehoach_store_press;

// What the first bytes of a store are.
#define STORE_MAGIC ((struct str){ "SQLite format 3", 16 })

#endif
