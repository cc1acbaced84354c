#!/usr/bin/env python3
"""Extracts: what each body is told, in the words of test/golden/extract, and what becomes of bad calls.

usage: extract.py KEHOACH [--update]

A case is a row of CASES: the file with its expectation holds the words of the HTML page, one line for each paragraph or cell,
or the calendar as it is. --update rewrites them; read them before you commit them."""
import collections
import datetime
import difflib
import html.parser
import itertools
import os
import re
import subprocess
import sys
import tempfile

import dateutil.rrule
import icalendar

KEHOACH = os.path.abspath(sys.argv[1])
UPDATE = '--update' in sys.argv
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GOLDEN = os.path.join(ROOT, 'test/golden/extract')
REAL = 'test/real/'

# Expectation: plans and options.
CASES = {
    'tuyen-quang-cong-an.txt': [REAL + 'tuyen-quang-2026.md', '--agency', 'Công an tỉnh'],
    'tuyen-quang-cong-an.ics': [REAL + 'tuyen-quang-2026.md', '--agency', 'CA tỉnh'],
    'lao-cai-so-tai-chinh.txt': [REAL + 'lao-cai-2026.md', '--agency', 'Sở TC'],
    'lao-cai-hoi-nong-dan.txt': [REAL + 'lao-cai-2026.md', '--agency', 'hnd-tinh'],
    'hai-ke-hoach.txt': [REAL + 'lao-cai-2026.md', REAL + 'tuyen-quang-2026.md', '--agency', 'Sở VHTTDL'],
    'cot.txt': ['test/golden/extract/cot.md', '--agency', 'STC'],
    'cot.ics': ['test/golden/extract/cot.md', '--agency', 'STC'],
}

# Counted by hand in the texts: led, coordinated, followed, by name or through the groups that hold the body.
COUNTS = {
    # “chủ trì” of 1.2, 5.2, 6.1; “phối hợp” of 1.4, 2.3, 3.1, 3.2, 3.3, 4.1, 4.2, 5.1, 5.2, 6.1, 6.2, 6.3, 7, 8
    ('tuyen-quang-2026.md', 'Công an tỉnh'): (3, 14, 0),
    # 5 with its three tasks, V.1.g; “các ban, sở, ngành”: V.2.a, and with Bộ CHQS tỉnh V.1.a, V.1.n
    ('lao-cai-2026.md', 'Sở Tài chính'): (5, 2, 0),
    # “các tổ chức chính trị - xã hội”: 11 with its three tasks; with Bộ CHQS tỉnh V.1.a, and V.1.m
    ('lao-cai-2026.md', 'Hội Nông dân tỉnh'): (3, 2, 0),
}

passed = failed = 0


def expect(condition, what):
    global passed, failed
    if condition:
        passed += 1
    else:
        failed += 1
        print(what)


def run(*arguments, cwd=ROOT, epoch=None):
    environment = {'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', 'NO_COLOR': '1'}
    if epoch:
        environment['SOURCE_DATE_EPOCH'] = epoch
    return subprocess.run([KEHOACH, *arguments], cwd=cwd, env=environment, capture_output=True, timeout=120)


class Words(html.parser.HTMLParser):
    """The words of the page's main part, a line for each block."""
    BLOCKS = {'p', 'td', 'th', 'h1', 'h2', 'h3', 'h4', 'tr', 'caption', 'div', 'br'}

    def __init__(self, page):
        super().__init__()
        self.lines, self.inside = [''], False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.inside |= tag == 'main'
        if tag in self.BLOCKS and self.lines[-1]:
            self.lines.append('')
        if tag == 'tr':
            self.lines += ['---', '']

    def handle_endtag(self, tag):
        self.inside &= tag != 'main'

    def handle_data(self, data):
        if self.inside:
            self.lines[-1] += data.replace('\n', ' ')

    def text(self):
        return '\n'.join(line.strip() for line in self.lines if line.strip()) + '\n'


def compare(name, actual):
    path = os.path.join(GOLDEN, name)
    if UPDATE:
        with open(path, 'w', encoding='utf-8', newline='') as file:
            file.write(actual)
    with open(path, encoding='utf-8', newline='') as file:
        wanted = file.read()
    difference = difflib.unified_diff(wanted.splitlines(), actual.splitlines(), name, 'actual', lineterm='')
    expect(actual == wanted, '\n'.join(list(difference)[:30]))


def test_cases():
    for name, arguments in CASES.items():
        form = 'ics' if name.endswith('.ics') else 'html'
        done = run('extract', *arguments, '--to', form, '-o', '-', '-q')
        expect(done.returncode == 0, f'{name}: exit {done.returncode}: {done.stderr.decode()}')
        text = done.stdout.decode()
        compare(name, text if form == 'ics' else Words(text).text())
        again = run('extract', *arguments, '--to', form, '-o', '-', '-q')
        expect(again.stdout == done.stdout, f'{name}: not the same bytes twice')


def test_counts():
    for (plan, body), counts in COUNTS.items():
        words = Words(run('extract', REAL + plan, '--agency', body, '--to', 'html', '-o', '-').stdout.decode()).text()
        said = tuple(int((re.search(rf'{role} (\d+)', words) or [0, 0])[1]) for role in ('chủ trì', 'phối hợp', 'theo dõi'))
        expect(said == counts, f'{plan}: {body}: {said}, by hand {counts}')


# ---- calendars

def lines_of(bytes_):
    return bytes_.split(b'\r\n')


def test_calendars():
    uids = {}
    for plan in sorted(os.listdir(os.path.join(ROOT, REAL))):
        if not plan.endswith('.md'):
            continue
        done = run('matrix', REAL + plan, '--format', 'ics')
        if done.returncode == 2:
            expect('không nhiệm vụ nào có ngày' in done.stderr.decode(), f'{plan}: {done.stderr.decode()}')
            continue
        expect(all(len(line) <= 75 for line in lines_of(done.stdout)), f'{plan}: a line of more than 75 bytes')
        expect(b'\n' not in done.stdout.replace(b'\r\n', b''), f'{plan}: a line end that is not CRLF')
        calendar = icalendar.Calendar.from_ical(done.stdout)
        for event in calendar.walk('VEVENT'):
            expect(not event.errors and str(event['UID']) not in uids, f'{plan}: {event.errors} {event["UID"]}')
            uids[str(event['UID'])] = plan
            expect(event['DTSTART'].params['VALUE'] == 'DATE' and event['DTEND'].dt > event['DTSTART'].dt, f'{plan}: {event}')
            alarms = [alarm['TRIGGER'].dt.days for alarm in event.walk('VALARM')]
            expect(alarms == [-7, -3, -1], f'{plan}: alarms {alarms}')
    expect(len(uids) > 40, f'{len(uids)} events')
    twice = icalendar.Calendar.from_ical(run('matrix', REAL + 'lao-cai-2026.md', REAL + 'lao-cai-2026.md', '-f', 'ics').stdout)
    names = [str(event['UID']) for event in twice.walk('VEVENT')]
    expect(len(names) == len(set(names)), 'the same plan twice: an event of the same name')


def test_stamp():
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, 'a.md'), 'w', encoding='utf-8') as file:
            file.write('# I. NHIỆM VỤ\n\n1. Một việc\n\n- Cơ quan chủ trì: Sở Tài chính.\n- Thời gian thực hiện: Quý I/2027.\n')
        for epoch, stamp in (('1775001600', b'DTSTAMP:20260401T000000Z'), (None, b'DTSTAMP:19700101T000000Z')):
            done = run('matrix', 'a.md', '-f', 'ics', cwd=folder, epoch=epoch)
            expect(stamp in done.stdout, f'{stamp} is missing: {done.stdout}')


# khal's settings, of which the folder is filled in: days as in ISO 8601.
KHAL = '''[calendars]
[[k]]
path = {0}/k
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Asia/Ho_Chi_Minh
default_timezone = Asia/Ho_Chi_Minh
[sqlite]
path = {0}/khal.db
'''
FIRST, LAST = datetime.date(2020, 1, 1), datetime.date(2035, 12, 31)


def occurrences(event):
    """Days of an event, worked out by another library from its rule."""
    day = datetime.datetime.combine(event['DTSTART'].dt, datetime.time())
    if 'RRULE' not in event:
        return [day.date()]
    except_days = event.get('EXDATE', [])
    gone = {one.dt for dates in (except_days if isinstance(except_days, list) else [except_days]) for one in dates.dts}
    rule = dateutil.rrule.rrulestr(event['RRULE'].to_ical().decode(), dtstart=day)
    every = (one.date() for one in itertools.takewhile(lambda one: one.date() <= LAST, rule))
    return [one for one in every if one not in gone]


def khal(folder, *arguments):
    environment = {'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', 'HOME': folder}
    return subprocess.run(['khal', '-c', os.path.join(folder, 'khal.conf'), *arguments], env=environment, capture_output=True, text=True,
                          timeout=120)


def check_import(name, calendar):
    """A calendar program has each event on its days, the whole day long, after the import."""
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, 'k'))
        for file, content in ('khal.conf', KHAL.format(folder).encode()), ('a.ics', calendar):
            with open(os.path.join(folder, file), 'wb') as out:
                out.write(content)
        done = khal(folder, 'import', '--batch', '-a', 'k', os.path.join(folder, 'a.ics'))
        expect(done.returncode == 0, f'{name}: khal: {done.stderr[-300:]}')
        seen = khal(folder, 'list', '--notstarted', '--day-format', '', '--format', '{start}|{end}|{uid}', str(FIRST), str(LAST))
    events = icalendar.Calendar.from_ical(calendar).walk('VEVENT')
    wanted = collections.Counter(f'{day}|{day}|{event["UID"]}' for event in events for day in occurrences(event))
    got = collections.Counter(line.strip() for line in seen.stdout.splitlines() if line.strip())
    expect(events and got == wanted, f'{name}: khal has {list((got - wanted).items())[:3]}, lacks {list((wanted - got).items())[:3]}')


def test_imports():
    for plan in sorted(name for name in os.listdir(os.path.join(ROOT, REAL)) if name.endswith('.md')):
        done = run('matrix', REAL + plan, '--format', 'ics')
        if done.returncode != 2:
            check_import(plan, done.stdout)
    check_import('cot', run('extract', 'test/golden/extract/cot.md', '--agency', 'STC', '--to', 'ics', '-o', '-').stdout)


def test_names():
    """An event keeps its name in later drafts: a task more, other words, a number for the plan."""
    with open(os.path.join(ROOT, REAL, 'tuyen-quang-2026.md'), encoding='utf-8') as file:
        plan = file.read()
    head, body = plan[:plan.index('\n# ')], plan[plan.index('\n# '):] # the subject is part of the plan's own name
    later = head + body.replace('Thường xuyên', 'Quý II/2027', 1).replace('tuyên truyền', 'tuyên truyền rộng rãi')
    names = []
    with tempfile.TemporaryDirectory() as folder:
        for text in plan, later:
            with open(os.path.join(folder, 'plan.md'), 'w', encoding='utf-8') as file:
                file.write(text)
            calendar = icalendar.Calendar.from_ical(run('matrix', 'plan.md', '-f', 'ics', cwd=folder).stdout)
            names.append({str(event['UID']) for event in calendar.walk('VEVENT')})
    expect(text != plan and names[0] < names[1], f'{len(names[0] - names[1])} events have lost their names')


# ---- files

def test_all(folder):
    done = run('extract', REAL + 'lao-cai-2026.md', '--all', '--to', 'pdf,html,ics', '-o', folder)
    names = sorted(os.listdir(folder))
    expect(done.returncode == 0, f'--all: exit {done.returncode}: {done.stderr.decode()}')
    expect(all(re.fullmatch(r'[a-z0-9-]+\.(pdf|html|ics)', name) for name in names), f'--all: {names}')
    compare('lao-cai-all.files', '\n'.join(names) + '\n')
    with open(os.path.join(folder, 'index.html'), encoding='utf-8') as file:
        index = file.read()
    linked = set(re.findall(r'href="([^"#]+)"', index))
    expect(linked == set(names) - {'index.html'}, f'index: {linked ^ set(names)}')
    compare('lao-cai-index.txt', Words(index).text())
    for name in names:
        path = os.path.join(folder, name)
        if name.endswith('.pdf'):
            text = subprocess.run(['pdftotext', path, '-'], capture_output=True, text=True).stdout
            expect('TRÍCH NHIỆM VỤ' in text, f'{name}: {text[:80]!r}')
        elif name.endswith('.ics'):
            with open(path, 'rb') as file:
                expect(icalendar.Calendar.from_ical(file.read()).walk('VEVENT'), f'{name}: no event')
    alone = run('extract', REAL + 'lao-cai-2026.md', '--agency', 'so-noi-vu', '--to', 'html', '-o', '-').stdout.decode()
    with open(os.path.join(folder, 'so-noi-vu.html'), encoding='utf-8') as file:
        expect(file.read() == alone, 'so-noi-vu: --all and --agency differ')


def paper_of(path):
    """Words of each page of a PDF."""
    text = subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True, text=True).stdout
    return text.split('\f')[:-1]


def test_pages():
    """A page for each body: more only where there are many tasks, and then with the titles of the columns again."""
    pages = []
    for plan in sorted(name for name in os.listdir(os.path.join(ROOT, REAL)) if name.endswith('.md')):
        with tempfile.TemporaryDirectory() as folder:
            run('extract', REAL + plan, '--all', '--to', 'pdf,html', '-o', folder)
            for name in sorted(os.listdir(folder)):
                if not name.endswith('.pdf'):
                    continue
                paper = paper_of(os.path.join(folder, name))
                tasks = int(re.search(r'(\d+)\s+nhiệm\s+vụ:', paper[0])[1])
                pages.append(len(paper))
                expect(len(paper) <= 1 + tasks // 7, f'{plan}: {name}: {tasks} tasks on {len(paper)} pages')
                expect(all(re.search(r'^\s*Mục +Nhiệm vụ +Thời gian', page, re.M) for page in paper), f'{plan}: {name}: titles are missing')
                for page in paper:
                    rows = [line.strip() for line in page.splitlines() if line.strip()]
                    expect(not re.match(r'(Chủ trì|Phối hợp|Theo dõi) \(\d+ nhiệm vụ\)|Thuộc nhóm:', rows[-1]),
                           f'{plan}: {name}: a page ends with “{rows[-1]}”')
                with open(os.path.join(folder, name[:-4] + '.html'), encoding='utf-8') as file:
                    items = re.findall(r'^\(mục ([^;)]+)', Words(file.read()).text(), re.M)
                missing = [item for item in items if not any(re.search(rf'^ *{re.escape(item)}(?!\S)', page, re.M) for page in paper)]
                expect(not missing, f'{plan}: {name}: on paper {missing} are missing')
    ones = pages.count(1)
    expect(len(pages) > 100 and ones > len(pages) * 5 / 6, f'{ones} of {len(pages)} bodies have one page')


def test_folders():
    with tempfile.TemporaryDirectory() as folder:
        plan = os.path.join(folder, 'ke-hoach.md')
        os.symlink(os.path.join(ROOT, REAL, 'tuyen-quang-2026.md'), plan)
        done = run('extract', plan, '--agency', 'so-tai-chinh')
        expect(sorted(os.listdir(os.path.join(folder, 'ke-hoach.trich'))) == ['so-tai-chinh.html', 'so-tai-chinh.pdf'], done.stderr)
        run('extract', plan, '--agency', 'so-tai-chinh', '-o', os.path.join(folder, 'a.pdf'))
        with open(os.path.join(folder, 'a.pdf'), 'rb') as file:
            expect(file.read(5) == b'%PDF-', '-o a.pdf')
        os.mkdir(os.path.join(folder, 'chi-doc'))
        blocked = os.path.join(folder, 'a.pdf/b')
        done = run('extract', plan, '--agency', 'so-tai-chinh', '-o', blocked)
        expect(done.returncode == 2 and 'KH0903' in done.stderr.decode(), f'unwritable: {done.stderr.decode()}')
        expect(not any('.tmp' in name for name in os.listdir(folder)), 'something half-written')


# Arguments, exit status, what is said.
CALLS = [
    (['--agency', 'Sở Tài chánh'], 2, 'gần nhất: Sở Tài chính'),
    (['--agency', 'Qwxz'], 2, 'KH0951'),
    (['--agency', 'Sở Giao thông vận tải'], 1, 'KH0913'),
    ([], 2, 'KH0952'),
    (['--agency', 'STC', '--all'], 2, 'KH0952'),
    (['--agency', 'STC', '--to', 'doc'], 2, 'KH0909'),
    (['--agency', 'STC', '--to', 'pdf,pdf'], 2, 'KH0909'),
    (['--agency', 'STC', '-o', '-'], 2, 'KH0917'),
    (['--all', '--to', 'pdf', '-o', '-'], 2, 'KH0917'),
]


def test_calls():
    for arguments, status, words in CALLS:
        with tempfile.TemporaryDirectory() as folder:
            done = run('extract', os.path.join(ROOT, REAL, 'tuyen-quang-2026.md'), *arguments, cwd=folder)
            expect(done.returncode == status and words in done.stderr.decode(), f'{arguments}: {done.returncode} {done.stderr.decode()}')
            expect(os.listdir(folder) == [] and done.stdout == b'', f'{arguments}: something was made')
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, 'a.md'), 'w', encoding='utf-8') as file:
            file.write('# I. MỤC ĐÍCH\n\nMột câu.\n')
        for arguments, words in ((['--all'], 'KH0953'), (['--agency', 'STC'], 'KH0913')):
            done = run('extract', 'a.md', *arguments, cwd=folder)
            expect(done.returncode == 1 and words in done.stderr.decode(), f'no task: {done.returncode} {done.stderr.decode()}')
        expect(os.listdir(folder) == ['a.md'], 'no task: something was made')


def main():
    test_cases()
    test_counts()
    test_calendars()
    test_stamp()
    test_imports()
    test_names()
    with tempfile.TemporaryDirectory() as folder:
        test_all(folder)
    test_pages()
    test_folders()
    test_calls()
    print(f'{passed} passed, {failed} failed')
    return failed > 0


sys.exit(main())
