#!/usr/bin/env python3
"""The products as other programs see them: PDF/UA, PDF/A, fonts, workbook, page.

usage: validate.py KEHOACH FILE-OR-FOLDER...

For each plan: the PDF, and those of its matrix with pictures, an extract, its recipients and a comparison, through qpdf, pdffonts and the checks of tools/pdfua.py; a part-1 build through PDFBox's
preflight; the workbook through LibreOffice, its cells compared with the CSV; the page for balance and for links that
lead somewhere. A tool that is missing is a failure."""
import collections
import csv
import glob
import html.parser
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'tools'))
import pdfua
from plans import name_of, plans

KEHOACH = os.path.abspath(sys.argv[1])

JARS = '''pdfbox2 pdfbox2-tools fontbox2 xmpbox preflight commons-logging commons-io javax.activation jaxb-api'''
CLASS_PATH = ':'.join(f'/usr/share/java/{name}.jar' for name in JARS.split())
PREFLIGHT = ['java', '-Xshare:auto', '-XX:TieredStopAtLevel=1', '-cp', CLASS_PATH, 'org.apache.pdfbox.preflight.Validator_A1b']

# LibreOffice's options of the CSV export: comma, quote, UTF-8, from line 1, all sheets into files of their own.
CSV_EXPORT = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'

# HTML elements that have no end tag.
VOID = set('area base br col embed hr img input link meta source track wbr'.split())


class Results:
    def __init__(self):
        self.passed = self.failed = 0

    def add(self, name, problems):
        for text in problems[:20]:
            print(f'{name}: {text}')
        self.failed += bool(problems)
        self.passed += not problems


def run(*command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, **options)


def said(done):
    return done.stdout.decode('utf-8', 'replace').strip()


def build(path, output, *options):
    done = run(KEHOACH, 'build', '-q', '-o', output, *options, path)
    return [] if done.returncode in (0, 1) else [f'build: exit {done.returncode}: {said(done)}']


def build_products(path, name, folder):
    """FOLDER/NAME/… and FOLDER/part1/NAME.pdf."""
    return build(path, f'{folder}/{name}', '--to', 'pdf,html,matrix,csv') + \
        build(path, f'{folder}/part1/{name}.pdf', '--to', 'pdf', '--pdf-part', '1')


def pictured(path, folder):
    """The plan with its annexes of assignments and pictures, whatever it asks for itself."""
    with open(path, encoding='utf-8') as file:
        text = re.sub(r'^phụ lục phân công:.*\n', '', file.read(), flags=re.M)
    os.makedirs(folder)
    for beside in glob.glob(f'{os.path.dirname(os.path.abspath(path))}/*'):
        os.symlink(beside, f'{folder}/{os.path.basename(beside)}')
    with open(f'{folder}/co-bieu-do.md', 'w', encoding='utf-8') as file:
        file.write(text.replace('---\n', '---\nphụ lục phân công: có biểu đồ\n', 1))
    return f'{folder}/co-bieu-do.md'


def other_papers(path, before, drawn):
    """Name and call of every other kind of PDF: `before` is another plan to compare with, `drawn` this one with pictures."""
    rows = json.loads(run(KEHOACH, 'matrix', '-q', '-f', 'json', path).stdout)['rows']
    body = next((actor['name'] for row in rows for actor in row['lead'] if not actor['group']), None)
    yield 'pictures', ['build', '--to', 'pdf', drawn]
    yield 'matrix', ['matrix', '-f', 'pdf', '--pictures', path]
    yield 'summary', ['matrix', '-f', 'pdf', '--by', 'summary', '--pictures', before, path]
    yield 'recipients', ['recipients', '-f', 'pdf', path]
    yield 'diff', ['diff', '-f', 'pdf', before, path]
    if body:
        yield 'extract', ['extract', '--to', 'pdf', '--agency', body, path]


def check_papers(path, before, name, folder):
    """Those in both parts of PDF/A: part 2 is looked at here, part 1 goes to the others for preflight."""
    problems, made = [], 0
    for kind, call in other_papers(path, before, pictured(path, f'{folder}/{name}/co-bieu-do')):
        for part, pdf in ('2', f'{folder}/{name}/{kind}-2.pdf'), ('1', f'{folder}/part1/{name}-{kind}.pdf'):
            done = run(KEHOACH, *call, '-q', '--pdf-part', part, '-o', pdf)
            if done.returncode not in (0, 1) or not os.path.exists(pdf):
                problems.append(f'{kind}: exit {done.returncode}: {said(done)}')
                continue
            made += part == '1'
            if part == '2':
                problems += [f'{kind}: {text}' for text in check_syntax(pdf) + check_fonts(pdf) + pdfua.check(pdf)]
    return problems, made


def check_syntax(pdf):
    done = run('qpdf', '--check', pdf)
    warned = done.returncode != 0 or 'WARNING' in said(done)
    return [f'qpdf: {said(done)}'] if warned else []


def check_fonts(pdf):
    """pdffonts: every face embedded, a subset, and with a way back to Unicode."""
    lines = said(run('pdffonts', pdf)).splitlines()[2:]
    bad = [line for line in lines if line.split()[-5:-2] != ['yes', 'yes', 'yes']]
    return [f'pdffonts: {line}' for line in bad or ([] if lines else ['no font'])]


def check_preflight(folder):
    """All files in one Java process. It prints a line for each file, and the errors of those that are not valid."""
    done = run(*PREFLIGHT, 'group', folder)
    valid = re.findall(r'^The file (\S+) is a valid PDF/A-1b file', said(done), re.M)
    return done, valid


class Page(html.parser.HTMLParser):
    """Tags that balance, ids that are unique, links within the page that lead somewhere."""

    def __init__(self):
        super().__init__()
        self.open, self.problems, self.ids, self.links = [], [], collections.Counter(), set()

    def handle_starttag(self, tag, attributes):
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attributes:
            if name == 'id':
                self.ids[value] += 1
            elif name == 'href' and value and value.startswith('#') and len(value) > 1:
                self.links.add(value[1:])

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.problems.append(f'line {self.getpos()[0]}: </{tag}> where {self.open[-1:] or "nothing"} is open')
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def close(self):
        super().close()
        self.problems += [f'<{tag}> is not closed' for tag in self.open]
        self.problems += [f'id “{name}” stands {n} times' for name, n in self.ids.items() if n > 1]
        self.problems += [f'link to “#{name}” leads nowhere' for name in sorted(self.links - set(self.ids))]


def check_page(path):
    page = Page()
    with open(path, encoding='utf-8') as file:
        page.feed(file.read())
    page.close()
    return page.problems


def words(path):
    """The words of a CSV file, counted."""
    with open(path, encoding='utf-8-sig', newline='') as file:
        return collections.Counter(word for row in csv.reader(file) for cell in row for word in cell.split())


def convert_workbooks(folder, names):
    """All workbooks in one LibreOffice process, which has its profile in the folder and writes NAME-SHEET.csv."""
    os.makedirs(f'{folder}/calc')
    for name in names:
        os.link(glob.glob(f'{folder}/{name}/*.matrix.xlsx')[0], f'{folder}/calc/{name}.xlsx')
    return run('soffice', f'-env:UserInstallation=file://{folder}/profile', '--headless', '--convert-to', CSV_EXPORT,
               '--outdir', f'{folder}/calc', *(f'{folder}/calc/{name}.xlsx' for name in names))


def check_workbook(folder, name):
    sheets = sorted(glob.glob(f'{folder}/calc/{name}-*.csv'))
    if not sheets:
        return ['LibreOffice made nothing of the workbook']
    seen = sum((words(sheet) for sheet in sheets), collections.Counter())
    # As often as in the CSV, where a merged cell stands in each of its rows: filters go by what the covered cells hold.
    lost = words(glob.glob(f'{folder}/{name}/*.matrix.csv')[0]) - seen
    return [f'words of the CSV that the workbook has not: {sorted(lost)[:20]}'] if lost else []


def validate(files, folder, results):
    names, papers = [], 0
    os.makedirs(f'{folder}/part1')
    for path in files:
        name = name_of(path)
        problems = build_products(path, name, folder)
        results.add(f'{path}: build', problems)
        if problems:
            continue
        names.append(name)
        pdf = glob.glob(f'{folder}/{name}/*.pdf')[0]
        results.add(f'{path}: syntax', check_syntax(pdf))
        results.add(f'{path}: fonts', check_fonts(pdf))
        results.add(f'{path}: PDF/UA', pdfua.check(pdf))
        problems, made = check_papers(path, names and files[0] or files[-1], name, folder)
        results.add(f'{path}: other papers', problems)
        papers += made
        results.add(f'{path}: page', check_page(glob.glob(f'{folder}/{name}/*.html')[0]))
    done, valid = check_preflight(f'{folder}/part1')
    results.add('preflight', [] if len(valid) == len(names) + papers else said(done).splitlines() or ['preflight said nothing'])
    convert_workbooks(folder, names)
    for name in names:
        results.add(f'{name}: workbook', check_workbook(folder, name))


def main():
    results = Results()
    with tempfile.TemporaryDirectory() as folder:
        validate(list(plans(sys.argv[2:], endings=('.md',))), folder, results)
    print(f'{results.passed} passed, {results.failed} failed')
    return results.failed > 0


sys.exit(main())
