#!/usr/bin/env python3
"""The store: what is read from it is what is read from the files; whatever interrupts a call, the old state or the new one is
there; what is no store is refused and not touched.

usage: store.py KEHOACH FOLDER-OF-PLANS"""
import json
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

KEHOACH, PLANS = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ENVIRONMENT = {'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', 'NO_COLOR': '1'}

PLAN = '''---
số: {number}
ký hiệu: KH-UBND
ngày: 01/4/2026
cơ quan: Ủy ban nhân dân tỉnh {province}
trích yếu: {subject}
---

# I. NHIỆM VỤ

## 1. {task}

- Cơ quan chủ trì: Sở Tư pháp.
- Cơ quan phối hợp: Công an tỉnh; các cơ quan, đơn vị liên quan.
- Thời gian thực hiện: Quý IV/2026.
'''


def plan(number='140', province='Lạng Sơn', subject='Phổ cập kỹ năng số', task='Kiện toàn tổ công nghệ'):
    return PLAN.format(number=number, province=province, subject=subject, task=task)


class Failure(Exception):
    pass


def expect(condition, problem):
    if not condition:
        raise Failure(problem)


class Folder:
    """A folder of plans and a store, and calls of the program in it."""

    def __init__(self, path):
        self.path = path

    def at(self, name):
        return os.path.join(self.path, name)

    def write(self, name, content):
        os.makedirs(os.path.dirname(self.at(name)), exist_ok=True)
        with open(self.at(name), 'wb') as file:
            file.write(content if isinstance(content, bytes) else content.encode())

    def read(self, name='kehoach.db'):
        with open(self.at(name), 'rb') as file:
            return file.read()

    def run(self, *arguments, env=None, **options):
        return subprocess.run([KEHOACH, *arguments], cwd=self.path, capture_output=True, timeout=120,
                              env=env or ENVIRONMENT, **options)

    def good(self, *arguments, **options):
        done = self.run(*arguments, **options)
        expect(done.returncode == 0, f'{arguments}: exit {done.returncode}: {done.stderr.decode()[-300:]}')
        return done.stdout

    def refused(self, *arguments, says='KH0980', **options):
        done = self.run(*arguments, **options)
        expect(done.returncode == 2, f'{arguments}: exit {done.returncode}, {done.stderr.decode()[-300:]}')
        expect(f'[{says}]' in done.stderr.decode(), f'{arguments} said {done.stderr.decode()[-300:]}')
        return done.stderr.decode()

    def exported(self):
        return self.good('export', 'kehoach.db')

    def real_plans(self):
        shutil.copytree(PLANS, self.at('real'))
        return sorted(f'real/{name}' for name in os.listdir(self.at('real')) if name.endswith('.md'))


# ---- What is read

FORMS = [(form, by) for form in ('json', 'csv', 'text') for by in ('task', 'agency', 'time')]


def reads_as_files(folder):
    plans = folder.real_plans()
    folder.good('register', *plans)
    for form, by in FORMS:
        arguments = ['matrix', '--format', form, '--by', by]
        expect(folder.good(*arguments, *plans) == folder.good(*arguments, 'kehoach.db'), f'{form} by {by} differs')
    expect(folder.good('export', *plans) == folder.exported(), 'export differs')
    folder.good('register', plans[0], '--store', 'one.db')
    recipients = ['recipients', '--format', 'json']
    expect(folder.run(*recipients, plans[0]).stdout == folder.run(*recipients, 'one.db').stdout, 'recipients differ')
    for source, place in (plans, 'x'), (['kehoach.db'], 'y'):
        folder.good('extract', *source, '--agency', 'Công an tỉnh', '-o', place)
    expect(os.listdir(folder.at('x')) and all(folder.read(f'x/{name}') == folder.read(f'y/{name}')
                                              for name in os.listdir(folder.at('x'))), 'extracts differ')
    half = ['matrix', '-f', 'json', 'kehoach.db', plans[0]]
    expect(len(json.loads(folder.good(*half))['plans']) == len(plans) + 1, 'stores and files together')


def reads_office_tables(folder):
    """What lies beside a plan counts with it, also when it is gone."""
    folder.write('a/plan.md', plan().replace('Sở Tư pháp', 'Văn phòng Lạ Lùng'))
    folder.write('a/co-quan.tsv', 'id\tlevel\tstatus\tfull_name\nvp-la-lung\ttinh\tactive\tVăn phòng Lạ Lùng\n')
    folder.good('register', 'a')
    wanted = folder.good('matrix', '-f', 'json', 'a/plan.md')
    expect(b'vp-la-lung' in wanted, 'the table is not read')
    shutil.rmtree(folder.at('a'))
    expect(folder.good('matrix', '-f', 'json', 'kehoach.db') == wanted, 'the table is not kept')


def same_bytes_everywhere(folder):
    plans = folder.real_plans()
    folder.good('register', *plans)
    other = {'PATH': os.environ['PATH'], 'LC_ALL': 'tr_TR.UTF-8', 'TZ': 'Asia/Ho_Chi_Minh'}
    first = folder.exported()
    expect(folder.good('export', 'kehoach.db', env=other) == first, 'NDJSON differs')
    for name, env in ('x', None), ('y', other):
        folder.good('export', '-f', 'csv', '-o', name, *plans, env=env)
    names = sorted(os.listdir(folder.at('x')))
    expect(names == sorted(os.listdir(folder.at('y'))) and len(names) == 8, f'tables {names}')
    expect(all(folder.read(f'x/{name}') == folder.read(f'y/{name}') for name in names), 'CSV differs')
    folder.good('register', *reversed(plans))
    expect(folder.exported() == first, 'registered again, it differs')


def every_column_is_described(folder):
    folder.write('plan.md', plan())
    schema = json.loads(folder.good('export', 'plan.md').split(b'\n')[0])
    with open(os.path.join(ROOT, 'grammar/export.md'), encoding='utf-8') as file:
        page = file.read()
    with open(os.path.join(ROOT, 'grammar/export.sql'), encoding='utf-8') as file:
        sql = file.read()
    expect(schema['schema'] in page, 'the page does not name the schema')
    for table, columns in schema['tables'].items():
        part = re.search(rf'^### {table}\n(.*?)(?=^##|\Z)', page, re.M | re.S)
        create = re.search(rf'^CREATE TABLE {table} \((.*?)^\);', sql, re.M | re.S)
        expect(part and create, f'{table} is not described')
        described = [name for row in re.findall(r'^\| `([^|]+)` \|', part[1], re.M) for name in row.split('`, `')]
        expect(described == list(columns), f'{table}: {described} is described')
        created = re.findall(r'^  ([a-z_]+) [a-z]', create[1], re.M)
        expect(created == list(columns), f'{table}: {created} is created')


def rows_tell_the_plan(folder):
    folder.write('plan.md', plan() + '\nNơi nhận:\n- Sở Tư pháp;\n- Lưu: VT.\n')
    rows = [json.loads(line) for line in folder.good('export', 'plan.md').splitlines()[1:]]
    of = {name: [row for row in rows if row['table'] == name] for name in {row['table'] for row in rows}}
    key = '140/kh-ubnd 2026-04-01 ủy ban nhân dân tỉnh lạng sơn'
    expect(all(row['plan'] == key for row in rows), 'the key')
    expect([(row['role'], row['body'], row['catch_all']) for row in of['assignment']] == [
        ('lead', 'so-tu-phap', False), ('coordinate', 'cong-an-tinh', False),
        ('coordinate', of['assignment'][2]['body'], True)], 'the assignments')
    expect([(row['from_date'], row['to_date']) for row in of['period']] == [('2026-10-01', '2026-12-31')], 'the period')
    expect([(row['text'].rstrip(';.'), row['filing']) for row in of['recipient']] ==
           [('Sở Tư pháp', False), ('Lưu: VT', True)], 'the recipients')
    expect(of['task'][0]['path'] == ['I', '1'] and of['task'][0]['line'] == 11, 'the task')


# ---- Which plan is which

def listed(folder):
    return [line.split('\t')[-1] for line in folder.good('register', '--list').decode().splitlines()]


def replaces_the_same_plan(folder):
    for name, number in (('a.md', '1'), ('b.md', '2'), ('c.md', '3')):
        folder.write(name, plan(number))
    folder.good('register', 'a.md', 'b.md', 'c.md')
    folder.write('b.md', plan('2', task='Việc khác'))
    folder.good('register', 'b.md')
    expect(listed(folder) == ['a.md', 'b.md', 'c.md'], f'order {listed(folder)}')
    expect(folder.exported() == folder.good('export', 'a.md', 'b.md', 'c.md'), 'not replaced')


def draft_gets_its_number(folder):
    folder.write('plan.md', plan(''))
    folder.good('register', 'plan.md')
    folder.write('plan.md', plan('140'))
    folder.good('register', 'plan.md')
    expect(len(listed(folder)) == 1, 'the draft stayed')
    folder.write('plan.md', plan('141'))
    folder.good('register', 'plan.md')
    expect(len(listed(folder)) == 2, 'a file used again for another plan: the issued one is gone')


def moved_file(folder):
    folder.write('a.md', plan())
    folder.write('moi/a.md', plan(task='Việc khác'))
    folder.good('register', 'a.md')
    done = folder.run('register', 'moi/a.md')
    expect(done.returncode == 0 and b'[KH0981]' in done.stderr and listed(folder) == ['moi/a.md'], 'not replaced, or not said')


def same_number_in_two_provinces(folder):
    folder.write('a.md', plan())
    folder.write('b.md', plan(province='Lào Cai'))
    folder.good('register', 'a.md', 'b.md')
    expect(len(listed(folder)) == 2, 'one is lost')
    folder.refused('register', '--remove', '140/KH-UBND', says='KH0983')
    folder.good('register', '--remove', 'a.md')
    expect(listed(folder) == ['b.md'], 'not the one')
    folder.refused('register', '--remove', 'b.md', 'khong-co', says='KH0983')
    expect(listed(folder) == ['b.md'], 'removed by half')


def twice_in_one_call(folder):
    folder.write('a.md', plan())
    folder.write('b.md', plan(task='Việc khác'))
    folder.refused('register', 'a.md', 'b.md', says='KH0982')
    expect(listed(folder) == ['a.md'], 'which one was kept')
    folder.refused('export', 'a.md', 'b.md', says='KH0982')
    folder.good('register', 'a.md', './a.md')


def plans_and_stores_apart(folder):
    folder.write('a.md', plan())
    folder.good('register', 'a.md', '--store', 'x.sqlite')
    for command in (['check'], ['build'], ['fix'], ['register']):
        folder.refused(*command, 'x.sqlite', says='KH0984')
    folder.refused('matrix', 'khong-co.db', says='KH0901')
    folder.refused('register', '--list', says='KH0901')
    folder.refused('register', 'khong-co.md', says='KH0901')
    expect(sorted(os.listdir(folder.path)) == ['a.md', 'x.sqlite'], f'left {os.listdir(folder.path)}')


# ---- What may happen to a call

def two_states(folder, count):
    """Plans in `a` and other texts of the same plans in `b`; what the store exports for either."""
    states = {}
    for state in 'ab':
        for i in range(count):
            folder.write(f'{state}/{i}.md', plan(str(i + 1), task=f'Việc {state} ' * 30))
        folder.good('register', '-q', state)
        states[folder.exported()] = state
    folder.good('register', '-q', 'a')
    # The folder is the same for both, or the rows would tell which file they are from.
    return {text.replace(b'"b/', b'"a/'): state for text, state in states.items()}


def state_of(folder, states):
    found = states.get(folder.exported().replace(b'"b/', b'"a/'))
    expect(found, 'neither the old state nor the new one')
    with sqlite3.connect(folder.at('kehoach.db')) as database:
        expect(database.execute('PRAGMA integrity_check').fetchone() == ('ok',), 'the file is damaged')
    database.close()
    return found


def kill_in_time(folder, wait):
    child = subprocess.Popen([KEHOACH, 'register', '-q', 'b'], cwd=folder.path, env=ENVIRONMENT)
    wait(child)
    child.send_signal(signal.SIGKILL)
    child.wait()


def until_written(folder, extra):
    """Until the first page of the new state is in the file, and a little longer."""
    def wait(child):
        before = os.stat(folder.at('kehoach.db')).st_mtime_ns
        while child.poll() is None and os.stat(folder.at('kehoach.db')).st_mtime_ns == before:
            pass
        time.sleep(extra)
    return wait


def killed(folder):
    """At any moment; and again and again in the moments in which the file is written."""
    states = two_states(folder, 40)
    begin = time.monotonic()
    folder.good('register', '-q', 'b')
    lasts = time.monotonic() - begin
    chance = random.Random(1)
    waits = [lambda child, t=lasts * i / 20: time.sleep(t) for i in range(24)]
    waits += [until_written(folder, chance.random() * lasts * share) for share in (0, 0.05, 0.1, 0.2) for _ in range(8)]
    ends, half_written = {'a': 0, 'b': 0}, 0
    for wait in waits:
        folder.good('register', '-q', 'a')
        before = folder.read()
        kill_in_time(folder, wait)
        half_written += os.path.exists(folder.at('kehoach.db-journal')) and folder.read() != before
        ends[state_of(folder, states)] += 1
    print(f'killed {len(waits)} times, {half_written} of them while the file was written: old state {ends["a"]}, new state {ends["b"]}')
    expect(ends['a'] and ends['b'], 'the moments were not spread')


def locked(folder):
    folder.write('a.md', plan())
    folder.good('register', 'a.md')
    before = folder.read()
    holder = sqlite3.connect(folder.at('kehoach.db'), isolation_level=None)
    holder.execute('BEGIN EXCLUSIVE')
    said = folder.refused('register', 'a.md', '--lang', 'en')
    expect('another program is using it' in said, said)
    folder.refused('matrix', 'kehoach.db')
    waiting = subprocess.Popen([KEHOACH, 'register', 'a.md'], cwd=folder.path, env=ENVIRONMENT)
    time.sleep(1)
    expect(waiting.poll() is None, 'it did not wait')
    holder.execute('ROLLBACK')
    holder.close()
    expect(waiting.wait() == 0, 'it did not go on')
    expect(len(before) == len(folder.read()), 'grown')


def limited(size):
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return {'preexec_fn': limit, 'restore_signals': False}


def no_room(folder):
    states = two_states(folder, 40)
    size = len(folder.read())
    for share in (0.001, 0.1, 0.5, 0.9):
        folder.refused('register', 'b', **limited(int(size * share)))
        expect(state_of(folder, states) == 'a', 'changed')
        folder.refused('register', 'b', '--store', 'moi.db', **limited(int(size * share)))
        expect(not [name for name in os.listdir(folder.path) if name.startswith('moi')], 'a file is left')
    done = folder.run('export', 'kehoach.db', '-o', 'ra.ndjson', **limited(100))
    expect(done.returncode == 2 and not os.path.exists(folder.at('ra.ndjson')), 'half an export')


# ---- What is no store

def refuses_foreign(folder):
    folder.write('a.md', plan())
    folder.write('chu.txt', 'Không phải kho.\n' * 100)
    os.mkdir(folder.at('thu-muc'))
    with sqlite3.connect(folder.at('khac.db')) as database:
        database.execute('CREATE TABLE plan(x)')
    database.close()
    folder.good('register', 'a.md', '--store', 'moi.db')
    with sqlite3.connect(folder.at('moi.db')) as database:
        database.execute('PRAGMA user_version=1000')
    database.close()
    for name in 'chu.txt', 'khac.db', 'moi.db':
        before = folder.read(name)
        folder.refused('register', 'a.md', '--store', name)
        folder.refused('register', '--list', '--store', name)
        folder.refused('register', '--remove', 'a.md', '--store', name)
        expect(folder.read(name) == before, f'{name} is changed')
    folder.refused('register', 'a.md', '--store', 'thu-muc')
    folder.refused('register', 'a.md', '--store', 'khong/co.db')
    said = folder.refused('matrix', 'moi.db', '--lang', 'en')
    expect('later version' in said, said)
    folder.refused('export', 'khac.db')
    expect(len(os.listdir(folder.path)) == 5, f'left {os.listdir(folder.path)}')


def lays_no_trap(folder):
    """Tables that are missing, and a trigger that somebody put in."""
    folder.write('a.md', plan())
    folder.good('register', 'a.md')
    with sqlite3.connect(folder.at('kehoach.db')) as database:
        database.execute('CREATE TRIGGER t AFTER INSERT ON task BEGIN DELETE FROM plan; END')
    database.close()
    folder.good('register', 'a.md')
    expect(listed(folder) == ['a.md'], 'the trigger was obeyed')
    with sqlite3.connect(folder.at('kehoach.db')) as database:
        database.execute('DROP TABLE file')
    database.close()
    folder.refused('matrix', 'kehoach.db')
    folder.refused('register', 'a.md')


def survives_damage(folder):
    for i in range(12):
        folder.write(f'a/{i}.md', plan(str(i + 1)))
    folder.good('register', '-q', 'a')
    whole, chance = folder.read(), random.Random(2)
    for turn in range(40):
        bytes_ = bytearray(whole)
        if turn % 4 == 0:
            del bytes_[chance.randrange(100, len(bytes_)):]
        for _ in range(0 if turn % 4 == 0 else 30):
            bytes_[chance.randrange(16, len(bytes_))] = chance.randrange(256)
        folder.write('kehoach.db', bytes(bytes_))
        for call in (['matrix', '-f', 'json', 'kehoach.db'], ['export', 'kehoach.db'], ['register', '--list']):
            done = folder.run(*call)
            expect(done.returncode in (0, 2), f'turn {turn}: {call} ended with {done.returncode}: {done.stderr[-300:]}')
            expect(done.returncode == 0 or done.stderr, f'turn {turn}: {call} said nothing')
        expect(folder.read() == bytes(bytes_), f'turn {turn}: a reader wrote')


CASES = [reads_as_files, reads_office_tables, same_bytes_everywhere, every_column_is_described, rows_tell_the_plan,
         replaces_the_same_plan, draft_gets_its_number, moved_file, same_number_in_two_provinces, twice_in_one_call,
         plans_and_stores_apart, killed, locked, no_room, refuses_foreign, lays_no_trap, survives_damage]


def main():
    passed = failed = 0
    for case in CASES:
        with tempfile.TemporaryDirectory() as path:
            try:
                case(Folder(path))
                passed += 1
            except (Failure, subprocess.TimeoutExpired) as problem:
                print(f'{case.__name__}: {problem}')
                failed += 1
    print(f'{passed} passed, {failed} failed')
    return failed > 0


sys.exit(main())
