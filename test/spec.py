#!/usr/bin/env python3
"""Runs the examples of the language reference: what it says about the language is what the program does.

usage: spec.py KEHOACH [--update]

In grammar/language.md a block ```plan is a plan; the blocks that follow it hold what the program makes of it, each named
after a row of the table below. A block may be an excerpt: its lines must all come, in their order. A line “…” says that
others stand between. --update rewrites blocks that do not hold, whole; shorten them again by hand, with “…”."""
import os
import re
import subprocess
import sys
import tempfile

REFERENCE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'grammar/language.md')

OUTPUTS = {
    'check': ['check', '--diagnostics', 'short', '--lang', 'vi'],
    'plan-output': ['dump', '--phase', 'plan'],
    'syntax-output': ['dump', '--phase', 'syntax'],
    'matrix': ['matrix', '--format', 'text', '--lang', 'vi'],
    'matrix-csv': ['matrix', '--format', 'csv', '--lang', 'vi'],
}
ELLIPSIS = '…'
BLOCK = re.compile(r'^(`{3,})([a-z-]+)\n(.*?)^\1$', re.M | re.S)


def run(kehoach, arguments, plan):
    with tempfile.TemporaryDirectory() as folder:
        with open(f'{folder}/plan.md', 'w', encoding='utf-8') as file:
            file.write(plan)
        environment = {**os.environ, 'LC_ALL': 'C.UTF-8', 'NO_COLOR': '1'}
        done = subprocess.run([kehoach, *arguments, 'plan.md'], cwd=folder, env=environment, capture_output=True, timeout=60)
    text = (done.stdout + done.stderr).decode('utf-8', 'replace').lstrip('\ufeff').replace('\r\n', '\n')
    if done.returncode not in (0, 1):
        text += f'[exit {done.returncode}]\n'
    return text


def holds(expected, actual):
    """The lines as they are; each “…” stands for any number of lines."""
    lines = (r'(?:.*\n)*?' if line.strip() == ELLIPSIS else re.escape(line) + r'\n' for line in expected.splitlines())
    return re.fullmatch(''.join(lines), actual)


def main():
    kehoach, update = os.path.abspath(sys.argv[1]), '--update' in sys.argv
    with open(REFERENCE, encoding='utf-8') as file:
        reference = file.read()
    passed = failed = 0
    pieces, end, plan = [], 0, ''
    for block in BLOCK.finditer(reference):
        kind, content = block[2], block[3]
        if kind == 'plan':
            plan = content
        if kind not in OUTPUTS:
            continue
        actual = run(kehoach, OUTPUTS[kind], plan)
        if holds(content, actual):
            passed += 1
        elif update:
            pieces += [reference[end:block.start(3)], actual]
            end = block.end(3)
        else:
            failed += 1
            line = reference.count('\n', 0, block.start()) + 1
            print(f'grammar/language.md:{line}: {kind} differs; the program says:\n{actual}')
    if update and pieces:
        with open(REFERENCE, 'w', encoding='utf-8') as file:
            file.write(''.join(pieces) + reference[end:])
    print(f'{passed} passed, {failed} failed')
    return failed > 0


sys.exit(main())
