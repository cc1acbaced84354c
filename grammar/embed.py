"""Turns data files into C: embed.py OUTPUT SYMBOL=FILE ...

Each SYMBOL becomes `const struct str SYMBOL`, the bytes of FILE, declared where it is used
(grammar/data.h, templates/data.h)."""
import sys

out, *entries = sys.argv[1:]
lines = ['#include "runtime/base/str.h"', '']
for entry in entries:
    symbol, path = entry.split('=', 1)
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
