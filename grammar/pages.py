"""Turns the explanations into C: pages.py OUTPUT FILE...; each FILE is named after its code (KH0101.md)."""
import os
import sys

out, *files = sys.argv[1:]
rows = []
for path in sorted(files):
    with open(path, encoding='utf-8') as file:
        text = file.read()
    data = text.encode()
    literal = ''.join(chr(b) if 32 <= b < 127 and b not in b'"\\?' else f'\\{b:03o}' for b in data)
    code = os.path.splitext(os.path.basename(path))[0]
    rows.append(f'  {{ "{code}", {{ "{literal}", {len(data)} }} }},')
with open(out, 'w') as file:
    file.write('#include "runtime/base/str.h"\n\nstruct page {\n  const char *code;\n  struct str text;\n};\n')
    file.write('extern const struct page rule_pages[];\nconst struct page rule_pages[] = {\n')
    file.write('\n'.join(rows) + '\n  { 0 },\n};\n')
