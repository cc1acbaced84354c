#!/usr/bin/env python3
"""The matrix of one and many plans: filters together, every format shows the filtered rows, large and empty plans, the summary.

usage: matrix.py KEHOACH"""
import csv
import io
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import zipfile

KEHOACH = os.path.abspath(sys.argv[1])
REAL = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'real')
LAO_CAI, TUYEN_QUANG = f'{REAL}/lao-cai-2026.md', f'{REAL}/tuyen-quang-2026.md'
problems = []


def expect(condition, problem):
    if not condition:
        problems.append(problem)


def run(*arguments, cwd=None, exit=0):
    done = subprocess.run([KEHOACH, 'matrix', '--lang', 'en', *arguments], cwd=cwd, capture_output=True, timeout=120)
    expect(done.returncode == exit, f'{arguments}: exit {done.returncode}, {done.stderr.decode()[:300]}')
    return done.stdout, done.stderr.decode()


def rows(*arguments, **options):
    return json.loads(run('-f', 'json', *arguments, **options)[0])['rows']


def ids(*arguments):
    return [row['id'] for row in rows(*arguments)]


def roman(n):
    text = ''
    for value, letters in [(40, 'XL'), (10, 'X'), (9, 'IX'), (5, 'V'), (4, 'IV'), (1, 'I')]:
        text += letters * (n // value)
        n %= value
    return text


def plan(number, tasks):
    """A hundred tasks in each section."""
    text = f'---\ncơ quan: Ủy ban nhân dân tỉnh Lào Cai\nsố: {number}\nký hiệu: KH-UBND\nngày: 1/2/2026\n---\n\n'
    lines = '- Cơ quan chủ trì: Sở Tài chính.\n- Thời gian thực hiện: {when}.\n\n'
    for i, (words, when) in enumerate(tasks):
        if i % 100 == 0:
            text += f'# {roman(i // 100 + 1)}. NHIỆM VỤ\n\n'
        text += f'{i % 100 + 1}. {words}\n\n' + lines.format(when=when)
    return text


def write(folder, name, text):
    with open(f'{folder}/{name}', 'w', encoding='utf-8') as file:
        file.write(text)


def sheets(content):
    """Rows of each worksheet, by number."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        names = re.findall(r'<sheet name="([^"]*)"', book.read('xl/workbook.xml').decode())
        return {name: book.read(f'xl/worksheets/sheet{i}.xml').decode() for i, name in enumerate(names, 1)}


def test_filters():
    expect(set(ids('--section', 'IV.2', LAO_CAI)) == {'IV.2.1', 'IV.2.2', 'IV.2.3'}, 'section by number')
    expect(ids('--section', 'iv.2.', LAO_CAI) == ids('--section', 'IV.2', LAO_CAI), 'section in small letters')
    expect(ids('--section', '2.1', LAO_CAI) == ['IV.2.1'], 'section by its last number')
    expect(all(i.startswith('V.') for i in ids('--section', 'tổ chức thực hiện', LAO_CAI)), 'section by words')
    lead = ids('--agency', 'STC', '--role', 'lead', LAO_CAI)
    expect(lead == ['IV.5.1', 'IV.5.2', 'IV.5.3', 'V.1.g', 'V.2.a'], f'agency and role: {lead}')
    expect(ids('--agency', 'Sở Tài chính', '--role', 'lead', '--section', 'V', LAO_CAI) == ['V.1.g', 'V.2.a'], 'three filters')
    expect('IV.1.3' in ids('--agency', 'Sở Y tế', TUYEN_QUANG), 'a group stands for its members')
    expect(ids('--missing', 'time', TUYEN_QUANG) == ['VI.2'], 'missing time')
    expect(not ids('--missing', 'lead', TUYEN_QUANG) and len(ids('--missing', 'product', TUYEN_QUANG)) == 20, 'missing lead, product')
    expect('IV.2.2' in ids('--from', '2028', '--to-date', '2028', TUYEN_QUANG), 'a year stands for its days')
    expect('IV.2.2' not in ids('--from', '2029', '--to-date', '2029', TUYEN_QUANG), 'a year that a task leaves out')
    _, said = run('--role', 'boss', LAO_CAI, exit=2)
    expect('lead, coordinate, monitor' in said, 'the values of --role are told')


def test_formats():
    arguments = ['--section', 'IV', '--role', 'lead', '--agency', 'Công an tỉnh', TUYEN_QUANG]
    wanted = ids(*arguments)
    table = list(csv.reader(io.StringIO(run('-f', 'csv', *arguments)[0].decode('utf-8-sig'))))
    expect([row[table[0].index('Nguồn (mục)')] for row in table[1:]] == wanted, 'csv shows the filtered rows')
    expect(re.findall(r'Nguồn \(mục\): (\S+)', run(*arguments)[0].decode()) == wanted, 'text shows the filtered rows')
    book = sheets(run('-f', 'xlsx', *arguments)[0])
    expect(list(book)[:4] == ['Nhiệm vụ', 'Cơ quan', 'Thời gian', 'Tổng hợp'], f'sheets: {list(book)}')
    expect(book['Nhiệm vụ'].count('<row ') == 3 + len(wanted), 'xlsx shows the filtered rows')
    head = re.search(r'<row r="3"[^>]* ht="([\d.]+)"', book['Tổng hợp'])
    expect(head and float(head[1]) > 2 * 15, 'xlsx: a title of two lines has room')
    page = run('-f', 'html', *arguments)[0].decode()
    expect(sorted(re.findall(r'data-task="([^"]*)"', page)) == sorted(wanted), 'html shows the filtered rows')
    with tempfile.TemporaryDirectory() as folder:
        run('-f', 'pdf', '-o', f'{folder}/m.pdf', *arguments)
        text = subprocess.run(['pdftotext', '-layout', f'{folder}/m.pdf', '-'], capture_output=True, text=True).stdout
        expect(all(re.search(rf'{re.escape(i)}\s', text) for i in wanted) and 'IV.2.1' not in text, 'pdf shows the filtered rows')


# Filters alone and together: aliases, members of groups, roles, times as years and days, holes, sections.
FILTERS = [
    ['--agency', 'STC'], ['--agency', 'Công an tỉnh', '--role', 'lead'], ['--agency', 'Sở Y tế'],
    ['--agency', 'Sở Y tế', '--role', 'coordinate', '--from', '2026-06-01'], ['--from', '2027', '--to-date', '2028'],
    ['--missing', 'product', '--section', 'IV'], ['--missing', 'time,coordinate'], ['--role', 'lead', '--missing', 'lead'],
    ['--agency', 'CA tỉnh', '--role', 'coordinate', '--section', 'IV.3', '--from', '2026', '--to-date', '2030', '--missing', 'product'],
]


def events(*arguments):
    """The calendar's events as they are written, and the tasks that they are of."""
    done = subprocess.run([KEHOACH, 'matrix', '-q', '-f', 'ics', *arguments], capture_output=True, timeout=120)
    text = done.stdout.decode().replace('\r\n ', '')
    return {(event, re.search(r'Nguồn \(mục\): ([^\\,\r]+)', event)[1]) for event in re.findall(r'BEGIN:VEVENT.*?END:VEVENT', text, re.S)}


def pdf_ids(folder, arguments, all_ids):
    run('-f', 'pdf', '-o', f'{folder}/m.pdf', *arguments)
    text = subprocess.run(['pdftotext', '-layout', f'{folder}/m.pdf', '-'], capture_output=True, text=True).stdout
    return {i for i in all_ids if re.search(rf'(?<!\S){re.escape(i)}(?!\S)', text)}


def test_every_form():
    """Whatever is asked for, each format shows the same rows."""
    with tempfile.TemporaryDirectory() as folder:
        for plans in [TUYEN_QUANG], [LAO_CAI, TUYEN_QUANG]:
            all_ids, every = set(ids(*plans)), events(*plans)
            for filters in FILTERS:
                arguments = [*filters, *plans]
                wanted, what = ids(*arguments), ' '.join(filters)
                table = list(csv.reader(io.StringIO(run('-f', 'csv', *arguments)[0].decode('utf-8-sig'))))
                column = table[0].index('Nguồn (mục)') if wanted else 0
                expect([row[column] for row in table[1:]] == wanted, f'{what}: csv')
                page = run('-f', 'html', *arguments)[0].decode()
                expect(sorted(re.findall(r'data-task="([^"]*)"', page)) == sorted(wanted), f'{what}: html')
                expect([i for i in re.findall(r'Nguồn \(mục\): (\S+)', run(*arguments)[0].decode()) if i in all_ids] == wanted, f'{what}: text')
                book = sheets(run('-f', 'xlsx', *arguments)[0])
                strings = [book[name].count('<row ') for name in ('Nhiệm vụ', 'Thời gian')]
                expect(len(set(strings)) == 1 and strings[0] == 3 - (len(plans) > 1) + len(wanted), f'{what}: xlsx: {strings} rows')
                if len(plans) == 1 and wanted:
                    expect(events(*arguments) == {event for event in every if event[1] in wanted}, f'{what}: ics')
                    expect(pdf_ids(folder, arguments, all_ids) == set(wanted), f'{what}: pdf')


def limited(size):
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return {'preexec_fn': limit, 'restore_signals': False}


def test_full_disk():
    """A clear message, nothing half-written; a plan that would be written to is as it was."""
    calls = [['matrix', '-f', form] for form in ('text', 'json', 'csv', 'html', 'pdf', 'xlsx', 'ics')] + \
        [['recipients', '-f', form] for form in ('text', 'json', 'csv', 'html', 'pdf', 'xlsx')] + [['recipients', '--suggest'], ['export']]
    with tempfile.TemporaryDirectory() as folder:
        with open(TUYEN_QUANG, encoding='utf-8') as file:
            write(folder, 'p.md', file.read())
        before = os.listdir(folder)
        for call in calls:
            with open('/dev/full', 'wb') as full:
                done = subprocess.run([KEHOACH, *call, '-o', '-', 'p.md'], cwd=folder, stdout=full, stderr=subprocess.PIPE, timeout=60)
            expect(done.returncode == 2 and b'KH0903' in done.stderr, f'{call}: full: exit {done.returncode}, {done.stderr[-200:]}')
            # A workbook is made in memory first, for which the limit holds too: then it is the making that fails.
            done = subprocess.run([KEHOACH, *call, '-o', 'ra', 'p.md'], cwd=folder, capture_output=True, timeout=60, **limited(300))
            expect(done.returncode == 2 and re.search(rb'KH090[35]', done.stderr) and os.listdir(folder) == before,
                   f'{call}: no room: exit {done.returncode}, {done.stderr.decode()[:200]}, left {os.listdir(folder)}')
        done = subprocess.run([KEHOACH, 'extract', '--all', '-o', 'ra', 'p.md'], cwd=folder, capture_output=True, timeout=60, **limited(20000))
        names = os.listdir(f'{folder}/ra') if os.path.isdir(f'{folder}/ra') else []
        expect(done.returncode == 2 and all(name.endswith(('.pdf', '.html')) for name in names), f'extract: {done.returncode}, {names}')
        write(folder, 'p.md', re.sub(r'(Nơi nhận:\n).*', r'\1- Lưu: VT.\n', open(f'{folder}/p.md', encoding='utf-8').read(), flags=re.S))
        plan = open(f'{folder}/p.md', 'rb').read()
        done = subprocess.run([KEHOACH, 'recipients', '--write', 'p.md'], cwd=folder, capture_output=True, timeout=60, **limited(5000))
        expect(done.returncode == 2 and open(f'{folder}/p.md', 'rb').read() == plan, f'recipients --write: {done.returncode}, the plan is changed')


def test_empty():
    out, said = run('-f', 'csv', '--section', 'IX', LAO_CAI)
    expect('[KH0940]' in said and len(out.splitlines()) == 1, 'a filter that leaves nothing says so')
    with tempfile.TemporaryDirectory() as folder:
        write(folder, 'p.md', '# I. MỤC ĐÍCH\n\nMột câu.\n')
        for form in ('text', 'json', 'csv', 'html', 'pdf', 'xlsx'):
            out, said = run('-f', form, '-o', f'm.{form}', 'p.md', cwd=folder)
            expect('[KH0941]' in said and os.path.getsize(f'{folder}/m.{form}') > 50, f'no task: {form}')


def test_large():
    with tempfile.TemporaryDirectory() as folder:
        write(folder, 'p.md', plan(1, [(f'Việc thứ {i} của kế hoạch', 'Quý I/2027') for i in range(5000)]))
        found = len(rows('p.md', cwd=folder))
        expect(found == 5000, f'5,000 rows: json {found}')
        book = sheets(run('-f', 'xlsx', 'p.md', cwd=folder)[0])
        expect(all(book[name].count('<row ') >= 5000 for name in ('Nhiệm vụ', 'Cơ quan', 'Thời gian')), '5,000 rows: xlsx')
        expect(run('-f', 'csv', 'p.md', cwd=folder)[0].count(b'\r\n') == 5001, '5,000 rows: csv')


def test_long_cell():
    words = ' '.join(f'từ{i}' for i in range(2600))
    with tempfile.TemporaryDirectory() as folder:
        write(folder, 'p.md', plan(1, [(words, 'Quý I/2027'), ('Việc sau', 'Quý II/2027')]))
        run('-f', 'pdf', '-o', 'm.pdf', 'p.md', cwd=folder)
        text = subprocess.run(['pdftotext', '-layout', f'{folder}/m.pdf', '-'], capture_output=True, text=True).stdout
        found = set(re.findall(r'từ\d+', text))
        expect(all(f'từ{i}' in found for i in range(2600)), 'a cell of three pages: every word is in the PDF')
        expect(text.count('Nhiệm vụ') >= 3, 'a cell of three pages: the header is repeated')
        sheet = sheets(run('-f', 'xlsx', 'p.md', cwd=folder)[0])['Nhiệm vụ']
        heights = [float(h) for h in re.findall(r'<row [^>]* ht="([\d.]+)"', sheet)]
        expect(max(heights) <= 409 and sum(heights) > 2000 and '<mergeCell ' in sheet, f'a cell of three pages: heights {heights}')


def test_summary():
    text = 'Tổ chức tập huấn nghiệp vụ thông tin đối ngoại cho cán bộ các xã biên giới của tỉnh'
    with tempfile.TemporaryDirectory() as folder:
        write(folder, 'a.md', plan(5, [(text, 'ngày 10/3/2027'), ('Xây dựng kế hoạch phòng chống thiên tai hằng năm', 'Quý I/2028')]))
        write(folder, 'b.md', plan(5, [(text + ' năm 2027', 'ngày 12/3/2027'), ('Rà soát cơ sở dữ liệu dùng chung của ngành', 'Quý II/2029')]))
        out, said = run('-f', 'json', 'a.md', 'b.md', cwd=folder)
        summary = json.loads(out)['summary']
        body = summary['bodies'][0]
        expect('[KH0942]' in said and summary['same_number'] == [{'plans': [0, 1]}], 'two plans with one number')
        expect((body['id'], body['plans'], body['tasks'], body['lead']) == ('so-tai-chinh', 2, 4, 4), f'one body over all plans: {body}')
        expect([q['quarter'] for q in body['quarters']] == ['2027-Q1', '2028-Q1', '2029-Q2'], 'quarters')
        expect([(w['from'], [t['plan'] for t in w['tasks']]) for w in summary['weeks']] == [('2027-03-08', [0, 1])], f'weeks: {summary["weeks"]}')
        expect([[t['id'] for t in pair['tasks']] for pair in summary['similar']] == [['I.1', 'I.1']], f'similar: {summary["similar"]}')
        shown = run('a.md', 'b.md', cwd=folder)[0].decode()
        expect('VIỆC CÓ VẺ GIỐNG NHAU' in shown and 'KẾ HOẠCH TRÙNG SỐ' in shown, 'the summary in text')
        expect('summary' not in json.loads(run('-f', 'json', 'a.md', cwd=folder)[0]), 'one plan has no summary unless asked')


def main():
    for name, test in sorted(globals().items()):
        if name.startswith('test_'):
            test()
    print('\n'.join(problems))
    print(f'{len(problems)} problems')
    return len(problems) > 0


sys.exit(main())
