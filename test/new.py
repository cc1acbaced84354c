#!/usr/bin/env python3
"""`kehoach new`: a plan made of a template or of an earlier plan, what is said of it, and bad input.

usage: new.py KEHOACH [--update]

A case is test/golden/new/NAME.args, the arguments (words like NAME=VALUE before them are environment), with what is said
beside it (.said, with the exit status) and the plan that comes out (.md, absent where there is none). Every plan is then
checked and built: nothing but places to write is reported, each of them, and as an error at signature."""
import glob
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

KEHOACH = os.path.abspath(sys.argv[1])
UPDATE = '--update' in sys.argv
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CASES = os.path.join(ROOT, 'test/golden/new')
MARK = re.compile(r'\[cần (?:bổ sung|xem lại):', re.I)

problems = []


def expect(condition, what):
    if not condition:
        problems.append(what)


def run(*arguments, cwd=CASES, environment=None):
    environment = {'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', 'NO_COLOR': '1', **(environment or {})}
    return subprocess.run([KEHOACH, *arguments], cwd=cwd, env=environment, capture_output=True, timeout=60)


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def put(path, content):
    with open(path, 'wb') as file:
        file.write(content)


# ---- golden cases

def hold(path, actual):
    """The file holds this; nothing, when it is not there."""
    wanted = read(path) if os.path.exists(path) else b''
    if actual == wanted and (actual or not os.path.exists(path)):
        return
    if not UPDATE:
        problems.append(f'{os.path.relpath(path, ROOT)} differs')
    elif actual:
        put(path, actual)
    else:
        os.remove(path)


def check_case(path):
    with open(path, encoding='utf-8') as file:
        words = shlex.split(file.read())
    environment = {}
    while words and re.fullmatch(r'[A-Z_]+=.*', words[0]):
        name, environment[name] = words[0].split('=', 1)[0], words.pop(0).split('=', 1)[1]
    done = run('new', *words, environment=environment)
    hold(path[:-5] + '.said', done.stderr + f'[exit {done.returncode}]\n'.encode())
    made = done.stdout if '--list' not in words else b''
    hold(path[:-5] + '.md', made)
    if '--list' in words:
        hold(path[:-5] + '.out', done.stdout)
    if made:
        check_plan(os.path.basename(path)[:-5], words, made, done.stderr.decode())
    again = run('new', *words, cwd=CASES, environment={**environment, 'TZ': 'Asia/Tokyo', 'HOME': '/nonexistent'})
    expect((again.stdout, again.stderr) == (done.stdout, done.stderr), f'{path}: not the same the second time')


# ---- the plan that comes out

def findings(plan, folder, *arguments):
    put(f'{folder}/plan.md', plan)
    done = run('check', '--diagnostics', 'json', *arguments, 'plan.md', cwd=folder)
    return json.loads(done.stderr)['diagnostics']


def check_plan(name, words, plan, said):
    text = plan.decode()
    marks = len(MARK.findall(text))
    expect('{{' not in text and '}}' not in text, f'{name}: a blank was left')
    expect(re.search(rf'\b{marks} (?:chỗ|places)', said), f'{name}: says another number than {marks}')
    with tempfile.TemporaryDirectory() as folder:
        found = findings(plan, folder)
        expect(len([f for f in found if f['code'] == 'KH0991']) == marks, f'{name}: not every mark is reported')
        if '--from' not in words:
            # Straight quotes are the case's own; KH0330: a plan of a year before a body was made.
            other = [f['code'] + ' ' + f['message'] for f in found if f['code'] not in ('KH0991', 'KH0626', 'KH0330')]
            expect(not other, f'{name}: {other}')
        expect(not [f for f in found if f['severity'] == 'error'], f'{name}: errors in a draft')
        signed = [f for f in findings(plan, folder, '--stage', 'sign') if f['code'] == 'KH0991']
        expect([f['severity'] for f in signed] == ['error'] * marks, f'{name}: marks are no errors at signature')
        built = run('build', '--to', 'pdf,html,matrix,docx', '-q', 'plan.md', cwd=folder)
        expect(built.returncode == 0 and built.stderr == b'', f'{name}: build: {built.stderr.decode()}')
        for product in ('plan.pdf', 'plan.html', 'plan.docx', 'plan.matrix.xlsx'):
            expect(os.path.exists(f'{folder}/{product}'), f'{name}: no {product}')
        if os.path.exists(f'{folder}/plan.html'):
            page = read(f'{folder}/plan.html').decode()
            expect(len(MARK.findall(page)) >= marks, f'{name}: the page hides marks')


# ---- writing

def check_output():
    with tempfile.TemporaryDirectory() as folder:
        def new(*arguments):
            return run('new', *arguments, cwd=folder)
        done = new('--province', 'Lào Cai', '-o', 'a.md')
        plan = read(f'{folder}/a.md')
        expect(done.returncode == 0 and done.stdout == b'' and b'a.md: ' in done.stderr, f'-o: {done.stderr.decode()}')
        expect(plan == new('--province', 'Lào Cai').stdout, '-o and standard output differ')
        put(f'{folder}/a.md', b'cua toi\n')
        done = new('-o', 'a.md')
        expect(done.returncode == 2 and b'KH0992' in done.stderr and read(f'{folder}/a.md') == b'cua toi\n', 'written over')
        done = new('--force', '--province', 'Lào Cai', '-o', 'a.md')
        expect(done.returncode == 0 and read(f'{folder}/a.md') == plan, f'--force: {done.stderr.decode()}')
        for path, code in (('khong/co.md', b'KH0903'), ('.', b'KH0903')):
            done = new('-o', path)
            expect(done.returncode == 2 and code in done.stderr and not done.stdout, f'-o {path}: {done.stderr.decode()}')
        expect(os.listdir(folder) == ['a.md'], f'left something: {os.listdir(folder)}')
        expect(new('-q', '-o', 'b.md').stderr == b'', '-q is not quiet')


def check_office():
    """The office's tables lie beside the file to be written."""
    table = 'id\tlevel\tfamily\tstatus\tfull_name\tabbr\nban-chuyen-doi\ttinh\tbcd\tactive\tBan Chuyển đổi số tỉnh\tBCĐS\n'
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(f'{folder}/vp')
        put(f'{folder}/vp/co-quan.tsv', table.encode())
        done = run('new', '--standing-body', 'BCĐS', '-o', 'vp/a.md', cwd=folder)
        expect(done.returncode == 0 and 'thường trực: Ban Chuyển đổi số tỉnh\n' in read(f'{folder}/vp/a.md').decode(), 'co-quan.tsv')
        expect(run('new', '--standing-body', 'BCĐS', '-o', 'a.md', cwd=folder).returncode == 2, 'co-quan.tsv of another folder')
        put(f'{folder}/vp/noi-nhan.tsv', b'sai\n')
        done = run('new', '-o', 'vp/b.md', cwd=folder)
        expect(done.returncode == 2 and b'noi-nhan.tsv' in done.stderr and not os.path.exists(f'{folder}/vp/b.md'), 'noi-nhan.tsv')


def main():
    for path in sorted(glob.glob(f'{CASES}/*.args')):
        check_case(path)
    check_output()
    check_office()
    print('\n'.join(problems[:40]))
    print(f'{len(problems)} problems')
    return len(problems) > 0


sys.exit(main())
