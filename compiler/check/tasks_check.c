// What tasks lack, and bodies that nobody knows.
#include "compiler/check/tasks_reader.h"

void tasks_check(struct task_reader *reader) {
  (void)reader;
}
