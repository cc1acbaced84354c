"""Turns data files into C: embed.py OUTPUT PREFIX FILE...

Each file becomes `const struct str PREFIX_NAME`, its bytes; NAME is the file's name with dots and dashes as underscores
(help.vi.txt: PREFIX_help_vi). The symbols are declared where they are used (grammar/data.h, templates/data.h)."""
import os
import sys

out, prefix, *paths = sys.argv[1:]
lines = ['#include "runtime/base/str.h"', '']
for path in paths:
    name = os.path.splitext(os.path.basename(path))[0]
    symbol = prefix + '_' + name.replace('.', '_').replace('-', '_')
    with open(path, 'rb') as file:
        data = file.read()
    lines.append(f'static const char {symbol}_bytes[] =')
    for line in data.splitlines(keepends=True) or [b'']:
        # Octal escapes end after three digits, so no following digit can join them.
        text = ''.join(chr(b) if 32 <= b < 127 and b not in b'"\\?' else f'\\{b:03o}' for b in line)
        lines.append(f'  "{text}"')
    lines[-1] += ';'
    lines.append(f'extern const struct str {symbol};')
    lines.append(f'const struct str {symbol} = {{ {symbol}_bytes, {len(data)} }};')
    lines.append('')
with open(out, 'w') as file:
    file.write('\n'.join(lines))
