#!/usr/bin/env python3
"""Importing loses nothing: every word of an official text is in the plan, in its order, or in the report.

usage: import.py KEHOACH FILE-OR-FOLDER... [--] REAL

Each text is imported; its words, the front matter of the plan, importing it once more, and its other encodings are looked at.
REAL holds plans made by hand from some of the texts: their matrices are the same. Bad input is refused whole."""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

from plans import plans

KEHOACH = os.path.abspath(sys.argv[1])
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# Raw text: the plan made of it by hand.
PAIRS = {
    '000-tuyen-quang-2026-de-an-1219': 'tuyen-quang-2026',
    '001-lao-cai-2026-de-an-109': 'lao-cai-2026',
    '002-lang-son-2022-luat-bien-phong': 'lang-son-2022-bien-phong',
    '003-lang-son-2022-thong-tin-doi-ngoai': 'lang-son-2022-doi-ngoai',
    '004-binh-phuoc-2023-thong-tin-doi-ngoai': 'binh-phuoc-2023',
}


def run(*arguments, **options):
    return subprocess.run([KEHOACH, *arguments], capture_output=True, timeout=120, **options)


def import_file(path, out):
    done = run('import', path, '-o', out, '--report', 'json')
    if done.returncode:
        return None, f'exit {done.returncode}: {done.stderr.decode()[:200]}'
    report = json.loads(done.stderr)
    assert report['schema'] == 'kehoach.import/1'
    return report, None


# ---- Words

def words(text):
    text = re.sub('[\u00ad\u200b\ufeff]', '', unicodedata.normalize('NFC', text))
    text = re.sub(r'</?[a-zA-Z][^>]*>', ' ', text)
    return re.findall(r'[^\W_]+', text.lower())


def body(plan):
    return re.sub(r'\A---\n.*?\n---\n', '', plan, flags=re.S)


def differences(a, b, folder):
    """Words of a that are not in b at their place, and those of b that are not in a."""
    for name, list_ in (('a', a), ('b', b)):
        with open(f'{folder}/{name}.words', 'w', encoding='utf-8') as file:
            file.write('\n'.join(list_) + '\n')
    found = subprocess.run(['diff', '-d', f'{folder}/a.words', f'{folder}/b.words'], capture_output=True).stdout.decode()
    lines = found.splitlines()
    return [l[2:] for l in lines if l.startswith('< ')], [l[2:] for l in lines if l.startswith('> ')]


def check_words(source, plan, report, folder):
    """Header, signature and recipients may change places; everything else stands in its order."""
    told = collections.Counter()
    for entry in report['entries']:
        if entry['outcome'] == 'dropped' or entry['fact'] in ('header', 'signature', 'recipient', 'footnote', 'columns'):
            told.update(words(entry['words']))
    told.update(['nơi', 'nhận', 'với'])
    gone, new = differences(words(source), words(body(plan)), folder)
    lost = collections.Counter(gone) - told
    if lost:
        return f'lost or out of order: {sum(lost.values())} words: ' + ' '.join(list(lost)[:20])
    moved = collections.Counter(new) - told
    if moved:
        return f'added or out of order: {sum(moved.values())} words: ' + ' '.join(list(moved)[:20])
    return None


# ---- The plan

def check_front(path):
    done = run('check', '--diagnostics', 'json', path)
    if done.returncode not in (0, 1):
        return f'check: exit {done.returncode}'
    codes = {d['code'] for d in json.loads(done.stderr)['diagnostics']}
    broken = codes & {'KH0001', 'KH0002', 'KH0003', 'KH0004', 'KH0005', 'KH0011', 'KH0201'}
    return f'check: {sorted(broken)}' if broken else None


def tasks(path):
    """The rows of the matrix, without their places in the file."""
    rows = json.loads(run('matrix', '--format', 'json', path).stdout)['rows']
    return [{key: value for key, value in row.items() if key != 'source'} for row in rows]


# ---- Encodings

def legacy_tables():
    with open(f'{ROOT}/grammar/legacy.def', encoding='utf-8') as file:
        data = file.read()
    letters, marks = collections.defaultdict(dict), collections.defaultdict(dict)
    for encoding, code, letter in re.findall(r'LETTER\((\w+), (0x\w+), (0x\w+)\)', data):
        letters[encoding][chr(int(letter, 16))] = int(code, 16)
    for encoding, code, _, first, second in re.findall(r'MARK\((\w+), (0x\w+), "([^"]*)", (0x\w+), (\w+)\)', data):
        combined = chr(int(first, 16)) + (chr(int(second, 16)) if second != '0' else '')
        marks[encoding][unicodedata.normalize('NFD', combined)] = int(code, 16)
    return letters, marks


def encode(text, letters, marks, western):
    """Bytes of the old encoding; None for a character that it has not. `western`: it has the letters of Windows-1252."""
    out = bytearray()
    for c in unicodedata.normalize('NFC', text):
        if c in letters:
            out.append(letters[c])
        elif ord(c) < 128:
            out.append(ord(c))
        else:
            for cut in range(1, 4):  # the longest base that the encoding has, marks behind it
                parts = unicodedata.normalize('NFD', c)
                base, rest = unicodedata.normalize('NFC', parts[:-cut]), unicodedata.normalize('NFD', parts[-cut:])
                if base and rest in marks and (base in letters or ord(base[0]) < 128 or western):
                    out += bytes([letters[base]]) if base in letters else base.encode('cp1252')
                    out.append(marks[rest])
                    break
            else:
                return None
    return bytes(out)


def encodings(text):
    """Name in the report, bytes, for every encoding that can write the text."""
    yield 'UTF-16', b'\xff\xfe' + text.encode('utf-16-le')
    yield 'UTF-16', b'\xfe\xff' + text.encode('utf-16-be')
    yield 'UTF-16', text.encode('utf-16-le')
    letters, marks = legacy_tables()
    for name, encoding in (('TCVN3', 'TCVN3'), ('VNI', 'VNI'), ('Windows-1258', 'CP1258')):
        data = encode(text, letters[encoding], marks[encoding], encoding == 'CP1258')
        if data:
            yield name, data
            yield name, data.decode('latin-1').encode('utf-8')  # pasted as if it were Western


# Signs that the old encodings lack, and capitals that TCVN3 has in fonts of their own.
PLAIN = str.maketrans({'“': '"', '”': '"', '–': '-', '—': '-', '…': '...', '’': "'", '‘': "'", '\u00a0': ' '})


def writable(text):
    """The text in signs that every encoding has: capitals with tones small, as fonts of capitals write them."""
    text = unicodedata.normalize('NFC', text.translate(PLAIN))
    plain_capitals = 'ĂÂÊÔƠƯĐ'
    text = ''.join(c.lower() if ord(c) > 127 and c.upper() == c and c not in plain_capitals else c for c in text)
    known = set(legacy_tables()[0]['TCVN3']) | set(map(chr, range(128)))
    return ''.join(c for c in text if c in known)


def check_encodings(folder):
    problems = []
    with open(f'{ROOT}/test/raw/000-tuyen-quang-2026-de-an-1219.txt', encoding='utf-8') as file:
        text = writable(file.read())
    with open(f'{folder}/plain.txt', 'w', encoding='utf-8') as file:
        file.write(text)
    import_file(f'{folder}/plain.txt', f'{folder}/plain.md')
    wanted = open(f'{folder}/plain.md', encoding='utf-8').read()
    for i, (name, data) in enumerate(encodings(text)):
        with open(f'{folder}/e.txt', 'wb') as file:
            file.write(data)
        report, problem = import_file(f'{folder}/e.txt', f'{folder}/e.md')
        said = [e['words'] for e in report['entries'] if e['fact'] == 'encoding'] if report else []
        if problem or said != [name] or open(f'{folder}/e.md', encoding='utf-8').read() != wanted:
            problems.append(f'encoding {i} {name}: {problem or said or "not the same plan"}')
    return problems


# ---- Bad input

BAD = {
    'empty': (b'', {2}),
    'blank': (b' \n\r\n\f\n', {2}),
    'only a mark': (b'\xef\xbb\xbf', {2}),
    'zeros': (b'\0' * 1000, {2}),
    'zero': ('kế hoạch\0'.encode() * 3, {2}),
    'pdf': (b'%PDF-1.7\n', {2}),
    'zip': (b'PK\x03\x04' + b'x' * 100, {2}),
    'doc': (b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 600, {2}),
    'bytes': (bytes(range(128, 256)) * 10, {2}),
    'half utf-16': (b'\xff\xfea', {2}),
    'lone surrogate': (b'\xff\xfe\x00\xd8a\0', {2}),
    'cut letter': ('kế hoạch ế'.encode()[:-1], {2}),
    'long line': ('kế hoạch và '.encode() * 1_400_000, {0}),
    'long word': (b'a' * 2_000_000, {0}),
    'lines': ('một dòng dài đến bốn mươi ký tự cho đủ câu chữ\n\nvà nối\n\n'.encode() * 20_000, {0}),
    'pages': (b'x y\n1\n\f' * 30_000, {0}),
    'stars': (b'*a **b ' * 50_000, {0}),
    'bars': (b'|' * 200_000 + b'\n', {0}),
    'bullets': (b''.join(b'  ' * i + b'- x\n' for i in range(2000)), {0}),
    'folder': (None, {2}),
}


def check_bad(folder):
    problems = []
    for name, (data, allowed) in BAD.items():
        path, out = f'{folder}/bad.txt', f'{folder}/bad.md'
        if data is None:
            os.mkdir(f'{folder}/none')
            path = f'{folder}/none'
        else:
            with open(path, 'wb') as file:
                file.write(data)
        done = run('import', path, '-o', out, '-q' if data and len(data) > 1_000_000 else '--report=text')
        written = os.path.exists(out)
        if done.returncode not in allowed or written != (done.returncode == 0):
            problems.append(f'{name}: exit {done.returncode}, written: {written}')
        if done.returncode == 2 and not done.stderr:
            problems.append(f'{name}: nothing said')
        if written:
            open(out, encoding='utf-8').read()  # UTF-8 whatever went in
            os.remove(out)
    return problems


# ---- One text

def check_text(path, real, folder):
    out, again = f'{folder}/plan.md', f'{folder}/again.md'
    report, problem = import_file(path, out)
    if problem:
        return [problem]
    with open(path, encoding='utf-8') as file:
        source = file.read()
    with open(out, encoding='utf-8') as file:
        plan = file.read()
    problems = [check_words(source, plan, report, folder), check_front(out)]
    import_file(out, again)
    if open(again, encoding='utf-8').read() != plan:
        problems.append('imported once more, it changes')
    pair = PAIRS.get(os.path.splitext(os.path.basename(path))[0])
    if pair and tasks(out) != tasks(f'{real}/{pair}.md'):
        problems.append(f'the matrix is not that of {pair}')
    return [problem for problem in problems if problem]


def main():
    *paths, real = [a for a in sys.argv[2:] if a != '--']
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        results = [(path, check_text(path, real, folder)) for path in plans(paths, ('.txt',))]
        results += [('encodings', check_encodings(folder)), ('bad input', check_bad(folder))]
    for path, problems in results:
        for problem in problems:
            print(f'{path}: {problem}')
        failed += bool(problems)
        passed += not problems
    print(f'{passed} passed, {failed} failed')
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
