#!/usr/bin/env python3
"""The Word document as other programs see it.

usage: docx.py KEHOACH FILE-OR-FOLDER...

For each plan: the rules of tools/ooxml.py; Microsoft's own validator, where bootstrap could get it; LibreOffice opens the
document and makes a PDF of it with the words of ours and as many pages, give or take one."""
import collections
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'tools'))
import ooxml
import pikepdf
from plans import name_of, plans

KEHOACH = os.path.abspath(sys.argv[1])

# What the five plans do not have: footnotes marked twice and in tables, marks of urgency, links, spans, hostile text.
ODD = '''---
cơ quan: Ủy ban nhân dân tỉnh Lạng Sơn
cơ quan chủ quản: "<w:p>&amp;]]>"
ký hiệu: KH-UBND
khẩn: HỎA TỐC
mật: MẬT
phạm vi lưu hành: LƯU HÀNH NỘI BỘ
địa danh: Lạng Sơn
ngày: /10/2026
trích yếu: Một trích yếu dài hơn một dòng để dòng kẻ dưới chữ phải đo theo dòng cuối cùng của trích yếu
phụ lục phân công: có
ký:
  chức vụ: CHỦ TỊCH
---

# I. MỤC ĐÍCH {#muc-dich}

Chữ **đậm**, *nghiêng*, ~~gạch~~, m<sup>2</sup>, H<sub>2</sub>O[^1], 5 < 6 & "7" > 'ba'<br>dòng hai[^1]\u0007.

Xem [@muc-dich], [cổng](https://langson.gov.vn/?a="b"\\c&d), [xấu](javascript:alert(1)), ![ảnh](khong-co.png).

| TT | Việc |
|:--:|---|
| 1 | Trong bảng[^2] |

| A | B |
|---|---|
| Hai bảng | liền nhau |

- Cơ quan chủ trì: Sở Tư pháp.

[^1]: Chú thích một, xem[^2].
[^2]: Chú thích hai ]]> <w:t>.

Nơi nhận:
- Sở Tư pháp;
- Lưu: VT.

# Phụ lục I

| 1 | 2 | 3 | 4 | 5 | 6 |
|---|---|---|---|---|---|
| một cột rộng hơn ba mươi chữ cái | một cột rộng hơn ba mươi chữ cái | một cột rộng hơn ba mươi chữ cái | một cột rộng | một cột | một |
'''


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600)


def pdf_words(path):
    """Letters and digits of a PDF but for page numbers: a line or page may end anywhere in it."""
    pages = subprocess.run(['pdftotext', '-raw', path, '-'], capture_output=True, check=True).stdout.decode().split('\f')
    text = '\n'.join(re.sub(r'\A\s*\d+\n', '', page) for page in pages)
    return re.findall(r'\w+', text.lower())


def repeated_words(path):
    """What our PDF says again where a table goes on over a page: marked as no part of the text. Another program need not do so."""
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            kept, marks = [], []
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in ('BMC', 'BDC'):
                    marks.append(str(operands[0]) == '/Artifact')
                if not any(marks) or str(operator) not in ('Tj', 'TJ'):
                    kept.append((operands, operator))
                if str(operator) == 'EMC':
                    marks.pop()
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
        pdf.save(path + '.once')
    return collections.Counter(pdf_words(path)) - collections.Counter(pdf_words(path + '.once'))


def page_count(path):
    return int(re.search(rb'^Pages:\s+(\d+)', run('pdfinfo', path).stdout, re.M).group(1))


def compare(ours, theirs):
    """Where lines and pages end is another program's matter: the words are counted."""
    problems = []
    if not os.path.exists(theirs):
        return ['LibreOffice made nothing of it']
    wanted, got = collections.Counter(pdf_words(ours)), collections.Counter(pdf_words(theirs))
    lost, more = wanted - got - repeated_words(ours), got - wanted
    if lost or more:
        problems.append(f'words: lost {sorted(lost)[:20]}, more {sorted(more)[:20]}')
    pages = page_count(ours), page_count(theirs)
    if abs(pages[0] - pages[1]) > 1:
        problems.append(f'pages: {pages}')
    return problems


def build(path, folder, name):
    problems = []
    for kind in ('pdf', 'docx'):
        done = run(KEHOACH, 'build', '-q', '--to', kind, '-o', f'{folder}/{name}.{kind}', path)
        if done.returncode not in (0, 1):
            problems.append(f'build: exit {done.returncode}: {done.stdout.decode()[:300]}')
    return problems


def test(files, folder):
    results = {}
    for path in files:
        name = name_of(path)
        results[name] = build(path, folder, name)
        if not results[name]:
            results[name] += ooxml.check(f'{folder}/{name}.docx')
            results[name] += ooxml.validate(f'{folder}/{name}.docx') if ooxml.has_validator() else []
    made = [f'{folder}/{name}.docx' for name in results if os.path.exists(f'{folder}/{name}.docx')]
    os.mkdir(f'{folder}/office')
    run('soffice', f'-env:UserInstallation=file://{folder}/profile', '--headless', '--convert-to', 'pdf', '--outdir',
        f'{folder}/office', *made)
    for name in results:
        results[name] += compare(f'{folder}/{name}.pdf', f'{folder}/office/{name}.pdf')
    return results


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(f'{folder}/odd')
        with open(f'{folder}/odd/plan.md', 'w', encoding='utf-8') as file:
            file.write(ODD)
        results = test([*plans(sys.argv[2:], endings=('.md',)), f'{folder}/odd/plan.md'], folder)
    for name, problems in results.items():
        for problem in problems[:20]:
            print(f'{name}: {problem}')
    if not ooxml.has_validator():
        print('without the Open XML SDK’s validator')
    failed = sum(map(bool, results.values()))
    print(f'{len(results) - failed} passed, {failed} failed')
    return failed > 0


sys.exit(main())
