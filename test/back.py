#!/usr/bin/env python3
"""A plan comes back from its products: from the Word document, from the same when LibreOffice has saved it, and from the text
of the PDF, with its columns (pdftotext -layout) and without.

usage: back.py KEHOACH FILE-OR-FOLDER... [-- FILE-OR-FOLDER...]

Those behind -- come back from the Word document alone; of a folder only the plans right in it.
From a Word document: the same plan (dump --phase plan) and the same matrix; built once more, the same words on paper. From the
text of a PDF: the same outline and the same matrix; which of them a bare text cannot give is said in LOST, and why."""
import collections
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'tools'))
import ooxml
from plans import name_of, plans

KEHOACH = os.path.abspath(sys.argv[1])


def run(*command):
    return subprocess.run(command, capture_output=True, timeout=600)


# ---- What a plan says

def matrix(path):
    """The rows of the matrix as JSON, without their places in the file."""
    rows = json.loads(run(KEHOACH, 'matrix', '-q', '--format', 'json', path).stdout)['rows']
    return [{key: value for key, value in row.items() if key != 'source'} for row in rows]


def told_without_layout(path):
    """Rows that a text without its layout can tell. Cells of a table that lie side by side come one column after the other, and
    those below each other as one: which words are whose row nobody can tell. A dash at the end of a line pdftotext takes for
    a hyphen, and drops it with the line's end: “kinh tế / - xã hội” becomes “kinh tế xã hội”."""
    rows = [row for row in matrix(path) if row['origin'] != 'table']
    return [re.sub(r' - ', ' ', json.dumps(row, ensure_ascii=False)) for row in rows]


def outline(path):
    """The labels of the outline in their order."""
    return re.findall(r'^[\d:]+ +item (\w+ \[[^\]]*\])', run(KEHOACH, 'dump', '--phase', 'syntax', path).stdout.decode(), re.M)


# Plans whose header cannot be read back, for nobody can read it: a date that is none, a name without an office.
BROKEN = {'golden-front-errors'}

# What paper does not tell apart, in the lines of a dump: what it is, what stands for it.
ALIKE = [
    (r'^  (agency|number|symbol|place|subject|name|kind|date-text): *\n', ''),  # nothing, and a blank to be filled in
    (r'^  date-text: .*\n', ''),  # “ngày 01 tháng 4 năm 2026” is written 01/4/2026; the date itself is compared
    (r'^references\n(  .*\n)*', ''),  # [@name] is printed as “mục 1 phần II”, whose target is found by these words
    (r' #[\w-]+', ''),  # {#name}
    ('\u00a0+', ''),  # room for a pen, “số      /KH-UBND”
    (r'^( *point) [–—•]', r'\1 -'),  # each sign of a bullet is printed as a dash
    (r'^(  (?:line|filing): .*?)[;.]?$', r'\1'),  # recipients of the front matter get their signs
    (r'^ *section .*$', lambda line: line[0].lower()),  # titles of sections are printed in capitals
    (r'\[\^\w+\]', '[^]'),  # notes are numbered anew
    (r'^  \[\w+\] ', '  [] '),
]


def dump(path):
    """The plan as paper tells it."""
    text = run(KEHOACH, 'dump', '--phase', 'plan', path).stdout.decode()
    for name, printed in re.findall(r'^  “(\[@[^”]*\])” → \S+ “(.*)”$', text, re.M):
        text = text.replace(name, printed)
    for pattern, replacement in ALIKE:
        text = re.sub(pattern, replacement, text, flags=re.M)
    return text.splitlines()


def words(path):
    return collections.Counter(re.findall(r'\w+', ooxml.text(path).lower()))


def first_difference(wanted, got):
    lines = difflib.unified_diff(wanted, got, 'plan', 'imported', lineterm='', n=0)
    return '\n    '.join([line for line in lines if not line.startswith(('---', '+++', '@@'))][:6])


# ---- Ways back

class Case:
    """A plan and its products, in a folder of their own."""

    def __init__(self, path, folder):
        self.path, self.folder = path, f'{folder}/{name_of(path)}'
        os.mkdir(self.folder)
        bodies = os.path.join(os.path.dirname(path), 'co-quan.tsv')
        if os.path.exists(bodies):
            shutil.copy(bodies, self.folder)
        run(KEHOACH, 'build', '-q', '--to', 'pdf', '-o', f'{self.folder}/made.pdf', path)
        run(KEHOACH, 'build', '-q', '--to', 'docx', '-o', f'{self.folder}/made.docx', path)
        self.problems = []

    def imported(self, file):
        out = f'{self.folder}/{os.path.splitext(file)[0].replace("/", "-")}.md'
        done = run(KEHOACH, 'import', '-q', '-o', out, f'{self.folder}/{file}')
        if done.returncode:
            self.problems.append(f'{file}: exit {done.returncode}: {done.stderr.decode()[:300]}')
            return None
        return out

    def compare(self, way, plan, parts):
        for name, part in parts:
            wanted, got = part(self.path), part(plan)
            if wanted != got:
                wanted, got = ([x if isinstance(x, str) else json.dumps(x, ensure_ascii=False) for x in list_] for list_ in (wanted, got))
                self.problems.append(f'{way}: another {name}:\n    {first_difference(wanted, got)}')

    def word(self, way, file):
        plan = self.imported(file)
        if plan:
            self.compare(way, plan, [('matrix', matrix), ('plan', dump)])
            run(KEHOACH, 'build', '-q', '--to', 'docx', '-o', f'{self.folder}/again.docx', plan)
            first, again = words(f'{self.folder}/made.docx'), words(f'{self.folder}/again.docx')
            if first != again:
                self.problems.append(f'{way}: built again: lost {sorted((first - again).elements())[:20]}, '
                                     f'more {sorted((again - first).elements())[:20]}')

    def paper(self, way, *options):
        run('pdftotext', *options, f'{self.folder}/made.pdf', f'{self.folder}/{way}.txt')
        plan = self.imported(f'{way}.txt')
        if plan and way == 'plain':
            self.compare(way, plan, [('outline', outline), ('matrix', told_without_layout)])
        elif plan:
            self.compare(way, plan, [('outline', outline), ('matrix', matrix)])


def save_in_office(cases, folder):
    """LibreOffice opens the documents and saves them in its own way."""
    for case in cases:
        shutil.copy(f'{case.folder}/made.docx', f'{folder}/{os.path.basename(case.folder)}.docx')
    run('soffice', f'-env:UserInstallation=file://{folder}/profile', '--headless', '--convert-to', 'docx', '--outdir', f'{folder}/saved',
        *[f'{folder}/{os.path.basename(case.folder)}.docx' for case in cases])
    for case in cases:
        shutil.copy(f'{folder}/saved/{os.path.basename(case.folder)}.docx', f'{case.folder}/saved.docx')


def main():
    with tempfile.TemporaryDirectory() as folder:
        split = sys.argv.index('--') if '--' in sys.argv else len(sys.argv)
        cases = [Case(path, folder) for path in plans(sys.argv[2:split], ('.md',))]
        if cases:
            save_in_office(cases, folder)
        for case in cases:
            case.word('LibreOffice', 'saved.docx')
            case.paper('layout', '-layout')
            case.paper('plain')
        more = [path for path in plans(sys.argv[split + 1:], ('.md',)) if os.path.dirname(path) in sys.argv and name_of(path) not in BROKEN]
        cases += [Case(path, folder) for path in more]
        for case in cases:
            case.word('Word', 'made.docx')
    for case in cases:
        for problem in case.problems:
            print(f'{case.path}: {problem}')
    failed = sum(bool(case.problems) for case in cases)
    print(f'{len(cases) - failed} passed, {failed} failed')
    return failed > 0


sys.exit(main())
