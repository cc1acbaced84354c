"""Turns the skeletons of plans into C: plans.py OUTPUT FILE...; each FILE is known by its name (plans/ke-hoach.md).

plans.py --list prints the files there are, for the build."""
import glob
import os
import sys


def literal(data):
    return ''.join(chr(b) if 32 <= b < 127 and b not in b'"\\?' else f'\\{b:03o}' for b in data)


def main(out, files):
    rows = []
    for path in sorted(files, key=lambda path: os.path.splitext(path)[0]):
        with open(path, 'rb') as file:
            data = file.read()
        name = os.path.splitext(os.path.basename(path))[0]
        rows.append(f'  {{ "{name}", {{ "{literal(data)}", {len(data)} }} }},')
    with open(out, 'w') as file:
        file.write('#include "templates/data.h"\n\nconst struct plan_template plan_templates[] = {\n')
        file.write('\n'.join(rows) + '\n  { 0 },\n};\n')


if sys.argv[1] == '--list':
    here = os.path.dirname(os.path.abspath(__file__))
    print('\n'.join(sorted(os.path.relpath(plan, here) for plan in glob.glob(here + '/plans/*.md'))))
else:
    main(sys.argv[1], sys.argv[2:])
