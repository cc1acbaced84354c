#!/usr/bin/env python3
"""Golden tests: a case is a plan with its expected outputs beside it, under the same stem.

usage: golden.py KEHOACH [--update] [FOLDER...]

For PLAN.md the file PLAN.check holds what `kehoach check` says, PLAN.plan what `kehoach dump --phase plan` prints, and
so on (table below). --update rewrites the expectations that exist; to add one, create it empty and update."""
import difflib
import io
import os
import subprocess
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
FOLDERS = ['test/golden', 'test/real', 'test/raw', 'examples']

COMMANDS = {
    '.check': ['check', '--diagnostics', 'short', '--lang', 'vi'],
    '.check.en': ['check', '--diagnostics', 'short', '--lang', 'en'],
    '.human': ['check', '--lang', 'vi'],
    '.human.en': ['check', '--lang', 'en'],
    '.draft': ['check', '--stage', 'draft', '--lang', 'vi'],
    '.sign': ['check', '--stage', 'sign', '--lang', 'vi'],
    '.issue': ['check', '--stage', 'issue', '--lang', 'vi'],
    '.issue.en': ['check', '--stage', 'issue', '--lang', 'en'],
    '.issue.json': ['check', '--stage', 'issue', '--diagnostics', 'json', '--lang', 'vi'],
    '.check.json': ['check', '--diagnostics', 'json', '--lang', 'vi'],
    '.sarif': ['check', '--diagnostics', 'sarif', '--lang', 'vi'],
    '.github': ['check', '--diagnostics', 'github', '--lang', 'en'],
    '.junit.xml': ['check', '--diagnostics', 'junit', '--lang', 'vi'],
    '.blocks': ['dump', '--phase', 'blocks'],
    '.syntax': ['dump', '--phase', 'syntax'],
    '.plan': ['dump', '--phase', 'plan'],
    '.doc': ['dump', '--phase', 'doc'],
    '.frames': ['dump', '--phase', 'frames'],
    '.matrix': ['matrix', '--format', 'text', '--lang', 'vi'],
    '.matrix.json': ['matrix', '--format', 'json', '--lang', 'vi'],
    '.matrix.csv': ['matrix', '--format', 'csv', '--lang', 'vi'],
    '.ndjson': ['export'],
    '.agency': ['matrix', '--by', 'agency', '--lang', 'vi'],
    '.time': ['matrix', '--by', 'time', '--lang', 'vi'],
    '.import': ['import', '--report', 'text', '--lang', 'vi'],
    '.import.json': ['import', '--report', 'json', '--lang', 'vi'],
    '.recipients': ['recipients', '--lang', 'vi'],
    '.recipients.json': ['recipients', '--suggest', '--format', 'json'],
    '.recipients.csv': ['recipients', '--format', 'csv'],
    '.suggest': ['recipients', '--suggest', '--lang', 'vi'],
    '.suggest.csv': ['recipients', '--suggest', '--format', 'csv'],
    '.written': ['recipients', '--write', '--dry-run', '--lang', 'vi'],
    '.html': ['build', '--to', 'html', '-o', '-', '-q'],
    '.docx.xml': ['build', '--to', 'docx', '-o', '-', '-q'], # the text of the Word document
}


def cases(folders):
    for folder in folders:
        for where, folders_below, names in os.walk(os.path.join(ROOT, folder)):
            folders_below.sort()
            for name in sorted(names):
                stem, ending = os.path.splitext(name)
                if ending in ('.md', '.txt'):
                    for suffix in COMMANDS:
                        expected = os.path.join(where, stem + suffix)
                        if os.path.exists(expected):
                            yield where, name, suffix, expected


def run(kehoach, where, name, suffix):
    environment = {'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', 'NO_COLOR': '1'}
    done = subprocess.run([kehoach, *COMMANDS[suffix], name], cwd=where, env=environment, capture_output=True, timeout=120)
    output = done.stdout
    if suffix == '.docx.xml':
        output = zipfile.ZipFile(io.BytesIO(output)).read('word/document.xml')
    text = (output + done.stderr).decode('utf-8', 'replace')
    if suffix.startswith(('.check', '.human', '.draft', '.sign', '.issue')):
        text += f'[exit {done.returncode}]\n'
    elif done.returncode not in (0, 1):
        text += f'[exit {done.returncode}]\n'
    return text


def main():
    kehoach = os.path.abspath(sys.argv[1])
    update = '--update' in sys.argv
    folders = [a for a in sys.argv[2:] if not a.startswith('-')] or FOLDERS
    passed = failed = 0
    for where, name, suffix, expected in cases(folders):
        actual = run(kehoach, where, name, suffix)
        with open(expected, encoding='utf-8', newline='') as file:
            wanted = file.read()
        if actual == wanted:
            passed += 1
        elif update:
            with open(expected, 'w', encoding='utf-8', newline='') as file:
                file.write(actual)
            print('updated', os.path.relpath(expected, ROOT))
            passed += 1
        else:
            failed += 1
            path = os.path.relpath(expected, ROOT)
            print('\n'.join(list(difflib.unified_diff(wanted.splitlines(), actual.splitlines(), path, 'actual', lineterm=''))[:40]))
    # Plans in examples/ are as they should be: nothing to say about any of them.
    for example in sorted(os.listdir(os.path.join(ROOT, 'examples'))):
        where = os.path.join(ROOT, 'examples', example)
        said = run(kehoach, where, 'plan.md', '.check')
        if said == '[exit 0]\n':
            passed += 1
        else:
            failed += 1
            print(f'examples/{example}/plan.md is not clean:\n{said}')
    print(f'{passed} passed, {failed} failed')
    return failed > 0


sys.exit(main())
