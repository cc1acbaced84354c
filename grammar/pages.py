"""Turns the explanations into C: pages.py OUTPUT FILE...; each FILE is named after its code (KH0101.md).

pages.py --list prints the files there are, for the build."""
import glob
import os
import sys


def literal(data):
    return ''.join(chr(b) if 32 <= b < 127 and b not in b'"\\?' else f'\\{b:03o}' for b in data)


def main(out, files):
    rows = []
    for path in sorted(files):
        with open(path, 'rb') as file:
            data = file.read()
        code = os.path.splitext(os.path.basename(path))[0]
        rows.append(f'  {{ "{code}", {{ "{literal(data)}", {len(data)} }} }},')
    with open(out, 'w') as file:
        file.write('#include "runtime/base/str.h"\n\nstruct page {\n  const char *code;\n  struct str text;\n};\n')
        file.write('extern const struct page rule_pages[];\nconst struct page rule_pages[] = {\n')
        file.write('\n'.join(rows) + '\n  { 0 },\n};\n')


if sys.argv[1] == '--list':
    here = os.path.dirname(os.path.abspath(__file__))
    print('\n'.join(sorted(os.path.relpath(page, here) for page in glob.glob(here + '/explain/*.md'))))
else:
    main(sys.argv[1], sys.argv[2:])
