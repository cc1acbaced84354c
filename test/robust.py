#!/usr/bin/env python3
"""Bad input: a clear message, exit status 2 or findings, nothing half-written, no crash, no hang.

usage: robust.py KEHOACH"""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'tools'))
import ooxml

KEHOACH = os.path.abspath(sys.argv[1])
PNG = b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\1\0\0\5\0\1'

# Name, bytes of the plan, exit statuses allowed for a build.
INPUTS = [
    ('empty', b'', {0, 1}),
    ('blank', b' \n\t\n\r\n', {0, 1}),
    ('png', PNG, {2}),
    ('long line', 'kế hoạch '.encode() * 1_800_000, {0, 1, 2}),
    ('long word', b'a' * 2_000_000, {0, 1}),
    ('quotes', b'>' * 5000 + b' x\n', {0, 1}),
    ('lists', b''.join(b'  ' * i + b'- x\n' for i in range(2000)), {0, 1}),
    ('emphasis', b'*a **b ' * 50_000, {0, 1}),
    ('brackets', b'[' * 100_000 + b']' * 100_000, {0, 1}),
    ('no utf-8', b'# I. M\xd4\xcc \xff\xfe\n\nabc \xc3\x28 \xf0\x9f\n', {0, 1}),
    ('nul', b'# I. A\0B\n\n\0\0\0\n', {0, 1}),
    ('front only', b'---\ns\xe1\xbb\x91: 1\n', {0, 1}),
    ('front broken', b'---\nso: [1, 2\nx: {\n---\n\nabc\n', {0, 1}),
    ('front bomb', b'---\na: &a [1,1,1,1,1,1,1,1]\n' + b''.join(
        b'%c: &%c [%s]\n' % (98 + i, 98 + i, b','.join([b'*%c' % (97 + i)] * 8)) for i in range(9)) + b'---\n', {0, 1}),
    ('front deep', b'---\na: ' + b'[' * 20000 + b'\n---\n', {0, 1}),
    ('table', b'|a' * 300 + b'|\n' + b'|-' * 300 + b'|\n' + (b'|x' * 300 + b'|\n') * 350, {0, 1}),
    ('html', b'<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[a](javascript:alert(1))\n', {0, 1}),
    ('image outside', b'![x](../../../../etc/passwd)\n\n![y](http://example.invalid/a.png)\n', {0, 1}),
    ('control', bytes(range(1, 32)) * 20, {0, 1}),
    ('marks', 'a' .encode() + '\u0301'.encode() * 5000, {0, 1}),
    ('no such letter', '# I. A\n\nMột ký tự riêng: \U000F1234.\n'.encode(), {0, 1}),
]


def build(arguments, folder, **options):
    return subprocess.run([KEHOACH, *arguments], cwd=folder, capture_output=True, timeout=60, **options)


def check_input(name, data, allowed):
    with tempfile.TemporaryDirectory() as folder:
        with open(f'{folder}/plan.md', 'wb') as file:
            file.write(data)
        done = build(['build', '--to', 'pdf,html,matrix,docx', 'plan.md'], folder)
        made = set(os.listdir(folder)) - {'plan.md'}
        whole = {'plan.pdf', 'plan.html', 'plan.matrix.xlsx', 'plan.docx'}
        if done.returncode not in allowed:
            return f'exit {done.returncode}: {done.stderr[-300:]}'
        if done.returncode == 2 and (made or not done.stderr):
            return f'exit 2 but {made} was written, or nothing said'
        if done.returncode < 2 and made != whole:
            return f'made {made}'
        if done.returncode < 2:
            done.stderr.decode()  # messages are UTF-8 whatever the plan is
            page = open(f'{folder}/plan.html', encoding='utf-8').read()
            if '<script>alert' in page or 'onerror=alert(1)>' in page or 'href="javascript' in page or 'src="http' in page:
                return 'hostile HTML came through'
            broken = ooxml.check(f'{folder}/plan.docx')
            if broken:
                return f'the Word document: {broken[:3]}'
            with open(f'{folder}/plan.pdf', 'rb') as file:
                if not file.read(8).startswith(b'%PDF-1.'):
                    return 'no PDF'
    return None


def fails_cleanly(arguments, prepare=lambda folder: None, status=2):
    with tempfile.TemporaryDirectory() as folder:
        with open(f'{folder}/plan.md', 'w', encoding='utf-8') as file:
            file.write('# I. MỤC ĐÍCH\n\nMột câu.\n')
        prepare(folder)
        before = sorted(os.listdir(folder))
        done = build(arguments, folder)
        if done.returncode != status or not done.stderr:
            return f'exit {done.returncode}, said {done.stderr!r}'
        if sorted(os.listdir(folder)) != before:
            return f'left {sorted(os.listdir(folder))}'
    return None


def closed_folder(folder):
    """A file where the folder should be: not even root can write into it."""
    with open(f'{folder}/closed', 'w', encoding='utf-8'):
        pass


def occupied(folder):
    os.mkdir(f'{folder}/plan.pdf')


def two_folders(folder):
    for name in 'ab':
        os.mkdir(f'{folder}/{name}')
        with open(f'{folder}/{name}/plan.md', 'w', encoding='utf-8') as file:
            file.write('# I. A\n')


CALLS = [
    ('missing file', lambda: fails_cleanly(['build', 'khong-co.md'])),
    ('a folder without plans', lambda: fails_cleanly(['check', 'trong'], lambda f: os.mkdir(f'{f}/trong'))),
    ('unknown option', lambda: fails_cleanly(['build', '--pfd', 'plan.md'])),
    ('unknown short option', lambda: fails_cleanly(['build', '-z', 'plan.md'])),
    ('option without value', lambda: fails_cleanly(['build', 'plan.md', '-o'])),
    ('bad value', lambda: fails_cleanly(['build', '--to', 'doc', 'plan.md'])),
    ('bad language', lambda: fails_cleanly(['build', '--lang', 'fr', 'plan.md'])),
    ('unknown command', lambda: fails_cleanly(['biuld', 'plan.md'])),
    ('no command', lambda: fails_cleanly([])),
    ('no plan', lambda: fails_cleanly(['build'])),
    ('unknown phase', lambda: fails_cleanly(['dump', '--phase', 'x', 'plan.md'])),
    ('unknown code', lambda: fails_cleanly(['explain', 'KH9999'])),
    ('unwritable folder', lambda: fails_cleanly(['build', '-o', 'closed/out', 'plan.md'], closed_folder)),
    ('output is a folder', lambda: fails_cleanly(['build', '--to', 'pdf', 'plan.md'], occupied)),
    ('outputs clash', lambda: fails_cleanly(['build', '-o', 'b', 'a/plan.md', 'b/plan.md'], two_folders)),
    ('no such fonts', lambda: fails_cleanly(['build', '--font', 'khong-co', 'plan.md'])),
]


def main():
    passed = failed = 0
    checks = [(name, lambda d=data, a=allowed, n=name: check_input(n, d, a)) for name, data, allowed in INPUTS] + CALLS
    for name, check in checks:
        try:
            problem = check()
        except subprocess.TimeoutExpired:
            problem = 'does not end'
        if problem:
            print(f'{name}: {problem}')
        failed += problem is not None
        passed += problem is None
    print(f'{passed} passed, {failed} failed')
    return failed > 0


sys.exit(main())
