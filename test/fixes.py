#!/usr/bin/env python3
"""fix mends what is certain and nothing else; fmt changes no word.

usage: fixes.py KEHOACH PLAN|FOLDER...

Of every plan: `fix --dry-run` is a unified diff that `patch` turns into what `fix` writes; the second `fix` changes
nothing; no line comes or goes. `fmt` twice is `fmt` once; the words stay, and so do the plan and the document."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

from plans import name_of, plans

KEHOACH = os.path.abspath(sys.argv[1])
MARK = b'\xef\xbb\xbf'  # of UTF-8 at the start; fmt takes it off
BESIDE = ('co-quan.tsv', 'van-phong.tsv')
problems = []


def expect(condition, what):
    if not condition:
        problems.append(what)


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def run(folder, *arguments, **options):
    return subprocess.run([KEHOACH, *arguments], cwd=folder, capture_output=True, timeout=60, **options)


# ---- what fix mends: line of a plan, what it becomes

FRONT = '''---
cơ quan: Ủy ban nhân dân tỉnh Lào Cai
{}
---

# I. MỤC ĐÍCH

'''
FRONT_CASES = [
    ('ngày: 5/03/2026', 'ngày: 05/3/2026'),
    ('ngày: 1/1/2026', 'ngày: 01/01/2026'),
    ('ngày: "5/3/2026"', 'ngày: "05/3/2026"'),
    ('ngày: ngày 5 tháng 04 năm 2026', 'ngày: ngày 05 tháng 4 năm 2026'),
    ('số: "140 "', 'số: "140"'),
    ('số: 140 /KH-UBND', 'số: 140/KH-UBND'),
    ('số: 140\nký hiệu: KH - UBND', 'số: 140\nký hiệu: KH-UBND'),
    ('trích yếu: Triển khai Đề án.', 'trích yếu: Triển khai Đề án'),
    ('ký:\n  thẩm quyền: TM.ỦY BAN NHÂN DÂN\n  ký thay: "KT.CHỦ TỊCH"\n  chức vụ: PHÓ CHỦ TỊCH',
     'ký:\n  thẩm quyền: TM. ỦY BAN NHÂN DÂN\n  ký thay: "KT. CHỦ TỊCH"\n  chức vụ: PHÓ CHỦ TỊCH'),
]
DECOMPOSED = unicodedata.normalize('NFD', 'Đồng chí')
BODY_CASES = [
    ('Nâng cao , mở rộng ; củng cố.', 'Nâng cao, mở rộng; củng cố.'),
    ('Nâng  cao nhận thức.', 'Nâng cao nhận thức.'),
    ('Nâng\u200B cao\u00AD nhận thức.', 'Nâng cao nhận thức.'),
    (f'{DECOMPOSED} dự.', 'Đồng chí dự.'),
    ('Hòa bình, hòa thuận, hoà giải.', 'Hòa bình, hòa thuận, hòa giải.'),
    ('Tổ chức hàng năm.', 'Tổ chức hằng năm.'),
    ('Nơi nhận:\n- Sở Tư pháp;\n- Lưu VT, NC.', 'Nơi nhận:\n- Sở Tư pháp;\n- Lưu: VT, NC.'),
    ('Nơi nhận:\n- Sở Tư pháp;\n- Lưu: VT, NC', 'Nơi nhận:\n- Sở Tư pháp;\n- Lưu: VT, NC.'),
    ('Nơi nhận:\n- Sở Tư pháp;\n- Lưu VT, NC;', 'Nơi nhận:\n- Sở Tư pháp;\n- Lưu: VT, NC.'),
]
# What no fix may touch: components that are missing, words that a comment answers for, joined pictures, code.
UNTOUCHED = [
    'Một câu.',
    'Nơi nhận:\n- Sở Tư pháp.',
    'Nâng cao , mở rộng. <!-- kehoach: bỏ qua KH0605: nguyên văn -->',
    'Nhà \U0001F468\u200D\U0001F469\u200D\U0001F467 vui.',
]


def fixed(text, *arguments):
    """What fix makes of a text, and what it would make of that again."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'plan.md')
        with open(path, 'w', encoding='utf-8', newline='') as file:
            file.write(text)
        run(folder, 'fix', *arguments, '-q', 'plan.md')
        once = read(path).decode()
        run(folder, 'fix', *arguments, '-q', 'plan.md')
        return once, read(path).decode()


def check_case(before, after, *arguments):
    once, twice = fixed(before, *arguments)
    expect(once == after, f'{before!r}\nbecomes {once!r}\nnot     {after!r}')
    expect(twice == once, f'{before!r} is changed again: {twice!r}')


def check_cases():
    for before, after in FRONT_CASES:
        check_case(FRONT.format(before) + 'Một câu.\n', FRONT.format(after) + 'Một câu.\n')
    for before, after in BODY_CASES:
        for end in ('\n', '\r\n'):
            check_case((FRONT.format('số: 140') + before + '\n').replace('\n', end), (FRONT.format('số: 140') + after + '\n').replace('\n', end))
    for text in UNTOUCHED:
        check_case(FRONT.format('số: 140') + text + '\n', FRONT.format('số: 140') + text + '\n')
    padded = FRONT.format('ngày: 5/3/2026')
    check_case(padded, padded, '-W', 'KH0207=off')


# ---- numbers, on request

NUMBERS = """# I. MỤC ĐÍCH

Câu{note}.

# III. NHIỆM VỤ

## 1. Một

## 3. Hai

### 3.1. Một

a) Một;

d) Hai;

e) Ba;

w) Bốn.

### 3.2. Hai

### 3.2. Ba {#ba}
"""


def lines(**changes):
    text = NUMBERS.replace('{note}', '')
    for before, after in changes.get('replace', []):
        text = text.replace(before, after)
    return text


LETTERS = [('d) Hai', 'b) Hai'), ('e) Ba', 'c) Ba'), ('w) Bốn', 'd) Bốn')]
ALL = [('# III.', '# II.'), ('## 3. Hai', '## 2. Hai'), ('### 3.1.', '### 2.1.'), ('### 3.2. Hai', '### 2.2. Hai'),
       ('### 3.2. Ba', '### 2.3. Ba'), *LETTERS]


def check_renumber():
    plain = lines()
    check_case(plain, plain)
    check_case(plain, lines(replace=ALL), '--renumber')
    # [@id] follows the number; what is written would not, so the numbers it names stay.
    follows = NUMBERS.replace('{note}', ' [@ba]')
    check_case(follows, lines(replace=ALL).replace('Câu.', 'Câu [@ba].'), '--renumber')
    named = NUMBERS.replace('{note}', ' theo mục 3.1 phần III')
    once, _ = fixed(named, '--renumber')
    expect('# III. N' in once and '## 3. Hai' in once and '### 3.1.' in once and 'b) Hai' in once, f'renumber breaks a reference: {once!r}')
    lost = NUMBERS.replace('{note}', ' theo mục 9 phần III')
    check_case(lost, lost, '--renumber')
    automatic = '---\nđánh số: tự động\n---\n\n' + plain
    check_case(automatic, automatic, '--renumber')
    answered = plain.replace('# III.', '<!-- kehoach: bỏ qua KH0101: theo bản gốc -->\n# III.')
    once, _ = fixed(answered, '--renumber')
    expect('# III. N' in once, f'renumber passes over a comment: {once!r}')


def check_streams():
    done = subprocess.run([KEHOACH, 'fix', '-q', '-'], input='Nâng cao , mở rộng.\n'.encode(), capture_output=True, timeout=60)
    expect(done.stdout.decode() == 'Nâng cao, mở rộng.\n', f'fix of standard input: {done.stdout!r}')
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, 'plan.md'), 'w', encoding='utf-8') as file:
            file.write('Nâng cao , mở rộng.\n')
        run(folder, 'fix', '-q', '-o', 'ra.md', 'plan.md')
        expect(read(os.path.join(folder, 'plan.md')).decode() == 'Nâng cao , mở rộng.\n', 'fix -o changes the source')
        expect(read(os.path.join(folder, 'ra.md')).decode() == 'Nâng cao, mở rộng.\n', 'fix -o')


# ---- every plan

def lay_out(path, folder):
    name = os.path.basename(path)
    shutil.copy(path, os.path.join(folder, name))
    for beside in BESIDE:
        if os.path.exists(os.path.join(os.path.dirname(path), beside)):
            shutil.copy(os.path.join(os.path.dirname(path), beside), folder)
    return name


def check_fix(path):
    what, before = name_of(path), read(path)
    with tempfile.TemporaryDirectory() as folder:
        name = lay_out(path, folder)
        file = os.path.join(folder, name)
        diff = run(folder, 'fix', '--dry-run', '-q', name).stdout
        expect(read(file) == before, f'{what}: fix --dry-run writes')
        run(folder, 'fix', '-q', name)
        after = read(file)
        expect((diff == b'') == (after == before), f'{what}: fix --dry-run shows {len(diff)} bytes')
        expect(after.count(b'\n') == before.count(b'\n'), f'{what}: fix adds or removes lines')
        if diff or after != before:
            shutil.copy(path, os.path.join(folder, 'patched'))
            done = subprocess.run(['patch', '--binary', '-s', '-p0', 'patched'], input=diff, cwd=folder, capture_output=True)
            expect(done.returncode == 0 and read(os.path.join(folder, 'patched')) == after, f'{what}: the diff is not what fix writes: {done.stdout[:200]}')
            run(folder, 'fix', '-q', name)
            expect(read(file) == after, f'{what}: the second fix changes something')


def unresolved(folder, name):
    return run(folder, 'check', '--diagnostics', 'short', name).stderr.count(b'[KH0502]')


def check_numbers(path):
    """References lead where they led, and nothing but numbers changes."""
    what, before = name_of(path), read(path)
    with tempfile.TemporaryDirectory() as folder:
        name = lay_out(path, folder)
        file = os.path.join(folder, name)
        dry = ['fix', '--dry-run', '-q', name]
        if run(folder, *dry, '--renumber').stdout == run(folder, *dry).stdout:
            return
        run(folder, 'fix', '-q', name)
        lost = unresolved(folder, name)
        plain = read(file).split(b'\n')
        run(folder, 'fix', '--renumber', '-q', name)
        after = read(file).split(b'\n')
        expect(unresolved(folder, name) == lost, f'{what}: renumbering loses a reference')
        expect(len(plain) == len(after), f'{what}: renumbering changes lines')
        for old, new in zip(plain, after):
            words = [re.sub(r'^([#\s*+-]*)(\d+(\.\d+)*|[IVXLCDM]+|\w)(?=[.):])', r'\1', line.decode('utf-8', 'replace')) for line in (old, new)]
            expect(words[0] == words[1], f'{what}: renumbering changes words: {old!r} {new!r}')
        run(folder, 'fix', '--renumber', '-q', name)
        expect(read(file).split(b'\n') == after, f'{what}: the second renumbering changes something')


def dump(folder, name, phase):
    return run(folder, 'dump', '--phase', phase, name).stdout


def check_fmt(path):
    what, before = name_of(path), read(path)
    with tempfile.TemporaryDirectory() as folder:
        name = lay_out(path, folder)
        file = os.path.join(folder, name)
        run(folder, 'fmt', '-q', name)
        after = read(file)
        if after == before:
            return
        expect(after.split() == before.removeprefix(MARK).split(), f'{what}: fmt changes words')
        new = {phase: dump(folder, name, phase) for phase in ('plan', 'doc')}
        shutil.copy(path, file)
        for phase in new:
            expect(dump(folder, name, phase) == new[phase], f'{what}: fmt changes the {phase}')
        run(folder, 'fmt', '-q', name)
        expect(b'```' in after or not re.search(rb'[^ ] \n|\t\n|\r\n|\n\n\n', after), f'{what}: fmt leaves white space')
        run(folder, 'fmt', '-q', name)
        expect(read(file) == after, f'{what}: the second fmt changes something')


def main():
    check_cases()
    check_renumber()
    check_streams()
    count = 0
    for path in plans(sys.argv[2:]):
        check_fix(path)
        check_fmt(path)
        check_numbers(path)
        count += 1
    print('\n'.join(problems))
    print(f'{count} plans, {len(problems)} problems')
    return len(problems) > 0


sys.exit(main())
