#!/usr/bin/env python3
"""`kehoach recipients`: what is written into a plan, the same list in every form, and bad input.

usage: recipients.py KEHOACH

--write touches nothing but the list, loses no word of the author's, is made in one go, and has nothing to do the second time."""
import csv
import difflib
import glob
import html
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile

KEHOACH = os.path.abspath(sys.argv[1])
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PLANS = sorted(glob.glob(f'{ROOT}/test/real/*.md') + glob.glob(f'{ROOT}/examples/*/plan.md') +
               glob.glob(f'{ROOT}/test/golden/recipients/*.md'))
REFUSED = {'automatic', 'none', 'one-line', 'table'}

problems = []


def expect(condition, what):
    if not condition:
        problems.append(what)


def run(*arguments, cwd=None, given=None):
    environment = {'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', 'NO_COLOR': '1'}
    return subprocess.run([KEHOACH, 'recipients', '--lang', 'en', *arguments], cwd=cwd, env=environment, input=given,
                          capture_output=True, timeout=60)


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def put(path, content):
    with open(path, 'wb') as file:
        file.write(content)


def copy(plan, folder):
    """The plan and the office's files beside it."""
    for path in [plan, *glob.glob(os.path.join(os.path.dirname(plan), '*.tsv'))]:
        put(os.path.join(folder, os.path.basename(path)), read(path))
    return os.path.join(folder, os.path.basename(plan))


# ---- --write

def words(line):
    return line.strip().strip(b'-*+ ').rstrip(b';.').strip()


def check_written(name, before, after):
    """Lines were added or moved in one stretch, none was lost."""
    old, new = before.splitlines(), after.splitlines()
    stretches = [code for code in difflib.SequenceMatcher(None, old, new, False).get_opcodes() if code[0] != 'equal']
    start = min(code[1] for code in stretches)
    end = max(code[2] for code in stretches)
    text = b'\n'.join(old[:start])
    expect('nơi nhận'.encode() in text.lower() or 'Nơi nhận'.encode() in text, f'{name}: changed above the list')
    tail = len(old) - end
    expect(new[len(new) - tail:] == old[end:], f'{name}: changed below the list')
    for line in old[start:end]:
        expect(not words(line) or words(line) in [words(other) for other in new], f'{name}: lost {line.decode()}')


def check_write(plan, ending=None):
    name = os.path.relpath(plan, ROOT)
    with tempfile.TemporaryDirectory() as folder:
        path = copy(plan, folder)
        if ending:
            put(path, read(path).replace(b'\n', ending))
        before = read(path)
        done = run('--write', path)
        after = read(path)
        refused = os.path.basename(plan)[:-3] in REFUSED
        expect(done.returncode == (2 if refused else 0), f'{name}: exit {done.returncode}: {done.stderr.decode()}')
        expect(not refused or before == after, f'{name}: refused, and written')
        expect(done.stdout == b'', f'{name}: --write alone prints nothing')
        expect((before == after) == (b'lines added' not in done.stderr), f'{name}: says what it did')
        if before != after:
            check_written(name, before, after)
            expect(not ending or b'\n' not in after.replace(ending, b''), f'{name}: line ends are mixed')
        expect(run('--write', path).returncode == done.returncode and read(path) == after, f'{name}: second time')
        expect(sorted(os.listdir(folder)) == sorted(os.path.basename(p) for p in
               [plan, *glob.glob(os.path.join(os.path.dirname(plan), '*.tsv'))]), f'{name}: left something')
        if not refused:
            missed = json.loads(run('--format', 'json', path).stdout)['uncovered']
            expect(missed == [], f'{name}: still uncovered: {missed}')


# ---- the same list in every form

def csv_rows(data):
    expect(data.startswith(b'\xef\xbb\xbf'), 'csv: no byte order mark')
    return list(csv.reader(io.StringIO(data.decode('utf-8-sig'))))


def xlsx_rows(data):
    space = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        strings = [''.join(t.text or '' for t in item.iter(f'{space}t'))
                   for item in ElementTree.fromstring(book.read('xl/sharedStrings.xml'))]
        sheet = ElementTree.fromstring(book.read('xl/worksheets/sheet1.xml'))
    rows = []
    for row in sheet.iter(f'{space}row'):
        cells = [cell.find(f'{space}v') for cell in row]
        kinds = [cell.get('t') for cell in row]
        rows.append([strings[int(value.text)] if kind == 's' else '' if value is None else value.text
                     for value, kind in zip(cells, kinds)])
    return rows


def squeezed(text):
    return re.sub(r'\s+', ' ', text)


def pdf_text(data, folder):
    put(f'{folder}/x.pdf', data)
    return subprocess.run(['pdftotext', '-raw', f'{folder}/x.pdf', '-'], capture_output=True, timeout=60).stdout.decode()


def check_forms(name, folder):
    plan = f'{ROOT}/test/real/{name}.md'
    table = csv_rows(run('--format', 'csv', plan).stdout)
    expect(table[0] == ['TT', 'Nơi nhận', 'Gửi đến', 'Gửi để', 'Số bản', 'Ghi chú'], f'{name}: columns {table[0]}')
    expect(sum(int(row[4] or 0) for row in table[1:-1]) == int(table[-1][4]), f'{name}: the total is no sum')
    data = json.loads(run('--format', 'json', plan).stdout)
    expect([row[2] for row in table[1:-1]] == [row['name'] for row in data['distribution']], f'{name}: json and csv differ')
    expect(data['copies'] == int(table[-1][4]), f'{name}: json and csv count differently')
    expect(data['schema'] == 'kehoach.recipients/1' and data['plan'] == plan, f'{name}: json head')
    for row in data['recipients']:
        expect(row['reason'] in ('report', 'assigned', 'inform', 'file', None), f'{name}: reason {row["reason"]}')
        expect((row['reason'] is None) == ({'text': row['text']} in data['unexplained']), f'{name}: unexplained')
    sheet = [row for row in xlsx_rows(run('--format', 'xlsx', plan).stdout) if len(row) > 4]
    expect([[row[2], row[4]] for row in sheet if row[2]] == [[row[2], row[4]] for row in table if row[2]], f'{name}: xlsx differs')
    expect(sheet[-1][4] == table[-1][4], f'{name}: xlsx total')
    page = squeezed(html.unescape(re.sub('<[^>]*>', ' ', run('--format', 'html', plan).stdout.decode())))
    paper = squeezed(pdf_text(run('--format', 'pdf', plan).stdout, folder))
    for row in table[1:]:
        expect(row[2] in page, f'{name}: html lacks {row[2]}')
        expect(row[2] in paper, f'{name}: pdf lacks {row[2]}')
    expect(run('-o', f'{folder}/{name}.xlsx', plan).returncode == 0 and
           xlsx_rows(read(f'{folder}/{name}.xlsx')) == xlsx_rows(run('--format', 'xlsx', plan).stdout), f'{name}: -o')


def check_coverage():
    """What the plans say, told from their text."""
    def of(name):
        return json.loads(run('--format', 'json', f'{ROOT}/test/real/{name}.md').stdout)
    forces = {'bo-chqs-tinh', 'cong-an-tinh'}
    quang, cai = of('tuyen-quang-2026'), of('lao-cai-2026')
    expect(forces <= {body['id'] for body in quang['by_group_only']}, 'tuyen-quang: forces by group only')
    expect(not forces & {body['id'] for body in cai['by_group_only']}, 'lao-cai: forces are named')
    expect(forces <= {body for row in cai['recipients'] if not row['group'] for body in row['covers']}, 'lao-cai: by name')


# ---- bad input

GOOD = '# I. MỤC ĐÍCH\n\nMột câu./.\n\nNơi nhận:\n- Sở Tư pháp;\n- Lưu: VT.\n'
HEAD = 'rank\tissuer\tbodies\twhen\treason\tcopies\n'

# Files, arguments, status, words of the message.
BAD = [
    ({'plan.md': GOOD}, ['--format', 'doc', 'plan.md'], 2, 'doc'),
    ({'plan.md': GOOD}, ['khong-co.md'], 2, 'no such file'),
    ({'a.md': GOOD, 'b.md': GOOD}, ['-f', 'json', 'a.md', 'b.md'], 2, 'one plan'),
    ({'a.md': GOOD, 'b.md': GOOD}, ['-o', 'ra.txt', 'a.md', 'b.md'], 2, 'one plan'),
    ({'plan.md': GOOD, 'noi-nhan.tsv': 'tên\tmã\n'}, ['plan.md'], 2, 'line 1: no column'),
    ({'plan.md': GOOD, 'noi-nhan.tsv': HEAD + '3\t\tso-tu-phap\tluon\treport\t\n'}, ['plan.md'], 2, 'line 2: the column when'),
    ({'plan.md': GOOD, 'noi-nhan.tsv': HEAD + '3\t\tso-mat-trang\talways\treport\t\n'}, ['plan.md'], 2, 'so-mat-trang'),
    ({'plan.md': GOOD, 'noi-nhan.tsv': HEAD + '33\t\tso-tu-phap\talways\treport\t\n'}, ['plan.md'], 2, 'rank'),
    ({'plan.md': GOOD, 'noi-nhan.tsv': HEAD + '3\t\tso-tu-phap\talways\treport\tba\n'}, ['plan.md'], 2, 'copies'),
    ({'plan.md': GOOD, 'noi-nhan.tsv': None}, ['plan.md'], 2, 'noi-nhan.tsv'),
    ({'plan.md': GOOD}, ['-o', 'khong/co/ra.pdf', 'plan.md'], 2, 'ra.pdf'),
    ({'plan.md': ''}, ['plan.md'], 0, ''),
    ({'plan.md': '\x00\xff'}, ['--suggest', 'plan.md'], 0, ''),
    ({'plan.md': 'Nơi nhận:\n' + '- Sở Tư pháp;\n' * 3000}, ['--suggest', 'plan.md'], 0, ''),
]


def check_bad(files, arguments, status, message):
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            if content is None:
                os.mkdir(os.path.join(folder, name))
            else:
                put(os.path.join(folder, name), content.encode())
        done = run(*arguments, cwd=folder)
        said = done.stderr.decode()
        expect(done.returncode == status and message in said, f'{arguments}: exit {done.returncode}: {said}')
        expect(sorted(os.listdir(folder)) == sorted(files), f'{arguments}: left something')


def check_input():
    done = run('--write', '-', given=GOOD.encode())
    expect(done.returncode == 2 and b'standard input' in done.stderr and not done.stdout, 'standard input is not written to')
    done = run('-', given=GOOD.encode())
    expect(done.returncode == 0 and 'Sở Tư pháp' in done.stdout.decode(), 'standard input is read')
    with tempfile.TemporaryDirectory() as folder:
        put(f'{folder}/a.md', GOOD.encode())
        put(f'{folder}/b.md', GOOD.encode())
        done = run('a.md', 'b.md', cwd=folder)
        expect(done.returncode == 0 and done.stdout.decode().count('Sở Tư pháp;') == 2, 'several plans as text')
        plan = copy(f'{ROOT}/test/golden/recipients/body.md', folder)
        done = run('--write', '--dry-run', plan)
        expect(done.stdout.startswith(b'--- ') and read(plan) == read(f'{ROOT}/test/golden/recipients/body.md'), '--dry-run')


def main():
    for plan in PLANS:
        check_write(plan)
        check_write(plan, b'\r\n')
    with tempfile.TemporaryDirectory() as folder:
        for name in ('tuyen-quang-2026', 'lao-cai-2026', 'binh-phuoc-2023', 'lang-son-2022-bien-phong', 'lang-son-2022-doi-ngoai'):
            check_forms(name, folder)
    check_coverage()
    for case in BAD:
        check_bad(*case)
    check_input()
    print('\n'.join(problems[:40]))
    print(f'{len(problems)} problems')
    return len(problems) > 0


sys.exit(main())
